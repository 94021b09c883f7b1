//! Seeded search for good plans of groups: annealing by small changes, each valued exactly with the link term.
//!
//! All arithmetic is in integers, so the same seed gives the same plan on every machine.

use rayon::prelude::*;

use super::super::Budget;
use super::super::instance::{FORBIDDEN, Instance};
use super::super::search::Dice;
use super::sizes::Sizes;
use super::table::{OUT, Table};

/// How long and how warm to search.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schedule {
    /// Steps of each chain.
    pub(super) steps: usize,
    /// Temperature at the start. Units: milli-connections.
    pub(super) warm: i64,
    /// How many searches from different seeds; the best counts.
    pub(super) chains: u64,
}

/// Those each person would rather meet: the upper half between their worst and best partner.
///
/// Shape: per person, ascending.
fn liked(instance: &Instance) -> Vec<Vec<usize>> {
    (0..instance.n)
        .into_par_iter()
        .map(|p| {
            let fresh = instance.freshness(p);
            let own: Vec<(i64, usize)> = instance
                .values(p)
                .iter()
                .enumerate()
                .filter(|(_, value)| **value != FORBIDDEN)
                .map(|(q, &value)| (i64::from(value) + if fresh[q] { instance.thin } else { 0 }, q))
                .collect();
            let best = own.iter().map(|(value, _)| *value).max().unwrap_or(0);
            let worst = own.iter().map(|(value, _)| *value).min().unwrap_or(0);
            let middle = i64::midpoint(best, worst);
            own.into_iter().filter(|(value, _)| *value >= middle).map(|(_, q)| q).collect()
        })
        .collect()
}

/// A first plan: groups of the sizes that seat most, each filled one by one with the best of some who are left.
fn construct(table: &mut Table<'_>, dice: &mut Dice) {
    let n = table.instance.n;
    let mut order: Vec<usize> = (0..n).collect();
    for i in (1..n).rev() {
        order.swap(i, dice.below(i + 1));
    }
    let mut waiting = order;
    for size in table.sizes.seating(n) {
        let Some(first) = waiting.iter().position(|&p| table.has_seat(p)) else { return };
        let p = waiting.swap_remove(first);
        let Some(group) = table.open(&[p]) else { return };
        while table.size(group) < size {
            let mut best: Option<(i64, usize)> = None;
            let mut looked = 0;
            for (at, &q) in waiting.iter().enumerate() {
                let members = table.members(group);
                if looked == 24 {
                    break;
                }
                if table.has_seat(q) && members.iter().all(|&r| table.instance.admits(q, r)) {
                    looked += 1;
                    let worth = members.iter().map(|&r| i64::from(table.instance.value(q, r)));
                    let worth = worth.sum::<i64>() + table.instance.person[q];
                    if best.is_none_or(|(most, _)| worth > most) {
                        best = Some((worth, at));
                    }
                }
            }
            let Some((_, at)) = best else { break };
            table.put(waiting.swap_remove(at), group);
        }
        if table.size(group) < table.sizes.min {
            let back = table.members(group).to_vec();
            table.close(group, i64::MIN);
            // Whoever found nobody waits behind the others.
            waiting.extend(back);
        }
    }
}

/// One random change, kept if the plan loses at most `patience`.
fn step(table: &mut Table<'_>, dice: &mut Dice, liked: &[Vec<usize>], patience: i64) {
    let n = table.instance.n;
    let p = dice.below(n);
    let floor = -patience;
    let near = &liked[p];
    if !near.is_empty() && dice.below(2) == 0 {
        // Sit with somebody liked, in the place of one of theirs.
        let r = near[dice.below(near.len())];
        let group = table.group_of[r];
        if group != OUT && group != table.group_of[p] {
            let members = table.members(group);
            let q = members[dice.below(members.len())];
            if q == r {
                table.shift(p, group, floor);
            } else {
                table.swap(p, q, floor);
            }
            return;
        }
    }
    let q = dice.below(n);
    if p == q {
        return;
    }
    let (g, h) = (table.group_of[p], table.group_of[q]);
    let mixed = table.sizes.min < table.sizes.max;
    match (g == OUT, h == OUT) {
        (true, true) => found(table, dice, p, q, floor),
        (true, false) if mixed && dice.below(2) == 0 => {
            table.shift(p, h, floor);
        }
        (false, false) if g == h => apart(table, dice, p, floor),
        (false, false) if mixed && dice.below(4) == 0 => {
            if table.size(g) + table.size(h) > table.sizes.max {
                table.shift(p, h, floor);
            } else {
                table.merge(g, h, floor);
            }
        }
        _ => {
            table.swap(p, q, floor);
        }
    }
}

