//! A better plan region by region: where the plan loses most against the prices, people around are placed anew.
//!
//! What the prices prove and what a plan is worth differ by a sum of losses, none below 0: how far the chosen lie below
//! their prices, and what priced limits leave unused. Regions begin where these are.

use std::collections::{BTreeSet, VecDeque};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;
use rayon::prelude::*;

use super::super::Budget;
use super::super::certificate::SCALE;
use super::dual::Prices;
use super::mip::{self, Answer, Extra, Want};
use super::packing::Packing;
use super::start::Choice;

/// Regions of one kind.
#[derive(Debug, Clone, Copy)]
struct Stage {
    /// So many candidates each has, at most.
    candidates: usize,
    /// Cases of its whole-number programme.
    cases: i32,
    /// Candidates this far below their prices are not looked at. Units: milli-connections.
    window: i64,
    /// So many rounds of regions.
    rounds: usize,
}

/// Small regions first, while much can be mended in them.
const STAGES: [Stage; 3] = [
    Stage { candidates: 700, cases: 20, window: 200, rounds: 24 },
    Stage { candidates: 1_500, cases: 20, window: 100, rounds: 24 },
    Stage { candidates: 3_000, cases: 20, window: 100, rounds: 30 },
];

/// Regions that are solved side by side, whatever the number of threads.
const BESIDE: usize = 2;

/// No more rounds of a stage after so many in vain.
const IN_VAIN: usize = 12;

/// So many of a person's candidates are looked at, and so many of them, drawn anew, in one region.
const LOOKED_AT: usize = 80;
const DRAWN: usize = 14;

/// Candidates this far below their prices are as good as chosen. Units: 1/65536 milli-connection.
const NEAR: i64 = 90 * SCALE;

/// A choice at least as good.
///
/// Cost: some hundreds of small whole-number programmes.
pub fn improve(
    packing: &Packing,
    start: Vec<usize>,
    prices: &Prices,
    bound: i64,
    dice: &mut ChaCha8Rng,
    budget: &Budget<'_>,
) -> Vec<usize> {
    let mut best = Choice::of(packing, start);
    for stage in STAGES {
        let map = Map::new(packing, prices, stage);
        let mut tried = vec![0_u32; map.of_person.len()];
        let mut in_vain = 0;
        for _ in 0..stage.rounds {
            if budget.is_over() || best.value >= bound || in_vain >= IN_VAIN {
                break;
            }
            let chosen = map.chosen(&best);
            let losses = map.losses(&best, &chosen);
            let regions: Vec<BTreeSet<u32>> = (0..BESIDE)
                .filter_map(|_| map.region(&losses, &chosen, &mut tried, dice))
                .collect();
            let drawn: Vec<Vec<usize>> =
                regions.iter().map(|region| map.draw(region, &best, dice)).collect();
            let better: Vec<Option<Vec<usize>>> = regions
                .par_iter()
                .zip(&drawn)
                .map(|(region, columns)| map.solve(region, columns, &best, &chosen, budget))
                .collect();
            in_vain += 1;
            for (region, own) in regions.iter().zip(better) {
                let Some(own) = own else { continue };
                let free = |c: &&usize| region.contains(&packing.candidates[**c].person);
                let rest = best.chosen.iter().filter(|c| !free(c)).copied();
                let other = Choice::of(packing, rest.chain(own));
                if other.holds() && other.value > best.value {
                    best = other;
                    in_vain = 0;
                }
            }
        }
    }
    best.chosen
}

/// Who could take whose place.
struct Map<'a> {
    packing: &'a Packing,
    prices: &'a Prices,
    stage: Stage,
    excess: Vec<i64>,
    /// Each person's candidates that are looked at, the dearest first.
    of_person: Vec<Vec<usize>>,
    of_limit: Vec<Vec<(u32, i8)>>,
    odd: Vec<(Vec<(usize, i64)>, i64, i64)>,
}

impl<'a> Map<'a> {
    fn new(packing: &'a Packing, prices: &'a Prices, stage: Stage) -> Self {
        let excess: Vec<i64> =
            (0..packing.candidates.len()).map(|c| prices.excess(packing, c)).collect();
        let people = packing.candidates.iter().map(|one| one.person as usize + 1).max();
        let mut of_person: Vec<Vec<usize>> = vec![Vec::new(); people.unwrap_or(0)];
        for (c, one) in packing.candidates.iter().enumerate() {
            if excess[c] > -stage.window * SCALE {
                of_person[one.person as usize].push(c);
            }
        }
        for own in &mut of_person {
            own.sort_by_key(|&c| (-excess[c], c));
            own.truncate(LOOKED_AT);
        }
        let of_limit = packing.of_limits();
        let odd = prices.odd().iter();
        let odd = odd.map(|odd| (odd.factors(&of_limit), odd.most(&packing.limits), odd.price));
        let odd = odd.collect();
        Self { packing, prices, stage, excess, of_person, of_limit, odd }
    }

    fn chosen(&self, best: &Choice<'_>) -> Vec<bool> {
        let mut chosen = vec![false; self.packing.candidates.len()];
        best.chosen.iter().for_each(|&c| chosen[c] = true);
        chosen
    }

