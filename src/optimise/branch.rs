//! The proof: relax, cut off fractions, distinguish cases, until the bound meets the best plan or the budget ends.

use std::collections::{BTreeMap, BTreeSet};

use super::cuts::separate;
use super::dual::{Exact, Ledger, rounded};
use super::instance::Instance;
use super::milp::{Programme, Relaxed};
use super::relax::{Case, Cut, Link, Prices, link_of};
use super::{Budget, Phase, Progress};

/// How hard to try.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Most rounds of cuts at the root.
    pub cut_rounds: usize,
    /// Most rounds of adding columns in one relaxation.
    pub column_rounds: usize,
    /// How much work to spend, counted in steps of the methods and not in time, so that it is the same everywhere.
    pub work: u64,
}

/// What a node of the tree distinguishes.
#[derive(Debug, Clone)]
pub enum Split {
    /// Together, or apart.
    Pair(usize, usize),
    /// At most so many new connections, or more.
    Link(Link, usize),
    /// In the trio, or not.
    Trio(usize),
}

/// A node of the tree.
#[derive(Debug, Clone)]
pub struct TreeNode {
    case: Case,
    /// Prices that bound the case.
    pub exact: Exact,
    /// How the case was distinguished further, with the two children; the first is together, at most, or inside.
    pub split: Option<(Split, usize, usize)>,
    open: bool,
    active: Vec<usize>,
}

/// The proof under construction.
pub struct Proof<'a> {
    pub(super) instance: &'a Instance,
    pub(super) effort: Effort,
    pub(super) seed: u64,
    pairs: BTreeSet<(usize, usize)>,
    trios: BTreeSet<[usize; 3]>,
    pub(super) programme: Option<Programme<'a>>,
    pub(super) work: u64,
    /// The pool of cuts, named by number in the prices.
    pub pool: Vec<Cut>,
    /// The tree; node 0 is the root.
    pub tree: Vec<TreeNode>,
    /// Value of the best plan.
    pub value: i64,
    /// Groups of the best plan.
    pub groups: Vec<Vec<usize>>,
}

impl<'a> Proof<'a> {
    /// Starts from a plan and prices that need not be good; the candidate pairs are the first columns.
    #[must_use]
    pub fn new(
        instance: &'a Instance,
        effort: Effort,
        seed: u64,
        start: (i64, Vec<Vec<usize>>),
        prices: Prices<i64>,
        candidates: impl IntoIterator<Item = (usize, usize)>,
    ) -> Self {
        let case = Case::default();
        let pool = first_cut(instance);
        let exact = Ledger::new(instance, &case, &[], prices).mend();
        let mut proof = Self {
            instance,
            effort,
            seed,
            pairs: candidates.into_iter().map(|(p, q)| (p.min(q), p.max(q))).collect(),
            trios: BTreeSet::new(),
            programme: None,
            work: 0,
            tree: vec![TreeNode {
                case,
                exact,
                split: None,
                open: true,
                active: (0..pool.len()).collect(),
            }],
            pool,
            value: start.0,
            groups: start.1,
        };
        for group in &proof.groups {
            if let [p, q, r] = group[..] {
                proof.trios.insert([p, q, r]);
            }
        }
        proof.pairs.extend(pairs_of(&proof.groups));
        proof
    }

    /// The bound proven so far. Units: milli-connections.
    #[must_use]
    pub fn bound(&self) -> i64 {
        let leaves = self.tree.iter().filter(|node| node.split.is_none());
        leaves.map(|node| node.exact.bound()).max().unwrap_or(self.value).max(self.value)
    }

    /// Works until value and bound meet, or the effort or the budget is spent.
    pub fn run(&mut self, budget: &Budget<'_>, progress: &mut dyn FnMut(Progress)) {
        let mut looked_at = 0;
        while self.work < self.effort.work && !budget.is_over() {
            let open = self.tree.iter().enumerate().filter(|(_, node)| node.open);
            let Some((at, _)) =
                open.max_by_key(|(i, node)| (node.exact.sum, std::cmp::Reverse(*i)))
            else {
                break;
            };
            if self.tree[at].exact.bound() <= self.value {
                break;
            }
            self.look_at(at, looked_at == 0, budget);
            looked_at += 1;
            let phase = if looked_at == 1 { Phase::Bound } else { Phase::Prove };
            progress(Progress { phase, value: self.value, bound: Some(self.bound()) });
        }
    }

