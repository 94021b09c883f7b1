//! Independent vectors that come and go one by one, over the field of [`super::algebra`].

use super::algebra::{P, Steps, inverse, minus, times};

/// What is left of a vector after elimination: its entries other than nought, ascending.
#[derive(Default)]
pub(super) struct Residue(Vec<(u32, u64)>);

impl Residue {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn has(&self, at: u32) -> bool {
        self.0.binary_search_by_key(&at, |(at, _)| *at).is_ok()
    }
}

/// Independent vectors that are taken on and given up one by one, the last first.
#[derive(Default)]
pub(super) struct Rows {
    /// Where each has its one, and its entries. It is nought where those before it have theirs.
    kept: Vec<(u32, Vec<(u32, u64)>)>,
}

impl Rows {
    /// A vector less its part in the kept ones.
    pub(super) fn residue(&self, vector: &[(u32, i8)], steps: &Steps) -> Residue {
        let last = self.kept.iter().filter_map(|(_, entries)| entries.last()).map(|(at, _)| *at);
        let size = last.chain(vector.iter().map(|(at, _)| *at)).max().map_or(0, |at| at + 1);
        let mut scratch = vec![0_u64; size as usize];
        for (at, entry) in vector {
            let size = u64::from(entry.unsigned_abs());
            scratch[*at as usize] = if *entry < 0 { P - size } else { size };
        }
        let mut done = self.kept.len() + scratch.len() / 8;
        for (pivot, entries) in &self.kept {
            let factor = scratch.get(*pivot as usize).copied().unwrap_or(0);
            if factor == 0 {
                continue;
            }
            done += entries.len();
            for (at, entry) in entries {
                let place = &mut scratch[*at as usize];
                *place = minus(*place, times(factor, *entry));
            }
        }
        steps.spend(done);
        let left = (0_u32..).zip(scratch).filter(|(_, entry)| *entry != 0);
        Residue(left.collect())
    }

    /// Keeps what is left of a vector; its one is at a place where it is not nought.
    pub(super) fn push_at(&mut self, residue: Residue, at: u32) {
        let own = residue.0.iter().find(|(place, _)| *place == at).map_or(1, |(_, entry)| *entry);
        let scale = inverse(own);
        let entries = residue.0.into_iter().map(|(at, entry)| (at, times(entry, scale))).collect();
        self.kept.push((at, entries));
    }

    /// Keeps what is left of a vector, if anything is.
    pub(super) fn push(&mut self, residue: Residue) {
        if let Some((at, _)) = residue.0.first() {
            let at = *at;
            self.push_at(residue, at);
        }
    }

    /// Gives up the last one.
    pub(super) fn pop(&mut self) {
        self.kept.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_taken_on_and_given_up() {
        let free = Steps::new(u64::MAX);
        let mut rows = Rows::default();
        let first = rows.residue(&[(0, 1), (2, 1)], &free);
        rows.push_at(first, 2);
        assert!(rows.residue(&[(0, -1), (2, -1)], &free).is_empty());
        let second = rows.residue(&[(1, 1), (2, 1)], &free);
        assert!(second.has(0) && second.has(1) && !second.has(2));
        rows.push(second);
        assert!(rows.residue(&[(0, 1), (1, -1)], &free).is_empty());
        rows.pop();
        assert!(!rows.residue(&[(0, 1), (1, -1)], &free).is_empty());
    }
}
