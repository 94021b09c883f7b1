//! The Leiden algorithm on modularity: move people one by one, refine so that every community hangs together, fold the
//! communities into one node each, and again, until nothing changes.
//!
//! Source: Traag, Waltman & van Eck, From Louvain to Leiden: guaranteeing well-connected communities (2019). In the
//! refinement each node merges into the best community instead of a random one; chance comes from the order of nodes.

use std::collections::VecDeque;

use super::dice::Dice;
use super::network::{Network, node};

/// A gain below this is rounding.
const GAIN: f64 = 1e-12;

/// Whole runs at most, each from the partition of the one before; the first does nearly all there is to gain.
const RUNS: usize = 10;

/// Above so many people fewer runs, and above still more as many as the authors' own program does unless told otherwise.
const FEWER: [(usize, usize); 2] = [(20_000, 2), (5_000, 4)];

/// Everybody's community, numbered in the order of people. Cost: nearly linear in ties.
pub(super) fn leiden(network: &Network, seed: u64, turn: u64) -> Vec<u32> {
    let mut dice = Dice::new(seed, turn + 1);
    let whole = Level::of(network);
    let mut of: Vec<u32> = network.nodes().collect();
    if whole.all <= 0.0 {
        return of;
    }
    let fewer = FEWER.into_iter().find(|(people, _)| of.len() > *people);
    let runs = fewer.map_or(RUNS, |(_, runs)| runs);
    for _ in 0..runs {
        if !run(&whole, &mut of, &mut dice) {
            break;
        }
    }
    number(&mut of);
    of
}

/// One run from a partition of the people; did anything move?
fn run(whole: &Level, of: &mut [u32], dice: &mut Dice) -> bool {
    number(of);
    let mut folded: Option<Level> = None;
    // Which node of the level each person is in, and the community of each node.
    let mut place: Vec<u32> = (0..node(of.len())).collect();
    let mut communities = of.to_vec();
    let mut changed = false;
    loop {
        let level = folded.as_ref().unwrap_or(whole);
        changed |= level.move_nodes(&mut communities, dice);
        let count = number(&mut communities);
        for (community, place) in of.iter_mut().zip(&place) {
            *community = communities[*place as usize];
        }
        if count == level.len() {
            return changed;
        }
        let mut refined = level.refine(&communities, dice);
        let parts = number(&mut refined);
        if parts == level.len() {
            return changed;
        }
        let next = level.fold(&refined, parts);
        let mut above = vec![0; parts];
        for (part, community) in refined.iter().zip(&communities) {
            above[*part as usize] = *community;
        }
        for place in &mut place {
            *place = refined[*place as usize];
        }
        communities = above;
        folded = Some(next);
    }
}

/// Numbers communities in the order in which they come; returns how many there are.
fn number(of: &mut [u32]) -> usize {
    let most = of.iter().map(|community| *community as usize + 1).max().unwrap_or(0);
    let mut names = vec![u32::MAX; most];
    let mut next = 0;
    for community in of {
        let name = &mut names[*community as usize];
        if *name == u32::MAX {
            *name = next;
            next += 1;
        }
        *community = *name;
    }
    next as usize
}

/// A graph whose nodes are people or communities of them.
struct Level {
    starts: Vec<usize>,
    ends: Vec<u32>,
    weights: Vec<f64>,
    /// Weighted degree, with twice what lies inside the node.
    strength: Vec<f64>,
    /// Twice the weight of all ties.
    all: f64,
}

/// Weights towards communities, kept between uses.
struct Towards {
    weight: Vec<f64>,
    touched: Vec<u32>,
}

impl Towards {
    fn new(count: usize) -> Self {
        Self { weight: vec![-1.0; count], touched: Vec::new() }
    }

    fn add(&mut self, community: u32, weight: f64) {
        let known = &mut self.weight[community as usize];
        if *known < 0.0 {
            *known = 0.0;
            self.touched.push(community);
        }
        *known += weight;
    }

    fn of(&self, community: u32) -> f64 {
        self.weight[community as usize].max(0.0)
    }

    fn clear(&mut self) {
        for community in self.touched.drain(..) {
            self.weight[community as usize] = -1.0;
        }
    }
}

impl Level {
    fn of(network: &Network) -> Self {
        let mut level = Self {
            starts: vec![0],
            ends: Vec::with_capacity(network.ties().len() * 2),
            weights: Vec::with_capacity(network.ties().len() * 2),
            strength: Vec::with_capacity(network.len()),
            all: 0.0,
        };
        for person in network.nodes() {
            let before = level.ends.len();
            for (to, weight) in network.weighted(person) {
                level.ends.push(to);
                level.weights.push(weight);
            }
            level.strength.push(level.weights[before..].iter().sum());
            level.starts.push(level.ends.len());
        }
        level.all = level.strength.iter().sum();
        level
    }

    fn len(&self) -> usize {
        self.strength.len()
    }

    fn row(&self, at: usize) -> impl Iterator<Item = (u32, f64)> {
        let row = self.starts[at]..self.starts[at + 1];
        self.ends[row.clone()].iter().copied().zip(self.weights[row].iter().copied())
    }

