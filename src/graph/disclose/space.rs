//! Figures as rows and what people did as columns: one space per thing that is counted, over all periods at once.

mod turnover;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::algebra::{Columns, Sparse};
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

/// A person or pair in one period: the stage reached, how much, and the groups of both sides by each grain.
#[derive(Clone, Debug)]
pub(super) struct Presence {
    pub(super) class: u8,
    pub(super) worth: u64,
    sides: Vec<[Option<u32>; 2]>,
}

/// A person, or a pair, over all periods.
pub(super) struct Atom {
    /// Numbers that are the same in all periods; twice the same for a person alone.
    pub(super) people: [u32; 2],
    pub(super) at: Vec<Option<Presence>>,
}

/// Everything a space's figures can be counted from.
pub(super) struct Picture {
    pub(super) pairs: bool,
    baselines: Vec<u8>,
    stages: u8,
    grains: Vec<Grain>,
    pub(super) atoms: Vec<Atom>,
    /// Groups of sides that pairs could have in the newest period, and of how many people (two are enough).
    sides_now: BTreeMap<Vec<Option<u32>>, usize>,
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

impl Picture {
    /// All atoms of a space over the earlier periods and the newest one, with their groups by each grain.
    ///
    /// Cost: people and ties × periods × grains.
    pub(super) fn new(space: Space, earlier: &[Closed], newest: &Facts, grains: &[Grain]) -> Self {
        let periods = earlier.len() + 1;
        let mut numbers: HashMap<PersonId, u32> = HashMap::new();
        let mut found: BTreeMap<[u32; 2], Atom> = BTreeMap::new();
        let mut sides_now = BTreeMap::new();
        let pairs = space.subject == Subject::Ties;
        let facts = earlier.iter().map(|closed| &closed.facts).chain([newest]);
        for (period, facts) in facts.enumerate() {
            let mut number = |id: PersonId| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(id).or_insert(next)
            };
            let mut put = |people: [u32; 2], presence: Presence| {
                let atom =
                    found.entry(people).or_insert_with(|| Atom { people, at: vec![None; periods] });
                atom.at[period] = Some(presence);
            };
            let group = |person: usize| -> Vec<Option<u32>> {
                grains.iter().map(|(d, l)| facts.group_of(person, *d, *l)).collect()
            };
            if pairs {
                for tie in &facts.ties {
                    let [a, b] = tie.people.map(|p| facts.people.get(p as usize));
                    let (Some(a), Some(b)) = (a, b) else { continue };
                    let side = |side: usize| -> Vec<Option<u32>> {
                        grains.iter().map(|(d, l)| facts.side_of(tie, side, *d, *l)).collect()
                    };
                    let (mut one, mut other) = (side(0), side(1));
                    let mut people = [number(a.id), number(b.id)];
                    if people[0] > people[1] {
                        people.swap(0, 1);
                        std::mem::swap(&mut one, &mut other);
                    }
                    let sides = one.iter().zip(&other).map(|(a, b)| [*a, *b]).collect();
                    put(people, Presence { class: 1, worth: 1, sides });
                    if period + 1 == periods {
                        *sides_now.entry(one).or_insert(0) += 1;
                        *sides_now.entry(other).or_insert(0) += 1;
                    }
                }
            } else {
                for (at, person) in facts.people.iter().enumerate() {
                    let Some(class) = space.class(person) else { continue };
                    let worth = if space.subject == Subject::Time { person.minutes } else { 1 };
                    let sides = group(at).into_iter().map(|group| [group, None]).collect();
                    let number = number(person.id);
                    put([number, number], Presence { class, worth, sides });
                }
            }
            if pairs && period + 1 == periods {
                for at in (0..facts.people.len()).filter(|at| facts.people[*at].here) {
                    *sides_now.entry(group(at)).or_insert(0) += 1;
                }
            }
        }
        Self {
            pairs,
            baselines: space.baselines(),
            stages: space.stages(),
            grains: grains.to_vec(),
            atoms: found.into_values().collect(),
            sides_now,
        }
    }

    fn grain(&self, grain: Grain) -> usize {
        self.grains.iter().position(|known| *known == grain).unwrap_or(usize::MAX)
    }

    /// Whether something counts for a figure, its stage aside.
    pub(super) fn lies_in(&self, presence: &Presence, row: &Row) -> bool {
        let [a, b] = presence.sides.get(self.grain(row.grain)).copied().unwrap_or([None, None]);
        match row.whose {
            Whose::All => true,
            Whose::Across => a.is_some() && b.is_some() && a != b,
            Whose::Group(group) => a == Some(group) || b == Some(group),
            Whose::Pair(one, other) => {
                (a, b) == (Some(one), Some(other)) || (a, b) == (Some(other), Some(one))
            }
        }
    }

