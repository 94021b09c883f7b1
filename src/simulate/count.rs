//! Counting while the rounds go by.

use std::collections::BTreeSet;

use super::history::{History, Known, Pair, People, Round, pair};
use super::possible::Possible;
use super::report::{COVERAGE_AFTER, Measures, Point, Share};
use super::worth::Worth;
use crate::domain::turns::{ROUND, even_share};
use crate::optimise::barrier;
use crate::optimise::problem::Odd;

/// A meeting within so many rounds of the last one is a repeat that people notice.
pub const REPEAT_ROUNDS: u32 = 12;

/// What is counted of one policy.
#[derive(Debug)]
pub struct Count<'a> {
    people: &'a People<'a>,
    possible: Possible,
    possible_now: u32,
    tied_before: BTreeSet<Pair>,
    tied: BTreeSet<Pair>,
    met: BTreeSet<Pair>,
    ever: Vec<bool>,
    forced: u32,
    measures: Measures,
}

impl<'a> Count<'a> {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(people: &'a People<'a>) -> Self {
        let tied_before: BTreeSet<Pair> =
            people.imported.keys().map(|&(p, q)| pair(people.team[p], people.team[q])).collect();
        let teams = people.organisation.teams.len();
        Self {
            people,
            possible: Possible::new(teams, |a, b| tied_before.contains(&(a, b))),
            possible_now: 0,
            tied_before,
            tied: BTreeSet::new(),
            met: BTreeSet::new(),
            ever: vec![false; people.count()],
            forced: 0,
            measures: Measures::default(),
        }
    }

    /// Counts a round and its groups, before the history knows of them.
    pub fn round(&mut self, round: &Round<'_>, groups: &[Vec<usize>], worth: Worth) {
        self.allow(round);
        let mut placed = vec![false; self.people.count()];
        for group in groups {
            for (i, &p) in group.iter().enumerate() {
                placed[p] = true;
                for &q in &group[i + 1..] {
                    self.meeting(round, pair(p, q));
                }
            }
        }
        for &p in round.present {
            self.ever[p] = true;
            if !placed[p] {
                self.measures.sit_outs += 1;
                let waited = round.history.waited[p] + 1;
                self.measures.longest_wait = self.measures.longest_wait.max(waited);
            }
        }
        let measures = &mut self.measures;
        measures.value += worth.value;
        measures.new_connections += worth.new_connections;
        let all = measures.meetings;
        measures.course.push(Point {
            round: round.number + 1,
            team_pairs: Share { count: number(self.tied.len()), of: self.possible_now },
            repeats_within_12: Share { count: measures.repeats_within_12.count, of: all },
        });
    }

    fn meeting(&mut self, round: &Round<'_>, both: Pair) {
        let measures = &mut self.measures;
        measures.meetings += 1;
        if let Some(last) = round.history.last_met.get(&both) {
            measures.repeats.count += 1;
            if round.number - last <= REPEAT_ROUNDS {
                measures.repeats_within_12.count += 1;
            }
        }
        self.met.insert(both);
        let teams = pair(self.people.team[both.0], self.people.team[both.1]);
        let fresh = round.known(both) == Known::Not;
        measures.bridged += u32::from(fresh && self.people.bridges.contains(&teams));
        if teams.0 == teams.1 {
            measures.same_team.count += 1;
        } else if !self.tied_before.contains(&teams) {
            self.tied.insert(teams);
        }
    }

