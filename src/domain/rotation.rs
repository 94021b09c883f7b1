//! Rotations: the periods and the rules of a call.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::week::Week;

/// One period of a call: whole weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Its first week.
    pub from_on: Week,
    /// The week after its last.
    pub to_on: Week,
}

impl Period {
    /// Its weeks, in order.
    pub fn weeks(self) -> impl Iterator<Item = Week> {
        self.from_on.run(self.count())
    }

    /// How many weeks it has.
    pub fn count(self) -> u32 {
        u32::try_from(self.from_on.until(self.to_on)).unwrap_or(0)
    }

    /// Its last working day: the Friday before `to_on`.
    pub fn last_day(self) -> NaiveDate {
        self.to_on.monday().checked_sub_days(Days::new(3)).unwrap_or(NaiveDate::MIN)
    }
}

/// The rules of a call, as stored; what the optimiser gets is made from them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RotationRules {
    /// Months since somebody's first day before they may go.
    pub after_months: u32,
    /// How far the people a team takes in and lets go may differ in a period; `None`: no limit.
    pub balance: Option<u32>,
    /// The most teams that an applicant ranks.
    pub choices: u32,
    /// Minutes of a host's time that one guest takes in a week.
    pub minutes_per_week: u32,
    /// Working days after which a home team's silence is told to the owner.
    pub answer_days: u32,
    /// Minutes a proposed plan waits before it is released by itself; `None`: a person must approve it.
    pub hold_minutes: Option<u32>,
}

impl Default for RotationRules {
    fn default() -> Self {
        Self {
            after_months: 12,
            balance: None,
            choices: 5,
            minutes_per_week: 4 * 60,
            answer_days: 10,
            hold_minutes: None,
        }
    }
}

impl RotationRules {
    /// The first day on which somebody who started on `starts_on` may go: `after_months` later. On a day that the month
    /// does not have, the month's last.
    pub fn eligible_on(&self, starts_on: NaiveDate) -> NaiveDate {
        starts_on.checked_add_months(Months::new(self.after_months)).unwrap_or(NaiveDate::MAX)
    }
}

/// What a plan gave somebody in one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// Did they get a place?
    pub placed: bool,
    /// How many of their choices that had a place for them went to others, dearer than the one they got.
    pub passed_over: u32,
}

/// No more is owed than this: with more, a plan could leave somebody out so that somebody else gets a dearer choice.
pub const MOST_OWED: u32 = 2;

/// How many choices are owed to somebody after these calls, the first of them first: one for each that they were passed
/// over, until they get the dearest that was to be had.
pub fn owed(past: &[Past]) -> u32 {
    past.iter().fold(0, |owed, call| match call {
        Past { placed: true, passed_over: 0 } => 0,
        call => owed.saturating_add(call.passed_over).min(MOST_OWED),
    })
}

/// The day by which a home team answers that was asked at `asked`: so many working days (Monday to Friday) later, in UTC.
pub fn answer_due(asked: DateTime<Utc>, working_days: u32) -> NaiveDate {
    let mut day = asked.date_naive();
    let mut left = working_days;
    while left > 0 {
        let Some(next) = day.checked_add_days(Days::new(1)) else { break };
        day = next;
        if !super::week::is_weekend(day) {
            left -= 1;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("date")
    }

    #[test]
    fn a_year_after_the_start() {
        let rules = RotationRules::default();
        assert_eq!(rules.eligible_on(on(2026, 5, 3)), on(2027, 5, 3));
        assert_eq!(rules.eligible_on(on(2024, 2, 29)), on(2025, 2, 28));
    }

    #[test]
    fn what_is_owed_grows_by_what_went_to_others_and_ends_with_the_dearest() {
        let call = |placed, passed_over| Past { placed, passed_over };
        assert_eq!(owed(&[]), 0);
        assert_eq!(owed(&[call(true, 1)]), 1);
        assert_eq!(owed(&[call(true, 2)]), 2);
        assert_eq!(owed(&[call(true, 4), call(false, 3)]), MOST_OWED);
        assert_eq!(owed(&[call(false, 1), call(true, 0)]), 0, "repaid");
        assert_eq!(owed(&[call(true, 1), call(false, 0)]), 1, "nothing was open to anybody");
    }

    #[test]
    fn ten_working_days_are_two_weeks() {
        let friday = on(2026, 11, 20).and_hms_opt(23, 0, 0).expect("time").and_utc();
        assert_eq!(answer_due(friday, 10), on(2026, 12, 4));
        let saturday = on(2026, 11, 21).and_hms_opt(9, 0, 0).expect("time").and_utc();
        assert_eq!(answer_due(saturday, 1), on(2026, 11, 23));
    }
}
