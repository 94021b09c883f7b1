//! A better plan by exchanges: one candidate comes in, what stands against it goes, those affected look anew.

use std::collections::{BTreeMap, HashMap};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;

use super::super::Budget;
use super::dual::Prices;
use super::packing::Packing;
use super::state::State;

/// So many of a person's candidates are looked at: teams and weeks differ, so that few would all want the same.
const LOOKED_AT: usize = 200;

/// So many of them are offered to those who gave way.
const OFFERED: usize = 48;

/// Exchanges for each candidate looked at, the most for each person, and the most of all.
const EXCHANGES: usize = 200;
const OF_EACH: usize = 8_000;
const MOST_EXCHANGES: usize = 3_000_000;

/// What an exchange may lose in the beginning. Units: milli-connections.
const PATIENCE: f64 = 300.0;

/// Remembers the choice if it is the best so far.
fn keep(state: &State<'_>, best: &mut Vec<usize>, value: &mut i64) {
    if state.value > *value {
        *value = state.value;
        *best = (0..state.chosen.len()).filter(|&c| state.chosen[c]).collect();
    }
}

fn below(dice: &mut ChaCha8Rng, n: usize) -> usize {
    usize::try_from((u64::from(dice.next_u32()) * n as u64) >> 32).unwrap_or(0)
}

/// A choice at least as good.
///
/// Cost: at most three million exchanges of a few microseconds each.
pub fn improve(
    packing: &Packing,
    start: &[usize],
    prices: &Prices,
    bound: i64,
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
    // A packing of its own: what is looked at all the time lies together.
    let mut kept: Vec<usize> =
        people.iter().flatten().copied().chain(start.iter().copied()).collect();
    kept.sort_unstable();
    kept.dedup();
    let own = packing.only(&kept);
    let local = |c: usize| kept.binary_search(&c).unwrap_or(0);
    people.iter_mut().flatten().for_each(|c| *c = local(*c));
    let start: Vec<usize> = start.iter().map(|&c| local(c)).collect();
    let packing = &own;
    let mut state = State::of(packing, &start);
    let (mut best, mut best_value) = (start, state.value);
    let exchanges = (pool * EXCHANGES).min(people.len() * OF_EACH).min(MOST_EXCHANGES);
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
                for &other in people[number[&person]].iter().take(OFFERED) {
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
            keep(&state, &mut best, &mut best_value);
            if best_value >= bound {
                break;
            }
        }
    }
    keep(&state, &mut best, &mut best_value);
    best.into_iter().map(|c| kept[c]).collect()
}
