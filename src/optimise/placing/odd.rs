//! Odd sets that a fractional choice exceeds: sums of limits, modulo 2.
//!
//! Half of a sum of limits, rounded down, cuts a fractional choice off when the right sides add up to an odd number
//! and what the limits leave unused, together with how much is chosen of candidates with an odd factor, lies below 1.
//! Limits are added modulo 2 until candidates that are chosen much have even factors (Caprara and Fischetti 1996;
//! Koster, Zymolka and Kutschka 2009).

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;

use super::dual::Odd;
use super::packing::Packing;

/// A choice must exceed a set by at least half of this.
const LEAST: f64 = 0.04;

/// Limits that leave more unused than this are not added up.
const SLACK: f64 = 0.6;

/// Of so many limits a set consists at most.
const LONGEST: usize = 120;

/// At most so many sets of a round share a candidate.
const SHARED: u32 = 3;

/// A sum of limits modulo 2.
#[derive(Debug, Clone, Default)]
struct Sum {
    /// The candidates with an odd factor, ascending, by their number in the support.
    columns: Vec<u32>,
    /// The limits, ascending.
    rows: Vec<u32>,
    odd: bool,
    slack: f64,
}

/// What stands in exactly one of two ascending lists.
fn either(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut all = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => {
                all.push(a[i]);
                i += 1;
            }
            std::cmp::Ordering::Greater => {
                all.push(b[j]);
                j += 1;
            }
            std::cmp::Ordering::Equal => {
                i += 1;
                j += 1;
            }
        }
    }
    all.extend_from_slice(&a[i..]);
    all.extend_from_slice(&b[j..]);
    all
}

/// Sets that a fractional choice exceeds, each as its limits, ascending; those exceeded most first.
///
/// `used`: how much of which candidates is chosen; `orders`: in how many orders candidates are made even.
/// Cost: a sparse elimination modulo 2 for each.
pub fn exceeded(
    packing: &Packing,
    used: &[(usize, f64)],
    orders: usize,
    dice: &mut ChaCha8Rng,
) -> Vec<Vec<u32>> {
    let sums = sums(packing, used);
    let mut found: Vec<(f64, Sum)> = Vec::new();
    for turn in 0..orders {
        let mut order: Vec<(f64, u32)> = used
            .iter()
            .zip(0..)
            .map(|(&(_, x), column)| {
                let favour = f64::from(dice.next_u32() >> 8) / 16_777_216.0;
                (x * (1.0 - if turn == 0 { 1e-3 } else { 0.5 } * favour), column)
            })
            .collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        eliminate(sums.clone(), &order, used, &mut found);
    }
    let weigh = |sum: &Sum| (sum.rows.len(), sum.rows.clone());
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| weigh(&a.1).cmp(&weigh(&b.1))));
    found.dedup_by(|a, b| a.1.rows == b.1.rows);
    // Sets that say nearly the same help little.
    let mut of_limit: Vec<Vec<(u32, i8)>> = vec![Vec::new(); packing.limits.len()];
    for (&(c, _), column) in used.iter().zip(0..) {
        for &(row, factor) in packing.factors(c) {
            of_limit[row as usize].push((column, factor));
        }
    }
    let mut share = vec![0; used.len()];
    let mut taken = Vec::new();
    for (_, sum) in found {
        let odd = Odd { rows: sum.rows, price: 0 };
        let own: Vec<usize> =
            odd.factors(&of_limit).into_iter().map(|(column, _)| column).collect();
        if own.iter().filter(|&&column| share[column] >= SHARED).count() * 2 <= own.len() {
            for column in own {
                share[column] += 1;
            }
            taken.push(odd.rows);
        }
    }
    taken
}

/// The limits that leave little unused, modulo 2.
fn sums(packing: &Packing, used: &[(usize, f64)]) -> Vec<Sum> {
    let mut number = vec![u32::MAX; packing.limits.len()];
    let mut sums: Vec<Sum> = Vec::new();
    for (&(c, x), column) in used.iter().zip(0..) {
        for &(row, factor) in packing.factors(c) {
            if number[row as usize] == u32::MAX {
                number[row as usize] = u32::try_from(sums.len()).unwrap_or(u32::MAX);
                let most = packing.limits[row as usize].most;
                sums.push(Sum {
                    rows: vec![row],
                    odd: most.rem_euclid(2) == 1,
                    slack: super::lp::float(most),
                    ..Sum::default()
                });
            }
            let sum = &mut sums[number[row as usize] as usize];
            sum.slack -= x * f64::from(factor);
            if factor % 2 != 0 {
                sum.columns.push(column);
            }
        }
    }
    sums.retain(|sum| sum.slack < SLACK);
    for sum in &mut sums {
        sum.slack = sum.slack.max(0.0);
    }
    sums
}

