//! Held accounts: somebody or nobody, as an admin says; remembered for the next file.

use askama::Template;
use axum::extract::State;

use super::error::{WebError, WebResult};
use super::extract::{Fields, Query};
use super::page::{Page, Section, html, refused, see_other};
use super::{App, Who};
use crate::domain::roster::odd::OddDecision;
use crate::programmes::people::held::{HeldError, held_reopen, held_settle};
use crate::programmes::people::wording::{odd_reason, problem};
use crate::store::quarantine::{Held, held_counts, held_get, held_page};

/// Accounts on one page.
const PAGE_SIZE: usize = 50;

struct Row {
    email: String,
    name: String,
    team: String,
    reason: String,
    decision: Option<OddDecision>,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/odd.html")]
struct OddPage {
    page: Page,
    waiting: bool,
    counts: (usize, usize),
    rows: Vec<Row>,
    before: String,
    after: String,
}

async fn odd_page(
    app: &App,
    who: &Who,
    waiting: bool,
    number: usize,
    fields: &Fields,
) -> WebResult<OddPage> {
    let mut tx = app.env.db.snapshot().await?;
    let mut held = held_page(&mut tx, waiting, (number - 1) * PAGE_SIZE, PAGE_SIZE).await?;
    let counts = held_counts(&mut tx).await?;
    // The account whose name was refused stays in sight wherever it stands in the list.
    let email = fields.get("email");
    if !fields.is_valid() && !held.iter().any(|held| held.email == email) {
        held.extend(held_get(&mut tx, email).await?);
    }
    drop(tx);
    let mut page = Page::new(app, who, "odd-title", Section::People)
        .up("/admin/people", who.text().of("people-title"))
        .wide();
    let text = page.text;
    page.problems = fields
        .problems()
        .iter()
        .map(|(field, message)| (format!("{field}-{email}"), message.clone()))
        .collect();
    let total = if waiting { counts.0 } else { counts.1 };
    let path = |number: usize| {
        format!("/admin/held?show={}&page={number}", if waiting { "waiting" } else { "decided" })
    };
    let row = |held: Held| {
        let wrong = held.email == email && !fields.is_valid();
        Row {
            name: if wrong { fields.get("name").to_owned() } else { held.name },
            team: held.row["team"].as_str().unwrap_or_default().to_owned(),
            reason: odd_reason(text, held.reason).to_string(),
            decision: held.decision,
            problem: fields.problem("name").filter(|_| wrong).map(str::to_owned),
            email: held.email,
        }
    };
    Ok(OddPage {
        waiting,
        counts,
        rows: held.into_iter().map(row).collect(),
        before: if number > 1 { path(number - 1) } else { String::new() },
        after: if number * PAGE_SIZE < total { path(number + 1) } else { String::new() },
        page,
    })
}

/// `GET /admin/held`
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let number: usize = query.word("page").unwrap_or(1).clamp(1, 100_000);
    let waiting = query.get("show") != "decided";
    let mut shown = odd_page(&app, &who, waiting, number, &Fields::new()).await?;
    let text = shown.page.text;
    shown.page = match query.get("done") {
        "person" => shown.page.note(text.of("odd-done-person")),
        "ignored" => shown.page.note(text.of("odd-done-ignored")),
        "reopened" => shown.page.note(text.of("odd-done-reopened")),
        "decided" => shown.page.note(text.of("odd-done-meanwhile")),
        _ => shown.page,
    };
    html(&shown)
}

/// `POST /admin/held`
pub async fn decide(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let email = fields.get("email").to_owned();
    let done = match fields.get("decision") {
        "reopen" => held_reopen(&app.env, who.person, &email).await.map(|()| "reopened"),
        word => {
            let decision: OddDecision = word.parse().map_err(|_| WebError::unreadable())?;
            held_settle(&app.env, who.person, &email, decision, fields.get("name"))
                .await
                .map(|_| decision.as_str())
        }
    };
    match done {
        Ok(done) => {
            let show = if done == "reopened" { "decided" } else { "waiting" };
            Ok(see_other(&format!("/admin/held?show={show}&done={done}")))
        }
        Err(HeldError::Name(what)) => {
            let text = who.text();
            let message = what.map_or_else(
                || text.of("odd-name-missing").to_string(),
                |what| problem(text, &what),
            );
            fields.refuse("name", message);
            refused(&odd_page(&app, &who, true, 1, &fields).await?)
        }
        Err(HeldError::Decided) => Ok(see_other("/admin/held?done=decided")),
        Err(HeldError::Unknown) => Err(WebError::not_found()),
        Err(HeldError::Store(error)) => Err(error.into()),
    }
}
