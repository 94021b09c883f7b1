//! A coffee round from its slot to its draw: which runs there are, who is asked, who answered.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::Env;
use super::links::{self, Purpose};
use super::mailer::{AFTERWARDS, Post, seal};
use super::round::{RoundError, actor, cadence_of, of_programme, run_and_programme};
use crate::domain::calendar::Cadence;
use crate::domain::coffee::{Answer, ProgrammeKind, ProgrammeState};
use crate::domain::id::{PersonId, ProgrammeId, RunId};
use crate::domain::placement::Subject;
use crate::domain::plan::{RunState, Trigger};
use crate::mail::message::{Message, RoundQuestion, Silence};
use crate::store::answer::{answer_set, people_to_ask};
use crate::store::audit::audit_append;
use crate::store::outbox::notices_add;
use crate::store::programme::{Programme, programme_get, programmes_all};
use crate::store::run::{
    DATES_CHANGED, NewRun, Run, run_add, run_asked, run_at_slot, run_become, run_get,
    run_in_the_making, run_retry, run_take_up, runs_draft, slot_reached,
};
use crate::store::sit_out::rest_end;
use crate::store::snapshot::participants_by_ids;
use crate::store::{StoreError, Tx};
use crate::whole;

pub use super::closing::{close, nudge};
pub use super::draw::{Drawn, DryRun, draw, dry_run};
pub use super::recall::mend_open_groups;
pub use super::release::{drop_plan, hold};

/// Makes the runs that are due: for every active coffee programme the latest slot that has come (several missed ones
/// become one, the others are counted), and the coming one as soon as its question may be asked. Whoever wants to be
/// asked and joined since is asked too. Doing it twice changes nothing. Returns how many runs were made.
///
/// A slot before the programme's last change is not due: a new or edited cadence, and a programme that was resumed,
/// begin with their next date.
///
/// Errors: the database. A programme whose cadence cannot be read is passed over and logged.
pub async fn open_due(env: &Env) -> Result<usize, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    let programmes = programmes_all(&mut tx).await?;
    drop(tx);
    let mut made = 0;
    for programme in programmes {
        if programme.kind != ProgrammeKind::Coffee || programme.state != ProgrammeState::Active {
            continue;
        }
        let cadence = match cadence_of(&programme) {
            Ok(cadence) => cadence,
            Err(error) => {
                tracing::error!(programme = %programme.id, %error, "a programme's cadence cannot be read");
                continue;
            }
        };
        if is_due(env, &programme, &cadence, now).await? {
            made += whole!(env, |tx| open_one(env, tx, &programme, &cadence, now).await)?;
        }
        ask_late_joiners(env, &programme, now).await?;
    }
    Ok(made)
}

/// When a slot's question may go out.
fn ask_at(programme: &Programme, slot_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let days = programme.rules.ask_days;
    (days > 0).then(|| slot_at - TimeDelta::days(i64::from(days)))
}

/// The latest slot that has come since the programme was changed last and is not dealt with yet.
fn slot_due(programme: &Programme, cadence: &Cadence, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let slot = cadence.latest_until(now, programme.starts_at)?;
    let new = programme.last_slot_at.is_none_or(|last| slot > last) && slot >= programme.updated_at;
    new.then_some(slot)
}

/// The coming slot, if its question may go out.
fn slot_to_ask(
    programme: &Programme,
    cadence: &Cadence,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let slot = cadence.next_after(now, programme.starts_at)?;
    ask_at(programme, slot).filter(|at| *at <= now).map(|_| slot)
}

/// A look without the write lock: most ticks have nothing to do.
async fn is_due(
    env: &Env,
    programme: &Programme,
    cadence: &Cadence,
    now: DateTime<Utc>,
) -> Result<bool, RoundError> {
    if slot_due(programme, cadence, now).is_some() {
        return Ok(true);
    }
    let mut tx = env.db.read().await?;
    if let Some(slot) = slot_to_ask(programme, cadence, now) {
        let run = run_at_slot(&mut tx, programme.id, slot).await?;
        if run.is_none_or(|run| is_withdrawn(&run)) {
            return Ok(true);
        }
    }
    let drafts = runs_draft(&mut tx, programme.id).await?;
    Ok(drafts.iter().any(|run| is_orphan(run, programme, cadence)))
}

