//! Programmes to join, joining one in under a minute, and leaving it.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id, Query};
use super::home::card_of;
use super::own_words::{
    Choices, ahead, cadence_words, done, fill, hours_words, language_name, next_draw,
    participation_error, pause_words, place_name, profile_words, refuse,
};
use super::page::{Page, Section, html, refused, see_other};
use super::session::Who;
use super::state::App;
use crate::domain::coffee::{Consent, ProgrammeState};
use crate::domain::id::ProgrammeId;
use crate::domain::person::Profile;
use crate::domain::wishes::ProfileWords;
use crate::programmes::participation;
use crate::store::home::{Card, Directory, cards_for, directory_of, groups_now};
use crate::store::profile::{Pause, profile_get};
use crate::text::Text;

/// Twice the least number of people behind a figure.
const TEN: usize = 10;

#[derive(Template)]
#[template(path = "pages/join_programmes.html")]
struct ProgrammesPage {
    page: Page,
    cards: Vec<CardView>,
    /// What the organisation wants to connect, in sentences.
    targets: Vec<String>,
}

/// A programme as everybody may see it.
struct CardView {
    id: ProgrammeId,
    name: String,
    purpose: String,
    owner: String,
    time: String,
    next: String,
    people: String,
    own: Option<String>,
    resting: bool,
}

fn card_view(text: Text, who: &Who, card: &Card, now: DateTime<Utc>) -> CardView {
    let next = match next_draw(card, now) {
        Some(at) => text
            .of("programmes-next-value")
            .arg("date", text.day_time(&at.with_timezone(&who.zone)))
            .arg("when", ahead(text, who.zone, now, at))
            .to_string(),
        None if card.state == ProgrammeState::Paused => {
            text.of("programmes-next-paused").to_string()
        }
        None => text.of("programmes-next-none").to_string(),
    };
    let people = match about(card.participants, card.people) {
        None => text.of("programmes-people-few").to_string(),
        Some(count) => {
            text.of("programmes-people-value").arg("count", text.number(count)).to_string()
        }
    };
    CardView {
        id: card.id,
        name: card.name.clone(),
        purpose: card.purpose.clone(),
        owner: card.owner.clone(),
        time: text
            .of("programmes-time-value")
            .num("minutes", card.rules.minutes)
            .arg("cadence", cadence_words(card, who))
            .to_string(),
        next,
        people,
        own: card.own.map(|own| consent_words(text, own.consent)),
        resting: card.own.is_some_and(|own| own.resting_since.is_some()),
    }
}

/// How many take part, of so many, as everybody may read it on any day: in tens, and so that ten may always be without. An
/// exact number would tell who joined today. (Whoever is in a round reads how many were.)
fn about(count: usize, of: usize) -> Option<usize> {
    let tens = count.min(of.saturating_sub(TEN)) / TEN * TEN;
    (tens > 0).then_some(tens)
}

/// How somebody takes part, in words.
pub(super) fn consent_words(text: Text, consent: Consent) -> String {
    text.of(match consent {
        Consent::Standing => "consent-standing",
        Consent::Ask => "consent-ask",
    })
    .to_string()
}

/// GET /programmes
pub async fn programmes(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let now = app.env.clock.now();
    let mut tx = app.env.db.read().await?;
    let (cards, _) = cards_for(&mut tx, who.person, now).await?;
    let text = who.text();
    let targets = super::targets::open_to_all(&app, text, &mut tx).await?;
    drop(tx);
    let mut page = Page::new(&app, &who, "programmes-title", Section::Programmes);
    if let Some(note) = done(text, &query) {
        page = page.note(note);
    }
    html(&ProgrammesPage {
        page,
        cards: cards.iter().map(|card| card_view(text, &who, card, now)).collect(),
        targets,
    })
}

#[derive(Template)]
#[template(path = "pages/join.html")]
struct JoinPage {
    page: Page,
    card: CardView,
    known: Vec<(String, String)>,
    ways: Vec<(&'static str, String, String)>,
    choices: Choices,
    f: Fields,
    pause_open: bool,
}

/// What the directory knows, as rows of label and value.
fn known(
    text: Text,
    who: &Who,
    directory: Option<Directory>,
    now: DateTime<Utc>,
) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let mut row = |id: &'static str, value: Option<String>| {
        if let Some(value) = value {
            rows.push((text.of(id).to_string(), value));
        }
    };
    if let Some(directory) = directory {
        row("join-known-team", Some(directory.team));
        row("join-known-manager", directory.manager);
        row("join-known-site", directory.site);
        row("roster-field-function", directory.function);
        row("roster-field-seniority", directory.seniority);
        row("join-known-since", directory.starts_on.map(|on| text.date_long(on)));
    }
    row("join-known-zone", Some(text.zone(who.zone, &now)));
    rows
}

