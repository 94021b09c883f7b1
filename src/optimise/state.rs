//! A plan under change: groups, seats and links with the exact value kept up to date.

use super::instance::{FORBIDDEN, Instance};

/// Members of a group, at most three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Few {
    member: [usize; 3],
    len: usize,
}

impl Few {
    /// Nobody.
    pub const NONE: Self = Self { member: [usize::MAX; 3], len: 0 };

    /// The members.
    #[must_use]
    pub fn slice(&self) -> &[usize] {
        &self.member[..self.len]
    }

    /// With one more.
    #[must_use]
    pub fn with(mut self, p: usize) -> Self {
        self.member[self.len] = p;
        self.len += 1;
        self
    }

    /// With one less.
    #[must_use]
    pub fn without(mut self, p: usize) -> Self {
        if let Some(at) = self.slice().iter().position(|&q| q == p) {
            self.len -= 1;
            self.member[at] = self.member[self.len];
            self.member[self.len] = usize::MAX;
        }
        self
    }
}

/// The plan. A group of one is somebody left out.
#[derive(Debug, Clone)]
pub struct State<'a> {
    pub(super) instance: &'a Instance,
    /// Group of each person.
    pub(super) group_of: Vec<usize>,
    /// All groups; empty ones wait in `spare`.
    pub(super) groups: Vec<Few>,
    spare: Vec<usize>,
    /// People of each team who take part.
    used: Vec<usize>,
    /// Ties in the problem plus new connections made, for each team pair; teams × teams, only a < b is kept.
    level: Vec<u32>,
    /// What the connection that reaches a level adds.
    gain: Vec<i64>,
    /// Groups of three.
    pub(super) trios: usize,
    /// What the plan is worth. Units: milli-connections.
    pub(super) value: i64,
}

impl<'a> State<'a> {
    /// The plan in which nobody meets.
    #[must_use]
    pub fn new(instance: &'a Instance) -> Self {
        let n = instance.n;
        let teams = instance.teams;
        let mut level = vec![0; teams * teams];
        let mut most = 0;
        for a in 0..teams {
            for b in a + 1..teams {
                let ties = instance.ties(a, b);
                level[a * teams + b] = ties;
                most = most.max(ties);
            }
        }
        let top = i64::from(most) + i64::try_from(n).unwrap_or(0) + 4;
        let gain = (0..top).map(|level| instance.thin / level.max(1)).collect();
        Self {
            instance,
            group_of: (0..n).collect(),
            groups: (0..n).map(|p| Few::NONE.with(p)).collect(),
            spare: Vec::new(),
            used: vec![0; teams],
            level,
            gain,
            trios: 0,
            value: 0,
        }
    }

    /// The plan with these groups; groups must keep the rules.
    #[must_use]
    pub fn with_groups(instance: &'a Instance, groups: &[Vec<usize>]) -> Self {
        let mut state = Self::new(instance);
        for group in groups {
            for &p in &group[1..] {
                let (from, to) = (state.group_of[p], state.group_of[group[0]]);
                let joined = state.groups[to].with(p);
                state.replace(from, Few::NONE, to, joined, i64::MIN);
            }
        }
        state
    }

    /// The groups of two or three, ascending.
    #[must_use]
    pub fn listed(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = self
            .groups
            .iter()
            .filter(|few| few.len > 1)
            .map(|few| {
                let mut members = few.slice().to_vec();
                members.sort_unstable();
                members
            })
            .collect();
        groups.sort_unstable();
        groups
    }

    fn key(&self, p: usize, q: usize) -> usize {
        let (a, b) = (self.instance.team[p], self.instance.team[q]);
        if a < b { a * self.instance.teams + b } else { b * self.instance.teams + a }
    }

    fn gain_at(&self, level: u32) -> i64 {
        self.gain[level as usize]
    }

    /// Takes a group's value out, link included.
    fn take(&mut self, few: Few) -> i64 {
        let mut value = 0;
        let members = few.slice();
        if members.len() < 2 {
            return 0;
        }
        for (i, &p) in members.iter().enumerate() {
            value += self.instance.person[p];
            self.used[self.instance.team[p]] -= 1;
            for &q in &members[i + 1..] {
                value += i64::from(self.instance.value(p, q));
                if self.instance.is_fresh(p, q) {
                    let key = self.key(p, q);
                    value += self.gain_at(self.level[key]);
                    self.level[key] -= 1;
                }
            }
        }
        value
    }

    /// Puts a group's value in, link included.
    fn put(&mut self, few: Few) -> i64 {
        let mut value = 0;
        let members = few.slice();
        if members.len() < 2 {
            return 0;
        }
        for (i, &p) in members.iter().enumerate() {
            value += self.instance.person[p];
            self.used[self.instance.team[p]] += 1;
            for &q in &members[i + 1..] {
                value += i64::from(self.instance.value(p, q));
                if self.instance.is_fresh(p, q) {
                    let key = self.key(p, q);
                    self.level[key] += 1;
                    value += self.gain_at(self.level[key]);
                }
            }
        }
        value
    }

