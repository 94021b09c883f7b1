//! People: the directory's facts of them.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::{PersonId, TeamId};
use crate::domain::person::{Language, Person, PersonState, searchable};

/// Rows of one statement: 18 columns each stay below the 32,766 parameters that SQLite takes.
const CHUNK: usize = 1_000;

/// The most rows of one page of a list.
pub const PAGE: usize = 200;

#[derive(sqlx::FromRow)]
pub(super) struct PersonRow {
    id: Uuid,
    external_id: Option<String>,
    email: String,
    name: String,
    team_id: Uuid,
    manager_id: Option<Uuid>,
    site: Option<String>,
    function: Option<String>,
    seniority: Option<String>,
    zone: String,
    starts_on: Option<NaiveDate>,
    state: String,
    language: String,
}

impl TryFrom<PersonRow> for Person {
    type Error = StoreError;

    fn try_from(row: PersonRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: PersonId(row.id),
            external_id: row.external_id,
            email: row.email,
            name: row.name,
            team_id: TeamId(row.team_id),
            manager_id: row.manager_id.map(PersonId),
            site: row.site,
            function: row.function,
            seniority: row.seniority,
            zone: codec::word("persons.zone", &row.zone)?,
            starts_on: row.starts_on,
            state: codec::word("persons.state", &row.state)?,
            language: codec::word("persons.language", &row.language)?,
        })
    }
}

macro_rules! push_person {
    ($row:ident, $person:ident, $now:ident) => {
        $row.push_bind($person.id.0)
            .push_bind($person.external_id.as_deref())
            .push_bind($person.email.as_str())
            .push_bind($person.name.as_str())
            .push_bind(search_text($person))
            .push_bind($person.team_id.0)
            .push_bind($person.manager_id.map(|id| id.0))
            .push_bind($person.site.as_deref())
            .push_bind($person.function.as_deref())
            .push_bind($person.seniority.as_deref())
            .push_bind($person.zone.name())
            .push_bind($person.starts_on)
            .push_bind($person.state.as_str())
            .push_bind($person.language.as_str())
            .push_bind(($person.state == PersonState::Left).then_some($now))
            .push_bind(false)
            .push_bind($now)
            .push_bind($now);
    };
}
/// Adds somebody.
///
/// Errors: [`StoreError::Taken`] when the address or the roster's id is somebody else's.
pub async fn person_insert(
    tx: &mut Tx,
    person: &Person,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        let mut query = QueryBuilder::new(
            "insert into persons (id, external_id, email, name, search, team_id, manager_id, site, function, \
             seniority, zone, starts_on, state, language, left_at, by_hand, created_at, updated_at) ",
        );
        query.push_values(std::slice::from_ref(person), |mut row, person| {
            push_person!(row, person, now);
        });
        query.build().execute(conn).await?;
    });
    Ok(())
}

/// Adds people, or brings those already there (by our id) to the given facts. Managers must come before those whom
/// they manage. Addresses may change hands within the list.
///
/// Errors: [`StoreError::Taken`] when an address or a roster id belongs to somebody outside the list.
/// Cost: one statement per 1,000 people.
pub async fn persons_put(
    tx: &mut Tx,
    people: &[Person],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for chunk in people.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "insert into persons (id, external_id, email, name, search, team_id, manager_id, site, function, \
                 seniority, zone, starts_on, state, language, left_at, by_hand, created_at, updated_at) ",
            );
            query.push_values(chunk, |mut row, person| {
                push_person!(row, person, now);
            });
            query.push(
                " on conflict (id) do update set
                    external_id = excluded.external_id,
                    email = excluded.email,
                    name = excluded.name,
                    search = excluded.search,
                    team_id = excluded.team_id,
                    manager_id = excluded.manager_id,
                    site = excluded.site,
                    function = excluded.function,
                    seniority = excluded.seniority,
                    zone = excluded.zone,
                    starts_on = excluded.starts_on,
                    state = excluded.state,
                    language = excluded.language,
                    -- what bounced was the address of before
                    suppressed_at = case
                        when persons.email = excluded.email or persons.erased_at is not null
                            or persons.email like 'moving:%' and substr(persons.email, 8) = excluded.email
                        then persons.suppressed_at
                    end,
                    left_at = case
                        when excluded.left_at is null then null
                        else coalesce(persons.left_at, excluded.left_at)
                    end,
                    updated_at = excluded.updated_at",
            );
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

fn search_text(person: &Person) -> String {
    searchable(&format!("{} {}", person.name, person.email))
}