/// The ways to take part that the programme has.
pub(super) fn ways(text: Text, card: &Card) -> Vec<(&'static str, String, String)> {
    let mut ways = vec![(
        Consent::Standing.as_str(),
        text.of("join-how-standing").to_string(),
        text.of("join-how-standing-hint").to_string(),
    )];
    if card.rules.ask_days > 0 {
        ways.push((
            Consent::Ask.as_str(),
            text.of("join-how-ask").to_string(),
            text.of("join-how-ask-hint").num("days", card.rules.ask_days).to_string(),
        ));
    }
    ways
}

async fn join_page(app: &App, who: &Who, card: &Card, f: Fields) -> Result<JoinPage, WebError> {
    let now = app.env.clock.now();
    let text = who.text();
    let mut tx = app.env.db.read().await?;
    let directory = directory_of(&mut tx, who.person).await?;
    let title = text.of("join-title").arg("programme", &card.name).to_string();
    Ok(JoinPage {
        page: Page::titled(app, who, title, Section::Programmes)
            .up("/programmes", text.of("nav-programmes"))
            .refused(&f),
        card: card_view(text, who, card, now),
        known: known(text, who, directory, now),
        ways: ways(text, card),
        choices: Choices::new(text, who, now),
        pause_open: !f.get("pause_from").is_empty() || !f.get("pause_until").is_empty(),
        f,
    })
}

/// GET /programmes/{id}/join
pub async fn join(State(app): State<App>, who: Who, Id(id): Id<ProgrammeId>) -> WebResult {
    let card = card_of(&app, &who, id).await?;
    if card.own.is_some() {
        return Ok(see_other(&format!("/programmes/{id}/joined")));
    }
    let mut tx = app.env.db.read().await?;
    let profile = profile_get(&mut tx, who.person).await?.unwrap_or_default();
    drop(tx);
    let mut f = Fields::new();
    fill(&mut f, &ProfileWords::of(&profile));
    f.set("consent", Consent::Standing);
    html(&join_page(&app, &who, &card, f).await?)
}

/// POST /programmes/{id}/join
pub async fn join_now(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ProgrammeId>,
    mut fields: Fields,
) -> WebResult {
    let card = card_of(&app, &who, id).await?;
    let today = app.env.clock.now().with_timezone(&who.zone).date_naive();
    let words = profile_words(&fields);
    let (consent, profile) = (words.consent(), words.read());
    let typed = pause_words(&fields);
    let pause = if typed.is_empty() { Ok(None) } else { typed.read(today).map(Some) };
    match (consent, profile, pause) {
        (Ok(consent), Ok(profile), Ok(pause)) => {
            let pause = pause.map(|(from_on, until_on)| Pause { from_on, until_on });
            participation::enrol(&app.env, who.person, id, consent, &profile, pause)
                .await
                .map_err(|error| participation_error(&card.name, error))?;
            Ok(see_other(&format!("/programmes/{id}/joined")))
        }
        (consent, profile, pause) => {
            let mut faults = Vec::new();
            faults.extend(consent.err());
            faults.extend(profile.err().unwrap_or_default());
            faults.extend(pause.err().unwrap_or_default());
            refuse(&mut fields, who.text(), &faults);
            refused(&join_page(&app, &who, &card, fields).await?)
        }
    }
}

#[derive(Template)]
#[template(path = "pages/joined.html")]
struct JoinedPage {
    page: Page,
    lead: String,
    next: Vec<String>,
    stored: Vec<(String, String)>,
}

