//! R7 for what can be computed from shown figures: rests of totals, and changes between periods.

use super::Chooser;
use crate::graph::disclose::rules::r7_dominated;
use crate::graph::disclose::space::{Atom, Grain, Presence, Row, Whose};

/// Figures of one kind do not overlap where they are parts of a total.
fn kind(row: &Row) -> (Grain, u8) {
    let rank = match row.whose {
        Whose::All => 0,
        Whose::Across => 1,
        Whose::Group(_) => 2,
        Whose::Pair(..) => 3,
    };
    (row.grain, rank)
}

impl Chooser<'_> {
    /// A figure less each figure inside it, and less all of them by one grain, is nobody's alone. People who are
    /// counted once each cannot have more than half of what k of them stand behind.
    pub(super) fn rests_hold(&self, new: &Row, now: &[Row]) -> bool {
        if !self.can_dominate {
            return true;
        }
        now.iter().all(|outer| {
            // Only rests that the new figure has a part in.
            if outer != new && !self.inside(new, outer) {
                return true;
            }
            let parts: Vec<&Row> = now.iter().filter(|row| self.inside(row, outer)).collect();
            let mut kinds: Vec<_> = parts.iter().map(|row| kind(row)).collect();
            kinds.sort_by_key(|(grain, rank)| (*grain, *rank));
            kinds.dedup();
            let all_of_a_kind = kinds.iter().all(|wanted| {
                let siblings: Vec<&Row> =
                    parts.iter().copied().filter(|row| kind(row) == *wanted).collect();
                !self.rest_dominated(outer, &siblings)
            });
            all_of_a_kind
                && parts
                    .iter()
                    .filter(|part| outer == new || **part == new)
                    .all(|part| !self.rest_dominated(outer, &[*part]))
        })
    }

    fn inside(&self, part: &Row, outer: &Row) -> bool {
        if part.stage != outer.stage {
            return false;
        }
        match (outer.whose, part.whose) {
            (Whose::All, Whose::All) => false,
            (Whose::All, Whose::Group(_)) => !self.picture.pairs || part.grain == outer.grain,
            (Whose::All, _) => true,
            (Whose::Across, Whose::Pair(a, b)) => part.grain == outer.grain && a != b,
            (Whose::Group(group), Whose::Pair(a, b)) => {
                part.grain == outer.grain && (a == group || b == group)
            }
            _ => false,
        }
    }

    fn rest_dominated(&self, outer: &Row, parts: &[&Row]) -> bool {
        r7_dominated(self.picture.atoms.iter().filter_map(|atom| {
            let presence = self.counts(atom, outer)?;
            let taken = parts.iter().any(|part| self.picture.lies_in(presence, part));
            (!taken).then_some((atom.people, presence.worth))
        }))
    }

    fn counts<'a>(&self, atom: &'a Atom, row: &Row) -> Option<&'a Presence> {
        let presence = atom.at[row.period].as_ref()?;
        (presence.class >= row.stage && self.picture.lies_in(presence, row)).then_some(presence)
    }

    /// What changed in a figure since each earlier period that showed it, people who are in both aside, is nobody's
    /// alone.
    pub(super) fn changes_hold(&self, new: &Row) -> bool {
        if !self.can_dominate {
            return true;
        }
        self.rows[..self.known].iter().all(|old| {
            if old.grain != new.grain || old.stage != new.stage || !self.same(old, new) {
                return true;
            }
            !r7_dominated(self.picture.atoms.iter().filter_map(|atom| {
                match (self.counts(atom, new), self.counts(atom, old)) {
                    (Some(one), None) | (None, Some(one)) => Some((atom.people, one.worth)),
                    _ => None,
                }
            }))
        })
    }

    /// Whether two figures of different periods are about groups of the same name.
    fn same(&self, old: &Row, new: &Row) -> bool {
        let name = |period: usize, group: u32| {
            let facts = self.earlier.get(period).map_or(self.facts, |closed| &closed.facts);
            facts.names.get(&new.grain.0).and_then(|names| names.get(group as usize))
        };
        match (old.whose, new.whose) {
            (Whose::All, Whose::All) | (Whose::Across, Whose::Across) => true,
            (Whose::Group(a), Whose::Group(b)) => name(old.period, a) == name(new.period, b),
            (Whose::Pair(a, b), Whose::Pair(c, d)) => {
                let old = (name(old.period, a), name(old.period, b));
                let new = (name(new.period, c), name(new.period, d));
                old == new || old == (new.1, new.0)
            }
            _ => false,
        }
    }
}
