//! VTIMEZONE (RFC 5545, 3.6.5) of an IANA zone, for series that keep their wall-clock time over both switches.
//!
//! Made from the very transitions that `chrono-tz` knows, each with its own onset, over the time that the series takes:
//! no rule is guessed from them, so that a zone that changes its mind (Morocco in Ramadan) is right too.

use chrono::{DateTime, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::{OffsetComponents as _, OffsetName as _, Tz};

/// One onset of an offset.
struct Onset {
    /// The wall clock before the change shows this at it.
    local: NaiveDateTime,
    from: i32,
    to: i32,
    daylight: bool,
    name: String,
}

/// The lines of the zone's definition, right from `from` to `until`.
///
/// Cost: a look at the zone per day, and some twenty per change.
pub(super) fn vtimezone(zone: Tz, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<String> {
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{}", zone.name())];
    for onset in onsets(zone, from, until) {
        let kind = if onset.daylight { "DAYLIGHT" } else { "STANDARD" };
        lines.push(format!("BEGIN:{kind}"));
        lines.push(format!("DTSTART:{}", onset.local.format("%Y%m%dT%H%M%S")));
        lines.push(format!("TZOFFSETFROM:{}", offset(onset.from)));
        lines.push(format!("TZOFFSETTO:{}", offset(onset.to)));
        lines.push(format!("TZNAME:{}", onset.name));
        lines.push(format!("END:{kind}"));
    }
    lines.push("END:VTIMEZONE".to_owned());
    lines
}

fn onsets(zone: Tz, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Onset> {
    let seconds = |at: DateTime<Utc>| offset_at(zone, at);
    // The first is in force long before, so that no reader looks for what was earlier.
    let began = from - TimeDelta::days(1);
    let mut found = vec![onset(zone, began, seconds(began))];
    let mut day = began;
    while day < until {
        let next = day + TimeDelta::days(1);
        if seconds(day) != seconds(next) {
            let (mut before, mut after) = (day, next);
            while after - before > TimeDelta::seconds(1) {
                let middle = before + (after - before) / 2;
                if seconds(middle) == seconds(day) {
                    before = middle;
                } else {
                    after = middle;
                }
            }
            // Changes come at whole seconds; the search may end a fraction after one.
            let at = DateTime::from_timestamp(after.timestamp(), 0).unwrap_or(after);
            found.push(onset(zone, at, seconds(day)));
        }
        day = next;
    }
    found
}

fn onset(zone: Tz, at: DateTime<Utc>, from: i32) -> Onset {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    let abbreviation = offset.abbreviation().unwrap_or_default().to_owned();
    let to = offset.fix().local_minus_utc();
    Onset {
        local: at.naive_utc() + TimeDelta::seconds(i64::from(from)),
        from,
        to,
        // Ireland's winter is daylight saving with less: what readers need is only that the two differ.
        daylight: !offset.dst_offset().is_zero(),
        // Zones without a name of their own are called by their offset: "+0330".
        name: if abbreviation.is_empty() { self::offset(to) } else { abbreviation },
    }
}

fn offset_at(zone: Tz, at: DateTime<Utc>) -> i32 {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
}

/// `+0100`, with seconds where old zones have them.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, rest) = (seconds.abs() / 3600, seconds.abs() % 3600);
    let (minutes, seconds) = (rest / 60, rest % 60);
    if seconds == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(year: i32, month: u32, day: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(year, month, day, 0, 0, 0).single().expect("instant")
    }

    #[test]
    fn both_switches_of_a_year_are_written() {
        let lines =
            vtimezone(chrono_tz::Europe::Berlin, at(2026, 1, 10), at(2027, 1, 10)).join("\n");
        let onset = |kind: &str, local: &str, from: &str, to: &str, name: &str| {
            format!(
                "BEGIN:{kind}\nDTSTART:{local}\nTZOFFSETFROM:{from}\nTZOFFSETTO:{to}\nTZNAME:{name}\nEND:{kind}"
            )
        };
        for wanted in [
            onset("STANDARD", "20260109T010000", "+0100", "+0100", "CET"),
            onset("DAYLIGHT", "20260329T020000", "+0100", "+0200", "CEST"),
            onset("STANDARD", "20261025T030000", "+0200", "+0100", "CET"),
        ] {
            assert!(lines.contains(&wanted), "{wanted}\nis not in\n{lines}");
        }
        assert_eq!(lines.matches("DTSTART").count(), 3);
    }

    #[test]
    fn every_zone_says_what_the_clock_shows() {
        for zone in chrono_tz::TZ_VARIANTS {
            let (from, until) = (at(2026, 1, 1), at(2028, 1, 1));
            let onsets = onsets(zone, from, until);
            let mut day = from;
            while day < until {
                // The latest onset that is over, by its own local time and the offset before it.
                let utc = |onset: &Onset| onset.local - TimeDelta::seconds(i64::from(onset.from));
                let current = onsets.iter().rfind(|onset| utc(onset) <= day.naive_utc());
                assert_eq!(
                    current.map(|onset| onset.to),
                    Some(offset_at(zone, day)),
                    "{zone} {day}"
                );
                day += TimeDelta::hours(31);
            }
        }
    }
}
