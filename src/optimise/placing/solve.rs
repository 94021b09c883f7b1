//! From the packing problem to the best plan and its bound, part by part.

use std::collections::{HashMap, HashSet};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::super::{Budget, Phase, Progress};
use super::dual::{Odd, Prices, floor};
use super::lp::{self, Ended, Relaxed};
use super::mip::{self, Answer, Extra, Want};
use super::packing::Packing;
use super::regions;
use super::start::{Choice, fill};
use super::stays;
use super::tight::Tight;

/// More candidates than this are not given to the whole-number programme at once.
const MOST_WHOLE: usize = 8_000;

/// Nor more than this when a time limit ends it.
const MOST_WHOLE_IN_TIME: usize = 60_000;

/// More candidates than this are not made tight.
const MOST_TIGHT: usize = 60_000;

/// Up to so many candidates the proof is tried at once; above, a plan near the best is looked for first.
const SMALL: usize = 1_500;

/// How near. A fraction of the value.
const NEAR: f64 = 5e-4;

/// The proof of a small part is given up after so many cases.
const PROOF: i32 = 20_000;

/// The proof of a large part is given up after so many cases.
const LARGE_PROOF: i32 = 300;

/// So many of a person's teams begin in a large relaxation.
const FIRST: usize = 12;

/// What was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The chosen candidates, ascending; nothing: the locked ones cannot be kept.
    pub chosen: Option<Vec<usize>>,
    /// What they are worth, with the constant. Units: milli-connections.
    pub value: i64,
    /// What no choice is worth more than.
    pub bound: i64,
    /// The prices of the relaxation.
    pub prices: Prices,
    /// What they prove. Units: 1/65536 milli-connection.
    pub sum: i128,
}

/// A part's plan, bound and prices.
struct Solved {
    chosen: Option<Vec<usize>>,
    value: i64,
    bound: i64,
    prices: Prices,
}

/// Solves a packing problem.
///
/// Cost: small ones milliseconds; the proof of large ones ends after a fixed number of cases.
pub fn solve(
    packing: &Packing,
    seed: u64,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Found {
    let parts = packing.parts();
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut found = Found {
        chosen: Some(Vec::new()),
        value: packing.constant,
        bound: packing.constant,
        prices: Prices::none(packing),
        sum: 0,
    };
    let Prices { mut limits, mut counts, .. } = found.prices.clone();
    let mut odd = Vec::new();
    for part in &parts {
        let solved = Searcher { packing: &part.packing, budget }.solve(&mut dice, progress);
        match (&mut found.chosen, &solved.chosen) {
            (Some(all), Some(chosen)) => all.extend(chosen.iter().map(|&c| part.candidates[c])),
            (all, _) => *all = None,
        }
        found.value += solved.value;
        found.bound += solved.bound;
        for (price, &row) in solved.prices.limits.iter().zip(&part.limits) {
            limits[row] = *price;
        }
        for (price, &k) in solved.prices.counts.iter().zip(&part.counts) {
            counts[k] = *price;
        }
        for set in solved.prices.odd() {
            let rows = set.rows.iter().map(|&row| part.limits[row as usize]);
            let mut rows: Vec<u32> = rows.filter_map(|row| u32::try_from(row).ok()).collect();
            rows.sort_unstable();
            odd.push(Odd { rows, price: set.price });
        }
    }
    found.prices = Prices::of(limits, counts, odd);
    if let Some(chosen) = &mut found.chosen {
        chosen.sort_unstable();
    }
    found.sum = found.prices.bound(packing)
        + i128::from(super::super::certificate::SCALE) * i128::from(packing.constant);
    // Parts round down one by one; the whole is never worse than its own prices say.
    found.bound = found.bound.min(floor(found.sum));
    progress(Progress { phase: Phase::Done, value: found.value, bound: Some(found.bound) });
    found
}

struct Searcher<'a> {
    packing: &'a Packing,
    budget: &'a Budget<'a>,
}

