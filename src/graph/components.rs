//! What hangs together, and where it would break: components, isolates, cut edges and cut points.

use serde::{Deserialize, Serialize};

use super::network::{Network, node, real, share};

/// The pieces of a network. Counts only: whom they are made of is nobody's business.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pieces {
    /// Pieces, isolates among them.
    pub components: u32,
    /// People without a tie.
    pub isolates: u32,
    /// People of the largest piece.
    pub giant: u32,
    /// Their share of everybody.
    pub giant_share: Option<f64>,
    /// Ties without which a piece falls into two (bridges).
    pub cut_edges: u32,
    /// People without whom a piece falls apart (articulation points).
    pub cut_points: u32,
}

/// Cut edges and cut points of a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// Pairs, the smaller index first, sorted.
    pub edges: Vec<[u32; 2]>,
    /// People, ascending.
    pub points: Vec<u32>,
}

/// The component of everybody, numbered by their smallest member's order. Cost: linear.
pub fn components(network: &Network) -> Vec<u32> {
    let mut of = vec![u32::MAX; network.len()];
    let mut stack = Vec::new();
    let mut next = 0;
    for start in network.nodes() {
        if of[start as usize] != u32::MAX {
            continue;
        }
        of[start as usize] = next;
        stack.push(start);
        while let Some(at) = stack.pop() {
            for to in network.neighbours(at) {
                if of[*to as usize] == u32::MAX {
                    of[*to as usize] = next;
                    stack.push(*to);
                }
            }
        }
        next += 1;
    }
    of
}

/// Every cut edge and cut point, by one walk into the depth that notes how far up each subtree reaches back; without
/// recursion, so that a chain of a hundred thousand people does not overflow the stack.
///
/// Source: Hopcroft & Tarjan, Efficient algorithms for graph manipulation (1973). Cost: linear.
pub fn cuts(network: &Network) -> Cuts {
    let n = network.len();
    let (mut entered, mut reach) = (vec![0_u32; n], vec![0_u32; n]);
    let mut next: Vec<usize> = network.nodes().map(|person| network.row(person).start).collect();
    let mut above = vec![u32::MAX; n];
    let mut is_point = vec![false; n];
    let mut cuts = Cuts::default();
    let mut clock = 0;
    let mut path = Vec::new();
    for root in network.nodes() {
        if entered[root as usize] != 0 {
            continue;
        }
        clock += 1;
        entered[root as usize] = clock;
        reach[root as usize] = clock;
        path.push(root);
        let mut children = 0;
        while let Some(at) = path.last().copied() {
            let here = at as usize;
            let row = network.row(at);
            if next[here] < row.end {
                let to = network.neighbours(at)[next[here] - row.start];
                next[here] += 1;
                if entered[to as usize] == 0 {
                    clock += 1;
                    entered[to as usize] = clock;
                    reach[to as usize] = clock;
                    above[to as usize] = at;
                    path.push(to);
                } else if to != above[here] {
                    reach[here] = reach[here].min(entered[to as usize]);
                }
                continue;
            }
            path.pop();
            let Some(parent) = path.last().copied() else { continue };
            let up = parent as usize;
            reach[up] = reach[up].min(reach[here]);
            if reach[here] > entered[up] {
                cuts.edges.push([at.min(parent), at.max(parent)]);
            }
            if parent == root {
                children += 1;
            } else if reach[here] >= entered[up] {
                is_point[up] = true;
            }
        }
        is_point[root as usize] = children > 1;
    }
    cuts.edges.sort_unstable();
    cuts.points = network.nodes().filter(|person| is_point[*person as usize]).collect();
    cuts
}

/// The pieces, counted. Cost: linear.
pub fn pieces(network: &Network) -> Pieces {
    let of = components(network);
    let count = of.iter().map(|component| component + 1).max().unwrap_or(0);
    let mut sizes = vec![0_u32; count as usize];
    for component in &of {
        sizes[*component as usize] += 1;
    }
    let giant = sizes.iter().copied().max().unwrap_or(0);
    let cuts = cuts(network);
    Pieces {
        components: count,
        isolates: node(network.nodes().filter(|person| network.degree(*person) == 0).count()),
        giant,
        giant_share: share(f64::from(giant), real(network.len())),
        cut_edges: node(cuts.edges.len()),
        cut_points: node(cuts.points.len()),
    }
}
