//! Random organisations that change from quarter to quarter.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;
use weft::domain::coffee::Reason;
use weft::domain::id::PersonId;
use weft::domain::quarter::Quarter;
use weft::graph::disclose::Facts;
use weft::graph::disclose::facts::{MeasureFact, PersonFact, TieFact};
use weft::graph::disclose::publication::Dimension;

/// What kind of organisation.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub seed: u64,
    pub people: usize,
    pub divisions: usize,
    /// 1 to 3 levels of units.
    pub depth: usize,
    pub periods: usize,
    /// How many in a hundred take part.
    pub eager: u64,
}

/// Splitmix64: small, and the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end.max(1) as u64).expect("small")
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.roll() % 100 < percent
    }
}

#[derive(Clone)]
struct Member {
    id: PersonId,
    team: usize,
    site: u32,
    tenure: u32,
    function: u32,
    seniority: u32,
    line: u32,
    coffee: u8,
    placement: u8,
    minutes: u64,
    waiting: bool,
    reasons: BTreeSet<Reason>,
    three_ties: Option<bool>,
    here: bool,
}

/// A tie, and the teams the two were in when they met.
#[derive(Clone)]
struct Met {
    people: [usize; 2],
    teams: [usize; 2],
}

struct Organisation {
    dice: Dice,
    kind: Kind,
    /// The department of each team, and the division of each department.
    department_of: Vec<usize>,
    division_of: Vec<usize>,
    members: Vec<Member>,
    ties: Vec<Met>,
}

impl Organisation {
    fn found(kind: Kind) -> Self {
        let mut dice = Dice(kind.seed);
        let (mut department_of, mut division_of) = (Vec::new(), Vec::new());
        for division in 0..kind.divisions {
            for _ in 0..=dice.below(3) {
                for _ in 0..=dice.below(3) {
                    department_of.push(division_of.len());
                }
                division_of.push(division);
            }
        }
        let mut it =
            Self { dice, kind, department_of, division_of, members: Vec::new(), ties: Vec::new() };
        for _ in 0..kind.people {
            it.join();
        }
        for _ in 0..kind.people * 3 {
            it.meet();
        }
        it
    }

    fn join(&mut self) {
        let team = self.dice.below(self.department_of.len());
        let id = PersonId(Uuid::from_u128(1 + self.members.len() as u128));
        let tenure = u32::try_from(self.dice.below(3)).expect("small");
        let three_ties = (tenure == 0).then(|| self.dice.chance(50));
        let mut member = Member {
            id,
            team,
            site: u32::try_from(self.dice.below(3)).expect("small"),
            tenure,
            function: u32::try_from(self.dice.below(4)).expect("small"),
            seniority: u32::try_from(self.dice.below(3)).expect("small"),
            line: u32::try_from(self.dice.below(2)).expect("small"),
            coffee: 0,
            placement: 0,
            minutes: 0,
            waiting: false,
            reasons: BTreeSet::new(),
            three_ties,
            here: true,
        };
        self.act(&mut member);
        self.members.push(member);
    }

    fn act(&mut self, member: &mut Member) {
        let eager = self.kind.eager;
        let dice = &mut self.dice;
        let steps = |dice: &mut Dice| (0..3).take_while(|_| dice.chance(eager)).count();
        member.coffee = u8::try_from(steps(dice)).expect("small");
        member.placement = u8::try_from(steps(dice)).expect("small");
        member.minutes = if dice.chance(eager) { 30 * (1 + dice.roll() % 5) } else { 0 };
        if dice.chance(3) {
            member.minutes *= 40;
        }
        member.waiting = dice.chance(30);
        member.reasons = Reason::ALL.iter().copied().filter(|_| dice.chance(eager / 3)).collect();
    }

    fn meet(&mut self) {
        if self.members.len() < 2 {
            return;
        }
        // Some know everybody.
        let one = if self.dice.chance(10) { 0 } else { self.dice.below(self.members.len()) };
        let other = self.dice.below(self.members.len());
        let known = |met: &Met| met.people == [one.min(other), one.max(other)];
        if one == other
            || !self.members[one].here
            || !self.members[other].here
            || self.ties.iter().any(known)
        {
            return;
        }
        let people = [one.min(other), one.max(other)];
        self.ties.push(Met { people, teams: people.map(|person| self.members[person].team) });
    }

