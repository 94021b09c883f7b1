//! Prices of people, seats and links that settle over candidate pairs: the smoothed dual, one price at a time.
//!
//! With y = exp((worth + link − net of both) / warmth) for every candidate pair, each step sets one person's, one
//! team's or one link's price so that its own constraint holds exactly, which lowers the smoothed dual as far as that
//! price can. As it cools, the prices go to those of the linear programme.
//!
//! The arithmetic is real, but of additions, multiplications and divisions only, one after the other: the same on
//! every machine.

use std::collections::HashMap;

use super::super::crowd::Crowd;
use super::super::{Budget, SCALE};
use super::field::{Link, Tolls};
use super::real::{exp, ln, real};

/// No link.
const NONE: u32 = u32::MAX;

/// From here on a link that nothing decided uses and a single pair asks for: its price is what its first connection
/// adds, always. The number is one more than its ties, beyond this.
const SINGLE: u32 = 1 << 31;

/// Prices move less than this part of the warmth: they stand still.
const STILL: f64 = 1.0 / 16.0;

/// A candidate pair seen from one of its two.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) with: u32,
    link: u32,
    /// Value without link and presence, and below 1 the seed's favour. Units: milli-connections.
    worth: f64,
}

impl Edge {
    /// Whether the pair would be a new connection.
    pub(super) fn fresh(&self) -> bool {
        self.link != NONE
    }

    /// Value without link and presence. Units: milli-connections.
    pub(super) fn whole(&self) -> i64 {
        #[expect(clippy::cast_possible_truncation, reason = "worths are far below 2^52")]
        let whole = self.worth.floor() as i64;
        whole
    }
}

/// A link that candidate pairs use.
struct Tie {
    link: Link,
    /// What the next connections add, falling. Units: milli-connections.
    steps: Vec<f64>,
    /// What the very first one adds.
    first: f64,
    price: f64,
}

impl Tie {
    /// The link that so many candidate pairs ask for.
    fn new(crowd: &Crowd, link: Link, count: usize, rest: &impl Rest) -> Self {
        let (a, b) = (link.0 as usize, link.1 as usize);
        let (ties, made) = (crowd.ties(a, b), rest.made(a, b));
        // More than there are can not be asked for.
        let top = crowd.most_links(a, b).min(count).max(1);
        let step = |nth| real(crowd.step(ties, nth));
        let steps: Vec<f64> = (made + 1..=made + top).map(step).collect();
        Self { link, price: steps[0], first: step(1), steps }
    }
}

/// Candidate pairs, and the links they use.
pub(super) struct Graph {
    first: Vec<u32>,
    edges: Vec<Edge>,
    ties: Vec<Tie>,
    /// What the n-th connection between two teams adds.
    single: Vec<f64>,
}

/// What is decided already, and how to choose between equals.
pub(super) trait Rest {
    /// Whether somebody is still to be placed.
    fn free(&self, p: u32) -> bool;
    /// New connections between two teams that are decided.
    fn made(&self, a: usize, b: usize) -> usize;
    /// A number below 1 for each pair.
    fn favour(&self, p: u32, q: u32) -> f64;
}

/// Nothing is decided.
pub(super) struct Everybody;

impl Rest for Everybody {
    fn free(&self, _: u32) -> bool {
        true
    }
    fn made(&self, _: usize, _: usize) -> usize {
        0
    }
    fn favour(&self, _: u32, _: u32) -> f64 {
        0.0
    }
}

