//! The linear programme of a case, solved by `HiGHS`. Floats end here: what leaves is rounded and made exact in `dual`.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use highs::{ColProblem, HighsModelStatus, Row, Sense};

use super::Budget;
use super::instance::Instance;
use super::relax::{Case, Cut, Link, Prices, link_of};

/// Steps of a link that stand as variables of their own; those beyond share one.
const OWN_STEPS: usize = 24;

/// The solution of a case's linear programme.
#[derive(Debug, Clone, Default)]
pub struct Relaxed {
    /// How much of each pair is used, in the order given.
    pub pairs: Vec<f64>,
    /// How much of each trio is used, in the order given.
    pub trios: Vec<f64>,
    /// How much of each step of each link is used; the last may stand for many.
    pub steps: BTreeMap<Link, Vec<f64>>,
    /// The prices.
    pub prices: Prices<f64>,
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

/// What the linear programme is about: some pairs and trios (columns), the cuts in force, and the case.
pub struct Restricted<'a> {
    /// The problem.
    pub instance: &'a Instance,
    /// The case.
    pub case: &'a Case,
    /// Pairs, all allowed by the case.
    pub pairs: &'a [(usize, usize)],
    /// Trios, all allowed by the case.
    pub trios: &'a [[usize; 3]],
    /// The pool of cuts.
    pub pool: &'a [Cut],
    /// Which of them are in force.
    pub active: &'a [usize],
    /// Whether an interior point will do (large problems), or a vertex is wanted (small ones).
    pub interior: bool,
}

