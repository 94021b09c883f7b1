//! A run's stored plan, and what of it can still become real.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::capacity::seats_with_room;
use super::round::{RoundError, person_key, person_of_key, team_key};
use crate::domain::id::{PersonId, RunId, TeamId};
use crate::optimise::{Barrier, CoffeeProblem, ConstraintId, Plan, barrier, because};
use crate::store::Tx;
use crate::store::run::{run_input, run_plan};
use crate::store::snapshot::{KnownPair, Participant};

/// Left out because somebody of the planned group is not there any more, or may not meet the others any more. It does
/// not say who, nor which.
pub const FELL_THROUGH: &str = "match-fell-through";
/// Left out because the team gives no places at all: waiting repays that only once it does.
pub const NO_PLACES: &str = "team-without-places";
/// Left out because the team has no time to spare in the week of the draw: a black-out, or all of its hours are taken.
/// The next round's week may be another matter.
pub const NO_TIME: &str = "team-without-time";
/// Left out because nobody else took part.
pub const ALONE: &str = "alone";
/// Left out because nobody has common hours.
pub const NO_COMMON_HOURS: &str = "no-common-hours";
/// Left out because nobody shares a language.
pub const NO_COMMON_LANGUAGE: &str = "no-common-language";
/// Left out because everybody who could be met was met.
pub const KNOWS_EVERYBODY: &str = "knows-everybody";

/// A run's stored plan with what it was made of.
#[derive(Debug)]
pub struct Stored {
    /// The plan.
    pub plan: Plan,
    /// The problem.
    pub problem: CoffeeProblem,
    /// The explanation as it was stored.
    pub explanation: serde_json::Value,
}

/// Reads a run's stored plan.
///
/// Errors: [`RoundError::Plan`] when it has none.
pub async fn stored(tx: &mut Tx, run: RunId) -> Result<Stored, RoundError> {
    let unreadable = |error: serde_json::Error| RoundError::Plan(error.to_string());
    let (plan, explanation) =
        run_plan(tx, run).await?.ok_or_else(|| RoundError::Plan("there is none".to_owned()))?;
    let (problem, ..) = run_input(tx, run)
        .await?
        .ok_or_else(|| RoundError::Plan("its problem is not there".to_owned()))?;
    Ok(Stored {
        plan: serde_json::from_value(plan).map_err(unreadable)?,
        problem: serde_json::from_slice(&problem).map_err(unreadable)?,
        explanation,
    })
}

/// The groups of a plan, as people.
pub fn groups_of(plan: &Plan) -> Result<Vec<Vec<PersonId>>, RoundError> {
    plan.groups.iter().map(|group| group.iter().map(|key| person_of_key(key)).collect()).collect()
}

/// What a plan comes to when it is released now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Number in the plan (from 1) and people of each group that becomes real.
    pub groups: Vec<(i64, Vec<PersonId>)>,
    /// Who is left out, and the id of the reason.
    pub left_out: Vec<(PersonId, String)>,
}

/// What a plan is looked at again by.
#[derive(Debug)]
pub struct Ground {
    /// The people of its problem, as they are now.
    pub people: HashMap<PersonId, Participant>,
    /// What is known of pairs of enrolled people.
    pub known: Vec<KnownPair>,
    /// Pairs that may not meet, smaller id first: by a wish, or because they were introduced not long ago.
    pub barred: Vec<(PersonId, PersonId)>,
    /// Seats of teams with a limit.
    pub seats: HashMap<TeamId, u32>,
    /// People of a team that the time it can spare allows; teams without a bound are missing.
    pub room: HashMap<TeamId, u32>,
}

