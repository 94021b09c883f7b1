//! What HR asks for: that two teams which hardly know each other meet more, and that two divisions do.

use chrono::Days;

use super::scenes::Stage;
use super::{id_of, story};
use crate::programmes::targets::{self, NewTarget};

/// A target of the story.
pub struct Wish {
    groups: (&'static str, &'static str),
    share_percent: u32,
    /// How long it holds.
    days: u64,
}

/// Two teams, too small to be told apart in figures.
pub const TEAMS: Wish = Wish { groups: story::TO_MEET, share_percent: 50, days: 120 };
/// Two divisions, of which closed quarters show what became of it.
pub const DIVISIONS: Wish = Wish { groups: story::TO_MEET_BROADLY, share_percent: 25, days: 364 };

/// Sets a target, once: a story that was cut short finds it there.
pub async fn set(stage: &Stage<'_>, wish: &Wish) -> anyhow::Result<()> {
    let env = stage.env;
    let now = env.clock.now();
    let today = now.with_timezone(&env.site.zone).date_naive();
    let (one, other) = wish.groups;
    let name = format!("{one} meets {other}");
    let mut tx = env.db.read().await?;
    let known = targets::list(&mut tx, today).await?;
    drop(tx);
    if known.iter().any(|known| known.target.name == name) {
        return Ok(());
    }
    let new = NewTarget {
        name,
        a: vec![stage.team(one).await?],
        b: vec![stage.team(other).await?],
        share_percent: wish.share_percent,
        from_on: today,
        ends_on: today.checked_add_days(Days::new(wish.days)).unwrap_or(today),
    };
    let by = id_of(env, story::HR).await?;
    Ok(targets::set(env, env.ids.next(now), &new, today, by).await?)
}
