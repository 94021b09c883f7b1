//! Release: the one transaction that makes a plan real, and what may be done to a plan before it.
//!
//! All mails are rendered before the first write; those of a very large round in the transaction, part by part, so that
//! memory does not grow with them. Then, in one transaction: the run goes from proposed (or held) to
//! released; groups, members and those left out are written; introductions are set down; sit-outs are counted; the
//! mails lie in the outbox; the audit line is appended. Whatever fails, nothing of it is there: the plan is still
//! proposed and nobody was told.

mod ready;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use self::ready::Ready;
use super::Env;
use super::letters::{Facts, Meet, Round};
use super::mailer::seal;
use super::plan::stored;
use super::round::{RoundError, actor, next_round};
use crate::domain::id::{GroupId, PersonId, RunId};
use crate::domain::plan::RunState;
use crate::mail::message::Rendered;
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::outbox::NewNotice;
use crate::store::programme::Programme;
use crate::store::run::{Run, run_become, run_close, run_get, run_hold, run_put_off};
use crate::store::snapshot::{participants_by_ids, ties_among_enrolled};
use crate::store::whole::broken_off;
use crate::whole;

/// A release by rule that failed is tried again after this.
const RETRY: TimeDelta = TimeDelta::minutes(5);
/// How often a release is prepared anew because somebody changed their wishes meanwhile.
const MOST_TRIES: usize = 5;

/// What a release did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Released {
    /// Groups that became real.
    pub groups: usize,
    /// People who were left out and told so.
    pub left_out: usize,
    /// Mails in the outbox.
    pub notices: usize,
}

/// Releases a proposed plan (or a held one, by a person).
///
/// Errors: [`RoundError::Stale`] when it is not proposed or held any more (it was released, dropped, or is held and no
/// person asks); [`RoundError::Render`] and store errors leave the plan proposed and nobody told: a release by rule is
/// then put off by five minutes, with a note.
/// Cost: 5,000 mails a few seconds, most of it rendering on all cores; memory grows with the people of the round (about
/// 2 KB each), not with the mails.
pub async fn release(env: &Env, run: RunId, by: Option<PersonId>) -> Result<Released, RoundError> {
    let outcome = release_once_settled(env, run, by).await;
    let is_failure = |error: &RoundError| {
        matches!(
            error,
            RoundError::Render(_)
                | RoundError::Plan(_)
                | RoundError::Store(_)
                | RoundError::Interrupted
        )
    };
    // A person who pressed the button sees the error; the hold that was given stays.
    let by_rule = by.is_none();
    if let Some(error) = outcome.as_ref().err().filter(|error| by_rule && is_failure(error)) {
        let note = format!("release failed, nobody was told: {error}");
        let until = env.clock.now() + RETRY;
        // Best effort: on a full disk this fails too, and the next tick tries again.
        if let Ok(mut tx) = env.db.write().await
            && run_put_off(&mut tx, run, until, &note).await.is_ok()
            && tx.commit().await.is_ok()
        {
            tracing::error!(run = %run, error = %error, "a release failed and is put off");
        }
    }
    outcome
}

async fn release_once_settled(
    env: &Env,
    run: RunId,
    by: Option<PersonId>,
) -> Result<Released, RoundError> {
    for _ in 0..MOST_TRIES {
        let ready = Ready::prepare(env, run).await?;
        if !(ready.run.state == RunState::Proposed
            || (ready.run.state == RunState::Held && by.is_some()))
        {
            return Err(RoundError::Stale { noun: "run", expected: "proposed".to_owned() });
        }
        let sealed = ready.seal_before(env).await?;
        let mut tx = env.db.write().await?;
        match ready.write(env, &mut tx, by, sealed).await {
            Ok(Some(notices)) => {
                tx.commit().await?;
                return Ok(Released {
                    groups: ready.meets.len(),
                    left_out: ready.settled.left_out.len(),
                    notices,
                });
            }
            // What it was settled by has changed since; or another transaction was in the way. Looked at anew either way.
            Ok(None) => {}
            Err(error) if broken_off(&error) => {
                tracing::info!(%run, error = &error as &dyn std::error::Error, "a release is begun anew");
            }
            Err(error) => return Err(error),
        }
    }
    Err(RoundError::Stale { noun: "run", expected: "left alone while it is released".to_owned() })
}

