//! How many ties came, as a figure beside the others.

use std::collections::{BTreeSet, HashMap};

use super::{Picture, Row, Whose, places};
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
        let came = u32::try_from(rows.len()).unwrap_or(u32::MAX);
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
        let column = |hits: &[&Vec<u32>], new: bool| -> Sparse {
            let rows: BTreeSet<u32> = hits.iter().copied().flatten().copied().collect();
            rows.into_iter().chain(new.then_some(came)).map(|row| (row, 1)).collect()
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
            let all: Vec<&Vec<u32>> = seen.iter().map(|(_, hits)| *hits).collect();
            columns.all_real(column(&all, is && !was), [atom.people]);
            let without = |period: usize| -> Vec<&Vec<u32>> {
                seen.iter().filter(|(at, _)| *at != period).map(|(_, hits)| *hits).collect()
            };
            if was {
                columns.possible(column(&without(*now), false));
            }
            if is {
                columns.possible(column(&without(*last), true));
            }
        }
        for (at, (one, several)) in self.sides_now.iter().enumerate() {
            for (other, _) in self.sides_now.iter().skip(at + usize::from(!several)) {
                let sides: Vec<_> = one.iter().zip(other).map(|(a, b)| [*a, *b]).collect();
                columns.possible(column(&[&of_sides(*now, &sides)], true));
            }
        }
        columns
    }
}
