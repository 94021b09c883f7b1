//! What HR asks for: that two teams which hardly know each other meet more.

use chrono::Days;

use super::scenes::Stage;
use super::{id_of, story};
use crate::programmes::targets::{self, NewTarget};

/// How long it holds.
const DAYS: u64 = 120;

/// Sets the target, once: a story that was cut short finds it there.
pub async fn set(stage: &Stage<'_>) -> anyhow::Result<()> {
    let env = stage.env;
    let now = env.clock.now();
    let today = now.with_timezone(&env.site.zone).date_naive();
    let mut tx = env.db.read().await?;
    let known = targets::list(&mut tx, today).await?;
    drop(tx);
    if !known.is_empty() {
        return Ok(());
    }
    let (one, other) = story::TO_MEET;
    let new = NewTarget {
        name: format!("{one} meets {other}"),
        a: vec![stage.team(one).await?],
        b: vec![stage.team(other).await?],
        share_percent: 50,
        from_on: today,
        ends_on: today.checked_add_days(Days::new(DAYS)).unwrap_or(today),
    };
    let by = id_of(env, story::HR).await?;
    Ok(targets::set(env, env.ids.next(now), &new, today, by).await?)
}
