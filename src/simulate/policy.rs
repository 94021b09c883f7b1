//! Ways to choose the groups of a round: Weft's, and three as their public sources describe them.

use std::str::FromStr;

use petgraph::algo::maximum_matching;
use petgraph::graph::{NodeIndex, UnGraph};

use super::dice::{Dice, Purpose};
use super::history::{Round, pair};
use crate::optimise::{Budget, NoClock, Problem, Status, solve};

/// Rounds that `greedy` looks back, as its source does.
pub const GREEDY_ROUNDS: u32 = 4;

/// Days for which `ban` forbids a repeat, as its source does: ten weeks.
pub const BAN_DAYS: u32 = 70;

/// A way to choose groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// The optimiser: the most valuable plan, the seed among equals.
    Weft,
    /// A random order, cut into groups.
    Shuffle,
    /// In random order, everybody takes the next one free whom they did not meet lately; else the longest ago.
    Greedy {
        /// How far back. Units: rounds.
        rounds: u32,
    },
    /// As many pairs as there can be among those who did not meet lately, none more welcome than another.
    Ban {
        /// How far back; [`u32::MAX`]: for ever. Units: days.
        days: u32,
    },
}

/// Every name a policy can be asked for by.
pub const POLICIES: [&str; 5] = ["weft", "shuffle", "greedy", "ban", "ban-forever"];

impl Policy {
    /// The name it is asked for by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Weft => "weft",
            Self::Shuffle => "shuffle",
            Self::Greedy { .. } => "greedy",
            Self::Ban { days: u32::MAX } => "ban-forever",
            Self::Ban { .. } => "ban",
        }
    }
}

impl FromStr for Policy {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "weft" => Ok(Self::Weft),
            "shuffle" => Ok(Self::Shuffle),
            "greedy" => Ok(Self::Greedy { rounds: GREEDY_ROUNDS }),
            "ban" => Ok(Self::Ban { days: BAN_DAYS }),
            "ban-forever" => Ok(Self::Ban { days: u32::MAX }),
            _ => Err(format!("there is no policy {name}; there are {}", POLICIES.join(", "))),
        }
    }
}

/// The groups of a round, by people's numbers.
#[derive(Debug, Default)]
pub struct Choice {
    /// Who meets whom.
    pub groups: Vec<Vec<usize>>,
    /// What the optimiser says the plan is worth, and whether it proved that there is no better one.
    pub plan: Option<(i64, bool)>,
}

/// Chooses the groups of a round.
///
/// Errors: why this policy cannot make groups of the sizes asked for.
/// Cost: `weft` as [`solve`]; `ban` cubic in people; the others quadratic at most.
pub fn choose(policy: Policy, round: &Round<'_>, seed: u64) -> Result<Choice, String> {
    // Each policy has luck of its own.
    let own = match policy {
        Policy::Weft => 0,
        Policy::Shuffle => 1,
        Policy::Greedy { .. } => 2,
        Policy::Ban { .. } => 3,
    };
    let mut dice = Dice::new(seed, Purpose::Policy, own << 32 | u64::from(round.number));
    let group = &round.people.organisation.group;
    if !matches!(policy, Policy::Weft | Policy::Shuffle) && group.max > 2 {
        return Err(format!("{} makes pairs, not groups of up to {}", policy.name(), group.max));
    }
    let groups = match policy {
        Policy::Weft => return weft(round, dice.roll()),
        Policy::Shuffle => {
            let mut order = round.present.to_vec();
            dice.shuffle(&mut order);
            cut(&order, group.min as usize, group.max as usize)
        }
        Policy::Greedy { rounds } => greedy(round, rounds, &mut dice),
        Policy::Ban { days } => ban(round, days),
    };
    Ok(Choice { groups, plan: None })
}

