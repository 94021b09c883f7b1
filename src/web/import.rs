//! Roster and tie files: sent, mapped, refused in words.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::{Multipart, State};

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id, Query};
use super::page::{Page, Section, html, refused, see_other};
use super::{App, Who};
use crate::domain::id::ImportId;
use crate::domain::roster::Reading;
use crate::domain::roster::columns::{Columns, Field, Mapping};
use crate::domain::roster::decode::{FILE_LIMIT, too_large};
use crate::domain::roster::flaw::Flaws;
use crate::domain::roster::values::DateOrder;
use crate::programmes::people::preview::roster_columns;
use crate::programmes::people::wording::{field_label, problem};
use crate::programmes::people::{ImportError, roster_preview, roster_reread, ties_preview};
use crate::store::import::imports_applied;
use crate::store::quarantine::held_counts;
use crate::text::Text;

/// What the upload's route takes; a file between this and [`FILE_LIMIT`] is read to its end and refused in words.
pub const UPLOAD_LIMIT: usize = 512 * 1024 * 1024;

/// A flaw as a row of a table.
pub(super) struct FlawRow {
    line: String,
    column: String,
    found: String,
    problem: String,
}

/// What is wrong with a file.
pub(super) struct Refused {
    file: String,
    total: u64,
    rows: Vec<FlawRow>,
    /// A flaw is of some cell; those of the file as a whole are not.
    of_cells: bool,
    more: u64,
}

pub(super) fn flaws_of(text: Text, file: &str, flaws: &Flaws) -> Refused {
    let rows: Vec<FlawRow> = flaws
        .listed
        .iter()
        .map(|flaw| FlawRow {
            line: flaw.line.map(|line| text.number(line)).unwrap_or_default(),
            column: flaw.column.clone().unwrap_or_default(),
            found: flaw.found.clone().unwrap_or_default(),
            problem: problem(text, &flaw.problem),
        })
        .collect();
    let more = flaws.total.saturating_sub(u64::try_from(rows.len()).unwrap_or(u64::MAX));
    let of_cells = rows.iter().any(|row| !row.column.is_empty() || !row.found.is_empty());
    Refused { file: file.to_owned(), total: flaws.total, rows, of_cells, more }
}

struct Past {
    href: String,
    file: String,
    kind: String,
    what: String,
    at: Option<chrono::DateTime<chrono::Utc>>,
}

#[derive(Template)]
#[template(path = "pages/import.html")]
struct ImportPage {
    page: Page,
    fields: Fields,
    kinds: Vec<(String, String, String)>,
    refused: Option<Refused>,
    waiting: usize,
    past: Vec<Past>,
    roster_columns: Vec<(String, String)>,
}

async fn import_page(app: &App, who: &Who, fields: Fields) -> WebResult<ImportPage> {
    let mut tx = app.env.db.snapshot().await?;
    let (waiting, _) = held_counts(&mut tx).await?;
    let past = imports_applied(&mut tx, 20).await?;
    drop(tx);
    let page = Page::new(app, who, "import-title", Section::Import).refused(&fields);
    let text = page.text;
    let number =
        |value: &serde_json::Value, name: &str| value["counts"][name].as_u64().unwrap_or(0);
    let kinds = vec![
        (
            "roster".to_owned(),
            text.of("import-kind-roster").to_string(),
            text.of("import-kind-roster-hint").to_string(),
        ),
        (
            "ties".to_owned(),
            text.of("import-kind-ties").to_string(),
            text.of("import-kind-ties-hint").to_string(),
        ),
    ];
    Ok(ImportPage {
        kinds,
        refused: None,
        waiting,
        past: past
            .into_iter()
            .map(|import| {
                let roster = import.kind == "roster";
                let n = |name| number(&import.summary, name);
                Past {
                    href: format!("/admin/import/{}", import.id),
                    kind: text
                        .of(if roster { "import-kind-roster" } else { "import-kind-ties" })
                        .to_string(),
                    what: if roster {
                        text.of("import-past-roster")
                            .num("new", n("new"))
                            .num("changed", n("changed"))
                            .num("leaving", n("leaving"))
                            .to_string()
                    } else {
                        text.of("import-past-ties")
                            .num("new", n("new"))
                            .num("changed", n("changed"))
                            .to_string()
                    },
                    file: import.file_name,
                    at: import.applied_at,
                }
            })
            .collect(),
        roster_columns: Field::ALL
            .iter()
            .map(|field| (field_label(text, *field).to_string(), example(*field).to_owned()))
            .collect(),
        page,
        fields,
    })
}

