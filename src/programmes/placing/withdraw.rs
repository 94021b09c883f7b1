//! A team cannot host in some weeks after all: the weeks are closed in the ledger, and every cohort and call that had
//! placed somebody there is solved again around it, changing as little as possible.

use std::collections::BTreeSet;

use serde_json::json;

use super::setting::has_begun;
use super::solve::{begin, make_way};
use crate::domain::capacity::Offer;
use crate::domain::id::{PersonId, RunId, TeamId};
use crate::domain::placement::{PlacementState, Subject};
use crate::domain::week::Week;
use crate::programmes::Env;
use crate::programmes::round::{RoundError, actor};
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::capacity::{offer_set, team_weeks};
use crate::store::order::placings_lock;
use crate::store::placement::{Placement, placements_with_team};
use crate::whole;

/// What a withdrawal did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// The runs that repair the plans; each waits for its release as any other.
    pub runs: Vec<RunId>,
    /// Placements that have to move.
    pub touched: usize,
    /// Placements that stay because they have begun.
    pub begun: usize,
}

/// Who would have to move if a team could not host from one week up to (without) another: placements that are real and
/// have not begun; and those that have, and would stay.
pub async fn would_touch(
    env: &Env,
    team: TeamId,
    from: Week,
    to: Week,
) -> Result<(Vec<Placement>, Vec<Placement>), RoundError> {
    let this_week = Week::of(env.clock.now().date_naive());
    let mut tx = env.db.read().await?;
    touched_in(&mut tx, team, (from, to), this_week).await
}

async fn touched_in(
    tx: &mut Tx,
    team: TeamId,
    (from, to): (Week, Week),
    this_week: Week,
) -> Result<(Vec<Placement>, Vec<Placement>), RoundError> {
    let rows = placements_with_team(tx, team, from, to).await?;
    let real = rows
        .into_iter()
        .filter(|row| matches!(row.state, PlacementState::Confirmed | PlacementState::Started));
    Ok(real.partition(|row| !has_begun(row, this_week)))
}

/// Closes weeks of a team, with the reason that its pages show, and has every plan repaired that counted on them, in one
/// transaction: there are no closed weeks without the runs that repair what was planned in them. What has begun stays.
/// Nobody is told before the repairs are released.
///
/// Errors: [`RoundError::Stale`] when the team's weeks were changed meanwhile.
pub async fn withdraw(
    env: &Env,
    team: TeamId,
    (from, to): (Week, Week),
    reason: &str,
    by: PersonId,
) -> Result<Withdrawal, RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        // Nothing is released, recalled or swapped until the weeks are closed: whoever is there now is everybody.
        placings_lock(tx).await?;
        let this_week = Week::of(now.date_naive());
        let (touched, begun) = touched_in(tx, team, (from, to), this_week).await?;
        let subjects: BTreeSet<Subject> = touched.iter().map(|row| row.subject).collect();
        // Before the weeks, as a release takes them too.
        for subject in &subjects {
            make_way(tx, *subject).await?;
        }
        let said = team_weeks(tx, team, from, to).await?;
        for week in from.run(u32::try_from(from.until(to)).unwrap_or(0)) {
            let row = said.iter().find(|row| row.week == week);
            let offer = Offer {
                blackout: Some(reason.to_owned()),
                ..row.map(|row| row.offer.clone()).unwrap_or_default()
            };
            offer_set(tx, team, week, &offer, row.and_then(|row| row.changed_at), Some(by), now)
                .await?;
        }
        let detail =
            json!({ "from": from, "to": to, "touched": touched.len(), "begun": begun.len() });
        let about = format!("team:{team}");
        audit_append(tx, now, &actor(Some(by)), "hosting-withdrawn", &about, &detail).await?;
        let mut runs = Vec::with_capacity(subjects.len());
        for subject in subjects {
            runs.push(begin(env, tx, subject, by).await?);
        }
        Ok(Withdrawal { runs, touched: touched.len(), begun: begun.len() })
    })
}
