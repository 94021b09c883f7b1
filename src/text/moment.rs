//! Dates, times and durations in words of the locale.
//!
//! Instants are converted by the caller: give a `DateTime<Tz>` in the reader's zone.

use chrono::{
    DateTime, Datelike, NaiveDate, NaiveTime, Offset as _, TimeDelta, TimeZone, Timelike, Weekday,
};
use chrono_tz::{OffsetName, Tz};

use super::{Text, shown};

const WEEKDAYS: [&str; 7] =
    ["weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"];
const WEEKDAYS_SHORT: [&str; 7] = [
    "weekday-short-1",
    "weekday-short-2",
    "weekday-short-3",
    "weekday-short-4",
    "weekday-short-5",
    "weekday-short-6",
    "weekday-short-7",
];
const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];
const MONTHS_SHORT: [&str; 12] = [
    "month-short-1",
    "month-short-2",
    "month-short-3",
    "month-short-4",
    "month-short-5",
    "month-short-6",
    "month-short-7",
    "month-short-8",
    "month-short-9",
    "month-short-10",
    "month-short-11",
    "month-short-12",
];

fn nth(names: &'static [&'static str], index: u32) -> &'static str {
    usize::try_from(index).ok().and_then(|i| names.get(i).copied()).unwrap_or("unknown")
}

impl Text {
    /// The weekday's full name: "Tuesday", "Dienstag".
    pub fn weekday(self, day: Weekday) -> String {
        self.of(nth(&WEEKDAYS, day.num_days_from_monday())).to_string()
    }

    /// The weekday's short name: "Tue", "Di".
    pub fn weekday_short(self, day: Weekday) -> String {
        self.of(nth(&WEEKDAYS_SHORT, day.num_days_from_monday())).to_string()
    }

    /// A date near today: "Tue 24 Nov", "Di, 24. Nov.".
    pub fn date(self, date: NaiveDate) -> String {
        self.of("date-short")
            .arg("weekday", self.weekday_short(date.weekday()))
            .arg("day", date.day())
            .arg("month", self.of(nth(&MONTHS_SHORT, date.month0())))
            .to_string()
    }

    /// A date with weekday and year: "Tue 24 Nov 2026", "Di, 24. Nov. 2026".
    pub fn date_year(self, date: NaiveDate) -> String {
        self.of("date-short-year").arg("date", self.date(date)).arg("year", date.year()).to_string()
    }

    /// A date with its year: "24 November 2026", "24. November 2026".
    pub fn date_long(self, date: NaiveDate) -> String {
        self.of("date-long")
            .arg("day", date.day())
            .arg("month", self.of(nth(&MONTHS, date.month0())))
            .arg("year", date.year())
            .to_string()
    }

    /// A date with weekday, in full, without a year: "Tuesday 24 November", "Dienstag, 24. November".
    pub fn date_full(self, date: NaiveDate) -> String {
        self.of("date-full")
            .arg("weekday", self.weekday(date.weekday()))
            .arg("day", date.day())
            .arg("month", self.of(nth(&MONTHS, date.month0())))
            .to_string()
    }

    /// A month with its year: "November 2026".
    pub fn month(self, date: NaiveDate) -> String {
        self.of("date-month")
            .arg("month", self.of(nth(&MONTHS, date.month0())))
            .arg("year", date.year())
            .to_string()
    }

    /// A time of day: "14:30", "14:30 Uhr".
    pub fn time(self, time: NaiveTime) -> String {
        self.of("time-of-day").arg("time", clock(time)).to_string()
    }

    /// Date and time as the given zone's clocks show them: "Tue 24 Nov, 14:30".
    pub fn day_time<Z: TimeZone>(self, at: &DateTime<Z>) -> String {
        let local = at.naive_local();
        self.of("day-time")
            .arg("date", self.date(local.date()))
            .arg("time", self.time(local.time()))
            .to_string()
    }

    /// Date and time seen from `now`: with the year once the date is further than half a year from it, as a weekday and
    /// a month then no longer say which.
    pub fn day_time_from<Z: TimeZone>(self, now: &DateTime<Z>, at: &DateTime<Z>) -> String {
        let local = at.naive_local();
        if (local.date() - now.naive_local().date()).abs() <= TimeDelta::days(182) {
            return self.day_time(at);
        }
        self.of("day-time")
            .arg("date", self.date_year(local.date()))
            .arg("time", self.time(local.time()))
            .to_string()
    }

    /// From when to when, the date once: "Tue 24 Nov, 14:30–15:00"; with both dates when the end
    /// falls on another day.
    pub fn day_times<Z: TimeZone>(self, from: &DateTime<Z>, to: &DateTime<Z>) -> String {
        let (start, end) = (from.naive_local(), to.naive_local());
        if start.date() == end.date() {
            self.of("day-times")
                .arg("date", self.date(start.date()))
                .arg("from", clock(start.time()))
                .arg("to", clock(end.time()))
                .to_string()
        } else {
            self.of("day-to-day")
                .arg("from", self.day_time(from))
                .arg("to", self.day_time(to))
                .to_string()
        }
    }

    /// A zone in a few letters at a given instant: "Berlin, CET", "São Paulo, UTC−3".
    pub fn zone<Z: TimeZone>(self, zone: Tz, at: &DateTime<Z>) -> String {
        let there = at.with_timezone(&zone);
        let city = zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
        let letters = match there.offset().abbreviation() {
            Some(letters) if letters.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                letters.to_owned()
            }
            // Zones without letters of their own show how far they are from UTC.
            _ => {
                let minutes = there.offset().fix().local_minus_utc() / 60;
                let sign = if minutes < 0 { '\u{2212}' } else { '+' };
                let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
                if rest == 0 {
                    shown(format_args!("UTC{sign}{hours}"))
                } else {
                    shown(format_args!("UTC{sign}{hours}:{rest:02}"))
                }
            }
        };
        if city == letters { letters } else { shown(format_args!("{city}, {letters}")) }
    }

    /// A length of time in its two largest units: "30 minutes", "1 hour 30 minutes", "3 days".
    pub fn duration(self, length: TimeDelta) -> String {
        let minutes = length.num_minutes().abs();
        let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        let units =
            [("duration-days", days), ("duration-hours", hours), ("duration-minutes", rest)];
        let parts: Vec<String> = units
            .into_iter()
            .skip_while(|(_, n)| *n == 0)
            .take(2)
            .filter(|(_, n)| *n > 0)
            .map(|(id, n)| self.of(id).num("n", n).to_string())
            .collect();
        match parts.as_slice() {
            [] => self.of("duration-minutes").num("n", 0).to_string(),
            parts => parts.join(" "),
        }
    }
}

fn clock(time: NaiveTime) -> String {
    shown(format_args!("{:02}:{:02}", time.hour(), time.minute()))
}
