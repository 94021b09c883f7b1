//! A new cohort, and one that is renamed or moved: typed, checked, then written; and one that is given up.

use askama::Template;
use axum::extract::State;

use super::super::error::{WebError, WebResult};
use super::super::extract::{Fields, Id};
use super::super::page::{Page, Section, html, refused, see_other};
use super::super::{App, Who};
use super::{
    cohort_of, days, failed, fields_of, hidden, page_of, path, refuse, seen, stamp, typed_of,
};
use crate::domain::coffee::ProgrammeKind;
use crate::domain::id::CohortId;
use crate::domain::placement::CohortState;
use crate::programmes::bootcamp::CohortError;
use crate::programmes::bootcamp::cohort::{Owner, create, edit, give_up, look_up};
use crate::programmes::bootcamp::form::{Chosen, CohortDraft, Field, Typed, check_edit, check_new};
use crate::store::cohort::{Cohort, cohort_counts};
use crate::store::programme::heads_of_kind;

#[derive(Template)]
#[template(path = "pages/cohort_form.html")]
struct FormPage {
    page: Page,
    f: Fields,
    action: String,
    back: String,
    seen: String,
    /// Programmes to choose from; empty when an existing cohort is edited or there is none yet.
    programmes: Vec<(String, String)>,
    is_new: bool,
}

async fn form(app: &App, who: &Who, cohort: Option<&Cohort>, f: Fields) -> WebResult<FormPage> {
    let text = who.text();
    let mut programmes = Vec::new();
    let (page, action, back) = match cohort {
        None => {
            let mut tx = app.env.db.read().await?;
            let there = heads_of_kind(&mut tx, ProgrammeKind::Bootcamp).await?;
            programmes = there.into_iter().map(|head| (head.id.to_string(), head.name)).collect();
            if !programmes.is_empty() {
                programmes.push(("new".to_owned(), text.of("bootcamp-programme-new").to_string()));
            }
            let page = Page::new(app, who, "bootcamp-new-title", Section::Cohorts)
                .up("/cohorts", text.of("bootcamp-cohorts-title"));
            (page, "/cohorts/new".to_owned(), "/cohorts".to_owned())
        }
        Some(cohort) => {
            let back = path(cohort.id);
            (page_of(app, who, cohort, "bootcamp-edit-title"), format!("{back}/edit"), back)
        }
    };
    let seen = match (f.get("seen"), cohort) {
        ("", Some(cohort)) => stamp(cohort.updated_at),
        (seen, _) => seen.to_owned(),
    };
    Ok(FormPage {
        page: page.refused(&f),
        action,
        back,
        seen,
        programmes,
        is_new: cohort.is_none(),
        f,
    })
}

/// `GET /cohorts/new`
pub async fn new(State(app): State<App>, who: Who) -> WebResult {
    let today = app.env.clock.now().with_timezone(&app.env.site.zone).date_naive();
    let next = crate::domain::week::Week::of(today).plus(2);
    let mut tx = app.env.db.read().await?;
    let there = heads_of_kind(&mut tx, ProgrammeKind::Bootcamp).await?;
    drop(tx);
    let typed = Typed::from([
        (Field::Programme, there.first().map_or("new".to_owned(), |head| head.id.to_string())),
        (Field::Owner, who.email.clone()),
        (Field::StartsOn, next.monday().to_string()),
        (Field::Weeks, "6".to_owned()),
    ]);
    html(&form(&app, &who, None, fields_of(&typed)).await?)
}

