//! Exact prices: rounded from the linear programme, mended until every pair and trio is covered, and summed.

use rayon::prelude::*;

use super::certificate::SCALE;
use super::instance::{FORBIDDEN, Instance};
use super::relax::{Case, Cut, Link, Prices};

/// No requirement: the pair may not meet, or not in this case.
const NONE: i64 = i64::MIN;

/// Prices that cover everything, and what they prove.
#[derive(Debug, Clone, Default)]
pub struct Exact {
    /// The prices. Units: 1/[`SCALE`] milli-connection.
    pub prices: Prices<i64>,
    /// The bound they prove for the case. Units: 1/[`SCALE`] milli-connection.
    pub sum: i64,
    /// Every plan's value is a multiple of this. Units: milli-connections.
    pub grain: i64,
}

impl Exact {
    /// The bound in whole milli-connections, and among those one that a value can reach.
    #[must_use]
    pub fn bound(&self) -> i64 {
        let grain = self.grain.max(1);
        self.sum.div_euclid(SCALE * grain) * grain
    }
}

/// What the relaxation's prices did not cover: candidates for new columns.
#[derive(Debug, Clone, Default)]
pub struct Uncovered {
    /// Pairs, with by how much, largest first.
    pub pairs: Vec<(i64, usize, usize)>,
    /// The trio that gains most, if one does.
    pub trios: Vec<[usize; 3]>,
}

/// Rounds a real price to the nearest fraction.
#[expect(
    clippy::cast_possible_truncation,
    reason = "prices are far below 2^47 milli-connections; wild ones saturate"
)]
fn round(price: f64) -> i64 {
    #[expect(clippy::cast_precision_loss, reason = "the scale is a power of two")]
    let scaled = price * SCALE as f64;
    (scaled.round() as i64).clamp(-(1 << 50), 1 << 50)
}

/// Rounds all prices.
#[must_use]
pub fn rounded(prices: &Prices<f64>) -> Prices<i64> {
    Prices {
        people: prices.people.iter().map(|&u| round(u)).collect(),
        seats: prices.seats.iter().map(|&s| round(s).max(0)).collect(),
        links: prices.links.iter().map(|(&link, &price)| (link, round(price))).collect(),
        cuts: prices
            .cuts
            .iter()
            .map(|&(c, z)| (c, round(z).max(0)))
            .filter(|(_, z)| *z > 0)
            .collect(),
        trio: round(prices.trio),
    }
}

/// A case with prices, laid out for looking at all pairs.
pub struct Ledger<'a> {
    instance: &'a Instance,
    case: &'a Case,
    pool: &'a [Cut],
    forced: Vec<Vec<usize>>,
    prices: Prices<i64>,
    /// What each pair's two people must pay together, before cuts; n × n.
    need: Vec<i64>,
    /// What the cuts pay of it; n × n, or empty without cuts.
    paid: Vec<i64>,
}

