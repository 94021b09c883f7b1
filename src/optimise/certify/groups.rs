//! The certificates of groups that may have more than two: prices that cover every group, or the relaxation to pairs.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Refusal;
use super::bound::{Case, Checked, Pair, Proof, cases, grain, ordered, refuse};
use super::cliques::{Cliques, Found};
use super::facts::Facts;
use crate::optimise::certificate::{
    Certificate, GROUPS_RELAXATION_KIND, GROUPS_TREE_KIND, Leaf, Node, SCALE,
};

/// Prices are below this. Units: 1/65536 milli-connection.
const LARGEST: i64 = 1 << 46;

/// Who can take part at all.
pub(super) struct Room {
    /// People of each team. Shape: teams.
    seats: Vec<usize>,
    /// Their sum.
    present: usize,
}

impl Room {
    /// Who has enough partners for the smallest group, and a seat; of a team at most as many as there can be groups,
    /// where a team's own people never meet.
    pub(super) fn of(facts: &Facts<'_>) -> Self {
        let (smallest, _) = facts.sizes;
        let mut seats = vec![0; facts.seats.len()];
        for p in 0..facts.n() {
            if facts.partners(p) + 1 >= smallest {
                seats[facts.team_of[p]] += 1;
            }
        }
        for (team, seats) in seats.iter_mut().enumerate() {
            *seats = facts.seats[team].min(*seats);
        }
        if facts.across {
            // So many groups need so many people, at most one of each team in each group.
            let mut groups = 0;
            for more in 1..=facts.n() / smallest {
                let people: usize = seats.iter().map(|&s| more.min(s)).sum();
                if people >= smallest * more {
                    groups = more;
                }
            }
            for seats in &mut seats {
                *seats = groups.min(*seats);
            }
        }
        let present = seats.iter().sum();
        Self { seats, present }
    }

    /// What groups of all these people can be worth at most, at a price for each size.
    fn most(&self, facts: &Facts<'_>, price: impl Fn(usize) -> i128) -> i128 {
        let mut most = vec![0i128];
        for people in 1..=self.present {
            let mut best = most[people - 1];
            for size in (facts.sizes.0..=facts.sizes.1).filter(|size| *size <= people) {
                best = best.max(most[people - size] + price(size));
            }
            most.push(best);
        }
        most[self.present]
    }

    /// The most people that groups of the allowed sizes can seat.
    pub(super) fn most_people(&self, facts: &Facts<'_>) -> i128 {
        self.most(facts, |size| size as i128)
    }
}

/// Checks the whole certificate.
///
/// Errors: the first place that does not hold.
/// Cost: the relaxation to pairs, all pairs; prices that cover groups, all groups that their prices leave a chance.
pub(super) fn prove(facts: &Facts<'_>, certificate: &Certificate) -> Checked<Proof> {
    let whole = match certificate.kind.as_str() {
        GROUPS_TREE_KIND => true,
        GROUPS_RELAXATION_KIND => false,
        _ => {
            return refuse(
                "$.certificate.kind",
                format!("must be {GROUPS_TREE_KIND} or {GROUPS_RELAXATION_KIND}"),
            );
        }
    };
    if certificate.scale != SCALE {
        return refuse("$.certificate.scale", format!("must be {SCALE}"));
    }
    let cases = cases(facts, certificate)?;
    if !whole && certificate.nodes.len() != 1 {
        return refuse("$.certificate.nodes[1]", "the relaxation to pairs knows no cases");
    }
    let n = facts.n();
    let pairs: Vec<Pair> = (0..n)
        .into_par_iter()
        .flat_map_iter(|p| (p + 1..n).filter_map(move |q| Pair::of(facts, p, q)))
        .collect();
    let room = Room::of(facts);
    let mut most = i128::MIN;
    let mut leaves = 0;
    for (i, (node, case)) in certificate.nodes.iter().zip(&cases).enumerate() {
        let place = format!("$.certificate.nodes[{i}]");
        match node {
            Node::Leaf(leaf) => {
                let check = Check::new(facts, &room, &place, leaf, case, whole)?;
                let sum = if whole { check.groups(&pairs)? } else { check.pairs(&pairs) };
                if sum != i128::from(leaf.sum) {
                    return refuse(format!("{place}.sum"), format!("is {sum}, not {}", leaf.sum));
                }
                most = most.max(sum);
                leaves += 1;
            }
            Node::Trio { .. } => return refuse(place, "there is no trio among these groups"),
            Node::Pair { .. } | Node::Link { .. } => {}
        }
    }
    let grain = i128::from(grain(facts, &pairs));
    let whole = most.div_euclid(i128::from(SCALE) * grain) * grain;
    let bound = i64::try_from(whole).unwrap_or(i64::MAX);
    Ok(Proof { bound, leaves, pairs: pairs.len() * leaves })
}

