//! How many people stand behind a figure: the compiled floor, or more where somebody asked for more. Never fewer again.

use chrono::NaiveDate;
use serde_json::json;

use super::shelf::{first_publication_on, published_on, published_up_to, quarters, today};
use super::{ConnectionsError, end_of};
use crate::domain::id::PersonId;
use crate::domain::quarter::Quarter;
use crate::graph::disclose::{K_FLOOR, Rules};
use crate::programmes::Env;
use crate::store::audit::audit_append;
use crate::store::connections::listed_before;
use crate::store::setting::{setting_get, setting_set};
use crate::store::{StoreError, Tx};

/// The setting that asks for more people behind a figure than the compiled floor.
const K_SETTING: &str = "disclosure-k";

/// The most people that can be asked for. It cannot be taken back, and above this hardly an organisation would see
/// anything.
pub const K_MOST: u32 = 50;

/// What holds, and what was published with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// How many people stand behind each figure of the quarters to come.
    pub now: u32,
    /// The latest published quarters and their numbers, the newest first.
    pub quarters: Vec<(Quarter, u32)>,
    /// When the next one will be published.
    pub next_on: NaiveDate,
}

/// How many people stand behind each figure of the quarters to come.
pub async fn k_in_force(tx: &mut Tx) -> Result<u32, StoreError> {
    Ok(setting_get(tx, K_SETTING).await?.unwrap_or(K_FLOOR).max(K_FLOOR))
}

/// What holds, for the page about it.
pub async fn threshold(env: &Env) -> Result<Threshold, ConnectionsError> {
    let mut tx = env.db.read().await?;
    let now = k_in_force(&mut tx).await?;
    // In a quarter's days of grace the one before it is still to come, if anybody was here then.
    let waits = Quarter::of(today(env)).previous();
    let was_there = today(env) < published_on(waits)
        && !listed_before(&mut tx, end_of(env, waits)).await?.is_empty();
    drop(tx);
    let newest = quarters(env).await?.first().copied();
    let mut all = match newest {
        Some(newest) => published_up_to(env, newest).await?,
        None => Vec::new(),
    };
    all.reverse();
    let waiting = newest.map_or(was_there, |newest| newest < waits);
    let next_on = if waiting { published_on(waits) } else { first_publication_on(env) };
    let quarters = all.into_iter().map(|one| (one.period, one.k)).collect();
    Ok(Threshold { now, quarters, next_on })
}

/// Asks for more people behind the figures of quarters to come; published ones stay as they are.
///
/// Errors: [`ConnectionsError::TooFew`] below the compiled floor, [`ConnectionsError::NotMore`] at or below what is in
/// force, [`ConnectionsError::TooMany`] above [`K_MOST`].
pub async fn raise_k(env: &Env, k: u32, by: Option<PersonId>) -> Result<(), ConnectionsError> {
    let k = Rules::new(k)?.k();
    if k > K_MOST {
        return Err(ConnectionsError::TooMany(k));
    }
    let at = env.clock.now();
    let mut tx = env.db.write().await?;
    let now = k_in_force(&mut tx).await?;
    if k <= now {
        return Err(ConnectionsError::NotMore { asked: k, now });
    }
    setting_set(&mut tx, K_SETTING, &k, at).await?;
    let actor = by.map_or_else(|| "system".to_owned(), |by| format!("person:{by}"));
    let detail = json!({ "from": now, "to": k });
    audit_append(&mut tx, at, &actor, "disclosure-raised", "settings", &detail).await?;
    Ok(tx.commit().await?)
}
