//! The linear programme of the cases, solved by `HiGHS`. Floats end here: what leaves is rounded and made exact in `dual`.
//!
//! One programme serves all cases: groups and odd sets are added when needed, a case only changes bounds of columns,
//! and the simplex method goes on from where it stood.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use highs::{Col, ColProblem, HighsModelStatus, Model, Row, Sense};

use super::Budget;
use super::instance::Instance;
use super::relax::{Case, Cut, Link, Prices, link_of};

/// Steps of a link that stand as variables of their own; those beyond share one.
const OWN_STEPS: usize = 24;

/// The solution of a case's linear programme.
#[derive(Debug, Clone, Default)]
pub struct Relaxed {
    /// How much of each pair is used, in the order of the programme.
    pub pairs: Vec<f64>,
    /// How much of each trio is used, in the order of the programme.
    pub trios: Vec<f64>,
    /// How much of each step of each link is used; the last may stand for many.
    pub steps: BTreeMap<Link, Vec<f64>>,
    /// The prices.
    pub prices: Prices<f64>,
    /// Steps of the method times rows, and what the rest costs in the same unit.
    pub work: u64,
    objective: f64,
}

impl Relaxed {
    /// The optimum of the columns given, rounded down. Units: milli-connections.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "values are far below 2^63")]
    pub fn bound(&self) -> i64 {
        self.objective.floor() as i64
    }
}

#[expect(clippy::cast_precision_loss, reason = "values are far below 2^52")]
fn float(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn count(value: usize) -> f64 {
    value as f64
}

/// A column with its number and its present bounds.
#[derive(Debug, Clone, Copy)]
struct Column {
    col: Col,
    number: usize,
    low: f64,
    high: f64,
}

/// A row with its number.
type Place = (Row, usize);

/// A link's row and columns.
#[derive(Debug)]
struct LinkPlace {
    row: Place,
    steps: Vec<Column>,
    /// The column that stands for all steps beyond the own ones.
    shared: Option<Column>,
    /// A connection from nowhere: keeps the programme solvable, at a price nobody pays freely.
    nowhere: Column,
}

/// The programme.
pub struct Programme<'a> {
    instance: &'a Instance,
    penalty: f64,
    model: Option<Model>,
    /// Pairs that are columns, in the order they came.
    pub pairs: Vec<(usize, usize)>,
    /// Trios that are columns, in the order they came.
    pub trios: Vec<[usize; 3]>,
    known: BTreeSet<(usize, usize)>,
    known_trios: BTreeSet<[usize; 3]>,
    pair_columns: Vec<Column>,
    trio_columns: Vec<Column>,
    people: Vec<Place>,
    out: Vec<Column>,
    missing: Vec<Column>,
    seats: Vec<Option<Place>>,
    links: BTreeMap<Link, LinkPlace>,
    /// Odd sets in force, by their numbers in the pool.
    cuts: Vec<(usize, Place)>,
    trio: Option<(Place, Column, Column)>,
    columns: usize,
    rows: usize,
}

impl<'a> Programme<'a> {
    /// A programme without groups.
    #[must_use]
    pub fn new(instance: &'a Instance) -> Option<Self> {
        let mut model = ColProblem::default().try_optimise(Sense::Minimise).ok()?;
        model.make_quiet();
        model.set_option("parallel", "off");
        model.set_threads(NonZeroU32::MIN);
        model.set_option("solver", "simplex");
        model.set_option("presolve", "off");
        model.set_option("simplex_strategy", 0);
        let dearest = (0..instance.n)
            .flat_map(|p| instance.values(p))
            .filter(|value| **value != super::instance::FORBIDDEN)
            .map(|value| i64::from(*value).abs())
            .max()
            .unwrap_or(0);
        let presence = instance.person.iter().copied().max().unwrap_or(0);
        let mut programme = Self {
            instance,
            penalty: float(20 * (dearest + 2 * presence + instance.thin + 1)),
            model: Some(model),
            pairs: Vec::new(),
            trios: Vec::new(),
            known: BTreeSet::new(),
            known_trios: BTreeSet::new(),
            pair_columns: Vec::new(),
            trio_columns: Vec::new(),
            people: Vec::new(),
            out: Vec::new(),
            missing: Vec::new(),
            seats: Vec::new(),
            links: BTreeMap::new(),
            cuts: Vec::new(),
            trio: None,
            columns: 0,
            rows: 0,
        };
        programme.lay_out()?;
        Some(programme)
    }

    fn lay_out(&mut self) -> Option<()> {
        for _ in 0..self.instance.n {
            let row = self.row(1.0, 1.0, Vec::new())?;
            self.people.push(row);
            let out = self.column(0.0, 0.0, f64::INFINITY, vec![(row.0, 1.0)])?;
            self.out.push(out);
            let missing = self.column(self.penalty, 0.0, 0.0, vec![(row.0, 1.0)])?;
            self.missing.push(missing);
        }
        for t in 0..self.instance.teams {
            let tight = self.instance.seats[t] < self.instance.size[t];
            let seats = count(self.instance.seats[t]);
            let row =
                if tight { Some(self.row(f64::NEG_INFINITY, seats, Vec::new())?) } else { None };
            self.seats.push(row);
        }
        if self.instance.trio {
            let row = self.row(1.0, 1.0, Vec::new())?;
            let none = self.column(0.0, 0.0, f64::INFINITY, vec![(row.0, 1.0)])?;
            let missing = self.column(self.penalty, 0.0, 0.0, vec![(row.0, 1.0)])?;
            self.trio = Some((row, none, missing));
        }
        Some(())
    }