#[expect(clippy::cast_precision_loss, reason = "values are far below 2^52")]
fn float(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn count(value: usize) -> f64 {
    value as f64
}

/// How many steps of a link get their own variable, and how many share the last.
fn split(case: &Case, instance: &Instance, link: Link) -> (usize, usize) {
    let (low, high) = case.range(instance, link);
    let own = high.min(OWN_STEPS.max(low));
    (own, high - own)
}

/// A row and its number.
type Place = (Row, usize);

fn add_row(problem: &mut ColProblem, low: f64, high: f64) -> Place {
    let number = problem.num_rows();
    (problem.add_row(low..=high), number)
}

struct Rows {
    people: Vec<Place>,
    seats: Vec<Option<Place>>,
    links: BTreeMap<Link, Place>,
    cuts: Vec<Place>,
    trio: Option<Place>,
}

impl Restricted<'_> {
    fn rows(&self, problem: &mut ColProblem, forced: &[Vec<usize>]) -> Rows {
        let instance = self.instance;
        let people = (0..instance.n)
            .map(|p| add_row(problem, if self.case.needs(forced, p) { 1.0 } else { f64::NEG_INFINITY }, 1.0))
            .collect();
        let seats = (0..instance.teams)
            .map(|t| {
                let tight = instance.seats[t] < instance.size[t];
                tight.then(|| add_row(problem, f64::NEG_INFINITY, count(instance.seats[t])))
            })
            .collect();
        let mut links: BTreeMap<Link, Place> = BTreeMap::new();
        let mut used: Vec<Link> = self.case.links.keys().copied().collect();
        used.extend(self.active.iter().flat_map(|&c| &self.pool[c].links));
        let fresh = |p: usize, q: usize| instance.is_fresh(p, q).then(|| link_of(instance, p, q));
        used.extend(self.pairs.iter().filter_map(|&(p, q)| fresh(p, q)));
        for &[p, q, r] in self.trios {
            used.extend([fresh(p, q), fresh(q, r), fresh(p, r)].into_iter().flatten());
        }
        used.sort_unstable();
        used.dedup();
        for link in used {
            links.insert(link, add_row(problem, 0.0, 0.0));
        }
        let cuts = self
            .active
            .iter()
            .map(|&c| add_row(problem, f64::NEG_INFINITY, float(self.pool[c].right)))
            .collect();
        let least = if self.case.inside.is_empty() { f64::NEG_INFINITY } else { 1.0 };
        let trio = (least > 0.0 || !self.trios.is_empty()).then(|| add_row(problem, least, 1.0));
        Rows { people, seats, links, cuts, trio }
    }

    fn group_column(&self, problem: &mut ColProblem, rows: &Rows, group: &[usize]) {
        let instance = self.instance;
        let mut cost = 0;
        let mut factors: Vec<(Row, f64)> = Vec::with_capacity(8);
        let mut seats: BTreeMap<usize, f64> = BTreeMap::new();
        let mut links: BTreeMap<Link, f64> = BTreeMap::new();
        for (i, &p) in group.iter().enumerate() {
            cost += instance.person[p];
            factors.push((rows.people[p].0, 1.0));
            if rows.seats[instance.team[p]].is_some() {
                *seats.entry(instance.team[p]).or_default() += 1.0;
            }
            for &q in &group[i + 1..] {
                cost += i64::from(instance.value(p, q));
                if instance.is_fresh(p, q) {
                    *links.entry(link_of(instance, p, q)).or_default() -= 1.0;
                }
            }
        }
        factors.extend(seats.into_iter().filter_map(|(t, k)| rows.seats[t].map(|(row, _)| (row, k))));
        factors.extend(links.into_iter().map(|(link, k)| (rows.links[&link].0, k)));
        for (&c, &(row, _)) in self.active.iter().zip(&rows.cuts) {
            let k = self.pool[c].of_group(instance, group);
            if k != 0 {
                factors.push((row, float(k)));
            }
        }
        if let (3, Some((row, _))) = (group.len(), rows.trio) {
            factors.push((row, 1.0));
        }
        problem.add_column(-float(cost), 0.0.., factors);
    }

    fn link_columns(&self, problem: &mut ColProblem, rows: &Rows, penalty: f64) -> BTreeMap<Link, usize> {
        let mut columns = BTreeMap::new();
        for (&link, &(row, _)) in &rows.links {
            let (low, _) = self.case.range(self.instance, link);
            let (own, shared) = split(self.case, self.instance, link);
            for nth in 1..=own {
                let gain = float(self.instance.step(link.0, link.1, nth));
                let mut factors = vec![(row, 1.0)];
                for (&c, &(cut_row, _)) in self.active.iter().zip(&rows.cuts) {
                    if self.pool[c].steps.contains(&(link, nth)) {
                        factors.push((cut_row, 1.0));
                    }
                }
                if nth <= low {
                    problem.add_column(-gain, 1.0..=1.0, factors);
                } else {
                    problem.add_column(-gain, 0.0..=1.0, factors);
                }
            }
            if shared > 0 {
                let gain = float(self.instance.step(link.0, link.1, own + 1));
                problem.add_column(-gain, 0.0..=count(shared), [(row, 1.0)]);
            }
            columns.insert(link, own + usize::from(shared > 0));
            if low > 0 {
                // A connection from nowhere: keeps the programme solvable, at a price nobody pays freely.
                problem.add_column(penalty, 0.0.., [(row, -1.0)]);
            }
        }
        columns
    }

    /// Solves it; nothing when the budget ended first or `HiGHS` gave up.
    ///
    /// Cost: simplex for vertices; an interior point method for large ones.
    pub fn solve(&self, budget: &Budget<'_>) -> Option<Relaxed> {
        let instance = self.instance;
        let forced = self.case.forced(instance.n);
        let mut problem = ColProblem::default();
        let rows = self.rows(&mut problem, &forced);
        let dearest = self.pairs.iter().map(|&(p, q)| i64::from(instance.value(p, q)).abs()).max().unwrap_or(0);
        let presence = instance.person.iter().copied().max().unwrap_or(0);
        let penalty = float(20 * (dearest + 2 * presence + instance.thin + 1));
        for &(p, q) in self.pairs {
            self.group_column(&mut problem, &rows, &[p, q]);
        }
        for trio in self.trios {
            self.group_column(&mut problem, &rows, trio);
        }
        let shape = self.link_columns(&mut problem, &rows, penalty);
        for p in (0..instance.n).filter(|&p| self.case.needs(&forced, p)) {
            problem.add_column(penalty, 0.0.., [(rows.people[p].0, 1.0)]);
        }
        if let (Some((row, _)), false) = (rows.trio, self.case.inside.is_empty()) {
            problem.add_column(penalty, 0.0.., [(row, 1.0)]);
        }
        // Costs are negated and minimised: an interior point without a vertex leaves the signs of a maximum unset.
        let mut model = problem.try_optimise(Sense::Minimise).ok()?;
        model.make_quiet();
        model.set_option("parallel", "off");
        model.set_threads(NonZeroU32::MIN);
        if self.interior {
            model.set_option("solver", "ipm");
            model.set_option("run_crossover", "off");
            model.set_option("ipm_optimality_tolerance", 1e-6);
        } else {
            model.set_option("solver", "simplex");
            model.set_option("presolve", "off");
        }
        if let Some(left) = budget.left() {
            model.set_option("time_limit", left.as_secs_f64().max(0.001));
        }
        let solved = model.try_solve().ok()?;
        if !matches!(solved.status(), HighsModelStatus::Optimal) && !self.interior {
            return None;
        }
        let solution = solved.get_solution();
        let value = solution.columns();
        let dual = solution.dual_rows();
        if value.len() < self.pairs.len() || dual.iter().any(|d| !d.is_finite()) {
            return None;
        }
        let mut relaxed = Relaxed {
            pairs: value[..self.pairs.len()].to_vec(),
            trios: value[self.pairs.len()..self.pairs.len() + self.trios.len()].to_vec(),
            objective: -solved.objective_value(),
            ..Relaxed::default()
        };
        let mut at = self.pairs.len() + self.trios.len();
        for (&link, &columns) in &shape {
            relaxed.steps.insert(link, value[at..at + columns].to_vec());
            at += columns + usize::from(self.case.range(instance, link).0 > 0);
        }
        let of = |(_, number): Place| -dual[number];
        relaxed.prices = Prices {
            people: rows.people.iter().map(|&row| of(row)).collect(),
            seats: rows.seats.iter().map(|row| row.map_or(0.0, of)).collect(),
            links: rows.links.iter().map(|(&link, &row)| (link, of(row))).collect(),
            cuts: self.active.iter().zip(&rows.cuts).map(|(&c, &row)| (c, of(row))).collect(),
            trio: rows.trio.map_or(0.0, of),
        };
        Some(relaxed)
    }
}
