//! Plans from relaxed solutions: rounded, and mended by search.

use super::Budget;
use super::branch::Proof;
use super::milp::{Programme, Relaxed};
use super::search::{Dice, Schedule, anneal};
use super::state::State;

impl Proof<'_> {
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
        if !whole {
            let mut dice = Dice::new(self.seed, 1_000 + self.tree.len() as u64);
            let steps = self.instance.n * if root { 4_000 } else { 400 };
            anneal(&mut state, &mut dice, Schedule { steps, warm: 12, chains: 1 }, budget);
        }
        if state.value > self.value {
            self.value = state.value;
            self.groups = state.listed();
        }
        whole
    }
}
