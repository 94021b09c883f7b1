//! When measures of the whole may be said, and how exactly.
//!
//! A gate must not be an answer itself: where "withheld" depends on how many people are without something, it tells that
//! they are few. So gates hang on what everybody knows, or say no more than that fewer than k, or none, are such.

use chrono::NaiveDate;

use crate::graph::{Person, Rate, View};

/// A mean of steps that does not tell whether somebody is left out. With m ties across, a mean below two says that at most
/// m / (2 − mean) pairs have a way; where that is less than all pairs, somebody has none. In hundredths: finer, and the same
/// follows from which fractions there are, in organisations of thirty people.
pub(super) fn mean_path(steps: Option<f64>) -> Option<f64> {
    hundredths(steps.filter(|steps| *steps >= 2.0))
}

/// What pages show of a measure without a unit; finer, whole numbers that give it are fewer.
pub(super) fn hundredths(value: Option<f64>) -> Option<f64> {
    value.map(|value| (value * 100.0).round() / 100.0)
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

/// The steps in which it is said how many meetings were answered: twentieths.
const STEPS: u64 = 20;
/// The fewest meetings of which it is said: a step is five of them, or more.
const FEWEST: u64 = 5 * STEPS;

/// A rate in steps of five in a hundred, with the interval of as many meetings as 100, 200, 400, … : exactly, rate and
/// interval tell both numbers, and so from one quarter to the next that one meeting more was answered. None of fewer.
pub(super) fn rough(rate: Rate) -> Option<Rate> {
    if rate.whole < FEWEST {
        return None;
    }
    let size = FEWEST << (rate.whole / FEWEST).ilog2();
    // Half a step up, as people round.
    let steps = (2 * STEPS * rate.part.min(rate.whole) + rate.whole) / (2 * rate.whole);
    Rate::new(steps * (size / STEPS), size)
}

/// How many people are behind a figure of how evenly something that is counted is spread: those who have another number of
/// it than most. With fewer than k of them, numbers that give the figure are few. People without any are among all of them:
/// as there are numbers without a nought that give the same figure, it does not tell that somebody has none.
pub(super) fn behind_a_spread(counts: &[(f64, bool)]) -> u32 {
    let mut sorted: Vec<f64> =
        counts.iter().filter(|(_, here)| *here).map(|(value, _)| *value).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let alike = sorted.chunk_by(|one, other| one.total_cmp(other).is_eq());
    let common = alike.max_by_key(|part| part.len()).and_then(|part| part.first()).copied();
    count(here_among(counts.iter().filter(|(value, _)| Some(*value) != common)))
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

/// Offers a month from which on a curve of them is told: with fewer, a low beginning says that somebody had none.
const OFTEN: f64 = 0.5;

/// A curve of offers in steps of five in a hundred, as far as their rate is one of which a curve tells little of those who
/// have least. `rates`: of everybody who was open to offers, ascending. None where one person has more than half of what the
/// tenth with the most has (rule R7).
pub(super) fn curve(points: Option<[f64; 11]>, rate: f64, rates: &[f64]) -> Option<[f64; 11]> {
    let most = rates.len() - rates.len().div_ceil(10);
    let points = points.filter(|_| rate >= OFTEN && !dominated(&rates[most..]))?;
    Some(points.map(|share| (share * 20.0).round() / 20.0))
}

/// How many of the newcomers who are here have been so for as many weeks: where one alone has, a median that comes so late
/// is that person's own.
pub(super) fn watched_for(weeks: u32, people: &[Person], here: &[bool], view: &View) -> u32 {
    let fewest = i64::from(weeks.saturating_sub(1)) * 7 + 1;
    let new = |starts: NaiveDate| view.from().is_none_or(|from| from <= starts);
    let so_long = people.iter().zip(here).filter(|(person, here)| {
        let starts = person.starts_on.filter(|starts| new(*starts));
        **here && starts.is_some_and(|starts| (view.as_of - starts).num_days() >= fewest)
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
    fn a_spread_tells_of_those_who_have_another_number_than_most() {
        // Fifteen people of three ties each but one: their number of ties and the coefficient have no other answer.
        let mut near = [3.0; 15];
        near[4] = 2.0;
        assert_eq!(behind_a_spread(&here(&near)), 1);
        assert_eq!(behind_a_spread(&here(&[2.0; 9])), 0, "all alike is withheld like one of them");
        let wide: Vec<f64> = (0..20).map(|at| f64::from(at % 4 + 1)).collect();
        assert_eq!(behind_a_spread(&here(&wide)), 15);
        // Whoever is gone hides nobody, nor says what most have.
        let mut gone: Vec<(f64, bool)> = vec![(1.0, false); 16];
        gone.extend(here(&[3.0; 15]));
        assert_eq!(behind_a_spread(&gone), 0);
    }

    #[test]
    fn a_curve_of_few_offers_is_not_told() {
        let rates: Vec<f64> = (0..50).map(|at| f64::from(at) / 50.0).collect();
        let points = crate::graph::lorenz(&rates);
        let shown = curve(points, 0.5, &rates).expect("a curve");
        assert!(shown.iter().all(|share| (share * 20.0).fract() == 0.0), "{shown:?}");
        assert_eq!(curve(points, 0.4, &rates), None);
        let mut one = rates;
        one[49] = 9.0;
        assert_eq!(curve(crate::graph::lorenz(&one), 0.5, &one), None);
    }

    #[test]
    fn a_short_mean_says_that_somebody_is_left_out() {
        assert_eq!((mean_path(Some(1.999)), mean_path(Some(2.004))), (None, Some(2.0)));
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
        assert_eq!(said(96, 120), Some([80.0, 71.0, 87.0]));
        // Five more, or as many less, are the same.
        assert_eq!([said(98, 122), said(100, 125), said(91, 115)], [said(96, 120); 3]);
        assert_eq!(said(99, 99), None);
        // Whatever is said has an answer for each number of meetings up to twice as many.
        let mut answers = std::collections::BTreeMap::<String, Vec<u64>>::new();
        for of in FEWEST..4 * FEWEST {
            for told in 0..=of {
                let those = answers.entry(format!("{:?}", said(told, of))).or_default();
                if those.last() != Some(&of) {
                    those.push(of);
                }
            }
        }
        assert_eq!(answers.len(), 2 * 21);
        assert!(answers.values().all(|those| those.len() >= 100), "{answers:?}");
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
        let view = View::year_to(last_on);
        assert_eq!(watched_for(40, &people, &here, &view), 1);
        assert_eq!(watched_for(5, &people, &here, &view), 10);
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
