//! Why this plan: the terms of each group or placement, the next best and what the whole would have lost, and each
//! left-out person's binding reason. Made once, at solve time, and kept as JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::certificate::{Node, SCALE};
use super::coffee::{prove, topic_value};
use super::instance::Instance;
use super::plan::{Plan, because};
use super::problem::CoffeeProblem;
use super::relax::{Link, link_of, made};
use super::state::State;
use super::{Budget, NoClock, Problem, bootcamp, placing, rotation};

/// Up to this many people the next best is found by solving again without the group.
const SOLVED_AGAIN_UP_TO: usize = 24;

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
    /// With whom; nobody: they would have sat out.
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
    /// A plan with this loss exists: the partners change places.
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
/// Cost: up to 24 people, or 400 placements to choose from, one more solve for each group or placement; above, a look at all pairs (1,000 people: well under a second).
#[must_use]
pub fn explain(problem: &Problem, plan: &Plan) -> Option<Explanation> {
    let problem = match problem {
        Problem::Coffee(problem) => problem,
        Problem::Bootcamp(problem) => return placing::explain(&bootcamp::Seen::new(problem), plan),
        Problem::Rotation(problem) => return placing::explain(&rotation::Seen::new(problem), plan),
    };
    let instance = Instance::new(problem);
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
    if groups.iter().any(|group| group.len() < 2 || group.len() > 3 || !instance.may_meet(group)) {
        return None;
    }
    let explainer = Explainer { problem, instance: &instance, groups: &groups, plan };
    Some(Explanation {
        groups: explainer.groups(),
        left_out: explainer.left_out(),
        ..Explanation::default()
    })
}

struct Explainer<'a> {
    problem: &'a CoffeeProblem,
    instance: &'a Instance,
    groups: &'a [Vec<usize>],
    plan: &'a Plan,
}

impl Explainer<'_> {
    fn id(&self, p: usize) -> String {
        self.problem.people[p].id.clone()
    }

    fn groups(&self) -> Vec<GroupExplained> {
        let instance = self.instance;
        let made = made(instance, self.groups);
        let mut nth: BTreeMap<Link, usize> = BTreeMap::new();
        let mut state = State::with_groups(instance, self.groups);
        let price = Prices::read(self);
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
                add("waited", instance.person[p] - self.problem.weights.seat);
                for &q in &group[i + 1..] {
                    let topics = topic_value(self.problem, p, q);
                    add("topic", topics);
                    if instance.is_fresh(p, q) {
                        explained.new_connections += 1;
                        add("new_connection", self.problem.weights.new_connection);
                        let link = link_of(instance, p, q);
                        let count = made.get(&link).copied().unwrap_or(1);
                        let whole: i64 =
                            (1..=count).map(|nth| instance.step(link.0, link.1, nth)).sum();
                        // Equal shares; what does not divide goes to the first, so that the shares add up.
                        let at = nth.entry(link).or_insert(0);
                        let parts = i64::try_from(count).unwrap_or(1);
                        add("thin_link", whole / parts + if *at == 0 { whole % parts } else { 0 });
                        *at += 1;
                    } else {
                        add("repeat", i64::from(instance.value(p, q)) - topics);
                    }
                }
            }
            explained.value = explained.terms.values().sum();
            explained.next_best = if instance.n <= SOLVED_AGAIN_UP_TO {
                self.solved_again(group)
            } else {
                group
                    .iter()
                    .filter_map(|&p| self.by_exchange(&mut state, p, price.as_ref()))
                    .collect()
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
        let proof = prove(&instance, self.plan.seed, &Budget::unlimited(&NoClock), &mut |_| ());
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

    /// The best exchange of partners.
    fn by_exchange(
        &self,
        state: &mut State<'_>,
        p: usize,
        price: Option<&Prices>,
    ) -> Option<NextBest> {
        let mut best: Option<(i64, usize)> = None;
        let mate = state.mate(p)?;
        for q in 0..self.instance.n {
            if q == p || q == mate || !self.instance.admits(p, q) || state.size_of(q) > 2 {
                continue;
            }
            let floor = best.map_or(i64::MIN / 2, |(gain, _)| gain + 1);
            // p meets q, and those they leave meet each other, or sit out.
            if let Some(gain) = state.swap(mate, q, floor) {
                best = Some((gain, q));
                state.swap(q, mate, i64::MIN / 2);
            }
        }
        best.map(|(gain, q)| NextBest {
            person: self.id(p),
            partner: Some(self.id(q)),
            loss: -gain,
            known: Known::AtMost,
            at_least: price.and_then(|price| price.least_loss(self, p, q)),
        })
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
    people: Vec<i64>,
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
        let problem = explainer.problem;
        let mut team: BTreeMap<&str, usize> = BTreeMap::new();
        for (person, &t) in problem.people.iter().zip(&explainer.instance.team) {
            team.insert(&person.team, t);
        }
        let people = problem
            .people
            .iter()
            .map(|p| {
                let of = |map: &BTreeMap<String, i64>, id: &str| map.get(id).copied().unwrap_or(0);
                of(&leaf.people, &p.id) + of(&leaf.seats, &p.team)
            })
            .collect();
        let links = leaf
            .links
            .iter()
            .filter_map(|link| {
                let (a, b) = (*team.get(link.a.as_str())?, *team.get(link.b.as_str())?);
                Some(((a.min(b), a.max(b)), link.price))
            })
            .collect();
        Some(Self { people, links, sum: leaf.sum })
    }

    /// What a plan with this pair loses at least: by how much the pair's prices exceed its worth, less the gap.
    fn least_loss(&self, explainer: &Explainer<'_>, p: usize, q: usize) -> Option<i64> {
        let instance = explainer.instance;
        let mut worth =
            SCALE * (i64::from(instance.value(p, q)) + instance.person[p] + instance.person[q]);
        if instance.is_fresh(p, q) {
            let link = link_of(instance, p, q);
            worth += self
                .links
                .get(&link)
                .copied()
                .unwrap_or_else(|| SCALE * instance.step(link.0, link.1, 1));
        }
        let slack = self.people[p] + self.people[q] - worth;
        let least = (SCALE * explainer.plan.value - (self.sum - slack)).div_euclid(SCALE);
        (least > 0).then_some(least)
    }
}
