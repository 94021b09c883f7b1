//! What guests and hosts say of placements, before and afterwards.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::{PersonId, PlacementId, RunId};
use crate::domain::placement::Side;

/// What somebody says of a placement afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whose word it is.
    pub side: Side,
    /// Was it worth the time: 1 (no) to 5 (very much so).
    pub worth: u32,
    /// Free words; may be empty.
    pub words: String,
    /// Coordinators may read the words.
    pub shared: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// Keeps what somebody says of a placement, in place of what they said before.
pub async fn placement_said(
    tx: &mut Tx,
    placement: PlacementId,
    person: PersonId,
    said: &Said,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into placement_words (placement_id, person_id, side, worth, words, words_shared, said_at)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (placement_id, person_id) do update
             set side = excluded.side, worth = excluded.worth, words = excluded.words,
                 words_shared = excluded.words_shared, said_at = excluded.said_at",
        )
        .bind(placement.0)
        .bind(person.0)
        .bind(said.side.as_str())
        .bind(i64::from(said.worth))
        .bind(&said.words)
        .bind(said.shared)
        .bind(said.at)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// What the guests of one team said, in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamWorth {
    /// The team's name.
    pub team: String,
    /// How many guests' answers are counted.
    pub guests: usize,
    /// The mean of what they said, 1 to 5.
    pub mean: f64,
}

/// What guests said of the teams they were with, by team: the first `step` guests who answered, the first twice as many,
/// and so on. So a further figure never tells of fewer than `step` people who came in between; a guest of several stays
/// counts once, with their last word.
pub async fn team_worths(tx: &mut Tx, step: usize) -> Result<Vec<TeamWorth>, StoreError> {
    let rows: Vec<(String, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select t.name, w.worth
             from placement_words w
             join placements p on p.id = w.placement_id
             join teams t on t.id = p.team_id
             where w.side = 'guest' and not exists (
                select 1 from placement_words later
                join placements q on q.id = later.placement_id
                where later.person_id = w.person_id and later.side = 'guest' and q.team_id = p.team_id
                    and (later.said_at > w.said_at
                        or (later.said_at = w.said_at and later.placement_id > w.placement_id))
             )
             order by t.name, t.id, w.said_at, w.placement_id
             limit 100000",
        )
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .chunk_by(|one, other| one.0 == other.0)
        .filter_map(|team| {
            let guests = team.len() - team.len() % step.max(1);
            let counted = team.get(..guests).filter(|counted| !counted.is_empty())?;
            let sum: i64 = counted.iter().map(|(_, worth)| worth).sum();
            #[expect(clippy::cast_precision_loss, reason = "small counts")]
            let mean = sum as f64 / guests as f64;
            Some(TeamWorth { team: team[0].0.clone(), guests, mean })
        })
        .collect())
}

/// How many placements are over, and of how many guest and host said something: what the numbers rest on.
pub async fn worth_coverage(tx: &mut Tx) -> Result<(usize, usize, usize), StoreError> {
    let (over, guests, hosts): (i64, i64, i64) = on!(tx, conn => {
        sqlx::query_as(
            "select
                (select count(*) from placements where released_at is not null and state in ('finished', 'ended_early')),
                (select count(*) from placement_words where side = 'guest'),
                (select count(*) from placement_words where side = 'host')",
        )
        .fetch_one(conn)
        .await?
    });
    Ok((codec::count(over), codec::count(guests), codec::count(hosts)))
}

/// Words that coordinators may read, the latest first: team, side, words.
pub async fn words_shared(tx: &mut Tx) -> Result<Vec<(String, Side, String)>, StoreError> {
    let rows: Vec<(String, String, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select t.name, w.side, w.words
             from placement_words w
             join placements p on p.id = w.placement_id
             join teams t on t.id = p.team_id
             where w.words_shared
               and w.words <> ''
             order by w.said_at desc
             limit 100",
        )
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(team, side, words)| Ok((team, codec::word("placement_words.side", &side)?, words)))
        .collect()
}

/// Keeps what a host or home lead has against a plan, in place of what they said before.
pub async fn objection_put(
    tx: &mut Tx,
    run: RunId,
    person: PersonId,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into placement_objections (run_id, person_id, reason, said_at)
             values ($1, $2, $3, $4)
             on conflict (run_id, person_id) do update
             set reason = excluded.reason, said_at = excluded.said_at",
        )
        .bind(run.0)
        .bind(person.0)
        .bind(reason)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Takes an objection back. `false`: there was none.
pub async fn objection_remove(
    tx: &mut Tx,
    run: RunId,
    person: PersonId,
) -> Result<bool, StoreError> {
    let removed = on!(tx, conn => {
        sqlx::query("delete from placement_objections where run_id = $1 and person_id = $2")
            .bind(run.0)
            .bind(person.0)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(removed == 1)
}

/// What hosts and home leads have against a plan: who, by name, and why; the latest first.
pub async fn objections_of(
    tx: &mut Tx,
    run: RunId,
) -> Result<Vec<(PersonId, String, String)>, StoreError> {
    let rows: Vec<(Uuid, String, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select o.person_id, persons.name, o.reason
             from placement_objections o
             join persons on persons.id = o.person_id
             where o.run_id = $1
             order by o.said_at desc, o.person_id
             limit 200",
        )
        .bind(run.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id, name, reason)| (PersonId(id), name, reason)).collect())
}

/// Notes that a plan was shown to hosts and home leads; the latest time counts.
pub async fn plan_shown(
    tx: &mut Tx,
    run: RunId,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into plans_shown (run_id, shown_by, shown_at)
             values ($1, $2, $3)
             on conflict (run_id) do update
             set shown_by = excluded.shown_by, shown_at = excluded.shown_at",
        )
        .bind(run.0)
        .bind(by.map(|by| by.0))
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// When a plan was last shown to hosts and home leads.
pub async fn plan_shown_at(tx: &mut Tx, run: RunId) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row: Option<(DateTime<Utc>,)> = on!(tx, conn => {
        sqlx::query_as("select shown_at from plans_shown where run_id = $1")
            .bind(run.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|(at,)| at))
}

/// Plans of cohorts and calls that release themselves some time and were shown to nobody yet.
pub async fn plans_unshown(tx: &mut Tx) -> Result<Vec<RunId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as(
            "select runs.id
             from runs
             left join plans_shown on plans_shown.run_id = runs.id
             where runs.state = 'proposed'
               and runs.hold_until is not null
               and (runs.cohort_id is not null or runs.call_id is not null)
               and plans_shown.run_id is null
             order by runs.id
             limit 100",
        )
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id,)| RunId(id)).collect())
}
