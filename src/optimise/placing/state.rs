//! A plan that changes one candidate at a time: what is used, what is counted, what is worth, and the way back.

use super::packing::Packing;

/// A plan on the move.
#[derive(Debug, Clone)]
pub struct State<'a> {
    pub packing: &'a Packing,
    /// What of each limit is used.
    pub used: Vec<i64>,
    counted: Vec<i64>,
    /// Whether a candidate is chosen.
    pub chosen: Vec<bool>,
    /// The chosen candidates of each limit.
    pub within: Vec<Vec<u32>>,
    /// Without the constant. Units: milli-connections.
    pub value: i64,
    /// What was done since the exchange began: came in, or went.
    pub done: Vec<(usize, bool)>,
}

impl<'a> State<'a> {
    /// A plan of these candidates.
    #[must_use]
    pub fn of(packing: &'a Packing, start: &[usize]) -> Self {
        let mut state = Self {
            packing,
            used: vec![0; packing.limits.len()],
            counted: vec![0; packing.counts.len()],
            chosen: vec![false; packing.candidates.len()],
            within: vec![Vec::new(); packing.limits.len()],
            value: 0,
            done: Vec::new(),
        };
        for &c in start {
            state.put(c);
        }
        state.done.clear();
        state
    }

    /// Chooses a candidate, whether it fits or not.
    pub fn put(&mut self, c: usize) {
        if let Some(k) = self.packing.count_of(c) {
            self.value += self.packing.counts[k].gain(self.counted[k]);
            self.counted[k] += 1;
        }
        self.value += self.packing.candidates[c].value;
        for &(row, factor) in self.packing.factors(c) {
            self.used[row as usize] += i64::from(factor);
            if factor > 0 {
                self.within[row as usize].push(u32::try_from(c).unwrap_or(u32::MAX));
            }
        }
        self.chosen[c] = true;
        self.done.push((c, true));
    }

    /// Chooses it no more.
    pub fn take(&mut self, c: usize) {
        if let Some(k) = self.packing.count_of(c) {
            self.counted[k] -= 1;
            self.value -= self.packing.counts[k].gain(self.counted[k]);
        }
        self.value -= self.packing.candidates[c].value;
        for &(row, factor) in self.packing.factors(c) {
            self.used[row as usize] -= i64::from(factor);
            if factor > 0 {
                let within = &mut self.within[row as usize];
                if let Some(i) = within.iter().rposition(|&other| other as usize == c) {
                    within.swap_remove(i);
                }
            }
        }
        self.chosen[c] = false;
        self.done.push((c, false));
    }

    /// What a candidate would add.
    #[must_use]
    pub fn gain(&self, c: usize) -> i64 {
        let count = self.packing.count_of(c);
        self.packing.candidates[c].value
            + count.map_or(0, |k| self.packing.counts[k].gain(self.counted[k]))
    }

    /// A limit that a candidate would exceed.
    #[must_use]
    pub fn over(&self, c: usize) -> Option<usize> {
        let over = |&&(row, factor): &&(u32, i8)| {
            factor > 0
                && self.used[row as usize] + i64::from(factor)
                    > self.packing.limits[row as usize].most
        };
        self.packing.factors(c).iter().find(over).map(|&(row, _)| row as usize)
    }

    /// Goes back to where the exchange began.
    pub fn undo(&mut self) {
        let done = std::mem::take(&mut self.done);
        for &(c, came) in done.iter().rev() {
            if came { self.take(c) } else { self.put(c) }
        }
        self.done.clear();
    }

    /// Whether everything that was touched keeps its limits: what goes can unbalance.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.done.iter().all(|&(c, _)| {
            self.packing
                .factors(c)
                .iter()
                .all(|&(row, _)| self.used[row as usize] <= self.packing.limits[row as usize].most)
        })
    }
}
