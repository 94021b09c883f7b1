//! The whole-number programme by `HiGHS`, over the candidates that could be in a better plan.

use std::num::NonZeroU32;

use highs::{HighsModelStatus, RowProblem, Sense};

use super::super::Budget;
use super::lp::float;
use super::packing::Packing;

/// What is wanted of the solver.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Want {
    /// Any choice that keeps all limits.
    First,
    /// One that is proven to lie within this fraction of the best.
    Within(f64),
    /// The best, given up after so many cases.
    Best(i32),
}

/// Values are whole: a bound that lies less than this above one proves it.
const CLOSE: f64 = 0.99;

/// Coming near is given up after so many cases.
const SEARCH_NODES: i32 = 500;

/// What the solver found.
#[derive(Debug, Clone)]
pub enum Answer {
    /// A choice, if any was found, and what no choice of these candidates can be worth more than.
    ///
    /// Units: milli-connections, without the constant.
    Found(Option<Vec<usize>>, Option<i64>),
    /// No choice keeps all limits.
    Impossible,
}

/// A further row: the sum of these candidates' factors is at most this.
#[derive(Debug, Clone)]
pub struct Extra {
    pub factors: Vec<(usize, i64)>,
    pub most: i64,
}

/// Chooses among `candidates` (in this order, which decides among equals), beginning with `start`.
pub fn choose(
    packing: &Packing,
    candidates: &[usize],
    extra: &[Extra],
    start: Option<&[usize]>,
    want: Want,
    budget: &Budget<'_>,
) -> Answer {
    try_choose(packing, candidates, extra, start, want, budget).unwrap_or(Answer::Found(None, None))
}

fn try_choose(
    packing: &Packing,
    candidates: &[usize],
    extra: &[Extra],
    start: Option<&[usize]>,
    want: Want,
    budget: &Budget<'_>,
) -> Option<Answer> {
    let first_will_do = want == Want::First;
    let mut problem = RowProblem::default();
    let mut rows: Vec<Vec<(highs::Col, f64)>> = vec![Vec::new(); packing.limits.len()];
    let mut counts: Vec<Vec<(highs::Col, f64)>> = vec![Vec::new(); packing.counts.len()];
    let mut guess = Vec::new();
    let mut of: Vec<Option<highs::Col>> = vec![None; packing.candidates.len()];
    let begun: std::collections::BTreeSet<usize> =
        start.unwrap_or_default().iter().copied().collect();
    let mut counted = vec![0_i64; packing.counts.len()];
    for &c in candidates {
        let candidate = &packing.candidates[c];
        let value = if first_will_do { 0.0 } else { float(candidate.value) };
        let low = if candidate.locked { 1.0 } else { 0.0 };
        let col = problem.add_integer_column(value, low..=1.0);
        guess.push(if begun.contains(&c) { 1.0 } else { 0.0 });
        of[c] = Some(col);
        for &(row, factor) in packing.factors(c) {
            rows[row as usize].push((col, f64::from(factor)));
        }
        if let Some(k) = packing.count_of(c) {
            counts[k].push((col, 1.0));
            counted[k] += i64::from(begun.contains(&c));
        }
    }
    for (k, mut factors) in counts.into_iter().enumerate() {
        if factors.is_empty() {
            continue;
        }
        let mut left = counted[k];
        for (gain, many) in packing.counts[k].steps() {
            let value = if first_will_do { 0.0 } else { float(gain) };
            if many > 0 {
                factors.push((problem.add_column(value, 0.0..=float(many)), -1.0));
                guess.push(float(left.min(many)));
                left -= left.min(many);
            }
        }
        problem.add_row(0.0..=0.0, factors);
    }
    for (row, factors) in rows.into_iter().enumerate() {
        let highest: f64 = factors.iter().map(|(_, factor)| factor.max(0.0)).sum();
        if highest > float(packing.limits[row].most) {
            problem.add_row(..=float(packing.limits[row].most), factors);
        }
    }
    for row in extra {
        let factors = row.factors.iter();
        let factors = factors.filter_map(|&(c, factor)| Some((of[c]?, float(factor))));
        problem.add_row(..=float(row.most), factors.collect::<Vec<_>>());
    }
    let mut model = problem.try_optimise(Sense::Maximise).ok()?;
    model.make_quiet();
    model.set_option("parallel", "off");
    model.set_threads(NonZeroU32::MIN);
    model.set_option("random_seed", 0);
    model.set_option("mip_rel_gap", if let Want::Within(part) = want { part } else { 0.0 });
    model.set_option("mip_abs_gap", CLOSE);
    match want {
        Want::First => model.set_option("mip_max_improving_sols", 1),
        Want::Within(_) => model.set_option("mip_max_nodes", SEARCH_NODES),
        Want::Best(cases) => model.set_option("mip_max_nodes", cases),
    }
    if let (Some(left), false) = (budget.left(), first_will_do) {
        model.set_option("time_limit", left.as_secs_f64().max(0.001));
    }
    if start.is_some() {
        model.try_set_solution(Some(&guess), None, None, None).ok()?;
    }
    let solved = model.try_solve().ok()?;
    if matches!(solved.status(), HighsModelStatus::Infeasible) {
        return Some(Answer::Impossible);
    }
    let bound = solved.double_info_value(c"mip_dual_bound").ok().filter(|bound| bound.is_finite());
    #[expect(clippy::cast_possible_truncation, reason = "values are far below 2^63")]
    let bound = bound.filter(|bound| bound.abs() < 1e15).map(|bound| (bound + 1e-6).floor() as i64);
    let solution = solved.get_solution();
    let value = solution.columns();
    let chosen = (value.len() >= candidates.len()
        && solved.primal_solution_status() == highs::HighsSolutionStatus::Feasible)
        .then(|| {
            candidates.iter().zip(value).filter(|(_, x)| **x > 0.5).map(|(&c, _)| c).collect()
        });
    Some(Answer::Found(chosen, if first_will_do { None } else { bound }))
}
