//! Two people who are left over with seats, but may not meet each other, come into a pair that parts for them.

use super::super::Budget;
use super::pairing::{Pairing, THREE};

/// How many people who are left over are looked at, and how many of one team.
const MOST: usize = 40;
const OF_A_TEAM: usize = 6;

/// Looked at in large rounds.
const MOST_OF_MANY: usize = 12;

/// Looked at for the group of three.
const THIRDS: usize = 40;

/// A way to bring two more people in.
#[derive(Debug, Clone, Copy)]
struct Way {
    gain: i64,
    /// Each meets their next: two pairs, or one.
    pairs: [Option<(usize, usize)>; 2],
    /// Who parts from their mate first.
    parts: Option<usize>,
}

/// Brings in two at a time, the best way first, as long as the plan gains.
///
/// Cost: for every two who are left over and looked at, a look at all pairs of the plan.
pub(super) fn insert(plan: &mut Pairing<'_>, budget: &Budget<'_>) {
    loop {
        let waiting = waiting(plan);
        let mut best: Option<Way> = None;
        for (at, &p) in waiting.iter().enumerate() {
            for &q in &waiting[at + 1..] {
                if budget.is_over() {
                    return;
                }
                if let Some(way) = best_way(plan, p, q)
                    && best.is_none_or(|known| way.gain > known.gain)
                {
                    best = Some(way);
                }
            }
        }
        let Some(way) = best else { return };
        let before = plan.value;
        if let Some(p) = way.parts {
            plan.dissolve(p);
        }
        for (p, q) in way.pairs.into_iter().flatten() {
            plan.found(p, q);
        }
        if plan.value <= before {
            return;
        }
    }
}

/// Some of those who are left over and whose teams have seats.
fn waiting(plan: &Pairing<'_>) -> Vec<usize> {
    let crowd = plan.crowd;
    let most = if crowd.n > 20_000 { MOST_OF_MANY } else { MOST };
    let mut of_team = std::collections::BTreeMap::new();
    plan.free()
        .into_iter()
        .map(|p| p as usize)
        .filter(|&p| plan.seat(p))
        .filter(|&p| {
            let count = of_team.entry(crowd.team[p]).or_insert(0);
            *count += 1;
            *count <= OF_A_TEAM
        })
        .take(most)
        .collect()
}

fn best_way(plan: &Pairing<'_>, p: usize, q: usize) -> Option<Way> {
    let crowd = plan.crowd;
    let team = crowd.team[p];
    if team == crowd.team[q] && plan.seats_of(team as usize) < 2 {
        return None;
    }
    let coming = crowd.presence[p] + crowd.presence[q];
    let mut best: Option<Way> = None;
    let mut note = |gain: i64, pairs, parts| {
        if gain > best.map_or(0, |way| way.gain) {
            best = Some(Way { gain, pairs, parts });
        }
    };
    if let Some((worth, _)) = crowd.worth(p, q) {
        note(worth + coming, [Some((p, q)), None], None);
    }
    for (a, &b) in plan.mate.iter().enumerate() {
        let b = b as usize;
        if b >= THREE as usize || a > b {
            continue;
        }
        for (one, other) in [(a, b), (b, a)] {
            // What links lose and win is left to the exchanges that follow.
            if let (Some(first), Some(second)) = (crowd.worth(p, one), crowd.worth(q, other))
                && first.0 + crowd.presence[p] + crowd.presence[one] >= 0
                && second.0 + crowd.presence[q] + crowd.presence[other] >= 0
            {
                let gain = first.0 + second.0 + coming - plan.was(a).0;
                note(gain, [Some((p, one)), Some((q, other))], Some(a));
            }
        }
    }
    best
}

/// Brings somebody who is left over into the pair that gains most by it; says what the plan gains.
///
/// Cost: a look at all pairs for each of the first few who are left.
pub(super) fn third(plan: &mut Pairing<'_>, groups: &mut [Vec<usize>]) -> i64 {
    let mut best: Option<(i64, usize, usize)> = None;
    for r in plan.free().into_iter().take(THIRDS) {
        let r = r as usize;
        for (at, group) in groups.iter().enumerate() {
            let before = plan.value;
            let (p, q) = (group[0], group[1]);
            if !plan.crowd.admits(r, p) || !plan.crowd.admits(r, q) {
                continue;
            }
            let Some(pair) = plan.crowd.worth(p, q) else { continue };
            plan.dissolve(p);
            let gain = plan.three([p, q, r]).map(|gain| plan.value + gain - before);
            plan.value += plan.come(p) + plan.come(q) + plan.join(p, q, pair);
            if let Some(gain) = gain
                && gain > best.map_or(0, |best| best.0)
            {
                best = Some((gain, at, r));
            }
        }
    }
    best.map_or(0, |(gain, at, r)| {
        groups[at].push(r);
        gain
    })
}
