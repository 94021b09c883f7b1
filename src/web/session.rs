//! Who is looking: the session cookie, the visit, and the frame around every request.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;

use super::error::WebError;
use super::page;
use super::state::App;
use crate::domain::access::Roles;
use crate::domain::id::PersonId;
use crate::domain::person::Language;
use crate::programmes::sessions;
use crate::store::session::SessionHash;
use crate::text::{Locale, Text};

/// The policy for what a page may load and where its forms may go.
pub const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Light or dark, when somebody chose; otherwise as the device has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word in the cookie and in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name; the device's for anything else.
    pub fn of(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Device,
        }
    }
}

/// Somebody signed in.
#[derive(Clone, Debug)]
pub struct Who {
    /// Who.
    pub person: PersonId,
    /// As the person is called.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What they are.
    pub roles: Roles,
    /// Their language.
    pub language: Language,
    /// Their zone.
    pub zone: chrono_tz::Tz,
    /// The session's key.
    pub session: SessionHash,
    /// Everything is held after a restore.
    pub held_after_restore: bool,
    /// The kill switch is on: no notice leaves.
    pub sending_paused: bool,
    /// Light or dark.
    pub theme: Theme,
}

impl Who {
    /// Texts in this person's language.
    pub fn text(&self) -> Text {
        text_in(self.language)
    }
}

/// Texts in a language.
pub fn text_in(language: Language) -> Text {
    Text::new(match language {
        Language::English => Locale::En,
        Language::German => Locale::De,
    })
}

/// A request's visitor, signed in or not.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Who, when signed in.
    pub who: Option<Arc<Who>>,
    /// The language of the person, or the one the browser asks for.
    pub text: Text,
    /// Light or dark.
    pub theme: Theme,
    /// The client's address, for rate limits; never logged or stored.
    pub client: String,
    /// The browser, as it names itself; at most 200 characters.
    pub agent: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WebError> {
        parts.extensions.get::<Self>().cloned().ok_or_else(WebError::plain_internal)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Who {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        let visit = Visit::from_request_parts(parts, state).await?;
        // The guard of the route has sent everybody else to the sign-in page.
        visit.who.map(|who| (*who).clone()).ok_or_else(WebError::forbidden)
    }
}

/// The frame around every request: finds out who looks, dresses errors as pages, and sets the headers that hold for
/// every answer.
pub async fn frame(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let is_asset = request.uri().path().starts_with("/assets/");
    let stranger = stranger(&app, &request);
    let key = cookie(request.headers(), cookie_name(&app)).and_then(sessions::hash_of);
    let visit = match key {
        Some(key) if !is_asset => visit(&app, stranger.clone(), key).await,
        _ => Ok(stranger.clone()),
    };
    let (visit, response) = match visit {
        Ok(visit) => {
            request.extensions_mut().insert(visit.clone());
            let route = request
                .extensions()
                .get::<axum::extract::MatchedPath>()
                .map(|path| path.as_str().to_owned());
            let mut response = next.run(request).await;
            if let Some(route) = route {
                response.extensions_mut().insert(RoutePath(route));
            }
            (visit, response)
        }
        Err(error) => (stranger, error.into_response()),
    };
    let mut response = dress(&app, &visit, response);
    set_headers(&app, response.headers_mut(), is_asset);
    response
}

#[derive(Clone)]
struct RoutePath(String);

/// Renders what went wrong as a page, and logs it once, by the route's pattern and without what was in it.
fn dress(app: &App, visit: &Visit, response: Response) -> Response {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let error = match response.extensions().get::<WebError>() {
        Some(error) => error.clone(),
        // A page that was shown again with its problems, or another designed answer.
        None if response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain")) =>
        {
            return response;
        }
        None => WebError::of_status(status),
    };
    let fault = error.fault();
    let route = response.extensions().get::<RoutePath>().map_or("", |path| path.0.as_str());
    if status.is_server_error() {
        tracing::error!(status = status.as_u16(), route, chain = fault.chain(), "a request failed");
    } else if fault.source.is_some() {
        tracing::warn!(
            status = status.as_u16(),
            route,
            chain = fault.chain(),
            "a request was refused"
        );
    }
    let mut dressed = page::error_page(app, visit, fault)
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response());
    *dressed.status_mut() = status;
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = response.headers().get(&name) {
            dressed.headers_mut().insert(name, value.clone());
        }
    }
    dressed
}

