//! Programmes.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::types::Json;
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::coffee::{CoffeeRules, ProgrammeKind, ProgrammeState};
use crate::domain::id::{PersonId, ProgrammeId};

/// A programme as it lies in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Ours.
    pub id: ProgrammeId,
    /// Which kind.
    pub kind: ProgrammeKind,
    /// As people see it; unique.
    pub name: String,
    /// What it is for, in one or two sentences.
    pub purpose: String,
    /// Who answers for it.
    pub owner_id: PersonId,
    /// Whether it makes rounds.
    pub state: ProgrammeState,
    /// As written: `every 2 weeks on Tuesday 09:00` or five-field cron.
    pub cadence: String,
    /// The zone of the cadence.
    pub zone: Tz,
    /// Cadences count from here; no slot lies before it.
    pub starts_at: DateTime<Utc>,
    /// The rules of its rounds.
    pub rules: CoffeeRules,
    /// The latest slot for which a run exists or was skipped.
    pub last_slot_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    name: String,
    purpose: String,
    owner_id: Uuid,
    state: String,
    cadence: String,
    zone: String,
    starts_at: DateTime<Utc>,
    rules: Json<CoffeeRules>,
    last_slot_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl TryFrom<Row> for Programme {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: ProgrammeId(row.id),
            kind: word("programmes.kind", &row.kind)?,
            name: row.name,
            purpose: row.purpose,
            owner_id: PersonId(row.owner_id),
            state: word("programmes.state", &row.state)?,
            cadence: row.cadence,
            zone: word("programmes.zone", &row.zone)?,
            starts_at: row.starts_at,
            rules: row.rules.0,
            last_slot_at: row.last_slot_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

const COLUMNS: &str = "id, kind, name, purpose, owner_id, state, cadence, zone, starts_at, rules,
            last_slot_at, created_at, updated_at";

/// A coffee programme by its id. Bootcamps and rotations have heads only: [`head_get`].
pub async fn programme_get(tx: &mut Tx, id: ProgrammeId) -> Result<Option<Programme>, StoreError> {
    let sql = format!("select {COLUMNS}\n from programmes\n where id = $1\n and kind = 'coffee'");
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.0).fetch_optional(conn).await?
    });
    row.map(Programme::try_from).transpose()
}

/// All coffee programmes, by name; at most 200.
pub async fn programmes_all(tx: &mut Tx) -> Result<Vec<Programme>, StoreError> {
    let sql = format!(
        "select {COLUMNS}\n from programmes\n where kind = 'coffee'\n order by name\n limit 200"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await?
    });
    rows.into_iter().map(Programme::try_from).collect()
}

/// What programmes of every kind have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeHead {
    /// Ours.
    pub id: ProgrammeId,
    /// Which kind.
    pub kind: ProgrammeKind,
    /// As people see it; unique.
    pub name: String,
    /// What it is for, in one or two sentences.
    pub purpose: String,
    /// Who answers for it.
    pub owner_id: PersonId,
    /// Whether it is open.
    pub state: ProgrammeState,
    /// The zone of its dates.
    pub zone: Tz,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

type Head = (Uuid, String, String, String, Uuid, String, String, DateTime<Utc>);

fn head_of(row: Head) -> Result<ProgrammeHead, StoreError> {
    let (id, kind, name, purpose, owner, state, zone, updated_at) = row;
    Ok(ProgrammeHead {
        id: ProgrammeId(id),
        kind: word("programmes.kind", &kind)?,
        name,
        purpose,
        owner_id: PersonId(owner),
        state: word("programmes.state", &state)?,
        zone: word("programmes.zone", &zone)?,
        updated_at,
    })
}

