//! Runs: the list, and one run from its announcement to its close.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::error::{WebError, WebResult};
use super::extract::{Id, Query};
use super::labels::{self, Tag};
use super::page::{Page, Section, html};
use super::programmes::RunRow;
use super::run_live::{Live, live, read};
use super::{App, Who};
use crate::domain::id::{ProgrammeId, RunId};
use crate::domain::plan::RunState;
use crate::programmes::download;
use crate::programmes::run_report::{RunReport, run_report};
use crate::store::audit::audit_append;
use crate::store::overview::Slice;
use crate::store::overview::chain::{AuditFilter, AuditLine, actor_names, audit_lines};
use crate::store::overview::round::{group_states, left_out_reasons};
use crate::store::overview::run::{RunFacts, RunFilter, run_facts, run_lines};
use crate::store::programme::programmes_all;
use crate::text::Text;

/// Runs on one page of the list.
const PAGE_SIZE: u32 = 30;

#[derive(Template)]
#[template(path = "pages/admin_runs.html")]
struct ListPage {
    page: Page,
    runs: Vec<RunRow>,
    filtered: bool,
    programmes: Vec<(String, String, bool)>,
    states: Vec<(&'static str, String, bool)>,
    before: String,
    after: String,
}

/// `GET /admin/runs`
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let filter = RunFilter {
        programme: query.word::<ProgrammeId>("programme"),
        state: query.word::<RunState>("state"),
    };
    let number: u32 = query.word("page").unwrap_or(1).clamp(1, 100_000);
    let mut tx = app.env.db.snapshot().await?;
    let mut lines = run_lines(&mut tx, filter, Slice::page(number, PAGE_SIZE)).await?;
    let programmes = programmes_all(&mut tx).await?;
    drop(tx);
    let more = lines.len() > PAGE_SIZE as usize;
    lines.truncate(PAGE_SIZE as usize);
    let page = Page::new(&app, &who, "runs-title", Section::Runs).wide();
    let text = page.text;
    let path = |number: u32| {
        let programme = filter.programme.map(|id| format!("&programme={id}")).unwrap_or_default();
        let state = filter.state.map(|state| format!("&state={state}")).unwrap_or_default();
        format!("/admin/runs?page={number}{programme}{state}")
    };
    html(&ListPage {
        runs: lines.iter().map(|line| RunRow::of(&page, line)).collect(),
        filtered: filter != RunFilter::default(),
        programmes: programmes
            .into_iter()
            .map(|programme| {
                let chosen = filter.programme == Some(programme.id);
                (programme.id.to_string(), programme.name, chosen)
            })
            .collect(),
        states: RunState::ALL
            .iter()
            .map(|state| {
                let chosen = filter.state == Some(*state);
                (state.as_str(), labels::run_state(text, *state).label, chosen)
            })
            .collect(),
        before: if number > 1 { path(number - 1) } else { String::new() },
        after: if more { path(number + 1) } else { String::new() },
        page,
    })
}

/// A rule and how it was kept.
struct RuleRow {
    name: String,
    checked: String,
    verdict: Tag,
}

/// A figure with its words and a bar.
struct BarRow {
    name: String,
    figure: String,
    /// Out of 1000, for the bar.
    width: i64,
}

/// A team's line.
struct LoadRow {
    href: String,
    name: String,
    seated: usize,
    pool: usize,
    seats: String,
    /// Out of 200: in a group, in the pool, the limit.
    seated_width: usize,
    pool_width: usize,
    limit_at: Option<usize>,
    full: bool,
}

/// Everything a plan came to, ready to be shown.
struct ReportView {
    rules: Vec<RuleRow>,
    all_kept: bool,
    wishes: Vec<(String, String)>,
    repaid: String,
    sitting_out: String,
    closed: String,
    left_out: Vec<BarRow>,
    terms: Vec<BarRow>,
    chance: String,
    chance_how: String,
    compare: Vec<BarRow>,
    loads: Vec<LoadRow>,
    teams: String,
    more_teams: usize,
}

/// A line of what happened to the run.
struct AuditRow {
    when: String,
    iso: String,
    actor: String,
    action: String,
}

