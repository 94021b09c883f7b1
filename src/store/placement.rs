//! Placements: somebody with a host team for some weeks, proposed or real.
//!
//! Every change of state is a compare-and-set over the states from which [`PlacementState::may_become`] allows it.

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::id::{CallId, CohortId, PersonId, PlacementId, RunId, TeamId};
use crate::domain::placement::{PlacementState, Subject};
use crate::domain::week::Week;

/// A placement as it lies in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Ours.
    pub id: PlacementId,
    /// The run that planned it as it stands.
    pub run_id: RunId,
    /// Of which cohort or call; never [`Subject::Round`].
    pub subject: Subject,
    /// Who.
    pub person_id: PersonId,
    /// With which team.
    pub team_id: TeamId,
    /// From which team.
    pub home_team_id: TeamId,
    /// Who of the host team looks after the guest.
    pub host_id: Option<PersonId>,
    /// The week of the cohort, or the period of the call, in which it begins.
    pub slot: u32,
    /// Weeks of the cohort, or periods of the call, that it takes.
    pub length: u32,
    /// Its first week.
    pub from_on: Week,
    /// The week after its last.
    pub to_on: Week,
    /// Where it stands.
    pub state: PlacementState,
    /// Why it ended early or was withdrawn.
    pub reason: Option<String>,
    /// Set by hand.
    pub locked: bool,
    /// When the host team agreed to the proposal.
    pub host_said_at: Option<DateTime<Utc>>,
    /// When the home team agreed to the proposal.
    pub home_said_at: Option<DateTime<Utc>>,
    /// The confirmed placement whose place this proposal takes.
    pub replaces_id: Option<PlacementId>,
    /// The run at whose release this confirmed placement ends.
    pub leaves_run_id: Option<RunId>,
    /// SEQUENCE of its calendar event.
    pub sequence: u32,
    /// When it became real.
    pub released_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    run_id: Uuid,
    cohort_id: Option<Uuid>,
    call_id: Option<Uuid>,
    person_id: Uuid,
    team_id: Uuid,
    home_team_id: Uuid,
    host_id: Option<Uuid>,
    slot: i64,
    length: i64,
    from_on: chrono::NaiveDate,
    to_on: chrono::NaiveDate,
    state: String,
    reason: Option<String>,
    locked: bool,
    host_said_at: Option<DateTime<Utc>>,
    home_said_at: Option<DateTime<Utc>>,
    replaces_id: Option<Uuid>,
    leaves_run_id: Option<Uuid>,
    sequence: i64,
    released_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    changed_at: DateTime<Utc>,
}

const COLUMNS: &str =
    "id, run_id, cohort_id, call_id, person_id, team_id, home_team_id, host_id, slot, length,
            from_on, to_on, state, reason, locked, host_said_at, home_said_at, replaces_id, leaves_run_id, sequence,
            released_at, created_at, changed_at";

impl TryFrom<Row> for Placement {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let subject = match (row.cohort_id, row.call_id) {
            (Some(cohort), _) => Subject::Cohort(CohortId(cohort)),
            (None, Some(call)) => Subject::Call(CallId(call)),
            (None, None) => Subject::Round,
        };
        Ok(Self {
            id: PlacementId(row.id),
            run_id: RunId(row.run_id),
            subject,
            person_id: PersonId(row.person_id),
            team_id: TeamId(row.team_id),
            home_team_id: TeamId(row.home_team_id),
            host_id: row.host_id.map(PersonId),
            slot: u32::try_from(row.slot).unwrap_or(0),
            length: u32::try_from(row.length).unwrap_or(1),
            from_on: Week::of(row.from_on),
            to_on: Week::of(row.to_on),
            state: word("placements.state", &row.state)?,
            reason: row.reason,
            locked: row.locked,
            host_said_at: row.host_said_at,
            home_said_at: row.home_said_at,
            replaces_id: row.replaces_id.map(PlacementId),
            leaves_run_id: row.leaves_run_id.map(RunId),
            sequence: u32::try_from(row.sequence).unwrap_or(0),
            released_at: row.released_at,
            created_at: row.created_at,
            changed_at: row.changed_at,
        })
    }
}

