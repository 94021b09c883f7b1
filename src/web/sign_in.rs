//! Signing in and out: an address, then a link or a code from the mail.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::error::{WebError, WebResult};
use super::extract::{Fields, Query};
use super::one_button::OneButton;
use super::page::{Page, html, html_with, refused, see_other};
use super::session::{Visit, local_path, session_cookie};
use super::state::App;
use crate::domain::id::SignInId;
use crate::programmes::sign_in::{self, SignInError, SignedIn};
use crate::programmes::{post::PostError, sessions};
use crate::store::session::SessionHash;

#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct SignInPage {
    page: Page,
    fields: Fields,
    to: String,
    lead: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/sign_in_sent.html")]
struct SentPage {
    page: Page,
    fields: Fields,
    attempt: String,
    address: String,
    to: String,
    minutes: i64,
}

impl From<SignInError> for WebError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Store(error) => error.into(),
            SignInError::Post(error) => Self::internal(error),
            SignInError::Unknown => Self::broken_link().way_out("/sign-in", "error-way-sign-in"),
            error => Self::expired_link().way_out("/sign-in", "error-way-sign-in").because(error),
        }
    }
}

impl From<PostError> for WebError {
    fn from(error: PostError) -> Self {
        match error {
            PostError::Store(error) => error.into(),
            error @ PostError::Mail(_) => Self::internal(error),
        }
    }
}

/// GET /sign-in
pub async fn page(State(app): State<App>, visit: Visit, Query(query): Query) -> WebResult {
    let to = local_path(query.get("to")).to_owned();
    if visit.who.is_some() {
        return Ok(see_other(&to));
    }
    if sign_in::is_empty(&app.env).await? {
        return Ok(see_other("/set-up"));
    }
    let mut fields = Fields::new();
    fields.set("address", query.get("address"));
    let mut page = Page::public(&app, &visit, "sign-in-title");
    if query.get("out") == "1" {
        page = page.note(visit.text.of("sign-in-out"));
    }
    html(&SignInPage { page, fields, to, lead: None })
}

/// POST /sign-in: the same answer for every address, known or not.
pub async fn ask(State(app): State<App>, visit: Visit, mut fields: Fields) -> WebResult {
    let to = local_path(fields.get("to")).to_owned();
    let address = fields.get("address").to_lowercase();
    let plausible = address.len() <= 254
        && address
            .split_once('@')
            .is_some_and(|(local, host)| !local.is_empty() && !host.is_empty())
        && !address.chars().any(char::is_whitespace);
    if !plausible {
        fields.refuse("address", visit.text.of("sign-in-address-wrong"));
        let page = Page::public(&app, &visit, "sign-in-title").refused(&fields);
        return refused(&SignInPage { page, fields, to, lead: None });
    }
    let now = app.env.clock.now();
    app.limits.by_client.take(&visit.client, now).map_err(WebError::too_often)?;
    app.limits.by_address.take(&address, now).map_err(WebError::too_often)?;
    let id = sign_in::ask(&app.env, &address, &visit.agent, &to).await?;
    // Made after the answer is on its way, so that the time it takes says nothing about the address. If the process
    // dies first, the next tick makes it.
    let env = app.env.clone();
    tokio::spawn(async move {
        if let Err(error) = sign_in::mail(&env, id).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a sign-in mail was not made"
            );
        }
    });
    let page = Page::public(&app, &visit, "sign-in-sent-title");
    let attempt = id.to_string();
    html(&SentPage {
        page,
        fields: Fields::new(),
        attempt,
        address,
        to,
        minutes: sign_in::VALID.num_minutes(),
    })
}

