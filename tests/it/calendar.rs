//! Cadences: words and cron, their occurrences, both switches of every zone, and meeting times.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use weft::domain::calendar::{Cadence, CadenceError, to_instant};
use weft::domain::person::{Language, WorkingHours};
use weft::domain::slots::{Availability, is_inside, meeting_times, week_slots};

const BERLIN: Tz = chrono_tz::Europe::Berlin;

fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, month, day, hour, minute, 0).single().expect("instant")
}

fn cadence(written: &str) -> Cadence {
    Cadence::parse(written, BERLIN).unwrap_or_else(|error| panic!("{written}: {error}"))
}

/// The next `n` occurrences as wall-clock times of the cadence's zone.
fn next(written: &str, from: DateTime<Utc>, n: usize) -> Vec<String> {
    let cadence = cadence(written);
    cadence
        .upcoming(from, from, n)
        .into_iter()
        .map(|at| at.with_timezone(&cadence.zone()).format("%a %d %b %H:%M").to_string())
        .collect()
}

#[test]
fn words_of_both_languages_and_cron_name_the_same_times() {
    let from = at(2026, 1, 6, 7, 0);
    let tuesdays = ["Tue 06 Jan 09:00", "Tue 20 Jan 09:00", "Tue 03 Feb 09:00"];
    for written in [
        "every 2 weeks on Tuesday 09:00",
        "Every other week on tuesdays at 9:00",
        "alle 2 Wochen am Dienstag 09:00",
        "jede zweite Woche am Dienstag um 9 Uhr",
        "jeden zweiten Dienstag 9.00 Uhr",
    ] {
        assert_eq!(next(written, from, 3), tuesdays, "{written}");
    }
    assert_eq!(
        next("every week on Monday 10:30", from, 2),
        ["Mon 12 Jan 10:30", "Mon 19 Jan 10:30"]
    );
    assert_eq!(
        next("every week on Thursday and Monday 10:30", from, 3),
        ["Thu 08 Jan 10:30", "Mon 12 Jan 10:30", "Thu 15 Jan 10:30"]
    );
    for written in [
        "every month on the first Monday 09:00",
        "jeden Monat am ersten Montag um 09:00",
        "every first Monday of the month 09:00",
        "0 9 * * 1#1",
    ] {
        assert_eq!(next(written, from, 2), ["Mon 02 Feb 09:00", "Mon 02 Mar 09:00"], "{written}");
    }
    assert_eq!(
        next("every month on the last Friday 16:00", from, 2),
        ["Fri 30 Jan 16:00", "Fri 27 Feb 16:00"]
    );
    assert_eq!(
        next("every 3 months on the 15th 08:00", from, 3),
        ["Thu 15 Jan 08:00", "Wed 15 Apr 08:00", "Wed 15 Jul 08:00"]
    );
    assert_eq!(
        next("every month on the last day 08:00", from, 2),
        ["Sat 31 Jan 08:00", "Sat 28 Feb 08:00"]
    );
    assert_eq!(
        next("every weekday 09:00", at(2026, 1, 8, 12, 0), 3),
        ["Fri 09 Jan 09:00", "Mon 12 Jan 09:00", "Tue 13 Jan 09:00"]
    );
    assert_eq!(next("täglich 09:00", from, 2), ["Tue 06 Jan 09:00", "Wed 07 Jan 09:00"]);
    assert_eq!(
        next("every 3 days 09:00", from, 3),
        ["Tue 06 Jan 09:00", "Fri 09 Jan 09:00", "Mon 12 Jan 09:00"]
    );
    assert_eq!(next("alle 5 Minuten", from, 2), ["Tue 06 Jan 08:05", "Tue 06 Jan 08:10"]);
    assert_eq!(next("every minute", from, 2), ["Tue 06 Jan 08:01", "Tue 06 Jan 08:02"]);
    assert_eq!(next("0 9 * * 2", from, 2), ["Tue 06 Jan 09:00", "Tue 13 Jan 09:00"]);
    assert_eq!(next("every week on Tuesday 09:00 america/new_york", from, 1), ["Tue 06 Jan 09:00"]);
}

