//! An admin looks at somebody: noted once a day, for the person to see.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::id::PersonId;
use crate::programmes::Env;
use crate::store::StoreError;
use crate::store::view::{View, view_add, view_exists};

fn view(reader: PersonId, now: DateTime<Utc>) -> View {
    View {
        viewer: format!("person:{reader}"),
        what: format!("directory:{}", now.date_naive()),
        at: now,
    }
}

/// Notes that somebody looks at another's directory entry today.
pub async fn look_note(env: &Env, reader: PersonId, subject: PersonId) -> Result<(), StoreError> {
    let now = env.clock.now();
    let view = view(reader, now);
    let mut tx = env.db.write().await?;
    if reader != subject && !view_exists(&mut tx, subject, &view.viewer, &view.what).await? {
        view_add(&mut tx, env.ids.next::<Uuid>(now), subject, &view).await?;
    }
    tx.commit().await
}

/// Is it noted today? Nothing is shown before.
pub async fn look_noted(
    env: &Env,
    reader: PersonId,
    subject: PersonId,
) -> Result<bool, StoreError> {
    let view = view(reader, env.clock.now());
    let mut tx = env.db.read().await?;
    Ok(reader == subject || view_exists(&mut tx, subject, &view.viewer, &view.what).await?)
}