/// Frees the addresses and roster ids of people who are about to get others, so that two people can swap theirs.
pub async fn persons_free_keys(tx: &mut Tx, people: &[PersonId]) -> Result<(), StoreError> {
    for chunk in people.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "update persons
                 set email = 'moving:' || email, external_id = null
                 where id in (",
            );
            let mut ids = query.separated(", ");
            for id in chunk {
                ids.push_bind(id.0);
            }
            query.push(")");
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// Somebody by our id.
pub async fn person_get(tx: &mut Tx, id: PersonId) -> Result<Option<Person>, StoreError> {
    let row: Option<PersonRow> = on!(tx, conn => {
        sqlx::query_as(
            "select id, external_id, email, name, team_id, manager_id, site, function, seniority, zone, starts_on,
                 state, language
             from persons
             where id = $1",
        )
        .bind(id.0)
        .fetch_optional(conn)
        .await?
    });
    row.map(Person::try_from).transpose()
}

/// Somebody by address, in any case.
pub async fn person_by_email(tx: &mut Tx, email: &str) -> Result<Option<Person>, StoreError> {
    let row: Option<PersonRow> = on!(tx, conn => {
        sqlx::query_as(
            "select id, external_id, email, name, team_id, manager_id, site, function, seniority, zone, starts_on,
                 state, language
             from persons
             where email = $1",
        )
        .bind(email.trim().to_lowercase())
        .fetch_optional(conn)
        .await?
    });
    row.map(Person::try_from).transpose()
}

/// Everybody, or those with one of the given ids.
///
/// Cost: one statement per 1,000 ids.
pub async fn persons_by_ids(tx: &mut Tx, ids: &[PersonId]) -> Result<Vec<Person>, StoreError> {
    let mut people = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<PersonRow> = on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "select id, external_id, email, name, team_id, manager_id, site, function, seniority, zone, starts_on,
                     state, language
                 from persons
                 where id in (",
            );
            let mut list = query.separated(", ");
            for id in chunk {
                list.push_bind(id.0);
            }
            query.push(") order by name, id");
            query.build_query_as().persistent(false).fetch_all(conn).await?
        });
        for row in rows {
            people.push(row.try_into()?);
        }
    }
    Ok(people)
}

/// Which people a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonFilter {
    /// Part of a name or address, as typed.
    pub search: String,
    /// Only this team.
    pub team_id: Option<TeamId>,
    /// Only this state.
    pub state: Option<PersonState>,
}

/// One line of a list of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
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
    /// The site's name.
    pub site: Option<String>,
    /// Active, away or left.
    pub state: PersonState,
}

#[derive(sqlx::FromRow)]
struct PersonLineRow {
    id: Uuid,
    name: String,
    email: String,
    team_id: Uuid,
    team: String,
    site: Option<String>,
    state: String,
}

/// Adds the filter's conditions behind `where true`.
macro_rules! push_filter {
    ($query:ident, $filter:ident) => {
        for word in searchable(&$filter.search).split(' ').filter(|word| !word.is_empty()) {
            $query
                .push(" and p.search like ")
                .push_bind(format!("%{}%", escape_like(word)))
                .push(" escape '!'");
        }
        if let Some(team) = $filter.team_id {
            $query.push(" and p.team_id = ").push_bind(team.0);
        }
        if let Some(state) = $filter.state {
            $query.push(" and p.state = ").push_bind(state.as_str());
        }
    };
}

fn escape_like(word: &str) -> String {
    word.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

/// People by name, those of the filter; at most [`PAGE`] of them from the `offset`th on.
pub async fn persons_page(
    tx: &mut Tx,
    filter: &PersonFilter,
    offset: usize,
    limit: usize,
) -> Result<Vec<PersonLine>, StoreError> {
    let rows: Vec<PersonLineRow> = on!(tx, conn => {
        let mut query = QueryBuilder::new(
            "select p.id, p.name, p.email, p.team_id, t.name as team, p.site, p.state
             from persons p
             join teams t on t.id = p.team_id
             where true",
        );
        push_filter!(query, filter);
        query
            .push(" order by p.name, p.id limit ")
            .push_bind(codec::int(limit.min(PAGE)))
            .push(" offset ")
            .push_bind(codec::int(offset));
        query.build_query_as().fetch_all(conn).await?
    });
    rows.into_iter()
        .map(|row| {
            Ok(PersonLine {
                id: PersonId(row.id),
                name: row.name,
                email: row.email,
                team_id: TeamId(row.team_id),
                team: row.team,
                site: row.site,
                state: codec::word("persons.state", &row.state)?,
            })
        })
        .collect()
}

/// How many people the filter leaves.
pub async fn persons_count(tx: &mut Tx, filter: &PersonFilter) -> Result<usize, StoreError> {
    let (n,): (i64,) = on!(tx, conn => {
        let mut query = QueryBuilder::new("select count(*) from persons p where true");
        push_filter!(query, filter);
        query.build_query_as().fetch_one(conn).await?
    });
    Ok(codec::count(n))
}

/// Changes the zone and language of somebody's pages and mails, which are their own to choose.
pub async fn person_set_locale(
    tx: &mut Tx,
    id: PersonId,
    zone: chrono_tz::Tz,
    language: Language,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("update persons set zone = $2, language = $3, updated_at = $4 where id = $1")
            .bind(id.0)
            .bind(zone.name())
            .bind(language.as_str())
            .bind(now)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// Marks somebody as made by hand: a roster without them does not make them leave.
pub async fn person_keep_by_hand(tx: &mut Tx, id: PersonId) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("update persons set by_hand = $2 where id = $1")
            .bind(id.0)
            .bind(true)
            .execute(conn)
            .await?;
    });
    Ok(())
}