#[derive(Template)]
#[template(path = "pages/admin_run.html")]
struct OnePage {
    page: Page,
    id: RunId,
    live: Live,
    streams: bool,
    report: Option<ReportView>,
    unreadable: bool,
    failed: Option<FailedView>,
    groups_href: String,
    told: Vec<(Tag, String)>,
    evidence: Vec<(String, String)>,
    /// Of the input's file. Units: KB.
    file_size: Option<String>,
    has_problem: bool,
    has_plan: bool,
    audit: Vec<AuditRow>,
    audit_href: String,
    may_audit: bool,
}

/// A failed run: what happened and what did not.
struct FailedView {
    note: String,
    not_sent: Vec<String>,
    report: String,
}

/// `GET /admin/runs/{id}`
pub async fn one(
    State(app): State<App>,
    who: Who,
    Id(id): Id<RunId>,
    Query(query): Query,
) -> WebResult {
    let mut tx = app.env.db.snapshot().await?;
    let facts = run_facts(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    let now = read(&mut tx, facts).await?;
    let told = group_states(&mut tx, id).await?;
    let reasons = left_out_reasons(&mut tx, id).await?;
    // What participants answered is theirs: only what was done in office stands here.
    let about = AuditFilter {
        subject: Some(format!("run:{id}")),
        only: Some(super::audit::offices(&mut tx).await?),
        ..AuditFilter::default()
    };
    let lines = audit_lines(&mut tx, &about, Slice { offset: 0, limit: 30 }).await?;
    let names = actor_names(&mut tx, lines.iter().map(|line| line.actor.as_str())).await?;
    // A problem that cannot be read any more has no file; the page says so elsewhere.
    let file = match now.facts.problem_sha256 {
        Some(_) => download::problem(&app.env, &mut tx, id).await.unwrap_or_default(),
        None => None,
    };
    drop(tx);
    let facts = &now.facts;
    let report = match facts.line.value {
        Some(_) => run_report(&app.env, id).await?,
        None => None,
    };
    let text = who.text();
    let title = text
        .of("run-title")
        .num("n", facts.line.round_no)
        .arg("programme", &facts.line.programme)
        .to_string();
    let mut page = Page::titled(&app, &who, title, Section::Runs)
        .wide()
        .up("/admin/runs", text.of("runs-title"));
    if let Some(note) = done(text, query.get("done")) {
        page = page.note(note);
    }
    let live = live(&page, &now);
    let report = report.map(|mut report| {
        if !reasons.is_empty() {
            report.left_out = reasons;
        }
        report_view(&page, &report)
    });
    html(&OnePage {
        streams: live.streams,
        unreadable: facts.line.value.is_some() && report.is_none(),
        failed: (facts.line.state == RunState::Failed).then(|| failed_view(&app, &page, facts)),
        groups_href: format!("/admin/runs/{id}/groups"),
        told: told_rows(text, &told),
        evidence: evidence(text, facts, file.as_deref()),
        file_size: file.map(|file| text.number(file.len().div_ceil(1024))),
        has_problem: facts.problem_sha256.is_some(),
        has_plan: facts.line.value.is_some(),
        audit: lines.iter().map(|line| audit_row(&page, line, &names)).collect(),
        audit_href: format!("/admin/audit?subject=run:{id}"),
        may_audit: who.roles.may(crate::domain::access::Action::SeeAudit),
        id,
        live,
        report,
        page,
    })
}

fn told_rows(
    text: Text,
    states: &[(crate::domain::coffee::GroupState, usize)],
) -> Vec<(Tag, String)> {
    // Several states look the same to admins: their numbers are added up.
    let mut rows: Vec<(Tag, usize)> = Vec::new();
    for (state, n) in states {
        let tag = labels::group_state(text, *state);
        match rows.iter_mut().find(|(other, _)| *other == tag) {
            Some((_, count)) => *count += n,
            None => rows.push((tag, *n)),
        }
    }
    rows.into_iter()
        .map(|(tag, n)| (tag, text.of("groups-count").num("n", n).to_string()))
        .collect()
}

fn evidence(text: Text, facts: &RunFacts, file: Option<&[u8]>) -> Vec<(String, String)> {
    let pair = |label: &'static str, value: Option<String>| {
        value.map(|value| (text.of(label).to_string(), value))
    };
    [
        pair("evidence-seed", facts.seed.map(|seed| seed.to_string())),
        pair("evidence-hash", facts.problem_sha256.clone()),
        pair("evidence-file-hash", file.map(download::file_hash)),
        pair("evidence-version", facts.weft_version.clone()),
        pair("evidence-attempts", Some(text.number(facts.attempts))),
        pair("evidence-run", Some(facts.line.id.to_string())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn audit_row(
    page: &Page,
    line: &AuditLine,
    names: &std::collections::HashMap<String, String>,
) -> AuditRow {
    AuditRow {
        when: page.when(&line.at),
        iso: page.iso(&line.at),
        actor: super::audit::actor(page.text, &line.actor, &line.action, names),
        action: super::deeds::action(page.text, &line.action),
    }
}

fn report_view(page: &Page, report: &RunReport) -> ReportView {
    let text = page.text;
    let pairs = report.wishes.pairs;
    let of = |n: usize| text.of("n-of-m").num("n", n).num("m", pairs).to_string();
    let most_term = report.terms.iter().map(|(_, value)| value.abs()).max().unwrap_or(1).max(1);
    let most_left = report.left_out.iter().map(|(_, n)| *n).max().unwrap_or(1).max(1);
    let new = i64::try_from(report.wishes.new).unwrap_or(i64::MAX);
    let chance = i64::try_from(report.chance.expected_milli).unwrap_or(i64::MAX);
    let most = (new * 1000).max(chance).max(1);
    let shuffled = labels::connections(text, chance);
    let widest = report.loads.iter().map(|load| load.pool).max().unwrap_or(1).max(1);
    ReportView {
        rules: report
            .rules
            .iter()
            .map(|rule| RuleRow {
                name: labels::rule(text, rule.id),
                checked: text.number(rule.checked),
                verdict: if rule.broken == 0 {
                    Tag { label: text.of("rule-kept").to_string(), tone: "good" }
                } else {
                    let label = text.of("rule-broken").num("n", rule.broken).to_string();
                    Tag { label, tone: "bad" }
                },
            })
            .collect(),
        all_kept: report.rules.iter().all(|rule| rule.broken == 0),
        wishes: vec![
            (text.of("wish-new").to_string(), of(report.wishes.new)),
            (text.of("wish-again").to_string(), of(report.wishes.again)),
            (text.of("wish-topic").to_string(), of(report.wishes.topic)),
            (text.of("wish-first-links").to_string(), text.number(report.first_links)),
            (text.of("wish-trios").to_string(), text.number(report.wishes.trios)),
        ],
        repaid: text
            .of("report-repaid")
            .num("n", report.repaid.seated)
            .num("m", report.repaid.waited)
            .to_string(),
        sitting_out: text.of("report-sitting-out").num("n", report.repaid.sitting_out).to_string(),
        closed: match report.repaid.without_seats {
            0 => String::new(),
            n => text.of("report-without-seats").num("n", n).to_string(),
        },
        left_out: report
            .left_out
            .iter()
            .map(|(reason, n)| BarRow {
                name: labels::left_out(text, reason),
                figure: text.number(*n),
                width: share(*n, most_left, 1000),
            })
            .collect(),
        terms: report
            .terms
            .iter()
            .map(|(name, value)| BarRow {
                name: labels::term(text, name),
                figure: labels::connections(text, *value),
                width: value.abs() * 1000 / most_term,
            })
            .collect(),
        chance: text
            .of("report-chance")
            .num("new", report.wishes.new)
            .arg("chance", &shuffled)
            .to_string(),
        chance_how: text
            .of("report-chance-how")
            .num("people", report.chance.people)
            .arg("pairs", text.number(report.chance.new_pairs))
            .arg("chance", &shuffled)
            .to_string(),
        compare: vec![
            BarRow {
                name: text.of("report-this-plan").to_string(),
                figure: text.number(report.wishes.new),
                width: new * 1_000_000 / most,
            },
            BarRow {
                name: text.of("report-shuffle").to_string(),
                figure: shuffled,
                width: chance * 1000 / most,
            },
        ],
        loads: report
            .loads
            .iter()
            .map(|load| {
                let full = load.seats.is_some_and(|seats| load.seated >= seats as usize);
                let at = |n: usize| n * 200 / widest;
                LoadRow {
                    href: format!("/admin/capacity/{}", load.id),
                    name: load.name.clone(),
                    seated: load.seated,
                    pool: load.pool,
                    seats: match load.seats {
                        None => text.of("seats-no-limit").to_string(),
                        Some(seats) if full && load.pool > load.seated => {
                            text.of("seats-full").num("n", seats).to_string()
                        }
                        Some(seats) => text.of("seats-limit").num("n", seats).to_string(),
                    },
                    seated_width: at(load.seated),
                    pool_width: at(load.pool),
                    limit_at: load.seats.map(|seats| at(seats as usize)).filter(|at| *at <= 200),
                    full: full && load.pool > load.seated,
                }
            })
            .collect(),
        teams: text.of("report-teams").num("n", report.teams).to_string(),
        more_teams: report.more_teams,
    }
}

fn share(n: usize, most: usize, of: i64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX).saturating_mul(of)
        / i64::try_from(most).unwrap_or(1).max(1)
}

fn failed_view(app: &App, page: &Page, facts: &RunFacts) -> FailedView {
    let text = page.text;
    let line = &facts.line;
    let report = [
        format!("Weft {}", facts.weft_version.as_deref().unwrap_or(env!("CARGO_PKG_VERSION"))),
        format!("run {} of programme {}", line.id, line.programme_id),
        format!(
            "round {}, slot {}, trigger {}",
            line.round_no,
            page.iso(&line.slot_at),
            line.trigger
        ),
        format!("state {}, attempts {}", line.state, facts.attempts),
        format!("failed: {}", facts.note.as_deref().unwrap_or("no reason was kept")),
        format!("problem sha256: {}", facts.problem_sha256.as_deref().unwrap_or("none stored")),
        format!("seed: {}", facts.seed.map_or_else(|| "none".to_owned(), |seed| seed.to_string())),
        format!("database: {}", app.env.db.engine()),
        format!("report made at {}", page.iso(&page.now)),
    ];
    FailedView {
        note: facts.note.clone().unwrap_or_else(|| text.of("run-failed-no-note").to_string()),
        not_sent: ["run-failed-no-match", "run-failed-no-left-out", "run-failed-no-tie"]
            .map(|id| text.of(id).to_string())
            .into(),
        report: report.join("\n"),
    }
}

fn done(text: Text, word: &str) -> Option<String> {
    let id = match word {
        "drawn" => "run-done-drawn",
        "stop" => "run-done-stop",
        "hold" => "run-done-hold",
        "release" => "run-done-release",
        "drop" => "run-done-drop",
        "recall" => "run-done-recall",
        "group" => "run-done-group",
        "retry" => "run-done-retry",
        _ => return None,
    };
    Some(text.of(id).to_string())
}

/// `POST /admin/runs/{id}/problem`: the stored input under names of this file's own; noted in the audit log.
pub async fn problem(State(app): State<App>, who: Who, Id(id): Id<RunId>) -> WebResult {
    let mut tx = app.env.db.write().await?;
    let file = download::problem(&app.env, &mut tx, id).await.map_err(WebError::internal)?;
    let bytes = file.ok_or_else(WebError::not_found)?;
    note_download(&mut tx, &app, &who, id, "problem-downloaded").await?;
    tx.commit().await?;
    Ok(file_of(bytes, &format!("weft-problem-{id}.json")))
}

/// `POST /admin/runs/{id}/plan`: the stored plan, under the names of the problem's file; noted in the audit log.
pub async fn plan(State(app): State<App>, who: Who, Id(id): Id<RunId>) -> WebResult {
    let mut tx = app.env.db.write().await?;
    let file = download::plan(&app.env, &mut tx, id).await.map_err(WebError::internal)?;
    let bytes = file.ok_or_else(WebError::not_found)?;
    note_download(&mut tx, &app, &who, id, "plan-downloaded").await?;
    tx.commit().await?;
    Ok(file_of(bytes, &format!("weft-plan-{id}.json")))
}

async fn note_download(
    tx: &mut crate::store::Tx,
    app: &App,
    who: &Who,
    id: RunId,
    action: &str,
) -> WebResult<()> {
    let actor = format!("person:{}", who.person);
    let now = app.env.clock.now();
    audit_append(tx, now, &actor, action, &format!("run:{id}"), &json!({})).await?;
    Ok(())
}

fn file_of(bytes: Vec<u8>, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}
