//! The audit log: append-only, each line chained to the one before by a hash.
//!
//! Whoever changes or removes a line breaks the chain from there on, and [`audit_verify`] says where. The row
//! `audit_head` is locked while a line is appended, so lines of one moment get an order and no gap.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{StoreError, Tx, on};

/// Lines read at a time while the chain is checked.
const PAGE: i64 = 1000;

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AuditLine {
    /// 1, 2, 3, …
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// `person:<id>` or `system`.
    pub actor: String,
    /// What was done, kebab-case: `run-released`.
    pub action: String,
    /// To what: `run:<id>`.
    pub subject: String,
    /// JSON text; ids and numbers, never names or addresses.
    pub detail: String,
    /// The hash of the line before; empty for the first.
    pub prev_hash: Vec<u8>,
    /// SHA-256 over all of the above.
    pub hash: Vec<u8>,
}

/// What a check of the chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditCheck {
    /// Every line follows from the one before.
    Whole {
        /// How many lines there are.
        lines: i64,
    },
    /// The chain breaks.
    Broken {
        /// The first line that does not follow.
        seq: i64,
        /// What is wrong there.
        why: &'static str,
    },
}

/// The hash of a line: every field with its length before it, so that no two lines share their bytes.
fn line_hash(line: &AuditLine) -> Vec<u8> {
    let at = line.at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let seq = line.seq.to_be_bytes();
    let fields: [&[u8]; 7] = [
        &line.prev_hash,
        &seq,
        at.as_bytes(),
        line.actor.as_bytes(),
        line.action.as_bytes(),
        line.subject.as_bytes(),
        line.detail.as_bytes(),
    ];
    let mut hash = Sha256::new();
    for field in fields {
        hash.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(field);
    }
    hash.finalize().to_vec()
}

/// Appends a line. Do it last in a transaction: other writers of the log wait until it commits.
///
/// `actor` is `person:<id>` or `system`. `detail` holds ids and numbers, never names or addresses.
pub async fn audit_append(
    tx: &mut Tx,
    at: DateTime<Utc>,
    actor: &str,
    action: &str,
    subject: &str,
    detail: &Value,
) -> Result<(), StoreError> {
    // The update takes the row's lock; two appends at one moment follow each other.
    let (seq, prev_hash): (i64, Vec<u8>) = on!(tx, conn => {
        sqlx::query_as("update audit_head set seq = seq + 1 where id = 1 returning seq, hash")
            .fetch_one(conn)
            .await?
    });
    let mut line = AuditLine {
        seq,
        at,
        actor: actor.to_owned(),
        action: action.to_owned(),
        subject: subject.to_owned(),
        detail: detail.to_string(),
        prev_hash,
        hash: Vec::new(),
    };
    line.hash = line_hash(&line);
    on!(tx, conn => {
        sqlx::query(
            "insert into audit (seq, at, actor, action, subject, detail, prev_hash, hash)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(line.seq)
        .bind(line.at)
        .bind(&line.actor)
        .bind(&line.action)
        .bind(&line.subject)
        .bind(&line.detail)
        .bind(&line.prev_hash)
        .bind(&line.hash)
        .execute(&mut *conn)
        .await?;
        sqlx::query("update audit_head set hash = $1 where id = 1")
            .bind(&line.hash)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// Lines before `before` (all, when `None`), newest first. At most `limit`.
pub async fn audit_page(
    tx: &mut Tx,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<AuditLine>, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query_as(
            "select seq, at, actor, action, subject, detail, prev_hash, hash
             from audit
             where seq < $1
             order by seq desc
             limit $2",
        )
        .bind(before.unwrap_or(i64::MAX))
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// Lines about one subject (`run:<id>`), newest first. At most `limit`.
pub async fn audit_about(
    tx: &mut Tx,
    subject: &str,
    limit: i64,
) -> Result<Vec<AuditLine>, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query_as(
            "select seq, at, actor, action, subject, detail, prev_hash, hash
             from audit
             where subject = $1
             order by seq desc
             limit $2",
        )
        .bind(subject)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// Walks the whole chain. Give it a snapshot: the head must be of the same state as the lines.
///
/// Cost: one read of the log, a thousand lines at a time.
pub async fn audit_verify(tx: &mut Tx) -> Result<AuditCheck, StoreError> {
    let (head_seq, head_hash): (i64, Vec<u8>) = on!(tx, conn => {
        sqlx::query_as("select seq, hash from audit_head where id = 1").fetch_one(conn).await?
    });
    let mut seq = 0;
    let mut hash = Vec::new();
    loop {
        let lines: Vec<AuditLine> = on!(tx, conn => {
            sqlx::query_as(
                "select seq, at, actor, action, subject, detail, prev_hash, hash
                 from audit
                 where seq > $1
                 order by seq
                 limit $2",
            )
            .bind(seq)
            .bind(PAGE)
            .fetch_all(conn)
            .await?
        });
        if lines.is_empty() {
            break;
        }
        for line in lines {
            let broken = |why| Ok(AuditCheck::Broken { seq: seq + 1, why });
            if line.seq != seq + 1 {
                return broken("a line is missing");
            }
            if line.prev_hash != hash {
                return broken("the line does not follow the one before");
            }
            if line.hash != line_hash(&line) {
                return broken("the line was changed");
            }
            seq = line.seq;
            hash = line.hash;
        }
    }
    if (head_seq, head_hash) != (seq, hash) {
        return Ok(AuditCheck::Broken { seq: seq + 1, why: "lines at the end are missing" });
    }
    Ok(AuditCheck::Whole { lines: seq })
}
