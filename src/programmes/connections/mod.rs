//! Figures about the organisation: each quarter is published once when it is over, and never again. Pages, files
//! and answers to programs are made from [`published`], [`latest`] and [`all`], and nothing else.

mod gates;
mod gather;
mod measured;
mod shelf;
mod threshold;

use chrono::{DateTime, Days, NaiveTime, TimeZone as _, Utc};
use serde_json::json;

use super::Env;
use crate::domain::quarter::Quarter;
use crate::graph::disclose::publication::{Dimension, Level, Subject};
use crate::graph::disclose::rules::{Look, r11_open};
use crate::graph::disclose::{Closed, Facts, Publication, Rules, TooFew, publish};
use crate::store::StoreError;
use crate::store::audit::audit_append;
use crate::store::publication::{
    Looks, NewLook, Published, look_add, looks_since, publication_add, publication_newest,
    publications_shown, publications_with_ledgers,
};
pub use shelf::{
    first_publication_on, has_looked, looks_by_month, note_look, published, published_up_to,
    quarters,
};
pub use threshold::{K_MOST, Threshold, k_in_force, raise_k, threshold};

/// Days after a quarter's end in which meetings may still be confirmed. What is said later counts for the next quarter's
/// figures, which look back a year: a closed quarter is never published anew.
pub const GRACE_DAYS: u64 = 14;

