//! Everything held about one person: read for their download, deleted or made nameless when they erase it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use sqlx::types::Json;
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::PersonId;

/// The most rows of one kind in a download; more than a working life brings.
const MOST: i64 = 5_000;

type At = DateTime<Utc>;

/// What the join form holds: profile, pause, programmes, rather-not list.
///
/// Shape: an object of objects and lists; names of others only where the person put or met them.
pub async fn held_wishes(tx: &mut Tx, person: PersonId) -> Result<Value, StoreError> {
    type Enrolment = (String, String, i64, i64, i64, At, Option<At>, Option<At>);
    type Profile = (String, Json<Value>, Json<Value>, String, Json<Value>, bool, bool, At);
    let profile: Option<Profile> = on!(tx, conn => {
        sqlx::query_as(
            "select about, topics, speaks, place, hours, calendar, on_map, updated_at
             from profiles
             where person_id = $1",
        )
        .bind(person.0)
        .fetch_optional(conn)
        .await?
    });
    let pause: Option<(NaiveDate, Option<NaiveDate>)> = on!(tx, conn => {
        sqlx::query_as("select from_on, until_on from pauses where person_id = $1")
            .bind(person.0)
            .fetch_optional(conn)
            .await?
    });
    let rather_nots: Vec<(String, At)> = on!(tx, conn => {
        sqlx::query_as(
            "select persons.name, rather_nots.created_at
             from rather_nots
             join persons on persons.id = rather_nots.other_id
             where rather_nots.person_id = $1
             order by rather_nots.created_at
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let enrolments: Vec<Enrolment> = on!(tx, conn => {
        sqlx::query_as(
            "select programmes.name, enrolments.consent, cast(enrolments.waited as bigint),
                cast(enrolments.account as bigint), cast(enrolments.silent as bigint), enrolments.joined_at, enrolments.resting_since, enrolments.left_at
             from enrolments
             join programmes on programmes.id = enrolments.programme_id
             where enrolments.person_id = $1
             order by enrolments.joined_at
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    Ok(json!({
        "profile": profile.map(|(about, topics, speaks, place, hours, calendar, on_map, changed_at)| json!({
            "about": about, "topics": topics.0, "languages": speaks.0, "place": place, "working_hours": hours.0,
            "calendar_invitations": calendar, "on_the_open_map": on_map, "changed_at": changed_at,
        })),
        "pause": pause.map(|(from_on, until_on)| json!({ "from": from_on, "until": until_on })),
        "rather_not": rather_nots.into_iter().map(|(name, since)| json!({ "name": name, "since": since }))
            .collect::<Vec<_>>(),
        "programmes": enrolments.into_iter().map(|(name, consent, waited, account, silent, joined, resting, left)| json!({
            "programme": name, "takes_part": consent, "rounds_left_out_in_a_row": waited,
            "thousandths_of_a_round_left_out_above_an_even_share": account,
            "rounds_without_a_word": silent, "joined_at": joined, "resting_since": resting, "left_at": left,
        })).collect::<Vec<_>>(),
    }))
}

/// One meeting, for lists and tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldMeeting {
    /// The programme's name.
    pub programme: String,
    /// When the group was told.
    pub released_at: At,
    /// The others, by name.
    pub others: Vec<String>,
    /// Where it stands.
    pub state: String,
    /// What the person said.
    pub mark: Option<String>,
    /// Why not.
    pub reason: Option<String>,
    /// Free words.
    pub words: Option<String>,
}

/// The person's meetings, newest first.
pub async fn held_meetings(tx: &mut Tx, person: PersonId) -> Result<Vec<HeldMeeting>, StoreError> {
    type Row = (Uuid, String, At, String, Option<String>, Option<String>, Option<String>, String);
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select groups.id, programmes.name, groups.released_at, groups.state,
                mine.mark, mine.reason, mine.words, persons.name
             from group_members as mine
             join groups on groups.id = mine.group_id
             join runs on runs.id = groups.run_id
             join programmes on programmes.id = runs.programme_id
             join group_members as others on others.group_id = mine.group_id and others.person_id <> mine.person_id
             join persons on persons.id = others.person_id
             where mine.person_id = $1 and groups.released_at is not null
             order by groups.released_at desc, groups.id, persons.name
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let mut meetings: Vec<(Uuid, HeldMeeting)> = Vec::new();
    for (group, programme, released_at, state, mark, reason, words, other) in rows {
        match meetings.last_mut() {
            Some((last, meeting)) if *last == group => meeting.others.push(other),
            _ => {
                let others = vec![other];
                let meeting =
                    HeldMeeting { programme, released_at, others, state, mark, reason, words };
                meetings.push((group, meeting));
            }
        }
    }
    Ok(meetings.into_iter().map(|(_, meeting)| meeting).collect())
}

/// What rounds left behind besides meetings: answers, sit-outs, people known.
pub async fn held_history(tx: &mut Tx, person: PersonId) -> Result<Value, StoreError> {
    type Tie =
        (String, String, String, Option<NaiveDate>, Option<NaiveDate>, Option<NaiveDate>, i64);
    let answers: Vec<(String, At, String, At)> = on!(tx, conn => {
        sqlx::query_as(
            "select programmes.name, runs.slot_at, answers.answer, answers.answered_at
             from answers
             join runs on runs.id = answers.run_id
             join programmes on programmes.id = runs.programme_id
             where answers.person_id = $1
             order by runs.slot_at
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let left_outs: Vec<(String, At, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select programmes.name, runs.slot_at, left_outs.reason
             from left_outs
             join runs on runs.id = left_outs.run_id
             join programmes on programmes.id = runs.programme_id
             where left_outs.person_id = $1
             order by runs.slot_at
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let ties: Vec<Tie> = on!(tx, conn => {
        sqlx::query_as(
            "select persons.name, ties.source, ties.state, ties.introduced_on, ties.first_on, ties.last_on,
                cast(ties.times as bigint)
             from ties
             join persons on persons.id = case when ties.a_id = $1 then ties.b_id else ties.a_id end
             where ties.a_id = $1 or ties.b_id = $1
             order by persons.name, ties.source
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    Ok(json!({
        "answers": answers.into_iter().map(|(programme, round, answer, at)| json!({
            "programme": programme, "round": round, "answer": answer, "answered_at": at,
        })).collect::<Vec<_>>(),
        "left_out": left_outs.into_iter().map(|(programme, round, reason)| json!({
            "programme": programme, "round": round, "reason": reason,
        })).collect::<Vec<_>>(),
        "people_known": ties.into_iter().map(|(name, source, state, introduced, first, last, times)| json!({
            "name": name, "through": source, "state": state, "introduced_on": introduced, "first_met_on": first,
            "last_met_on": last, "times": times,
        })).collect::<Vec<_>>(),
    }))
}

/// What the service keeps: notices, sessions, roles, who looked.
pub async fn held_service(tx: &mut Tx, person: PersonId) -> Result<Value, StoreError> {
    let notices: Vec<(String, String, String, At, Option<At>)> = on!(tx, conn => {
        sqlx::query_as(
            "select kind, subject, state, created_at, sent_at
             from outbox
             where recipient_id = $1
             order by created_at
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let sessions: Vec<(String, At, At, At, Option<At>)> = on!(tx, conn => {
        sqlx::query_as(
            "select agent, created_at, seen_at, expires_at, revoked_at
             from sessions
             where person_id = $1
             order by created_at
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let roles: Vec<(String, At)> = on!(tx, conn => {
        sqlx::query_as("select role, granted_at from role_grants where person_id = $1 order by role")
            .bind(person.0)
            .fetch_all(conn)
            .await?
    });
    let views: Vec<(String, String, At)> = on!(tx, conn => {
        sqlx::query_as(
            "select viewer, what, at from views where subject_id = $1 order by at limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let figures: Vec<(String, Option<String>, At)> = on!(tx, conn => {
        sqlx::query_as(
            "select what, period, at from disclosure_log where viewer_id = $1 order by at limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let teams: Vec<(String, At)> = on!(tx, conn => {
        sqlx::query_as(
            "select teams.name, past_teams.until_at
             from past_teams
             join teams on teams.id = past_teams.team_id
             where past_teams.person_id = $1
             order by past_teams.until_at",
        )
        .bind(person.0)
        .fetch_all(conn)
        .await?
    });
    let bounces: Vec<(String, String, At)> = on!(tx, conn => {
        sqlx::query_as(
            "select verdict, status, received_at from bounces where person_id = $1 order by received_at limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let calendar: Option<(At,)> = on!(tx, conn => {
        sqlx::query_as("select made_at from calendar_feeds where person_id = $1")
            .bind(person.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(json!({
        "calendar_address_since": calendar.map(|(at,)| at),
        "bounces": bounces.into_iter().map(|(verdict, status, at)| json!({
            "verdict": verdict, "status": status, "at": at,
        })).collect::<Vec<_>>(),
        "mails": notices.into_iter().map(|(kind, subject, state, created_at, sent_at)| json!({
            "kind": kind, "subject": subject, "state": state, "made_at": created_at, "sent_at": sent_at,
        })).collect::<Vec<_>>(),
        "sessions": sessions.into_iter().map(|(agent, created_at, seen_at, expires_at, ended_at)| json!({
            "browser": agent, "since": created_at, "last_used_at": seen_at, "ends_at": expires_at,
            "ended_at": ended_at,
        })).collect::<Vec<_>>(),
        "roles": roles.into_iter().map(|(role, at)| json!({ "role": role, "since": at })).collect::<Vec<_>>(),
        "former_teams": teams.into_iter().map(|(team, until)| json!({ "team": team, "until": until }))
            .collect::<Vec<_>>(),
        "who_looked": views.into_iter().map(|(viewer, what, at)| json!({
            "viewer": viewer, "what": what, "at": at,
        })).collect::<Vec<_>>(),
        "figures_opened": figures.into_iter().map(|(what, period, at)| json!({
            "figures": what, "quarter": period, "at": at,
        })).collect::<Vec<_>>(),
    }))
}

/// What an erasure would touch, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldCounts {
    /// Programmes the person takes part in.
    pub programmes: usize,
    /// Released groups of rounds that are still open.
    pub open_groups: usize,
    /// Groups in all, which stay as counts.
    pub groups: usize,
    /// Ties, which stay as counts.
    pub ties: usize,
    /// Names on the rather-not list.
    pub rather_nots: usize,
    /// Notices that wait.
    pub waiting: usize,
    /// Mails kept.
    pub mails: usize,
    /// Sessions.
    pub sessions: usize,
    /// Programmes the person owns.
    pub owned: usize,
}

/// Counts what an erasure would touch.
pub async fn held_counts(tx: &mut Tx, person: PersonId) -> Result<HeldCounts, StoreError> {
    type Row = (i64, i64, i64, i64, i64, i64, i64, i64, i64);
    let row: Row = on!(tx, conn => {
        sqlx::query_as(
            "select
                (select count(*) from enrolments where person_id = $1 and left_at is null),
                (select count(*)
                 from group_members
                 join groups on groups.id = group_members.group_id
                 where group_members.person_id = $1 and groups.state in ('released', 'scheduled')),
                (select count(*)
                 from group_members
                 join groups on groups.id = group_members.group_id
                 where group_members.person_id = $1 and groups.released_at is not null),
                (select count(*) from ties where a_id = $1 or b_id = $1),
                (select count(*) from rather_nots where person_id = $1),
                (select count(*) from outbox where recipient_id = $1 and state in ('queued', 'deferred')),
                (select count(*) from outbox where recipient_id = $1),
                (select count(*) from sessions where person_id = $1 and revoked_at is null),
                (select count(*) from programmes where owner_id = $1 and state <> 'ended')",
        )
        .bind(person.0)
        .fetch_one(conn)
        .await?
    });
    let (programmes, open_groups, groups, ties, rather_nots, waiting, mails, sessions, owned) = row;
    Ok(HeldCounts {
        programmes: codec::count(programmes),
        open_groups: codec::count(open_groups),
        groups: codec::count(groups),
        ties: codec::count(ties),
        rather_nots: codec::count(rather_nots),
        waiting: codec::count(waiting),
        mails: codec::count(mails),
        sessions: codec::count(sessions),
        owned: codec::count(owned),
    })
}

/// Deletes what is only the person's, empties what must stay for the counts, and makes the person nameless.
///
/// `false`: they were erased before. Groups and ties keep their rows: whom they were with stays countable, and nobody
/// is introduced to a row without a name.
pub async fn held_erase(tx: &mut Tx, person: PersonId, now: At) -> Result<bool, StoreError> {
    let named = on!(tx, conn => {
        sqlx::query(
            "update persons
             set email = 'erased-' || $2 || '@invalid', name = $3, search = '', external_id = null,
                manager_id = null, site = null, function = null, seniority = null, starts_on = null, state = 'left',
                left_at = coalesce(left_at, $4), suppressed_at = $4, erased_at = $4, updated_at = $4
             where id = $1 and erased_at is null",
        )
        .bind(person.0)
        .bind(person.0.simple().to_string())
        .bind("–")
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if named == 0 {
        return Ok(false);
    }
    for statement in [
        "delete from profiles where person_id = $1",
        "delete from pauses where person_id = $1",
        "delete from rather_nots where person_id = $1 or other_id = $1",
        "delete from sessions where person_id = $1",
        "delete from sign_ins where person_id = $1",
        "delete from role_grants where person_id = $1",
        "delete from views where subject_id = $1",
        "delete from past_teams where person_id = $1",
        "delete from bounces where person_id = $1",
        "delete from calendar_feeds where person_id = $1",
        "delete from answers where person_id = $1",
        "update teams set lead_id = null where lead_id = $1",
        "update applications set goals = '', reason = null where person_id = $1",
        "update applications set state = 'withdrawn'
         where person_id = $1 and state in ('draft', 'submitted', 'awaiting_home', 'eligible', 'waitlisted')",
        "update role_grants set granted_by = null where granted_by = $1",
        "update group_members set reason = null, words = null where person_id = $1",
    ] {
        on!(tx, conn => { sqlx::query(statement).bind(person.0).execute(conn).await?; });
    }
    on!(tx, conn => {
        sqlx::query("update enrolments set left_at = $2, resting_since = null where person_id = $1 and left_at is null")
            .bind(person.0)
            .bind(now)
            .execute(conn)
            .await?;
    });
    // What a worker has in hand is past calling back; its bytes stay until it is done, as with any other mail.
    on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = case when state in ('queued', 'deferred') then 'cancelled' else state end,
                recipient_address = '', subject = '', message = $2
             where recipient_id = $1 and state <> 'sending'",
        )
        .bind(person.0)
        .bind(Vec::<u8>::new())
        .execute(conn)
        .await?;
    });
    Ok(true)
}