    fn row(&mut self, low: f64, high: f64, factors: Vec<(Col, f64)>) -> Option<Place> {
        let row = self.model.as_mut()?.try_add_row(low..=high, factors).ok()?;
        self.rows += 1;
        Some((row, self.rows - 1))
    }

    fn column(
        &mut self,
        cost: f64,
        low: f64,
        high: f64,
        factors: Vec<(Row, f64)>,
    ) -> Option<Column> {
        let col = self.model.as_mut()?.try_add_column(cost, low..=high, factors).ok()?;
        self.columns += 1;
        Some(Column { col, number: self.columns - 1, low, high })
    }

    fn set(model: &mut Model, column: &mut Column, low: f64, high: f64) {
        #[expect(clippy::float_cmp, reason = "the bounds are set, never computed")]
        if column.low != low || column.high != high {
            (column.low, column.high) = (low, high);
            model.change_column_bounds(column.col, low..=high);
        }
    }

    /// How many odd sets are rows.
    #[must_use]
    pub fn cuts(&self) -> usize {
        self.cuts.len()
    }

    /// Adds the pairs that are not yet columns; nothing when `HiGHS` gave up.
    pub fn add_pairs(
        &mut self,
        pairs: impl IntoIterator<Item = (usize, usize)>,
        pool: &[Cut],
    ) -> Option<usize> {
        let mut added = 0;
        for (p, q) in pairs {
            if self.known.insert((p, q)) {
                let column = self.group(&[p, q], pool)?;
                self.pairs.push((p, q));
                self.pair_columns.push(column);
                added += 1;
            }
        }
        Some(added)
    }

    /// Adds the trios that are not yet columns.
    pub fn add_trios(
        &mut self,
        trios: impl IntoIterator<Item = [usize; 3]>,
        pool: &[Cut],
    ) -> Option<usize> {
        let mut added = 0;
        for trio in trios {
            if self.known_trios.insert(trio) {
                let column = self.group(&trio, pool)?;
                self.trios.push(trio);
                self.trio_columns.push(column);
                added += 1;
            }
        }
        Some(added)
    }

    fn group(&mut self, group: &[usize], pool: &[Cut]) -> Option<Column> {
        let instance = self.instance;
        let mut cost = 0;
        let mut factors: Vec<(Row, f64)> = Vec::with_capacity(8);
        let mut seats: BTreeMap<usize, f64> = BTreeMap::new();
        let mut links: BTreeMap<Link, f64> = BTreeMap::new();
        for (i, &p) in group.iter().enumerate() {
            cost += instance.person[p];
            factors.push((self.people[p].0, 1.0));
            if self.seats[instance.team[p]].is_some() {
                *seats.entry(instance.team[p]).or_default() += 1.0;
            }
            for &q in &group[i + 1..] {
                cost += i64::from(instance.value(p, q));
                if instance.is_fresh(p, q) {
                    *links.entry(link_of(instance, p, q)).or_default() -= 1.0;
                }
            }
        }
        factors
            .extend(seats.into_iter().filter_map(|(t, k)| self.seats[t].map(|(row, _)| (row, k))));
        for (link, k) in links {
            factors.push((self.link(link)?, k));
        }
        for &(c, (row, _)) in &self.cuts {
            let k = pool[c].of_group(instance, group);
            if k != 0 {
                factors.push((row, float(k)));
            }
        }
        if let (3, Some(((row, _), _, _))) = (group.len(), &self.trio) {
            factors.push((*row, 1.0));
        }
        self.column(-float(cost), 0.0, f64::INFINITY, factors)
    }

    /// The row of a link, made with its columns when it is new.
    fn link(&mut self, link: Link) -> Option<Row> {
        if let Some(place) = self.links.get(&link) {
            return Some(place.row.0);
        }
        let row = self.row(0.0, 0.0, Vec::new())?;
        let most = self.instance.most_links(link.0, link.1);
        let own = most.min(OWN_STEPS);
        let mut steps = Vec::with_capacity(own);
        for nth in 1..=own {
            let gain = float(self.instance.step(link.0, link.1, nth));
            steps.push(self.column(-gain, 0.0, 1.0, vec![(row.0, 1.0)])?);
        }
        let shared = if most > own {
            let gain = float(self.instance.step(link.0, link.1, own + 1));
            Some(self.column(-gain, 0.0, count(most - own), vec![(row.0, 1.0)])?)
        } else {
            None
        };
        let nowhere = self.column(self.penalty, 0.0, 0.0, vec![(row.0, -1.0)])?;
        self.links.insert(link, LinkPlace { row, steps, shared, nowhere });
        Some(row.0)
    }

