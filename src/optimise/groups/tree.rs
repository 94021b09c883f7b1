//! The proof by prices that cover every group: columns until none gains, then cases until value and bound meet.

use super::super::Budget;
use super::super::instance::Instance;
use super::market::{Case, gaining};
use super::master::{Master, Relaxed};
use super::pairs::{Prices, links};
use super::room::Room;
use super::sizes::Sizes;
use super::{SCALE, whole};

/// What one person's search for gaining groups may cost. Units: people looked at.
pub(super) const LOOKS: u64 = 1_500_000;

/// Groups added at once.
pub(super) const AT_ONCE: usize = 150;

/// A case with the prices that bound it, or how it is distinguished further.
#[derive(Debug, Clone)]
pub(super) struct Node {
    case: Case,
    /// Prices; a case not yet looked at has its parent's.
    pub(super) prices: Prices,
    /// What they prove. Units: 1/[`SCALE`] milli-connection.
    pub(super) sum: i64,
    /// The pair, and the nodes in which it is together and apart.
    pub(super) split: Option<((usize, usize), usize, usize)>,
}

/// The tree, with the best plan found on the way.
pub(super) struct Tree<'a> {
    pub(super) instance: &'a Instance,
    pub(super) sizes: Sizes,
    room: &'a Room,
    pub(super) seed: u64,
    pub(super) nodes: Vec<Node>,
    pub(super) groups: Vec<Vec<usize>>,
    /// What the plan is worth. Units: milli-connections.
    pub(super) value: i64,
    /// What the proof may still cost.
    work: u64,
}

/// How a case ended.
enum Outcome {
    /// Its bound does not exceed the best plan.
    Closed,
    /// This pair is half together.
    Split((usize, usize)),
    /// The work is spent.
    Spent,
}

impl<'a> Tree<'a> {
    pub(super) fn new(
        instance: &'a Instance,
        sizes: Sizes,
        room: &'a Room,
        value: i64,
        groups: Vec<Vec<usize>>,
        seed: u64,
        work: u64,
    ) -> Self {
        Self { instance, sizes, room, seed, nodes: Vec::new(), groups, value, work }
    }

    pub(super) fn spend(&mut self, work: u64) {
        self.work = self.work.saturating_sub(work);
    }

    /// What the tree proves. Units: 1/[`SCALE`] milli-connection.
    pub(super) fn sum(&self) -> i64 {
        self.nodes
            .iter()
            .filter(|node| node.split.is_none())
            .map(|node| node.sum)
            .max()
            .unwrap_or(i64::MAX)
    }

    /// Proves as far as the work goes; says whether there is a proof at all.
    pub(super) fn run(&mut self, budget: &Budget<'_>) -> bool {
        let Some(mut master) = Master::new(self.instance, self.sizes, self.room) else {
            return false;
        };
        for group in self.groups.clone() {
            if master.add(group).is_none() {
                return false;
            }
        }
        for (at, _) in self.sizes.each().enumerate() {
            let mut price = vec![0; self.sizes.max - self.sizes.min + 1];
            price[at] = 1;
            if master.add_profile(self.sizes.best(self.room.present, &price).1).is_none() {
                return false;
            }
        }
        let root = self.settle(&mut master, &Case::default(), None, budget);
        let Some((node, mut outcome)) = root else { return false };
        self.nodes.push(node);
        if matches!(outcome, Outcome::Split(_)) && self.dive(&mut master, budget).is_none() {
            return true;
        }
        let mut at = 0;
        loop {
            if let Outcome::Split((p, q)) = outcome {
                let count = self.nodes.len();
                for together in [true, false] {
                    let mut case = self.nodes[at].case.clone();
                    if together {
                        case.together.push((p, q));
                    } else {
                        case.apart.insert((p, q));
                    }
                    let parent = &self.nodes[at];
                    let mut node = Node { case, split: None, ..parent.clone() };
                    node.sum = parent.sum;
                    self.nodes.push(node);
                }
                self.nodes[at].split = Some(((p, q), count, count + 1));
            }
            // The dearest case next, among equals the latest.
            let open = (0..self.nodes.len())
                .filter(|&i| self.nodes[i].split.is_none())
                .max_by_key(|&i| (self.nodes[i].sum, i));
            let Some(next) = open else { return true };
            let closed = whole(self.instance, self.nodes[next].sum) <= self.value;
            if closed || matches!(outcome, Outcome::Spent) || budget.is_over() {
                return true;
            }
            at = next;
            let known = self.nodes[at].clone();
            match self.settle(&mut master, &known.case, Some(&known), budget) {
                Some((node, result)) => {
                    self.nodes[at] = node;
                    outcome = result;
                }
                None => return true,
            }
        }
    }

