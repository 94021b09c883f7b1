//! What people say of a meeting, and what follows from it: the group's state, ties, sit-outs, silence.

use chrono::TimeDelta;
use serde_json::json;

use super::Env;
use super::mailer::AFTERWARDS;
use super::round::{RoundError, actor, run_and_programme};
use super::turns;
use crate::domain::coffee::{GroupState, Mark, Reason};
use crate::domain::id::{GroupId, PersonId};
use crate::domain::plan::RunState;
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::group::{Group, Said, group_become, group_get, group_lock, mark_set};
use crate::store::introduction::{meeting_add, meeting_withdraw, ordered, stated_tie_add};
use crate::store::run::Run;
use crate::store::sit_out::{Turn, rest_end, turns_set};
use crate::whole;

/// Keeps what a member of a group says, and makes the group what its members say together: not met if anybody denies
/// it, met if anybody says so, else in the calendar. Saying the same again changes nothing; a tie counts one meeting
/// once, whoever says so. Until the round closes people may correct themselves; after it they may still answer for the
/// first time, for two weeks.
///
/// Returns the group's state afterwards.
/// Errors: [`RoundError::NoGroup`], [`RoundError::NotMember`]; [`RoundError::Stale`] when the group was recalled, the
/// time is over, or what is said is no step from where the group stands.
pub async fn mark(
    env: &Env,
    group: GroupId,
    person: PersonId,
    mark: Mark,
    reason: Option<Reason>,
    words: Option<(String, bool)>,
) -> Result<GroupState, RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        // Two members may speak in the same instant: the second sees what the first said.
        group_lock(tx, group).await?;
        let before = group_get(tx, group).await?.ok_or(RoundError::NoGroup)?;
        let (run, programme) = run_and_programme(tx, before.run_id).await?;
        let own = before
            .members
            .iter()
            .find(|member| member.person == person)
            .ok_or(RoundError::NotMember)?;
        let first_word = own.mark.is_none_or(|mark| mark == Mark::Scheduled);
        if !is_open(&run, &before, first_word, now) {
            return Err(RoundError::Stale { noun: "group", expected: "open".to_owned() });
        }
        let reason = reason.filter(|_| mark == Mark::NotMet);
        let said = Said {
            mark,
            reason,
            words: words.as_ref().map(|(words, shared)| (words.as_str(), *shared)),
            at: now,
        };
        mark_set(tx, group, person, &said).await?;
        let to = state_said(&before, person, mark);
        let mut state = before.state;
        // "We still will", after the round has closed: a word, but no news of the meeting.
        let still_will = before.state == GroupState::Unknown && to == GroupState::Scheduled;
        if to != before.state && !still_will {
            group_become(tx, group, to, group_reason(&before, person, mark, reason), now).await?;
            let day = now.with_timezone(&programme.zone).date_naive();
            for pair in before.pairs() {
                if to == GroupState::Met {
                    meeting_add(tx, pair, day, now).await?;
                } else if before.state == GroupState::Met {
                    meeting_withdraw(tx, pair, group, now).await?;
                }
            }
            repay(tx, programme.id, &before, person, to).await?;
            state = to;
        }
        turns::marked(tx, programme.id, &before, (person, mark), state).await?;
        if mark == Mark::NotMet && reason == Some(Reason::KnowEachOther) {
            for other in before.people().into_iter().filter(|other| *other != person) {
                stated_tie_add(tx, ordered(person, other), now).await?;
            }
        }
        rest_end(tx, programme.id, person).await?;
        audit_append(
            tx,
            now,
            &actor(Some(person)),
            "meeting-marked",
            &format!("group:{group}"),
            &json!({}),
        )
        .await?;
        Ok(state)
    })
}

fn is_open(run: &Run, group: &Group, first_word: bool, now: chrono::DateTime<chrono::Utc>) -> bool {
    let alive = !matches!(group.state, GroupState::Proposed | GroupState::Recalled);
    let late = run.closes_at.is_none_or(|closes| now > closes + AFTERWARDS + TimeDelta::days(1));
    match run.state {
        RunState::Released | RunState::Sending | RunState::Sent => alive,
        RunState::Closed => alive && first_word && !late,
        _ => false,
    }
}

/// What all members say together, with `person` now saying `mark`.
fn state_said(group: &Group, person: PersonId, mark: Mark) -> GroupState {
    let marks = || {
        group
            .members
            .iter()
            .filter_map(|member| if member.person == person { Some(mark) } else { member.mark })
    };
    if marks().any(|mark| mark == Mark::NotMet) {
        GroupState::NotMet
    } else if marks().any(|mark| mark == Mark::Met) {
        GroupState::Met
    } else {
        GroupState::Scheduled
    }
}

/// The reason a group carries: of whoever said first that it did not happen.
fn group_reason(
    group: &Group,
    person: PersonId,
    mark: Mark,
    reason: Option<Reason>,
) -> Option<Reason> {
    let others = group
        .members
        .iter()
        .filter(|member| member.person != person && member.mark == Some(Mark::NotMet));
    let mut others = others;
    others.find_map(|member| member.reason).or(if mark == Mark::NotMet { reason } else { None })
}

/// Whoever lost a meeting because somebody else cannot comes sooner next time; whoever met waits no more.
async fn repay(
    tx: &mut Tx,
    programme: crate::domain::id::ProgrammeId,
    group: &Group,
    person: PersonId,
    to: GroupState,
) -> Result<(), RoundError> {
    let others: Vec<PersonId> =
        group.people().into_iter().filter(|other| *other != person).collect();
    match to {
        GroupState::NotMet => turns_set(tx, programme, &others, Turn::SatOut).await?,
        GroupState::Met => turns_set(tx, programme, &group.people(), Turn::TookPart).await?,
        _ => {}
    }
    Ok(())
}
