//! The newcomer ramp of a cohort against the programme's others, and its hosts' hours.

use askama::Template;
use axum::extract::State;

use super::super::error::WebResult;
use super::super::extract::Id;
use super::super::page::{Page, html};
use super::super::{App, Who};
use super::{cohort_of, failed, page_of, path};
use crate::domain::id::CohortId;
use crate::programmes::bootcamp::form::TeamNames;
use crate::programmes::bootcamp::ramp::{DAYS, Ramp, ramp};
use crate::store::team::teams_all;

/// Cohorts that the drawing shows.
const DRAWN: usize = 5;

struct Row {
    name: String,
    /// Words for each of the days.
    steps: Vec<String>,
    colour: String,
    /// Points of the line, one after another.
    line: String,
    dots: Vec<(u32, u32)>,
}

#[derive(Template)]
#[template(path = "pages/cohort_ramp.html")]
struct RampPage {
    page: Page,
    days: Vec<String>,
    rows: Vec<Row>,
    drawn: bool,
    most: String,
    hours: Vec<(String, String, String)>,
}

/// `GET /cohorts/{id}/ramp`
pub async fn page(State(app): State<App>, who: Who, Id(id): Id<CohortId>) -> WebResult {
    let text = who.text();
    let (ramps, gave) = ramp(&app.env, id).await.map_err(|error| failed(error, &path(id)))?;
    let mut tx = app.env.db.read().await?;
    let cohort = cohort_of(&mut tx, id).await?;
    let names = TeamNames::new(&teams_all(&mut tx).await?);
    drop(tx);
    let most = ramps
        .iter()
        .take(DRAWN)
        .flat_map(|ramp| ramp.steps.iter().map(|step| step.people))
        .fold(0.0_f64, f64::max);
    html(&RampPage {
        page: page_of(&app, &who, &cohort, "bootcamp-ramp-title"),
        days: DAYS.map(|days| text.of("bootcamp-ramp-days").num("n", days).to_string()).into(),
        rows: ramps
            .iter()
            .enumerate()
            .map(|(n, ramp)| Row {
                name: ramp.name.clone(),
                steps: ramp
                    .steps
                    .iter()
                    .map(|step| {
                        if step.hires == 0 {
                            return "–".to_owned();
                        }
                        text.of("bootcamp-ramp-step")
                            .arg("people", text.decimal(step.people, 1))
                            .arg("teams", text.decimal(step.teams, 1))
                            .num("n", step.hires)
                            .to_string()
                    })
                    .collect(),
                colour: if n < DRAWN { format!("c{n}") } else { String::new() },
                line: if n < DRAWN { line(ramp, most) } else { String::new() },
                dots: if n < DRAWN { dots(ramp, most) } else { Vec::new() },
            })
            .collect(),
        drawn: most > 0.0,
        most: text.decimal(most, 1),
        hours: gave
            .iter()
            .map(|one| {
                (
                    names.name(one.team).to_owned(),
                    text.number(one.guests),
                    text.number(one.minutes.div_ceil(60)),
                )
            })
            .collect(),
    })
}

/// Where a cohort's points lie in a drawing of 320 × 160, 20 from its edges.
fn dots(ramp: &Ramp, most: f64) -> Vec<(u32, u32)> {
    (0_u32..)
        .zip(&ramp.steps)
        .filter(|(_, step)| step.hires > 0)
        .map(|(n, step)| {
            let share = if most > 0.0 { step.people / most } else { 0.0 };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share of 1 of 120 points"
            )]
            let height = (share.clamp(0.0, 1.0) * 120.0).round() as u32;
            (20 + n * 140, 140 - height)
        })
        .collect()
}

fn line(ramp: &Ramp, most: f64) -> String {
    dots(ramp, most).iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
}
