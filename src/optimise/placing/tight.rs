//! The relaxation made tight by odd sets, and a plan by diving: what is chosen most is fixed, the rest solved again.

use std::num::NonZeroU32;

use highs::{Col, ColProblem, HighsModelStatus, Model, Row, Sense, SolvedModel};
use rand_chacha::ChaCha8Rng;

use super::super::Budget;
use super::dual::{Odd, Prices};
use super::lp::{Ended, Relaxed, float, scaled};
use super::odd;
use super::packing::Packing;

/// From so many candidates the first vertex comes from inside.
const INSIDE: usize = 3_000;

/// Rounds of odd sets at most.
const ROUNDS: usize = 24;

/// Orders in which candidates are made even.
const ORDERS: usize = 3;

/// A round that lowers the bound by less than this part of it is the last but some.
const HARDLY: f64 = 2e-5;

/// Rounds that hardly lower the bound.
const IN_VAIN: usize = 2;

/// A dive fixes this part of what is left at a time.
const FIXED: usize = 10;

/// More or less than whole by so much is not whole.
const WHOLE: f64 = 1e-6;

/// A relaxation that grows rows and is solved again from where it was.
#[derive(Debug)]
pub struct Tight<'a> {
    packing: &'a Packing,
    model: Option<Model>,
    columns: Vec<(Col, usize)>,
    limits: Vec<Option<usize>>,
    counts: Vec<Option<usize>>,
    odd: Vec<(Vec<u32>, usize)>,
    /// The candidates of each limit, with their factors.
    of_limit: Vec<Vec<(u32, i8)>>,
    rows: usize,
    fixed: Vec<bool>,
    /// The bound in floats, without the constant.
    value: f64,
}

impl<'a> Tight<'a> {
    /// The relaxation with all candidates; limits that seldom bind come when they are exceeded.
    pub fn new(packing: &'a Packing) -> Option<Self> {
        let mut model = ColProblem::default().try_optimise(Sense::Minimise).ok()?;
        model.make_quiet();
        model.set_option("parallel", "off");
        model.set_threads(NonZeroU32::MIN);
        model.set_option("random_seed", 0);
        let inside = packing.candidates.len() > INSIDE;
        model.set_option("solver", if inside { "ipx" } else { "simplex" });
        let mut tight = Self {
            packing,
            model: None,
            columns: Vec::with_capacity(packing.candidates.len()),
            limits: vec![None; packing.limits.len()],
            counts: vec![None; packing.counts.len()],
            odd: Vec::new(),
            of_limit: packing.of_limits(),
            rows: 0,
            fixed: vec![false; packing.candidates.len()],
            value: f64::INFINITY,
        };
        tight.fill(&mut model)?;
        tight.model = Some(model);
        Some(tight)
    }

    fn fill(&mut self, model: &mut Model) -> Option<()> {
        let packing = self.packing;
        let mut rows: Vec<Option<Row>> = vec![None; packing.limits.len()];
        let mut counts: Vec<Option<Row>> = vec![None; packing.counts.len()];
        let mut number = 0;
        let mut columns = 0;
        let none = || std::iter::empty::<(Col, f64)>();
        for ((limit, row), at) in packing.limits.iter().zip(&mut rows).zip(&mut self.limits) {
            if !limit.seldom {
                *row = Some(model.try_add_row(..=float(limit.most), none()).ok()?);
                *at = Some(number);
                number += 1;
            }
        }
        for ((count, row), at) in packing.counts.iter().zip(&mut counts).zip(&mut self.counts) {
            let own = model.try_add_row(0.0..=0.0, none()).ok()?;
            *row = Some(own);
            *at = Some(number);
            number += 1;
            for (gain, many) in count.steps().filter(|(_, many)| *many > 0) {
                model.try_add_column(-float(gain), 0.0..=float(many), [(own, -1.0)]).ok()?;
                columns += 1;
            }
        }
        for (c, candidate) in packing.candidates.iter().enumerate() {
            let factors = packing.factors(c).iter();
            let mut factors: Vec<(Row, f64)> = factors
                .filter_map(|&(row, factor)| Some((rows[row as usize]?, f64::from(factor))))
                .collect();
            factors.extend(packing.count_of(c).and_then(|k| counts[k]).map(|row| (row, 1.0)));
            let low = if candidate.locked { 1.0 } else { 0.0 };
            let cost = -float(candidate.value);
            let column = model.try_add_column(cost, low..=1.0, factors).ok()?;
            self.columns.push((column, columns));
            columns += 1;
            self.fixed[c] = candidate.locked;
        }
        self.rows = number;
        Some(())
    }

    /// Solves it, with what seldom binds where it does.
    pub fn solve(&mut self, budget: &Budget<'_>) -> Result<Relaxed, Ended> {
        loop {
            let relaxed = self.once(budget)?;
            let mut sums = vec![0.0; self.packing.limits.len()];
            for &(c, x) in &relaxed.used {
                for &(row, factor) in self.packing.factors(c) {
                    sums[row as usize] += x * f64::from(factor);
                }
            }
            let most = |row: usize| float(self.packing.limits[row].most);
            let over: Vec<usize> = (0..sums.len())
                .filter(|&row| self.limits[row].is_none() && sums[row] > most(row) + WHOLE)
                .collect();
            if over.is_empty() {
                return Ok(relaxed);
            }
            for row in over {
                let only = [u32::try_from(row).unwrap_or(u32::MAX)];
                self.add(&only, most(row), |factor| factor).ok_or(Ended::GaveUp)?;
                self.limits[row] = Some(self.rows - 1);
            }
        }
    }

