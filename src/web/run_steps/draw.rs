//! Solving that changes no run: a replay and a dry run. And a round drawn by hand.

use askama::Template;
use axum::extract::State;

use super::{StepPage, look, next_words, round_error, run_title};
use crate::domain::coffee::ProgrammeState;
use crate::domain::id::{ProgrammeId, RunId};
use crate::domain::plan::RunState;
use crate::programmes::programme_form::hours;
use crate::programmes::replay::replay;
use crate::programmes::round::RoundError;
use crate::programmes::run_report::recount_draft;
use crate::programmes::{coffee, draw};
use crate::store::audit::audit_append;
use crate::store::overview::programme::programme_joined;
use crate::store::overview::run::gap_ppm;
use crate::store::programme::programme_get;
use crate::store::run::run_get;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::Id;
use crate::web::labels::{self, Tag};
use crate::web::page::{Page, Section, html, see_other};
use crate::web::{App, Who};

#[derive(Template)]
#[template(path = "pages/admin_run_result.html")]
struct ResultPage {
    page: Page,
    good: bool,
    headline: String,
    tiles: Vec<(String, String, String)>,
    lines: Vec<(String, Tag)>,
    differences: Vec<String>,
    reasons: Vec<(String, String)>,
    back: String,
    back_label: String,
}

/// `POST /admin/runs/{id}/replay`: solves the stored input again and compares. Nothing of the run changes.
pub async fn replay_run(State(app): State<App>, who: Who, Id(id): Id<RunId>) -> WebResult {
    let now = look(&app, id).await?;
    let found = match replay(&app.env, id).await {
        Ok(found) => found,
        Err(RoundError::Plan(_)) => return Err(WebError::not_found()),
        Err(error) => return Err(round_error(error)),
    };
    let at = app.env.clock.now();
    let mut tx = app.env.db.write().await?;
    let (actor, subject) = (format!("person:{}", who.person), format!("run:{id}"));
    let detail = serde_json::json!({"equal": found.equal, "certificate": found.certificate_holds});
    audit_append(&mut tx, at, &actor, "run-replayed", &subject, &detail).await?;
    tx.commit().await?;
    let page = Page::new(&app, &who, "replay-title", Section::Runs);
    let text = page.text;
    let page = page.up(format!("/admin/runs/{id}"), run_title(text, &now));
    let verdict = |holds: bool| Tag {
        label: text.of(if holds { "replay-holds" } else { "replay-differs" }).to_string(),
        tone: if holds { "good" } else { "bad" },
    };
    let line = |id: &'static str, holds: bool| (text.of(id).to_string(), verdict(holds));
    let headline = if found.holds() { "replay-all-holds" } else { "replay-not-all-holds" };
    html(&ResultPage {
        good: found.holds(),
        headline: text.of(headline).to_string(),
        tiles: vec![(
            labels::seconds(text, found.solve_millis),
            text.of("replay-took").to_string(),
            text.of("replay-version").arg("version", &found.version).to_string(),
        )],
        lines: vec![
            line("replay-hash", found.hash_holds),
            line("replay-plan", found.equal),
            line("replay-certificate", found.certificate_holds),
        ],
        differences: found.differences,
        reasons: Vec::new(),
        back: format!("/admin/runs/{id}"),
        back_label: text.of("meanwhile-see-run").to_string(),
        page,
    })
}

