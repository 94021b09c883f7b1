//! What the groups of a round are worth by the optimiser's measure, counted anew so that every policy has one.

use std::collections::{BTreeMap, HashMap};

use super::history::{Known, Round, pair};

/// What some groups are worth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Worth {
    /// Units: milli-connections.
    pub value: i64,
    /// Pairs of different teams that did not know each other.
    pub new_connections: u32,
}

/// Counts the value of some groups as `docs/model.md` has it.
///
/// Pairs that the rules forbid count like others: two of one team are no new connection, a meeting that comes too soon
/// costs the whole `repeat`.
/// Cost: linear in ties and pairs.
#[must_use]
pub fn worth(round: &Round<'_>, groups: &[Vec<usize>]) -> Worth {
    let whole = round.people.organisation;
    let weights = &whole.weights;
    let team = &round.people.team;
    let mut links: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let (ties, beside) = round.ties();
    for (p, q) in ties {
        *links.entry(pair(team[p], team[q])).or_default() += 1;
    }
    for (link, ties) in beside {
        *links.entry(link).or_default() += i64::from(ties);
    }
    let waited: HashMap<usize, u32> =
        round.present.iter().copied().zip(round.waited.iter().copied()).collect();
    let mut worth = Worth::default();
    for group in groups {
        for (i, &p) in group.iter().enumerate() {
            worth.value += weights.seat + weights.waited * i64::from(waited[&p].min(3));
            for &q in &group[i + 1..] {
                let topics = &whole.people[q].topics;
                let common = whole.people[p].topics.iter().filter(|t| topics.contains(t)).take(3);
                worth.value += weights.topic * common.map(|_| 1).sum::<i64>();
                match round.known(pair(p, q)) {
                    Known::Not if team[p] != team[q] => {
                        worth.new_connections += 1;
                        let link = links.entry(pair(team[p], team[q])).or_default();
                        *link += 1;
                        worth.value += weights.new_connection + weights.thin_link / *link;
                        if round.bridged && round.people.bridges.contains(&pair(team[p], team[q])) {
                            worth.value += weights.bridge;
                        }
                    }
                    Known::Not | Known::SinceLong => {}
                    Known::Days(days) => {
                        worth.value -= repeat(weights.repeat, whole.rules.repeat_after_days, days);
                    }
                }
            }
        }
    }
    worth
}

fn repeat(most: i64, after_days: u32, days: u32) -> i64 {
    if after_days == 0 {
        return 0;
    }
    (most * i64::from(after_days) / i64::from(days.max(1))).min(most)
}
