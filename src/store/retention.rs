//! Forgetting what was kept long enough.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::PersonId;

/// Empties mails that were written before an instant and are done with: their text, subject and address. That there was
/// a mail, of what kind, to whom and how it ended stays. Returns how many; at most `most`.
pub async fn mails_forget(
    tx: &mut Tx,
    before: DateTime<Utc>,
    most: usize,
) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query(
            "update outbox
             set recipient_address = '', subject = '', message = $3
             where id in (
                select id
                from outbox
                where created_at < $1 and length(message) > 0
                    and state in ('sent', 'failed', 'suppressed', 'cancelled')
                limit $2
             )",
        )
        .bind(before)
        .bind(codec::int(most))
        .bind(Vec::<u8>::new())
        .execute(conn)
        .await?
        .rows_affected()
    }))
}

/// Empties files that were uploaded before an instant. Returns how many. What became of them stays.
pub async fn import_files_forget(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query("update imports set bytes = $2 where created_at < $1 and length(bytes) > 0")
            .bind(before)
            .bind(Vec::<u8>::new())
            .execute(conn)
            .await?
            .rows_affected()
    }))
}

/// Deletes looks at people's data, and at figures, that were noted before an instant. Returns how many.
pub async fn views_forget(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let mut deleted = 0;
    for text in ["delete from views where at < $1", "delete from disclosure_log where at < $1"] {
        deleted += on!(tx, conn => {
            sqlx::query(text).bind(before).execute(conn).await?.rows_affected()
        });
    }
    Ok(deleted)
}

/// People who left before an instant and still have a name; at most `most`, longest gone first.
pub async fn leavers_named(
    tx: &mut Tx,
    before: DateTime<Utc>,
    most: usize,
) -> Result<Vec<PersonId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as(
            "select id
             from persons
             where state = 'left' and left_at < $1 and erased_at is null
             order by left_at, id
             limit $2",
        )
        .bind(before)
        .bind(codec::int(most))
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}