/// Looks again at a plan: whoever left, went on a pause, is blocked, was introduced by another round or has no seat (or
/// whose team has no time) any more since the draw is not matched.
///
/// A group that cannot be as planned is not drawn anew: its people who are still there are left out, told that the
/// match fell through, and come first next time. A group of three goes on as two if two of it still may meet. Nothing
/// else of the plan changes, so nobody else's match (already reviewed while the plan was held) is touched.
pub fn settle(stored: &Stored, ground: &Ground, day: NaiveDate) -> Result<Settled, RoundError> {
    let people = &ground.people;
    let barred: BTreeSet<(PersonId, PersonId)> = ground.barred.iter().copied().collect();
    let there = |id: &PersonId| people.get(id).is_some_and(|person| person.is_available_on(day));
    let may_meet = |group: &[PersonId]| {
        crate::store::group::pairs(group).iter().all(|pair| !barred.contains(pair))
    };
    let mut left: HashMap<TeamId, u32> = ground
        .seats
        .keys()
        .chain(ground.room.keys())
        .filter_map(|team| Some((*team, seats_with_room(&ground.seats, &ground.room, *team)?)))
        .collect();
    let mut seated = |group: &[PersonId]| {
        let mut after = left.clone();
        for team in group.iter().filter_map(|id| people.get(id)).map(|person| person.team_id) {
            match after.get_mut(&team) {
                Some(0) => return false,
                Some(seats) => *seats -= 1,
                None => {}
            }
        }
        left = after;
        true
    };
    let mut settled = Settled::default();
    for (at, group) in groups_of(&stored.plan)?.into_iter().enumerate() {
        let ordinal = i64::try_from(at).unwrap_or(i64::MAX - 1) + 1;
        let mut group: Vec<PersonId> = group.into_iter().filter(there).collect();
        if !may_meet(&group) {
            // Of three, the first two (in the plan's order) who may meet stay together.
            let pairs = crate::store::group::pairs(&group);
            let kept = pairs.into_iter().find(|(a, b)| group.len() > 2 && may_meet(&[*a, *b]));
            let kept: Vec<PersonId> = kept.map(|(a, b)| vec![a, b]).unwrap_or_default();
            let gone = group.iter().filter(|id| !kept.contains(id));
            settled.left_out.extend(gone.map(|id| (*id, FELL_THROUGH.to_owned())));
            group = kept;
        }
        if group.len() == 1 || !seated(&group) {
            settled.left_out.extend(group.iter().map(|id| (*id, FELL_THROUGH.to_owned())));
        } else if group.len() > 1 {
            settled.groups.push((ordinal, group));
        }
    }
    for out in &stored.plan.left_out {
        let id = person_of_key(&out.person)?;
        if there(&id) {
            let none = |places: &HashMap<TeamId, u32>| {
                people.get(&id).is_some_and(|person| {
                    places.get(&person.team_id) == Some(&0)
                        && seats_of(&stored.problem, person.team_id) == Some(0)
                })
            };
            let because = if out.because != because::TEAM_SEATS {
                refined(&stored.problem, id, &out.because)
            } else if none(&ground.seats) {
                NO_PLACES.to_owned()
            } else if none(&ground.room) {
                NO_TIME.to_owned()
            } else {
                out.because.clone()
            };
            settled.left_out.push((id, because));
        }
    }
    settled.left_out.sort();
    Ok(settled)
}

/// The seats that a problem gives a team; none without a limit.
pub(super) fn seats_of(problem: &CoffeeProblem, team: TeamId) -> Option<u32> {
    let key = team_key(team);
    problem.teams.iter().find(|given| given.id == key).and_then(|given| given.seats)
}

/// Says of somebody who may meet nobody what keeps them from most of the others. Whom they or others rather not meet
/// is never a reason that is told.
fn refined(problem: &CoffeeProblem, id: PersonId, because: &str) -> String {
    if problem.people.len() == 1 {
        return ALONE.to_owned();
    }
    if because != because::NO_ADMISSIBLE_PARTNER {
        return because.to_owned();
    }
    let key = person_key(id);
    let Some(me) = problem.people.iter().find(|person| person.id == key) else {
        return because.to_owned();
    };
    let tie_with = |other: &str| {
        problem
            .ties
            .iter()
            .find(|tie| (tie.a == key && tie.b == other) || (tie.b == key && tie.a == other))
    };
    let mut counts = [(KNOWS_EVERYBODY, 0), (NO_COMMON_HOURS, 0), (NO_COMMON_LANGUAGE, 0)];
    for other in problem.people.iter().filter(|other| other.id != key) {
        let found: Barrier = barrier(&problem.rules, me, other, false, tie_with(&other.id));
        match found {
            Some(ConstraintId::RepeatAfter) => counts[0].1 += 1,
            Some(ConstraintId::CommonSlot) => counts[1].1 += 1,
            Some(ConstraintId::CommonLanguage) => counts[2].1 += 1,
            _ => {}
        }
    }
    match counts.iter().max_by_key(|(_, count)| *count) {
        Some((reason, count)) if *count > 0 => (*reason).to_owned(),
        _ => because.to_owned(),
    }
}