/// GET /programmes/{id}/joined: what is stored now, and what happens next.
pub async fn joined(State(app): State<App>, who: Who, Id(id): Id<ProgrammeId>) -> WebResult {
    let now = app.env.clock.now();
    let text = who.text();
    let card = card_of(&app, &who, id).await?;
    let Some(own) = card.own else { return Ok(see_other(&format!("/programmes/{id}/join"))) };
    let mut tx = app.env.db.read().await?;
    let profile = profile_get(&mut tx, who.person).await?.unwrap_or_default();
    drop(tx);
    let mut next = Vec::new();
    match next_draw(&card, now) {
        Some(at) => {
            next.push(
                text.of("joined-next")
                    .arg("date", text.day_time(&at.with_timezone(&who.zone)))
                    .arg("when", ahead(text, who.zone, now, at))
                    .to_string(),
            );
            next.push(match own.consent {
                Consent::Standing => text.of("joined-next-standing").to_string(),
                Consent::Ask => {
                    text.of("joined-next-ask").num("days", card.rules.ask_days).to_string()
                }
            });
        }
        None => next.push(text.of("joined-next-none").to_string()),
    }
    html(&JoinedPage {
        page: Page::new(&app, &who, "joined-title", Section::Programmes)
            .up("/programmes", text.of("nav-programmes")),
        lead: text.of("joined-already").arg("programme", &card.name).to_string(),
        next,
        stored: stored(text, own.consent, &profile),
    })
}

/// What is stored of somebody's wishes, as rows of label and value.
fn stored(text: Text, consent: Consent, profile: &Profile) -> Vec<(String, String)> {
    let or_none = |value: String| {
        if value.is_empty() { text.of("stored-nothing").to_string() } else { value }
    };
    let yes = |value: bool| text.of(if value { "stored-yes" } else { "stored-no" }).to_string();
    let languages: Vec<String> =
        profile.speaks.iter().map(|tag| language_name(text, tag)).collect();
    [
        ("join-how", consent_words(text, consent)),
        ("join-place", place_name(text, profile.place)),
        ("join-hours", hours_words(text, &profile.hours)),
        ("join-speaks", or_none(languages.join(", "))),
        ("join-about", or_none(profile.about.clone())),
        ("join-topics", or_none(profile.topics.join(", "))),
        ("join-calendar", yes(profile.calendar)),
        ("join-map", yes(profile.on_map)),
    ]
    .into_iter()
    .map(|(id, value)| (text.of(id).to_string(), value))
    .collect()
}

#[derive(Template)]
#[template(path = "pages/leave.html")]
struct LeavePage {
    page: Page,
    card: CardView,
    body: String,
    open: usize,
}

/// GET /programmes/{id}/leave
pub async fn leave(State(app): State<App>, who: Who, Id(id): Id<ProgrammeId>) -> WebResult {
    let now = app.env.clock.now();
    let text = who.text();
    let card = card_of(&app, &who, id).await?;
    if card.own.is_none() {
        return Ok(see_other("/programmes"));
    }
    let mut tx = app.env.db.read().await?;
    let groups = groups_now(&mut tx, who.person).await?;
    drop(tx);
    let body = match next_draw(&card, now) {
        Some(at) => text
            .of("leave-body")
            .arg("programme", &card.name)
            .arg("date", text.day_time(&at.with_timezone(&who.zone)))
            .to_string(),
        None => text.of("leave-body-plain").arg("programme", &card.name).to_string(),
    };
    let title = text.of("leave-title").arg("programme", &card.name).to_string();
    html(&LeavePage {
        page: Page::titled(&app, &who, title, Section::Programmes)
            .up("/preferences", text.of("nav-preferences")),
        body,
        open: groups
            .iter()
            .filter(|group| {
                group.programme_id == id
                    && group
                        .own
                        .mark
                        .is_none_or(|mark| mark == crate::domain::coffee::Mark::Scheduled)
            })
            .count(),
        card: card_view(text, &who, &card, now),
    })
}

/// POST /programmes/{id}/leave
pub async fn leave_now(State(app): State<App>, who: Who, Id(id): Id<ProgrammeId>) -> WebResult {
    let card = card_of(&app, &who, id).await?;
    participation::leave(&app.env, who.person, id)
        .await
        .map_err(|error| participation_error(&card.name, error))?;
    Ok(see_other("/programmes?done=left"))
}

#[cfg(test)]
mod tests {
    use super::about;

    #[test]
    fn how_many_take_part_is_said_in_tens_and_never_that_nearly_all_do() {
        assert_eq!((about(9, 200), about(10, 200), about(66, 200)), (None, Some(10), Some(60)));
        // Of 72, whether two or twelve are without is not told.
        assert_eq!((about(70, 72), about(62, 72)), (Some(60), Some(60)));
        assert_eq!((about(12, 12), about(0, 0)), (None, None));
    }
}
