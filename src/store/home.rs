//! What somebody's own pages need, each in one query: the programmes open to them, their open rounds, their current
//! groups, and what the directory knows of them.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sqlx::types::Json;
use uuid::Uuid;

use super::profile::{Known, Pause, known};
use super::{StoreError, Tx, codec, on};
use crate::domain::coffee::{
    Answer, CoffeeRules, Consent, GroupState, Mark, ProgrammeState, Reason,
};
use crate::domain::id::{GroupId, PersonId, ProgrammeId, RunId};
use crate::domain::person::Place;
use crate::domain::plan::RunState;

/// A coffee programme as one person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The programme.
    pub id: ProgrammeId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Who answers for it.
    pub owner: String,
    /// Whether it makes rounds now.
    pub state: ProgrammeState,
    /// The cadence as written.
    pub cadence: String,
    /// The zone of the cadence.
    pub zone: Tz,
    /// Cadences count from here.
    pub starts_at: DateTime<Utc>,
    /// The latest slot with a run.
    pub last_slot_at: Option<DateTime<Utc>>,
    /// The rules of its rounds.
    pub rules: CoffeeRules,
    /// How many take part.
    pub participants: usize,
    /// How many active people there are in all.
    pub people: usize,
    /// How the person takes part; none when they do not.
    pub own: Option<Own>,
    /// Meetings of the person in this programme since the instant that was asked for; those recalled or not met
    /// do not count.
    pub meetings: usize,
    /// The person's team gives no places at present, so that no round can hold the person.
    pub without_places: bool,
}

/// How a person takes part in a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    /// In every round, or asked each time.
    pub consent: Consent,
    /// Rounds in a row left out.
    pub waited: usize,
    /// Rests since then, after three silent rounds.
    pub resting_since: Option<DateTime<Utc>>,
    /// Since when.
    pub joined_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct CardRow {
    id: Uuid,
    name: String,
    purpose: String,
    owner: String,
    state: String,
    cadence: String,
    zone: String,
    starts_at: DateTime<Utc>,
    last_slot_at: Option<DateTime<Utc>>,
    rules: Json<CoffeeRules>,
    participants: i64,
    people: i64,
    consent: Option<String>,
    waited: Option<i64>,
    resting_since: Option<DateTime<Utc>>,
    joined_at: Option<DateTime<Utc>>,
    meetings: i64,
    team_seats: Option<i64>,
    pause_from_on: Option<NaiveDate>,
    pause_until_on: Option<NaiveDate>,
}

