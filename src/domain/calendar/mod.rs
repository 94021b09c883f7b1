//! When a programme's rounds take place: a cadence in words or five-field cron, and its occurrences.
//!
//! A cadence names times of the wall clock in one zone. Every occurrence is first a wall-clock time and then made an
//! instant by one rule: a time that the spring switch leaves out happens at the first instant after the gap (once,
//! even if several times fall into it); a time that the autumn switch repeats happens at its first pass only. Only
//! "every N minutes" counts elapsed time instead.

mod canonical;
mod error;
mod series;
mod words;

use std::fmt;

use chrono::{
    DateTime, Datelike, Days, LocalResult, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta,
    TimeZone, Utc, Weekday,
};
use chrono_tz::Tz;
use croner::Cron;

pub use error::CadenceError;
pub use series::Series;

use super::person::Language;

/// A schedule without an occurrence within so many years is refused.
pub const HORIZON_YEARS: u32 = 5;

/// The most occurrences that [`Cadence::count_between`] counts one by one.
const MOST_COUNTED: u32 = 100_000;

/// How often, and when, in which zone.
#[derive(Clone)]
pub struct Cadence {
    rule: Rule,
    zone: Tz,
    zone_written: bool,
}

/// What is repeated.
#[derive(Clone, Debug, PartialEq)]
enum Rule {
    /// Elapsed time, counted from the start.
    Minutes(u32),
    /// Every n-th day.
    Days { every: u32, time: NaiveTime },
    /// Monday to Friday.
    Weekdays { time: NaiveTime },
    /// Days of every n-th week; `days` is not empty, Monday first, each once.
    Weeks { every: u32, days: Vec<Weekday>, time: NaiveTime },
    /// One day of every n-th month.
    Months { every: u32, day: MonthDay, time: NaiveTime },
    /// Five fields.
    Cron(Box<Cron>, String),
}

/// Which day of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MonthDay {
    /// The n-th (1 to 4) such weekday.
    Nth(u8, Weekday),
    /// The last such weekday.
    LastOf(Weekday),
    /// A date every month has (1 to 28).
    Date(u8),
    /// The last day.
    Last,
}

impl fmt::Debug for Cadence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Cadence({} {})", self.words(Language::English), self.zone)
    }
}

impl PartialEq for Cadence {
    fn eq(&self, other: &Self) -> bool {
        (&self.rule, self.zone) == (&other.rule, other.zone)
    }
}

impl fmt::Display for Cadence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.words(Language::English))?;
        if self.zone_written { write!(out, " {}", self.zone.name()) } else { Ok(()) }
    }
}

impl Cadence {
    /// Reads what somebody wrote, in English or German words or as five-field cron, with or without an IANA zone at
    /// its end; without one it counts in `zone`.
    ///
    /// Errors: [`CadenceError`] says which word is wrong and gives examples.
    pub fn parse(written: &str, zone: Tz) -> Result<Self, CadenceError> {
        let (rule, named) = words::parse(written)?;
        let cadence = Self { rule, zone: named.unwrap_or(zone), zone_written: named.is_some() };
        let probe = Utc.with_ymd_and_hms(2025, 1, 1, 0, 0, 0).single().unwrap_or_default();
        if cadence.next_after(probe, probe).is_none() {
            return Err(CadenceError::Never);
        }
        Ok(cadence)
    }

    /// The zone it counts in.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The cadence in its canonical words, without the zone; they parse to the same cadence again.
    pub fn words(&self, language: Language) -> String {
        canonical::write(&self.rule, language)
    }

    /// The first occurrence after `instant`; none before `starts_at`, from which "every 2 weeks" counts.
    ///
    /// Errors: `None` when there is none within five years.
    pub fn next_after(
        &self,
        instant: DateTime<Utc>,
        starts_at: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        if let Rule::Minutes(n) = self.rule {
            let step = i64::from(n) * 60_000_000;
            let passed = (instant - starts_at).num_microseconds()?;
            let k = if passed < 0 { 0 } else { passed / step + 1 };
            return starts_at.checked_add_signed(TimeDelta::microseconds(step.checked_mul(k)?));
        }
        let anchor = self.anchor(starts_at)?;
        let after = instant.max(starts_at - TimeDelta::microseconds(1));
        let limit = self.local(after).checked_add_months(Months::new(12 * HORIZON_YEARS))?;
        let mut at = self.local(after);
        loop {
            at = self.rule.after(at, anchor)?;
            if at > limit {
                return None;
            }
            let found = self.instant(at);
            if found > after {
                return Some(found);
            }
        }
    }