/// One leaf with numbers in place of ids.
struct Check<'a> {
    facts: &'a Facts<'a>,
    room: &'a Room,
    place: &'a str,
    case: &'a Case,
    people: Vec<i64>,
    seats: Vec<i64>,
    links: HashMap<(usize, usize), i64>,
    /// Price of a group of each size. Shape: from the smallest.
    sizes: Vec<i64>,
}

impl<'a> Check<'a> {
    fn new(
        facts: &'a Facts<'a>,
        room: &'a Room,
        place: &'a str,
        leaf: &'a Leaf,
        case: &'a Case,
        whole: bool,
    ) -> Checked<Self> {
        if !leaf.odd_sets.is_empty() {
            return refuse(format!("{place}.odd_sets"), "groups like these have no odd sets");
        }
        if leaf.trio != 0 {
            return refuse(format!("{place}.trio"), "there is no trio among these groups");
        }
        let mut check = Self {
            facts,
            room,
            place,
            case,
            people: vec![0; facts.n()],
            seats: vec![0; facts.seats.len()],
            links: HashMap::new(),
            sizes: vec![0; facts.sizes.1 - facts.sizes.0 + 1],
        };
        let fine = |price: i64, free: bool, at: &str| {
            if price.abs() > LARGEST || (price < 0 && !free) {
                return refuse(at, "a price must not be negative here, nor beyond all measure");
            }
            Ok(price)
        };
        for (id, &price) in &leaf.people {
            let at = format!("{place}.people.{id}");
            let Some(&p) = facts.person.get(id.as_str()) else {
                return refuse(at, "unknown person");
            };
            let forced = case.together.iter().any(|&(a, b)| a == p || b == p);
            check.people[p] = fine(price, forced || !whole, &at)?;
        }
        for (id, &price) in &leaf.seats {
            let at = format!("{place}.seats.{id}");
            let Some(&team) = facts.team.get(id.as_str()) else {
                return refuse(at, "unknown team");
            };
            check.seats[team] = fine(price, false, &at)?;
        }
        let mut seen = Vec::new();
        for (i, of_size) in leaf.sizes.iter().enumerate() {
            let at = format!("{place}.sizes[{i}]");
            let size = of_size.size as usize;
            if size < facts.sizes.0 || size > facts.sizes.1 || seen.contains(&size) {
                return refuse(at, "no group has this size, or it has two prices");
            }
            seen.push(size);
            check.sizes[size - facts.sizes.0] = fine(of_size.price, false, &at)?;
        }
        for (i, link) in leaf.links.iter().enumerate() {
            let at = format!("{place}.links[{i}]");
            let (a, b) = match (facts.team.get(link.a.as_str()), facts.team.get(link.b.as_str())) {
                (Some(&a), Some(&b)) if a != b => ordered(a, b),
                _ => {
                    return refuse(
                        at,
                        format!("no link between \"{}\" and \"{}\"", link.a, link.b),
                    );
                }
            };
            if check.links.insert((a, b), fine(link.price, true, &at)?).is_some() {
                return refuse(at, "the link has two prices");
            }
        }
        Ok(check)
    }

    fn link(&self, a: usize, b: usize) -> i64 {
        let (a, b) = ordered(a, b);
        self.links.get(&(a, b)).copied().unwrap_or_else(|| SCALE * self.facts.gain(a, b, 1))
    }

