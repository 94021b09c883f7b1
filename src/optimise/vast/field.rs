//! The best partners of everybody at given prices, over all admissible pairs, without looking at each of them.

use std::collections::HashMap;

use rayon::prelude::*;

use super::super::crowd::Crowd;
use super::super::{Budget, SCALE};

/// People in a block that is looked at, or passed over, together.
const BLOCK: usize = 64;

/// Up to so many teams the dearest link of each is looked up.
const FEW_TEAMS: usize = 4_096;

/// Blocks in a stretch that is passed over together.
const STRETCH: usize = 64;

/// How many people are looked at before the budget is asked again.
const BREATH: usize = 16;

/// What a pair of one team has in place of a link's price when the rules forbid it.
const NEVER: i64 = i64::MIN / 4;

/// Two teams, the smaller number first.
pub(super) type Link = (u32, u32);

/// What people and links are priced at.
///
/// Units: 1/[`SCALE`] milli-connection.
#[derive(Debug, Clone, Default)]
pub(super) struct Tolls {
    /// What each person must get of a pair: price and seat's price, less what their taking part is worth. Shape: n.
    pub(super) net: Vec<i64>,
    /// Of a seat of each team. Shape: teams.
    pub(super) seats: Vec<i64>,
    /// Links that are not priced at what their first connection is worth.
    pub(super) links: HashMap<Link, i64>,
}

impl Tolls {
    /// What the link of two people's teams is priced at.
    pub(super) fn link(&self, crowd: &Crowd, p: usize, q: usize) -> i64 {
        let link = crowd.link(p, q);
        self.links.get(&link).copied().unwrap_or_else(|| SCALE * crowd.link_step(link, 1))
    }
}

/// Everybody in an order in which those who are alike stand together.
pub(super) struct Field<'a> {
    crowd: &'a Crowd,
    members: Vec<Vec<u32>>,
    order: Vec<u32>,
    place: Vec<u32>,
    topics: Vec<u64>,
    team: Vec<u32>,
    blocks: Parts,
    stretches: Parts,
}

/// People who stand together, taken together.
struct Parts {
    /// For each part, every topic that somebody in it has.
    any: Vec<u64>,
    /// For each part, the most topics that somebody in it has, at most 3.
    most: Vec<u32>,
    /// For each part, the team of everybody in it, if it is one.
    team: Vec<Option<u32>>,
}

impl Parts {
    fn new(crowd: &Crowd, order: &[u32], size: usize) -> Self {
        let width = crowd.topic_words();
        let mut parts = Self { any: Vec::new(), most: Vec::new(), team: Vec::new() };
        for part in order.chunks(size) {
            let mut all = vec![0; width];
            let mut most = 0;
            for &p in part {
                let own = crowd.topics(p as usize);
                for (all, own) in all.iter_mut().zip(own) {
                    *all |= own;
                }
                most = most.max(own.iter().map(|word| word.count_ones()).sum::<u32>());
            }
            parts.any.extend(all);
            parts.most.push(most.min(3));
            let team = crowd.team[part[0] as usize];
            let one = part.iter().all(|&p| crowd.team[p as usize] == team);
            parts.team.push(one.then_some(team));
        }
        parts
    }

    /// The most topics that somebody of a part can have in common with these, at most 3.
    fn common(&self, part: usize, own: &[u64]) -> i64 {
        let width = own.len();
        shared(&self.any[part * width..][..width], own).min(i64::from(self.most[part]))
    }
}

/// How many topics two have in common, at most 3.
fn shared(a: &[u64], b: &[u64]) -> i64 {
    if let ([a], [b]) = (a, b) {
        return three(a & b);
    }
    a.iter().zip(b).map(|(a, b)| three(a & b)).sum::<i64>().min(3)
}

/// What somebody meets the others with.
#[derive(Clone, Copy)]
struct Terms<'a> {
    /// The price of the link to each team, and what the bridge to it is worth.
    row: &'a [i64],
    /// The highest of them.
    top: i64,
    /// The net price of everybody, in the field's order, and the least of each block and stretch.
    net: &'a [i64],
    least: &'a [i64],
    least_far: &'a [i64],
    tolls: &'a Tolls,
    each: usize,
}