    fn change(&mut self) {
        let how = self.dice.below(6);
        let few = self.dice.below(4);
        let many = 5 + self.dice.below(10);
        for _ in 0..if how == 0 {
            0
        } else if how == 5 {
            many
        } else {
            few
        } {
            match self.dice.below(3) {
                0 => self.join(),
                1 => {
                    let who = self.dice.below(self.members.len());
                    self.members[who].here = false;
                }
                _ => {
                    let who = self.dice.below(self.members.len());
                    self.members[who].team = self.dice.below(self.department_of.len());
                }
            }
        }
        if self.dice.chance(20) {
            let team = self.dice.below(self.department_of.len());
            self.department_of[team] = self.dice.below(self.division_of.len());
        }
        if self.dice.chance(10) {
            let department = self.dice.below(self.division_of.len());
            self.division_of[department] = self.dice.below(self.kind.divisions);
        }
        let new = if self.dice.chance(30) { 0 } else { self.dice.below(self.members.len()) };
        for _ in 0..new {
            self.meet();
        }
        let many = self.dice.chance(25);
        let forgotten = self.dice.below(if many { self.ties.len() / 2 + 1 } else { 4 });
        for _ in 0..forgotten.min(self.ties.len()) {
            let at = self.dice.below(self.ties.len());
            self.ties.remove(at);
        }
        // In some quarters everybody goes on as before: what differs then is who is there.
        if self.dice.chance(50) {
            for at in 0..self.members.len() {
                if self.dice.chance(20) {
                    let mut member = self.members[at].clone();
                    self.act(&mut member);
                    self.members[at] = member;
                }
            }
        }
    }

    /// Divisions, then departments, then teams stand in one list of names.
    fn path(&self, team: usize) -> Vec<u32> {
        let department = self.department_of[team];
        let division = self.division_of[department];
        let departments = self.division_of.len();
        let number = |at: usize| u32::try_from(at).expect("small");
        let all = [
            number(division),
            number(self.kind.divisions + department),
            number(self.kind.divisions + departments + team),
        ];
        match self.kind.depth {
            1 => vec![all[2]],
            2 => vec![all[0], all[2]],
            _ => all.to_vec(),
        }
    }

    fn facts(&self, period: Quarter) -> Facts {
        let named = |kind: &str, count: usize| {
            (0..count).map(|at| format!("{kind} {at}")).collect::<Vec<_>>()
        };
        let mut units = named("division", self.kind.divisions);
        units.extend(named("department", self.division_of.len()));
        units.extend(named("team", self.department_of.len()));
        let names = BTreeMap::from([
            (Dimension::Unit, units),
            (Dimension::Site, named("site", 3)),
            (Dimension::Tenure, named("tenure", 3)),
            (Dimension::Function, named("function", 4)),
            (Dimension::Seniority, named("level", 3)),
            (Dimension::Line, named("line", 2)),
            (Dimension::Cohort, named("cohort", 3)),
        ]);
        let people = self
            .members
            .iter()
            .map(|member| PersonFact {
                id: member.id,
                here: member.here,
                unit: self.path(member.team),
                groups: BTreeMap::from([
                    (Dimension::Site, member.site),
                    (Dimension::Tenure, member.tenure),
                    (Dimension::Function, member.function),
                    (Dimension::Seniority, member.seniority),
                    (Dimension::Line, member.line),
                    (Dimension::Cohort, member.site),
                ]),
                coffee: member.coffee,
                placement: member.placement,
                minutes: member.minutes,
                waiting: member.waiting,
                reasons: member.reasons.clone(),
                three_ties: member.three_ties.filter(|_| member.here),
            })
            .collect();
        let mut ties: Vec<TieFact> = self
            .ties
            .iter()
            .map(|met| TieFact {
                people: met.people.map(|person| u32::try_from(person).expect("small")),
                units: met.teams.map(|team| self.path(team)),
            })
            .collect();
        ties.sort_by_key(|tie| tie.people);
        let alone = (0..self.members.len())
            .filter(|at| !self.ties.iter().any(|met| met.people.contains(at)))
            .count();
        let measures = vec![MeasureFact {
            name: "isolates".to_owned(),
            thousandths: i64::try_from(alone).expect("small") * 1000,
            people: Some(u32::try_from(alone).expect("small")),
            behind: None,
            level: None,
        }];
        Facts { period, names, people, ties, measures }
    }
}

/// What happened in each quarter.
pub fn history(kind: Kind) -> Vec<Facts> {
    let mut organisation = Organisation::found(kind);
    let mut period: Quarter = "2026-Q1".parse().expect("quarter");
    let mut all = Vec::new();
    for at in 0..kind.periods {
        if at > 0 {
            organisation.change();
        }
        all.push(organisation.facts(period));
        period = period.next();
    }
    all
}
