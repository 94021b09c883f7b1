//! New hires by list: a preview that writes nothing, then the same list again to be applied. Nothing is kept between the
//! two, so whatever changed meanwhile is seen.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::cohort::audit;
use super::form::TeamNames;
use super::{CohortError, open_cohort};
use crate::domain::id::{CohortId, PersonId, TeamId};
use crate::domain::person::{Language, Person, PersonState};
use crate::domain::roster::flaw::{Flaws, Problem};
use crate::domain::roster::starter_columns::Layout;
use crate::domain::roster::starters::{Starter, read};
use crate::domain::week::Week;
use crate::programmes::Env;
use crate::store::Tx;
use crate::store::cohort::Cohort;
use crate::store::hire::{
    Addressed, Hire, cohorts_of_people, hire_set, hires_add, hires_of, people_by_addresses,
};
use crate::store::person::{person_keep_by_hand, persons_put};
use crate::store::team::teams_all;

/// What a line does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Somebody new: goes onto the roster and into the cohort.
    New,
    /// Somebody of the roster comes into the cohort.
    Joins,
    /// Somebody of the cohort gets other weeks or wishes.
    Changed,
    /// Nothing.
    Same,
}

/// A line that can be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line, from 1.
    pub line: u64,
    /// The name: the roster's, for whom it knows.
    pub name: String,
    /// The address.
    pub email: String,
    /// The home team: the roster's, for whom it knows.
    pub team: TeamId,
    /// The line named another team than the roster.
    pub roster_differs: bool,
    /// First week in the cohort, from 0.
    pub from_week: u32,
    /// Teams they would like to visit.
    pub likes: Vec<TeamId>,
    /// What it does.
    pub fate: Fate,
    person: Option<PersonId>,
    starts_on: Option<chrono::NaiveDate>,
}

/// Why a line cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It cannot be read.
    Unreadable {
        /// The column.
        column: Option<String>,
        /// Why.
        problem: Problem,
    },
    /// Somebody new needs a name.
    NoName,
    /// Somebody new needs a team.
    NoTeam,
    /// No team has this name.
    UnknownTeam {
        /// A team that is written like it.
        nearest: Option<String>,
    },
    /// Another cohort has them already.
    InOther {
        /// Its name.
        cohort: String,
    },
    /// They left the organisation.
    Left,
    /// Their first day lies behind the cohort's last week.
    TooLate,
}

/// A line that cannot be applied, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The line, if it is about one.
    pub line: Option<u64>,
    /// What stands there.
    pub found: String,
    /// Why.
    pub why: Why,
}

/// What a list would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The lines that can be applied.
    pub lines: Vec<Line>,
    /// Those that cannot; nothing is applied while there are any.
    pub refused: Vec<Refused>,
    /// How many cannot; some may not be listed.
    pub refused_total: u64,
}

impl Preview {
    /// How many lines have a fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.lines.iter().filter(|line| line.fate == fate).count()
    }
}

/// Says what a list would do, and writes nothing. `layout`: which column is what, if somebody said so.
///
/// Cost: 10,000 lines some 300 ms.
pub async fn preview(
    env: &Env,
    id: CohortId,
    text: &str,
    layout: Option<&Layout>,
) -> Result<Preview, CohortError> {
    let mut tx = env.db.snapshot().await?;
    let cohort = open_cohort(&mut tx, id).await?;
    look(&mut tx, &cohort, text, layout).await
}

