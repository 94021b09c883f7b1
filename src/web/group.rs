//! A group as its members see it: who, when, how to begin, what was said; and saying what came of it.

use std::str::FromStr;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id, Query};
use super::own_words::{done, first_name, group_state, names, reasons};
use super::page::{Page, Section, html, refused, see_other};
use super::session::Who;
use super::state::App;
use crate::domain::coffee::{GroupState, Mark, Reason};
use crate::domain::id::{GroupId, PersonId};
use crate::domain::wishes::plain_text;
use crate::programmes::feedback;
use crate::programmes::questions::opening_question;
use crate::programmes::round::RoundError;
use crate::store::home::{OwnGroup, Partner, group_of};
use crate::text::Text;

/// Characters in the free words about a meeting.
pub const MOST_WORDS: usize = 1000;

/// A group as a card: on the home page, and at the top of its own page.
#[derive(Clone, Debug)]
pub struct GroupCard {
    /// Its id in paths.
    pub id: GroupId,
    /// "Coffee with …".
    pub title: String,
    /// The programme's name.
    pub programme: String,
    /// Where it stands, and the tone of that.
    pub state: (String, &'static str),
    /// How long, and until when.
    pub until: String,
    /// What the times are headed by.
    pub times_label: String,
    /// Times that lie ahead.
    pub times: Vec<TimeView>,
    /// Who invites.
    pub invites: String,
    /// The reader invites.
    pub own_turn: bool,
    /// The others.
    pub others: Vec<PartnerView>,
    /// How to begin.
    pub question: String,
    /// What the reader said so far.
    pub said: Option<String>,
    /// It can still be said what came of it.
    pub open: bool,
    /// Buttons that would only repeat what was said are left out.
    pub mark: Option<Mark>,
    /// What the fold is called.
    pub why: String,
}

/// A time to meet.
#[derive(Clone, Debug)]
pub struct TimeView {
    /// For `<time datetime>`.
    pub iso: String,
    /// The reader's day.
    pub day: String,
    /// The reader's time.
    pub time: String,
    /// The same in the others' zones, where they differ.
    pub theirs: Vec<String>,
    /// The invitation in the mail is for this time.
    pub invited: bool,
}

/// Somebody to meet.
#[derive(Clone, Debug)]
pub struct PartnerView {
    /// Name.
    pub name: String,
    /// The name somebody is called by.
    pub first: String,
    /// Team, and site where it is known.
    pub team: String,
    /// Where a mail goes.
    pub email: String,
    /// Two lines about them.
    pub about: String,
    /// Topics, in a row.
    pub topics: String,
}

impl GroupCard {
    /// The card of a group for one of its members.
    pub fn new(text: Text, who: &Who, group: &OwnGroup, now: DateTime<Utc>) -> Self {
        let minutes = group.rules.minutes;
        let until = match group.closes_at {
            Some(at) => text
                .of("home-until")
                .num("minutes", minutes)
                .arg("date", text.date(at.with_timezone(&who.zone).date_naive()))
                .to_string(),
            None => text.of("home-until-open").num("minutes", minutes).to_string(),
        };
        let inviter = group.others.iter().find(|other| other.known.id == group.inviter_id);
        let invited = group.slots.first().filter(|_| group.invited);
        let invites = match (invited, inviter) {
            (Some(at), _) => text
                .of("home-invited")
                .arg("time", text.day_time(&at.with_timezone(&who.zone)))
                .to_string(),
            (None, Some(other)) => {
                text.of("home-they-invite").arg("name", &other.known.name).to_string()
            }
            (None, None) => text.of("home-you-invite").to_string(),
        };
        let said = group.own.mark.map(|mark| {
            let id = match mark {
                Mark::Scheduled => "home-you-said-scheduled",
                Mark::Met => "home-you-said-met",
                Mark::NotMet => "home-you-said-not-met",
            };
            text.of(id).to_string()
        });
        let ahead = group.slots.iter().filter(|slot| **slot > now);
        let why = match group.others.as_slice() {
            [one] => text.of("home-why").arg("name", first_name(&one.known.name)).to_string(),
            _ => text.of("home-why-group").to_string(),
        };
        Self {
            id: group.id,
            title: text.of("home-coffee-with").arg("names", names(text, &group.others)).to_string(),
            programme: group.programme.clone(),
            state: group_state(text, group.state),
            until,
            times_label: text
                .of(if group.others.len() == 1 { "home-times" } else { "home-times-group" })
                .to_string(),
            times: ahead
                .map(|slot| TimeView {
                    invited: invited == Some(slot),
                    ..TimeView::new(text, who, &group.others, *slot)
                })
                .collect(),
            invites,
            own_turn: inviter.is_none() && invited.is_none(),
            others: group.others.iter().map(PartnerView::new).collect(),
            question: opening_question(&group.question, text),
            said,
            open: group.state != GroupState::Recalled
                && (group.closed_at.is_none()
                    || group.own.mark.is_none_or(|mark| mark == Mark::Scheduled)),
            mark: group.own.mark,
            why,
        }
    }

