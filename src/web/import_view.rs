//! What a file would do, part by part; applied or dropped.

use askama::Template;
use axum::extract::State;

use super::error::WebResult;
use super::extract::{Fields, Id, Query};
use super::import::fault;
use super::page::{Page, Section, html, refused, see_other};
use super::{App, Who};
use crate::domain::id::ImportId;
use crate::domain::roster::columns::Field;
use crate::domain::roster::diff::FieldChange;
use crate::programmes::people::summary::{Changed, Named};
use crate::programmes::people::ties::TieCounts;
use crate::programmes::people::wording::{field_label, odd_reason, tie_field_label, unknown_why};
use crate::programmes::people::{
    Caution, Confirmation, Counts, ImportError, RosterPreview, import_drop, roster_apply,
    roster_preview_get, ties_apply, ties_preview_get,
};
use crate::text::Text;

/// Entries of a part on one page.
const PAGE_SIZE: usize = 100;

/// One entry of a part: the person and what is said of them.
struct Entry {
    line: String,
    name: String,
    email: String,
    team: String,
    /// Field, before, after.
    changes: Vec<(String, String, String)>,
    why: String,
}

/// Which columns the entries of a part have.
struct Shows {
    lines: bool,
    people: bool,
    what: bool,
}

/// A part of the preview: its link, name and number.
struct Part {
    word: &'static str,
    label: String,
    count: usize,
    here: bool,
}

#[derive(Template)]
#[template(path = "pages/import_preview.html")]
struct PreviewPage {
    page: Page,
    fields: Fields,
    id: ImportId,
    preview: RosterPreview,
    counts: Counts,
    read_as: String,
    columns: Vec<(String, String)>,
    parts: Vec<Part>,
    entries: Vec<Entry>,
    shows: Shows,
    listed: usize,
    count: usize,
    before: String,
    after: String,
    effects: Vec<String>,
    leaving: Option<(usize, usize)>,
    unknown: Option<(usize, usize)>,
}

#[derive(Template)]
#[template(path = "pages/import_ties.html")]
struct TiesPage {
    page: Page,
    id: ImportId,
    counts: TieCounts,
    columns: Vec<(String, String)>,
    done: bool,
}

#[derive(Template)]
#[template(path = "pages/import_done.html")]
struct DonePage {
    page: Page,
    counts: Counts,
    nothing: bool,
}

/// `GET /admin/import/{id}`
pub async fn view(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ImportId>,
    Query(query): Query,
) -> WebResult {
    match roster_preview_get(&app.env, id).await {
        Ok(preview) if preview.state == "applied" => {
            let text = who.text();
            let counts = preview.summary.counts;
            let page = Page::new(&app, &who, "import-done-title", Section::Import)
                .up("/admin/import", text.of("import-title"));
            html(&DonePage { page, nothing: counts.nothing(), counts })
        }
        Ok(preview) if preview.summary.digest.is_empty() => {
            Ok(see_other(&format!("/admin/import/{id}/columns")))
        }
        Ok(preview) => html(&preview_page(&app, &who, preview, &query, Fields::new())),
        Err(ImportError::Gone) => ties_view(&app, &who, id, &query).await,
        Err(other) => Err(fault(other)),
    }
}

async fn ties_view(app: &App, who: &Who, id: ImportId, query: &Fields) -> WebResult {
    let preview = match ties_preview_get(&app.env, id).await {
        Ok(preview) => preview,
        Err(ImportError::Gone) => return Ok(see_other("/admin/import?done=gone")),
        Err(other) => return Err(fault(other)),
    };
    let text = who.text();
    let done = preview.state == "applied";
    let title = if done { "import-ties-done-title" } else { "import-ties-title" };
    let mut page = Page::new(app, who, title, Section::Import)
        .up("/admin/import?kind=ties", text.of("import-title"));
    if query.get("stale") == "yes" {
        page = page.note(text.of("import-stale"));
    }
    let columns = preview.summary.columns.iter();
    html(&TiesPage {
        id,
        counts: preview.summary.counts,
        columns: columns
            .map(|(field, name)| (tie_field_label(text, *field).to_string(), name.clone()))
            .collect(),
        done,
        page,
    })
}

