//! Why this plan: the terms of each group or placement, the next best and what the whole would have lost, and each
//! left-out person's binding reason. Made once, at solve time, and kept as JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::certificate::{Node, SCALE};
use super::coffee::{prove, topic_value};
use super::crowd::Crowd;
use super::groups::{Exchanges, Sizes};
use super::instance::Instance;
use super::plan::{Plan, because};
use super::problem::CoffeeProblem;
use super::{Budget, NoClock, Problem, bootcamp, placing, rotation, vast};

/// Up to this many people the next best is found by solving again without the group.
const SOLVED_AGAIN_UP_TO: usize = 24;

/// Up to this many people every exchange is looked at; above, those that the certificate's prices make likely.
const ALL_LOOKED_AT_UP_TO: usize = 2_000;

/// How many likely ones each.
const LIKELY: usize = 12;

/// Why a plan is as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// In the order of the plan's groups.
    pub groups: Vec<GroupExplained>,
    /// In the order of the plan's placements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub placements: Vec<PlacementExplained>,
    /// In the order of the plan's `left_out`.
    pub left_out: Vec<LeftOutExplained>,
}

/// A placement's worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacementExplained {
    /// Who.
    pub person: String,
    /// Where.
    pub team: String,
    /// From when.
    pub start: u32,
    /// What it adds, by term; `load` and `manager_first` are its share of the team's and of the manager's; `must` and
    /// `moved` what it saves. Units: milli-connections.
    pub terms: BTreeMap<String, i64>,
    /// The sum of the terms. Units: milli-connections.
    pub value: i64,
    /// Whether it is locked: then there was nothing to choose.
    pub locked: bool,
    /// What the person would have had otherwise; absent: locked, or there is no other plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_best: Option<NextPlacement>,
}

/// Where somebody would have been placed otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextPlacement {
    /// In which team; absent: in none instead.
    pub team: Option<String>,
    /// From when.
    pub start: Option<u32>,
    /// What the whole plan would have lost. Units: milli-connections.
    pub loss: i64,
    /// How far the loss is known.
    pub known: Known,
    /// What it would have lost at least, by the proof's prices. Units: milli-connections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<i64>,
}

/// A group's worth.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupExplained {
    /// Who.
    pub members: Vec<String>,
    /// What it adds, by term; `thin_link` is its share of the links it makes. Units: milli-connections.
    pub terms: BTreeMap<String, i64>,
    /// The sum of the terms. Units: milli-connections.
    pub value: i64,
    /// How many new connections.
    pub new_connections: u64,
    /// Whom each member would have met otherwise.
    pub next_best: Vec<NextBest>,
}

/// Whom somebody would have met otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextBest {
    /// Who.
    pub person: String,
    /// With whom (in a larger group: among others); nobody: they would have sat out.
    pub partner: Option<String>,
    /// What the whole plan would have lost. Units: milli-connections.
    pub loss: i64,
    /// How far the loss is known.
    pub known: Known,
    /// What it would have lost at least, by the proof's prices. Units: milli-connections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<i64>,
}

/// How far a loss is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Known {
    /// Found by solving again without this group, and proven.
    Exact,
    /// A plan with this loss exists: the partners change places, or two people of different groups do.
    AtMost,
}

/// Why somebody sits out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutExplained {
    /// Who.
    pub person: String,
    /// The reason's id, one of [`because`].
    pub because: String,
    /// The reason in a sentence.
    pub words: String,
    /// Where they could have been placed, and what the whole plan would have lost; coffee plans have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placed: Option<NextPlacement>,
}

