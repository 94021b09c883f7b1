//! What has happened so far: who met whom and when, who sat out, and the problem that follows from it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::turns::{self, Turns};
use crate::optimise::problem::Tie;
use crate::optimise::{CoffeeProblem, TeamLink};

/// A pair of people by their numbers, the smaller first.
pub type Pair = (usize, usize);

/// The pair of two people, the smaller first.
#[must_use]
pub fn pair(p: usize, q: usize) -> Pair {
    (p.min(q), p.max(q))
}

/// The organisation with numbers for its ids; people without a known team are of none.
#[derive(Debug)]
pub struct People<'a> {
    /// The organisation itself.
    pub organisation: &'a CoffeeProblem,
    /// Ties between teams that the organisation has beside those of its people.
    pub links: BTreeMap<Pair, u32>,
    /// Teams that should come together.
    pub bridges: BTreeSet<Pair>,
    /// Team of each person, as its place in `organisation.teams`.
    pub team: Vec<usize>,
    /// Ties from before the first round. Units: days at the first round; absent: since long.
    pub imported: BTreeMap<Pair, Option<u32>>,
    index: HashMap<&'a str, usize>,
}

impl<'a> People<'a> {
    /// Numbers an organisation that [`crate::optimise::check`] finds right.
    ///
    /// Cost: linear.
    #[must_use]
    pub fn new(organisation: &'a CoffeeProblem) -> Self {
        let teams: HashMap<&str, usize> =
            organisation.teams.iter().enumerate().map(|(t, team)| (team.id.as_str(), t)).collect();
        let index: HashMap<&str, usize> = organisation
            .people
            .iter()
            .enumerate()
            .map(|(p, person)| (person.id.as_str(), p))
            .collect();
        let team = organisation
            .people
            .iter()
            .map(|person| teams.get(person.team.as_str()).copied().unwrap_or(teams.len()))
            .collect();
        let imported = organisation
            .ties
            .iter()
            .filter_map(|tie| {
                let (p, q) = (index.get(tie.a.as_str())?, index.get(tie.b.as_str())?);
                Some((pair(*p, *q), tie.days))
            })
            .collect();
        let links = organisation
            .links
            .iter()
            .filter_map(|link| {
                let (a, b) = (teams.get(link.a.as_str())?, teams.get(link.b.as_str())?);
                Some((pair(*a, *b), link.ties))
            })
            .collect();
        let bridges = organisation
            .bridges
            .iter()
            .filter_map(|bridge| {
                let (a, b) = (teams.get(bridge.a.as_str())?, teams.get(bridge.b.as_str())?);
                Some(pair(*a, *b))
            })
            .collect();
        Self { organisation, links, bridges, team, imported, index }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.team.len()
    }

    /// The number of an id.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }
}

/// What has happened before a round.
#[derive(Debug, Default)]
pub struct History {
    /// The round, from 0, in which a pair last met.
    pub last_met: BTreeMap<Pair, u32>,
    /// Rounds in a row that each person was there for and in no group of.
    pub waited: Vec<u32>,
    /// All rounds that each person was there for and in no group of.
    pub sat_out: Vec<u32>,
    /// What each person sat out beyond an even share of the rounds they were there for. Units: thousandths of a round.
    pub account: Vec<i64>,
}

/// What a round tells the optimiser of each person's sit-outs, as `waited`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Repay {
    /// Rounds sat out in a row.
    InARow,
    /// What is owed, as the service does: [`turns::due`].
    #[default]
    Owed,
}

impl Repay {
    /// The name it is asked for by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InARow => "in-a-row",
            Self::Owed => "owed",
        }
    }

    /// What the optimiser is told. Shape: one number for each of `present`.
    #[must_use]
    pub fn told(self, people: &People<'_>, history: &History, present: &[usize]) -> Vec<u32> {
        let in_a_row = present.iter().map(|&p| history.waited[p]);
        if self == Self::InARow {
            return in_a_row.collect();
        }
        let mut there = vec![0_u32; people.organisation.teams.len() + 1];
        for &p in present {
            there[people.team[p]] += 1;
        }
        let short = |p: usize| {
            let team = people.organisation.teams.get(people.team[p]);
            team.and_then(|team| team.seats).is_some_and(|seats| seats < there[people.team[p]])
        };
        let all: Vec<Turns> = present
            .iter()
            .zip(in_a_row)
            .map(|(&p, in_a_row)| Turns {
                in_a_row,
                account: (!short(p)).then_some(history.account[p]),
            })
            .collect();
        turns::due(&all)
    }
}

/// Which ties count as links between teams when the optimiser is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Links {
    /// Those between people who are there.
    Present,
    /// All, as the service does.
    #[default]
    All,
}