impl<'a> Ledger<'a> {
    /// Lays out the prices. Cost: all pairs, times the cuts in force.
    #[must_use]
    pub fn new(
        instance: &'a Instance,
        case: &'a Case,
        pool: &'a [Cut],
        mut prices: Prices<i64>,
    ) -> Self {
        let n = instance.n;
        let teams = instance.teams;
        prices.people.resize(n, 0);
        prices.seats.resize(teams, 0);
        // A price above the first step gains nothing for the link and only burdens its pairs.
        for (link, price) in &mut prices.links {
            if case.range(instance, *link).0 == 0 {
                *price = (*price).min(SCALE * instance.step(link.0, link.1, 1));
            }
        }
        let mut link = vec![0; teams * teams];
        for a in 0..teams {
            for b in a + 1..teams {
                link[a * teams + b] = SCALE * instance.step(a, b, 1);
            }
        }
        for (&(a, b), &price) in &prices.links {
            link[a * teams + b] = price;
        }
        for a in 0..teams {
            for b in 0..a {
                link[a * teams + b] = link[b * teams + a];
            }
        }
        let own: Vec<i64> =
            (0..n).map(|p| SCALE * instance.person[p] - prices.seats[instance.team[p]]).collect();
        let mut need = vec![NONE; n * n];
        if n > 0 {
            need.par_chunks_mut(n).enumerate().for_each(|(p, row)| {
                let (values, fresh) = (instance.values(p), instance.freshness(p));
                let links = &link[instance.team[p] * teams..];
                for q in 0..n {
                    if values[q] != FORBIDDEN {
                        let price = if fresh[q] { links[instance.team[q]] } else { 0 };
                        row[q] = SCALE * i64::from(values[q]) + own[p] + own[q] + price;
                    }
                }
            });
        }
        for &(p, q) in &case.apart {
            need[p * n + q] = NONE;
            need[q * n + p] = NONE;
        }
        let mut paid = Vec::new();
        if !prices.cuts.is_empty() {
            paid = vec![0; n * n];
            // Which links each cut has, so that a pair's charge is a look-up.
            let linked: Vec<Vec<bool>> = prices
                .cuts
                .iter()
                .map(|&(c, _)| {
                    let mut linked =
                        vec![false; if pool[c].links.is_empty() { 0 } else { teams * teams }];
                    for &(a, b) in &pool[c].links {
                        linked[a * teams + b] = true;
                        linked[b * teams + a] = true;
                    }
                    linked
                })
                .collect();
            let cuts = &prices.cuts;
            paid.par_chunks_mut(n).enumerate().for_each(|(p, row)| {
                let fresh = instance.freshness(p);
                for (&(c, z), linked) in cuts.iter().zip(&linked) {
                    let weight = &pool[c].weight;
                    let own = i64::from(weight[p]);
                    if linked.is_empty() {
                        for (paid, &other) in row.iter_mut().zip(weight) {
                            *paid += z * ((own + i64::from(other)) >> 1);
                        }
                    } else {
                        let links = &linked[instance.team[p] * teams..][..teams];
                        for q in 0..n {
                            let less = i64::from(fresh[q] && links[instance.team[q]]);
                            row[q] += z * ((own + i64::from(weight[q]) - less) >> 1);
                        }
                    }
                }
            });
        }
        Self { instance, case, pool, forced: case.forced(n), prices, need, paid }
    }

    fn single(&self, p: usize, q: usize) -> bool {
        if self.case.inside.contains(&p) || self.case.inside.contains(&q) {
            return false;
        }
        let fits =
            |list: &[usize], other: usize| list.is_empty() || list.iter().all(|&x| x == other);
        fits(&self.forced[p], q) && fits(&self.forced[q], p)
    }

    /// What p and q must pay together, or [`NONE`] when no group is just them.
    fn due(&self, p: usize, q: usize) -> i64 {
        let at = p * self.instance.n + q;
        let need = self.need[at];
        if need == NONE || !self.single(p, q) {
            return NONE;
        }
        if self.paid.is_empty() { need } else { need - self.paid[at] }
    }

    /// By how much each pair and trio is uncovered at these prices; at most `each` pairs a person.
    #[must_use]
    pub fn uncovered(&self, least: i64, each: usize) -> Uncovered {
        let n = self.instance.n;
        let people = &self.prices.people;
        let mut pairs: Vec<(i64, usize, usize)> = (0..n)
            .into_par_iter()
            .flat_map_iter(|p| {
                let mut own: Vec<(i64, usize, usize)> = (0..n)
                    .filter_map(|q| {
                        let due = self.due(p, q);
                        let lack = if due == NONE { NONE } else { due - people[p] - people[q] };
                        (lack > least).then_some((lack, p.min(q), p.max(q)))
                    })
                    .collect();
                own.sort_unstable_by_key(|&(lack, p, q)| (-lack, p, q));
                // Members of one team are often alike: one of them is enough for a round.
                let mut seen = Vec::new();
                own.retain(|&(_, a, b)| {
                    let team = self.instance.team[if a == p { b } else { a }];
                    let take = seen.len() < each && !seen.contains(&team);
                    if take {
                        seen.push(team);
                    }
                    take
                });
                own
            })
            .collect();
        pairs.sort_unstable_by_key(|&(lack, p, q)| (-lack, p, q));
        pairs.dedup();
        let mut found = Uncovered { pairs, trios: Vec::new() };
        if self.instance.trio {
            let (best, trios) =
                self.best_trios(self.prices.trio + least, if n > 60 { 3_000 } else { 60 });
            if best > self.prices.trio + least {
                found.trios = varied(trios, n);
            }
        }
        found
    }

