//! R5 and R6 for many people and many periods: figures are taken on one by one, at a cost that hardly grows with either.
//!
//! [`super::algebra`] asks for k sets of columns, no two with a person in common, in each of which the new rows add as
//! much rank to the known ones as they do on all columns. With years of periods there are thousands of known rows, and
//! eliminating over them takes too long. **Lemma.** Let a set have two columns that are the same on all known rows.
//! Whatever the known rows are, the rank that the new rows add to them on the set is at least the rank, on the new rows
//! alone, of the differences of such columns; a column that is nought on all known rows counts as a difference by
//! itself. *Proof.* Let D be the space that these differences span. The known rows vanish on it, so a combination of
//! rows that is not nought on D is no combination of known rows: what the new rows add is at least their rank on D. ∎
//! On all columns they add no more than the rank of the new rows, less that of those which are the same as a known row
//! on every column. A set whose differences reach that number has all there is.
//!
//! So what happened earlier only says who was alike until now: somebody who came, went or moved is paired with somebody
//! who was alike and did not. The answer may be "no" where eliminating everything would say "yes": too much is hidden
//! then, never too little. Within one period alone (R5) everybody counts by themself, and nothing is lost but by greed.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::algebra::{Sparse, Steps};
use super::deck::{Deck, column};
use super::kept::Rows;
use super::space::{Atom, Picture};

/// Nobody to be paired with is needed.
const ALONE: u32 = u32::MAX;
/// So many people are remembered for each change: k sets need few.
const REMEMBERED: usize = 64;

/// Changes without an entry in a row that are tried for it.
const TRIED: usize = 1_000;

/// Those whose columns are alike on the known rows and differ on the new ones.
struct Change {
    entries: Sparse,
    /// The people, and which of [`Sharing::same`] one of has to be with them.
    people: Vec<([u32; 2], u32)>,
}

/// One of the sets.
#[derive(Default)]
struct Set {
    rows: Rows,
    with: HashSet<u32>,
}

/// Some periods (the newest among them) and one baseline: the changes, shared out to k sets.
pub(super) struct Sharing {
    baseline: usize,
    /// Rows that are the same as a known one on every column.
    unchanged: Vec<bool>,
    changes: Vec<Change>,
    /// By row: the changes that have an entry there.
    of_row: Vec<Vec<u32>>,
    /// People who are alike and did not change.
    same: Vec<Vec<[u32; 2]>>,
    sets: Vec<Set>,
    owner: HashMap<u32, usize>,
}

/// What was taken for a figure, so that it can be given back.
struct Taken {
    sharing: usize,
    set: usize,
    people: Vec<u32>,
    with: Option<u32>,
}

/// All that a table's figures are held against.
pub(super) struct Sharings {
    all: Vec<Sharing>,
    /// By baseline: the rows taken on, to tell whether a further one follows from them; of R5 and of R6.
    taken_on: Vec<[Rows; 2]>,
}

/// Everybody of a view: alike until now by number (0: on no known row), the kind they are now, the stages they were at.
type Bunch<'p> = (u32, Option<u32>, u8, &'p Atom);

/// Those who were there in some periods; none of them earlier than the newest: in that one alone.
fn bunches<'p>(picture: &'p Picture, deck: &Deck, view: &View) -> Vec<Bunch<'p>> {
    let mut signature: HashMap<(u32, &[(u32, u8)]), u32> = HashMap::new();
    let mut found: Vec<Bunch> = Vec::new();
    for atom in &picture.atoms {
        let pair = match view {
            View::Now => [None, picture.at(atom, picture.now)],
            View::Two(period, _) => [picture.at(atom, *period), picture.at(atom, picture.now)],
            View::All(_) => [None, None],
        };
        let all: &[_] = if matches!(view, View::All(_)) { picture.presences(atom) } else { &[] };
        let (mut alike, mut classes, mut kind) = (0, 0_u8, None);
        for presence in pair.into_iter().flatten().chain(all) {
            classes |= 1 << presence.class;
            if presence.period == picture.now {
                kind = Some(presence.kind);
                continue;
            }
            let hits = deck.of(presence.kind);
            if !hits.is_empty() {
                let next = u32::try_from(signature.len() + 1).unwrap_or(u32::MAX);
                alike = *signature.entry((alike, hits)).or_insert(next);
            }
        }
        if classes != 0 {
            found.push((alike, kind, classes, atom));
        }
    }
    found.sort_by_key(|(alike, kind, ..)| (*alike, *kind));
    found
}

