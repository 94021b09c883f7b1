//! From rows to the facts of a quarter.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::measured::{Listing, Sources};
use super::{ConnectionsError, end_of, start};
use crate::domain::coffee::Mark;
use crate::domain::id::{PersonId, ProgrammeId, TeamId};
use crate::domain::quarter::Quarter;
use crate::domain::team::Team;
use crate::domain::tie::TieState;
use crate::graph::disclose::facts::{Facts, PersonFact, TieFact};
use crate::graph::disclose::publication::Dimension;
use crate::graph::{Activity, Meeting, Person};
use crate::programmes::Env;
use crate::store::Tx;
use crate::store::connections::{
    Listed, Part, asked_between, begun_between, enrolled_at, hosted_between, imported_between,
    listed_before, moves_all, parts_between, waiting_between,
};
use crate::store::programme::programmes_all;
use crate::store::team::teams_all;

/// Newcomers are counted from their start for so many months.
const NEW_MONTHS: u32 = 12;

/// A month, as the calendar has it on average.
const DAYS_A_MONTH: f64 = 30.436_875;

/// The longest chain of teams or managers that is followed; a circle in the data ends here.
const DEEPEST: usize = 64;

/// Where everybody was when.
struct Chart {
    teams: HashMap<TeamId, Team>,
    number: HashMap<TeamId, u32>,
    names: Vec<String>,
    moves: HashMap<PersonId, Vec<(TeamId, DateTime<Utc>)>>,
    team_now: HashMap<PersonId, TeamId>,
    /// A team above all others is the whole, not a division.
    root: Option<TeamId>,
}

impl Chart {
    fn new(
        teams: Vec<Team>,
        people: &[Listed],
        moves: Vec<(PersonId, TeamId, DateTime<Utc>)>,
    ) -> Self {
        let number = teams
            .iter()
            .enumerate()
            .filter_map(|(at, team)| Some((team.id, u32::try_from(at).ok()?)))
            .collect();
        let names = teams.iter().map(|team| team.name.clone()).collect();
        let mut tops = teams.iter().filter(|team| team.parent_id.is_none());
        let root = match (tops.next(), tops.next()) {
            (Some(top), None) if teams.len() > 1 => Some(top.id),
            _ => None,
        };
        let mut by_person: HashMap<PersonId, Vec<_>> = HashMap::new();
        for (person, team, until) in moves {
            by_person.entry(person).or_default().push((team, until));
        }
        Self {
            teams: teams.into_iter().map(|team| (team.id, team)).collect(),
            number,
            names,
            moves: by_person,
            team_now: people.iter().map(|person| (person.id, person.team_id)).collect(),
            root,
        }
    }

    /// The team somebody was in at an instant.
    fn team_at(&self, person: PersonId, at: DateTime<Utc>) -> Option<TeamId> {
        let past = self
            .moves
            .get(&person)
            .and_then(|moves| moves.iter().find(|(_, until)| at < *until).map(|(team, _)| *team));
        past.or_else(|| self.team_now.get(&person).copied())
    }

    /// The units a team is in by today's chart, the highest first.
    fn path(&self, team: Option<TeamId>) -> Vec<u32> {
        let mut path = Vec::new();
        let mut next = team;
        while let Some(team) = next.and_then(|id| self.teams.get(&id)) {
            if path.len() == DEEPEST {
                break;
            }
            // People of the team above all others have it as their only unit.
            if Some(team.id) != self.root || path.is_empty() {
                path.extend(self.number.get(&team.id));
            }
            next = team.parent_id;
        }
        path.reverse();
        path
    }

    /// The number of somebody's team at an instant; one that no team has, when they were in none.
    fn number_at(&self, person: PersonId, at: DateTime<Utc>) -> u32 {
        let team = self.team_at(person, at);
        let none = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        team.and_then(|team| self.number.get(&team)).copied().unwrap_or(none)
    }

    fn path_at(&self, person: PersonId, at: DateTime<Utc>) -> Vec<u32> {
        self.path(self.team_at(person, at))
    }
}

