//! New hires by list: pasted or uploaded, previewed line by line, then applied.

use askama::Template;
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::header;

use super::super::error::{WebError, WebResult};
use super::super::extract::{Fields, Id};
use super::super::labels::Tag;
use super::super::page::{Page, html, refused, see_other};
use super::super::{App, Who};
use super::starter_columns as columns;
use super::{cohort_of, failed, page_of, path};
use crate::domain::id::CohortId;
use crate::domain::roster::decode::decode;
use crate::domain::roster::starter_columns::{Layout, survey};
use crate::programmes::bootcamp::form::TeamNames;
use crate::programmes::bootcamp::starters::{Fate, Line, Preview, Refused, Why, apply, preview};
use crate::programmes::people::wording::problem;
use crate::store::cohort::Cohort;
use crate::store::team::teams_all;
use crate::text::Text;

/// What the route takes: 10,000 long lines, as a form writes them.
pub const LIST_LIMIT: usize = 8 * 1024 * 1024;
/// Lines shown of each kind.
const SHOWN: usize = 300;

struct Row {
    line: String,
    name: String,
    email: String,
    team: String,
    week: String,
    fate: Tag,
    note: String,
}

struct Wrong {
    line: String,
    found: String,
    why: String,
}

#[derive(Template)]
#[template(path = "pages/starters.html")]
struct FormPage {
    page: Page,
    f: Fields,
    action: String,
    back: String,
    wrong: Vec<Wrong>,
    more_wrong: String,
    columns: Vec<String>,
    chosen: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/starters_preview.html")]
struct PreviewPage {
    page: Page,
    action: String,
    text: String,
    chosen: Vec<(String, String)>,
    tiles: Vec<(String, String)>,
    rows: Vec<Row>,
    more: String,
    writes: bool,
}

fn form(app: &App, who: &Who, cohort: &Cohort, f: Fields, wrong: Option<&Preview>) -> FormPage {
    let text = who.text();
    let chosen = columns::chosen(&f).map(|layout| columns::hidden(&layout, f.get("head")));
    let (listed, total) = wrong.map_or((&[][..], 0), |preview| {
        (preview.refused.get(..SHOWN).unwrap_or(&preview.refused), preview.refused_total)
    });
    let shown = u64::try_from(listed.len()).unwrap_or(u64::MAX);
    let back = path(cohort.id);
    FormPage {
        page: page_of(app, who, cohort, "bootcamp-starters-title").refused(&f),
        action: format!("{back}/starters"),
        back,
        wrong: listed.iter().map(|refused| wrong_row(text, refused)).collect(),
        more_wrong: if total > shown {
            text.of("import-more").num("listed", shown).num("n", total).to_string()
        } else {
            String::new()
        },
        columns: [
            "mine-name",
            "mine-address",
            "column-team",
            "bootcamp-column-start",
            "bootcamp-field-likes",
        ]
        .map(|id| text.of(id).to_string())
        .into(),
        chosen: chosen.unwrap_or_default(),
        f,
    }
}

fn wrong_row(text: Text, refused: &Refused) -> Wrong {
    let why = match &refused.why {
        Why::Unreadable { problem: what, .. } => problem(text, what),
        Why::NoName => text.of("bootcamp-why-no-name").to_string(),
        Why::NoTeam => text.of("bootcamp-why-no-team").to_string(),
        Why::UnknownTeam { nearest: None } => text.of("bootcamp-why-team").to_string(),
        Why::UnknownTeam { nearest: Some(nearest) } => {
            text.of("bootcamp-why-team-nearest").arg("nearest", nearest).to_string()
        }
        Why::InOther { cohort } => text.of("bootcamp-why-other").arg("cohort", cohort).to_string(),
        Why::Left => text.of("bootcamp-why-left").to_string(),
        Why::TooLate => text.of("bootcamp-why-late").to_string(),
    };
    Wrong {
        line: refused.line.map(|line| text.number(line)).unwrap_or_default(),
        found: refused.found.clone(),
        why,
    }
}

/// `GET /cohorts/{id}/starters`
pub async fn page(State(app): State<App>, who: Who, Id(id): Id<CohortId>) -> WebResult {
    let mut tx = app.env.db.read().await?;
    let cohort = cohort_of(&mut tx, id).await?;
    drop(tx);
    html(&form(&app, &who, &cohort, Fields::new(), None))
}

/// Reads the form, with or without a file. The file's text takes the place of what was pasted; bytes that are no text are
/// said in words.
async fn sent(app: &App, text: Text, request: Request) -> WebResult<Fields> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("multipart/")) {
        return Fields::from_request(request, app).await;
    }
    let mut form = Multipart::from_request(request, app)
        .await
        .map_err(|error| WebError::unreadable().because(error))?;
    let mut fields = Fields::new();
    while let Some(field) =
        form.next_field().await.map_err(|error| WebError::unreadable().because(error))?
    {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| WebError::unreadable().because(error))?;
        if name != "file" {
            let value = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
            if name != "list" || !fields.has("list") {
                fields.set(&name, value);
            }
        } else if !bytes.is_empty() {
            match decode(&bytes) {
                Ok((list, _)) => fields.set("list", list),
                Err(flaws) => {
                    let first = flaws.listed.first().map(|flaw| problem(text, &flaw.problem));
                    fields.refuse("file", first.unwrap_or_default());
                }
            }
        }
    }
    Ok(fields)
}

