//! What can go wrong at the web's edge: one error, one designed page.
//!
//! A handler returns a [`WebError`]; the frame renders it in the reader's language and logs its chain once.

use std::error::Error;
use std::sync::Arc;

use axum::extract::Request;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::store::StoreError;
use crate::store::whole::{Outage, outage};

/// Seconds after which a database that is away may be asked again.
const RETRY_AFTER: u64 = 10;

/// What a handler gives.
pub type WebResult<T = Response> = Result<T, WebError>;

/// An answer that is not the page that was asked for: a status, a title, one sentence and the way out.
#[derive(Clone, Debug)]
pub struct WebError(Arc<Fault>);

#[derive(Debug)]
pub(super) struct Fault {
    pub(super) status: StatusCode,
    pub(super) title: &'static str,
    pub(super) sentence: &'static str,
    pub(super) args: Vec<(&'static str, String)>,
    /// Path and text id of the way out.
    pub(super) way_out: (String, &'static str),
    pub(super) retry_after: Option<u64>,
    /// Go there instead of showing a page.
    redirect: Option<String>,
    pub(super) source: Option<Box<dyn Error + Send + Sync>>,
}

impl WebError {
    /// An error page.
    ///
    /// Shape: `title` and `sentence` are text ids; the way out is home until [`Self::way_out`] says otherwise.
    pub fn new(status: StatusCode, title: &'static str, sentence: &'static str) -> Self {
        Self(Arc::new(Fault {
            status,
            title,
            sentence,
            args: Vec::new(),
            way_out: ("/".to_owned(), "error-way-home"),
            retry_after: None,
            redirect: None,
            source: None,
        }))
    }

    fn with(self, change: impl FnOnce(&mut Fault)) -> Self {
        match Arc::try_unwrap(self.0) {
            Ok(mut fault) => {
                change(&mut fault);
                Self(Arc::new(fault))
            }
            Err(shared) => Self(shared),
        }
    }

    /// Gives the sentence a variable.
    #[must_use]
    pub fn arg(self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.with(|fault| fault.args.push((name, value.to_string())))
    }

    /// Sets where the page's one button leads, and its text id.
    #[must_use]
    pub fn way_out(self, path: impl Into<String>, label: &'static str) -> Self {
        self.with(|fault| fault.way_out = (path.into(), label))
    }

    /// Keeps what caused it, for the log.
    #[must_use]
    pub fn because(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.with(|fault| fault.source = Some(source.into()))
    }

    /// 404: no such page, or nothing with that id that the reader may know of.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "error-not-found-title", "error-not-found")
    }

    /// 403: the reader's roles do not allow it.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "error-forbidden-title", "error-forbidden")
    }

    /// 403: the form came from another site.
    pub fn cross_site() -> Self {
        Self::new(StatusCode::FORBIDDEN, "error-cross-site-title", "error-cross-site")
    }

    /// 405: the path exists, the method does not.
    pub fn method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "error-method-title", "error-method")
    }

    /// 409: somebody else changed it meanwhile.
    pub fn stale() -> Self {
        Self::new(StatusCode::CONFLICT, "error-stale-title", "error-stale")
    }

    /// 410: a link of a mail that is too old.
    pub fn expired_link() -> Self {
        Self::new(StatusCode::GONE, "error-expired-link-title", "error-expired-link")
    }

    /// 404: a link of a mail that was cut or changed on its way.
    pub fn broken_link() -> Self {
        Self::new(StatusCode::NOT_FOUND, "error-broken-link-title", "error-broken-link")
    }

    /// 413: more than the page takes.
    pub fn too_large(limit: usize) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "error-too-large-title", "error-too-large")
            .arg("limit", limit / 1024)
    }

    /// 422: a form that no page of ours sends.
    pub fn unreadable() -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "error-unreadable-title", "error-unreadable")
    }

    /// 429: too often; again after `wait`.
    pub fn too_often(wait: chrono::TimeDelta) -> Self {
        let seconds = u64::try_from(wait.num_seconds()).unwrap_or(0) + 1;
        Self::new(StatusCode::TOO_MANY_REQUESTS, "error-too-often-title", "error-too-often")
            .arg("minutes", seconds.div_ceil(60))
            .with(|fault| fault.retry_after = Some(seconds))
    }

    /// 500: ours to mend. 503 while the database is away, which whoever asked may wait for.
    pub fn internal(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = source.into();
        let page = match outage(source.as_ref()) {
            None => Self::plain_internal(),
            Some(Outage::Away) => Self::unavailable("error-away"),
            // Who sends it again may do it twice.
            Some(Outage::Unsure) => Self::unavailable("error-unsure"),
        };
        page.because(source)
    }

    fn unavailable(sentence: &'static str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "error-away-title", sentence)
            .with(|fault| fault.retry_after = Some(RETRY_AFTER))
    }

    /// 500: a handler panicked. The panic's own message is in the log.
    pub(super) fn panicked() -> Self {
        Self::plain_internal()
    }

    pub(super) fn plain_internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "error-internal-title", "error-internal")
    }

    /// Signed out: to the sign-in page, and back afterwards. A form cannot be sent again, so it leads home.
    pub fn sign_in(request: &Request) -> Self {
        let back = match (request.method(), request.uri().path_and_query()) {
            (&Method::GET | &Method::HEAD, Some(path)) => super::session::local_path(path.as_str()),
            _ => "/",
        };
        let to = format!("/sign-in?to={}", super::extract::encode(back));
        Self::new(StatusCode::SEE_OTHER, "error-forbidden-title", "error-forbidden")
            .with(|fault| fault.redirect = Some(to))
    }

    /// The designed page for a bare status that axum or a layer answered with.
    pub(super) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::not_found(),
            StatusCode::FORBIDDEN => Self::forbidden(),
            StatusCode::METHOD_NOT_ALLOWED => Self::method(),
            StatusCode::PAYLOAD_TOO_LARGE => Self::too_large(super::route::FORM_LIMIT),
            StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => {
                Self::new(status, "error-timeout-title", "error-timeout")
            }
            status if status.is_server_error() => Self::plain_internal(),
            status => Self::new(status, "error-unreadable-title", "error-unreadable"),
        }
    }

    pub(super) fn fault(&self) -> &Fault {
        &self.0
    }
}

impl Fault {
    /// The causes in one line, outermost first.
    pub(super) fn chain(&self) -> String {
        let mut chain = String::new();
        let mut next: Option<&dyn Error> =
            self.source.as_deref().map(|source| source as &dyn Error);
        while let Some(error) = next {
            if !chain.is_empty() {
                chain.push_str(": ");
            }
            chain.push_str(&error.to_string());
            next = error.source();
        }
        chain
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        if let Some(to) = &self.0.redirect {
            if let Ok(to) = HeaderValue::from_str(to) {
                response.headers_mut().insert(header::LOCATION, to);
            }
            return response;
        }
        if let Some(seconds) = self.0.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { .. } => Self::stale(),
            error => Self::internal(error),
        }
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl From<BytesRejection> for WebError {
    fn from(rejection: BytesRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::too_large(super::route::FORM_LIMIT),
            _ => Self::unreadable(),
        }
    }
}