/// A partner, and what the pair leaves over for the person asked, at the partner's price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) gain: i64,
    pub(super) with: u32,
}

/// The best few offers of one person, best first.
struct Shortlist {
    offers: Vec<Offer>,
    most: usize,
    floor: i64,
}

impl Shortlist {
    fn add(&mut self, offer: Offer) {
        if offer.gain <= self.floor || self.offers.iter().any(|known| known.with == offer.with) {
            return;
        }
        let at = self.offers.partition_point(|known| known.gain >= offer.gain);
        self.offers.insert(at, offer);
        if self.offers.len() > self.most {
            self.offers.pop();
        }
        if self.offers.len() == self.most {
            self.floor = self.floor.max(self.offers[self.most - 1].gain);
        }
    }
}

/// min(3, number of bits), without a population count, which the oldest processors lack.
fn three(mut bits: u64) -> i64 {
    let mut count = i64::from(bits != 0);
    bits &= bits.wrapping_sub(1);
    count += i64::from(bits != 0);
    bits &= bits.wrapping_sub(1);
    count + i64::from(bits != 0)
}

impl<'a> Field<'a> {
    /// Puts these people in order, by their number of topics, then by these.
    pub(super) fn new(crowd: &'a Crowd, mut order: Vec<u32>) -> Self {
        let width = crowd.topic_words();
        let count = |p: usize| crowd.topics(p).iter().map(|word| word.count_ones()).sum::<u32>();
        order.sort_by_cached_key(|&p| (count(p as usize), crowd.topics(p as usize).to_vec(), p));
        let mut place = vec![0; crowd.n];
        let mut members = vec![Vec::new(); crowd.teams];
        let mut topics = Vec::with_capacity(order.len() * width);
        let mut team = Vec::with_capacity(crowd.n);
        for (&p, at) in order.iter().zip(0..) {
            place[p as usize] = at;
            topics.extend_from_slice(crowd.topics(p as usize));
            team.push(crowd.team[p as usize]);
            members[crowd.team[p as usize] as usize].push(p);
        }
        let blocks = Parts::new(crowd, &order, BLOCK);
        let stretches = Parts::new(crowd, &order, BLOCK * STRETCH);
        Self { crowd, members, order, place, topics, team, blocks, stretches }
    }

    /// Sets the prices of the links of team `a` where they are not what a first connection without ties is worth, with
    /// the bridges; says what they are at most.
    fn set_row(&self, a: usize, priced: &[(u32, i64)], row: &mut [i64]) -> i64 {
        let crowd = self.crowd;
        for &(b, ties) in crowd.near(a) {
            row[b as usize] = SCALE * crowd.step(ties, 1);
        }
        for &(b, price) in priced {
            row[b as usize] = price;
        }
        for &b in crowd.bridged(a) {
            row[b as usize] += SCALE * crowd.bridge;
        }
        row[a] = if crowd.cross_team() { NEVER } else { -SCALE * crowd.new_connection };
        if row.len() <= FEW_TEAMS {
            return row.iter().copied().max().unwrap_or(0);
        }
        let link = priced.iter().map(|(_, price)| *price).max().unwrap_or(0);
        let bridge = if crowd.bridged(a).is_empty() { 0 } else { SCALE * crowd.bridge };
        link.max(SCALE * crowd.thin) + bridge
    }

    /// Takes them back.
    fn clear_row(&self, a: usize, priced: &[(u32, i64)], row: &mut [i64]) {
        let first = SCALE * self.crowd.thin;
        for &(b, _) in self.crowd.near(a) {
            row[b as usize] = first;
        }
        for &(b, _) in priced {
            row[b as usize] = first;
        }
        for &b in self.crowd.bridged(a) {
            row[b as usize] = first;
        }
        row[a] = first;
    }