/// Names of a dimension's groups, numbered as they come.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        let at = self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }
}

/// What somebody did in the quarter, and how much they were offered in the year up to its end.
#[derive(Default)]
struct Deeds {
    offers: u32,
    /// Days on which the person looked after a guest.
    hosted_days: i64,
    offered: bool,
    met: bool,
    minutes: u64,
    reasons: BTreeSet<crate::domain::coffee::Reason>,
    placement: u8,
}

/// Everything a quarter's figures are counted from. None when nobody was in the directory.
///
/// Membership is that of the quarter's end, and of ties that of the day on which the two met (when one of them first
/// said so); the chart of teams above teams is today's, as no other is kept.
pub(super) async fn facts(
    env: &Env,
    tx: &mut Tx,
    quarter: Quarter,
) -> Result<Option<(Facts, Sources)>, ConnectionsError> {
    let (first, after) = (quarter.first_on(), quarter.after_on());
    let (from, end) = (start(env, first), end_of(env, quarter));
    let year_on = after.checked_sub_months(Months::new(12)).unwrap_or(first);
    let people = listed_before(tx, end).await?;
    if people.is_empty() {
        return Ok(None);
    }
    let chart = Chart::new(teams_all(tx).await?, &people, moves_all(tx).await?);
    let programmes = programmes_all(tx).await?;
    let offered_from = programmes
        .iter()
        .map(|programme| programme.created_at)
        .min()
        .map_or(after, |at| at.with_timezone(&env.site.zone).date_naive());
    let minutes: HashMap<ProgrammeId, u64> = programmes
        .into_iter()
        .map(|programme| (programme.id, u64::from(programme.rules.minutes)))
        .collect();
    let mut deeds: HashMap<PersonId, Deeds> = HashMap::new();
    let mut met = Met::new();
    let (mut answered, mut silent) = (BTreeSet::new(), BTreeSet::new());
    let parts = parts_between(tx, start(env, year_on), end).await?;
    let (mut groups, mut told) = (0_u32, 0_u32);
    for group in parts.chunk_by(|one, other| one.group_id == other.group_id) {
        meeting(group, from, &minutes, &mut deeds, &mut met);
        let says = group.iter().any(|part| part.mark.is_some());
        (groups, told) = (groups + 1, told + u32::from(says));
        let people = if says { &mut answered } else { &mut silent };
        people.extend(group.iter().map(|part| part.person_id));
    }
    for stay in begun_between(tx, year_on, after).await? {
        deeds.entry(stay.person_id).or_default().offers += 1;
        if let Some(host) = stay.host_id {
            note_met(&mut met, stay.person_id, host, start(env, stay.from_on));
        }
    }
    for (host, from_on, until) in hosted_between(tx, year_on, after, env.site.zone).await? {
        deeds.entry(host).or_default().hosted_days += (until - from_on).num_days().max(0);
    }
    for (one, other, on) in imported_between(tx, year_on, after).await? {
        note_met(&mut met, one, other, start(env, on));
    }
    placements(tx, first, after, &mut deeds).await?;
    let enrolled: BTreeSet<PersonId> = enrolled_at(tx, end).await?.into_iter().collect();
    let waiting: BTreeSet<PersonId> = waiting_between(tx, from, end).await?.into_iter().collect();

    let number: HashMap<PersonId, u32> = people
        .iter()
        .enumerate()
        .filter_map(|(at, person)| Some((person.id, u32::try_from(at).ok()?)))
        .collect();
    let (mut ties, mut meetings) = (Vec::new(), Vec::new());
    let last_instant = end - TimeDelta::microseconds(1);
    let mut across: HashMap<PersonId, usize> = HashMap::new();
    for ((one, other), days) in &met {
        let (Some(a), Some(b)) = (number.get(one), number.get(other)) else { continue };
        for day in days {
            // What is said in the days of grace was done before them, in the teams of then.
            let day = &(*day).min(last_instant);
            let on = day.with_timezone(&env.site.zone).date_naive();
            meetings.push(Meeting {
                people: [*a, *b],
                groups: [*one, *other].map(|person| chart.number_at(person, *day)),
                on: Some(on),
                times: 1,
                state: TieState::Met,
            });
        }
        let Some(at) = days.last().map(|at| (*at).min(last_instant)) else { continue };
        if chart.team_at(*one, at) != chart.team_at(*other, at) {
            *across.entry(*one).or_default() += 1;
            *across.entry(*other).or_default() += 1;
        }
        ties.push(TieFact {
            people: [*a, *b],
            units: [chart.path_at(*one, at), chart.path_at(*other, at)],
        });
    }
    let (mut sites, mut tenures, mut lines, mut cohorts) =
        (Names::default(), Names::default(), Names::default(), Names::default());
    let (mut functions, mut seniorities) = (Names::default(), Names::default());
    let managers: HashMap<PersonId, PersonId> =
        people.iter().filter_map(|person| Some((person.id, person.manager_id?))).collect();
    let newest = after.checked_sub_months(Months::new(NEW_MONTHS)).unwrap_or(first);
    let (mut facts, mut nodes) = (Vec::new(), Vec::new());
    for person in &people {
        let here = person.left_at.is_none_or(|left| left >= end)
            && person.starts_on.is_none_or(|starts| starts < after);
        let mut groups = BTreeMap::new();
        for (dimension, names, word) in [
            (Dimension::Site, &mut sites, &person.site),
            (Dimension::Function, &mut functions, &person.function),
            (Dimension::Seniority, &mut seniorities, &person.seniority),
        ] {
            if let Some(word) = word.as_deref().filter(|word| !word.is_empty()) {
                groups.insert(dimension, names.number(word));
            }
        }
        if let Some(starts) = person.starts_on {
            groups.insert(Dimension::Tenure, tenures.number(band(starts, after)));
        }
        if let Some(line) = line_of(person.id, &managers).and_then(|top| chart.team_at(top, end))
            && let Some(team) = chart.teams.get(&line)
        {
            groups.insert(Dimension::Line, lines.number(&team.name));
        }
        let new = person.starts_on.filter(|starts| here && *starts >= newest && *starts < after);
        if let Some(starts) = new {
            let cohort = Quarter::of(starts).to_string();
            groups.insert(Dimension::Cohort, cohorts.number(&cohort));
        }
        let did = deeds.remove(&person.id).unwrap_or_default();
        let left_on = person.left_at.map(|at| at.with_timezone(&env.site.zone).date_naive());
        let open_to = did.offers > 0 || did.placement > 0 || enrolled.contains(&person.id);
        let could_from = offered_from.max(year_on).max(person.starts_on.unwrap_or(year_on));
        let could = left_on.unwrap_or(after).min(after) - could_from;
        nodes.push(Listing {
            counts: left_on.is_none_or(|left| left >= year_on),
            group: chart.number_at(person.id, end),
            person: Person {
                starts_on: person.starts_on,
                ends_on: left_on,
                activity: activity(&did, could.num_days(), open_to),
            },
        });
        facts.push(PersonFact {
            id: person.id,
            here,
            unit: chart.path_at(person.id, end),
            groups,
            coffee: if did.met {
                3
            } else if did.offered {
                2
            } else {
                u8::from(enrolled.contains(&person.id))
            },
            placement: did.placement,
            minutes: did.minutes,
            waiting: waiting.contains(&person.id),
            reasons: did.reasons,
            three_ties: new.map(|_| across.get(&person.id).is_some_and(|ties| *ties >= 3)),
        });
    }
    let names = BTreeMap::from([
        (Dimension::Unit, chart.names),
        (Dimension::Site, sites.0),
        (Dimension::Function, functions.0),
        (Dimension::Seniority, seniorities.0),
        (Dimension::Tenure, tenures.0),
        (Dimension::Line, lines.0),
        (Dimension::Cohort, cohorts.0),
    ]);
    let sources = Sources {
        people: nodes,
        meetings,
        last_on: after.pred_opt().unwrap_or(after),
        groups,
        told,
        answered: answered.len(),
        silent: silent.len(),
    };
    let measures = Vec::new();
    Ok(Some((Facts { period: quarter, names, people: facts, ties, measures }, sources)))
}

