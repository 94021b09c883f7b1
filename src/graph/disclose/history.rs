//! Figures of the newest period beside all earlier ones (R6), at a cost that hardly grows with the number of periods.
//!
//! # Few changes
//!
//! A figure less the same one of an earlier period tells of those who came, went or moved between the two. That is
//! looked at for each figure by itself first: where it are fewer than k, no choice of figures with it can hold.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::algebra::Steps;
use super::deck::Deck;
use super::rules::{r6_difference, r7_dominated};
use super::sharing::View;
use super::space::{Picture, Row, Whose};

/// What earlier periods showed, beside rows of the newest one.
pub(super) struct History {
    /// Earlier periods that showed something, each with the rows that are the same as theirs on every column.
    periods: Vec<(usize, Vec<bool>)>,
    /// Rows that can never be shown: alone they differ by too few from what was shown.
    pub(super) never: Vec<bool>,
}

/// Up to k different people.
#[derive(Clone, Default)]
struct Few(Vec<u32>);

impl Few {
    fn add(&mut self, people: [u32; 2], k: usize) {
        for person in people {
            if self.0.len() < k && !self.0.contains(&person) {
                self.0.push(person);
            }
        }
    }
}

/// A figure and the same one of an earlier period.
#[derive(Clone, Default)]
struct Difference {
    row: u32,
    any: bool,
    did: Few,
    did_not: Few,
    parts: Vec<([u32; 2], u64)>,
}

impl History {
    /// `names` tells the names of the groups that a row is about.
    ///
    /// Cost: people and ties × periods.
    pub(super) fn new(
        picture: &Picture,
        deck: &Deck,
        k: usize,
        can_dominate: bool,
        names: &dyn Fn(&Row) -> Option<Vec<String>>,
    ) -> Self {
        let mut by_name: HashMap<_, Vec<u32>> = HashMap::new();
        for (at, row) in (0_u32..).zip(&deck.rows) {
            let key = (row.grain, row.stage, kind_of(row), names(row));
            by_name.entry(key).or_default().push(at);
        }
        let mut of_period: BTreeMap<usize, Vec<(u32, u32)>> = BTreeMap::new();
        for (at, row) in (0_u32..).zip(&deck.known) {
            let pairs = of_period.entry(row.period).or_default();
            let key = (row.grain, row.stage, kind_of(row), names(row));
            pairs.extend(by_name.get(&key).into_iter().flatten().map(|twin| (at, *twin)));
        }
        let mut never = vec![false; deck.rows.len()];
        let mut periods = Vec::new();
        for (period, pairs) in &of_period {
            let mut unchanged = vec![false; deck.rows.len()];
            for found in differences(picture, deck, *period, pairs, k, can_dominate) {
                let row = found.row as usize;
                let complement = picture.baselines.len() > 1;
                let few = found.did.0.len() < k || (complement && found.did_not.0.len() < k);
                never[row] |= (found.any && few) || r7_dominated(found.parts);
                unchanged[row] |= !found.any;
            }
            periods.push((*period, unchanged));
        }
        Self { periods, never }
    }

    /// What has to hold: against each earlier period alone, by what was done in the two, and against all of them.
    pub(super) fn views(&self, picture: &Picture) -> Vec<View> {
        let mut views: Vec<View> = self
            .periods
            .iter()
            .map(|(period, unchanged)| View::Two(*period, unchanged.clone()))
            .collect();
        if picture.now > 1 {
            let mut ever = vec![false; self.never.len()];
            for (_, unchanged) in &self.periods {
                ever.iter_mut().zip(unchanged).for_each(|(ever, same)| *ever |= same);
            }
            views.push(View::All(ever));
        }
        views
    }

    /// R6 for chosen rows of the newest period together, everything eliminated.
    pub(super) fn holds(
        &self,
        picture: &Picture,
        deck: &Deck,
        chosen: &[u32],
        k: usize,
        steps: &Steps,
    ) -> bool {
        let mut views: Vec<Vec<usize>> =
            self.periods.iter().map(|(period, _)| vec![*period, picture.now]).collect();
        if picture.now > 1 {
            views.push((0..=picture.now).collect());
        }
        views.iter().all(|periods| {
            let (columns, known) = deck.columns_over(picture, chosen, periods);
            r6_difference(&columns, known, known + chosen.len(), k, steps)
        })
    }
}

fn kind_of(row: &Row) -> u8 {
    match row.whose {
        Whose::All => 0,
        Whose::Across => 1,
        Whose::Group(_) => 2,
        Whose::Pair(..) => 3,
    }
}

/// Pairs of rows by the row of one side.
fn by_row(pairs: impl Iterator<Item = u32>, rows: usize) -> Vec<Vec<u32>> {
    let mut found = vec![Vec::new(); rows];
    for (pair, row) in (0_u32..).zip(pairs) {
        found[row as usize].push(pair);
    }
    found
}

/// What changed between an earlier period and the newest one, for each pair of a known row and one of the newest period.
fn differences(
    picture: &Picture,
    deck: &Deck,
    period: usize,
    pairs: &[(u32, u32)],
    k: usize,
    can_dominate: bool,
) -> Vec<Difference> {
    let mut found: Vec<Difference> =
        pairs.iter().map(|(_, row)| Difference { row: *row, ..Difference::default() }).collect();
    if pairs.is_empty() {
        return found;
    }
    let of_known = by_row(pairs.iter().map(|(known, _)| *known), deck.known.len());
    let of_rows = by_row(pairs.iter().map(|(_, row)| *row), deck.rows.len());
    let pairs_of = |kind: Option<u32>, by_row: &[Vec<u32>]| -> HashSet<u32> {
        let hits = kind.map_or(&[][..], |kind| deck.of(kind));
        hits.iter().flat_map(|(row, _)| by_row[*row as usize].iter().copied()).collect()
    };
    let mut by_kinds: HashMap<(Option<u32>, Option<u32>), Vec<(u32, bool, bool)>> = HashMap::new();
    for atom in &picture.atoms {
        let (old, new) = (picture.at(atom, period), picture.at(atom, picture.now));
        if old.is_none() && new.is_none() {
            continue;
        }
        let kinds = (old.map(|old| old.kind), new.map(|new| new.kind));
        let either = by_kinds.entry(kinds).or_insert_with(|| {
            let (before, after) = (pairs_of(kinds.0, &of_known), pairs_of(kinds.1, &of_rows));
            let mut either: Vec<_> = before
                .union(&after)
                .map(|pair| (*pair, before.contains(pair), after.contains(pair)))
                // Where only who is there counts, those who are in both do not matter.
                .filter(|(_, before, after)| before != after || (can_dominate && !picture.pairs))
                .collect();
            either.sort_unstable();
            either
        });
        for (pair, before, after) in &*either {
            let it = &mut found[*pair as usize];
            let stage = deck.rows[it.row as usize].stage;
            let counts = |one: Option<u8>, inside: bool| one.is_some_and(|c| inside && c >= stage);
            let (was, is) = (old.map(|old| old.class), new.map(|new| new.class));
            let (was, is) = (counts(was, *before), counts(is, *after));
            if before != after {
                it.any = true;
                for presence in [old, new].into_iter().flatten() {
                    let few = if presence.class >= stage { &mut it.did } else { &mut it.did_not };
                    few.add(atom.people, k);
                }
            }
            if let Some(one) = if was { old } else { new }
                && can_dominate
                && was != is
            {
                it.parts.push((atom.people, one.worth));
            }
        }
    }
    found
}