/// `GET /admin/programmes/{id}/draw`
pub async fn draw_form(State(app): State<App>, who: Who, Id(id): Id<ProgrammeId>) -> WebResult {
    let at = app.env.clock.now();
    let mut tx = app.env.db.snapshot().await?;
    let programme = programme_get(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    let joined = programme_joined(&mut tx, id, at).await?;
    drop(tx);
    if programme.state != ProgrammeState::Active {
        return Err(
            WebError::stale().way_out(format!("/admin/programmes/{id}"), "meanwhile-see-programme")
        );
    }
    let text = who.text();
    let title = text.of("step-draw-title").arg("programme", &programme.name).to_string();
    let page = Page::titled(&app, &who, title, Section::AdminProgrammes)
        .up(format!("/admin/programmes/{id}"), &programme.name);
    let mut effects = vec![
        text.of("step-draw-people").num("n", joined.standing).to_string(),
        text.of("step-draw-ask").num("n", joined.ask).to_string(),
        match programme.rules.hold_minutes {
            None => text.of("step-draw-approve").to_string(),
            Some(0) => text.of("step-draw-at-once").to_string(),
            Some(minutes) => {
                let hours = hours(minutes);
                text.of("step-draw-hold").arg("hours", hours).to_string()
            }
        },
    ];
    effects.push(next_words(&app, &page, id).await?);
    html(&StepPage {
        lead: text.of("step-draw-lead").to_string(),
        effects,
        people: Vec::new(),
        action: format!("/admin/programmes/{id}/draw"),
        label: text.of("step-draw").to_string(),
        danger: false,
        back: format!("/admin/programmes/{id}"),
        mails_href: None,
        names_asked: false,
        asks_why: false,
        why: String::new(),
        why_most: 0,
        why_problem: String::new(),
        blocked: String::new(),
        page,
    })
}

/// `POST /admin/programmes/{id}/draw`: one manual round at a time, whatever is pressed how often.
pub async fn draw_now(State(app): State<App>, who: Who, Id(id): Id<ProgrammeId>) -> WebResult {
    match coffee::manual_round(&app.env, id, who.person).await {
        Ok(run) => {
            let mut tx = app.env.db.read().await?;
            let waits =
                run_get(&mut tx, run).await?.is_some_and(|run| run.state == RunState::Draft);
            let done = if waits { "?done=drawn" } else { "" };
            Ok(see_other(&format!("/admin/runs/{run}{done}")))
        }
        Err(RoundError::NoProgramme) => {
            Err(WebError::stale()
                .way_out(format!("/admin/programmes/{id}"), "meanwhile-see-programme"))
        }
        Err(error) => Err(round_error(error)),
    }
}

/// `POST /admin/programmes/{id}/dry-run`: solves and shows; nothing is kept.
pub async fn dry_run(State(app): State<App>, who: Who, Id(id): Id<ProgrammeId>) -> WebResult {
    let mut tx = app.env.db.read().await?;
    let programme = programme_get(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    drop(tx);
    let dry = match draw::dry_run(&app.env, id).await {
        Ok(dry) => dry,
        Err(RoundError::NoProgramme) => return Err(WebError::stale()),
        Err(error) => return Err(round_error(error)),
    };
    let page = Page::new(&app, &who, "dry-run-result-title", Section::AdminProgrammes).wide();
    let text = page.text;
    let page = page.up(format!("/admin/programmes/{id}"), &programme.name);
    let seated: usize = dry.groups.iter().map(Vec::len).sum();
    let tile = |value: String, label: &'static str, more: String| {
        (value, text.of(label).to_string(), more)
    };
    let gap = gap_ppm(dry.plan.value, dry.plan.bound).unwrap_or(0);
    html(&ResultPage {
        good: true,
        headline: text.of("dry-run-headline").to_string(),
        tiles: vec![
            tile(
                text.number(dry.groups.len()),
                "tile-groups",
                text.of("tile-seated").num("n", seated).num("m", dry.people).to_string(),
            ),
            tile(text.number(dry.plan.new_connections), "tile-new", String::new()),
            tile(text.number(dry.plan.left_out.len()), "tile-left-out", String::new()),
            tile(
                labels::connections(text, dry.plan.value),
                "tile-value",
                text.of("tile-value-more").to_string(),
            ),
            tile(
                labels::connections(text, dry.plan.bound),
                "tile-bound",
                text.of("tile-bound-more").to_string(),
            ),
            tile(
                labels::gap(text, gap),
                "tile-gap",
                text.of("tile-gap-more")
                    .arg("seconds", labels::seconds(text, dry.solve_millis))
                    .to_string(),
            ),
        ],
        lines: Vec::new(),
        differences: Vec::new(),
        reasons: recount_draft(&dry.plan)
            .into_iter()
            .map(|(reason, n)| (labels::left_out(text, &reason), text.number(n)))
            .collect(),
        back: format!("/admin/programmes/{id}"),
        back_label: text.of("meanwhile-see-programme").to_string(),
        page,
    })
}
