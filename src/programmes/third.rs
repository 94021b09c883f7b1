//! Somebody who was left out joins a pair as a third.
//!
//! Simple, fair and safe: the person chooses to join, never whom (who meets whom is nobody else's business). The pair
//! is the first of the plan, in its order, for which the rules admit the newcomer with both, a time suits all three,
//! both were told and nobody has said anything yet, and the newcomer's team has a seat left.

use std::collections::{BTreeMap, HashMap};

use chrono::TimeDelta;
use serde_json::json;

use super::Env;
use super::capacity::take_for_round;
use super::problem::{problem, snapshot};
use super::release::match_notices;
use super::round::{RoundError, person_key, run_and_programme};
use super::turns;
use crate::domain::coffee::GroupState;
use crate::domain::id::{PersonId, RunId, TeamId};
use crate::domain::plan::RunState;
use crate::domain::slots::{Availability, meeting_times};
use crate::optimise::barrier;
use crate::optimise::problem::{CoffeeProblem, Person, Tie};
use crate::store::audit::audit_append;
use crate::store::group::{Group, groups_of_run, left_out_get, third_add};
use crate::store::introduction::{introductions_add, ordered};
use crate::store::outbox::{notices_add, notices_overtake_match};
use crate::store::outbox_view::notices_told;
use crate::store::sit_out::{Turn, turns_set};
use crate::store::snapshot::Participant;

/// Whether somebody can join a pair, or what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThirdOffer {
    /// There is a pair.
    Open,
    /// The person joined one just now.
    Joined,
    /// The person is in a group of the round.
    InGroup,
    /// The round's time is nearly over, or every pair has spoken.
    Late,
    /// No pair is admissible.
    NoPair,
    /// The person's team has no seat or no time left, so that no pair helps.
    NoSeat,
}

struct Fit {
    group: Group,
    /// The newcomer's team.
    team: TeamId,
    slots: Vec<chrono::DateTime<chrono::Utc>>,
}

/// Can the person join a pair of this round?
///
/// Errors: [`RoundError::NoRun`] also when the person was not left out of it.
pub async fn offer(env: &Env, run: RunId, person: PersonId) -> Result<ThirdOffer, RoundError> {
    Ok(match find(env, run, person).await? {
        Ok(_) => ThirdOffer::Open,
        Err(offer) => offer,
    })
}

/// Joins the person to a pair: member, times, introductions, the three mails and the audit line in one transaction.
/// Doing it twice finds the person in a group.
pub async fn join(env: &Env, run_id: RunId, person: PersonId) -> Result<ThirdOffer, RoundError> {
    let fit = match find(env, run_id, person).await? {
        Ok(fit) => fit,
        Err(offer) => return Ok(offer),
    };
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let (run, programme) = run_and_programme(&mut tx, run_id).await?;
    if !matches!(run.state, RunState::Released | RunState::Sending | RunState::Sent) {
        return Ok(ThirdOffer::Late);
    }
    let reason = left_out_get(&mut tx, run_id, person).await?.ok_or(RoundError::NoRun)?;
    // Pressed twice: the first press counts.
    let groups = groups_of_run(&mut tx, run_id).await?;
    if groups.iter().any(|group| group.people().contains(&person)) {
        return Ok(ThirdOffer::InGroup);
    }
    let round = (run_id, run.slot_at);
    let one = BTreeMap::from([(fit.team, 1)]);
    if take_for_round(env, &mut tx, &programme, round, &one, now).await?.is_err() {
        return Ok(ThirdOffer::NoSeat);
    }
    third_add(&mut tx, &fit.group, person, &fit.slots, now).await?;
    let new: Vec<(PersonId, PersonId)> =
        fit.group.people().into_iter().map(|other| ordered(person, other)).collect();
    introductions_add(&mut tx, &new, now.with_timezone(&programme.zone).date_naive(), now).await?;
    turns_set(&mut tx, programme.id, &[person], Turn::TookPart).await?;
    turns::joined(&mut tx, programme.id, person, &reason).await?;
    let notices = match_notices(env, &mut tx, &run, &programme, fit.group.id, now).await?;
    notices_overtake_match(&mut tx, fit.group.id).await?;
    notices_add(&mut tx, &notices).await?;
    let detail = json!({ "run": run_id });
    let subject = format!("group:{}", fit.group.id);
    audit_append(&mut tx, now, &format!("person:{person}"), "joined-as-third", &subject, &detail)
        .await?;
    tx.commit().await?;
    Ok(ThirdOffer::Joined)
}

