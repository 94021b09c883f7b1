//! What people told us on the join form, and their pauses.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::PersonId;
use crate::domain::person::{Profile, WorkingHours};

type Row = (String, Json<Vec<String>>, Json<Vec<String>>, String, Json<WorkingHours>, bool, bool);

/// What the person told us; none before the first time.
pub async fn profile_get(tx: &mut Tx, person: PersonId) -> Result<Option<Profile>, StoreError> {
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select about, topics, speaks, place, hours, calendar, on_map
             from profiles
             where person_id = $1",
        )
        .bind(person.0)
        .fetch_optional(conn)
        .await?
    });
    row.map(|(about, Json(topics), Json(speaks), place, Json(hours), calendar, on_map)| {
        let place = codec::word("profiles.place", &place)?;
        Ok(Profile { about, topics, speaks, place, hours, calendar, on_map })
    })
    .transpose()
}

/// Keeps what the person tells us, in place of what they told before.
pub async fn profile_set(
    tx: &mut Tx,
    person: PersonId,
    profile: &Profile,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into profiles (person_id, about, topics, speaks, place, hours, calendar, on_map, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (person_id) do update set
                 about = excluded.about,
                 topics = excluded.topics,
                 speaks = excluded.speaks,
                 place = excluded.place,
                 hours = excluded.hours,
                 calendar = excluded.calendar,
                 on_map = excluded.on_map,
                 updated_at = excluded.updated_at",
        )
        .bind(person.0)
        .bind(&profile.about)
        .bind(Json(&profile.topics))
        .bind(Json(&profile.speaks))
        .bind(profile.place.as_str())
        .bind(Json(profile.hours))
        .bind(profile.calendar)
        .bind(profile.on_map)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Shows the person on the open map, or takes them off it; what else they told stays.
pub async fn profile_show(
    tx: &mut Tx,
    person: PersonId,
    on_map: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let none = Profile::default();
    on!(tx, conn => {
        sqlx::query(
            "insert into profiles (person_id, about, topics, speaks, place, hours, calendar, on_map, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (person_id) do update set
                 on_map = excluded.on_map,
                 updated_at = excluded.updated_at",
        )
        .bind(person.0)
        .bind(&none.about)
        .bind(Json(&none.topics))
        .bind(Json(&none.speaks))
        .bind(none.place.as_str())
        .bind(Json(none.hours))
        .bind(none.calendar)
        .bind(on_map)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// A person's time off from being matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The first day without a match.
    pub from_on: NaiveDate,
    /// The first day the person is back; none until they say so.
    pub until_on: Option<NaiveDate>,
}

impl Pause {
    /// Is the person paused on `day`?
    pub fn covers(self, day: NaiveDate) -> bool {
        self.from_on <= day && self.until_on.is_none_or(|until| day < until)
    }
}

/// The person's pause, also one that is over or lies ahead.
pub async fn pause_get(tx: &mut Tx, person: PersonId) -> Result<Option<Pause>, StoreError> {
    let row: Option<(NaiveDate, Option<NaiveDate>)> = on!(tx, conn => {
        sqlx::query_as("select from_on, until_on from pauses where person_id = $1")
            .bind(person.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|(from_on, until_on)| Pause { from_on, until_on }))
}

/// Pauses the person, in place of the pause there was.
pub async fn pause_set(
    tx: &mut Tx,
    person: PersonId,
    pause: Pause,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into pauses (person_id, from_on, until_on, created_at)
             values ($1, $2, $3, $4)
             on conflict (person_id) do update set
                 from_on = excluded.from_on,
                 until_on = excluded.until_on,
                 created_at = excluded.created_at",
        )
        .bind(person.0)
        .bind(pause.from_on)
        .bind(pause.until_on)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Ends the person's pause; false when there was none.
pub async fn pause_clear(tx: &mut Tx, person: PersonId) -> Result<bool, StoreError> {
    let gone = on!(tx, conn => {
        sqlx::query("delete from pauses where person_id = $1")
            .bind(person.0)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(gone > 0)
}

/// Somebody as lists show them: name and team.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// As the person is called.
    pub name: String,
    /// The home team's name.
    pub team: String,
    /// Whose id it is.
    pub id: PersonId,
}

pub(super) fn known((id, name, team): (Uuid, String, String)) -> Known {
    Known { name, team, id: PersonId(id) }
}

/// The text as a `like` pattern that finds it anywhere, its own wildcards escaped by `\`.
pub(super) fn pattern(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('%');
    for letter in text.trim().to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out.push('%');
    out
}

/// People who still work here, by name, without `me`: those whose name or address contains `text`.
/// One more row than `limit` means there are more. Names that SQLite cannot lower (outside ASCII) are found by
/// their own spelling.
pub async fn people_named(
    tx: &mut Tx,
    me: PersonId,
    text: &str,
    limit: i64,
    offset: i64,
) -> Result<Vec<Known>, StoreError> {
    let (folded, spelled) = (pattern(text), {
        let text = text.trim().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        format!("%{text}%")
    });
    let rows: Vec<(Uuid, String, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select p.id, p.name, t.name
             from persons p
             join teams t on t.id = p.team_id
             where p.state <> 'left'
               and p.id <> $1
               and (lower(p.name) like $2 escape '\\' or p.name like $3 escape '\\' or p.email like $2 escape '\\')
             order by p.name, p.id
             limit $4 offset $5",
        )
        .bind(me.0)
        .bind(&folded)
        .bind(&spelled)
        .bind(limit + 1)
        .bind(offset)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(known).collect())
}

/// The person as lists show them; none when there is no such person or they left.
pub async fn person_known(tx: &mut Tx, person: PersonId) -> Result<Option<Known>, StoreError> {
    let row: Option<(Uuid, String, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select p.id, p.name, t.name
             from persons p
             join teams t on t.id = p.team_id
             where p.id = $1
               and p.state <> 'left'",
        )
        .bind(person.0)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(known))
}