    /// What the people of this round make possible, and what their number forces.
    fn allow(&mut self, round: &Round<'_>) {
        let whole = self.people.organisation;
        let mut each = vec![0_u32; whole.teams.len()];
        for &p in round.present {
            each[self.people.team[p]] += 1;
        }
        let there: u32 = each.iter().sum();
        for (count, team) in each.iter_mut().zip(&whole.teams) {
            *count = (*count).min(team.seats.unwrap_or(u32::MAX));
        }
        let seated: u32 = each.iter().sum();
        let largest = each.iter().copied().max().unwrap_or(0);
        let trio = whole.group.odd == Some(Odd::Trio) && whole.group.max == 2 && there % 2 == 1;
        let others = whole.group.max.saturating_sub(1);
        let mut pairs = seated * others / 2;
        if whole.group.max == 2 {
            if whole.rules.cross_team {
                pairs = pairs.min(seated - largest);
            }
            let placed = (2 * pairs + u32::from(trio && seated == there)).min(there);
            self.forced += there - placed;
        }
        if trio {
            pairs += 2;
        }
        for count in &mut each {
            // Somebody of the team may be in the trio and meet one more.
            *count = (*count * others + u32::from(trio && *count > 0)).min(pairs);
        }
        self.possible_now = self.possible.round(&each, pairs);
    }

    /// What came of it all.
    ///
    /// Cost: quadratic in people.
    #[must_use]
    pub fn measures(mut self, history: &History, rounds_proven: Option<u32>) -> Measures {
        let mut partners = vec![0_u32; self.people.count()];
        for &(p, q) in &self.met {
            partners[p] += 1;
            partners[q] += 1;
        }
        let there = || (0..self.people.count()).filter(|&p| self.ever[p]);
        let count = number(there().count());
        let most = there().map(|p| history.sat_out[p]).max().unwrap_or(0);
        let fewest = there().map(|p| history.sat_out[p]).min().unwrap_or(0);
        let uneven = self.forced.checked_rem(count).is_some_and(|rest| rest > 0);
        let allowed = self.allowed();
        let measures = &mut self.measures;
        measures.partners = Share { count: there().map(|p| partners[p]).sum(), of: count };
        measures.partners_min = there().map(|p| partners[p]).min().unwrap_or(0);
        measures.sit_outs_forced = self.forced;
        measures.sit_out_spread = most - fewest;
        measures.sit_out_spread_beyond = (most - fewest).saturating_sub(u32::from(uneven));
        let all = measures.meetings;
        for share in
            [&mut measures.repeats, &mut measures.repeats_within_12, &mut measures.same_team]
        {
            share.of = all;
        }
        measures.distinct_pairs = Share {
            count: number(self.met.intersection(&allowed).count()),
            of: all.min(number(allowed.len())),
        };
        measures.rounds_proven = rounds_proven;
        measures.team_pairs = measures
            .course
            .iter()
            .filter(|point| COVERAGE_AFTER.contains(&point.round))
            .copied()
            .collect();
        self.measures
    }

    /// Pairs of people who were ever there and may meet, as far as that does not hang on when they last met.
    fn allowed(&self) -> BTreeSet<Pair> {
        let whole = self.people.organisation;
        let never: BTreeSet<Pair> = whole
            .never
            .iter()
            .filter_map(|(a, b)| Some(pair(self.people.number(a)?, self.people.number(b)?)))
            .collect();
        let there: Vec<usize> = (0..self.people.count()).filter(|&p| self.ever[p]).collect();
        let mut allowed = BTreeSet::new();
        for (i, &p) in there.iter().enumerate() {
            for &q in &there[i + 1..] {
                let (one, other) = (&whole.people[p], &whole.people[q]);
                let listed = never.contains(&(p, q));
                if barrier(&whole.rules, one, other, listed, None).is_none() {
                    allowed.insert((p, q));
                }
            }
        }
        allowed
    }
}

/// Writes a round's groups into the history.
pub fn remember(history: &mut History, number: u32, present: &[usize], groups: &[Vec<usize>]) {
    let placed: usize = groups.iter().map(Vec::len).sum();
    let share = even_share(present.len().saturating_sub(placed), present.len());
    for &p in present {
        history.waited[p] += 1;
        history.sat_out[p] += 1;
        history.account[p] += ROUND - share;
    }
    for group in groups {
        for (i, &p) in group.iter().enumerate() {
            history.waited[p] = 0;
            history.sat_out[p] -= 1;
            history.account[p] -= ROUND;
            for &q in &group[i + 1..] {
                history.last_met.insert(pair(p, q), number);
            }
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