#[test]
fn canonical_words_parse_to_the_same_cadence() {
    for (written, english, german) in [
        (
            "every other week on tue at 9:00",
            "every 2 weeks on Tuesday 09:00",
            "alle 2 Wochen am Dienstag 09:00",
        ),
        (
            "weekly on fri and mon 7:05",
            "every week on Monday and Friday 07:05",
            "jede Woche am Montag und Freitag 07:05",
        ),
        (
            "jeden Monat am letzten Freitag 16:00",
            "every month on the last Friday 16:00",
            "jeden Monat am letzten Freitag 16:00",
        ),
        (
            "every 3 months on the 22nd 16:00",
            "every 3 months on the 22nd 16:00",
            "alle 3 Monate am 22. 16:00",
        ),
        ("monthly on the 1st 16:00", "every month on the 1st 16:00", "jeden Monat am 1. 16:00"),
        (
            "monthly on the last day 16:00",
            "every month on the last day 16:00",
            "jeden Monat am letzten Tag 16:00",
        ),
        ("werktags 09:00", "", ""),
        ("every 120 minutes", "every 2 hours", "alle 2 Stunden"),
        ("jeden Werktag 09:00", "every weekday 09:00", "jeden Werktag 09:00"),
        ("30 8 * * 1-5", "30 8 * * 1-5", "30 8 * * 1-5"),
    ] {
        if english.is_empty() {
            assert!(Cadence::parse(written, BERLIN).is_err(), "{written}");
            continue;
        }
        let first = cadence(written);
        assert_eq!(first.words(Language::English), english);
        assert_eq!(first.words(Language::German), german);
        assert_eq!(cadence(english), first);
        assert_eq!(cadence(german), first);
    }
    assert_eq!(cadence("every day 09:00 utc").to_string(), "every day 09:00 UTC");
}

#[test]
fn a_refusal_says_what_is_wrong() {
    for (written, told) in [
        ("", "nothing is written"),
        ("sometimes", "\"sometimes\" is not understood"),
        ("every blue moon 09:00", "\"blue\" is not understood"),
        ("every", "every what"),
        ("every 2 weeks 09:00", "the day of the week is missing"),
        ("every week on Tuesday", "the time of day is missing"),
        ("every week on Tuesday 25:00", "\"25:00\" is not a time of day"),
        ("every week on Tuesday 9pm", "\"9pm\" is not a time of day"),
        ("every month 09:00", "the day of the month is missing"),
        ("every month on the 31 09:00", "not every month has a 31."),
        ("every 0 weeks on Tuesday 09:00", "out of range"),
        ("every 99999999999 weeks on Tuesday 09:00", "\"99999999999\" is not understood"),
        ("every 5 minutes 09:00", "\"09:00\" does not go with the rest"),
        ("every weekday on Monday 09:00", "\"Monday\" does not go with the rest"),
        ("every week on Tuesday 09:00 Europe/Berlyn", "no time zone \"Europe/Berlyn\""),
        ("0 9 * *", "there are 4 fields"),
        ("0 9 * * * *", "there are 6 fields"),
        ("0 99 * * *", "the cron fields are wrong"),
        ("0 0 30 2 *", "no such time within five years"),
        ("every week on Tuesday 09:00 10:00", "does not go with the rest"),
    ] {
        match Cadence::parse(written, BERLIN) {
            Ok(cadence) => panic!("{written} was read as {cadence}"),
            Err(error) => assert!(error.to_string().contains(told), "{written}: {error}"),
        }
    }
    assert_eq!(Cadence::parse("0 0 31 4 *", BERLIN), Err(CadenceError::Never));
    assert!(Cadence::parse("0 0 29 2 *", BERLIN).is_ok());
}