    /// What a pair is worth with the price of its link.
    fn due(&self, pair: &Pair) -> i64 {
        let (a, b) = (self.facts.team_of[pair.p], self.facts.team_of[pair.q]);
        SCALE * pair.worth + if pair.new { self.link(a, b) } else { 0 }
    }

    /// What a person's presence is worth, less the price of their seat.
    fn presence(&self, p: usize) -> i64 {
        let (seat, waited) = self.facts.presence(p);
        SCALE * (seat + waited) - self.seats[self.facts.team_of[p]]
    }

    /// Seats, sizes and links: what they add whatever the groups are.
    fn frame(&self) -> i128 {
        let facts = self.facts;
        let seats: i128 = self
            .seats
            .iter()
            .zip(&self.room.seats)
            .map(|(price, seats)| i128::from(*price) * *seats as i128)
            .sum();
        let sizes = self.room.most(facts, |size| i128::from(self.sizes[size - facts.sizes.0]));
        let mut all: Vec<(usize, usize)> =
            self.links.keys().chain(self.case.links.keys()).copied().collect();
        all.sort_unstable();
        all.dedup();
        let mut links = 0;
        for (a, b) in all {
            let price = i128::from(self.link(a, b));
            let (low, high) = self.case.links.get(&(a, b)).copied().unwrap_or((0, i64::MAX));
            let high = high.min(facts.most_links(a, b)).max(low);
            let mut worth = 0;
            let mut best = if low == 0 { 0 } else { i128::MIN };
            for nth in 1..=high {
                worth += i128::from(SCALE) * i128::from(facts.gain(a, b, nth)) - price;
                if nth >= low {
                    best = best.max(worth);
                }
            }
            links += best;
        }
        seats + sizes + links
    }

    /// The relaxation to pairs: a person of a group of k is in k − 1 pairs, and each pair is made once.
    fn pairs(&self, pairs: &[Pair]) -> i128 {
        let (smallest, largest) = self.facts.sizes;
        let mut sum = self.frame();
        for p in 0..self.facts.n() {
            let mut best = 0i128;
            for size in smallest..=largest {
                let whole = i64::try_from(size).unwrap_or(i64::MAX);
                // A group's price is shared by its members; what does not divide is not counted.
                let share = self.sizes[size - smallest].div_euclid(whole);
                let own = i128::from(self.presence(p))
                    + i128::from(whole - 1) * i128::from(self.people[p]);
                best = best.max(own - i128::from(share));
            }
            sum += best;
        }
        let over: i128 = pairs
            .par_iter()
            .map(|pair| {
                i128::from((self.due(pair) - self.people[pair.p] - self.people[pair.q]).max(0))
            })
            .sum();
        sum + over
    }

    /// Prices that cover every group that the case allows.
    fn groups(&self, pairs: &[Pair]) -> Checked<i128> {
        let sum = self.frame() + self.people.iter().map(|price| i128::from(*price)).sum::<i128>();
        let net: Vec<i64> =
            (0..self.facts.n()).map(|p| self.presence(p) - self.people[p]).collect();
        let dues: Vec<(usize, usize, i64)> = pairs
            .iter()
            .filter(|pair| !self.case.apart.contains(&(pair.p, pair.q)))
            .map(|pair| (pair.p, pair.q, self.due(pair)))
            .collect();
        for size in self.facts.sizes.0..=self.facts.sizes.1 {
            let price = self.sizes[size - self.facts.sizes.0];
            let cliques = Cliques::new(size, &net, &dues, price);
            let allowed = |group: &[usize]| {
                let both = |p, q| group.contains(p) == group.contains(q);
                self.case.together.iter().all(|(p, q)| both(p, q))
            };
            match cliques.gaining(&allowed) {
                Found::Nothing => {}
                Found::Group(group) => {
                    let names: Vec<&str> = group.iter().map(|&p| self.facts.name(p)).collect();
                    return refuse(
                        self.place,
                        format!("the prices do not cover the group \"{}\"", names.join("\", \"")),
                    );
                }
                Found::TooMany => {
                    return Err(Refusal {
                        place: self.place.into(),
                        reason: "the prices leave more groups than can be looked at".into(),
                    });
                }
            }
        }
        Ok(sum)
    }
}