    /// What of the losses lies with each person.
    fn losses(&self, best: &Choice<'_>, chosen: &[bool]) -> Vec<i64> {
        let packing = self.packing;
        let mut losses = vec![0; self.of_person.len()];
        for (c, one) in packing.candidates.iter().enumerate() {
            let excess = self.excess[c];
            losses[one.person as usize] += if chosen[c] { (-excess).max(0) } else { excess.max(0) };
        }
        let mut share = |candidates: &mut dyn Iterator<Item = usize>, loss: i64| {
            let near = |&c: &usize| chosen[c] || self.excess[c] > -NEAR;
            let people: BTreeSet<u32> =
                candidates.filter(near).map(|c| packing.candidates[c].person).collect();
            let many = i64::try_from(people.len()).unwrap_or(i64::MAX).max(1);
            for person in people {
                losses[person as usize] += loss / many;
            }
        };
        for (row, limit) in packing.limits.iter().enumerate() {
            let unused = limit.most - best.used(row);
            if unused > 0 && self.prices.limits[row] > 0 {
                let own = self.of_limit[row].iter().filter(|(_, factor)| *factor > 0);
                let loss = unused.saturating_mul(self.prices.limits[row]);
                share(&mut own.map(|&(c, _)| c as usize), loss);
            }
        }
        for (factors, most, price) in &self.odd {
            let own = factors.iter().filter(|(c, _)| chosen[*c]);
            let unused = most - own.map(|(_, factor)| factor).sum::<i64>();
            share(&mut factors.iter().map(|(c, _)| *c), unused.max(0).saturating_mul(*price));
        }
        losses
    }

    /// People around one who loses.
    fn region(
        &self,
        losses: &[i64],
        chosen: &[bool],
        tried: &mut [u32],
        dice: &mut ChaCha8Rng,
    ) -> Option<BTreeSet<u32>> {
        let weigh = |(loss, tried): (&i64, &u32)| loss / (1 + i64::from(*tried)).pow(2);
        let all: i128 = losses.iter().zip(tried.iter()).map(|one| i128::from(weigh(one))).sum();
        let mut left = (i128::from(dice.next_u32()) * all) >> 32;
        let first = losses.iter().zip(tried.iter()).position(|one| {
            left -= i128::from(weigh(one));
            left < 0
        })?;
        let mut queue = VecDeque::from([u32::try_from(first).ok()?]);
        let mut region = BTreeSet::new();
        let mut many = 0;
        while let Some(person) = queue.pop_front() {
            let own = &self.of_person[person as usize];
            if !region.insert(person) {
                continue;
            }
            tried[person as usize] += u32::from(region.len() < 12);
            many += own.len().min(DRAWN);
            if many >= self.stage.candidates {
                break;
            }
            for &c in own.iter().take(4) {
                for &(row, _) in self.packing.factors(c) {
                    let near = self.of_limit[row as usize].iter().map(|&(c, _)| c as usize);
                    let near = near.filter(|&c| chosen[c] || self.excess[c] > -NEAR);
                    queue.extend(near.map(|c| self.packing.candidates[c].person));
                }
            }
        }
        Some(region)
    }

    /// The candidates of a region's people that are looked at, ascending.
    fn draw(&self, region: &BTreeSet<u32>, best: &Choice<'_>, dice: &mut ChaCha8Rng) -> Vec<usize> {
        let within = |c: &usize| region.contains(&self.packing.candidates[*c].person);
        let mut columns: BTreeSet<usize> = best.chosen.iter().copied().filter(within).collect();
        for &person in region {
            let mut own = self.of_person[person as usize].clone();
            // The dearest are drawn soonest.
            while own.len() > DRAWN {
                let mut draw = || (u64::from(dice.next_u32()) * own.len() as u64) >> 32;
                own.remove(usize::try_from(draw().max(draw())).unwrap_or(0));
            }
            columns.extend(own);
        }
        columns.into_iter().collect()
    }

    /// The best for the people of a region, everybody else staying where they are.
    fn solve(
        &self,
        region: &BTreeSet<u32>,
        columns: &[usize],
        best: &Choice<'_>,
        chosen: &[bool],
        budget: &Budget<'_>,
    ) -> Option<Vec<usize>> {
        let packing = self.packing;
        let within = |c: usize| region.contains(&packing.candidates[c].person);
        let number = |c: usize| columns.binary_search(&c).ok();
        let others: Vec<usize> = best.chosen.iter().copied().filter(|&c| !within(c)).collect();
        let some = packing.rest(columns, &others);
        let mut extra = Vec::new();
        for (factors, most, _) in &self.odd {
            let own: Vec<(usize, i64)> =
                factors.iter().filter_map(|&(c, factor)| Some((number(c)?, factor))).collect();
            if own.len() > 1 {
                let taken = factors.iter().filter(|(c, _)| chosen[*c] && !within(*c));
                let most = most - taken.map(|(_, factor)| factor).sum::<i64>();
                extra.push(Extra { factors: own, most });
            }
        }
        let all: Vec<usize> = (0..columns.len()).collect();
        let start: Vec<usize> = all.iter().copied().filter(|&i| chosen[columns[i]]).collect();
        let answer =
            mip::choose(&some, &all, &extra, Some(&start), Want::Best(self.stage.cases), budget);
        match answer {
            Answer::Found(Some(own), _) => Some(own.into_iter().map(|i| columns[i]).collect()),
            _ => None,
        }
    }
}
