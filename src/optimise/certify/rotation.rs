//! A rotation, read for checking alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::certificate::{Relaxation, RowPrice, SCALE};
use super::super::plan::{Kind, because};
use super::super::rotation::RotationProblem;
use super::super::{Given, Rule};
use super::Refusal;
use super::halves::{Halves, Row};
use super::placed::{self, Spot, Violation};
use super::prices::{Named, Shape, named};

/// The problem, looked up.
pub(super) struct Facts<'a> {
    problem: &'a RotationProblem,
    applicants: HashMap<&'a str, usize>,
    teams: HashMap<&'a str, usize>,
    ties: BTreeMap<(&'a str, &'a str), i64>,
    /// Each manager's number and how many apply under them.
    managers: BTreeMap<&'a str, (usize, i64)>,
}

/// The constraints whose prices a certificate may have, and those of any sign.
const SHAPES: [(Rule, Shape, bool); 6] = [
    (Rule::OnePlacement, Shape::Person, false),
    (Rule::TeamPlaces, Shape::TeamTime, false),
    (Rule::Lend, Shape::TeamTime, false),
    (Rule::BalanceIn, Shape::TeamTime, false),
    (Rule::BalanceOut, Shape::TeamTime, false),
    (Rule::ManagerFirst, Shape::Person, true),
];

/// Guests and lent.
#[derive(Debug, Clone, Copy, Default)]
struct Flow {
    guests: i64,
    lent: i64,
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The limits in which somebody of team `own` counts who is in team `t` in a period, with their factors.
fn beside(own: usize, t: usize, period: usize) -> [(Row, i64); 6] {
    [
        ((Rule::TeamPlaces, 0, t, period), 1),
        ((Rule::Lend, 0, own, period), 1),
        ((Rule::BalanceIn, 0, t, period), 1),
        ((Rule::BalanceIn, 0, own, period), -1),
        ((Rule::BalanceOut, 0, t, period), -1),
        ((Rule::BalanceOut, 0, own, period), 1),
    ]
}

impl<'a> Facts<'a> {
    pub(super) fn new(problem: &'a RotationProblem) -> Self {
        let applicants =
            problem.applicants.iter().enumerate().map(|(a, one)| (one.id.as_str(), a)).collect();
        let teams =
            problem.teams.iter().enumerate().map(|(t, team)| (team.id.as_str(), t)).collect();
        let mut ties = BTreeMap::new();
        for link in &problem.links {
            ties.insert((link.a.as_str(), link.b.as_str()), i64::from(link.ties));
            ties.insert((link.b.as_str(), link.a.as_str()), i64::from(link.ties));
        }
        let mut managers = BTreeMap::new();
        for one in &problem.applicants {
            if let Some(manager) = &one.manager {
                let next = managers.len();
                managers.entry(manager.as_str()).or_insert((next, 0)).1 += 1;
            }
        }
        Self { problem, applicants, teams, ties, managers }
    }

    fn own(&self, a: usize) -> usize {
        self.teams[self.problem.applicants[a].team.as_str()]
    }

    /// The worth of a placement: thin link, choice, waited.
    fn worth(&self, a: usize, t: usize) -> [i64; 3] {
        let (one, weights) = (&self.problem.applicants[a], &self.problem.weights);
        let team = self.problem.teams[t].id.as_str();
        let ties = self.ties.get(&(one.team.as_str(), team)).copied().unwrap_or(0);
        let rank = one.choices.iter().position(|choice| choice == team);
        let choice = rank.filter(|rank| *rank < 5).map_or(0, |rank| weights.choice[rank]);
        let choice = choice * (1 + i64::from(one.owed).min(2));
        [weights.thin_link / (1 + ties), choice, weights.waited * i64::from(one.waited.min(3))]
    }

    /// The right side of a limit; nothing for what is none.
    fn most(&self, row: &Named) -> Option<i64> {
        let team = &self.problem.teams[row.team];
        match row.rule {
            Rule::OnePlacement => Some(1),
            Rule::TeamPlaces => Some(i64::from(team.places[row.at])),
            Rule::Lend => Some(i64::from(team.lend[row.at])),
            Rule::BalanceIn | Rule::BalanceOut => self.problem.rules.balance.map(i64::from),
            _ => None,
        }
    }

    /// What an applicant could have if nothing else stood against it.
    fn could(&self, a: usize) -> Vec<(usize, u32)> {
        let one = &self.problem.applicants[a];
        let starts = || {
            let fits = |start: &&u32| {
                u64::from(**start) + u64::from(one.length) <= u64::from(self.problem.periods)
            };
            one.periods.iter().filter(fits).copied()
        };
        let teams = one.choices.iter().map(|choice| self.teams[choice.as_str()]);
        teams.flat_map(|t| starts().map(move |start| (t, start))).collect()
    }

