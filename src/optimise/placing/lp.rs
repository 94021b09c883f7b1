//! The linear relaxation by `HiGHS`, candidates added as prices ask for them. Floats end here: prices leave rounded.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use highs::{Col, ColProblem, HighsModelStatus, Model, Row, Sense};

use super::super::Budget;
use super::super::certificate::SCALE;
use super::dual::Prices;
use super::packing::Packing;

/// Up to so many candidates all of them are columns at once.
const ALL_AT_ONCE: usize = 12_000;

/// So many candidates of a person enter at a time.
const ENTER: usize = 8;

/// A bound that falls by less than this part of itself hardly falls.
const HARDLY: i128 = 50_000;

/// A price counts as reached when nothing lies above it by more than this. Units: 1/65536 milli-connection.
const SLACK: i64 = 64;

/// What the relaxation says.
#[derive(Debug, Clone)]
pub struct Relaxed {
    /// How much of each candidate is chosen; those that are no columns are not listed.
    pub used: Vec<(usize, f64)>,
    /// The prices.
    pub prices: Prices,
}

/// How the relaxation ended.
#[derive(Debug, Clone)]
pub enum Ended {
    /// With an optimum.
    Solved(Relaxed),
    /// No choice keeps all limits.
    Impossible,
    /// The budget ended, or `HiGHS` gave up.
    GaveUp,
}

struct Programme<'a> {
    packing: &'a Packing,
    large: bool,
    model: Option<Model>,
    columns: Vec<(usize, Col, usize)>,
    is_column: Vec<bool>,
    limits: Vec<Option<(Row, usize)>>,
    counts: Vec<Option<(Row, usize)>>,
    made: (usize, usize),
}

#[expect(clippy::cast_precision_loss, reason = "values are far below 2^52")]
pub(super) fn float(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::cast_possible_truncation, reason = "prices are far below 2^47")]
pub(super) fn scaled(price: f64) -> i64 {
    (price * float(SCALE)).round() as i64
}

/// Solves the relaxation over all candidates; `first` are columns from the beginning.
///
/// Cost: up to 12,000 candidates one linear programme; above, one for each round of prices.
pub fn relax(packing: &Packing, first: &[usize], budget: &Budget<'_>) -> Ended {
    let large = packing.candidates.len() > ALL_AT_ONCE;
    let mut columns: Vec<usize> =
        if large { first.to_vec() } else { (0..packing.candidates.len()).collect() };
    let mut rows = Vec::new();
    let mut best: Option<(i128, Relaxed)> = None;
    loop {
        let programme = Programme::of(packing, large, &columns, &rows);
        let ended = match programme {
            Some(mut programme) if !budget.is_over() => {
                columns = programme.columns.iter().map(|(c, ..)| *c).collect();
                programme.solve(budget).map(|relaxed| {
                    let tight = programme.exceeded(&relaxed);
                    (programme.wanted(&relaxed.prices), tight, relaxed)
                })
            }
            _ => Err(Ended::GaveUp),
        };
        let (more, tight, relaxed) = match ended {
            Ok(solved) => solved,
            // With few columns it may be impossible, with all of them it is.
            Err(Ended::Impossible) if columns.len() < packing.candidates.len() => {
                columns = (0..packing.candidates.len()).collect();
                continue;
            }
            Err(Ended::GaveUp) => {
                return best.map_or(Ended::GaveUp, |(_, best)| Ended::Solved(best));
            }
            Err(ended) => return ended,
        };
        let sum = relaxed.prices.bound(packing);
        let before = best.as_ref().map(|(sum, _)| *sum);
        let done = more.is_empty() && tight.is_empty();
        if before.is_none_or(|before| sum < before) {
            best = Some((sum, relaxed));
        }
        // Any prices prove a bound: large ones stop when it hardly falls.
        let stalls = large && before.is_some_and(|before| before - sum < before.abs() / HARDLY);
        if done || stalls {
            return best.map_or(Ended::GaveUp, |(_, best)| Ended::Solved(best));
        }
        columns.extend(more);
        rows.extend(tight);
        rows.sort_unstable();
    }
}

