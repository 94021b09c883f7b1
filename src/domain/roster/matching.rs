//! Whom and which team each row means: people by id and address, teams by name, managers by their rows.

use std::collections::{HashMap, HashSet};

use super::columns::Field;
use super::diff::{Above, Fate, Outcome, Present, TeamWish, UnknownManager, UnknownWhy};
use super::flaw::{Flaw, Flaws, Problem, shown};
use super::people::circles;
use super::{Manager, RosterFile, RosterRow};
use crate::domain::id::{PersonId, TeamId};
use crate::domain::person::{PersonState, searchable};
use crate::domain::team::Team;

/// Which known person each row is: by the roster's id, then by address.
pub(super) fn find_people(
    file: &RosterFile,
    present: &Present,
    flaws: &mut Flaws,
) -> Vec<Option<usize>> {
    let mut by_id = HashMap::new();
    let mut by_email = HashMap::new();
    for (at, known) in present.people.iter().enumerate() {
        if let Some(id) = &known.person.external_id {
            by_id.insert(id.to_lowercase(), at);
        }
        by_email.insert(known.person.email.as_str(), at);
    }
    let mut claimed = HashSet::new();
    let mut who: Vec<Option<usize>> = file
        .rows
        .iter()
        .map(|row| {
            let at = row.id.as_ref().and_then(|id| by_id.get(&id.to_lowercase())).copied();
            claimed.extend(at);
            at
        })
        .collect();
    let wrong = |row: &RosterRow, problem| Flaw {
        line: Some(row.line),
        column: file.columns.name(Field::Email),
        found: Some(shown(&row.email)),
        problem,
    };
    for (row, who) in file.rows.iter().zip(&mut who) {
        let Some(at) = by_email.get(row.email.as_str()).copied() else { continue };
        // Somebody who moves on to another address within this file frees this one.
        if who.is_some() || !claimed.insert(at) {
            continue;
        }
        let person = &present.people[at].person;
        let other_id = match (&row.id, &person.external_id) {
            (Some(new), Some(old)) => !new.eq_ignore_ascii_case(old),
            _ => false,
        };
        // Another id and another name: somebody new got the address of somebody who left, or is leaving in this file.
        // Their account, roles and history are not the newcomer's.
        if other_id && searchable(&person.name) != searchable(&row.name) {
            flaws.push(wrong(row, Problem::AddressReused { name: shown(&person.name) }));
        }
        *who = Some(at);
    }
    for (row, who) in file.rows.iter().zip(&who) {
        if let (Some(at), Some(other)) = (who, by_email.get(row.email.as_str()))
            && at != other
            && !claimed.contains(other)
        {
            flaws.push(wrong(
                row,
                Problem::TwoPeople {
                    by_id: shown(&present.people[*at].person.name),
                    by_email: shown(&present.people[*other].person.name),
                },
            ));
        }
    }
    who
}

