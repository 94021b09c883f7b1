//! Which column of a file is what: names as common HR systems write them, and the mapping somebody gives.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::flaw::{Flaw, Flaws, Problem, shown};
use super::names::{roster_names, tie_names};
use super::table::Rows;
use crate::domain::person::searchable;
use crate::domain::words;

/// The most columns that are read.
pub const COLUMN_LIMIT: usize = 500;

words! {
    /// What a column of a roster can be for.
    pub enum Field {
        /// The roster's id of the person.
        Id = "id",
        /// Mail address.
        Email = "email",
        /// The whole name.
        Name = "name",
        /// The given name.
        First = "first",
        /// The family name.
        Last = "last",
        /// The home team.
        Team = "team",
        /// The team above it.
        Parent = "parent",
        /// The manager: address, id or name.
        Manager = "manager",
        /// The site's name.
        Site = "site",
        /// What the person does: a job family.
        Function = "function",
        /// How senior the person is: a level.
        Seniority = "seniority",
        /// IANA zone.
        Zone = "zone",
        /// First day of work.
        Start = "start",
        /// Language of pages and mails.
        Language = "language",
        /// Active, away or left.
        State = "state",
        /// Whether the person leads the home team.
        Lead = "lead",
    }
}

words! {
    /// What a column of a file of ties can be for.
    pub enum TieField {
        /// One person: id or address.
        A = "a",
        /// The other.
        B = "b",
        /// The day they last met.
        Date = "date",
        /// How often they met.
        Times = "times",
    }
}

/// A kind of column: its word, and the names it goes by.
pub trait ColumnField: Copy + Ord + 'static {
    /// Every kind.
    fn all() -> &'static [Self];
    /// Its word in mappings.
    fn word(self) -> &'static str;
    /// Names by which exports call it, as [`header_key`] makes them; earlier ones win.
    fn aliases(self) -> &'static [&'static str];
}

impl ColumnField for Field {
    fn all() -> &'static [Self] {
        Self::ALL
    }

    fn word(self) -> &'static str {
        self.as_str()
    }

    fn aliases(self) -> &'static [&'static str] {
        roster_names(self)
    }
}

impl ColumnField for TieField {
    fn all() -> &'static [Self] {
        Self::ALL
    }

    fn word(self) -> &'static str {
        self.as_str()
    }

    fn aliases(self) -> &'static [&'static str] {
        tie_names(self)
    }
}

/// The mapping somebody gives: a column's name for a field, or none for "not in this file".
pub type Mapping = BTreeMap<String, Option<String>>;

/// The columns of a file and what each field reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns<F: Ord> {
    /// The header's cells, tidied.
    pub headers: Vec<String>,
    /// The column of each field that has one.
    pub fields: BTreeMap<F, usize>,
}

impl<F: ColumnField> Columns<F> {
    /// The index of a field's column.
    pub fn of(&self, field: F) -> Option<usize> {
        self.fields.get(&field).copied()
    }

    /// The name of a field's column, for messages.
    pub fn name(&self, field: F) -> Option<String> {
        self.of(field).map(|at| self.header(at))
    }

    fn header(&self, at: usize) -> String {
        match self.headers.get(at) {
            Some(name) if !name.is_empty() => shown(name),
            _ => (at + 1).to_string(),
        }
    }

    /// The columns by name, for messages.
    pub fn listed(&self) -> String {
        const MOST: usize = 30;
        let mut names: Vec<String> =
            (0..self.headers.len().min(MOST)).map(|at| self.header(at)).collect();
        if self.headers.len() > MOST {
            names.push(format!("… +{}", self.headers.len() - MOST));
        }
        names.join(", ")
    }
}