    /// Adds a row of these limits' sum.
    fn add(&mut self, rows: &[u32], most: f64, of_sum: impl Fn(i64) -> i64) -> Option<()> {
        let model = self.model.as_mut()?;
        let sums = super::dual::sums(rows, &self.of_limit);
        let sums = sums.into_iter().map(|(c, sum)| (self.columns[c].0, float(of_sum(sum))));
        let factors: Vec<(Col, f64)> = sums.filter(|(_, factor)| *factor != 0.0).collect();
        model.try_add_row(..=most, factors).ok()?;
        self.rows += 1;
        Some(())
    }

    /// Adds odd sets.
    fn cut(&mut self, sets: Vec<Vec<u32>>) -> Option<()> {
        for rows in sets {
            let odd = Odd { rows, price: 0 };
            self.add(&odd.rows, float(odd.most(&self.packing.limits)), |sum| sum.div_euclid(2))?;
            self.odd.push((odd.rows, self.rows - 1));
        }
        Some(())
    }

    fn once(&mut self, budget: &Budget<'_>) -> Result<Relaxed, Ended> {
        let Some(mut model) = self.model.take() else { return Err(Ended::GaveUp) };
        if let Some(left) = budget.left() {
            model.set_option("time_limit", left.as_secs_f64().max(0.001));
        }
        let Ok(solved) = model.try_solve() else { return Err(Ended::GaveUp) };
        let relaxed = self.read(&solved);
        let mut model = Model::from(solved);
        // From a vertex it is not far to the next.
        model.set_option("solver", "simplex");
        self.model = Some(model);
        relaxed
    }

    fn read(&mut self, solved: &SolvedModel) -> Result<Relaxed, Ended> {
        match solved.status() {
            HighsModelStatus::Optimal => {}
            HighsModelStatus::Infeasible => return Err(Ended::Impossible),
            _ => return Err(Ended::GaveUp),
        }
        let solution = solved.get_solution();
        let (value, dual) = (solution.columns(), solution.dual_rows());
        if dual.iter().any(|d| !d.is_finite()) {
            return Err(Ended::GaveUp);
        }
        self.value = -solved.objective_value();
        let price = |row: usize| scaled(-dual[row]);
        let of = |row: &Option<usize>| row.map_or(0, price);
        let odd = self.odd.iter();
        let odd = odd.map(|(rows, row)| Odd { rows: rows.clone(), price: price(*row).max(0) });
        let prices = Prices::of(
            self.limits.iter().map(|row| of(row).max(0)).collect(),
            self.counts.iter().map(of).collect(),
            odd.collect(),
        );
        let columns = self.columns.iter().enumerate();
        let used = columns
            .filter(|(_, (_, number))| value[*number] > WHOLE)
            .map(|(c, &(_, number))| (c, value[number]))
            .collect();
        Ok(Relaxed { used, prices })
    }

    /// Adds odd sets round by round; tells each bound.
    pub fn tighten(
        &mut self,
        mut now: Relaxed,
        dice: &mut ChaCha8Rng,
        budget: &Budget<'_>,
        tell: &mut dyn FnMut(&Relaxed),
    ) -> Relaxed {
        let mut vain = 0;
        for _ in 0..ROUNDS {
            let whole = now.used.iter().all(|(_, x)| *x > 1.0 - WHOLE);
            if whole || vain >= IN_VAIN || budget.is_over() {
                break;
            }
            let sets = odd::exceeded(self.packing, &now.used, ORDERS, dice);
            if sets.is_empty() || self.cut(sets).is_none() {
                break;
            }
            let before = self.value;
            match self.solve(budget) {
                Ok(relaxed) => now = relaxed,
                Err(_) => break,
            }
            tell(&now);
            vain += usize::from(before - self.value < HARDLY * before.abs());
        }
        now
    }

    /// Fixes what is chosen most, little by little, until all is whole.
    ///
    /// Leaves the relaxation as it ends, with all of it fixed. Nothing when the rest cannot be balanced any more.
    pub fn dive(
        &mut self,
        mut now: Relaxed,
        dice: &mut ChaCha8Rng,
        budget: &Budget<'_>,
    ) -> Option<Vec<usize>> {
        let mut taken = vec![false; self.packing.limits.len()];
        loop {
            let mut part: Vec<(usize, f64)> = Vec::new();
            let mut new = Vec::new();
            for &(c, x) in &now.used {
                if x < 1.0 - WHOLE {
                    part.push((c, x));
                } else if !self.fixed[c] {
                    new.push(c);
                }
            }
            if part.is_empty() {
                return Some(now.used.into_iter().map(|(c, _)| c).collect());
            }
            if budget.is_over() {
                return None;
            }
            part.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            taken.fill(false);
            for (i, &(c, x)) in part.iter().take(part.len() / FIXED + 1).enumerate() {
                let rows = || self.packing.factors(c).iter().filter(|(_, factor)| *factor > 0);
                if i > 0 && (x < 0.5 || rows().any(|(row, _)| taken[*row as usize])) {
                    continue;
                }
                rows().for_each(|(row, _)| taken[*row as usize] = true);
                new.push(c);
            }
            let model = self.model.as_mut()?;
            for c in new {
                model.change_column_bounds(self.columns[c].0, 1.0..=1.0);
                self.fixed[c] = true;
            }
            let sets = odd::exceeded(self.packing, &now.used, 1, dice);
            self.cut(sets)?;
            now = self.solve(budget).ok()?;
        }
    }
}