    /// Moves nodes to the neighbouring community that gains most, or to one of their own, until no single move gains.
    fn move_nodes(&self, of: &mut [u32], dice: &mut Dice) -> bool {
        let n = self.len();
        let mut strength = vec![0.0; n];
        let mut size = vec![0_u32; n];
        for (at, community) in of.iter().enumerate() {
            strength[*community as usize] += self.strength[at];
            size[*community as usize] += 1;
        }
        let mut empty: Vec<u32> =
            (0..node(n)).rev().filter(|community| size[*community as usize] == 0).collect();
        let mut order: Vec<u32> = (0..node(n)).collect();
        dice.shuffle(&mut order);
        let mut waiting = vec![true; n];
        let mut queue = VecDeque::from(order);
        let mut towards = Towards::new(n);
        let mut changed = false;
        while let Some(name) = queue.pop_front() {
            let at = name as usize;
            waiting[at] = false;
            let own = of[at];
            for (to, weight) in self.row(at) {
                towards.add(of[to as usize], weight);
            }
            let degree = self.strength[at] / self.all;
            strength[own as usize] -= self.strength[at];
            size[own as usize] -= 1;
            let (mut best, mut most) = (own, towards.of(own) - degree * strength[own as usize]);
            for community in &towards.touched {
                let gain = towards.of(*community) - degree * strength[*community as usize];
                if gain > most + GAIN {
                    (best, most) = (*community, gain);
                }
            }
            if most < -GAIN
                && size[own as usize] > 0
                && let Some(alone) = empty.pop()
            {
                best = alone;
            }
            strength[best as usize] += self.strength[at];
            size[best as usize] += 1;
            towards.clear();
            if best == own {
                continue;
            }
            if size[own as usize] == 0 {
                // What floats left behind is no strength.
                strength[own as usize] = 0.0;
                empty.push(own);
            }
            changed = true;
            of[at] = best;
            for (to, _) in self.row(at) {
                if of[to as usize] != best && !waiting[to as usize] {
                    waiting[to as usize] = true;
                    queue.push_back(to);
                }
            }
        }
        changed
    }

    /// Splits communities into parts that hang together well: nodes that are alone join a part of their own community,
    /// where that gains and both are well tied to the rest of the community.
    fn refine(&self, of: &[u32], dice: &mut Dice) -> Vec<u32> {
        let n = self.len();
        let mut whole = vec![0.0; n];
        for (at, community) in of.iter().enumerate() {
            whole[*community as usize] += self.strength[at];
        }
        let mut part: Vec<u32> = (0..node(n)).collect();
        let mut strength = self.strength.clone();
        let mut alone = vec![true; n];
        // Weight from each part to the rest of its community.
        let mut outward: Vec<f64> = (0..n)
            .map(|at| {
                self.row(at)
                    .filter(|(to, _)| of[*to as usize] == of[at])
                    .map(|(_, weight)| weight)
                    .sum()
            })
            .collect();
        let well = |outward: f64, strength: f64, whole: f64| {
            outward + GAIN >= strength * (whole - strength) / self.all
        };
        let mut order: Vec<u32> = (0..node(n)).collect();
        dice.shuffle(&mut order);
        let mut towards = Towards::new(n);
        for at in order.into_iter().map(|name| name as usize) {
            let community = whole[of[at] as usize];
            if !alone[at] || !well(outward[at], self.strength[at], community) {
                continue;
            }
            for (to, weight) in self.row(at) {
                if of[to as usize] == of[at] {
                    towards.add(part[to as usize], weight);
                }
            }
            let degree = self.strength[at] / self.all;
            let (mut best, mut most) = (None, 0.0);
            for other in &towards.touched {
                let to = *other as usize;
                let gain = towards.of(*other) - degree * strength[to];
                if gain > most + GAIN && well(outward[to], strength[to], community) {
                    (best, most) = (Some(*other), gain);
                }
            }
            if let Some(other) = best {
                let to = other as usize;
                let between = towards.of(other);
                outward[to] += outward[at] - 2.0 * between;
                strength[to] += self.strength[at];
                // The part it joins is named after a node that must stay in it.
                alone[to] = false;
                alone[at] = false;
                part[at] = other;
            }
            towards.clear();
        }
        part
    }

    /// The graph whose nodes are the parts.
    fn fold(&self, part: &[u32], parts: usize) -> Self {
        let mut members = vec![Vec::new(); parts];
        for (at, part) in part.iter().enumerate() {
            members[*part as usize].push(at);
        }
        let mut level = Self {
            starts: vec![0],
            ends: Vec::new(),
            weights: Vec::new(),
            strength: Vec::with_capacity(parts),
            all: self.all,
        };
        let mut towards = Towards::new(parts);
        for (name, members) in members.iter().enumerate() {
            for at in members {
                for (to, weight) in self.row(*at) {
                    let to = part[to as usize];
                    if to as usize != name {
                        towards.add(to, weight);
                    }
                }
            }
            level.strength.push(members.iter().map(|at| self.strength[*at]).sum());
            for to in &towards.touched {
                level.ends.push(*to);
                level.weights.push(towards.of(*to));
            }
            towards.clear();
            level.starts.push(level.ends.len());
        }
        level
    }
}