    fn flows(&self, spots: &[Spot]) -> Vec<Vec<Flow>> {
        let periods = self.problem.periods;
        let mut flows = vec![vec![Flow::default(); periods as usize]; self.problem.teams.len()];
        for spot in spots {
            let end = spot.start.saturating_add(self.problem.applicants[spot.person].length);
            for period in spot.start..end.min(periods) {
                flows[spot.team][period as usize].guests += 1;
                flows[self.own(spot.person)][period as usize].lent += 1;
            }
        }
        flows
    }
}

impl placed::Facts for Facts<'_> {
    fn kind(&self) -> Kind {
        Kind::Rotation
    }
    fn people(&self) -> usize {
        self.problem.applicants.len()
    }
    fn name(&self, person: usize) -> &str {
        &self.problem.applicants[person].id
    }
    fn person(&self, id: &str) -> Option<usize> {
        self.applicants.get(id).copied()
    }
    fn team(&self, id: &str) -> Option<usize> {
        self.teams.get(id).copied()
    }
    fn length(&self, person: usize) -> u32 {
        self.problem.applicants[person].length
    }
    fn locked(&self) -> &[Given] {
        &self.problem.locked
    }

    fn violations(&self, spots: &[Spot]) -> Vec<Violation> {
        let mut all = Vec::new();
        let mut placed = BTreeSet::new();
        for (i, spot) in spots.iter().enumerate() {
            let one = &self.problem.applicants[spot.person];
            let team = &self.problem.teams[spot.team].id;
            let mut wrong = |rule, words| all.push(Violation::new(Some(i), rule, words));
            if !one.choices.contains(team) {
                wrong(Rule::Choice, format!("\"{}\" did not choose \"{team}\"", one.id));
            }
            let end = u64::from(spot.start) + u64::from(one.length);
            if !one.periods.contains(&spot.start) || end > u64::from(self.problem.periods) {
                let words = format!("\"{}\" cannot start in period {}", one.id, spot.start);
                wrong(Rule::Period, words);
            }
            if !placed.insert(spot.person) {
                wrong(Rule::OnePlacement, format!("\"{}\" has more than one", one.id));
            }
        }
        let balance = self.problem.rules.balance.map(i64::from);
        for (team, flows) in self.problem.teams.iter().zip(self.flows(spots)) {
            for (period, Flow { guests, lent }) in flows.into_iter().enumerate() {
                let mut wrong = |rule, what: String| {
                    let words = format!("period {period}, \"{}\": {what}", team.id);
                    all.push(Violation::new(None, rule, words));
                };
                let (places, lend) = (team.places[period], team.lend[period]);
                if guests > i64::from(places) {
                    wrong(Rule::TeamPlaces, format!("{guests} guests, {places} places"));
                }
                if lent > i64::from(lend) {
                    wrong(Rule::Lend, format!("{lent} are lent, {lend} may be"));
                }
                if balance.is_some_and(|most| guests - lent > most) {
                    wrong(Rule::BalanceIn, format!("{guests} guests, {lent} lent"));
                }
                if balance.is_some_and(|most| lent - guests > most) {
                    wrong(Rule::BalanceOut, format!("{guests} guests, {lent} lent"));
                }
            }
        }
        all
    }