/// What a release would do now, without doing it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Number in the plan and people of each group.
    pub groups: Vec<(i64, Vec<PersonId>)>,
    /// Who would be left out, and the id of the reason.
    pub left_out: Vec<(PersonId, String)>,
    /// The first group's mail to its first member.
    pub match_mail: Option<Rendered>,
    /// The mail to the first of those left out.
    pub left_out_mail: Option<Rendered>,
}

/// Looks at what a release would do now.
pub async fn preview(env: &Env, run: RunId) -> Result<Preview, RoundError> {
    let ready = Ready::prepare(env, run).await?;
    let round = ready.round(env);
    let first_match =
        ready.meets.first().and_then(|(_, meet)| round.match_posts(meet).into_iter().next());
    let first_left_out =
        ready.written_to().next().and_then(|(id, reason)| round.left_out_post(*id, reason, true));
    Ok(Preview {
        match_mail: first_match.map(|post| post.render(&env.site)).transpose()?,
        left_out_mail: first_left_out.map(|post| post.render(&env.site)).transpose()?,
        groups: ready.settled.groups,
        left_out: ready.settled.left_out,
    })
}

/// The match mails of one group as its rows stand now, for a group that changed after its release.
pub(super) async fn match_notices(
    env: &Env,
    tx: &mut Tx,
    run: &Run,
    programme: &Programme,
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<Vec<NewNotice>, RoundError> {
    let stored = stored(tx, run.id).await?;
    let row = crate::store::group::group_get(tx, group).await?.ok_or(RoundError::NoGroup)?;
    let people = participants_by_ids(tx, programme.id, &row.people()).await?;
    let known = ties_among_enrolled(tx, programme.id).await?;
    let meet = Meet {
        id: row.id,
        members: row.people(),
        inviter: row.inviter,
        slots: row.slots.clone(),
        question: row.question.clone(),
        sequence: u32::try_from(row.sequence).unwrap_or(0),
    };
    let round = Round {
        env,
        programme,
        run: run.id,
        day: run.slot_at.with_timezone(&programme.zone).date_naive(),
        closes_at: run.closes_at.unwrap_or(now),
        now,
        people: &people,
        facts: Facts::new(&stored.problem, &known),
        leads: None,
        next_on: next_round(env, programme)
            .map(|at| at.with_timezone(&programme.zone).date_naive()),
    };
    let posts = round.match_posts(&meet);
    seal(env, programme.id, posts, now).await
}

/// Ends a round in which nobody, or one person only, took part: released without a hold (there is nothing to look at)
/// and closed at once, with a note. The one person is told.
pub(super) async fn close_empty(env: &Env, run: RunId, people: usize) -> Result<(), RoundError> {
    release_once_settled(env, run, None).await?;
    let note = if people == 0 { "nobody took part" } else { "only one person took part" };
    let now = env.clock.now();
    whole!(env, |tx| {
        run_close(tx, run, now, Some(note)).await?;
        audit_append(
            tx,
            now,
            &actor(None),
            "run-closed",
            &format!("run:{run}"),
            &json!({ "people": people }),
        )
        .await?;
        Ok(())
    })
}

/// Stops a proposed plan's clock; from now on only a person releases or drops it.
///
/// Errors: [`RoundError::Stale`] when it is not proposed.
pub async fn hold(env: &Env, run: RunId, by: PersonId) -> Result<(), RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        run_get(tx, run).await?.ok_or(RoundError::NoRun)?;
        run_hold(tx, run, None).await?;
        audit_append(tx, now, &actor(Some(by)), "run-held", &format!("run:{run}"), &json!({}))
            .await?;
        Ok(())
    })
}

/// Drops a run before its release: nobody was told, nobody will be.
///
/// Errors: [`RoundError::Stale`] when it was released already, or is over.
pub async fn drop_plan(env: &Env, run: RunId, by: PersonId) -> Result<(), RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        run_get(tx, run).await?.ok_or(RoundError::NoRun)?;
        run_become(tx, run, RunState::Cancelled, Some("dropped before release")).await?;
        audit_append(tx, now, &actor(Some(by)), "run-dropped", &format!("run:{run}"), &json!({}))
            .await?;
        Ok(())
    })
}
