//! The people on the roster: found, looked at, left.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};

use super::error::{WebError, WebResult};
use super::extract::{Id, Query, encode};
use super::page::{Page, Section, html, see_other};
use super::{App, Who};
use crate::domain::id::{PersonId, TeamId};
use crate::domain::person::{Person, PersonState};
use crate::programmes::people::look::{look_note, look_noted};
use crate::programmes::people::person_leave;
use crate::programmes::person_data;
use crate::store::bounce::suppressed_since;
use crate::store::held::HeldCounts;
use crate::store::leaver::past_teams_of;
use crate::store::person::{PersonFilter, PersonLine, person_get, persons_count, persons_page};
use crate::store::quarantine::held_counts;
use crate::store::role::role_list;
use crate::store::team::{team_get, teams_all, teams_led_by};
use crate::text::Text;

/// People on one page.
const PAGE_SIZE: usize = 50;

/// A state's word and tone.
pub(super) fn state_words(text: Text, state: PersonState) -> (String, &'static str) {
    match state {
        PersonState::Active => (text.of("person-state-active").to_string(), "good"),
        PersonState::Away => (text.of("person-state-away").to_string(), "warn"),
        PersonState::Left => (text.of("person-state-left").to_string(), "quiet"),
    }
}

struct Row {
    line: PersonLine,
    state: (String, &'static str),
}

#[derive(Template)]
#[template(path = "pages/people.html")]
struct PeoplePage {
    page: Page,
    search: String,
    rows: Vec<Row>,
    total: usize,
    anybody: bool,
    filtered: bool,
    waiting: usize,
    teams: Vec<(TeamId, String, bool)>,
    states: Vec<(PersonState, String, bool)>,
    before: String,
    after: String,
}

/// `GET /admin/people`
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let state: Option<PersonState> = query.word("state");
    let filter = PersonFilter {
        search: query.get("search").chars().take(100).collect(),
        team_id: query.word("team"),
        state,
    };
    let number: usize = query.word("page").unwrap_or(1).clamp(1, 100_000);
    let mut tx = app.env.db.snapshot().await?;
    let rows = persons_page(&mut tx, &filter, (number - 1) * PAGE_SIZE, PAGE_SIZE).await?;
    let total = persons_count(&mut tx, &filter).await?;
    let anybody = total > 0 || persons_count(&mut tx, &PersonFilter::default()).await? > 0;
    let teams = teams_all(&mut tx).await?;
    let (waiting, _) = held_counts(&mut tx).await?;
    drop(tx);
    let page = Page::new(&app, &who, "people-title", Section::People).wide();
    let text = page.text;
    let path = |number: usize| {
        let mut path = format!("/admin/people?page={number}");
        let team = filter.team_id.map(|team| team.to_string()).unwrap_or_default();
        let state = filter.state.map(|state| state.to_string()).unwrap_or_default();
        for (name, value) in [("search", &filter.search), ("team", &team), ("state", &state)] {
            if !value.is_empty() {
                path = format!("{path}&{name}={}", encode(value));
            }
        }
        path
    };
    html(&PeoplePage {
        rows: rows
            .into_iter()
            .map(|line| Row { state: state_words(text, line.state), line })
            .collect(),
        total,
        anybody,
        filtered: filter != PersonFilter::default(),
        waiting,
        teams: teams
            .into_iter()
            .map(|team| (team.id, team.name, filter.team_id == Some(team.id)))
            .collect(),
        states: PersonState::ALL
            .iter()
            .map(|word| (*word, state_words(text, *word).0, state == Some(*word)))
            .collect(),
        before: if number > 1 { path(number - 1) } else { String::new() },
        after: if number * PAGE_SIZE < total { path(number + 1) } else { String::new() },
        search: filter.search,
        page,
    })
}

