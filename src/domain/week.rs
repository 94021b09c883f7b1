//! Weeks, as capacity, cohorts and calls count them: named by their Monday.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A week, by its Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "NaiveDate", into = "NaiveDate")]
pub struct Week(NaiveDate);

/// A date that is no Monday, or lies outside of what a calendar holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no Monday")]
pub struct NoMonday(pub NaiveDate);

impl Week {
    /// The week that a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        let back = Days::new(u64::from(day.weekday().num_days_from_monday()));
        Self(day.checked_sub_days(back).unwrap_or(day))
    }

    /// Its Monday.
    pub fn monday(self) -> NaiveDate {
        self.0
    }

    /// The Friday of the week: the last working day.
    pub fn friday(self) -> NaiveDate {
        self.0.checked_add_days(Days::new(4)).unwrap_or(self.0)
    }

    /// So many weeks later; at the end of the calendar it stays there.
    #[must_use]
    pub fn plus(self, weeks: u32) -> Self {
        Self(self.0.checked_add_days(Days::new(u64::from(weeks) * 7)).unwrap_or(self.0))
    }

    /// So many weeks earlier; at the beginning of the calendar it stays there.
    #[must_use]
    pub fn minus(self, weeks: u32) -> Self {
        Self(self.0.checked_sub_days(Days::new(u64::from(weeks) * 7)).unwrap_or(self.0))
    }

    /// Weeks from `self` to `later`; negative when it lies before.
    pub fn until(self, later: Self) -> i64 {
        (later.0 - self.0).num_days() / 7
    }

    /// So many weeks, this one first.
    pub fn run(self, weeks: u32) -> impl Iterator<Item = Self> {
        (0..weeks).map(move |n| self.plus(n))
    }

    /// Year and number by ISO 8601.
    pub fn iso(self) -> (i32, u32) {
        let week = self.0.iso_week();
        (week.year(), week.week())
    }
}

/// Is the day a Saturday or a Sunday?
pub fn is_weekend(day: NaiveDate) -> bool {
    day.weekday().num_days_from_monday() >= 5
}

impl TryFrom<NaiveDate> for Week {
    type Error = NoMonday;

    fn try_from(day: NaiveDate) -> Result<Self, NoMonday> {
        let week = Self::of(day);
        if week.0 == day { Ok(week) } else { Err(NoMonday(day)) }
    }
}

impl From<Week> for NaiveDate {
    fn from(week: Week) -> Self {
        week.0
    }
}

impl fmt::Display for Week {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, week) = self.iso();
        write!(out, "{year}-W{week:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("date")
    }

    #[test]
    fn a_week_is_named_by_its_monday() {
        for day in 23..30 {
            assert_eq!(Week::of(on(2026, 11, day)).monday(), on(2026, 11, 23));
        }
        assert_eq!(Week::of(on(2026, 11, 22)).monday(), on(2026, 11, 16));
        assert_eq!(Week::try_from(on(2026, 11, 24)), Err(NoMonday(on(2026, 11, 24))));
    }

    #[test]
    fn the_year_turns_as_iso_8601_says() {
        assert_eq!(Week::of(on(2027, 1, 3)).to_string(), "2026-W53");
        assert_eq!(Week::of(on(2026, 12, 28)).plus(1).to_string(), "2027-W01");
        assert_eq!(Week::of(on(2026, 12, 28)).until(Week::of(on(2027, 1, 18))), 3);
    }
}
