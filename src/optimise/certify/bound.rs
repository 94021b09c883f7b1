//! The certificate's inequality, checked over all admissible pairs and trios of every case, exactly.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::Refusal;
use super::facts::Facts;
use crate::optimise::certificate::{CERTIFICATE_KIND, Certificate, Leaf, Node, SCALE};

/// Up to this many people bounds are rounded down to what a value can be, and pairs are kept to be looked at again.
const FEW: usize = 400;

/// Up to this many people all pairs are listed where a certificate asks for it: a file must not take all memory.
const LISTED_UP_TO: usize = 2_000;

/// What a certificate proves.
pub(super) struct Proof {
    pub(super) bound: i64,
    pub(super) leaves: usize,
    pub(super) pairs: usize,
}

/// An admissible pair: its members, its worth without link and seats, and its link if it is a new connection.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) p: usize,
    pub(super) q: usize,
    pub(super) worth: i64,
    pub(super) new: bool,
}

impl Pair {
    /// The pair, if it may meet.
    pub(super) fn of(facts: &Facts<'_>, p: usize, q: usize) -> Option<Self> {
        let worth = facts.worth(p, q)?;
        let new = if worth.new { facts.weights().new_connection } else { 0 };
        let all = worth.topics - worth.repeat + new + worth.bridge;
        Some(Self { p, q, worth: all, new: worth.new })
    }
}

/// The distinctions made on the way to a leaf.
#[derive(Clone, Default)]
pub(super) struct Case {
    pub(super) together: Vec<(usize, usize)>,
    pub(super) apart: Vec<(usize, usize)>,
    inside: Vec<usize>,
    outside: Vec<usize>,
    pub(super) links: BTreeMap<(usize, usize), (i64, i64)>,
}

/// An odd set with numbers in place of ids.
pub(super) struct Odd {
    pub(super) price: i128,
    /// How often each person's coefficient counts: 0, 1 or 2.
    pub(super) weight: Vec<u8>,
    pub(super) links: Vec<(usize, usize)>,
    steps: Vec<(usize, usize, i64)>,
    trio: bool,
}

pub(super) type Checked<T> = Result<T, Refusal>;

pub(super) fn refuse<T>(place: impl Into<String>, reason: impl Into<String>) -> Checked<T> {
    Err(Refusal { place: place.into(), reason: reason.into() })
}

pub(super) fn ordered(a: usize, b: usize) -> (usize, usize) {
    if a < b { (a, b) } else { (b, a) }
}

/// Checks the whole certificate.
///
/// Errors: the first place that does not hold.
/// Cost: all pairs for each leaf; trios only where their pairs leave a chance, but none is skipped unproved.
pub(super) fn prove(facts: &Facts<'_>, certificate: &Certificate) -> Checked<Proof> {
    if certificate.kind != CERTIFICATE_KIND {
        return refuse("$.certificate.kind", format!("must be {CERTIFICATE_KIND}"));
    }
    if certificate.scale != SCALE {
        return refuse("$.certificate.scale", format!("must be {SCALE}"));
    }
    let cases = cases(facts, certificate)?;
    let n = facts.n();
    let leaves: Vec<(usize, &Leaf, &Case)> = certificate
        .nodes
        .iter()
        .zip(&cases)
        .enumerate()
        .filter_map(
            |(i, (node, case))| {
                if let Node::Leaf(leaf) = node { Some((i, leaf, case)) } else { None }
            },
        )
        .collect();
    if n > FEW
        && let [(i, leaf, case)] = leaves[..]
    {
        let check = LeafCheck::new(facts, &format!("$.certificate.nodes[{i}]"), leaf, case)?;
        if check.in_rows() {
            let sum = check.run_large()?;
            let bound = i64::try_from(sum.div_euclid(i128::from(SCALE))).unwrap_or(i64::MAX);
            return Ok(Proof { bound, leaves: 1, pairs: n * (n - 1) / 2 });
        }
    }
    if n > LISTED_UP_TO {
        return refuse(
            "$.certificate.nodes",
            format!(
                "above {LISTED_UP_TO} people, one case with at most one odd set, without links, is checked"
            ),
        );
    }
    let pairs = all_pairs(facts);
    let mut most = i128::MIN;
    let sums: Vec<Checked<i128>> = leaves
        .par_iter()
        .map(|(i, leaf, case)| {
            LeafCheck::new(facts, &format!("$.certificate.nodes[{i}]"), leaf, case)?.run(&pairs)
        })
        .collect();
    for sum in sums {
        most = most.max(sum?);
    }
    let grain = if n > FEW { 1 } else { i128::from(grain(facts, &pairs)) };
    let whole = most.div_euclid(i128::from(SCALE) * grain) * grain;
    let bound = i64::try_from(whole).unwrap_or(i64::MAX);
    Ok(Proof { bound, leaves: leaves.len(), pairs: pairs.len() * leaves.len() })
}

