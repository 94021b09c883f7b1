//! A cohort's own page: where it stands, what to do next, its hires.

use askama::Template;
use axum::extract::State;

use super::super::error::WebResult;
use super::super::extract::{Id, Query};
use super::super::labels::Tag;
use super::super::page::{Page, Section, html};
use super::super::{App, Who};
use super::{cohort_of, days, list, path, rules, state};
use crate::domain::id::CohortId;
use crate::domain::person::PersonState;
use crate::domain::placement::{CohortState, Subject};
use crate::domain::week::Week;
use crate::programmes::bootcamp::form::TeamNames;
use crate::programmes::bootcamp::places;
use crate::store::cohort::{Cohort, CohortCounts, cohort_counts};
use crate::store::hire::{HireLine, hires_of};
use crate::store::placement::{Placement, placements_of};
use crate::store::programme::head_get;
use crate::store::team::teams_all;
use crate::text::Text;

struct HireRow {
    href: String,
    name: String,
    team: String,
    weeks: String,
    stints: String,
    likes: String,
    away: bool,
}

#[derive(Template)]
#[template(path = "pages/cohort.html")]
struct CohortPage {
    page: Page,
    path: String,
    state: Tag,
    facts: String,
    next: String,
    next_href: String,
    /// The next step is to solve: a button instead of a link.
    solves: bool,
    solved: bool,
    open: bool,
    tiles: Vec<(String, String, String)>,
    rules: Vec<(String, String)>,
    hires: Vec<HireRow>,
}

/// `GET /cohorts/{id}`
pub async fn page(
    State(app): State<App>,
    who: Who,
    Id(id): Id<CohortId>,
    Query(query): Query,
) -> WebResult {
    let text = who.text();
    let mut tx = app.env.db.snapshot().await?;
    let cohort = cohort_of(&mut tx, id).await?;
    let programme = head_get(&mut tx, cohort.programme_id).await?;
    let counts = cohort_counts(&mut tx).await?.get(&id).copied().unwrap_or_default();
    let hires = hires_of(&mut tx, id).await?;
    let names = TeamNames::new(&teams_all(&mut tx).await?);
    let placements = placements_of(&mut tx, Subject::Cohort(id)).await?;
    let zone = programme.as_ref().map_or(app.env.site.zone, |head| head.zone);
    let today = app.env.clock.now().with_timezone(&zone).date_naive();
    let places = places(&mut tx, &cohort, &placements, Week::of(today)).await?;
    drop(tx);
    let room: u64 = places.values().flatten().map(|n| u64::from(*n)).sum();
    let mut page = Page::titled(&app, &who, cohort.name.clone(), Section::Cohorts)
        .up("/cohorts", text.of("bootcamp-cohorts-title"));
    page = match query.get("done") {
        "made" => page.note(text.of("bootcamp-done-made")),
        "saved" => page.note(text.of("bootcamp-done-saved")),
        "rules" => page.note(text.of("bootcamp-done-rules")),
        "hire" => page.note(text.of("bootcamp-done-hire")),
        "removed" => page.note(text.of("bootcamp-done-removed")),
        "starters" => page.note(
            text.of("bootcamp-done-starters")
                .num("new", query.word::<u32>("new").unwrap_or(0))
                .num("joined", query.word::<u32>("joined").unwrap_or(0))
                .num("changed", query.word::<u32>("changed").unwrap_or(0)),
        ),
        _ => page,
    };
    let (next, step) = list::next_step(cohort.state, counts);
    let own = path(id);
    html(&CohortPage {
        state: state(text, cohort.state),
        facts: text
            .of("bootcamp-facts")
            .arg("programme", programme.map(|head| head.name).unwrap_or_default())
            .arg("days", days(text, cohort.starts_on, cohort.starts_on.plus(cohort.weeks)))
            .num("weeks", cohort.weeks)
            .to_string(),
        next: text.of(next).num("n", counts.hires.saturating_sub(counts.placed)).to_string(),
        next_href: format!("{own}{step}"),
        solves: next == "bootcamp-next-solve",
        solved: counts.run.is_some(),
        open: matches!(cohort.state, CohortState::Open | CohortState::Running),
        tiles: tiles(text, &cohort, counts, &hires, room),
        rules: rules::answers(text, &cohort.rules, &names),
        hires: hires
            .iter()
            .map(|line| hire_row(text, &cohort, line, &names, &placements))
            .collect(),
        path: own,
        page,
    })
}

fn tiles(
    text: Text,
    cohort: &Cohort,
    counts: CohortCounts,
    hires: &[HireLine],
    room: u64,
) -> Vec<(String, String, String)> {
    let of = |id: &'static str| text.of(id).to_string();
    let need: u64 = hires
        .iter()
        .map(|line| {
            let stints = line.hire.stints.unwrap_or(cohort.rules.stints);
            let length = line.hire.length.unwrap_or(cohort.rules.length);
            u64::from(stints.saturating_mul(length))
        })
        .sum();
    let enough = if need > room {
        text.of("bootcamp-tile-short").num("n", need - room).to_string()
    } else {
        of("bootcamp-tile-enough")
    };
    vec![
        (text.number(counts.hires), of("bootcamp-tile-hires"), String::new()),
        (
            text.number(counts.hires.saturating_sub(counts.placed)),
            of("bootcamp-tile-unplaced"),
            String::new(),
        ),
        (text.number(need), of("bootcamp-tile-need"), String::new()),
        (text.number(room), of("bootcamp-tile-room"), enough),
    ]
}

fn hire_row(
    text: Text,
    cohort: &Cohort,
    line: &HireLine,
    names: &TeamNames,
    placements: &[Placement],
) -> HireRow {
    let hire = &line.hire;
    let own = placements.iter().filter(|row| {
        row.person_id == hire.person_id
            && row.replaces_id.is_none()
            && (row.state.is_booked() || row.state.is_proposal())
    });
    HireRow {
        href: format!("{}/hires/{}", path(cohort.id), hire.person_id),
        name: line.name.clone(),
        team: names.name(line.home_team_id).to_owned(),
        weeks: text
            .of("bootcamp-weeks-span")
            .num("from", hire.from_week + 1)
            .num("to", hire.to_week.min(cohort.weeks))
            .to_string(),
        stints: text
            .of("bootcamp-of")
            .num("n", own.count())
            .num("most", hire.stints.unwrap_or(cohort.rules.stints))
            .to_string(),
        likes: text.list(&names.listed(&hire.likes)),
        away: line.state != PersonState::Active,
    }
}