/// What measures know of somebody's year: nothing of whoever was neither open to offers nor host. A host who was open to
/// none had no month in which to be offered something.
fn activity(did: &Deeds, could: i64, open_to: bool) -> Option<Activity> {
    let days = |days: i64| f64::from(i32::try_from(days).unwrap_or(0));
    let eligible = if open_to { could.max(0) } else { 0 };
    (eligible > 0 || did.hosted_days > 0).then(|| Activity {
        eligible_months: days(eligible) / DAYS_A_MONTH,
        offers: did.offers,
        took_part: did.met,
        hosted_weeks: days(did.hosted_days) / 7.0,
        ..Activity::default()
    })
}

/// When each pair met, in order.
type Met = BTreeMap<(PersonId, PersonId), BTreeSet<DateTime<Utc>>>;

fn note_met(met: &mut Met, one: PersonId, other: PersonId, at: DateTime<Utc>) {
    if let Some(pair) = crate::domain::tie::pair(one, other) {
        met.entry(pair).or_default().insert(at);
    }
}

/// A meeting counts when at least one side says so and none denies it; those of the quarter count as deeds.
fn meeting(
    group: &[Part],
    from: DateTime<Utc>,
    minutes: &HashMap<ProgrammeId, u64>,
    deeds: &mut HashMap<PersonId, Deeds>,
    met: &mut Met,
) {
    let denied = group.iter().any(|part| part.mark == Some(Mark::NotMet));
    let said = group.iter().filter(|part| part.mark == Some(Mark::Met));
    let day = said.filter_map(|part| part.marked_at).min().filter(|_| !denied);
    for (at, part) in group.iter().enumerate() {
        deeds.entry(part.person_id).or_default().offers += 1;
        if part.released_at >= from {
            let did = deeds.entry(part.person_id).or_default();
            did.offered = true;
            did.reasons.extend(part.reason);
            if day.is_some() {
                did.met = true;
                did.minutes += minutes.get(&part.programme_id).copied().unwrap_or(0);
            }
        }
        if let Some(day) = day {
            for other in &group[at + 1..] {
                note_met(met, part.person_id, other.person_id, day);
            }
        }
    }
}