/// Every admissible pair.
fn all_pairs(facts: &Facts<'_>) -> Vec<Pair> {
    let n = facts.n();
    let pair = |p, q| Pair::of(facts, p, q);
    (0..n).into_par_iter().flat_map_iter(|p| (p + 1..n).filter_map(move |q| pair(p, q))).collect()
}

/// A number that every plan's value is a multiple of: what all of its parts are multiples of.
pub(super) fn grain(facts: &Facts<'_>, pairs: &[Pair]) -> i64 {
    let mut parts: Vec<i64> = (0..facts.n())
        .map(|p| {
            let (seat, waited) = facts.presence(p);
            seat + waited
        })
        .collect();
    let mut links: Vec<(usize, usize)> = Vec::new();
    for pair in pairs {
        parts.push(pair.worth);
        if pair.new {
            links.push(ordered(facts.team_of[pair.p], facts.team_of[pair.q]));
        }
    }
    links.sort_unstable();
    links.dedup();
    for (a, b) in links {
        parts.extend((1..=facts.most_links(a, b)).map(|nth| facts.gain(a, b, nth)));
    }
    let mut grain = 0i64;
    for part in parts {
        let mut rest = part.abs();
        while rest != 0 {
            (grain, rest) = (rest, grain % rest);
        }
    }
    grain.max(1)
}

/// The case of every node; checks that the tree is one, and exhausts all cases.
pub(super) fn cases(facts: &Facts<'_>, certificate: &Certificate) -> Checked<Vec<Case>> {
    let count = certificate.nodes.len();
    if count == 0 {
        return refuse("$.certificate.nodes", "there is no case");
    }
    let mut cases: Vec<Option<Case>> = vec![None; count];
    cases[0] = Some(Case::default());
    for (i, node) in certificate.nodes.iter().enumerate() {
        let place = format!("$.certificate.nodes[{i}]");
        let Some(case) = cases[i].clone() else {
            return refuse(place, "belongs to no earlier node");
        };
        let children = match node {
            Node::Leaf(_) => continue,
            Node::Pair { a, b, together, apart } => {
                let (Some(&p), Some(&q)) =
                    (facts.person.get(a.as_str()), facts.person.get(b.as_str()))
                else {
                    return refuse(place, format!("unknown person \"{a}\" or \"{b}\""));
                };
                let (mut one, mut other) = (case.clone(), case);
                one.together.push(ordered(p, q));
                other.apart.push(ordered(p, q));
                [(*together, one), (*apart, other)]
            }
            Node::Trio { person, inside, outside } => {
                let Some(&p) = facts.person.get(person.as_str()) else {
                    return refuse(place, format!("unknown person \"{person}\""));
                };
                let (mut one, mut other) = (case.clone(), case);
                one.inside.push(p);
                other.outside.push(p);
                [(*inside, one), (*outside, other)]
            }
            Node::Link { a, b, at_most, below, above } => {
                let (Some(&a), Some(&b)) = (facts.team.get(a.as_str()), facts.team.get(b.as_str()))
                else {
                    return refuse(place, format!("unknown team \"{a}\" or \"{b}\""));
                };
                if usize::try_from(*at_most).is_ok_and(|most| most > facts.n()) {
                    return refuse(format!("{place}.at_most"), "more than there are people");
                }
                let (mut low, mut high) = (case.clone(), case);
                let limit = low.links.entry(ordered(a, b)).or_insert((0, i64::MAX));
                limit.1 = limit.1.min(i64::from(*at_most));
                let limit = high.links.entry(ordered(a, b)).or_insert((0, i64::MAX));
                limit.0 = limit.0.max(i64::from(*at_most) + 1);
                [(*below, low), (*above, high)]
            }
        };
        for (child, case) in children {
            if child <= i || child >= count {
                return refuse(place, format!("has no later node {child}"));
            }
            if cases[child].replace(case).is_some() {
                return refuse(place, format!("node {child} belongs to two cases"));
            }
        }
    }
    Ok(cases.into_iter().flatten().collect())
}

