//! My data: what is held, who looked, sessions, language; to take along and to erase.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::download;
use super::error::{WebError, WebResult};
use super::extract::{Fields, Query};
use super::page::{Page, Section, html, refused, see_other};
use super::session::{Who, session_cookie, text_in};
use super::state::App;
use crate::domain::person::Language;
use crate::programmes::person_data::{self, PersonDataError, Summary};
use crate::programmes::{sessions, sign_in};
use crate::store::held::HeldCounts;
use crate::store::session::SessionHash;

impl From<PersonDataError> for WebError {
    fn from(error: PersonDataError) -> Self {
        match error {
            PersonDataError::Store(error) => error.into(),
            PersonDataError::NoPerson => Self::not_found(),
            PersonDataError::LastAdmin => Self::new(
                axum::http::StatusCode::CONFLICT,
                "mine-last-admin-title",
                "mine-last-admin",
            )
            .way_out("/me", "nav-account"),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/mine.html")]
struct MinePage {
    page: Page,
    summary: Summary,
    sessions: Vec<SessionLine>,
    views: Vec<(String, String, chrono::DateTime<chrono::Utc>)>,
    fields: Fields,
    languages: Vec<(String, String)>,
    roles: String,
}

struct SessionLine {
    key: String,
    device: String,
    since: chrono::DateTime<chrono::Utc>,
    used: chrono::DateTime<chrono::Utc>,
    here: bool,
}

#[derive(Template)]
#[template(path = "pages/erase.html")]
struct ErasePage {
    page: Page,
    counts: HeldCounts,
    fields: Fields,
    word: String,
}

async fn mine(app: &App, who: &Who, fields: Option<Fields>, done: &str) -> WebResult<MinePage> {
    let text = who.text();
    let summary = person_data::summary(&app.env, who.person).await?;
    let sessions = sessions::list(&app.env, who.person).await?;
    let mut page = Page::new(app, who, "mine-title", Section::Account);
    match done {
        "ended" => page = page.note(text.of("mine-session-ended")),
        "saved" => page = page.note(text.of("mine-locale-saved")),
        _ => {}
    }
    let fields = if let Some(fields) = fields {
        page = page.refused(&fields);
        fields
    } else {
        let mut fields = Fields::new();
        fields.set("language", who.language);
        fields.set("zone", who.zone.name());
        fields
    };
    let languages = Language::ALL
        .iter()
        .map(|language| {
            (language.to_string(), text_in(*language).of("language-own-name").to_string())
        })
        .collect();
    let names: Vec<String> =
        who.roles.iter().map(|role| text.of(super::roles::word(role)).to_string()).collect();
    let views = summary
        .views
        .iter()
        .map(|view| {
            (viewer(text, &view.viewer), text.of(looked_at(&view.what)).to_string(), view.at)
        })
        .collect();
    Ok(MinePage {
        views,
        sessions: sessions
            .into_iter()
            .map(|session| SessionLine {
                key: hex(&session.hash),
                device: sign_in::device(&session.agent),
                since: session.created_at,
                used: session.seen_at,
                here: session.hash == who.session,
            })
            .collect(),
        page,
        summary,
        fields,
        languages,
        roles: text.list(&names),
    })
}

/// Who looked, in words: people are named by their role only.
fn viewer(text: crate::text::Text, viewer: &str) -> String {
    let role = viewer.parse().map_or("view-by-admin", super::roles::word);
    text.of(role).to_string()
}

/// What was looked at, as a text id.
fn looked_at(what: &str) -> &'static str {
    match what.split(':').next() {
        Some("mail") => "view-of-mail",
        _ => "view-of-data",
    }
}

/// GET /me
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    html(&mine(&app, &who, None, query.get("done")).await?)
}

/// POST /me/locale
pub async fn locale(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let language = fields.word::<Language>("language");
    let zone = fields.word::<chrono_tz::Tz>("zone");
    if language.is_none() {
        fields.refuse("language", who.text().of("mine-language-wrong"));
    }
    if zone.is_none() {
        fields.refuse("zone", who.text().of("mine-zone-wrong"));
    }
    let (Some(language), Some(zone)) = (language, zone) else {
        return refused(&mine(&app, &who, Some(fields), "").await?);
    };
    person_data::set_locale(&app.env, who.person, zone, language).await?;
    Ok(see_other("/me?done=saved"))
}

/// POST /me/sessions/end
pub async fn end_session(State(app): State<App>, who: Who, fields: Fields) -> WebResult {
    let key = unhex(fields.get("session")).ok_or_else(WebError::not_found)?;
    if !sessions::end(&app.env, who.person, &key).await? {
        return Err(WebError::not_found());
    }
    if key == who.session {
        return signed_out(&app, "/sign-in?out=1");
    }
    Ok(see_other("/me?done=ended#sessions"))
}

/// POST /me/sessions/end-others
pub async fn end_other_sessions(State(app): State<App>, who: Who) -> WebResult {
    sessions::end_others(&app.env, who.person, &who.session).await?;
    Ok(see_other("/me?done=ended#sessions"))
}

/// GET /me/data.json
pub async fn export(State(app): State<App>, who: Who) -> WebResult {
    let data = person_data::export(&app.env, who.person).await?;
    let bytes = serde_json::to_vec_pretty(&data).map_err(WebError::internal)?;
    Ok(download::file("application/json", "weft-my-data.json", bytes))
}

/// GET /me/erase: what it would do, in numbers.
pub async fn erase_page(State(app): State<App>, who: Who) -> WebResult {
    html(&erase_form(&app, &who, Fields::new()).await?)
}

/// POST /me/erase
pub async fn erase(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let word = who.text().of("erase-word").to_string();
    if fields.get("typed").to_lowercase() != word {
        fields.refuse("typed", who.text().of("erase-typed-wrong").arg("word", &word));
        return refused(&erase_form(&app, &who, fields).await?);
    }
    person_data::erase(&app.env, who.person, Some(who.person)).await?;
    signed_out(&app, "/erased")
}

/// GET /erased
pub async fn erased(State(app): State<App>, visit: super::Visit) -> WebResult {
    #[derive(Template)]
    #[template(path = "pages/erased.html")]
    struct ErasedPage {
        page: Page,
    }
    html(&ErasedPage { page: Page::public(&app, &visit, "erased-title") })
}

async fn erase_form(app: &App, who: &Who, fields: Fields) -> WebResult<ErasePage> {
    let counts = person_data::consequences(&app.env, who.person).await?;
    let page = Page::new(app, who, "erase-title", Section::Account)
        .up("/me", who.text().of("nav-account"))
        .refused(&fields);
    Ok(ErasePage { page, counts, fields, word: who.text().of("erase-word").to_string() })
}

fn signed_out(app: &App, to: &str) -> WebResult<Response> {
    let cookie = [(header::SET_COOKIE, session_cookie(app, "")?)];
    Ok((cookie, see_other(to)).into_response())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<SessionHash> {
    let bytes: Option<Vec<u8>> = text
        .as_bytes()
        .chunks(2)
        .map(|pair| {
            std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok())
        })
        .collect();
    bytes?.try_into().ok()
}
