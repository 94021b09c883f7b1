//! One line per route: method, path, what it does as far as permission goes, and its handler.

use std::fmt;

use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};

use super::error::WebError;
use super::session::Visit;
use super::state::App;
use crate::domain::access::Action;

/// The largest form: 256 KB.
pub const FORM_LIMIT: usize = 256 * 1024;

/// A route of the table.
pub struct Route {
    /// GET (which also answers HEAD) or POST.
    pub method: Method,
    /// As axum writes it: `/groups/{id}`.
    pub path: &'static str,
    /// What the policy is asked.
    pub action: Action,
    handler: MethodRouter<App>,
    limit: usize,
}

impl fmt::Debug for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} ({})", self.method, self.path, self.action)
    }
}

/// A page.
pub fn get<H, T>(path: &'static str, action: Action, handler: H) -> Route
where
    H: Handler<T, App>,
    T: 'static,
{
    let handler = on(MethodFilter::GET, handler);
    Route { method: Method::GET, path, action, handler, limit: FORM_LIMIT }
}

/// Something a page does.
pub fn post<H, T>(path: &'static str, action: Action, handler: H) -> Route
where
    H: Handler<T, App>,
    T: 'static,
{
    let handler = on(MethodFilter::POST, handler);
    Route { method: Method::POST, path, action, handler, limit: FORM_LIMIT }
}

impl Route {
    /// Takes bodies up to `bytes` instead of [`FORM_LIMIT`].
    #[must_use]
    pub fn limit(self, bytes: usize) -> Self {
        Self { limit: bytes, ..self }
    }

    /// The handler behind its guard.
    pub(super) fn guarded(self) -> (&'static str, MethodRouter<App>) {
        let action = self.action;
        let guard = from_fn(move |request: Request, next: Next| guard(action, request, next));
        (self.path, self.handler.layer(DefaultBodyLimit::max(self.limit)).layer(guard))
    }
}

/// Asks the policy before the handler sees anything.
async fn guard(action: Action, request: Request, next: Next) -> Response {
    if action != Action::Public {
        let who = request.extensions().get::<Visit>().and_then(|visit| visit.who.as_ref());
        match who {
            None => return WebError::sign_in(&request).into_response(),
            Some(who) if !who.roles.may(action) => return WebError::forbidden().into_response(),
            Some(_) => {}
        }
    }
    next.run(request).await
}
