//! Plans from relaxed solutions: rounded, mended by search, and at the end of a large proof reached by a dive.

use std::collections::BTreeSet;

use super::Budget;
use super::branch::Proof;
use super::dual::{Ledger, rounded};
use super::milp::{Method, Programme, Relaxed};
use super::relax::Case;
use super::search::{Dice, Schedule, anneal, refined};
use super::state::State;

/// How often a dive solves at most.
const DIVES: usize = 16;

impl Proof<'_> {
    /// Brings more and more pairs together until the solution is whole: a plan near the bound.
    pub(super) fn dive(
        &mut self,
        case: &Case,
        mut relaxed: Relaxed,
        active: &[usize],
        budget: &Budget<'_>,
    ) {
        let mut case = case.clone();
        // The vertex's prices tell more than the interior point's did.
        self.likely.clear();
        self.take_plan(&relaxed, false, budget);
        for _ in 0..DIVES {
            let Some(Programme { pairs, .. }) = &self.programme else { return };
            let fixed: BTreeSet<(usize, usize)> = case.together.iter().copied().collect();
            let mut parts: Vec<(f64, (usize, usize))> = relaxed
                .pairs
                .iter()
                .zip(pairs)
                .filter(|(v, pair)| **v > 1e-5 && !fixed.contains(pair))
                .map(|(v, pair)| (*v, *pair))
                .collect();
            parts.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            let whole = relaxed
                .pairs
                .iter()
                .chain(&relaxed.trios)
                .all(|&v| !(1e-5..1.0 - 1e-5).contains(&v));
            if whole || parts.is_empty() || budget.is_over() {
                break;
            }
            let sure =
                parts.iter().take_while(|(v, _)| *v > 0.8).count().max(parts.len() / 5).max(1);
            let mut used: BTreeSet<usize> =
                case.together.iter().flat_map(|&(p, q)| [p, q]).collect();
            for &(_, (p, q)) in &parts[..sure] {
                if !used.contains(&p) && !used.contains(&q) {
                    used.extend([p, q]);
                    case.together.push((p, q));
                }
            }
            let Some(next) = self.solve(&case, active, budget) else { break };
            self.work += next.work;
            relaxed = next;
        }
        self.take_plan(&relaxed, false, budget);
    }

    /// Makes a plan of a relaxed solution; says whether the solution was whole already.
    pub(super) fn take_plan(&mut self, relaxed: &Relaxed, root: bool, budget: &Budget<'_>) -> bool {
        let Some(Programme { pairs, trios, .. }) = &self.programme else { return false };
        let part = |v: f64| v > 1e-5 && v < 1.0 - 1e-5;
        let whole = !relaxed.pairs.iter().chain(&relaxed.trios).any(|&v| part(v));
        let mut order: Vec<(f64, Vec<usize>)> =
            trios.iter().zip(&relaxed.trios).map(|(t, v)| (*v, t.to_vec())).collect();
        order.extend(pairs.iter().zip(&relaxed.pairs).map(|(&(p, q), v)| (*v, vec![p, q])));
        order.retain(|(v, _)| *v > 1e-5);
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let mut used = vec![false; self.instance.n];
        let mut seats = self.instance.seats.clone();
        let mut groups = Vec::new();
        for (_, group) in order {
            let mut left = seats.clone();
            let fits = group.iter().all(|&p| {
                let team = self.instance.team[p];
                let free = !used[p] && left[team] > 0;
                left[team] = left[team].saturating_sub(1);
                free
            });
            if fits && (group.len() < 3 || groups.iter().all(|g: &Vec<usize>| g.len() < 3)) {
                seats = left;
                for &p in &group {
                    used[p] = true;
                }
                groups.push(group);
            }
        }
        let mut state = State::with_groups(self.instance, &groups);
        if self.instance.n > super::coffee::PROVEN_UP_TO {
            // An interior point says little about one plan: keep the best one, and mend it along the prices.
            let interior = self.effort.method == Method::Interior;
            if self.likely.is_empty() || interior {
                let case = Case::default();
                let ledger =
                    Ledger::new(self.instance, &case, &self.pool, rounded(&relaxed.prices));
                self.likely = ledger.likely(if interior { 40 } else { 20 } * super::SCALE, 14);
            }
            if interior && state.value < self.value {
                state = State::with_groups(self.instance, &self.groups);
            }
            // Without cuts there is no dive to come: this is the last plan, and worth more steps.
            let (each, warm) = match (interior, self.effort.cut_rounds) {
                (true, 0) => (4_000, 40),
                (true, _) => (2_000, 30),
                (false, _) => (800, 5),
            };
            let schedule = Schedule { steps: self.instance.n * each, warm, chains: 2 };
            state = refined(&state, self.seed, &self.likely, schedule, budget);
        } else if !whole {
            let mut dice = Dice::new(self.seed, 1_000 + self.tree.len() as u64);
            let steps = self.instance.n * if root && self.instance.n <= 200 { 4_000 } else { 400 };
            anneal(&mut state, &mut dice, Schedule { steps, warm: 12, chains: 1 }, budget);
        }
        if state.value > self.value {
            self.value = state.value;
            self.groups = state.listed();
        }
        whole
    }
}