/// The coffee programmes that are active or paused, by name, as the person sees them, at most 200; and the person's
/// pause, which is read on the way. `since` is where counting the person's meetings starts.
pub async fn cards_for(
    tx: &mut Tx,
    person: PersonId,
    since: DateTime<Utc>,
) -> Result<(Vec<Card>, Option<Pause>), StoreError> {
    let rows: Vec<CardRow> = on!(tx, conn => {
        sqlx::query_as(
            "select pr.id, pr.name, pr.purpose, o.name as owner, pr.state, pr.cadence, pr.zone, pr.starts_at,
                    pr.last_slot_at, pr.rules,
                    (select cast(count(*) as bigint)
                     from enrolments c
                     join persons cp on cp.id = c.person_id
                     where c.programme_id = pr.id
                       and c.left_at is null
                       and cp.state = 'active') as participants,
                    (select cast(count(*) as bigint) from persons where state = 'active') as people,
                    e.consent, cast(e.waited as bigint) as waited, e.resting_since, e.joined_at,
                    (select cast(count(*) as bigint)
                     from group_members m
                     join groups g on g.id = m.group_id
                     join runs r on r.id = g.run_id
                     where m.person_id = $1
                       and r.programme_id = pr.id
                       and g.released_at >= $2
                       and g.state in ('released', 'scheduled', 'met', 'unknown')) as meetings,
                    (select t.coffee_seats
                     from persons me
                     join teams t on t.id = me.team_id
                     where me.id = $1) as team_seats,
                    pa.from_on as pause_from_on, pa.until_on as pause_until_on
             from programmes pr
             join persons o on o.id = pr.owner_id
             left join enrolments e on e.programme_id = pr.id and e.person_id = $1 and e.left_at is null
             left join pauses pa on pa.person_id = $1
             where pr.kind = 'coffee'
               and pr.state in ('active', 'paused')
             order by pr.name
             limit 200",
        )
        .bind(person.0)
        .bind(since)
        .fetch_all(conn)
        .await?
    });
    let pause = rows.first().and_then(|row| {
        row.pause_from_on.map(|from_on| Pause { from_on, until_on: row.pause_until_on })
    });
    let cards: Result<Vec<Card>, StoreError> = rows
        .into_iter()
        .map(|row| {
            let own = match (row.consent, row.joined_at) {
                (Some(consent), Some(joined_at)) => Some(Own {
                    consent: codec::word("enrolments.consent", &consent)?,
                    waited: codec::count(row.waited.unwrap_or(0)),
                    resting_since: row.resting_since,
                    joined_at,
                }),
                _ => None,
            };
            Ok(Card {
                id: ProgrammeId(row.id),
                name: row.name,
                purpose: row.purpose,
                owner: row.owner,
                state: codec::word("programmes.state", &row.state)?,
                cadence: row.cadence,
                zone: codec::word("programmes.zone", &row.zone)?,
                starts_at: row.starts_at,
                last_slot_at: row.last_slot_at,
                rules: row.rules.0,
                participants: codec::count(row.participants),
                people: codec::count(row.people),
                own,
                meetings: codec::count(row.meetings),
                without_places: row.team_seats == Some(0),
            })
        })
        .collect();
    Ok((cards?, pause))
}

/// An open round of a programme that the person takes part in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRound {
    /// The run.
    pub run_id: RunId,
    /// Its programme.
    pub programme_id: ProgrammeId,
    /// When it is, or was, drawn.
    pub slot_at: DateTime<Utc>,
    /// Where it stands.
    pub state: RunState,
    /// When people were asked.
    pub asked_at: Option<DateTime<Utc>>,
    /// When the plan is released by itself.
    pub hold_until: Option<DateTime<Utc>>,
    /// When the time to meet ends.
    pub closes_at: Option<DateTime<Utc>>,
    /// The person's answer to the question.
    pub answer: Option<Answer>,
    /// Why the person was left out, as the draw wrote it.
    pub left_out: Option<String>,
}

#[derive(sqlx::FromRow)]
struct RoundRow {
    id: Uuid,
    programme_id: Uuid,
    slot_at: DateTime<Utc>,
    state: String,
    asked_at: Option<DateTime<Utc>>,
    hold_until: Option<DateTime<Utc>>,
    closes_at: Option<DateTime<Utc>>,
    answer: Option<String>,
    left_out: Option<String>,
}

/// The rounds that are under way (asked, drawn, or running) in programmes the person takes part in, newest first.
pub async fn open_rounds_for(tx: &mut Tx, person: PersonId) -> Result<Vec<OpenRound>, StoreError> {
    let rows: Vec<RoundRow> = on!(tx, conn => {
        sqlx::query_as(
            "select r.id, r.programme_id, r.slot_at, r.state, r.asked_at, r.hold_until, r.closes_at,
                    a.answer, l.reason as left_out
             from enrolments e
             join runs r on r.programme_id = e.programme_id
             left join answers a on a.run_id = r.id and a.person_id = $1
             left join left_outs l on l.run_id = r.id and l.person_id = $1
             where e.person_id = $1
               and e.left_at is null
               and r.state in ('draft', 'solving', 'proposed', 'held', 'failed', 'released', 'sending', 'sent')
               and r.closed_at is null
             order by r.slot_at desc, r.id
             limit 50",
        )
        .bind(person.0)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|row| {
            Ok(OpenRound {
                run_id: RunId(row.id),
                programme_id: ProgrammeId(row.programme_id),
                slot_at: row.slot_at,
                state: codec::word("runs.state", &row.state)?,
                asked_at: row.asked_at,
                hold_until: row.hold_until,
                closes_at: row.closes_at,
                answer: row.answer.map(|text| codec::word("answers.answer", &text)).transpose()?,
                left_out: row.left_out,
            })
        })
        .collect()
}

/// A group the person is in, as the person may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnGroup {
    /// The group.
    pub id: GroupId,
    /// Its run.
    pub run_id: RunId,
    /// Where the run stands.
    pub run_state: RunState,
    /// The programme.
    pub programme_id: ProgrammeId,
    /// The programme's name.
    pub programme: String,
    /// The programme's rules.
    pub rules: CoffeeRules,
    /// Where the group stands.
    pub state: GroupState,
    /// Who invites.
    pub inviter_id: PersonId,
    /// Instants inside everybody's hours.
    pub slots: Vec<DateTime<Utc>>,
    /// The opening question, or the id of its text.
    pub question: String,
    /// When the group was told.
    pub released_at: Option<DateTime<Utc>>,
    /// When the time to meet ends.
    pub closes_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// The person's own row.
    pub own: OwnMark,
    /// The person's own mail about the group went out with an invitation to the first of the slots.
    pub invited: bool,
    /// The others, by name.
    pub others: Vec<Partner>,
}