    /// Puts odd sets of the pool in force.
    pub fn add_cuts(
        &mut self,
        numbers: impl IntoIterator<Item = usize>,
        pool: &[Cut],
    ) -> Option<()> {
        for c in numbers {
            if self.cuts.iter().any(|(known, _)| *known == c) {
                continue;
            }
            let cut = &pool[c];
            for &link in &cut.links {
                self.link(link)?;
            }
            let mut factors: Vec<(Col, f64)> = Vec::new();
            let pairs = self
                .pairs
                .iter()
                .zip(&self.pair_columns)
                .map(|(&(p, q), column)| ([p, q, p], 2, column));
            let trios =
                self.trios.iter().zip(&self.trio_columns).map(|(&trio, column)| (trio, 3, column));
            for (members, size, column) in pairs.chain(trios) {
                let k = cut.of_group(self.instance, &members[..size]);
                if k != 0 {
                    factors.push((column.col, float(k)));
                }
            }
            for (link, nth) in &cut.steps {
                if let Some(column) =
                    self.links.get(link).and_then(|place| place.steps.get(nth - 1))
                {
                    factors.push((column.col, 1.0));
                }
            }
            let row = self.row(f64::NEG_INFINITY, float(cut.right), factors)?;
            self.cuts.push((c, row));
        }
        Some(())
    }

    /// Narrows the columns to those the case allows.
    pub fn enter(&mut self, case: &Case) -> Option<()> {
        for &link in case.links.keys() {
            self.link(link)?;
        }
        let instance = self.instance;
        let forced = case.forced(instance.n);
        let model = self.model.as_mut()?;
        let room = |allowed: bool| if allowed { f64::INFINITY } else { 0.0 };
        for (&(p, q), column) in self.pairs.iter().zip(&mut self.pair_columns) {
            Self::set(model, column, 0.0, room(case.allows(&forced, &[p, q])));
        }
        for (trio, column) in self.trios.iter().zip(&mut self.trio_columns) {
            Self::set(model, column, 0.0, room(case.allows(&forced, trio)));
        }
        for p in 0..instance.n {
            let needed = case.needs(&forced, p);
            Self::set(model, &mut self.out[p], 0.0, room(!needed));
            Self::set(model, &mut self.missing[p], 0.0, room(needed));
        }
        if let Some((_, none, missing)) = &mut self.trio {
            Self::set(model, none, 0.0, room(case.inside.is_empty()));
            Self::set(model, missing, 0.0, room(!case.inside.is_empty()));
        }
        for (&link, place) in &mut self.links {
            let (low, high) = case.range(instance, link);
            for (i, column) in place.steps.iter_mut().enumerate() {
                let least = if i < low { 1.0 } else { 0.0 };
                Self::set(model, column, least, if i < high { 1.0 } else { least });
            }
            if let Some(column) = &mut place.shared {
                let own = place.steps.len();
                let least = count(low.saturating_sub(own));
                Self::set(model, column, least, count(high.saturating_sub(own)).max(least));
            }
            Self::set(model, &mut place.nowhere, 0.0, room(low > 0));
        }
        Some(())
    }

    /// Solves it; nothing when the budget ended first or `HiGHS` gave up.
    ///
    /// Cost: the simplex method, from the last vertex.
    pub fn solve(&mut self, budget: &Budget<'_>) -> Option<Relaxed> {
        let mut model = self.model.take()?;
        if let Some(left) = budget.left() {
            model.set_option("time_limit", left.as_secs_f64().max(0.001));
        }
        let solved = model.try_solve().ok()?;
        let fine = matches!(solved.status(), HighsModelStatus::Optimal);
        let solution = solved.get_solution();
        let value = solution.columns();
        let dual = solution.dual_rows();
        if !fine || value.len() < self.columns || dual.iter().any(|d| !d.is_finite()) {
            return None;
        }
        let of = |(_, number): Place| -dual[number];
        let at = |column: &Column| value[column.number];
        let steps = u64::try_from(solved.simplex_iteration_count()).unwrap_or(0);
        let relaxed = Relaxed {
            pairs: self.pair_columns.iter().map(at).collect(),
            trios: self.trio_columns.iter().map(at).collect(),
            steps: self
                .links
                .iter()
                .map(|(&link, place)| {
                    (link, place.steps.iter().chain(&place.shared).map(at).collect())
                })
                .collect(),
            prices: Prices {
                people: self.people.iter().map(|&row| of(row)).collect(),
                seats: self.seats.iter().map(|row| row.map_or(0.0, of)).collect(),
                links: self.links.iter().map(|(&link, place)| (link, of(place.row))).collect(),
                cuts: self.cuts.iter().map(|&(c, row)| (c, of(row))).collect(),
                trio: self.trio.as_ref().map_or(0.0, |(row, _, _)| of(*row)),
            },
            work: (steps + 10) * (self.rows as u64 + 50),
            objective: -solved.objective_value(),
        };
        self.model = Some(solved.into());
        Some(relaxed)
    }
}