#[derive(Template)]
#[template(path = "pages/person.html")]
struct PersonPage {
    page: Page,
    person: Person,
    state: (String, &'static str),
    team: String,
    manager: Option<(PersonId, String)>,
    zone: String,
    starts: String,
    language: String,
    past: Vec<(String, DateTime<Utc>)>,
    roles: Vec<String>,
    leads: Vec<(TeamId, String)>,
    /// Since when nothing is sent, because the address does not work.
    unreachable: Option<DateTime<Utc>>,
}

#[derive(Template)]
#[template(path = "pages/person_ask.html")]
struct AskPage {
    page: Page,
    action: String,
}

/// `GET /admin/people/{id}`: shown once the look is noted, so that opening a link notes nothing.
pub async fn one(
    State(app): State<App>,
    who: Who,
    Id(id): Id<PersonId>,
    Query(query): Query,
) -> WebResult {
    let mut tx = app.env.db.snapshot().await?;
    let person = person_get(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    let text = who.text();
    if !look_noted(&app.env, who.person, id).await? {
        let page = Page::new(&app, &who, "person-ask-title", Section::People)
            .up("/admin/people", text.of("people-title"));
        return html(&AskPage { page, action: format!("/admin/people/{id}/look") });
    }
    let team = team_get(&mut tx, person.team_id).await?;
    let manager = match person.manager_id {
        Some(id) => person_get(&mut tx, id).await?.map(|manager| (manager.id, manager.name)),
        None => None,
    };
    let past = past_teams_of(&mut tx, id).await?;
    let leads = teams_led_by(&mut tx, id).await?;
    let granted = role_list(&mut tx).await?;
    let unreachable = suppressed_since(&mut tx, id).await?;
    drop(tx);
    let mut page = Page::titled(&app, &who, person.name.clone(), Section::People)
        .up("/admin/people", text.of("people-title"));
    if query.get("done") == "left" {
        page = page.note(text.of("person-has-left"));
    }
    html(&PersonPage {
        state: state_words(text, person.state),
        team: team.map(|team| team.name).unwrap_or_default(),
        manager,
        zone: text.zone(person.zone, &page.now),
        starts: person.starts_on.map(|day| text.date_long(day)).unwrap_or_default(),
        language: text
            .of(match person.language {
                crate::domain::person::Language::English => "language-en",
                crate::domain::person::Language::German => "language-de",
            })
            .to_string(),
        past,
        roles: granted
            .into_iter()
            .filter(|granted| granted.person_id == id)
            .map(|granted| text.of(super::roles::word(granted.role)).to_string())
            .collect(),
        leads: leads.into_iter().map(|team| (team.id, team.name)).collect(),
        unreachable,
        person,
        page,
    })
}

/// `POST /admin/people/{id}/look`
pub async fn look(State(app): State<App>, who: Who, Id(id): Id<PersonId>) -> WebResult {
    let mut tx = app.env.db.read().await?;
    person_get(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    drop(tx);
    look_note(&app.env, who.person, id).await?;
    Ok(see_other(&format!("/admin/people/{id}")))
}

#[derive(Template)]
#[template(path = "pages/person_leave.html")]
struct LeavePage {
    page: Page,
    action: String,
    back: String,
    counts: HeldCounts,
}

/// `GET /admin/people/{id}/leave`: what ends, in numbers.
pub async fn leave_form(State(app): State<App>, who: Who, Id(id): Id<PersonId>) -> WebResult {
    let mut tx = app.env.db.read().await?;
    let person = person_get(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    drop(tx);
    if person.state == PersonState::Left {
        return Ok(see_other(&format!("/admin/people/{id}")));
    }
    let counts = person_data::consequences(&app.env, id).await.map_err(WebError::internal)?;
    let title = who.text().of("person-leave-title").arg("name", &person.name).to_string();
    let page = Page::titled(&app, &who, title, Section::People)
        .up(format!("/admin/people/{id}"), &person.name);
    let back = format!("/admin/people/{id}");
    html(&LeavePage { page, action: format!("{back}/leave"), back, counts })
}

/// `POST /admin/people/{id}/leave`
pub async fn leave(State(app): State<App>, who: Who, Id(id): Id<PersonId>) -> WebResult {
    if id == who.person {
        return Err(WebError::new(
            axum::http::StatusCode::CONFLICT,
            "person-leave-self-title",
            "person-leave-self",
        )
        .way_out("/admin/people", "people-title"));
    }
    person_leave(&app.env, id, Some(who.person)).await?;
    Ok(see_other(&format!("/admin/people/{id}?done=left")))
}
