//! What a roster file would change: who is new, changed, back, leaving, held.

use std::collections::{HashMap, HashSet};

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::columns::Field;
use super::flaw::Flaws;
use super::matching::{find_people, settle_above, settle_teams};
use super::odd::{Domains, OddDecision, OddReason, odd};
use super::{RosterFile, RosterRow};
use crate::domain::id::{PersonId, TeamId};
use crate::domain::person::{Person, PersonState};
use crate::domain::team::Team;
use crate::domain::words;

/// Somebody on the roster before the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What the directory knows.
    pub person: Person,
    /// Made on the command line: a file without them does not make them leave.
    pub by_hand: bool,
    /// Has saved the join form: zone and language are their own choice since.
    pub own_locale: bool,
}

/// The organisation before the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// Everybody who is or was on the roster.
    pub people: Vec<Known>,
    /// The teams.
    pub teams: Vec<Team>,
    /// Accounts held before by address, with what an admin said of them.
    pub held: HashMap<String, Option<OddDecision>>,
    /// Domains that are usual whatever the file holds.
    pub domains: Vec<String>,
    /// The zone of people without one.
    pub zone: Tz,
}

/// One field before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Which.
    pub field: Field,
    /// Before, as text.
    pub before: String,
    /// After, as text.
    pub after: String,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing changes.
    Same,
    /// Somebody new.
    New,
    /// Somebody known, changed.
    Changed(Vec<FieldChange>),
    /// Somebody who had left, with what else changed.
    Back(Vec<FieldChange>),
    /// Held until an admin says what it is.
    Held(OddReason),
    /// An admin said it is nobody.
    Ignored,
    /// The row itself says that the person has left.
    Left,
}

/// Whom a row's person reports to in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// Nobody.
    Nobody,
    /// As it was: the file has no such column.
    Unchanged,
    /// The person of another row.
    Row(usize),
    /// Somebody on the roster whom files do not hold.
    Person(PersonId),
}

words! {
    /// Why a manager is not known.
    pub enum UnknownWhy {
        /// Nobody in the file has this address, id or name.
        Missing = "missing",
        /// Several people in the file have this name.
        Ambiguous = "ambiguous",
        /// The manager's own row is held or ignored.
        Held = "held",
        /// The manager has left by the file.
        Left = "left",
    }
}

/// A manager's cell that leads to nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownManager {
    /// The row.
    pub row: usize,
    /// The cell.
    pub found: String,
    /// Why.
    pub why: UnknownWhy,
}

/// A team as the file wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamWish {
    /// The team, if there is one of this name.
    pub known: Option<TeamId>,
    /// Its name; a known team keeps its spelling.
    pub name: String,
    /// The index of the team above in [`Outcome::teams`]; outer none: the file does not say.
    pub parent: Option<Option<usize>>,
    /// The row of its lead; outer none: the file does not say.
    pub lead: Option<Option<usize>>,
}

/// What a file would do to the organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What becomes of each row, and the index in [`Present::people`] of who it is.
    pub rows: Vec<(Fate, Option<usize>)>,
    /// Whom each row's person reports to.
    pub above: Vec<Option<Above>>,
    /// The index in [`Outcome::teams`] of each row's team.
    pub team_of: Vec<Option<usize>>,
    /// Indices in [`Present::people`] of those who leave.
    pub leaving: Vec<usize>,
    /// Managers that lead to nobody.
    pub unknown: Vec<UnknownManager>,
    /// The teams of the file, those above before those below.
    pub teams: Vec<TeamWish>,
}

impl Fate {
    /// Is the row's person on the roster afterwards?
    pub fn stays(&self) -> bool {
        matches!(self, Self::Same | Self::New | Self::Changed(_) | Self::Back(_))
    }
}

/// Compares a file with the organisation.
///
/// Errors: rows that cannot be told apart from somebody else.
/// Cost: linear.
pub fn compare(file: &RosterFile, present: &Present) -> Result<Outcome, Flaws> {
    let mut flaws = Flaws::default();
    let who = find_people(file, present, &mut flaws);
    let usual = Domains::of(&file.rows, &present.domains);
    let mut outcome = Outcome::default();
    for (row, known) in file.rows.iter().zip(&who) {
        let fate = first_fate(row, known.map(|at| &present.people[at]), present, &usual);
        outcome.rows.push((fate, *known));
    }
    let claimed: HashSet<usize> = outcome
        .rows
        .iter()
        .filter(|(fate, _)| *fate != Fate::Left)
        .filter_map(|(_, who)| *who)
        .collect();
    outcome.leaving = (0..present.people.len())
        .filter(|at| {
            let known = &present.people[*at];
            let said = || outcome.rows.contains(&(Fate::Left, Some(*at)));
            known.person.state != PersonState::Left
                && !claimed.contains(at)
                && (!known.by_hand || said())
        })
        .collect();
    settle_teams(file, present, &mut outcome, &mut flaws);
    settle_above(file, present, &mut outcome);
    let names = Names::of(present);
    for at in 0..file.rows.len() {
        let Some(known) = outcome.rows[at].1.map(|who| &present.people[who]) else { continue };
        if outcome.rows[at].0.stays() {
            let changes = changes(file, present, &outcome, at, known, &names);
            outcome.rows[at].0 = match (known.person.state, changes.is_empty()) {
                (PersonState::Left, _) => Fate::Back(changes),
                (_, true) => Fate::Same,
                (_, false) => Fate::Changed(changes),
            };
        }
    }
    if flaws.is_empty() { Ok(outcome) } else { Err(flaws.finish()) }
}

