//! What a round is made of, read in one consistent view: the pool, its ties and its never-pairs; and all that a mail
//! to somebody needs.
//!
//! These are bulk reads on purpose (a round is drawn a few times a day, for everybody); pages have their own.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sqlx::QueryBuilder;
use sqlx::types::Json;
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::id::{PersonId, ProgrammeId, RunId, TeamId};
use crate::domain::person::{Language, PersonState, Place, Profile, WorkingHours};

const CHUNK: usize = 2_000;

/// Somebody as a round sees them: directory, wishes, and how they take part in the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub id: PersonId,
    /// As the person is called.
    pub name: String,
    /// Address.
    pub email: String,
    /// The home team.
    pub team_id: TeamId,
    /// Its name.
    pub team: String,
    /// The manager.
    pub manager_id: Option<PersonId>,
    /// Zone.
    pub zone: Tz,
    /// Language of mails.
    pub language: Language,
    /// Active, away or left.
    pub state: PersonState,
    /// The address bounced, or the person was erased.
    pub unreachable: bool,
    /// In the programme.
    pub enrolled: bool,
    /// Rests after silent rounds.
    pub resting: bool,
    /// Rounds in a row left out.
    pub waited: u32,
    /// What the person sat out beyond an even share of the rounds they were in. Units: thousandths of a round.
    pub account: i64,
    /// A pause: first day, and the first day back if it is known.
    pub pause: Option<(NaiveDate, Option<NaiveDate>)>,
    /// What they told of themselves; the defaults if nothing.
    pub profile: Profile,
}

impl Participant {
    /// Whether a pause covers `day`.
    pub fn is_paused_on(&self, day: NaiveDate) -> bool {
        self.pause.is_some_and(|(from, back)| from <= day && back.is_none_or(|back| day < back))
    }

    /// Whether the person may be in a round that is drawn or released on `day`.
    pub fn is_available_on(&self, day: NaiveDate) -> bool {
        self.state == PersonState::Active
            && !self.unreachable
            && self.enrolled
            && !self.resting
            && !self.is_paused_on(day)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    email: String,
    team_id: Uuid,
    team: String,
    manager_id: Option<Uuid>,
    zone: String,
    language: String,
    state: String,
    suppressed_at: Option<DateTime<Utc>>,
    erased_at: Option<DateTime<Utc>>,
    joined_at: Option<DateTime<Utc>>,
    left_at: Option<DateTime<Utc>>,
    resting_since: Option<DateTime<Utc>>,
    waited: Option<i64>,
    account: Option<i64>,
    pause_from: Option<NaiveDate>,
    pause_until: Option<NaiveDate>,
    about: Option<String>,
    topics: Option<Json<Vec<String>>>,
    speaks: Option<Json<Vec<String>>>,
    place: Option<String>,
    hours: Option<Json<WorkingHours>>,
    calendar: Option<bool>,
    on_map: Option<bool>,
}

const COLUMNS: &str =
    "p.id, p.name, p.email, p.team_id, t.name as team, p.manager_id, p.zone, p.language, p.state,
                p.suppressed_at, p.erased_at, e.joined_at, e.left_at, e.resting_since, e.waited, e.account,
                z.from_on as pause_from, z.until_on as pause_until,
                f.about, f.topics, f.speaks, f.place, f.hours, f.calendar, f.on_map";

impl TryFrom<Row> for Participant {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let none = Profile::default();
        let profile = Profile {
            about: row.about.unwrap_or_default(),
            topics: row.topics.map(|list| list.0).unwrap_or_default(),
            speaks: row.speaks.map(|list| list.0).unwrap_or_default(),
            place: row.place.map_or(Ok::<Place, StoreError>(none.place), |place| {
                word("profiles.place", &place)
            })?,
            hours: row.hours.map_or(none.hours, |hours| hours.0),
            calendar: row.calendar.unwrap_or(none.calendar),
            on_map: row.on_map.unwrap_or(none.on_map),
        };
        Ok(Self {
            id: PersonId(row.id),
            name: row.name,
            email: row.email,
            team_id: TeamId(row.team_id),
            team: row.team,
            manager_id: row.manager_id.map(PersonId),
            zone: word("persons.zone", &row.zone)?,
            language: word("persons.language", &row.language)?,
            state: word("persons.state", &row.state)?,
            unreachable: row.suppressed_at.is_some() || row.erased_at.is_some(),
            enrolled: row.joined_at.is_some() && row.left_at.is_none(),
            resting: row.resting_since.is_some(),
            waited: u32::try_from(row.waited.unwrap_or(0)).unwrap_or(0),
            account: row.account.unwrap_or(0),
            pause: row.pause_from.map(|from| (from, row.pause_until)),
            profile,
        })
    }
}

