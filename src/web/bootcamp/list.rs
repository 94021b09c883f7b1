//! The coordinator's dashboard: cohorts by start date, what is missing in each, and what to do next.

use askama::Template;
use axum::extract::State;

use super::super::error::WebResult;
use super::super::extract::Query;
use super::super::labels::Tag;
use super::super::page::{Page, Section, html};
use super::super::{App, Who};
use super::{days, path, state};
use crate::domain::id::TeamId;
use crate::domain::placement::{CohortState, Subject};
use crate::domain::plan::RunState;
use crate::domain::week::Week;
use crate::programmes::capacity::offers::{QUARTER, this_week};
use crate::store::capacity::{busy_hosts, guest_weeks, requests_all, weeks_by_team};
use crate::store::cohort::{CohortCounts, cohort_counts, cohorts_all};
use crate::store::placement_word::objections_of;
use crate::store::programme::head_get;
use crate::store::run::runs_of_subject;
use crate::store::team::teams_all;
use crate::store::{StoreError, Tx};
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
    /// What waits for the reader: a sentence and where it is done.
    waits: Vec<(String, String)>,
    /// Teams and hosts with too much: where, and what.
    busy: Vec<(String, String)>,
}

/// `GET /cohorts`
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let mut page = Page::new(&app, &who, "bootcamp-cohorts-title", Section::Cohorts);
    let text = page.text;
    let week = this_week(&app.env);
    let mut tx = app.env.db.snapshot().await?;
    let counts = cohort_counts(&mut tx).await?;
    let mut rows = Vec::new();
    let mut waits = Vec::new();
    for cohort in cohorts_all(&mut tx).await? {
        let counts = counts.get(&cohort.id).copied().unwrap_or_default();
        let programme = head_get(&mut tx, cohort.programme_id).await?;
        let href = path(cohort.id);
        let (next, step) = next_step(cohort.state, counts);
        if let Some(id) = waits_for(next) {
            let n = counts.hires - counts.placed.min(counts.hires);
            let what = text.of(id).arg("cohort", &cohort.name).num("n", n);
            waits.push((what.to_string(), format!("{href}{step}")));
        }
        let run = runs_of_subject(&mut tx, Subject::Cohort(cohort.id)).await?.into_iter().next();
        if let Some(run) =
            run.filter(|run| matches!(run.state, RunState::Proposed | RunState::Held))
        {
            let n = objections_of(&mut tx, run.id).await?.len();
            if n > 0 {
                let what = text
                    .of("bootcamp-waits-objections")
                    .arg("cohort", &cohort.name)
                    .num("n", n)
                    .to_string();
                waits.push((what, format!("{href}/plan")));
            }
        }
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
    for (request, asked, answered) in requests_all(&mut tx).await? {
        let open = asked.saturating_sub(answered);
        if request.to > week && open > 0 {
            let what = text.of("bootcamp-waits-answers").num("n", open).to_string();
            waits.push((what, format!("/admin/capacity/ask/{}", request.id)));
        }
    }
    let busy = busy(&mut tx, text, week).await?;
    drop(tx);
    if query.get("done") == "given-up" {
        page = page.note(text.of("bootcamp-given-up"));
    }
    html(&ListPage { page, rows, waits, busy })
}

/// The sentence of a next step that waits for the coordinator; others wait for nobody.
fn waits_for(next: &str) -> Option<&'static str> {
    match next {
        "bootcamp-next-release" => Some("bootcamp-waits-release"),
        "bootcamp-next-failed" => Some("bootcamp-waits-failed"),
        "bootcamp-next-unplaced" => Some("bootcamp-waits-unplaced"),
        _ => None,
    }
}

/// Times the median from which a team has much more guests than the others.
const MUCH_MORE: u32 = 2;
/// Below so many weeks of guests no team has too many.
const FEW: u32 = 4;

/// Teams over what they offer, hosts over what they take, and teams with much more guests than the others.
async fn busy(tx: &mut Tx, text: Text, this: Week) -> Result<Vec<(String, String)>, StoreError> {
    let href = |team: TeamId| format!("/admin/capacity/map/{team}");
    let mut all = Vec::new();
    let guests = guest_weeks(tx, this).await?;
    let ahead = weeks_by_team(tx, this, this.plus(QUARTER)).await?;
    for team in teams_all(tx).await? {
        let weeks = ahead.get(&team.id).map_or(&[][..], Vec::as_slice);
        let over = weeks.iter().filter(|week| week.offer.is_over(week.taken)).count();
        if over > 0 {
            let what = text.of("bootcamp-busy-over").arg("team", &team.name).num("n", over);
            all.push((href(team.id), what.to_string()));
        }
    }
    for host in busy_hosts(tx, this).await? {
        let what = text
            .of("bootcamp-busy-host")
            .arg("host", &host.host)
            .arg("team", &host.team)
            .arg("week", text.date(host.week.monday()))
            .num("guests", host.guests)
            .num("most", host.most);
        all.push((href(host.team_id), what.to_string()));
    }
    let median = guests.get(guests.len() / 2).map_or(0, |(.., weeks)| *weeks);
    for (team, name, weeks) in guests {
        if weeks >= FEW && weeks > MUCH_MORE.saturating_mul(median) {
            let what = text
                .of("bootcamp-busy-team")
                .arg("team", name)
                .num("n", weeks)
                .arg("median", text.number(median));
            all.push((href(team), what.to_string()));
        }
    }
    Ok(all)
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
