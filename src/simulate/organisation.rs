//! Organisations to simulate: a whole organisation is a `weft-coffee/1` problem that everybody is in.

use std::collections::HashSet;

use super::dice::{Dice, Purpose};
use crate::optimise::CoffeeProblem;
use crate::optimise::problem::{COFFEE_FORMAT, Group, Person, Rules, Team, Weights};

/// Topics there are in a made-up organisation; each person has each with [`TOPIC_PERCENT`].
const TOPICS: usize = 30;
const TOPIC_PERCENT: u32 = 10;

/// What a made-up organisation looks like.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// How many people.
    pub people: usize,
    /// How many teams; each has somebody while there are people, and their sizes are uneven.
    pub teams: usize,
    /// Every team has seats for so many of a hundred of its people, at least one; absent: no limits.
    pub seats: Option<u32>,
}

/// An organisation of people without topics, in teams of the given sizes.
///
/// Cost: linear.
#[must_use]
pub fn of_sizes(sizes: &[usize]) -> CoffeeProblem {
    let teams: Vec<Team> =
        (0..sizes.len()).map(|team| Team { id: format!("t{team:03}"), seats: None }).collect();
    let people = sizes
        .iter()
        .zip(&teams)
        .flat_map(|(&size, team)| std::iter::repeat_n(team.id.clone(), size))
        .enumerate()
        .map(|(person, team)| Person { id: format!("p{person:05}"), team, ..Person::default() })
        .collect();
    CoffeeProblem {
        format: COFFEE_FORMAT.into(),
        group: Group::default(),
        rules: Rules::default(),
        teams,
        people,
        ties: Vec::new(),
        never: Vec::new(),
        links: Vec::new(),
        bridges: Vec::new(),
        weights: Weights::default(),
    }
}

/// An organisation made up from a seed: uneven teams, topics, no ties yet.
///
/// Cost: linear.
#[must_use]
pub fn generate(seed: u64, shape: Shape) -> CoffeeProblem {
    let mut dice = Dice::new(seed, Purpose::Organisation, 0);
    let teams = shape.teams.max(1);
    let mut sizes = vec![0; teams];
    for person in 0..shape.people {
        // The smaller of two rolls: the first teams are several times as large as the last.
        let team = if person < teams { person } else { dice.below(teams).min(dice.below(teams)) };
        sizes[team] += 1;
    }
    let mut organisation = of_sizes(&sizes);
    for person in &mut organisation.people {
        person.topics = (0..TOPICS)
            .filter(|_| dice.percent(TOPIC_PERCENT))
            .map(|topic| format!("topic {topic}"))
            .collect();
    }
    if let Some(percent) = shape.seats {
        for (team, size) in organisation.teams.iter_mut().zip(sizes) {
            let seats = size * percent as usize / 100;
            team.seats = Some(u32::try_from(seats.max(1)).unwrap_or(u32::MAX));
        }
    }
    organisation
}

/// The part of an organisation that takes part at all: so many of a hundred people, drawn once.
///
/// What names somebody who does not take part (ties, never, managers) is left out.
/// Cost: linear.
#[must_use]
pub fn taking_part(organisation: &CoffeeProblem, percent: u32, seed: u64) -> CoffeeProblem {
    if percent >= 100 {
        return organisation.clone();
    }
    let mut order: Vec<usize> = (0..organisation.people.len()).collect();
    Dice::new(seed, Purpose::Pool, 0).shuffle(&mut order);
    let count = (organisation.people.len() * percent as usize).div_ceil(100);
    let chosen: HashSet<&str> =
        order.iter().take(count).map(|&person| organisation.people[person].id.as_str()).collect();
    let is_in = |id: &String| chosen.contains(id.as_str());
    let mut pool = organisation.clone();
    pool.people.retain(|person| is_in(&person.id));
    for person in &mut pool.people {
        person.manager = person.manager.take().filter(is_in);
    }
    pool.ties.retain(|tie| is_in(&tie.a) && is_in(&tie.b));
    pool.never.retain(|(a, b)| is_in(a) && is_in(b));
    pool
}