    /// What stands behind each figure of the newest period by a grain from a stage on, in one pass.
    pub(super) fn tallies(&self, grain: Grain, stage: u8) -> HashMap<Whose, Tally> {
        let at = self.grain(grain);
        let mut found: HashMap<Whose, Tally> = HashMap::new();
        for atom in &self.atoms {
            let Some(Some(presence)) = atom.at.last() else { continue };
            if presence.class < stage {
                continue;
            }
            let sides = presence.sides.get(at).copied().unwrap_or([None, None]);
            for whose in places(sides) {
                let tally = found.entry(whose).or_default();
                tally.parts.push((atom.people, presence.worth));
                tally.people.extend(atom.people);
                if let Whose::Pair(one, other) = whose {
                    for (end, side) in atom.people.iter().zip(sides) {
                        if side == Some(one) {
                            tally.one.insert(*end);
                        }
                        if side == Some(other) {
                            tally.other.insert(*end);
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
    pub(super) people: BTreeSet<u32>,
    /// Of a pair of groups: the people of each.
    pub(super) one: BTreeSet<u32>,
    pub(super) other: BTreeSet<u32>,
    pub(super) parts: Vec<([u32; 2], u64)>,
}

/// The figures that something with these groups on its sides counts for.
fn places([a, b]: [Option<u32>; 2]) -> Vec<Whose> {
    let mut places = vec![Whose::All];
    places.extend(a.map(Whose::Group));
    places.extend(b.filter(|b| Some(*b) != a).map(Whose::Group));
    if let (Some(a), Some(b)) = (a, b) {
        places.push(Whose::Pair(a.min(b), a.max(b)));
        if a != b {
            places.push(Whose::Across);
        }
    }
    places
}

/// Where to find the rows that something counts for.
struct Index {
    by_place: HashMap<(usize, usize, Whose), Vec<(u32, u8)>>,
}

impl Index {
    fn new(picture: &Picture, rows: &[Row]) -> Self {
        let mut by_place: HashMap<_, Vec<_>> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            by_place
                .entry((row.period, picture.grain(row.grain), row.whose))
                .or_default()
                .push((at, row.stage));
        }
        Self { by_place }
    }

    /// The column of somebody at stage `class` beside the same person at stage `other`.
    fn column(&self, sides: &[(usize, &Vec<[Option<u32>; 2]>)], class: u8, other: u8) -> Sparse {
        let mut entries: BTreeMap<u32, i8> = BTreeMap::new();
        for (period, sides) in sides {
            for (grain, [a, b]) in sides.iter().enumerate() {
                for place in places([*a, *b]) {
                    for (row, stage) in
                        self.by_place.get(&(*period, grain, place)).into_iter().flatten()
                    {
                        let entry = i8::from(class >= *stage) - i8::from(other >= *stage);
                        if entry != 0 {
                            entries.insert(*row, entry);
                        }
                    }
                }
            }
        }
        entries.into_iter().collect()
    }
}

impl Picture {
    /// The columns of the newest period alone, once per baseline: what could be, and what is.
    pub(super) fn columns_now(&self, rows: &[Row]) -> Vec<Columns> {
        let index = Index::new(self, rows);
        let Some(now) = self.atoms.first().map(|atom| atom.at.len() - 1) else {
            return Vec::new();
        };
        let mut known: HashMap<(Vec<[Option<u32>; 2]>, u8, u8), Sparse> = HashMap::new();
        let mut made = Vec::new();
        for baseline in &self.baselines {
            let mut columns = Columns::default();
            for atom in &self.atoms {
                let Some(presence) = &atom.at[now] else { continue };
                for class in (0..=self.stages).filter(|class| class != baseline) {
                    let key = (presence.sides.clone(), class, *baseline);
                    let column = known.entry(key).or_insert_with(|| {
                        index.column(&[(now, &presence.sides)], class, *baseline)
                    });
                    if presence.class == class {
                        columns.real(column.clone(), atom.people);
                    } else {
                        columns.possible(column.clone());
                    }
                }
            }
            if self.pairs {
                self.pairs_that_could_be(&index, now, &mut columns);
            }
            made.push(columns);
        }
        made
    }

    fn pairs_that_could_be(&self, index: &Index, now: usize, columns: &mut Columns) {
        let kinds: Vec<_> = self.sides_now.iter().collect();
        for (at, (one, people)) in kinds.iter().enumerate() {
            for (other_at, (other, _)) in kinds.iter().enumerate().skip(at) {
                if at == other_at && **people < 2 {
                    continue;
                }
                let sides = one.iter().zip(other.iter()).map(|(a, b)| [*a, *b]).collect();
                columns.possible(index.column(&[(now, &sides)], 1, 0));
            }
        }
    }

    /// The columns over some periods, once per baseline: as if everybody had always done what they did in one of them,
    /// which is what somebody supposes who subtracts one period from another.
    pub(super) fn columns_over(&self, rows: &[Row], periods: &[usize]) -> Vec<Columns> {
        let index = Index::new(self, rows);
        // People who were in the same groups all the time have the same columns.
        let mut alike: HashMap<Vec<(usize, &Vec<[Option<u32>; 2]>)>, Vec<&Atom>> = HashMap::new();
        for atom in &self.atoms {
            let sides: Vec<_> = periods
                .iter()
                .filter_map(|period| Some((*period, &atom.at[*period].as_ref()?.sides)))
                .collect();
            if !sides.is_empty() {
                alike.entry(sides).or_default().push(atom);
            }
        }
        let mut made = Vec::new();
        for baseline in &self.baselines {
            let mut columns = Columns::default();
            for (sides, atoms) in &alike {
                for class in (0..=self.stages).filter(|class| class != baseline) {
                    let column = index.column(sides, class, *baseline);
                    let did = |atom: &&&Atom| {
                        let seen = periods.iter().filter_map(|period| atom.at[*period].as_ref());
                        seen.into_iter().any(|presence| presence.class == class)
                    };
                    for atom in atoms.iter().filter(did) {
                        columns.real(column.clone(), atom.people);
                    }
                    if !self.pairs {
                        columns.possible(column);
                    }
                }
            }
            made.push(columns);
        }
        made
    }
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
