//! Why a plan moves or ends what was real: in words that its people understand.

use crate::mail::message::Because;
use crate::programmes::round::RoundError;
use crate::store::Tx;
use crate::store::capacity::team_weeks;
use crate::store::placement::Placement;
use crate::store::team::team_get;

use super::release::Changes;

/// Why each placement that a plan moves or ends does not stay, as far as it can be said: its host team or home team has
/// closed a week of it; it was moved by hand; or the plan was made anew around something else.
///
/// Shape: those moved, then those ended, each in the order of `changes`.
pub(super) async fn reasons(
    tx: &mut Tx,
    changes: &Changes,
) -> Result<(Vec<Because>, Vec<Because>), RoundError> {
    let mut moved = Vec::with_capacity(changes.moved.len());
    for (was, is, _) in &changes.moved {
        moved.push(match closed(tx, was).await? {
            Some(why) => why,
            None if is.locked => Because::ByHand,
            None => Because::Replanned,
        });
    }
    let mut ended = Vec::with_capacity(changes.ended.len());
    for row in &changes.ended {
        ended.push(closed(tx, row).await?.unwrap_or(Because::Replanned));
    }
    Ok((moved, ended))
}

/// The first week of a placement that its host team has closed, or its home team.
async fn closed(tx: &mut Tx, row: &Placement) -> Result<Option<Because>, RoundError> {
    let home = row.subject.call().map(|_| row.home_team_id);
    for id in [Some(row.team_id), home].into_iter().flatten() {
        let weeks = team_weeks(tx, id, row.from_on, row.to_on).await?;
        let Some(dark) = weeks.iter().find(|week| week.offer.blackout.is_some()) else { continue };
        let team = team_get(tx, id).await?.map(|team| team.name).unwrap_or_default();
        let week = dark.week.monday();
        return Ok(Some(if id == row.team_id {
            Because::CannotHost { team, week }
        } else {
            Because::CannotLend { team, week }
        }));
    }
    Ok(None)
}
