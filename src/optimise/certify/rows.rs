//! The certificate's inequality of a large round: person by person, and many pairs at once where nothing they could
//! have in common would make them worth their prices.

use rayon::prelude::*;

use super::Refusal;
use super::bound::LeafCheck;
use crate::optimise::certificate::SCALE;

/// More pairs than this are not looked at for the trio's price: a solver that means well asks for far fewer.
const MOST_TRIO_PAIRS: usize = 100_000_000;

/// People who can have equally many topics in common with others, and count alike in the odd set; dearest first.
struct Shelf {
    topics: usize,
    odd: bool,
    /// Twice the net price with the odd set's part, and who.
    people: Vec<(i128, usize)>,
}

/// Up to so many teams the dearest link of each is looked up.
const FEW_TEAMS: usize = 4_096;

/// The prices of one team's links to each team, with what a bridge to it adds, and the dearest of them.
struct Links<'a> {
    prices: &'a [i64],
    dearest: i64,
}

/// The odd set, if there is one.
struct Set<'a> {
    price: i128,
    weight: Option<&'a [u8]>,
}

impl Set<'_> {
    fn weight(&self, p: usize) -> u8 {
        self.weight.map_or(0, |weight| weight[p])
    }
}

impl LeafCheck<'_> {
    /// Whether [`LeafCheck::run_rows`] can check this case: its odd set is at most one, without links.
    pub(super) fn in_rows(&self) -> bool {
        self.odd.len() <= 1 && self.odd.iter().all(|odd| odd.links.is_empty())
    }

    /// Checks every pair.
    ///
    /// A pair is worth at most a new connection, the topics that both could share, and the dearest link of p's team with
    /// its bridge.
    /// Where the two prices reach that, the pair is covered, whatever it is; all others are looked at one by one.
    /// Cost: all pairs at worst.
    pub(super) fn run_rows(&self) -> Result<(), Refusal> {
        let facts = self.facts;
        let set = Set {
            price: self.odd.first().map_or(0, |odd| odd.price),
            weight: self.odd.first().map(|odd| odd.weight.as_slice()),
        };
        // Doubled, so that half of the odd set's price stays whole.
        let pays = |p: usize| 2 * self.net[p] + set.price * i128::from(set.weight(p));
        let mut shelves: Vec<Shelf> = Vec::new();
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); facts.seats.len()];
        for p in 0..facts.n() {
            let (topics, odd) = (facts.topics_of(p).min(3), set.weight(p) % 2 == 1);
            let at = shelves.iter().position(|s| s.topics == topics && s.odd == odd);
            let at = at.unwrap_or_else(|| {
                shelves.push(Shelf { topics, odd, people: Vec::new() });
                shelves.len() - 1
            });
            shelves[at].people.push((pays(p), p));
            members[facts.team_of[p]].push(p);
        }
        for shelf in &mut shelves {
            shelf.people.sort_unstable_by(|a, b| b.cmp(a));
        }
        let near = self.prices_near();
        let broken = (0..members.len())
            .into_par_iter()
            .map_init(
                || vec![self.first_price(); members.len()],
                |prices, team| {
                    // Nobody, or nobody to meet.
                    if members[team].is_empty()
                        || (facts.across && members[team].len() == facts.n())
                    {
                        return None;
                    }
                    for &(other, price) in &near[team] {
                        prices[other as usize] = price;
                    }
                    let bridges = facts.bridges_of(team);
                    let bridge = SCALE * facts.weights().bridge;
                    for &other in bridges {
                        // Above 0, as it is only asked for what a pair can be worth at most.
                        prices[other] = prices[other].max(0).saturating_add(bridge);
                    }
                    let dearest = if prices.len() <= FEW_TEAMS {
                        prices.iter().copied().max().unwrap_or(0)
                    } else {
                        let link = near[team]
                            .iter()
                            .fold(self.first_price(), |most, near| most.max(near.1));
                        if bridges.is_empty() { link } else { link.max(0).saturating_add(bridge) }
                    };
                    let links = Links { prices, dearest: dearest.max(0) };
                    let broken = members[team].iter().find_map(|&p| {
                        self.row(p, pays(p), &links, &shelves, &set).map(|q| (p.min(q), p.max(q)))
                    });
                    for &(other, _) in &near[team] {
                        prices[other as usize] = self.first_price();
                    }
                    for &other in bridges {
                        prices[other] = self.first_price();
                    }
                    broken
                },
            )
            .find_map_first(|broken| broken);
        match broken {
            None => Ok(()),
            Some((p, q)) => Err(Refusal {
                place: self.place.clone(),
                reason: format!(
                    "the prices of \"{}\" and \"{}\" do not cover their pair",
                    facts.name(p),
                    facts.name(q)
                ),
            }),
        }
    }

    /// The first partner with whom p is not covered.
    fn row(
        &self,
        p: usize,
        pays: i128,
        links: &Links<'_>,
        shelves: &[Shelf],
        set: &Set<'_>,
    ) -> Option<usize> {
        let facts = self.facts;
        let weights = facts.weights();
        let scale = i128::from(SCALE);
        let &Links { prices, dearest } = links;
        let topics = facts.topics_of(p).min(3);
        let odd = set.weight(p) % 2 == 1;
        for shelf in shelves {
            let shared = i128::try_from(topics.min(shelf.topics)).unwrap_or(3);
            let most = i128::from(dearest)
                + scale * (i128::from(weights.new_connection) + i128::from(weights.topic) * shared);
            // Two who count differently in the odd set lose the half that is rounded down.
            let half = if odd == shelf.odd { 0 } else { set.price };
            let enough = 2 * most + half - pays;
            let from = shelf.people.partition_point(|(other, _)| *other >= enough);
            for &(other, q) in &shelf.people[from..] {
                if q == p {
                    continue;
                }
                let apart = facts.team_of[p] != facts.team_of[q];
                let new = if apart { i128::from(weights.new_connection) } else { 0 };
                let common = i128::from(weights.topic) * i128::from(facts.common_topics(p, q));
                // What it can be worth at most, ties and other rules aside; a tie would spare a link below 0.
                let link = if apart { i128::from(prices[facts.team_of[q]].max(0)) } else { 0 };
                if 2 * (scale * (new + common) + link) + half <= pays + other {
                    continue;
                }
                let Some(pair) = self.pair(p, q) else { continue };
                let charge = set.price * i128::from((set.weight(p) + set.weight(q)) >> 1);
                if self.excess(&pair) > charge && self.allowed(&[p, q]) {
                    return Some(q);
                }
            }
        }
        None
    }

    /// Checks every trio of a case without odd sets, once every pair is known not to exceed its prices.
    ///
    /// A trio then gains at most what its three people pay net. Those whose three largest do not reach the trio's price
    /// are passed over; of the others each pair, and what is left each trio, is looked at.
    pub(super) fn run_trios_in_rows(&self) -> Result<(), Refusal> {
        let price = i128::from(self.leaf.trio);
        let mut people: Vec<(i128, usize)> =
            self.net.iter().copied().enumerate().map(|(p, net)| (net, p)).collect();
        people.sort_unstable_by(|a, b| b.cmp(a));
        let reach = people.windows(3).take_while(|w| w[0].0 + w[1].0 + w[2].0 > price).count();
        let pairs: usize = people[..reach]
            .iter()
            .zip(1..)
            .map(|(&(net, _), next)| {
                let second = people[next].0;
                people[next..].partition_point(|(other, _)| net + second + other > price)
            })
            .sum();
        if pairs > MOST_TRIO_PAIRS {
            return Err(Refusal {
                place: format!("{}.trio", self.place),
                reason: format!("is so low that {pairs} pairs would have to be looked at for it"),
            });
        }
        let excess = |p: usize, q: usize| self.pair(p, q).map(|pair| self.excess(&pair));
        let broken = (0..reach).into_par_iter().find_map_first(|i| {
            let (net, p) = people[i];
            let second = people[i + 1].0;
            let near: Vec<(i128, i128, usize)> = people[i + 1..]
                .iter()
                .take_while(|(other, _)| net + second + other > price)
                .filter_map(|&(other, q)| {
                    let excess = excess(p, q)?;
                    (net + second + other + excess > price).then_some((other, excess, q))
                })
                .collect();
            for (at, &(one, first, q)) in near.iter().enumerate() {
                for &(other, also, r) in &near[at + 1..] {
                    let most = net + one + other + first + also;
                    if most > price
                        && excess(q, r).is_some_and(|third| most + third > price)
                        && self.allowed(&[p, q, r])
                    {
                        return Some([p, q, r]);
                    }
                }
            }
            None
        });
        match broken {
            None => Ok(()),
            Some(trio) => Err(Refusal {
                place: format!("{}.trio", self.place),
                reason: format!(
                    "the prices do not cover the trio \"{}\"",
                    trio.map(|p| self.facts.name(p)).join("\", \"")
                ),
            }),
        }
    }

    /// The price of a link of teams without ties, where none is written.
    fn first_price(&self) -> i64 {
        SCALE * self.facts.weights().thin_link
    }

    /// For each team, the others to which the link has another price than that.
    fn prices_near(&self) -> Vec<Vec<(u32, i64)>> {
        let weights = self.facts.weights();
        let mut near = vec![Vec::new(); self.facts.seats.len()];
        let mut note = |a: usize, b: usize, price: i64| {
            for (one, other) in [(a, b), (b, a)] {
                near[one].push((u32::try_from(other).unwrap_or(u32::MAX), price));
            }
        };
        for (&(a, b), &ties) in self.facts.ties_between() {
            if !self.links.contains_key(&(a, b)) {
                note(a, b, SCALE * (weights.thin_link / (ties + 1)));
            }
        }
        for (&(a, b), &price) in &self.links {
            note(a, b, i64::try_from(price).unwrap_or(i64::MAX));
        }
        near
    }
}
