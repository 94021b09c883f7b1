//! How many groups of which size a number of people can make.

/// The smallest and the largest group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Sizes {
    pub(super) min: usize,
    pub(super) max: usize,
}

/// A number for each size; index 0 is the smallest size.
pub(super) type PerSize<T> = Vec<T>;

impl Sizes {
    pub(in super::super) fn new(min: u32, max: u32) -> Self {
        Self { min: min as usize, max: max as usize }
    }

    pub(super) fn each(self) -> impl Iterator<Item = usize> {
        self.min..=self.max
    }

    /// The most that groups of at most so many people can be worth, when a group of each size has this price, and how
    /// many groups of each size that takes.
    ///
    /// Cost: people times sizes (an unbounded knapsack).
    pub(super) fn best(self, people: usize, price: &PerSize<i64>) -> (i64, PerSize<usize>) {
        let mut best: Vec<(i64, usize)> = vec![(0, 0); people + 1];
        for count in 1..=people {
            best[count] = (best[count - 1].0, 0);
            for size in self.each().take_while(|size| *size <= count) {
                let worth = best[count - size].0 + price[size - self.min];
                if worth > best[count].0 {
                    best[count] = (worth, size);
                }
            }
        }
        let mut profile = vec![0; self.max - self.min + 1];
        let mut rest = people;
        while rest > 0 {
            match best[rest].1 {
                0 => rest -= 1,
                size => {
                    profile[size - self.min] += 1;
                    rest -= size;
                }
            }
        }
        (best[people].0, profile)
    }

    /// The sizes of groups that seat as many of these people as can be, among those with the most pairs; largest first.
    pub(super) fn seating(self, people: usize) -> Vec<usize> {
        let price = self
            .each()
            .map(|size| i64::try_from(size * 1_000_000 + size * (size - 1)).unwrap_or(i64::MAX))
            .collect();
        let (_, profile) = self.best(people, &price);
        let mut all = Vec::new();
        for (at, count) in profile.iter().enumerate().rev() {
            all.extend(std::iter::repeat_n(self.min + at, *count));
        }
        all
    }
}