/// What becomes of a row before its fields are compared: those who stay count as new or same.
fn first_fate(row: &RosterRow, known: Option<&Known>, present: &Present, usual: &Domains) -> Fate {
    if row.state == Some(PersonState::Left) {
        return Fate::Left;
    }
    let on_roster = known.is_some_and(|known| known.person.state != PersonState::Left);
    match present.held.get(&row.email) {
        _ if on_roster => Fate::Same,
        Some(Some(OddDecision::Ignored)) => Fate::Ignored,
        // Somebody with no name yet cannot be let in, whatever was said.
        Some(Some(OddDecision::Person)) if !row.name.is_empty() => Fate::New,
        _ => match odd(row, usual) {
            Some(reason) => Fate::Held(reason),
            None => Fate::New,
        },
    }
}

/// Names by id, for showing what was before.
struct Names<'p> {
    people: HashMap<PersonId, &'p str>,
    teams: HashMap<TeamId, &'p str>,
}

impl<'p> Names<'p> {
    fn of(present: &'p Present) -> Self {
        Self {
            people: present
                .people
                .iter()
                .map(|known| (known.person.id, known.person.name.as_str()))
                .collect(),
            teams: present.teams.iter().map(|team| (team.id, team.name.as_str())).collect(),
        }
    }
}

fn changes(
    file: &RosterFile,
    present: &Present,
    outcome: &Outcome,
    at: usize,
    known: &Known,
    names: &Names<'_>,
) -> Vec<FieldChange> {
    let (row, old) = (&file.rows[at], &known.person);
    let new = target(file, present, outcome, at);
    let mut changes = Vec::new();
    let mut note = |field, before: String, after: String| {
        if before != after {
            changes.push(FieldChange { field, before, after });
        }
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    note(Field::Id, text(&old.external_id), text(&new.external_id));
    note(Field::Email, old.email.clone(), new.email.clone());
    note(Field::Name, old.name.clone(), new.name.clone());
    let team_before = names.teams.get(&old.team_id).copied().unwrap_or_default().to_owned();
    let team_after =
        outcome.team_of[at].map_or(&row.team, |team| &outcome.teams[team].name).clone();
    note(Field::Team, team_before, team_after);
    let manager_before = old.manager_id;
    let manager_after = match outcome.above[at] {
        Some(Above::Row(above)) => outcome.rows[above].1.map(|who| present.people[who].person.id),
        Some(Above::Person(id)) => Some(id),
        Some(Above::Unchanged) => manager_before,
        Some(Above::Nobody) | None => None,
    };
    let new_manager =
        matches!(outcome.above[at], Some(Above::Row(above)) if outcome.rows[above].1.is_none());
    if manager_before != manager_after || new_manager {
        let name = |id: Option<PersonId>| {
            id.and_then(|id| names.people.get(&id)).copied().unwrap_or_default()
        };
        let after = match outcome.above[at] {
            Some(Above::Row(above)) => file.rows[above].name.clone(),
            _ => name(manager_after).to_owned(),
        };
        changes.push(FieldChange {
            field: Field::Manager,
            before: name(manager_before).to_owned(),
            after,
        });
    }
    let mut note = |field, before: String, after: String| {
        if before != after {
            changes.push(FieldChange { field, before, after });
        }
    };
    note(Field::Site, text(&old.site), text(&new.site));
    note(Field::Function, text(&old.function), text(&new.function));
    note(Field::Seniority, text(&old.seniority), text(&new.seniority));
    note(Field::Zone, old.zone.name().to_owned(), new.zone.name().to_owned());
    let date =
        |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    note(Field::Start, date(old.starts_on), date(new.starts_on));
    note(Field::Language, old.language.to_string(), new.language.to_string());
    if old.state != PersonState::Left {
        note(Field::State, old.state.to_string(), new.state.to_string());
    }
    changes
}

/// The facts of a row's person after the file; team and manager are those of before, to be set by the caller.
pub fn target(file: &RosterFile, present: &Present, outcome: &Outcome, at: usize) -> Person {
    use crate::domain::person::Language;
    let row = &file.rows[at];
    let has = |field| file.columns.of(field).is_some();
    let state = row.state.unwrap_or(PersonState::Active);
    let Some(known) = outcome.rows[at].1.map(|who| &present.people[who]) else {
        return Person {
            id: PersonId(uuid::Uuid::nil()),
            external_id: row.id.clone(),
            email: row.email.clone(),
            name: row.name.clone(),
            team_id: TeamId(uuid::Uuid::nil()),
            manager_id: None,
            site: row.site.clone(),
            function: row.function.clone(),
            seniority: row.seniority.clone(),
            zone: row.zone.unwrap_or(present.zone),
            starts_on: row.starts_on,
            state,
            language: row.language.unwrap_or(Language::English),
        };
    };
    let old = &known.person;
    Person {
        id: old.id,
        external_id: row.id.clone().or_else(|| old.external_id.clone()),
        email: row.email.clone(),
        name: if row.name.is_empty() { old.name.clone() } else { row.name.clone() },
        team_id: old.team_id,
        manager_id: old.manager_id,
        site: if has(Field::Site) { row.site.clone() } else { old.site.clone() },
        function: if has(Field::Function) { row.function.clone() } else { old.function.clone() },
        seniority: if has(Field::Seniority) {
            row.seniority.clone()
        } else {
            old.seniority.clone()
        },
        zone: row.zone.filter(|_| !known.own_locale).unwrap_or(old.zone),
        starts_on: if has(Field::Start) { row.starts_on } else { old.starts_on },
        state: match (row.state, old.state) {
            (None, PersonState::Left) => PersonState::Active,
            (Some(state), _) | (None, state) => state,
        },
        language: row.language.filter(|_| !known.own_locale).unwrap_or(old.language),
    }
}