/// Makes one candidate after the other even, and looks at every sum on the way.
fn eliminate(
    mut sums: Vec<Sum>,
    order: &[(f64, u32)],
    used: &[(usize, f64)],
    found: &mut Vec<(f64, Sum)>,
) {
    let mut of_column: Vec<Vec<u32>> = vec![Vec::new(); used.len()];
    for (sum, i) in sums.iter().zip(0..) {
        sum.columns.iter().for_each(|&column| of_column[column as usize].push(i));
    }
    let look = |sum: &Sum, found: &mut Vec<(f64, Sum)>| {
        if !sum.odd || sum.slack >= 1.0 - LEAST || sum.rows.len() > LONGEST {
            return;
        }
        let mut over = sum.slack;
        for &column in &sum.columns {
            over += used[column as usize].1;
            if over > 1.0 - LEAST {
                return;
            }
        }
        found.push((over, sum.clone()));
    };
    for sum in &sums {
        look(sum, found);
    }
    let mut gone = vec![false; sums.len()];
    for &(_, column) in order {
        let own = std::mem::take(&mut of_column[column as usize]);
        let mut own: Vec<usize> = own
            .into_iter()
            .map(|i| i as usize)
            .filter(|&i| !gone[i] && sums[i].columns.binary_search(&column).is_ok())
            .collect();
        own.sort_unstable();
        own.dedup();
        let weigh = |i: usize| (sums[i].slack, sums[i].columns.len());
        let Some(&by) = own.iter().min_by(|&&a, &&b| {
            let (a, b) = ((weigh(a), a), (weigh(b), b));
            a.0.0.total_cmp(&b.0.0).then((a.0.1, a.1).cmp(&(b.0.1, b.1)))
        }) else {
            continue;
        };
        gone[by] = true;
        let by = std::mem::take(&mut sums[by]);
        for i in own {
            if gone[i] {
                continue;
            }
            let sum = &mut sums[i];
            sum.slack += by.slack;
            if sum.slack >= 1.0 || sum.rows.len() + by.rows.len() > 8 * LONGEST {
                gone[i] = true;
                continue;
            }
            for &column in &by.columns {
                // Those that come in anew.
                if sum.columns.binary_search(&column).is_err() {
                    of_column[column as usize].push(u32::try_from(i).unwrap_or(u32::MAX));
                }
            }
            sum.columns = either(&sum.columns, &by.columns);
            sum.rows = either(&sum.rows, &by.rows);
            sum.odd ^= by.odd;
            look(sum, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::rand_core::SeedableRng;

    use super::super::packing::{About, Candidate};
    use super::super::rule::Rule;
    use super::*;

    /// Each candidate in two of these limits of one place each.
    fn pairs(limits: u32, pairs: &[(u32, u32)]) -> Packing {
        let mut packing = Packing::worth(0);
        for team in 0..limits {
            let about = About { rule: Rule::TeamPlaces, person: None, team: Some(team), at: None };
            packing.limit(about, 1, false);
        }
        for &(a, b) in pairs {
            let candidate = Candidate { person: 0, team: a, start: b, value: 1, locked: false };
            packing.add(candidate, &[(a, 1), (b, 1)], None);
        }
        packing
    }

    #[test]
    fn half_of_each_in_an_odd_circle_is_too_much_and_in_an_even_one_is_not() {
        for n in 3..9 {
            let circle: Vec<(u32, u32)> = (0..n).map(|i| (i, (i + 1) % n)).collect();
            let packing = pairs(n, &circle);
            let used: Vec<(usize, f64)> = (0..circle.len()).map(|c| (c, 0.5)).collect();
            let found = exceeded(&packing, &used, 2, &mut ChaCha8Rng::seed_from_u64(1));
            let whole: Vec<u32> = (0..n).collect();
            assert_eq!(found, if n % 2 == 1 { vec![whole] } else { Vec::new() }, "{n}");
        }
    }

    #[test]
    fn what_is_found_cuts_the_fraction_off_and_no_whole_choice() {
        let mut dice = ChaCha8Rng::seed_from_u64(9);
        let mut many = 0;
        for _ in 0..200 {
            let mut draw =
                |n: u64| u32::try_from((u64::from(dice.next_u32()) * n) >> 32).unwrap_or(0);
            let edges: Vec<(u32, u32)> = (0..10)
                .map(|_| (draw(6), draw(5)))
                .map(|(a, b)| (a, if b < a { b } else { b + 1 }))
                .collect();
            let packing = pairs(6, &edges);
            let mut left = [1.0_f64; 6];
            let mut used = Vec::new();
            for (c, &(a, b)) in edges.iter().enumerate() {
                let x = left[a as usize].min(left[b as usize]).min(0.5);
                left[a as usize] -= x;
                left[b as usize] -= x;
                if x > 0.0 {
                    used.push((c, x));
                }
            }
            for rows in exceeded(&packing, &used, 2, &mut dice) {
                let odd = Odd { rows, price: 0 };
                let factors = odd.factors(&packing.of_limits());
                let most = odd.most(&packing.limits);
                let of =
                    |c: usize| factors.iter().find(|(other, _)| *other == c).map_or(0, |f| f.1);
                let sum: f64 = used.iter().map(|&(c, x)| x * super::super::lp::float(of(c))).sum();
                assert!(sum > super::super::lp::float(most) + 0.01);
                for choice in 0_u32..1 << edges.len() {
                    let chosen = || (0..edges.len()).filter(|c| (choice >> c) & 1 == 1);
                    let keeps = (0..6).all(|row| {
                        chosen().filter(|&c| edges[c].0 == row || edges[c].1 == row).count() <= 1
                    });
                    assert!(!keeps || chosen().map(of).sum::<i64>() <= most);
                }
                many += 1;
            }
        }
        assert!(many > 50, "{many}");
    }
}
