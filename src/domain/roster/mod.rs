//! Roster files: from the bytes somebody uploads to rows, or to everything that is wrong with them.
//!
//! A file is taken whole or refused whole. Cells that a spreadsheet would run as a formula are refused in every
//! column that is read: no name or team begins with `=`, `+`, `-` or `@`, and what never gets in is never exported.

pub mod columns;
pub mod decode;
pub mod diff;
pub mod flaw;
mod matching;
mod names;
pub mod odd;
mod people;
mod rows;
pub mod starter_columns;
pub mod starters;
pub mod table;
pub mod ties;
pub mod values;

use chrono::NaiveDate;
use chrono_tz::Tz;

use columns::{ColumnField, Columns, Field, Mapping, as_u64};
use decode::Encoding;
use flaw::{Flaw, Flaws, Problem, shown};
use rows::Draft;
use table::{Record, Rows};
use values::DateOrder;

use crate::domain::person::{Language, PersonState};

/// The most rows that are read.
pub const ROW_LIMIT: u64 = 250_000;

/// How somebody wants a file to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    /// Columns by name for fields, over what is guessed.
    pub mapping: Mapping,
    /// Which part of 03/04/2026 is the day.
    pub dates: DateOrder,
}

/// A roster file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterFile {
    /// How it writes its characters.
    pub encoding: Encoding,
    /// What stands between its cells.
    pub separator: char,
    /// Its columns.
    pub columns: Columns<Field>,
    /// Its people, in the order of lines.
    pub rows: Vec<RosterRow>,
}

/// One person in a roster file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    /// The line, from 1.
    pub line: u64,
    /// The roster's id.
    pub id: Option<String>,
    /// Address, lower case.
    pub email: String,
    /// The whole name; may be empty.
    pub name: String,
    /// The home team.
    pub team: String,
    /// The team above it.
    pub parent: Option<String>,
    /// The manager's cell.
    pub manager: Manager,
    /// The site's name.
    pub site: Option<String>,
    /// What the person does: a job family.
    pub function: Option<String>,
    /// How senior the person is.
    pub seniority: Option<String>,
    /// IANA zone.
    pub zone: Option<Tz>,
    /// First day of work.
    pub starts_on: Option<NaiveDate>,
    /// Language of pages and mails.
    pub language: Option<Language>,
    /// Active, away or left.
    pub state: Option<PersonState>,
    /// Leads the home team.
    pub lead: bool,
}

/// Whom the manager's cell means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Manager {
    /// The cell is empty.
    #[default]
    None,
    /// The row at this index.
    Row(usize),
    /// Nobody in the file has this address, id or name.
    Unknown(String),
    /// Several people in the file have this name.
    Ambiguous(String),
}

/// Why a file cannot be taken, and what is known of its columns so that they can be mapped by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal<F: Ord> {
    /// What is wrong.
    pub flaws: Flaws,
    /// The file's columns with what each field would read, if it came so far.
    pub columns: Option<Columns<F>>,
}

impl<F: Ord> From<Flaws> for Refusal<F> {
    fn from(flaws: Flaws) -> Self {
        Self { flaws: flaws.finish(), columns: None }
    }
}

/// A file's header and the rows below it.
pub(crate) struct Table<'t, F: Ord> {
    pub separator: u8,
    pub header_line: u64,
    pub header: Vec<String>,
    pub columns: Columns<F>,
    pub rows: Rows<'t>,
}

/// Finds separator, header and columns of a text.
pub(crate) fn open_table<'t, F: ColumnField>(
    text: &'t str,
    mapping: &Mapping,
) -> Result<Table<'t, F>, Flaws> {
    let separator = columns::separator::<F>(text);
    let mut rows = Rows::new(text, separator);
    if columns::declared_separator(text).is_some() {
        rows.next();
    }
    let header = loop {
        match rows.next() {
            None => return Err(Flaws::of_file(Problem::FileEmpty)),
            Some(Err(flaw)) => return Err(Flaws::one(flaw)),
            Some(Ok(record)) if record.is_blank() => {}
            Some(Ok(record)) => break record,
        }
    };
    let columns = columns::assign::<F>(&header.cells, header.line, mapping)?;
    let cells = header.cells.iter().map(|cell| cell.trim().to_owned()).collect();
    Ok(Table { separator, header_line: header.line, header: cells, columns, rows })
}

/// The cells of one row by field; notes what is wrong with them.
pub(crate) struct Cells<'r, 't, F: Ord> {
    pub record: &'r Record<'t>,
    pub columns: &'r Columns<F>,
    pub flaws: &'r mut Flaws,
}

impl<F: ColumnField> Cells<'_, '_, F> {
    /// The raw cell.
    pub fn raw(&self, field: F) -> Option<&str> {
        self.record.cells.get(self.columns.of(field)?).map(AsRef::as_ref)
    }

    /// Notes a problem of a field's cell.
    pub fn wrong(&mut self, field: F, problem: Problem) {
        let found = self.raw(field).map(shown).filter(|text| !text.is_empty());
        let column = self.columns.name(field);
        self.flaws.push(Flaw { line: Some(self.record.line), column, found, problem });
    }

    /// The cell as a text; empty also when it has no column or is wrong.
    pub fn text(&mut self, field: F, limit: usize) -> String {
        let Some(raw) = self.raw(field) else { return String::new() };
        match values::text(raw, limit) {
            Ok(text) => text,
            Err(problem) => {
                self.wrong(field, problem);
                String::new()
            }
        }
    }