    /// Times are of use until it is said what came of them.
    pub fn shows_times(&self) -> bool {
        self.open && !self.is(Mark::Met) && !self.is(Mark::NotMet)
    }

    /// Is the button for this mark worth showing?
    pub fn offers(&self, mark: &str) -> bool {
        let this = Mark::from_str(mark).ok();
        self.open
            && this.is_some()
            && this != self.mark
            && !(mark == "scheduled" && self.mark.is_some())
    }

    fn is(&self, mark: Mark) -> bool {
        self.mark == Some(mark)
    }
}

impl TimeView {
    fn new(text: Text, who: &Who, others: &[Partner], slot: DateTime<Utc>) -> Self {
        let own = slot.with_timezone(&who.zone).naive_local();
        let theirs = others
            .iter()
            .filter_map(|other| {
                let local = slot.with_timezone(&other.zone).naive_local();
                if local == own {
                    return None;
                }
                let time = if local.date() == own.date() {
                    text.time(local.time())
                } else {
                    format!(
                        "{} {}",
                        text.weekday_short(chrono::Datelike::weekday(&local)),
                        text.time(local.time())
                    )
                };
                Some(
                    text.of("home-times-theirs")
                        .arg("time", time)
                        .arg("name", first_name(&other.known.name))
                        .arg("zone", text.zone(other.zone, &slot))
                        .to_string(),
                )
            })
            .collect();
        Self {
            iso: slot.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            day: text.date(own.date()),
            time: text.time(own.time()),
            theirs,
            invited: false,
        }
    }
}

impl PartnerView {
    fn new(other: &Partner) -> Self {
        let team = match &other.site {
            Some(site) => format!("{} · {site}", other.known.team),
            None => other.known.team.clone(),
        };
        Self {
            name: other.known.name.clone(),
            first: first_name(&other.known.name).to_owned(),
            team,
            email: other.email.clone(),
            about: other.about.clone(),
            topics: other.topics.join(", "),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/group.html")]
struct GroupPage {
    page: Page,
    card: GroupCard,
    recalled: bool,
    closed: bool,
    f: Fields,
    may_write: bool,
    most_words: usize,
}

/// GET /groups/{id}
pub async fn page(
    State(app): State<App>,
    who: Who,
    Id(group): Id<GroupId>,
    Query(query): Query,
) -> WebResult {
    let group = own_group(&app, who.person, group).await?;
    let mut f = Fields::new();
    f.set("words", group.own.words.as_deref().unwrap_or(""));
    if group.own.words_shared {
        f.set("share", "yes");
    }
    let mut page = group_page(&app, &who, &group, f);
    if let Some(note) = done(who.text(), &query) {
        page.page = page.page.note(note);
    }
    html(&page)
}

fn group_page(app: &App, who: &Who, group: &OwnGroup, f: Fields) -> GroupPage {
    let text = who.text();
    let card = GroupCard::new(text, who, group, app.env.clock.now());
    GroupPage {
        page: Page::titled(app, who, card.title.clone(), Section::Home)
            .up("/", text.of("nav-home"))
            .refused(&f),
        card,
        recalled: group.state == GroupState::Recalled,
        closed: group.closed_at.is_some(),
        f,
        may_write: group.closed_at.is_none()
            && matches!(group.own.mark, Some(Mark::Met | Mark::NotMet)),
        most_words: MOST_WORDS,
    }
}

/// The group, if the person is in it and it was told; everything else is not found.
pub(super) async fn own_group(
    app: &App,
    person: PersonId,
    group: GroupId,
) -> Result<OwnGroup, WebError> {
    let mut tx = app.env.db.read().await?;
    group_of(&mut tx, person, group).await?.ok_or_else(WebError::not_found)
}

/// POST /groups/{id}/mark: one tap.
pub async fn mark(
    State(app): State<App>,
    who: Who,
    Id(id): Id<GroupId>,
    fields: Fields,
) -> WebResult {
    let group = own_group(&app, who.person, id).await?;
    let Some(mark) = fields.word::<Mark>("mark") else {
        return Ok(see_other(&format!("/groups/{id}")));
    };
    let reason = fields.word::<Reason>("reason");
    if mark == Mark::NotMet && reason.is_none() {
        return Ok(see_other(&format!("/groups/{id}/not-met")));
    }
    let words = group.own.words.map(|words| (words, group.own.words_shared));
    say(&app, &who, id, mark, reason, words).await?;
    let back = if fields.get("from") == "home" { "/".to_owned() } else { format!("/groups/{id}") };
    Ok(see_other(&format!("{back}?done={}", mark.as_str())))
}

/// POST /groups/{id}/words: the free words, once something was said.
pub async fn words(
    State(app): State<App>,
    who: Who,
    Id(id): Id<GroupId>,
    mut fields: Fields,
) -> WebResult {
    let group = own_group(&app, who.person, id).await?;
    let Some(mark) = group.own.mark else {
        return Ok(see_other(&format!("/groups/{id}")));
    };
    let words = plain_text(fields.get("words"));
    if words.chars().count() > MOST_WORDS {
        let message = who.text().of("words-too-long").num("most", MOST_WORDS).to_string();
        fields.refuse("words", message);
        return refused(&group_page(&app, &who, &group, fields));
    }
    say(&app, &who, id, mark, group.own.reason, Some((words, fields.has("share")))).await?;
    Ok(see_other(&format!("/groups/{id}?done=words")))
}

async fn say(
    app: &App,
    who: &Who,
    group: GroupId,
    mark: Mark,
    reason: Option<Reason>,
    words: Option<(String, bool)>,
) -> WebResult<()> {
    let words = words.filter(|(words, _)| !words.is_empty());
    match feedback::mark(&app.env, group, who.person, mark, reason, words).await {
        Ok(_) => Ok(()),
        Err(error) => Err(round_error(error)),
    }
}

/// What a round's refusal means to a page.
pub(super) fn round_error(error: RoundError) -> WebError {
    match error {
        RoundError::NoRun | RoundError::NoGroup | RoundError::NotMember => WebError::not_found(),
        RoundError::Stale { .. } => WebError::stale(),
        RoundError::Store(error) => error.into(),
        error => WebError::internal(error),
    }
}

#[derive(Template)]
#[template(path = "pages/not_met.html")]
struct NotMetPage {
    page: Page,
    action: String,
    title: String,
    reasons: Vec<(&'static str, String)>,
    from: &'static str,
}

/// GET /groups/{id}/not-met: one tap says why.
pub async fn not_met(
    State(app): State<App>,
    who: Who,
    Id(id): Id<GroupId>,
    Query(query): Query,
) -> WebResult {
    let group = own_group(&app, who.person, id).await?;
    let text = who.text();
    let title = text.of("home-coffee-with").arg("names", names(text, &group.others)).to_string();
    html(&NotMetPage {
        page: Page::new(&app, &who, "not-met-title", Section::Home)
            .up(format!("/groups/{id}"), &title),
        action: format!("/groups/{id}/mark"),
        title,
        reasons: reasons(text),
        from: if query.get("from") == "home" { "home" } else { "" },
    })
}

/// The quarter's first instant in the reader's zone.
pub(super) fn quarter_start(who: &Who, now: DateTime<Utc>) -> DateTime<Utc> {
    use chrono::Datelike as _;
    let today = now.with_timezone(&who.zone).date_naive();
    let first = today
        .with_day(1)
        .and_then(|day| day.with_month(today.month0() / 3 * 3 + 1))
        .unwrap_or(today);
    first
        .and_time(chrono::NaiveTime::MIN)
        .and_local_timezone(who.zone)
        .earliest()
        .map_or(now - TimeDelta::days(90), |at| at.with_timezone(&Utc))
}

/// Nothing to show, but somewhere to go.
pub(super) fn back_home(done: &str) -> Response {
    see_other(&format!("/?done={done}"))
}
