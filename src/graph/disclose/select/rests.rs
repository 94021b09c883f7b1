//! R7 for what can be computed from shown figures of one period: rests of totals.

use super::chooser::Decision;
use crate::graph::disclose::rules::r7_dominated;
use crate::graph::disclose::space::{Grain, Row, Whose};

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

impl Decision<'_> {
    /// A figure less each figure inside it, and less all of them by one grain, is nobody's alone. People who are
    /// counted once each cannot have more than half of what k of them stand behind.
    ///
    /// Cost: what stands behind the figures that the new ones lie in.
    pub(super) fn rests_hold(&self, new: &[u32], now: &[u32]) -> bool {
        let mut is_new = vec![false; self.deck.rows.len()];
        for row in new {
            is_new[*row as usize] = true;
        }
        let row = |number: u32| &self.deck.rows[number as usize];
        // Only rests that a new figure has a part in.
        let touched = |outer: &u32| {
            is_new[*outer as usize] || new.iter().any(|part| self.inside(row(*part), row(*outer)))
        };
        now.iter().filter(|outer| touched(outer)).all(|outer| {
            let touched = |part: u32| is_new[*outer as usize] || is_new[part as usize];
            let mut parts: Vec<u32> =
                now.iter().copied().filter(|part| self.inside(row(*part), row(*outer))).collect();
            parts.sort_by_key(|part| kind(row(*part)));
            parts.iter().filter(|part| touched(**part)).all(|part| {
                let known = self.rests.borrow().get(&(*outer, *part)).copied();
                !known.unwrap_or_else(|| {
                    let dominated = self.rest_dominated(*outer, &[*part]);
                    self.rests.borrow_mut().insert((*outer, *part), dominated);
                    dominated
                })
            }) && parts.chunk_by(|one, other| kind(row(*one)) == kind(row(*other))).all(
                |siblings| {
                    siblings.len() < 2
                        || !siblings.iter().any(|part| touched(*part))
                        || !self.rest_dominated(*outer, siblings)
                },
            )
        })
    }

    fn inside(&self, part: &Row, outer: &Row) -> bool {
        if part.stage != outer.stage {
            return false;
        }
        match (outer.whose, part.whose) {
            (Whose::All, Whose::All) => false,
            (Whose::All, Whose::Group(_)) => {
                !self.chooser.picture.pairs || part.grain == outer.grain
            }
            (Whose::All, _) => true,
            (Whose::Across, Whose::Pair(a, b)) => part.grain == outer.grain && a != b,
            (Whose::Group(group), Whose::Pair(a, b)) => {
                part.grain == outer.grain && (a == group || b == group)
            }
            _ => false,
        }
    }

    fn rest_dominated(&self, outer: u32, parts: &[u32]) -> bool {
        let picture = &self.chooser.picture;
        let mut taken = vec![false; self.deck.rows.len()];
        for part in parts {
            taken[*part as usize] = true;
        }
        let atoms = self.members[outer as usize].iter().map(|atom| &picture.atoms[*atom as usize]);
        // Whether a kind is in one of the parts, where that was asked already.
        let mut known: Vec<Option<bool>> = vec![None; picture.kinds.len()];
        let rest: Vec<([u32; 2], u64)> = atoms
            .filter_map(|atom| {
                let presence = picture.at(atom, picture.now)?;
                let inside = known[presence.kind as usize].get_or_insert_with(|| {
                    self.deck.of(presence.kind).iter().any(|(row, _)| taken[*row as usize])
                });
                (!*inside).then_some((atom.people, presence.worth))
            })
            .collect();
        // Most rests are more than twice as large as what anybody has a part in.
        let total: u64 = rest.iter().map(|(_, worth)| worth).sum();
        self.most.is_none_or(|most| most * 2 > total) && r7_dominated(rest)
    }
}