fn parts(text: Text, counts: &Counts, chosen: &str) -> Vec<Part> {
    let all = [
        ("leaving", text.of("import-part-leaving"), counts.leaving),
        ("new", text.of("import-part-new"), counts.new),
        ("changed", text.of("import-part-changed"), counts.changed),
        ("back", text.of("import-part-back"), counts.back),
        ("held", text.of("import-part-held"), counts.held),
        ("unknown", text.of("import-part-unknown"), counts.unknown),
        ("teams", text.of("import-part-teams"), counts.new_teams),
    ];
    let first = all.iter().find(|(_, _, n)| *n > 0).map_or("new", |(word, ..)| word);
    let chosen = if all.iter().any(|(word, ..)| *word == chosen) { chosen } else { first };
    all.into_iter()
        .map(|(word, label, count)| Part {
            word,
            label: label.to_string(),
            count,
            here: word == chosen,
        })
        .collect()
}

fn entry(text: Text, who: &Named, changes: &[FieldChange], why: String) -> Entry {
    Entry {
        line: who.line.map(|line| text.number(line)).unwrap_or_default(),
        name: who.name.clone(),
        email: who.email.clone(),
        team: who.team.clone(),
        changes: changes
            .iter()
            .map(|change| {
                let value = |value: &str| shown_value(text, change.field, value);
                (
                    field_label(text, change.field).to_string(),
                    value(&change.before),
                    value(&change.after),
                )
            })
            .collect(),
        why,
    }
}

/// A field's value in words: dates and states as people read them.
fn shown_value(text: Text, field: Field, value: &str) -> String {
    match field {
        _ if value.is_empty() => "–".to_owned(),
        Field::Start => value.parse().map_or_else(|_| value.to_owned(), |day| text.date_long(day)),
        Field::State => value
            .parse()
            .map_or_else(|_| value.to_owned(), |state| super::people::state_words(text, state).0),
        _ => value.to_owned(),
    }
}

fn entries(text: Text, preview: &RosterPreview, part: &str) -> Vec<Entry> {
    let summary = &preview.summary;
    let named = |list: &[Named]| -> Vec<Entry> {
        list.iter().map(|who| entry(text, who, &[], String::new())).collect()
    };
    let changed = |list: &[Changed]| -> Vec<Entry> {
        list.iter().map(|one| entry(text, &one.who, &one.changes, String::new())).collect()
    };
    match part {
        "leaving" => named(&summary.leaving),
        "changed" => changed(&summary.changed),
        "back" => changed(&summary.back),
        "held" => summary
            .held
            .iter()
            .map(|held| entry(text, &held.who, &[], odd_reason(text, held.reason).to_string()))
            .collect(),
        "unknown" => summary
            .unknown
            .iter()
            .map(|row| {
                let why = text
                    .of("import-unknown-why")
                    .arg("found", &row.found)
                    .arg("why", unknown_why(text, row.why));
                entry(text, &row.who, &[], why.to_string())
            })
            .collect(),
        "teams" => summary
            .new_teams
            .iter()
            .map(|name| Entry {
                line: String::new(),
                name: name.clone(),
                email: String::new(),
                team: String::new(),
                changes: Vec::new(),
                why: String::new(),
            })
            .collect(),
        _ => named(&summary.new),
    }
}

/// What applying does, in sentences with numbers.
fn effects(text: Text, counts: &Counts) -> Vec<String> {
    let mut effects = Vec::new();
    let mut say = |n: usize, sentence: crate::text::Say| {
        if n > 0 {
            effects.push(sentence.to_string());
        }
    };
    say(counts.new, text.of("import-effect-new").num("n", counts.new));
    say(counts.changed, text.of("import-effect-changed").num("n", counts.changed));
    say(counts.back, text.of("import-effect-back").num("n", counts.back));
    say(counts.leaving, text.of("import-effect-leaving").num("n", counts.leaving));
    say(counts.held, text.of("import-effect-held").num("n", counts.held));
    say(counts.ignored, text.of("import-effect-ignored").num("n", counts.ignored));
    say(counts.unknown, text.of("import-effect-unknown").num("n", counts.unknown));
    say(counts.new_teams, text.of("import-effect-teams").num("n", counts.new_teams));
    if counts.nothing() {
        effects.push(text.of("import-effect-nothing").to_string());
    }
    effects
}