/// A scheduled draft whose slot is no date of the programme any more.
fn is_orphan(run: &Run, programme: &Programme, cadence: &Cadence) -> bool {
    run.trigger == Trigger::Schedule
        && cadence.latest_until(run.slot_at, programme.starts_at) != Some(run.slot_at)
}

/// A run that was withdrawn because its slot was no date any more.
fn is_withdrawn(run: &Run) -> bool {
    run.state == RunState::Cancelled && run.note.as_deref() == Some(DATES_CHANGED)
}

/// Adds a run at a slot; one that was withdrawn when the slot was no date is taken up again.
async fn add_or_take_up(tx: &mut Tx, run: &NewRun<'_>) -> Result<bool, StoreError> {
    if run_add(tx, run).await? {
        return Ok(true);
    }
    let Some(there) = run_at_slot(tx, run.programme_id, run.slot_at).await? else {
        return Ok(false);
    };
    let taken = run.state == RunState::Draft && run_take_up(tx, there.id).await?;
    if taken {
        skip_line(tx, "run-taken-up", there.id, run.programme_id, run.created_at).await?;
    }
    Ok(taken)
}

/// Makes what is due for one programme; see [`open_due`].
pub(super) async fn open_one(
    env: &Env,
    tx: &mut Tx,
    programme: &Programme,
    cadence: &Cadence,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    // Read again under the lock: another replica may have been first.
    let Some(programme) = programme_get(tx, programme.id).await? else { return Ok(0) };
    let mut made = 0;
    for run in runs_draft(tx, programme.id).await? {
        if is_orphan(&run, &programme, cadence) {
            run_become(tx, run.id, RunState::Cancelled, Some(DATES_CHANGED)).await?;
            skip_line(tx, "run-cancelled", run.id, programme.id, now).await?;
        }
    }
    if let Some(slot) = slot_due(&programme, cadence, now) {
        let age = now - slot;
        let too_old = age > TimeDelta::minutes(i64::from(programme.rules.catch_up_minutes));
        let late = too_old.then_some("found too late to be caught up");
        made += open_slot(env, tx, &programme, cadence, (slot, now), late).await?;
    }
    if let Some(slot) = slot_to_ask(&programme, cadence, now) {
        let run = NewRun {
            id: env.ids.next(now),
            programme_id: programme.id,
            subject: Subject::Round,
            slot_at: slot,
            trigger: Trigger::Schedule,
            state: RunState::Draft,
            missed_slots: 0,
            note: None,
            created_at: now,
        };
        made += usize::from(add_or_take_up(tx, &run).await?);
    }
    Ok(made)
}

/// Passes over the slots that have come, so that everybody sees it: after a restore people may have been told of them
/// already. The question of a slot that is still to come, if it may have gone out up to `lost_until`, counts as asked.
/// Returns how many slots were passed over.
pub(super) async fn skip_due(
    env: &Env,
    tx: &mut Tx,
    why: &str,
    lost_until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let mut skipped = 0;
    for programme in programmes_all(tx).await? {
        if programme.kind != ProgrammeKind::Coffee || programme.state != ProgrammeState::Active {
            continue;
        }
        let Ok(cadence) = cadence_of(&programme) else { continue };
        if let Some(slot) = slot_due(&programme, &cadence, now) {
            skipped += open_slot(env, tx, &programme, &cadence, (slot, now), Some(why)).await?;
        }
        if slot_to_ask(&programme, &cadence, lost_until).is_some_and(|slot| slot > now) {
            open_one(env, tx, &programme, &cadence, now).await?;
            for run in runs_draft(tx, programme.id).await? {
                if run.asked_at.is_none() {
                    run_asked(tx, run.id, now).await?;
                }
            }
        }
    }
    Ok(skipped)
}

