//! Lists of new hires: pasted or uploaded lines with name, address, team, first day and wishes, with or without a header.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::Cells;
use super::columns::{ColumnField, Field, tidy};
use super::flaw::{Flaw, Flaws, Problem, shown};
use super::names::roster_names;
use super::people::settle_dates;
use super::starter_columns::{Layout, guess, separator};
use super::table::{Record, Rows};
use super::values::{self, Written};
use serde::{Deserialize, Serialize};

use crate::domain::words;

/// The most lines that are read.
pub const LINE_LIMIT: u64 = 10_000;

words! {
    /// What a column of a list of starters can be for.
    pub enum StarterField {
        /// The whole name.
        Name = "name",
        /// The given name.
        First = "first",
        /// The family name.
        Last = "last",
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
            Self::First => roster_names(Field::First),
            Self::Last => roster_names(Field::Last),
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

/// Reads a list. Separators are tabs, semicolons or commas. Which column is what somebody has said, or is [guessed](guess):
/// without a header the columns are name, address, team, first day, wishes, where the address may also stand elsewhere
/// among the first.
///
/// Cost: linear; 10,000 lines some 20 ms.
pub fn read(text: &str, layout: Option<&Layout>) -> Starters {
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
    let layout = layout.map_or_else(|| guess(&records).0, Layout::clone);
    let columns = layout.columns_of(first);
    if columns.of(StarterField::Email).is_none() {
        let missing = super::columns::missing(&columns, StarterField::Email, first.line);
        return Starters { rows: Vec::new(), flaws: Flaws::one(missing) };
    }
    if layout.heading {
        records.remove(0);
        if records.is_empty() {
            flaws.push(whole(Problem::HeaderOnly));
        }
    }
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
    let days = settle_dates(&lines, &draft.dates, column.as_deref(), layout.dates, &mut flaws);
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
        let whole = cells.text(StarterField::Name, 200);
        let parts = [StarterField::First, StarterField::Last].map(|part| cells.text(part, 100));
        let name = if whole.is_empty() { tidy(&parts.join(" ")) } else { whole };
        let row = Starter {
            line,
            name,
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
        // What stands behind the last column of a heading belongs to it; without a heading, what nothing else reads.
        let last = match cells.columns.headers.len() {
            0 => cells.columns.fields.values().all(|other| *other <= at),
            columns => at + 1 == columns,
        };
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
        let list = read(text, None);
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
            None,
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
        assert_eq!(read(" \n", None).flaws, Flaws::of_file(Problem::FileEmpty));
        let mut text = String::new();
        for n in 0..=LINE_LIMIT {
            text.push_str(&format!("P{n},p{n}@test.example,Search\n"));
        }
        let list = read(&text, None);
        assert_eq!(list.flaws.listed[0].line, Some(LINE_LIMIT + 1));
        assert_eq!(list.flaws.listed[0].problem, Problem::TooManyRows { limit: LINE_LIMIT });
        let most = text.lines().take(10_000).collect::<Vec<_>>().join("\n");
        assert_eq!(read(&most, None).rows.len(), 10_000);
    }
}
