//! The first visit: nobody is on the roster yet, so the page says how to begin.

use askama::Template;
use axum::extract::State;

use super::error::WebResult;
use super::page::{Page, html, see_other};
use super::session::Visit;
use super::state::App;
use crate::programmes::sign_in;

#[derive(Template)]
#[template(path = "pages/set_up.html")]
struct SetUpPage {
    page: Page,
    base_url: String,
}

/// GET /set-up: only while nobody is on the roster.
pub async fn page(State(app): State<App>, visit: Visit) -> WebResult {
    if !sign_in::is_empty(&app.env).await? {
        return Ok(see_other("/"));
    }
    let base_url = app.env.site.base_url.clone();
    html(&SetUpPage { page: Page::public(&app, &visit, "set-up-title"), base_url })
}