    /// The best offers of everybody.
    ///
    /// `each`: how many; `known`: people who were good before, so that little need be looked at.
    /// Cost: all pairs at worst; blocks that hold nothing better are passed over. In parallel, the same for any number
    /// of threads. Nothing when the budget ended on the way.
    pub(super) fn offers(
        &self,
        tolls: &Tolls,
        each: usize,
        known: &[Vec<u32>],
        budget: &Budget<'_>,
    ) -> Option<Vec<Vec<Offer>>> {
        let crowd = self.crowd;
        let net: Vec<i64> = self.order.iter().map(|&p| tolls.net[p as usize]).collect();
        let least = |net: &[i64], size| -> Vec<i64> {
            net.chunks(size).map(|part| part.iter().copied().min().unwrap_or(0)).collect()
        };
        let (near, far) = (least(&net, BLOCK), least(&net, BLOCK * STRETCH));
        let mut priced: Vec<Vec<(u32, i64)>> = vec![Vec::new(); crowd.teams];
        for (&(a, b), &price) in &tolls.links {
            priced[a as usize].push((b, price));
            priced[b as usize].push((a, price));
        }
        let by_team: Vec<Vec<(u32, Vec<Offer>)>> = (0..crowd.teams)
            .into_par_iter()
            .map_init(
                || vec![SCALE * crowd.thin; crowd.teams],
                |row, a| {
                    if self.members[a].is_empty() || budget.is_over() {
                        return Vec::new();
                    }
                    let top = self.set_row(a, &priced[a], row);
                    let terms =
                        Terms { row, top, net: &net, least: &near, least_far: &far, tolls, each };
                    let mut offers = Vec::with_capacity(self.members[a].len());
                    for (&p, at) in self.members[a].iter().zip(1..) {
                        if at % BREATH == 0 && budget.is_over() {
                            break;
                        }
                        let known = known.get(p as usize).map_or(&[][..], Vec::as_slice);
                        offers.push((p, self.look(p as usize, &terms, known)));
                    }
                    self.clear_row(a, &priced[a], row);
                    offers
                },
            )
            .collect();
        if budget.is_over() {
            return None;
        }
        let mut all = vec![Vec::new(); crowd.n];
        for (p, offers) in by_team.into_iter().flatten() {
            all[p as usize] = offers;
        }
        Some(all)
    }

    fn look(&self, p: usize, terms: &Terms<'_>, known: &[u32]) -> Vec<Offer> {
        let crowd = self.crowd;
        let &Terms { row, top, net, least, least_far, tolls, each } = terms;
        let offer = |q: u32| {
            // The row has the bridge.
            let (worth, fresh) = crowd.plain(p, q as usize)?;
            let link = if fresh { row[crowd.team[q as usize] as usize] } else { 0 };
            Some(Offer { gain: SCALE * worth + link - tolls.net[q as usize], with: q })
        };
        let mut list =
            Shortlist { offers: Vec::with_capacity(each + 1), most: each, floor: i64::MIN };
        for &q in known {
            if let Some(offer) = offer(q) {
                list.add(offer);
            }
        }
        let width = crowd.topic_words();
        let own = crowd.topics(p);
        let own_team = crowd.cross_team().then_some(crowd.team[p]);
        let (base, topic) = (SCALE * crowd.new_connection, SCALE * crowd.topic);
        // What nobody of a part can be better than, or there is nobody one may meet.
        let passes = |parts: &Parts, part: usize, least: i64, floor: i64| {
            base + top + topic * parts.common(part, own) - least <= floor
                || (own_team.is_some() && parts.team[part] == own_team)
        };
        let blocks = least.len();
        // Everybody starts elsewhere, so that equals are not all sent to the same few.
        let start = self.place[p] as usize / BLOCK;
        let mut turn = 0;
        while turn < blocks {
            let block = (start + turn) % blocks;
            let stretch = block / STRETCH;
            if block.is_multiple_of(STRETCH)
                && turn + STRETCH <= blocks
                && passes(&self.stretches, stretch, least_far[stretch], list.floor)
            {
                turn += STRETCH.min(blocks - block);
                continue;
            }
            turn += 1;
            if passes(&self.blocks, block, least[block], list.floor) {
                continue;
            }
            let (from, to) = (block * BLOCK, (block * BLOCK + BLOCK).min(self.order.len()));
            let away = (p * 7) % (to - from);
            for step in 0..to - from {
                let mut at = from + step + away;
                if at >= to {
                    at -= to - from;
                }
                let common = shared(own, &self.topics[at * width..][..width]);
                let gain = base + row[self.team[at] as usize] + topic * common - net[at];
                if gain > list.floor
                    && let Some(offer) = offer(self.order[at])
                {
                    list.add(offer);
                }
            }
        }
        list.offers
    }
}
