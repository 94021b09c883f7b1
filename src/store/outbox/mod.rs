//! The outbox: every message from the transaction that decided it to the relay's answer.
//!
//! `queued → sending (lease) → sent | deferred (next_at) | failed | suppressed | cancelled`. The rendered bytes lie in
//! the row, so what is sent twice after a crash is the same to the byte. A worker's outcome counts only with the fence of
//! its own claim: whoever comes late, after the lease ran out and another worker took the row, changes nothing.

mod claim;
mod mark;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{StoreError, Tx, codec, on, setting};
use crate::domain::id::{GroupId, NoticeId, PersonId, PlacementId, ProgrammeId, RunId};
use crate::domain::plan::NoticeState;

pub use claim::{notice_goes, notices_claim, notices_due};
pub use mark::{
    notice_came_back, notice_deferred, notice_failed, notice_sent, notice_turned_away,
    notice_unclaim, notices_lease_refit, notices_wait_cut,
};

/// The kind that is sent whatever is paused, and to everybody who may sign in.
pub const SIGN_IN: &str = "sign-in";
/// The kind that takes a released plan back; it goes to people who were told of it, opted out since or not.
pub const RECALL: &str = "recall";
/// Rows in one insert: 17 columns each, under the 32,766 parameters that SQLite takes.
const CHUNK: usize = 500;
/// The name of the setting that holds [`Sending`].
const SENDING: &str = "sending";

/// A message to be sent.
#[derive(Clone, Debug)]
pub struct NewNotice {
    /// Its id; Message-ID, Date and boundaries are made from the row.
    pub id: NoticeId,
    /// What it is about: nobody gets the same thing twice. `match:<group>:<person>`.
    pub dedup_key: String,
    /// Which mail: `match`, `sign-in`, …
    pub kind: &'static str,
    /// The programme it is about; whoever left the programme does not get it any more.
    pub programme_id: Option<ProgrammeId>,
    /// The run it is about.
    pub run_id: Option<RunId>,
    /// The group it is about.
    pub group_id: Option<GroupId>,
    /// To whom.
    pub recipient_id: Option<PersonId>,
    /// To which address.
    pub recipient_address: String,
    /// The subject line, for lists.
    pub subject: String,
    /// RFC 5322 bytes, as they are sent, or packed by [`codec::pack`] already.
    pub message: Vec<u8>,
    /// Not before.
    pub next_at: DateTime<Utc>,
    /// Pointless from here on; it fails as "too late" instead of being sent.
    pub not_after: Option<DateTime<Utc>>,
    /// When it was decided.
    pub created_at: DateTime<Utc>,
}

/// A message in a worker's hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedNotice {
    /// The row.
    pub id: NoticeId,
    /// Which mail.
    pub kind: String,
    /// The run it is about.
    pub run_id: Option<RunId>,
    /// To which address.
    pub recipient_address: String,
    /// RFC 5322 bytes.
    pub message: Vec<u8>,
    /// How often it was claimed, this time included.
    pub attempts: i64,
    /// Proof of this claim; outcomes carry it.
    pub fence: i64,
}

/// What a claim brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// To be sent now, sign-in first, then by age.
    pub notices: Vec<ClaimedNotice>,
    /// Rows given up because their time is over.
    pub too_late: usize,
    /// Rows whose person left, opted out or bounces.
    pub suppressed: usize,
    /// Rows whose group or run was recalled in the meantime.
    pub cancelled: usize,
    /// The runs of the rows that were ended by the claim itself.
    pub runs: Vec<RunId>,
}

impl Claim {
    /// How many rows the claim took, to be sent or not.
    pub fn rows(&self) -> usize {
        self.notices.len() + self.too_late + self.suppressed + self.cancelled
    }
}

/// The kill switch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// Nothing leaves but sign-in.
    pub paused: bool,
    /// Since when it is as it is.
    pub changed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub changed_by: Option<PersonId>,
}

/// Adds a message. `false`: one with this dedup key is there already, and nothing was added.
pub async fn notice_add(tx: &mut Tx, notice: &NewNotice) -> Result<bool, StoreError> {
    Ok(notices_add(tx, std::slice::from_ref(notice)).await? == 1)
}