    fn look_at(&mut self, at: usize, root: bool, budget: &Budget<'_>) {
        let case = self.tree[at].case.clone();
        let mut active = self.tree[at].active.clone();
        self.tree[at].open = false;
        let mut cut_rounds =
            if root { self.effort.cut_rounds } else { self.effort.cut_rounds.min(30) };
        let mut patience = if root { 150 } else { 12 };
        let mut last_sum = i64::MAX;
        loop {
            let Some((relaxed, exact)) = self.relax(&case, &active, budget) else { return };
            if exact.sum < self.tree[at].exact.sum {
                self.tree[at].exact = exact;
            }
            let sum = self.tree[at].exact.sum;
            if self.tree[at].exact.bound() <= self.value {
                return;
            }
            let whole = self.take_plan(&relaxed, root && last_sum == i64::MAX, budget);
            if self.tree[at].exact.bound() <= self.value {
                return;
            }
            if last_sum != i64::MAX && last_sum - sum < super::SCALE / 4 {
                patience -= 1;
            }
            if cut_rounds > 0 && !whole && patience > 0 && self.work < self.effort.work {
                let before = active.len();
                self.cut(&relaxed, &mut active);
                if active.len() > before {
                    cut_rounds -= 1;
                    last_sum = sum;
                    continue;
                }
            }
            let recent = active.len().saturating_sub(30);
            let kept = active.split_off(recent);
            active.retain(|c| relaxed.prices.cuts.iter().any(|(d, z)| c == d && *z > 1e-7));
            active.extend(kept);
            self.distinguish(at, &relaxed, &active);
            return;
        }
    }

    /// Adds to the cuts in force those that cut this solution off.
    fn cut(&mut self, relaxed: &Relaxed, active: &mut Vec<usize>) {
        let Some(programme) = &self.programme else { return };
        let cuts = separate(self.instance, relaxed, &programme.pairs, &programme.trios, 24);
        for cut in cuts {
            let number = self.pool.iter().position(|known| *known == cut).unwrap_or_else(|| {
                self.pool.push(cut);
                self.pool.len() - 1
            });
            if !active.contains(&number) {
                active.push(number);
            }
        }
        self.work += (self.instance.n * self.instance.n) as u64;
    }

