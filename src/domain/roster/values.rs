//! From cells to values: texts, addresses, dates, zones, states.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::columns::{as_u64, tidy};
use super::flaw::{Problem, code_point, is_control};
use crate::domain::person::{Language, PersonState, searchable};
use crate::domain::words;

/// The most characters of a cell that nothing reads: more is a broken file.
pub const CELL_LIMIT: usize = 65_536;

words! {
    /// Which part of 03/04/2026 is the day.
    #[derive(Default)]
    pub enum DateOrder {
        /// Find out from the other dates of the column; refuse when they do not tell.
        #[default]
        Detect = "detect",
        /// 3 April.
        DayFirst = "day-first",
        /// 4 March.
        MonthFirst = "month-first",
    }
}

/// A text as it is kept: single spaces, line breaks as spaces. Empty for cells that only say "nothing here".
///
/// Errors: formulas, a spreadsheet's error values, control characters, more than `limit` characters.
pub fn text(cell: &str, limit: usize) -> Result<String, Problem> {
    // Longer by far than any limit: not worth tidying.
    if cell.len() > CELL_LIMIT {
        return Err(Problem::CellTooLong {
            length: as_u64(cell.chars().count()),
            limit: as_u64(limit),
        });
    }
    let text = tidy(cell);
    if matches!(text.as_str(), "-" | "--" | "–" | "—" | "n/a" | "N/A") {
        return Ok(String::new());
    }
    if matches!(
        text.as_str(),
        "#REF!" | "#NAME?" | "#VALUE!" | "#DIV/0!" | "#N/A" | "#NUM!" | "#NULL!"
    ) {
        return Err(Problem::SpreadsheetError);
    }
    // A spreadsheet that opens a later export would run it; a leading apostrophe is how others hide one.
    let bare = text.strip_prefix('\'').unwrap_or(&text);
    if bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        return Err(Problem::Formula);
    }
    if let Some(odd) = text.chars().find(|letter| is_control(*letter)) {
        return Err(Problem::ControlCharacter { code: code_point(odd) });
    }
    let length = text.chars().count();
    if length > limit {
        return Err(Problem::CellTooLong { length: as_u64(length), limit: as_u64(limit) });
    }
    Ok(text)
}

/// An address in lower case.
pub fn email(text: &str) -> Result<String, Problem> {
    let address = text.to_ascii_lowercase();
    let Some((local, domain)) = address.split_once('@') else { return Err(Problem::BadEmail) };
    let local_ok = (1..=64).contains(&local.len())
        && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c))
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    let label_ok = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let domain_ok = domain.len() <= 253 && domain.contains('.') && domain.split('.').all(label_ok);
    if local_ok && domain_ok && address.len() <= 254 { Ok(address) } else { Err(Problem::BadEmail) }
}

/// A date with the text that said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What it may be.
    pub date: WrittenDate,
    /// As it stands in the cell.
    pub text: String,
}

impl Written {
    /// Reads a cell; see [`WrittenDate::read`].
    pub fn read(text: &str) -> Result<Self, Problem> {
        Ok(Self { date: WrittenDate::read(text)?, text: text.to_owned() })
    }
}

/// A date as it is written: settled, or with two numbers of which either may be the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenDate {
    /// One reading.
    Sure(NaiveDate),
    /// `first/second/year`.
    Numbers {
        /// The first number.
        first: u32,
        /// The second number.
        second: u32,
        /// The year.
        year: i32,
    },
}