    /// The latest occurrence at or before `instant`; `None` before the first.
    pub fn latest_until(
        &self,
        instant: DateTime<Utc>,
        starts_at: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        if instant < starts_at {
            return None;
        }
        if let Rule::Minutes(n) = self.rule {
            let step = i64::from(n) * 60_000_000;
            let k = (instant - starts_at).num_microseconds()? / step;
            return starts_at.checked_add_signed(TimeDelta::microseconds(step.checked_mul(k)?));
        }
        let anchor = self.anchor(starts_at)?;
        let local = self.local(instant);
        // In the second pass of a repeated hour, later wall-clock times of the first pass have been already.
        let from = match self.zone.from_local_datetime(&local) {
            LocalResult::Ambiguous(first, second) if second <= instant => local + (second - first),
            _ => local,
        };
        let mut at = from + TimeDelta::seconds(1);
        loop {
            at = self.rule.before(at, anchor)?;
            let found = self.instant(at);
            if found < starts_at {
                return None;
            }
            if found <= instant {
                return Some(found);
            }
        }
    }

    /// The next `n` occurrences after `instant`.
    pub fn upcoming(
        &self,
        instant: DateTime<Utc>,
        starts_at: DateTime<Utc>,
        n: usize,
    ) -> Vec<DateTime<Utc>> {
        std::iter::successors(self.next_after(instant, starts_at), |at| {
            self.next_after(*at, starts_at)
        })
        .take(n)
        .collect()
    }

    /// How many occurrences lie after `after` and at or before `until`.
    ///
    /// Cost: one step each for wall-clock cadences, at most [`MOST_COUNTED`].
    pub fn count_between(
        &self,
        after: DateTime<Utc>,
        until: DateTime<Utc>,
        starts_at: DateTime<Utc>,
    ) -> u32 {
        if let Rule::Minutes(n) = self.rule {
            let step = i64::from(n) * 60_000_000;
            let passed = |at: DateTime<Utc>| match (at - starts_at).num_microseconds() {
                Some(micros) if micros >= 0 => micros / step + 1,
                _ => 0,
            };
            return u32::try_from((passed(until) - passed(after)).max(0))
                .unwrap_or(MOST_COUNTED)
                .min(MOST_COUNTED);
        }
        let mut count = 0;
        let mut at = after;
        while count < MOST_COUNTED {
            match self.next_after(at, starts_at) {
                Some(next) if next <= until => {
                    count += 1;
                    at = next;
                }
                _ => break,
            }
        }
        count
    }

    /// Roughly how long from one occurrence to the next, seen from `instant`; for defaults such as "time to meet".
    pub fn period(&self, instant: DateTime<Utc>, starts_at: DateTime<Utc>) -> Option<TimeDelta> {
        let first = self.next_after(instant, starts_at)?;
        Some(self.next_after(first, starts_at)? - first)
    }

    fn local(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        instant.with_timezone(&self.zone).naive_local()
    }

    /// The instant of a wall-clock time: see the module.
    fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        to_instant(self.zone, local)
    }

    /// The wall-clock time of the first occurrence, from which n-th weeks and months count.
    fn anchor(&self, starts_at: DateTime<Utc>) -> Option<NaiveDateTime> {
        let rule = self.rule.every_one();
        // A second pass of a repeated hour reads earlier than its start: a day's room, and the instants decide.
        let mut at = self.local(starts_at) - TimeDelta::seconds(1);
        let floor = at - TimeDelta::days(1);
        loop {
            at = rule.after(at, floor)?;
            if self.instant(at) >= starts_at {
                return Some(at);
            }
        }
    }
}

/// The instant of a wall-clock time: the first pass of a repeated one, the end of the gap for one left out.
pub fn to_instant(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
        LocalResult::None => {
            // No gap is longer than the day that islands lost when they crossed the date line. Every instant has a
            // wall-clock time, so the gap's end is the first instant whose wall clock reads later than `local`.
            let wall = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
            let mut before = local.and_utc() - TimeDelta::hours(40);
            let mut after = local.and_utc() + TimeDelta::hours(40);
            while after - before > TimeDelta::seconds(1) {
                let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
                if wall(middle) > local { after = middle } else { before = middle }
            }
            after
        }
    }
}

impl Rule {
    /// The same with every period instead of every n-th.
    fn every_one(&self) -> Self {
        let mut rule = self.clone();
        if let Self::Days { every, .. } | Self::Weeks { every, .. } | Self::Months { every, .. } =
            &mut rule
        {
            *every = 1;
        }
        rule
    }

