//! A plan of groups under change: who sits with whom, seats and links, with the exact value kept up to date.

use super::super::instance::Instance;
use super::super::problem::LARGEST_GROUP;
use super::sizes::Sizes;

const ROOM: usize = LARGEST_GROUP as usize;

/// In no group.
pub(super) const OUT: usize = usize::MAX;

/// Members of a group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Few {
    member: [usize; ROOM],
    len: usize,
}

impl Few {
    pub(super) fn slice(&self) -> &[usize] {
        &self.member[..self.len]
    }
}

/// The plan.
#[derive(Debug, Clone)]
pub(super) struct Table<'a> {
    pub(super) instance: &'a Instance,
    pub(super) sizes: Sizes,
    /// Group of each person, or [`OUT`].
    pub(super) group_of: Vec<usize>,
    groups: Vec<Few>,
    /// Groups without members.
    spare: Vec<usize>,
    /// People of each team who take part.
    used: Vec<usize>,
    /// Ties in the problem plus new connections made, for each team pair; teams × teams, only a < b is kept.
    level: Vec<u32>,
    /// What the connection that reaches a level adds.
    gain: Vec<i64>,
    /// What the plan is worth. Units: milli-connections.
    pub(super) value: i64,
}

impl<'a> Table<'a> {
    /// The plan in which nobody meets.
    pub(super) fn new(instance: &'a Instance, sizes: Sizes) -> Self {
        let (n, teams) = (instance.n, instance.teams);
        let mut level = vec![0; teams * teams];
        let (mut ties, mut made) = (0, 0);
        for a in 0..teams {
            for b in a + 1..teams {
                level[a * teams + b] = instance.ties(a, b);
                ties = ties.max(instance.ties(a, b) as usize);
                made = made.max(instance.most_links(a, b));
            }
        }
        // Two more than the most: a change may pass through plans that break the seats.
        let top = ties + made + 2 * ROOM * ROOM;
        let gain = (0..top)
            .map(|level| instance.thin / i64::try_from(level.max(1)).unwrap_or(i64::MAX))
            .collect();
        let slots = n / sizes.min + 2;
        Self {
            instance,
            sizes,
            group_of: vec![OUT; n],
            groups: vec![Few::default(); slots],
            spare: (0..slots).rev().collect(),
            used: vec![0; teams],
            level,
            gain,
            value: 0,
        }
    }

    /// The plan with these groups; groups must keep the rules.
    pub(super) fn with_groups(instance: &'a Instance, sizes: Sizes, groups: &[Vec<usize>]) -> Self {
        let mut table = Self::new(instance, sizes);
        for group in groups {
            table.open(group);
        }
        table
    }

    /// The groups, ascending.
    pub(super) fn listed(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = self
            .groups
            .iter()
            .filter(|few| few.len > 0)
            .map(|few| {
                let mut members = few.slice().to_vec();
                members.sort_unstable();
                members
            })
            .collect();
        groups.sort_unstable();
        groups
    }

    pub(super) fn members(&self, group: usize) -> &[usize] {
        self.groups[group].slice()
    }

    pub(super) fn size(&self, group: usize) -> usize {
        self.groups[group].len
    }

    /// Whether one more of p's team may take part.
    pub(super) fn has_seat(&self, p: usize) -> bool {
        let team = self.instance.team[p];
        self.used[team] < self.instance.seats[team]
    }

    /// Whether p may meet everybody of the group but one.
    fn welcome(&self, p: usize, group: usize, but: usize) -> bool {
        self.members(group).iter().all(|&r| r == but || self.instance.admits(p, r))
    }

    fn key(&self, p: usize, q: usize) -> usize {
        let (a, b) = (self.instance.team[p], self.instance.team[q]);
        if a < b { a * self.instance.teams + b } else { b * self.instance.teams + a }
    }

    /// Takes p out of their group.
    pub(super) fn take(&mut self, p: usize) {
        let group = self.group_of[p];
        let few = &mut self.groups[group];
        if let Some(at) = few.slice().iter().position(|&q| q == p) {
            few.len -= 1;
            few.member[at] = few.member[few.len];
        }
        let few = *few;
        let mut lost = self.instance.person[p];
        for &q in few.slice() {
            lost += i64::from(self.instance.value(p, q));
            if self.instance.is_fresh(p, q) {
                let key = self.key(p, q);
                lost += self.gain[self.level[key] as usize];
                self.level[key] -= 1;
            }
        }
        self.group_of[p] = OUT;
        self.used[self.instance.team[p]] -= 1;
        self.value -= lost;
        if few.len == 0 {
            self.spare.push(group);
        }
    }

    /// Puts p, who is out, into a group that has room; an empty one is then no spare one any more.
    pub(super) fn put(&mut self, p: usize, group: usize) {
        let few = self.groups[group];
        let mut won = self.instance.person[p];
        for &q in few.slice() {
            won += i64::from(self.instance.value(p, q));
            if self.instance.is_fresh(p, q) {
                let key = self.key(p, q);
                self.level[key] += 1;
                won += self.gain[self.level[key] as usize];
            }
        }
        let few = &mut self.groups[group];
        if few.len == 0 {
            if self.spare.last() == Some(&group) {
                self.spare.pop();
            } else {
                self.spare.retain(|&spare| spare != group);
            }
        }
        few.member[few.len] = p;
        few.len += 1;
        self.group_of[p] = group;
        self.used[self.instance.team[p]] += 1;
        self.value += won;
    }

    /// What p's pairs within a group are worth without their links, but for one member.
    fn worth(&self, p: usize, group: usize, but: usize) -> i64 {
        let values = self.instance.values(p);
        self.members(group).iter().filter(|&&r| r != but).map(|&r| i64::from(values[r])).sum()
    }