/// `POST /cohorts/{id}/starters`: shows what the list would do, or asks which column is what; `step=apply` does it;
/// `step=change` shows the list again, `step=columns` its columns.
pub async fn send(
    State(app): State<App>,
    who: Who,
    Id(id): Id<CohortId>,
    request: Request,
) -> WebResult {
    let text = who.text();
    let mut fields = sent(&app, text, request).await?;
    let mut tx = app.env.db.snapshot().await?;
    let cohort = cohort_of(&mut tx, id).await?;
    let names = TeamNames::new(&teams_all(&mut tx).await?);
    drop(tx);
    if !fields.is_valid() {
        return refused(&form(&app, &who, &cohort, fields, None));
    }
    let list = fields.get("list").to_owned();
    if list.is_empty() {
        fields.refuse("list", text.of("bootcamp-list-missing"));
        return refused(&form(&app, &who, &cohort, fields, None));
    }
    let seen = survey(&list);
    // What was chosen for another first line says nothing about this one.
    let layout = columns::chosen(&fields).filter(|_| fields.get("head") == seen.first);
    let ask = |fields: Fields, layout: &Layout| {
        columns::page(&app, &who, &cohort, &list, &seen, layout, fields)
    };
    let step = fields.get("step").to_owned();
    let done = match (step.as_str(), &layout) {
        ("change", _) => return html(&form(&app, &who, &cohort, fields, None)),
        ("columns", _) => {
            return html(&ask(Fields::new(), layout.as_ref().unwrap_or(&seen.layout)));
        }
        ("map", Some(layout)) if !columns::check(text, &mut fields, layout) => {
            return refused(&ask(fields, layout));
        }
        ("apply", _) => apply(&app.env, who.person, id, &list, layout.as_ref()).await,
        (_, None) if seen.unsure => return html(&ask(Fields::new(), &seen.layout)),
        _ => preview(&app.env, id, &list, layout.as_ref()).await.map(Err),
    };
    match done.map_err(|error| failed(error, &path(id)))? {
        Ok(added) => Ok(see_other(&format!(
            "{}?done=starters&new={}&joined={}&changed={}",
            path(id),
            added.new,
            added.joined,
            added.changed
        ))),
        Err(preview) if preview.refused_total > 0 => {
            fields.refuse("list", text.of("bootcamp-list-refused").num("n", preview.refused_total));
            refused(&form(&app, &who, &cohort, fields, Some(&preview)))
        }
        Err(preview) => {
            let layout = layout.as_ref().unwrap_or(&seen.layout);
            let chosen = columns::hidden(layout, &seen.first);
            html(&shown(&app, &who, (&cohort, &names), (list, chosen), &preview))
        }
    }
}

fn shown(
    app: &App,
    who: &Who,
    (cohort, names): (&Cohort, &TeamNames),
    (list, chosen): (String, Vec<(String, String)>),
    preview: &Preview,
) -> PreviewPage {
    let text = who.text();
    let count = |fate| text.number(preview.count(fate));
    let of = |id: &'static str| text.of(id).to_string();
    let mut lines: Vec<&Line> = preview.lines.iter().collect();
    // What changes something comes first.
    lines.sort_by_key(|line| (line.fate == Fate::Same, line.line));
    let more = lines.len() > SHOWN;
    PreviewPage {
        page: page_of(app, who, cohort, "bootcamp-preview-title"),
        action: format!("{}/starters", path(cohort.id)),
        tiles: vec![
            (count(Fate::New), of("bootcamp-tile-new")),
            (count(Fate::Joins), of("bootcamp-tile-joins")),
            (count(Fate::Changed), of("bootcamp-tile-changed")),
            (count(Fate::Same), of("bootcamp-tile-same")),
        ],
        rows: lines.iter().take(SHOWN).map(|line| row(text, line, names)).collect(),
        more: if more {
            text.of("import-more").num("listed", SHOWN).num("n", lines.len()).to_string()
        } else {
            String::new()
        },
        writes: lines.iter().any(|line| line.fate != Fate::Same),
        text: list,
        chosen,
    }
}

fn row(text: Text, line: &Line, names: &TeamNames) -> Row {
    let (fate, tone) = match line.fate {
        Fate::New => ("bootcamp-fate-new", "good"),
        Fate::Joins => ("bootcamp-fate-joins", "good"),
        Fate::Changed => ("bootcamp-fate-changed", "warn"),
        Fate::Same => ("bootcamp-fate-same", "quiet"),
    };
    Row {
        line: text.number(line.line),
        name: line.name.clone(),
        email: line.email.clone(),
        team: names.name(line.team).to_owned(),
        week: text.number(line.from_week + 1),
        fate: Tag { label: text.of(fate).to_string(), tone },
        note: if line.roster_differs {
            text.of("bootcamp-roster-differs").to_string()
        } else {
            text.list(&names.listed(&line.likes))
        },
    }
}
