//! Figures as rows and what people did as columns: one space per thing that is counted, over all periods at once.

mod turnover;

use std::collections::HashMap;

use super::facts::{Closed, Facts, PersonFact};
use super::publication::{Dimension, Level, Of, Quantity, Subject};
use crate::domain::coffee::Reason;
use crate::domain::id::PersonId;

/// What is counted: figures of different spaces count different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Space {
    pub(super) subject: Subject,
    /// Each reason is a space of its own.
    pub(super) reason: Option<Reason>,
}

/// A dimension at a level.
pub(super) type Grain = (Dimension, Level);

/// Whose a figure is, by places in [`Facts::names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Whose {
    All,
    Across,
    Group(u32),
    Pair(u32, u32),
}

/// One figure: in which period, whose, and from which stage on people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Row {
    pub(super) period: usize,
    pub(super) grain: Grain,
    pub(super) whose: Whose,
    pub(super) stage: u8,
}

/// A person or pair in one period: the stage reached, how much, and in which groups.
#[derive(Clone, Copy, Debug)]
pub(super) struct Presence {
    pub(super) period: usize,
    pub(super) class: u8,
    /// A place in [`Picture::kinds`].
    pub(super) kind: u32,
    pub(super) worth: u64,
}

/// A person, or a pair, over all periods.
pub(super) struct Atom {
    /// Numbers that are the same in all periods; twice the same for a person alone.
    pub(super) people: [u32; 2],
    /// Places in the presences, ascending by period.
    at: (usize, usize),
}

/// The groups of both sides by each grain, in one period: people alike have one kind.
pub(super) struct Kind {
    pub(super) period: usize,
    pub(super) sides: Vec<[Option<u32>; 2]>,
}

/// Everything a space's figures can be counted from.
pub(super) struct Picture {
    pub(super) pairs: bool,
    pub(super) baselines: Vec<u8>,
    pub(super) stages: u8,
    /// The newest period.
    pub(super) now: usize,
    grains: Vec<Grain>,
    pub(super) atoms: Vec<Atom>,
    presences: Vec<Presence>,
    pub(super) kinds: Vec<Kind>,
    /// Groups of sides that pairs could have in the newest period, and whether two people have them.
    pub(super) sides_now: Vec<(Vec<Option<u32>>, bool)>,
}

/// Everybody's number, the same in all periods.
pub(super) struct Roll {
    /// By period, in the order of the facts' people.
    numbers: Vec<Vec<u32>>,
}

impl Roll {
    pub(super) fn new(earlier: &[Closed], newest: &Facts) -> Self {
        let mut known: HashMap<PersonId, u32> = HashMap::new();
        let facts = earlier.iter().map(|closed| &closed.facts).chain([newest]);
        let numbers = facts
            .map(|facts| {
                let number = |person: &PersonFact| {
                    let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                    *known.entry(person.id).or_insert(next)
                };
                facts.people.iter().map(number).collect()
            })
            .collect();
        Self { numbers }
    }
}

/// The stage from which on a person counts for a quantity.
pub(super) fn stage(quantity: Quantity) -> u8 {
    match quantity {
        Quantity::Offered | Quantity::Placed => 2,
        Quantity::Met | Quantity::FirstChoice => 3,
        _ => 1,
    }
}

/// The reason a quantity counts.
pub(super) fn reason(quantity: Quantity) -> Option<Reason> {
    match quantity {
        Quantity::TooBusy => Some(Reason::TooBusy),
        Quantity::NoCommonTime => Some(Reason::NoCommonTime),
        Quantity::KnowEachOther => Some(Reason::KnowEachOther),
        Quantity::NotUseful => Some(Reason::NotUseful),
        Quantity::Away => Some(Reason::Away),
        Quantity::Other => Some(Reason::Other),
        _ => None,
    }
}

impl Space {
    /// The stage somebody reached; none: cannot be counted here at all, by the directory.
    fn class(self, person: &PersonFact) -> Option<u8> {
        if self.subject == Subject::Newcomers {
            return person.three_ties.map(u8::from);
        }
        person.here.then(|| match self.subject {
            Subject::Coffee => person.coffee,
            Subject::Placements => person.placement,
            Subject::Time => u8::from(person.minutes > 0),
            Subject::Waiting => u8::from(person.waiting),
            _ => u8::from(self.reason.is_some_and(|reason| person.reasons.contains(&reason))),
        })
    }

    fn stages(self) -> u8 {
        match self.subject {
            Subject::Coffee | Subject::Placements => 3,
            _ => 1,
        }
    }