#[test]
fn the_spring_gap_is_caught_up_once_and_the_autumn_fold_runs_once() {
    for written in ["every day 02:30", "30 2 * * *"] {
        assert_eq!(
            next(written, at(2026, 3, 28, 12, 0), 3),
            ["Sun 29 Mar 03:00", "Mon 30 Mar 02:30", "Tue 31 Mar 02:30"],
            "{written}"
        );
        let autumn = cadence(written).upcoming(at(2026, 10, 24, 12, 0), at(2026, 10, 1, 0, 0), 2);
        assert_eq!(autumn, [at(2026, 10, 25, 0, 30), at(2026, 10, 26, 1, 30)], "{written}");
    }
    // Every five minutes of the hour that the spring leaves out: one occurrence.
    let gap = cadence("*/5 2 * * *").upcoming(at(2026, 3, 29, 0, 30), at(2026, 1, 1, 0, 0), 2);
    assert_eq!(gap, [at(2026, 3, 29, 1, 0), at(2026, 3, 30, 0, 0)]);
    // In the second pass of the repeated hour, the first pass has been.
    let second_pass = at(2026, 10, 25, 1, 10);
    assert_eq!(
        cadence("every day 02:30").latest_until(second_pass, at(2026, 1, 1, 0, 0)),
        Some(at(2026, 10, 25, 0, 30))
    );
    // A day that an island skipped.
    let apia = chrono_tz::Pacific::Apia;
    let skipped = NaiveDate::from_ymd_opt(2011, 12, 30)
        .and_then(|day| day.and_hms_opt(9, 0, 0))
        .expect("date");
    assert_eq!(to_instant(apia, skipped), at(2011, 12, 30, 10, 0));
}

#[test]
fn counting_starts_at_the_start() {
    let start = at(2026, 1, 7, 0, 0);
    let fortnight = cadence("every 2 weeks on Tuesday 09:00");
    // The start is a Wednesday: the first Tuesday after it counts, not one two weeks on.
    assert_eq!(fortnight.next_after(at(2020, 1, 1, 0, 0), start), Some(at(2026, 1, 13, 8, 0)));
    assert_eq!(fortnight.next_after(at(2026, 1, 13, 8, 0), start), Some(at(2026, 1, 27, 8, 0)));
    assert_eq!(fortnight.latest_until(at(2026, 1, 13, 7, 59), start), None);
    assert_eq!(fortnight.latest_until(at(2026, 1, 13, 8, 0), start), Some(at(2026, 1, 13, 8, 0)));
    assert_eq!(fortnight.latest_until(at(2026, 4, 1, 0, 0), start), Some(at(2026, 3, 24, 8, 0)));
    assert_eq!(fortnight.count_between(at(2026, 1, 13, 8, 0), at(2026, 4, 1, 0, 0), start), 5);
    assert_eq!(fortnight.period(start, start), Some(TimeDelta::weeks(2)));
    let minutes = cadence("every 5 minutes");
    assert_eq!(minutes.latest_until(at(2026, 1, 7, 0, 12), start), Some(at(2026, 1, 7, 0, 10)));
    assert_eq!(minutes.count_between(at(2026, 1, 7, 0, 0), at(2026, 1, 7, 0, 12), start), 2);
    assert_eq!(minutes.next_after(at(2026, 1, 1, 0, 0), start), Some(start));
}

/// The switches of a zone in a year: the instants at which its offset changes.
fn switches(zone: Tz, year: i32) -> Vec<DateTime<Utc>> {
    use chrono::Offset;
    let offset = |instant: DateTime<Utc>| zone.offset_from_utc_datetime(&instant.naive_utc()).fix();
    let mut found = Vec::new();
    let mut day = at(year, 1, 1, 0, 0);
    while day.year() == year {
        let next = day + TimeDelta::days(1);
        if offset(day) != offset(next) {
            let (mut before, mut after) = (day, next);
            while after - before > TimeDelta::seconds(1) {
                let middle = before + (after - before) / 2;
                let middle = middle.with_nanosecond(0).expect("second");
                if offset(middle) == offset(before) { before = middle } else { after = middle }
            }
            found.push(after);
        }
        day = next;
    }
    found
}

