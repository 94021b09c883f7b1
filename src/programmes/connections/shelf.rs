//! Published quarters as pages ask for them, and the notes of who looked (rule R11).

use chrono::{Days, NaiveDate};

use super::{ConnectionsError, GRACE_DAYS, shown};
use crate::domain::access::Role;
use crate::domain::id::PersonId;
use crate::domain::quarter::Quarter;
use crate::domain::retention::{Kept, term};
use crate::graph::disclose::Publication;
use crate::programmes::Env;
use crate::store::publication::{
    self, MonthLooks, NewLook, look_add, look_exists, publication_periods, publications_up_to,
};

/// Quarters before the one shown that a page looks back on: three years.
const LOOK_BACK: usize = 13;
/// Today, in the organisation's zone.
pub(super) fn today(env: &Env) -> NaiveDate {
    env.clock.now().with_timezone(&env.site.zone).date_naive()
}

/// The published quarters, the newest first.
pub async fn quarters(env: &Env) -> Result<Vec<Quarter>, ConnectionsError> {
    let mut tx = env.db.read().await?;
    Ok(publication_periods(&mut tx).await?)
}

/// The day on which the running quarter will be published.
pub fn first_publication_on(env: &Env) -> NaiveDate {
    published_on(Quarter::of(today(env)))
}

/// The day on which a quarter is published.
pub(super) fn published_on(quarter: Quarter) -> NaiveDate {
    let ends = quarter.after_on();
    ends.checked_add_days(Days::new(GRACE_DAYS)).unwrap_or(ends)
}

/// The publication of a quarter.
pub async fn published(
    env: &Env,
    quarter: Quarter,
) -> Result<Option<Publication>, ConnectionsError> {
    let mut all = up_to(env, quarter, 1).await?;
    Ok(all.pop().filter(|one| one.period == quarter))
}

/// The publication of a quarter and those of the three years before, the oldest first.
pub async fn published_up_to(
    env: &Env,
    quarter: Quarter,
) -> Result<Vec<Publication>, ConnectionsError> {
    up_to(env, quarter, LOOK_BACK).await
}

async fn up_to(
    env: &Env,
    quarter: Quarter,
    most: usize,
) -> Result<Vec<Publication>, ConnectionsError> {
    let mut tx = env.db.read().await?;
    let bodies = publications_up_to(&mut tx, quarter, most).await?;
    drop(tx);
    bodies.iter().rev().map(|body| shown(body)).collect()
}

/// Notes that somebody looks, in a role, at a sheet of a quarter, or takes a file of it along.
pub async fn note_look(
    env: &Env,
    (viewer, role): (PersonId, Role),
    what: &str,
    quarter: Quarter,
) -> Result<(), ConnectionsError> {
    let now = env.clock.now();
    let look = NewLook {
        viewer: Some(viewer),
        role: role.as_str(),
        what,
        period: Some(quarter),
        on: today(env),
        at: now,
    };
    let mut tx = env.db.write().await?;
    look_add(&mut tx, env.ids.next(now), &look).await?;
    Ok(tx.commit().await?)
}

/// Has somebody's look at a sheet of a quarter been noted today?
pub async fn has_looked(
    env: &Env,
    viewer: PersonId,
    what: &str,
    quarter: Quarter,
) -> Result<bool, ConnectionsError> {
    let mut tx = env.db.read().await?;
    Ok(look_exists(&mut tx, viewer, what, quarter, today(env)).await?)
}

/// Who looked at what, by month, the latest first: how often, never who.
pub async fn looks_by_month(env: &Env) -> Result<Vec<MonthLooks>, ConnectionsError> {
    let today = today(env);
    let since = today - term(Kept::Views);
    let mut tx = env.db.read().await?;
    Ok(publication::looks_by_month(&mut tx, since).await?)
}
