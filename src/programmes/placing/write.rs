//! What the verbs of placements write alike: introductions and ties; what they lock first; and which letters are overtaken.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::id::{PersonId, PlacementId, TeamId};
use crate::domain::tie::{Tie, TieSource, TieState, pair};
use crate::domain::week::Week;
use crate::programmes::round::RoundError;
use crate::store::Tx;
use crate::store::order::team_weeks_lock;
use crate::store::outbox::{NewNotice, notices_overtake_placement};
use crate::store::placement::Placement;
use crate::store::tie::{tie_get, ties_put};

/// Sets down that a plan brings guest and host together.
pub(super) async fn introduce(
    tx: &mut Tx,
    guest: PersonId,
    host: PersonId,
    source: TieSource,
    now: DateTime<Utc>,
) -> Result<(), RoundError> {
    let Some((a, b)) = pair(guest, host) else { return Ok(()) };
    let there = tie_get(tx, (a, b), source).await?;
    let tie = Tie {
        introduced_on: Some(now.date_naive()),
        ..there.unwrap_or(Tie {
            a_id: a,
            b_id: b,
            source,
            introduced_on: None,
            first_on: None,
            last_on: None,
            times: 0,
            state: TieState::Introduced,
        })
    };
    ties_put(tx, &[tie], now).await?;
    Ok(())
}

/// Sets down that a guest has met people, once for each stay.
pub(super) async fn meet(
    tx: &mut Tx,
    guest: PersonId,
    met: &[PersonId],
    source: TieSource,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), RoundError> {
    let mut ties = Vec::new();
    for other in met {
        let Some((a, b)) = pair(guest, *other) else { continue };
        let there = tie_get(tx, (a, b), source).await?;
        ties.push(Tie {
            a_id: a,
            b_id: b,
            source,
            introduced_on: there.as_ref().and_then(|tie| tie.introduced_on),
            first_on: there.as_ref().and_then(|tie| tie.first_on).or(Some(day)),
            last_on: Some(day),
            times: there.as_ref().map_or(0, |tie| tie.times) + 1,
            state: TieState::Met,
        });
    }
    ties_put(tx, &ties, now).await?;
    Ok(())
}

/// Withdraws the letters that wait and that one of these overtakes: an older one to the same reader about the same
/// placement. A letter about several placements overtakes nothing and is not overtaken, as it has news of others too.
pub(super) async fn overtake(tx: &mut Tx, notices: &[NewNotice]) -> Result<(), RoundError> {
    for notice in notices {
        let mut words = notice.dedup_key.split(':').skip(2);
        let about = words.next().and_then(|id| id.parse::<PlacementId>().ok());
        // What is told of for the first time comes after nothing.
        let first = words.next().is_none_or(|sequence| sequence == "0");
        if let (Some(reader), Some(about), false) = (notice.recipient_id, about, first) {
            notices_overtake_placement(tx, reader, about).await?;
        }
    }
    Ok(())
}

/// Locks every week that placements take or give back, of host teams and of home teams.
pub(super) async fn lock_weeks<'a>(
    tx: &mut Tx,
    rows: impl Iterator<Item = &'a Placement>,
) -> Result<(), RoundError> {
    let mut weeks: BTreeSet<(TeamId, Week)> = BTreeSet::new();
    for row in rows {
        for week in row.from_on.run(u32::try_from(row.from_on.until(row.to_on)).unwrap_or(0)) {
            weeks.insert((row.team_id, week));
            if row.subject.call().is_some() {
                weeks.insert((row.home_team_id, week));
            }
        }
    }
    Ok(team_weeks_lock(tx, &weeks).await?)
}
