//! The audit log: who did what to what, and whether the chain still holds.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;

use super::deeds::{action, in_office};
use super::error::WebResult;
use super::extract::{Query, encode};
use super::page::{Page, Section, html};
use super::{App, Who};
use crate::domain::access::Action;
use crate::store::audit::{AuditCheck, audit_verify};
use crate::store::overview::Slice;
use crate::store::overview::chain::{
    AuditFilter, AuditLine, actor_names, audit_actions, audit_lines, subject_rounds,
};
use crate::store::{StoreError, Tx};
use crate::text::Text;

/// Lines on one page.
const PAGE_SIZE: u32 = 50;

struct Row {
    seq: i64,
    when: String,
    iso: String,
    actor: String,
    actor_href: Option<String>,
    action: String,
    subject: String,
    subject_href: Option<String>,
    subject_link: Option<String>,
    detail: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/admin_audit.html")]
struct AuditPage {
    page: Page,
    rows: Vec<Row>,
    actor: String,
    subject: String,
    actions: Vec<(String, String, bool)>,
    filtered: bool,
    whole: bool,
    check: String,
    before: String,
    after: String,
}

/// `GET /admin/audit`
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let some = |name: &str| {
        let text = query.get(name);
        (!text.is_empty()).then(|| text.to_owned())
    };
    let number: u32 = query.word("page").unwrap_or(1).clamp(1, 1_000_000);
    let mut tx = app.env.db.snapshot().await?;
    let actor = some("actor");
    // What one person did for themselves is not put together by asking for their lines.
    let person =
        [&actor, &some("subject")].into_iter().flatten().any(|asked| asked.starts_with("person:"));
    let only = if person { Some(offices(&mut tx).await?) } else { None };
    let filter = AuditFilter { actor, action: some("action"), subject: some("subject"), only };
    let mut lines = audit_lines(&mut tx, &filter, Slice::page(number, PAGE_SIZE)).await?;
    let names = actor_names(&mut tx, lines.iter().map(|line| line.actor.as_str())).await?;
    let rounds = subject_rounds(&mut tx, lines.iter().map(|line| line.subject.as_str())).await?;
    let actions = audit_actions(&mut tx).await?;
    let check = audit_verify(&mut tx).await?;
    drop(tx);
    let more = lines.len() > PAGE_SIZE as usize;
    lines.truncate(PAGE_SIZE as usize);
    let page = Page::new(&app, &who, "audit-title", Section::Audit).wide();
    let text = page.text;
    let path = |number: u32| {
        let mut path = format!("/admin/audit?page={number}");
        for (name, value) in
            [("actor", &filter.actor), ("action", &filter.action), ("subject", &filter.subject)]
        {
            if let Some(value) = value {
                path.push_str(&format!("&{name}={}", encode(value)));
            }
        }
        path
    };
    let may_runs = who.roles.may(Action::SeeRuns);
    html(&AuditPage {
        rows: lines.iter().map(|line| row(&page, line, &names, &rounds, may_runs)).collect(),
        actions: actions
            .into_iter()
            .map(|word| {
                let chosen = filter.action.as_deref() == Some(word.as_str());
                (word.clone(), action(text, &word), chosen)
            })
            .collect(),
        filtered: filter.actor.is_some() || filter.action.is_some() || filter.subject.is_some(),
        whole: matches!(check, AuditCheck::Whole { .. }),
        check: match check {
            AuditCheck::Whole { lines } => text.of("audit-whole").num("n", lines).to_string(),
            AuditCheck::Broken { seq, .. } => text.of("audit-broken").arg("seq", seq).to_string(),
        },
        before: if number > 1 { path(number - 1) } else { String::new() },
        after: if more { path(number + 1) } else { String::new() },
        actor: filter.actor.unwrap_or_default(),
        subject: filter.subject.unwrap_or_default(),
        page,
    })
}

fn row(
    page: &Page,
    line: &AuditLine,
    names: &HashMap<String, String>,
    rounds: &HashMap<String, (i64, String)>,
    may_runs: bool,
) -> Row {
    let link = match line.subject.split_once(':') {
        Some(("run", id)) if may_runs => Some(format!("/admin/runs/{id}")),
        Some(("programme", id)) if may_runs => Some(format!("/admin/programmes/{id}")),
        _ => None,
    };
    let text = page.text;
    // Somebody who changed their own things: the subject would name them again.
    let own = !in_office(&line.action) && line.subject.starts_with("person:");
    Row {
        seq: line.seq,
        when: page.when(&line.at),
        iso: page.iso(&line.at),
        actor: actor(page.text, &line.actor, &line.action, names),
        actor_href: (line.actor == "system" || in_office(&line.action))
            .then(|| format!("/admin/audit?actor={}", encode(&line.actor))),
        action: action(page.text, &line.action),
        subject: match rounds.get(&line.subject) {
            _ if own => text.of("actor-themself").to_string(),
            Some((round, programme)) => {
                text.of("run-title").num("n", *round).arg("programme", programme).to_string()
            }
            None => short(&line.subject),
        },
        subject_href: (!own).then(|| format!("/admin/audit?subject={}", encode(&line.subject))),
        subject_link: link,
        detail: detail(&line.detail),
    }
}

/// The last part of an id is enough to tell two lines apart; the link carries the whole.
fn short(subject: &str) -> String {
    match subject.rsplit_once('-') {
        Some((head, tail)) if tail.len() >= 8 => {
            let noun = head.split(':').next().unwrap_or(head);
            format!("{noun} …{}", &tail[tail.len() - 6..])
        }
        _ => subject.to_owned(),
    }
}

fn detail(detail: &serde_json::Value) -> Vec<(String, String)> {
    let shown = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match detail {
        serde_json::Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), shown(value))).collect()
        }
        serde_json::Value::Null => Vec::new(),
        other => vec![(String::new(), shown(other))],
    }
}

/// The actions of the log that were done in an office.
pub(super) async fn offices(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    Ok(audit_actions(tx).await?.into_iter().filter(|action| in_office(action)).collect())
}

/// Who did it, in words.
pub(super) fn actor(
    text: Text,
    actor: &str,
    action: &str,
    names: &HashMap<String, String>,
) -> String {
    match names.get(actor) {
        _ if actor.starts_with("person:") && !in_office(action) => {
            text.of("actor-participant").to_string()
        }
        Some(name) => name.clone(),
        None if actor == "system" => text.of("actor-system").to_string(),
        None if actor.starts_with("person:") => text.of("actor-erased").to_string(),
        None => actor.to_owned(),
    }
}
