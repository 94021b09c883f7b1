//! The linear programme over groups, solved by `HiGHS`: groups are added when needed, a case only changes bounds, and
//! the simplex method goes on from where it stood. Floats end here: what leaves are rounded prices.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use highs::{Col, ColProblem, HighsModelStatus, Model, Row, Sense};

use super::super::Budget;
use super::super::instance::Instance;
use super::super::relax::{Link, link_of};
use super::linear::{count, float, round, steps};
use super::market::Case;
use super::pairs::Prices;
use super::room::Room;
use super::sizes::{PerSize, Sizes};

/// A row with its number.
type Place = (Row, usize);

/// A solution.
#[derive(Debug, Clone)]
pub(super) struct Relaxed {
    /// How much of each group is used, in the order they came.
    pub(super) used: Vec<f64>,
    pub(super) prices: Prices,
    /// What the method cost. Units: steps times rows, as in the proof of pairs.
    pub(super) work: u64,
}

/// The programme.
pub(super) struct Master<'a> {
    instance: &'a Instance,
    sizes: Sizes,
    model: Option<Model>,
    /// Groups that are columns, in the order they came.
    pub(super) groups: Vec<Vec<usize>>,
    known: BTreeSet<Vec<usize>>,
    columns: Vec<(Col, usize)>,
    people: Vec<Place>,
    /// Of each person: a column that lets them sit out, and one that stands for a group nobody has yet.
    out: Vec<Col>,
    missing: Vec<Col>,
    seats: Vec<Option<Place>>,
    kinds: Vec<Place>,
    whole: Place,
    profiles: BTreeSet<PerSize<usize>>,
    links: BTreeMap<Link, Place>,
    columns_made: usize,
    rows_made: usize,
}

impl<'a> Master<'a> {
    /// A programme without groups; nothing when `HiGHS` gave up.
    pub(super) fn new(instance: &'a Instance, sizes: Sizes, room: &Room) -> Option<Self> {
        let mut model = ColProblem::default().try_optimise(Sense::Minimise).ok()?;
        model.make_quiet();
        model.set_option("parallel", "off");
        model.set_threads(NonZeroU32::MIN);
        model.set_option("solver", "simplex");
        model.set_option("presolve", "off");
        model.set_option("simplex_strategy", 0);
        let mut master = Self {
            instance,
            sizes,
            whole: (model.try_add_row(f64::NEG_INFINITY..=1.0, Vec::new()).ok()?, 0),
            model: Some(model),
            groups: Vec::new(),
            known: BTreeSet::new(),
            columns: Vec::new(),
            people: Vec::new(),
            out: Vec::new(),
            missing: Vec::new(),
            seats: Vec::new(),
            kinds: Vec::new(),
            profiles: BTreeSet::new(),
            links: BTreeMap::new(),
            columns_made: 0,
            rows_made: 1,
        };
        let dearest = (0..instance.n)
            .flat_map(|p| instance.values(p))
            .filter(|value| **value != super::super::instance::FORBIDDEN)
            .map(|value| i64::from(*value).abs())
            .max()
            .unwrap_or(0);
        let presence = instance.person.iter().copied().max().unwrap_or(0);
        let penalty = float(20 * (8 * dearest + presence + 8 * instance.thin + 1));
        for _ in 0..instance.n {
            let row = master.row(1.0, 1.0)?;
            master.people.push(row);
            let (out, _) = master.column(0.0, f64::INFINITY, vec![(row.0, 1.0)])?;
            master.out.push(out);
            let (missing, _) = master.column(penalty, 0.0, vec![(row.0, 1.0)])?;
            master.missing.push(missing);
        }
        for t in 0..instance.teams {
            let tight = room.seats[t] < instance.size[t];
            let row = if tight {
                Some(master.row(f64::NEG_INFINITY, count(room.seats[t]))?)
            } else {
                None
            };
            master.seats.push(row);
        }
        for _ in sizes.each() {
            let row = master.row(f64::NEG_INFINITY, 0.0)?;
            master.kinds.push(row);
        }
        Some(master)
    }

    fn row(&mut self, low: f64, high: f64) -> Option<Place> {
        let row = self.model.as_mut()?.try_add_row(low..=high, Vec::new()).ok()?;
        self.rows_made += 1;
        Some((row, self.rows_made - 1))
    }

