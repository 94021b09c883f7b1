//! Plans from relaxed solutions: rounded, reached by a dive, and polished by a cool search.

use super::super::Budget;
use super::SCALE;
use super::market::{Case, gaining};
use super::master::{Master, Relaxed};
use super::search::{Schedule, polished};
use super::table::Table;
use super::tree::{AT_ONCE, LOOKS, Tree};

/// How often a dive solves at most.
const DIVES: usize = 40;

/// How often a dive asks for more groups before it fixes the next ones.
const OFFERS: usize = 2;

impl Tree<'_> {
    /// Fixes more and more groups until the solution is whole: a plan near the bound.
    pub(super) fn dive(&mut self, master: &mut Master<'_>, budget: &Budget<'_>) -> Option<()> {
        let mut case = Case::default();
        let mut offers = 0;
        for _ in 0..DIVES {
            master.enter(&case)?;
            let relaxed = master.solve(budget)?;
            let whole = self.take(master, &relaxed);
            let (found, looks) = gaining(self.instance, self.sizes, &case, &relaxed.prices, LOOKS)?;
            self.spend(relaxed.work + looks / 25);
            let mut added = false;
            if offers < OFFERS {
                for (gain, group) in found.into_iter().take(AT_ONCE) {
                    if gain > SCALE {
                        added |= master.add(group)?;
                    }
                }
                offers += 1;
            }
            if added {
                continue;
            }
            if whole || budget.is_over() {
                break;
            }
            offers = 0;
            let mut order: Vec<(f64, &Vec<usize>)> = relaxed
                .used
                .iter()
                .zip(&master.groups)
                .filter(|(part, group)| **part > 1e-6 && !case.fixed.contains(*group))
                .map(|(part, group)| (*part, group))
                .collect();
            order.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
            let sure = order.iter().take_while(|(part, _)| *part > 0.85).count().max(1);
            for (_, group) in order.into_iter().take(sure) {
                if group.iter().all(|p| !case.done.contains(p)) {
                    case.done.extend(group);
                    case.fixed.push(group.clone());
                }
            }
        }
        let schedule = Schedule { steps: self.instance.n * 3_000, warm: 30, chains: 2 };
        let start = Table::with_groups(self.instance, self.sizes, &self.groups);
        let (value, groups) = polished(&start, self.seed, schedule, budget);
        if value > self.value {
            (self.value, self.groups) = (value, groups);
        }
        Some(())
    }

    /// Makes a plan of a relaxed solution; says whether the solution was one already.
    pub(super) fn take(&mut self, master: &Master<'_>, relaxed: &Relaxed) -> bool {
        let mut order: Vec<(f64, &Vec<usize>)> = relaxed
            .used
            .iter()
            .zip(&master.groups)
            .filter(|(part, _)| **part > 1e-6)
            .map(|(part, group)| (*part, group))
            .collect();
        let whole = order.iter().all(|(part, _)| *part > 1.0 - 1e-6);
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let mut used = vec![false; self.instance.n];
        let mut seats = self.instance.seats.clone();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (_, group) in order {
            let mut left = seats.clone();
            let fits = group.iter().all(|&p| {
                let team = self.instance.team[p];
                let free = !used[p] && left[team] > 0;
                left[team] = left[team].saturating_sub(1);
                free
            });
            if fits {
                seats = left;
                for &p in group {
                    used[p] = true;
                }
                groups.push(group.clone());
            }
        }
        let table = Table::with_groups(self.instance, self.sizes, &groups);
        if table.value > self.value {
            self.value = table.value;
            self.groups = table.listed();
        }
        whole
    }
}