/// One leaf with numbers in place of ids.
pub(super) struct LeafCheck<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) place: String,
    pub(super) leaf: &'a Leaf,
    case: &'a Case,
    /// Price of each person with their seat, minus what their presence is worth.
    pub(super) net: Vec<i128>,
    forced: Vec<Vec<usize>>,
    pub(super) links: HashMap<(usize, usize), i128>,
    pub(super) odd: Vec<Odd>,
    sum: i128,
}

impl<'a> LeafCheck<'a> {
    fn new(facts: &'a Facts<'a>, place: &str, leaf: &'a Leaf, case: &'a Case) -> Checked<Self> {
        let n = facts.n();
        let mut forced = vec![Vec::new(); n];
        for &(p, q) in &case.together {
            forced[p].push(q);
            forced[q].push(p);
        }
        let mut sum = 0;
        let mut net = vec![0; n];
        for (id, &price) in &leaf.people {
            let at = format!("{place}.people.{id}");
            let Some(&p) = facts.person.get(id.as_str()) else {
                return refuse(at, "unknown person");
            };
            if price < 0 && forced[p].is_empty() && !case.inside.contains(&p) {
                return refuse(
                    at,
                    "a price must not be negative where nobody is forced to take part",
                );
            }
            net[p] = i128::from(price);
            sum += i128::from(price);
        }
        let mut seat = vec![0; facts.seats.len()];
        for (id, &price) in &leaf.seats {
            let at = format!("{place}.seats.{id}");
            let Some(&team) = facts.team.get(id.as_str()) else {
                return refuse(at, "unknown team");
            };
            if price < 0 {
                return refuse(at, "the price of a seat must not be negative");
            }
            seat[team] = i128::from(price);
            sum += i128::from(price) * facts.seats[team] as i128;
        }
        for (p, net) in net.iter_mut().enumerate() {
            let (chair, waited) = facts.presence(p);
            *net += seat[facts.team_of[p]] - i128::from(SCALE) * i128::from(chair + waited);
        }
        if !leaf.sizes.is_empty() {
            return refuse(format!("{place}.sizes"), "pairs have no prices by size");
        }
        let must = !case.inside.is_empty();
        if (leaf.trio < 0 && !must) || (leaf.trio != 0 && !facts.trio_allowed) {
            return refuse(
                format!("{place}.trio"),
                "the price of the trio must not be negative, nor stand without one",
            );
        }
        sum += i128::from(leaf.trio);
        let mut check = Self {
            facts,
            place: place.into(),
            leaf,
            case,
            net,
            forced,
            links: HashMap::new(),
            odd: Vec::new(),
            sum,
        };
        check.read_odd_sets()?;
        check.read_links()?;
        Ok(check)
    }

