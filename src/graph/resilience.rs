//! How many people must leave before two groups lose every tie.
//!
//! That is the minimum vertex cover of the bipartite graph of ties between them, which is as large as its maximum
//! matching. Source: Kőnig (1931); the matching by Hopcroft & Karp, An n^(5/2) algorithm for maximum matchings in
//! bipartite graphs (1973).

use serde::{Deserialize, Serialize};

use super::groups::Groups;
use super::network::{Network, node};

/// Two groups with ties between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The groups, the smaller first.
    pub groups: [u32; 2],
    /// Ties between them, by the groups on the day two people last met.
    pub ties: u64,
    /// People on the first and the second side of these ties.
    pub contributors: [u32; 2],
    /// People who must leave before every tie between those who are in the two groups **today** is lost.
    pub resilience: u32,
}

/// Every pair of groups with a tie, sorted. Cost: a sort of the ties across, and a matching for each pair.
pub fn pairs(network: &Network, groups: &Groups) -> Vec<Pair> {
    let ordered = |groups: [u32; 2], people: [u32; 2]| {
        let [[a, p], [b, q]] = [[groups[0], people[0]], [groups[1], people[1]]];
        if a <= b { ([a, b], [p, q]) } else { ([b, a], [q, p]) }
    };
    // Then and now: the groups on the day they met for the count, those of today for who would have to leave.
    let mut then = Vec::new();
    let mut now = Vec::new();
    for tie in network.ties() {
        if tie.is_across() {
            then.push(ordered(tie.groups, tie.people));
        }
        let today = tie.people.map(|person| groups.of(person));
        if today[0] != today[1] {
            now.push(ordered(today, tie.people));
        }
    }
    then.sort_unstable();
    now.sort_unstable();
    let mut held: Vec<([u32; 2], u32)> = now
        .chunk_by(|one, other| one.0 == other.0)
        .map(|ties| (ties[0].0, matching(ties.iter().map(|(_, people)| *people))))
        .collect();
    held.sort_unstable();
    let mut all: Vec<Pair> = then
        .chunk_by(|one, other| one.0 == other.0)
        .map(|ties| Pair {
            groups: ties[0].0,
            ties: ties.len() as u64,
            contributors: [0, 1].map(|side| {
                let mut people: Vec<u32> = ties.iter().map(|(_, people)| people[side]).collect();
                people.sort_unstable();
                people.dedup();
                node(people.len())
            }),
            resilience: 0,
        })
        .collect();
    let counted = all.len();
    for (groups, resilience) in held {
        match all[..counted].binary_search_by_key(&groups, |pair| pair.groups) {
            Ok(at) => all[at].resilience = resilience,
            // They met as members of other groups.
            Err(_) => all.push(Pair { groups, ties: 0, contributors: [0, 0], resilience }),
        }
    }
    all.sort_unstable_by_key(|pair| pair.groups);
    all
}

/// For each group of today, how many people must leave before it loses every tie to all others.
/// Cost: a matching for each group.
pub fn holds(network: &Network, groups: &Groups) -> Vec<u32> {
    let mut ties: Vec<(u32, [u32; 2])> = Vec::new();
    for tie in network.ties() {
        let [p, q] = tie.people;
        let [a, b] = [groups.of(p), groups.of(q)];
        if a != b {
            ties.extend([(a, [p, q]), (b, [q, p])]);
        }
    }
    ties.sort_unstable();
    let mut holds = vec![0; groups.count()];
    for ties in ties.chunk_by(|one, other| one.0 == other.0) {
        holds[ties[0].0 as usize] = matching(ties.iter().map(|(_, people)| *people));
    }
    holds
}

/// The size of a maximum matching of a bipartite graph; its edges are (one side, other side), each side with its own
/// names. Cost: O(m √n).
pub fn matching(edges: impl Iterator<Item = [u32; 2]>) -> u32 {
    let mut edges: Vec<[u32; 2]> = edges.collect();
    edges.sort_unstable();
    edges.dedup();
    let mut right: Vec<u32> = edges.iter().map(|edge| edge[1]).collect();
    right.sort_unstable();
    right.dedup();
    let place = |name: u32| right.partition_point(|known| *known < name);
    let rows: Vec<Vec<usize>> = edges
        .chunk_by(|one, other| one[0] == other[0])
        .map(|row| row.iter().map(|edge| place(edge[1])).collect())
        .collect();
    Search::new(rows, right.len()).run()
}

const NONE: usize = usize::MAX;

struct Search {
    rows: Vec<Vec<usize>>,
    /// Whom each on the left, and each on the right, is matched with.
    left: Vec<usize>,
    right: Vec<usize>,
    /// Steps from a free one on the left, by alternating paths.
    level: Vec<usize>,
    next: Vec<usize>,
}

impl Search {
    fn new(rows: Vec<Vec<usize>>, right: usize) -> Self {
        let n = rows.len();
        Self {
            rows,
            left: vec![NONE; n],
            right: vec![NONE; right],
            level: vec![0; n],
            next: vec![0; n],
        }
    }

    fn run(mut self) -> u32 {
        let mut size = 0;
        while self.layer() {
            self.next.fill(0);
            for start in 0..self.rows.len() {
                if self.left[start] == NONE && self.augment(start) {
                    size += 1;
                }
            }
        }
        size
    }

    /// Levels of the left side; is there a free one on the right to be reached?
    fn layer(&mut self) -> bool {
        self.level.fill(NONE);
        let mut queue: Vec<usize> =
            (0..self.rows.len()).filter(|at| self.left[*at] == NONE).collect();
        for at in &queue {
            self.level[*at] = 0;
        }
        let (mut head, mut found) = (0, false);
        while let Some(at) = queue.get(head).copied() {
            head += 1;
            for to in &self.rows[at] {
                match self.right[*to] {
                    NONE => found = true,
                    other if self.level[other] == NONE => {
                        self.level[other] = self.level[at] + 1;
                        queue.push(other);
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// Looks for an augmenting path along the levels, without recursion, and flips it.
    fn augment(&mut self, start: usize) -> bool {
        let mut path = vec![start];
        while let Some(at) = path.last().copied() {
            let Some(to) = self.rows[at].get(self.next[at]).copied() else {
                // A dead end: nobody comes here again in this phase.
                self.level[at] = NONE;
                path.pop();
                continue;
            };
            self.next[at] += 1;
            match self.right[to] {
                NONE => {
                    // Each on the path takes the one it last looked at.
                    for at in path {
                        let to = self.rows[at][self.next[at] - 1];
                        self.left[at] = to;
                        self.right[to] = at;
                    }
                    return true;
                }
                other if self.level[other] == self.level[at].wrapping_add(1) => path.push(other),
                _ => {}
            }
        }
        false
    }
}
