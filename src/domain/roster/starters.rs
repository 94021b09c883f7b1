//! Lists of new hires: pasted or uploaded lines with name, address, team, first day and wishes, with or without a header.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::Cells;
use super::columns::{ColumnField, Columns, Field, assign, header_key, tidy};
use super::flaw::{Flaw, Flaws, Problem, shown};
use super::names::roster_names;
use super::people::settle_dates;
use super::table::{Record, Rows};
use super::values::{self, DateOrder, Written};
use serde::{Deserialize, Serialize};

use crate::domain::words;

/// The most lines that are read.
pub const LINE_LIMIT: u64 = 10_000;

words! {
    /// What a column of a list of starters can be for.
    pub enum StarterField {
        /// The whole name.
        Name = "name",
        /// Mail address.
        Email = "email",
        /// The home team.
        Team = "team",
        /// First day of work.
        Start = "start",
        /// Teams they would like to visit, best first.
        Likes = "likes",
    }
}

impl ColumnField for StarterField {
    fn all() -> &'static [Self] {
        Self::ALL
    }

    fn word(self) -> &'static str {
        self.as_str()
    }

    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Name => roster_names(Field::Name),
            Self::Email => roster_names(Field::Email),
            Self::Team => roster_names(Field::Team),
            Self::Start => roster_names(Field::Start),
            Self::Likes => {
                &["likes", "wishes", "wish", "wants", "interests", "wunsche", "wunsch", "mag"]
            }
        }
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    /// The line, from 1.
    pub line: u64,
    /// The whole name; may be empty.
    pub name: String,
    /// Address, lower case.
    pub email: String,
    /// The home team as it is written; may be empty.
    pub team: String,
    /// First day of work.
    pub starts_on: Option<NaiveDate>,
    /// Teams they would like to visit, best first, as they are written.
    pub likes: Vec<String>,
}

/// A list, read as far as it could be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Starters {
    /// The lines that are sound.
    pub rows: Vec<Starter>,
    /// What is wrong with the others.
    pub flaws: Flaws,
}

/// Reads a list. Separators are tabs, semicolons or commas; without a header the columns are name, address, team, first
/// day, wishes, where the address may also stand elsewhere among the first.
///
/// Cost: linear.
pub fn read(text: &str) -> Starters {
    let mut flaws = Flaws::default();
    let separator = separator(text);
    let mut records: Vec<Record<'_>> = Vec::new();
    for record in Rows::new(text, separator) {
        match record {
            Err(flaw) => flaws.push(flaw),
            Ok(record) if record.is_blank() => {}
            Ok(record) => records.push(record),
        }
        // One more than is read: a header.
        if u64::try_from(records.len()).unwrap_or(u64::MAX) > LINE_LIMIT + 1 {
            break;
        }
    }
    let Some(first) = records.first() else {
        if flaws.is_empty() {
            flaws.push(whole(Problem::FileEmpty));
        }
        return Starters { rows: Vec::new(), flaws: flaws.finish() };
    };
    let columns = match header(first) {
        Some(Ok(columns)) => {
            records.remove(0);
            if records.is_empty() {
                flaws.push(whole(Problem::HeaderOnly));
            }
            columns
        }
        Some(Err(wrong)) => return Starters { rows: Vec::new(), flaws: wrong },
        None => positions(first),
    };
    if let Some(beyond) = records.get(usize::try_from(LINE_LIMIT).unwrap_or(usize::MAX)) {
        let problem = Problem::TooManyRows { limit: LINE_LIMIT };
        flaws.push(Flaw { line: Some(beyond.line), column: None, found: None, problem });
        return Starters { rows: Vec::new(), flaws: flaws.finish() };
    }
    let mut draft = Draft { separator, ..Draft::default() };
    for record in &records {
        draft.take(Cells { record, columns: &columns, flaws: &mut flaws });
    }
    let lines: Vec<u64> = draft.rows.iter().map(|row| row.line).collect();
    let column = columns.name(StarterField::Start);
    let days = settle_dates(&lines, &draft.dates, column.as_deref(), DateOrder::Detect, &mut flaws);
    for (row, day) in draft.rows.iter_mut().zip(days) {
        row.starts_on = day;
    }
    let wrong: HashSet<u64> = flaws.listed.iter().filter_map(|flaw| flaw.line).collect();
    draft.rows.retain(|row| !wrong.contains(&row.line));
    Starters { rows: draft.rows, flaws: flaws.finish() }
}

