//! A person's own dates under a secret address, for calendars that read it again and again (`webcal`).
//!
//! The address is the only key: whoever has it reads the dates, so it shows no address of anybody, is kept as a hash only,
//! and ends when its owner revokes it, renews it or leaves.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Datelike, Months, NaiveDate, TimeDelta, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::mailer::locale;
use super::placing::letters::last_day_of;
use super::{Env, Site};
use crate::domain::calendar::Cadence;
use crate::domain::id::PersonId;
use crate::domain::placement::PlacementState;
use crate::domain::week::Week;
use crate::mail::MailError;
use crate::mail::feed::{Entry, When, calendar};
use crate::store::StoreError;
use crate::store::audit::audit_append;
use crate::store::feed::{
    FeedHash, FeedMeeting, FeedRounds, feed_made_at, feed_meetings, feed_owner, feed_revoke,
    feed_rounds, feed_set,
};
use crate::store::stay::{Stay, stays_hosted, stays_of};
use crate::text::Text;

/// What was is shown for so many months.
const MONTHS_BACK: u32 = 6;
/// Rounds to come are shown for so many months.
const MONTHS_AHEAD: u32 = 12;
/// Occurrences of a cadence that no rule says, shown one by one.
const ONE_BY_ONE: usize = 12;
/// How long "groups are drawn" stands in the calendar.
const DRAW_MINUTES: u32 = 15;

/// A calendar as it is handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// iCalendar.
    pub ics: String,
    /// When what it shows last changed.
    pub modified: DateTime<Utc>,
}

/// Why a calendar was not made.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It could not be written.
    #[error("the calendar could not be made")]
    Calendar(#[from] MailError),
}

/// Since when a person has a secret address.
pub async fn since(env: &Env, person: PersonId) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut tx = env.db.read().await?;
    feed_made_at(&mut tx, person).await
}

/// Gives a person a new secret address; the one of before opens nothing any more.
///
/// Returns: the address, which is kept nowhere.
pub async fn renew(env: &Env, person: PersonId) -> Result<String, StoreError> {
    let now = env.clock.now();
    let mut bytes = [0; 32];
    env.ids.fill(&mut bytes);
    let token = URL_SAFE_NO_PAD.encode(bytes);
    let mut tx = env.db.write().await?;
    feed_set(&mut tx, person, &Sha256::digest(token.as_bytes()).into(), now).await?;
    note(&mut tx, person, "calendar-address-made", now).await?;
    tx.commit().await?;
    Ok(format!("{}/calendar/{token}.ics", env.site.base_url))
}

/// Takes a person's secret address away. `false`: there was none.
pub async fn revoke(env: &Env, person: PersonId) -> Result<bool, StoreError> {
    let mut tx = env.db.write().await?;
    if !feed_revoke(&mut tx, person).await? {
        return Ok(false);
    }
    note(&mut tx, person, "calendar-address-revoked", env.clock.now()).await?;
    tx.commit().await?;
    Ok(true)
}

async fn note(
    tx: &mut crate::store::Tx,
    person: PersonId,
    action: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let who = format!("person:{person}");
    audit_append(tx, now, &who, action, &who, &json!({})).await
}

/// What is kept of the token in an address; `None` for what was never one.
fn hash_of(token: &str) -> Option<FeedHash> {
    let plausible = token.len() == 43
        && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    plausible.then(|| Sha256::digest(token.as_bytes()).into())
}

/// The calendar behind a token; `None` when it opens nothing.
///
/// What it shows changes with the rows, and on the first of a month; in between the same rows give the same bytes.
pub async fn read(env: &Env, token: &str) -> Result<Option<Feed>, FeedError> {
    let Some(hash) = hash_of(token) else { return Ok(None) };
    let today = env.clock.now().date_naive();
    let month = today.with_day(1).unwrap_or(today);
    let from = midnight(month);
    let back = from.checked_sub_months(Months::new(MONTHS_BACK)).unwrap_or(from);
    let mut tx = env.db.snapshot().await?;
    let Some(owner) = feed_owner(&mut tx, &hash).await? else { return Ok(None) };
    let meetings = feed_meetings(&mut tx, owner.person, back).await?;
    let own = stays_of(&mut tx, owner.person).await?;
    let guests = stays_hosted(&mut tx, owner.person, Week::of(back.date_naive())).await?;
    let rounds = feed_rounds(&mut tx, owner.person).await?;
    drop(tx);
    let site = &env.site;
    let text = Text::new(locale(owner.language));
    let mut entries: Vec<Entry> =
        meetings.into_iter().map(|meeting| meeting_entry(site, text, &meeting)).collect();
    let own = own.iter().filter(|stay| stay.to_on.monday() > back.date_naive());
    entries.extend(own.map(|stay| stay_entry(site, text, stay, true)));
    // Whom they look after; what else their team takes in is on the page of guests.
    let guests = guests
        .iter()
        .filter(|stay| stay.host_id == Some(owner.person) && stay.guest_id != owner.person);
    entries.extend(guests.map(|stay| stay_entry(site, text, stay, false)));
    for round in &rounds {
        entries.extend(round_entries(site, text, round, from));
    }
    let stamps = entries.iter().map(|entry| entry.stamp);
    let modified = stamps.chain([from, owner.made_at]).max().unwrap_or(from);
    let name = text.of("feed-name").arg("organisation", &site.organisation).to_string();
    Ok(Some(Feed { ics: calendar(&name, &entries)?, modified }))
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc()
}