/// Adds placements.
///
/// Cost: one statement each.
pub async fn placements_add(tx: &mut Tx, placements: &[Placement]) -> Result<(), StoreError> {
    for p in placements {
        on!(tx, conn => {
            sqlx::query(
                "insert into placements (id, run_id, cohort_id, call_id, person_id, team_id, home_team_id, host_id,
                    slot, length, from_on, to_on, state, reason, locked, host_said_at, home_said_at, replaces_id,
                    leaves_run_id, sequence, released_at, created_at, changed_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                    $21, $22, $23)",
            )
            .bind(p.id.0)
            .bind(p.run_id.0)
            .bind(p.subject.cohort().map(|id| id.0))
            .bind(p.subject.call().map(|id| id.0))
            .bind(p.person_id.0)
            .bind(p.team_id.0)
            .bind(p.home_team_id.0)
            .bind(p.host_id.map(|id| id.0))
            .bind(i64::from(p.slot))
            .bind(i64::from(p.length))
            .bind(p.from_on.monday())
            .bind(p.to_on.monday())
            .bind(p.state.as_str())
            .bind(p.reason.as_deref())
            .bind(p.locked)
            .bind(p.host_said_at)
            .bind(p.home_said_at)
            .bind(p.replaces_id.map(|id| id.0))
            .bind(p.leaves_run_id.map(|id| id.0))
            .bind(i64::from(p.sequence))
            .bind(p.released_at)
            .bind(p.created_at)
            .bind(p.changed_at)
            .execute(conn)
            .await?;
        });
    }
    Ok(())
}

/// A placement by its id.
pub async fn placement_get(tx: &mut Tx, id: PlacementId) -> Result<Option<Placement>, StoreError> {
    let sql = format!("select {COLUMNS}\n from placements\n where id = $1");
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.0).fetch_optional(conn).await?
    });
    row.map(Placement::try_from).transpose()
}

/// All placements of a cohort or call, proposals too, by person and start. None of a round.
pub async fn placements_of(tx: &mut Tx, subject: Subject) -> Result<Vec<Placement>, StoreError> {
    let (column, id) = match subject {
        Subject::Cohort(id) => ("cohort_id", id.0),
        Subject::Call(id) => ("call_id", id.0),
        Subject::Round => return Ok(Vec::new()),
    };
    let sql = format!(
        "select {COLUMNS}\n from placements\n where {column} = $1\n order by person_id, from_on, id"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_all(conn).await?
    });
    rows.into_iter().map(Placement::try_from).collect()
}

/// The placements of one person that are real or were (no proposals), the latest first; at most 200.
pub async fn placements_of_person(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<Placement>, StoreError> {
    let sql = format!(
        "select {COLUMNS}
         from placements
         where person_id = $1
           and released_at is not null
         order by from_on desc, id
         limit 200"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(person.0).fetch_all(conn).await?
    });
    rows.into_iter().map(Placement::try_from).collect()
}

/// The placements with a team that touch the weeks from `from` up to (without) `to`, by start; those recalled are
/// missing.
pub async fn placements_with_team(
    tx: &mut Tx,
    team: TeamId,
    from: Week,
    to: Week,
) -> Result<Vec<Placement>, StoreError> {
    let sql = format!(
        "select {COLUMNS}
         from placements
         where team_id = $1
           and from_on < $3
           and to_on > $2
           and state <> 'recalled'
         order by from_on, person_id, id
         limit 2000"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(team.0)
            .bind(from.monday())
            .bind(to.monday())
            .fetch_all(conn)
            .await?
    });
    rows.into_iter().map(Placement::try_from).collect()
}

/// Of some people: who has a real placement (of any programme) that touches the weeks from `from` up to (without) `to`,
/// and is none of `but`.
pub async fn people_placed_between(
    tx: &mut Tx,
    people: &[PersonId],
    from: Week,
    to: Week,
    but: &[PlacementId],
) -> Result<Vec<PersonId>, StoreError> {
    let mut placed = Vec::new();
    for chunk in people.chunks(500) {
        let rows: Vec<(Uuid, Uuid)> = on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "select id, person_id from placements where state in ('confirmed', 'started') and from_on < ",
            );
            query.push_bind(to.monday()).push(" and to_on > ").push_bind(from.monday());
            query.push(" and person_id in (");
            let mut ids = query.separated(", ");
            for person in chunk {
                ids.push_bind(person.0);
            }
            query.push(") order by person_id, id");
            query.build_query_as().persistent(false).fetch_all(conn).await?
        });
        placed.extend(
            rows.into_iter()
                .filter(|(id, _)| !but.contains(&PlacementId(*id)))
                .map(|(_, person)| PersonId(person)),
        );
    }
    placed.dedup();
    Ok(placed)
}

