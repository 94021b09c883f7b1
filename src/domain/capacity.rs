//! Capacity: what a team can spare in a week, and what of it is free.

use serde::{Deserialize, Serialize};

use super::words;

words! {
    /// What a booking takes capacity for.
    pub enum Use {
        /// A coffee round: time only; who may take part is bounded by the team's seats.
        Coffee = "coffee",
        /// A guest of a bootcamp.
        Bootcamp = "bootcamp",
        /// A guest on rotation.
        Rotation = "rotation",
        /// One of the team's own people away on rotation.
        Lend = "lend",
    }
}

words! {
    /// Why capacity could not be taken.
    pub enum Refusal {
        /// The team offers nothing of the kind in the week.
        NotOffered = "not-offered",
        /// The team has a black-out.
        Blackout = "blackout",
        /// The places are taken.
        Places = "places",
        /// The team's time, without its reserve, is used up.
        Time = "time",
        /// The named hosts have as many guests as they can take at once.
        Hosts = "hosts",
    }
}

words! {
    /// What a team answered when it was asked what it can spare.
    pub enum RequestAnswer {
        /// As in the 13 weeks before.
        Same = "same",
        /// Nothing this time.
        Nothing = "nothing",
        /// Filled in by hand.
        Filled = "filled",
    }
}

/// What a team offers in one week. Units: places are people at the same time; minutes are of the whole team's week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Places for bootcamp guests.
    pub bootcamp: u32,
    /// Places for rotation guests.
    pub rotation: u32,
    /// Own people who may be away on rotation.
    pub lend: u32,
    /// Minutes for all programmes together; `None`: not bounded by time.
    pub minutes: Option<u32>,
    /// Of them, what no programme may spend.
    pub reserve: u32,
    /// Why nothing can be spared; `None`: something can.
    pub blackout: Option<String>,
}

/// What is taken of an offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Bootcamp guests.
    pub bootcamp: u32,
    /// Rotation guests.
    pub rotation: u32,
    /// Own people away.
    pub lend: u32,
    /// Minutes of all programmes.
    pub minutes: u32,
}

impl Taken {
    /// Guests of the team: of bootcamps and rotations together.
    pub fn guests(self) -> u32 {
        self.bootcamp.saturating_add(self.rotation)
    }
}

impl Offer {
    /// Minutes that programmes may spend: those beside the reserve; `None`: not bounded by time.
    pub fn minutes_to_spend(&self) -> Option<u32> {
        self.minutes.map(|all| all.saturating_sub(self.reserve))
    }

    /// Do the programmes take of the reserve? It happens when the reserve is raised after time was taken.
    pub fn is_over(&self, taken: Taken) -> bool {
        self.minutes_to_spend().is_some_and(|most| taken.minutes > most)
    }

    /// Minutes still free for programmes; `None`: not bounded by time.
    pub fn minutes_free(&self, taken: Taken) -> Option<u32> {
        if self.blackout.is_some() {
            return Some(0);
        }
        self.minutes_to_spend().map(|most| most.saturating_sub(taken.minutes))
    }

    /// Why so many more people, who cost the team so many minutes in all, do not fit; `None`: they do. `hosted`: guests
    /// that the team's named hosts take at the same time, where it has any.
    pub fn refusal(
        &self,
        taken: Taken,
        what: Use,
        places: u32,
        minutes: u32,
        hosted: Option<u32>,
    ) -> Option<Refusal> {
        if self.blackout.is_some() {
            return Some(Refusal::Blackout);
        }
        let (offered, used) = match what {
            Use::Coffee => (u32::MAX, 0),
            Use::Bootcamp => (self.bootcamp, taken.bootcamp),
            Use::Rotation => (self.rotation, taken.rotation),
            Use::Lend => (self.lend, taken.lend),
        };
        let guest = matches!(what, Use::Bootcamp | Use::Rotation);
        if offered == 0 {
            Some(Refusal::NotOffered)
        } else if used.saturating_add(places) > offered {
            Some(Refusal::Places)
        } else if guest && hosted.is_some_and(|most| taken.guests().saturating_add(places) > most) {
            Some(Refusal::Hosts)
        } else if minutes > 0 && self.minutes_free(taken).is_some_and(|free| minutes > free) {
            Some(Refusal::Time)
        } else {
            None
        }
    }

