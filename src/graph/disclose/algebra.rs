//! Exact linear algebra over a prime field, and the certificate that whatever can be computed from figures depends on
//! at least k people.
//!
//! Figures are rows, what single people (or pairs) did are columns. Whoever sees the figures can compute exactly the
//! vectors of the row space. **Theorem.** Let there be k sets of columns of which no two have a person in common, and
//! let the rows, cut down to each set alone, still have the rank they have on all columns that could be. Then no
//! combination of figures that is not zero everywhere depends on fewer than k people, and no k − 1 people stand
//! behind all of it. *Proof.* Take a combination that no person outside a set T of k − 1 people has a part in. Each
//! person touches at most one of the k sets, so some set is free of T, and there the combination is zero; as the rank
//! is the same, it is zero on all columns. ∎ For ties each column has two people, and then k − 1 people never cover
//! all ties behind a combination: by König's theorem both sides of a cell have at least k people who know each other
//! in pairs.
//!
//! With non-negative counts nothing can be learnt from inequalities either: by Farkas' lemma, counts are forced by
//! "not below nought" only where some combination with coefficients ≥ 0 has the value 0, and each combination has at
//! least k people with a part in it. Upper bounds (a person counts once) are the same for the complement.
//!
//! The sets are found greedily, so the answer may be "no" where an exact search would find them: too much is hidden
//! then, never too little.

use std::cell::Cell;
use std::collections::{BTreeMap, HashSet};

/// 2^61 − 1. A rank over the rationals is lost modulo it only if it divides a minor.
pub(super) const P: u64 = (1 << 61) - 1;

pub(super) fn times(a: u64, b: u64) -> u64 {
    // 2^61 is 1 here, so the upper bits are added to the lower ones.
    let product = u128::from(a) * u128::from(b);
    let low = u64::try_from(product & u128::from(P)).unwrap_or(0);
    let sum = low + u64::try_from(product >> 61).unwrap_or(0);
    if sum >= P { sum - P } else { sum }
}

pub(super) fn minus(a: u64, b: u64) -> u64 {
    if a >= b { a - b } else { a + P - b }
}

pub(super) fn inverse(a: u64) -> u64 {
    let (mut result, mut power, mut left) = (1, a, P - 2);
    while left > 0 {
        if left & 1 == 1 {
            result = times(result, power);
        }
        power = times(power, power);
        left >>= 1;
    }
    result
}

/// A column: its entries other than nought, by row.
pub(super) type Sparse = Vec<(u32, i8)>;

/// Work that may still be done. It is counted, never timed, so the answer is the same on every machine.
pub(super) struct Steps(Cell<u64>);

impl Steps {
    pub(super) fn new(steps: u64) -> Self {
        Self(Cell::new(steps))
    }

    pub(super) fn spend(&self, steps: usize) {
        self.0.set(self.0.get().saturating_sub(steps as u64));
    }

    /// Nothing is left: whatever was not decided is not shown.
    pub(super) fn spent(&self) -> bool {
        self.0.get() == 0
    }
}

/// Independent columns, kept so that a further one is quickly told to be independent of them.
pub(super) struct Echelon<'a> {
    /// Where each row stands; rows that few columns have stand first, so that little is filled in.
    place: &'a [u32],
    rows: usize,
    by_pivot: Vec<Option<Vec<(u32, u64)>>>,
    rank: usize,
    scratch: Vec<u64>,
}

/// A row that an echelon does not look at.
const NOWHERE: u32 = u32::MAX;

impl<'a> Echelon<'a> {
    /// Of the rows that have a place.
    pub(super) fn new(place: &'a [u32]) -> Self {
        let rows = place.iter().filter(|place| **place != NOWHERE).count();
        Self { place, rows, by_pivot: vec![None; rows], rank: 0, scratch: vec![0; rows] }
    }

    pub(super) fn rank(&self) -> usize {
        self.rank
    }

    /// Adds a column; whether it was independent.
    pub(super) fn insert(&mut self, column: &[(u32, i8)], steps: &Steps) -> bool {
        if self.rank == self.rows {
            return false;
        }
        let mut first = self.rows;
        for (row, entry) in column {
            let at = self.place.get(*row as usize).map_or(usize::MAX, |place| *place as usize);
            if let Some(place) = self.scratch.get_mut(at) {
                let size = u64::from(entry.unsigned_abs());
                *place = if *entry < 0 { P - size } else { size };
                first = first.min(at);
            }
        }
        let mut done = 0;
        let mut independent = false;
        for row in first..self.rows {
            let factor = self.scratch[row];
            if factor == 0 {
                continue;
            }
            let Some(known) = &self.by_pivot[row] else {
                let scale = inverse(factor);
                let kept = (row..self.rows)
                    .filter(|at| self.scratch[*at] != 0)
                    .filter_map(|at| {
                        Some((u32::try_from(at).ok()?, times(self.scratch[at], scale)))
                    })
                    .collect();
                self.by_pivot[row] = Some(kept);
                self.rank += 1;
                independent = true;
                break;
            };
            done += known.len();
            for (at, entry) in known {
                let place = &mut self.scratch[*at as usize];
                *place = minus(*place, times(factor, *entry));
            }
        }
        steps.spend(done + 1 + (self.rows - first) / 16);
        self.scratch[first..].fill(0);
        independent
    }
}

