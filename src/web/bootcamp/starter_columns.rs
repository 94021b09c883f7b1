//! Which column of a list of new hires is what: guessed, shown with the first lines, chosen.

use std::collections::BTreeMap;

use askama::Template;

use super::super::extract::Fields;
use super::super::page::Page;
use super::super::{App, Who};
use super::{page_of, path};
use crate::domain::roster::columns::COLUMN_LIMIT;
use crate::domain::roster::starter_columns::{Layout, Survey};
use crate::domain::roster::starters::StarterField;
use crate::domain::roster::values::DateOrder;
use crate::store::cohort::Cohort;
use crate::text::Text;

/// Columns shown of the first lines; all can be chosen.
const SHOWN: usize = 40;

/// A field that reads a column.
struct Mapped {
    name: String,
    label: String,
    hint: String,
    problem: String,
    options: Vec<(String, String, bool)>,
}

/// The page.
#[derive(Template)]
#[template(path = "pages/starters_columns.html")]
pub(super) struct ColumnsPage {
    page: Page,
    action: String,
    list: String,
    head: String,
    headings: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
    heading: Vec<(&'static str, String, bool)>,
    mapped: Vec<Mapped>,
    dates: Vec<(String, String, bool)>,
}

fn name(field: StarterField) -> String {
    format!("col-{field}")
}

fn label(field: StarterField) -> &'static str {
    match field {
        StarterField::Name => "roster-field-name",
        StarterField::First => "roster-field-first",
        StarterField::Last => "roster-field-last",
        StarterField::Email => "mine-address",
        StarterField::Team => "column-team",
        StarterField::Start => "roster-field-start",
        StarterField::Likes => "bootcamp-field-likes",
    }
}

/// What a form says about the columns; nothing when it says nothing.
pub(super) fn chosen(fields: &Fields) -> Option<Layout> {
    let heading = match fields.get("heading") {
        "yes" => true,
        "no" => false,
        _ => return None,
    };
    let column = |field: &StarterField| {
        let at = fields.word::<usize>(&name(*field)).filter(|at| *at < COLUMN_LIMIT)?;
        Some((*field, at))
    };
    Some(Layout {
        heading,
        columns: StarterField::ALL.iter().filter_map(column).collect(),
        dates: fields.word("dates").unwrap_or_default(),
    })
}

/// The same as hidden fields. `head`: the list's first line, for which it was chosen.
pub(super) fn hidden(layout: &Layout, head: &str) -> Vec<(String, String)> {
    let heading = if layout.heading { "yes" } else { "no" };
    let own = [
        ("head".to_owned(), head.to_owned()),
        ("heading".to_owned(), heading.to_owned()),
        ("dates".to_owned(), layout.dates.to_string()),
    ];
    let columns = layout.columns.iter().map(|(field, at)| (name(*field), at.to_string()));
    own.into_iter().chain(columns).collect()
}

/// Says what is wrong with a choice: no address, a column chosen twice. Returns whether nothing is.
pub(super) fn check(text: Text, fields: &mut Fields, layout: &Layout) -> bool {
    if !layout.columns.contains_key(&StarterField::Email) {
        let message = text.of("bootcamp-columns-address");
        fields.refuse(&name(StarterField::Email), message);
    }
    let mut used: BTreeMap<usize, StarterField> = BTreeMap::new();
    for (field, at) in &layout.columns {
        if let Some(other) = used.insert(*at, *field) {
            let message = text
                .of("bootcamp-columns-twice")
                .arg("field", text.of(label(*field)))
                .arg("other", text.of(label(other)));
            fields.refuse(&name(*field), message);
        }
    }
    fields.is_valid()
}

/// The page that asks. `fields`: what is wrong with the choice that was sent.
pub(super) fn page(
    app: &App,
    who: &Who,
    cohort: &Cohort,
    list: &str,
    seen: &Survey,
    layout: &Layout,
    fields: Fields,
) -> ColumnsPage {
    let text = who.text();
    let names = seen.rows.first().filter(|_| layout.heading);
    let named = |at: usize| -> String {
        let number = text.of("bootcamp-column-number").arg("n", text.number(at + 1)).to_string();
        names.and_then(|row| row.get(at)).filter(|name| !name.is_empty()).cloned().unwrap_or(number)
    };
    // In a list of columns, what stands below says more than a number.
    let option = |at: usize| -> String {
        let below = seen.rows.get(usize::from(layout.heading)).and_then(|row| row.get(at));
        match below.filter(|cell| !cell.is_empty()) {
            Some(cell) => text
                .of("bootcamp-column-option")
                .arg("column", named(at))
                .arg("example", cell)
                .to_string(),
            None => named(at),
        }
    };
    let mapped = StarterField::ALL.iter().map(|field| {
        let chosen = layout.columns.get(field).copied();
        let none = (String::new(), text.of("bootcamp-column-none").to_string(), chosen.is_none());
        let all = (0..seen.width).map(|at| (at.to_string(), option(at), chosen == Some(at)));
        Mapped {
            name: name(*field),
            label: text.of(label(*field)).to_string(),
            hint: match field {
                StarterField::Email => text.of("import-column-needed").to_string(),
                StarterField::Name => text.of("bootcamp-columns-name").to_string(),
                StarterField::Team => text.of("bootcamp-columns-new").to_string(),
                _ => String::new(),
            },
            problem: fields.problem(&name(*field)).unwrap_or_default().to_owned(),
            options: [none].into_iter().chain(all).collect(),
        }
    });
    let mapped = mapped.collect();
    let dates = [
        (DateOrder::Detect, "import-dates-detect"),
        (DateOrder::DayFirst, "import-dates-day"),
        (DateOrder::MonthFirst, "import-dates-month"),
    ];
    let width = seen.width.min(SHOWN);
    let rows = (1_usize..).zip(&seen.rows).skip(usize::from(layout.heading));
    let rows = rows.map(|(line, row)| {
        let cells = (0..width).map(|at| row.get(at).cloned().unwrap_or_default());
        (text.number(line), cells.collect())
    });
    ColumnsPage {
        page: page_of(app, who, cohort, "bootcamp-columns-title").refused(&fields),
        action: format!("{}/starters", path(cohort.id)),
        list: list.to_owned(),
        head: seen.first.clone(),
        headings: (0..width).map(named).collect(),
        rows: rows.collect(),
        heading: vec![
            ("yes", text.of("bootcamp-columns-heading").to_string(), layout.heading),
            ("no", text.of("bootcamp-columns-person").to_string(), !layout.heading),
        ],
        mapped,
        dates: dates
            .map(|(order, id)| (order.to_string(), text.of(id).to_string(), order == layout.dates))
            .into(),
    }
}
