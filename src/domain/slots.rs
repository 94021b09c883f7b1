//! When people can meet: working hours as half-hour slots of the week in UTC, and concrete instants for a group.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use super::person::WorkingHours;

/// Half-hour slots of a week.
pub const SLOTS_OF_A_WEEK: u16 = 336;

/// How many meeting times a group is offered.
pub const OFFERED: usize = 3;

/// The slots of the week (Monday 00:00 UTC is 0) that lie wholly inside somebody's working hours, in the week of
/// `date`.
///
/// Shape: ascending, each below [`SLOTS_OF_A_WEEK`].
/// Cost: two zone conversions a slot.
pub fn week_slots(hours: &WorkingHours, zone: Tz, date: NaiveDate) -> Vec<u16> {
    let monday = date - Days::new(u64::from(date.weekday().num_days_from_monday()));
    let start = monday.and_time(NaiveTime::MIN).and_utc();
    (0..SLOTS_OF_A_WEEK)
        .filter(|slot| {
            let from = start + TimeDelta::minutes(30 * i64::from(*slot));
            is_inside(hours, zone, from, TimeDelta::minutes(30))
        })
        .collect()
}

/// Whether `[from, from + length)` lies inside the hours of one working day.
pub fn is_inside(hours: &WorkingHours, zone: Tz, from: DateTime<Utc>, length: TimeDelta) -> bool {
    let first = from.with_timezone(&zone).naive_local();
    let last = (from + length - TimeDelta::seconds(1)).with_timezone(&zone).naive_local();
    let minute = |time: chrono::NaiveDateTime| time.hour() * 60 + time.minute();
    first.date() == last.date()
        && hours.days[first.weekday().num_days_from_monday() as usize]
        && minute(first) >= u32::from(hours.from)
        && minute(last) < u32::from(hours.until)
}

/// What of a member matters for a meeting time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Availability {
    /// Working hours.
    pub hours: WorkingHours,
    /// In which zone.
    pub zone: Tz,
    /// First day of a pause, and the first day back if it is known.
    pub pause: Option<(NaiveDate, Option<NaiveDate>)>,
}

impl Availability {
    fn can(&self, from: DateTime<Utc>, length: TimeDelta) -> bool {
        is_inside(&self.hours, self.zone, from, length) && {
            let day = from.with_timezone(&self.zone).date_naive();
            !self
                .pause
                .is_some_and(|(first, back)| first <= day && back.is_none_or(|back| day < back))
        }
    }
}

/// Up to three times at which all members can meet for `length`: at least a day after `release`, over before
/// `closes_at`, on different days spread over the time there is where that is possible; the seed chooses among them.
///
/// Shape: ascending; fewer than three, or none, when there are not enough.
/// Cost: linear in the half-hours between release and close, at most eight weeks of them.
pub fn meeting_times(
    members: &[Availability],
    release: DateTime<Utc>,
    closes_at: DateTime<Utc>,
    length: TimeDelta,
    seed: u64,
) -> Vec<DateTime<Utc>> {
    let Some(host) = members.first() else { return Vec::new() };
    let half = TimeDelta::minutes(30);
    let mut at = half_hour_from(release + TimeDelta::days(1));
    let end = closes_at.min(release + TimeDelta::weeks(8));
    let mut days: BTreeMap<NaiveDate, Vec<DateTime<Utc>>> = BTreeMap::new();
    while at + length <= end {
        if members.iter().all(|member| member.can(at, length)) {
            days.entry(at.with_timezone(&host.zone).date_naive()).or_default().push(at);
        }
        at += half;
    }
    let days: Vec<Vec<DateTime<Utc>>> = days.into_values().collect();
    let mut pick = Mix(seed);
    let mut chosen: Vec<DateTime<Utc>> = Vec::new();
    // One day out of each third of the days there are.
    let parts = days.len().min(OFFERED);
    for part in 0..parts {
        let (from, until) = (part * days.len() / parts, (part + 1) * days.len() / parts);
        let day = &days[from + pick.below(until - from)];
        chosen.push(day[pick.below(day.len())]);
    }
    // Fewer than three days: other times of the same days, not overlapping.
    let mut rest: Vec<DateTime<Utc>> = days.into_iter().flatten().collect();
    while chosen.len() < OFFERED {
        rest.retain(|at| chosen.iter().all(|taken| (*at - *taken).abs() >= length));
        if rest.is_empty() {
            break;
        }
        chosen.push(rest.swap_remove(pick.below(rest.len())));
    }
    chosen.sort_unstable();
    chosen
}

fn half_hour_from(at: DateTime<Utc>) -> DateTime<Utc> {
    let over = at.timestamp().rem_euclid(1800);
    let whole = DateTime::from_timestamp(at.timestamp() - over, 0).unwrap_or(at);
    if whole < at { whole + TimeDelta::minutes(30) } else { whole }
}

/// A small seeded generator (`SplitMix64`, Steele, Lea, Flood 2014): the floor of words has no generator crate.
struct Mix(u64);

impl Mix {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let n = u64::try_from(n).unwrap_or(u64::MAX).max(1);
        usize::try_from((z ^ (z >> 31)) % n).unwrap_or(0)
    }
}
