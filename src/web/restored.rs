//! After a restore: what is held, how old the backup is, and the two ways on.

use askama::Template;
use axum::extract::State;

use super::error::{WebError, WebResult};
use super::extract::{Fields, Query};
use super::labels;
use super::page::{Page, Section, html, see_other};
use super::{App, Who};
use crate::programmes::restored::{self, Hold, Rounds, Waits};
use crate::programmes::round::RoundError;
use crate::store::restored::Found;

struct Row {
    kind: String,
    rows: String,
    before: String,
    oldest: String,
}

#[derive(Template)]
#[template(path = "pages/admin_restored.html")]
struct RestoredPage {
    page: Page,
    held: bool,
    f: Fields,
    facts: Vec<(String, String)>,
    rows: Vec<Row>,
    waits: Vec<(&'static str, String, String)>,
    rounds: Vec<(&'static str, String, String)>,
}

/// `GET /admin/restored`
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let hold = restored::look(&app.env).await?;
    let mut fields = Fields::new();
    fields.set("waits", "drop");
    fields.set("rounds", "stop");
    let mut shown = shown(&app, &who, hold, fields);
    if query.get("done") == "ended" {
        let text = shown.page.text;
        let n = |name| query.word::<u64>(name).unwrap_or(0);
        shown.page = shown.page.note(
            text.of("restored-done")
                .num("dropped", n("dropped"))
                .num("sent", n("sent"))
                .num("stopped", n("stopped")),
        );
    }
    html(&shown)
}

/// `POST /admin/restored`: ends the hold.
pub async fn end(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let text = who.text();
    let hold = restored::look(&app.env).await?;
    let Some(held) = &hold else {
        return Ok(see_other("/admin/restored"));
    };
    let waits = match fields.get("waits") {
        "send" => Some(Waits::Send),
        "drop" => Some(Waits::DropBefore(held.split_at)),
        _ => None,
    };
    let rounds = match fields.get("rounds") {
        "stop" => Some(Rounds::Stop),
        "go-on" => Some(Rounds::GoOn),
        _ => None,
    };
    let (Some(waits), Some(rounds)) = (waits, rounds) else {
        if waits.is_none() {
            fields.refuse("waits", text.of("restored-choose"));
        }
        if rounds.is_none() {
            fields.refuse("rounds", text.of("restored-choose"));
        }
        let mut shown = shown(&app, &who, hold, fields);
        shown.page = shown.page.refused(&shown.f);
        return super::page::refused(&shown);
    };
    let ended = match restored::end(&app.env, waits, rounds, Some(who.person)).await {
        Ok(ended) => ended,
        Err(RoundError::Store(error)) => return Err(error.into()),
        Err(error) => return Err(WebError::internal(error)),
    };
    Ok(see_other(&match ended {
        Some(done) => format!(
            "/admin/restored?done=ended&dropped={}&sent={}&stopped={}",
            done.dropped, done.sent_on, done.stopped
        ),
        // Somebody was first; the page says that nothing is held.
        None => "/admin/restored".to_owned(),
    }))
}

fn shown(app: &App, who: &Who, hold: Option<Hold>, f: Fields) -> RestoredPage {
    let page = Page::new(app, who, "restored-title", Section::Settings)
        .up("/admin/health", who.text().of("nav-health"));
    let text = page.text;
    let mut facts = Vec::new();
    let mut rows = Vec::new();
    let held = hold.is_some();
    if let Some(hold) = hold {
        let mark = &hold.restored;
        let found = match mark.found {
            Found::InTheBackup => text.of("restored-found-in-backup"),
            Found::OlderThanSeen => text.of("restored-found-older"),
            Found::OtherServer => text.of("restored-found-server"),
            Found::ByHand => text.of("restored-found-by-hand"),
        };
        facts.push((text.of("restored-how").to_string(), found.to_string()));
        let age = match &mark.backup_at {
            Some(at) => text
                .of("restored-age")
                .arg("when", page.when(at))
                .arg("age", text.duration(page.now - *at))
                .to_string(),
            None => text.of("restored-age-unknown").to_string(),
        };
        facts.push((text.of("restored-backup").to_string(), age));
        let due = text.of("restored-due").num("n", hold.runs_due).to_string();
        facts.push((text.of("restored-rounds").to_string(), due));
        rows = hold
            .waiting
            .iter()
            .map(|waiting| Row {
                kind: labels::notice_kind(text, &waiting.kind),
                rows: text.number(waiting.rows),
                before: text.number(waiting.before),
                oldest: page.when(&waiting.oldest_at),
            })
            .collect();
    }
    let choice = |value, label: &'static str, hint: &'static str| {
        (value, text.of(label).to_string(), text.of(hint).to_string())
    };
    RestoredPage {
        held,
        facts,
        rows,
        waits: vec![
            choice("drop", "restored-drop", "restored-drop-hint"),
            choice("send", "restored-send", "restored-send-hint"),
        ],
        rounds: vec![
            choice("stop", "restored-stop", "restored-stop-hint"),
            choice("go-on", "restored-go-on", "restored-go-on-hint"),
        ],
        f,
        page,
    }
}
