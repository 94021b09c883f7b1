//! What a team offers: weeks filled in together, black-outs, "as in the 13 weeks before"; and what stands against it.
//!
//! [`changes`] says what a change would come to, [`conflicts`] what stands against it, [`save`] makes it real in one
//! transaction, if nobody changed the weeks since they were shown.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::domain::capacity::{Offer, Taken, Use};
use crate::domain::id::{PersonId, TeamId};
use crate::domain::week::Week;
use crate::programmes::Env;
use crate::programmes::round::actor;
use crate::store::audit::audit_append;
use crate::store::capacity::{
    Taking, TeamWeek, offer_set, request_answers_in, takings_of_team, team_weeks,
};
use crate::store::{StoreError, Tx};

/// Weeks of a quarter: what "as last quarter" looks back.
pub const QUARTER: u32 = 13;
/// The most weeks that are filled in together.
pub const MOST_WEEKS: u32 = 53;
/// The most places of one kind in a week.
pub const MOST_PLACES: u32 = 500;
/// The most hours of a team in a week.
pub const MOST_HOURS: u32 = 10_000;
/// The longest reason of a black-out, in characters.
pub const LONGEST_REASON: usize = 120;

/// Weeks in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub from: Week,
    /// How many.
    pub weeks: u32,
}

impl Span {
    /// The week after the last.
    pub fn to(self) -> Week {
        self.from.plus(self.weeks)
    }

    /// The last week.
    pub fn last(self) -> Week {
        self.from.plus(self.weeks.saturating_sub(1))
    }
}

/// What is to be written down for every week of a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Places, hours and reserve; black-outs stay. The offer's own black-out is not looked at.
    Places(Offer),
    /// A black-out with this reason; the numbers stay for the day it is lifted.
    Blackout(String),
    /// No black-out any more.
    Lift,
    /// Each week as the one 13 weeks before it, black-outs included; weeks with no word 13 weeks before stay as they are.
    AsBefore,
    /// No guests and nobody away; hours, reserve and black-outs stay.
    Nothing,
}

impl Change {
    fn word(&self) -> &'static str {
        match self {
            Self::Places(_) => "places",
            Self::Blackout(_) => "blackout",
            Self::Lift => "lift",
            Self::AsBefore => "as-before",
            Self::Nothing => "nothing",
        }
    }
}

/// A week as it is, and as it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekChange {
    /// Which week.
    pub week: Week,
    /// What is offered now; the default when the team said nothing.
    pub before: Offer,
    /// What is taken.
    pub taken: Taken,
    /// When the team last said so.
    pub said_at: Option<DateTime<Utc>>,
    /// What would be offered.
    pub after: Offer,
}

/// What a change comes to: the weeks that it writes, in order. A week that would stay as it is counts only when the team
/// said nothing about it so far.
pub async fn changes(
    tx: &mut Tx,
    team: TeamId,
    span: Span,
    change: &Change,
) -> Result<Vec<WeekChange>, StoreError> {
    let from = if *change == Change::AsBefore { span.from.minus(QUARTER) } else { span.from };
    let rows: BTreeMap<Week, TeamWeek> = team_weeks(tx, team, from, span.to())
        .await?
        .into_iter()
        .map(|row| (row.week, row))
        .collect();
    let mut copied: BTreeMap<Week, Offer> = BTreeMap::new();
    let mut planned = Vec::new();
    for week in span.from.run(span.weeks) {
        let row = rows.get(&week);
        let before = row.map(|row| row.offer.clone()).unwrap_or_default();
        let said_at = row.and_then(|row| row.changed_at);
        let after = match change {
            Change::Places(offer) => Offer { blackout: before.blackout.clone(), ..offer.clone() },
            Change::Blackout(reason) => Offer { blackout: Some(reason.clone()), ..before.clone() },
            Change::Lift => Offer { blackout: None, ..before.clone() },
            Change::Nothing => Offer { bootcamp: 0, rotation: 0, lend: 0, ..before.clone() },
            Change::AsBefore => {
                let source = week.minus(QUARTER);
                let there = copied.get(&source).cloned().or_else(|| {
                    rows.get(&source)
                        .filter(|row| row.changed_at.is_some())
                        .map(|row| row.offer.clone())
                });
                let Some(there) = there else { continue };
                copied.insert(week, there.clone());
                there
            }
        };
        let says_something = match change {
            Change::Lift => before != after,
            _ => before != after || said_at.is_none(),
        };
        if says_something {
            let taken = row.map(|row| row.taken).unwrap_or_default();
            planned.push(WeekChange { week, before, taken, said_at, after });
        }
    }
    Ok(planned)
}

/// A week in which more is taken than would be offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which week.
    pub week: Week,
    /// What there is too little of; [`Use::Coffee`]: time.
    pub what: Use,
    /// What would be offered: people, or minutes.
    pub offered: u32,
    /// What is taken: people, or minutes.
    pub taken: u32,
    /// Who takes it.
    pub takers: Vec<Taking>,
}