    /// Adds groups until none gains, or the case is closed, or the work is spent. Nothing: there are no prices at all.
    fn settle(
        &mut self,
        master: &mut Master<'_>,
        case: &Case,
        known: Option<&Node>,
        budget: &Budget<'_>,
    ) -> Option<(Node, Outcome)> {
        let mut best = known.cloned();
        loop {
            master.enter(case)?;
            let relaxed = master.solve(budget)?;
            let profile = self.sizes.best(self.room.present, &relaxed.prices.sizes).1;
            let Some((found, looks)) =
                gaining(self.instance, self.sizes, case, &relaxed.prices, LOOKS)
            else {
                return best.map(|node| (node, Outcome::Spent));
            };
            self.spend(relaxed.work + looks / 25);
            let (prices, sum) = self.mended(case, relaxed.prices.clone(), &found);
            if best.as_ref().is_none_or(|node| sum < node.sum) {
                best = Some(Node { case: case.clone(), prices, sum, split: None });
            }
            let new = master.add_profile(profile)?;
            let node = best.as_ref()?;
            if whole(self.instance, node.sum) <= self.value {
                return best.map(|node| (node, Outcome::Closed));
            }
            let whole_plan = self.take(master, &relaxed);
            if whole(self.instance, best.as_ref()?.sum) <= self.value {
                return best.map(|node| (node, Outcome::Closed));
            }
            if self.work == 0 || budget.is_over() {
                return best.map(|node| (node, Outcome::Spent));
            }
            // Below this no group is worth a column: it cannot change the bound by one.
            let mut added = new;
            for (gain, group) in found.into_iter().take(AT_ONCE) {
                if gain > SCALE / 1024 {
                    added |= master.add(group)?;
                }
            }
            if !added {
                let pair = if whole_plan { None } else { half(master, &relaxed, case) };
                return best.map(|node| match pair {
                    Some(pair) => (node, Outcome::Split(pair)),
                    None => (node, Outcome::Spent),
                });
            }
        }
    }

    /// Prices lifted until they cover every group of the case, and what they prove.
    fn mended(
        &self,
        case: &Case,
        mut prices: Prices,
        found: &[(i64, Vec<usize>)],
    ) -> (Prices, i64) {
        let instance = self.instance;
        for (p, price) in prices.people.iter_mut().enumerate() {
            if !case.needs(p) {
                *price = (*price).max(0);
            }
        }
        // Raised by the same for everybody, so that the dearest group is covered; per member, as sizes differ.
        let lift = found
            .iter()
            .map(|(gain, group)| gain / i64::try_from(group.len()).unwrap_or(1) + 1)
            .max()
            .unwrap_or(0);
        if lift > 0 {
            for price in &mut prices.people {
                *price += lift;
            }
        }
        let people: i64 = prices.people.iter().sum();
        let seats: i64 = prices
            .seats
            .iter()
            .zip(&self.room.seats)
            .map(|(price, &seats)| price * i64::try_from(seats).unwrap_or(i64::MAX))
            .sum();
        let sizes = self.sizes.best(self.room.present, &prices.sizes).0;
        let sum = people + seats + sizes + links(instance, &prices.links);
        (prices, sum)
    }
}

/// A pair that is together in about half of the solution.
fn half(master: &Master<'_>, relaxed: &Relaxed, case: &Case) -> Option<(usize, usize)> {
    let mut shares: std::collections::BTreeMap<(usize, usize), f64> =
        std::collections::BTreeMap::new();
    for (part, group) in relaxed.used.iter().zip(&master.groups).filter(|(part, _)| **part > 1e-6) {
        for (i, &p) in group.iter().enumerate() {
            for &q in &group[i + 1..] {
                *shares.entry((p, q)).or_default() += part;
            }
        }
    }
    shares
        .into_iter()
        .filter(|(pair, share)| {
            *share > 1e-5 && *share < 1.0 - 1e-5 && !case.together.contains(pair)
        })
        .min_by(|a, b| (a.1 - 0.5).abs().total_cmp(&(b.1 - 0.5).abs()).then_with(|| a.0.cmp(&b.0)))
        .map(|(pair, _)| pair)
}
