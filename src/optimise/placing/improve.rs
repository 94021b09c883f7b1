//! A better plan by exchanges: one candidate comes in, what stands against it goes, those affected look anew.

use std::collections::{BTreeMap, HashMap};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;

use super::super::Budget;
use super::dual::Prices;
use super::packing::Packing;

/// So many of a person's candidates are looked at.
const LOOKED_AT: usize = 48;

/// Exchanges for each candidate looked at, and the most of them.
const EXCHANGES: usize = 200;
const MOST_EXCHANGES: usize = 2_000_000;

/// What an exchange may lose in the beginning. Units: milli-connections.
const PATIENCE: f64 = 300.0;

struct State<'a> {
    packing: &'a Packing,
    used: Vec<i64>,
    counted: Vec<i64>,
    chosen: Vec<bool>,
    /// The chosen candidates of each limit.
    within: Vec<Vec<u32>>,
    value: i64,
    /// What was done since the exchange began: came in, or went.
    done: Vec<(usize, bool)>,
}

impl State<'_> {
    fn put(&mut self, c: usize) {
        if let Some(k) = self.packing.count_of(c) {
            self.value += self.packing.counts[k].gain(self.counted[k]);
            self.counted[k] += 1;
        }
        self.value += self.packing.candidates[c].value;
        for &(row, factor) in self.packing.factors(c) {
            self.used[row as usize] += i64::from(factor);
            if factor > 0 {
                self.within[row as usize].push(u32::try_from(c).unwrap_or(u32::MAX));
            }
        }
        self.chosen[c] = true;
        self.done.push((c, true));
    }

    fn take(&mut self, c: usize) {
        if let Some(k) = self.packing.count_of(c) {
            self.counted[k] -= 1;
            self.value -= self.packing.counts[k].gain(self.counted[k]);
        }
        self.value -= self.packing.candidates[c].value;
        for &(row, factor) in self.packing.factors(c) {
            self.used[row as usize] -= i64::from(factor);
            if factor > 0 {
                let within = &mut self.within[row as usize];
                if let Some(i) = within.iter().rposition(|&other| other as usize == c) {
                    within.swap_remove(i);
                }
            }
        }
        self.chosen[c] = false;
        self.done.push((c, false));
    }

    fn gain(&self, c: usize) -> i64 {
        let count = self.packing.count_of(c);
        self.packing.candidates[c].value
            + count.map_or(0, |k| self.packing.counts[k].gain(self.counted[k]))
    }

    fn over(&self, c: usize) -> Option<usize> {
        let over = |&&(row, factor): &&(u32, i8)| {
            factor > 0
                && self.used[row as usize] + i64::from(factor)
                    > self.packing.limits[row as usize].most
        };
        self.packing.factors(c).iter().find(over).map(|&(row, _)| row as usize)
    }

    fn undo(&mut self) {
        let done = std::mem::take(&mut self.done);
        for &(c, came) in done.iter().rev() {
            if came { self.take(c) } else { self.put(c) }
        }
        self.done.clear();
    }

    /// Remembers the choice if it is the best so far.
    fn keep(&self, best: &mut Vec<usize>, value: &mut i64) {
        if self.value > *value {
            *value = self.value;
            *best = (0..self.chosen.len()).filter(|&c| self.chosen[c]).collect();
        }
    }

    /// Whether everything that was touched keeps its limits: what goes can unbalance.
    fn holds(&self) -> bool {
        self.done.iter().all(|&(c, _)| {
            self.packing
                .factors(c)
                .iter()
                .all(|&(row, _)| self.used[row as usize] <= self.packing.limits[row as usize].most)
        })
    }
}

fn below(dice: &mut ChaCha8Rng, n: usize) -> usize {
    usize::try_from((u64::from(dice.next_u32()) * n as u64) >> 32).unwrap_or(0)
}

/// A choice at least as good.
///
/// Cost: at most two million exchanges of a few microseconds each.
pub fn improve(
    packing: &Packing,
    start: &[usize],
    prices: &Prices,
    dice: &mut ChaCha8Rng,
    budget: &Budget<'_>,
) -> Vec<usize> {
    let mut of_person: BTreeMap<u32, Vec<(i64, u32, usize)>> = BTreeMap::new();
    for (c, one) in packing.candidates.iter().enumerate() {
        let all = of_person.entry(one.person).or_default();
        all.push((-prices.excess(packing, c), dice.next_u32(), c));
    }
    let mut people: Vec<Vec<usize>> = Vec::new();
    let mut number = HashMap::new();
    for (person, mut all) in of_person {
        all.sort_unstable();
        all.truncate(LOOKED_AT);
        number.insert(person, people.len());
        people.push(all.into_iter().map(|(.., c)| c).collect());
    }
    let pool: usize = people.iter().map(Vec::len).sum();
    let mut state = State {
        packing,
        used: vec![0; packing.limits.len()],
        counted: vec![0; packing.counts.len()],
        chosen: vec![false; packing.candidates.len()],
        within: vec![Vec::new(); packing.limits.len()],
        value: 0,
        done: Vec::new(),
    };
    for &c in start {
        state.put(c);
    }
    let (mut best, mut best_value) = (start.to_vec(), state.value);
    let exchanges = (pool * EXCHANGES).min(MOST_EXCHANGES);
    for step in 0..exchanges {
        if step % 1024 == 0 && budget.is_over() {
            break;
        }
        #[expect(clippy::cast_precision_loss, reason = "a fraction of the steps")]
        let left = 1.0 - step as f64 / exchanges as f64;
        state.done.clear();
        let before = state.value;
        let all = &people[below(dice, people.len())];
        let c = all[below(dice, all.len()).min(below(dice, all.len()))];
        if state.chosen[c] {
            continue;
        }
        let mut affected = vec![packing.candidates[c].person];
        let mut stuck = false;
        while let Some(row) = state.over(c) {
            let within = &state.within[row];
            let out = within.get(below(dice, within.len())).map(|&out| out as usize);
            match out.filter(|&out| !packing.candidates[out].locked) {
                Some(out) if affected.len() < 12 => {
                    affected.push(packing.candidates[out].person);
                    state.take(out);
                }
                _ => {
                    stuck = true;
                    break;
                }
            }
        }
        if !stuck {
            state.put(c);
            for person in affected {
                for &other in &people[number[&person]] {
                    if !state.chosen[other] && state.over(other).is_none() && state.gain(other) > 0
                    {
                        state.put(other);
                    }
                }
            }
        }
        #[expect(clippy::cast_possible_truncation, reason = "a few hundred")]
        let patience = (PATIENCE * (left - 0.3).max(0.0) * f64::from(dice.next_u32() >> 8)
            / 16_777_216.0) as i64;
        if stuck || state.value + patience < before || !state.holds() {
            state.undo();
        }
        // At the end plans only get better, so that looking now and then is enough.
        if step % 4096 == 4095 {
            state.keep(&mut best, &mut best_value);
        }
    }
    state.keep(&mut best, &mut best_value);
    best
}
