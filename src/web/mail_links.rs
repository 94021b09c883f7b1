//! What the links in mails open: a page with one button each. Opening it changes nothing; the button does, once; a
//! second press says that it was done already. No session is needed, and nothing is shown beyond what the mail said.

use std::str::FromStr;

use askama::Template;
use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::capacity::answers::{answer_of, answer_words, fill_path};
use super::error::{WebError, WebResult};
use super::extract::{Fields, Query};
use super::group::round_error;
use super::left_out::{ThirdOffer, third_words};
use super::own_words::{names, participation_error, pause_words, reasons, refuse};
use super::page::{Page, html, refused, see_other};
use super::placed_links::PlacedLink;
use super::rotation::{home_word, swap};
use super::session::{Visit, text_in};
use super::state::App;
use crate::domain::coffee::{Answer, GroupState, Mark, Reason};
use crate::domain::id::{ApplicationId, CapacityRequestId, GroupId, ProgrammeId, RunId, SwapId};
use crate::domain::person::{Person, PersonState};
use crate::domain::plan::RunState;
use crate::programmes::capacity::requests::{self, Outlook, outlook};
use crate::programmes::links::{self, LinkError, Purpose};
use crate::programmes::round::RoundError;
use crate::programmes::{coffee, feedback, participation, third};
use crate::store::answer::answer_get;
use crate::store::enrolment::enrolment_get;
use crate::store::home::{OwnGroup, group_of};
use crate::store::person::person_get;
use crate::store::profile::pause_get;
use crate::store::programme::programme_get;
use crate::store::run::run_get;
use crate::text::Text;

#[derive(Template)]
#[template(path = "pages/mail_link.html")]
struct LinkPage {
    page: Page,
    sentences: Vec<String>,
    /// The button; none when there is nothing to do any more.
    button: Option<String>,
    /// Reasons instead of one button.
    reasons: Vec<(&'static str, String)>,
    /// A pause asks for a date.
    pause: bool,
    action: String,
    f: Fields,
}

/// A link that was opened: for whom, and what it is about.
struct Opened {
    purpose: Purpose,
    person: Person,
    subject: Uuid,
    text: Text,
    visit: Visit,
    action: String,
    now: DateTime<Utc>,
}

async fn open(app: &App, visit: Visit, purpose: &str, token: &str) -> Result<Opened, WebError> {
    let now = app.env.clock.now();
    let known = Purpose::from_str(purpose).map_err(|_| WebError::broken_link())?;
    let (person, subject) =
        links::open(&app.env, known, token, now).map_err(|error| match error {
            LinkError::Expired => WebError::expired_link(),
            LinkError::Malformed => WebError::broken_link(),
        })?;
    let mut tx = app.env.db.read().await?;
    let person = person_get(&mut tx, person)
        .await?
        .filter(|person| person.state != PersonState::Left)
        .ok_or_else(WebError::expired_link)?;
    let text = text_in(person.language);
    // The page is the link's person's, whoever is signed in on this device.
    let who = visit.who.filter(|who| who.person == person.id);
    let visit = Visit { who, text, ..visit };
    Ok(Opened {
        purpose: known,
        subject,
        text,
        visit,
        action: format!("/l/{purpose}/{token}"),
        now,
        person,
    })
}

impl Opened {
    fn page(&self, app: &App, title: String, sentences: Vec<String>) -> LinkPage {
        LinkPage {
            page: Page::public_titled(app, &self.visit, title),
            sentences,
            button: None,
            reasons: Vec::new(),
            pause: false,
            action: self.action.clone(),
            f: Fields::new(),
        }
    }

    /// The application whose home team is asked; whether the link says "not now".
    fn home_question(&self) -> Option<(ApplicationId, bool)> {
        match self.purpose {
            Purpose::HomeYes => Some((ApplicationId(self.subject), false)),
            Purpose::HomeNotNow => Some((ApplicationId(self.subject), true)),
            _ => None,
        }
    }

    /// A link about placements, which has pages of its own.
    fn placed<'a>(&'a self, app: &'a App) -> Option<PlacedLink<'a>> {
        let placed =
            matches!(self.purpose, Purpose::PlacedFine | Purpose::PlacedNot | Purpose::PlacedWorth);
        placed.then(|| PlacedLink {
            app,
            visit: &self.visit,
            purpose: self.purpose,
            person: self.person.id,
            subject: self.subject,
            text: self.text,
            action: self.action.clone(),
        })
    }

