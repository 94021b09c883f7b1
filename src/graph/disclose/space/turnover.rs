//! How many ties came, as a figure beside the others.

use super::{Index, Picture, Row};
use crate::graph::disclose::algebra::{Columns, Sparse};

impl Picture {
    /// The columns of ties over some periods, of which the last two are the ones compared, with one more row after all
    /// others: what came, that is ties of the newest period that were not in the one before.
    ///
    /// What could be counts too: each tie of the period before might have gone, each of now might have come, and each two
    /// people who could have met might have. Otherwise it would be told that nobody of some had come.
    pub(in crate::graph::disclose) fn columns_with_came(
        &self,
        rows: &[Row],
        periods: &[usize],
    ) -> Columns {
        let mut columns = Columns::default();
        let [.., last, now] = periods else { return columns };
        let index = Index::new(self, rows);
        let came = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let column = |sides: &[(usize, &Vec<[Option<u32>; 2]>)], new: bool| -> Sparse {
            let mut entries = index.column(sides, 1, 0);
            entries.extend(new.then_some((came, 1)));
            entries
        };
        for atom in &self.atoms {
            let sides: Vec<_> = periods
                .iter()
                .filter_map(|period| Some((*period, &atom.at[*period].as_ref()?.sides)))
                .collect();
            if sides.is_empty() {
                continue;
            }
            let (was, is) = (atom.at[*last].is_some(), atom.at[*now].is_some());
            columns.real(column(&sides, is && !was), atom.people);
            let without = |period: usize| -> Vec<_> {
                sides.iter().copied().filter(|(at, _)| *at != period).collect()
            };
            if was {
                columns.possible(column(&without(*now), false));
            }
            if is {
                columns.possible(column(&without(*last), true));
            }
        }
        let kinds: Vec<_> = self.sides_now.iter().collect();
        for (at, (one, people)) in kinds.iter().enumerate() {
            for (other_at, (other, _)) in kinds.iter().enumerate().skip(at) {
                if at != other_at || **people >= 2 {
                    let sides = one.iter().zip(other.iter()).map(|(a, b)| [*a, *b]).collect();
                    columns.possible(column(&[(*now, &sides)], true));
                }
            }
        }
        columns
    }
}
