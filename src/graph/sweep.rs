//! One walk in breadth from each person: distances, and how many shortest ways run through whom.
//!
//! Distances and betweenness need the same walks, so they are taken together. Sources go in [`PARTS`] parts whose sums
//! are added in their order: the answer does not hang on the number of threads.

use rayon::prelude::*;

use super::dice::Dice;
use super::groups::Groups;
use super::network::{Network, node, real};

/// Parts that run side by side.
const PARTS: usize = 16;

/// Not reached.
const FAR: u32 = u32::MAX;

/// What the walks saw.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sweep {
    /// Sources walked from.
    pub sources: usize,
    /// Betweenness of everybody, each pair once; scaled up where not all were sources.
    pub betweenness: Vec<f64>,
    /// Of (source, other) at each distance, how many; the first is distance 0.
    pub at_distance: Vec<u64>,
    /// The same of pairs within a group.
    pub within: Vec<u64>,
    /// (source, other) within a group, reached or not.
    pub pairs_within: u64,
}

/// Walks from everybody, or from `pivots` people drawn by the seed.
///
/// Source: Brandes, A faster algorithm for betweenness centrality (2001); pivots: Brandes & Pich, Centrality
/// estimation in large networks (2007). Cost: sources × ties; exact betweenness of 10,000 people and 33,000 ties takes
/// seconds.
pub(super) fn sweep(network: &Network, groups: &Groups, pivots: Option<usize>, seed: u64) -> Sweep {
    let n = network.len();
    let rows = Rows::new(network, groups);
    let mut sources: Vec<u32> = network.nodes().collect();
    if let Some(pivots) = pivots.filter(|pivots| *pivots < n) {
        Dice::new(seed, 0).shuffle(&mut sources);
        sources.truncate(pivots.max(1));
        sources.sort_unstable();
    }
    let parts: Vec<Sweep> = sources
        .par_chunks(sources.len().div_ceil(PARTS).max(1))
        .map(|sources| {
            let mut walk = Walk::new(&rows);
            for source in sources {
                walk.from(*source);
            }
            walk.sum
        })
        .collect();
    let mut all = Sweep { betweenness: vec![0.0; n], ..Sweep::default() };
    for part in parts {
        all.sources += part.sources;
        all.pairs_within += part.pairs_within;
        add(&mut all.at_distance, &part.at_distance);
        add(&mut all.within, &part.within);
        for (at, through) in part.betweenness.iter().enumerate() {
            all.betweenness[rows.name[at] as usize] += through;
        }
    }
    if all.sources > 0 {
        // Each pair was walked from both ends.
        let scale = real(n) / real(all.sources) / 2.0;
        for through in &mut all.betweenness {
            *through *= scale;
        }
    }
    all
}

fn add(sum: &mut Vec<u64>, part: &[u64]) {
    if sum.len() < part.len() {
        sum.resize(part.len(), 0);
    }
    for (sum, part) in sum.iter_mut().zip(part) {
        *sum += part;
    }
}

/// The network with people named anew in the order of a walk, so that neighbours lie near each other in memory.
struct Rows {
    starts: Vec<u32>,
    ends: Vec<u32>,
    /// The old name of each.
    name: Vec<u32>,
    group: Vec<u32>,
    /// The members of each group.
    members: Vec<Vec<u32>>,
}

impl Rows {
    fn new(network: &Network, groups: &Groups) -> Self {
        let n = network.len();
        let mut name: Vec<u32> = Vec::with_capacity(n);
        let mut new = vec![FAR; n];
        let mut by_degree: Vec<u32> = network.nodes().collect();
        by_degree.sort_by_key(|person| std::cmp::Reverse(network.degree(*person)));
        for start in by_degree {
            if new[start as usize] != FAR {
                continue;
            }
            let mut head = name.len();
            new[start as usize] = node(head);
            name.push(start);
            while let Some(at) = name.get(head).copied() {
                head += 1;
                for to in network.neighbours(at) {
                    if new[*to as usize] == FAR {
                        new[*to as usize] = node(name.len());
                        name.push(*to);
                    }
                }
            }
        }
        let mut starts = Vec::with_capacity(n + 1);
        let mut ends = Vec::with_capacity(network.ties().len() * 2);
        starts.push(0);
        for old in &name {
            ends.extend(network.neighbours(*old).iter().map(|to| new[*to as usize]));
            starts.push(node(ends.len()));
        }
        let group: Vec<u32> = name.iter().map(|old| groups.of(*old)).collect();
        let mut members = vec![Vec::new(); groups.count()];
        for (at, group) in group.iter().enumerate() {
            members[*group as usize].push(node(at));
        }
        Self { starts, ends, name, group, members }
    }

