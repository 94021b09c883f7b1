//! What the problem says, read once more and in another way than the solvers do.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::optimise::problem::{CoffeeProblem, Odd, Rules, Weights};

/// The problem, looked up.
pub(super) struct Facts<'a> {
    problem: &'a CoffeeProblem,
    pub(super) person: HashMap<&'a str, usize>,
    pub(super) team_of: Vec<usize>,
    pub(super) team_names: Vec<&'a str>,
    pub(super) team: HashMap<&'a str, usize>,
    pub(super) seats: Vec<usize>,
    /// How many people each team has.
    pub(super) members: Vec<usize>,
    pub(super) trio_allowed: bool,
    /// The smallest and the largest group, but for the trio.
    pub(super) sizes: (usize, usize),
    /// Whether people of one team never meet.
    pub(super) across: bool,
    ties: HashMap<(usize, usize), Option<u32>>,
    never: HashSet<(usize, usize)>,
    between: HashMap<(usize, usize), i64>,
    /// For each team, those that each new connection counts more with.
    bridges: Vec<HashSet<usize>>,
    manager: Vec<Option<usize>>,
    slots: Vec<Option<Vec<u32>>>,
    languages: Vec<Vec<u32>>,
    topics: Vec<Vec<u32>>,
}

/// What a pair that may meet is worth, but for the link.
#[derive(Debug, Clone, Copy)]
pub(super) struct Worth {
    pub(super) topics: i64,
    pub(super) repeat: i64,
    pub(super) new: bool,
    pub(super) bridge: i64,
}

fn ordered(p: usize, q: usize) -> (usize, usize) {
    if p < q { (p, q) } else { (q, p) }
}

/// How many numbers two ascending lists share.
fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

fn numbered<'a>(lists: impl Iterator<Item = &'a [String]>) -> Vec<Vec<u32>> {
    let mut known: HashMap<&'a str, u32> = HashMap::new();
    let mut out = Vec::new();
    for list in lists {
        let mut numbers: Vec<u32> = Vec::with_capacity(list.len());
        for name in list {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            numbers.push(*known.entry(name).or_insert(next));
        }
        numbers.sort_unstable();
        out.push(numbers);
    }
    out
}

impl<'a> Facts<'a> {
    pub(super) fn new(problem: &'a CoffeeProblem) -> Self {
        let person: HashMap<&str, usize> =
            problem.people.iter().enumerate().map(|(i, p)| (p.id.as_str(), i)).collect();
        let team_names: Vec<&str> = problem.teams.iter().map(|team| team.id.as_str()).collect();
        let team: HashMap<&str, usize> =
            team_names.iter().enumerate().map(|(i, name)| (*name, i)).collect();
        let team_of: Vec<usize> = problem.people.iter().map(|p| team[p.team.as_str()]).collect();
        let mut members = vec![0_usize; team_names.len()];
        for &t in &team_of {
            members[t] += 1;
        }
        let seats = problem
            .teams
            .iter()
            .zip(&members)
            .map(|(team, &members)| team.seats.map_or(members, |seats| members.min(seats as usize)))
            .collect();
        let mut ties = HashMap::new();
        let mut between: HashMap<(usize, usize), i64> = HashMap::new();
        for tie in &problem.ties {
            let (p, q) = (person[tie.a.as_str()], person[tie.b.as_str()]);
            ties.insert(ordered(p, q), tie.days);
            if team_of[p] != team_of[q] {
                *between.entry(ordered(team_of[p], team_of[q])).or_default() += 1;
            }
        }
        for link in &problem.links {
            let teams = ordered(team[link.a.as_str()], team[link.b.as_str()]);
            *between.entry(teams).or_default() += i64::from(link.ties);
        }
        let mut bridges = vec![HashSet::new(); team_names.len()];
        for bridge in &problem.bridges {
            let (a, b) = (team[bridge.a.as_str()], team[bridge.b.as_str()]);
            bridges[a].insert(b);
            bridges[b].insert(a);
        }
        let never = problem
            .never
            .iter()
            .map(|(a, b)| ordered(person[a.as_str()], person[b.as_str()]))
            .collect::<HashSet<_>>();
        let manager =
            problem.people.iter().map(|p| p.manager.as_deref().map(|m| person[m])).collect();
        let slots = problem
            .people
            .iter()
            .map(|p| {
                p.slots.as_ref().map(|slots| {
                    let mut slots: Vec<u32> = slots.iter().map(|&slot| u32::from(slot)).collect();
                    slots.sort_unstable();
                    slots
                })
            })
            .collect();
        Self {
            languages: numbered(problem.people.iter().map(|p| p.languages.as_slice())),
            topics: numbered(problem.people.iter().map(|p| p.topics.as_slice())),
            sizes: (problem.group.min as usize, problem.group.max as usize),
            across: problem.rules.cross_team,
            trio_allowed: problem.group.odd == Some(Odd::Trio)
                && problem.group.max == 2
                && !problem.people.len().is_multiple_of(2),
            problem,
            person,
            team_of,
            team_names,
            team,
            seats,
            members,
            ties,
            never,
            between,
            bridges,
            manager,
            slots,
        }
    }

    pub(super) fn n(&self) -> usize {
        self.team_of.len()
    }

