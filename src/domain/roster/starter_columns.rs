//! Which column of a list of new hires is what: known names, names that look like them, and what stands in the first lines.

use std::collections::BTreeMap;

use super::columns::{COLUMN_LIMIT, ColumnField as _, Columns, header_key, tidy};
use super::flaw::shown;
use super::starters::StarterField;
use super::table::{Record, Rows};
use super::values::{self, DateOrder, WrittenDate};

/// Lines that are looked at, and shown to whoever chooses.
pub const LOOKED_AT: usize = 4;

/// Which column is what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The first line names the columns.
    pub heading: bool,
    /// The column of each field that has one, from 0.
    pub columns: BTreeMap<StarterField, usize>,
    /// How dates such as 03/04/2026 are read.
    pub dates: DateOrder,
}

impl Layout {
    /// The columns with the names that the first line gives them.
    pub(super) fn columns_of(&self, first: &Record<'_>) -> Columns<StarterField> {
        let headers = if self.heading { first.cells.as_slice() } else { &[] };
        Columns {
            headers: headers.iter().map(|cell| tidy(cell)).collect(),
            fields: self.columns.clone(),
        }
    }
}

/// What the beginning of a list looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The first lines, cell by cell, shortened.
    pub rows: Vec<Vec<String>>,
    /// The most cells of these lines.
    pub width: usize,
    /// What the columns seem to be.
    pub layout: Layout,
    /// Somebody should look at that before the list is read.
    pub unsure: bool,
    /// The first line as it stands: a choice of columns holds as long as it is the same.
    pub first: String,
}

/// Looks at the first lines of a list. Cost: these lines alone.
pub fn survey(text: &str) -> Survey {
    let records: Vec<Record<'_>> = Rows::new(text, separator(text))
        .filter_map(Result::ok)
        .filter(|record| !record.is_blank())
        .take(LOOKED_AT)
        .collect();
    let (layout, unsure) = guess(&records);
    let shorten = |record: &Record<'_>| -> Vec<String> {
        record.cells.iter().take(COLUMN_LIMIT).map(|cell| shown(&tidy(cell))).collect()
    };
    let rows: Vec<Vec<String>> = records.iter().map(shorten).collect();
    Survey {
        width: rows.iter().map(Vec::len).max().unwrap_or(0),
        rows,
        layout,
        unsure,
        first: first_line(text).trim().chars().take(2_000).collect(),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default()
}

/// Tabs, when the first line has any: spreadsheets paste them. Else whichever of semicolon and comma it has more of.
pub(super) fn separator(text: &str) -> u8 {
    let first = first_line(text);
    let count = |letter: char| first.matches(letter).count();
    match (count('\t'), count(';'), count(',')) {
        (1.., ..) => b'\t',
        (_, semicolons, commas) if semicolons >= commas && semicolons > 0 => b';',
        _ => b',',
    }
}

fn has_address(record: &Record<'_>) -> bool {
    record.cells.iter().any(|cell| values::email(cell.trim()).is_ok())
}