fn weft(round: &Round<'_>, seed: u64) -> Result<Choice, String> {
    let problem = Problem::Coffee(round.problem());
    // A problem that is never written has no bytes to hash.
    let plan = solve(&problem, "", seed, &Budget::unlimited(&NoClock), &mut |_| ())
        .map_err(|error| error.to_string())?;
    let groups = plan
        .groups
        .iter()
        .map(|group| group.iter().filter_map(|id| round.people.number(id)).collect())
        .collect();
    Ok(Choice { groups, plan: Some((plan.value, plan.status == Status::Optimal)) })
}

/// Cuts an order into as few groups as hold everybody, of sizes that differ by one at most; who is too many sits out.
fn cut(order: &[usize], min: usize, max: usize) -> Vec<Vec<usize>> {
    let mut count = order.len().div_ceil(max.max(1));
    if count * min > order.len() {
        count = order.len() / min.max(1);
    }
    let held = order.len().min(count * max);
    let mut groups = Vec::with_capacity(count);
    let mut from = 0;
    for nth in 0..count {
        let size = (held - from).div_ceil(count - nth);
        groups.push(order[from..from + size].to_vec());
        from += size;
    }
    groups
}

/// Knows neither teams nor seats, as its source does not.
fn greedy(round: &Round<'_>, rounds: u32, dice: &mut Dice) -> Vec<Vec<usize>> {
    let mut order = round.present.to_vec();
    dice.shuffle(&mut order);
    let mut free = vec![true; order.len()];
    let mut groups = Vec::new();
    for i in 0..order.len() {
        if !free[i] {
            continue;
        }
        // Whom one met longest ago comes first; whom one did not meet in the window, before all.
        let when = |&j: &usize| {
            let last = round.history.last_met.get(&pair(order[i], order[j])).copied();
            last.filter(|&last| round.number - last <= rounds).map_or(0, |last| last + 1)
        };
        if let Some(j) = (i + 1..order.len()).filter(|&j| free[j]).min_by_key(when) {
            (free[i], free[j]) = (false, false);
            groups.push(vec![order[i], order[j]]);
        }
    }
    groups
}

/// Knows teams when the organisation's rule is on, and never seats.
fn ban(round: &Round<'_>, days: u32) -> Vec<Vec<usize>> {
    // Its source sorts people, and leaves it to the algorithm which of many largest matchings is taken.
    let mut order = round.present.to_vec();
    let people = &round.people.organisation.people;
    order.sort_unstable_by_key(|&p| people[p].id.as_str());
    let cross_team = round.people.organisation.rules.cross_team;
    let mut graph: UnGraph<usize, ()> = UnGraph::with_capacity(order.len(), 0);
    let nodes: Vec<NodeIndex> = order.iter().map(|&p| graph.add_node(p)).collect();
    for (i, &p) in order.iter().enumerate() {
        for (j, &q) in order.iter().enumerate().skip(i + 1) {
            let same_team = cross_team && round.people.team[p] == round.people.team[q];
            if !same_team && !round.met_within(pair(p, q), days) {
                graph.add_edge(nodes[i], nodes[j], ());
            }
        }
    }
    let matching = maximum_matching(&graph);
    let mut groups: Vec<Vec<usize>> =
        matching.edges().map(|(a, b)| vec![graph[a], graph[b]]).collect();
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_cut_into_even_groups() {
        let sizes = |n: usize, min, max| -> Vec<usize> {
            let order: Vec<usize> = (0..n).collect();
            cut(&order, min, max).iter().map(Vec::len).collect()
        };
        assert_eq!(sizes(7, 2, 2), [2, 2, 2]);
        assert_eq!(sizes(7, 3, 4), [4, 3]);
        assert_eq!(sizes(5, 3, 4), [4]);
        assert_eq!(sizes(2, 3, 4), [] as [usize; 0]);
        assert_eq!(sizes(0, 2, 2), [] as [usize; 0]);
    }

    #[test]
    fn every_name_is_a_policy() {
        for name in POLICIES {
            assert_eq!(name.parse::<Policy>().map(Policy::name), Ok(name));
        }
        assert!("fair".parse::<Policy>().is_err());
    }
}
