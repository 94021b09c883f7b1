//! A coffee round from the problem to the plan: search, bound, proof, and the plan's words.

use std::collections::BTreeMap;

use super::branch::{Effort, Proof, Split};
use super::certificate::{Certificate, Leaf, LinkPrice, Node, OddSet, SCALE};
use super::crowd::Crowd;
use super::dual::Exact;
use super::instance::Instance;
use super::plan::{Gap, Kind, LeftOut, PLAN_FORMAT, Plan, Status, because};
use super::problem::CoffeeProblem;
use super::relax::{Cut, Link, Prices};
use super::search::{Schedule, search};
use super::{Budget, Phase, Progress, VERSION, columns, vast};

/// Up to this many people the proof goes on until value and bound meet, or its work is spent.
pub const PROVEN_UP_TO: usize = 400;

/// Above so many people the search is helped by a dive along prices.
const SEARCHED_UP_TO: usize = 120;

/// What the proof may cost. Units: as [`Effort::work`]; about a quarter of a microsecond each.
const PROOF_WORK: u64 = 12_000_000;

/// How many pairs are looked at for the reasons why people are left out.
const MOST_LOOKS: usize = 500_000_000;

/// A plan with its proof, in numbers.
pub(super) struct Answer {
    pub(super) groups: Vec<Vec<usize>>,
    /// Units: milli-connections.
    pub(super) value: i64,
    /// Units: milli-connections.
    pub(super) bound: i64,
    pub(super) certificate: Certificate,
    pub(super) left_out: Vec<LeftOut>,
}

