//! A bootcamp, read for checking alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::bootcamp::BootcampProblem;
use super::super::certificate::{Relaxation, RowPrice, SCALE};
use super::super::plan::{Kind, because};
use super::super::{Given, Rule};
use super::Refusal;
use super::halves::Halves;
use super::placed::{self, Spot, Violation};
use super::prices::{Shape, named};

/// The problem, looked up.
pub(super) struct Facts<'a> {
    problem: &'a BootcampProblem,
    hires: HashMap<&'a str, usize>,
    teams: HashMap<&'a str, usize>,
    ties: BTreeMap<(&'a str, &'a str), i64>,
}

/// The constraints whose prices a certificate may have, and those of any sign.
fn shapes(problem: &BootcampProblem) -> [(Rule, Shape, bool); 6] {
    [
        (Rule::TeamPlaces, Shape::TeamTime, false),
        (Rule::OnePlace, Shape::PersonTime, false),
        (Rule::OncePerTeam, Shape::PersonTeam, false),
        (Rule::Order, Shape::PersonStep(problem.order.len() * problem.weeks as usize), false),
        (Rule::Stints, Shape::Person, false),
        (Rule::Load, Shape::Team, true),
    ]
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl<'a> Facts<'a> {
    pub(super) fn new(problem: &'a BootcampProblem) -> Self {
        let hires = problem.hires.iter().enumerate().map(|(h, hire)| (hire.id.as_str(), h));
        let teams = problem.teams.iter().enumerate().map(|(t, team)| (team.id.as_str(), t));
        let mut ties = BTreeMap::new();
        for link in &problem.links {
            ties.insert((link.a.as_str(), link.b.as_str()), i64::from(link.ties));
            ties.insert((link.b.as_str(), link.a.as_str()), i64::from(link.ties));
        }
        Self { problem, hires: hires.collect(), teams: teams.collect(), ties }
    }

    /// The worth of a visit: thin link, and how much it is liked.
    fn visit(&self, h: usize, t: usize) -> (i64, i64) {
        let (hire, weights) = (&self.problem.hires[h], &self.problem.weights);
        let team = self.problem.teams[t].id.as_str();
        let ties = self.ties.get(&(hire.home.as_str(), team)).copied().unwrap_or(0);
        let rank = hire.likes.iter().position(|like| like == team);
        let liked = rank.filter(|rank| *rank < 5).map_or(0, |rank| weights.likes[rank]);
        (weights.thin_link / (1 + ties), liked)
    }

    /// Whether nothing but capacity stands against it.
    fn may(&self, h: usize, t: usize, start: u32) -> bool {
        let hire = &self.problem.hires[h];
        let team = &self.problem.teams[t].id;
        hire.stints > 0
            && start >= hire.from
            && start + hire.length <= hire.to
            && hire.home != *team
            && !hire.avoid.contains(team)
            && self.misses(t, start, hire.length, true) == 0
    }

    /// How many windows of a team, hard or ranked ones, a visit misses.
    fn misses(&self, t: usize, start: u32, length: u32, hard: bool) -> i64 {
        let team = &self.problem.teams[t].id;
        let own = self.problem.windows.iter().filter(|one| one.team == *team && one.hard == hard);
        let end = u64::from(start) + u64::from(length);
        count(own.filter(|one| start < one.from || end > u64::from(one.to)).count())
    }

    /// The rows of the order in which a visit counts: of a pair of teams, in week w, the visits of the later one that
    /// begin before w, and those of the earlier one that do not. Two of them are in the wrong order.
    fn steps(&self, t: usize, start: u32) -> impl Iterator<Item = usize> {
        let (weeks, team) = (self.problem.weeks as usize, self.problem.teams[t].id.as_str());
        let start = start as usize;
        self.problem.order.iter().enumerate().flat_map(move |(o, pair)| {
            let here = if pair.then == team {
                start + 1..weeks
            } else if pair.first == team {
                0..(start + 1).min(weeks)
            } else {
                0..0
            };
            here.map(move |week| o * weeks + week)
        })
    }

    fn hosted(&self, spots: &[Spot]) -> Vec<Vec<u32>> {
        let mut hosted = vec![vec![0; self.problem.weeks as usize]; self.problem.teams.len()];
        for spot in spots {
            let end = spot.start.saturating_add(self.problem.hires[spot.person].length);
            for week in spot.start..end.min(self.problem.weeks) {
                hosted[spot.team][week as usize] += 1;
            }
        }
        hosted
    }
}

impl placed::Facts for Facts<'_> {
    fn kind(&self) -> Kind {
        Kind::Bootcamp
    }
    fn people(&self) -> usize {
        self.problem.hires.len()
    }
    fn name(&self, person: usize) -> &str {
        &self.problem.hires[person].id
    }
    fn person(&self, id: &str) -> Option<usize> {
        self.hires.get(id).copied()
    }
    fn team(&self, id: &str) -> Option<usize> {
        self.teams.get(id).copied()
    }
    fn length(&self, person: usize) -> u32 {
        self.problem.hires[person].length
    }
    fn locked(&self) -> &[Given] {
        &self.problem.locked
    }

    fn violations(&self, spots: &[Spot]) -> Vec<Violation> {
        let mut all = Vec::new();
        let mut of_hire: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (i, spot) in spots.iter().enumerate() {
            let hire = &self.problem.hires[spot.person];
            let team = &self.problem.teams[spot.team].id;
            let mut wrong = |rule, words| all.push(Violation::new(Some(i), rule, words));
            let end = u64::from(spot.start) + u64::from(hire.length);
            if spot.start < hire.from || end > u64::from(hire.to) {
                let words = format!("\"{}\" is there from {} to {}", hire.id, hire.from, hire.to);
                wrong(Rule::Window, words);
            }
            if hire.home == *team {
                wrong(Rule::NotHome, format!("\"{team}\" is the home of \"{}\"", hire.id));
            }
            if hire.avoid.contains(team) {
                wrong(Rule::NotAvoid, format!("\"{}\" avoids \"{team}\"", hire.id));
            }
            if self.misses(spot.team, spot.start, hire.length, true) > 0 {
                wrong(Rule::TeamWindow, format!("\"{team}\" is not visited in these weeks"));
            }
            let before = of_hire.entry(spot.person).or_default();
            for &j in before.iter() {
                let other = spots[j];
                if other.team == spot.team {
                    let words = format!("\"{}\" is in \"{team}\" twice", hire.id);
                    wrong(Rule::OncePerTeam, words);
                }
                for pair in &self.problem.order {
                    let later = &self.problem.teams[other.team].id;
                    let wrong_way = (pair.first == *team
                        && pair.then == *later
                        && other.start < spot.start)
                        || (pair.first == *later && pair.then == *team && spot.start < other.start);
                    if wrong_way {
                        let words = format!(
                            "\"{}\" visits \"{}\" before \"{}\"",
                            hire.id, pair.then, pair.first
                        );
                        wrong(Rule::Order, words);
                    }
                }
                if other.start.abs_diff(spot.start) < hire.length {
                    let words = format!("\"{}\" is in two places at once", hire.id);
                    wrong(Rule::OnePlace, words);
                }
            }
            before.push(i);
            if before.len() > hire.stints as usize {
                let words = format!("\"{}\" has {} stints only", hire.id, hire.stints);
                wrong(Rule::Stints, words);
            }
        }
        for (team, hosted) in self.problem.teams.iter().zip(self.hosted(spots)) {
            for (week, (here, places)) in hosted.iter().zip(&team.places).enumerate() {
                if here > places {
                    let words = format!(
                        "week {week}: {here} newcomers in \"{}\", {places} places",
                        team.id
                    );
                    all.push(Violation::new(None, Rule::TeamPlaces, words));
                }
            }
        }
        all
    }

    fn terms(&self, spots: &[Spot]) -> BTreeMap<&'static str, i64> {
        let weights = &self.problem.weights;
        let mut terms = BTreeMap::new();
        let mut hosts: BTreeMap<usize, i64> = BTreeMap::new();
        let (mut load, mut outside) = (0, 0);
        for spot in spots {
            let length = self.problem.hires[spot.person].length;
            outside += self.misses(spot.team, spot.start, length, false) * weights.outside;
            let (thin, liked) = self.visit(spot.person, spot.team);
            *terms.entry("new_connection").or_insert(0) += weights.new_connection;
            *terms.entry("thin_link").or_insert(0) += thin;
            *terms.entry("likes").or_insert(0) += liked;
            // The k-th placement costs k − 1 times the weight.
            let before = hosts.entry(spot.team).or_default();
            load += *before * weights.load;
            *before += 1;
        }
        let visited: BTreeSet<(usize, usize)> =
            spots.iter().map(|spot| (spot.person, spot.team)).collect();
        let missed = self.problem.hires.iter().enumerate().map(|(h, hire)| {
            let visits = |team: &&String| visited.contains(&(h, self.teams[team.as_str()]));
            hire.must.len() - hire.must.iter().filter(visits).count()
        });
        let known: BTreeSet<(usize, usize, u32)> =
            spots.iter().map(|spot| (spot.person, spot.team, spot.start)).collect();
        let moved = self.problem.given.iter().filter(|one| {
            let ids = (self.hires[one.person.as_str()], self.teams[one.team.as_str()], one.start);
            !known.contains(&ids)
        });
        terms.insert("must", -weights.must * count(missed.sum()));
        terms.insert("load", -load);
        terms.insert("outside", -outside);
        terms.insert("moved", -weights.moved * count(moved.count()));
        terms.retain(|_, value| *value != 0);
        terms
    }

    fn is_so(&self, person: usize, because: &str, spots: &[Spot]) -> bool {
        let hire = &self.problem.hires[person];
        let hosted = self.hosted(spots);
        let mut all = (0..self.problem.teams.len())
            .flat_map(|t| (hire.from..hire.to).map(move |start| (t, start)))
            .filter(|&(t, start)| self.may(person, t, start))
            .peekable();
        match because {
            because::NO_STINTS => hire.stints == 0,
            because::NO_ADMISSIBLE_PLACEMENT => hire.stints > 0 && all.peek().is_none(),
            because::TEAM_PLACES => {
                all.peek().is_some()
                    && all.all(|(t, start)| {
                        (start..start + hire.length).any(|week| {
                            let week = week as usize;
                            hosted[t][week] >= self.problem.teams[t].places[week]
                        })
                    })
            }
            _ => false,
        }
    }

    fn proven(&self, relaxation: &Relaxation) -> Result<(i128, usize), Refusal> {
        let problem = self.problem;
        let (weeks, weights) = (problem.weeks as usize, &problem.weights);
        let named = |place: &str, rows: &[RowPrice]| {
            let hire = |_, id: &str| self.hires.get(id).copied();
            named(place, rows, &shapes(problem), weeks, hire, |id| self.teams.get(id).copied())
        };
        let rows = named("$.certificate.relaxation.rows", &relaxation.rows)?;
        let halves = Halves::new(&relaxation.odd_sets, named, |row| match row.rule {
            Rule::TeamPlaces => Some(i64::from(problem.teams[row.team].places[row.at])),
            Rule::OnePlace | Rule::OncePerTeam | Rule::Order => Some(1),
            Rule::Stints => Some(i64::from(problem.hires[row.person].stints)),
            _ => None,
        })?;
        let mut place = vec![vec![0_i64; weeks]; problem.teams.len()];
        let mut week_of = vec![vec![0_i64; weeks]; problem.hires.len()];
        let mut once: HashMap<(usize, usize), i64> = HashMap::new();
        let mut stint = vec![0_i64; problem.hires.len()];
        let mut step = vec![0_i64; problem.hires.len() * problem.order.len() * weeks];
        let steps = problem.order.len() * weeks;
        let mut load = vec![0_i64; problem.teams.len()];
        let mut sum: i128 = halves.sum;
        for row in rows {
            let most = match row.rule {
                Rule::TeamPlaces => {
                    place[row.team][row.at] = row.price;
                    i64::from(problem.teams[row.team].places[row.at])
                }
                Rule::OnePlace => {
                    week_of[row.person][row.at] = row.price;
                    1
                }
                Rule::OncePerTeam => {
                    once.insert((row.person, row.team), row.price);
                    1
                }
                Rule::Order => {
                    step[row.person * steps + row.at] = row.price;
                    1
                }
                Rule::Stints => {
                    stint[row.person] = row.price;
                    i64::from(problem.hires[row.person].stints)
                }
                _ => {
                    load[row.team] = row.price;
                    0
                }
            };
            sum += i128::from(row.price) * i128::from(most);
        }
        for (team, price) in problem.teams.iter().zip(&load) {
            // A team hosts at most as many as it has place-weeks, and as there are hires.
            let most: i64 = team.places.iter().map(|places| i64::from(*places)).sum();
            for k in 0..most.min(count(problem.hires.len())) {
                let gain = price - SCALE * weights.load * k;
                if gain <= 0 {
                    break;
                }
                sum += i128::from(gain);
            }
        }
        let musts: usize = problem.hires.iter().map(|hire| hire.must.len()).sum();
        let constant = weights.must * count(musts) + weights.moved * count(problem.given.len());
        sum -= i128::from(SCALE) * i128::from(constant);
        let ids = |one: &Given| {
            (self.hires[one.person.as_str()], self.teams[one.team.as_str()], one.start)
        };
        let locked: BTreeSet<(usize, usize, u32)> = problem.locked.iter().map(ids).collect();
        let given: BTreeSet<(usize, usize, u32)> = problem.given.iter().map(ids).collect();
        let mut admissible = 0;
        for (h, hire) in problem.hires.iter().enumerate() {
            for (t, team) in problem.teams.iter().enumerate() {
                if hire.stints == 0
                    || hire.length > hire.to
                    || hire.home == team.id
                    || hire.avoid.contains(&team.id)
                {
                    continue;
                }
                let (thin, liked) = self.visit(h, t);
                let must = if hire.must.contains(&team.id) { weights.must } else { 0 };
                let base = SCALE * (weights.new_connection + thin + liked + must)
                    - stint[h]
                    - load[t]
                    - once.get(&(h, t)).copied().unwrap_or(0);
                for start in hire.from..=hire.to - hire.length {
                    let is_locked = locked.contains(&(h, t, start));
                    let time = start as usize..(start + hire.length) as usize;
                    if !is_locked && !self.may(h, t, start) {
                        continue;
                    }
                    if !is_locked && team.places[time.clone()].contains(&0) {
                        continue;
                    }
                    let moved = if given.contains(&(h, t, start)) { weights.moved } else { 0 };
                    let outside = weights.outside * self.misses(t, start, hire.length, false);
                    let prices: i64 =
                        time.clone().map(|week| place[t][week] + week_of[h][week]).sum();
                    let ordered: i64 = self.steps(t, start).map(|at| step[h * steps + at]).sum();
                    let own = [(Rule::Stints, h, 0, 0), (Rule::OncePerTeam, h, t, 0)];
                    let weekly = time.flat_map(|week| {
                        [(Rule::TeamPlaces, 0, t, week), (Rule::OnePlace, h, 0, week)]
                    });
                    let order = self.steps(t, start).map(|at| (Rule::Order, h, 0, at));
                    let all = own.into_iter().chain(weekly).chain(order);
                    let charge = halves.charge(all.map(|row| (row, 1)));
                    let worth = base + SCALE * (moved - outside) - prices - ordered;
                    let excess = i128::from(worth) - charge;
                    if is_locked || excess > 0 {
                        sum += excess;
                    }
                    admissible += 1;
                }
            }
        }
        Ok((sum, admissible))
    }
}