/// Which team each row's person is in, and what becomes of the teams.
pub(super) fn settle_teams(
    file: &RosterFile,
    present: &Present,
    outcome: &mut Outcome,
    flaws: &mut Flaws,
) {
    let known: HashMap<String, &Team> =
        present.teams.iter().map(|team| (searchable(&team.name), team)).collect();
    let says_lead = file.columns.of(Field::Lead).is_some();
    let says_parent = file.columns.of(Field::Parent).is_some()
        || file.rows.iter().any(|row| row.parent.is_some());
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut teams: Vec<TeamWish> = Vec::new();
    let mut wish = |teams: &mut Vec<TeamWish>, name: &str| -> usize {
        *index.entry(searchable(name)).or_insert_with_key(|key| {
            let team = known.get(key);
            teams.push(TeamWish {
                known: team.map(|team| team.id),
                name: team.map_or_else(|| name.to_owned(), |team| team.name.clone()),
                parent: None,
                lead: None,
            });
            teams.len() - 1
        })
    };
    for (at, row) in file.rows.iter().enumerate() {
        if !outcome.rows[at].0.stays() {
            outcome.team_of.push(None);
            continue;
        }
        let team = wish(&mut teams, &row.team);
        if let Some(parent) = &row.parent {
            let above = wish(&mut teams, parent);
            teams[team].parent = Some(Some(above));
        } else if says_parent && teams[team].parent.is_none() {
            teams[team].parent = Some(None);
        }
        if says_lead {
            let lead = teams[team].lead.get_or_insert(None);
            if row.lead {
                *lead = Some(at);
            }
        }
        outcome.team_of.push(Some(team));
    }
    // A team may hang below one that only the database knows: circles are looked for over both.
    let old: HashMap<TeamId, &Team> = present.teams.iter().map(|team| (team.id, team)).collect();
    let mut wished: HashMap<TeamId, usize> = HashMap::new();
    for (at, team) in teams.iter().enumerate() {
        wished.extend(team.known.map(|id| (id, at)));
    }
    let all = teams.len();
    let rest: Vec<&Team> =
        present.teams.iter().filter(|team| !wished.contains_key(&team.id)).collect();
    let rest_index: HashMap<TeamId, usize> =
        rest.iter().enumerate().map(|(at, team)| (team.id, all + at)).collect();
    let place = |id: TeamId| wished.get(&id).or_else(|| rest_index.get(&id)).copied();
    let next = |at: usize| match teams.get(at) {
        Some(TeamWish { parent: Some(parent), .. }) => *parent,
        Some(TeamWish { known, .. }) => place(old.get(known.as_ref()?)?.parent_id?),
        None => place(rest.get(at - all)?.parent_id?),
    };
    for circle in circles(all + rest.len(), next) {
        let name = |at: usize| match teams.get(at) {
            Some(team) => shown(&team.name),
            None => rest.get(at - all).map(|team| shown(&team.name)).unwrap_or_default(),
        };
        let names: Vec<String> =
            circle.iter().chain(circle.first()).take(12).map(|at| name(*at)).collect();
        flaws.push(Flaw {
            line: None,
            column: file.columns.name(Field::Parent),
            found: None,
            problem: Problem::TeamCycle { teams: names.join(" → ") },
        });
    }
    outcome.teams = teams;
}

/// Whom each row's person reports to.
pub(super) fn settle_above(file: &RosterFile, present: &Present, outcome: &mut Outcome) {
    let says = file.columns.of(Field::Manager).is_some();
    let kept: HashMap<String, PersonId> = present
        .people
        .iter()
        .filter(|known| known.by_hand && known.person.state != PersonState::Left)
        .flat_map(|known| {
            let person = &known.person;
            let id = person.external_id.as_ref().map(|id| (id.to_lowercase(), person.id));
            [Some((person.email.clone(), person.id)), id].into_iter().flatten()
        })
        .collect();
    for (at, row) in file.rows.iter().enumerate() {
        if !outcome.rows[at].0.stays() {
            outcome.above.push(None);
            continue;
        }
        let unknown = |found: &str, why| (Above::Nobody, Some((found.to_owned(), why)));
        let (above, problem) = match &row.manager {
            _ if !says => (Above::Unchanged, None),
            Manager::None => (Above::Nobody, None),
            Manager::Row(above) if outcome.rows[*above].0.stays() => (Above::Row(*above), None),
            Manager::Row(above) => {
                let why = if outcome.rows[*above].0 == Fate::Left {
                    UnknownWhy::Left
                } else {
                    UnknownWhy::Held
                };
                unknown(&shown(&file.rows[*above].name), why)
            }
            Manager::Ambiguous(cell) => unknown(cell, UnknownWhy::Ambiguous),
            Manager::Unknown(cell) => match kept.get(&cell.to_lowercase()) {
                Some(id) => (Above::Person(*id), None),
                None => unknown(cell, UnknownWhy::Missing),
            },
        };
        outcome.above.push(Some(above));
        outcome.unknown.extend(problem.map(|(found, why)| UnknownManager { row: at, found, why }));
    }
}