/// How far hires and applicants of the quarter came.
async fn placements(
    tx: &mut Tx,
    first: NaiveDate,
    after: NaiveDate,
    deeds: &mut HashMap<PersonId, Deeds>,
) -> Result<(), ConnectionsError> {
    let mut begun: HashMap<(PersonId, Uuid), BTreeSet<TeamId>> = HashMap::new();
    for stay in begun_between(tx, first, after).await? {
        begun.entry((stay.person_id, stay.of)).or_default().insert(stay.team_id);
        let did = deeds.entry(stay.person_id).or_default();
        did.placement = did.placement.max(2);
    }
    for (person, of, wishes) in asked_between(tx, first, after).await? {
        let teams = begun.get(&(person, of));
        let wished = wishes.first().zip(teams).is_some_and(|(team, teams)| teams.contains(team));
        let did = deeds.entry(person).or_default();
        did.placement = did.placement.max(if wished { 3 } else { 1 });
    }
    Ok(())
}

/// The band of tenure at a quarter's end.
fn band(starts: NaiveDate, after: NaiveDate) -> &'static str {
    match after.years_since(starts) {
        None | Some(0) => "under-1",
        Some(1 | 2) => "1-to-3",
        Some(_) => "over-3",
    }
}

/// The highest manager above somebody who has a manager themself; for people right below the top, that is who they are.
fn line_of(person: PersonId, managers: &HashMap<PersonId, PersonId>) -> Option<PersonId> {
    let mut at = person;
    for _ in 0..DEEPEST {
        let above = *managers.get(&at)?;
        if !managers.contains_key(&above) {
            return Some(at);
        }
        at = above;
    }
    None
}