    /// The most a trio gains against the prices of its people, if more than `floor`, and some of the best trios.
    ///
    /// Cost: all trios whose pairs leave them a chance.
    fn best_trios(&self, floor: i64, most: usize) -> (i64, Vec<[usize; 3]>) {
        let n = self.instance.n;
        let people = &self.prices.people;
        let net: Vec<i64> = (0..n)
            .map(|p| {
                people[p] + self.prices.seats[self.instance.team[p]]
                    - SCALE * self.instance.person[p]
            })
            .collect();
        let loose: i64 = self
            .prices
            .cuts
            .iter()
            .filter(|(c, _)| !self.pool[*c].links.is_empty())
            .map(|(_, z)| 2 * z)
            .sum();
        let flat: Vec<(usize, i64)> = self
            .prices
            .cuts
            .iter()
            .copied()
            .filter(|(c, _)| self.pool[*c].links.is_empty())
            .collect();
        // Threefold, so that a third of each cut for each pair stays whole; see `certify::trio` for the reasoning.
        let part: Vec<i64> = (0..n * n)
            .into_par_iter()
            .map(|at| {
                let (p, q) = (at / n, at % n);
                if p >= q || self.need[at] == NONE {
                    return NONE;
                }
                let charge: i64 = flat
                    .iter()
                    .map(|&(c, z)| {
                        z * i64::from((self.pool[c].weight[p] + self.pool[c].weight[q]) >> 1)
                    })
                    .sum();
                3 * (self.need[at] - people[p] - people[q]) - charge
            })
            .collect();
        let best_part = part.iter().copied().max().unwrap_or(NONE);
        if best_part == NONE {
            return (floor, Vec::new());
        }
        let best_net = net.iter().copied().max().unwrap_or(0);
        let mut floor = floor;
        let mut found: Vec<(i64, [usize; 3])> = Vec::new();
        let mut near: Vec<usize> = Vec::new();
        for p in 0..n {
            near.clear();
            near.extend((p + 1..n).filter(|&q| {
                let own = part[p * n + q];
                own != NONE
                    && own + 2 * best_part + 3 * (net[p] + net[q] + best_net + loose - floor) > 0
            }));
            for (i, &q) in near.iter().enumerate() {
                for &r in &near[i + 1..] {
                    let third = part[q * n + r];
                    if third == NONE {
                        continue;
                    }
                    let sum = part[p * n + q] + part[p * n + r] + third;
                    if sum + 3 * (net[p] + net[q] + net[r] + loose - floor) <= 0 {
                        continue;
                    }
                    let gain = self.trio_gain([p, q, r]);
                    if gain > floor && self.case.allows(&self.forced, &[p, q, r]) {
                        found.push((gain, [p, q, r]));
                        if found.len() >= 8 * most {
                            found.sort_unstable_by_key(|&(gain, trio)| (-gain, trio));
                            found.truncate(most);
                            floor = found.last().map_or(floor, |last| last.0);
                        }
                    }
                }
            }
        }
        found.sort_unstable_by_key(|&(gain, trio)| (-gain, trio));
        found.truncate(most);
        (
            found.first().map_or(floor, |first| first.0),
            found.into_iter().map(|(_, trio)| trio).collect(),
        )
    }