    /// How many more people fit whose stay costs the team `minutes_each` in the week; for [`Use::Coffee`] as many as time
    /// allows, `u32::MAX` when time does not bound it. Whoever is lent costs places only.
    pub fn free(&self, taken: Taken, what: Use, minutes_each: u32) -> u32 {
        if self.blackout.is_some() {
            return 0;
        }
        let places = match what {
            Use::Coffee => u32::MAX,
            Use::Bootcamp => self.bootcamp.saturating_sub(taken.bootcamp),
            Use::Rotation => self.rotation.saturating_sub(taken.rotation),
            Use::Lend => return self.lend.saturating_sub(taken.lend),
        };
        match self.minutes_free(taken) {
            Some(minutes) if minutes_each > 0 => places.min(minutes / minutes_each),
            _ => places,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer() -> Offer {
        Offer {
            bootcamp: 3,
            rotation: 1,
            lend: 1,
            minutes: Some(1200),
            reserve: 240,
            blackout: None,
        }
    }

    #[test]
    fn places_and_time_bound_together() {
        let none = Taken::default();
        assert_eq!(
            offer().free(none, Use::Bootcamp, 360),
            2,
            "960 minutes are two and a half guests"
        );
        assert_eq!(offer().free(none, Use::Bootcamp, 0), 3);
        assert_eq!(offer().free(none, Use::Coffee, 30), 32);
        let taken = Taken { bootcamp: 1, minutes: 900, ..none };
        assert_eq!(offer().free(taken, Use::Bootcamp, 360), 0);
        assert_eq!(offer().free(taken, Use::Lend, 360), 1, "whoever is away costs no time");
    }

    #[test]
    fn what_does_not_fit_says_why() {
        let why = |taken, what, places, minutes, hosted| {
            offer().refusal(taken, what, places, minutes, hosted)
        };
        let none = Taken::default();
        assert_eq!(why(none, Use::Bootcamp, 3, 960, Some(3)), None);
        assert_eq!(why(none, Use::Bootcamp, 4, 0, None), Some(Refusal::Places));
        assert_eq!(why(none, Use::Bootcamp, 3, 961, None), Some(Refusal::Time));
        assert_eq!(why(none, Use::Bootcamp, 2, 0, Some(1)), Some(Refusal::Hosts));
        assert_eq!(why(none, Use::Lend, 1, 0, Some(0)), None, "hosts look after guests only");
        let taken = Taken { rotation: 1, ..none };
        assert_eq!(why(taken, Use::Rotation, 1, 0, None), Some(Refusal::Places));
        assert_eq!(why(taken, Use::Bootcamp, 1, 0, Some(1)), Some(Refusal::Hosts));
        let little = Offer { rotation: 0, ..offer() };
        assert_eq!(little.refusal(none, Use::Rotation, 1, 0, None), Some(Refusal::NotOffered));
        let dark = Offer { blackout: Some("stocktaking".to_owned()), ..offer() };
        assert_eq!(dark.refusal(none, Use::Coffee, 1, 0, None), Some(Refusal::Blackout));
    }

    #[test]
    fn a_reserve_above_the_time_leaves_nothing_and_a_black_out_less() {
        let greedy = Offer { reserve: 2000, ..offer() };
        assert_eq!(greedy.free(Taken::default(), Use::Rotation, 60), 0);
        let dark = Offer { blackout: Some("stocktaking".to_owned()), minutes: None, ..offer() };
        for what in Use::ALL {
            assert_eq!(dark.free(Taken::default(), *what, 0), 0, "{what}");
        }
    }
}
