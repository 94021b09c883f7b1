//! How evenly something is spread: Gini, Lorenz, Theil, and opportunity between people.

use serde::{Deserialize, Serialize};

use super::groups::Groups;
use super::network::{Network, node, real, share};

/// Gini coefficient: 0 everybody has the same, towards 1 one has all.
///
/// Formula: Σ (2i − n − 1) xᵢ / (n Σ xᵢ), xᵢ ascending, i from 1: half the mean difference over the mean. None where
/// nothing is spread. Source: Gini (1912); the form is that of Sen, On Economic Inequality (1973). Cost: a sort.
pub fn gini(values: &[f64]) -> Option<f64> {
    let sorted = ascending(values);
    let n = real(sorted.len());
    let sum: f64 = sorted.iter().sum();
    let mut position = 0.0;
    let mut spread = 0.0;
    for value in &sorted {
        position += 1.0;
        spread += (2.0 * position - n - 1.0) * value;
    }
    share(spread, n * sum)
}

/// The Lorenz curve in tenths: the share of all that the poorest 0, 10, … 100 % have; linear between two people.
/// None where nothing is spread. Source: Lorenz, Methods of measuring the concentration of wealth (1905).
pub fn lorenz(values: &[f64]) -> Option<[f64; 11]> {
    let sorted = ascending(values);
    let sum: f64 = sorted.iter().sum();
    if sum <= 0.0 {
        return None;
    }
    let mut below = vec![0.0; sorted.len() + 1];
    for (at, value) in sorted.iter().enumerate() {
        below[at + 1] = below[at] + value;
    }
    Some(std::array::from_fn(|tenth| {
        let whole = tenth * sorted.len();
        let (at, rest) = (whole / 10, whole % 10);
        let next = sorted.get(at).copied().unwrap_or(0.0);
        ((below[at] + next * real(rest) / 10.0) / sum).min(1.0)
    }))
}

fn ascending(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// Theil's T with the part that lies between groups.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theil {
    /// T: 0 everybody has the same, at most ln n.
    pub total: f64,
    /// The T there would be if each had the mean of the own group.
    pub between: f64,
    /// `between / total`; none where everybody has the same.
    pub between_share: Option<f64>,
}

/// Theil's T of values, each with a group.
///
/// Formula: T = (1/n) Σ (xᵢ/μ) ln(xᵢ/μ), 0 ln 0 = 0; between: the same with the group's mean in place of xᵢ. None where
/// nothing is spread. Source: Theil, Economics and Information Theory (1967); decomposition: Shorrocks (1980).
/// Cost: linear.
pub fn theil(values: &[(u32, f64)]) -> Option<Theil> {
    let n = real(values.len());
    let sum: f64 = values.iter().map(|(_, value)| value).sum();
    if sum <= 0.0 {
        return None;
    }
    let mean = sum / n;
    let term = |value: f64| {
        let ratio = value / mean;
        if ratio > 0.0 { ratio * ratio.ln() } else { 0.0 }
    };
    let count = values.iter().map(|(group, _)| *group as usize + 1).max().unwrap_or(0);
    let mut groups = vec![(0.0, 0.0); count];
    for (group, value) in values {
        let (people, has) = &mut groups[*group as usize];
        *people += 1.0;
        *has += value;
    }
    let total = values.iter().map(|(_, value)| term(*value)).sum::<f64>() / n;
    let of_groups = groups.iter().filter(|(people, _)| *people > 0.0);
    let between = of_groups.map(|(people, has)| people * term(has / people)).sum::<f64>() / n;
    // Both are sums of rounded terms: where everybody has the same, neither is exactly 0.
    let (total, between) = (total.max(0.0), between.max(0.0));
    let between_share = if total > 1e-12 { Some((between / total).min(1.0)) } else { None };
    Some(Theil { total, between, between_share })
}

/// What people were offered, for each month in which they could have taken part.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opportunity {
    /// People who could have taken part.
    pub people: u32,
    /// Offers for each eligible month, all people together. Units: offers a month.
    pub rate: f64,
    /// Gini coefficient of the people's own rates.
    pub gini: Option<f64>,
    /// Theil's T of the same, by present group.
    pub theil: Option<Theil>,
    /// Their Lorenz curve, in tenths.
    pub lorenz: Option<[f64; 11]>,
}

/// Opportunity of those of whom it is known and who were eligible at all; none where there are none.
pub fn opportunity(network: &Network, groups: &Groups) -> Option<Opportunity> {
    let (mut offers, mut months, mut rates) = (0.0, 0.0, Vec::new());
    for (at, person) in network.people().iter().enumerate() {
        let Some(activity) = person.activity.filter(|known| known.eligible_months > 0.0) else {
            continue;
        };
        offers += f64::from(activity.offers);
        months += activity.eligible_months;
        rates.push((groups.of(node(at)), f64::from(activity.offers) / activity.eligible_months));
    }
    let values: Vec<f64> = rates.iter().map(|(_, rate)| *rate).collect();
    Some(Opportunity {
        people: node(rates.len()),
        rate: share(offers, months)?,
        gini: gini(&values),
        theil: theil(&rates),
        lorenz: lorenz(&values),
    })
}

/// Time that hosts spent on guests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hosting {
    /// People who hosted.
    pub hosts: u32,
    /// Time of all. Units: weeks.
    pub weeks: f64,
    /// Of the busiest tenth of the hosts, their share of all time (at least one host).
    pub top_tenth_share: f64,
    /// Gini coefficient over the hosts.
    pub gini: Option<f64>,
    /// Of each group of today, time for each of its people of whom it is known. Units: weeks a person.
    pub by_group: Vec<Option<f64>>,
}

/// The load of hosting; none where nobody hosted. Cost: a sort.
pub fn hosting(network: &Network, groups: &Groups) -> Option<Hosting> {
    let mut loads = Vec::new();
    let mut sums = vec![(0.0, 0.0); groups.count()];
    for (at, person) in network.people().iter().enumerate() {
        let Some(activity) = person.activity else { continue };
        let (people, weeks) = &mut sums[groups.of(node(at)) as usize];
        *people += 1.0;
        *weeks += activity.hosted_weeks;
        if activity.hosted_weeks > 0.0 {
            loads.push(activity.hosted_weeks);
        }
    }
    let all: f64 = loads.iter().sum();
    let sorted = ascending(&loads);
    let top: f64 = sorted.iter().rev().take(sorted.len().div_ceil(10)).sum();
    Some(Hosting {
        hosts: node(loads.len()),
        weeks: all,
        top_tenth_share: share(top, all)?,
        gini: gini(&loads),
        by_group: sums.iter().map(|(people, weeks)| share(*weeks, *people)).collect(),
    })
}