    /// The swap that is asked about; whether the link says yes.
    fn swap(&self) -> Option<(SwapId, bool)> {
        match self.purpose {
            Purpose::SwapYes => Some((SwapId(self.subject), true)),
            Purpose::SwapNo => Some((SwapId(self.subject), false)),
            _ => None,
        }
    }

    fn say(&self, id: &'static str) -> String {
        self.text.of(id).to_string()
    }

    fn when(&self, at: DateTime<Utc>) -> String {
        self.text.day_time(&at.with_timezone(&self.person.zone))
    }

    /// What is over, in place of a button.
    fn over(&self, app: &App, title: &'static str, sentence: &'static str) -> LinkPage {
        self.page(app, self.say(title), vec![self.say(sentence)])
    }
}

/// What a link is about, as far as its page needs it.
enum Subject {
    Capacity(Box<Outlook>),
    Round { programme: String, slot_at: DateTime<Utc>, open: bool, answer: Option<Answer> },
    Group(Box<OwnGroup>),
    Programme { name: String, taking_part: bool, resting: bool },
}

async fn subject(app: &App, link: &Opened) -> Result<Option<Subject>, WebError> {
    let mut tx = app.env.db.read().await?;
    let person = link.person.id;
    Ok(match link.purpose {
        Purpose::Yes | Purpose::Skip | Purpose::Third => {
            let Some(run) = run_get(&mut tx, RunId(link.subject)).await? else { return Ok(None) };
            let Some(programme) = programme_get(&mut tx, run.programme_id).await? else {
                return Ok(None);
            };
            Some(Subject::Round {
                programme: programme.name,
                slot_at: run.slot_at,
                open: run.state == RunState::Draft && run.slot_at > link.now,
                answer: answer_get(&mut tx, run.id, person).await?,
            })
        }
        Purpose::Scheduled | Purpose::Met | Purpose::NotMet | Purpose::KnowEachOther => {
            group_of(&mut tx, person, GroupId(link.subject))
                .await?
                .map(|group| Subject::Group(Box::new(group)))
        }
        Purpose::CapacitySame | Purpose::CapacityNothing | Purpose::CapacityFill => {
            let (id, answer) = (CapacityRequestId(link.subject), answer_of(link.purpose));
            outlook(&app.env, &mut tx, id, person, answer)
                .await?
                .map(|found| Subject::Capacity(Box::new(found)))
        }
        // They have pages of their own.
        Purpose::HomeYes | Purpose::HomeNotNow | Purpose::SwapYes | Purpose::SwapNo => None,
        Purpose::Pause | Purpose::Return | Purpose::Leave => {
            let id = ProgrammeId(link.subject);
            let Some(programme) = programme_get(&mut tx, id).await? else { return Ok(None) };
            let enrolment = enrolment_get(&mut tx, id, person).await?;
            Some(Subject::Programme {
                name: programme.name,
                resting: enrolment
                    .as_ref()
                    .is_some_and(|enrolment| enrolment.resting_since.is_some()),
                taking_part: enrolment.is_some(),
            })
        }
        Purpose::PlacedFine | Purpose::PlacedNot | Purpose::PlacedWorth => None,
    })
}

/// GET /l/{purpose}/{token}
pub async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((purpose, token)): Path<(String, String)>,
    Query(query): Query,
) -> WebResult {
    let link = open(&app, visit, &purpose, &token).await?;
    if let Some((id, not_now)) = link.home_question() {
        let action = link.action.clone();
        return home_word::link_page(&app, &link.visit, &link.person, id, not_now, action).await;
    }
    if let Some(placed) = link.placed(&app) {
        return placed.page(query.get("worth")).await;
    }
    if let Some((id, yes)) = link.swap() {
        let action = link.action.clone();
        return swap::link_page(&app, &link.visit, &link.person, id, yes, action).await;
    }
    html(&shown(&app, &link, Fields::new()).await?)
}