/// What can go wrong with publishing.
#[derive(Debug, thiserror::Error)]
pub enum ConnectionsError {
    /// The database's.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Somebody asked for fewer people behind a figure than the floor.
    #[error(transparent)]
    TooFew(#[from] TooFew),
    /// Somebody asked for no more people than are asked for already.
    #[error("{asked} people are asked for, and {now} are in force: the number can only be raised")]
    NotMore {
        /// How many.
        asked: u32,
        /// How many are in force.
        now: u32,
    },
    /// Somebody asked for more people than [`K_MOST`].
    #[error("{0} people behind a figure would leave nothing to see")]
    TooMany(u32),
    /// A kept publication cannot be read.
    #[error("the publication of {period} cannot be read")]
    Unreadable {
        /// Which, as far as it is known.
        period: String,
        /// Why.
        source: serde_json::Error,
    },
    /// The work was ended from outside.
    #[error("publishing was interrupted")]
    Interrupted(#[source] tokio::task::JoinError),
}

/// The latest quarter that is over, its days of grace too.
fn due(env: &Env) -> Quarter {
    let today = env.clock.now().with_timezone(&env.site.zone).date_naive();
    let last = Quarter::of(today).previous();
    match last.after_on().checked_add_days(Days::new(GRACE_DAYS)) {
        Some(ready) if ready <= today => last,
        _ => last.previous(),
    }
}

/// The instant at which a quarter is over, in the organisation's zone.
fn end_of(env: &Env, quarter: Quarter) -> DateTime<Utc> {
    start(env, quarter.after_on())
}

fn start(env: &Env, day: chrono::NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    env.site
        .zone
        .from_local_datetime(&midnight)
        .earliest()
        .map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}

/// Since when the latest closed quarter is due and not published. `None`: it is published, or there is nothing to
/// publish, because nobody was in the directory before its end.
pub async fn late_since(env: &Env) -> Result<Option<DateTime<Utc>>, StoreError> {
    let quarter = due(env);
    let mut tx = env.db.read().await?;
    if publication_newest(&mut tx).await?.is_some_and(|newest| newest >= quarter) {
        return Ok(None);
    }
    let end = end_of(env, quarter);
    let there = crate::store::connections::directory_began_before(&mut tx, end).await?;
    Ok(there.then(|| end + chrono::TimeDelta::days(i64::try_from(GRACE_DAYS).unwrap_or(0))))
}

/// Publishes the latest closed quarter, if that was not done. Two replicas may do the work at once; one row is kept.
/// Quarters from before anybody was in the directory are passed over, and so are quarters before a published one.
///
/// Returns the quarter that was published by this call.
/// Cost: a read of one row when nothing is due; otherwise all facts, and seconds of computing on a thread of its own.
pub async fn publish_due(env: &Env) -> Result<Option<Quarter>, ConnectionsError> {
    let quarter = due(env);
    let mut tx = env.db.read().await?;
    if publication_newest(&mut tx).await?.is_some_and(|newest| newest >= quarter) {
        return Ok(None);
    }
    drop(tx);
    let mut tx = env.db.snapshot().await?;
    let k = k_in_force(&mut tx).await?;
    let kept = publications_with_ledgers(&mut tx).await?;
    let Some((mut facts, sources)) = gather::facts(env, &mut tx, quarter).await? else {
        return Ok(None);
    };
    tx.commit().await?;
    let rules = Rules::new(k)?;
    let made = tokio::task::spawn_blocking(move || -> Result<_, ConnectionsError> {
        let mut earlier = Vec::new();
        for (body, ledger) in &kept {
            earlier.push(Closed { facts: read::<Facts>(ledger)?, publication: shown(body)? });
        }
        facts.measures = sources.measures(&facts);
        let publication = publish(&facts, &earlier, rules);
        Ok((written(&publication)?, written(&facts)?, publication))
    });
    let (body, ledger, publication) = made.await.map_err(ConnectionsError::Interrupted)??;
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let new = Published {
        period: quarter,
        level: level_of(&publication).as_str().to_owned(),
        engine: publication.engine,
        k: publication.k,
        body,
        ledger,
        made_at: now,
    };
    let first = publication_add(&mut tx, &new).await?;
    if first {
        let subject = format!("quarter:{quarter}");
        let detail = json!({ "k": new.k, "engine": new.engine });
        audit_append(&mut tx, now, "system", "quarter-published", &subject, &detail).await?;
    }
    tx.commit().await?;
    Ok(first.then_some(quarter))
}

fn level_of(publication: &Publication) -> Level {
    publication
        .tables
        .iter()
        .find(|table| table.subject == Subject::Ties && table.dimension == Dimension::Unit)
        .map_or(Level::Whole, |table| table.level)
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, ConnectionsError> {
    serde_json::from_str(text)
        .map_err(|source| ConnectionsError::Unreadable { period: "a quarter".to_owned(), source })
}

fn shown(body: &str) -> Result<Publication, ConnectionsError> {
    read(body)
}

fn written<T: serde::Serialize>(value: &T) -> Result<String, ConnectionsError> {
    serde_json::to_string(value)
        .map_err(|source| ConnectionsError::Unreadable { period: "a quarter".to_owned(), source })
}

/// All published quarters, the newest first, opened by somebody in a role to look at something: that is logged before
/// anything is given out.
pub async fn all(env: &Env, look: Look) -> Result<Vec<Publication>, ConnectionsError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let kept = publications_shown(&mut tx, 40).await?;
    let mut publications = Vec::new();
    for (_, body) in &kept {
        publications.push(shown(body)?);
    }
    if let Some(newest) = publications.first() {
        let opened = r11_open(newest, look);
        let line = opened.look();
        let period = Some(newest.period);
        let look = NewLook {
            viewer: None,
            role: &line.role,
            what: &line.what,
            period,
            on: shelf::today(env),
            at: now,
        };
        look_add(&mut tx, env.ids.next(now), &look).await?;
    }
    tx.commit().await?;
    Ok(publications)
}

/// The newest published quarter, opened in the same way.
pub async fn latest(env: &Env, look: Look) -> Result<Option<Publication>, ConnectionsError> {
    Ok(all(env, look).await?.into_iter().next())
}

/// Who looked at what since an instant, by role: for everybody.
pub async fn looks(env: &Env, since: DateTime<Utc>) -> Result<Vec<Looks>, ConnectionsError> {
    let mut tx = env.db.read().await?;
    Ok(looks_since(&mut tx, since).await?)
}
