//! What wider limits are worth, and where a plan is tight: by prices from above, by repairs from below.

use std::collections::BTreeMap;

use super::super::certificate::SCALE;
use super::super::change::Change;
use super::super::plan::Plan;
use super::dual::floor;
use super::rule::Rule;
use super::scene::Scene;
use super::view::View;

/// So many candidates are tried in a wider limit.
const TRIED: usize = 24;

/// So many changes of a bottleneck are looked into.
const MOST_WAYS: usize = 6;

/// Limits made wider: their numbers, and by how much.
pub type Wider = Vec<(usize, i64)>;

/// A place where a plan is tight.
#[derive(Debug, Clone)]
pub struct Tight {
    /// In a sentence with its numbers.
    pub words: String,
    /// Whom it concerns.
    pub people: Vec<String>,
    /// What could help, each by itself.
    pub ways: Vec<Vec<Change>>,
}

/// What the plan gains at least and at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gain {
    pub at_least: i64,
    pub at_most: i64,
}

impl<V: View> Scene<'_, V> {
    /// The limits that a change widens; nothing when it does more than that.
    pub fn wider(&self, changes: &[Change]) -> Option<Wider> {
        let mut wider = Vec::new();
        for change in changes {
            let more = match change {
                Change::Place { more, .. }
                | Change::Lend { more, .. }
                | Change::Stint { more, .. } => *more,
                Change::Balance { to } => {
                    let about = self.packing.limits.iter().map(|limit| limit.about);
                    let one = about.clone().find(|about| about.rule == Rule::BalanceIn)?;
                    let Some(Change::Balance { to: next }) = self.view.widened(one, 1) else {
                        return None;
                    };
                    (to + 1).checked_sub(next)?
                }
                _ => return None,
            };
            let before = wider.len();
            for (row, limit) in self.packing.limits.iter().enumerate() {
                if self.view.widened(limit.about, more).as_ref() == Some(change) {
                    wider.push((row, i64::from(more)));
                }
            }
            if wider.len() == before {
                return None;
            }
        }
        Some(wider)
    }

    /// What a further step of a team's load can bring, which comes with a further place: no more than its last step.
    ///
    /// Units: 1/65536 milli-connection.
    fn next_step(&self, row: usize) -> i64 {
        let about = self.packing.limits[row].about;
        if about.rule != Rule::TeamPlaces {
            return 0;
        }
        let counts = self.packing.counts.iter().zip(&self.prices.counts);
        counts
            .filter(|(count, _)| count.about.rule == Rule::Load && count.about.team == about.team)
            .map(|(count, price)| {
                let last = count.steps().map(|(gain, _)| gain).last().unwrap_or(0);
                (SCALE * last + price).max(0)
            })
            .sum()
    }

    /// What wider limits are worth.
    ///
    /// Cost: two looks at all candidates, and some repairs.
    pub fn gain(&mut self, wider: &Wider) -> Gain {
        let before = self.packing.limits.clone();
        let mut sum = self.sum + self.prices.wider(&before, wider);
        for &(row, more) in wider {
            self.packing.limits[row].most += more;
            sum += i128::from(self.next_step(row)) * i128::from(more);
        }
        let of_limit = |c: usize, this: &Self| {
            this.packing.factors(c).iter().any(|&(row, factor)| {
                factor > 0 && wider.iter().any(|(wide, _)| *wide == row as usize)
            })
        };
        let mut tried: Vec<(i64, usize)> = Vec::new();
        let mut dearest: BTreeMap<usize, i64> = BTreeMap::new();
        for c in 0..self.packing.candidates.len() {
            if !of_limit(c, self) || !self.is_open(c) {
                continue;
            }
            let excess = self.prices.excess(&self.packing, c);
            tried.push((-excess, c));
            if !self.open[c] && excess > 0 {
                // Only as many of those that had no place at all as there are places now.
                for &(row, _) in self.packing.factors(c) {
                    let row = row as usize;
                    if wider.iter().any(|(wide, _)| *wide == row) && before[row].most <= 0 {
                        let best = dearest.entry(row).or_default();
                        *best = (*best).max(excess);
                    }
                }
            }
        }
        for (row, excess) in dearest {
            let more = wider.iter().find(|(wide, _)| *wide == row).map_or(0, |(_, more)| *more);
            sum += i128::from(excess) * i128::from(more);
        }
        let at_most = (floor(sum) - self.value).max(0);
        tried.sort_unstable();
        let at_least = self.repaired(tried.iter().map(|(_, c)| *c).take(TRIED)).clamp(0, at_most);
        self.packing.limits = before;
        Gain { at_least, at_most }
    }

    /// What bringing in the best of these gains.
    pub fn repaired(&self, tried: impl Iterator<Item = usize>) -> i64 {
        let mut state = self.state();
        let mut best = 0;
        for c in tried {
            if state.chosen[c] {
                continue;
            }
            state.done.clear();
            if self.bring(&mut state, c, |_| false) {
                best = best.max(state.value - self.value);
            }
            state.undo();
        }
        best
    }

    /// Every place, and everybody lent, with what one more can gain at most, the dearest first.
    pub fn single(&self) -> Vec<(i64, Change)> {
        let mut dearest: BTreeMap<usize, i64> = BTreeMap::new();
        for c in 0..self.packing.candidates.len() {
            if self.open[c] {
                continue;
            }
            let closed = self.packing.factors(c).iter().map(|&(row, _)| row as usize);
            let mut closed = closed.filter(|&row| {
                let limit = &self.packing.limits[row];
                matches!(limit.about.rule, Rule::TeamPlaces | Rule::Lend) && limit.most <= 0
            });
            // One place more opens only what lacked one.
            if let (Some(row), None) = (closed.next(), closed.next()) {
                let best = dearest.entry(row).or_default();
                *best = (*best).max(self.prices.excess(&self.packing, c));
            }
        }
        let slack = floor(self.sum) - self.value;
        let mut all: Vec<(i64, Change)> = Vec::new();
        for (row, limit) in self.packing.limits.iter().enumerate() {
            if !matches!(limit.about.rule, Rule::TeamPlaces | Rule::Lend) {
                continue;
            }
            let opened = self.next_step(row) + dearest.get(&row).copied().unwrap_or(0);
            let price = self.prices.wider(&self.packing.limits, &[(row, 1)]) + i128::from(opened);
            let change = if price > 0 { self.view.widened(limit.about, 1) } else { None };
            all.extend(change.map(|change| (slack + floor(price), change)));
        }
        all.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        all
    }

    /// Where the plan is tight: `must` teams that are missed, people without a placement.
    pub fn tight(&self, plan: &Plan) -> Vec<Tight> {
        let mut all = Vec::new();
        let mut teams: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (person, team) in self.view.missed(plan) {
            teams.entry(team).or_default().push(person);
        }
        for (team, people) in teams {
            all.push(Tight {
                words: self.view.missed_words(plan, team, &people),
                people: people.iter().map(|&p| self.view.person(p).to_owned()).collect(),
                ways: self.ways(&people, Some(team)),
            });
        }
        let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for left in &plan.left_out {
            reasons.entry(&left.because).or_default().push(&left.person);
        }
        let number: BTreeMap<&str, u32> = self
            .packing
            .candidates
            .iter()
            .map(|c| (self.view.person(c.person), c.person))
            .collect();
        for (because, people) in reasons {
            let numbers: Vec<u32> =
                people.iter().filter_map(|id| number.get(id).copied()).collect();
            let words = self.view.unplaced(plan, people[0], because);
            let words = match people.len() {
                1 => format!("{} has no placement. {words}", people[0]),
                n => format!("{n} people have no placement. {}: {words}", people[0]),
            };
            all.push(Tight {
                words: words.trim_end_matches('.').to_owned(),
                people: people.into_iter().map(str::to_owned).collect(),
                ways: self.ways(&numbers, None),
            });
        }
        all.sort_by_key(|tight| std::cmp::Reverse(tight.people.len()));
        all
    }

    /// What stands against these people's candidates and could be widened: the fewest limits, of most of them first.
    fn ways(&self, people: &[u32], team: Option<u32>) -> Vec<Vec<Change>> {
        let state = self.state();
        let mut ways: BTreeMap<Vec<Change>, usize> = BTreeMap::new();
        for &person in people {
            let mut own: Vec<Vec<Change>> = Vec::new();
            for c in self.candidates(person) {
                if team.is_some_and(|team| self.packing.candidates[c].team != team) {
                    continue;
                }
                let full = self.packing.factors(c).iter().filter(|&&(row, factor)| {
                    let row = row as usize;
                    state.used[row] + i64::from(factor) > self.packing.limits[row].most
                        && factor > 0
                });
                let full: Vec<_> =
                    full.map(|&(row, _)| self.packing.limits[row as usize].about).collect();
                let of_teams = |about: &&super::packing::About| about.rule != Rule::Stints;
                let mut way: Vec<Change> = full
                    .iter()
                    .filter(of_teams)
                    .filter_map(|about| self.view.widened(*about, 1))
                    .collect();
                if way.is_empty() {
                    way.extend(full.iter().filter_map(|about| self.view.widened(*about, 1)));
                }
                way.sort();
                way.dedup();
                own.push(way);
            }
            own.sort();
            own.dedup();
            for way in own.into_iter().filter(|way| !way.is_empty()) {
                *ways.entry(way).or_default() += 1;
            }
        }
        let mut ways: Vec<(Vec<Change>, usize)> = ways.into_iter().collect();
        ways.sort_by_key(|(way, many)| (way.len(), std::cmp::Reverse(*many)));
        ways.truncate(MOST_WAYS);
        ways.into_iter().map(|(way, _)| way).collect()
    }
}
