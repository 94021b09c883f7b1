//! A packing problem as data: candidates, limits, and counts with concave worth.

use super::rule::Rule;

/// What a limit or count is about: its constraint, and the numbers of the person (or manager), team and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    pub rule: Rule,
    pub person: Option<u32>,
    pub team: Option<u32>,
    pub at: Option<u32>,
}

/// Something that can be chosen or not.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    pub person: u32,
    pub team: u32,
    pub start: u32,
    /// Units: milli-connections.
    pub value: i64,
    /// Whether it has to be chosen.
    pub locked: bool,
}

/// The sum of the chosen candidates' factors is at most this.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    pub about: About,
    pub most: i64,
    /// Seldom binds: left out of the linear programme until it does.
    pub seldom: bool,
}

/// The number of chosen candidates has a concave worth.
#[derive(Debug, Clone)]
pub struct Count {
    pub about: About,
    /// What the first, the second … adds; falling; the last stands for all that follow.
    pub gains: Vec<i64>,
    /// It never exceeds this.
    pub most: i64,
}

impl Count {
    /// What one more adds when there are `now`.
    #[must_use]
    pub fn gain(&self, now: i64) -> i64 {
        let last = self.gains.len().saturating_sub(1);
        self.gains.get(usize::try_from(now).map_or(last, |now| now.min(last))).copied().unwrap_or(0)
    }

    /// The steps with how many times each can be used.
    pub fn steps(&self) -> impl Iterator<Item = (i64, i64)> {
        let last = self.gains.len().saturating_sub(1);
        self.gains.iter().enumerate().map(move |(i, &gain)| {
            let before = i64::try_from(i).unwrap_or(i64::MAX);
            let left = (self.most - before).max(0);
            (gain, if i == last { left } else { left.min(1) })
        })
    }
}

/// No count.
const NONE: u32 = u32::MAX;

/// The problem: maximise what the chosen add, within the limits.
#[derive(Debug, Clone, Default)]
pub struct Packing {
    /// What every plan is worth beside. Units: milli-connections.
    pub constant: i64,
    pub candidates: Vec<Candidate>,
    pub limits: Vec<Limit>,
    pub counts: Vec<Count>,
    begins: Vec<usize>,
    entries: Vec<(u32, i8)>,
    count_of: Vec<u32>,
}

fn index(number: u32) -> usize {
    number as usize
}

impl Packing {
    /// Nothing to choose from yet.
    #[must_use]
    pub fn worth(constant: i64) -> Self {
        Self { constant, ..Self::default() }
    }

    /// Adds a limit, and says its number.
    pub fn limit(&mut self, about: About, most: i64, seldom: bool) -> u32 {
        self.limits.push(Limit { about, most, seldom });
        u32::try_from(self.limits.len() - 1).unwrap_or(NONE)
    }

    /// Adds a count, and says its number.
    pub fn count(&mut self, about: About, gains: Vec<i64>, most: i64) -> u32 {
        self.counts.push(Count { about, gains, most });
        u32::try_from(self.counts.len() - 1).unwrap_or(NONE)
    }

    /// Adds a candidate with its factors in limits, each limit once, and the count it belongs to.
    pub fn add(&mut self, candidate: Candidate, factors: &[(u32, i8)], count: Option<u32>) {
        self.candidates.push(candidate);
        self.begins.push(self.entries.len());
        self.entries.extend_from_slice(factors);
        self.count_of.push(count.unwrap_or(NONE));
    }

    /// The problem with these of its candidates only, in this order.
    #[must_use]
    pub fn only(&self, candidates: &[usize]) -> Self {
        let mut some = Self {
            limits: self.limits.clone(),
            counts: self.counts.clone(),
            ..Self::worth(self.constant)
        };
        for &c in candidates {
            let count = self.count_of(c).and_then(|k| u32::try_from(k).ok());
            some.add(self.candidates[c], self.factors(c), count);
        }
        some
    }

    /// What is left of the problem for these candidates once `others` are chosen. Limits and counts that none of them
    /// touches are left out.
    #[must_use]
    pub fn rest(&self, candidates: &[usize], others: &[usize]) -> Self {
        let mut used = vec![0; self.limits.len()];
        let mut counted = vec![0; self.counts.len()];
        for &c in others {
            for &(row, factor) in self.factors(c) {
                used[index(row)] += i64::from(factor);
            }
            self.count_of(c).into_iter().for_each(|k| counted[k] += 1);
        }
        let mut limits = vec![NONE; self.limits.len()];
        let mut counts = vec![NONE; self.counts.len()];
        let mut some = Self::worth(0);
        let mut factors = Vec::new();
        for &c in candidates {
            factors.clear();
            for &(row, factor) in self.factors(c) {
                if limits[index(row)] == NONE {
                    let Limit { about, most, seldom } = self.limits[index(row)];
                    limits[index(row)] = some.limit(about, most - used[index(row)], seldom);
                }
                factors.push((limits[index(row)], factor));
            }
            let count = self.count_of(c).map(|k| {
                if counts[k] == NONE {
                    let Count { about, gains, most } = &self.counts[k];
                    let last = gains.len().saturating_sub(1);
                    let from = usize::try_from(counted[k]).unwrap_or(last).min(last);
                    counts[k] = some.count(*about, gains[from..].to_vec(), most - counted[k]);
                }
                counts[k]
            });
            some.add(self.candidates[c], &factors, count);
        }
        some
    }