/// The head of a programme of any kind.
pub async fn head_get(tx: &mut Tx, id: ProgrammeId) -> Result<Option<ProgrammeHead>, StoreError> {
    let row: Option<Head> = on!(tx, conn => {
        sqlx::query_as(
            "select id, kind, name, purpose, owner_id, state, zone, updated_at
             from programmes
             where id = $1",
        )
        .bind(id.0)
        .fetch_optional(conn)
        .await?
    });
    row.map(head_of).transpose()
}

/// The heads of the programmes of one kind, by name; at most 200.
pub async fn heads_of_kind(
    tx: &mut Tx,
    kind: ProgrammeKind,
) -> Result<Vec<ProgrammeHead>, StoreError> {
    let rows: Vec<Head> = on!(tx, conn => {
        sqlx::query_as(
            "select id, kind, name, purpose, owner_id, state, zone, updated_at
             from programmes
             where kind = $1
             order by name
             limit 200",
        )
        .bind(kind.as_str())
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(head_of).collect()
}

/// Adds a bootcamp or rotation programme. It has no cadence: its cohorts and calls bring dates and rules of their own.
///
/// Errors: [`StoreError::Taken`] when the name is in use.
pub async fn head_add(
    tx: &mut Tx,
    head: &ProgrammeHead,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into programmes (id, kind, name, purpose, owner_id, state, cadence, zone, starts_at, rules,
                last_slot_at, created_at, updated_at)
             values ($1, $2, $3, $4, $5, $6, '', $7, $8, $9, null, $8, $8)",
        )
        .bind(head.id.0)
        .bind(head.kind.as_str())
        .bind(&head.name)
        .bind(&head.purpose)
        .bind(head.owner_id.0)
        .bind(head.state.as_str())
        .bind(head.zone.name())
        .bind(now)
        .bind(Json(serde_json::json!({})))
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Adds a coffee programme.
///
/// Errors: [`StoreError::Taken`] when the name is in use.
pub async fn programme_add(tx: &mut Tx, programme: &Programme) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into programmes (id, kind, name, purpose, owner_id, state, cadence, zone, starts_at, rules,
                last_slot_at, created_at, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(programme.id.0)
        .bind(programme.kind.as_str())
        .bind(&programme.name)
        .bind(&programme.purpose)
        .bind(programme.owner_id.0)
        .bind(programme.state.as_str())
        .bind(&programme.cadence)
        .bind(programme.zone.name())
        .bind(programme.starts_at)
        .bind(Json(&programme.rules))
        .bind(programme.last_slot_at)
        .bind(programme.created_at)
        .bind(programme.updated_at)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Replaces what people may edit (name, purpose, owner, cadence, zone, start, rules), if nobody changed the programme
/// since `seen_at` (its `updated_at` when it was read).
///
/// Errors: [`StoreError::Stale`] when it was changed meanwhile; [`StoreError::Taken`] when the name is in use.
pub async fn programme_edit(
    tx: &mut Tx,
    programme: &Programme,
    seen_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update programmes
             set name = $3, purpose = $4, owner_id = $5, cadence = $6, zone = $7, starts_at = $8, rules = $9,
                 updated_at = $10
             where id = $1
               and updated_at = $2",
        )
        .bind(programme.id.0)
        .bind(seen_at)
        .bind(&programme.name)
        .bind(&programme.purpose)
        .bind(programme.owner_id.0)
        .bind(&programme.cadence)
        .bind(programme.zone.name())
        .bind(programme.starts_at)
        .bind(Json(&programme.rules))
        .bind(programme.updated_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "programme", expected: "as it was read".to_owned() });
    }
    Ok(())
}

/// Moves a programme from one state to another.
///
/// Errors: [`StoreError::Stale`] when it is not in `from` any more.
pub async fn programme_become(
    tx: &mut Tx,
    id: ProgrammeId,
    from: ProgrammeState,
    to: ProgrammeState,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update programmes
             set state = $3, updated_at = $4
             where id = $1
               and state = $2",
        )
        .bind(id.0)
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "programme", expected: from.as_str().to_owned() });
    }
    Ok(())
}