/// Explains a plan; nothing when the plan is not one of this problem, or of another kind.
///
/// Cost: up to 24 people, or 400 placements to choose from, one more solve for each pair or placement; above, and for
/// larger groups, a look at all pairs (1,000 people: well under a second); above 2,000 at the likeliest.
#[must_use]
pub fn explain(problem: &Problem, plan: &Plan) -> Option<Explanation> {
    let problem = match problem {
        Problem::Coffee(problem) => problem,
        Problem::Bootcamp(problem) => return placing::explain(&bootcamp::Seen::new(problem), plan),
        Problem::Rotation(problem) => return placing::explain(&rotation::Seen::new(problem), plan),
    };
    let crowd = Crowd::new(problem);
    let number: BTreeMap<&str, usize> =
        problem.people.iter().enumerate().map(|(i, p)| (p.id.as_str(), i)).collect();
    let groups: Option<Vec<Vec<usize>>> = plan
        .groups
        .iter()
        .map(|group| {
            group.iter().map(|id| number.get(id.as_str()).copied()).collect::<Option<Vec<usize>>>()
        })
        .collect();
    let groups = groups?;
    let group = &problem.group;
    let most = if group.max == 2 { 3 } else { group.max as usize };
    let fits = |size: usize| size >= group.min as usize && size <= most;
    if groups.iter().any(|group| !fits(group.len()) || !crowd.may_meet(group)) {
        return None;
    }
    let explainer = Explainer::new(problem, &crowd, &groups, plan);
    Some(Explanation {
        groups: explainer.groups(),
        left_out: explainer.left_out(),
        ..Explanation::default()
    })
}

struct Explainer<'a> {
    problem: &'a CoffeeProblem,
    crowd: &'a Crowd,
    groups: &'a [Vec<usize>],
    plan: &'a Plan,
    /// Each person's group, by its place.
    place: Vec<Option<usize>>,
    made: BTreeMap<Link, usize>,
    used: Vec<usize>,
}

type Link = (u32, u32);

impl<'a> Explainer<'a> {
    fn new(
        problem: &'a CoffeeProblem,
        crowd: &'a Crowd,
        groups: &'a [Vec<usize>],
        plan: &'a Plan,
    ) -> Self {
        let mut place = vec![None; crowd.n];
        let mut used = vec![0; crowd.teams];
        for (at, group) in groups.iter().enumerate() {
            for &p in group {
                place[p] = Some(at);
                used[crowd.team[p] as usize] += 1;
            }
        }
        Self { problem, crowd, groups, plan, place, made: crowd.made(groups), used }
    }

    fn id(&self, p: usize) -> String {
        self.problem.people[p].id.clone()
    }

    fn groups(&self) -> Vec<GroupExplained> {
        let crowd = self.crowd;
        let mut nth: BTreeMap<Link, usize> = BTreeMap::new();
        let sizes = &self.problem.group;
        // Larger groups have exchanges of their own.
        let instance = (sizes.max > 2).then(|| Instance::new(self.problem));
        let sizes = Sizes::new(sizes.min, sizes.max);
        let mut exchanges =
            instance.as_ref().map(|instance| Exchanges::new(instance, sizes, self.groups));
        let price = Prices::read(self);
        let others = self.others(price.as_ref());
        let mut all = Vec::new();
        for group in self.groups {
            let mut explained = GroupExplained {
                members: group.iter().map(|&p| self.id(p)).collect(),
                ..GroupExplained::default()
            };
            let mut add = |name: &str, value: i64| {
                if value != 0 {
                    *explained.terms.entry(name.into()).or_default() += value;
                }
            };
            for (i, &p) in group.iter().enumerate() {
                add("seat", self.problem.weights.seat);
                add("waited", crowd.presence[p] - self.problem.weights.seat);
                for &q in &group[i + 1..] {
                    let topics = topic_value(self.problem, p, q);
                    let (value, fresh) = crowd.worth(p, q).unwrap_or_default();
                    add("topic", topics);
                    if fresh {
                        explained.new_connections += 1;
                        add("new_connection", self.problem.weights.new_connection);
                        add("bridge", crowd.bridge(crowd.team[p], crowd.team[q]));
                        let link = crowd.link(p, q);
                        let count = self.made.get(&link).copied().unwrap_or(1);
                        let whole: i64 = (1..=count).map(|nth| crowd.link_step(link, nth)).sum();
                        // Equal shares; what does not divide goes to the first, so that the shares add up.
                        let at = nth.entry(link).or_insert(0);
                        let parts = i64::try_from(count).unwrap_or(1);
                        add("thin_link", whole / parts + if *at == 0 { whole % parts } else { 0 });
                        *at += 1;
                    } else {
                        add("repeat", value - topics);
                    }
                }
            }
            explained.value = explained.terms.values().sum();
            explained.next_best = match &mut exchanges {
                Some(exchanges) => {
                    group.iter().filter_map(|&p| self.by_places(exchanges, p)).collect()
                }
                None if crowd.n > SOLVED_AGAIN_UP_TO => group
                    .iter()
                    .filter_map(|&p| self.by_exchange(p, &others, price.as_ref()))
                    .collect(),
                None => self.solved_again(group),
            };
            all.push(explained);
        }
        all
    }

