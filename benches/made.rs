//! A made-up organisation whose people come, go and move from quarter to quarter; for the benchmarks of what is
//! published.

use std::collections::{BTreeMap, BTreeSet};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use uuid::Uuid;
use weft::domain::coffee::Reason;
use weft::domain::id::PersonId;
use weft::domain::quarter::Quarter;
use weft::graph::disclose::Facts;
use weft::graph::disclose::facts::{PersonFact, TieFact};
use weft::graph::disclose::publication::Dimension;

/// CPU time of all threads of this process so far. Units: seconds.
pub fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The fields after the name in brackets; a clock tick is a hundredth on every Linux there is.
    let fields: Vec<&str> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// How large.
#[derive(Clone, Copy)]
pub struct Size {
    pub people: u32,
    pub ties: u32,
    pub teams: u32,
    pub departments: u32,
    pub divisions: u32,
}

struct Member {
    id: u32,
    team: u32,
    site: u32,
    /// The quarter of the first day, counted from the first published one.
    since: i32,
    eager: u32,
}

struct Tie {
    people: [u32; 2],
    teams: [u32; 2],
    at: i32,
}

pub struct Organisation {
    dice: ChaCha8Rng,
    teams: u32,
    departments: u32,
    divisions: u32,
    ties_wanted: usize,
    at: i32,
    members: Vec<Member>,
    ties: Vec<Tie>,
    next: u32,
}

impl Organisation {
    pub fn found(size: Size, seed: u64) -> Self {
        let mut it = Self {
            dice: ChaCha8Rng::seed_from_u64(seed),
            teams: size.teams,
            departments: size.departments,
            divisions: size.divisions,
            ties_wanted: size.ties as usize,
            at: 0,
            members: Vec::new(),
            ties: Vec::new(),
            next: 0,
        };
        for place in 0..size.people {
            it.join(-i32::try_from(place % 40).expect("small"));
        }
        it.meet(0);
        it
    }

    /// What is known at the end of the next quarter.
    pub fn quarter(&mut self, period: Quarter) -> Facts {
        let at = self.at;
        if at > 0 {
            self.turn(at);
            self.meet(at);
        }
        self.at += 1;
        self.facts(period, at)
    }

    fn below(&mut self, most: u32) -> u32 {
        self.dice.next_u32() % most
    }

    fn join(&mut self, since: i32) {
        let member = Member {
            id: self.next,
            team: self.below(self.teams),
            site: self.below(6),
            since,
            eager: 20 + self.below(75),
        };
        self.next += 1;
        self.members.push(member);
    }

    /// In a quarter one in forty leaves, as many come, one in a hundred changes teams.
    fn turn(&mut self, at: i32) {
        let before = self.members.len();
        let stays: Vec<bool> = (0..before).map(|_| self.below(40) > 0).collect();
        let mut stays = stays.into_iter();
        self.members.retain(|_| stays.next().unwrap_or(true));
        for _ in self.members.len()..before {
            self.join(at);
        }
        for place in 0..self.members.len() {
            if self.below(100) == 0 {
                self.members[place].team = self.below(self.teams);
            }
        }
    }

    /// Ties last a year; half of them lie within the own department.
    fn meet(&mut self, at: i32) {
        let here: BTreeSet<u32> = self.members.iter().map(|member| member.id).collect();
        self.ties.retain(|tie| at - tie.at < 4 && tie.people.iter().all(|one| here.contains(one)));
        let mut known: BTreeSet<[u32; 2]> = self.ties.iter().map(|tie| tie.people).collect();
        let mut by_department = vec![Vec::new(); self.departments as usize];
        for (place, member) in self.members.iter().enumerate() {
            by_department[(member.team % self.departments) as usize].push(place);
        }
        let all = u32::try_from(self.members.len()).expect("small");
        while self.ties.len() < self.ties_wanted {
            let one = self.below(all) as usize;
            let department = (self.members[one].team % self.departments) as usize;
            let near = u32::try_from(by_department[department].len()).expect("small");
            let other = if self.below(2) == 0 {
                by_department[department][self.below(near) as usize]
            } else {
                self.below(all) as usize
            };
            let (a, b) = (&self.members[one], &self.members[other]);
            let (a, b) = if a.id < b.id { (a, b) } else { (b, a) };
            let (people, teams) = ([a.id, b.id], [a.team, b.team]);
            if people[0] == people[1] || !known.insert(people) {
                continue;
            }
            // At the start some are as old as a tie can be.
            let age = if at == 0 { i32::try_from(self.below(4)).expect("small") } else { 0 };
            self.ties.push(Tie { people, teams, at: at - age });
        }
    }

    fn path(&self, team: u32) -> Vec<u32> {
        let department = team % self.departments;
        let division = department % self.divisions;
        let first = self.teams + self.departments;
        vec![first + division, self.teams + department, team]
    }

    fn facts(&mut self, period: Quarter, at: i32) -> Facts {
        self.members.sort_by_key(|member| member.id);
        let mut people = Vec::new();
        for place in 0..self.members.len() {
            let (team, eager) = (self.members[place].team, self.members[place].eager);
            let (coffee, waiting) = (self.steps(eager), self.below(20) == 0);
            let placement = if self.below(10) == 0 { self.steps(70) } else { 0 };
            let minutes = if coffee == 3 { 30 * u64::from(1 + self.below(4)) } else { 0 };
            let (busy, why) = (self.below(12) == 0, self.below(6) as usize);
            let member = &self.members[place];
            let here_for = at - member.since;
            let tenure = if here_for < 4 { 0 } else { 1 + u32::from(here_for >= 12) };
            let mut groups = BTreeMap::from([
                (Dimension::Site, member.site),
                (Dimension::Tenure, tenure),
                (Dimension::Line, team % self.departments % self.divisions),
            ]);
            if here_for < 4 {
                groups.insert(Dimension::Cohort, u32::try_from(member.since + 4).unwrap_or(0));
            }
            people.push(PersonFact {
                id: PersonId(Uuid::from_u128(u128::from(member.id) + 1)),
                here: true,
                unit: self.path(team),
                groups,
                coffee,
                placement,
                minutes,
                waiting,
                reasons: Reason::ALL.get(why).filter(|_| busy).copied().into_iter().collect(),
                three_ties: (here_for < 4).then_some(coffee > 1),
            });
        }
        let place: BTreeMap<u32, u32> =
            self.members.iter().map(|member| member.id).zip(0..).collect();
        let mut ties: Vec<TieFact> = self
            .ties
            .iter()
            .map(|tie| TieFact {
                people: tie.people.map(|one| place[&one]),
                units: tie.teams.map(|team| self.path(team)),
            })
            .collect();
        ties.sort_by_key(|tie| tie.people);
        let named =
            |kind: &str, count: u32| (0..count).map(|n| format!("{kind} {n}")).collect::<Vec<_>>();
        let mut units = named("team", self.teams);
        units.extend(named("department", self.departments));
        units.extend(named("division", self.divisions));
        let names = BTreeMap::from([
            (Dimension::Unit, units),
            (Dimension::Site, named("site", 6)),
            (Dimension::Tenure, named("tenure", 3)),
            (Dimension::Line, named("line", self.divisions)),
            (Dimension::Cohort, named("started", 64)),
        ]);
        Facts { period, names, people, ties, measures: Vec::new() }
    }

    fn steps(&mut self, eager: u32) -> u8 {
        let mut step = 0;
        while step < 3 && self.below(100) < eager {
            step += 1;
        }
        step
    }
}
