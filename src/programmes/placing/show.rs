//! Before a release: hosts and home leads look at the plan, and say "fine" or "not like this".

use serde_json::json;

use super::letters::{self, Facts};
use super::release::changes;
use super::setting::setting;
use crate::domain::id::{PersonId, RunId};
use crate::domain::placement::{PlacementState, Subject};
use crate::domain::plan::RunState;
use crate::programmes::Env;
use crate::programmes::mailer::seal;
use crate::programmes::round::{RoundError, actor};
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::outbox::notices_add;
use crate::store::placement::{Placement, placement_become, placement_set, placements_of};
use crate::store::placement_word::{objection_put, objection_remove, plan_shown, plans_unshown};
use crate::store::run::{Run, run_get, run_hold};
use crate::store::team::teams_led_by;

/// What a host or home lead says of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opinion {
    /// It may be like this.
    Fine,
    /// It may not, with the reason.
    Not(String),
}

/// Mails the plan to every host and home lead whom it concerns; a plan that changed since is not mailed again to those
/// who have it. Returns how many mails that makes.
///
/// Errors: [`RoundError::Stale`] when the plan does not wait for its release.
pub async fn show_plan(env: &Env, run: RunId, by: Option<PersonId>) -> Result<usize, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let row = waiting(&mut tx, run).await?;
    let setting = setting(&mut tx, row.subject, now).await?;
    let changes = changes(&setting.placements, run, now);
    let planned: Vec<Placement> = changes
        .new
        .into_iter()
        .chain(changes.moved.into_iter().map(|(_, after, _)| after))
        .collect();
    let programme = setting.programme.clone();
    let facts = Facts::read(&mut tx, run, programme, now, planned, Vec::new(), Vec::new()).await?;
    drop(tx);
    let posts = letters::proposed(env, &facts, row.hold_until);
    let notices = seal(env, row.programme_id, posts, now).await?;
    let mut tx = env.db.write().await?;
    waiting(&mut tx, run).await?;
    let added = notices_add(&mut tx, &notices).await?;
    plan_shown(&mut tx, run, by, now).await?;
    let about = format!("run:{run}");
    let detail = json!({ "notices": added });
    audit_append(&mut tx, now, &actor(by), "plan-shown", &about, &detail).await?;
    tx.commit().await?;
    Ok(added)
}

/// Shows the plans that release themselves some time and that nobody has seen. Returns how many mails that makes.
pub async fn show_due(env: &Env) -> Result<usize, RoundError> {
    let mut tx = env.db.read().await?;
    let runs = plans_unshown(&mut tx).await?;
    drop(tx);
    let mut mails = 0;
    for run in runs {
        mails += show_plan(env, run, None).await?;
    }
    Ok(mails)
}

/// A run whose plan waits for its release.
async fn waiting(tx: &mut Tx, run: RunId) -> Result<Run, RoundError> {
    let row = run_get(tx, run).await?.ok_or(RoundError::NoRun)?;
    let waits = matches!(row.state, RunState::Proposed | RunState::Held);
    if waits && row.subject != Subject::Round {
        Ok(row)
    } else {
        Err(RoundError::Stale { noun: "run", expected: "proposed".to_owned() })
    }
}

/// Keeps what a host or home lead says of the plan's placements with their team, or of their team's people. An objection
/// stops the plan's clock: from then on only a person releases it. Saying the same again changes nothing more.
///
/// Errors: [`RoundError::NotMember`] when nothing of the plan concerns them; [`RoundError::Stale`] when the plan does not
/// wait any more; [`RoundError::Unfit`] for an objection without a reason.
pub async fn say_of_plan(
    env: &Env,
    run: RunId,
    person: PersonId,
    opinion: &Opinion,
) -> Result<(), RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let row = waiting(&mut tx, run).await?;
    let led: Vec<_> =
        teams_led_by(&mut tx, person).await?.into_iter().map(|team| team.id).collect();
    let there = placements_of(&mut tx, row.subject).await?;
    let mut concerned = false;
    for placement in there.iter().filter(|placement| placement.state.is_proposal()) {
        let hosts = match placement.host_id {
            Some(host) => host == person,
            None => led.contains(&placement.team_id),
        };
        let lends = led.contains(&placement.home_team_id);
        concerned |= hosts || lends;
        if *opinion == Opinion::Fine && (hosts || lends) {
            agree(&mut tx, placement, (hosts, lends), now).await?;
        }
    }
    if !concerned {
        return Err(RoundError::NotMember);
    }
    let action = match opinion {
        Opinion::Fine => {
            objection_remove(&mut tx, run, person).await?;
            "plan-agreed"
        }
        Opinion::Not(reason) if reason.trim().is_empty() => {
            return Err(RoundError::Unfit("an objection has a reason"));
        }
        Opinion::Not(reason) => {
            objection_put(&mut tx, run, person, reason.trim(), now).await?;
            if row.state == RunState::Proposed {
                run_hold(&mut tx, run, Some("somebody of a host or home team objected")).await?;
            }
            "plan-objected"
        }
    };
    let about = format!("run:{run}");
    audit_append(&mut tx, now, &actor(Some(person)), action, &about, &json!({})).await?;
    tx.commit().await?;
    Ok(())
}

/// Sets down one side's yes, or both.
async fn agree(
    tx: &mut Tx,
    placement: &Placement,
    (hosts, lends): (bool, bool),
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), RoundError> {
    let said = |before: Option<_>, says: bool| before.or(says.then_some(now));
    let agreed = Placement {
        host_said_at: said(placement.host_said_at, hosts),
        home_said_at: said(placement.home_said_at, lends),
        changed_at: now,
        ..placement.clone()
    };
    let both = (agreed.host_said_at, agreed.home_said_at);
    if both == (placement.host_said_at, placement.home_said_at) {
        return Ok(());
    }
    placement_set(tx, &agreed, placement.changed_at).await?;
    if placement.state == PlacementState::Proposed && agreed.host_said_at.is_some() {
        placement_become(tx, placement.id, PlacementState::HostOk, None, now).await?;
    }
    let is_host_ok = matches!(placement.state, PlacementState::Proposed | PlacementState::HostOk);
    if is_host_ok && agreed.host_said_at.is_some() && agreed.home_said_at.is_some() {
        placement_become(tx, placement.id, PlacementState::HomeOk, None, now).await?;
    }
    Ok(())
}