    /// The programme with these cuts in force; made anew when it carries too many that are not.
    fn programme(&mut self, active: &[usize]) -> Option<&mut Programme<'a>> {
        let stale = self.programme.as_ref().is_none_or(|old| old.cuts() > 2 * active.len() + 100);
        if stale {
            let mut programme = Programme::new(self.instance)?;
            programme.add_pairs(self.pairs.iter().copied(), &self.pool)?;
            programme.add_trios(self.trios.iter().copied(), &self.pool)?;
            self.programme = Some(programme);
        }
        let programme = self.programme.as_mut()?;
        programme.add_cuts(active.iter().copied(), &self.pool)?;
        Some(programme)
    }

    pub(super) fn solve(
        &mut self,
        case: &Case,
        active: &[usize],
        budget: &Budget<'_>,
    ) -> Option<Relaxed> {
        let programme = self.programme(active)?;
        programme.enter(case)?;
        programme.solve(budget)
    }

    /// Solves the relaxation of a case with as many columns as it needs.
    fn relax(
        &mut self,
        case: &Case,
        active: &[usize],
        budget: &Budget<'_>,
    ) -> Option<(Relaxed, Exact)> {
        let mut last: Option<(Relaxed, Exact)> = None;
        for round in 0..self.effort.column_rounds {
            if budget.is_over() {
                break;
            }
            let mut solved = self.solve(case, active, budget);
            if solved.is_none() && !budget.is_over() {
                // The simplex method lost its way from where it stood: once more, from nothing.
                self.programme = None;
                solved = self.solve(case, active, budget);
            }
            let Some(relaxed) = solved else {
                self.programme = None;
                break;
            };
            let ledger = Ledger::new(self.instance, case, &self.pool, rounded(&relaxed.prices));
            self.work +=
                relaxed.work + (self.instance.n * self.instance.n * (4 + active.len())) as u64 / 50;
            let uncovered = ledger.uncovered(super::SCALE / 1024, 3);
            let pairs = uncovered.pairs.iter().map(|&(_, p, q)| (p, q));
            self.pairs.extend(pairs.clone());
            self.trios.extend(&uncovered.trios);
            let pool = &self.pool;
            let added = self.programme.as_mut().and_then(|programme| {
                Some(
                    programme.add_pairs(pairs, pool)?
                        + programme.add_trios(uncovered.trios.iter().copied(), pool)?,
                )
            });
            let complete = added == Some(0);
            if added.is_none() {
                self.programme = None;
            }
            let ended = complete || round + 1 == self.effort.column_rounds;
            if ended || relaxed.bound() <= self.value {
                let mut exact = ledger.mend();
                let done = ended || exact.bound() <= self.value;
                if let Some((_, better)) = last.take()
                    && better.sum < exact.sum
                {
                    exact = better;
                }
                last = Some((relaxed, exact));
                if done {
                    break;
                }
            }
        }
        last
    }

    /// Splits a case in two at the most undecided link, or pair.
    fn distinguish(&mut self, at: usize, relaxed: &Relaxed, active: &[usize]) {
        let Some(Programme { pairs, trios, .. }) = &self.programme else { return };
        let case = self.tree[at].case.clone();
        let mut meet: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for (pair, v) in pairs.iter().zip(&relaxed.pairs) {
            *meet.entry(*pair).or_default() += v;
        }
        for (&[p, q, r], v) in trios.iter().zip(&relaxed.trios) {
            for pair in [(p, q), (p, r), (q, r)] {
                *meet.entry(pair).or_default() += v;
            }
        }
        let mut links: BTreeMap<Link, f64> = BTreeMap::new();
        for (&(p, q), v) in &meet {
            if self.instance.is_fresh(p, q) {
                *links.entry(link_of(self.instance, p, q)).or_default() += v;
            }
        }
        let undecided = |v: f64| (v - v.floor()).min(v.ceil() - v);
        let best_link = links
            .iter()
            .filter(|(_, v)| undecided(**v) > 1e-4)
            .max_by(|a, b| undecided(*a.1).total_cmp(&undecided(*b.1)).then_with(|| b.0.cmp(a.0)));
        let best_pair = meet
            .iter()
            .filter(|(_, v)| undecided(**v) > 1e-4)
            .max_by(|a, b| undecided(*a.1).total_cmp(&undecided(*b.1)).then_with(|| b.0.cmp(a.0)));
        let (mut first, mut second) = (case.clone(), case.clone());
        let mut in_trio = vec![0.0; self.instance.n];
        for (trio, v) in trios.iter().zip(&relaxed.trios) {
            for &p in trio {
                in_trio[p] += v;
            }
        }
        let best_trio =
            (0..self.instance.n).filter(|&p| undecided(in_trio[p]) > 1e-4).max_by(|&a, &b| {
                undecided(in_trio[a]).total_cmp(&undecided(in_trio[b])).then_with(|| b.cmp(&a))
            });
        let split = if let Some((&link, &v)) = best_link {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a small count"
            )]
            let most = v.floor().max(0.0) as usize;
            let (low, high) = case.range(self.instance, link);
            first.links.insert(link, (low, high.min(most)));
            second.links.insert(link, (low.max(most + 1), high));
            Split::Link(link, most)
        } else if let Some(p) = best_trio {
            first.inside.push(p);
            second.outside.push(p);
            Split::Trio(p)
        } else if let Some((&(p, q), _)) = best_pair {
            first.together.push((p, q));
            second.apart.insert((p, q));
            Split::Pair(p, q)
        } else {
            return;
        };
        let prices = self.tree[at].exact.prices.clone();
        let next = self.tree.len();
        for case in [first, second] {
            let exact = Ledger::new(self.instance, &case, &self.pool, prices.clone()).mend();
            let open = exact.bound() > self.value;
            self.tree.push(TreeNode { case, exact, split: None, open, active: active.to_vec() });
        }
        self.tree[at].split = Some((split, next, next + 1));
    }
}

/// All pairs inside groups.
fn pairs_of(groups: &[Vec<usize>]) -> impl Iterator<Item = (usize, usize)> {
    groups.iter().flat_map(|group| {
        group
            .iter()
            .enumerate()
            .flat_map(|(i, &p)| group[i + 1..].iter().map(move |&q| (p.min(q), p.max(q))))
    })
}

/// The set of everybody. With an odd number of seats in all, one of them stays empty, or a trio takes it; with an even
/// number, a trio leaves one empty.
fn first_cut(instance: &Instance) -> Vec<Cut> {
    let tight: Vec<usize> =
        (0..instance.teams).filter(|&t| instance.seats[t] < instance.size[t]).collect();
    let people: Vec<usize> =
        (0..instance.n).filter(|&p| !tight.contains(&instance.team[p])).collect();
    let seats: usize = tight.iter().map(|&t| instance.seats[t]).sum();
    let is_odd = (people.len() + seats) % 2 == 1;
    if is_odd || instance.trio {
        vec![Cut::new(instance, people, tight, BTreeSet::new(), BTreeSet::new(), !is_odd)]
    } else {
        Vec::new()
    }
}