async fn look(
    tx: &mut Tx,
    cohort: &Cohort,
    text: &str,
    layout: Option<&Layout>,
) -> Result<Preview, CohortError> {
    let list = read(text, layout);
    let names = TeamNames::new(&teams_all(tx).await?);
    let addresses: Vec<String> = list.rows.iter().map(|row| row.email.clone()).collect();
    let known: HashMap<String, Addressed> = people_by_addresses(tx, &addresses)
        .await?
        .into_iter()
        .map(|person| (person.email.clone(), person))
        .collect();
    let here: BTreeMap<PersonId, Hire> = hires_of(tx, cohort.id)
        .await?
        .into_iter()
        .map(|line| (line.hire.person_id, line.hire))
        .collect();
    let people: Vec<PersonId> = known.values().map(|person| person.id).collect();
    let elsewhere: HashMap<PersonId, String> = cohorts_of_people(tx, &people)
        .await?
        .into_iter()
        .filter(|(_, other, _)| *other != cohort.id)
        .map(|(person, _, name)| (person, name))
        .collect();
    let mut preview = Preview::default();
    unreadable(&mut preview, list.flaws);
    for row in list.rows {
        let person = known.get(&row.email);
        let there = Rows { cohort, names: &names, here: &here, elsewhere: &elsewhere };
        match there.line(&row, person) {
            Ok(line) => preview.lines.push(line),
            Err(wrong) => {
                let (found, why) = *wrong;
                preview.refused_total += 1;
                preview.refused.push(Refused { line: Some(row.line), found, why });
            }
        }
    }
    preview.refused.sort_by_key(|refused| refused.line);
    Ok(preview)
}

fn unreadable(preview: &mut Preview, flaws: Flaws) {
    preview.refused_total = flaws.total;
    preview.refused = flaws
        .listed
        .into_iter()
        .map(|flaw| Refused {
            line: flaw.line,
            found: flaw.found.unwrap_or_default(),
            why: Why::Unreadable { column: flaw.column, problem: flaw.problem },
        })
        .collect();
}

/// What stands in a line that cannot be applied, and why; on the heap, because it is seldom.
type Wrong = Box<(String, Why)>;

/// What a line is held against.
struct Rows<'a> {
    cohort: &'a Cohort,
    names: &'a TeamNames,
    here: &'a BTreeMap<PersonId, Hire>,
    elsewhere: &'a HashMap<PersonId, String>,
}

impl Rows<'_> {
    fn team(&self, typed: &str) -> Result<TeamId, Wrong> {
        self.names.find(typed).ok_or_else(|| {
            Box::new((typed.to_owned(), Why::UnknownTeam { nearest: self.names.nearest(typed) }))
        })
    }

    fn line(&self, row: &Starter, person: Option<&Addressed>) -> Result<Line, Wrong> {
        let named = if row.team.is_empty() { None } else { Some(self.team(&row.team)?) };
        let mut likes: Vec<TeamId> = Vec::new();
        for like in &row.likes {
            let team = self.team(like)?;
            if !likes.contains(&team) {
                likes.push(team);
            }
        }
        let starts_on = row.starts_on.or_else(|| person.and_then(|person| person.starts_on));
        let from = starts_on.map_or(0, |day| self.cohort.starts_on.until(Week::of(day)).max(0));
        let from_week =
            u32::try_from(from).ok().filter(|week| *week < self.cohort.weeks).ok_or_else(|| {
                Box::new((starts_on.map(|day| day.to_string()).unwrap_or_default(), Why::TooLate))
            })?;
        let line = |name: &str, team, fate| Line {
            line: row.line,
            name: name.to_owned(),
            email: row.email.clone(),
            team,
            roster_differs: named.is_some_and(|named| named != team),
            from_week,
            likes: likes.clone(),
            fate,
            person: person.map(|person| person.id),
            starts_on: row.starts_on,
        };
        let Some(person) = person else {
            if row.name.is_empty() {
                return Err(Box::new((row.email.clone(), Why::NoName)));
            }
            let team = named.ok_or_else(|| Box::new((row.email.clone(), Why::NoTeam)))?;
            return Ok(line(&row.name, team, Fate::New));
        };
        if person.state == PersonState::Left {
            return Err(Box::new((row.email.clone(), Why::Left)));
        }
        if let Some(cohort) = self.elsewhere.get(&person.id) {
            return Err(Box::new((row.email.clone(), Why::InOther { cohort: cohort.clone() })));
        }
        let fate = match self.here.get(&person.id) {
            None => Fate::Joins,
            Some(hire) => {
                let same_week = row.starts_on.is_none() || hire.from_week == from_week;
                let same_likes = likes.is_empty() || hire.likes == likes;
                if same_week && same_likes { Fate::Same } else { Fate::Changed }
            }
        };
        Ok(line(&person.name, person.team_id, fate))
    }
}

