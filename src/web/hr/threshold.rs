//! How many people stand behind a figure: an administrator sees it, and why, and can only raise it.

use askama::Template;
use axum::extract::State;

use super::figures::quarter;
use crate::graph::disclose::K_FLOOR;
use crate::programmes::connections::{ConnectionsError, K_MOST, raise_k, threshold};
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Query};
use crate::web::page::{Page, Section, html, refused, see_other};
use crate::web::{App, Who};

#[derive(Template)]
#[template(path = "pages/hr/threshold.html")]
struct ThresholdPage {
    page: Page,
    f: Fields,
    now: u32,
    floor: u32,
    most: u32,
    next_on: String,
    quarters: Vec<(String, u32)>,
    /// Before raising: to what.
    checking: Option<u32>,
}

async fn shown(app: &App, who: &Who, f: Fields) -> WebResult<ThresholdPage> {
    let text = who.text();
    let known = threshold(&app.env).await?;
    Ok(ThresholdPage {
        page: Page::new(app, who, "threshold-title", Section::Settings)
            .up("/admin/settings", text.of("nav-settings"))
            .refused(&f),
        f,
        now: known.now,
        floor: K_FLOOR,
        most: K_MOST,
        next_on: text.date_long(known.next_on),
        quarters: known.quarters.into_iter().map(|(one, k)| (quarter(text, one), k)).collect(),
        checking: None,
    })
}

/// `GET /admin/disclosure`
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let mut shown = shown(&app, &who, Fields::new()).await?;
    if query.get("done") == "raised" {
        let note = who.text().of("threshold-done").num("k", shown.now).to_string();
        shown.page = shown.page.note(note);
    }
    html(&shown)
}

fn say(f: &mut Fields, text: Text, now: u32) {
    let words = text.of("threshold-fault").num("least", now + 1).num("most", K_MOST).to_string();
    f.refuse("k", words);
}

/// `POST /admin/disclosure`: `step=check` shows what it means, `step=raise` raises it.
pub async fn step(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let text = who.text();
    let now = threshold(&app.env).await?.now;
    let asked = fields.word::<u32>("k").filter(|k| (now + 1..=K_MOST).contains(k));
    let Some(k) = asked else {
        say(&mut fields, text, now);
        return refused(&shown(&app, &who, fields).await?);
    };
    match fields.get("step") {
        "raise" => match raise_k(&app.env, k, Some(who.person)).await {
            Ok(()) => Ok(see_other("/admin/disclosure?done=raised")),
            // Somebody else raised it in between.
            Err(ConnectionsError::NotMore { now, .. }) => {
                say(&mut fields, text, now);
                refused(&shown(&app, &who, fields).await?)
            }
            Err(error) => Err(WebError::from(error)),
        },
        "check" => {
            let mut page = shown(&app, &who, fields).await?;
            page.checking = Some(k);
            html(&page)
        }
        _ => html(&shown(&app, &who, fields).await?),
    }
}