    fn terms(&self, spots: &[Spot]) -> BTreeMap<&'static str, i64> {
        let weights = &self.problem.weights;
        let mut terms = BTreeMap::new();
        let mut managers = BTreeSet::new();
        let mut known = BTreeSet::new();
        for spot in spots {
            let [thin, choice, waited] = self.worth(spot.person, spot.team);
            let parts = [
                ("new_connection", weights.new_connection),
                ("thin_link", thin),
                ("choice", choice),
                ("waited", waited),
            ];
            for (name, value) in parts {
                *terms.entry(name).or_insert(0) += value;
            }
            managers.extend(self.problem.applicants[spot.person].manager.as_deref());
            known.insert((spot.person, spot.team, spot.start));
        }
        let moved = self.problem.given.iter().filter(|one| {
            let person = self.applicants[one.person.as_str()];
            !known.contains(&(person, self.teams[one.team.as_str()], one.start))
        });
        terms.insert("manager_first", weights.manager_first * count(managers.len()));
        terms.insert("moved", -weights.moved * count(moved.count()));
        terms.retain(|_, value| *value != 0);
        terms
    }

    fn is_so(&self, person: usize, because: &str, spots: &[Spot]) -> bool {
        let could = self.could(person);
        if could.is_empty() {
            return because == because::NO_ADMISSIBLE_PLACEMENT;
        }
        let flows = self.flows(spots);
        let (own, length) = (self.own(person), self.problem.applicants[person].length);
        let places =
            |t: usize, p: usize| flows[t][p].guests >= i64::from(self.problem.teams[t].places[p]);
        let lend = |p: usize| flows[own][p].lent >= i64::from(self.problem.teams[own].lend[p]);
        let balance = |t: usize, p: usize| {
            self.problem.rules.balance.map(i64::from).is_some_and(|most| {
                flows[t][p].guests - flows[t][p].lent >= most
                    || flows[own][p].lent - flows[own][p].guests >= most
            })
        };
        let everywhere = |stands: &dyn Fn(usize, usize) -> bool| {
            could.iter().all(|&(t, start)| {
                (start as usize..(start + length) as usize).any(|period| stands(t, period))
            })
        };
        match because {
            because::TEAM_PLACES => everywhere(&places),
            because::LEND => everywhere(&|_, p| lend(p)),
            because::BALANCE => everywhere(&balance),
            because::LIMITS => everywhere(&|t, p| places(t, p) || lend(p) || balance(t, p)),
            _ => false,
        }
    }

    fn proven(&self, relaxation: &Relaxation) -> Result<(i128, usize), Refusal> {
        let problem = self.problem;
        let (periods, weights) = (problem.periods as usize, &problem.weights);
        let named = |place: &str, rows: &[RowPrice]| {
            let person = |rule, id: &str| match rule {
                Rule::ManagerFirst => self.managers.get(id).map(|(number, _)| *number),
                _ => self.applicants.get(id).copied(),
            };
            named(place, rows, &SHAPES, periods, person, |id| self.teams.get(id).copied())
        };
        let rows = named("$.certificate.relaxation.rows", &relaxation.rows)?;
        let halves = Halves::new(&relaxation.odd_sets, named, |row| self.most(row))?;
        let balance = i64::from(problem.rules.balance.unwrap_or(0));
        let mut single = vec![0_i64; problem.applicants.len()];
        let mut guest = vec![vec![0_i64; periods]; problem.teams.len()];
        let mut away = vec![vec![0_i64; periods]; problem.teams.len()];
        let mut first = vec![0_i64; self.managers.len()];
        let mut sum: i128 = halves.sum;
        for (i, row) in rows.iter().enumerate() {
            let most = match row.rule {
                Rule::OnePlacement => {
                    single[row.person] = row.price;
                    1
                }
                Rule::TeamPlaces => {
                    guest[row.team][row.at] += row.price;
                    i64::from(problem.teams[row.team].places[row.at])
                }
                Rule::Lend => {
                    away[row.team][row.at] += row.price;
                    i64::from(problem.teams[row.team].lend[row.at])
                }
                Rule::BalanceIn | Rule::BalanceOut if problem.rules.balance.is_none() => {
                    return Err(Refusal {
                        place: format!("$.certificate.relaxation.rows[{i}].constraint"),
                        reason: "there is no limit on the balance".into(),
                    });
                }
                Rule::BalanceIn => {
                    guest[row.team][row.at] += row.price;
                    away[row.team][row.at] -= row.price;
                    balance
                }
                Rule::BalanceOut => {
                    guest[row.team][row.at] -= row.price;
                    away[row.team][row.at] += row.price;
                    balance
                }
                _ => {
                    first[row.person] = row.price;
                    0
                }
            };
            sum += i128::from(row.price) * i128::from(most);
        }
        for &(number, many) in self.managers.values() {
            // The first of a manager's applicants earns the weight, the others nothing, and each pays the price.
            let price = first[number];
            sum += i128::from((SCALE * weights.manager_first + price).max(0));
            sum += i128::from(price.max(0)) * i128::from(many - 1);
        }
        sum -= i128::from(SCALE) * i128::from(weights.moved * count(problem.given.len()));
        let ids = |one: &Given| {
            (self.applicants[one.person.as_str()], self.teams[one.team.as_str()], one.start)
        };
        let locked: BTreeSet<(usize, usize, u32)> = problem.locked.iter().map(ids).collect();
        let given: BTreeSet<(usize, usize, u32)> = problem.given.iter().map(ids).collect();
        let mut admissible = 0;
        for (a, one) in problem.applicants.iter().enumerate() {
            let own = self.own(a);
            let first = one.manager.as_deref().map_or(0, |manager| first[self.managers[manager].0]);
            for (t, start) in self.could(a) {
                let time = start as usize..(start + one.length) as usize;
                let is_locked = locked.contains(&(a, t, start));
                let closed = time.clone().any(|period| {
                    problem.teams[t].places[period] == 0 || problem.teams[own].lend[period] == 0
                });
                if closed && !is_locked {
                    continue;
                }
                let moved = if given.contains(&(a, t, start)) { weights.moved } else { 0 };
                let worth = weights.new_connection + self.worth(a, t).iter().sum::<i64>() + moved;
                let prices: i64 =
                    time.clone().map(|period| guest[t][period] + away[own][period]).sum();
                let there = time.flat_map(|period| beside(own, t, period));
                let single_row = ((Rule::OnePlacement, a, 0, 0), 1);
                let charge = halves.charge(there.chain([single_row]));
                let excess = i128::from(SCALE * worth - single[a] - first - prices) - charge;
                if is_locked || excess > 0 {
                    sum += excess;
                }
                admissible += 1;
            }
        }
        Ok((sum, admissible))
    }
}
