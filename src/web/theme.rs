//! Light, dark, or as the device has it: a cookie, so that it holds before anybody is signed in.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use super::error::WebResult;
use super::extract::Fields;
use super::page::see_other;
use super::session::{Theme, local_path, theme_cookie};
use super::state::App;

/// POST /theme: sets the cookie and goes back to the page that it was pressed on.
pub async fn choose(
    State(app): State<App>,
    headers: HeaderMap,
    fields: Fields,
) -> WebResult<Response> {
    let theme = Theme::of(fields.get("theme"));
    let from = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or("");
    // A page that only a POST shows cannot be gone back to; its path is then not found, and says the way home.
    let back = from.strip_prefix(app.env.site.base_url.as_str()).map_or("/", local_path);
    let cookie = [(header::SET_COOKIE, theme_cookie(&app, theme)?)];
    Ok((cookie, see_other(back)).into_response())
}
