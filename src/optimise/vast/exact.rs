//! Whole prices that cover every admissible pair, and what they prove.

use super::super::SCALE;
use super::super::crowd::Crowd;
use super::field::{Offer, Tolls};

/// Prices that cover everything. Units: 1/[`SCALE`] milli-connection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Exact {
    /// Of people. Shape: n.
    pub(crate) people: Vec<i64>,
    /// Of seats. Shape: teams.
    pub(crate) seats: Vec<i64>,
    /// Of links that are not priced at what their first connection is worth, ascending.
    pub(crate) links: Vec<((u32, u32), i64)>,
    /// Of the odd set of everybody, when one seat has to stay empty.
    pub(crate) everybody: Option<Everybody>,
    /// Of the group of three.
    pub(crate) trio: i64,
    /// What they prove.
    pub(crate) sum: i64,
}

/// People and seats whose number is odd: half of them, rounded down, is the most pairs there can be.
#[derive(Debug, Clone, Default)]
pub(crate) struct Everybody {
    pub(crate) price: i64,
    /// People of teams with a seat for everybody.
    pub(crate) people: Vec<u32>,
    /// Teams with less.
    pub(crate) teams: Vec<u32>,
}

/// What is left over of a person's price.
fn own(crowd: &Crowd, tolls: &Tolls, p: usize) -> i64 {
    tolls.net[p] + SCALE * crowd.presence[p] - tolls.seats[crowd.team[p] as usize]
}

/// Moves everybody half of what the best offer lacks or leaves: then all pairs are covered, whatever was before.
///
/// A pair lacks at most what either of its two does, so halves of both cover it.
pub(super) fn mend(crowd: &Crowd, tolls: &mut Tolls, offers: &[Vec<Offer>]) {
    for (p, offers) in offers.iter().enumerate() {
        let least = tolls.seats[crowd.team[p] as usize] - SCALE * crowd.presence[p];
        let net = tolls.net[p];
        tolls.net[p] = match offers.first() {
            Some(best) => (net + (best.gain - net + 1).div_euclid(2)).max(least),
            None => least,
        };
    }
}

/// What prices that cover everything prove, without the group of three.
pub(super) fn sum(crowd: &Crowd, tolls: &Tolls) -> i64 {
    let people: i64 = (0..crowd.n).map(|p| own(crowd, tolls, p)).sum();
    let seats: i64 = tolls
        .seats
        .iter()
        .zip(&crowd.seats)
        .map(|(price, &seats)| price * i64::try_from(seats).unwrap_or(0))
        .sum();
    let links: i64 = tolls
        .links
        .iter()
        .map(|(&(a, b), &price)| {
            let (a, b) = (a as usize, b as usize);
            let ties = crowd.ties(a, b);
            (1..=crowd.most_links(a, b))
                .map(|nth| SCALE * crowd.step(ties, nth) - price)
                .take_while(|gain| *gain > 0)
                .sum::<i64>()
        })
        .sum();
    people + seats + links
}

/// Everybody who has a partner, and the seats of teams that have too few.
fn everyone(crowd: &Crowd, offers: &[Vec<Offer>]) -> Everybody {
    let mut set = Everybody::default();
    for (team, members) in (0u32..).zip(&crowd.members) {
        let paired = members
            .iter()
            .filter(|&&p| offers.get(p as usize).is_some_and(|offers| !offers.is_empty()));
        if crowd.seats[team as usize] < members.len() {
            if paired.count() > 0 {
                set.teams.push(team);
            }
        } else {
            set.people.extend(paired);
        }
    }
    set
}

/// The whole proof of prices that cover every pair; and the group of three that its price is for, where it was looked for.
pub(super) fn exact(
    crowd: &Crowd,
    tolls: &Tolls,
    offers: &[Vec<Offer>],
    candidates: &[Vec<u32>],
) -> (Exact, Option<[usize; 3]>) {
    let mut people: Vec<i64> = (0..crowd.n).map(|p| own(crowd, tolls, p)).collect();
    let mut seats = tolls.seats.clone();
    let mut sum = sum(crowd, tolls);
    let mut everybody = None;
    let (mut trio, mut three) = (0, None);
    if crowd.trio {
        (trio, three) = super::three::dearest(crowd, tolls, candidates);
        sum += trio;
    } else {
        let set = everyone(crowd, offers);
        let own = set.people.iter().map(|&p| people[p as usize]);
        let least = own.chain(set.teams.iter().map(|&t| seats[t as usize])).min().unwrap_or(0);
        let whole: usize =
            set.people.len() + set.teams.iter().map(|&t| crowd.seats[t as usize]).sum::<usize>();
        if whole % 2 == 1 && least > 0 {
            for &p in &set.people {
                people[p as usize] -= least;
            }
            for &t in &set.teams {
                seats[t as usize] -= least;
            }
            sum -= least;
            everybody = Some(Everybody { price: 2 * least, ..set });
        }
    }
    let mut links: Vec<((u32, u32), i64)> =
        tolls.links.iter().map(|(&link, &price)| (link, price)).collect();
    links.sort_unstable();
    (Exact { people, seats, links, everybody, trio, sum }, three)
}
