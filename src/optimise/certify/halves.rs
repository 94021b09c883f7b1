//! Odd sets of rows: half the sum of rows that hold, rounded down, holds for whatever is whole.

use std::collections::{BTreeMap, HashMap};

use super::super::Rule;
use super::super::certificate::{OddRows, RowPrice};
use super::Refusal;
use super::prices::Named;

/// Prices are below this. Units: 1/65536 milli-connection.
const LARGEST: i64 = 1 << 50;

/// A row by its rule, person, team and time; what it is not about is 0.
pub(super) type Row = (Rule, usize, usize, usize);

/// Odd sets by the rows they are of.
pub(super) struct Halves {
    prices: Vec<i64>,
    of_row: HashMap<Row, Vec<usize>>,
    /// What the right sides add up to, at their prices.
    pub(super) sum: i128,
}

impl Halves {
    /// Reads the sets. `named`: the rows of a set by numbers, each once; `most`: a limit's right side; none: no limit.
    pub(super) fn new(
        sets: &[OddRows],
        named: impl Fn(&str, &[RowPrice]) -> Result<Vec<Named>, Refusal>,
        most: impl Fn(&Named) -> Option<i64>,
    ) -> Result<Self, Refusal> {
        let mut halves = Self { prices: Vec::new(), of_row: HashMap::new(), sum: 0 };
        for (i, set) in sets.iter().enumerate() {
            let place = format!("$.certificate.relaxation.odd_sets[{i}]");
            if !(0..=LARGEST).contains(&set.price) {
                let reason = "must not be negative, nor beyond all measure".into();
                return Err(Refusal { place: format!("{place}.price"), reason });
            }
            let rows: Vec<RowPrice> = set.rows.iter().map(|row| row.at_price(0)).collect();
            let place = format!("{place}.rows");
            let mut all = 0;
            for (j, row) in named(&place, &rows)?.iter().enumerate() {
                let Some(most) = most(row) else {
                    let reason = "is no limit that could be halved".into();
                    return Err(Refusal { place: format!("{place}[{j}].constraint"), reason });
                };
                all += i128::from(most);
                let key = (row.rule, row.person, row.team, row.at);
                halves.of_row.entry(key).or_default().push(i);
            }
            halves.sum += i128::from(set.price) * all.div_euclid(2);
            halves.prices.push(set.price);
        }
        Ok(halves)
    }

    /// What a placement is charged that has these factors in these rows.
    pub(super) fn charge(&self, factors: impl Iterator<Item = (Row, i64)>) -> i128 {
        if self.prices.is_empty() {
            return 0;
        }
        let mut sums: BTreeMap<usize, i64> = BTreeMap::new();
        for (row, factor) in factors {
            for &set in self.of_row.get(&row).into_iter().flatten() {
                *sums.entry(set).or_default() += factor;
            }
        }
        let charge =
            |(set, sum): (usize, i64)| i128::from(self.prices[set]) * i128::from(sum.div_euclid(2));
        sums.into_iter().map(charge).sum()
    }
}