/// What there is too little of in a week, if anything.
fn too_little(change: &WeekChange) -> Option<(Use, u32, u32)> {
    let WeekChange { after, taken, .. } = change;
    let minutes = after.minutes.unwrap_or(u32::MAX);
    [
        (Use::Bootcamp, after.bootcamp, taken.bootcamp),
        (Use::Rotation, after.rotation, taken.rotation),
        (Use::Lend, after.lend, taken.lend),
        (Use::Coffee, minutes, taken.minutes),
    ]
    .into_iter()
    .find(|(_, offered, taken)| taken > offered)
}

/// Does the change leave room for what is taken?
pub(super) fn fits(change: &WeekChange) -> bool {
    too_little(change).is_none()
}

/// The weeks in which more is taken than a change would offer, and by whom.
pub async fn conflicts(
    tx: &mut Tx,
    team: TeamId,
    changes: &[WeekChange],
) -> Result<Vec<Conflict>, StoreError> {
    let short: Vec<(Week, (Use, u32, u32))> =
        changes.iter().filter_map(|change| Some((change.week, too_little(change)?))).collect();
    let (Some((first, _)), Some((last, _))) = (short.first(), short.last()) else {
        return Ok(Vec::new());
    };
    let takings = takings_of_team(tx, team, *first, last.plus(1)).await?;
    Ok(short
        .into_iter()
        .map(|(week, (what, offered, taken))| Conflict {
            week,
            what,
            offered,
            taken,
            takers: takings
                .iter()
                .filter(|taking| {
                    taking.week == week
                        && if what == Use::Coffee {
                            taking.minutes > 0
                        } else {
                            taking.what == what
                        }
                })
                .cloned()
                .collect(),
        })
        .collect())
}

/// Why an offer was not saved.
#[derive(Debug, thiserror::Error)]
pub enum OfferError {
    /// More is taken than would be offered.
    #[error("more is taken than would be offered in {} weeks", .0.len())]
    TooLittle(Vec<Conflict>),
    /// Somebody changed the weeks since they were shown.
    #[error("the weeks were changed meanwhile")]
    Stale,
    /// Weeks that are over stay as they were.
    #[error("weeks that are over are not changed any more")]
    Past,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for OfferError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { .. } => Self::Stale,
            other => Self::Store(other),
        }
    }
}

/// What a form carries to find out whether somebody changed the weeks since they were shown: how many of them the team
/// has spoken about, and when last.
pub async fn seen(tx: &mut Tx, team: TeamId, span: Span) -> Result<String, StoreError> {
    let rows = team_weeks(tx, team, span.from, span.to()).await?;
    let said: Vec<i64> =
        rows.iter().filter_map(|row| row.changed_at).map(|at| at.timestamp_micros()).collect();
    Ok(format!("{}-{}", said.len(), said.iter().max().copied().unwrap_or(0)))
}

/// The week that an instant lies in, as the organisation's own zone has it.
pub fn this_week(env: &Env) -> Week {
    Week::of(env.clock.now().with_timezone(&env.site.zone).date_naive())
}

/// Writes a change down for every week of a span, or for none. Returns how many weeks were written; none when they were
/// so already.
///
/// Errors: [`OfferError`]; then nothing was written.
pub async fn save(
    env: &Env,
    team: TeamId,
    span: Span,
    change: &Change,
    seen_before: &str,
    by: PersonId,
) -> Result<usize, OfferError> {
    if span.from < this_week(env) {
        return Err(OfferError::Past);
    }
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let planned = changes(&mut tx, team, span, change).await?;
    if planned.is_empty() {
        return Ok(0);
    }
    if seen(&mut tx, team, span).await? != seen_before {
        return Err(OfferError::Stale);
    }
    let conflicts = conflicts(&mut tx, team, &planned).await?;
    if !conflicts.is_empty() {
        return Err(OfferError::TooLittle(conflicts));
    }
    write(&mut tx, team, &planned, by, now).await?;
    request_answers_in(&mut tx, team, span.from, span.to(), now).await?;
    let detail = json!({
        "change": change.word(), "from": span.from, "weeks": span.weeks, "written": planned.len(),
    });
    let subject = format!("team:{team}");
    audit_append(&mut tx, now, &actor(Some(by)), "capacity-offered", &subject, &detail).await?;
    tx.commit().await?;
    Ok(planned.len())
}

/// Writes weeks as planned.
pub(super) async fn write(
    tx: &mut Tx,
    team: TeamId,
    planned: &[WeekChange],
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for change in planned {
        offer_set(tx, team, change.week, &change.after, change.said_at, Some(by), now).await?;
    }
    Ok(())
}
