//! The plan's words: groups by ids, reasons, and the certificate.

use super::super::certificate::{
    Certificate, GROUPS_RELAXATION_KIND, GROUPS_TREE_KIND, Leaf, LinkPrice, Node, SCALE, SizePrice,
};
use super::super::coffee::{Answer, Names, plan};
use super::super::crowd::Crowd;
use super::super::instance::Instance;
use super::super::plan::{LeftOut, Plan, because};
use super::super::problem::CoffeeProblem;
use super::super::{Budget, Progress};
use super::pairs::Prices;
use super::room::{Room, partners};
use super::{Proof, Sizes, prove, tree};

/// Solves a problem that has been checked, whose groups may have more than two.
pub(in super::super) fn solve(
    problem: &CoffeeProblem,
    problem_sha256: &str,
    seed: u64,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Plan {
    let instance = Instance::new(problem);
    let sizes = Sizes::new(problem.group.min, problem.group.max);
    let found = prove(&instance, sizes, seed, budget, progress);
    let crowd = Crowd::new(problem);
    let names = Names::new(problem, &crowd);
    let certificate = match &found.proof {
        Proof::Pairs(prices, sum) => Certificate::of_groups(
            GROUPS_RELAXATION_KIND,
            vec![Node::Leaf(leaf(&instance, sizes, &names, prices, *sum))],
        ),
        Proof::Tree(nodes) => Certificate::of_groups(
            GROUPS_TREE_KIND,
            nodes.iter().map(|node| case(&instance, sizes, &names, node)).collect(),
        ),
    };
    let answer = Answer {
        value: found.value,
        bound: found.bound,
        certificate,
        left_out: left_out(&instance, sizes, &names, &found.groups, budget),
        groups: found.groups,
    };
    plan(problem, (&crowd, &names), answer, (problem_sha256, seed), budget, progress)
}

/// A case by ids.
fn case(instance: &Instance, sizes: Sizes, names: &Names<'_>, node: &tree::Node) -> Node {
    match node.split {
        Some(((p, q), together, apart)) => {
            Node::Pair { a: names.person(p), b: names.person(q), together, apart }
        }
        None => Node::Leaf(leaf(instance, sizes, names, &node.prices, node.sum)),
    }
}

/// Everybody in no group, with the binding reason.
fn left_out(
    instance: &Instance,
    sizes: Sizes,
    names: &Names<'_>,
    groups: &[Vec<usize>],
    budget: &Budget<'_>,
) -> Vec<LeftOut> {
    let mut placed = vec![false; instance.n];
    let mut used = vec![0; instance.teams];
    for &p in groups.iter().flatten() {
        placed[p] = true;
        used[instance.team[p]] += 1;
    }
    let seated = placed.iter().filter(|placed| **placed).count();
    let most: usize = sizes.seating(Room::new(instance, sizes).present).iter().sum();
    let mut left: Vec<LeftOut> = (0..instance.n)
        .filter(|&p| !placed[p])
        .map(|p| {
            let team = instance.team[p];
            let reach = partners(instance, p);
            let mut others = (0..instance.n).filter(|&q| instance.admits(p, q));
            let because = if reach == 0 {
                because::NO_ADMISSIBLE_PARTNER
            } else if used[team] >= instance.seats[team] {
                because::TEAM_SEATS
            } else if reach + 1 < sizes.min {
                because::TOO_FEW_PARTNERS
            } else if others.all(|q| instance.seats[instance.team[q]] == 0) {
                because::PARTNERS_WITHOUT_SEATS
            } else if seated == most {
                because::GROUP_SIZES
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

fn priced<'a>(
    prices: &'a [i64],
    name: impl Fn(usize) -> String + 'a,
) -> impl Iterator<Item = (String, i64)> + 'a {
    prices.iter().enumerate().filter(|(_, price)| **price != 0).map(move |(i, p)| (name(i), *p))
}

/// The prices of a case by ids.
fn leaf(instance: &Instance, sizes: Sizes, names: &Names<'_>, prices: &Prices, sum: i64) -> Leaf {
    let teams = instance.teams;
    let mut links = Vec::new();
    for a in 0..teams {
        for b in a + 1..teams {
            let price = prices.links[a * teams + b];
            if price != SCALE * instance.step(a, b, 1) {
                links.push(LinkPrice { a: names.team(a), b: names.team(b), price });
            }
        }
    }
    let of_sizes = sizes
        .each()
        .zip(&prices.sizes)
        .filter(|(_, price)| **price != 0)
        .map(|(size, &price)| SizePrice { size: u32::try_from(size).unwrap_or(u32::MAX), price })
        .collect();
    Leaf {
        sum,
        people: priced(&prices.people, |p| names.person(p)).collect(),
        seats: priced(&prices.seats, |t| names.team(t)).collect(),
        links,
        sizes: of_sizes,
        ..Leaf::default()
    }
}
