//! The kill switch: one setting that keeps every notice in the outbox, but for sign-in.

use serde_json::json;

use super::Env;
use crate::domain::id::PersonId;
use crate::domain::plan::NoticeState;
use crate::store::StoreError;
use crate::store::audit::audit_append;
use crate::store::outbox::{Sending, sending_get, sending_set};
use crate::store::outbox_view::notices_count;
use crate::whole;

/// The kill switch as it stands.
pub async fn state(env: &Env) -> Result<Sending, StoreError> {
    let mut tx = env.db.read().await?;
    sending_get(&mut tx).await
}

/// Stops all sending. What a worker has in hand is finished. `false`: it was stopped already.
pub async fn pause(env: &Env, by: Option<PersonId>) -> Result<bool, StoreError> {
    set(env, true, by).await
}

/// Starts sending again; what waited goes out. `false`: it was not stopped.
pub async fn resume(env: &Env, by: Option<PersonId>) -> Result<bool, StoreError> {
    set(env, false, by).await
}

async fn set(env: &Env, paused: bool, by: Option<PersonId>) -> Result<bool, StoreError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        if sending_get(tx).await?.paused == paused {
            return Ok(false);
        }
        sending_set(tx, paused, by, now).await?;
        let actor = by.map_or_else(|| "system".to_owned(), |by| format!("person:{by}"));
        let action = if paused { "sending.paused" } else { "sending.resumed" };
        audit_append(tx, now, &actor, action, "sending", &json!({})).await?;
        Ok::<_, StoreError>(true)
    })
}

/// How many notices are in each state.
pub async fn counts(env: &Env) -> Result<Vec<(NoticeState, usize)>, StoreError> {
    let mut tx = env.db.read().await?;
    notices_count(&mut tx, None).await
}
