//! The open map: people who chose to be shown, and who of them has met whom. One text says who is shown; every page,
//! table and drawing reads it through here.

use uuid::Uuid;

use super::profile::{Known, known};
use super::{StoreError, Tx, on};
use crate::domain::id::{PersonId, TeamId};

/// Between rows and between columns of an aggregated text. A name that holds one of them shows a blank instead.
const ROW: &str = "\u{1e}";
const COLUMN: &str = "\u{1f}";

/// Who is shown, of people `p` with what they told `f`: who ticked it, works here now and was not erased.
const CHOSEN: &str = "f.on_map and p.state = 'active' and p.erased_at is null";

/// The ties that are shown: the two have met, as far as anybody else may know. Introductions are no ties; a meeting that
/// one of them denied is none either, since its tie went back to introduced. The same team is no tie but an office, and
/// what one person said of whom they know well stays theirs.
const MET: &str = "ties.state = 'met' and ties.source not in ('team', 'stated')";

/// Somebody on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Who.
    pub id: PersonId,
    /// As the person is called.
    pub name: String,
    /// The home team.
    pub team_id: TeamId,
    /// Its name.
    pub team: String,
}

/// Everybody on the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenMap {
    /// The people, by id.
    pub people: Vec<Shown>,
    /// Who has met whom: indices into `people`, each pair once.
    pub ties: Vec<(usize, usize)>,
}

/// Everybody who chose to be shown, and the ties between them.
///
/// Shape: one row of two texts, whatever the size: ten thousand rows through the driver take several times as long.
/// Cost: about 100 ms of CPU for 10,000 people and 33,000 ties.
pub async fn open_map_read(tx: &mut Tx) -> Result<OpenMap, StoreError> {
    let (person, team) = (tx.digits("s.id"), tx.digits("s.team_id"));
    let sql = format!(
        "with shown as (
             select p.id, p.name, p.team_id, t.name as team, row_number() over (order by p.id) - 1 as n
             from persons p
             join teams t on t.id = p.team_id
             join profiles f on f.person_id = p.id
             where {CHOSEN}
         ), tied as (
             select distinct a_id, b_id from ties where {MET}
         )
         select
             (select string_agg(
                  cast(s.n as text) || cast($2 as text) || {person} || $2 || {team} || $2
                  || replace(replace(s.name, $1, ' '), $2, ' ') || $2
                  || replace(replace(s.team, $1, ' '), $2, ' '), cast($1 as text))
              from shown s),
             (select string_agg(cast(a.n as text) || cast($2 as text) || cast(b.n as text), cast($1 as text))
              from tied
              join shown a on a.id = tied.a_id
              join shown b on b.id = tied.b_id)"
    );
    let (people, ties): (Option<String>, Option<String>) = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(ROW)
            .bind(COLUMN)
            .fetch_one(conn)
            .await?
    });
    let mut people: Vec<(usize, Shown)> = rows(people.as_deref(), person_of)?;
    people.sort_unstable_by_key(|(number, _)| *number);
    let people = people.into_iter().map(|(_, shown)| shown).collect();
    let mut ties: Vec<(usize, usize)> = rows(ties.as_deref(), tie_of)?;
    ties.sort_unstable();
    Ok(OpenMap { people, ties })
}

/// Reads an aggregated text. What is wrong with it is not quoted: it holds names.
fn rows<T>(text: Option<&str>, read: fn(&str) -> Option<T>) -> Result<Vec<T>, StoreError> {
    text.into_iter()
        .flat_map(|text| text.split(ROW))
        .map(read)
        .collect::<Option<Vec<T>>>()
        .ok_or_else(|| StoreError::Corrupt { column: "the open map", text: String::new() })
}

fn person_of(row: &str) -> Option<(usize, Shown)> {
    let mut columns = row.split(COLUMN);
    let number = columns.next()?.parse().ok()?;
    let id = columns.next()?.parse().ok()?;
    let team_id = columns.next()?.parse().ok()?;
    let name = columns.next()?.to_owned();
    let team = columns.next()?.to_owned();
    Some((number, Shown { id, name, team_id, team }))
}

fn tie_of(row: &str) -> Option<(usize, usize)> {
    let (a, b) = row.split_once(COLUMN)?;
    Some((a.parse().ok()?, b.parse().ok()?))
}

/// Somebody on the map; none when there is no such person, or they are not shown.
pub async fn open_map_person(tx: &mut Tx, person: PersonId) -> Result<Option<Known>, StoreError> {
    let sql = format!(
        "select p.id, p.name, t.name
         from persons p
         join teams t on t.id = p.team_id
         join profiles f on f.person_id = p.id
         where {CHOSEN}
           and p.id = $1"
    );
    let row: Option<(Uuid, String, String)> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(person.0).fetch_optional(conn).await?
    });
    Ok(row.map(known))
}

/// Those on the map whom somebody on the map has met, by name; none for somebody who is not shown. One more row than
/// `limit` means there are more.
pub async fn open_map_ties(
    tx: &mut Tx,
    person: PersonId,
    limit: i64,
    offset: i64,
) -> Result<Vec<Known>, StoreError> {
    let sql = format!(
        "with tied as (
             select b_id as id from ties where a_id = $1 and {MET}
             union
             select a_id as id from ties where b_id = $1 and {MET}
         )
         select p.id, p.name, t.name
         from persons p
         join teams t on t.id = p.team_id
         join profiles f on f.person_id = p.id
         where {CHOSEN}
           and p.id in (select id from tied)
           and exists (
               select 1 from persons p join profiles f on f.person_id = p.id where {CHOSEN} and p.id = $1
           )
         order by p.name, p.id
         limit $2 offset $3"
    );
    let rows: Vec<(Uuid, String, String)> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(person.0)
            .bind(limit + 1)
            .bind(offset)
            .fetch_all(conn)
            .await?
    });
    Ok(rows.into_iter().map(known).collect())
}
