//! Random networks of many shapes, by a generator that is the same everywhere.

use chrono::{Days, NaiveDate};
use weft::domain::tie::TieState;
use weft::graph::{Activity, Groups, Meeting, Network, Person, View};

/// Numbers from a seed (xorshift).
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `n`, which is above 0.
    pub fn below(&mut self, n: u32) -> u32 {
        u32::try_from((self.next() >> 16) % u64::from(n)).expect("below a u32")
    }

    pub fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }
}

/// What a network is made of; what the outside programs read.
#[derive(Clone)]
pub struct World {
    pub shape: &'static str,
    pub people: Vec<Person>,
    pub meetings: Vec<Meeting>,
    pub groups: Groups,
    pub view: View,
}

impl World {
    pub fn network(&self) -> Network {
        Network::new(&self.people, &self.meetings, self.view).expect("a network")
    }
}

pub fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day") + Days::new(u64::from(number))
}

const SHAPES: [&str; 7] =
    ["empty", "one", "uniform", "power-law", "disconnected", "isolates", "dated"];

/// The world of a number: shapes take turns.
pub fn world(number: u64) -> World {
    let mut dice = Numbers::new(number + 1);
    let shape = SHAPES[usize::try_from(number % 7).expect("small")];
    let n = match shape {
        "empty" => 0,
        "one" => 1 + dice.below(3),
        _ => 4 + dice.below(57),
    };
    let mut pairs: Vec<[u32; 2]> = Vec::new();
    let parts = if shape == "disconnected" { 2 + dice.below(3) } else { 1 };
    let dense = 3 + dice.below(25);
    for a in 0..n {
        for b in 0..a {
            let lonely = shape == "isolates" && (a % 4 == 0 || b % 4 == 0);
            if shape != "power-law" && !lonely && a % parts == b % parts && dice.percent(dense) {
                pairs.push([a, b]);
            }
        }
    }
    if shape == "power-law" {
        // Each newcomer knows up to three, those who know many first.
        let mut ends = vec![0];
        for a in 1..n {
            let mut known: Vec<u32> = (0..3)
                .map(|_| ends[dice.below(u32::try_from(ends.len()).expect("few")) as usize])
                .collect();
            known.retain(|b| *b != a);
            known.sort_unstable();
            known.dedup();
            for b in known {
                pairs.push([a, b]);
                ends.extend([a, b]);
            }
        }
    }
    let count = 1 + dice.below(6);
    let of: Vec<u32> = (0..n).map(|_| dice.below(count)).collect();
    let dated = shape == "dated";
    let mut meetings = Vec::new();
    for mut people in pairs {
        if dice.percent(50) {
            people.reverse();
        }
        let turns = if dated { 1 + dice.below(3) } else { 1 };
        for _ in 0..turns {
            let moved = dated && dice.percent(20);
            let mut groups = people.map(|person| of[person as usize]);
            if moved {
                groups[0] = dice.below(count);
            }
            let on = dated.then(|| day(dice.below(730)));
            let state =
                if dated && dice.percent(25) { TieState::Introduced } else { TieState::Met };
            meetings.push(Meeting { people, groups, on, times: 1, state });
        }
    }
    let people = (0..n)
        .map(|_| Person {
            starts_on: (dated && dice.percent(60)).then(|| day(dice.below(730))),
            ends_on: (dated && dice.percent(10)).then(|| day(500 + dice.below(230))),
            activity: dice.percent(80).then(|| Activity {
                eligible_months: f64::from(dice.below(13)),
                offers: dice.below(9),
                took_part: dice.percent(60),
                asked: 5,
                answered: dice.below(6),
                hosted_weeks: f64::from(dice.below(4)),
            }),
        })
        .collect();
    let mut view = View::year_to(day(730));
    if dated && number.is_multiple_of(2) {
        view.half_life = Some(90.0);
    }
    World { shape, people, meetings, groups: Groups::new(of, count), view }
}