    fn fits(&self, few: Few) -> bool {
        let members = few.slice();
        members.len() < 2
            || members.iter().enumerate().all(|(i, &p)| {
                self.used[self.instance.team[p]] <= self.instance.seats[self.instance.team[p]]
                    && members[i + 1..].iter().all(|&q| self.instance.value(p, q) != FORBIDDEN)
            })
    }

    /// Replaces two groups by two others of the same people, if the rules hold and the plan gains at least `floor`.
    ///
    /// Returns what the plan gained, or nothing if it stayed as it was. Cost: constant.
    pub fn replace(
        &mut self,
        first: usize,
        new_first: Few,
        second: usize,
        new_second: Few,
        floor: i64,
    ) -> Option<i64> {
        for few in [new_first, new_second] {
            let members = few.slice();
            for (i, &p) in members.iter().enumerate() {
                if members[i + 1..].iter().any(|&q| self.instance.value(p, q) == FORBIDDEN) {
                    return None;
                }
            }
        }
        let (old_first, old_second) = (self.groups[first], self.groups[second]);
        let lost = self.take(old_first) + self.take(old_second);
        let won = self.put(new_first) + self.put(new_second);
        if won - lost < floor || !self.fits(new_first) || !self.fits(new_second) {
            self.take(new_first);
            self.take(new_second);
            self.put(old_first);
            self.put(old_second);
            return None;
        }
        for (at, old, new) in [(first, old_first, new_first), (second, old_second, new_second)] {
            self.trios = self.trios + usize::from(new.len == 3) - usize::from(old.len == 3);
            self.groups[at] = new;
            for &p in new.slice() {
                self.group_of[p] = at;
            }
            if new.len == 0 && old.len > 0 {
                self.spare.push(at);
            }
        }
        self.value += won - lost;
        Some(won - lost)
    }

    /// Lets two people of different groups change places.
    pub fn swap(&mut self, p: usize, q: usize, floor: i64) -> Option<i64> {
        let (g, h) = (self.group_of[p], self.group_of[q]);
        if self.groups[g].len == 2 && self.groups[h].len == 2 && g != h {
            return self.exchange(p, q, floor);
        }
        let new_g = self.groups[g].without(p).with(q);
        let new_h = self.groups[h].without(q).with(p);
        self.replace(g, new_g, h, new_h, floor)
    }

    /// Takes a pair's new connection out of its link, or puts it in.
    fn connect(&mut self, p: usize, q: usize, add: bool) -> i64 {
        if !self.instance.is_fresh(p, q) {
            return 0;
        }
        let key = self.key(p, q);
        if add {
            self.level[key] += 1;
            self.gain_at(self.level[key])
        } else {
            let gain = self.gain_at(self.level[key]);
            self.level[key] -= 1;
            gain
        }
    }

    /// [`State::swap`] between two pairs: nobody's taking part changes.
    fn exchange(&mut self, p: usize, q: usize, floor: i64) -> Option<i64> {
        let (from, to) = (self.group_of[p], self.group_of[q]);
        let (Some(a), Some(b)) = (self.mate(p), self.mate(q)) else { return None };
        let (first, second) = (self.instance.value(a, q), self.instance.value(b, p));
        if first == FORBIDDEN || second == FORBIDDEN {
            return None;
        }
        let mut gain = i64::from(first) + i64::from(second);
        gain -= i64::from(self.instance.value(a, p)) + i64::from(self.instance.value(b, q));
        // A connection adds at most `thin_link`, so two cannot mend more.
        if gain + 2 * self.instance.thin < floor {
            return None;
        }
        gain -= self.connect(a, p, false) + self.connect(b, q, false);
        gain += self.connect(a, q, true) + self.connect(b, p, true);
        if gain < floor {
            self.connect(b, p, false);
            self.connect(a, q, false);
            self.connect(b, q, true);
            self.connect(a, p, true);
            return None;
        }
        self.groups[from] = Few::NONE.with(a).with(q);
        self.groups[to] = Few::NONE.with(b).with(p);
        (self.group_of[q], self.group_of[p]) = (from, to);
        self.value += gain;
        Some(gain)
    }

    /// Moves p into q's group; sizes are the caller's care.
    pub fn join(&mut self, p: usize, q: usize, floor: i64) -> Option<i64> {
        let (g, h) = (self.group_of[p], self.group_of[q]);
        let new_g = self.groups[g].without(p);
        let new_h = self.groups[h].with(p);
        self.replace(g, new_g, h, new_h, floor)
    }

    /// Lets p sit out; the rest of the group stays.
    pub fn leave(&mut self, p: usize, floor: i64) -> Option<i64> {
        let g = self.group_of[p];
        let spare = self.spare.pop()?;
        let rest = self.groups[g].without(p);
        let gain = self.replace(g, rest, spare, Few::NONE.with(p), floor);
        if gain.is_none() {
            self.spare.push(spare);
        }
        gain
    }

    /// How many are in p's group.
    #[must_use]
    pub fn size_of(&self, p: usize) -> usize {
        self.groups[self.group_of[p]].len
    }

    /// The partner of somebody in a pair.
    #[must_use]
    pub fn mate(&self, p: usize) -> Option<usize> {
        let few = self.groups[self.group_of[p]];
        (few.len == 2).then(|| if few.member[0] == p { few.member[1] } else { few.member[0] })
    }
}
