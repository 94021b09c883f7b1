//! A plan from prices: the likeliest pairs are decided, the prices of the rest settle again, until nobody is left.

use std::collections::HashSet;

use super::super::Budget;
use super::super::search::Dice;
use super::field::{Field, Link};
use super::pace::Pace;
use super::pairing::{NOBODY, Pairing};
use super::settle::{Cooling, Graph, Pool, Prices, Rest, settle};

/// At least so many pairs are.
const LEAST: usize = 4;

/// With fewer candidates each than this, new ones are looked for.
const FEW: usize = 5;

/// How many candidates each person is given then.
const FRESH: usize = 12;

/// What is decided, and the seed that chooses between equals.
struct Decided<'p, 'a> {
    plan: &'p Pairing<'a>,
    seed: u64,
    unit: f64,
}

impl Rest for Decided<'_, '_> {
    fn free(&self, p: u32) -> bool {
        self.plan.mate[p as usize] == NOBODY
    }

    fn made(&self, a: usize, b: usize) -> usize {
        self.plan.made(a, b)
    }

    fn favour(&self, p: u32, q: u32) -> f64 {
        let roll = Dice::from_state(self.seed ^ (u64::from(p) << 32 | u64::from(q))).roll();
        // Half a milli-connection at most: no value is that near another.
        self.unit.min(1.0) * f64::from(u32::try_from(roll >> 40).unwrap_or(0)) / f64::from(1 << 25)
    }
}

/// Decides pair after pair.
///
/// `unit`: what is warm; see [`super::unit`]. When the budget ends, what is decided by then is the plan.
/// Cost: some thirty settlings, each of four fifths of the one before; in the largest rounds some twelve, each of half.
pub(super) fn dive<'a>(
    mut plan: Pairing<'a>,
    mut prices: Prices,
    mut candidates: Vec<Vec<u32>>,
    seed: u64,
    (unit, pace): (f64, &Pace),
    budget: &Budget<'_>,
) -> Pairing<'a> {
    let crowd = plan.crowd;
    let mut from = 2.0 * unit;
    loop {
        let free = plan.free();
        if free.len() < 2 || budget.is_over() {
            return plan;
        }
        let mut known = 0;
        for &p in &free {
            let own = &mut candidates[p as usize];
            own.retain(|&q| plan.mate[q as usize] == NOBODY);
            known += own.len();
        }
        if known < FEW * free.len() {
            let tolls = prices.tolls();
            let field = Field::new(crowd, free.clone());
            let Some(offers) = field.offers(&tolls, FRESH, &candidates, budget) else {
                return plan;
            };
            for &p in &free {
                for offer in &offers[p as usize] {
                    if !candidates[p as usize].contains(&offer.with) {
                        candidates[p as usize].push(offer.with);
                    }
                }
            }
        }
        let mut graph = Graph::new(crowd, &candidates, &Decided { plan: &plan, seed, unit });
        let mut members = vec![Vec::new(); crowd.teams];
        for &p in &free {
            members[crowd.team[p as usize] as usize].push(p);
        }
        let pool = Pool { members: &members, seats: &plan.seats_left() };
        let (by, sweeps) = (pace.by, pace.dive_sweeps);
        let cooling = Cooling { from, to: 0.2 * unit, by, sweeps };
        settle(crowd, &pool, &mut graph, &mut prices, cooling, budget);
        from = 0.5 * unit;
        if !decide(&mut plan, &graph.likeliest(&prices), free.len() / 2 / pace.part) {
            return plan;
        }
    }
}

/// Decides the likeliest pairs, but one only of each link, whose price changes by it; says whether there was one.
fn decide(plan: &mut Pairing<'_>, likeliest: &[(u32, u32)], most: usize) -> bool {
    let mut left = most.max(LEAST);
    let mut taken: HashSet<Link> = HashSet::new();
    for &(p, q) in likeliest {
        let (p, q) = (p as usize, q as usize);
        let link = plan.crowd.link(p, q);
        if !taken.contains(&link) && plan.found(p, q) {
            taken.insert(link);
            left -= 1;
            if left == 0 {
                break;
            }
        }
    }
    !taken.is_empty()
}