    /// The stages somebody may be supposed at: whoever knows how many people there are, learns of those who did not
    /// take part as well. How much somebody did, or that they gave a reason, has no such counterpart.
    fn baselines(self) -> Vec<u8> {
        match self.subject {
            Subject::Ties | Subject::Time | Subject::Reasons => vec![0],
            _ => (0..=self.stages()).collect(),
        }
    }
}

/// Groups by each grain, numbered as they come.
struct Numbered<K> {
    by_value: HashMap<K, u32>,
    next: u32,
}

impl<K: std::hash::Hash + Eq> Numbered<K> {
    fn new() -> Self {
        Self { by_value: HashMap::new(), next: 0 }
    }

    /// The number, and whether it is new.
    fn of(&mut self, key: K) -> (u32, bool) {
        let next = self.next;
        let number = *self.by_value.entry(key).or_insert(next);
        self.next += u32::from(number == next);
        (number, number == next)
    }
}

impl Picture {
    /// All atoms of a space over the earlier periods and the newest one, with their groups by each grain.
    ///
    /// Cost: people and ties × periods × grains.
    pub(super) fn new(
        space: Space,
        roll: &Roll,
        earlier: &[Closed],
        newest: &Facts,
        grains: &[Grain],
    ) -> Self {
        let pairs = space.subject == Subject::Ties;
        let mut found: Vec<([u32; 2], Presence)> = Vec::new();
        let mut kinds = Vec::new();
        let mut sides_now = Vec::new();
        let facts = earlier.iter().map(|closed| &closed.facts).chain([newest]);
        for (period, facts) in facts.enumerate() {
            let number = |person: usize| roll.numbers[period].get(person).copied();
            let mut sides: Vec<Vec<Option<u32>>> = Vec::new();
            let mut numbered = Numbered::new();
            let mut side = |key: Vec<Option<u32>>, sides: &mut Vec<Vec<Option<u32>>>| {
                let (number, new) = numbered.of(key.clone());
                if new {
                    sides.push(key);
                }
                number
            };
            let of_person = |person: usize| -> Vec<Option<u32>> {
                grains.iter().map(|(d, l)| facts.group_of(person, *d, *l)).collect()
            };
            let mut pair_kinds: Numbered<(u32, u32)> = Numbered::new();
            let first_kind = u32::try_from(kinds.len()).unwrap_or(u32::MAX);
            let mut kind = |one: u32, other: Option<u32>, sides: &[Vec<Option<u32>>]| {
                let (number, new) = pair_kinds.of((one, other.unwrap_or(u32::MAX)));
                if new {
                    let other = other.and_then(|other| sides.get(other as usize));
                    let sides = sides[one as usize].iter().enumerate();
                    let both = |(at, one): (usize, &Option<u32>)| {
                        [*one, other.and_then(|other| other[at])]
                    };
                    kinds.push(Kind { period, sides: sides.map(both).collect() });
                }
                first_kind + number
            };
            let newest = period == earlier.len();
            if pairs {
                let mut count: Vec<usize> = Vec::new();
                let mut seen = |side: u32| {
                    let side = side as usize;
                    count.resize(count.len().max(side + 1), 0);
                    count[side] += 1;
                };
                for tie in &facts.ties {
                    let [a, b] = tie.people.map(|person| number(person as usize));
                    let (Some(a), Some(b)) = (a, b) else { continue };
                    let mut of_side = |at: usize| -> u32 {
                        let key =
                            grains.iter().map(|(d, l)| facts.side_of(tie, at, *d, *l)).collect();
                        side(key, &mut sides)
                    };
                    let (mut one, mut other) = (of_side(0), of_side(1));
                    if newest {
                        seen(one);
                        seen(other);
                    }
                    let mut people = [a, b];
                    if a > b {
                        people.swap(0, 1);
                        std::mem::swap(&mut one, &mut other);
                    }
                    let kind = kind(one, Some(other), &sides);
                    found.push((people, Presence { period, class: 1, worth: 1, kind }));
                }
                if newest {
                    for at in (0..facts.people.len()).filter(|at| facts.people[*at].here) {
                        seen(side(of_person(at), &mut sides));
                    }
                    sides_now = sides.into_iter().zip(count.iter().map(|n| *n > 1)).collect();
                    sides_now.sort_unstable();
                }
            } else {
                for (at, person) in facts.people.iter().enumerate() {
                    let (Some(class), Some(number)) = (space.class(person), number(at)) else {
                        continue;
                    };
                    let worth = if space.subject == Subject::Time { person.minutes } else { 1 };
                    let one = side(of_person(at), &mut sides);
                    let kind = kind(one, None, &sides);
                    found.push(([number; 2], Presence { period, class, kind, worth }));
                }
            }
        }
        found.sort_by_key(|(people, presence)| (*people, presence.period));
        let mut atoms: Vec<Atom> = Vec::new();
        let mut presences: Vec<Presence> = Vec::with_capacity(found.len());
        for of_one in found.chunk_by(|(one, _), (other, _)| one == other) {
            let from = presences.len();
            for (people, presence) in of_one {
                let same = presences[from..].last().is_some_and(|p| p.period == presence.period);
                if same {
                    presences.pop();
                }
                presences.push(*presence);
                if presences.len() == from + 1 && !same {
                    atoms.push(Atom { people: *people, at: (from, from) });
                }
            }
            if let Some(atom) = atoms.last_mut() {
                atom.at.1 = presences.len();
            }
        }
        Self {
            pairs,
            baselines: space.baselines(),
            stages: space.stages(),
            now: earlier.len(),
            grains: grains.to_vec(),
            atoms,
            presences,
            kinds,
            sides_now,
        }
    }

