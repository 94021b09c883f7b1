//! Coffee rounds in groups of up to eight: search and a proven bound (`docs/model.md`, "Groups").

mod dive;
mod exchange;
mod linear;
mod market;
mod master;
mod pairs;
mod plan;
mod room;
mod search;
mod sizes;
mod table;
mod tree;

use super::certificate::SCALE;
use super::instance::Instance;
use super::{Budget, Phase, Progress};
pub(super) use exchange::Exchanges;
use pairs::Prices;
pub(super) use plan::solve;
use room::Room;
use search::{Schedule, search};
pub(super) use sizes::Sizes;
use tree::Tree;

/// Up to this many people prices that cover every group are looked for, and cases distinguished.
const PROVEN_UP_TO: usize = 200;

/// Up to this many people value and bound mostly meet; above, a third of the work tells nearly as much.
const SOON_PROVEN: usize = 60;

/// What that may cost. Units: as in the proof of pairs; about a quarter of a microsecond each.
const PROOF_WORK: u64 = 12_000_000;

/// What proves the bound.
#[derive(Debug, Clone)]
enum Proof {
    /// Prices of the relaxation to pairs, and what they add up to.
    Pairs(Prices, i64),
    /// Cases with prices that cover every group.
    Tree(Vec<tree::Node>),
}

/// What was found and proven.
#[derive(Debug, Clone)]
struct Found {
    /// The plan's groups, as numbers, ascending.
    groups: Vec<Vec<usize>>,
    /// What the plan is worth. Units: milli-connections.
    value: i64,
    /// What no plan is worth more than. Units: milli-connections.
    bound: i64,
    /// Why.
    proof: Proof,
}

/// Searches and proves; what is found is exact, whatever ended it.
fn prove(
    instance: &Instance,
    sizes: Sizes,
    seed: u64,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Found {
    let n = instance.n;
    let warm = (0..n.min(64)).flat_map(|p| instance.values(p)).copied().max().unwrap_or(0).max(0);
    let warm = (i64::from(warm) + instance.thin) / 16 + 1;
    let small = n <= PROVEN_UP_TO;
    let steps = 40_000 + n * if small { 12_000 } else { 2_000 };
    let (value, groups) =
        search(instance, sizes, seed, Schedule { steps, warm, chains: 2 }, budget);
    progress(Progress { phase: Phase::Search, value, bound: None });
    let room = Room::new(instance, sizes);
    let (prices, sum) = linear::relax(instance, sizes, &room, &groups, budget);
    let bound = whole(instance, sum);
    progress(Progress { phase: Phase::Bound, value, bound: Some(bound) });
    if small && value < bound && !budget.is_over() {
        let work = if n <= SOON_PROVEN { PROOF_WORK } else { PROOF_WORK / 3 };
        progress(Progress { phase: Phase::Prove, value, bound: Some(bound) });
        let mut tree = Tree::new(instance, sizes, &room, value, groups, seed, work);
        let proven = tree.run(budget) && tree.sum() < sum;
        let own = whole(instance, tree.sum());
        let Tree { groups, value, nodes, .. } = tree;
        return if proven {
            Found { groups, value, bound: own, proof: Proof::Tree(nodes) }
        } else {
            Found { groups, value, bound, proof: Proof::Pairs(prices, sum) }
        };
    }
    Found { groups, value, bound, proof: Proof::Pairs(prices, sum) }
}

/// The bound in whole milli-connections, and among those one that a value can reach.
fn whole(instance: &Instance, sum: i64) -> i64 {
    sum.div_euclid(SCALE * instance.grain) * instance.grain
}
