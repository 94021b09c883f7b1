//! Finding violated odd sets: half the sum of some constraints, rounded down.
//!
//! A sum of constraints whose right side is odd cuts off half of one minus the slack of its constraints and the
//! amount of its odd variables. The search grows a set from every constraint, always by the one that leaves least.

use std::collections::BTreeSet;

use super::instance::Instance;
use super::milp::Relaxed;
use super::oddcut::Support;
use super::relax::{Cut, Link, link_of};

/// What must be cut off at least, in halves of a variable.
const LEAST: f64 = 0.02;

/// How far a set grows.
const FURTHEST: usize = 90;

/// A constraint that can be in the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Person(usize),
    Seats(usize),
    /// At most one trio.
    Trio,
    Link(Link),
}

struct Parts {
    part: Vec<Part>,
    slack: Vec<f64>,
    odd: Vec<bool>,
    /// Columns of each constraint: those with an odd coefficient.
    columns: Vec<Vec<usize>>,
    /// Amount of each column.
    amount: Vec<f64>,
    /// Amounts of the steps of each constraint (links only), and of those that share a variable.
    steps: Vec<(Vec<f64>, f64)>,
}

/// Finds violated odd sets, most violated first, at most `most`.
///
/// Cost: quadratic in people and links in use.
#[must_use]
pub fn separate(
    instance: &Instance,
    relaxed: &Relaxed,
    pairs: &[(usize, usize)],
    trios: &[[usize; 3]],
    most: usize,
) -> Vec<Cut> {
    let flat: Vec<[usize; 2]> = pairs.iter().map(|&(p, q)| [p, q]).collect();
    let mut groups: Vec<(&[usize], f64)> = Vec::new();
    groups.extend(
        flat.iter().zip(&relaxed.pairs).filter(|(_, v)| **v > 1e-6).map(|(g, v)| (&g[..], *v)),
    );
    groups.extend(
        trios.iter().zip(&relaxed.trios).filter(|(_, v)| **v > 1e-6).map(|(g, v)| (&g[..], *v)),
    );
    let mut cuts = Support::new(instance, &groups).violated(instance, most);
    cuts.retain(|cut| is_violated(instance, cut, &groups));
    let parts = lay_out(instance, relaxed, &groups);
    let ground = Ground::new(&parts);
    let mut found: Vec<(f64, Vec<usize>)> = Vec::new();
    for start in 0..parts.part.len() {
        if let Some(set) = ground.grow(&parts, start)
            && !found.iter().any(|(_, other)| *other == set.1)
        {
            found.push(set);
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.len().cmp(&b.1.len())));
    found.truncate(most);
    for (_, set) in found {
        let cut = cut(instance, &parts, relaxed, &set);
        if !cuts.contains(&cut) {
            cuts.push(cut);
        }
    }
    cuts
}

/// Whether a set without links cuts the solution off.
fn is_violated(instance: &Instance, cut: &Cut, groups: &[(&[usize], f64)]) -> bool {
    let mut left = 0.0;
    for (group, amount) in groups {
        let times = cut.of_group(instance, group);
        #[expect(clippy::cast_precision_loss, reason = "a small count")]
        let times = times as f64;
        left += times * amount;
    }
    #[expect(clippy::cast_precision_loss, reason = "a small count")]
    let right = cut.right as f64;
    left > right + LEAST / 2.0
}

fn lay_out(instance: &Instance, relaxed: &Relaxed, groups: &[(&[usize], f64)]) -> Parts {
    let mut parts = Parts {
        part: (0..instance.n).map(Part::Person).collect(),
        slack: vec![1.0; instance.n],
        odd: vec![true; instance.n],
        columns: vec![Vec::new(); instance.n],
        amount: groups.iter().map(|(_, v)| *v).collect(),
        steps: Vec::new(),
    };
    let mut seats_at = vec![None; instance.teams];
    for (t, at) in seats_at.iter_mut().enumerate() {
        if instance.seats[t] < instance.size[t] {
            *at = Some(parts.part.len());
            parts.part.push(Part::Seats(t));
            #[expect(clippy::cast_precision_loss, reason = "a small count")]
            parts.slack.push(instance.seats[t] as f64);
            parts.odd.push(instance.seats[t] % 2 == 1);
            parts.columns.push(Vec::new());
        }
    }
    let trio_at = instance.trio.then_some(parts.part.len());
    if instance.trio {
        parts.part.push(Part::Trio);
        parts.slack.push(1.0);
        parts.odd.push(true);
        parts.columns.push(Vec::new());
    }
    parts.steps = vec![(Vec::new(), 0.0); parts.part.len()];
    let mut link_at = std::collections::BTreeMap::new();
    for (&link, steps) in relaxed.steps.iter().filter(|(_, steps)| steps.iter().any(|v| *v > 1e-6))
    {
        link_at.insert(link, parts.part.len());
        parts.part.push(Part::Link(link));
        parts.slack.push(0.0);
        parts.odd.push(false);
        parts.columns.push(Vec::new());
        let own = steps.len().min(24);
        parts.steps.push((steps[..own].to_vec(), steps[own..].iter().sum()));
    }
    for (c, (group, amount)) in groups.iter().enumerate() {
        let mut count = std::collections::BTreeMap::new();
        if let (3, Some(at)) = (group.len(), trio_at) {
            count.insert(at, 1);
            parts.slack[at] -= amount;
        }
        for (i, &p) in group.iter().enumerate() {
            *count.entry(p).or_insert(0) += 1;
            parts.slack[p] -= amount;
            if let Some(at) = seats_at[instance.team[p]] {
                *count.entry(at).or_insert(0) += 1;
                parts.slack[at] -= amount;
            }
            for &q in &group[i + 1..] {
                if instance.is_fresh(p, q)
                    && let Some(&at) = link_at.get(&link_of(instance, p, q))
                {
                    *count.entry(at).or_insert(0) += 1;
                }
            }
        }
        for (at, times) in count {
            if times % 2 == 1 {
                parts.columns[at].push(c);
            }
        }
    }
    for slack in &mut parts.slack {
        *slack = slack.max(0.0);
    }
    parts
}