impl Graph {
    /// The graph of these candidates; each pair is seen from both sides, once.
    pub(super) fn new(crowd: &Crowd, candidates: &[Vec<u32>], rest: &impl Rest) -> Self {
        let most = 2 * candidates.iter().map(Vec::len).sum::<usize>();
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(most);
        let free = candidates
            .iter()
            .zip(0u32..)
            .filter(|(_, p)| rest.free(*p))
            .flat_map(|(list, p)| list.iter().map(move |&q| (p, q)))
            .filter(|(_, q)| rest.free(*q));
        pairs.extend(free.flat_map(|(p, q)| [(p, q), (q, p)]));
        pairs.sort_unstable();
        pairs.dedup();
        // Most links of a large round are asked for by a single pair, and need no place of their own.
        let mut asked: Vec<Link> = pairs
            .iter()
            .filter(|(p, q)| p < q && crowd.worth(*p as usize, *q as usize).is_some_and(|w| w.1))
            .map(|&(p, q)| crowd.link(p as usize, q as usize))
            .collect();
        asked.sort_unstable();
        let ties: Vec<Tie> = asked
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() > 1 || rest.made(same[0].0 as usize, same[0].1 as usize) > 0)
            .map(|same| Tie::new(crowd, same[0], same.len(), rest))
            .collect();
        drop(asked);
        let number: HashMap<Link, u32> =
            ties.iter().zip(0..).map(|(tie, number)| (tie.link, number)).collect();
        let most = usize::try_from(crowd.thin).unwrap_or(0) + 1;
        let mut single: Vec<f64> = Vec::new();
        let mut first = vec![0u32; crowd.n + 1];
        let mut edges = Vec::with_capacity(pairs.len());
        for (p, q) in pairs {
            let Some((worth, fresh)) = crowd.worth(p as usize, q as usize) else { continue };
            let mut link = NONE;
            if fresh {
                let key = crowd.link(p as usize, q as usize);
                link = number.get(&key).copied().unwrap_or_else(|| {
                    let (a, b) = (key.0 as usize, key.1 as usize);
                    let nth = (crowd.ties(a, b) as usize).saturating_add(1).min(most);
                    while single.len() <= nth {
                        single.push(real(crowd.step(0, single.len().max(1))));
                    }
                    SINGLE + u32::try_from(nth).unwrap_or(0)
                });
            }
            let worth = real(worth) + rest.favour(p.min(q), p.max(q));
            edges.push(Edge { with: q, link, worth });
            first[p as usize + 1] += 1;
        }
        for p in 0..crowd.n {
            first[p + 1] += first[p];
        }
        Self { first, edges, ties, single }
    }

    /// The candidates of a person.
    pub(super) fn of(&self, p: usize) -> &[Edge] {
        &self.edges[self.first[p] as usize..self.first[p + 1] as usize]
    }

    fn over(&self, edge: &Edge) -> f64 {
        match edge.link {
            NONE => edge.worth,
            link if link >= SINGLE => edge.worth + self.single[(link - SINGLE) as usize],
            link => edge.worth + self.ties[link as usize].price,
        }
    }

    /// All pairs, likeliest first. Cost: a sort.
    pub(super) fn likeliest(&self, prices: &Prices) -> Vec<(u32, u32)> {
        let mut all = Vec::with_capacity(self.edges.len() / 2);
        for (p, id) in (0..self.first.len() - 1).zip(0u32..) {
            for edge in self.of(p) {
                if edge.with > id {
                    let over = self.over(edge) - prices.net[p] - prices.net[edge.with as usize];
                    all.push((over, id, edge.with));
                }
            }
        }
        all.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
        all.into_iter().map(|(_, p, q)| (p, q)).collect()
    }
}

/// Real prices under way. Units: milli-connections.
#[derive(Debug, Clone, Default)]
pub(super) struct Prices {
    /// As [`Tolls::net`].
    pub(super) net: Vec<f64>,
    /// Of a team's seats.
    pub(super) seats: Vec<f64>,
    /// Of links that are not priced at what their first connection is worth.
    pub(super) links: HashMap<Link, f64>,
}

impl Prices {
    /// The prices in whole fractions.
    pub(super) fn tolls(&self) -> Tolls {
        #[expect(clippy::cast_possible_truncation, reason = "prices are far below 2^47")]
        let whole = |price: f64| (price * real(SCALE)).round() as i64;
        Tolls {
            net: self.net.iter().map(|&price| whole(price)).collect(),
            seats: self.seats.iter().map(|&price| whole(price).max(0)).collect(),
            links: self.links.iter().map(|(&link, &price)| (link, whole(price).max(0))).collect(),
        }
    }
}

/// From how warm to how cold, what is left of the warmth after each step, and how often prices move at each. Units:
/// milli-connections.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cooling {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) by: f64,
    pub(super) sweeps: usize,
}

/// Those who are still to be placed, by team, and the seats left.
pub(super) struct Pool<'a> {
    pub(super) members: &'a [Vec<u32>],
    pub(super) seats: &'a [usize],
}

/// Lets the prices settle while it cools.
///
/// Cost: each sweep is linear in the candidate pairs.
pub(super) fn settle(
    crowd: &Crowd,
    pool: &Pool<'_>,
    graph: &mut Graph,
    prices: &mut Prices,
    cooling: Cooling,
    budget: &Budget<'_>,
) {
    for tie in &mut graph.ties {
        let known = prices.links.get(&tie.link).copied().unwrap_or(tie.first);
        tie.price = known.min(tie.steps[0]);
    }
    let mut asked = vec![0.0; graph.ties.len()];
    let mut warmth = cooling.from;
    while warmth >= cooling.to {
        for _ in 0..cooling.sweeps {
            if budget.is_over() {
                return;
            }
            let people = settle_people(crowd, pool, graph, prices, warmth);
            let links = settle_links(graph, prices, &mut asked, warmth);
            if people.max(links) < warmth * STILL {
                break;
            }
        }
        warmth *= cooling.by;
    }
    // Links that nobody asks for are worth their first step again.
    prices.links.clear();
    for tie in &graph.ties {
        if tie.price < tie.first {
            prices.links.insert(tie.link, tie.price);
        }
    }
}

