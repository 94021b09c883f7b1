//! The outbox: what is on its way, what waits and what was given up; trying again.

use askama::Template;
use axum::extract::State;
use serde_json::json;

use super::error::WebResult;
use super::extract::{Id, Query, encode};
use super::labels::{self, Tag};
use super::page::{Page, Section, html, see_other};
use super::{App, Who};
use crate::domain::id::{NoticeId, RunId};
use crate::domain::plan::NoticeState;
use crate::store::StoreError;
use crate::store::audit::audit_append;
use crate::store::outbox::sending_get;
use crate::store::outbox_view::{notice_retry, notices_oldest_due};
use crate::store::overview::Slice;
use crate::store::overview::delivery::{
    NoticeFilter, NoticeLine, notice_lines, notices_retry_deferred, outbox_kinds, outbox_states,
};
use crate::text::Text;

/// Rows on one page.
const PAGE_SIZE: u32 = 50;

struct Row {
    id: NoticeId,
    kind: String,
    recipient: String,
    run: Option<(String, String)>,
    state: Tag,
    attempts: i64,
    error: String,
    when_label: String,
    when: String,
    iso: String,
    retry: bool,
}

struct Tile {
    href: String,
    label: String,
    count: String,
    oldest: String,
}

#[derive(Template)]
#[template(path = "pages/admin_outbox.html")]
struct OutboxPage {
    page: Page,
    tiles: Vec<Tile>,
    rows: Vec<Row>,
    states: Vec<(&'static str, String, bool)>,
    kinds: Vec<(String, String, bool)>,
    run: String,
    filtered: bool,
    waiting: String,
    paused: bool,
    deferred: usize,
    before: String,
    after: String,
}

/// `GET /admin/outbox`
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let now = app.env.clock.now();
    let kind = query.get("kind");
    let filter = NoticeFilter {
        state: query.word("state"),
        kind: (!kind.is_empty()).then(|| kind.to_owned()),
        run: query.word::<RunId>("run"),
    };
    let number: u32 = query.word("page").unwrap_or(1).clamp(1, 100_000);
    let mut tx = app.env.db.snapshot().await?;
    let counts = outbox_states(&mut tx).await?;
    let kinds = outbox_kinds(&mut tx).await?;
    let mut lines = notice_lines(&mut tx, &filter, Slice::page(number, PAGE_SIZE)).await?;
    let oldest = notices_oldest_due(&mut tx, now).await?;
    let sending = sending_get(&mut tx).await?;
    drop(tx);
    let more = lines.len() > PAGE_SIZE as usize;
    lines.truncate(PAGE_SIZE as usize);
    let mut page = Page::new(&app, &who, "outbox-title", Section::Outbox).wide();
    let text = page.text;
    page = match query.get("done") {
        "retry" => page.note(text.of("outbox-done-retry")),
        "late" => page.note(text.of("outbox-done-late")),
        "all" => {
            let n: u64 = query.word("n").unwrap_or(0);
            page.note(text.of("outbox-done-all").num("n", n))
        }
        _ => page,
    };
    let path = |number: u32| {
        let mut path = format!("/admin/outbox?page={number}");
        for (name, value) in [
            ("state", filter.state.map(|state| state.to_string())),
            ("kind", filter.kind.clone()),
            ("run", filter.run.map(|run| run.to_string())),
        ] {
            if let Some(value) = value {
                path.push_str(&format!("&{name}={}", encode(&value)));
            }
        }
        path
    };
    let count = |state: NoticeState| {
        counts.iter().find(|(other, ..)| *other == state).map_or(0, |(_, n, _)| *n)
    };
    html(&OutboxPage {
        tiles: counts
            .iter()
            .map(|(state, n, first)| Tile {
                href: format!("/admin/outbox?state={state}"),
                label: labels::notice_state(text, *state).label,
                count: text.number(*n),
                oldest: text.of("outbox-oldest").arg("when", page.when(first)).to_string(),
            })
            .collect(),
        rows: lines.iter().map(|line| row(&page, line)).collect(),
        states: NoticeState::ALL
            .iter()
            .map(|state| {
                let label = labels::notice_state(text, *state).label;
                (state.as_str(), label, filter.state == Some(*state))
            })
            .collect(),
        kinds: kinds
            .into_iter()
            .map(|kind| {
                let label = labels::notice_kind(text, &kind);
                let chosen = filter.kind.as_ref() == Some(&kind);
                (kind, label, chosen)
            })
            .collect(),
        run: filter.run.map(|run| run.to_string()).unwrap_or_default(),
        filtered: filter != NoticeFilter::default(),
        waiting: match oldest {
            Some(since) => {
                let age = text.duration(now - since);
                text.of("outbox-waiting").arg("age", age).arg("when", page.when(&since)).to_string()
            }
            None => text.of("outbox-nothing-waits").to_string(),
        },
        paused: sending.paused,
        deferred: count(NoticeState::Deferred),
        before: if number > 1 { path(number - 1) } else { String::new() },
        after: if more { path(number + 1) } else { String::new() },
        page,
    })
}

