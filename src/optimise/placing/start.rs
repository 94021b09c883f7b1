//! What is chosen so far, and plans built one candidate at a time.

use super::packing::Packing;

/// A choice, with what it uses of every limit and count. Exact.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    packing: &'a Packing,
    used: Vec<i64>,
    counted: Vec<i64>,
    /// The chosen candidates, in the order they came.
    pub chosen: Vec<usize>,
    /// What they are worth, without the constant. Units: milli-connections.
    pub value: i64,
}

impl<'a> Choice<'a> {
    /// Nothing chosen.
    #[must_use]
    pub fn new(packing: &'a Packing) -> Self {
        Self {
            packing,
            used: vec![0; packing.limits.len()],
            counted: vec![0; packing.counts.len()],
            chosen: Vec::new(),
            value: 0,
        }
    }

    /// These are chosen, whether they fit or not.
    #[must_use]
    pub fn of(packing: &'a Packing, chosen: impl IntoIterator<Item = usize>) -> Self {
        let mut choice = Self::new(packing);
        chosen.into_iter().for_each(|c| choice.add(c));
        choice
    }

    /// Whether a candidate can be added.
    #[must_use]
    pub fn fits(&self, c: usize) -> bool {
        self.packing.factors(c).iter().all(|&(row, factor)| {
            let row = row as usize;
            factor < 0 || self.used[row] + i64::from(factor) <= self.packing.limits[row].most
        })
    }

    /// How much of a limit is used.
    #[must_use]
    pub fn used(&self, row: usize) -> i64 {
        self.used[row]
    }

    /// Whether every limit holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.used.iter().zip(&self.packing.limits).all(|(used, limit)| *used <= limit.most)
    }

    /// What a candidate would add.
    #[must_use]
    pub fn gain(&self, c: usize) -> i64 {
        let count = self.packing.count_of(c);
        self.packing.candidates[c].value
            + count.map_or(0, |k| self.packing.counts[k].gain(self.counted[k]))
    }

    /// Chooses a candidate.
    pub fn add(&mut self, c: usize) {
        self.value += self.gain(c);
        for &(row, factor) in self.packing.factors(c) {
            self.used[row as usize] += i64::from(factor);
        }
        if let Some(k) = self.packing.count_of(c) {
            self.counted[k] += 1;
        }
        self.chosen.push(c);
    }
}

/// Adds what fits and gains, in this order; nothing when the locked ones do not fit by themselves.
#[must_use]
pub fn fill<'a>(
    packing: &'a Packing,
    locked: &[usize],
    order: impl IntoIterator<Item = usize>,
) -> Option<Choice<'a>> {
    let mut choice = Choice::of(packing, locked.iter().copied());
    for c in order {
        if !packing.candidates[c].locked && choice.fits(c) && choice.gain(c) > 0 {
            choice.add(c);
        }
    }
    choice.holds().then_some(choice)
}