    /// Solves again without this group.
    fn solved_again(&self, group: &[usize]) -> Vec<NextBest> {
        let mut other = self.problem.clone();
        for (i, &p) in group.iter().enumerate() {
            for &q in &group[i + 1..] {
                // A trio is broken by keeping its first pair apart.
                if i == 0 && other.never.len() == self.problem.never.len() {
                    other.never.push((self.id(p), self.id(q)));
                }
            }
        }
        let instance = Instance::new(&other);
        let proof = prove(
            &instance,
            &Crowd::new(&other),
            self.plan.seed,
            &Budget::unlimited(&NoClock),
            &mut |_| (),
        );
        let known = if proof.bound() == proof.value { Known::Exact } else { Known::AtMost };
        let partner = |p: usize| {
            let found = proof.groups.iter().find(|g| g.contains(&p));
            found.and_then(|g| {
                g.iter().find(|&&q| q != p && !group.contains(&q)).or(g.iter().find(|&&q| q != p))
            })
        };
        group
            .iter()
            .map(|&p| NextBest {
                person: self.id(p),
                partner: partner(p).map(|&q| self.id(q)),
                loss: self.plan.value - proof.value,
                known,
                at_least: None,
            })
            .collect()
    }

    /// With whom each person's exchanges are looked at: with everybody, in large rounds with those whom the prices make
    /// likely.
    fn others(&self, price: Option<&Prices>) -> Vec<Vec<u32>> {
        match price {
            Some(price) if self.crowd.n > ALL_LOOKED_AT_UP_TO => {
                vast::likely(self.crowd, &price.people, &price.seats, &price.links, LIKELY)
            }
            _ => Vec::new(),
        }
    }

    /// The best exchange of places, where groups may have more than two.
    fn by_places(&self, exchanges: &mut Exchanges<'_>, p: usize) -> Option<NextBest> {
        exchanges.best(p).map(|exchange| NextBest {
            person: self.id(p),
            partner: exchange.partner.map(|q| self.id(q)),
            loss: exchange.loss,
            known: Known::AtMost,
            at_least: None,
        })
    }

    /// The best exchange of partners: p meets somebody else, and those they leave meet each other, or sit out.
    fn by_exchange(
        &self,
        p: usize,
        others: &[Vec<u32>],
        price: Option<&Prices>,
    ) -> Option<NextBest> {
        let mate = self.mate(p)?;
        let mut best: Option<(i64, usize)> = None;
        let mut look = |q: usize| {
            if let Some(gain) = self.exchange((p, mate), q)
                && best.is_none_or(|(most, _)| gain > most)
            {
                best = Some((gain, q));
            }
        };
        match others.get(p) {
            Some(likely) => likely.iter().for_each(|&q| look(q as usize)),
            None => (0..self.crowd.n).for_each(&mut look),
        }
        best.map(|(gain, q)| NextBest {
            person: self.id(p),
            partner: Some(self.id(q)),
            loss: -gain,
            known: Known::AtMost,
            at_least: price.and_then(|price| price.least_loss(self, p, q)),
        })
    }

    /// The other one of a pair.
    fn mate(&self, p: usize) -> Option<usize> {
        match self.groups[self.place[p]?][..] {
            [a, b] => Some(if a == p { b } else { a }),
            _ => None,
        }
    }

    /// What the plan gains if p leaves `mate` for q; nothing when the rules forbid it.
    fn exchange(&self, (p, mate): (usize, usize), q: usize) -> Option<i64> {
        let crowd = self.crowd;
        if q == p || q == mate {
            return None;
        }
        let left = match self.place[q] {
            None => None,
            Some(_) => Some(self.mate(q)?),
        };
        let mut gain = 0;
        let mut links: BTreeMap<Link, i64> = BTreeMap::new();
        let mut count = |one: usize, other: usize, sign: i64| {
            let (worth, fresh) = crowd.worth(one, other)?;
            if fresh {
                *links.entry(crowd.link(one, other)).or_default() += sign;
            }
            gain += sign * worth;
            Some(())
        };
        count(p, q, 1)?;
        count(p, mate, -1)?;
        if let Some(left) = left {
            count(mate, left, 1)?;
            count(q, left, -1)?;
        } else {
            let team = crowd.team[q] as usize;
            let freed = usize::from(crowd.team[mate] as usize == team);
            if self.used[team] - freed >= crowd.seats[team] {
                return None;
            }
            gain += crowd.presence[q] - crowd.presence[mate];
        }
        for (link, change) in links {
            let before = self.made.get(&link).copied().unwrap_or(0);
            let after = before.saturating_add_signed(isize::try_from(change).unwrap_or(0));
            let steps = |from: usize, to: usize| -> i64 {
                (from + 1..=to).map(|nth| crowd.link_step(link, nth)).sum()
            };
            gain += steps(before, after) - steps(after, before);
        }
        Some(gain)
    }