fn preview_page(
    app: &App,
    who: &Who,
    preview: RosterPreview,
    query: &Fields,
    fields: Fields,
) -> PreviewPage {
    let text = who.text();
    let counts = preview.summary.counts;
    let title = text.of("import-preview-title").arg("file", &preview.file_name).to_string();
    let mut page = Page::titled(app, who, title, Section::Import)
        .up("/admin/import", text.of("import-title"))
        .refused(&fields)
        .wide();
    if query.get("stale") == "yes" {
        page = page.note(text.of("import-stale"));
    }
    let parts = parts(text, &counts, query.get("part"));
    let part = parts.iter().find(|part| part.here);
    let (word, count) = part.map_or(("new", 0), |part| (part.word, part.count));
    let all = entries(text, &preview, word);
    let listed = all.len();
    let number: usize = query.word("page").unwrap_or(1).clamp(1, 1_000);
    let entries: Vec<Entry> =
        all.into_iter().skip((number - 1) * PAGE_SIZE).take(PAGE_SIZE).collect();
    let path = |number: usize| format!("/admin/import/{}?part={word}&page={number}", preview.id);
    let mut leaving = None;
    let mut unknown = None;
    for caution in counts.cautions() {
        match caution {
            Caution::Leaving { people, of } => leaving = Some((people, of)),
            Caution::UnknownManagers { people, of } => unknown = Some((people, of)),
        }
    }
    let separator = match preview.summary.separator {
        Some('\t') => text.of("import-separator-tab").to_string(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let encoding =
        preview.summary.encoding.map(|encoding| encoding.to_string()).unwrap_or_default();
    PreviewPage {
        id: preview.id,
        read_as: text
            .of("import-read-as")
            .num("rows", counts.rows)
            .arg("encoding", encoding)
            .arg("separator", separator)
            .num("unused", preview.summary.unused.len())
            .to_string(),
        columns: preview
            .summary
            .columns
            .iter()
            .map(|(field, name)| (field_label(text, *field).to_string(), name.clone()))
            .collect(),
        before: if number > 1 { path(number - 1) } else { String::new() },
        after: if listed > number * PAGE_SIZE { path(number + 1) } else { String::new() },
        effects: effects(text, &counts),
        shows: Shows {
            lines: !matches!(word, "leaving" | "teams"),
            people: word != "teams",
            what: matches!(word, "changed" | "back" | "held" | "unknown"),
        },
        parts,
        entries,
        listed,
        count,
        leaving,
        unknown,
        counts,
        preview,
        fields,
        page,
    }
}

/// `POST /admin/import/{id}`
pub async fn apply(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ImportId>,
    mut fields: Fields,
) -> WebResult {
    let text = who.text();
    let by = Some(who.person);
    let confirmation = Confirmation::Page {
        leaving: fields.word("leaving"),
        unknown_managers: fields.ticked("unknown", "yes"),
    };
    match roster_apply(&app.env, by, id, confirmation).await {
        Ok(_) => Ok(see_other(&format!("/admin/import/{id}"))),
        Err(ImportError::StaleRoster(fresh)) => {
            Ok(see_other(&format!("/admin/import/{}?stale=yes", fresh.id)))
        }
        Err(ImportError::Unconfirmed(cautions)) => {
            for caution in cautions {
                match caution {
                    Caution::Leaving { people, .. } => {
                        fields.refuse("leaving", text.of("import-type-leaving").num("n", people));
                    }
                    Caution::UnknownManagers { .. } => {
                        fields.refuse("unknown", text.of("import-tick-unknown"));
                    }
                }
            }
            let preview = roster_preview_get(&app.env, id).await.map_err(fault)?;
            refused(&preview_page(&app, &who, preview, &Fields::new(), fields))
        }
        Err(ImportError::Gone) => match ties_apply(&app.env, by, id).await {
            Ok(_) => Ok(see_other(&format!("/admin/import/{id}"))),
            Err(ImportError::StaleTies(fresh)) => {
                Ok(see_other(&format!("/admin/import/{}?stale=yes", fresh.id)))
            }
            Err(other) => Err(fault(other)),
        },
        Err(other) => Err(fault(other)),
    }
}

/// `POST /admin/import/{id}/drop`
pub async fn drop_preview(State(app): State<App>, _who: Who, Id(id): Id<ImportId>) -> WebResult {
    match import_drop(&app.env, id).await {
        Ok(()) => Ok(see_other("/admin/import?done=dropped")),
        Err(ImportError::Gone) => Ok(see_other("/admin/import?done=gone")),
        Err(other) => Err(fault(other)),
    }
}
