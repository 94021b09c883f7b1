//! Sessions: started by a sign-in, alive while used, ended by their owner.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use sha2::{Digest, Sha256};

use super::Env;
use crate::domain::id::PersonId;
use crate::store::StoreError;
use crate::store::session::{
    Session, SessionHash, SessionOwner, session_add, session_end, session_list, session_owner,
    session_revoke, session_revoke_others, session_touch,
};

/// A session ends after this time, however much it is used.
pub const LASTS: TimeDelta = TimeDelta::days(14);
/// A session ends when it was not used for this long.
pub const IDLE: TimeDelta = TimeDelta::hours(12);
/// Use is noted this often at most, so that reading pages hardly writes.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(5);

/// The key of the session with this id; `None` for what was never an id.
pub fn hash_of(id: &str) -> Option<SessionHash> {
    let plausible =
        id.len() == 43 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    plausible.then(|| Sha256::digest(id.as_bytes()).into())
}

/// Who owns the session, if it is alive. Notes the use now and then; nothing else changes.
pub async fn owner(env: &Env, hash: &SessionHash) -> Result<Option<SessionOwner>, StoreError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    let owner = session_owner(&mut tx, hash, now, now - IDLE).await?;
    drop(tx);
    if owner.as_ref().is_some_and(|owner| now - owner.seen_at >= NOTED_EVERY) {
        let mut tx = env.db.write().await?;
        session_touch(&mut tx, hash, now).await?;
        tx.commit().await?;
    }
    Ok(owner)
}

/// Starts a session inside the transaction that proves who it is for, and ends the one the browser had.
///
/// Returns the id for the cookie; it is kept nowhere.
pub async fn start(
    env: &Env,
    tx: &mut crate::store::Tx,
    person: PersonId,
    agent: &str,
    before: Option<&SessionHash>,
) -> Result<String, StoreError> {
    let now = env.clock.now();
    let mut bytes = [0; 32];
    env.ids.fill(&mut bytes);
    let id = URL_SAFE_NO_PAD.encode(bytes);
    if let Some(before) = before {
        session_end(tx, before, now).await?;
    }
    let session = Session {
        hash: Sha256::digest(id.as_bytes()).into(),
        agent: agent.to_owned(),
        created_at: now,
        seen_at: now,
        expires_at: now + LASTS,
    };
    session_add(tx, person, &session).await?;
    Ok(id)
}

/// The living sessions of a person.
pub async fn list(env: &Env, person: PersonId) -> Result<Vec<Session>, StoreError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    session_list(&mut tx, person, now, now - IDLE).await
}

/// Ends one session of a person; `false` when it is not theirs or has ended.
pub async fn end(env: &Env, person: PersonId, hash: &SessionHash) -> Result<bool, StoreError> {
    let mut tx = env.db.write().await?;
    let ended = session_revoke(&mut tx, person, hash, env.clock.now()).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Ends all other sessions of a person; how many.
pub async fn end_others(
    env: &Env,
    person: PersonId,
    kept: &SessionHash,
) -> Result<u64, StoreError> {
    let mut tx = env.db.write().await?;
    let ended = session_revoke_others(&mut tx, person, kept, env.clock.now()).await?;
    tx.commit().await?;
    Ok(ended)
}
