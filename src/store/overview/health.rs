//! The state of the service, as its status page shows it.

use chrono::{DateTime, Utc};

use crate::store::lease::{Lease, lease_get};
use crate::store::outbox::{Sending, sending_get};
use crate::store::outbox_view::notices_oldest_due;
use crate::store::{StoreError, Tx, codec, on};

/// What the status page shows of the rows.
#[derive(Clone, Debug)]
pub struct Health {
    /// Who ticks, and when they last did.
    pub ticker: Option<Lease>,
    /// The newest migration that ran, and how many did.
    pub migrations: (i64, usize),
    /// The oldest message that is due and not sent.
    pub oldest_due: Option<DateTime<Utc>>,
    /// The kill switch.
    pub sending: Sending,
    /// People who are active.
    pub people: usize,
    /// Rows of the audit log.
    pub audit_lines: usize,
}

/// Reads it.
pub async fn health(tx: &mut Tx, ticker: &str, now: DateTime<Utc>) -> Result<Health, StoreError> {
    let (newest, ran): (i64, i64) = on!(tx, conn => {
        sqlx::query_as(
            "select cast(coalesce(max(version), 0) as bigint), count(*)
             from _sqlx_migrations
             where success",
        )
        .fetch_one(conn)
        .await?
    });
    let (people,): (i64,) = on!(tx, conn => {
        sqlx::query_as("select count(*) from persons where state = 'active'").fetch_one(conn).await?
    });
    let (audit_lines,): (i64,) = on!(tx, conn => {
        sqlx::query_as("select seq from audit_head where id = 1").fetch_one(conn).await?
    });
    Ok(Health {
        ticker: lease_get(tx, ticker).await?,
        migrations: (newest, codec::count(ran)),
        oldest_due: notices_oldest_due(tx, now).await?,
        sending: sending_get(tx).await?,
        people: codec::count(people),
        audit_lines: codec::count(audit_lines),
    })
}