    /// The cell as a value, if it is not empty.
    pub fn value<T>(
        &mut self,
        field: F,
        read: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        let text = self.text(field, 120);
        if text.is_empty() {
            return None;
        }
        match read(&text) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.wrong(field, problem);
                None
            }
        }
    }
}

/// Does the row have as many cells as the header? Empty ones too many are let pass.
pub(crate) fn row_fits(record: &Record<'_>, header: &[String], flaws: &mut Flaws) -> bool {
    let extra = record.cells.get(header.len()..).unwrap_or_default();
    let line = Some(record.line);
    if record.cells.len() < header.len() || extra.iter().any(|cell| !cell.trim().is_empty()) {
        flaws.push(Flaw {
            line,
            column: None,
            found: Some(shown(&record.cells.join(" ¦ ").chars().take(200).collect::<String>())),
            problem: Problem::ColumnCount {
                expected: as_u64(header.len()),
                cells: as_u64(record.cells.len()),
            },
        });
        return false;
    }
    if record.cells.iter().zip(header).all(|(cell, name)| cell.trim() == name) {
        flaws.push(Flaw { line, column: None, found: None, problem: Problem::HeaderTwice });
        return false;
    }
    true
}

/// Reads a roster file.
///
/// Errors: everything that is wrong with it; the first [`flaw::LISTED`] by line, all counted.
/// Cost: linear; the text is held once, beside the bytes only when they are not UTF-8.
pub fn read(bytes: &[u8], reading: &Reading) -> Result<RosterFile, Refusal<Field>> {
    let (text, encoding) = decode::decode(bytes)?;
    let mut table = open_table::<Field>(&text, &reading.mapping).map_err(|flaws| {
        let columns = guess(&text);
        Refusal { flaws: flaws.finish(), columns }
    })?;
    prefer_split_names(&mut table.columns, &reading.mapping);
    let mut flaws = Flaws::default();
    for flaw in missing_columns(&table.columns, table.header_line) {
        flaws.push(flaw);
    }
    let refuse = |flaws: Flaws, columns| Refusal { flaws: flaws.finish(), columns: Some(columns) };
    if !flaws.is_empty() {
        return Err(refuse(flaws, table.columns));
    }
    let mut draft = Draft::default();
    let mut seen = 0;
    for record in table.rows {
        match record {
            Err(flaw) => {
                flaws.push(named(flaw, &table.columns));
                seen += 1;
            }
            Ok(record) if record.is_blank() => {}
            Ok(record) => {
                seen += 1;
                if seen > ROW_LIMIT {
                    flaws.push(Flaw {
                        line: Some(record.line),
                        column: None,
                        found: None,
                        problem: Problem::TooManyRows { limit: ROW_LIMIT },
                    });
                    break;
                }
                if row_fits(&record, &table.header, &mut flaws) {
                    draft.take(Cells {
                        record: &record,
                        columns: &table.columns,
                        flaws: &mut flaws,
                    });
                }
            }
        }
    }
    if seen == 0 {
        flaws.push(Flaw { line: None, column: None, found: None, problem: Problem::HeaderOnly });
    }
    let rows = people::finish(draft, &table.columns, reading.dates, &mut flaws);
    if !flaws.is_empty() {
        return Err(refuse(flaws, table.columns));
    }
    Ok(RosterFile {
        encoding,
        separator: char::from(table.separator),
        columns: table.columns,
        rows,
    })
}

/// What the columns would be without the mapping that was wrong.
fn guess<F: ColumnField>(text: &str) -> Option<Columns<F>> {
    open_table::<F>(text, &Mapping::new()).ok().map(|table| table.columns)
}

/// The column's name in place of its number.
pub(crate) fn named<F: ColumnField>(mut flaw: Flaw, columns: &Columns<F>) -> Flaw {
    let name = flaw
        .column
        .as_deref()
        .and_then(|number| number.parse::<usize>().ok())
        .and_then(|number| columns.headers.get(number.checked_sub(1)?))
        .filter(|name| !name.is_empty());
    if let Some(name) = name {
        flaw.column = Some(shown(name));
    }
    flaw
}

/// Given and family name in two columns beat a single column that holds only what somebody is called.
fn prefer_split_names(columns: &mut Columns<Field>, mapping: &Mapping) {
    let split = columns.of(Field::First).is_some() && columns.of(Field::Last).is_some();
    let nickname = columns.name(Field::Name).is_some_and(|name| {
        matches!(columns::header_key(&name).as_str(), "preferredname" | "legalname")
    });
    if split && nickname && !mapping.contains_key(Field::Name.as_str()) {
        columns.fields.remove(&Field::Name);
    }
}

fn missing_columns(columns: &Columns<Field>, line: u64) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    if columns.of(Field::Email).is_none() {
        flaws.push(columns::missing(columns, Field::Email, line));
    }
    let named = columns.of(Field::Name).is_some()
        || columns.of(Field::First).is_some() && columns.of(Field::Last).is_some();
    if !named {
        flaws.push(columns::missing(columns, Field::Name, line));
    }
    if columns.of(Field::Team).is_none() && columns.of(Field::Parent).is_none() {
        flaws.push(columns::missing(columns, Field::Team, line));
    }
    flaws
}