fn set_headers(app: &App, headers: &mut HeaderMap, is_asset: bool) {
    let mut unless_set = |name, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    unless_set(header::CONTENT_SECURITY_POLICY, CSP);
    unless_set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    unless_set(header::REFERRER_POLICY, "same-origin");
    if app.secure() {
        unless_set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if !is_asset {
        unless_set(header::CACHE_CONTROL, "no-store");
    }
}

fn stranger(app: &App, request: &Request) -> Visit {
    let headers = request.headers();
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
    Visit {
        who: None,
        text: Text::new(Locale::negotiate(asked.unwrap_or(""))),
        theme: cookie(headers, "weft-theme").map_or(Theme::Device, Theme::of),
        client: client(app.trusted_proxies, request),
        agent: agent.chars().take(200).collect(),
    }
}

async fn visit(app: &App, mut visit: Visit, hash: SessionHash) -> Result<Visit, WebError> {
    let Some(owner) = sessions::owner(&app.env, &hash).await? else { return Ok(visit) };
    let who = Who {
        person: owner.person_id,
        name: owner.name,
        email: owner.email,
        roles: owner.roles,
        language: owner.language,
        zone: owner.zone,
        session: hash,
        held_after_restore: owner.restored,
        sending_paused: owner.sending.is_some_and(|value| value["paused"] == true),
        theme: visit.theme,
    };
    visit.text = who.text();
    visit.who = Some(Arc::new(who));
    Ok(visit)
}

/// The client's address: the peer, or what the outermost of the operator's own proxies saw. The first entry of
/// X-Forwarded-For is whatever the client wrote, so it is counted from the right.
fn client(trusted_proxies: usize, request: &Request) -> String {
    let forwarded = trusted_proxies.checked_sub(1).and_then(|skip| {
        let all = request.headers().get_all("x-forwarded-for");
        let hops: Vec<&str> = all
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        hops.iter().rev().nth(skip).map(|hop| hop.trim().to_owned())
    });
    forwarded.unwrap_or_else(|| {
        request
            .extensions()
            .get::<ConnectInfo<SocketAddr>>()
            .map_or_else(String::new, |ConnectInfo(peer)| peer.ip().to_string())
    })
}

/// A cookie's value.
fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The session cookie's name: `__Host-` binds it to this host, and needs https.
pub fn cookie_name(app: &App) -> &'static str {
    if app.secure() { "__Host-weft" } else { "weft" }
}

/// The `Set-Cookie` of a session; an empty id ends it.
pub fn session_cookie(app: &App, id: &str) -> Result<HeaderValue, WebError> {
    let age = if id.is_empty() { TimeDelta::zero() } else { sessions::LASTS };
    set_cookie(app, cookie_name(app), id, age)
}

/// The `Set-Cookie` of the theme.
pub fn theme_cookie(app: &App, theme: Theme) -> Result<HeaderValue, WebError> {
    set_cookie(app, "weft-theme", theme.as_str(), TimeDelta::days(400))
}

fn set_cookie(app: &App, name: &str, value: &str, age: TimeDelta) -> Result<HeaderValue, WebError> {
    let secure = if app.secure() { "; Secure" } else { "" };
    let age = age.num_seconds();
    format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}")
        .parse()
        .map_err(WebError::internal)
}

/// The path if it is one of this service, `/` otherwise: `//host`, `/\host`, schemes and control characters are not.
pub fn local_path(path: &str) -> &str {
    let plain = path.len() <= 500
        && path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    if plain { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_service_are_returned_to() {
        assert_eq!(local_path("/groups/1?a=b"), "/groups/1?a=b");
        for foreign in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "x", "/ä"]
        {
            assert_eq!(local_path(foreign), "/", "{foreign:?}");
        }
    }
}