impl WrittenDate {
    /// Reads `2026-03-31` (a time behind it is ignored), `31.3.2026`, `3/31/2026`, `31-03-2026`, `31 Mar 2026`,
    /// `Mar 31, 2026`.
    ///
    /// Errors: [`Problem::BadDate`], also for two-digit years and for years before 1900 or after 2100.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let sure = |year: i32, month: u32, day: u32| {
            sane(NaiveDate::from_ymd_opt(year, month, day)).map(Self::Sure).ok_or(Problem::BadDate)
        };
        let date = text.split(['T', ' ']).next().unwrap_or_default();
        for separator in ['-', '/', '.'] {
            let parts: Vec<&str> = date.split(separator).collect();
            let [one, two, three] = parts[..] else { continue };
            let (Some(a), Some(b), Some(c)) = (number(one), number(two), number(three)) else {
                continue;
            };
            if one.len() == 4 {
                return sure(signed(a), b, c);
            }
            if three.len() != 4 || one.len() > 2 || two.len() > 2 {
                return Err(Problem::BadDate);
            }
            if separator == '.' {
                return sure(signed(c), b, a);
            }
            let year = signed(c);
            let readings = [
                sane(NaiveDate::from_ymd_opt(year, b, a)),
                sane(NaiveDate::from_ymd_opt(year, a, b)),
            ];
            return match readings {
                [None, None] => Err(Problem::BadDate),
                [Some(one), Some(other)] if one == other => Ok(Self::Sure(one)),
                _ => Ok(Self::Numbers { first: a, second: b, year }),
            };
        }
        written_out(text).and_then(|date| sane(Some(date))).map(Self::Sure).ok_or(Problem::BadDate)
    }

    /// Which order the date shows by itself: a number above 12 is the day.
    pub fn order(self) -> Option<DateOrder> {
        match self {
            Self::Numbers { first, .. } if first > 12 => Some(DateOrder::DayFirst),
            Self::Numbers { second, .. } if second > 12 => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    /// The date under an order; none when it has no such reading or the order is not known.
    pub fn under(self, order: DateOrder) -> Option<NaiveDate> {
        match (self, order) {
            (Self::Sure(date), _) => Some(date),
            (Self::Numbers { first, second, year }, DateOrder::DayFirst) => {
                sane(NaiveDate::from_ymd_opt(year, second, first))
            }
            (Self::Numbers { first, second, year }, DateOrder::MonthFirst) => {
                sane(NaiveDate::from_ymd_opt(year, first, second))
            }
            (Self::Numbers { .. }, DateOrder::Detect) => None,
        }
    }
}

fn sane(date: Option<NaiveDate>) -> Option<NaiveDate> {
    use chrono::Datelike;
    date.filter(|date| (1900..=2100).contains(&date.year()))
}

fn number(text: &str) -> Option<u32> {
    (text.len() <= 4 && text.chars().all(|c| c.is_ascii_digit())).then(|| text.parse().ok())?
}

fn signed(year: u32) -> i32 {
    i32::try_from(year).unwrap_or(0)
}

/// `31 Mar 2026`, `March 31, 2026`, `31-Mar-2026`, months in English or German.
fn written_out(text: &str) -> Option<NaiveDate> {
    const MONTHS: [[&str; 2]; 12] = [
        ["jan", "jan"],
        ["feb", "feb"],
        ["mar", "mrz"],
        ["apr", "apr"],
        ["may", "mai"],
        ["jun", "jun"],
        ["jul", "jul"],
        ["aug", "aug"],
        ["sep", "sep"],
        ["oct", "okt"],
        ["nov", "nov"],
        ["dec", "dez"],
    ];
    let plain = searchable(text);
    let parts: Vec<&str> =
        plain.split([' ', ',', '.', '-']).filter(|part| !part.is_empty()).collect();
    let [one, two, year] = parts[..] else { return None };
    let (day, name) = match (number(one), number(two)) {
        (Some(day), None) => (day, two),
        (None, Some(day)) => (day, one),
        _ => return None,
    };
    let name = name.get(..3)?;
    let month = MONTHS.iter().position(|names| names.contains(&name))?;
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(signed(number(year)?), u32::try_from(month + 1).ok()?, day)
}

/// An IANA zone, in any case.
pub fn zone(text: &str) -> Result<Tz, Problem> {
    let name = text.replace(' ', "_");
    let known = chrono_tz::TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(&name));
    known.copied().ok_or_else(|| {
        let wanted = searchable(text).replace([' ', '_', '/'], "");
        let nearest = chrono_tz::TZ_VARIANTS
            .iter()
            .map(|zone| zone.name())
            .find(|name| {
                let city = searchable(name.rsplit('/').next().unwrap_or(name)).replace('_', "");
                city.chars().all(char::is_alphabetic)
                    && wanted.len() >= 4
                    && city.len() >= 4
                    && (city.contains(&wanted) || wanted.contains(&city))
            })
            .map(str::to_owned);
        Problem::BadZone { nearest }
    })
}

/// English or German; languages that Weft does not speak read as English.
pub fn language(text: &str) -> Result<Language, Problem> {
    let plain = searchable(text);
    let word = plain.split(['-', '_', ' ', '(']).next().unwrap_or_default();
    if word.len() < 2 || !word.chars().all(char::is_alphabetic) {
        return Err(Problem::BadLanguage);
    }
    Ok(if matches!(word, "de" | "deu" | "ger" | "german" | "deutsch") {
        Language::German
    } else {
        Language::English
    })
}

/// Active, away or left, from the words of common exports.
pub fn state(text: &str) -> Result<PersonState, Problem> {
    let plain = searchable(text).replace(['-', '_'], " ");
    Ok(match plain.as_str() {
        "active" | "aktiv" | "employed" | "onboarding" | "full time" | "part time"
        | "permanent" | "contractor" | "contract" | "intern" | "temporary" | "vollzeit"
        | "teilzeit" | "regular" => PersonState::Active,
        "away" | "leave" | "on leave" | "leave of absence" | "parental leave"
        | "maternity leave" | "paternity leave" | "sick leave" | "sabbatical" | "paused"
        | "abwesend" | "elternzeit" | "beurlaubt" => PersonState::Away,
        "left" | "inactive" | "terminated" | "suspended" | "offboarded" | "archived" | "former"
        | "inaktiv" | "ausgeschieden" | "gekundigt" => PersonState::Left,
        _ => return Err(Problem::BadState),
    })
}

/// Yes or no; an empty cell is no.
pub fn yes_no(text: &str) -> Result<bool, Problem> {
    match searchable(text).as_str() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "j" | "lead" => Ok(true),
        "" | "no" | "n" | "false" | "0" | "nein" => Ok(false),
        _ => Err(Problem::BadYesNo),
    }
}
