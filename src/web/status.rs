//! The status page: does the service do its work?

use askama::Template;
use axum::extract::State;
use chrono::TimeDelta;

use super::error::WebResult;
use super::labels::Tag;
use super::outbox::relay_words;
use super::page::{Page, Section, html};
use super::{App, Who};
use crate::store::overview::delivery::outbox_states;
use crate::store::overview::health::health;
use crate::store::relay::relay_get;

/// The lease of whoever ticks.
const TICKER: &str = "ticker";
/// A tick older than this means that no scheduler works: four of its periods.
const TICK_LATE: TimeDelta = TimeDelta::seconds(60);
/// A due message older than this means that delivery does not keep up.
const OUTBOX_LATE: TimeDelta = TimeDelta::minutes(15);

struct Check {
    name: String,
    verdict: Tag,
    words: String,
    todo: String,
}

#[derive(Template)]
#[template(path = "pages/admin_status.html")]
struct StatusPage {
    page: Page,
    checks: Vec<Check>,
    all_good: bool,
    facts: Vec<(String, String)>,
}

/// `GET /admin/health`
pub async fn page(State(app): State<App>, who: Who) -> WebResult {
    let now = app.env.clock.now();
    let mut tx = app.env.db.snapshot().await?;
    let health = health(&mut tx, TICKER, now).await?;
    let outbox = outbox_states(&mut tx).await?;
    let relay = relay_get(&mut tx).await?;
    drop(tx);
    let page = Page::new(&app, &who, "status-title", Section::Health);
    let text = page.text;
    let say = |id: &'static str| text.of(id).to_string();
    let good = || Tag { label: say("status-good"), tone: "good" };
    let bad = || Tag { label: say("status-bad"), tone: "bad" };
    let check = |name: &'static str, fine: bool, words: String, todo: &'static str| Check {
        name: say(name),
        verdict: if fine { good() } else { bad() },
        words,
        todo: if fine { String::new() } else { say(todo) },
    };
    let tick_age = health.ticker.as_ref().map(|lease| now - lease.renewed_at);
    let tick_words = match tick_age {
        None => say("status-tick-never"),
        Some(age) if age < TimeDelta::minutes(1) => {
            text.of("status-tick-seconds").num("n", age.num_seconds().max(0)).to_string()
        }
        Some(age) => text.of("status-tick-age").arg("age", text.duration(age)).to_string(),
    };
    let waits = health.oldest_due.map(|since| now - since);
    let outbox_words = match waits {
        None => say("outbox-nothing-waits"),
        Some(age) => text.of("status-outbox-age").arg("age", text.duration(age)).to_string(),
    };
    let checks = vec![
        check(
            "status-tick",
            // Far in the future: the clock was set back since, and nothing is known.
            tick_age.is_some_and(|age| age.abs() <= TICK_LATE),
            tick_words,
            "status-tick-todo",
        ),
        check(
            "status-database",
            true,
            text.of("status-database-words")
                .arg("engine", engine(app.env.db.engine()))
                .arg("version", health.migrations.0)
                .to_string(),
            "status-tick-todo",
        ),
        check(
            "status-outbox",
            waits.is_none_or(|age| age <= OUTBOX_LATE),
            outbox_words,
            "status-outbox-todo",
        ),
        check(
            "status-relay",
            relay.down_since.is_none(),
            relay_words(&page, &relay, app.env.site.local_mailbox)
                .unwrap_or_else(|| say("status-relay-up")),
            "status-relay-todo",
        ),
        check(
            "status-sending",
            !health.sending.paused,
            say(if health.sending.paused { "status-sending-off" } else { "status-sending-on" }),
            "status-sending-todo",
        ),
    ];
    let undelivered: usize = outbox
        .iter()
        .filter(|(state, ..)| *state == crate::domain::plan::NoticeState::Failed)
        .map(|(_, n, _)| *n)
        .sum();
    let facts = vec![
        (say("status-version"), env!("CARGO_PKG_VERSION").to_owned()),
        (
            say("status-mail"),
            say(if app.env.site.local_mailbox { "status-mail-local" } else { "status-mail-relay" }),
        ),
        (say("status-address"), app.env.site.base_url.clone()),
        (say("status-zone"), app.env.site.zone.name().to_owned()),
        (say("status-people"), text.number(health.people)),
        (say("status-undelivered"), text.number(undelivered)),
        (say("status-audit"), text.number(health.audit_lines)),
        (say("status-holder"), health.ticker.map_or_else(|| "–".to_owned(), |lease| lease.holder)),
    ];
    html(&StatusPage {
        all_good: checks.iter().all(|check| check.verdict.tone == "good"),
        checks,
        facts,
        page,
    })
}

/// An engine's own name.
pub(super) fn engine(word: &str) -> &str {
    match word {
        "sqlite" => "SQLite",
        "postgres" => "PostgreSQL",
        other => other,
    }
}