/// The page before the button is pressed.
async fn shown(app: &App, link: &Opened, f: Fields) -> Result<LinkPage, WebError> {
    let Some(subject) = subject(app, link).await? else {
        return Ok(link.over(app, "link-gone-title", "link-gone"));
    };
    let (title, body, button) = match (link.purpose, &subject) {
        (Purpose::Yes | Purpose::Skip, Subject::Round { open: false, .. }) => {
            return Ok(link.over(app, "link-over-title", "link-over"));
        }
        (Purpose::Yes, Subject::Round { programme, slot_at, .. }) => (
            "link-title-yes",
            link.text
                .of("link-body-yes")
                .arg("programme", programme)
                .arg("date", link.when(*slot_at))
                .to_string(),
            "link-button-yes",
        ),
        (Purpose::Skip, Subject::Round { slot_at, .. }) => (
            "link-title-skip",
            link.text.of("link-body-skip").arg("date", link.when(*slot_at)).to_string(),
            "link-button-skip",
        ),
        (Purpose::Third, Subject::Round { .. }) => {
            return match third::offer(&app.env, RunId(link.subject), link.person.id)
                .await
                .map_err(round_error)?
            {
                ThirdOffer::Open => {
                    let mut page = link.page(
                        app,
                        link.say("link-title-third"),
                        vec![link.say("link-body-third")],
                    );
                    page.button = Some(link.say("link-button-third"));
                    Ok(page)
                }
                offer => Ok(link.page(
                    app,
                    link.say("link-title-third"),
                    vec![third_words(link.text, offer)],
                )),
            };
        }
        (_, Subject::Group(group)) => return Ok(group_page(app, link, group)),
        (purpose, Subject::Capacity(found)) => {
            let words = answer_words(link.text, answer_of(purpose), found);
            let mut page = link.page(app, words.title, words.sentences);
            page.button = words.button;
            return Ok(page);
        }
        (Purpose::Pause, _) => {
            ("link-title-pause", link.say("link-body-pause"), "link-button-pause")
        }
        (Purpose::Return, Subject::Programme { taking_part: false, .. }) => {
            return Ok(link.over(app, "link-gone-title", "link-gone"));
        }
        (Purpose::Return, _) => ("link-title-back", link.say("link-body-back"), "link-button-back"),
        (Purpose::Leave, Subject::Programme { name, .. }) => {
            let title = link.text.of("link-title-stop").arg("programme", name).to_string();
            let mut page = link.page(app, title, vec![link.say("link-body-stop")]);
            page.button = Some(link.say("link-button-stop"));
            return Ok(page);
        }
        _ => return Ok(link.over(app, "link-gone-title", "link-gone")),
    };
    let mut page = link.page(app, link.say(title), vec![body]);
    page.button = Some(link.say(button));
    page.pause = link.purpose == Purpose::Pause;
    page.page = page.page.refused(&f);
    page.f = f;
    Ok(page)
}

fn group_page(app: &App, link: &Opened, group: &OwnGroup) -> LinkPage {
    if group.state == GroupState::Recalled {
        return link.over(app, "link-withdrawn-title", "link-withdrawn");
    }
    let with =
        link.text.of("link-body-group").arg("names", names(link.text, &group.others)).to_string();
    let (title, more, button) = match link.purpose {
        Purpose::Scheduled => ("link-title-scheduled", None, "link-button-scheduled"),
        Purpose::Met => ("link-title-met", None, "link-button-met"),
        Purpose::KnowEachOther => ("link-title-know", Some("link-body-know"), "link-button-know"),
        _ => ("link-title-not-met", Some("link-body-not-met"), ""),
    };
    let mut sentences = vec![with];
    sentences.extend(more.map(|id| link.say(id)));
    let mut page = link.page(app, link.say(title), sentences);
    if button.is_empty() {
        page.reasons = reasons(link.text);
    } else {
        page.button = Some(link.say(button));
    }
    page
}

