//! How many people can take part at all, and of which team.

use super::super::instance::{FORBIDDEN, Instance};
use super::sizes::Sizes;

/// What every plan keeps within.
#[derive(Debug, Clone)]
pub(super) struct Room {
    /// People of each team who can take part. Shape: teams.
    pub(super) seats: Vec<usize>,
    /// Their sum.
    pub(super) present: usize,
}

impl Room {
    /// Those with enough partners for the smallest group, as far as their team has seats; where only people of
    /// different teams meet, at most as many of a team as there can be groups.
    pub(super) fn new(instance: &Instance, sizes: Sizes) -> Self {
        let mut seats = vec![0; instance.teams];
        for p in 0..instance.n {
            seats[instance.team[p]] += usize::from(partners(instance, p) + 1 >= sizes.min);
        }
        for (seats, given) in seats.iter_mut().zip(&instance.seats) {
            *seats = (*seats).min(*given);
        }
        if instance.across() {
            let among = |groups: usize| seats.iter().map(|s| (*s).min(groups)).sum::<usize>();
            let most = (0..=seats.iter().sum::<usize>() / sizes.min)
                .rev()
                .find(|&groups| among(groups) >= sizes.min * groups)
                .unwrap_or(0);
            for seats in &mut seats {
                *seats = (*seats).min(most);
            }
        }
        let present = seats.iter().sum();
        Self { seats, present }
    }
}

/// How many people this person may meet.
pub(super) fn partners(instance: &Instance, p: usize) -> usize {
    instance.values(p).iter().filter(|value| **value != FORBIDDEN).count()
}