    pub(super) fn name(&self, p: usize) -> &'a str {
        &self.problem.people[p].id
    }

    pub(super) fn weights(&self) -> &'a Weights {
        &self.problem.weights
    }

    /// Whether the groups are pairs, but for a trio.
    pub(super) fn pairs_only(&self) -> bool {
        self.sizes.1 == 2
    }

    /// How many people p may meet.
    pub(super) fn partners(&self, p: usize) -> usize {
        (0..self.n()).filter(|&q| q != p && self.apart(p, q).is_none()).count()
    }

    /// The most new connections a plan can make between two teams: everybody meets at most so many of the other team.
    pub(super) fn most_links(&self, a: usize, b: usize) -> i64 {
        let (a, b) = (self.seats[a], self.seats[b]);
        let each = if self.across { 1 } else { self.sizes.1 - 1 };
        let most = (a * b.min(each)).min(b * a.min(each)) + usize::from(self.trio_allowed);
        i64::try_from(most).unwrap_or(i64::MAX)
    }

    /// The id of a constraint that keeps the pair apart.
    pub(super) fn apart(&self, p: usize, q: usize) -> Option<&'static str> {
        let Rules { cross_team, repeat_after_days, min_common_slots } = self.problem.rules;
        if self.never.contains(&ordered(p, q)) {
            return Some("never");
        }
        if cross_team && self.team_of[p] == self.team_of[q] {
            return Some("cross-team");
        }
        if self.manager[p] == Some(q) || self.manager[q] == Some(p) {
            return Some("manager");
        }
        if let Some(Some(days)) = self.ties.get(&ordered(p, q))
            && *days < repeat_after_days
        {
            return Some("repeat-after");
        }
        let (a, b) = (&self.languages[p], &self.languages[q]);
        if !a.is_empty() && !b.is_empty() && shared(a, b) == 0 {
            return Some("common-language");
        }
        let common = match (&self.slots[p], &self.slots[q]) {
            (Some(a), Some(b)) => shared(a, b),
            (Some(one), None) | (None, Some(one)) => one.len(),
            (None, None) => usize::MAX,
        };
        (common < min_common_slots as usize).then_some("common-slot")
    }

    /// What the pair is worth, if it may meet.
    pub(super) fn worth(&self, p: usize, q: usize) -> Option<Worth> {
        if self.apart(p, q).is_some() {
            return None;
        }
        let weights = self.weights();
        let tie = self.ties.get(&ordered(p, q));
        let topics = i64::try_from(shared(&self.topics[p], &self.topics[q]).min(3)).unwrap_or(3);
        let after = i64::from(self.problem.rules.repeat_after_days);
        let repeat = match tie {
            Some(Some(0)) => weights.repeat * after.min(1),
            Some(Some(days)) => (weights.repeat * after / i64::from(*days)).min(weights.repeat),
            Some(None) | None => 0,
        };
        let new = self.team_of[p] != self.team_of[q] && tie.is_none();
        let bridged = new && self.bridges[self.team_of[p]].contains(&self.team_of[q]);
        Some(Worth {
            topics: weights.topic * topics,
            repeat,
            new,
            bridge: if bridged { weights.bridge } else { 0 },
        })
    }

    /// What a person's taking part is worth: the seat, and the waiting.
    pub(super) fn presence(&self, p: usize) -> (i64, i64) {
        let weights = self.weights();
        (weights.seat, weights.waited * i64::from(self.problem.people[p].waited.min(3)))
    }

    /// How many topics somebody has.
    pub(super) fn topics_of(&self, p: usize) -> usize {
        self.topics[p].len()
    }

    /// How many topics two share, at most three.
    pub(super) fn common_topics(&self, p: usize, q: usize) -> u8 {
        u8::try_from(shared(&self.topics[p], &self.topics[q]).min(3)).unwrap_or(3)
    }

    /// The teams with which new connections of this one count more.
    pub(super) fn bridges_of(&self, team: usize) -> &HashSet<usize> {
        &self.bridges[team]
    }

    /// Ties between two teams, of those that have any.
    pub(super) fn ties_between(&self) -> &HashMap<(usize, usize), i64> {
        &self.between
    }

    /// Ties between two teams.
    pub(super) fn between(&self, a: usize, b: usize) -> i64 {
        self.between.get(&ordered(a, b)).copied().unwrap_or(0)
    }

    /// What the n-th new connection between two teams adds.
    pub(super) fn gain(&self, a: usize, b: usize, nth: i64) -> i64 {
        self.weights().thin_link / (self.between(a, b) + nth)
    }

    /// The value of groups by term, without zeros, and the number of new connections.
    pub(super) fn terms(&self, groups: &[Vec<usize>]) -> (BTreeMap<&'static str, i64>, u64) {
        let mut terms: BTreeMap<&'static str, i64> = BTreeMap::new();
        let mut links: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        let mut new_connections = 0;
        for group in groups {
            for (i, &p) in group.iter().enumerate() {
                let (seat, waited) = self.presence(p);
                *terms.entry("seat").or_default() += seat;
                *terms.entry("waited").or_default() += waited;
                for &q in &group[i + 1..] {
                    let Some(worth) = self.worth(p, q) else { continue };
                    *terms.entry("topic").or_default() += worth.topics;
                    *terms.entry("repeat").or_default() -= worth.repeat;
                    if worth.new {
                        new_connections += 1;
                        *terms.entry("new_connection").or_default() +=
                            self.weights().new_connection;
                        *terms.entry("bridge").or_default() += worth.bridge;
                        let (a, b) = ordered(self.team_of[p], self.team_of[q]);
                        let made = links.entry((a, b)).or_default();
                        *made += 1;
                        *terms.entry("thin_link").or_default() += self.gain(a, b, *made);
                    }
                }
            }
        }
        terms.retain(|_, value| *value != 0);
        (terms, new_connections)
    }
}
