//! What can still be done when the time is over: pairs for those who are left, without a search.

use super::pairing::{NOBODY, Pairing};

/// So many of those who come next are tried for each.
const NEXT: usize = 64;

/// Brings people together who stand next to each other, those with the same topics side by side.
///
/// Cost: a sort, and at most [`NEXT`] pairs for each who is left.
pub(super) fn fill(plan: &mut Pairing<'_>) {
    let crowd = plan.crowd;
    let mut order = plan.free();
    order.sort_unstable_by(|&p, &q| {
        crowd.topics(p as usize).cmp(crowd.topics(q as usize)).then(p.cmp(&q))
    });
    for (&p, next) in order.iter().zip(1..) {
        if plan.mate[p as usize] == NOBODY && plan.seat(p as usize) {
            let mut others = order[next..].iter().take(NEXT);
            others.any(|&q| plan.found(p as usize, q as usize));
        }
    }
}