fn row(page: &Page, line: &NoticeLine) -> Row {
    let text = page.text;
    let (label, at) = match line.state {
        NoticeState::Sent => ("outbox-sent-at", line.sent_at),
        NoticeState::Queued | NoticeState::Deferred => ("outbox-next-at", Some(line.next_at)),
        _ => ("outbox-written-at", Some(line.created_at)),
    };
    let gave_up = matches!(line.state, NoticeState::Failed | NoticeState::Suppressed);
    Row {
        id: line.id,
        kind: labels::notice_kind(text, &line.kind),
        recipient: recipient(line, gave_up),
        run: line.run_id.zip(line.round_no).map(|(run, round)| {
            (format!("/admin/runs/{run}"), text.of("run-round").num("n", round).to_string())
        }),
        state: labels::notice_state(text, line.state),
        attempts: line.attempts,
        error: line.last_error.as_deref().map(|said| answer(text, said)).unwrap_or_default(),
        when_label: text.of(label).to_string(),
        when: at.map(|at| page.when(&at)).unwrap_or_default(),
        iso: at.map(|at| page.iso(&at)).unwrap_or_default(),
        retry: (matches!(line.state, NoticeState::Deferred) || gave_up)
            && line.not_after.is_none_or(|until| until > page.now),
    }
}

/// Who gets it. Who is in a round is nobody's business here, so a name shows only when somebody must act on it: a
/// message that was given up. Otherwise the end of the message's own id, enough to tell two rows apart.
fn recipient(line: &NoticeLine, whole: bool) -> String {
    let Some(name) = line.recipient.as_deref() else { return "–".to_owned() };
    if whole {
        return name.to_owned();
    }
    let id = line.id.to_string();
    format!("…{}", id.get(id.len().saturating_sub(6)..).unwrap_or_default())
}

/// Why a message was not sent: our own reasons in words, a relay's as it said them.
fn answer(text: Text, said: &str) -> String {
    let id = match said {
        "too late" => "outbox-why-late",
        "recalled" => "outbox-why-recalled",
        "withdrawn by hand" => "outbox-why-withdrawn",
        "dropped after a restore" => "outbox-why-restored",
        other => return without_addresses(other),
    };
    text.of(id).to_string()
}

/// What a relay said, with every address in it left out.
fn without_addresses(said: &str) -> String {
    said.split_whitespace()
        .map(|word| if word.contains('@') { "<…>" } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

/// `POST /admin/outbox/{id}/retry`
pub async fn retry(State(app): State<App>, who: Who, Id(id): Id<NoticeId>) -> WebResult {
    let now = app.env.clock.now();
    let mut tx = app.env.db.write().await?;
    match notice_retry(&mut tx, id, now).await {
        Ok(()) => {}
        // Sent, withdrawn or in a worker's hand by now, or never there: nothing to try again.
        Err(StoreError::Stale { .. }) => return Ok(see_other("/admin/outbox?done=late")),
        Err(error) => return Err(error.into()),
    }
    let (actor, subject) = (format!("person:{}", who.person), format!("notice:{id}"));
    audit_append(&mut tx, now, &actor, "notice-retried", &subject, &json!({})).await?;
    tx.commit().await?;
    Ok(see_other("/admin/outbox?done=retry"))
}

/// `POST /admin/outbox/retry-deferred`
pub async fn retry_deferred(State(app): State<App>, who: Who) -> WebResult {
    let now = app.env.clock.now();
    let mut tx = app.env.db.write().await?;
    let n = notices_retry_deferred(&mut tx, now).await?;
    if n > 0 {
        let actor = format!("person:{}", who.person);
        audit_append(&mut tx, now, &actor, "notices-retried", "outbox", &json!({"notices": n}))
            .await?;
    }
    tx.commit().await?;
    Ok(see_other(&format!("/admin/outbox?done=all&n={n}")))
}

#[cfg(test)]
mod tests {
    use super::without_addresses;

    #[test]
    fn no_address_of_a_relays_words_is_shown() {
        let said = "550 5.1.1 <ada@weft.example>: user unknown";
        assert_eq!(without_addresses(said), "550 5.1.1 <…> user unknown");
    }
}