/// Everybody's price once; says by how much one moved at most.
fn settle_people(
    crowd: &Crowd,
    pool: &Pool<'_>,
    graph: &Graph,
    prices: &mut Prices,
    warmth: f64,
) -> f64 {
    let mut moved: f64 = 0.0;
    for (t, members) in pool.members.iter().enumerate() {
        if pool.seats[t] < members.len() {
            let aims: Vec<f64> = members.iter().map(|&p| aim(graph, prices, p, warmth)).collect();
            let worth =
                members.iter().zip(&aims).map(|(&p, aim)| aim + real(crowd.presence[p as usize]));
            prices.seats[t] = seat_price(worth.collect(), pool.seats[t], warmth);
            for (&p, &aim) in members.iter().zip(&aims) {
                // Members who may meet each other moved on what the others were: half the way, lest they swing.
                let old = prices.net[p as usize];
                let aim = if crowd.cross_team() { aim } else { f64::midpoint(aim.max(-1e15), old) };
                moved = moved.max(set(crowd, prices, p, aim));
            }
        } else {
            prices.seats[t] = 0.0;
            for &p in members {
                let aim = aim(graph, prices, p, warmth);
                moved = moved.max(set(crowd, prices, p, aim));
            }
        }
    }
    moved
}

/// The price at which somebody is in one pair; −∞ without candidates.
fn aim(graph: &Graph, prices: &Prices, p: u32, warmth: f64) -> f64 {
    let edges = graph.of(p as usize);
    if edges.is_empty() {
        return f64::NEG_INFINITY;
    }
    let due = |edge: &Edge| graph.over(edge) - prices.net[edge.with as usize];
    let top = edges.iter().map(due).fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = edges.iter().map(|edge| exp((due(edge) - top) / warmth)).sum();
    top + warmth * ln(sum)
}

/// Sets a person's price, but never so that their own part of it is below 0; says by how much it moved.
fn set(crowd: &Crowd, prices: &mut Prices, p: u32, aim: f64) -> f64 {
    let p = p as usize;
    let new = aim.max(prices.seats[crowd.team[p] as usize] - real(crowd.presence[p]));
    let moved = (new - prices.net[p]).abs();
    prices.net[p] = new;
    moved
}

/// Every link's price once; says by how much one moved at most.
fn settle_links(graph: &mut Graph, prices: &Prices, asked: &mut [f64], warmth: f64) -> f64 {
    asked.fill(0.0);
    for p in 0..graph.first.len() - 1 {
        for edge in graph.of(p) {
            if edge.link < SINGLE && edge.with as usize > p {
                let over = graph.over(edge) - prices.net[p] - prices.net[edge.with as usize];
                asked[edge.link as usize] += exp((over / warmth).min(0.0));
            }
        }
    }
    let mut moved: f64 = 0.0;
    for (tie, &asked) in graph.ties.iter_mut().zip(&*asked) {
        let price = link_price(&tie.steps, tie.price, asked, warmth);
        moved = moved.max((price - tie.price).abs());
        tie.price = price;
    }
    moved
}

/// The seat's price at which as many of a team take part as have seats.
fn seat_price(mut worth: Vec<f64>, seats: usize, warmth: f64) -> f64 {
    let seats = real(i64::try_from(seats).unwrap_or(i64::MAX));
    worth.sort_by(|a, b| b.total_cmp(a));
    let coming =
        |price: f64| -> f64 { worth.iter().map(|w| exp(((w - price) / warmth).min(0.0))).sum() };
    let top = worth.first().copied().unwrap_or(0.0).max(0.0);
    let (mut low, mut high) = (0.0, top + 40.0 * warmth);
    if coming(low) <= seats {
        return 0.0;
    }
    for _ in 0..50 {
        let middle = f64::midpoint(low, high);
        if coming(middle) > seats {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// The price at which as many connections are asked for as have a step that is worth more.
fn link_price(steps: &[f64], price: f64, asked: f64, warmth: f64) -> f64 {
    if asked <= 0.0 {
        return steps[0];
    }
    // At a price x, asked · e^((x − price) / warmth) would be asked for; this is the price for so many.
    let at = |count: f64| price + warmth * ln(count / asked);
    let mut count = 0.0;
    for (nth, &step) in steps.iter().enumerate() {
        // Above this step `count` connections are worth it, below one more.
        if count > 0.0 && at(count) > step {
            return at(count).min(steps[nth - 1]);
        }
        count += 1.0;
        if at(count) >= step {
            return step;
        }
    }
    at(count).clamp(0.0, steps[steps.len() - 1])
}
