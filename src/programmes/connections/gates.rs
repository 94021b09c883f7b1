//! When measures of the whole may be said, and how exactly.
//!
//! A gate must not be an answer itself: where "withheld" depends on how many people are without something, it tells that
//! they are few. So gates hang on what everybody knows, or on counts of which none may be k as well.

use chrono::NaiveDate;

use crate::graph::{Person, Rate};

/// A mean of steps that tells nothing of who is left out. With m ties across, a mean below two is possible only if at most
/// m / (2 − mean) pairs have a way; where that is less than all pairs, somebody has none.
pub(super) fn mean_path(steps: Option<f64>) -> Option<f64> {
    steps.filter(|steps| *steps >= 2.0)
}

/// The share of pairs that are not both in the largest piece; none where there are no pairs.
pub(super) fn apart(people: u32, giant: u32) -> Option<f64> {
    let pairs = |people: u32| f64::from(people) * (f64::from(people) - 1.0) / 2.0;
    (people > 1).then(|| 1.0 - pairs(giant) / pairs(people))
}

/// Whether communities may be counted: with fewer ties than people, each community of c people takes c − 1 of them at
/// least, and from how many communities there are it follows how many people are in none.
pub(super) fn tell_of_communities(people: u32, ties: u64) -> bool {
    ties >= u64::from(people)
}

/// Tenths: finer, and the agreement of two partitions of a few people tells how many lie apart.
pub(super) fn tenths(value: Option<f64>) -> Option<f64> {
    value.map(|value| (value * 10.0).round() / 10.0)
}

/// The fewest meetings of which it is said how many were answered: fewer, and one more or less would show.
const FEWEST: u64 = 20;

/// A rate in steps of five in a hundred, with the interval of as many meetings as 20, 40, 80, … : exactly, rate and interval
/// tell both numbers, and so from one quarter to the next that one meeting more was answered. None of fewer than 20.
pub(super) fn rough(rate: Rate) -> Option<Rate> {
    if rate.whole < FEWEST {
        return None;
    }
    let size = FEWEST << (rate.whole / FEWEST).ilog2();
    // Half a step up, as people round.
    let steps = (2 * FEWEST * rate.part.min(rate.whole) + rate.whole) / (2 * rate.whole);
    Rate::new(steps * (size / FEWEST), size)
}

/// How many people are behind a figure of how evenly something is spread among those who have it: those who have another
/// amount than most. With fewer than k of them, whole numbers that give the figure are few.
pub(super) fn behind_a_spread(having: &[(f64, bool)]) -> u32 {
    let mut sorted: Vec<f64> = having.iter().map(|(value, _)| *value).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let alike = sorted.chunk_by(|one, other| one.total_cmp(other).is_eq());
    let common = alike.max_by_key(|part| part.len()).and_then(|part| part.first()).copied();
    let others = having.iter().filter(|(value, _)| Some(*value) != common);
    count(here_among(others).min(here_among(having)))
}

/// How many people are behind the share that the tenth with the most has of what lies between others: it tells of that
/// tenth, of the rest, and of whoever has anything of it. None where one person has more than half of what the tenth has
/// (rule R7).
pub(super) fn behind_the_busiest(values: &[f64], here: &[bool]) -> Option<u32> {
    let mut people: Vec<(f64, bool)> = values.iter().copied().zip(here.iter().copied()).collect();
    people.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let (tenth, rest) = people.split_at(people.len().div_ceil(10));
    if dominated(&tenth.iter().map(|(value, _)| *value).collect::<Vec<f64>>()) {
        return None;
    }
    let having = here_among(people.iter().filter(|(value, _)| *value > 0.0));
    let sides = [having, here_among(tenth), here_among(rest)];
    sides.into_iter().min().map(count)
}

/// How many of the newcomers who are here have been so for as many weeks: where one alone has, a median that comes so late
/// is that person's own.
pub(super) fn watched_for(weeks: u32, people: &[Person], here: &[bool], last_on: NaiveDate) -> u32 {
    let fewest = i64::from(weeks.saturating_sub(1)) * 7 + 1;
    let year = 366;
    let so_long = people.iter().zip(here).filter(|(person, here)| {
        let days = person.starts_on.map(|starts| (last_on - starts).num_days());
        **here && days.is_some_and(|days| (fewest..year).contains(&days))
    });
    count(so_long.count())
}

/// How many of these are in the directory at the quarter's end: whoever is gone hides nobody.
pub(super) fn here_among<'a, T: 'a>(some: impl IntoIterator<Item = &'a (T, bool)>) -> usize {
    some.into_iter().filter(|(_, here)| *here).count()
}

