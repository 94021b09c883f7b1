//! Time off from meeting people: how it stands, and the form that sets it.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};

use super::error::{WebError, WebResult};
use super::extract::Fields;
use super::own_words::{participation_error, pause_words, refuse};
use super::page::{Page, Section, html, refused, see_other};
use super::session::Who;
use super::state::App;
use crate::programmes::participation;
use crate::store::profile::Pause;
use crate::text::Text;

/// The pause as the page shows it.
pub(super) struct PauseView {
    /// What holds; none: no pause.
    pub(super) sentence: Option<String>,
    /// It has not begun.
    pub(super) ahead: bool,
}

impl PauseView {
    pub(super) fn new(text: Text, who: &Who, pause: Option<Pause>, now: DateTime<Utc>) -> Self {
        let today = now.with_timezone(&who.zone).date_naive();
        let pause = pause.filter(|pause| pause.until_on.is_none_or(|until| until > today));
        let ahead = pause.is_some_and(|pause| pause.from_on > today);
        let sentence = pause.map(|pause| {
            let from = text.date(pause.from_on);
            match (ahead, pause.until_on) {
                (false, Some(until)) => {
                    text.of("home-paused-until").arg("date", text.date(until)).to_string()
                }
                (false, None) => text.of("home-paused-open").to_string(),
                (true, Some(until)) => text
                    .of("home-paused-ahead")
                    .arg("from", from)
                    .arg("until", text.date(until))
                    .to_string(),
                (true, None) => text.of("home-paused-ahead-open").arg("from", from).to_string(),
            }
        });
        Self { sentence, ahead }
    }
}
#[derive(Template)]
#[template(path = "pages/pause.html")]
struct PausePage {
    page: Page,
    pause: PauseView,
    f: Fields,
}

async fn pause_page(app: &App, who: &Who, f: Fields) -> Result<PausePage, WebError> {
    let mut tx = app.env.db.read().await?;
    let pause = crate::store::profile::pause_get(&mut tx, who.person).await?;
    Ok(PausePage {
        page: Page::new(app, who, "preferences-pause", Section::Home)
            .up("/", who.text().of("nav-home"))
            .refused(&f),
        pause: PauseView::new(who.text(), who, pause, app.env.clock.now()),
        f,
    })
}

/// GET /pause
pub async fn pause(State(app): State<App>, who: Who) -> WebResult {
    html(&pause_page(&app, &who, Fields::new()).await?)
}

/// POST /pause
pub async fn pause_set(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let today = app.env.clock.now().with_timezone(&who.zone).date_naive();
    match pause_words(&fields).read(today) {
        Ok((from, until)) => {
            participation::pause(&app.env, who.person, from, until)
                .await
                .map_err(|error| participation_error("", error))?;
            Ok(see_other("/?done=paused"))
        }
        Err(faults) => {
            refuse(&mut fields, who.text(), &faults);
            refused(&pause_page(&app, &who, fields).await?)
        }
    }
}

/// POST /resume
pub async fn resume(State(app): State<App>, who: Who) -> WebResult {
    participation::resume(&app.env, who.person)
        .await
        .map_err(|error| participation_error("", error))?;
    Ok(see_other("/?done=resumed"))
}