/// People by their ids, as one programme sees them; ids that do not exist are missing.
///
/// Cost: one statement per 2,000.
pub async fn participants_by_ids(
    tx: &mut Tx,
    programme: ProgrammeId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Participant>, StoreError> {
    let mut found = HashMap::with_capacity(people.len());
    for chunk in people.chunks(CHUNK) {
        let rows: Vec<Row> = on!(tx, conn => {
            let mut query = QueryBuilder::new(format!("select {COLUMNS}
                 from persons p
                 join teams t on t.id = p.team_id
                 left join enrolments e on e.person_id = p.id and e.programme_id = "));
            query.push_bind(programme.0).push(
                " left join pauses z on z.person_id = p.id
                 left join profiles f on f.person_id = p.id
                 where p.id in (",
            );
            let mut ids = query.separated(", ");
            for person in chunk {
                ids.push_bind(person.0);
            }
            query.push(")");
            query.build_query_as().persistent(false).fetch_all(conn).await?
        });
        for row in rows {
            let person = Participant::try_from(row)?;
            found.insert(person.id, person);
        }
    }
    Ok(found)
}

/// Everybody who is in a round: active, reachable, enrolled, not resting, not on a pause on `day`; with a standing yes
/// and no "skip", or with a "yes" to this run's question. By id.
pub async fn pool_of(
    tx: &mut Tx,
    programme: ProgrammeId,
    run: Option<RunId>,
    day: NaiveDate,
) -> Result<Vec<Participant>, StoreError> {
    let sql = format!(
        "select {COLUMNS}
         from enrolments e
         join persons p on p.id = e.person_id
         join teams t on t.id = p.team_id
         left join pauses z on z.person_id = p.id
         left join profiles f on f.person_id = p.id
         left join answers a on a.person_id = p.id and a.run_id = $2
         where e.programme_id = $1
           and e.left_at is null
           and p.state = 'active'
           and (a.answer = 'yes' or (e.consent = 'standing' and a.answer is null))
         order by p.id"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(programme.0)
            .bind(run.map(|run| run.0))
            .fetch_all(conn)
            .await?
    });
    let mut pool = Vec::with_capacity(rows.len());
    for row in rows {
        let person = Participant::try_from(row)?;
        if person.is_available_on(day) {
            pool.push(person);
        }
    }
    Ok(pool)
}

/// Seats of teams in one coffee round; teams without a limit are missing.
pub async fn seats_of_teams(tx: &mut Tx) -> Result<HashMap<TeamId, u32>, StoreError> {
    let rows: Vec<(Uuid, i64)> = on!(tx, conn => {
        sqlx::query_as("select id, coffee_seats from teams where coffee_seats is not null")
            .fetch_all(conn)
            .await?
    });
    Ok(rows
        .into_iter()
        .map(|(id, seats)| (TeamId(id), u32::try_from(seats).unwrap_or(0)))
        .collect())
}

/// What is known of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownPair {
    /// The smaller id.
    pub a: PersonId,
    /// The other.
    pub b: PersonId,
    /// They have met or know each other; otherwise they were only introduced.
    pub met: bool,
    /// When they last met, where it is known.
    pub last_on: Option<NaiveDate>,
    /// When a plan brought them together.
    pub introduced_on: Option<NaiveDate>,
    /// How often they met, as far as it is known.
    pub times: i64,
}

#[derive(sqlx::FromRow)]
struct PairRow {
    a_id: Uuid,
    b_id: Uuid,
    met: i64,
    last_on: Option<NaiveDate>,
    introduced_on: Option<NaiveDate>,
    times: i64,
}

/// Ties among the people enrolled in a programme, each pair once over all sources, by ids.
pub async fn ties_among_enrolled(
    tx: &mut Tx,
    programme: ProgrammeId,
) -> Result<Vec<KnownPair>, StoreError> {
    let rows: Vec<PairRow> = on!(tx, conn => {
        sqlx::query_as(
            "select t.a_id, t.b_id, cast(max(case when t.state = 'met' then 1 else 0 end) as bigint) as met,
                    max(t.last_on) as last_on, max(t.introduced_on) as introduced_on,
                    cast(sum(t.times) as bigint) as times
             from ties t
             join enrolments a on a.person_id = t.a_id and a.programme_id = $1 and a.left_at is null
             join enrolments b on b.person_id = t.b_id and b.programme_id = $1 and b.left_at is null
             group by t.a_id, t.b_id
             order by t.a_id, t.b_id",
        )
        .bind(programme.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(KnownPair::from).collect())
}

impl From<PairRow> for KnownPair {
    fn from(row: PairRow) -> Self {
        Self {
            a: PersonId(row.a_id),
            b: PersonId(row.b_id),
            met: row.met == 1,
            last_on: row.last_on,
            introduced_on: row.introduced_on,
            times: row.times,
        }
    }
}

/// Between how many people of each two teams there is a tie: people who have met or know each other, of whom neither has
/// left. Smaller id first.
pub async fn ties_between_teams(tx: &mut Tx) -> Result<HashMap<(TeamId, TeamId), u32>, StoreError> {
    let rows: Vec<(Uuid, Uuid, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select a.team_id, b.team_id, count(*)
             from (select distinct a_id, b_id from ties where state = 'met') t
             join persons a on a.id = t.a_id and a.state <> 'left'
             join persons b on b.id = t.b_id and b.state <> 'left'
             where a.team_id <> b.team_id
             group by a.team_id, b.team_id",
        )
        .fetch_all(conn)
        .await?
    });
    let mut ties: HashMap<(TeamId, TeamId), u32> = HashMap::new();
    for (a, b, count) in rows {
        let link = (TeamId(a.min(b)), TeamId(a.max(b)));
        *ties.entry(link).or_default() += u32::try_from(count).unwrap_or(u32::MAX);
    }
    Ok(ties)
}

/// Pairs among the people enrolled in a programme of whom one rather not meets the other; each once, smaller id first.
pub async fn nevers_among_enrolled(
    tx: &mut Tx,
    programme: ProgrammeId,
) -> Result<Vec<(PersonId, PersonId)>, StoreError> {
    let rows: Vec<(Uuid, Uuid)> = on!(tx, conn => {
        sqlx::query_as(
            // From the few wishes to the people, never over all pairs of people: SQLite keeps the order of cross joins.
            "select r.person_id, r.other_id
             from rather_nots r
             cross join enrolments a
             cross join enrolments b
             where a.person_id = r.person_id and a.programme_id = $1 and a.left_at is null
               and b.person_id = r.other_id and b.programme_id = $1 and b.left_at is null",
        )
        .bind(programme.0)
        .fetch_all(conn)
        .await?
    });
    let mut pairs: Vec<(PersonId, PersonId)> = rows
        .into_iter()
        .map(|(p, q)| super::introduction::ordered(PersonId(p), PersonId(q)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs)
}