/// A value as a column may hold it.
fn example(field: Field) -> &'static str {
    match field {
        Field::Id => "1042",
        Field::Email => "ada@example.org",
        Field::Name => "Ada Lovelace",
        Field::First => "Ada",
        Field::Last => "Lovelace",
        Field::Team => "Search",
        Field::Parent => "Engineering",
        Field::Manager => "grace@example.org",
        Field::Site => "Berlin",
        Field::Function => "Engineering",
        Field::Seniority => "Senior",
        Field::Zone => "Europe/Berlin",
        Field::Start => "2026-03-31",
        Field::Language => "en",
        Field::State => "active",
        Field::Lead => "yes",
    }
}

/// `GET /admin/import`
pub async fn form(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let mut fields = Fields::new();
    fields.set("kind", if query.get("kind") == "ties" { "ties" } else { "roster" });
    let mut shown = import_page(&app, &who, fields).await?;
    let text = shown.page.text;
    shown.page = match query.get("done") {
        "dropped" => shown.page.note(text.of("import-dropped")),
        "gone" => shown.page.note(text.of("import-gone")),
        _ => shown.page,
    };
    html(&shown)
}

/// What was sent: the form's words, the file's name and bytes, and how large it is in all.
struct Upload {
    fields: Fields,
    name: String,
    bytes: Vec<u8>,
    size: u64,
}

/// Reads the form piece by piece. Of a file that is too large, the rest is read and not kept, so that the browser
/// gets to see why.
async fn upload(mut form: Multipart) -> WebResult<Upload> {
    let mut sent =
        Upload { fields: Fields::new(), name: String::new(), bytes: Vec::new(), size: 0 };
    let limit = usize::try_from(FILE_LIMIT).unwrap_or(usize::MAX);
    while let Some(mut field) = form.next_field().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name != "file" {
            let mut text = Vec::new();
            while let Some(chunk) = field.chunk().await.map_err(unreadable)? {
                if text.len() + chunk.len() > 4096 {
                    return Err(WebError::unreadable());
                }
                text.extend_from_slice(&chunk);
            }
            sent.fields.set(&name, String::from_utf8_lossy(&text));
            continue;
        }
        sent.name = file_name(field.file_name().unwrap_or_default());
        while let Some(chunk) = field.chunk().await.map_err(unreadable)? {
            sent.size += u64::try_from(chunk.len()).unwrap_or(0);
            if sent.bytes.len() + chunk.len() <= limit {
                sent.bytes.extend_from_slice(&chunk);
            } else {
                sent.bytes = Vec::new();
            }
        }
    }
    Ok(sent)
}

/// A file's name as it may be shown: without folders, short, without control characters.
fn file_name(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|letter| !letter.is_control()).take(120).collect()
}

fn unreadable(error: axum::extract::multipart::MultipartError) -> WebError {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        return WebError::too_large(UPLOAD_LIMIT);
    }
    WebError::unreadable().because(error)
}

/// `POST /admin/import`
pub async fn send(State(app): State<App>, who: Who, form: Multipart) -> WebResult {
    let Upload { mut fields, name, bytes, size } = upload(form).await?;
    let text = who.text();
    if name.is_empty() && size == 0 {
        fields.refuse("file", text.of("import-no-file"));
        return refused(&import_page(&app, &who, fields).await?);
    }
    let flaws = if size > FILE_LIMIT {
        too_large(size)
    } else {
        let reading = Reading::default();
        let by = Some(who.person);
        let sent = if fields.get("kind") == "ties" {
            ties_preview(&app.env, by, &name, bytes, &reading).await.map(|preview| preview.id)
        } else {
            roster_preview(&app.env, by, &name, bytes, &reading).await.map(|preview| preview.id)
        };
        match sent {
            Ok(id) => return Ok(see_other(&format!("/admin/import/{id}"))),
            Err(ImportError::Columns(id, _)) => {
                return Ok(see_other(&format!("/admin/import/{id}/columns")));
            }
            Err(ImportError::Roster(refusal)) => refusal.flaws,
            Err(ImportError::Ties(refusal)) => refusal.flaws,
            Err(other) => return Err(fault(other)),
        }
    };
    fields.refuse("flaws", text.of("import-refused").arg("file", &name).num("n", flaws.total));
    let mut shown = import_page(&app, &who, fields).await?;
    shown.refused = Some(flaws_of(text, &name, &flaws));
    shown.page = shown.page.wide();
    refused(&shown)
}