    pub(super) fn grain(&self, grain: Grain) -> usize {
        self.grains.iter().position(|known| *known == grain).unwrap_or(usize::MAX)
    }

    /// Where an atom was, ascending by period.
    pub(super) fn presences(&self, atom: &Atom) -> &[Presence] {
        &self.presences[atom.at.0..atom.at.1]
    }

    /// Where an atom was in a period.
    pub(super) fn at(&self, atom: &Atom, period: usize) -> Option<&Presence> {
        let all = self.presences(atom);
        if period == self.now {
            return all.last().filter(|presence| presence.period == period);
        }
        all.iter().find(|presence| presence.period == period)
    }

    /// The groups of both sides by a grain.
    pub(super) fn sides(&self, presence: &Presence, grain: usize) -> [Option<u32>; 2] {
        let kind = &self.kinds[presence.kind as usize];
        kind.sides.get(grain).copied().unwrap_or([None, None])
    }

    /// What stands behind each figure of the newest period by a grain from a stage on, in one pass.
    pub(super) fn tallies(&self, grain: Grain, stage: u8) -> HashMap<Whose, Tally> {
        let grain = self.grain(grain);
        let mut found: HashMap<Whose, Tally> = HashMap::new();
        for (number, atom) in (0_u32..).zip(&self.atoms) {
            let Some(presence) = self.at(atom, self.now) else { continue };
            if presence.class < stage {
                continue;
            }
            let sides = self.sides(presence, grain);
            for whose in places(sides) {
                let tally = found.entry(whose).or_default();
                tally.atoms.push(number);
                tally.worth += presence.worth;
                tally.parts.push((atom.people, presence.worth));
                tally.people.extend(atom.people);
                if let Whose::Pair(one, other) = whose {
                    for (end, side) in atom.people.iter().zip(sides) {
                        if side == Some(one) {
                            tally.one.push(*end);
                        }
                        if side == Some(other) {
                            tally.other.push(*end);
                        }
                    }
                }
            }
        }
        found
    }
}

/// What stands behind a figure.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) people: Vec<u32>,
    /// Of a pair of groups: the people of each.
    pub(super) one: Vec<u32>,
    pub(super) other: Vec<u32>,
    pub(super) parts: Vec<([u32; 2], u64)>,
    /// Numbers of the atoms.
    pub(super) atoms: Vec<u32>,
    pub(super) worth: u64,
}

/// The figures that something with these groups on its sides counts for.
pub(super) fn places([a, b]: [Option<u32>; 2]) -> impl Iterator<Item = Whose> {
    let both = a.zip(b);
    [
        Some(Whose::All),
        a.map(Whose::Group),
        b.filter(|b| Some(*b) != a).map(Whose::Group),
        both.map(|(a, b)| Whose::Pair(a.min(b), a.max(b))),
        both.filter(|(a, b)| a != b).map(|_| Whose::Across),
    ]
    .into_iter()
    .flatten()
}

/// Whose a cell is, in the numbers of its table, as a row of the space.
pub(super) fn whose(of: Of, groups: &[u32]) -> Option<Whose> {
    let group = |at: u16| groups.get(usize::from(at)).copied();
    Some(match of {
        Of::All => Whose::All,
        Of::Across => Whose::Across,
        Of::Group(at) => Whose::Group(group(at)?),
        Of::Pair(one, other) => {
            let (one, other) = (group(one)?, group(other)?);
            Whose::Pair(one.min(other), one.max(other))
        }
    })
}
