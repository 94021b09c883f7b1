//! What became of a target: ties between its two groups quarter by quarter, and the rounds in which it counted.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone as _, Utc};

use super::Env;
use super::ties::{BeforeAndNow, Tally, before_and_now, course};
use crate::domain::quarter::Quarter;
use crate::domain::target::counts_in;
use crate::programmes::connections::{ConnectionsError, published_up_to, quarters};
use crate::store::StoreError;
use crate::store::target::{Target, rounds_between};
use crate::store::team::teams_all;

/// What the published quarters say of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The two ends.
    pub ends: BeforeAndNow,
    /// Every published quarter of the last three years, the oldest first.
    pub course: Vec<(Quarter, Tally)>,
    /// How many people stand behind a figure at least, in the newest of them.
    pub k: u32,
}

/// The rounds of a target's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// Coffee rounds that were released.
    pub all: usize,
    /// Those in whose turn the target was to count.
    pub counted: usize,
}

/// The effect of a target up to a published quarter; none is published of that name: no course.
///
/// Cost: reads up to thirteen publications.
pub async fn effect(
    env: &Env,
    target: &Target,
    newest: Quarter,
) -> Result<Effect, ConnectionsError> {
    let publications = published_up_to(env, newest).await?;
    let mut tx = env.db.read().await?;
    let teams = teams_all(&mut tx).await?;
    drop(tx);
    let course = course(&publications, target, &teams);
    let k = publications.last().map_or(0, |newest| newest.k);
    Ok(Effect { ends: before_and_now(&course, target), course, k })
}

/// The newest quarter there are figures of.
pub async fn newest_quarter(env: &Env) -> Result<Option<Quarter>, ConnectionsError> {
    Ok(quarters(env).await?.first().copied())
}

/// In how many released rounds since its first day the target was to count. That follows from the rounds' numbers and the
/// share alone: nothing of what anybody did is in it.
pub async fn rounds(env: &Env, target: &Target) -> Result<Rounds, StoreError> {
    let from = start(env, target.from_on);
    let last = target.ends_on.checked_add_days(Days::new(1)).unwrap_or(target.ends_on);
    let until = target.withdrawn_at.unwrap_or(DateTime::<Utc>::MAX_UTC).min(start(env, last));
    let mut tx = env.db.read().await?;
    let numbers = rounds_between(&mut tx, from, until).await?;
    let counts = |number: &&u32| counts_in(**number, target.share_percent);
    Ok(Rounds { all: numbers.len(), counted: numbers.iter().filter(counts).count() })
}

fn start(env: &Env, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let local = env.site.zone.from_local_datetime(&midnight).earliest();
    local.map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}