/// What the person said of the meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnMark {
    /// Scheduled, met, not met; none before the first word.
    pub mark: Option<Mark>,
    /// Why not.
    pub reason: Option<Reason>,
    /// Free words.
    pub words: Option<String>,
    /// Coordinators may read the words.
    pub words_shared: bool,
}

/// Somebody to meet, with what they chose to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Who, and of which team.
    pub known: Known,
    /// Address, to write to.
    pub email: String,
    /// The partner's zone.
    pub zone: Tz,
    /// The partner's site.
    pub site: Option<String>,
    /// Two lines about them.
    pub about: String,
    /// Topics they like.
    pub topics: Vec<String>,
    /// Where they like to meet.
    pub place: Option<Place>,
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    id: Uuid,
    run_id: Uuid,
    run_state: String,
    programme_id: Uuid,
    programme: String,
    rules: Json<CoffeeRules>,
    state: String,
    inviter_id: Uuid,
    slots: Json<Vec<DateTime<Utc>>>,
    question: String,
    released_at: Option<DateTime<Utc>>,
    closes_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    person_id: Uuid,
    mark: Option<String>,
    reason: Option<String>,
    words: Option<String>,
    words_shared: bool,
    name: String,
    email: String,
    zone: String,
    site: Option<String>,
    team: String,
    about: Option<String>,
    topics: Option<Json<Vec<String>>>,
    place: Option<String>,
    /// Only in the person's own row.
    mail: Option<Vec<u8>>,
}

const MEMBERS: &str =
    "select g.id, g.run_id, r.state as run_state, r.programme_id, pr.name as programme, pr.rules,
        g.state, g.inviter_id, g.slots, g.question, g.released_at, r.closes_at, r.closed_at,
        m.person_id, m.mark, m.reason, m.words, m.words_shared,
        p.name, p.email, p.zone, p.site, t.name as team, f.about, f.topics, f.place,
        case when m.person_id = $1 then
            (select o.message
             from outbox o
             where o.group_id = g.id
               and o.recipient_id = $1
               and o.kind = 'match'
               and o.state in ('sending', 'sent')
             order by o.created_at desc
             limit 1)
        end as mail
 from group_members own
 join groups g on g.id = own.group_id
 join runs r on r.id = g.run_id
 join programmes pr on pr.id = r.programme_id
 join group_members m on m.group_id = g.id
 join persons p on p.id = m.person_id
 join teams t on t.id = p.team_id
 left join profiles f on f.person_id = p.id
 where own.person_id = $1";

/// The person's groups whose time to meet is not over, newest first.
pub async fn groups_now(tx: &mut Tx, person: PersonId) -> Result<Vec<OwnGroup>, StoreError> {
    let sql = format!(
        "{MEMBERS}
           and g.released_at is not null
           and g.state <> 'recalled'
           and r.state in ('released', 'sending', 'sent')
         order by g.released_at desc, g.id, p.name, p.id
         limit 200"
    );
    let rows: Vec<MemberRow> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(person.0).fetch_all(conn).await?
    });
    own_groups(person, rows)
}