fn meeting_entry(site: &Site, text: Text, meeting: &FeedMeeting) -> Entry {
    let names: Vec<&str> = meeting.others.iter().map(|(name, _)| name.as_str()).collect();
    let with: Vec<String> =
        meeting.others.iter().map(|(name, team)| format!("{name} ({team})")).collect();
    Entry {
        uid: format!("{}@{}", meeting.group, site.mail_host),
        sequence: meeting.sequence,
        stamp: meeting.changed_at,
        when: When::At { start: meeting.start, minutes: meeting.minutes },
        summary: text.of("feed-meeting").arg("names", text.list(&names)).to_string(),
        description: text
            .of("feed-meeting-about")
            .arg("programme", &meeting.programme)
            .arg("names", text.list(&with))
            .to_string(),
        link: format!("{}/groups/{}", site.base_url, meeting.group),
        busy: true,
    }
}

fn stay_entry(site: &Site, text: Text, stay: &Stay, own: bool) -> Entry {
    let (summary, page) = if own {
        (text.of("feed-stay").arg("team", &stay.team), "first-weeks")
    } else {
        (text.of("feed-guest").arg("name", &stay.guest).arg("team", &stay.home), "guests")
    };
    let host = stay.host.as_deref().unwrap_or("–");
    // A stay that ended early keeps the weeks it had; its title says so.
    let summary = if stay.state == PlacementState::EndedEarly {
        text.of("feed-ended").arg("what", summary).to_string()
    } else {
        summary.to_string()
    };
    let last = last_day_of(stay.to_on);
    Entry {
        uid: format!("{}@{}", stay.id, site.mail_host),
        sequence: stay.sequence,
        stamp: stay.changed_at,
        when: When::Days { from: stay.from_on.monday(), until: last.succ_opt().unwrap_or(last) },
        summary,
        description: text
            .of("feed-stay-about")
            .arg("programme", &stay.programme)
            .arg("host", host)
            .to_string(),
        link: format!("{}/{page}", site.base_url),
        busy: false,
    }
}

/// When groups are drawn: until then an answer counts. One series where a rule says it; otherwise the next ones.
fn round_entries(site: &Site, text: Text, round: &FeedRounds, from: DateTime<Utc>) -> Vec<Entry> {
    let Ok(cadence) = Cadence::parse(&round.cadence, round.zone) else { return Vec::new() };
    let until = from.checked_add_months(Months::new(MONTHS_AHEAD)).unwrap_or(from);
    let entry = |uid: String, when: When| Entry {
        uid,
        sequence: 0,
        // A series moves on with the month.
        stamp: round.changed_at.max(from),
        when,
        summary: text.of("feed-draw").arg("programme", &round.name).to_string(),
        description: text.of("feed-draw-about").to_string(),
        link: format!("{}/", site.base_url),
        busy: false,
    };
    let own = |what: &str| format!("draw-{}{what}@{}", round.programme, site.mail_host);
    if let Some(series) = cadence.series(from, until, round.starts_at) {
        let zone = cadence.zone();
        let (first, span, rule) = (series.first, series.span, series.rule);
        return vec![entry(
            own(""),
            When::Series { zone, first, span, minutes: DRAW_MINUTES, rule },
        )];
    }
    cadence
        .upcoming(from - TimeDelta::seconds(1), round.starts_at, ONE_BY_ONE)
        .into_iter()
        .map(|at| {
            let uid = own(&format!("-{}", at.timestamp()));
            entry(uid, When::At { start: at, minutes: DRAW_MINUTES })
        })
        .collect()
}
