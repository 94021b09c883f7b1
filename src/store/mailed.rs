//! Who was mailed about a run, for whoever has to write to them again; and what became of its mails.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::{NoticeId, PersonId, RunId};
use crate::domain::person::Language;
use crate::domain::plan::NoticeState;

/// How somebody was told of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ToldAs {
    /// They were only asked, or had a word in it.
    Asked,
    /// They were left out.
    LeftOut,
    /// They were told of a placement, as guest, host or lead.
    Placement,
    /// They were told whom to meet.
    Group,
}

impl ToldAs {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Asked, Self::LeftOut, Self::Placement, Self::Group];

    fn of(rank: i64) -> Self {
        usize::try_from(rank)
            .ok()
            .and_then(|rank| Self::ALL.get(rank).copied())
            .unwrap_or(Self::Asked)
    }
}

/// The people who were mailed about a run, or may have been: a message went out, or was tried. What the owner got to
/// look at a plan is no such message, and neither is an apology.
const TOLD: &str = "select recipient_id,
                 min(created_at) as first_at,
                 max(cast(case
                     when kind in ('match', 'nudge', 'closing', 'recall') and group_id is not null then 3
                     when kind like 'placement-%' or kind = 'recall' then 2
                     when kind = 'left-out' then 1
                     else 0
                 end as bigint)) as rank
             from outbox
             where run_id = $1
               and recipient_id is not null
               and kind not in ('apology', 'round-proposed')
               and (state in ('sending', 'sent') or attempts > 0)
             group by recipient_id";

/// Some of the people who were mailed about a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience {
    /// How they were told.
    pub told_as: ToldAs,
    /// The language of their mails.
    pub language: Language,
    /// How many.
    pub people: usize,
    /// Of them, whom no mail reaches any more: they left, or their address bounced.
    pub gone: usize,
    /// Of them, who have an apology already.
    pub already: usize,
}

/// Counts the people who were mailed about a run.
pub async fn run_audience(tx: &mut Tx, run: RunId) -> Result<Vec<Audience>, StoreError> {
    let sql = format!(
        "with told as (
             {TOLD}
         )
         select told.rank, persons.language, count(*),
             cast(coalesce(sum(case
                 when persons.state = 'left' or persons.suppressed_at is not null or persons.erased_at is not null then 1
                 else 0
             end), 0) as bigint),
             cast(coalesce(sum(case when exists (
                 select 1
                 from outbox sent
                 where sent.run_id = $1 and sent.recipient_id = told.recipient_id and sent.kind = 'apology'
             ) then 1 else 0 end), 0) as bigint)
         from told
         join persons on persons.id = told.recipient_id
         group by told.rank, persons.language
         order by told.rank desc, persons.language"
    );
    let rows: Vec<(i64, String, i64, i64, i64)> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(run.0).fetch_all(conn).await?
    });
    rows.into_iter()
        .map(|(rank, language, people, gone, already)| {
            Ok(Audience {
                told_as: ToldAs::of(rank),
                language: codec::word("persons.language", &language)?,
                people: codec::count(people),
                gone: codec::count(gone),
                already: codec::count(already),
            })
        })
        .collect()
}

/// The people who were mailed about a run, each with how, and the first message they got about it; by id.
pub async fn run_mailed(
    tx: &mut Tx,
    run: RunId,
) -> Result<Vec<(PersonId, ToldAs, NoticeId)>, StoreError> {
    let sql = format!(
        "with told as (
             {TOLD}
         )
         select told.recipient_id, told.rank, outbox.id
         from told
         join outbox on outbox.run_id = $1
             and outbox.recipient_id = told.recipient_id
             and outbox.created_at = told.first_at
             and outbox.kind not in ('apology', 'round-proposed')
         order by told.recipient_id, outbox.id"
    );
    let rows: Vec<(Uuid, i64, Uuid)> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(run.0).fetch_all(conn).await?
    });
    let mut people: Vec<(PersonId, ToldAs, NoticeId)> = rows
        .into_iter()
        .map(|(person, rank, id)| (PersonId(person), ToldAs::of(rank), NoticeId(id)))
        .collect();
    // Two messages of one instant: the first by id is the first.
    people.dedup_by_key(|(person, ..)| *person);
    Ok(people)
}

/// What became of a run's mails of one kind in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunMails {
    /// Which mail.
    pub kind: String,
    /// Where they stand.
    pub state: NoticeState,
    /// How many.
    pub rows: usize,
    /// Of them, how many were tried more than once.
    pub tried_again: usize,
    /// When the first was decided.
    pub first_at: DateTime<Utc>,
    /// When the last was taken by the relay.
    pub sent_at: Option<DateTime<Utc>>,
}

/// What became of a run's mails, by kind and state.
pub async fn run_mails(tx: &mut Tx, run: RunId) -> Result<Vec<RunMails>, StoreError> {
    type Row = (String, String, i64, i64, DateTime<Utc>, Option<DateTime<Utc>>);
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select kind, state, count(*),
                 cast(coalesce(sum(case when attempts > 1 then 1 else 0 end), 0) as bigint),
                 min(created_at), max(sent_at)
             from outbox
             where run_id = $1
             group by kind, state
             order by min(created_at), kind, state",
        )
        .bind(run.0)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(kind, state, rows, tried_again, first_at, sent_at)| {
            Ok(RunMails {
                kind,
                state: codec::word("outbox.state", &state)?,
                rows: codec::count(rows),
                tried_again: codec::count(tried_again),
                first_at,
                sent_at,
            })
        })
        .collect()
}
