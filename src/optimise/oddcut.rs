//! The most violated odd set of people and seats, exactly: a minimum odd cut (Padberg and Rao) read off a cut tree
//! (Gomory and Hu, in Gusfield's form).
//!
//! Nodes are people, teams with seats, and the outside; an edge's weight is how much of a pair is used, how much a
//! person is out, or how much of a team's seats is free. A cut with an odd number of odd nodes on one side and a weight
//! below one is a violated odd set.

use std::collections::BTreeSet;

use super::instance::Instance;
use super::relax::Cut;

/// Weights are counted in this fraction.
const UNIT: i64 = 1_000_000;

/// Edges of the solution: pairs with their amounts. Units of the amounts: 1/1,000,000.
pub struct Support {
    n: usize,
    weight: Vec<i64>,
    odd: Vec<bool>,
    seated: Vec<usize>,
}

impl Support {
    /// The graph of a relaxed solution, given as groups with amounts.
    #[must_use]
    pub fn new(instance: &Instance, groups: &[(&[usize], f64)]) -> Self {
        let people = instance.n;
        let seated: Vec<usize> =
            (0..instance.teams).filter(|&t| instance.seats[t] < instance.size[t]).collect();
        let n = people + seated.len() + 1;
        let outside = n - 1;
        let mut support = Self { n, weight: vec![0; n * n], odd: vec![true; n], seated };
        let mut out = vec![UNIT; people];
        for &(group, amount) in groups {
            #[expect(clippy::cast_possible_truncation, reason = "an amount lies between 0 and 1")]
            let amount = (amount * 1e6).round() as i64;
            for (i, &p) in group.iter().enumerate() {
                out[p] -= amount;
                for &q in &group[i + 1..] {
                    support.add(p, q, if group.len() == 3 { amount / 2 } else { amount });
                }
            }
        }
        let mut seat_of = vec![outside; instance.teams];
        for (i, &team) in support.seated.clone().iter().enumerate() {
            seat_of[team] = people + i;
            support.odd[people + i] = (instance.size[team] - instance.seats[team]) % 2 == 1;
        }
        let mut outs = vec![0; instance.teams];
        for (p, &out) in out.iter().enumerate() {
            let out = out.max(0);
            outs[instance.team[p]] += out;
            support.add(p, seat_of[instance.team[p]], out);
        }
        for (i, &team) in support.seated.clone().iter().enumerate() {
            let must =
                i64::try_from(instance.size[team] - instance.seats[team]).unwrap_or(0) * UNIT;
            support.add(people + i, outside, (outs[team] - must).max(0));
        }
        let count = support.odd[..outside].iter().filter(|odd| **odd).count();
        support.odd[outside] = count % 2 == 1;
        support
    }

    fn add(&mut self, p: usize, q: usize, amount: i64) {
        self.weight[p * self.n + q] += amount;
        self.weight[q * self.n + p] += amount;
    }

    /// A minimum cut between two nodes: its weight, and the side of `from`.
    fn cut(
        &self,
        near: &[Vec<usize>],
        left: &mut [i64],
        from: usize,
        to: usize,
    ) -> (i64, Vec<bool>) {
        let n = self.n;
        for (at, near) in near.iter().enumerate() {
            for &next in near {
                left[at * n + next] = self.weight[at * n + next];
            }
        }
        let mut total = 0;
        let mut before = vec![usize::MAX; n];
        let mut queue = Vec::with_capacity(n);
        loop {
            before.fill(usize::MAX);
            before[from] = from;
            queue.clear();
            queue.push(from);
            let mut head = 0;
            while head < queue.len() && before[to] == usize::MAX {
                let at = queue[head];
                head += 1;
                for &next in &near[at] {
                    if before[next] == usize::MAX && left[at * n + next] > 0 {
                        before[next] = at;
                        queue.push(next);
                    }
                }
            }
            if before[to] == usize::MAX {
                return (total, before.iter().map(|b| *b != usize::MAX).collect());
            }
            let (mut most, mut at) = (i64::MAX, to);
            while at != from {
                most = most.min(left[before[at] * n + at]);
                at = before[at];
            }
            at = to;
            while at != from {
                left[before[at] * n + at] -= most;
                left[at * n + before[at]] += most;
                at = before[at];
            }
            total += most;
        }
    }

    /// All violated odd cuts of the cut tree, as sets of people and teams, by weight.
    ///
    /// Cost: as many maximum flows as nodes.
    #[must_use]
    pub fn violated(&self, instance: &Instance, most: usize) -> Vec<Cut> {
        let n = self.n;
        let outside = n - 1;
        // Gusfield: every node's parent in the tree, and the weight of the cut towards it.
        let mut parent = vec![outside; n];
        let mut flow = vec![0; n];
        let near: Vec<Vec<usize>> =
            (0..n).map(|p| (0..n).filter(|&q| self.weight[p * n + q] > 0).collect()).collect();
        let mut left = self.weight.clone();
        for s in 0..outside {
            let t = parent[s];
            let (weight, side) = self.cut(&near, &mut left, s, t);
            flow[s] = weight;
            for i in 0..n {
                if i != s && side[i] && parent[i] == t {
                    parent[i] = s;
                }
            }
            if side[parent[t]] && t != outside {
                parent[s] = parent[t];
                parent[t] = s;
                flow[s] = flow[t];
                flow[t] = weight;
            }
        }
        let mut found: Vec<(i64, Vec<bool>)> = Vec::new();
        for (top, &weight) in flow.iter().enumerate().take(outside) {
            if weight >= UNIT - UNIT / 50 {
                continue;
            }
            let below: Vec<bool> = (0..n)
                .map(|mut at| {
                    while at != top && at != outside {
                        at = parent[at];
                    }
                    at == top
                })
                .collect();
            if (0..n).filter(|&i| below[i] && self.odd[i]).count() % 2 == 1 {
                found.push((weight, below));
            }
        }
        found.sort_by_key(|(weight, below)| (*weight, below.iter().filter(|b| **b).count()));
        found.truncate(most);
        found.into_iter().map(|(_, below)| self.set(instance, &below)).collect()
    }

    /// Back to people and seats: a team's node stands for its seats and all of its people.
    fn set(&self, instance: &Instance, inside: &[bool]) -> Cut {
        let teams: Vec<usize> = self
            .seated
            .iter()
            .enumerate()
            .filter(|(i, _)| inside[instance.n + i])
            .map(|(_, &t)| t)
            .collect();
        let people =
            (0..instance.n).filter(|&p| inside[p] != teams.contains(&instance.team[p])).collect();
        Cut::new(instance, people, teams, BTreeSet::new(), BTreeSet::new(), false)
    }
}