/// What was done with a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// People who are new on the roster.
    pub new: usize,
    /// People of the roster who came into the cohort.
    pub joined: usize,
    /// Hires with other weeks or wishes.
    pub changed: usize,
}

/// Applies a list in one transaction, whole or not at all. What the list does not say stays: whoever is in the cohort and
/// not on the list, and weeks and wishes of lines without them.
///
/// Errors: `Ok(Err(preview))` when lines are refused; nothing was written.
pub async fn apply(
    env: &Env,
    by: PersonId,
    id: CohortId,
    text: &str,
    layout: Option<&Layout>,
) -> Result<Result<Added, Preview>, CohortError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let cohort = open_cohort(&mut tx, id).await?;
    let preview = look(&mut tx, &cohort, text, layout).await?;
    if preview.refused_total > 0 {
        return Ok(Err(preview));
    }
    let new: Vec<(Person, &Line)> = preview
        .lines
        .iter()
        .filter(|line| line.fate == Fate::New)
        .map(|line| (newcomer(env, line, now), line))
        .collect();
    let people: Vec<Person> = new.iter().map(|(person, _)| person.clone()).collect();
    persons_put(&mut tx, &people, now).await?;
    for person in &people {
        person_keep_by_hand(&mut tx, person.id).await?;
    }
    let joins = preview.lines.iter().filter(|line| line.fate == Fate::Joins);
    let hires: Vec<Hire> = new
        .iter()
        .map(|(person, line)| (person.id, *line))
        .chain(joins.filter_map(|line| line.person.map(|person| (person, line))))
        .map(|(person_id, line)| Hire {
            cohort_id: id,
            person_id,
            from_week: line.from_week,
            to_week: cohort.weeks,
            stints: None,
            length: None,
            likes: line.likes.clone(),
            avoid: Vec::new(),
            added_by: Some(by),
            added_at: now,
            changed_at: now,
        })
        .collect();
    hires_add(&mut tx, &hires).await?;
    change(&mut tx, &cohort, &preview, now).await?;
    let added = Added {
        new: people.len(),
        joined: preview.count(Fate::Joins),
        changed: preview.count(Fate::Changed),
    };
    let detail = json!({ "new": added.new, "joined": added.joined, "changed": added.changed });
    audit(&mut tx, now, by, "hires-added", id, &detail).await?;
    tx.commit().await?;
    Ok(Ok(added))
}

async fn change(
    tx: &mut Tx,
    cohort: &Cohort,
    preview: &Preview,
    now: DateTime<Utc>,
) -> Result<(), CohortError> {
    let here: HashMap<PersonId, Hire> = hires_of(tx, cohort.id)
        .await?
        .into_iter()
        .map(|line| (line.hire.person_id, line.hire))
        .collect();
    for line in preview.lines.iter().filter(|line| line.fate == Fate::Changed) {
        let Some(before) = line.person.and_then(|person| here.get(&person)) else { continue };
        let from_week = if line.starts_on.is_some() { line.from_week } else { before.from_week };
        let after = Hire {
            from_week,
            to_week: before.to_week.max(from_week + 1),
            likes: if line.likes.is_empty() { before.likes.clone() } else { line.likes.clone() },
            changed_at: now,
            ..before.clone()
        };
        hire_set(tx, &after, before.changed_at).await?;
    }
    Ok(())
}

fn newcomer(env: &Env, line: &Line, now: DateTime<Utc>) -> Person {
    Person {
        id: env.ids.next(now),
        external_id: None,
        email: line.email.clone(),
        name: line.name.clone(),
        team_id: line.team,
        manager_id: None,
        site: None,
        function: None,
        seniority: None,
        zone: env.site.zone,
        starts_on: line.starts_on,
        state: PersonState::Active,
        language: Language::English,
    }
}
