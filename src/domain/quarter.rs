//! Quarters of a year: the periods for which figures about the organisation are closed and published.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A quarter of a year, written `2026-Q3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quarter {
    year: i32,
    number: u32,
}

/// A text that is no quarter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no quarter such as 2026-Q3")]
pub struct NoQuarter(pub String);

impl Quarter {
    /// The quarter that a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), number: day.month0() / 3 + 1 }
    }

    /// Its first day.
    pub fn first_on(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.number * 3 - 2, 1).unwrap_or(NaiveDate::MAX)
    }

    /// The first day after it.
    pub fn after_on(self) -> NaiveDate {
        self.next().first_on()
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        if self.number == 4 {
            Self { year: self.year + 1, number: 1 }
        } else {
            Self { year: self.year, number: self.number + 1 }
        }
    }

    /// The one before it.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.number == 1 {
            Self { year: self.year - 1, number: 4 }
        } else {
            Self { year: self.year, number: self.number - 1 }
        }
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 4.
    pub fn number(self) -> u32 {
        self.number
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = NoQuarter;

    fn from_str(text: &str) -> Result<Self, NoQuarter> {
        let wrong = || NoQuarter(text.to_owned());
        let (year, number) = text.split_once("-Q").ok_or_else(wrong)?;
        let year = year.parse().ok().filter(|year| (1..=9999).contains(year)).ok_or_else(wrong)?;
        let number = number.parse().ok().filter(|n| (1..=4).contains(n)).ok_or_else(wrong)?;
        Ok(Self { year, number })
    }
}

impl TryFrom<String> for Quarter {
    type Error = NoQuarter;

    fn try_from(text: String) -> Result<Self, NoQuarter> {
        text.parse()
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("day")
    }

    #[test]
    fn a_quarter_knows_its_days_and_its_neighbours() {
        let last = Quarter::of(day("2026-12-31"));
        assert_eq!(last.to_string(), "2026-Q4");
        assert_eq!((last.first_on(), last.after_on()), (day("2026-10-01"), day("2027-01-01")));
        assert_eq!(last.next(), Quarter::of(day("2027-01-01")));
        assert_eq!(last.next().previous(), last);
        assert_eq!("2026-Q4".parse(), Ok(last));
        for wrong in ["", "2026", "2026-Q5", "2026-Q0", "x-Q1", "0-Q1"] {
            assert!(wrong.parse::<Quarter>().is_err(), "{wrong}");
        }
    }
}