/// Places for rows below `until`: those that the fewest columns have come first.
pub(super) fn places<'c>(
    columns: impl Iterator<Item = &'c Sparse>,
    rows: usize,
    until: usize,
) -> Vec<u32> {
    let mut count = vec![0_usize; rows];
    for (row, _) in columns.flatten() {
        if let Some(count) = count.get_mut(*row as usize) {
            *count += 1;
        }
    }
    let mut order: Vec<usize> = (0..until.min(rows)).collect();
    order.sort_by_key(|row| (count[*row], *row));
    let mut place = vec![NOWHERE; rows];
    for (at, row) in (0_u32..).zip(order) {
        place[row] = at;
    }
    place
}

/// Columns with the same entries, and the people behind each who really did something; both ends of a tie, or twice
/// the same person.
#[derive(Default)]
pub(super) struct Columns {
    by_entries: BTreeMap<Sparse, Vec<[u32; 2]>>,
}

impl Columns {
    /// A column that could be: counts for the rank that is to be reached.
    pub(super) fn possible(&mut self, entries: Sparse) {
        if !entries.is_empty() {
            self.by_entries.entry(entries).or_default();
        }
    }

    /// A column that is: somebody did it.
    #[cfg(test)]
    pub(super) fn real(&mut self, entries: Sparse, people: [u32; 2]) {
        self.all_real(entries, [people]);
    }

    /// The same column of several.
    pub(super) fn all_real(&mut self, entries: Sparse, people: impl IntoIterator<Item = [u32; 2]>) {
        if !entries.is_empty() {
            self.by_entries.entry(entries).or_default().extend(people);
        }
    }
}

/// Whether each combination of `rows` figures that is more than a combination of the first `known` ones depends on at
/// least `k` people (the theorem above, on what the new rows add to the known ones: the known ones were certified when
/// they were shown, perhaps with a smaller k). When the steps are spent, the answer is no.
///
/// Cost: about k × distinct columns × rank² multiplications, far less where columns have few entries.
pub(super) fn depends_on_k(
    columns: &Columns,
    (known, rows): (usize, usize),
    k: usize,
    steps: &Steps,
) -> bool {
    let place = places(columns.by_entries.keys(), rows, rows);
    let old_place = places(columns.by_entries.keys(), rows, known);
    let (mut all, mut old) = (Echelon::new(&place), Echelon::new(&old_place));
    // Not even all people together reach it: no need to share them out.
    let (mut done, mut before) = (Echelon::new(&place), Echelon::new(&old_place));
    for (entries, people) in &columns.by_entries {
        if steps.spent() {
            return false;
        }
        all.insert(entries, steps);
        old.insert(entries, steps);
        if !people.is_empty() {
            done.insert(entries, steps);
            before.insert(entries, steps);
        }
    }
    let need = all.rank() - old.rank();
    if need == 0 {
        return true;
    }
    if done.rank() - before.rank() < need {
        return false;
    }
    let first_new = u32::try_from(known).unwrap_or(u32::MAX);
    let only_new = |entries: &Sparse| entries.first().is_some_and(|(row, _)| *row >= first_new);
    let mut order: Vec<(&Sparse, &Vec<[u32; 2]>)> =
        columns.by_entries.iter().filter(|(_, people)| !people.is_empty()).collect();
    let goal = Goal { place: &place, old_place: &old_place, need, k, steps };
    // Scarce columns first: plentiful ones find people later as well. What touches no known figure counts at once.
    order.sort_by_key(|(entries, people)| (!only_new(entries), people.len()));
    if pack(&order, &goal) {
        return true;
    }
    order.sort_by_key(|(entries, people)| (entries.len(), people.len()));
    if pack(&order, &goal) {
        return true;
    }
    order.sort_by_key(|(_, people)| std::cmp::Reverse(people.len()));
    pack(&order, &goal)
}

struct Goal<'a> {
    place: &'a [u32],
    old_place: &'a [u32],
    need: usize,
    k: usize,
    steps: &'a Steps,
}

