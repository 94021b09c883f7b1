//! One hire: their weeks, stints, wishes; taken out of the cohort.

use askama::Template;
use axum::extract::{Path, State};

use super::super::error::{WebError, WebResult};
use super::super::extract::Fields;
use super::super::page::{Page, html, refused, see_other};
use super::super::{App, Who};
use super::cohort_form::StepPage;
use super::{cohort_of, days, failed, fields_of, page_of, path, refuse, seen, stamp, typed_of};
use crate::domain::id::{CohortId, PersonId};
use crate::domain::placement::Subject;
use crate::programmes::bootcamp::CohortError;
use crate::programmes::bootcamp::form::TeamNames;
use crate::programmes::bootcamp::hire::{edit, hire_of, remove, typed_hire};
use crate::store::cohort::Cohort;
use crate::store::hire::HireLine;
use crate::store::placement::placements_of;
use crate::store::team::teams_all;

/// Cohort and person of a path.
pub(super) fn ids(path: (String, String)) -> WebResult<(CohortId, PersonId)> {
    let cohort = path.0.parse().map_err(|_| WebError::not_found())?;
    let person = path.1.parse().map_err(|_| WebError::not_found())?;
    Ok((cohort, person))
}

#[derive(Template)]
#[template(path = "pages/hire.html")]
struct HirePage {
    page: Page,
    f: Fields,
    action: String,
    back: String,
    seen: String,
    facts: String,
    weeks: Vec<String>,
    usual: String,
}

async fn read(app: &App, ids: (CohortId, PersonId)) -> WebResult<(Cohort, HireLine, TeamNames)> {
    let mut tx = app.env.db.snapshot().await?;
    let cohort = cohort_of(&mut tx, ids.0).await?;
    let line = hire_of(&mut tx, ids.0, ids.1).await.map_err(|error| failed(error, &path(ids.0)))?;
    let names = TeamNames::new(&teams_all(&mut tx).await?);
    Ok((cohort, line, names))
}

fn form(
    app: &App,
    who: &Who,
    (cohort, line, names): &(Cohort, HireLine, TeamNames),
    f: Fields,
) -> HirePage {
    let text = who.text();
    let mut page = page_of(app, who, cohort, "bootcamp-hire-title").refused(&f);
    page.title.clone_from(&line.name);
    let back = path(cohort.id);
    HirePage {
        facts: text
            .of("bootcamp-hire-facts")
            .arg("team", names.name(line.home_team_id))
            .arg("email", &line.email)
            .to_string(),
        weeks: cohort
            .starts_on
            .run(cohort.weeks)
            .zip(1_u32..)
            .map(|(week, n)| {
                text.of("bootcamp-week-days")
                    .num("n", n)
                    .arg("days", days(text, week, week.plus(1)))
                    .to_string()
            })
            .collect(),
        usual: text
            .of("bootcamp-answer-stints-value")
            .num("stints", cohort.rules.stints)
            .num("length", cohort.rules.length)
            .to_string(),
        action: format!("{back}/hires/{}", line.hire.person_id),
        back,
        seen: match f.get("seen") {
            "" => stamp(line.hire.changed_at),
            seen => seen.to_owned(),
        },
        page,
        f,
    }
}

/// `GET /cohorts/{id}/hires/{person}`
pub async fn page(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
) -> WebResult {
    let there = read(&app, ids(segments)?).await?;
    let fields = fields_of(&typed_hire(&there.1.hire, &there.2));
    html(&form(&app, &who, &there, fields))
}

/// `POST /cohorts/{id}/hires/{person}`
pub async fn save(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
    mut fields: Fields,
) -> WebResult {
    let ids = ids(segments)?;
    let there = read(&app, ids).await?;
    match edit(&app.env, who.person, ids, seen(&fields)?, &typed_of(&fields)).await {
        Ok(()) => Ok(see_other(&format!("{}?done=hire", path(ids.0)))),
        Err(CohortError::Faults(faults)) => {
            refuse(who.text(), &mut fields, &faults);
            refused(&form(&app, &who, &there, fields))
        }
        Err(error) => Err(failed(error, &path(ids.0))),
    }
}

/// `GET /cohorts/{id}/hires/{person}/remove`
pub async fn remove_form(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
) -> WebResult {
    let ids = ids(segments)?;
    let text = who.text();
    let (cohort, line, _) = read(&app, ids).await?;
    let mut tx = app.env.db.read().await?;
    let all = placements_of(&mut tx, Subject::Cohort(ids.0)).await?;
    drop(tx);
    let own = || all.iter().filter(|row| row.person_id == ids.1);
    let booked = own().filter(|row| row.state.is_booked()).count();
    let proposals = own().filter(|row| row.state.is_proposal()).count();
    let back = format!("{}/hires/{}", path(ids.0), ids.1);
    let mut page = page_of(&app, &who, &cohort, "bootcamp-hire-title");
    page.title = text.of("bootcamp-remove-title").arg("name", &line.name).to_string();
    html(&StepPage {
        lead: text.of("bootcamp-remove-lead").to_string(),
        effects: if booked == 0 {
            vec![
                text.of("bootcamp-remove-proposals").num("n", proposals).to_string(),
                text.of("bootcamp-remove-stays").to_string(),
            ]
        } else {
            Vec::new()
        },
        blocked: if booked == 0 {
            String::new()
        } else {
            text.of("bootcamp-remove-blocked").num("n", booked).to_string()
        },
        action: format!("{back}/remove"),
        label: text.of("bootcamp-remove").to_string(),
        danger: true,
        page,
        back,
    })
}

/// `POST /cohorts/{id}/hires/{person}/remove`
pub async fn remove_now(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
) -> WebResult {
    let ids = ids(segments)?;
    match remove(&app.env, who.person, ids).await {
        Ok(()) => Ok(see_other(&format!("{}?done=removed", path(ids.0)))),
        Err(error) => Err(failed(error, &path(ids.0))),
    }
}
