//! The figures that a table's decision is about, and what people did and could have done as columns over any choice of
//! them. Everything that is the same for all choices is worked out once.

use std::collections::{BTreeMap, HashMap};

use super::algebra::{Columns, Echelon, Sparse, Steps, places as in_order};
use super::space::{Picture, Presence, Row, Whose, places};

/// Rows that something counts for, each with its stage.
type Hits = Vec<(u32, u8)>;

/// Not chosen.
const OUT: u32 = u32::MAX;

/// Rows under decision, over a picture.
pub(super) struct Deck {
    /// What earlier periods showed.
    pub(super) known: Vec<Row>,
    /// What this period's tables show already, then what is asked.
    pub(super) rows: Vec<Row>,
    /// By kind: of earlier periods among `known`, of the newest among `rows`.
    hits: Vec<Hits>,
    /// Kinds of the newest period: people at each stage.
    now: Vec<(u32, BTreeMap<u8, Vec<[u32; 2]>>)>,
    /// Pairs that could be, as columns from which all of them follow.
    could_be: Vec<Sparse>,
    /// By baseline and row: its entries in columns of the newest period from which all of them follow, those of pairs
    /// that could be among them, and without these.
    across: Vec<Vec<[Sparse; 2]>>,
}

/// The column of somebody at stage `class` beside the same person at stage `other`.
pub(super) fn column(hits: &[(u32, u8)], class: u8, other: u8) -> Sparse {
    hits.iter()
        .filter_map(|(row, stage)| {
            let entry = i8::from(class >= *stage) - i8::from(other >= *stage);
            (entry != 0).then_some((*row, entry))
        })
        .collect()
}

/// Columns from which all the given ones follow, over any choice of rows.
fn basis(columns: impl IntoIterator<Item = Sparse>, rows: usize) -> Vec<Sparse> {
    let mut distinct: Vec<Sparse> = columns.into_iter().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let (place, free) = (in_order(distinct.iter(), rows, rows), Steps::new(u64::MAX));
    let mut echelon = Echelon::new(&place);
    distinct.retain(|column| echelon.insert(column, &free));
    distinct
}

impl Deck {
    pub(super) fn new(picture: &Picture, known: Vec<Row>, rows: Vec<Row>) -> Self {
        let mut index: HashMap<(usize, usize, Whose), Hits> = HashMap::new();
        for (row, number) in known.iter().zip(0_u32..).chain(rows.iter().zip(0_u32..)) {
            let place = (row.period, picture.grain(row.grain), row.whose);
            index.entry(place).or_default().push((number, row.stage));
        }
        let of_sides = |period: usize, sides: &[[Option<u32>; 2]]| -> Hits {
            let mut hits: Hits = Vec::new();
            for (grain, sides) in sides.iter().enumerate() {
                for place in places(*sides) {
                    hits.extend(index.get(&(period, grain, place)).into_iter().flatten());
                }
            }
            hits.sort_unstable();
            hits
        };
        let hits: Vec<Hits> =
            picture.kinds.iter().map(|kind| of_sides(kind.period, &kind.sides)).collect();
        let mut now: BTreeMap<u32, BTreeMap<u8, Vec<[u32; 2]>>> = BTreeMap::new();
        for atom in &picture.atoms {
            if let Some(presence) = picture.at(atom, picture.now) {
                let of_kind = now.entry(presence.kind).or_default();
                of_kind.entry(presence.class).or_default().push(atom.people);
            }
        }
        let mut deck = Self {
            known,
            rows,
            hits,
            now: now.into_iter().collect(),
            could_be: Vec::new(),
            across: Vec::new(),
        };
        if picture.pairs {
            let kinds = &picture.sides_now;
            let mut columns = Vec::new();
            for (at, (one, several)) in kinds.iter().enumerate() {
                for (other, _) in kinds.iter().skip(at + usize::from(!several)) {
                    let sides: Vec<_> = one.iter().zip(other).map(|(a, b)| [*a, *b]).collect();
                    columns.push(column(&of_sides(picture.now, &sides), 1, 0));
                }
            }
            deck.could_be = basis(columns, deck.rows.len());
        }
        deck.across = picture
            .baselines
            .iter()
            .map(|baseline| {
                let kinds = deck.now.iter().flat_map(|(kind, _)| {
                    let classes = (0..=picture.stages).filter(|class| class != baseline);
                    classes.map(|class| (*kind, class))
                });
                let columns = kinds.map(|(kind, class)| column(deck.of(kind), class, *baseline));
                let did = basis(columns, deck.rows.len());
                let all = did.iter().chain(&deck.could_be).cloned();
                let possible =
                    if picture.pairs { basis(all, deck.rows.len()) } else { did.clone() };
                let mut across = vec![[Sparse::new(), Sparse::new()]; deck.rows.len()];
                for (which, columns) in [possible, did].iter().enumerate() {
                    for (column, number) in columns.iter().zip(0_u32..) {
                        for (row, entry) in column {
                            across[*row as usize][which].push((number, *entry));
                        }
                    }
                }
                across
            })
            .collect();
        deck
    }