/// Makes the run of a slot that has come; `late` says why it is passed over instead.
async fn open_slot(
    env: &Env,
    tx: &mut Tx,
    programme: &Programme,
    cadence: &Cadence,
    (slot, now): (DateTime<Utc>, DateTime<Utc>),
    late: Option<&str>,
) -> Result<usize, StoreError> {
    for run in runs_draft(tx, programme.id).await? {
        let folded = run.trigger == Trigger::Schedule && run.slot_at < slot;
        if folded || (run.slot_at == slot && late.is_some()) {
            let note = late.filter(|_| !folded).unwrap_or("missed, and folded into the later slot");
            run_become(tx, run.id, RunState::Skipped, Some(note)).await?;
            skip_line(tx, "run-skipped", run.id, programme.id, now).await?;
        }
    }
    // Slots since the last one dealt with, or since the programme was changed last; this one is none of the missed.
    let micro = TimeDelta::microseconds(1);
    let since = programme
        .last_slot_at
        .map_or(programme.updated_at - micro, |last| last.max(programme.updated_at - micro));
    let missed = cadence.count_between(since, slot, programme.starts_at).saturating_sub(1);
    let run = NewRun {
        id: env.ids.next(now),
        programme_id: programme.id,
        subject: Subject::Round,
        slot_at: slot,
        trigger: Trigger::Schedule,
        state: if late.is_some() { RunState::Skipped } else { RunState::Draft },
        missed_slots: missed,
        note: late,
        created_at: now,
    };
    let added = add_or_take_up(tx, &run).await?;
    slot_reached(tx, programme.id, slot).await?;
    if added && late.is_some() {
        skip_line(tx, "run-skipped", run.id, programme.id, now).await?;
    }
    Ok(usize::from(added))
}

async fn skip_line(
    tx: &mut Tx,
    action: &str,
    run: RunId,
    programme: ProgrammeId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    audit_append(tx, now, &actor(None), action, &format!("run:{run}"), &of_programme(programme))
        .await?;
    Ok(())
}

async fn ask_late_joiners(
    env: &Env,
    programme: &Programme,
    now: DateTime<Utc>,
) -> Result<(), RoundError> {
    let mut tx = env.db.read().await?;
    let mut late = Vec::new();
    for run in runs_draft(&mut tx, programme.id).await? {
        if run.asked_at.is_some()
            && run.trigger == Trigger::Schedule
            && run.slot_at > now
            && !people_to_ask(&mut tx, programme.id, run.id, run.slot_at, run.asked_at)
                .await?
                .is_empty()
        {
            late.push(run.id);
        }
    }
    drop(tx);
    for run in late {
        ask(env, run).await?;
    }
    Ok(())
}

