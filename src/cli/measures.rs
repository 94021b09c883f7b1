//! `weft measures`: how an organisation is connected, from a roster and a file of ties.

mod table;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum, value_parser};
use serde_json::{Value, json};
use uuid::Uuid;

use super::import::{bytes, refused};
use super::{Failure, Outcome, Output};
use crate::domain::id::PersonId;
use crate::domain::person::{PersonState, searchable};
use crate::domain::roster::{self, Reading, RosterRow, ties};
use crate::domain::tie::TieState;
use crate::graph::{Groups, Layer, Measures, Meeting, Network, Person, Settings, View, measures};

#[derive(Debug, Args)]
pub(super) struct Measure {
    /// The roster: address, name and team, and the first day of work where it is known
    #[arg(long, value_name = "FILE")]
    people: PathBuf,
    /// Who has met whom: two people a row, by id or address, and the day where it is known
    #[arg(long, value_name = "FILE")]
    ties: PathBuf,
    /// What people are grouped by
    #[arg(long, value_enum, default_value_t = By::Team)]
    by: By,
    /// The last day that counts [default: the last one in the files]
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// Months that count, back from there; 0 for all
    #[arg(long, value_name = "MONTHS", default_value_t = 12, value_parser = value_parser!(u32).range(..=1200))]
    window: u32,
    /// Days after which a tie weighs half [default: all weigh the same]
    #[arg(long, value_name = "DAYS", value_parser = value_parser!(u32).range(1..))]
    half_life: Option<u32>,
    /// Ties: those who met, or those who met again
    #[arg(long, value_parser = PossibleValuesParser::new(["met", "kept"]), default_value = "met")]
    layer: String,
    /// Decides the order in which communities are looked for, and whom shortest paths are walked from where not all
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Up to so many people, shortest paths are walked from everybody
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    exact_up_to: usize,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    /// The home team
    Team,
    /// The team above it
    Parent,
    /// The site
    Site,
    /// The function
    Function,
    /// The level
    Level,
}

/// The roster as the network needs it.
struct Roster {
    people: Vec<Person>,
    groups: Groups,
    names: Vec<String>,
    /// By id and address; none: somebody who has left.
    known: HashMap<String, Option<usize>>,
}

pub(super) fn measure(args: &Measure, output: Output) -> Outcome {
    let name = |path: &Path| {
        path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let read = bytes(&args.people)?
        .and_then(|bytes| roster::read(&bytes, &Reading::default()).map_err(|no| no.flaws));
    let roster = match read {
        Ok(file) => roster_of(&file.rows, args.by),
        Err(flaws) => return refused(output, &name(&args.people), &flaws),
    };
    let id = |at: usize| PersonId(Uuid::from_u128(at as u128));
    // Those who have left are no flaw of the file: they get an id beyond everybody's, and their ties do not count.
    let beyond = roster.people.len();
    let left: HashMap<&str, usize> = (beyond..)
        .zip(roster.known.iter().filter(|(_, at)| at.is_none()))
        .map(|(at, (key, _))| (key.as_str(), at))
        .collect();
    let find = |key: &str| {
        let at = roster.known.get(key)?;
        at.or_else(|| left.get(key).copied()).map(id)
    };
    let read = bytes(&args.ties)?.and_then(|bytes| {
        // A file of any day is read: what lies after the last day that counts is left out by the view.
        ties::read(&bytes, &Reading::default(), find, NaiveDate::MAX).map_err(|no| no.flaws)
    });
    let rows = match read {
        Ok((rows, _)) => rows,
        Err(flaws) => return refused(output, &name(&args.ties), &flaws),
    };
    let index = |id: PersonId| u32::try_from(id.0.as_u128()).unwrap_or(u32::MAX);
    let meetings: Vec<Meeting> = rows
        .iter()
        .map(|row| (row, [index(row.pair.0), index(row.pair.1)]))
        .filter(|(_, people)| people.iter().all(|person| (*person as usize) < beyond))
        .map(|(row, people)| Meeting {
            people,
            groups: people.map(|person| roster.groups.of(person)),
            on: row.last_on,
            times: row.times.unwrap_or(1),
            state: TieState::Met,
        })
        .collect();
    let last = meetings.iter().filter_map(|meeting| meeting.on).max();
    let started = || roster.people.iter().filter_map(|person| person.starts_on).max();
    let as_of = args.as_of.or(last).or_else(started);
    let view = View {
        window: (args.window > 0).then_some(args.window),
        half_life: args.half_life.map(f64::from),
        layer: if args.layer == Layer::Kept.as_str() { Layer::Kept } else { Layer::Met },
        // Where nothing has a day, any day will do.
        ..View::year_to(as_of.unwrap_or_default())
    };
    let network = Network::new(&roster.people, &meetings, view)?;
    let settings =
        Settings { seed: args.seed, exact_up_to: args.exact_up_to, ..Settings::default() };
    let found = measures(&network, &roster.groups, &settings);
    let without = rows.len() - meetings.len();
    let text = table::table(&found, &roster.names, as_of, without);
    output.result(&text, &value(&found, &roster.names, as_of, without)?);
    Ok(())
}

fn roster_of(rows: &[RosterRow], by: By) -> Roster {
    let mut roster = Roster {
        people: Vec::new(),
        groups: Groups::new(Vec::new(), 0),
        names: Vec::new(),
        known: HashMap::new(),
    };
    let mut groups: HashMap<String, u32> = HashMap::new();
    let mut of = Vec::new();
    for row in rows {
        let at = (row.state != Some(PersonState::Left)).then_some(roster.people.len());
        if let Some(id) = &row.id {
            roster.known.insert(id.to_lowercase(), at);
        }
        roster.known.insert(row.email.clone(), at);
        if at.is_none() {
            continue;
        }
        let above = row.parent.as_deref().unwrap_or(&row.team);
        let name = match by {
            By::Team if row.team.is_empty() => above,
            By::Team => &row.team,
            By::Parent => above,
            By::Site => row.site.as_deref().unwrap_or("–"),
            By::Function => row.function.as_deref().unwrap_or("–"),
            By::Level => row.seniority.as_deref().unwrap_or("–"),
        };
        let next = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        of.push(*groups.entry(searchable(name)).or_insert_with(|| {
            roster.names.push(name.to_owned());
            next
        }));
        roster.people.push(Person { starts_on: row.starts_on, ..Person::default() });
    }
    roster.groups = Groups::new(of, 0);
    roster
}

/// The measures with the groups' names.
fn value(
    found: &Measures,
    names: &[String],
    as_of: Option<NaiveDate>,
    without: usize,
) -> Result<Value, Failure> {
    let mut value = serde_json::to_value(found)?;
    value["as_of"] = json!(as_of);
    value["ties_of_people_who_left"] = json!(without);
    if let Some(groups) = value["groups"].as_array_mut() {
        for (group, name) in groups.iter_mut().zip(names) {
            group["name"] = json!(name);
        }
    }
    if let Some(pairs) = value["pairs"].as_array_mut() {
        for (pair, known) in pairs.iter_mut().zip(&found.pairs) {
            pair["names"] = json!(known.groups.map(|group| names.get(group as usize)));
        }
    }
    Ok(value)
}