/// Which periods are looked at together, and which rows are the same as a known one in all of them.
pub(super) enum View {
    Now,
    Two(usize, Vec<bool>),
    All(Vec<bool>),
}

impl Sharings {
    /// Cost: people and ties × views.
    pub(super) fn new(picture: &Picture, deck: &Deck, views: Vec<View>, k: usize) -> Self {
        let mut all = Vec::new();
        for view in views {
            let bunches = bunches(picture, deck, &view);
            let unchanged = match view {
                View::Now => Vec::new(),
                View::Two(_, unchanged) | View::All(unchanged) => unchanged,
            };
            for (at, baseline) in picture.baselines.iter().enumerate() {
                let mut it = Sharing {
                    baseline: at,
                    unchanged: unchanged.clone(),
                    changes: Vec::new(),
                    of_row: vec![Vec::new(); deck.rows.len()],
                    same: Vec::new(),
                    sets: (0..k).map(|_| Set::default()).collect(),
                    owner: HashMap::new(),
                };
                it.gather(picture, deck, &bunches, *baseline);
                all.push(it);
            }
        }
        let rows = || [Rows::default(), Rows::default()];
        Self { all, taken_on: picture.baselines.iter().map(|_| rows()).collect() }
    }

    /// Takes a further row on, if what all of them tell together still tells of k people.
    pub(super) fn take_on(&mut self, deck: &Deck, row: u32, steps: &Steps) -> bool {
        let mut residues = Vec::new();
        for (baseline, [shown, real]) in self.taken_on.iter().enumerate() {
            let [possible, did] = deck.across(row, baseline);
            residues.push([shown.residue(possible, steps), real.residue(did, steps)]);
        }
        let mut taken: Vec<Taken> = Vec::new();
        for at in 0..self.all.len() {
            let sharing = &mut self.all[at];
            let alone = sharing.unchanged.is_empty();
            let needs = !residues[sharing.baseline][usize::from(!alone)].is_empty();
            let is_same = sharing.unchanged.get(row as usize).copied().unwrap_or(false);
            if !needs || is_same {
                continue;
            }
            for set in 0..sharing.sets.len() {
                if steps.spent() || !sharing.find(at, set, row, &mut taken, steps) {
                    for one in taken.iter().rev() {
                        self.all[one.sharing].give_back(one);
                    }
                    return false;
                }
            }
        }
        for (rows, [possible, did]) in self.taken_on.iter_mut().zip(residues) {
            rows[0].push(possible);
            rows[1].push(did);
        }
        true
    }
}

impl Sharing {
    fn gather(&mut self, picture: &Picture, deck: &Deck, bunches: &[Bunch], baseline: u8) {
        let mut changes: BTreeMap<Sparse, Vec<([u32; 2], u32)>> = BTreeMap::new();
        for group in bunches.chunk_by(|one, other| one.0 == other.0) {
            let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
            // All went on alike: nothing to tell apart.
            if first.1 == last.1 && (first.0 != 0 || first.1.is_none()) {
                continue;
            }
            for class in (0..=picture.stages).filter(|class| *class != baseline) {
                self.compare(deck, group, (class, baseline), &mut changes);
            }
        }
        self.changes =
            changes.into_iter().map(|(entries, people)| Change { entries, people }).collect();
        // Plentiful ones first: scarce ones are left for rows that only they have.
        self.changes.sort_by_key(|change| std::cmp::Reverse(change.people.len()));
        for (at, change) in (0_u32..).zip(&self.changes) {
            for (row, _) in &change.entries {
                self.of_row[*row as usize].push(at);
            }
        }
    }

