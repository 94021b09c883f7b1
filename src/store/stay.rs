//! Placements as people see them: with names, for timelines, lists of guests, digests and what is asked afterwards.
//! Real ones only: proposals and what was withdrawn are elsewhere.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::coffee::ProgrammeKind;
use crate::domain::id::{PersonId, PlacementId, ProgrammeId, RunId, TeamId};
use crate::domain::placement::PlacementState;
use crate::domain::week::Week;

/// A placement with the names around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The placement.
    pub id: PlacementId,
    /// The run that planned it.
    pub run_id: RunId,
    /// Of which programme.
    pub programme_id: ProgrammeId,
    /// Its name.
    pub programme: String,
    /// Bootcamp or rotation.
    pub kind: ProgrammeKind,
    /// Who answers for the programme.
    pub owner: String,
    /// The guest.
    pub guest_id: PersonId,
    /// The guest's name.
    pub guest: String,
    /// The guest's address.
    pub guest_email: String,
    /// The team the guest comes from.
    pub home: String,
    /// The host team.
    pub team_id: TeamId,
    /// Its name.
    pub team: String,
    /// Who looks after the guest: the host, or the host team's lead.
    pub host_id: Option<PersonId>,
    /// Their name.
    pub host: Option<String>,
    /// Their address.
    pub host_email: Option<String>,
    /// Somebody was named for it.
    pub host_named: bool,
    /// Its first week.
    pub from_on: Week,
    /// The week after its last.
    pub to_on: Week,
    /// Where it stands.
    pub state: PlacementState,
    /// Why it ended early.
    pub reason: Option<String>,
    /// SEQUENCE of its calendar event.
    pub sequence: u32,
    /// Its last change.
    pub changed_at: DateTime<Utc>,
    /// What one would do there, in the host team's words.
    pub expect: Option<String>,
    /// What the one who looks said of it: 1 to 5, words, and whether coordinators may read them.
    pub said: Option<(u32, String, bool)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    run_id: Uuid,
    programme_id: Uuid,
    programme: String,
    kind: String,
    owner: String,
    guest_id: Uuid,
    guest: String,
    guest_email: String,
    home: String,
    team_id: Uuid,
    team: String,
    named_id: Option<Uuid>,
    host_id: Option<Uuid>,
    host: Option<String>,
    host_email: Option<String>,
    from_on: NaiveDate,
    to_on: NaiveDate,
    state: String,
    reason: Option<String>,
    sequence: i64,
    changed_at: DateTime<Utc>,
    expect: Option<String>,
    worth: Option<i64>,
    words: Option<String>,
    words_shared: Option<bool>,
}

impl TryFrom<Row> for Stay {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: PlacementId(row.id),
            run_id: RunId(row.run_id),
            programme_id: ProgrammeId(row.programme_id),
            programme: row.programme,
            kind: word("programmes.kind", &row.kind)?,
            owner: row.owner,
            guest_id: PersonId(row.guest_id),
            guest: row.guest,
            guest_email: row.guest_email,
            home: row.home,
            team_id: TeamId(row.team_id),
            team: row.team,
            host_id: row.host_id.map(PersonId),
            host: row.host,
            host_email: row.host_email,
            host_named: row.named_id.is_some(),
            from_on: Week::of(row.from_on),
            to_on: Week::of(row.to_on),
            state: word("placements.state", &row.state)?,
            reason: row.reason,
            sequence: u32::try_from(row.sequence).unwrap_or(0),
            changed_at: row.changed_at,
            expect: row.expect.filter(|words| !words.trim().is_empty()),
            said: row.worth.map(|worth| {
                let worth = u32::try_from(worth).unwrap_or(0);
                (worth, row.words.unwrap_or_default(), row.words_shared.unwrap_or(false))
            }),
        })
    }
}

/// `$1` is the one who looks.
const BASE: &str = "select p.id, p.run_id, g.id as programme_id, g.name as programme, g.kind, owner.name as owner,
                guest.id as guest_id, guest.name as guest, guest.email as guest_email, home.name as home,
                t.id as team_id, t.name as team, p.host_id as named_id, host.id as host_id, host.name as host,
                host.email as host_email, p.from_on, p.to_on, p.state, p.reason, p.sequence, p.changed_at, coalesce(ct.words, case when p.cohort_id is null then null else t.expect end) as expect,
                cast(w.worth as bigint) as worth, w.words, w.words_shared
         from placements p
         join runs r on r.id = p.run_id
         join programmes g on g.id = r.programme_id
         join persons owner on owner.id = g.owner_id
         join persons guest on guest.id = p.person_id
         join teams home on home.id = p.home_team_id
         join teams t on t.id = p.team_id
         left join persons host on host.id = coalesce(p.host_id, t.lead_id)
         left join call_teams ct on ct.call_id = p.call_id and ct.team_id = p.team_id
         left join placement_words w on w.placement_id = p.id and w.person_id = $1
         where p.released_at is not null
           and p.state in ('confirmed', 'started', 'finished', 'ended_early')";

const ORDER: &str = "order by p.from_on, guest.name, p.id limit 500";