#[derive(Template)]
#[template(path = "pages/cohort_check.html")]
struct CheckPage {
    page: Page,
    action: String,
    hidden: Vec<(&'static str, String)>,
    rows: Vec<(String, String)>,
    effects: Vec<String>,
}

/// `POST /cohorts/new`: `step=check` shows the answers, `step=change` the form again, `step=save` makes the cohort.
pub async fn new_step(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let typed = typed_of(&fields);
    if fields.get("step") == "change" {
        return html(&form(&app, &who, None, fields).await?);
    }
    let draft = match check_new(&typed) {
        Ok(draft) => draft,
        Err(faults) => {
            refuse(who.text(), &mut fields, &faults);
            return refused(&form(&app, &who, None, fields).await?);
        }
    };
    let done = match fields.get("step") {
        "save" => create(&app.env, who.person, &draft).await.map(Ok),
        _ => look_up(&app.env, &draft).await.map(Err),
    };
    match done {
        Ok(Ok(id)) => Ok(see_other(&format!("{}?done=made", path(id)))),
        Ok(Err(owner)) => html(&check(&app, &who, &typed, &draft, &owner)),
        Err(CohortError::Faults(faults)) => {
            refuse(who.text(), &mut fields, &faults);
            refused(&form(&app, &who, None, fields).await?)
        }
        Err(error) => Err(failed(error, "/cohorts")),
    }
}

fn check(app: &App, who: &Who, typed: &Typed, draft: &CohortDraft, owner: &Owner) -> CheckPage {
    let text = who.text();
    let of = |id: &'static str| text.of(id).to_string();
    let mut rows = match (owner, &draft.programme) {
        (Owner::New(_, owner), Some(Chosen::New { name, purpose, .. })) => vec![
            (of("bootcamp-field-programme-name"), name.clone()),
            (of("programme-field-purpose"), purpose.clone()),
            (of("programme-field-owner"), owner.clone()),
        ],
        (Owner::There(head), _) => vec![(of("bootcamp-field-programme"), head.name.clone())],
        (Owner::New(..), _) => Vec::new(),
    };
    let end = draft.starts_on.plus(draft.weeks);
    rows.push((of("bootcamp-field-name"), draft.name.clone()));
    rows.push((of("bootcamp-field-weeks"), text.number(draft.weeks)));
    rows.push((of("bootcamp-answer-days"), days(text, draft.starts_on, end)));
    CheckPage {
        page: Page::new(app, who, "bootcamp-check-title", Section::Cohorts)
            .up("/cohorts", text.of("bootcamp-cohorts-title")),
        action: "/cohorts/new".to_owned(),
        hidden: hidden(typed),
        rows,
        effects: vec![of("bootcamp-check-effect-nobody"), of("bootcamp-check-effect-next")],
    }
}

/// `GET /cohorts/{id}/edit`
pub async fn edit_form(State(app): State<App>, who: Who, Id(id): Id<CohortId>) -> WebResult {
    let mut tx = app.env.db.read().await?;
    let cohort = cohort_of(&mut tx, id).await?;
    drop(tx);
    let typed = Typed::from([
        (Field::Name, cohort.name.clone()),
        (Field::StartsOn, cohort.starts_on.monday().to_string()),
        (Field::Weeks, cohort.weeks.to_string()),
    ]);
    html(&form(&app, &who, Some(&cohort), fields_of(&typed)).await?)
}

/// `POST /cohorts/{id}/edit`
pub async fn edit_step(
    State(app): State<App>,
    who: Who,
    Id(id): Id<CohortId>,
    mut fields: Fields,
) -> WebResult {
    let mut tx = app.env.db.read().await?;
    let cohort = cohort_of(&mut tx, id).await?;
    drop(tx);
    let done = match check_edit(&typed_of(&fields)) {
        Ok(draft) => edit(&app.env, who.person, id, seen(&fields)?, &draft).await,
        Err(faults) => Err(CohortError::Faults(faults)),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("{}?done=saved", path(id)))),
        Err(CohortError::Faults(faults)) => {
            refuse(who.text(), &mut fields, &faults);
            refused(&form(&app, &who, Some(&cohort), fields).await?)
        }
        Err(error) => Err(failed(error, &path(id))),
    }
}

#[derive(Template)]
#[template(path = "pages/cohort_step.html")]
pub(super) struct StepPage {
    pub page: Page,
    pub lead: String,
    pub effects: Vec<String>,
    pub blocked: String,
    pub action: String,
    pub label: String,
    pub danger: bool,
    pub back: String,
}

/// `GET /cohorts/{id}/give-up`
pub async fn give_up_form(State(app): State<App>, who: Who, Id(id): Id<CohortId>) -> WebResult {
    let text = who.text();
    let mut tx = app.env.db.snapshot().await?;
    let cohort = cohort_of(&mut tx, id).await?;
    let counts = cohort_counts(&mut tx).await?.get(&id).copied().unwrap_or_default();
    drop(tx);
    let back = path(id);
    if cohort.state == CohortState::Cancelled {
        return Err(WebError::stale().way_out(back, "bootcamp-back"));
    }
    let effects = if cohort.state == CohortState::Open {
        vec![
            text.of("bootcamp-give-up-hires").num("n", counts.hires).to_string(),
            text.of("bootcamp-give-up-plan").to_string(),
            text.of("bootcamp-give-up-nobody").to_string(),
        ]
    } else {
        Vec::new()
    };
    html(&StepPage {
        lead: text.of("bootcamp-give-up-lead").to_string(),
        blocked: if effects.is_empty() {
            text.of("bootcamp-give-up-blocked").to_string()
        } else {
            String::new()
        },
        effects,
        action: format!("{back}/give-up"),
        label: text.of("bootcamp-give-up").to_string(),
        danger: true,
        page: page_of(&app, &who, &cohort, "bootcamp-give-up-title"),
        back,
    })
}

/// `POST /cohorts/{id}/give-up`
pub async fn give_up_now(State(app): State<App>, who: Who, Id(id): Id<CohortId>) -> WebResult {
    match give_up(&app.env, who.person, id).await {
        Ok(()) | Err(CohortError::Over(CohortState::Cancelled)) => {
            Ok(see_other("/cohorts?done=given-up"))
        }
        Err(error) => Err(failed(error, &path(id))),
    }
}
