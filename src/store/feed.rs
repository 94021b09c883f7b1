//! Secret calendar addresses, and what lies behind them.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::types::Json;
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::coffee::CoffeeRules;
use crate::domain::id::{GroupId, PersonId, ProgrammeId};
use crate::domain::person::Language;

/// What is kept of a secret address.
pub type FeedHash = [u8; 32];

/// Whose calendar an address shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedOwner {
    /// Who.
    pub person: PersonId,
    /// Their language.
    pub language: Language,
    /// Since when there is the address.
    pub made_at: DateTime<Utc>,
}

/// Gives a person this address instead of the one they had.
pub async fn feed_set(
    tx: &mut Tx,
    person: PersonId,
    hash: &FeedHash,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into calendar_feeds (person_id, token_hash, made_at)
             values ($1, $2, $3)
             on conflict (person_id) do update set token_hash = excluded.token_hash, made_at = excluded.made_at",
        )
        .bind(person.0)
        .bind(hash.as_slice())
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Takes a person's address away. `false`: there was none.
pub async fn feed_revoke(tx: &mut Tx, person: PersonId) -> Result<bool, StoreError> {
    let gone = on!(tx, conn => {
        sqlx::query("delete from calendar_feeds where person_id = $1")
            .bind(person.0)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(gone == 1)
}

/// Since when a person has an address.
pub async fn feed_made_at(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row: Option<(DateTime<Utc>,)> = on!(tx, conn => {
        sqlx::query_as("select made_at from calendar_feeds where person_id = $1")
            .bind(person.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|(at,)| at))
}

/// Whose address it is, if they have not left.
pub async fn feed_owner(tx: &mut Tx, hash: &FeedHash) -> Result<Option<FeedOwner>, StoreError> {
    let row: Option<(Uuid, String, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select p.id, p.language, f.made_at
             from calendar_feeds f
             join persons p on p.id = f.person_id
             where f.token_hash = $1 and p.state <> 'left' and p.erased_at is null",
        )
        .bind(hash.as_slice())
        .fetch_optional(conn)
        .await?
    });
    row.map(|(person, language, made_at)| {
        Ok(FeedOwner {
            person: PersonId(person),
            language: codec::word("persons.language", &language)?,
            made_at,
        })
    })
    .transpose()
}

/// A coffee meeting of somebody's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedMeeting {
    /// The group.
    pub group: GroupId,
    /// Its programme.
    pub programme: String,
    /// How long it takes.
    pub minutes: u32,
    /// The time that was proposed first; the invitation in the mail has it too.
    pub start: DateTime<Utc>,
    /// SEQUENCE of the event.
    pub sequence: u32,
    /// The last change of the group.
    pub changed_at: DateTime<Utc>,
    /// The others, with their teams.
    pub others: Vec<(String, String)>,
}

#[derive(sqlx::FromRow)]
struct MeetingRow {
    id: Uuid,
    programme: String,
    rules: Json<CoffeeRules>,
    slots: Json<Vec<DateTime<Utc>>>,
    sequence: i64,
    changed_at: DateTime<Utc>,
    name: String,
    team: String,
}

/// Somebody's own coffee meetings that were released after `since` and neither recalled nor said not to happen.
pub async fn feed_meetings(
    tx: &mut Tx,
    person: PersonId,
    since: DateTime<Utc>,
) -> Result<Vec<FeedMeeting>, StoreError> {
    let rows: Vec<MeetingRow> = on!(tx, conn => {
        sqlx::query_as(
            "select g.id, pr.name as programme, pr.rules, g.slots, g.sequence, g.changed_at,
                    p.name, t.name as team
             from group_members own
             join groups g on g.id = own.group_id
             join runs r on r.id = g.run_id
             join programmes pr on pr.id = r.programme_id
             join group_members m on m.group_id = g.id and m.person_id <> own.person_id
             join persons p on p.id = m.person_id
             join teams t on t.id = p.team_id
             where own.person_id = $1
               and g.released_at > $2
               and g.state in ('released', 'scheduled', 'met', 'unknown')
             order by g.released_at, g.id, p.name
             limit 1000",
        )
        .bind(person.0)
        .bind(since)
        .fetch_all(conn)
        .await?
    });
    let mut meetings: Vec<FeedMeeting> = Vec::new();
    for row in rows {
        let other = (row.name, row.team);
        match meetings.last_mut() {
            Some(last) if last.group.0 == row.id => last.others.push(other),
            _ => {
                let Some(start) = row.slots.0.first().copied() else { continue };
                meetings.push(FeedMeeting {
                    group: GroupId(row.id),
                    programme: row.programme,
                    minutes: row.rules.0.minutes,
                    start,
                    sequence: u32::try_from(row.sequence).unwrap_or(0),
                    changed_at: row.changed_at,
                    others: vec![other],
                });
            }
        }
    }
    Ok(meetings)
}

/// An active programme somebody takes part in, and when its rounds are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRounds {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its name.
    pub name: String,
    /// The cadence as written.
    pub cadence: String,
    /// Its zone.
    pub zone: Tz,
    /// Cadences count from here.
    pub starts_at: DateTime<Utc>,
    /// The last change of the programme.
    pub changed_at: DateTime<Utc>,
}

/// The rounds somebody may be drawn in: of active coffee programmes they take part in.
pub async fn feed_rounds(tx: &mut Tx, person: PersonId) -> Result<Vec<FeedRounds>, StoreError> {
    type Row = (Uuid, String, String, String, DateTime<Utc>, DateTime<Utc>);
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select pr.id, pr.name, pr.cadence, pr.zone, pr.starts_at, pr.updated_at
             from enrolments e
             join programmes pr on pr.id = e.programme_id
             where e.person_id = $1
               and e.left_at is null
               and e.resting_since is null
               and pr.kind = 'coffee'
               and pr.state = 'active'
             order by pr.name, pr.id
             limit 50",
        )
        .bind(person.0)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(programme, name, cadence, zone, starts_at, changed_at)| {
            Ok(FeedRounds {
                programme: ProgrammeId(programme),
                name,
                cadence,
                zone: codec::word("programmes.zone", &zone)?,
                starts_at,
                changed_at,
            })
        })
        .collect()
}
