//! A partition of people: teams, departments, divisions, or communities that were found.

use serde::{Deserialize, Serialize};

/// Everybody's present group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groups {
    of: Vec<u32>,
    sizes: Vec<u32>,
}

impl Groups {
    /// A partition from each person's group, in the order of people. `count` is how many groups there are, also empty
    /// ones; groups beyond it that somebody is in are added.
    pub fn new(of: Vec<u32>, count: u32) -> Self {
        let most = of.iter().map(|group| *group as usize + 1).max().unwrap_or(0);
        let mut sizes = vec![0; most.max(count as usize)];
        for group in &of {
            sizes[*group as usize] += 1;
        }
        Self { of, sizes }
    }

    /// Everybody's group, in the order of people.
    pub fn of_all(&self) -> &[u32] {
        &self.of
    }

    /// A person's group.
    pub fn of(&self, person: u32) -> u32 {
        self.of[person as usize]
    }

    /// How many groups there are, also empty ones.
    pub fn count(&self) -> usize {
        self.sizes.len()
    }

    /// People of each group.
    pub fn sizes(&self) -> &[u32] {
        &self.sizes
    }

    /// The partition one level up: `above` gives the group above each group.
    #[must_use]
    pub fn rolled_up(&self, above: &[u32]) -> Self {
        let of = self.of.iter().map(|group| above[*group as usize]).collect();
        Self::new(of, above.iter().map(|group| group + 1).max().unwrap_or(0))
    }
}