/// POST /l/{purpose}/{token}: also the one-click unsubscription of RFC 8058.
pub async fn act(
    State(app): State<App>,
    visit: Visit,
    Path((purpose, token)): Path<(String, String)>,
    mut fields: Fields,
) -> WebResult {
    let link = open(&app, visit, &purpose, &token).await?;
    if let Some((id, not_now)) = link.home_question() {
        let action = link.action.clone();
        let (visit, person) = (&link.visit, &link.person);
        return home_word::link_act(&app, visit, person, id, not_now, action, fields).await;
    }
    if let Some(placed) = link.placed(&app) {
        return placed.act(fields).await;
    }
    if let Some((id, yes)) = link.swap() {
        let action = link.action.clone();
        return swap::link_act(&app, &link.visit, &link.person, id, yes, action).await;
    }
    let Some(subject) = subject(&app, &link).await? else {
        return html(&link.over(&app, "link-gone-title", "link-gone"));
    };
    let person = link.person.id;
    let done = match (link.purpose, subject) {
        (Purpose::Yes | Purpose::Skip, Subject::Round { open: false, .. }) => {
            return html(&link.over(&app, "link-over-title", "link-over"));
        }
        (Purpose::Yes, Subject::Round { slot_at, answer, .. }) => {
            let again = answer == Some(Answer::Yes);
            give_answer(&app, &link, Answer::Yes).await?;
            let said = link.text.of("link-done-yes").arg("date", link.when(slot_at)).to_string();
            (said, again)
        }
        (Purpose::Skip, Subject::Round { answer, .. }) => {
            give_answer(&app, &link, Answer::Skip).await?;
            (link.say("link-done-skip"), answer == Some(Answer::Skip))
        }
        (Purpose::Third, Subject::Round { .. }) => {
            let offer =
                third::join(&app.env, RunId(link.subject), person).await.map_err(round_error)?;
            (third_words(link.text, offer), false)
        }
        (_, Subject::Group(group)) => match tell(&app, &link, &group, &fields).await? {
            Some(done) => done,
            None => return html(&group_page(&app, &link, &group)),
        },
        (Purpose::CapacityFill, Subject::Capacity(found)) => {
            return Ok(see_other(&fill_path(&found)));
        }
        (purpose, Subject::Capacity(_)) => {
            let id = CapacityRequestId(link.subject);
            match requests::answer(&app.env, id, person, answer_of(purpose)).await? {
                Some(found) => (link.say("link-done-capacity"), found.again),
                None => return html(&link.over(&app, "link-over-title", "link-capacity-over")),
            }
        }
        (Purpose::Pause, _) => {
            let today = link.now.with_timezone(&link.person.zone).date_naive();
            match pause_words(&fields).read(today) {
                Err(faults) => {
                    refuse(&mut fields, link.text, &faults);
                    return refused(&shown(&app, &link, fields).await?);
                }
                Ok((from, until)) => {
                    let mut tx = app.env.db.read().await?;
                    let before = pause_get(&mut tx, person).await?;
                    drop(tx);
                    let again = before
                        .is_some_and(|pause| (pause.from_on, pause.until_on) == (from, until));
                    if !again {
                        participation::pause(&app.env, person, from, until)
                            .await
                            .map_err(|error| participation_error("", error))?;
                    }
                    (link.say("link-done-pause"), again)
                }
            }
        }
        (Purpose::Return, Subject::Programme { taking_part: true, resting, .. }) => {
            if resting {
                participation::resume(&app.env, person)
                    .await
                    .map_err(|error| participation_error("", error))?;
            }
            (link.say("link-done-back"), !resting)
        }
        (Purpose::Leave, Subject::Programme { name, taking_part, .. }) => {
            participation::leave(&app.env, person, ProgrammeId(link.subject))
                .await
                .map_err(|error| participation_error(&name, error))?;
            (link.text.of("link-done-stop").arg("programme", name).to_string(), !taking_part)
        }
        _ => return html(&link.over(&app, "link-gone-title", "link-gone")),
    };
    let (said, again) = done;
    let sentences = if again { vec![link.say("link-already")] } else { Vec::new() };
    html(&link.page(&app, said, sentences))
}

async fn give_answer(app: &App, link: &Opened, answer: Answer) -> WebResult<()> {
    match coffee::answer(&app.env, RunId(link.subject), link.person.id, answer).await {
        Ok(()) => Ok(()),
        Err(RoundError::Stale { .. }) => {
            Err(WebError::new(axum::http::StatusCode::CONFLICT, "link-over-title", "link-over"))
        }
        Err(error) => Err(round_error(error)),
    }
}

/// Says of the group what the link is for; none when a reason is still to be tapped.
async fn tell(
    app: &App,
    link: &Opened,
    group: &OwnGroup,
    fields: &Fields,
) -> WebResult<Option<(String, bool)>> {
    if group.state == GroupState::Recalled {
        return Ok(Some((link.say("link-withdrawn-title"), false)));
    }
    let (mark, reason, done) = match link.purpose {
        Purpose::Scheduled => (Mark::Scheduled, None, "link-done-scheduled"),
        Purpose::Met => (Mark::Met, None, "link-done-met"),
        Purpose::KnowEachOther => (Mark::NotMet, Some(Reason::KnowEachOther), "link-done-know"),
        _ => match fields.word::<Reason>("reason") {
            Some(reason) => (Mark::NotMet, Some(reason), "link-done-not-met"),
            None => return Ok(None),
        },
    };
    let again = group.own.mark == Some(mark) && group.own.reason == reason;
    // Afterwards nobody says any more that it is only in the calendar.
    let stale = mark == Mark::Scheduled && matches!(group.own.mark, Some(Mark::Met | Mark::NotMet));
    if !again && !stale {
        let words = group.own.words.clone().map(|words| (words, group.own.words_shared));
        feedback::mark(&app.env, group.id, link.person.id, mark, reason, words)
            .await
            .map_err(round_error)?;
    }
    Ok(Some((link.say(done), again || stale)))
}