#[test]
fn every_zone_and_switch_keeps_a_daily_and_a_half_hourly_cadence_whole() {
    for zone in chrono_tz::TZ_VARIANTS {
        for switch in switches(zone, 2026) {
            let start = switch - TimeDelta::days(3);
            let wall = switch.with_timezone(&zone).naive_local();
            for written in [
                "*/30 * * * *".to_owned(),
                format!("every day {:02}:{:02}", (wall.hour() + 23) % 24, 30),
                format!("every day {:02}:{:02}", wall.hour(), 30),
            ] {
                let cadence = Cadence::parse(&written, zone).expect("cadence");
                let mut instant = start;
                let mut days = std::collections::BTreeMap::new();
                while let Some(next) = cadence.next_after(instant, start) {
                    assert!(next > instant, "{zone} {written}");
                    assert_eq!(cadence.latest_until(next, start), Some(next), "{zone} {written}");
                    assert_eq!(
                        cadence
                            .latest_until(next - TimeDelta::seconds(1), start)
                            .unwrap_or(instant),
                        if instant == start {
                            cadence.latest_until(instant, start).unwrap_or(instant)
                        } else {
                            instant
                        },
                        "{zone} {written} {next}"
                    );
                    if next > switch + TimeDelta::days(3) {
                        break;
                    }
                    *days.entry(next.with_timezone(&zone).date_naive()).or_insert(0) += 1;
                    instant = next;
                }
                if written.starts_with("every day") {
                    // A gap over midnight moves one occurrence to the next day: none is lost, none comes twice.
                    let first = days.keys().next().copied().unwrap_or_default();
                    let last = days.keys().last().copied().unwrap_or_default();
                    let all: i64 = days.values().sum();
                    assert_eq!((last - first).num_days() + 1, all, "{zone} {written} {days:?}");
                    assert!(all >= 5, "{zone} {written} {days:?}");
                }
            }
        }
    }
}

/// Half-open times of the wall clock around a switch: what it leaves out, or shows twice; `true` for a gap.
fn odd_times(
    zone: Tz,
    switch: DateTime<Utc>,
) -> (bool, chrono::NaiveDateTime, chrono::NaiveDateTime) {
    let wall = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    let after = wall(switch);
    let before = wall(switch - TimeDelta::seconds(1)) + TimeDelta::seconds(1);
    (after > before, before.min(after), before.max(after))
}

/// In words and in five fields: once a day at that time, seen from two days before to two days after.
fn daily(zone: Tz, time: chrono::NaiveTime) -> [Cadence; 2] {
    let written = [
        format!("every day {:02}:{:02}", time.hour(), time.minute()),
        format!("{} {} * * *", time.minute(), time.hour()),
    ];
    written.map(|written| Cadence::parse(&written, zone).expect("cadence"))
}

