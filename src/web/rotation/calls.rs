//! Rotation programmes and their calls, for coordinators.

use askama::Template;
use axum::extract::State;

use super::{call_words, failed, span_weeks};
use crate::domain::coffee::ProgrammeKind;
use crate::domain::id::ProgrammeId;
use crate::programmes::rotation::RotationError;
use crate::programmes::rotation::call::programme_create;
use crate::programmes::rotation::call_form::check_programme;
use crate::store::application::applications_of_call;
use crate::store::call::calls_all;
use crate::store::overview::programme::person_name;
use crate::store::programme::heads_of_kind;
use crate::web::error::WebResult;
use crate::web::extract::{Fields, Query};
use crate::web::page::{Page, Section, html, refused, see_other};
use crate::web::{App, Who};

struct CallRow {
    href: String,
    name: String,
    window: String,
    periods: Vec<String>,
    state: String,
    tone: &'static str,
    /// Handed in and not taken back.
    applications: usize,
}

struct ProgrammeView {
    id: ProgrammeId,
    name: String,
    purpose: String,
    owner: String,
    calls: Vec<CallRow>,
}

#[derive(Template)]
#[template(path = "pages/rotation/calls.html")]
struct CallsPage {
    page: Page,
    programmes: Vec<ProgrammeView>,
}

/// `GET /admin/rotations`
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let mut page = Page::new(&app, &who, "calls-title", Section::AdminRotations).wide();
    let text = page.text;
    if query.get("done") == "programme" {
        page = page.note(text.of("calls-programme-made"));
    }
    let mut tx = app.env.db.snapshot().await?;
    let calls = calls_all(&mut tx).await?;
    let mut programmes = Vec::new();
    for head in heads_of_kind(&mut tx, ProgrammeKind::Rotation).await? {
        let mut rows = Vec::new();
        for call in calls.iter().filter(|call| call.programme_id == head.id) {
            let (state, tone) = call_words(text, call.state);
            let last_on = call.closes_on.pred_opt().unwrap_or(call.closes_on);
            let applications = applications_of_call(&mut tx, call.id).await?;
            rows.push(CallRow {
                href: format!("/admin/calls/{}", call.id),
                name: call.name.clone(),
                window: text
                    .of("rotation-span")
                    .arg("from", text.date(call.opens_on))
                    .arg("to", text.date_year(last_on))
                    .to_string(),
                periods: call.periods.iter().map(|period| span_weeks(text, period)).collect(),
                state,
                tone,
                applications: applications
                    .iter()
                    .filter(|one| super::call::is_handed_in(one.state))
                    .count(),
            });
        }
        programmes.push(ProgrammeView {
            id: head.id,
            name: head.name,
            purpose: head.purpose,
            owner: person_name(&mut tx, head.owner_id).await?.unwrap_or_default(),
            calls: rows,
        });
    }
    html(&CallsPage { page, programmes })
}

#[derive(Template)]
#[template(path = "pages/rotation/programme_form.html")]
struct ProgrammePage {
    page: Page,
    f: Fields,
}

fn form(app: &App, who: &Who, f: Fields) -> ProgrammePage {
    let page = Page::new(app, who, "calls-new-programme", Section::AdminRotations)
        .up("/admin/rotations", who.text().of("calls-title"))
        .refused(&f);
    ProgrammePage { page, f }
}

/// `GET /admin/rotations/new`
pub async fn new(State(app): State<App>, who: Who) -> WebResult {
    let mut fields = Fields::new();
    fields.set("owner", &who.email);
    html(&form(&app, &who, fields))
}

/// `POST /admin/rotations/new`
pub async fn create(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let typed = ["name", "purpose", "owner"].map(|name| fields.get(name).to_owned());
    let [name, purpose, owner] = &typed;
    let made = match check_programme(name, purpose, owner) {
        Ok((name, purpose, owner)) => {
            programme_create(&app.env, who.person, &name, &purpose, &owner).await
        }
        Err(faults) => Err(RotationError::Faults(faults)),
    };
    match made {
        Ok(_) => Ok(see_other("/admin/rotations?done=programme")),
        Err(RotationError::Faults(faults)) => {
            super::call_form::refuse(&mut fields, who.text(), &faults);
            refused(&form(&app, &who, fields))
        }
        Err(error) => Err(failed(error)),
    }
}
