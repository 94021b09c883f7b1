//! My calendar: the secret address under which a calendar reads one's own dates, and what it reads there.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, SubsecRound as _, Utc};
use sha2::{Digest, Sha256};

use super::error::{WebError, WebResult};
use super::extract::Query;
use super::page::{Page, Section, html, see_other};
use super::session::Who;
use super::state::App;
use crate::programmes::feed::{self, FeedError};

#[derive(Template)]
#[template(path = "pages/calendar_feed.html")]
struct FeedPage {
    page: Page,
    /// Since when there is an address.
    since: Option<DateTime<Utc>>,
    /// The address, on the one page that shows it.
    address: Option<String>,
    /// The same for programs that subscribe by a click.
    subscribe: String,
}

impl FeedPage {
    fn new(app: &App, who: &Who, since: Option<DateTime<Utc>>) -> Self {
        let page = Page::new(app, who, "feed-title", Section::Account)
            .up("/me", who.text().of("nav-account"));
        Self { page, since, address: None, subscribe: String::new() }
    }
}

/// GET /me/calendar
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let mut page = FeedPage::new(&app, &who, feed::since(&app.env, who.person).await?);
    if query.get("done") == "revoked" {
        page.page = page.page.note(who.text().of("feed-revoked"));
    }
    html(&page)
}

/// POST /me/calendar: a new address, shown in this answer and never again.
pub async fn renew(State(app): State<App>, who: Who) -> WebResult {
    let now = app.env.clock.now();
    app.limits.by_address.take(&who.email, now).map_err(WebError::too_often)?;
    let address = feed::renew(&app.env, who.person).await?;
    let mut page = FeedPage::new(&app, &who, Some(now));
    let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    page.subscribe = format!("webcal://{rest}");
    page.address = Some(address);
    html(&page)
}

/// POST /me/calendar/revoke
pub async fn revoke(State(app): State<App>, who: Who) -> WebResult {
    feed::revoke(&app.env, who.person).await?;
    Ok(see_other("/me/calendar?done=revoked"))
}

/// GET /calendar/{token}.ics: for programs, which bring no cookie; the address is the key.
pub async fn read(
    State(app): State<App>,
    visit: super::Visit,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> WebResult {
    let now = app.env.clock.now();
    let token = name.strip_suffix(".ics").unwrap_or(&name);
    // By the address, and not by the client: one server of a calendar's maker reads for a whole organisation.
    app.limits.by_feed.take(token, now).map_err(WebError::too_often)?;
    let found = feed::read(&app.env, token).await.map_err(|error| match error {
        FeedError::Store(error) => error.into(),
        error @ FeedError::Calendar(_) => WebError::internal(error),
    })?;
    let Some(feed) = found else {
        // Whoever guesses is slowed down.
        app.limits.by_client.take(&visit.client, now).map_err(WebError::too_often)?;
        return Err(WebError::not_found());
    };
    let etag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(feed.ics.as_bytes())));
    let modified = feed.modified.trunc_subsecs(0);
    let known = match headers.get(header::IF_NONE_MATCH) {
        Some(tags) => names(tags, &etag),
        None => headers
            .get(header::IF_MODIFIED_SINCE)
            .and_then(|at| DateTime::parse_from_rfc2822(at.to_str().ok()?).ok())
            // A part of a second later is later: the whole second is not trusted.
            .is_some_and(|at| feed.modified <= at),
    };
    let head = [
        (header::CACHE_CONTROL, "private, max-age=300".to_owned()),
        (header::ETAG, etag),
        (header::LAST_MODIFIED, modified.format("%a, %d %b %Y %H:%M:%S GMT").to_string()),
    ];
    let answer: Response = if known {
        (StatusCode::NOT_MODIFIED, head).into_response()
    } else {
        let kind = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")];
        (head, kind, feed.ics).into_response()
    };
    Ok(answer)
}

/// Whether a list of entity tags has this one, weak or strong, or is `*`.
fn names(tags: &HeaderValue, etag: &str) -> bool {
    let Ok(tags) = tags.to_str() else { return false };
    tags.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}
