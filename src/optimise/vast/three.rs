//! The group of three that gains most against the prices: what the odd one is worth at most.

use super::super::SCALE;
use super::super::crowd::Crowd;
use super::field::Tolls;

/// How many pairs are looked at for it, and how many groups. All pairs, up to some 3,000 people.
const PAIRS: usize = 5_000_000;
const GROUPS: usize = 50_000_000;

/// People by falling nets. A group gains the nets of its three, less what its pairs are over-covered by.
struct Ranks<'a> {
    crowd: &'a Crowd,
    tolls: &'a Tolls,
    order: Vec<usize>,
}

impl Ranks<'_> {
    fn net(&self, rank: usize) -> i64 {
        self.order.get(rank).map_or(i64::MIN / 8, |&p| self.tolls.net[p])
    }

    /// By how much a pair exceeds its prices: nothing when it may not meet, else at most 0.
    fn excess(&self, p: usize, q: usize) -> Option<i64> {
        let (worth, fresh) = self.crowd.worth(p, q)?;
        let link = if fresh { self.tolls.link(self.crowd, p, q) } else { 0 };
        Some(SCALE * worth + link - self.tolls.net[p] - self.tolls.net[q])
    }

    fn gain(&self, [p, q, r]: [usize; 3]) -> Option<i64> {
        let pairs = self.excess(p, q)? + self.excess(p, r)? + self.excess(q, r)?;
        Some(pairs + self.tolls.net[p] + self.tolls.net[q] + self.tolls.net[r])
    }

    /// How many pairs could be in a group that gains more than `floor`, with one who ranks below both.
    fn pairs_above(&self, floor: i64) -> usize {
        let mut count = 0;
        for i in 0..self.order.len() {
            let rest = floor - self.net(i) - self.net(i + 1);
            let near = self.order[i + 1..].partition_point(|&q| self.tolls.net[q] > rest);
            if near == 0 {
                break;
            }
            count += near;
        }
        count
    }

    /// The best group that gains more than `floor`; an error when there are too many to look at.
    fn best_above(&self, floor: i64) -> Result<Option<(i64, [usize; 3])>, ()> {
        let (mut floor, mut best) = (floor, None);
        let mut looked_at = 0;
        let mut near: Vec<(usize, i64)> = Vec::new();
        for i in 0..self.order.len() {
            let (p, next) = (self.order[i], self.net(i + 1));
            if self.net(i) + next + self.net(i + 2) <= floor {
                break;
            }
            near.clear();
            for &q in &self.order[i + 1..] {
                let most = self.tolls.net[p] + self.tolls.net[q] + next;
                if most <= floor {
                    break;
                }
                if let Some(excess) = self.excess(p, q)
                    && most + excess > floor
                {
                    near.push((q, excess));
                }
            }
            for (at, &(q, first)) in near.iter().enumerate() {
                let pair = self.tolls.net[p] + self.tolls.net[q] + first;
                for &(r, second) in &near[at + 1..] {
                    looked_at += 1;
                    if pair + self.tolls.net[r] <= floor {
                        break;
                    }
                    if pair + self.tolls.net[r] + second > floor
                        && let Some(third) = self.excess(q, r)
                        && pair + self.tolls.net[r] + second + third > floor
                    {
                        floor = pair + self.tolls.net[r] + second + third;
                        best = Some((floor, [p, q, r]));
                    }
                }
                if looked_at > GROUPS {
                    return Err(());
                }
            }
        }
        Ok(best)
    }
}

/// A price for the group of three that covers every one, and the best group that was found.
///
/// Cost: bounded; where too many groups come near the best one, the price is higher than need be.
pub(super) fn dearest(
    crowd: &Crowd,
    tolls: &Tolls,
    candidates: &[Vec<u32>],
) -> (i64, Option<[usize; 3]>) {
    let mut order: Vec<usize> = (0..crowd.n).collect();
    order.sort_by_key(|&p| (std::cmp::Reverse(tolls.net[p]), p));
    let ranks = Ranks { crowd, tolls, order };
    let top = (0..3).map(|rank| ranks.net(rank)).sum::<i64>();
    if top <= 0 {
        return (0, None);
    }
    let mut best = (0, None);
    for (p, own) in candidates.iter().enumerate() {
        for (at, &q) in own.iter().enumerate() {
            for &r in &own[at + 1..] {
                let three = [p, q as usize, r as usize];
                if let Some(gain) = ranks.gain(three)
                    && gain > best.0
                {
                    best = (gain, Some(three));
                }
            }
        }
    }
    // The lowest floor above which there is not too much to look at.
    let (mut low, mut high) = (best.0, top);
    if ranks.pairs_above(low) > PAIRS {
        while high - low > SCALE {
            let middle = i64::midpoint(low, high);
            if ranks.pairs_above(middle) > PAIRS {
                low = middle;
            } else {
                high = middle;
            }
        }
        low = high;
    }
    loop {
        match ranks.best_above(low) {
            Ok(Some((gain, three))) => return (gain, Some(three)),
            Ok(None) => return (low, best.1),
            Err(()) => low = i64::midpoint(low, top) + 1,
        }
    }
}
