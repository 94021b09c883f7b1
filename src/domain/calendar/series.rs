//! A cadence as a series that calendars understand (RFC 5545's recurrence rules).

use chrono::{DateTime, NaiveDateTime, Utc, Weekday};

use super::{Cadence, MonthDay, Rule};

/// The coming occurrences of a cadence as one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The first, as the wall clock of the cadence's zone shows it.
    pub first: NaiveDateTime,
    /// The first and the last, as instants.
    pub span: (DateTime<Utc>, DateTime<Utc>),
    /// RRULE without its name, with a COUNT.
    pub rule: String,
}

impl Cadence {
    /// The occurrences after `from` and until `until` as one recurrence rule; `None` when there are none, or when no rule
    /// says the same: elapsed minutes, five fields, and a time of day that a switch of the clocks leaves out or repeats
    /// within that time (calendars and Weft resolve it differently). Those have to be written one by one.
    pub fn series(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
        starts_at: DateTime<Utc>,
    ) -> Option<Series> {
        let rule = self.rule.recurrence()?;
        let mut at = from;
        let mut first = None;
        let (mut last, mut count) = (from, 0_u32);
        while let Some(next) = self.next_after(at, starts_at).filter(|next| *next <= until) {
            // One instant for this wall-clock time, and this wall-clock time for the instant.
            let local = next.with_timezone(&self.zone).naive_local();
            if self.zone_instant(local) != Some(next) || local.time() != self.rule.time()? {
                return None;
            }
            first.get_or_insert((local, next));
            (at, last) = (next, next);
            count += 1;
        }
        let (first, first_at) = first?;
        Some(Series { first, span: (first_at, last), rule: format!("{rule};COUNT={count}") })
    }

    fn zone_instant(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        local.and_local_timezone(self.zone).single().map(|at| at.with_timezone(&Utc))
    }
}

impl Rule {
    fn time(&self) -> Option<chrono::NaiveTime> {
        match self {
            Self::Minutes(_) | Self::Cron(..) => None,
            Self::Days { time, .. }
            | Self::Weekdays { time }
            | Self::Weeks { time, .. }
            | Self::Months { time, .. } => Some(*time),
        }
    }

    /// The rule without its count. Weeks begin on Monday, as they do in cadences.
    fn recurrence(&self) -> Option<String> {
        Some(match self {
            Self::Minutes(_) | Self::Cron(..) => return None,
            Self::Days { every, .. } => format!("FREQ=DAILY;INTERVAL={every}"),
            Self::Weekdays { .. } => "FREQ=WEEKLY;WKST=MO;BYDAY=MO,TU,WE,TH,FR".to_owned(),
            Self::Weeks { every, days, .. } => {
                let days: Vec<&str> = days.iter().copied().map(two).collect();
                format!("FREQ=WEEKLY;INTERVAL={every};WKST=MO;BYDAY={}", days.join(","))
            }
            Self::Months { every, day, .. } => {
                let day = match day {
                    MonthDay::Nth(n, weekday) => format!("BYDAY={n}{}", two(*weekday)),
                    MonthDay::LastOf(weekday) => format!("BYDAY=-1{}", two(*weekday)),
                    MonthDay::Date(date) => format!("BYMONTHDAY={date}"),
                    MonthDay::Last => "BYMONTHDAY=-1".to_owned(),
                };
                format!("FREQ=MONTHLY;INTERVAL={every};{day}")
            }
        })
    }
}

fn two(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    fn series(words: &str, months: u32) -> Option<Series> {
        let cadence = Cadence::parse(words, chrono_tz::Europe::Berlin).expect(words);
        let from = Utc.with_ymd_and_hms(2026, 1, 6, 8, 0, 0).single().expect("instant");
        let until = from + chrono::Months::new(months);
        cadence.series(from, until, from)
    }

    #[test]
    fn cadences_in_words_are_rules() {
        for (words, rule) in [
            ("every 2 weeks on Tuesday 09:00", "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU;COUNT=26"),
            (
                "every week on Monday and Thursday 10:30",
                "FREQ=WEEKLY;INTERVAL=1;WKST=MO;BYDAY=MO,TH;COUNT=104",
            ),
        ] {
            let found = series(words, 12).unwrap_or_else(|| panic!("{words}"));
            assert_eq!(found.rule, rule, "{words}");
        }
    }

    #[test]
    fn what_no_rule_says_is_none() {
        for words in ["every 90 minutes", "0 9 * * 1"] {
            assert_eq!(series(words, 12), None, "{words}");
        }
        // The last Sunday in March has no 02:30 in Berlin; a month without it is a rule.
        assert_eq!(series("every day 02:30", 12), None);
        assert!(series("every day 02:30", 1).is_some());
    }
}
