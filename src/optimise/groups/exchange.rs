//! What would have come instead: the best exchange of each person, with its exact loss.

use super::super::instance::Instance;
use super::sizes::Sizes;
use super::table::{OUT, Table};

/// The best exchange of places for somebody in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Exchange {
    /// The new group's member with whom their pair is worth most; nobody: they would sit out.
    pub(in super::super) partner: Option<usize>,
    /// What the plan loses. Units: milli-connections.
    pub(in super::super) loss: i64,
}

/// A plan in which places can be exchanged.
pub(in super::super) struct Exchanges<'a>(Table<'a>);

impl<'a> Exchanges<'a> {
    /// The plan with these groups, which must keep the rules.
    pub(in super::super) fn new(
        instance: &'a Instance,
        sizes: Sizes,
        groups: &[Vec<usize>],
    ) -> Self {
        Self(Table::with_groups(instance, sizes, groups))
    }

    /// The exchange of p with somebody of another group, or with somebody left out, that loses least; nothing when
    /// none keeps the rules.
    ///
    /// Cost: everybody, times the members of two groups.
    pub(in super::super) fn best(&mut self, p: usize) -> Option<Exchange> {
        let table = &mut self.0;
        let home = table.group_of[p];
        let mut best: Option<(i64, usize)> = None;
        for r in 0..table.instance.n {
            if table.group_of[r] == home {
                continue;
            }
            let floor = best.map_or(i64::MIN, |(gain, _)| gain + 1);
            let before = table.value;
            if table.swap(p, r, floor) {
                best = Some((table.value - before, r));
                table.swap(p, r, i64::MIN);
            }
        }
        let (gain, r) = best?;
        let group = table.group_of[r];
        let partner = (group != OUT).then(|| {
            let others = table.members(group).iter().copied().filter(|&q| q != r);
            others.max_by_key(|&q| (table.instance.value(p, q), std::cmp::Reverse(q)))
        });
        Some(Exchange { partner: partner.flatten(), loss: -gain })
    }
}