/// Somebody's own placements, by start.
pub async fn stays_of(tx: &mut Tx, person: PersonId) -> Result<Vec<Stay>, StoreError> {
    let sql = format!("{BASE} and p.person_id = $1 {ORDER}");
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(person.0).fetch_all(conn).await?
    });
    rows.into_iter().map(Stay::try_from).collect()
}

/// One placement, if `person` is its guest or looks after its guest.
pub async fn stay_get(
    tx: &mut Tx,
    person: PersonId,
    id: PlacementId,
) -> Result<Option<Stay>, StoreError> {
    let sql = format!(
        "{BASE} and p.id = $2 and (p.person_id = $1 or coalesce(p.host_id, t.lead_id) = $1) {ORDER}"
    );
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(person.0).bind(id.0).fetch_optional(conn).await?
    });
    row.map(Stay::try_from).transpose()
}

/// The guests of whom `person` looks after or whose host team they lead, from the week `from` on.
pub async fn stays_hosted(
    tx: &mut Tx,
    person: PersonId,
    from: Week,
) -> Result<Vec<Stay>, StoreError> {
    let sql = format!("{BASE} and (p.host_id = $1 or t.lead_id = $1) and p.to_on > $2 {ORDER}");
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(person.0)
            .bind(from.monday())
            .fetch_all(conn)
            .await?
    });
    rows.into_iter().map(Stay::try_from).collect()
}

/// The people of the teams that `lead` leads who are with other teams, from the week `from` on.
pub async fn stays_away(tx: &mut Tx, lead: PersonId, from: Week) -> Result<Vec<Stay>, StoreError> {
    let sql = format!("{BASE} and home.lead_id = $1 and p.to_on > $2 {ORDER}");
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(lead.0)
            .bind(from.monday())
            .fetch_all(conn)
            .await?
    });
    rows.into_iter().map(Stay::try_from).collect()
}

/// A programme's placements that begin in the week, or have it as their last, or begin within `ahead` weeks and have
/// nobody named to look after the guest.
pub async fn stays_of_week(
    tx: &mut Tx,
    programme: ProgrammeId,
    week: Week,
    ahead: u32,
) -> Result<Vec<Stay>, StoreError> {
    let sql = format!(
        "{BASE}
           and p.state <> 'ended_early'
           and r.programme_id = $2
           and (p.from_on = $3
                or p.to_on = $4
                or (p.host_id is null and p.from_on > $3 and p.from_on < $5))
         {ORDER}"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(Uuid::nil())
            .bind(programme.0)
            .bind(week.monday())
            .bind(week.plus(1).monday())
            .bind(week.plus(ahead).monday())
            .fetch_all(conn)
            .await?
    });
    rows.into_iter().map(Stay::try_from).collect()
}

/// Placements that are over since `since` at the earliest, had ended by `until`, and of which nobody was asked yet how they
/// were; at most 500.
pub async fn stays_unasked(
    tx: &mut Tx,
    since: Week,
    until: DateTime<Utc>,
) -> Result<Vec<Stay>, StoreError> {
    let sql = format!(
        "{BASE}
           and p.state in ('finished', 'ended_early')
           and p.to_on >= $2
           and p.changed_at <= $3
           and not exists (select 1 from placement_asked where placement_asked.placement_id = p.id)
         {ORDER}"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(Uuid::nil())
            .bind(since.monday())
            .bind(until)
            .fetch_all(conn)
            .await?
    });
    rows.into_iter().map(Stay::try_from).collect()
}

/// Notes that guest and host were asked. `false`: they were before.
pub async fn stay_asked(
    tx: &mut Tx,
    id: PlacementId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let added = on!(tx, conn => {
        sqlx::query(
            "insert into placement_asked (placement_id, asked_at)
             values ($1, $2)
             on conflict (placement_id) do nothing",
        )
        .bind(id.0)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(added == 1)
}

/// Notes that a programme's digest of a week was made. `false`: it was before.
pub async fn digest_begin(
    tx: &mut Tx,
    programme: ProgrammeId,
    week: Week,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let added = on!(tx, conn => {
        sqlx::query(
            "insert into digests (programme_id, week_on, made_at)
             values ($1, $2, $3)
             on conflict (programme_id, week_on) do nothing",
        )
        .bind(programme.0)
        .bind(week.monday())
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(added == 1)
}

/// Was a programme's digest of a week made?
pub async fn digest_made(
    tx: &mut Tx,
    programme: ProgrammeId,
    week: Week,
) -> Result<bool, StoreError> {
    let (made,): (i64,) = on!(tx, conn => {
        sqlx::query_as("select count(*) from digests where programme_id = $1 and week_on = $2")
            .bind(programme.0)
            .bind(week.monday())
            .fetch_one(conn)
            .await?
    });
    Ok(made > 0)
}

/// Placements, to come or going on, of people who have left; at most 200.
pub async fn placements_of_leavers(
    tx: &mut Tx,
) -> Result<Vec<(PlacementId, PlacementState)>, StoreError> {
    let rows: Vec<(Uuid, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select p.id, p.state
             from placements p
             join persons on persons.id = p.person_id
             where p.state in ('confirmed', 'started')
               and persons.state = 'left'
             order by p.from_on, p.id
             limit 200",
        )
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(id, state)| Ok((PlacementId(id), word("placements.state", &state)?)))
        .collect()
}