/// One group of the person's own that was released; none when there is no such group or the person is not in it.
pub async fn group_of(
    tx: &mut Tx,
    person: PersonId,
    group: GroupId,
) -> Result<Option<OwnGroup>, StoreError> {
    let sql = format!(
        "{MEMBERS}
           and g.id = $2
           and g.released_at is not null
         order by p.name, p.id"
    );
    let rows: Vec<MemberRow> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(person.0).bind(group.0).fetch_all(conn).await?
    });
    Ok(own_groups(person, rows)?.pop())
}

fn own_groups(person: PersonId, rows: Vec<MemberRow>) -> Result<Vec<OwnGroup>, StoreError> {
    let mut groups: Vec<OwnGroup> = Vec::new();
    for row in rows {
        if groups.last().is_none_or(|last| last.id.0 != row.id) {
            groups.push(OwnGroup {
                id: GroupId(row.id),
                run_id: RunId(row.run_id),
                run_state: codec::word("runs.state", &row.run_state)?,
                programme_id: ProgrammeId(row.programme_id),
                programme: row.programme,
                rules: row.rules.0,
                state: codec::word("groups.state", &row.state)?,
                inviter_id: PersonId(row.inviter_id),
                slots: row.slots.0,
                question: row.question,
                released_at: row.released_at,
                closes_at: row.closes_at,
                closed_at: row.closed_at,
                own: OwnMark::default(),
                invited: false,
                others: Vec::new(),
            });
        }
        let Some(group) = groups.last_mut() else { continue };
        if row.person_id == person.0 {
            let mail = codec::unpack("outbox.message", row.mail.unwrap_or_default())?;
            group.invited = has_invitation(&mail);
            group.own = OwnMark {
                mark: row.mark.map(|text| codec::word("group_members.mark", &text)).transpose()?,
                reason: row
                    .reason
                    .map(|text| codec::word("group_members.reason", &text))
                    .transpose()?,
                words: row.words,
                words_shared: row.words_shared,
            };
        } else {
            group.others.push(Partner {
                known: known((row.person_id, row.name, row.team)),
                email: row.email,
                zone: codec::word("persons.zone", &row.zone)?,
                site: row.site,
                about: row.about.unwrap_or_default(),
                topics: row.topics.map(|Json(topics)| topics).unwrap_or_default(),
                place: row.place.map(|text| codec::word("profiles.place", &text)).transpose()?,
            });
        }
    }
    Ok(groups)
}

/// Whether a mail carries an invitation: the header of that part is plain text in every message that Weft makes.
fn has_invitation(mail: &[u8]) -> bool {
    let part: &[u8] = b"Content-Type: text/calendar";
    mail.windows(part.len()).any(|here| here.eq_ignore_ascii_case(part))
}

/// What the directory knows of somebody, as shown to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// Home team.
    pub team: String,
    /// The manager's name.
    pub manager: Option<String>,
    /// Site.
    pub site: Option<String>,
    /// What the person does.
    pub function: Option<String>,
    /// How senior.
    pub seniority: Option<String>,
    /// First day of work.
    pub starts_on: Option<NaiveDate>,
}

/// What the directory knows of the person.
pub async fn directory_of(tx: &mut Tx, person: PersonId) -> Result<Option<Directory>, StoreError> {
    type Text = Option<String>;
    let row: Option<(String, Text, Text, Text, Text, Option<NaiveDate>)> = on!(tx, conn => {
        sqlx::query_as(
            "select t.name, m.name, p.site, p.function, p.seniority, p.starts_on
             from persons p
             join teams t on t.id = p.team_id
             left join persons m on m.id = p.manager_id
             where p.id = $1",
        )
        .bind(person.0)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(|(team, manager, site, function, seniority, starts_on)| Directory {
        team,
        manager,
        site,
        function,
        seniority,
        starts_on,
    }))
}