    /// Lets p and q, of different groups, change places, if the rules hold and the plan gains at least `floor`.
    ///
    /// Returns whether it did. Cost: the members of both groups.
    pub(super) fn swap(&mut self, p: usize, q: usize, floor: i64) -> bool {
        let (g, h) = (self.group_of[p], self.group_of[q]);
        if g == OUT || h == OUT {
            return if g == OUT { self.relieve(q, p, floor) } else { self.relieve(p, q, floor) };
        }
        if g == h || !self.welcome(p, h, q) || !self.welcome(q, g, p) {
            return false;
        }
        let plain =
            self.worth(p, h, q) + self.worth(q, g, p) - self.worth(p, g, p) - self.worth(q, h, q);
        let most = i64::try_from(self.size(g) + self.size(h)).unwrap_or(0) * self.instance.thin;
        if plain + most < floor {
            return false;
        }
        let before = self.value;
        self.exchange(p, q);
        if self.value - before < floor {
            self.exchange(q, p);
            return false;
        }
        true
    }

    /// Swaps two people of different groups.
    fn exchange(&mut self, p: usize, q: usize) {
        let (g, h) = (self.group_of[p], self.group_of[q]);
        self.take(p);
        self.take(q);
        self.put(p, h);
        self.put(q, g);
    }

    /// Lets q, who is out, take p's place.
    fn relieve(&mut self, p: usize, q: usize, floor: i64) -> bool {
        let group = self.group_of[p];
        let same = self.instance.team[p] == self.instance.team[q];
        if group == OUT || !(same || self.has_seat(q)) || !self.welcome(q, group, p) {
            return false;
        }
        let before = self.value;
        self.take(p);
        self.put(q, group);
        if self.value - before < floor {
            self.take(q);
            self.put(p, group);
            return false;
        }
        true
    }

    /// Moves p, seated or out, into a group that has room, if theirs stays large enough.
    pub(super) fn shift(&mut self, p: usize, group: usize, floor: i64) -> bool {
        let from = self.group_of[p];
        let leaves = from == OUT || self.size(from) > self.sizes.min;
        let seated = from != OUT || self.has_seat(p);
        if from == group
            || !leaves
            || !seated
            || self.size(group) >= self.sizes.max
            || !self.welcome(p, group, OUT)
        {
            return false;
        }
        let before = self.value;
        if from != OUT {
            self.take(p);
        }
        self.put(p, group);
        if self.value - before < floor {
            self.take(p);
            if from != OUT {
                self.put(p, from);
            }
            return false;
        }
        true
    }

    /// Lets p sit out, if their group stays large enough.
    pub(super) fn leave(&mut self, p: usize, floor: i64) -> bool {
        let group = self.group_of[p];
        if group == OUT || self.size(group) <= self.sizes.min {
            return false;
        }
        let before = self.value;
        self.take(p);
        if self.value - before < floor {
            self.put(p, group);
            return false;
        }
        true
    }

    /// Lets a whole group sit out.
    pub(super) fn close(&mut self, group: usize, floor: i64) -> bool {
        let few = self.groups[group];
        let before = self.value;
        for &p in few.slice() {
            self.take(p);
        }
        if self.value - before < floor {
            self.open(few.slice());
            return false;
        }
        true
    }

    /// Opens a group of people who are out, whatever it is worth; returns its number.
    pub(super) fn open(&mut self, people: &[usize]) -> Option<usize> {
        let group = *self.spare.last()?;
        for &p in people {
            self.put(p, group);
        }
        Some(group)
    }

    /// Opens a group of people who are out, if they may meet, have seats, and the plan gains at least `floor`.
    pub(super) fn found(&mut self, people: &[usize], floor: i64) -> bool {
        if !self.instance.may_meet(people) {
            return false;
        }
        let before = self.value;
        let Some(group) = self.open(people) else { return false };
        let seated = people.iter().all(|&p| {
            self.used[self.instance.team[p]] <= self.instance.seats[self.instance.team[p]]
        });
        if !seated || self.value - before < floor {
            for &p in people {
                self.take(p);
            }
            debug_assert!(self.size(group) == 0, "all have left");
            return false;
        }
        true
    }

    /// Joins two groups to one.
    pub(super) fn merge(&mut self, from: usize, to: usize, floor: i64) -> bool {
        let few = self.groups[from];
        if from == to
            || few.len + self.size(to) > self.sizes.max
            || !few.slice().iter().all(|&p| self.welcome(p, to, OUT))
        {
            return false;
        }
        let before = self.value;
        self.carry(few.slice(), to);
        if self.value - before < floor {
            self.split(few.slice());
            return false;
        }
        true
    }

    /// Moves people of one group to another place.
    fn carry(&mut self, people: &[usize], to: usize) {
        for &p in people {
            self.take(p);
            self.put(p, to);
        }
    }

    /// Moves some of a group into a group of their own; returns where.
    fn split(&mut self, people: &[usize]) -> Option<usize> {
        let to = *self.spare.last()?;
        self.carry(people, to);
        Some(to)
    }

    /// Divides a group: the given members get one of their own, if the plan gains at least `floor`.
    pub(super) fn divide(&mut self, people: &[usize], floor: i64) -> bool {
        let Some(&first) = people.first() else { return false };
        let from = self.group_of[first];
        if people.len() < self.sizes.min || self.size(from) < people.len() + self.sizes.min {
            return false;
        }
        let before = self.value;
        if self.split(people).is_none() {
            return false;
        }
        if self.value - before < floor {
            self.carry(people, from);
            return false;
        }
        true
    }
}
