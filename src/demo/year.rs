//! The year: every round asked, drawn, held, released, delivered, met or not, nudged and closed by the scheduler.

use anyhow::Context;
use chrono::{DateTime, Days, TimeDelta, Utc};

use super::story;
use super::{StoryClock, Told, id_of};
use crate::domain::calendar::Cadence;
use crate::domain::clock::Clock;
use crate::domain::coffee::{Answer, GroupState, Mark, Reason};
use crate::domain::id::{ProgrammeId, RunId};
use crate::mail::transport::Transport;
use crate::programmes::{Env, coffee, feedback, participation};
use crate::scheduler;
use crate::store::group::groups_of_run;
use crate::store::programme::{Programme, programme_get};
use crate::store::run::run_at_slot;

/// Who holds the ticker's lease while the story is told.
const HOLDER: &str = "demo";

/// Runs the scheduler from where the story is until `now`.
///
/// Returns: the run of the last round.
pub async fn tell(
    env: &Env,
    clock: &StoryClock,
    told: &Told,
    now: DateTime<Utc>,
    transport: &mut Transport,
    say: &mut dyn FnMut(&str),
) -> anyhow::Result<RunId> {
    let id = ProgrammeId(told.programme);
    let programme = programme(env, id).await?;
    let cadence = Cadence::parse(&programme.cadence, programme.zone)?;
    // Told before and cut short: on from the latest round.
    let mut from = programme.last_slot_at.unwrap_or(told.reached_at);
    clock.reach(from);
    let mut round = 0_usize;
    let mut latest = None;
    while let Some(slot) = cadence.next_after(from, programme.starts_at).filter(|slot| *slot <= now)
    {
        let following = cadence.next_after(slot, programme.starts_at);
        let last = following.is_none_or(|following| following > now);
        if round.is_multiple_of(6) || last {
            say(&format!("the coffee round of {}", slot.format("%-d %B %Y")));
        }
        round += 1;
        from = slot;
        // The question goes out three days before; most of those asked answer the day after.
        step(env, clock, slot - TimeDelta::days(3) + TimeDelta::minutes(1), transport).await?;
        clock.reach(slot - TimeDelta::days(2));
        answer(env, id, slot, round).await?;
        if last {
            // This week Mika asks for a break.
            let mika = id_of(env, story::ON_PAUSE).await?;
            let today = clock.now().date_naive();
            participation::pause(env, mika, today, today.checked_add_days(Days::new(30))).await?;
        }
        step(env, clock, slot + TimeDelta::minutes(1), transport).await?;
        step(env, clock, slot + TimeDelta::minutes(63), transport).await?;
        latest = Some(run_of(env, id, slot).await?);
        if last {
            break;
        }
        clock.reach(slot + TimeDelta::days(4));
        meet(env, id, slot, round).await?;
        step(env, clock, slot + TimeDelta::days(7), transport).await?;
        // The next round's question is due the day after the closing, so each step has its own day.
        step(env, clock, slot + TimeDelta::days(10), transport).await?;
    }
    latest.context("the demo's year has no round")
}

/// A tick, and the mails that are due after it.
async fn step(
    env: &Env,
    clock: &StoryClock,
    at: DateTime<Utc>,
    transport: &mut Transport,
) -> anyhow::Result<()> {
    clock.reach(at);
    scheduler::tick(env, HOLDER).await?;
    while scheduler::outbox::deliver_due(env, transport, HOLDER, 200).await?.claimed > 0 {}
    Ok(())
}

async fn programme(env: &Env, id: ProgrammeId) -> anyhow::Result<Programme> {
    let mut tx = env.db.read().await?;
    programme_get(&mut tx, id).await?.context("the demo's programme is gone")
}

async fn run_of(env: &Env, programme: ProgrammeId, slot: DateTime<Utc>) -> anyhow::Result<RunId> {
    let mut tx = env.db.read().await?;
    let run = run_at_slot(&mut tx, programme, slot).await?;
    Ok(run.with_context(|| format!("no round was made for {slot}"))?.id)
}

/// Of those who want to be asked, one in five is not up for it, and one in ten does not answer.
async fn answer(
    env: &Env,
    programme: ProgrammeId,
    slot: DateTime<Utc>,
    round: usize,
) -> anyhow::Result<()> {
    let run = run_of(env, programme, slot).await?;
    for (i, name) in story::ASKED.iter().enumerate() {
        let answer = match (round * 7 + i * 3) % 10 {
            0 => continue,
            1 | 2 => Answer::Skip,
            _ => Answer::Yes,
        };
        coffee::answer(env, run, id_of(env, name).await?, answer).await?;
    }
    Ok(())
}

/// Three of four groups meet, one in eight says why not, the others stay silent. Whoever is visited as the participant
/// always meets, so that there is something to see.
async fn meet(
    env: &Env,
    programme: ProgrammeId,
    slot: DateTime<Utc>,
    round: usize,
) -> anyhow::Result<()> {
    let run = run_of(env, programme, slot).await?;
    let mut tx = env.db.read().await?;
    let groups = groups_of_run(&mut tx, run).await?;
    drop(tx);
    let visitor = id_of(env, story::PARTICIPANT).await?;
    for (i, group) in groups.iter().enumerate() {
        if group.state != GroupState::Released {
            continue;
        }
        let first = group.members[0].person;
        let visited = group.members.iter().any(|member| member.person == visitor);
        match (round * 5 + i * 3) % 8 {
            0 if !visited => {
                let reason =
                    if i.is_multiple_of(2) { Reason::TooBusy } else { Reason::NoCommonTime };
                feedback::mark(env, group.id, first, Mark::NotMet, Some(reason), None).await?;
            }
            1 if !visited => {}
            _ => {
                for member in &group.members {
                    feedback::mark(env, group.id, member.person, Mark::Met, None, None).await?;
                }
            }
        }
    }
    Ok(())
}