fn whole(problem: Problem) -> Flaw {
    Flaw { line: None, column: None, found: None, problem }
}

/// Tabs, when the first line has any: spreadsheets paste them. Else whichever of semicolon and comma it has more of.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |letter: char| first.matches(letter).count();
    match (count('\t'), count(';'), count(',')) {
        (1.., ..) => b'\t',
        (_, semicolons, commas) if semicolons >= commas && semicolons > 0 => b';',
        _ => b',',
    }
}

/// The columns of a header; `None`: the first line is somebody.
fn header(first: &Record<'_>) -> Option<Result<Columns<StarterField>, Flaws>> {
    if first.cells.iter().any(|cell| cell.contains('@')) {
        return None;
    }
    let known = first
        .cells
        .iter()
        .filter(|cell| {
            let key = header_key(cell);
            StarterField::ALL.iter().any(|field| field.aliases().contains(&key.as_str()))
        })
        .count();
    if known < 2 {
        return None;
    }
    Some(assign(&first.cells, first.line, &BTreeMap::new()).and_then(|columns| {
        let missing = [StarterField::Name, StarterField::Email, StarterField::Team]
            .into_iter()
            .find(|field| columns.of(*field).is_none());
        match missing {
            Some(field) => Err(Flaws::one(super::columns::missing(&columns, field, first.line))),
            None => Ok(columns),
        }
    }))
}

/// The columns of a list without a header, by the first line.
fn positions(first: &Record<'_>) -> Columns<StarterField> {
    let email = first.cells.iter().take(4).position(|cell| cell.contains('@')).unwrap_or(1);
    let mut columns = Columns { headers: Vec::new(), fields: BTreeMap::new() };
    columns.fields.insert(StarterField::Email, email);
    let others = [StarterField::Name, StarterField::Team, StarterField::Start, StarterField::Likes];
    for (at, field) in (0..).filter(|at| *at != email).zip(others) {
        columns.fields.insert(field, at);
    }
    columns
}

#[derive(Default)]
struct Draft {
    rows: Vec<Starter>,
    dates: Vec<Option<Written>>,
    by_email: HashMap<String, u64>,
    separator: u8,
}

impl Draft {
    fn take(&mut self, mut cells: Cells<'_, '_, StarterField>) {
        let line = cells.record.line;
        let email = cells.value(StarterField::Email, values::email);
        let before = cells.flaws.total;
        let Some(email) = email else {
            let blank = cells.raw(StarterField::Email).is_none_or(|raw| raw.trim().is_empty());
            if blank && cells.flaws.total == before {
                let field = StarterField::Email.as_str().to_owned();
                cells.wrong(StarterField::Email, Problem::Empty { field });
            }
            return;
        };
        if let Some(first) = self.by_email.get(&email) {
            cells.wrong(StarterField::Email, Problem::DuplicateEmail { first: *first });
            return;
        }
        self.by_email.insert(email.clone(), line);
        let starts = cells.value(StarterField::Start, Written::read);
        let row = Starter {
            line,
            name: cells.text(StarterField::Name, 200),
            team: cells.text(StarterField::Team, 120),
            likes: self.likes(&mut cells),
            email,
            starts_on: None,
        };
        self.rows.push(row);
        self.dates.push(starts);
    }