/// Moves a placement to `to` from whatever state allows it, with a reason if there is one.
///
/// Errors: [`StoreError::Stale`] when its state does not allow it.
pub async fn placement_become(
    tx: &mut Tx,
    id: PlacementId,
    to: PlacementState,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let before: Vec<String> = PlacementState::ALL
        .iter()
        .filter(|from| from.may_become(to))
        .map(|from| format!("'{from}'"))
        .collect();
    let sql = format!(
        "update placements
         set state = $2, reason = coalesce($3, reason), changed_at = $4
         where id = $1
           and state in ({})",
        if before.is_empty() { "''".to_owned() } else { before.join(", ") }
    );
    let changed = on!(tx, conn => {
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(id.0)
            .bind(to.as_str())
            .bind(reason)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "placement", expected: before.join(" or ") });
    }
    Ok(())
}

/// Removes proposals: those of a plan that was dropped or solved anew. Real placements stay, whatever is asked.
pub async fn proposals_remove(tx: &mut Tx, ids: &[PlacementId]) -> Result<(), StoreError> {
    for chunk in ids.chunks(500) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "delete from placements where released_at is null and state in ('proposed', 'host_ok', 'home_ok') and id in (",
            );
            let mut list = query.separated(", ");
            for id in chunk {
                list.push_bind(id.0);
            }
            query.push(")");
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// Writes a placement's plan anew: team, host, weeks, lock, what it replaces, both sides' word, run and SEQUENCE. Its
/// state has a way of its own: [`placement_become`].
///
/// Errors: [`StoreError::Stale`] when somebody changed it since `seen_at` (its `changed_at` when it was read).
pub async fn placement_set(
    tx: &mut Tx,
    placement: &Placement,
    seen_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let p = placement;
    let changed = on!(tx, conn => {
        sqlx::query(
            "update placements
             set run_id = $3, team_id = $4, host_id = $5, slot = $6, length = $7, from_on = $8, to_on = $9, locked = $10,
                 host_said_at = $11, home_said_at = $12, replaces_id = $13, leaves_run_id = $14, sequence = $15,
                 released_at = $16, changed_at = $17
             where id = $1
               and changed_at = $2",
        )
        .bind(p.id.0)
        .bind(seen_at)
        .bind(p.run_id.0)
        .bind(p.team_id.0)
        .bind(p.host_id.map(|id| id.0))
        .bind(i64::from(p.slot))
        .bind(i64::from(p.length))
        .bind(p.from_on.monday())
        .bind(p.to_on.monday())
        .bind(p.locked)
        .bind(p.host_said_at)
        .bind(p.home_said_at)
        .bind(p.replaces_id.map(|id| id.0))
        .bind(p.leaves_run_id.map(|id| id.0))
        .bind(i64::from(p.sequence))
        .bind(p.released_at)
        .bind(p.changed_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "placement", expected: "as it was read".to_owned() });
    }
    Ok(())
}

/// Real placements that begin or end with `week` or before, and are not marked so yet; by start, at most 2,000.
pub async fn placements_to_advance(tx: &mut Tx, week: Week) -> Result<Vec<Placement>, StoreError> {
    let sql = format!(
        "select {COLUMNS}
         from placements
         where (state = 'confirmed' and from_on <= $1)
            or (state = 'started' and to_on <= $1)
         order by from_on, id
         limit 2000"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(week.monday()).fetch_all(conn).await?
    });
    rows.into_iter().map(Placement::try_from).collect()
}

/// The active people of a team, by id; at most `most`.
pub async fn team_members(
    tx: &mut Tx,
    team: TeamId,
    most: usize,
) -> Result<Vec<PersonId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as(
            "select id from persons where team_id = $1 and state = 'active' order by id limit $2",
        )
        .bind(team.0)
        .bind(super::codec::int(most))
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}
