//! The home team's word on an application: by the links of the mail, by the lead's own pages, and by a coordinator in
//! the team's place. "These dates" is one button; "not now" asks for a reason and a day.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;

use super::{failed, span_weeks};
use crate::domain::id::{ApplicationId, PersonId};
use crate::domain::person::Person;
use crate::programmes::rotation::home::{self, REASON_MOST, Word, may_answer, speaks_for_home};
use crate::programmes::rotation::{RotationError, application_whole};
use crate::store::application::Application;
use crate::store::call::Call;
use crate::store::person::person_get;
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Id};
use crate::web::page::{Page, Section, html, refused, see_other};
use crate::web::session::Visit;
use crate::web::{App, Who};

#[derive(Template)]
#[template(path = "pages/rotation/home_word.html")]
pub(super) struct WordPage {
    page: Page,
    sentences: Vec<String>,
    facts: Vec<(String, Vec<String>)>,
    /// Shows "these dates".
    dates: bool,
    /// Shows "not now".
    not_now: bool,
    periods: Vec<(String, String)>,
    f: Fields,
    action: String,
    reason_most: usize,
}

/// What the page says and asks, whoever looks.
async fn word_page(
    app: &App,
    mut page: Page,
    id: ApplicationId,
    action: String,
    f: Fields,
) -> WebResult<(WordPage, Application, Call)> {
    let mut tx = app.env.db.snapshot().await?;
    let (one, call, _) = application_whole(&mut tx, id).await.map_err(failed)?;
    let text = page.text;
    let person = person_get(&mut tx, one.person_id).await?.ok_or_else(WebError::not_found)?;
    page.title = text.of("home-word-title").arg("person", &person.name).to_string();
    let mut choices = Vec::new();
    for team in &one.choices {
        choices.push(super::timeline::team_name(&mut tx, *team).await?);
    }
    let home = super::timeline::team_name(&mut tx, one.home_team_id).await?;
    let sentence = text
        .of("home-word-lead")
        .arg("person", &person.name)
        .arg("team", home)
        .arg("call", &call.name);
    let fact = |id: &'static str, values: Vec<String>| (text.of(id).to_string(), values);
    let length = text.of("rotation-length-n").num("n", one.length).to_string();
    let mut f = f;
    if !f.has("period") {
        // What was agreed stands; before, all of them.
        for n in one.agreed.as_ref().unwrap_or(&one.periods) {
            f.add("period", n);
        }
    }
    let word = WordPage {
        sentences: vec![sentence.to_string()],
        facts: vec![
            fact("rotation-row-choices", choices),
            fact("rotation-row-length", vec![length]),
            fact("rotation-row-goals", vec![one.goals.clone()]),
        ],
        dates: true,
        not_now: true,
        periods: one
            .periods
            .iter()
            .filter_map(|n| Some((n.to_string(), span_weeks(text, call.periods.get(*n as usize)?))))
            .collect(),
        action,
        reason_most: REASON_MOST,
        page: page.refused(&f),
        f,
    };
    Ok((word, one, call))
}

/// The page when there is nothing to answer any more.
fn over(mut word: WordPage, sentence: &'static str) -> WordPage {
    word.sentences.push(word.page.text.of(sentence).to_string());
    word.dates = false;
    word.not_now = false;
    word
}

/// What was typed, as the home team's word.
fn read(fields: &mut Fields, text: Text, not_now: bool, today: NaiveDate) -> Option<Word> {
    if !not_now {
        let periods: Vec<u32> = fields.all("period").filter_map(|n| n.parse().ok()).collect();
        if periods.is_empty() {
            fields.refuse("period", text.of("home-word-no-period"));
            return None;
        }
        return Some(Word::These(periods));
    }
    let reason = fields.get("reason").to_owned();
    let typed = fields.get("not_before").to_owned();
    let not_before = NaiveDate::parse_from_str(&typed, "%Y-%m-%d").ok();
    if reason.is_empty() {
        fields.refuse("reason", text.of("home-word-no-reason"));
    } else if reason.chars().count() > REASON_MOST {
        fields.refuse("reason", text.of("home-word-long-reason").num("most", REASON_MOST));
    }
    match not_before {
        None => fields.refuse("not_before", text.of("home-word-no-date")),
        Some(on) if on <= today => {
            fields.refuse("not_before", text.of("home-word-past-date"));
        }
        Some(on) if on > today + chrono::TimeDelta::days(2 * 366) => {
            fields.refuse("not_before", text.of("home-word-far-date"));
        }
        Some(_) => {}
    }
    let not_before = not_before?;
    fields.is_valid().then_some(Word::NotNow { reason, not_before })
}

fn today(app: &App, zone: chrono_tz::Tz) -> NaiveDate {
    app.env.clock.now().with_timezone(&zone).date_naive()
}

/// What a link of the mail opens: no session is needed.
pub async fn link_page(
    app: &App,
    visit: &Visit,
    person: &Person,
    id: ApplicationId,
    not_now: bool,
    action: String,
) -> WebResult {
    html(&link_word(app, visit, person, id, not_now, action, Fields::new()).await?)
}

