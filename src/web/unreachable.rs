//! Who cannot be reached: people whose address does not work any more, and what came back lately.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, TimeDelta, Utc};

use super::error::WebResult;
use super::extract::{Id, Query};
use super::page::{Page, Section, html, see_other};
use super::{App, Who};
use crate::domain::bounce::Verdict;
use crate::domain::id::PersonId;
use crate::programmes::bounces;
use crate::store::bounce::{Unreachable, bounces_since, unreachable_list};
use crate::text::Text;

/// What came back is shown for so long.
const LATELY: TimeDelta = TimeDelta::days(30);

struct CameBack {
    at: DateTime<Utc>,
    verdict: (String, &'static str),
    status: String,
}

#[derive(Template)]
#[template(path = "pages/unreachable.html")]
struct UnreachablePage {
    page: Page,
    people: Vec<Unreachable>,
    bounces: Vec<CameBack>,
}

/// `GET /admin/unreachable`
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let now = app.env.clock.now();
    let mut tx = app.env.db.snapshot().await?;
    let people = unreachable_list(&mut tx).await?;
    let bounces = bounces_since(&mut tx, None, now - LATELY).await?;
    drop(tx);
    let text = who.text();
    let mut page = Page::new(&app, &who, "unreachable-title", Section::People)
        .up("/admin/people", text.of("people-title"))
        .wide();
    page = match query.get("done") {
        "lifted" => page.note(text.of("unreachable-lifted")),
        "reached" => page.note(text.of("unreachable-reached")),
        _ => page,
    };
    let bounces = bounces
        .into_iter()
        .map(|bounce| CameBack {
            at: bounce.at,
            verdict: verdict(text, bounce.verdict),
            status: bounce.status,
        })
        .collect();
    html(&UnreachablePage { page, people, bounces })
}

/// A verdict's word and tone.
fn verdict(text: Text, verdict: Verdict) -> (String, &'static str) {
    match verdict {
        Verdict::Hard => (text.of("bounce-hard").to_string(), "bad"),
        Verdict::Soft => (text.of("bounce-soft").to_string(), "quiet"),
        Verdict::Aside => (text.of("bounce-aside").to_string(), "warn"),
    }
}

/// `POST /admin/people/{id}/reach`: the address works again.
pub async fn lift(State(app): State<App>, who: Who, Id(id): Id<PersonId>) -> WebResult {
    let lifted = bounces::lift(&app.env, id, who.person).await?;
    let done = if lifted { "lifted" } else { "reached" };
    Ok(see_other(&format!("/admin/unreachable?done={done}")))
}