    fn read_odd_sets(&mut self) -> Checked<()> {
        let facts = self.facts;
        for (i, set) in self.leaf.odd_sets.iter().enumerate() {
            let at = format!("{}.odd_sets[{i}]", self.place);
            if set.price < 0 {
                return refuse(format!("{at}.price"), "must not be negative");
            }
            if set.trio && !facts.trio_allowed {
                return refuse(format!("{at}.trio"), "there is no trio");
            }
            let mut right = set.people.len() + set.steps.len() + usize::from(set.trio);
            let mut own = vec![false; facts.n()];
            for id in &set.people {
                match facts.person.get(id.as_str()) {
                    Some(&p) if !own[p] => own[p] = true,
                    _ => {
                        return refuse(
                            format!("{at}.people"),
                            format!("\"{id}\" is unknown or stands twice"),
                        );
                    }
                }
            }
            let mut team = vec![false; facts.seats.len()];
            for id in &set.teams {
                match facts.team.get(id.as_str()) {
                    Some(&t) if !team[t] => team[t] = true,
                    _ => {
                        return refuse(
                            format!("{at}.teams"),
                            format!("\"{id}\" is unknown or stands twice"),
                        );
                    }
                }
                right += facts.seats[facts.team[id.as_str()]];
            }
            let weight = (0..facts.n())
                .map(|p| u8::from(own[p]) + u8::from(team[facts.team_of[p]]))
                .collect();
            let mut odd = Odd {
                price: i128::from(set.price),
                weight,
                links: Vec::new(),
                steps: Vec::new(),
                trio: set.trio,
            };
            for (a, b) in &set.links {
                let link = self.link(a, b, &format!("{at}.links"))?;
                if odd.links.contains(&link) {
                    return refuse(format!("{at}.links"), "a link stands twice");
                }
                odd.links.push(link);
            }
            for (a, b, step) in &set.steps {
                let (a, b) = self.link(a, b, &format!("{at}.steps"))?;
                let step = (a, b, i64::from(*step));
                if odd.steps.contains(&step) || !odd.links.contains(&(a, b)) || step.2 == 0 {
                    return refuse(
                        format!("{at}.steps"),
                        "a step stands twice, or without its link",
                    );
                }
                odd.steps.push(step);
            }
            self.sum += odd.price * (right / 2) as i128;
            self.odd.push(odd);
        }
        Ok(())
    }

    fn link(&self, a: &str, b: &str, at: &str) -> Checked<(usize, usize)> {
        match (self.facts.team.get(a), self.facts.team.get(b)) {
            (Some(&a), Some(&b)) if a != b => Ok(ordered(a, b)),
            _ => refuse(at, format!("no link between \"{a}\" and \"{b}\"")),
        }
    }

    /// The link prices, and what each link can gain at most against its price.
    fn read_links(&mut self) -> Checked<()> {
        for (i, given) in self.leaf.links.iter().enumerate() {
            let at = format!("{}.links[{i}]", self.place);
            let link = self.link(&given.a, &given.b, &at)?;
            if self.links.insert(link, i128::from(given.price)).is_some() {
                return refuse(at, "the link has two prices");
            }
        }
        let mut all: Vec<(usize, usize)> = self.links.keys().copied().collect();
        all.extend(self.case.links.keys());
        all.extend(self.odd.iter().flat_map(|odd| &odd.links));
        all.sort_unstable();
        all.dedup();
        for (a, b) in all {
            let price = self.price(a, b);
            let facts = self.facts;
            let (low, high) = self.case.links.get(&(a, b)).copied().unwrap_or((0, i64::MAX));
            let high = high.min(facts.most_links(a, b)).max(low);
            let mut worth = 0;
            let mut best = if low == 0 { 0 } else { i128::MIN };
            for nth in 1..=high {
                worth += i128::from(SCALE) * i128::from(facts.gain(a, b, nth)) - price;
                for odd in self.odd.iter().filter(|odd| odd.links.contains(&(a, b))) {
                    // Half of link and step together is one; half of the link alone is rounded down to nothing.
                    if odd.steps.contains(&(a, b, nth)) {
                        worth -= odd.price;
                    }
                }
                if nth >= low {
                    best = best.max(worth);
                }
            }
            self.sum += best;
        }
        Ok(())
    }