impl Links {
    /// The name it is asked for by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::All => "all",
        }
    }
}

/// One round as a policy sees it.
#[derive(Debug)]
pub struct Round<'a> {
    /// Everybody.
    pub people: &'a People<'a>,
    /// What has happened before.
    pub history: &'a History,
    /// Its number, from 0.
    pub number: u32,
    /// Days from one round to the next.
    pub cadence_days: u32,
    /// Who is there, ascending.
    pub present: &'a [usize],
    /// What the optimiser is told they waited. Shape: one number for each of `present`.
    pub waited: Vec<u32>,
    /// Which ties count as links.
    pub links: Links,
    /// Whether the organisation's bridges count in this round.
    pub bridged: bool,
}

/// How two people know each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Not at all.
    Not,
    /// Since long; when they last met is not known.
    SinceLong,
    /// They last met so many days ago.
    Days(u32),
}

impl Round<'_> {
    /// How two people know each other as this round begins.
    ///
    /// Cost: a look-up.
    #[must_use]
    pub fn known(&self, both: Pair) -> Known {
        if let Some(last) = self.history.last_met.get(&both) {
            return Known::Days((self.number - last).saturating_mul(self.cadence_days));
        }
        match self.people.imported.get(&both) {
            None => Known::Not,
            Some(None) => Known::SinceLong,
            Some(Some(days)) => {
                Known::Days(days.saturating_add(self.number.saturating_mul(self.cadence_days)))
            }
        }
    }

    /// Whether they met in this simulation, fewer than so many days ago.
    #[must_use]
    pub fn met_within(&self, both: Pair, days: u32) -> bool {
        self.history
            .last_met
            .get(&both)
            .is_some_and(|last| (self.number - last).saturating_mul(self.cadence_days) < days)
    }

    /// Everybody who knows each other, also of those who are not there.
    fn all_ties(&self) -> Vec<Pair> {
        let imported = self.people.imported.keys();
        let mut ties: Vec<Pair> = imported.chain(self.history.last_met.keys()).copied().collect();
        ties.sort_unstable();
        ties.dedup();
        ties
    }

    /// Everybody there who knows each other, and how many others know each other across each two teams, as far as that
    /// counts.
    #[must_use]
    pub fn ties(&self) -> (Vec<Pair>, BTreeMap<Pair, u32>) {
        let mut here = vec![false; self.people.count()];
        for &p in self.present {
            here[p] = true;
        }
        let team = &self.people.team;
        let mut beside = self.people.links.clone();
        let mut ties = self.all_ties();
        ties.retain(|&(p, q)| {
            let both = here[p] && here[q];
            if !both && team[p] != team[q] && self.links == Links::All {
                *beside.entry(pair(team[p], team[q])).or_default() += 1;
            }
            both
        });
        (ties, beside)
    }

    /// The round as the optimiser's problem: those who stand in it, what they know of each other, how long they waited.
    ///
    /// Cost: linear in people and ties.
    #[must_use]
    pub fn problem(&self) -> CoffeeProblem {
        let whole = self.people.organisation;
        let is_here = |id: &str| {
            self.people.number(id).is_some_and(|p| self.present.binary_search(&p).is_ok())
        };
        let waited: HashMap<usize, u32> =
            self.present.iter().copied().zip(self.waited.iter().copied()).collect();
        let people = self
            .present
            .iter()
            .map(|&p| {
                let mut person = whole.people[p].clone();
                person.manager = person.manager.filter(|manager| is_here(manager));
                person.waited = waited.get(&p).copied().unwrap_or(0);
                person
            })
            .collect();
        let (ties, beside) = self.ties();
        let links = beside
            .into_iter()
            .map(|((a, b), ties)| TeamLink {
                a: whole.teams[a].id.clone(),
                b: whole.teams[b].id.clone(),
                ties,
            })
            .collect();
        let ties = ties
            .into_iter()
            .map(|(p, q)| Tie {
                a: whole.people[p].id.clone(),
                b: whole.people[q].id.clone(),
                days: match self.known((p, q)) {
                    Known::Days(days) => Some(days),
                    Known::Not | Known::SinceLong => None,
                },
            })
            .collect();
        CoffeeProblem {
            format: whole.format.clone(),
            group: whole.group.clone(),
            rules: whole.rules.clone(),
            teams: whole.teams.clone(),
            people,
            ties,
            never: whole.never.iter().filter(|(a, b)| is_here(a) && is_here(b)).cloned().collect(),
            links,
            bridges: if self.bridged { whole.bridges.clone() } else { Vec::new() },
            weights: whole.weights.clone(),
        }
    }
}