/// An error that no form can mend.
pub(super) fn fault(error: ImportError) -> WebError {
    match error {
        ImportError::Gone => WebError::stale().way_out("/admin/import", "import-title"),
        other => WebError::internal(other),
    }
}

/// One field to be mapped.
struct Mapped {
    name: String,
    label: String,
    needed: bool,
    options: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "pages/import_columns.html")]
struct ColumnsPage {
    page: Page,
    action: String,
    back: Option<String>,
    file: String,
    refused: Option<Refused>,
    mapped: Vec<Mapped>,
    dates: Vec<(String, String, bool)>,
}

fn columns_page(
    app: &App,
    who: &Who,
    id: ImportId,
    file: &str,
    back: Option<String>,
    (columns, reading, flaws): (&Columns<Field>, &Reading, &Flaws),
) -> ColumnsPage {
    let page = Page::new(app, who, "import-columns-title", Section::Import);
    let text = page.text;
    let mapped = Field::ALL
        .iter()
        .map(|field| {
            let chosen = columns.of(*field);
            let none = (String::new(), text.of("import-column-none").to_string(), chosen.is_none());
            let names = columns.headers.iter().enumerate().filter(|(_, name)| !name.is_empty());
            let options = [none]
                .into_iter()
                .chain(names.map(|(at, name)| (name.clone(), name.clone(), chosen == Some(at))));
            Mapped {
                name: format!("map-{field}"),
                label: field_label(text, *field).to_string(),
                needed: matches!(field, Field::Email | Field::Name | Field::Team),
                options: options.collect(),
            }
        })
        .collect();
    let orders = [
        (DateOrder::Detect, text.of("import-dates-detect")),
        (DateOrder::DayFirst, text.of("import-dates-day")),
        (DateOrder::MonthFirst, text.of("import-dates-month")),
    ];
    let dates = orders
        .into_iter()
        .map(|(order, label)| (order.to_string(), label.to_string(), order == reading.dates))
        .collect();
    ColumnsPage {
        action: format!("/admin/import/{id}/columns"),
        back,
        file: file.to_owned(),
        refused: (!flaws.is_empty()).then(|| flaws_of(text, file, flaws)),
        mapped,
        dates,
        page: page.up("/admin/import", text.of("import-title")),
    }
}

/// `GET /admin/import/{id}/columns`
pub async fn columns(State(app): State<App>, who: Who, Id(id): Id<ImportId>) -> WebResult {
    let (preview, columns, flaws) = match roster_columns(&app.env, id).await {
        Ok(found) => found,
        Err(ImportError::Gone) => return Ok(see_other("/admin/import?done=gone")),
        Err(other) => return Err(fault(other)),
    };
    let back = flaws.is_empty().then(|| format!("/admin/import/{id}"));
    let asked = (&columns, &preview.reading, &flaws);
    html(&columns_page(&app, &who, id, &preview.file_name, back, asked))
}

/// `POST /admin/import/{id}/columns`
pub async fn map(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ImportId>,
    fields: Fields,
) -> WebResult {
    let mut mapping = Mapping::new();
    let mut name = String::new();
    for field in Field::ALL {
        name.clear();
        // Writing to a String cannot fail.
        let _ = write!(name, "map-{field}");
        if fields.has(&name) {
            let column = Some(fields.get(&name).to_owned()).filter(|column| !column.is_empty());
            mapping.insert(field.to_string(), column);
        }
    }
    let reading = Reading { mapping, dates: fields.word("dates").unwrap_or_default() };
    match roster_reread(&app.env, Some(who.person), id, &reading).await {
        Ok(preview) => Ok(see_other(&format!("/admin/import/{}", preview.id))),
        Err(ImportError::Columns(fresh, _)) => {
            Ok(see_other(&format!("/admin/import/{fresh}/columns")))
        }
        Err(ImportError::Roster(refusal)) => {
            // The file itself is wrong: it is kept no longer than the page that says so.
            let (preview, columns, _) = roster_columns(&app.env, id).await.map_err(fault)?;
            let columns = refusal.columns.unwrap_or(columns);
            let asked = (&columns, &reading, &refusal.flaws);
            let shown = columns_page(&app, &who, id, &preview.file_name, None, asked);
            refused(&shown)
        }
        Err(ImportError::Gone) => Ok(see_other("/admin/import?done=gone")),
        Err(other) => Err(fault(other)),
    }
}