    fn left_out(&self) -> Vec<LeftOutExplained> {
        self.plan
            .left_out
            .iter()
            .map(|left| {
                let person = self.problem.people.iter().find(|p| p.id == left.person);
                let team = person.map_or("", |p| p.team.as_str());
                let words = match left.because.as_str() {
                    because::ODD_NUMBER => {
                        "The number of people is odd, and somebody has to sit out.".to_string()
                    }
                    because::TEAM_SEATS => {
                        format!("All seats of team {team} in this round are taken.")
                    }
                    because::NO_ADMISSIBLE_PARTNER => {
                        "There is nobody in this round whom they may meet.".to_string()
                    }
                    because::PARTNERS_WITHOUT_SEATS => {
                        "Everybody they may meet is of a team without seats in this round."
                            .to_string()
                    }
                    because::TOO_FEW_PARTNERS => {
                        "They may meet fewer people than the smallest group needs.".to_string()
                    }
                    because::GROUP_SIZES => {
                        "As many take part as groups of these sizes can seat.".to_string()
                    }
                    because::BUDGET_ENDED => {
                        "The time for planning ended before a place was found.".to_string()
                    }
                    _ => "Those they may meet are needed by others who have fewer choices."
                        .to_string(),
                };
                LeftOutExplained {
                    person: left.person.clone(),
                    because: left.because.clone(),
                    words,
                    placed: None,
                }
            })
            .collect()
    }
}

/// The prices of a certificate with a single case.
struct Prices {
    /// Shape: people.
    people: Vec<i64>,
    /// Shape: teams.
    seats: Vec<i64>,
    links: BTreeMap<Link, i64>,
    sum: i64,
}

impl Prices {
    /// Nothing when the certificate distinguishes cases, or has odd sets: then its prices say little about one pair.
    fn read(explainer: &Explainer<'_>) -> Option<Self> {
        let [Node::Leaf(leaf)] = explainer.plan.certificate.nodes.as_slice() else { return None };
        if !leaf.odd_sets.is_empty() {
            return None;
        }
        let crowd = explainer.crowd;
        let mut team: BTreeMap<&str, u32> = BTreeMap::new();
        let mut seats = vec![0; crowd.teams];
        for (person, &t) in explainer.problem.people.iter().zip(&crowd.team) {
            team.insert(&person.team, t);
            seats[t as usize] = leaf.seats.get(&person.team).copied().unwrap_or(0);
        }
        let people = explainer.problem.people.iter();
        let people = people.map(|p| leaf.people.get(&p.id).copied().unwrap_or(0)).collect();
        let links = leaf
            .links
            .iter()
            .filter_map(|link| {
                let (a, b) = (*team.get(link.a.as_str())?, *team.get(link.b.as_str())?);
                Some(((a.min(b), a.max(b)), link.price))
            })
            .collect();
        Some(Self { people, seats, links, sum: leaf.sum })
    }

    /// What a plan with this pair loses at least: by how much the pair's prices exceed its worth, less the gap.
    fn least_loss(&self, explainer: &Explainer<'_>, p: usize, q: usize) -> Option<i64> {
        let crowd = explainer.crowd;
        let (worth, fresh) = crowd.worth(p, q)?;
        let mut worth = SCALE * (worth + crowd.presence[p] + crowd.presence[q]);
        if fresh {
            let link = crowd.link(p, q);
            let first = || SCALE * crowd.link_step(link, 1);
            worth += self.links.get(&link).copied().unwrap_or_else(first);
        }
        let price = |p: usize| self.people[p] + self.seats[crowd.team[p] as usize];
        let slack = price(p) + price(q) - worth;
        let least = (SCALE * explainer.plan.value - (self.sum - slack)).div_euclid(SCALE);
        (least > 0).then_some(least)
    }
}