/// Every switch of every zone in these years: a time in the gap happens once, at its end; a time that comes twice happens
/// once, at its first pass; the days around are untouched.
#[test]
fn in_every_zone_a_time_in_a_gap_or_a_fold_happens_once() {
    let (mut gaps, mut folds, mut sizes) = (0, 0, std::collections::BTreeSet::new());
    let mut for_the_oracle = String::new();
    for zone in chrono_tz::TZ_VARIANTS {
        // The years to come and some that were: Samoa lost a day in 2011, Lord Howe moves by half an hour, Troll by two.
        for switch in
            [2011, 2019, 2024, 2025, 2026, 2027, 2028].map(|year| switches(zone, year)).concat()
        {
            let (gap, from, until) = odd_times(zone, switch);
            if from.second() != 0 || until.second() != 0 {
                continue;
            }
            sizes.insert((gap, (until - from).num_minutes()));
            *(if gap { &mut gaps } else { &mut folds }) += 1;
            let last = until - TimeDelta::minutes(1);
            for odd in [from, from + (last - from) / 2, last] {
                let time = odd
                    .time()
                    .with_second(0)
                    .and_then(|time| time.with_nanosecond(0))
                    .expect("time");
                let odd = odd.date().and_time(time);
                let expected = if gap {
                    switch
                } else {
                    // The first pass still has the offset from before the switch.
                    switch - (until - odd)
                };
                for cadence in daily(zone, time) {
                    let start = switch - TimeDelta::days(4);
                    let seen: Vec<_> = std::iter::successors(
                        cadence.next_after(switch - TimeDelta::hours(60), start),
                        |at| cadence.next_after(*at, start),
                    )
                    .take_while(|at| *at < switch + TimeDelta::hours(60))
                    .collect();
                    let instants: Vec<i64> = seen.iter().map(DateTime::timestamp).collect();
                    let (after, before) =
                        (switch.timestamp() - 60 * 3600, switch.timestamp() + 60 * 3600);
                    for_the_oracle += &format!(
                        "{}\n",
                        serde_json::json!({
                            "zone": zone.name(), "hour": time.hour(), "minute": time.minute(),
                            "after": after, "before": before, "seen": instants,
                        })
                    );
                    let of = |at: &DateTime<Utc>| at.with_timezone(&zone).naive_local();
                    let told = || format!("{zone} {cadence:?} {odd}: {seen:?}");
                    assert_eq!(seen.iter().filter(|at| **at == expected).count(), 1, "{}", told());
                    // Everywhere else, the very time that was written, once a day.
                    for at in seen.iter().filter(|at| **at != expected) {
                        assert_eq!(of(at).time(), time, "{}", told());
                    }
                    let mut days: Vec<_> =
                        seen.iter().filter(|at| **at != expected).map(|at| of(at).date()).collect();
                    assert!(!days.contains(&odd.date()), "{}", told());
                    days.push(odd.date());
                    days.sort_unstable();
                    days.dedup();
                    assert_eq!(days.len(), seen.len(), "{}", told());
                    for at in &seen {
                        assert_eq!(cadence.latest_until(*at, start), Some(*at), "{}", told());
                        assert_eq!(
                            cadence.count_between(*at - TimeDelta::seconds(1), *at, start),
                            1,
                            "{}",
                            told()
                        );
                    }
                }
            }
        }
    }
    if let Some(path) = std::env::var_os("WEFT_CADENCES") {
        std::fs::write(path, for_the_oracle).expect("a file for the oracle");
    }
    assert!(gaps > 500 && folds > 500, "{gaps} gaps, {folds} folds");
    for size in [
        (true, 30),
        (true, 60),
        (true, 120),
        (true, 24 * 60),
        (false, 30),
        (false, 60),
        (false, 120),
    ] {
        assert!(sizes.contains(&size), "{size:?} is not among {sizes:?}");
    }
}

