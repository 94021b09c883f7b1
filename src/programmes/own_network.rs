//! How much the people somebody knows know each other: Burt's constraint, for the person's own eyes.
//!
//! ties around the person ─ `store::history` ─ `graph::constraint` ─ one number, rounded ─ the person's home page (rule R9)

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::id::PersonId;
use crate::domain::tie::TieState;
use crate::graph::{Meeting, Network, Person, View, constraint};
use crate::store::history::ties_around;
use crate::store::{StoreError, Tx};

/// With fewer acquaintances one could tell from the number which of them know each other.
pub const FEWEST: usize = 5;
/// With more the page would wait, and nobody can picture them.
const MOST: usize = 200;
/// The number is rounded to so many parts of one, so that one tie more or less between others is not read off.
const PARTS: f64 = 20.0;

/// What somebody may read of their own network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Own {
    /// People they know.
    pub people: usize,
    /// Burt's constraint, rounded to a twentieth.
    pub constraint: f64,
    /// What it would be if nobody of them knew another.
    pub lowest: f64,
    /// What it would be if all of them knew each other, and nobody else.
    pub highest: f64,
}

impl Own {
    /// Where the constraint lies between the two. Units: 0 to 1.
    pub fn share(&self) -> f64 {
        ((self.constraint - self.lowest) / (self.highest - self.lowest)).clamp(0.0, 1.0)
    }
}

/// The constraint of somebody's own network, of the ties that their own map shows. None with fewer than [`FEWEST`]
/// acquaintances, or with more than 200.
///
/// Cost: the ties of all acquaintances.
pub async fn own_network(tx: &mut Tx, person: PersonId) -> Result<Option<Own>, StoreError> {
    let ties = ties_around(tx, person, MOST).await?;
    Ok(measured(person, &ties))
}

fn measured(person: PersonId, ties: &[(PersonId, PersonId)]) -> Option<Own> {
    let people = ties.iter().filter(|(a, b)| *a == person || *b == person).count();
    if !(FEWEST..=MOST).contains(&people) {
        return None;
    }
    let mut numbers: HashMap<PersonId, u32> = HashMap::from([(person, 0)]);
    let mut number = |of: PersonId| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(of).or_insert(next)
    };
    let meetings: Vec<Meeting> = ties
        .iter()
        .map(|(a, b)| Meeting {
            people: [number(*a), number(*b)],
            groups: [0, 0],
            on: None,
            times: 1,
            state: TieState::Met,
        })
        .collect();
    let everybody = vec![Person::default(); numbers.len()];
    // Ties have no day here, so any day will do.
    let view = View { window: None, ..View::year_to(NaiveDate::default()) };
    let network = Network::new(&everybody, &meetings, view).ok()?;
    let n = f64::from(u32::try_from(people).ok()?);
    Some(Own {
        people,
        constraint: (constraint(&network, 0)? * PARTS).round() / PARTS,
        lowest: 1.0 / n,
        highest: (2.0 * n - 1.0).powi(2) / n.powi(3),
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn ties(pairs: &[(u128, u128)]) -> Vec<(PersonId, PersonId)> {
        let id = |number: u128| PersonId(Uuid::from_u128(number));
        pairs.iter().map(|(a, b)| (id(*a), id(*b))).collect()
    }

    fn of(pairs: &[(u128, u128)]) -> Option<Own> {
        measured(PersonId(Uuid::from_u128(0)), &ties(pairs))
    }

    #[test]
    fn it_lies_between_strangers_and_a_circle_of_friends() {
        let star: Vec<_> = (1..=5).map(|other| (0, other)).collect();
        let own = of(&star).expect("five");
        assert_eq!((own.people, own.constraint, own.lowest), (5, 0.2, 0.2));
        assert!(own.share().abs() < 1e-9);
        let mut all = star.clone();
        all.extend((1..=5).flat_map(|a| (a + 1..=5).map(move |b| (a, b))));
        let own = of(&all).expect("five");
        // 5 · (1/5 + 4 · 1/5 · 1/5)² = 0.648, a twentieth next to it.
        assert!((own.highest - 0.648).abs() < 1e-9 && (own.constraint - 0.65).abs() < 1e-9);
        assert!((own.share() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn of_few_acquaintances_nothing_is_said() {
        assert_eq!(of(&[(0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (5, 1)]), None);
        assert_eq!(of(&[]), None);
        let many: Vec<_> = (1..=201).map(|other| (0, other)).collect();
        assert_eq!(of(&many), None);
    }
}