    fn column(&mut self, cost: f64, high: f64, factors: Vec<(Row, f64)>) -> Option<(Col, usize)> {
        let col = self.model.as_mut()?.try_add_column(cost, 0.0..=high, factors).ok()?;
        self.columns_made += 1;
        Some((col, self.columns_made - 1))
    }

    /// Adds how many groups of each size there can be; says whether that is new.
    pub(super) fn add_profile(&mut self, profile: PerSize<usize>) -> Option<bool> {
        if self.profiles.contains(&profile) {
            return Some(false);
        }
        let mut factors = vec![(self.whole.0, 1.0)];
        factors.extend(self.kinds.iter().zip(&profile).map(|((row, _), &k)| (*row, -count(k))));
        self.column(0.0, f64::INFINITY, factors)?;
        self.profiles.insert(profile);
        Some(true)
    }

    /// Adds a group; says whether it is new.
    pub(super) fn add(&mut self, mut group: Vec<usize>) -> Option<bool> {
        group.sort_unstable();
        if !self.known.insert(group.clone()) {
            return Some(false);
        }
        let instance = self.instance;
        let mut cost = 0;
        let mut factors = vec![(self.kinds[group.len() - self.sizes.min].0, 1.0)];
        let mut seats: BTreeMap<usize, f64> = BTreeMap::new();
        let mut links: BTreeMap<Link, f64> = BTreeMap::new();
        for (i, &p) in group.iter().enumerate() {
            cost += instance.person[p];
            factors.push((self.people[p].0, 1.0));
            *seats.entry(instance.team[p]).or_default() += 1.0;
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
        let column = self.column(-float(cost), f64::INFINITY, factors)?;
        self.columns.push(column);
        self.groups.push(group);
        Some(true)
    }

    /// The row of a link, made with its steps when it is new.
    fn link(&mut self, link: Link) -> Option<Row> {
        if let Some((row, _)) = self.links.get(&link) {
            return Some(*row);
        }
        let row = self.row(0.0, 0.0)?;
        for (gain, alike) in steps(self.instance, link) {
            self.column(-gain, alike, vec![(row.0, 1.0)])?;
        }
        self.links.insert(link, row);
        Some(row.0)
    }

    /// Narrows the columns to those the case allows.
    pub(super) fn enter(&mut self, case: &Case) -> Option<()> {
        let model = self.model.as_mut()?;
        let room = |allowed: bool| if allowed { f64::INFINITY } else { 0.0 };
        for (group, (col, _)) in self.groups.iter().zip(&self.columns) {
            model.change_column_bounds(*col, 0.0..=room(case.allows(group)));
        }
        for p in 0..self.instance.n {
            let needed = case.needs(p);
            model.change_column_bounds(self.out[p], 0.0..=room(!needed));
            model.change_column_bounds(self.missing[p], 0.0..=room(needed));
        }
        Some(())
    }

    /// Solves it; nothing when the budget ended first or `HiGHS` gave up.
    pub(super) fn solve(&mut self, budget: &Budget<'_>) -> Option<Relaxed> {
        let mut model = self.model.take()?;
        if let Some(left) = budget.left() {
            model.set_option("time_limit", left.as_secs_f64().max(0.001));
        }
        let solved = model.try_solve().ok()?;
        let solution = solved.get_solution();
        let (value, dual) = (solution.columns(), solution.dual_rows());
        if solved.status() != HighsModelStatus::Optimal
            || value.len() < self.columns_made
            || dual.iter().any(|price| !price.is_finite())
        {
            return None;
        }
        let price = |(_, number): Place| round(-dual[number]);
        let mut links = Prices::none(self.instance, self.sizes).links;
        for (&(a, b), &row) in &self.links {
            let own = price(row).min(links[a * self.instance.teams + b]);
            links[a * self.instance.teams + b] = own;
            links[b * self.instance.teams + a] = own;
        }
        let steps = u64::try_from(solved.simplex_iteration_count()).unwrap_or(0);
        let relaxed = Relaxed {
            used: self.columns.iter().map(|(_, number)| value[*number]).collect(),
            prices: Prices {
                people: self.people.iter().map(|&row| price(row)).collect(),
                seats: self
                    .seats
                    .iter()
                    .map(|row| row.map_or(0, |row| price(row).max(0)))
                    .collect(),
                links,
                sizes: self.kinds.iter().map(|&row| price(row).max(0)).collect(),
            },
            work: (steps + 10) * (self.rows_made as u64 + 50),
        };
        self.model = Some(solved.into());
        Some(relaxed)
    }
}