    fn trio_gain(&self, [p, q, r]: [usize; 3]) -> i64 {
        let (n, people) = (self.instance.n, &self.prices.people);
        let pairs = self.need[p * n + q] + self.need[p * n + r] + self.need[q * n + r];
        // Every member's presence and seat was counted in two pairs.
        let twice: i64 = [p, q, r]
            .iter()
            .map(|&x| SCALE * self.instance.person[x] - self.prices.seats[self.instance.team[x]])
            .sum();
        let cuts: i64 = self
            .prices
            .cuts
            .iter()
            .map(|&(c, z)| z * self.pool[c].of_group(self.instance, &[p, q, r]))
            .sum();
        pairs - twice - people[p] - people[q] - people[r] - cuts
    }

    /// Mends the people's prices until every pair is covered, lowers what is too dear, prices the trio, and sums up.
    ///
    /// Cost: three looks at all pairs.
    #[must_use]
    pub fn mend(mut self) -> Exact {
        let n = self.instance.n;
        for p in 0..n {
            if !self.case.needs(&self.forced, p) {
                self.prices.people[p] = self.prices.people[p].max(0);
            }
        }
        for p in 0..n {
            for q in p + 1..n {
                let due = self.due(p, q);
                if due != NONE {
                    let lack = due - self.prices.people[p] - self.prices.people[q];
                    if lack > 0 {
                        self.prices.people[p] += lack / 2;
                        self.prices.people[q] += lack - lack / 2;
                    }
                }
            }
        }
        for p in 0..n {
            let free = !self.case.needs(&self.forced, p);
            let mut least = if free { 0 } else { NONE };
            for q in 0..n {
                let due = self.due(p, q);
                if due != NONE {
                    least = least.max(due - self.prices.people[q]);
                }
            }
            if least != NONE && least < self.prices.people[p] {
                self.prices.people[p] = least;
            }
        }
        self.prices.trio = 0;
        if self.instance.trio {
            let floor = if self.case.inside.is_empty() { 0 } else { -(1 << 50) };
            self.prices.trio = self.best_trios(floor, 1).0;
        }
        let sum = self.sum();
        Exact { prices: self.prices, sum, grain: self.instance.grain }
    }

    fn sum(&self) -> i64 {
        let prices = &self.prices;
        let mut sum = prices.people.iter().sum::<i64>() + prices.trio;
        for (t, price) in prices.seats.iter().enumerate() {
            sum += price * i64::try_from(self.instance.seats[t]).unwrap_or(0);
        }
        sum += prices.cuts.iter().map(|&(c, z)| z * self.pool[c].right).sum::<i64>();
        let mut links: Vec<Link> = prices.links.keys().copied().collect();
        links.extend(self.case.links.keys());
        links.extend(prices.cuts.iter().flat_map(|&(c, _)| &self.pool[c].links));
        links.sort_unstable();
        links.dedup();
        sum + links.into_iter().map(|link| self.link_gain(link)).sum::<i64>()
    }

    /// The most a link gains against its price, within the case's range.
    fn link_gain(&self, link: Link) -> i64 {
        let price = self
            .prices
            .links
            .get(&link)
            .copied()
            .unwrap_or_else(|| SCALE * self.instance.step(link.0, link.1, 1));
        let (low, high) = self.case.range(self.instance, link);
        let (mut worth, mut best) = (0, if low == 0 { 0 } else { NONE });
        for nth in 1..=high {
            worth += SCALE * self.instance.step(link.0, link.1, nth) - price;
            worth -= self
                .prices
                .cuts
                .iter()
                .filter(|(c, _)| self.pool[*c].steps.contains(&(link, nth)))
                .map(|(_, z)| z)
                .sum::<i64>();
            if nth >= low {
                best = best.max(worth);
            }
        }
        best
    }
}

/// The first of these trios that share no pair too often, so that one round of columns covers many prices.
fn varied(trios: Vec<[usize; 3]>, n: usize) -> Vec<[usize; 3]> {
    let mut seen = std::collections::HashMap::new();
    let mut kept = Vec::new();
    for [p, q, r] in trios {
        let pairs = [p * n + q, p * n + r, q * n + r];
        if pairs.iter().all(|pair| seen.get(pair).copied().unwrap_or(0) < 2) {
            for pair in pairs {
                *seen.entry(pair).or_insert(0) += 1;
            }
            kept.push([p, q, r]);
        }
    }
    kept
}