#[test]
fn a_schedule_without_an_occurrence_in_five_years_is_refused_in_every_zone() {
    for zone in chrono_tz::TZ_VARIANTS {
        for never in ["0 9 30 2 *", "0 9 31 11 *", "30 2 31 4,6,9,11 *"] {
            assert_eq!(Cadence::parse(never, zone), Err(CadenceError::Never), "{zone} {never}");
        }
        assert!(Cadence::parse("0 9 29 2 *", zone).is_ok(), "{zone}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn occurrences_go_forward_and_are_found_again(
        zone in 0..chrono_tz::TZ_VARIANTS.len(),
        rule in 0..7usize,
        every in 1..5u32,
        hour in 0..24u32,
        minute in 0..60u32,
        start in 0..63_072_000i64,
        later in 0..31_536_000i64,
    ) {
        let zone = chrono_tz::TZ_VARIANTS[zone];
        let written = match rule {
            0 => format!("every {every} weeks on Sunday {hour:02}:{minute:02}"),
            1 => format!("every {every} days {hour:02}:{minute:02}"),
            2 => format!("every weekday {hour:02}:{minute:02}"),
            3 => format!("every {every} months on the last Sunday {hour:02}:{minute:02}"),
            4 => format!("every {every} months on the 28th {hour:02}:{minute:02}"),
            5 => format!("{minute} {hour} * * 0"),
            _ => format!("every {every} hours"),
        };
        let start = at(2025, 1, 1, 0, 0) + TimeDelta::seconds(start);
        let instant = start + TimeDelta::seconds(later);
        let cadence = Cadence::parse(&written, zone).expect("cadence");
        let next = cadence.next_after(instant, start).expect("next");
        prop_assert!(next > instant);
        prop_assert_eq!(cadence.latest_until(next, start), Some(next));
        if let Some(latest) = cadence.latest_until(instant, start) {
            prop_assert!(latest <= instant && latest >= start);
            prop_assert_eq!(cadence.next_after(latest, start), Some(next));
            prop_assert_eq!(cadence.count_between(latest, next, start), 1);
        } else {
            prop_assert_eq!(cadence.next_after(start - TimeDelta::days(400), start), Some(next));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(written in "\\PC{0,40}", words in prop::collection::vec(
        prop::sample::select(vec!["every", "2", "week", "month", "on", "the", "last", "first", "1st", "31", "Monday", "day", "09:00", "9", "uhr", "*", "alle", "99999999999", "Europe/Berlin", "."]), 0..8)) {
        let _ = Cadence::parse(&written, BERLIN);
        if let Ok(cadence) = Cadence::parse(&words.join(" "), BERLIN) {
            prop_assert_eq!(&Cadence::parse(&cadence.words(Language::German), cadence.zone()).expect("canonical"), &cadence);
        }
    }
}

#[test]
fn working_hours_become_slots_of_the_week_in_utc() {
    let hours = WorkingHours::default();
    let winter = NaiveDate::from_ymd_opt(2026, 1, 7).expect("date");
    let berlin = week_slots(&hours, BERLIN, winter);
    // Monday 09:00 in Berlin is 08:00 UTC: slot 16; eight hours a day on five days.
    assert_eq!(
        (berlin.len(), berlin.first(), berlin.last()),
        (80, Some(&16), Some(&(4 * 48 + 31)))
    );
    // Kathmandu is 5:45 ahead: the quarter hours at both ends are lost, never claimed.
    let nepal = week_slots(&hours, chrono_tz::Asia::Kathmandu, winter);
    assert_eq!((nepal.len(), nepal.first()), (75, Some(&7)));
    // Auckland's Monday morning is Sunday in UTC: the end of the numbered week.
    let auckland = week_slots(&hours, chrono_tz::Pacific::Auckland, winter);
    assert!(auckland.contains(&(6 * 48 + 40)) && auckland.len() == 80);
}

#[test]
fn three_times_suit_everybody_lie_on_different_days_and_repeat_for_a_seed() {
    let somebody = Availability { hours: WorkingHours::default(), zone: BERLIN, pause: None };
    let abroad = Availability { zone: chrono_tz::America::New_York, ..somebody };
    let back = NaiveDate::from_ymd_opt(2026, 1, 9);
    let paused = Availability {
        pause: NaiveDate::from_ymd_opt(2026, 1, 1).map(|first| (first, back)),
        ..somebody
    };
    let (release, closes) = (at(2026, 1, 6, 8, 0), at(2026, 1, 18, 8, 0));
    let length = TimeDelta::minutes(30);
    for seed in 0..200 {
        let members = [somebody, abroad, paused];
        let times = meeting_times(&members, release, closes, length, seed);
        assert_eq!(times, meeting_times(&members, release, closes, length, seed));
        assert_eq!(times.len(), 3);
        let days: std::collections::BTreeSet<_> = times.iter().map(|at| at.date_naive()).collect();
        assert_eq!(days.len(), 3);
        for time in &times {
            assert!(*time >= at(2026, 1, 9, 0, 0) && *time + length <= closes, "{time}");
            assert!(members.iter().all(|member| is_inside(
                &member.hours,
                member.zone,
                *time,
                length
            )));
        }
    }
    let never = Availability { zone: chrono_tz::Pacific::Auckland, ..somebody };
    assert!(meeting_times(&[somebody, never], release, closes, length, 1).is_empty());
    assert!(meeting_times(&[], release, closes, length, 1).is_empty());
    // A round of a day: what little there is, without overlap.
    let short = meeting_times(&[somebody], release, release + TimeDelta::hours(26), length, 3);
    assert_eq!(short.len(), 3);
}
