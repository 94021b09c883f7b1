//! My first weeks: the reader's own stints and rotations as a timeline. And the other side: who comes, and who is away.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};

use super::error::{WebError, WebResult};
use super::extract::{Id, Query};
use super::page::{Page, Section, html};
use super::session::Who;
use super::state::App;
use crate::domain::coffee::ProgrammeKind;
use crate::domain::id::PlacementId;
use crate::domain::placement::PlacementState;
use crate::domain::week::Week;
use crate::programmes::placing::afterwards::may_be_said;
use crate::programmes::placing::letters::{calendar_file, last_day_of};
use crate::store::history::ties_summary;
use crate::store::home::cards_for;
use crate::store::stay::{Stay, stay_get, stays_away, stays_hosted, stays_of};
use crate::text::Text;

/// How long the list of guests shows what is over.
const WEEKS_BACK: i64 = 4;

/// A stay as pages show it.
pub(super) struct StayView {
    pub(super) id: PlacementId,
    pub(super) programme: String,
    pub(super) guest: String,
    pub(super) guest_email: String,
    pub(super) home: String,
    pub(super) team: String,
    pub(super) host: Option<(String, String)>,
    pub(super) dates: String,
    pub(super) expect: String,
    pub(super) state: String,
    pub(super) tone: &'static str,
    /// What was said of it; none: nothing yet.
    pub(super) said: Option<String>,
    /// It may be said now whether it was worth it.
    pub(super) may_say: bool,
    pub(super) is_over: bool,
}

impl StayView {
    pub(super) fn new(text: Text, stay: &Stay, now: DateTime<Utc>) -> Self {
        let (state, tone) = match stay.state {
            PlacementState::Started => (text.of("stay-state-now"), "good"),
            PlacementState::Finished => (text.of("stay-state-over"), "quiet"),
            PlacementState::EndedEarly => (text.of("stay-state-ended"), "warn"),
            _ => (text.of("stay-state-coming"), ""),
        };
        let kind = stay.kind.as_str();
        Self {
            id: stay.id,
            programme: stay.programme.clone(),
            guest: stay.guest.clone(),
            guest_email: stay.guest_email.clone(),
            home: stay.home.clone(),
            team: stay.team.clone(),
            host: stay.host.clone().zip(stay.host_email.clone()),
            dates: dates(text, stay),
            expect: match &stay.expect {
                Some(words) => words.clone(),
                None => text.of("mail-placed-expect-general").arg("kind", kind).to_string(),
            },
            state: state.to_string(),
            tone,
            said: stay
                .said
                .as_ref()
                .map(|(worth, ..)| text.of("stay-said").num("worth", *worth).to_string()),
            may_say: may_be_said(stay, now),
            is_over: matches!(stay.state, PlacementState::Finished | PlacementState::EndedEarly),
        }
    }
}

/// From when to when.
pub(super) fn dates(text: Text, stay: &Stay) -> String {
    text.of("mail-placed-dates")
        .arg("from", text.date(stay.from_on.monday()))
        .arg("to", text.date_year(last_day_of(stay.to_on)))
        .to_string()
}

#[derive(Template)]
#[template(path = "pages/first_weeks.html")]
struct FirstWeeks {
    page: Page,
    stays: Vec<StayView>,
    /// What it came to, once all of it is over.
    summary: Option<String>,
    joins_coffee: bool,
}

/// GET /first-weeks
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let text = who.text();
    let now = app.env.clock.now();
    let mut tx = app.env.db.read().await?;
    let stays = stays_of(&mut tx, who.person).await?;
    let met = ties_summary(&mut tx, who.person).await?;
    let (cards, _) = cards_for(&mut tx, who.person, now).await?;
    drop(tx);
    let bootcamp = stays.iter().any(|stay| stay.kind == ProgrammeKind::Bootcamp);
    let title = if bootcamp || stays.is_empty() { "first-weeks-title" } else { "first-weeks-away" };
    let mut page = Page::new(&app, &who, title, Section::Home).up("/", text.of("nav-home"));
    if query.get("done") == "worth" {
        page = page.note(text.of("worth-kept"));
    }
    let views: Vec<StayView> = stays.iter().map(|stay| StayView::new(text, stay, now)).collect();
    let over = !views.is_empty() && views.iter().all(|view| view.is_over);
    html(&FirstWeeks {
        summary: (over && met.people > 0).then(|| {
            text.of("first-weeks-met").num("people", met.people).num("teams", met.teams).to_string()
        }),
        joins_coffee: over && !cards.is_empty() && cards.iter().all(|card| card.own.is_none()),
        stays: views,
        page,
    })
}

/// GET /first-weeks/{id}/calendar.ics: the event, for a calendar that has lost it or never had it.
pub async fn calendar(State(app): State<App>, who: Who, Id(id): Id<PlacementId>) -> WebResult {
    let mut tx = app.env.db.read().await?;
    let stay = stay_get(&mut tx, who.person, id).await?.ok_or_else(WebError::not_found)?;
    drop(tx);
    let file = calendar_file(&app.env, &stay, who.language).map_err(WebError::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"stay.ics\""),
    ];
    let answer: Response = (headers, file).into_response();
    Ok(answer)
}

#[derive(Template)]
#[template(path = "pages/guests.html")]
struct Guests {
    page: Page,
    coming: Vec<StayView>,
    away: Vec<StayView>,
}

/// GET /guests: whom the reader or their team takes in, and who of their team is with others.
pub async fn guests(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let text = who.text();
    let now = app.env.clock.now();
    let today = now.with_timezone(&who.zone).date_naive();
    let from = Week::of(today - chrono::TimeDelta::weeks(WEEKS_BACK));
    let mut tx = app.env.db.read().await?;
    let coming = stays_hosted(&mut tx, who.person, from).await?;
    let away = stays_away(&mut tx, who.person, Week::of(today)).await?;
    drop(tx);
    let mut page = Page::new(&app, &who, "guests-title", Section::Home).wide();
    page = page.up("/", text.of("nav-home"));
    if query.get("done") == "worth" {
        page = page.note(text.of("worth-kept"));
    }
    let view = |stay: &Stay| {
        let mut view = StayView::new(text, stay, now);
        // Only whoever looks after the guest judges it; a lead who does not sees when, no more.
        view.may_say &= stay.host_id == Some(who.person);
        view
    };
    html(&Guests {
        page,
        coming: coming.iter().map(view).collect(),
        away: away.iter().map(view).collect(),
    })
}
