//! The best partners of everybody at given prices, over all admissible pairs, without looking at each of them.

use std::collections::HashMap;

use rayon::prelude::*;

use super::super::crowd::Crowd;
use super::super::{Budget, SCALE};

/// People in a block that is looked at, or passed over, together.
const BLOCK: usize = 64;

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
    /// For each block, every topic that somebody in it has.
    any: Vec<u64>,
    /// For each block, the most topics that somebody in it has.
    most: Vec<u32>,
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
        let (mut any, mut most) = (Vec::new(), Vec::new());
        for block in order.chunks(BLOCK) {
            let mut all = vec![0; width];
            for &p in block {
                for (all, own) in all.iter_mut().zip(crowd.topics(p as usize)) {
                    *all |= own;
                }
            }
            any.extend(all);
            most.push(block.iter().map(|&p| count(p as usize)).max().unwrap_or(0).min(3));
        }
        Self { crowd, members, order, place, topics, team, any, most }
    }

    /// The prices of all links of team `a`. Shape: teams.
    fn row(&self, a: usize, priced: &[(u32, i64)], row: &mut Vec<i64>) -> i64 {
        let crowd = self.crowd;
        row.clear();
        row.resize(crowd.teams, SCALE * crowd.thin);
        for &(b, ties) in crowd.near(a) {
            row[b as usize] = SCALE * crowd.step(ties, 1);
        }
        for &(b, price) in priced {
            row[b as usize] = price;
        }
        row[a] = if crowd.cross_team() { NEVER } else { -SCALE * crowd.new_connection };
        row.iter().copied().max().unwrap_or(0)
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
        let least: Vec<i64> =
            net.chunks(BLOCK).map(|b| b.iter().copied().min().unwrap_or(0)).collect();
        let mut priced: Vec<Vec<(u32, i64)>> = vec![Vec::new(); crowd.teams];
        for (&(a, b), &price) in &tolls.links {
            priced[a as usize].push((b, price));
            priced[b as usize].push((a, price));
        }
        let by_team: Vec<Vec<(u32, Vec<Offer>)>> = (0..crowd.teams)
            .into_par_iter()
            .map_init(Vec::new, |row, a| {
                if self.members[a].is_empty() || budget.is_over() {
                    return Vec::new();
                }
                let top = self.row(a, &priced[a], row);
                self.members[a]
                    .iter()
                    .map(|&p| {
                        let known = known.get(p as usize).map_or(&[][..], Vec::as_slice);
                        (p, self.look(p as usize, (row, top), (&net, &least), tolls, each, known))
                    })
                    .collect()
            })
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

    fn look(
        &self,
        p: usize,
        (row, top): (&[i64], i64),
        (net, least): (&[i64], &[i64]),
        tolls: &Tolls,
        each: usize,
        known: &[u32],
    ) -> Vec<Offer> {
        let crowd = self.crowd;
        let offer = |q: u32| {
            let (worth, fresh) = crowd.worth(p, q as usize)?;
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
        let (base, topic) = (SCALE * crowd.new_connection, SCALE * crowd.topic);
        let blocks = least.len();
        // Everybody starts elsewhere, so that equals are not all sent to the same few.
        let start = self.place[p] as usize / BLOCK;
        for turn in 0..blocks {
            let block = (start + turn) % blocks;
            let common: i64 = match width {
                1 => three(own[0] & self.any[block]),
                _ => self.any[block * width..][..width]
                    .iter()
                    .zip(own)
                    .map(|(a, b)| three(a & b))
                    .sum::<i64>()
                    .min(3),
            };
            let common = common.min(i64::from(self.most[block]));
            if base + top + topic * common - least[block] <= list.floor {
                continue;
            }
            let (from, to) = (block * BLOCK, (block * BLOCK + BLOCK).min(self.order.len()));
            let away = (p * 7) % (to - from);
            for step in 0..to - from {
                let mut at = from + step + away;
                if at >= to {
                    at -= to - from;
                }
                let common = if width == 1 {
                    three(own[0] & self.topics[at])
                } else {
                    self.topics[at * width..][..width]
                        .iter()
                        .zip(own)
                        .map(|(a, b)| three(a & b))
                        .sum::<i64>()
                        .min(3)
                };
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