async fn find(
    env: &Env,
    run: RunId,
    person: PersonId,
) -> Result<Result<Fit, ThirdOffer>, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    let (run, programme) = run_and_programme(&mut tx, run).await?;
    left_out_get(&mut tx, run.id, person).await?.ok_or(RoundError::NoRun)?;
    let groups = groups_of_run(&mut tx, run.id).await?;
    if groups
        .iter()
        .any(|group| group.state != GroupState::Recalled && group.people().contains(&person))
    {
        return Ok(Err(ThirdOffer::InGroup));
    }
    // One place in a round for each person: whose group was withdrawn waits for the next round.
    if groups.iter().any(|group| group.people().contains(&person)) {
        return Ok(Err(ThirdOffer::Late));
    }
    let open = matches!(run.state, RunState::Released | RunState::Sending | RunState::Sent);
    let Some(closes_at) = run.closes_at.filter(|at| open && *at > now) else {
        return Ok(Err(ThirdOffer::Late));
    };
    let mut waiting = Vec::new();
    for group in groups
        .iter()
        .filter(|group| group.state == GroupState::Released && group.members.len() == 2)
    {
        let told = notices_told(&mut tx, group.id).await?;
        if group.members.iter().all(|member| member.mark.is_none() && told.contains(&member.person))
        {
            waiting.push(group);
        }
    }
    drop(tx);
    if waiting.is_empty() {
        return Ok(Err(ThirdOffer::Late));
    }
    let rows = snapshot(env, &programme, Some((run.id, run.slot_at)), now).await?;
    let asked = problem(&rows, &programme);
    let people: HashMap<PersonId, &Participant> =
        rows.pool.iter().map(|one| (one.id, one)).collect();
    let Some(newcomer) = people.get(&person) else { return Ok(Err(ThirdOffer::NoPair)) };
    let seats = rows.seats.get(&newcomer.team_id).copied();
    // What the round took of the team's time is booked; what is left is for one more or not.
    let no_time = rows.room.get(&newcomer.team_id) == Some(&0);
    let taken = groups
        .iter()
        .filter(|group| group.state != GroupState::Recalled)
        .flat_map(Group::people)
        .filter(|one| people.get(one).is_some_and(|one| one.team_id == newcomer.team_id))
        .count();
    if no_time
        || seats.is_some_and(|seats| usize::try_from(seats).is_ok_and(|seats| taken >= seats))
    {
        return Ok(Err(ThirdOffer::NoSeat));
    }
    let rules = Rules::new(&asked);
    for group in waiting {
        let members: Vec<&Participant> =
            group.people().iter().filter_map(|one| people.get(one).copied()).collect();
        if members.len() != 2 || !members.iter().all(|member| rules.may_meet(person, member.id)) {
            continue;
        }
        let all: Vec<Availability> = members
            .iter()
            .chain([newcomer])
            .map(|one| Availability { hours: one.profile.hours, zone: one.zone, pause: one.pause })
            .collect();
        let length = TimeDelta::minutes(i64::from(programme.rules.minutes));
        let seed = u64::from_be_bytes(person.0.as_bytes()[8..].try_into().unwrap_or_default());
        let slots = meeting_times(&all, now, closes_at, length, seed);
        if !slots.is_empty() {
            return Ok(Ok(Fit { group: group.clone(), slots, team: newcomer.team_id }));
        }
    }
    Ok(Err(ThirdOffer::NoPair))
}

/// The rules of the round over the people as they are now.
struct Rules<'a> {
    problem: &'a CoffeeProblem,
    people: HashMap<&'a str, &'a Person>,
}

impl<'a> Rules<'a> {
    fn new(problem: &'a CoffeeProblem) -> Self {
        Self { problem, people: problem.people.iter().map(|one| (one.id.as_str(), one)).collect() }
    }

    fn may_meet(&self, one: PersonId, other: PersonId) -> bool {
        let (p, q) = (person_key(one), person_key(other));
        let both = |a: &str, b: &str| (a == p && b == q) || (a == q && b == p);
        let (Some(first), Some(second)) =
            (self.people.get(p.as_str()), self.people.get(q.as_str()))
        else {
            return false;
        };
        let never = self.problem.never.iter().any(|(a, b)| both(a, b));
        let tie: Option<&Tie> = self.problem.ties.iter().find(|tie| both(&tie.a, &tie.b));
        barrier(&self.problem.rules, first, second, never, tie).is_none()
    }
}
