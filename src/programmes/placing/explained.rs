//! Why a proposal is as it is: written beside the plan when it is solved, read for pages as people, teams and numbers.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::domain::id::{PersonId, TeamId};
use crate::optimise::explain::{Explanation, NextPlacement};
use crate::optimise::whatif::{Bottleneck, Effect};
use crate::optimise::{Change, Known, Problem, whatif};
use crate::programmes::round::{RoundError, person_of_key, team_of_key};
use crate::programmes::solving::Solved;

/// So many changes from which the plan would gain are kept.
const WHAT_IFS: usize = 8;

/// Why a plan is as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    /// What each placement adds, by person, team and slot.
    pub placements: BTreeMap<(PersonId, TeamId, u32), Worth>,
    /// Who has no placement, and the reason's id.
    pub unplaced: Vec<Unplaced>,
    /// What would help, the most gain first.
    pub what_if: Vec<WhatIf>,
    /// Where the plan is tight.
    pub tight: Vec<Tight>,
}

/// What one placement adds. Units: milli-connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// By term.
    pub terms: BTreeMap<String, i64>,
    /// In all.
    pub value: i64,
    /// What the person would have had otherwise.
    pub next: Option<Next>,
}

/// What somebody would have had otherwise. Units: milli-connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// With which team and from which slot; `None`: nothing.
    pub place: Option<(TeamId, u32)>,
    /// What the whole plan would have lost.
    pub loss: i64,
    /// The loss is exact; else the plan loses at most this.
    pub exact: bool,
}

/// Somebody without a placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// Who.
    pub person: PersonId,
    /// The reason, one of [`crate::optimise::because`].
    pub because: String,
    /// Where they could have been placed, and what the plan would have lost.
    pub could: Option<Next>,
}

/// A change that widens the problem, in people and teams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Widening {
    /// More places in a team at a slot.
    Place(TeamId, u32, u32),
    /// More people of a team away at a slot.
    Lend(TeamId, u32, u32),
    /// Guests and lent may differ by this.
    Balance(u32),
    /// More stints for somebody.
    Stint(PersonId, u32),
    /// Somebody is there in these slots.
    Stay(PersonId, u32, u32),
    /// A team is open to somebody.
    Admit(PersonId, TeamId),
    /// Somebody could start in this slot.
    Start(PersonId, u32),
    /// A locked placement is locked no more.
    Unlock(PersonId, TeamId, u32),
}

/// Changes, and what the plan would gain by all of them together. Units: milli-connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// What would be different.
    pub changes: Vec<Widening>,
    /// At least this is gained.
    pub at_least: i64,
    /// At most this is gained; equal: exactly.
    pub at_most: i64,
}

/// A place where the plan is tight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tight {
    /// Whom it concerns.
    pub people: Vec<PersonId>,
    /// What would help.
    pub ways_out: Vec<WhatIf>,
}

/// The explanation as it is kept with the run: the optimiser's own, with what would help.
///
/// Cost: see [`whatif::most_valuable`] and [`whatif::bottlenecks`].
pub(super) fn write(problem: &Problem, solved: &Solved) -> Value {
    let mut all = solved.explanation.clone();
    if !all.is_object() {
        all = json!({});
    }
    all["what_if"] = json!(whatif::most_valuable(problem, &solved.plan, WHAT_IFS));
    all["bottlenecks"] = json!(whatif::bottlenecks(problem, &solved.plan));
    all
}

/// Reads what [`write`] wrote.
///
/// Errors: [`RoundError::Plan`] when it is not of this shape.
pub(super) fn read(kept: &Value) -> Result<Explained, RoundError> {
    let wrong = |error: serde_json::Error| RoundError::Plan(error.to_string());
    let part = |name: &str| kept.get(name).cloned().unwrap_or_else(|| json!([]));
    let own = Explanation {
        groups: Vec::new(),
        placements: serde_json::from_value(part("placements")).map_err(wrong)?,
        left_out: serde_json::from_value(part("left_out")).map_err(wrong)?,
    };
    let effects: Vec<Effect> = serde_json::from_value(part("what_if")).map_err(wrong)?;
    let tight: Vec<Bottleneck> = serde_json::from_value(part("bottlenecks")).map_err(wrong)?;
    let mut placements = BTreeMap::new();
    for one in own.placements {
        let key = (person_of_key(&one.person)?, team_of_key(&one.team)?, one.start);
        let next = one.next_best.as_ref().map(next).transpose()?;
        placements.insert(key, Worth { terms: one.terms, value: one.value, next });
    }
    Ok(Explained {
        placements,
        unplaced: own
            .left_out
            .into_iter()
            .map(|one| {
                Ok(Unplaced {
                    person: person_of_key(&one.person)?,
                    because: one.because,
                    could: one.placed.as_ref().map(next).transpose()?,
                })
            })
            .collect::<Result<_, RoundError>>()?,
        what_if: effects.iter().map(what_if).collect::<Result<_, _>>()?,
        tight: tight
            .iter()
            .map(|one| {
                Ok(Tight {
                    people: one
                        .people
                        .iter()
                        .map(|key| person_of_key(key))
                        .collect::<Result<_, RoundError>>()?,
                    ways_out: one.ways_out.iter().map(what_if).collect::<Result<_, _>>()?,
                })
            })
            .collect::<Result<_, RoundError>>()?,
    })
}

fn next(one: &NextPlacement) -> Result<Next, RoundError> {
    let place = match (&one.team, one.start) {
        (Some(team), Some(start)) => Some((team_of_key(team)?, start)),
        _ => None,
    };
    Ok(Next { place, loss: one.loss, exact: one.known == Known::Exact })
}

fn what_if(effect: &Effect) -> Result<WhatIf, RoundError> {
    Ok(WhatIf {
        changes: effect
            .changes
            .iter()
            .filter_map(|change| widening(change).transpose())
            .collect::<Result<_, _>>()?,
        at_least: effect.at_least,
        at_most: effect.at_most,
    })
}

fn widening(change: &Change) -> Result<Option<Widening>, RoundError> {
    Ok(Some(match change {
        Change::Place { team, at, more } => Widening::Place(team_of_key(team)?, *at, *more),
        Change::Lend { team, at, more } => Widening::Lend(team_of_key(team)?, *at, *more),
        Change::Balance { to } => Widening::Balance(*to),
        Change::Stint { person, more } => Widening::Stint(person_of_key(person)?, *more),
        Change::Stay { person, from, to } => Widening::Stay(person_of_key(person)?, *from, *to),
        Change::Admit { person, team } => {
            Widening::Admit(person_of_key(person)?, team_of_key(team)?)
        }
        Change::Start { person, at } => Widening::Start(person_of_key(person)?, *at),
        Change::Unlock { person, team, start } => {
            Widening::Unlock(person_of_key(person)?, team_of_key(team)?, *start)
        }
        // Coffee only.
        Change::Seat { .. } => return Ok(None),
    }))
}