    /// The changes among people who were alike until now.
    fn compare(
        &mut self,
        deck: &Deck,
        group: &[Bunch],
        (class, baseline): (u8, u8),
        changes: &mut BTreeMap<Sparse, Vec<([u32; 2], u32)>>,
    ) {
        let mut by_column: BTreeMap<Sparse, Vec<[u32; 2]>> = BTreeMap::new();
        for of_kind in group.chunk_by(|one, other| one.1 == other.1) {
            let Some((_, kind, ..)) = of_kind.first() else { continue };
            let entries = kind.map_or(Sparse::new(), |kind| column(deck.of(kind), class, baseline));
            let did = of_kind.iter().filter(|(.., classes, _)| (classes >> class) & 1 == 1);
            by_column.entry(entries).or_default().extend(did.map(|(.., atom)| atom.people));
        }
        by_column.retain(|_, people| !people.is_empty());
        let (mut usual, mut with) = (Sparse::new(), ALONE);
        if group.first().is_some_and(|one| one.0 != 0) {
            let most = by_column.iter().max_by_key(|(_, people)| people.len());
            let Some(most) = most.map(|(column, _)| column.clone()) else { return };
            if by_column.len() < 2 {
                return;
            }
            with = u32::try_from(self.same.len()).unwrap_or(ALONE);
            self.same.extend(by_column.remove(&most));
            usual = most;
        }
        for (entries, people) in by_column {
            let less = minus(&entries, &usual);
            if !less.is_empty() {
                let known = changes.entry(less).or_default();
                let room = REMEMBERED.saturating_sub(known.len());
                known.extend(people.into_iter().take(room).map(|one| (one, with)));
            }
        }
    }

    /// Finds a change for a set that tells of a row what the others in the set do not.
    fn find(
        &mut self,
        sharing: usize,
        set: usize,
        row: u32,
        taken: &mut Vec<Taken>,
        steps: &Steps,
    ) -> bool {
        // Those with an entry in the row first; but a total that was taken on may stand in their place already, and then
        // it is others that tell of the row.
        let own = &self.of_row[row as usize];
        let others = (0_u32..).take(self.changes.len());
        for at in own.iter().copied().chain(others).take(own.len() + TRIED) {
            let change = &self.changes[at as usize];
            let residue = self.sets[set].rows.residue(&change.entries, steps);
            if !residue.has(row) {
                continue;
            }
            let Some((people, with)) = self.free(change, set) else {
                steps.spend(change.people.len());
                continue;
            };
            self.sets[set].rows.push_at(residue, row);
            let new: Vec<u32> =
                people.into_iter().filter(|person| !self.owner.contains_key(person)).collect();
            for person in &new {
                self.owner.insert(*person, set);
            }
            let with = with.filter(|with| self.sets[set].with.insert(*with));
            taken.push(Taken { sharing, set, people: new, with });
            return true;
        }
        false
    }

    /// People of a change who are in no other set, with one who is alike and did not change.
    fn free(&self, change: &Change, set: usize) -> Option<(Vec<u32>, Option<u32>)> {
        let fresh = |people: &[u32; 2]| -> Option<usize> {
            let mut fresh = 0;
            for person in people {
                match self.owner.get(person) {
                    Some(other) if *other != set => return None,
                    Some(_) => {}
                    None => fresh += 1,
                }
            }
            Some(fresh)
        };
        let beside = |same: u32| -> Option<Option<[u32; 2]>> {
            if same == ALONE || self.sets[set].with.contains(&same) {
                return Some(None);
            }
            let found = self.same[same as usize].iter().find(|one| fresh(one).is_some());
            found.map(|people| Some(*people))
        };
        let (.., people, same, beside) = change
            .people
            .iter()
            .filter_map(|(people, same)| Some((fresh(people)?, *people, *same)))
            .filter_map(|(fresh, people, same)| Some((fresh, people, same, beside(same)?)))
            .take(8)
            .min_by_key(|(fresh, .., beside)| (beside.is_some(), *fresh))?;
        let mut all: Vec<u32> = people.into_iter().chain(beside.into_iter().flatten()).collect();
        all.sort_unstable();
        all.dedup();
        Some((all, (same != ALONE).then_some(same)))
    }

    fn give_back(&mut self, taken: &Taken) {
        let set = &mut self.sets[taken.set];
        set.rows.pop();
        if let Some(with) = taken.with {
            set.with.remove(&with);
        }
        for person in &taken.people {
            self.owner.remove(person);
        }
    }
}

/// One column less another.
fn minus(one: &[(u32, i8)], other: &[(u32, i8)]) -> Sparse {
    let mut entries: BTreeMap<u32, i8> = one.iter().copied().collect();
    for (row, entry) in other {
        *entries.entry(*row).or_default() -= entry;
    }
    entries.into_iter().filter(|(_, entry)| *entry != 0).collect()
}