impl Searcher<'_> {
    fn solve(&self, dice: &mut ChaCha8Rng, progress: &mut dyn FnMut(Progress)) -> Solved {
        let packing = self.packing;
        let order = shuffled(packing.candidates.len(), dice);
        let locked: Vec<usize> =
            (0..order.len()).filter(|&c| packing.candidates[c].locked).collect();
        let mut by_value = order.clone();
        by_value.sort_by_key(|&c| -packing.candidates[c].value);
        let mut best = fill(packing, &locked, by_value.iter().copied());
        let value = |best: &Option<Choice<'_>>| best.as_ref().map_or(i64::MIN, |best| best.value);
        let mut prices = Prices::none(packing);
        let trivial = prices.bound(packing);
        let mut bound = floor(trivial);
        let tell =
            |phase, best: &Option<Choice<'_>>, bound: i64, progress: &mut dyn FnMut(Progress)| {
                let value = best.as_ref().map_or(0, |best| best.value);
                progress(Progress { phase, value, bound: Some(bound.max(value)) });
            };
        tell(Phase::Search, &best, bound, progress);
        if value(&best) < bound {
            match self.relax(best.as_ref(), &locked, &by_value) {
                (Ended::Solved(relaxed), tight) => {
                    let mut lowest = trivial;
                    let mut learn = |relaxed: &Relaxed| {
                        let sum = relaxed.prices.bound(packing);
                        if sum < lowest {
                            (lowest, bound) = (sum, floor(sum));
                            prices = relaxed.prices.clone();
                        }
                    };
                    learn(&relaxed);
                    self.round(&relaxed.used, &locked, &by_value, &mut best, &relaxed.prices);
                    if let Some(mut tight) = tight {
                        let relaxed = tight.tighten(relaxed, dice, self.budget, &mut learn);
                        let order = tight.dive(relaxed, dice, self.budget);
                        let other = order.map(|chosen| Choice::of(packing, chosen));
                        let other =
                            other.filter(|other| other.holds() && other.value > value(&best));
                        best = other.or(best);
                    }
                }
                (Ended::Impossible, _) => {
                    return Solved { chosen: None, value: 0, bound, prices };
                }
                (Ended::GaveUp, _) => {}
            }
            tell(Phase::Bound, &best, bound, progress);
        }
        // First near, so that few candidates are left for the proof.
        let small = packing.candidates.len() <= SMALL;
        let near = [Want::Within(NEAR), Want::Best(if small { PROOF } else { LARGE_PROOF })];
        if let (Some(now), false) = (&best, small || value(&best) >= bound) {
            let (chosen, prices) = (now.chosen.clone(), &prices);
            let better = stays::improve(packing, chosen, prices, bound, dice, self.budget);
            let better = regions::improve(packing, better, prices, bound, dice, self.budget);
            let better = Choice::of(packing, better);
            if better.holds() && better.value > now.value {
                best = Some(better);
            }
            tell(Phase::Search, &best, bound, progress);
        }
        for want in &near[usize::from(small)..] {
            if value(&best) >= bound || (best.is_some() && self.budget.is_over()) {
                break;
            }
            match self.whole(&order, &prices, best.as_ref(), *want) {
                Answer::Found(chosen, proven) => {
                    if let Some(chosen) = chosen {
                        let other = Choice::of(packing, chosen);
                        if other.holds() && other.value > value(&best) {
                            best = Some(other);
                        }
                    }
                    if let Some(proven) = proven {
                        bound = bound.min(proven.max(value(&best)));
                    }
                }
                Answer::Impossible if best.is_none() => {
                    return Solved { chosen: None, value: 0, bound, prices };
                }
                // Nothing better among what was left.
                Answer::Impossible => {}
            }
            tell(Phase::Prove, &best, bound, progress);
        }
        if best.is_none() {
            // The budget ended before there was any plan: one that keeps what is locked is owed all the same.
            if let Answer::Found(Some(chosen), _) =
                mip::choose(packing, &order, &[], None, Want::First, self.budget)
            {
                best = Some(Choice::of(packing, chosen)).filter(Choice::holds);
            }
        }
        let value = best.as_ref().map_or(0, |best| best.value);
        Solved { chosen: best.map(|best| best.chosen), value, bound, prices }
    }

    /// The relaxation; where it is not too large, such that it can be made tighter.
    fn relax(
        &self,
        best: Option<&Choice<'_>>,
        locked: &[usize],
        by_value: &[usize],
    ) -> (Ended, Option<Tight<'_>>) {
        if self.packing.candidates.len() > MOST_TIGHT {
            let first = self.first(best, locked, by_value);
            return (lp::relax(self.packing, &first, self.budget), None);
        }
        let Some(mut tight) = Tight::new(self.packing) else { return (Ended::GaveUp, None) };
        match tight.solve(self.budget) {
            Ok(relaxed) => (Ended::Solved(relaxed), Some(tight)),
            Err(ended) => (ended, None),
        }
    }

    /// The candidates a large relaxation begins with.
    fn first(&self, best: Option<&Choice<'_>>, locked: &[usize], by_value: &[usize]) -> Vec<usize> {
        let mut first: Vec<usize> = locked.to_vec();
        first.extend(best.into_iter().flat_map(|best| best.chosen.iter().copied()));
        let mut many = HashMap::new();
        let mut seen = HashSet::new();
        for &c in by_value {
            let one = self.packing.candidates[c];
            let many = many.entry(one.person).or_insert(0);
            // One start of each team is enough to begin with.
            if *many < FIRST && seen.insert((one.person, one.team)) {
                *many += 1;
                first.push(c);
            }
        }
        first
    }

    /// Builds a plan in the order of the relaxation.
    fn round<'a>(
        &'a self,
        used: &[(usize, f64)],
        locked: &[usize],
        by_value: &[usize],
        best: &mut Option<Choice<'a>>,
        prices: &Prices,
    ) {
        let mut order: Vec<(usize, f64)> = used.to_vec();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let rest = self.by_excess(by_value, prices);
        self.try_order(order.into_iter().map(|(c, _)| c).chain(rest), locked, best);
    }

    /// All candidates, those that lie highest above their prices first.
    fn by_excess(&self, by_value: &[usize], prices: &Prices) -> Vec<usize> {
        let mut rest: Vec<(i64, usize)> =
            by_value.iter().map(|&c| (-prices.excess(self.packing, c), c)).collect();
        rest.sort_by_key(|(excess, _)| *excess);
        rest.into_iter().map(|(_, c)| c).collect()
    }

    /// Builds a plan in this order, in which candidates may stand again.
    fn try_order<'a>(
        &'a self,
        order: impl Iterator<Item = usize>,
        locked: &[usize],
        best: &mut Option<Choice<'a>>,
    ) {
        let mut taken = vec![false; self.packing.candidates.len()];
        let order = order.filter(|&c| !std::mem::replace(&mut taken[c], true));
        let other = fill(self.packing, locked, order);
        if let Some(other) = other
            && best.as_ref().is_none_or(|best| other.value > best.value)
        {
            *best = Some(other);
        }
    }

    /// The whole-number programme over the candidates that a better plan could have.
    fn whole(
        &self,
        order: &[usize],
        prices: &Prices,
        best: Option<&Choice<'_>>,
        want: Want,
    ) -> Answer {
        let packing = self.packing;
        let sum = prices.bound(packing);
        let start: Option<Vec<usize>> = best.map(|best| best.chosen.clone());
        let mut in_start = vec![false; packing.candidates.len()];
        start.iter().flatten().for_each(|&c| in_start[c] = true);
        let kept: Vec<usize> = order
            .iter()
            .copied()
            .filter(|&c| {
                let least = i128::from(prices.excess(packing, c).min(0));
                in_start[c]
                    || packing.candidates[c].locked
                    || best.is_none_or(|best| floor(sum + least) > best.value)
            })
            .collect();
        let most = if self.budget.left().is_some() { MOST_WHOLE_IN_TIME } else { MOST_WHOLE };
        if kept.len() > most && best.is_some() {
            return Answer::Found(None, None);
        }
        let of_limit = packing.of_limits();
        let extra = prices
            .odd()
            .iter()
            .map(|odd| Extra { factors: odd.factors(&of_limit), most: odd.most(&packing.limits) });
        let extra: Vec<Extra> = extra.collect();
        mip::choose(packing, &kept, &extra, start.as_deref(), want, self.budget)
    }
}

/// Whether any choice keeps all limits and what is locked.
pub fn possible(packing: &Packing) -> bool {
    let all: Vec<usize> = (0..packing.candidates.len()).collect();
    let budget = Budget::unlimited(&super::super::NoClock);
    !matches!(mip::choose(packing, &all, &[], None, Want::First, &budget), Answer::Impossible)
}

fn shuffled(n: usize, dice: &mut ChaCha8Rng) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    for i in (1..n).rev() {
        let draw = (u64::from(dice.next_u32()) * (i as u64 + 1)) >> 32;
        order.swap(i, usize::try_from(draw).unwrap_or(0));
    }
    order
}
