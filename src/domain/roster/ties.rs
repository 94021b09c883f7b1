//! Files of who knows whom: two people a row, by id or address, with the day they last met and how often.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::columns::{ColumnField, Columns, TieField, missing};
use super::decode;
use super::flaw::{Flaw, Flaws, Problem};
use super::values::{DateOrder, Written};
use super::{Cells, Reading, Refusal, guess, named, open_table, row_fits};
use crate::domain::id::PersonId;
use crate::domain::tie::pair;

/// The most rows that are read.
pub const TIE_LIMIT: u64 = 2_000_000;

/// A pair of a file of ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TieRow {
    /// The line, from 1.
    pub line: u64,
    /// The two, the smaller id first.
    pub pair: (PersonId, PersonId),
    /// The day they last met.
    pub last_on: Option<NaiveDate>,
    /// How often they met; none: the file does not say.
    pub times: Option<u32>,
}

/// Reads a file of ties. `people` finds somebody by the roster's id or by address, both in lower case.
///
/// Errors: everything that is wrong with it, by line.
pub fn read(
    bytes: &[u8],
    reading: &Reading,
    people: impl Fn(&str) -> Option<PersonId>,
    today: NaiveDate,
) -> Result<(Vec<TieRow>, Columns<TieField>), Refusal<TieField>> {
    let (text, _) = decode::decode(bytes)?;
    let table = open_table::<TieField>(&text, &reading.mapping)
        .map_err(|flaws| Refusal { flaws: flaws.finish(), columns: guess(&text) })?;
    let columns = table.columns;
    let mut flaws = Flaws::default();
    for field in [TieField::A, TieField::B] {
        if columns.of(field).is_none() {
            flaws.push(missing(&columns, field, table.header_line));
        }
    }
    if !flaws.is_empty() {
        return Err(Refusal { flaws: flaws.finish(), columns: Some(columns) });
    }
    let mut rows = Vec::new();
    let mut dates = Vec::new();
    let mut lines: HashMap<(PersonId, PersonId), u64> = HashMap::new();
    let mut seen = 0;
    for record in table.rows {
        let record = match record {
            Err(flaw) => {
                seen += 1;
                flaws.push(named(flaw, &columns));
                continue;
            }
            Ok(record) if record.is_blank() => continue,
            Ok(record) => record,
        };
        seen += 1;
        if seen > TIE_LIMIT {
            let problem = Problem::TooManyRows { limit: TIE_LIMIT };
            flaws.push(Flaw { line: Some(record.line), column: None, found: None, problem });
            break;
        }
        if !row_fits(&record, &table.header, &mut flaws) {
            continue;
        }
        let mut cells = Cells { record: &record, columns: &columns, flaws: &mut flaws };
        let one = person(&mut cells, TieField::A, &people);
        let other = person(&mut cells, TieField::B, &people);
        let date = cells.value(TieField::Date, Written::read);
        let times = cells.value(TieField::Times, |text| {
            text.parse().ok().filter(|n| (1..=100_000).contains(n)).ok_or(Problem::BadTimes)
        });
        let (Some(one), Some(other)) = (one, other) else { continue };
        let Some(pair) = pair(one, other) else {
            cells.wrong(TieField::B, Problem::SelfTie);
            continue;
        };
        if let Some(first) = lines.get(&pair).copied() {
            cells.wrong(TieField::B, Problem::DuplicatePair { first });
            continue;
        }
        lines.insert(pair, record.line);
        rows.push(TieRow { line: record.line, pair, last_on: None, times });
        dates.push(date);
    }
    if seen == 0 {
        flaws.push(Flaw { line: None, column: None, found: None, problem: Problem::HeaderOnly });
    }
    settle_dates(&mut rows, &dates, &columns, reading.dates, today, &mut flaws);
    if flaws.is_empty() {
        Ok((rows, columns))
    } else {
        Err(Refusal { flaws: flaws.finish(), columns: Some(columns) })
    }
}

fn person(
    cells: &mut Cells<'_, '_, TieField>,
    field: TieField,
    people: impl Fn(&str) -> Option<PersonId>,
) -> Option<PersonId> {
    let before = cells.flaws.total;
    let text = cells.text(field, 254);
    if text.is_empty() {
        if cells.flaws.total == before {
            cells.wrong(field, Problem::Empty { field: field.word().to_owned() });
        }
        return None;
    }
    let found = people(&text.to_lowercase());
    if found.is_none() {
        cells.wrong(field, Problem::UnknownPerson);
    }
    found
}

fn settle_dates(
    rows: &mut [TieRow],
    dates: &[Option<Written>],
    columns: &Columns<TieField>,
    order: DateOrder,
    today: NaiveDate,
    flaws: &mut Flaws,
) {
    let lines: Vec<u64> = rows.iter().map(|row| row.line).collect();
    let column = columns.name(TieField::Date);
    let settled = super::people::settle_dates(&lines, dates, column.as_deref(), order, flaws);
    for (row, date) in rows.iter_mut().zip(settled) {
        row.last_on = date;
        if date.is_some_and(|date| date > today) {
            flaws.push(Flaw {
                line: Some(row.line),
                column: column.clone(),
                found: date.map(|date| date.to_string()),
                problem: Problem::FutureDate,
            });
        }
    }
}