    /// Wishes: in one cell, between bars, semicolons or commas; or in this cell and those behind it.
    fn likes(&self, cells: &mut Cells<'_, '_, StarterField>) -> Vec<String> {
        let Some(at) = cells.columns.of(StarterField::Likes) else { return Vec::new() };
        let last = cells.columns.headers.is_empty()
            || cells.columns.fields.values().all(|other| *other <= at);
        let end = if last { cells.record.cells.len() } else { at + 1 };
        let own = char::from(self.separator);
        let mut likes = Vec::new();
        for cell in cells.record.cells.get(at..end).unwrap_or_default() {
            for part in cell.split(|c| matches!(c, '|' | ';' | ',') && c != own) {
                match values::text(part, 120) {
                    Ok(name) if name.is_empty() => {}
                    Ok(name) => likes.push(tidy(&name)),
                    Err(problem) => cells.flaws.push(Flaw {
                        line: Some(cells.record.line),
                        column: cells.columns.name(StarterField::Likes),
                        found: Some(shown(part)),
                        problem,
                    }),
                }
            }
        }
        likes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(text: &str) -> Vec<(String, String, String, Option<String>, Vec<String>)> {
        let list = read(text);
        assert!(list.flaws.is_empty(), "{:?}", list.flaws);
        list.rows
            .into_iter()
            .map(|row| {
                let day = row.starts_on.map(|day| day.to_string());
                (row.name, row.email, row.team, day, row.likes)
            })
            .collect()
    }

    #[test]
    fn tabs_semicolons_and_commas_read_the_same() {
        let ada = (
            "Ada Byron".to_owned(),
            "ada@test.example".to_owned(),
            "Search".to_owned(),
            Some("2026-01-12".to_owned()),
            vec!["Maps".to_owned(), "Legal".to_owned()],
        );
        for text in [
            "Ada Byron\tAda@test.example\tSearch\t2026-01-12\tMaps; Legal",
            "Ada Byron;ada@test.example;Search;12.1.2026;Maps | Legal",
            "Ada Byron,ada@test.example,Search,2026-01-12,\"Maps;Legal\"\n\n",
            "Ada Byron,ada@test.example,Search,2026-01-12,Maps,Legal",
            "ada@test.example,Ada Byron,Search,2026-01-12,Maps,Legal",
            "E-Mail,Team,Start,Name,Likes\nada@test.example,Search,2026-01-12,Ada Byron,Maps|Legal",
        ] {
            assert_eq!(people(text), std::slice::from_ref(&ada), "{text:?}");
        }
    }

    #[test]
    fn first_day_and_wishes_may_be_missing() {
        let found = people("Ada,ada@test.example,Search\nBo,bo@test.example,Maps,,Legal");
        assert_eq!((found[0].3.as_deref(), found[0].4.len()), (None, 0));
        assert_eq!(
            (found[1].3.as_deref(), found[1].4.as_slice()),
            (None, &["Legal".to_owned()][..])
        );
    }

    #[test]
    fn what_is_wrong_is_named_by_its_line_and_the_rest_is_read() {
        let list = read(
            "Ada,ada@test.example,Search\nBo,nobody,Maps\nCy,ada@test.example,Maps\nDi,di@test.example,Maps,soon",
        );
        let wrong: Vec<_> =
            list.flaws.listed.iter().map(|flaw| (flaw.line, flaw.problem.clone())).collect();
        assert_eq!(
            wrong,
            [
                (Some(2), Problem::BadEmail),
                (Some(3), Problem::DuplicateEmail { first: 1 }),
                (Some(4), Problem::BadDate),
            ]
        );
        assert_eq!(list.rows.len(), 1);
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        assert_eq!(read(" \n").flaws, Flaws::of_file(Problem::FileEmpty));
        let mut text = String::new();
        for n in 0..=LINE_LIMIT {
            text.push_str(&format!("P{n},p{n}@test.example,Search\n"));
        }
        let list = read(&text);
        assert_eq!(list.flaws.listed[0].line, Some(LINE_LIMIT + 1));
        assert_eq!(list.flaws.listed[0].problem, Problem::TooManyRows { limit: LINE_LIMIT });
        let most = text.lines().take(10_000).collect::<Vec<_>>().join("\n");
        assert_eq!(read(&most).rows.len(), 10_000);
    }
}