/// Asks, once for each round, everybody who wants to be asked: are you in? No answer means no. Returns how many mails
/// it made.
///
/// Errors: [`RoundError::Stale`] when the run's draw has begun.
pub async fn ask(env: &Env, run: RunId) -> Result<usize, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let (run, programme) = run_and_programme(&mut tx, run).await?;
    // At the slot itself there is no time to answer any more.
    let to_ask = if run.slot_at > now {
        people_to_ask(&mut tx, programme.id, run.id, run.slot_at, run.asked_at).await?
    } else {
        Vec::new()
    };
    let people = participants_by_ids(&mut tx, programme.id, &to_ask).await?;
    drop(tx);
    let posts: Vec<Post> = to_ask
        .iter()
        .filter_map(|id| {
            let reader = people.get(id)?;
            let url = |purpose, subject| links::url(env, purpose, *id, subject, run.slot_at);
            let message = Message::RoundQuestion(RoundQuestion {
                programme: programme.name.clone(),
                round_on: run.slot_at.with_timezone(&programme.zone).date_naive(),
                minutes: programme.rules.minutes,
                yes_link: url(Purpose::Yes, run.id.0),
                skip_link: url(Purpose::Skip, run.id.0),
                pause_link: links::url(
                    env,
                    Purpose::Pause,
                    *id,
                    programme.id.0,
                    run.slot_at + AFTERWARDS,
                ),
                answer_by: run.slot_at.with_timezone(&reader.zone),
                silence: Silence::Skips,
            });
            let key = format!("ask:{}:{id}", run.id);
            Some(Post::new(env, now, reader, key, message).of_run(run.id).not_after(run.slot_at))
        })
        .collect();
    let notices = seal(env, programme.id, posts, now).await?;
    whole!(env, |tx| {
        if !run_asked(tx, run.id, now).await? {
            return Err(RoundError::Stale { noun: "run", expected: "draft".to_owned() });
        }
        let added = notices_add(tx, &notices).await?;
        if added > 0 {
            let detail = json!({ "programme": programme.id, "notices": added });
            audit_append(tx, now, &actor(None), "run-asked", &format!("run:{}", run.id), &detail)
                .await?;
        }
        Ok(added)
    })
}

/// Keeps somebody's answer to a round's question; before the draw it may be changed. Any answer ends a rest.
///
/// Errors: [`RoundError::Stale`] when the draw has begun.
pub async fn answer(
    env: &Env,
    run: RunId,
    person: PersonId,
    answer: Answer,
) -> Result<(), RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        let row = run_get(tx, run).await?.ok_or(RoundError::NoRun)?;
        if !answer_set(tx, run, person, answer, now).await? {
            return Err(RoundError::Stale { noun: "run", expected: "draft".to_owned() });
        }
        rest_end(tx, row.programme_id, person).await?;
        audit_append(
            tx,
            now,
            &actor(Some(person)),
            "round-answered",
            &format!("run:{run}"),
            &json!({}),
        )
        .await?;
        Ok(())
    })
}

/// A round out of turn: the next tick draws it. Nobody is asked first, so only standing consents take part. While a
/// run of the programme is on its way to its release, that run is the answer: two presses make one round.
///
/// Errors: [`RoundError::NoProgramme`] when it is not an active coffee programme.
pub async fn manual_round(
    env: &Env,
    programme: ProgrammeId,
    by: PersonId,
) -> Result<RunId, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let programme = programme_get(&mut tx, programme).await?.ok_or(RoundError::NoProgramme)?;
    if programme.kind != ProgrammeKind::Coffee || programme.state != ProgrammeState::Active {
        return Err(RoundError::NoProgramme);
    }
    if let Some(run) = run_in_the_making(&mut tx, programme.id).await? {
        return Ok(run);
    }
    let run = NewRun {
        id: env.ids.next(now),
        programme_id: programme.id,
        subject: Subject::Round,
        slot_at: now,
        trigger: Trigger::Manual,
        state: RunState::Draft,
        missed_slots: 0,
        note: None,
        created_at: now,
    };
    if !run_add(&mut tx, &run).await? {
        return Err(RoundError::Stale {
            noun: "run",
            expected: "the only one at this instant".to_owned(),
        });
    }
    run_asked(&mut tx, run.id, now).await?;
    let detail = of_programme(programme.id);
    audit_append(
        &mut tx,
        now,
        &actor(Some(by)),
        "run-started",
        &format!("run:{}", run.id),
        &detail,
    )
    .await?;
    tx.commit().await?;
    Ok(run.id)
}

/// Lets a failed run be solved again: the next tick claims it.
///
/// Errors: [`RoundError::Stale`] when it has not failed.
pub async fn retry(env: &Env, run: RunId, by: PersonId) -> Result<(), RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        run_get(tx, run).await?.ok_or(RoundError::NoRun)?;
        run_retry(tx, run).await?;
        audit_append(tx, now, &actor(Some(by)), "run-retried", &format!("run:{run}"), &json!({}))
            .await?;
        Ok(())
    })
}