    fn price(&self, a: usize, b: usize) -> i128 {
        let link = ordered(a, b);
        self.links
            .get(&link)
            .copied()
            .unwrap_or_else(|| i128::from(SCALE) * i128::from(self.facts.gain(link.0, link.1, 1)))
    }

    /// What the odd sets charge for a group with these members and links.
    pub(super) fn odd_charge(&self, group: &[usize], links: &[(usize, usize)]) -> i128 {
        self.odd
            .iter()
            .map(|odd| {
                let people: i128 = group.iter().map(|&p| i128::from(odd.weight[p])).sum();
                let trio = i128::from(odd.trio && group.len() == 3);
                let linked = links.iter().filter(|link| odd.links.contains(link)).count() as i128;
                odd.price * (people + trio - linked).div_euclid(2)
            })
            .sum()
    }

    /// What the pair gains against the prices, but for the odd sets: must not be positive with them.
    pub(super) fn excess(&self, pair: &Pair) -> i128 {
        let mut worth = i128::from(SCALE) * i128::from(pair.worth);
        if pair.new {
            worth += self.price(self.facts.team_of[pair.p], self.facts.team_of[pair.q]);
        }
        worth - self.net[pair.p] - self.net[pair.q]
    }

    /// Whether the case allows this group.
    pub(super) fn allowed(&self, group: &[usize]) -> bool {
        let seated = if group.len() == 3 {
            self.case.inside.iter().all(|p| group.contains(p))
                && !self.case.outside.iter().any(|p| group.contains(p))
        } else {
            !self.case.inside.iter().any(|p| group.contains(p))
        };
        seated
            && group.iter().all(|&p| self.forced[p].iter().all(|q| group.contains(q)))
            && !self.case.apart.iter().any(|(p, q)| group.contains(p) && group.contains(q))
    }

    pub(super) fn link_of(&self, pair: &Pair) -> Option<(usize, usize)> {
        pair.new.then(|| ordered(self.facts.team_of[pair.p], self.facts.team_of[pair.q]))
    }

    /// The pair, if it may meet.
    pub(super) fn pair(&self, p: usize, q: usize) -> Option<Pair> {
        Pair::of(self.facts, p, q)
    }

    /// Checks a case of a large round.
    fn run_large(&self) -> Checked<i128> {
        self.run_rows()?;
        if self.facts.trio_allowed {
            if self.odd.is_empty() {
                self.run_trios_in_rows()?;
            } else if self.net.len() > LISTED_UP_TO {
                return refuse(
                    format!("{}.odd_sets", self.place),
                    format!("above {LISTED_UP_TO} people, a trio is checked without odd sets"),
                );
            } else {
                self.run_trios(&all_pairs(self.facts))?;
            }
        }
        self.run_sum()
    }

    fn run_sum(&self) -> Checked<i128> {
        if self.sum == i128::from(self.leaf.sum) {
            return Ok(self.sum);
        }
        refuse(format!("{}.sum", self.place), format!("is {}, not {}", self.sum, self.leaf.sum))
    }

    fn run(&self, pairs: &[Pair]) -> Checked<i128> {
        let charged = |pair: &Pair| {
            let links: Vec<(usize, usize)> = self.link_of(pair).into_iter().collect();
            self.odd_charge(&[pair.p, pair.q], &links)
        };
        let broken = pairs.par_iter().find_first(|pair| {
            let excess = self.excess(pair);
            let charge = if self.odd.is_empty() { 0 } else { charged(pair) };
            excess > charge && self.allowed(&[pair.p, pair.q])
        });
        if let Some(pair) = broken {
            let (p, q) = (self.facts.name(pair.p), self.facts.name(pair.q));
            return refuse(
                &self.place,
                format!("the prices of \"{p}\" and \"{q}\" do not cover their pair"),
            );
        }
        if self.facts.trio_allowed {
            self.run_trios(pairs)?;
        }
        self.run_sum()
    }
}
