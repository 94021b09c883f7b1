//! How long until it happens, when for some it has not happened yet: Kaplan–Meier.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::network::{Network, node};
use super::rates::Z;

/// How many ties across groups make a newcomer's.
pub const THIRD: usize = 3;

/// One step of a survival curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Units: days.
    pub day: u32,
    /// Of whom it had not happened, and who were watched, until this day.
    pub at_risk: u32,
    /// To whom it happened on this day.
    pub events: u32,
    /// Share of people to whom it has not happened after this day.
    pub survival: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
}

/// A survival curve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Survival {
    /// People watched.
    pub people: u32,
    /// Of these, to whom it happened.
    pub events: u32,
    /// The first day after which it has happened to at least half; none: it has not come so far. Units: days.
    pub median: Option<u32>,
    /// The days on which it happened to somebody, ascending.
    pub steps: Vec<Step>,
}

/// The Kaplan–Meier curve of (days, whether it happened then; else the person was not watched any longer).
///
/// Formula: S(t) = Π over tᵢ ≤ t of (1 − dᵢ/nᵢ); variance by Greenwood, V = Σ dᵢ / (nᵢ (nᵢ − dᵢ)); the interval on the
/// scale of log(−log S), so that it stays within 0 and 1: S^exp(±z √V / ln S). After a day on which it happened to all
/// who were left, S is 0 and the interval says nothing: 0 to 1. None without people.
/// Source: Kaplan & Meier (1958); Greenwood (1926); Kalbfleisch & Prentice (1980) for the scale. Cost: a sort.
pub fn kaplan_meier(watched: &[(u32, bool)]) -> Option<Survival> {
    if watched.is_empty() {
        return None;
    }
    let mut watched = watched.to_vec();
    watched.sort_unstable();
    let (mut survival, mut variance) = (1.0_f64, 0.0_f64);
    let mut left = watched.len();
    let (mut steps, mut median) = (Vec::new(), None);
    for day in watched.chunk_by(|one, other| one.0 == other.0) {
        let events = day.iter().filter(|(_, happened)| *happened).count();
        if events > 0 {
            let (n, d) = (f64::from(node(left)), f64::from(node(events)));
            survival *= 1.0 - d / n;
            if events == left {
                survival = 0.0;
            }
            variance += d / (n * (n - d));
            let (low, high) = interval(survival, variance);
            let (at_risk, events) = (node(left), node(events));
            steps.push(Step { day: day[0].0, at_risk, events, survival, low, high });
            // A product of fractions that comes to one half may lie a hair above it.
            if median.is_none() && survival <= 0.5 + 1e-9 {
                median = Some(day[0].0);
            }
        }
        left -= day.len();
    }
    let events = watched.iter().filter(|(_, happened)| *happened).count();
    Some(Survival { people: node(watched.len()), events: node(events), median, steps })
}

fn interval(survival: f64, variance: f64) -> (f64, f64) {
    if survival <= 0.0 {
        return (0.0, 1.0);
    }
    let shift = Z * variance.sqrt() / survival.ln();
    (survival.powf((-shift).exp()), survival.powf(shift.exp()))
}

/// Newcomers' time from the first day of work to the third tie across groups.
///
/// Newcomers are those who started inside the view's window (none: everybody with a first day up to the last that
/// counts). A tie across groups counts from the first day in the window on which the two met and were of different
/// groups; one from before the first day of work counts as day 0, one without a day not at all; where no tie has a day,
/// nothing can be said. Watching ends with the view, or with the last day of work. Cost: linear, and a sort of each newcomer's ties.
pub fn newcomers(network: &Network) -> Option<Survival> {
    let view = network.view();
    if !network.ties().is_empty() && network.ties().iter().all(|tie| tie.last.is_none()) {
        return None;
    }
    let mut watched = Vec::new();
    let started = |on: &NaiveDate| *on <= view.as_of && view.from().is_none_or(|from| from <= *on);
    let mut firsts: Vec<Vec<NaiveDate>> = vec![Vec::new(); network.len()];
    let starts: Vec<Option<NaiveDate>> =
        network.people().iter().map(|person| person.starts_on.filter(started)).collect();
    for tie in network.ties() {
        for person in tie.people.map(|person| person as usize) {
            if starts[person].is_some() {
                firsts[person].extend(tie.first_across);
            }
        }
    }
    for ((person, starts_on), firsts) in network.people().iter().zip(starts).zip(&mut firsts) {
        let Some(starts_on) = starts_on else { continue };
        let days = |on: NaiveDate| u32::try_from((on - starts_on).num_days()).unwrap_or(0);
        let until = person.ends_on.map_or(view.as_of, |end| end.min(view.as_of));
        firsts.sort_unstable();
        let third = firsts.get(THIRD - 1).filter(|on| **on <= until);
        watched.push(third.map_or((days(until), false), |on| (days(*on), true)));
    }
    kaplan_meier(&watched)
}