impl<'a> Programme<'a> {
    /// A programme of these candidates, with these limits beside those that are always in.
    ///
    /// Made anew for each round: `HiGHS` makes large ones smaller first only when it has no vertex to begin from.
    fn of(
        packing: &'a Packing,
        large: bool,
        candidates: &[usize],
        limits: &[usize],
    ) -> Option<Self> {
        let mut programme = Self::new(packing, large)?;
        programme.add(candidates)?;
        programme.tighten(limits)?;
        Some(programme)
    }

    fn new(packing: &'a Packing, large: bool) -> Option<Self> {
        let mut model = ColProblem::default().try_optimise(Sense::Minimise).ok()?;
        model.make_quiet();
        model.set_option("parallel", "off");
        model.set_threads(NonZeroU32::MIN);
        model.set_option("solver", if large { "ipm" } else { "simplex" });
        if large {
            // Any prices prove a bound, and those inside say more about candidates that are no columns than a vertex.
            model.set_option("run_crossover", "off");
            model.set_option("ipm_optimality_tolerance", 1e-6);
        }
        model.set_option("random_seed", 0);
        Some(Self {
            packing,
            large,
            model: Some(model),
            columns: Vec::new(),
            is_column: vec![false; packing.candidates.len()],
            limits: vec![None; packing.limits.len()],
            counts: vec![None; packing.counts.len()],
            made: (0, 0),
        })
    }

    fn row(&mut self, low: f64, high: f64, factors: Vec<(Col, f64)>) -> Option<(Row, usize)> {
        let row = self.model.as_mut()?.try_add_row(low..=high, factors).ok()?;
        self.made.0 += 1;
        Some((row, self.made.0 - 1))
    }

    fn column(
        &mut self,
        cost: i64,
        low: f64,
        high: f64,
        factors: Vec<(Row, f64)>,
    ) -> Option<(Col, usize)> {
        let col = self.model.as_mut()?.try_add_column(-float(cost), low..=high, factors).ok()?;
        self.made.1 += 1;
        Some((col, self.made.1 - 1))
    }

    /// Makes columns of candidates, and rows of what they touch.
    fn add(&mut self, candidates: &[usize]) -> Option<()> {
        let packing = self.packing;
        for &c in candidates {
            if std::mem::replace(&mut self.is_column[c], true) {
                continue;
            }
            let mut factors = Vec::with_capacity(8);
            for &(row, factor) in packing.factors(c) {
                let row = row as usize;
                let limit = &packing.limits[row];
                if self.limits[row].is_none() && !limit.seldom {
                    self.limits[row] =
                        Some(self.row(f64::NEG_INFINITY, float(limit.most), Vec::new())?);
                }
                if let Some((row, _)) = self.limits[row] {
                    factors.push((row, f64::from(factor)));
                }
            }
            if let Some(k) = packing.count_of(c) {
                if self.counts[k].is_none() {
                    let row = self.row(0.0, 0.0, Vec::new())?;
                    self.counts[k] = Some(row);
                    for (gain, many) in packing.counts[k].steps() {
                        if many > 0 {
                            self.column(gain, 0.0, float(many), vec![(row.0, -1.0)])?;
                        }
                    }
                }
                factors.extend(self.counts[k].map(|(row, _)| (row, 1.0)));
            }
            let candidate = &packing.candidates[c];
            let low = if candidate.locked { 1.0 } else { 0.0 };
            let (col, number) = self.column(candidate.value, low, 1.0, factors)?;
            self.columns.push((c, col, number));
        }
        Some(())
    }