async fn link_word(
    app: &App,
    visit: &Visit,
    person: &Person,
    id: ApplicationId,
    not_now: bool,
    action: String,
    fields: Fields,
) -> WebResult<WordPage> {
    let page = Page::public_titled(app, visit, String::new());
    let (mut word, one, _) = word_page(app, page, id, action, fields).await?;
    if !may_answer(one.state) || !speaks(app, &one, person.id).await? {
        return Ok(over(word, "home-word-over"));
    }
    word.dates = !not_now;
    word.not_now = not_now;
    Ok(word)
}

async fn speaks(app: &App, one: &Application, person: PersonId) -> WebResult<bool> {
    let mut tx = app.env.db.read().await?;
    speaks_for_home(&mut tx, one, person).await.map_err(failed)
}

/// The press of the button behind a link.
pub async fn link_act(
    app: &App,
    visit: &Visit,
    person: &Person,
    id: ApplicationId,
    not_now: bool,
    action: String,
    mut fields: Fields,
) -> WebResult {
    let Some(word) = read(&mut fields, visit.text, not_now, today(app, person.zone)) else {
        let shown = link_word(app, visit, person, id, not_now, action, fields).await?;
        return refused(&shown);
    };
    let said = home::answer(&app.env, person.id, id, &word, false).await;
    let sentence = match said {
        Ok(true) if not_now => "home-word-done-not-now",
        Ok(true) => "home-word-done-dates",
        Ok(false) => "link-already",
        Err(RotationError::Unknown | RotationError::NotPossible | RotationError::Changed) => {
            "home-word-over"
        }
        Err(error) => return Err(failed(error)),
    };
    let page = Page::public_titled(app, visit, String::new());
    let (word, ..) = word_page(app, page, id, action, Fields::new()).await?;
    html(&over(word, sentence))
}

/// Checks that the reader speaks for the home team of an application; others' are not found.
async fn of_lead(app: &App, who: &Who, id: ApplicationId) -> WebResult<Application> {
    let mut tx = app.env.db.read().await?;
    let (one, ..) = application_whole(&mut tx, id).await.map_err(failed)?;
    if !speaks_for_home(&mut tx, &one, who.person).await.map_err(failed)? {
        return Err(WebError::not_found());
    }
    Ok(one)
}

async fn shown(
    app: &App,
    who: &Who,
    id: ApplicationId,
    office: bool,
    fields: Fields,
) -> WebResult<WordPage> {
    let text = who.text();
    let page = Page::titled(app, who, String::new(), section(office));
    let (up, name) = if office {
        (format!("/admin/applications/{id}"), "home-word-up")
    } else {
        ("/team-rotations".to_owned(), "team-rotations-title")
    };
    let action = action(id, office);
    let (word, one, _) = word_page(app, page.up(up, text.of(name)), id, action, fields).await?;
    if may_answer(one.state) { Ok(word) } else { Ok(over(word, "home-word-over")) }
}

fn section(office: bool) -> Section {
    if office { Section::AdminRotations } else { Section::TeamRotations }
}

fn action(id: ApplicationId, office: bool) -> String {
    if office {
        format!("/admin/applications/{id}/home")
    } else {
        format!("/team-rotations/applications/{id}")
    }
}

/// `GET /team-rotations/applications/{id}`: the lead's page.
pub async fn lead_form(State(app): State<App>, who: Who, Id(id): Id<ApplicationId>) -> WebResult {
    of_lead(&app, &who, id).await?;
    html(&shown(&app, &who, id, false, Fields::new()).await?)
}

/// `POST /team-rotations/applications/{id}`
pub async fn lead_act(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ApplicationId>,
    fields: Fields,
) -> WebResult {
    of_lead(&app, &who, id).await?;
    act(&app, &who, id, false, fields).await
}

/// `GET /admin/applications/{id}/home`: a coordinator answers in the home team's place.
pub async fn office_form(State(app): State<App>, who: Who, Id(id): Id<ApplicationId>) -> WebResult {
    html(&shown(&app, &who, id, true, Fields::new()).await?)
}

/// `POST /admin/applications/{id}/home`
pub async fn office_act(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ApplicationId>,
    fields: Fields,
) -> WebResult {
    act(&app, &who, id, true, fields).await
}

async fn act(
    app: &App,
    who: &Who,
    id: ApplicationId,
    office: bool,
    mut fields: Fields,
) -> WebResult {
    let not_now = fields.get("word") == "not-now";
    let Some(word) = read(&mut fields, who.text(), not_now, today(app, who.zone)) else {
        return refused(&shown(app, who, id, office, fields).await?);
    };
    home::answer(&app.env, who.person, id, &word, office).await.map_err(failed)?;
    Ok(see_other(&if office {
        format!("/admin/applications/{id}?done=answered")
    } else {
        "/team-rotations?done=answered".to_owned()
    }))
}