    /// The problem with some of its candidates only; with `placed`, one in which this person has at least one.
    #[must_use]
    pub fn with(&self, keep: impl Fn(&Candidate) -> bool, placed: Option<u32>) -> Self {
        let mut some = Self {
            limits: self.limits.clone(),
            counts: self.counts.clone(),
            ..Self::worth(self.constant)
        };
        let about = About { rule: Rule::Locked, person: placed, team: None, at: None };
        let row = placed.map(|_| some.limit(about, -1, false));
        let mut factors = Vec::new();
        for (c, candidate) in self.candidates.iter().enumerate().filter(|(_, one)| keep(one)) {
            factors.clear();
            factors.extend_from_slice(self.factors(c));
            factors.extend(row.filter(|_| placed == Some(candidate.person)).map(|row| (row, -1)));
            some.add(*candidate, &factors, self.count_of(c).and_then(|k| u32::try_from(k).ok()));
        }
        some
    }

    /// A candidate's factors.
    #[must_use]
    pub fn factors(&self, c: usize) -> &[(u32, i8)] {
        let end = self.begins.get(c + 1).copied().unwrap_or(self.entries.len());
        &self.entries[self.begins[c]..end]
    }

    /// A candidate's count.
    #[must_use]
    pub fn count_of(&self, c: usize) -> Option<usize> {
        (self.count_of[c] != NONE).then(|| index(self.count_of[c]))
    }

    /// The candidates of each limit, with their factors.
    #[must_use]
    pub fn of_limits(&self) -> Vec<Vec<(u32, i8)>> {
        let mut all = vec![Vec::new(); self.limits.len()];
        for (c, number) in (0..self.candidates.len()).zip(0..) {
            for &(row, factor) in self.factors(c) {
                all[index(row)].push((number, factor));
            }
        }
        all
    }

    /// Which limits some choice could exceed.
    #[must_use]
    pub fn binding(&self) -> Vec<bool> {
        let mut most = vec![0_i64; self.limits.len()];
        for &(row, factor) in &self.entries {
            most[index(row)] += i64::from(factor.max(0));
        }
        most.iter().zip(&self.limits).map(|(most, limit)| *most > limit.most).collect()
    }

    /// The problem in parts that share no limit that can bind and no count.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let binding = self.binding();
        let rows = self.limits.len();
        let own = rows + self.counts.len();
        let mut sets = Sets((0..own + self.candidates.len()).collect());
        for c in 0..self.candidates.len() {
            let limits = self.factors(c).iter().map(|&(row, _)| index(row)).filter(|&r| binding[r]);
            for node in limits.chain(self.count_of(c).map(|k| rows + k)) {
                sets.join(node, own + c);
            }
        }
        let mut number = vec![usize::MAX; own + self.candidates.len()];
        let mut local = vec![NONE; own];
        let mut parts: Vec<Part> = Vec::new();
        let mut factors = Vec::new();
        for c in 0..self.candidates.len() {
            let at = sets.root(own + c);
            if number[at] == usize::MAX {
                number[at] = parts.len();
                parts.push(Part::default());
            }
            let part = &mut parts[number[at]];
            factors.clear();
            for &(row, factor) in self.factors(c) {
                if binding[index(row)] {
                    if local[index(row)] == NONE {
                        let limit = self.limits[index(row)];
                        local[index(row)] =
                            part.packing.limit(limit.about, limit.most, limit.seldom);
                        part.limits.push(index(row));
                    }
                    factors.push((local[index(row)], factor));
                }
            }
            let count = self.count_of(c).map(|k| {
                if local[rows + k] == NONE {
                    let Count { about, gains, most } = self.counts[k].clone();
                    local[rows + k] = part.packing.count(about, gains, most);
                    part.counts.push(k);
                }
                local[rows + k]
            });
            part.packing.add(self.candidates[c], &factors, count);
            part.candidates.push(c);
        }
        parts
    }
}

/// A part of a packing problem that is one by itself, and the numbers its things have in the whole.
#[derive(Debug, Clone, Default)]
pub struct Part {
    pub packing: Packing,
    pub candidates: Vec<usize>,
    pub limits: Vec<usize>,
    pub counts: Vec<usize>,
}

/// Disjoint sets.
struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