/// A header as it is compared: lower case letters and digits; what stands in brackets is left out.
pub fn header_key(header: &str) -> String {
    let mut depth = 0_u32;
    let mut open = String::new();
    for letter in header.chars() {
        match letter {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            other if depth == 0 => open.push(other),
            _ => {}
        }
    }
    searchable(&open).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Finds the separator: the one under which the header has the most known columns, then the most columns.
/// A first line `sep=;`, which Excel writes, decides by itself.
pub fn separator<F: ColumnField>(text: &str) -> u8 {
    if let Some(declared) = declared_separator(text) {
        return declared;
    }
    [b',', b';', b'\t', b'|']
        .into_iter()
        .rev()
        .max_by_key(|separator| {
            let header = Rows::new(text, *separator).next().and_then(Result::ok);
            let cells = header.map(|record| record.cells).unwrap_or_default();
            if cells.len() > COLUMN_LIMIT {
                return (0, cells.len());
            }
            let known = cells
                .iter()
                .filter(|cell| {
                    let key = header_key(cell);
                    F::all().iter().any(|field| field.aliases().contains(&key.as_str()))
                })
                .count();
            (known, cells.len())
        })
        .unwrap_or(b',')
}

/// The separator of a first line `sep=;`.
pub fn declared_separator(text: &str) -> Option<u8> {
    let first = text.lines().next()?.trim().trim_matches('"');
    match first.strip_prefix("sep=")?.as_bytes() {
        [one @ (b',' | b';' | b'\t' | b'|')] => Some(*one),
        [] => Some(b'\t'),
        _ => None,
    }
}

/// Decides which column each field reads: the given mapping first, then by the names that are known.
///
/// Errors: too many columns; a mapped column that is not there; a used name that two columns have.
pub fn assign<F: ColumnField>(
    header: &[impl AsRef<str>],
    line: u64,
    mapping: &Mapping,
) -> Result<Columns<F>, Flaws> {
    let flaw =
        |column: Option<String>, problem| Flaw { line: Some(line), column, found: None, problem };
    if header.len() > COLUMN_LIMIT {
        return Err(Flaws::one(flaw(
            None,
            Problem::TooManyColumns { columns: as_u64(header.len()), limit: as_u64(COLUMN_LIMIT) },
        )));
    }
    let headers: Vec<String> = header.iter().map(|cell| tidy(cell.as_ref())).collect();
    let keys: Vec<String> = headers.iter().map(|name| header_key(name)).collect();
    let mut columns = Columns { headers, fields: BTreeMap::new() };
    let mut flaws = Flaws::default();

    for (word, wanted) in mapping {
        let Some(field) = F::all().iter().copied().find(|field| field.word() == word) else {
            continue;
        };
        let Some(wanted) = wanted else { continue };
        let tidied = tidy(wanted);
        let exact = columns.headers.iter().position(|name| *name == tidied);
        let close = || keys.iter().position(|key| !key.is_empty() && *key == header_key(wanted));
        match exact.or_else(close) {
            Some(at) => {
                columns.fields.insert(field, at);
            }
            None => flaws.push(flaw(
                None,
                Problem::MappedColumnMissing {
                    field: word.clone(),
                    wanted: shown(wanted),
                    columns: columns.listed(),
                    nearest: nearest(
                        &columns.headers.iter().collect::<Vec<_>>(),
                        &[&header_key(wanted)],
                    ),
                },
            )),
        }
    }
    let mut used: Vec<usize> = columns.fields.values().copied().collect();
    for field in F::all().iter().copied() {
        if mapping.contains_key(field.word()) {
            continue;
        }
        let found = field
            .aliases()
            .iter()
            .find_map(|alias| (0..keys.len()).find(|at| keys[*at] == *alias && !used.contains(at)));
        if let Some(at) = found {
            used.push(at);
            columns.fields.insert(field, at);
        }
    }
    for at in columns.fields.values().copied() {
        let name = &columns.headers[at];
        if let Some(twin) =
            (0..columns.headers.len()).find(|i| *i != at && columns.headers[*i] == *name)
        {
            let (first, second) = (at.min(twin), at.max(twin));
            flaws.push(flaw(
                Some(columns.header(at)),
                Problem::ColumnTwice { first: as_u64(first + 1), second: as_u64(second + 1) },
            ));
        }
    }
    flaws.listed.dedup();
    flaws.total = as_u64(flaws.listed.len());
    if flaws.is_empty() { Ok(columns) } else { Err(flaws.finish()) }
}

/// The flaw of a field without a column.
pub fn missing<F: ColumnField>(columns: &Columns<F>, field: F, line: u64) -> Flaw {
    let used: Vec<usize> = columns.fields.values().copied().collect();
    let free: Vec<&String> = columns
        .headers
        .iter()
        .enumerate()
        .filter(|(at, _)| !used.contains(at))
        .map(|(_, header)| header)
        .collect();
    Flaw {
        line: Some(line),
        column: None,
        found: None,
        problem: Problem::MissingColumn {
            field: field.word().to_owned(),
            columns: columns.listed(),
            nearest: nearest(&free, field.aliases()),
        },
    }
}

/// The header that is written most like one of the names, if any is close.
fn nearest(headers: &[&String], names: &[&str]) -> Option<String> {
    let distance = |key: &str, name: &str| {
        let inside = name.len() >= 4 && key.contains(name);
        let around = key.len() >= 4 && key.len() * 2 >= name.len() && name.contains(key);
        if inside || around {
            return Some(1);
        }
        let distance = edits(key, name);
        (distance <= 1 + name.len() / 4).then_some(distance)
    };
    headers
        .iter()
        .filter_map(|header| {
            let key = header_key(header);
            let best = names.iter().filter_map(|name| distance(&key, name)).min()?;
            Some((best, header))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, header)| shown(header))
}

/// Levenshtein's distance, of short words only: longer ones count as far apart.
fn edits(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len() > 60 || other.len() > 60 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let cost = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

/// Without spaces around, and with single ones inside.
pub fn tidy(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for word in cell.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// A count, for messages.
pub fn as_u64(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