    /// The rows that a kind counts for.
    pub(super) fn of(&self, kind: u32) -> &[(u32, u8)] {
        self.hits.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// A row's entries in what could be done in the newest period, and in what people did; of people who count alone
    /// the same.
    pub(super) fn across(&self, row: u32, baseline: usize) -> [&[(u32, i8)]; 2] {
        let found = self.across.get(baseline).and_then(|rows| rows.get(row as usize));
        found.map_or([&[], &[]], |[possible, did]| [possible.as_slice(), did.as_slice()])
    }

    /// Each chosen row's number among them.
    fn slots(&self, chosen: &[u32]) -> Vec<u32> {
        let mut slot = vec![OUT; self.rows.len()];
        for (at, row) in (0_u32..).zip(chosen) {
            slot[*row as usize] = at;
        }
        slot
    }

    /// The columns of the newest period alone, once per baseline: what could be, and what is.
    pub(super) fn columns_now(&self, picture: &Picture, chosen: &[u32]) -> Vec<Columns> {
        let slot = self.slots(chosen);
        let cut = |column: &[(u32, i8)]| -> Sparse {
            let entries = column.iter().map(|(row, entry)| (slot[*row as usize], *entry));
            let mut entries: Sparse = entries.filter(|(row, _)| *row != OUT).collect();
            entries.sort_unstable();
            entries
        };
        let mut made = Vec::new();
        for baseline in &picture.baselines {
            let mut columns = Columns::default();
            for (kind, people) in &self.now {
                for class in (0..=picture.stages).filter(|class| class != baseline) {
                    let entries = cut(&column(self.of(*kind), class, *baseline));
                    match people.get(&class) {
                        Some(people) => columns.all_real(entries, people.iter().copied()),
                        None => columns.possible(entries),
                    }
                }
            }
            for column in &self.could_be {
                columns.possible(cut(column));
            }
            made.push(columns);
        }
        made
    }

    /// The columns over some periods, once per baseline: as if everybody had always done what they did in one of them,
    /// which is what somebody supposes who subtracts one period from another. First come the rows of these periods that
    /// are known (their number is returned too), then the chosen ones.
    pub(super) fn columns_over(
        &self,
        picture: &Picture,
        chosen: &[u32],
        periods: &[usize],
    ) -> (Vec<Columns>, usize) {
        let mut known_slot = vec![OUT; self.known.len()];
        let of_periods = self.known.iter().enumerate();
        let mut known = 0;
        for (at, _) in of_periods.filter(|(_, row)| periods.contains(&row.period)) {
            known_slot[at] = known;
            known += 1;
        }
        let slot = self.slots(chosen);
        // People who were in the same groups all the time have the same columns.
        let mut alike: BTreeMap<Vec<u32>, Vec<(u8, [u32; 2])>> = BTreeMap::new();
        for atom in &picture.atoms {
            let seen = picture.presences(atom).iter();
            let seen: Vec<&Presence> = seen.filter(|p| periods.contains(&p.period)).collect();
            if !seen.is_empty() {
                let mask = seen.iter().fold(0, |mask, presence| mask | (1 << presence.class));
                let kinds = seen.iter().map(|presence| presence.kind).collect();
                alike.entry(kinds).or_default().push((mask, atom.people));
            }
        }
        let mut made = Vec::new();
        for baseline in &picture.baselines {
            let mut columns = Columns::default();
            for (kinds, atoms) in &alike {
                let mut hits: Hits = Vec::new();
                for kind in kinds {
                    let now = picture.kinds[*kind as usize].period == picture.now;
                    let (slots, first) = if now { (&slot, known) } else { (&known_slot, 0) };
                    let found =
                        self.of(*kind).iter().map(|(row, stage)| (slots[*row as usize], *stage));
                    hits.extend(
                        found.filter(|(at, _)| *at != OUT).map(|(at, stage)| (first + at, stage)),
                    );
                }
                hits.sort_unstable();
                for class in (0..=picture.stages).filter(|class| class != baseline) {
                    let entries = column(&hits, class, *baseline);
                    let did = atoms.iter().filter(|(mask, _)| (mask >> class) & 1 == 1);
                    let did: Vec<[u32; 2]> = did.map(|(_, people)| *people).collect();
                    if !did.is_empty() {
                        columns.all_real(entries, did);
                    } else if !picture.pairs {
                        columns.possible(entries);
                    }
                }
            }
            made.push(columns);
        }
        (made, known as usize)
    }
}
