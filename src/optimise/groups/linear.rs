//! The pairs' relaxation as a linear programme, solved by `HiGHS`. Floats end here: what leaves are rounded prices.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use highs::{ColProblem, Row, Sense};
use rayon::prelude::*;

use super::super::Budget;
use super::super::instance::Instance;
use super::super::relax::{Link, link_of};
use super::pairs::Prices;
use super::room::Room;
use super::sizes::{PerSize, Sizes};

/// Steps of a link that stand as variables of their own; those beyond share one.
const OWN_STEPS: usize = 24;

#[expect(clippy::cast_precision_loss, reason = "values are far below 2^52")]
pub(super) fn float(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(super) fn count(value: usize) -> f64 {
    value as f64
}

/// Rounds a real price to the nearest fraction.
#[expect(clippy::cast_possible_truncation, reason = "wild prices saturate")]
pub(super) fn round(price: f64) -> i64 {
    ((price * float(super::super::SCALE)).round() as i64).clamp(-(1 << 45), 1 << 45)
}

/// No price of a pair that means anything is beyond this; the sum over two million pairs stays inside an `i64`.
const WILD: i64 = 1 << 40;

/// The columns' worth of a link's steps: what one adds, and how many are alike.
pub(super) fn steps(instance: &Instance, (a, b): Link) -> Vec<(f64, f64)> {
    let most = instance.most_links(a, b);
    let own = most.min(OWN_STEPS);
    let mut all: Vec<(f64, f64)> =
        (1..=own).map(|nth| (float(instance.step(a, b, nth)), 1.0)).collect();
    if most > own {
        all.push((float(instance.step(a, b, own + 1)), count(most - own)));
    }
    all
}

/// The optimal prices over these pairs; nothing when the budget ended first or `HiGHS` gave up.
fn solve(
    instance: &Instance,
    sizes: Sizes,
    room: &Room,
    pairs: &BTreeSet<(usize, usize)>,
    profiles: &[PerSize<usize>],
    budget: &Budget<'_>,
) -> Option<(Prices, i64)> {
    let mut problem = ColProblem::default();
    let n = instance.n;
    let mut rows = 0;
    let mut row = |problem: &mut ColProblem, low: f64, high: f64| {
        rows += 1;
        (problem.add_row(low..=high), rows - 1)
    };
    let under = f64::NEG_INFINITY;
    let people: Vec<(Row, usize)> = (0..n).map(|_| row(&mut problem, 0.0, 0.0)).collect();
    let once: Vec<(Row, usize)> = (0..n).map(|_| row(&mut problem, under, 1.0)).collect();
    let kinds: Vec<(Row, usize)> = sizes.each().map(|_| row(&mut problem, under, 0.0)).collect();
    let whole = row(&mut problem, under, 1.0);
    let seats: Vec<Option<(Row, usize)>> = (0..instance.teams)
        .map(|t| {
            let tight = room.seats[t] < instance.size[t];
            tight.then(|| row(&mut problem, under, count(room.seats[t])))
        })
        .collect();
    let mut links: BTreeMap<Link, (Row, usize)> = BTreeMap::new();
    for &(p, q) in pairs.iter().filter(|&&(p, q)| instance.is_fresh(p, q)) {
        links.entry(link_of(instance, p, q)).or_insert_with(|| row(&mut problem, 0.0, 0.0));
    }
    for p in 0..n {
        for size in sizes.each() {
            let mut factors = vec![
                (people[p].0, -count(size - 1)),
                (once[p].0, 1.0),
                (kinds[size - sizes.min].0, 1.0 / count(size)),
            ];
            factors.extend(seats[instance.team[p]].map(|(row, _)| (row, 1.0)));
            problem.add_column(-float(instance.person[p]), 0.0.., factors);
        }
    }
    for profile in profiles {
        let mut factors = vec![(whole.0, 1.0)];
        factors.extend(kinds.iter().zip(profile).map(|((row, _), &made)| (*row, -count(made))));
        problem.add_column(0.0, 0.0.., factors);
    }
    for &(p, q) in pairs {
        let mut factors = vec![(people[p].0, 1.0), (people[q].0, 1.0)];
        if instance.is_fresh(p, q) {
            factors.push((links[&link_of(instance, p, q)].0, -1.0));
        }
        problem.add_column(-f64::from(instance.value(p, q)), 0.0..=1.0, factors);
    }
    for (&link, (row, _)) in &links {
        for (gain, alike) in steps(instance, link) {
            problem.add_column(-gain, 0.0..=alike, [(*row, 1.0)]);
        }
    }
    let mut model = problem.try_optimise(Sense::Minimise).ok()?;
    model.make_quiet();
    model.set_option("parallel", "off");
    model.set_threads(NonZeroU32::MIN);
    model.set_option("solver", "ipm");
    model.set_option("run_crossover", "off");
    model.set_option("ipm_optimality_tolerance", 1e-6);
    if let Some(left) = budget.left() {
        model.set_option("time_limit", left.as_secs_f64().max(0.001));
    }
    let solved = model.try_solve().ok()?;
    let solution = solved.get_solution();
    let dual = solution.dual_rows();
    if dual.len() < rows || dual.iter().any(|price| !price.is_finite()) {
        return None;
    }
    let price = |(_, number): (Row, usize)| round(-dual[number]).clamp(-WILD, WILD);
    let mut prices = Prices::none(instance, sizes);
    prices.people = people.iter().map(|&row| price(row)).collect();
    prices.seats = seats.iter().map(|row| row.map_or(0, |row| price(row).max(0))).collect();
    prices.sizes = kinds.iter().map(|&row| price(row).max(0)).collect();
    for (&(a, b), &row) in &links {
        let own = price(row).min(prices.links[a * instance.teams + b]);
        prices.links[a * instance.teams + b] = own;
        prices.links[b * instance.teams + a] = own;
    }
    Some((prices, round(-solved.objective_value())))
}

/// The pairs with the most to gain at these prices, for each person; the fewest to gain counts.
fn nearest(
    instance: &Instance,
    prices: &Prices,
    each: usize,
    least: i64,
) -> BTreeSet<(usize, usize)> {
    let near: Vec<Vec<(usize, usize)>> = (0..instance.n)
        .into_par_iter()
        .map(|p| {
            let mut own: Vec<(i64, usize)> = prices
                .dues(instance, p)
                .map(|(q, due)| (prices.people[p] + prices.people[q] - due, q))
                .filter(|(left, _)| -left >= least)
                .collect();
            if own.len() > each {
                own.select_nth_unstable(each);
                own.truncate(each);
            }
            own.into_iter().map(|(_, q)| (p.min(q), p.max(q))).collect()
        })
        .collect();
    near.into_iter().flatten().collect()
}

/// The best prices found, and what they prove. Units: 1/`SCALE` milli-connection.
///
/// Ends when what is proven is within [`CLOSE`] of the programme's optimum, or after some rounds.
pub(super) fn relax(
    instance: &Instance,
    sizes: Sizes,
    room: &Room,
    plan: &[Vec<usize>],
    budget: &Budget<'_>,
) -> (Prices, i64) {
    let mut best = Prices::rough(instance, sizes);
    let mut least = best.sum(instance, sizes, room);
    let nothing = Prices::none(instance, sizes);
    let other = nothing.sum(instance, sizes, room);
    if other < least {
        (best, least) = (nothing, other);
    }
    let mut pairs = nearest(instance, &best, sizes.max + 8, i64::MIN + 1);
    for group in plan {
        for (i, &p) in group.iter().enumerate() {
            pairs.extend(group[i + 1..].iter().map(|&q| (p.min(q), p.max(q))));
        }
    }
    let mut profiles = Vec::new();
    for (at, size) in sizes.each().enumerate() {
        let mut price = vec![0; sizes.max - sizes.min + 1];
        price[at] = 1;
        profiles.push(sizes.best(room.present, &price).1);
        let by_pairs: PerSize<i64> =
            sizes.each().map(|s| i64::try_from(s * (s - 1) * size).unwrap_or(0)).collect();
        profiles.push(sizes.best(room.present, &by_pairs).1);
    }
    for _ in 0..ROUNDS {
        if budget.is_over() {
            break;
        }
        profiles.sort_unstable();
        profiles.dedup();
        let Some((prices, optimum)) = solve(instance, sizes, room, &pairs, &profiles, budget)
        else {
            break;
        };
        let sum = prices.sum(instance, sizes, room);
        let profile = sizes.best(room.present, &prices.sizes).1;
        let missing = nearest(instance, &prices, 6, super::super::SCALE / 8);
        if sum < least {
            (best, least) = (prices, sum);
        }
        let known = pairs.len() + profiles.len();
        pairs.extend(missing);
        if !profiles.contains(&profile) {
            profiles.push(profile);
        }
        if least - optimum <= optimum / CLOSE || known == pairs.len() + profiles.len() {
            break;
        }
    }
    (best, least)
}

/// What is proven may lie above the programme's optimum by this part.
const CLOSE: i64 = 5_000;

/// How often the programme is solved at most.
const ROUNDS: usize = 8;