/// What the columns seem to be, and whether somebody should look at that.
///
/// A first line without an address is a heading when it names two columns that are known, or when addresses follow.
pub(super) fn guess(records: &[Record<'_>]) -> (Layout, bool) {
    let Some((first, rest)) = records.split_first() else { return (Layout::default(), false) };
    let rest = rest.get(..LOOKED_AT).unwrap_or(rest);
    let keys: Vec<String> =
        first.cells.iter().take(COLUMN_LIMIT).map(|cell| header_key(cell)).collect();
    let exact = by_name(&keys, |alias, key| alias == key, BTreeMap::new());
    let addressed = first.cells.iter().any(|cell| cell.contains('@'));
    if addressed || (exact.len() < 2 && !rest.iter().any(has_address)) {
        return positions(first);
    }
    let known = exact.len();
    // Names that hold a known one, or are part of it, such as a German compound.
    let like = |alias: &str, key: &str| {
        (alias.len() >= 4 && key.contains(alias)) || (key.len() >= 4 && alias.contains(key))
    };
    let columns = by_name(&keys, like, exact);
    let columns = by_content(rest, keys.len(), columns);
    let named = keys.iter().filter(|key| !key.is_empty()).count();
    let unsure = known < named
        || !columns.contains_key(&StarterField::Email)
        || !columns.contains_key(&StarterField::Team)
        || !names(&columns);
    (Layout { heading: true, columns, dates: DateOrder::Detect }, unsure)
}

/// Is there a name, whole or in parts?
fn names(columns: &BTreeMap<StarterField, usize>) -> bool {
    let has = |field| columns.contains_key(&field);
    has(StarterField::Name) || (has(StarterField::First) && has(StarterField::Last))
}

/// Gives each field that has no column yet the first free one whose name fits.
fn by_name(
    keys: &[String],
    fits: impl Fn(&str, &str) -> bool,
    mut columns: BTreeMap<StarterField, usize>,
) -> BTreeMap<StarterField, usize> {
    // Names in parts before whole ones: a family name in German holds the word for a name.
    let order = [
        StarterField::Email,
        StarterField::First,
        StarterField::Last,
        StarterField::Name,
        StarterField::Start,
        StarterField::Team,
        StarterField::Likes,
    ];
    for field in order {
        if columns.contains_key(&field) || (field == StarterField::Name && names(&columns)) {
            continue;
        }
        let free = |at: &usize| !columns.values().any(|used| used == at);
        let found = field
            .aliases()
            .iter()
            .find_map(|alias| (0..keys.len()).filter(free).find(|at| fits(alias, &keys[*at])));
        if let Some(at) = found {
            columns.insert(field, at);
        }
    }
    columns
}

/// Gives the address and the first day columns in which addresses and dates stand.
fn by_content(
    rest: &[Record<'_>],
    width: usize,
    mut columns: BTreeMap<StarterField, usize>,
) -> BTreeMap<StarterField, usize> {
    let address: fn(&str) -> bool = |cell| values::email(cell).is_ok();
    let date: fn(&str) -> bool = |cell| WrittenDate::read(cell).is_ok();
    for (field, fits) in [(StarterField::Email, address), (StarterField::Start, date)] {
        if columns.contains_key(&field) {
            continue;
        }
        let all_fit = |at: &usize| {
            let mut cells = rest
                .iter()
                .filter_map(|record| record.cells.get(*at))
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
                .peekable();
            cells.peek().is_some() && cells.all(fits)
        };
        let free = |at: &usize| !columns.values().any(|used| used == at);
        if let Some(at) = (0..width).filter(free).find(all_fit) {
            columns.insert(field, at);
        }
    }
    columns
}

/// The columns of a list without a heading, by the first line. Where the address comes third or later, the name may be in
/// parts, or the team may come first: somebody should look.
fn positions(first: &Record<'_>) -> (Layout, bool) {
    let email = first.cells.iter().position(|cell| cell.contains('@'));
    let at = email.unwrap_or(1);
    let mut columns = BTreeMap::from([(StarterField::Email, at)]);
    let others = [StarterField::Name, StarterField::Team, StarterField::Start, StarterField::Likes];
    for (at, field) in (0..).filter(|column| *column != at).zip(others) {
        columns.insert(field, at);
    }
    let layout = Layout { heading: false, columns, dates: DateOrder::Detect };
    (layout, email.is_some_and(|at| at > 1))
}

#[cfg(test)]
mod tests {
    use super::super::starters::read;
    use super::*;

    fn columns(text: &str) -> (Vec<(&'static str, usize)>, bool) {
        let seen = survey(text);
        let columns = seen.layout.columns.iter().map(|(field, at)| (field.as_str(), *at));
        (columns.collect(), seen.unsure)
    }

    #[test]
    fn foreign_headings_are_guessed_and_asked_about() {
        let german = "Nachname;Vorname;E-Mail;Startdatum;Abteilung;Kostenstelle\n\
                      Byron;Ada;ada@test.example;26.01.2026;Search;4711";
        let (found, unsure) = columns(german);
        assert!(unsure, "nobody said what a Kostenstelle is");
        assert_eq!(found, [("first", 1), ("last", 0), ("email", 2), ("team", 4), ("start", 3)]);
        let layout = survey(german).layout;
        let list = read(german, Some(&layout));
        assert!(list.flaws.is_empty(), "{:?}", list.flaws);
        let ada = &list.rows[0];
        assert_eq!(
            (ada.name.as_str(), ada.team.as_str(), ada.likes.len()),
            ("Ada Byron", "Search", 0)
        );
        assert_eq!(ada.starts_on.map(|day| day.to_string()).as_deref(), Some("2026-01-26"));
    }

    #[test]
    fn unknown_headings_are_guessed_by_what_stands_below() {
        let text = "Wer,Kontakt,Wohin,Tag 1\nAda,ada@test.example,Search,2026-01-26";
        let seen = survey(text);
        assert!(seen.unsure && seen.layout.heading);
        assert_eq!(seen.layout.columns[&StarterField::Email], 1);
        assert_eq!(seen.layout.columns[&StarterField::Start], 3);
        assert_eq!(seen.rows[1][0], "Ada");
    }

    #[test]
    fn own_headings_and_plain_lines_need_no_question() {
        for text in [
            "name;email;team;start;likes\nAda;ada@test.example;Search;26.01.2026;Maps",
            "Ada,ada@test.example,Search",
            "ada@test.example,Ada,Search",
            "Ada\tnot an address\tSearch",
            "",
        ] {
            assert!(!survey(text).unsure, "{text:?}");
        }
        assert!(survey("Ada;Byron;ada@test.example;Search").unsure, "a name in parts?");
    }

    #[test]
    fn a_choice_of_columns_is_followed() {
        let text = "4711,Search,ada@test.example,Ada,03/04/2026";
        let layout = Layout {
            heading: false,
            columns: BTreeMap::from([
                (StarterField::Team, 1),
                (StarterField::Email, 2),
                (StarterField::Name, 3),
                (StarterField::Start, 4),
            ]),
            dates: DateOrder::MonthFirst,
        };
        let list = read(text, Some(&layout));
        assert_eq!(
            list.rows[0].starts_on.map(|day| day.to_string()).as_deref(),
            Some("2026-03-04")
        );
        let none = Layout { columns: BTreeMap::new(), ..layout };
        assert_eq!(read(text, Some(&none)).flaws.total, 1, "without an address nobody is known");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_surveyed_and_read(text: String, heading: bool, at in 0_usize..9) {
            let seen = survey(&text);
            read(&text, Some(&seen.layout));
            let columns = StarterField::ALL.iter().map(|field| (*field, at)).collect();
            read(&text, Some(&Layout { heading, columns, dates: DateOrder::Detect }));
        }
    }
}
