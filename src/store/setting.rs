//! Settings of the organisation: named JSON values.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::types::Json;

use super::{StoreError, Tx, on};

/// The value of a setting.
///
/// Errors: [`StoreError::Database`] too when the stored value has another shape than `T`.
pub async fn setting_get<T>(tx: &mut Tx, name: &str) -> Result<Option<T>, StoreError>
where
    T: DeserializeOwned + Send + Unpin + 'static,
{
    let row: Option<(Json<T>,)> = on!(tx, conn => {
        sqlx::query_as("select value from settings where name = $1")
            .bind(name)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|(Json(value),)| value))
}

/// Sets a setting.
pub async fn setting_set<T>(
    tx: &mut Tx,
    name: &str,
    value: &T,
    now: DateTime<Utc>,
) -> Result<(), StoreError>
where
    T: Serialize + Sync,
{
    let value = Json(value);
    on!(tx, conn => {
        sqlx::query(
            "insert into settings (name, value, changed_at) values ($1, $2, $3)
             on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at",
        )
        .bind(name)
        .bind(value)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}