    fn of(&self, at: u32) -> &[u32] {
        &self.ends[self.starts[at as usize] as usize..self.starts[at as usize + 1] as usize]
    }
}

struct Walk<'r> {
    rows: &'r Rows,
    /// Steps from the source.
    distance: Vec<u32>,
    /// Shortest ways from the source.
    ways: Vec<f64>,
    /// (1 + dependency) / ways, of those further out.
    carried: Vec<f64>,
    /// In the order in which they were reached; one place is spare.
    order: Vec<u32>,
    /// Whom the shortest ways lead on to from each, in that order; one place is spare.
    onward: Vec<u32>,
    /// Where each one's begin.
    onward_from: Vec<u32>,
    sum: Sweep,
}

impl<'r> Walk<'r> {
    fn new(rows: &'r Rows) -> Self {
        let n = rows.name.len();
        Self {
            rows,
            distance: vec![FAR; n],
            ways: vec![0.0; n],
            carried: vec![0.0; n],
            order: vec![0; n + 1],
            // Each tie leads on in one direction at most.
            onward: vec![0; rows.ends.len() / 2 + 1],
            onward_from: vec![0; n + 1],
            sum: Sweep { betweenness: vec![0.0; n], ..Sweep::default() },
        }
    }

    fn from(&mut self, source: u32) {
        self.sum.sources += 1;
        let reached = self.out(source);
        self.count(source, reached);
        self.back(reached);
        for at in &self.order[..reached] {
            self.distance[*at as usize] = FAR;
            self.ways[*at as usize] = 0.0;
        }
    }

    /// Out from the source: distances, numbers of ways, and the order. How many were reached, with the source.
    fn out(&mut self, source: u32) -> usize {
        let (distance, ways, order) = (&mut self.distance, &mut self.ways, &mut self.order);
        let (onward, onward_from) = (&mut self.onward, &mut self.onward_from);
        distance[source as usize] = 0;
        ways[source as usize] = 1.0;
        order[0] = source;
        let (mut head, mut tail, mut found) = (0, 1, 0);
        while head < tail {
            let at = order[head];
            onward_from[head] = node(found);
            head += 1;
            let next = distance[at as usize] + 1;
            let own = ways[at as usize];
            for to in self.rows.of(at) {
                // Without branches: which of the cases it is cannot be foreseen, and most of the time goes here.
                let to_distance = &mut distance[*to as usize];
                let new = *to_distance == FAR;
                order[tail] = *to;
                tail += usize::from(new);
                *to_distance = if new { next } else { *to_distance };
                let leads_on = *to_distance == next;
                onward[found] = *to;
                found += usize::from(leads_on);
                ways[*to as usize] += if leads_on { own } else { 0.0 };
            }
        }
        onward_from[head] = node(found);
        tail
    }

    fn count(&mut self, source: u32, reached: usize) {
        let order = &self.order[..reached];
        let furthest = order.last().map_or(0, |at| self.distance[*at as usize] as usize);
        if self.sum.at_distance.len() <= furthest {
            self.sum.at_distance.resize(furthest + 1, 0);
            self.sum.within.resize(furthest + 1, 0);
        }
        // The order ascends by distance.
        let mut from = 0;
        for (distance, count) in self.sum.at_distance.iter_mut().enumerate().take(furthest + 1) {
            let until = from
                + order[from..]
                    .partition_point(|at| self.distance[*at as usize] as usize <= distance);
            *count += (until - from) as u64;
            from = until;
        }
        let members = &self.rows.members[self.rows.group[source as usize] as usize];
        self.sum.pairs_within += members.len() as u64 - 1;
        for member in members {
            if let Some(count) = self.sum.within.get_mut(self.distance[*member as usize] as usize) {
                *count += 1;
            }
        }
    }

    /// Back from the furthest: what share of the shortest ways to those further out runs through each.
    fn back(&mut self, reached: usize) {
        for place in (1..reached).rev() {
            let at = self.order[place] as usize;
            let ways_on = self.onward_from[place] as usize..self.onward_from[place + 1] as usize;
            let carried: f64 =
                self.onward[ways_on].iter().map(|to| self.carried[*to as usize]).sum();
            let through = self.ways[at] * carried;
            self.sum.betweenness[at] += through;
            self.carried[at] = (1.0 + through) / self.ways[at];
        }
    }
}