/// How many people are asked whether they join a new group.
const FOUNDING: usize = 64;

/// A group opens around two people who are out.
fn found(table: &mut Table<'_>, dice: &mut Dice, p: usize, q: usize, floor: i64) {
    let n = table.instance.n;
    let mut people = vec![p, q];
    let want = table.sizes.min + dice.below(table.sizes.max - table.sizes.min + 1);
    let start = dice.below(n);
    for at in 0..n.min(FOUNDING) {
        if people.len() == want {
            break;
        }
        let r = (start + at) % n;
        if table.group_of[r] == OUT
            && table.has_seat(r)
            && !people.contains(&r)
            && people.iter().all(|&s| table.instance.admits(r, s))
        {
            people.push(r);
        }
    }
    if people.len() >= table.sizes.min {
        table.found(&people, floor);
    }
}

/// Somebody leaves their group, or it divides, or it closes.
fn apart(table: &mut Table<'_>, dice: &mut Dice, p: usize, floor: i64) {
    let group = table.group_of[p];
    match dice.below(8) {
        0 => {
            table.leave(p, floor);
        }
        1 => {
            let mut members = table.members(group).to_vec();
            for i in (1..members.len()).rev() {
                members.swap(i, dice.below(i + 1));
            }
            members.truncate(members.len() / 2);
            table.divide(&members, floor);
        }
        2 if dice.below(4) == 0 => {
            table.close(group, floor);
        }
        _ => {}
    }
}

/// One annealing run; ends early when the budget does.
fn anneal(
    table: &mut Table<'_>,
    dice: &mut Dice,
    liked: &[Vec<usize>],
    schedule: Schedule,
    budget: &Budget<'_>,
) {
    if table.instance.n < table.sizes.min {
        return;
    }
    let mut best = (table.value, table.listed());
    let mut temperature = schedule.warm * 256;
    let rounds = 440;
    for round in 0..rounds {
        let cold = round >= 400;
        for at in 0..=schedule.steps / rounds {
            if at % 4096 == 0 && budget.is_over() {
                break;
            }
            let patience = if cold { 0 } else { dice.patience(temperature) };
            step(table, dice, liked, patience);
        }
        temperature -= temperature / 64;
        if round >= 300 && round % 20 == 0 && table.value > best.0 {
            best = (table.value, table.listed());
        }
    }
    if best.0 > table.value {
        *table = Table::with_groups(table.instance, table.sizes, &best.1);
    }
}

/// Searches from several seeds at once and returns the best plan's groups with its value.
///
/// The same for any number of threads: the best value wins, among equals the first chain.
pub(super) fn search(
    instance: &Instance,
    sizes: Sizes,
    seed: u64,
    schedule: Schedule,
    budget: &Budget<'_>,
) -> (i64, Vec<Vec<usize>>) {
    let liked = liked(instance);
    let runs: Vec<(i64, Vec<Vec<usize>>)> = (0..schedule.chains)
        .into_par_iter()
        .map(|chain| {
            let mut dice = Dice::new(seed, 50 + chain);
            let mut table = Table::new(instance, sizes);
            construct(&mut table, &mut dice);
            anneal(&mut table, &mut dice, &liked, schedule, budget);
            (table.value, table.listed())
        })
        .collect();
    let mut best = (0, Vec::new());
    for run in runs {
        if run.0 > best.0 {
            best = run;
        }
    }
    best
}

/// Goes on from a plan, from several seeds at once; the best counts, among equals the first.
pub(super) fn polished(
    start: &Table<'_>,
    seed: u64,
    schedule: Schedule,
    budget: &Budget<'_>,
) -> (i64, Vec<Vec<usize>>) {
    let liked = liked(start.instance);
    let runs: Vec<(i64, Vec<Vec<usize>>)> = (0..schedule.chains)
        .into_par_iter()
        .map(|chain| {
            let mut dice = Dice::new(seed, 5_000 + chain);
            let mut table = start.clone();
            anneal(&mut table, &mut dice, &liked, schedule, budget);
            (table.value, table.listed())
        })
        .collect();
    let mut best = (start.value, start.listed());
    for run in runs {
        if run.0 > best.0 {
            best = run;
        }
    }
    best
}