/// One person has more than half of what all of these have (rule R7).
pub(super) fn dominated(values: &[f64]) -> bool {
    let most = values.iter().copied().fold(0.0, f64::max);
    most * 2.0 > values.iter().sum()
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(values: &[f64]) -> Vec<(f64, bool)> {
        values.iter().map(|value| (*value, true)).collect()
    }

    #[test]
    fn a_spread_tells_of_those_who_have_another_amount_than_most() {
        // Fifteen people of three ties each but one: their number of ties and the coefficient have no other answer.
        let mut near = [3.0; 15];
        near[4] = 2.0;
        assert_eq!(behind_a_spread(&here(&near)), 1);
        assert_eq!(
            behind_a_spread(&here(&[2.0; 9])),
            0,
            "all alike says so of all, and is withheld like one"
        );
        let wide: Vec<f64> = (0..20).map(|at| f64::from(at % 4 + 1)).collect();
        assert_eq!(behind_a_spread(&here(&wide)), 15);
        // Whoever is gone hides nobody.
        let gone: Vec<(f64, bool)> = wide.iter().map(|value| (*value, *value > 3.0)).collect();
        assert_eq!(behind_a_spread(&gone), 0);
    }

    #[test]
    fn a_short_mean_says_that_somebody_is_left_out() {
        assert_eq!((mean_path(Some(1.999)), mean_path(Some(2.0))), (None, Some(2.0)));
    }

    #[test]
    fn pairs_apart_follow_from_the_largest_piece_alone() {
        let close = |a: Option<f64>, b: f64| a.is_some_and(|a| (a - b).abs() < 1e-12);
        // Thirty people, five of them outside: two who met and three alone, or five who met.
        assert!(close(apart(30, 25), 1.0 - 300.0 / 435.0));
        assert!(close(apart(30, 30), 0.0) && apart(1, 1).is_none());
    }

    #[test]
    fn after_a_first_round_of_pairs_communities_are_not_counted() {
        // 26 of 30 people in 13 pairs: 30 − 13 − 13 = 4 are in none.
        assert!(!tell_of_communities(30, 13) && tell_of_communities(30, 30));
    }

    #[test]
    fn one_meeting_more_does_not_show_in_the_answers() {
        let said = |told: u64, of: u64| {
            let rough = rough(Rate::new(told, of).expect("a rate"));
            rough.map(|it| [it.rate, it.low, it.high].map(|end| (end * 100.0).round()))
        };
        assert_eq!(said(24, 30), Some([80.0, 58.0, 92.0]));
        assert_eq!(said(25, 31), said(24, 30));
        assert_eq!(said(19, 19), None);
        // Whatever is said has an answer for each number of meetings up to twice as many.
        let mut answers =
            std::collections::BTreeMap::<String, std::collections::BTreeSet<u64>>::new();
        for of in FEWEST..16 * FEWEST {
            for told in 0..=of {
                answers.entry(format!("{:?}", said(told, of))).or_default().insert(of);
            }
        }
        assert_eq!(answers.len(), 4 * 21);
        assert!(answers.values().all(|answers| answers.len() >= 20), "{answers:?}");
    }

    #[test]
    fn a_late_median_needs_others_who_were_there_so_long() {
        let last_on = NaiveDate::from_ymd_opt(2026, 12, 31).expect("day");
        let since = |days: i64| Person {
            starts_on: Some(last_on - chrono::TimeDelta::days(days)),
            ..Person::default()
        };
        let mut people: Vec<Person> = (0..9).map(|at| since(40 + at * 9)).collect();
        people.push(since(330));
        people.push(since(4000));
        let here = vec![true; people.len()];
        assert_eq!(watched_for(40, &people, &here, last_on), 1);
        assert_eq!(watched_for(5, &people, &here, last_on), 10);
    }

    #[test]
    fn the_share_of_the_busiest_tells_of_everybody_who_has_any() {
        let everybody = [true; 100];
        let busy = |some: usize| -> Vec<f64> {
            (0..100).map(|at| if at < some { 3.0 } else { 0.0 }).collect()
        };
        assert_eq!(behind_the_busiest(&busy(60), &everybody), Some(10), "a tenth");
        // All of it lies with six: a share of 100 % says so.
        assert_eq!(behind_the_busiest(&busy(6), &everybody), Some(6));
        assert_eq!(behind_the_busiest(&busy(97), &everybody), Some(10), "not of who has nothing");
    }

    #[test]
    fn whoever_is_gone_hides_nobody_among_the_busiest() {
        let values: Vec<f64> = (0..100).map(|at| if at < 10 { 9.0 } else { 1.0 }).collect();
        let mut here = [true; 100];
        here[..7].fill(false);
        assert_eq!(behind_the_busiest(&values, &here), Some(3));
    }

    #[test]
    fn one_person_with_most_of_it_is_not_shown() {
        let mut values = vec![1.0; 100];
        values[50] = 10.0;
        assert_eq!(behind_the_busiest(&values, &[true; 100]), None);
    }
}