/// Adds messages in bulk; those whose dedup key is there already are passed over. Returns how many were added.
///
/// Cost: 5,000 in well under a second.
pub async fn notices_add(tx: &mut Tx, notices: &[NewNotice]) -> Result<usize, StoreError> {
    let mut added = 0;
    for chunk in notices.chunks(CHUNK) {
        let rows = on!(tx, conn => {
            let mut insert = sqlx::QueryBuilder::new(
                "insert into outbox (id, dedup_key, kind, programme_id, run_id, group_id, recipient_id,
                     recipient_address, subject, message, state, attempts, next_at, not_after, fence, created_at) ",
            );
            insert.push_values(chunk, |mut row, notice| {
                row.push_bind(notice.id.0)
                    .push_bind(&notice.dedup_key)
                    .push_bind(notice.kind)
                    .push_bind(notice.programme_id.map(|id| id.0))
                    .push_bind(notice.run_id.map(|id| id.0))
                    .push_bind(notice.group_id.map(|id| id.0))
                    .push_bind(notice.recipient_id.map(|id| id.0))
                    .push_bind(&notice.recipient_address)
                    .push_bind(&notice.subject)
                    .push_bind(codec::pack(&notice.message))
                    .push_bind(NoticeState::Queued.as_str())
                    .push_bind(0_i64)
                    .push_bind(notice.next_at)
                    .push_bind(notice.not_after)
                    .push_bind(0_i64)
                    .push_bind(notice.created_at);
            });
            insert.push(" on conflict (dedup_key) do nothing");
            insert.build().execute(conn).await?.rows_affected()
        });
        added += usize::try_from(rows).unwrap_or(usize::MAX);
    }
    Ok(added)
}

/// Withdraws what was not sent of one group's messages. Rows in a worker's hand stay: they are sent, or their next claim
/// sees that the group was recalled. Returns how many were withdrawn.
pub async fn notices_cancel_for_group(tx: &mut Tx, group: GroupId) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'cancelled', last_error = 'recalled'
             where group_id = $1 and state in ('queued', 'deferred') and kind <> 'recall'",
        )
        .bind(group.0)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}

/// Withdraws what was not sent of one run's messages, as [`notices_cancel_for_group`] does for a group.
pub async fn notices_cancel_for_run(tx: &mut Tx, run: RunId) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'cancelled', last_error = 'recalled'
             where run_id = $1 and state in ('queued', 'deferred')
               and kind not in ('recall', 'apology', 'placement-feedback')",
        )
        .bind(run.0)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}

/// Withdraws what was not sent of the match mails of a group: a later version overtakes them, and a relay that puts off
/// the older one must not bring it last. Returns how many.
pub async fn notices_overtake_match(tx: &mut Tx, group: GroupId) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'cancelled', last_error = 'overtaken by a later mail'
             where group_id = $1 and state in ('queued', 'deferred') and kind = 'match'",
        )
        .bind(group.0)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}

/// Withdraws what was not sent of the letters to somebody that are about one placement alone, and older than a letter
/// that is about to be added. Returns how many.
pub async fn notices_overtake_placement(
    tx: &mut Tx,
    reader: PersonId,
    placement: PlacementId,
) -> Result<u64, StoreError> {
    let about = format!("placement-%:{reader}:{placement}:%");
    Ok(on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'cancelled', last_error = 'overtaken by a later mail'
             where recipient_id = $1
               and state in ('queued', 'deferred')
               and kind in ('placement-told', 'placement-changed', 'placement-calendar')
               and dedup_key like $2",
        )
        .bind(reader.0)
        .bind(about)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}

/// The kill switch as it stands.
pub async fn sending_get(tx: &mut Tx) -> Result<Sending, StoreError> {
    Ok(setting::setting_get(tx, SENDING).await?.unwrap_or_default())
}

/// Turns the kill switch on (`paused`) or off.
pub async fn sending_set(
    tx: &mut Tx,
    paused: bool,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sending = Sending { paused, changed_at: Some(now), changed_by: by };
    setting::setting_set(tx, SENDING, &sending, now).await
}
