//! How many ties came, as a figure beside the others.

use std::collections::{BTreeSet, HashMap};

use super::{Picture, Row, Whose, places};
use crate::graph::disclose::algebra::{Columns, Sparse};

impl Picture {
    /// The columns of ties over some periods, of which the last two are the ones compared, with more rows after all others:
    /// what came in each of the periods of which that is known, and at last what came in the newest one, that is ties
    /// that were not in the period before.
    ///
    /// What could be counts too: each tie of the period before might have gone, each of now might have come, and each two
    /// people who could have met might have. Otherwise it would be told that nobody of some had come.
    pub(in crate::graph::disclose) fn columns_with_came(
        &self,
        rows: &[Row],
        periods: &[usize],
        known: &[usize],
    ) -> Columns {
        let mut columns = Columns::default();
        let [.., last, now] = periods else { return columns };
        let first = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let came: Vec<(usize, u32)> = known.iter().chain([now]).copied().zip(first..).collect();
        let mut index: HashMap<(usize, usize, Whose), Vec<u32>> = HashMap::new();
        for (row, number) in rows.iter().zip(0_u32..) {
            let place = (row.period, self.grain(row.grain), row.whose);
            index.entry(place).or_default().push(number);
        }
        let of_sides = |period: usize, sides: &[[Option<u32>; 2]]| -> Vec<u32> {
            let mut hits = Vec::new();
            for (grain, sides) in sides.iter().enumerate() {
                for place in places(*sides) {
                    hits.extend(index.get(&(period, grain, place)).into_iter().flatten());
                }
            }
            hits
        };
        let kinds: Vec<Vec<u32>> =
            self.kinds.iter().map(|kind| of_sides(kind.period, &kind.sides)).collect();
        // What a tie counts for that was there in these periods.
        let column = |there: &[(usize, &Vec<u32>)]| -> Sparse {
            let rows: BTreeSet<u32> = there.iter().flat_map(|(_, hits)| *hits).copied().collect();
            let is_in = |period: usize| there.iter().any(|(at, _)| *at == period);
            let new = came
                .iter()
                .filter(|(period, _)| is_in(*period) && !is_in(period.wrapping_sub(1)))
                .map(|(_, row)| *row);
            rows.into_iter().chain(new).map(|row| (row, 1)).collect()
        };
        for atom in &self.atoms {
            let seen: Vec<(usize, &Vec<u32>)> = self
                .presences(atom)
                .iter()
                .filter(|presence| periods.contains(&presence.period))
                .map(|presence| (presence.period, &kinds[presence.kind as usize]))
                .collect();
            if seen.is_empty() {
                continue;
            }
            let in_period = |period: usize| seen.iter().any(|(at, _)| *at == period);
            let (was, is) = (in_period(*last), in_period(*now));
            columns.all_real(column(&seen), [atom.people]);
            let without = |period: usize| -> Vec<(usize, &Vec<u32>)> {
                seen.iter().filter(|(at, _)| *at != period).copied().collect()
            };
            if was {
                columns.possible(column(&without(*now)));
            }
            if is {
                columns.possible(column(&without(*last)));
            }
        }
        for (at, (one, several)) in self.sides_now.iter().enumerate() {
            for (other, _) in self.sides_now.iter().skip(at + usize::from(!several)) {
                let sides: Vec<_> = one.iter().zip(other).map(|(a, b)| [*a, *b]).collect();
                columns.possible(column(&[(*now, &of_sides(*now, &sides))]));
            }
        }
        columns
    }
}