/// Solves a problem that has been checked.
pub(super) fn solve(
    problem: &CoffeeProblem,
    problem_sha256: &str,
    seed: u64,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Plan {
    if problem.people.len() > PROVEN_UP_TO {
        solve_large(problem, problem_sha256, seed, budget, progress)
    } else {
        solve_small(problem, problem_sha256, seed, budget, progress)
    }
}

/// Solves along prices that settle, as long as the budget allows.
pub(super) fn solve_large(
    problem: &CoffeeProblem,
    problem_sha256: &str,
    seed: u64,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Plan {
    let crowd = Crowd::new(problem);
    let names = Names::new(problem, &crowd);
    let found = vast::solve(&crowd, seed, budget, progress);
    // Small rounds' bounds are rounded down to what a value can be.
    let grain = if crowd.n > PROVEN_UP_TO { 1 } else { Instance::new(problem).grain };
    let answer = Answer {
        bound: found.exact.sum.div_euclid(SCALE * grain) * grain,
        value: found.value,
        certificate: Certificate::new(vec![Node::Leaf(large_leaf(&names, &found.exact))]),
        left_out: left_out(&crowd, &names, &found.groups, budget),
        groups: found.groups,
    };
    plan(problem, (&crowd, &names), answer, (problem_sha256, seed), budget, progress)
}

/// Solves by cases until value and bound meet.
pub(super) fn solve_small(
    problem: &CoffeeProblem,
    problem_sha256: &str,
    seed: u64,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Plan {
    let crowd = Crowd::new(problem);
    let names = Names::new(problem, &crowd);
    let instance = Instance::new(problem);
    let proof = prove(&instance, &crowd, seed, budget, progress);
    let answer = Answer {
        value: proof.value,
        bound: proof.bound(),
        certificate: certificate(&instance, &names, &proof),
        left_out: left_out(&crowd, &names, &proof.groups, budget),
        groups: proof.groups,
    };
    plan(problem, (&crowd, &names), answer, (problem_sha256, seed), budget, progress)
}

/// The answer in the file's words.
pub(super) fn plan(
    problem: &CoffeeProblem,
    (crowd, names): (&Crowd, &Names<'_>),
    answer: Answer,
    (problem_sha256, seed): (&str, u64),
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Plan {
    let Answer { groups: numbers, value, bound, certificate, left_out } = answer;
    progress(Progress { phase: Phase::Done, value, bound: Some(bound) });
    let mut groups: Vec<Vec<String>> = numbers
        .iter()
        .map(|group| {
            let mut ids: Vec<String> = group.iter().map(|&p| names.person(p)).collect();
            ids.sort_unstable();
            ids
        })
        .collect();
    groups.sort_unstable();
    let (terms, new_connections) = terms(problem, crowd, &numbers);
    Plan {
        format: PLAN_FORMAT.into(),
        kind: Kind::Coffee,
        problem_sha256: problem_sha256.into(),
        seed,
        weft: VERSION.into(),
        status: if value == bound { Status::Optimal } else { Status::Feasible },
        value,
        bound,
        gap: Gap::between(value, bound),
        new_connections,
        seconds: budget.clock.elapsed().as_secs_f64(),
        groups,
        left_out,
        placements: Vec::new(),
        conflict: None,
        terms,
        certificate,
    }
}

/// Searches and proves; what is found is exact, whatever ended it.
pub(super) fn prove<'a>(
    instance: &'a Instance,
    crowd: &Crowd,
    seed: u64,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Proof<'a> {
    let n = instance.n;
    let warm = (0..n.min(64)).flat_map(|p| instance.values(p)).copied().max().unwrap_or(0).max(0);
    let warm = (i64::from(warm) + instance.thin) / 4 + 1;
    let schedule = Schedule { steps: 40_000 + n * 4_000, warm, chains: 2 };
    let mut start = search(instance, seed, schedule, None, budget);
    if n > SEARCHED_UP_TO {
        // Where a search alone stays behind, the prices' plan is the better start.
        let found = vast::solve(crowd, seed, budget, &mut |_| ());
        if found.value > start.0 {
            start = (found.value, found.groups);
        }
    }
    progress(Progress { phase: Phase::Search, value: start.0, bound: None });
    let effort = Effort { cut_rounds: 250, column_rounds: 60, work: PROOF_WORK };
    let candidates = columns::by_value(instance, seed, &start.1, 8);
    let mut proof = Proof::new(instance, effort, seed, start, Prices::default(), candidates);
    proof.run(budget, progress);
    proof
}

/// The value by term, without zeros, and the number of new connections.
pub(super) fn terms(
    problem: &CoffeeProblem,
    crowd: &Crowd,
    groups: &[Vec<usize>],
) -> (BTreeMap<String, i64>, u64) {
    let weights = &problem.weights;
    let mut terms: BTreeMap<String, i64> = BTreeMap::new();
    let mut add = |name: &str, value: i64| {
        if value != 0 {
            *terms.entry(name.into()).or_default() += value;
        }
    };
    let mut new_connections = 0;
    for group in groups {
        for (i, &p) in group.iter().enumerate() {
            add("seat", weights.seat);
            add("waited", crowd.presence[p] - weights.seat);
            for &q in &group[i + 1..] {
                let topics = topic_value(problem, p, q);
                let (value, fresh) = crowd.worth(p, q).unwrap_or_default();
                add("topic", topics);
                if fresh {
                    new_connections += 1;
                    add("new_connection", weights.new_connection);
                    add("bridge", crowd.bridge(crowd.team[p], crowd.team[q]));
                } else {
                    add("repeat", value - topics);
                }
            }
        }
    }
    for (link, count) in crowd.made(groups) {
        add("thin_link", (1..=count).map(|nth| crowd.link_step(link, nth)).sum());
    }
    (terms, new_connections)
}

/// What the common topics of two people are worth. Units: milli-connections.
pub(super) fn topic_value(problem: &CoffeeProblem, p: usize, q: usize) -> i64 {
    let (p, q) = (&problem.people[p].topics, &problem.people[q].topics);
    let common = p.iter().filter(|topic| q.contains(topic)).count().min(3);
    problem.weights.topic * i64::try_from(common).unwrap_or(3)
}

/// Ids of people and of the teams that have people.
pub(super) struct Names<'a> {
    problem: &'a CoffeeProblem,
    teams: Vec<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(problem: &'a CoffeeProblem, crowd: &Crowd) -> Self {
        let mut teams = vec![""; crowd.teams];
        for (person, &team) in problem.people.iter().zip(&crowd.team) {
            teams[team as usize] = &person.team;
        }
        Self { problem, teams }
    }

    pub(super) fn person(&self, p: usize) -> String {
        self.problem.people[p].id.clone()
    }

    pub(super) fn team(&self, t: usize) -> String {
        self.teams[t].into()
    }
}

/// Everybody in no group, with the binding reason; where that would need too long a look, that the whole is worth more.
fn left_out(
    crowd: &Crowd,
    names: &Names<'_>,
    groups: &[Vec<usize>],
    budget: &Budget<'_>,
) -> Vec<LeftOut> {
    let mut placed = vec![false; crowd.n];
    let mut used = vec![0; crowd.teams];
    for &p in groups.iter().flatten() {
        placed[p] = true;
        used[crowd.team[p] as usize] += 1;
    }
    let trio = groups.iter().any(|group| group.len() == 3);
    let count = placed.iter().filter(|placed| !**placed).count();
    let mut looks = MOST_LOOKS;
    let mut left: Vec<LeftOut> = (0..crowd.n)
        .filter(|&p| !placed[p])
        .map(|p| {
            let team = crowd.team[p] as usize;
            let alone = crowd.cross_team() && crowd.members[team].len() == crowd.n;
            let mut among = |good: &dyn Fn(usize) -> bool| {
                let found = (0..crowd.n.min(looks)).position(|q| good(q) && crowd.admits(p, q));
                looks = looks.saturating_sub(found.unwrap_or(crowd.n));
                found.is_some() || looks == 0
            };
            let because = if alone || !among(&|_| true) {
                because::NO_ADMISSIBLE_PARTNER
            } else if used[team] >= crowd.seats[team] {
                because::TEAM_SEATS
            } else if !among(&|q| crowd.seats[crowd.team[q] as usize] > 0) {
                because::PARTNERS_WITHOUT_SEATS
            } else if crowd.n % 2 == 1 && !trio && count == 1 {
                because::ODD_NUMBER
            } else if budget.is_over() {
                because::BUDGET_ENDED
            } else {
                because::BETTER_PLAN
            };
            LeftOut { person: names.person(p), because: because.into() }
        })
        .collect();
    left.sort_unstable_by(|a, b| a.person.cmp(&b.person));
    left
}

/// The single case of a large round.
fn large_leaf(names: &Names<'_>, exact: &vast::Exact) -> Leaf {
    let priced = |(at, price): (usize, &i64)| (*price != 0).then_some((at, *price));
    Leaf {
        sum: exact.sum,
        people: exact
            .people
            .iter()
            .enumerate()
            .filter_map(priced)
            .map(|(p, price)| (names.person(p), price))
            .collect(),
        seats: exact
            .seats
            .iter()
            .enumerate()
            .filter_map(priced)
            .map(|(t, price)| (names.team(t), price))
            .collect(),
        links: exact
            .links
            .iter()
            .map(|&((a, b), price)| LinkPrice {
                a: names.team(a as usize),
                b: names.team(b as usize),
                price,
            })
            .collect(),
        odd_sets: exact
            .everybody
            .iter()
            .map(|set| OddSet {
                price: set.price,
                people: set.people.iter().map(|&p| names.person(p as usize)).collect(),
                teams: set.teams.iter().map(|&t| names.team(t as usize)).collect(),
                ..OddSet::default()
            })
            .collect(),
        trio: exact.trio,
        ..Leaf::default()
    }
}

fn certificate(instance: &Instance, names: &Names<'_>, proof: &Proof<'_>) -> Certificate {
    let nodes = proof
        .tree
        .iter()
        .map(|node| match &node.split {
            Some((Split::Pair(p, q), together, apart)) => Node::Pair {
                a: names.person(*p),
                b: names.person(*q),
                together: *together,
                apart: *apart,
            },
            Some((Split::Link((a, b), most), below, above)) => Node::Link {
                a: names.team(*a),
                b: names.team(*b),
                at_most: u32::try_from(*most).unwrap_or(u32::MAX),
                below: *below,
                above: *above,
            },
            Some((Split::Trio(p), inside, outside)) => {
                Node::Trio { person: names.person(*p), inside: *inside, outside: *outside }
            }
            None => Node::Leaf(leaf(instance, names, &proof.pool, &node.exact)),
        })
        .collect();
    Certificate::new(nodes)
}

fn leaf(instance: &Instance, names: &Names<'_>, pool: &[Cut], exact: &Exact) -> Leaf {
    let prices = &exact.prices;
    let both = |&(a, b): &Link| (names.team(a), names.team(b));
    Leaf {
        sum: exact.sum,
        people: prices
            .people
            .iter()
            .enumerate()
            .filter(|(_, price)| **price != 0)
            .map(|(p, price)| (names.person(p), *price))
            .collect(),
        seats: prices
            .seats
            .iter()
            .enumerate()
            .filter(|(_, price)| **price != 0)
            .map(|(t, price)| (names.team(t), *price))
            .collect(),
        links: prices
            .links
            .iter()
            .filter(|((a, b), price)| **price != SCALE * instance.step(*a, *b, 1))
            .map(|((a, b), price)| LinkPrice {
                a: names.team(*a),
                b: names.team(*b),
                price: *price,
            })
            .collect(),
        odd_sets: prices
            .cuts
            .iter()
            .map(|&(c, price)| {
                let cut = &pool[c];
                OddSet {
                    price,
                    trio: cut.trio,
                    people: cut.people.iter().map(|&p| names.person(p)).collect(),
                    teams: cut.teams.iter().map(|&t| names.team(t)).collect(),
                    links: cut.links.iter().map(both).collect(),
                    steps: cut
                        .steps
                        .iter()
                        .map(|((a, b), nth)| {
                            (names.team(*a), names.team(*b), u32::try_from(*nth).unwrap_or(0))
                        })
                        .collect(),
                }
            })
            .collect(),
        trio: prices.trio,
        ..Leaf::default()
    }
}
