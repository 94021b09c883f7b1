//! How far a released run's messages are: `released → sending → sent`.

use super::{StoreError, Tx, on};
use crate::domain::id::RunId;

/// A message of the run was sent: `released → sending`. Nothing happens in any other state.
pub async fn run_delivery_begin(tx: &mut Tx, run: RunId) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("update runs set state = 'sending' where id = $1 and state = 'released'")
            .bind(run.0)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// Runs of which no message waits any more: `released` or `sending → sent`. Returns how many.
///
/// Two workers that mark the last two messages of a run at one moment do not see each other; the next tick asks again.
pub async fn runs_delivery_end(tx: &mut Tx) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query(
            "update runs
             set state = 'sent'
             where state in ('released', 'sending')
               and not exists (
                   select 1
                   from outbox
                   where outbox.run_id = runs.id
                     and outbox.state in ('queued', 'sending', 'deferred')
               )",
        )
        .execute(conn)
        .await?
        .rows_affected()
    }))
}