/// POST /sign-in/code
pub async fn code(State(app): State<App>, visit: Visit, mut fields: Fields) -> WebResult {
    let now = app.env.clock.now();
    app.limits.by_client.take(&visit.client, now).map_err(WebError::too_often)?;
    let id: SignInId = fields.word("attempt").ok_or_else(WebError::unreadable)?;
    let digits = fields.get("code").chars().filter(char::is_ascii_digit).count();
    let text = visit.text;
    let problem = if digits == 6 {
        match sign_in::by_code(&app.env, id, fields.get("code"), &visit.agent, key(&visit).as_ref())
            .await
        {
            Ok(signed_in) => return enter(&app, &signed_in),
            Err(SignInError::WrongCode { left }) if left > 0 => {
                text.of("sign-in-code-wrong").num("left", left).to_string()
            }
            Err(
                SignInError::WrongCode { .. }
                | SignInError::Expired { .. }
                | SignInError::Used { .. },
            ) => {
                return again(
                    &app,
                    &visit,
                    fields.get("address"),
                    fields.get("to"),
                    "sign-in-again-code",
                );
            }
            Err(error) => return Err(error.into()),
        }
    } else {
        text.of("sign-in-code-digits").to_string()
    };
    fields.refuse("code", problem);
    refused(&SentPage {
        page: Page::public(&app, &visit, "sign-in-sent-title").refused(&fields),
        attempt: id.to_string(),
        address: fields.get("address").to_owned(),
        to: local_path(fields.get("to")).to_owned(),
        fields,
        minutes: sign_in::VALID.num_minutes(),
    })
}

/// GET /sign-in/link/{token}: uses nothing up, so that what fetches links in mails signs nobody in.
pub async fn link(State(app): State<App>, visit: Visit, Path(token): Path<String>) -> WebResult {
    let offer = match sign_in::look(&app.env, &token).await {
        Ok(offer) => offer,
        Err(error) => return refuse_link(&app, &visit, error),
    };
    let text = visit.text;
    let asked_at = offer.asked_at.with_timezone(&offer.zone);
    let when = format!("{} ({})", text.day_time(&asked_at), text.zone(offer.zone, &offer.asked_at));
    let title = text.of("sign-in-confirm-title").arg("name", &offer.name).to_string();
    OneButton {
        page: Page::public_titled(&app, &visit, title),
        lead: text
            .of(if offer.printed { "sign-in-printed-lead" } else { "sign-in-confirm-lead" })
            .to_string(),
        facts: if offer.printed {
            vec![(text.of("sign-in-printed-when").to_string(), when)]
        } else {
            vec![
                (text.of("sign-in-confirm-device").to_string(), sign_in::device(&offer.agent)),
                (text.of("sign-in-confirm-when").to_string(), when),
                (text.of("sign-in-confirm-here").to_string(), sign_in::device(&visit.agent)),
            ]
        },
        action: format!("/sign-in/link/{token}"),
        button: text.of("sign-in-confirm-button").to_string(),
        danger: false,
        other: Some(("/".to_owned(), text.of("sign-in-confirm-not-me").to_string())),
    }
    .show()
}

/// POST /sign-in/link/{token}
pub async fn use_link(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> WebResult {
    app.limits.by_client.take(&visit.client, app.env.clock.now()).map_err(WebError::too_often)?;
    match sign_in::by_link(&app.env, &token, &visit.agent, key(&visit).as_ref()).await {
        Ok(signed_in) => enter(&app, &signed_in),
        Err(error) => refuse_link(&app, &visit, error),
    }
}

/// POST /sign-out
pub async fn out(State(app): State<App>, visit: Visit) -> WebResult {
    if let Some(who) = &visit.who {
        sessions::end(&app.env, who.person, &who.session).await?;
    }
    let cookie = [(header::SET_COOKIE, session_cookie(&app, "")?)];
    Ok((cookie, see_other("/sign-in?out=1")).into_response())
}

fn key(visit: &Visit) -> Option<SessionHash> {
    visit.who.as_ref().map(|who| who.session)
}

fn enter(app: &App, signed_in: &SignedIn) -> WebResult<Response> {
    let cookie = [(header::SET_COOKIE, session_cookie(app, &signed_in.session)?)];
    Ok((cookie, see_other(local_path(&signed_in.return_to))).into_response())
}

fn refuse_link(app: &App, visit: &Visit, error: SignInError) -> WebResult {
    match error {
        SignInError::Expired { address } => {
            again(app, visit, &address, "/", "sign-in-again-expired")
        }
        SignInError::Used { address } => again(app, visit, &address, "/", "sign-in-again-used"),
        error => Err(error.into()),
    }
}

/// The sign-in page with what happened and the address kept, so that a new mail is one press away.
fn again(app: &App, visit: &Visit, address: &str, to: &str, why: &'static str) -> WebResult {
    let mut fields = Fields::new();
    fields.set("address", address);
    html_with(
        axum::http::StatusCode::GONE,
        &SignInPage {
            page: Page::public(app, visit, "sign-in-again-title"),
            fields,
            to: local_path(to).to_owned(),
            lead: Some(visit.text.of(why).to_string()),
        },
    )
}