    /// Makes rows of limits that were left out.
    fn tighten(&mut self, limits: &[usize]) -> Option<()> {
        let packing = self.packing;
        let mut factors: Vec<(usize, Vec<(Col, f64)>)> =
            limits.iter().map(|&row| (row, Vec::new())).collect();
        for &(c, col, _) in &self.columns {
            for &(row, factor) in packing.factors(c) {
                if let Ok(i) = limits.binary_search(&(row as usize)) {
                    factors[i].1.push((col, f64::from(factor)));
                }
            }
        }
        for (row, factors) in factors {
            self.limits[row] =
                Some(self.row(f64::NEG_INFINITY, float(packing.limits[row].most), factors)?);
        }
        Some(())
    }

    /// The limits left out that are exceeded, ascending.
    fn exceeded(&self, relaxed: &Relaxed) -> Vec<usize> {
        let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
        for &(c, x) in &relaxed.used {
            for &(row, factor) in self.packing.factors(c) {
                if self.limits[row as usize].is_none() {
                    *sums.entry(row as usize).or_default() += x * f64::from(factor);
                }
            }
        }
        let over = |(row, sum): (usize, f64)| {
            (sum > float(self.packing.limits[row].most) + 1e-6).then_some(row)
        };
        sums.into_iter().filter_map(over).collect()
    }

    /// The candidates above their prices that are no columns yet: each person's best teams, each team's best start.
    fn wanted(&self, prices: &Prices) -> Vec<usize> {
        if self.columns.len() == self.packing.candidates.len() {
            return Vec::new();
        }
        let mut best: BTreeMap<(u32, u32), (i64, usize)> = BTreeMap::new();
        for (c, one) in self.packing.candidates.iter().enumerate() {
            let excess = prices.excess(self.packing, c);
            if excess > SLACK && !self.is_column[c] {
                let best = best.entry((one.person, one.team)).or_insert((excess, c));
                if excess > best.0 {
                    *best = (excess, c);
                }
            }
        }
        let mut wanted: Vec<(u32, i64, usize)> =
            best.into_iter().map(|((person, _), (excess, c))| (person, -excess, c)).collect();
        wanted.sort_unstable();
        let mut many = (u32::MAX, 0);
        wanted.retain(|&(person, ..)| {
            many = if many.0 == person { (person, many.1 + 1) } else { (person, 1) };
            many.1 <= ENTER
        });
        wanted.into_iter().map(|(.., c)| c).collect()
    }

    fn solve(&mut self, budget: &Budget<'_>) -> Result<Relaxed, Ended> {
        let Some(mut model) = self.model.take() else { return Err(Ended::GaveUp) };
        if let Some(left) = budget.left() {
            model.set_option("time_limit", left.as_secs_f64().max(0.001));
        }
        let Ok(solved) = model.try_solve() else { return Err(Ended::GaveUp) };
        match solved.status() {
            HighsModelStatus::Optimal => {}
            HighsModelStatus::ModelEmpty => {
                let prices = Prices::none(self.packing);
                return Ok(Relaxed { used: Vec::new(), prices });
            }
            HighsModelStatus::Infeasible => return Err(Ended::Impossible),
            // Inside it may be close enough without saying so.
            HighsModelStatus::Unknown if self.large => {}
            _ => return Err(Ended::GaveUp),
        }
        let solution = solved.get_solution();
        let (value, dual) = (solution.columns(), solution.dual_rows());
        let price = |row: &Option<(Row, usize)>| row.map_or(0.0, |(_, i)| -dual[i]);
        if dual.iter().any(|d| !d.is_finite()) {
            return Err(Ended::GaveUp);
        }
        let prices = Prices::of(
            self.limits.iter().map(|row| scaled(price(row)).max(0)).collect(),
            self.counts.iter().map(|row| scaled(price(row))).collect(),
            Vec::new(),
        );
        let used = self
            .columns
            .iter()
            .filter(|(.., number)| value[*number] > 1e-7)
            .map(|&(c, _, number)| (c, value[number]))
            .collect();
        Ok(Relaxed { used, prices })
    }
}
