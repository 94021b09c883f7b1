//! The coordinator's dashboard: cohorts by start date, what is missing in each, and what to do next.

use askama::Template;
use axum::extract::State;

use super::super::error::WebResult;
use super::super::extract::Query;
use super::super::labels::Tag;
use super::super::page::{Page, Section, html};
use super::super::{App, Who};
use super::{days, path, state};
use crate::domain::placement::CohortState;
use crate::domain::plan::RunState;
use crate::store::cohort::{CohortCounts, cohort_counts, cohorts_all};
use crate::store::programme::head_get;
use crate::text::Text;

struct Row {
    href: String,
    name: String,
    programme: String,
    days: String,
    state: Tag,
    hires: usize,
    missing: Vec<Tag>,
    next: String,
    next_href: String,
}

#[derive(Template)]
#[template(path = "pages/cohorts.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
}

/// `GET /cohorts`
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let mut page = Page::new(&app, &who, "bootcamp-cohorts-title", Section::Cohorts);
    let text = page.text;
    let mut tx = app.env.db.snapshot().await?;
    let counts = cohort_counts(&mut tx).await?;
    let mut rows = Vec::new();
    for cohort in cohorts_all(&mut tx).await? {
        let counts = counts.get(&cohort.id).copied().unwrap_or_default();
        let programme = head_get(&mut tx, cohort.programme_id).await?;
        let href = path(cohort.id);
        let (next, step) = next_step(cohort.state, counts);
        rows.push(Row {
            next: text
                .of(next)
                .num("n", counts.hires - counts.placed.min(counts.hires))
                .to_string(),
            next_href: format!("{href}{step}"),
            href,
            name: cohort.name.clone(),
            programme: programme.map(|head| head.name).unwrap_or_default(),
            days: days(text, cohort.starts_on, cohort.starts_on.plus(cohort.weeks)),
            state: state(text, cohort.state),
            hires: counts.hires,
            missing: missing(text, cohort.state, counts),
        });
    }
    drop(tx);
    if query.get("done") == "given-up" {
        page = page.note(text.of("bootcamp-given-up"));
    }
    html(&ListPage { page, rows })
}

/// What a coordinator has to look at in a cohort.
fn missing(text: Text, state: CohortState, counts: CohortCounts) -> Vec<Tag> {
    let mut tags = Vec::new();
    if !matches!(state, CohortState::Open | CohortState::Running) {
        return tags;
    }
    let mut tag = |id: &'static str, n: usize, tone| {
        if n > 0 {
            tags.push(Tag { label: text.of(id).num("n", n).to_string(), tone });
        }
    };
    let solved = counts.run.is_some();
    let unplaced = if solved { counts.hires.saturating_sub(counts.placed) } else { 0 };
    tag("bootcamp-unplaced", unplaced, "bad");
    tag("bootcamp-unanswered", counts.unanswered, "warn");
    tag("bootcamp-hostless", counts.hostless, "warn");
    tags
}

/// What to do next: the sentence, and below which page of the cohort it is done.
pub(super) fn next_step(state: CohortState, counts: CohortCounts) -> (&'static str, &'static str) {
    match (state, counts.run) {
        (CohortState::Closed | CohortState::Cancelled, _) => ("bootcamp-next-over", ""),
        _ if counts.hires == 0 => ("bootcamp-next-starters", "/starters"),
        (_, Some(RunState::Draft | RunState::Solving)) => ("bootcamp-next-solving", "/plan"),
        (_, Some(RunState::Proposed | RunState::Held)) => ("bootcamp-next-release", "/plan"),
        (_, Some(RunState::Failed)) => ("bootcamp-next-failed", "/plan"),
        (CohortState::Running, _) if counts.placed < counts.hires => {
            ("bootcamp-next-unplaced", "/plan")
        }
        (CohortState::Running, _) => ("bootcamp-next-running", "/plan"),
        (CohortState::Open, _) => ("bootcamp-next-solve", ""),
    }
}
