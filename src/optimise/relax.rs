//! The relaxation of a case as plain data: cases, cuts and prices, shared by the linear programme and the exact duals.

use std::collections::{BTreeMap, BTreeSet};

use super::instance::Instance;

/// A team pair, the smaller number first.
pub type Link = (usize, usize);

/// The link of a new connection between these people.
#[must_use]
pub fn link_of(instance: &Instance, p: usize, q: usize) -> Link {
    let (a, b) = (instance.team[p], instance.team[q]);
    (a.min(b), a.max(b))
}

/// New connections each pair of teams makes.
#[must_use]
pub fn made(instance: &Instance, groups: &[Vec<usize>]) -> BTreeMap<Link, usize> {
    let mut made = BTreeMap::new();
    for group in groups {
        for (i, &p) in group.iter().enumerate() {
            for &q in &group[i + 1..] {
                if instance.is_fresh(p, q) {
                    *made.entry(link_of(instance, p, q)).or_insert(0) += 1;
                }
            }
        }
    }
    made
}

/// The distinctions made so far.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// Pairs that are in one group.
    pub together: Vec<(usize, usize)>,
    /// Pairs that are not.
    pub apart: BTreeSet<(usize, usize)>,
    /// People who are in the trio.
    pub inside: Vec<usize>,
    /// People who are not.
    pub outside: Vec<usize>,
    /// The fewest and most new connections between two teams, where narrowed.
    pub links: BTreeMap<Link, (usize, usize)>,
}

impl Case {
    /// Those a person must be with. Shape: per person.
    #[must_use]
    pub fn forced(&self, n: usize) -> Vec<Vec<usize>> {
        let mut forced = vec![Vec::new(); n];
        for &(p, q) in &self.together {
            forced[p].push(q);
            forced[q].push(p);
        }
        forced
    }

    /// Whether this person must take part.
    #[must_use]
    pub fn needs(&self, forced: &[Vec<usize>], p: usize) -> bool {
        !forced[p].is_empty() || self.inside.contains(&p)
    }

    /// Whether this case allows the group.
    #[must_use]
    pub fn allows(&self, forced: &[Vec<usize>], group: &[usize]) -> bool {
        let seated = if group.len() == 3 {
            self.inside.iter().all(|p| group.contains(p))
                && !self.outside.iter().any(|p| group.contains(p))
        } else {
            !self.inside.iter().any(|p| group.contains(p))
        };
        seated
            && group.iter().all(|&p| forced[p].iter().all(|q| group.contains(q)))
            && (self.apart.is_empty()
                || group.iter().enumerate().all(|(i, &p)| {
                    group[i + 1..].iter().all(|&q| !self.apart.contains(&(p.min(q), p.max(q))))
                }))
    }

    /// The fewest and most new connections between two teams.
    #[must_use]
    pub fn range(&self, instance: &Instance, (a, b): Link) -> (usize, usize) {
        let most = instance.most_links(a, b);
        let (low, high) = self.links.get(&(a, b)).copied().unwrap_or((0, most));
        (low, high.min(most).max(low))
    }
}

/// Half the sum of some constraints, rounded down (an odd set).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// People in the sum.
    pub people: Vec<usize>,
    /// Teams whose seats are in the sum.
    pub teams: Vec<usize>,
    /// Links in the sum.
    pub links: BTreeSet<Link>,
    /// Steps, from 1, of those links whose limits are in the sum.
    pub steps: BTreeSet<(Link, usize)>,
    /// Whether "at most one trio" is in the sum.
    pub trio: bool,
    /// How often a person's taking part counts.
    pub weight: Vec<u8>,
    /// The right side.
    pub right: i64,
}

impl Cut {
    /// A cut of these constraints.
    #[must_use]
    pub fn new(
        instance: &Instance,
        people: Vec<usize>,
        teams: Vec<usize>,
        links: BTreeSet<Link>,
        steps: BTreeSet<(Link, usize)>,
        trio: bool,
    ) -> Self {
        let mut weight = vec![0; instance.n];
        for &p in &people {
            weight[p] += 1;
        }
        for (p, weight) in weight.iter_mut().enumerate() {
            *weight += u8::from(teams.contains(&instance.team[p]));
        }
        let seats: usize = teams.iter().map(|&t| instance.seats[t]).sum();
        let sum = people.len() + seats + steps.len() + usize::from(trio);
        let right = i64::try_from(sum / 2).unwrap_or(i64::MAX);
        Self { people, teams, links, steps, trio, weight, right }
    }

    /// The coefficient of a group.
    #[must_use]
    pub fn of_group(&self, instance: &Instance, group: &[usize]) -> i64 {
        let people: i64 = group.iter().map(|&p| i64::from(self.weight[p])).sum();
        let trio = i64::from(self.trio && group.len() == 3);
        let mut links = 0;
        if !self.links.is_empty() {
            for (i, &p) in group.iter().enumerate() {
                for &q in &group[i + 1..] {
                    links += i64::from(
                        instance.is_fresh(p, q) && self.links.contains(&link_of(instance, p, q)),
                    );
                }
            }
        }
        (people + trio - links).div_euclid(2)
    }
}

/// The prices of a case, as the linear programme gives them or as a leaf keeps them.
#[derive(Debug, Clone, Default)]
pub struct Prices<T> {
    /// Of people. Shape: n.
    pub people: Vec<T>,
    /// Of seats. Shape: teams.
    pub seats: Vec<T>,
    /// Of links; absent: what the first step is worth.
    pub links: BTreeMap<Link, T>,
    /// Of cuts, by their numbers in the pool.
    pub cuts: Vec<(usize, T)>,
    /// Of the trio.
    pub trio: T,
}