/// What a link's steps add to the loss, and what changing one's parity would add.
fn step_loss((steps, shared): &(Vec<f64>, f64)) -> (f64, bool, f64) {
    let (mut loss, mut odd, mut change) = (*shared, false, f64::INFINITY);
    for &v in steps {
        if v > 0.5 {
            loss += 1.0 - v;
            odd = !odd;
        } else {
            loss += v;
        }
        change = change.min((1.0 - 2.0 * v).abs());
    }
    (loss, odd, change)
}

/// What growing a set needs to know of the parts, the same for every start.
struct Ground {
    /// The parts of each column.
    of_column: Vec<Vec<usize>>,
    /// What each part would add to the loss of an empty set.
    change: Vec<f64>,
    /// Each part's steps: what they lose, whether they flip the parity, and what changing one more would lose.
    steps: Vec<(f64, bool, f64)>,
}

impl Ground {
    fn new(parts: &Parts) -> Self {
        let mut of_column: Vec<Vec<usize>> = vec![Vec::new(); parts.amount.len()];
        for (at, columns) in parts.columns.iter().enumerate() {
            for &c in columns {
                of_column[c].push(at);
            }
        }
        let steps: Vec<(f64, bool, f64)> = parts.steps.iter().map(step_loss).collect();
        let change = (0..parts.part.len())
            .map(|at| {
                let columns: f64 = parts.columns[at].iter().map(|&c| parts.amount[c]).sum();
                parts.slack[at] + columns + steps[at].0
            })
            .collect();
        Self { of_column, change, steps }
    }

    /// Grows a set from a part, always by the touching part that leaves the least; the best set on the way, if it cuts.
    fn grow(&self, parts: &Parts, start: usize) -> Option<(f64, Vec<usize>)> {
        let count = parts.part.len();
        let mut change = self.change.clone();
        let mut inside = vec![false; count];
        let mut known = vec![false; count];
        let mut touched: Vec<usize> = Vec::new();
        let mut column_odd = vec![false; parts.amount.len()];
        let (mut loss, mut odd, mut flip) = (0.0, false, f64::INFINITY);
        let mut order: Vec<usize> = Vec::new();
        let mut best: Option<(f64, usize)> = None;
        let mut next = Some(start);
        while let Some(at) = next {
            inside[at] = true;
            order.push(at);
            loss += change[at];
            odd ^= parts.odd[at] ^ self.steps[at].1;
            flip = flip.min(self.steps[at].2);
            for &c in &parts.columns[at] {
                column_odd[c] = !column_odd[c];
                let twice = if column_odd[c] { -2.0 } else { 2.0 } * parts.amount[c];
                for &other in &self.of_column[c] {
                    change[other] += twice;
                    if !known[other] {
                        known[other] = true;
                        touched.push(other);
                    }
                }
            }
            let full = if odd { loss } else { loss + flip };
            if full < 1.0 - LEAST && best.is_none_or(|(least, _)| full < least - 1e-9) {
                best = Some((full, order.len()));
            }
            if order.len() >= FURTHEST {
                break;
            }
            touched.retain(|&other| !inside[other]);
            next = touched
                .iter()
                .copied()
                .min_by(|&a, &b| change[a].total_cmp(&change[b]).then_with(|| a.cmp(&b)));
        }
        best.map(|(full, length)| {
            let mut set = order[..length].to_vec();
            set.sort_unstable();
            (full, set)
        })
    }
}

fn cut(instance: &Instance, parts: &Parts, relaxed: &Relaxed, set: &[usize]) -> Cut {
    let (mut people, mut teams) = (Vec::new(), Vec::new());
    let (mut links, mut steps) = (BTreeSet::new(), BTreeSet::new());
    let (mut odd, mut trio) = (false, false);
    let mut flip: Option<(f64, Link, usize)> = None;
    for &at in set {
        odd ^= parts.odd[at];
        match parts.part[at] {
            Part::Person(p) => people.push(p),
            Part::Seats(t) => teams.push(t),
            Part::Trio => trio = true,
            Part::Link(link) => {
                links.insert(link);
                let own = parts.steps[at].0.len();
                for (i, &v) in relaxed.steps[&link][..own].iter().enumerate() {
                    if v > 0.5 {
                        steps.insert((link, i + 1));
                        odd = !odd;
                    }
                    let change = (1.0 - 2.0 * v).abs();
                    if flip.is_none_or(|(least, _, _)| change < least) {
                        flip = Some((change, link, i + 1));
                    }
                }
            }
        }
    }
    if !odd
        && let Some((_, link, nth)) = flip
        && !steps.remove(&(link, nth))
    {
        steps.insert((link, nth));
    }
    Cut::new(instance, people, teams, links, steps, trio)
}