    /// The first wall-clock time after `at`, counting n-th weeks and months from `anchor`.
    fn after(&self, at: NaiveDateTime, anchor: NaiveDateTime) -> Option<NaiveDateTime> {
        if let Self::Cron(cron, _) = self {
            return cron.find_next_occurrence(&at, false).ok();
        }
        let mut day = self.period_start(at.date(), anchor.date())?;
        // Each round is one period; two are enough for all but months whose day has passed.
        for _ in 0..4 {
            let found = self.times_of(day).into_iter().find(|time| *time > at && *time >= anchor);
            if found.is_some() {
                return found;
            }
            day = self.period_move(day, true)?;
        }
        None
    }

    /// The last wall-clock time before `at`.
    fn before(&self, at: NaiveDateTime, anchor: NaiveDateTime) -> Option<NaiveDateTime> {
        if let Self::Cron(cron, _) = self {
            return cron.find_previous_occurrence(&at, false).ok().filter(|found| *found >= anchor);
        }
        let mut day = self.period_start(at.date(), anchor.date())?;
        for _ in 0..4 {
            let found = self.times_of(day).into_iter().rev().find(|time| *time < at);
            if let Some(found) = found {
                return (found >= anchor).then_some(found);
            }
            day = self.period_move(day, false)?;
        }
        None
    }

    /// The first day of the period (day, week, month) of the cadence that holds `day`, or of the last one before.
    fn period_start(&self, day: NaiveDate, anchor: NaiveDate) -> Option<NaiveDate> {
        let whole = |gone: i64, every: u32| gone.div_euclid(i64::from(every)) * i64::from(every);
        match self {
            Self::Days { every, .. } => {
                anchor.checked_add_signed(TimeDelta::days(whole((day - anchor).num_days(), *every)))
            }
            Self::Weekdays { .. } | Self::Minutes(_) | Self::Cron(..) => Some(monday(day)),
            Self::Weeks { every, .. } => {
                let gone = (monday(day) - monday(anchor)).num_days() / 7;
                monday(anchor).checked_add_signed(TimeDelta::days(7 * whole(gone, *every)))
            }
            Self::Months { every, .. } => {
                let number =
                    |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
                let month = number(anchor) + whole(number(day) - number(anchor), *every);
                let year = i32::try_from(month.div_euclid(12)).ok()?;
                NaiveDate::from_ymd_opt(year, u32::try_from(month.rem_euclid(12)).ok()? + 1, 1)
            }
        }
    }

    fn period_move(&self, day: NaiveDate, forward: bool) -> Option<NaiveDate> {
        let (days, months) = match self {
            Self::Days { every, .. } => (u64::from(*every), 0),
            Self::Weeks { every, .. } => (7 * u64::from(*every), 0),
            Self::Months { every, .. } => (0, *every),
            Self::Weekdays { .. } | Self::Minutes(_) | Self::Cron(..) => (7, 0),
        };
        if forward {
            day.checked_add_days(Days::new(days))?.checked_add_months(Months::new(months))
        } else {
            day.checked_sub_days(Days::new(days))?.checked_sub_months(Months::new(months))
        }
    }

    /// The occurrences of the period that begins on `day`, in order.
    fn times_of(&self, day: NaiveDate) -> Vec<NaiveDateTime> {
        match self {
            Self::Days { time, .. } => vec![day.and_time(*time)],
            Self::Weekdays { time } => {
                (0..5).map(|n| (day + Days::new(n)).and_time(*time)).collect()
            }
            Self::Weeks { days, time, .. } => days
                .iter()
                .map(|weekday| {
                    (day + Days::new(u64::from(weekday.num_days_from_monday()))).and_time(*time)
                })
                .collect(),
            Self::Months { day: which, time, .. } => {
                which.of(day).into_iter().map(|date| date.and_time(*time)).collect()
            }
            Self::Minutes(_) | Self::Cron(..) => Vec::new(),
        }
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

impl MonthDay {
    /// The date in the month that begins on `first`.
    fn of(self, first: NaiveDate) -> Option<NaiveDate> {
        let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
        let back_to = |day: NaiveDate, weekday: Weekday| {
            let back =
                (7 + day.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
            day - Days::new(u64::from(back))
        };
        Some(match self {
            Self::Nth(n, weekday) => back_to(first + Days::new(u64::from(n) * 7 - 1), weekday),
            Self::LastOf(weekday) => back_to(last, weekday),
            Self::Date(n) => first.with_day(u32::from(n))?,
            Self::Last => last,
        })
    }
}
