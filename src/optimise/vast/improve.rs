//! Better plans along the prices: cool exchanges that bring likely partners together.

use super::super::Budget;
use super::super::search::Dice;
use super::pairing::{NOBODY, Pairing, THREE};
use super::settle::{Edge, Graph};

/// Brings p and a candidate together; those they leave meet each other. Kept if the plan loses at most `patience`.
fn bring(plan: &mut Pairing<'_>, p: usize, edge: &Edge, patience: i64) {
    let q = edge.with as usize;
    let (a, b) = (plan.mate[p], plan.mate[q]);
    if a == edge.with || a == THREE || b == THREE {
        return;
    }
    let pair = (edge.whole(), edge.fresh());
    match (a == NOBODY, b == NOBODY) {
        (true, true) => {
            plan.found(p, q);
        }
        (false, true) => step_in(plan, (p, a as usize), q, pair, patience),
        (true, false) => step_in(plan, (q, b as usize), p, pair, patience),
        (false, false) => exchange(plan, (p, a as usize), (q, b as usize), pair, patience),
    }
}

/// p and q leave a and b for each other.
fn exchange(
    plan: &mut Pairing<'_>,
    (p, a): (usize, usize),
    (q, b): (usize, usize),
    pair: (i64, bool),
    patience: i64,
) {
    let crowd = plan.crowd;
    let (was_p, was_q) = (plan.was(p), plan.was(q));
    // What the links can add at most to what the pairs do.
    let most = pair.0 + 2 * crowd.thin - was_p.0 - was_q.0;
    if most + crowd.new_connection + crowd.bridge + 3 * crowd.topic < -patience {
        return;
    }
    let Some(rest) = crowd.worth(a, b) else { return };
    if most + rest.0 < -patience {
        return;
    }
    let mut gain = -plan.part(p) - plan.part(q);
    gain += plan.join(p, q, pair) + plan.join(a, b, rest);
    if gain < -patience {
        plan.part(p);
        plan.part(a);
        plan.join(p, a, was_p);
        plan.join(q, b, was_q);
    } else {
        plan.value += gain;
    }
}

/// A free person takes the place of `a` with p.
fn step_in(
    plan: &mut Pairing<'_>,
    (p, a): (usize, usize),
    free: usize,
    pair: (i64, bool),
    patience: i64,
) {
    let was = plan.was(p);
    let mut gain = -plan.part(p) - plan.go(a);
    if plan.seat(free) {
        gain += plan.come(free) + plan.join(p, free, pair);
        if gain >= -patience {
            plan.value += gain;
            return;
        }
        plan.part(p);
        plan.go(free);
    }
    plan.come(a);
    plan.join(p, a, was);
}

/// Cools, and keeps the best plan on the way.
///
/// `warm`: what a step may lose at the start. Units: milli-connections. Cost: `steps` exchanges.
pub(super) fn improve(
    plan: &mut Pairing<'_>,
    graph: &Graph,
    dice: &mut Dice,
    steps: usize,
    warm: i64,
    three: Option<[usize; 3]>,
    budget: &Budget<'_>,
) {
    let n = plan.crowd.n;
    if n < 2 {
        return;
    }
    let rounds = 320;
    let mut best = (plan.value, plan.mate.clone());
    let mut temperature = warm * 256;
    for round in 0..rounds {
        for at in 0..=steps / rounds {
            if at % 4096 == 0 && budget.is_over() {
                break;
            }
            let p = dice.below(n);
            let edges = graph.of(p);
            if edges.is_empty() {
                continue;
            }
            let edge = edges[dice.below(edges.len())];
            let patience = if round >= 280 { 0 } else { dice.patience(temperature) };
            bring(plan, p, &edge, patience);
        }
        temperature -= temperature / 48;
        if round % 40 == 39 && plan.value > best.0 {
            best = (plan.value, plan.mate.clone());
        }
    }
    if best.0 > plan.value {
        *plan = plan.with_pairs(&best.1, three);
    }
}
