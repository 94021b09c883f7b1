//! What can be wrong with a file: each flaw with its line, its column and what was there.

use serde::{Deserialize, Serialize};

/// The most flaws that are listed; all are counted.
pub const LISTED: usize = 200;

/// More than this many are not even collected, so that a file of flaws does not fill the memory.
const COLLECTED: usize = 10_000;

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flaw {
    /// The line on which the row starts, from 1; none: the file as a whole.
    pub line: Option<u64>,
    /// The column's name as the file has it, or its number.
    pub column: Option<String>,
    /// What was there, shortened, without control characters.
    pub found: Option<String>,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong. Each kind has one sentence in the texts that says so and says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Problem {
    /// Larger than the limit. Units: megabytes.
    FileTooLarge {
        /// Of the file.
        size: u64,
        /// That is read.
        limit: u64,
    },
    /// Nothing in it.
    FileEmpty,
    /// A header and no row.
    HeaderOnly,
    /// Another format, known by its first bytes.
    OtherFormat {
        /// Which: `excel`, `pdf`, `zip`, `gzip`, `utf-32`, `utf-16-unmarked`.
        format: String,
    },
    /// Bytes that are no text in the file's encoding.
    Undecodable {
        /// The encoding.
        encoding: String,
        /// The byte or unit, as `0x81`.
        byte: String,
        /// How many characters stand before it on its line, plus one.
        position: u64,
    },
    /// A NUL byte.
    NulByte {
        /// How many characters stand before it on its line, plus one.
        position: u64,
    },
    /// A quoted cell that never ends.
    UnclosedQuote,
    /// Text between a closing quote and the next separator.
    TextAfterQuote,
    /// More or fewer cells than the header.
    ColumnCount {
        /// Cells of the header.
        expected: u64,
        /// Cells of this row.
        cells: u64,
    },
    /// More columns than any export has.
    TooManyColumns {
        /// Columns found.
        columns: u64,
        /// Columns that are read.
        limit: u64,
    },
    /// More rows than are read.
    TooManyRows {
        /// Rows that are read.
        limit: u64,
    },
    /// A cell that holds more than any cell should.
    CellTooLong {
        /// Characters in the cell.
        length: u64,
        /// Characters that are allowed.
        limit: u64,
    },
    /// A column that the file needs is not there.
    MissingColumn {
        /// What it is for.
        field: String,
        /// The columns that are there.
        columns: String,
        /// The one that is named most like it.
        nearest: Option<String>,
    },
    /// The mapping names a column that is not there.
    MappedColumnMissing {
        /// What it is for.
        field: String,
        /// The column that was named.
        wanted: String,
        /// The columns that are there.
        columns: String,
        /// The one that is named most like it.
        nearest: Option<String>,
    },
    /// Two columns of the same name, and that name is used.
    ColumnTwice {
        /// Which one is first, from 1.
        first: u64,
        /// Which one is second.
        second: u64,
    },
    /// A row that repeats the header: two files in one.
    HeaderTwice,
    /// A cell that must not be empty is.
    Empty {
        /// What it is for.
        field: String,
    },
    /// No mail address.
    BadEmail,
    /// A cell that a spreadsheet would run as a formula.
    Formula,
    /// A spreadsheet's error value.
    SpreadsheetError,
    /// A character that is not text.
    ControlCharacter {
        /// As `U+0007`.
        code: String,
    },
    /// The address stands on another line as well.
    DuplicateEmail {
        /// The first of the two lines.
        first: u64,
    },
    /// The id stands on another line as well.
    DuplicateId {
        /// The first of the two lines.
        first: u64,
    },
    /// Somebody is their own manager.
    OwnManager,
    /// People who manage each other in a circle.
    ManagerCycle {
        /// The lines, in order.
        lines: String,
    },
    /// Not a date in any known form.
    BadDate,
    /// A date that can be read in two ways.
    AmbiguousDate {
        /// Day first.
        one: String,
        /// Month first.
        other: String,
    },
    /// A date with the day first in a column that has the month first elsewhere, or the other way round.
    MixedDates {
        /// A line that shows the other order.
        first: u64,
    },
    /// A date that has not come yet.
    FutureDate,
    /// Not a time zone.
    BadZone {
        /// A zone named like it.
        nearest: Option<String>,
    },
    /// Not a language.
    BadLanguage,
    /// Not a state of employment.
    BadState,
    /// Neither yes nor no.
    BadYesNo,
    /// A team with two different parents.
    TwoParents {
        /// The team.
        team: String,
        /// The line with the other parent.
        first: u64,
        /// That parent.
        parent: String,
    },
    /// Teams that are above each other in a circle.
    TeamCycle {
        /// The teams, in order.
        teams: String,
    },
    /// A team with two leads.
    TwoLeads {
        /// The team.
        team: String,
        /// The line of the other lead.
        first: u64,
    },
    /// The address belongs to somebody else, under another id and name, who left or is not in the file.
    AddressReused {
        /// Who has it.
        name: String,
    },
    /// The row's id is one person's and its address another's.
    TwoPeople {
        /// The person with the id.
        by_id: String,
        /// The person with the address.
        by_email: String,
    },
    /// Nobody on the roster has this id or address.
    UnknownPerson,
    /// A tie of somebody with themselves.
    SelfTie,
    /// The pair stands on another line as well, in this or the other order.
    DuplicatePair {
        /// The first of the two lines.
        first: u64,
    },
    /// Not a whole number from 1 on.
    BadTimes,
}

/// What a file or a mapping is refused for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flaws {
    /// The first [`LISTED`], by line.
    pub listed: Vec<Flaw>,
    /// How many there are.
    pub total: u64,
}

impl Flaws {
    /// A single flaw of the file as a whole.
    pub fn of_file(problem: Problem) -> Self {
        Self::one(Flaw { line: None, column: None, found: None, problem })
    }

    /// A single flaw.
    pub fn one(flaw: Flaw) -> Self {
        Self { listed: vec![flaw], total: 1 }
    }

    /// Notes one more.
    pub fn push(&mut self, flaw: Flaw) {
        self.total += 1;
        if self.listed.len() < COLLECTED {
            self.listed.push(flaw);
        }
    }

    /// Is nothing wrong?
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// Orders by line and keeps the first [`LISTED`].
    #[must_use]
    pub fn finish(mut self) -> Self {
        self.listed.sort_by_key(|flaw| flaw.line);
        self.listed.truncate(LISTED);
        self
    }
}

/// A cell as it may be shown: shortened, control characters written out.
pub fn shown(cell: &str) -> String {
    const MOST: usize = 60;
    let mut text = String::new();
    let mut letters = cell.trim().chars();
    for letter in letters.by_ref().take(MOST) {
        match letter {
            '\n' | '\r' | '\t' => text.push(' '),
            odd if is_control(odd) => {
                text.push_str(&code_point(odd));
            }
            plain => text.push(plain),
        }
    }
    if letters.next().is_some() {
        text.push('…');
    }
    text
}

/// Characters that are not text: C0, C1, the direction overrides, marks without width, the byte order mark.
pub fn is_control(letter: char) -> bool {
    matches!(letter,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}')
}

/// A character by its number: `U+0007`.
pub fn code_point(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}