fn pack(order: &[(&Sparse, &Vec<[u32; 2]>)], goal: &Goal) -> bool {
    struct Set<'a> {
        all: Echelon<'a>,
        old: Echelon<'a>,
    }
    let Goal { need, k, steps, .. } = *goal;
    let mut sets: Vec<Set> = (0..k)
        .map(|_| Set { all: Echelon::new(goal.place), old: Echelon::new(goal.old_place) })
        .collect();
    let mut owner: BTreeMap<u32, usize> = BTreeMap::new();
    let mut full = 0;
    for (entries, people) in order {
        if steps.spent() {
            return false;
        }
        let mut used: HashSet<usize> = HashSet::new();
        let mut turn: Vec<usize> =
            (0..k).filter(|set| sets[*set].all.rank() - sets[*set].old.rank() < need).collect();
        turn.sort_by_key(|set| sets[*set].all.rank());
        for set in turn {
            // The best pair has both people in this set already, then one, then none; nobody of another set.
            let best = people
                .iter()
                .enumerate()
                .filter(|(at, _)| !used.contains(at))
                .filter_map(|(at, pair)| {
                    let mut fresh = 0;
                    for person in pair {
                        match owner.get(person) {
                            Some(other) if *other != set => return None,
                            Some(_) => {}
                            None => fresh += 1,
                        }
                    }
                    Some((fresh, at))
                })
                .take(64)
                .min();
            let Some((_, at)) = best else { continue };
            if sets[set].all.insert(entries, steps) {
                sets[set].old.insert(entries, steps);
                used.insert(at);
                for person in people[at] {
                    owner.insert(person, set);
                }
                if sets[set].all.rank() - sets[set].old.rank() == need {
                    full += 1;
                }
            }
        }
        if full == k {
            return true;
        }
    }
    full == k
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depends(columns: &Columns, known: usize, rows: usize, k: usize) -> bool {
        depends_on_k(columns, (known, rows), k, &Steps::new(1_000_000))
    }

    /// A total over people, and a part of it.
    fn total_and_part(total: u32, part: u32) -> Columns {
        let mut columns = Columns::default();
        for person in 0..total {
            let entries = if person < part { vec![(0, 1), (1, 1)] } else { vec![(0, 1)] };
            columns.real(entries, [person, person]);
        }
        columns
    }

    #[test]
    fn a_total_and_a_part_need_k_people_in_the_part_and_in_the_rest() {
        assert!(depends(&total_and_part(10, 5), 0, 2, 5));
        assert!(!depends(&total_and_part(9, 5), 0, 2, 5), "a rest of four");
        assert!(!depends(&total_and_part(10, 4), 0, 2, 5), "a part of four");
        assert!(depends(&total_and_part(9, 5), 0, 1, 5), "the total alone");
    }

    #[test]
    fn a_rest_in_which_nobody_did_anything_is_protected_if_somebody_could_have() {
        let mut columns = total_and_part(8, 8);
        assert!(depends(&columns, 0, 2, 5), "part and total are the same people");
        columns.possible(vec![(0, 1)]);
        assert!(!depends(&columns, 0, 2, 5), "the rest did nothing, and that would be known");
    }

    #[test]
    fn one_person_with_many_ties_is_one_person() {
        let mut star = Columns::default();
        for other in 1..20 {
            star.real(vec![(0, 1)], [0, other]);
        }
        assert!(!depends(&star, 0, 1, 5));
        let mut pairs = Columns::default();
        for one in 0..5 {
            pairs.real(vec![(0, 1)], [one, one + 100]);
        }
        assert!(depends(&pairs, 0, 1, 5));
    }

    #[test]
    fn what_was_known_before_is_not_asked_again() {
        // A known figure of three people; a new one of ten others.
        let mut columns = Columns::default();
        for person in 0..3 {
            columns.real(vec![(0, 1)], [person, person]);
        }
        for person in 3..13 {
            columns.real(vec![(1, 1)], [person, person]);
        }
        assert!(depends(&columns, 1, 2, 5));
        assert!(!depends(&columns, 0, 2, 5));
    }

    /// Whoever is taken out of what was certified, the others still tell all that was not known.
    #[test]
    fn what_is_certified_does_not_hang_on_fewer_than_k() {
        let mut state = 7_u64;
        let mut below = |end: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % end
        };
        let free = Steps::new(u64::MAX);
        let gain = |all: &[(Sparse, u32)], known: usize, rows: usize, out: Option<u32>| {
            let of = || all.iter().filter(|(_, person)| Some(*person) != out);
            let rank = |until: usize| {
                let place = places(of().map(|(column, _)| column), rows, until);
                let mut echelon = Echelon::new(&place);
                of().for_each(|(column, _)| {
                    echelon.insert(column, &free);
                });
                echelon.rank()
            };
            rank(rows) - rank(known)
        };
        let mut certified = 0;
        for _ in 0..400 {
            let (rows, known) = (2 + below(3), below(3));
            let (rows, known) =
                (usize::try_from(rows).unwrap_or(2), usize::try_from(known).unwrap_or(0));
            let mut all: Vec<(Sparse, u32)> = Vec::new();
            let mut columns = Columns::default();
            for person in 0..8 {
                let column: Sparse = (0..u32::try_from(rows).unwrap_or(0))
                    .filter_map(|row| (below(5) < 2).then_some((row, 1)))
                    .collect();
                columns.real(column.clone(), [person, person]);
                all.push((column, person));
            }
            let need = gain(&all, known.min(rows), rows, None);
            if depends(&columns, known.min(rows), rows, 2) {
                certified += usize::from(need > 0);
                assert!((0..8).all(|out| gain(&all, known.min(rows), rows, Some(out)) == need));
            }
        }
        assert!(certified > 50, "{certified} were certified");
    }
}
