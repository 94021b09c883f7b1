//! Which cells of one table can be shown together.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use super::{Candidate, Season, counts_for_level};
use crate::graph::disclose::algebra::Steps;
use crate::graph::disclose::deck::Deck;
use crate::graph::disclose::history::History;
use crate::graph::disclose::publication::{Cell, Hidden, Level, Of, Quantity, Subject, Value};
use crate::graph::disclose::rules::{
    Fixed, r1_contributors, r3_both_sides, r3_not_nearly_all, r4_fine_enough, r5_complement,
    r7_dominated,
};
use crate::graph::disclose::sharing::{Sharings, View};
use crate::graph::disclose::space::{Grain, Picture, Row, Tally, Whose, stage, whose};

/// Steps for one table at one level: about two seconds. What needs more is withheld.
const STEPS: u64 = 1_000_000_000;
/// Multiplications up to which everything is eliminated at each look; above, figures are taken on one by one.
const SMALL: usize = 300_000_000;

/// How many people of the directory are in a group, and how many new hires among them.
#[derive(Clone, Copy, Default)]
pub(super) struct Heads {
    pub(super) here: usize,
    pub(super) new: usize,
}

/// Makes the decisions for one table at one level, over figures of one space.
pub(super) struct Chooser<'a> {
    season: &'a Season<'a>,
    subject: Subject,
    pub(super) picture: Picture,
    /// Figures of earlier periods, and of this period's other tables.
    known: Vec<Row>,
    shown: Vec<Row>,
    heads: BTreeMap<Option<u32>, Heads>,
    /// Parts can be of different worth, or of two people: one person can have more than half.
    can_dominate: bool,
}

/// What the decisions are about, made ready.
pub(super) struct Decision<'a> {
    pub(super) chooser: &'a Chooser<'a>,
    pub(super) deck: Deck,
    history: Option<History>,
    /// By row of the deck: the atoms that count for it.
    pub(super) members: Vec<Vec<u32>>,
    /// Whether a figure less one inside it is somebody's alone.
    pub(super) rests: RefCell<HashMap<(u32, u32), bool>>,
    /// The most that one person has a part in, where anybody could have more than others.
    pub(super) most: Option<u64>,
    /// There is too much to be eliminated as a whole.
    large: bool,
    accepted: Vec<u32>,
    steps: Steps,
}

impl<'a> Chooser<'a> {
    pub(super) fn new(
        season: &'a Season<'a>,
        fixed: &Fixed,
        grain: Grain,
        (picture, known, shown): (Picture, Vec<Row>, Vec<Row>),
    ) -> Self {
        let can_dominate = matches!(fixed.subject, Subject::Ties | Subject::Time);
        let heads = season.heads(grain);
        Self { season, subject: fixed.subject, picture, known, shown, heads, can_dominate }
    }

    pub(super) fn people_of(&self, whose: Whose) -> Heads {
        match whose {
            Whose::Group(group) => self.heads.get(&Some(group)).copied().unwrap_or_default(),
            _ => self.heads.values().fold(Heads::default(), |sum, heads| Heads {
                here: sum.here + heads.here,
                new: sum.new + heads.new,
            }),
        }
    }

    /// Every cell of the table, decided; and whether the steps sufficed.
    pub(super) fn cells(
        &self,
        fixed: &Fixed,
        grain: Grain,
        quantities: &[Quantity],
        groups: &[u32],
        alone: Option<bool>,
    ) -> (Vec<Cell>, bool) {
        let count = u16::try_from(groups.len()).unwrap_or(u16::MAX);
        let mut all: Vec<Of> = vec![Of::All];
        if fixed.subject == Subject::Ties && grain.1 != Level::Whole {
            all.push(Of::Across);
        }
        all.extend((0..count).map(Of::Group));
        if fixed.subject == Subject::Ties {
            all.extend((0..count).flat_map(|a| (a..count).map(move |b| Of::Pair(a, b))));
        }
        let tallies: Vec<_> = quantities
            .iter()
            .map(|quantity| self.picture.tallies(grain, stage(*quantity)))
            .collect();
        let nothing = Tally::default();
        let mut candidates: Vec<(usize, usize, Candidate)> = Vec::new();
        let mut cells = Vec::new();
        let mut crowded: Vec<Whose> = Vec::new();
        for of in all {
            let Some(whose) = whose(of, groups) else { continue };
            cells.extend(self.by_directory(fixed.subject, of, whose));
            for (order, quantity) in quantities.iter().enumerate() {
                let period = self.picture.now;
                let row = Row { period, grain, whose, stage: stage(*quantity) };
                let tally = tallies[order].get(&whose).unwrap_or(&nothing);
                let value = if self.nobody(fixed.subject, &row) {
                    Hidden::Nobody
                } else {
                    let passes = self.passes_alone(&row, tally);
                    let missing = self.missing(&row, tally);
                    let full = missing.filter(|(missing, few)| !r3_not_nearly_all(*missing, *few));
                    if let Some((missing, _)) = full {
                        if passes.is_some() && missing < self.season.rules.people() {
                            crowded.push(whose);
                        }
                    } else if let Some(contributors) = passes {
                        // The whole first, then pairs, then groups; each the largest first.
                        let kind = match of {
                            Of::All => 0,
                            Of::Across => 1,
                            Of::Pair(..) => 2,
                            Of::Group(_) => 3 + order,
                        };
                        let kind = if of == Of::All { order } else { kind * 10 };
                        let rank = usize::MAX - contributors;
                        candidates.push((kind, rank, (row, cells.len(), tally.worth)));
                    }
                    Hidden::Protected
                };
                cells.push(Cell { of, quantity: *quantity, value: Value::Hidden(value) });
            }
        }
        candidates.retain(|(_, _, (row, ..))| !gives_away(row.whose, &crowded));
        // Where not enough could be shown in the best case, a coarser level is tried: no need to ask more. (Only if
        // the table's level hangs on these quantities alone; then `alone` says whether there is a coarser one.)
        let judged = cells.iter().filter(|cell| counts_for_level(fixed.subject, cell)).count();
        let hopeless = |candidates: &[Candidate]| {
            let hopeful = candidates
                .iter()
                .filter(|(_, at, _)| counts_for_level(fixed.subject, &cells[*at]))
                .count();
            alone.is_some_and(|coarsest| !r4_fine_enough(hopeful, judged, coarsest))
                && grain.1 != Level::Whole
        };
        candidates.sort_by_key(|(kind, rank, _)| (*kind, *rank));
        let candidates: Vec<Candidate> = candidates.into_iter().map(|(.., c)| c).collect();
        if candidates.is_empty() || hopeless(&candidates) {
            return (cells, true);
        }
        let mut decision = Decision::new(self, &candidates);
        let first = u32::try_from(self.shown.len()).unwrap_or(u32::MAX);
        let (asked, candidates): (Vec<u32>, Vec<Candidate>) =
            (first..).zip(candidates).filter(|(at, _)| !decision.never(*at)).unzip();
        if hopeless(&candidates) {
            return (cells, true);
        }
        let accepted = decision.decide(&asked);
        for (at, (_, cell, worth)) in asked.iter().zip(&candidates) {
            if accepted.contains(at) {
                cells[*cell].value = Value::Shown(*worth);
            }
        }
        (cells, !decision.steps.spent())
    }

    /// The directory's own counts beside the figures: no secret, but no small groups either.
    fn by_directory(&self, subject: Subject, of: Of, whose: Whose) -> Option<Cell> {
        let heads = self.people_of(whose);
        let (quantity, people) = match subject {
            Subject::Coffee => (Quantity::Eligible, heads.here),
            Subject::Newcomers => (Quantity::Newcomers, heads.new),
            _ => return None,
        };
        let value = if people >= self.season.rules.people() {
            Value::Shown(u64::try_from(people).unwrap_or(u64::MAX))
        } else {
            Value::Hidden(Hidden::Protected)
        };
        Some(Cell { of, quantity, value })
    }

    /// Whether nobody could be counted, by the directory alone: of a pair of groups people who have gone may have met, and
    /// a word that hangs on it would tell whether they did.
    fn nobody(&self, subject: Subject, row: &Row) -> bool {
        subject == Subject::Newcomers && self.people_of(row.whose).new == 0
    }

    /// How many pairs there could be, and in how many of them `few` people can be at most.
    fn possible(&self, whose: Whose, few: usize) -> (usize, usize) {
        let inside = |people: usize| people * people.saturating_sub(1) / 2;
        // Those of `people` that touch at least one of the few: all less those among the others.
        let touch = |people: usize| inside(people) - inside(people.saturating_sub(few));
        let group = |group: u32| self.people_of(Whose::Group(group)).here;
        let all = self.people_of(Whose::All).here;
        match whose {
            Whose::All => (inside(all), touch(all)),
            Whose::Across => {
                let within: usize = self.heads.values().map(|heads| inside(heads.here)).sum();
                (inside(all).saturating_sub(within), touch(all))
            }
            Whose::Group(one) => (inside(all) - inside(all.saturating_sub(group(one))), touch(all)),
            Whose::Pair(one, other) if one == other => (inside(group(one)), touch(group(one))),
            Whose::Pair(one, other) => {
                (group(one) * group(other), few * group(one).max(group(other)))
            }
        }
    }

    /// R1, R3 and R7 for a figure by itself: how many stand behind it, when that is enough.
    fn passes_alone(&self, row: &Row, tally: &Tally) -> Option<usize> {
        let k = self.season.rules.people();
        let contributors = r1_contributors(tally.people.iter().copied());
        let sides = match row.whose {
            Whose::Pair(..) => r3_both_sides(
                r1_contributors(tally.one.iter().copied()),
                r1_contributors(tally.other.iter().copied()),
                k,
            ),
            _ => true,
        };
        (contributors >= k && sides && !r7_dominated(tally.parts.iter().copied()))
            .then_some(contributors)
    }

    /// Of ties: how many there could be and are not, and R3's measure for that.
    fn missing(&self, row: &Row, tally: &Tally) -> Option<(usize, usize)> {
        let few = self.season.rules.people().saturating_sub(1);
        let (possible, few) = self.possible(row.whose, few);
        let missing = possible.saturating_sub(tally.parts.len());
        (self.subject == Subject::Ties).then_some((missing, few))
    }
}

/// Whether a figure of ties could be the last one from which a cell follows in which all but fewer than k are tied. What is
/// looked at later are ties that are there; the missing ones are kept by this alone: of the sums that such a cell is a part
/// of (its groups', those across, and the whole), each lacks one part more.
fn gives_away(whose: Whose, crowded: &[Whose]) -> bool {
    crowded.iter().any(|cell| match (*cell, whose) {
        (Whose::Pair(..), Whose::Across) => true,
        (Whose::Pair(one, other), Whose::Group(group)) => group == one || group == other,
        // Of the whole less everything else: everything else of its groups is not shown either.
        (Whose::Pair(one, other), Whose::Pair(a, b)) => {
            [a, b].iter().any(|group| *group == one || *group == other)
        }
        _ => false,
    })
}

/// The most that anybody has a part in, in the newest period.
fn most_of_one(picture: &Picture) -> Option<u64> {
    let mut by_person: HashMap<u32, u64> = HashMap::new();
    for atom in &picture.atoms {
        let worth = picture.at(atom, picture.now).map_or(0, |presence| presence.worth);
        for person in atom.people {
            *by_person.entry(person).or_default() += worth;
        }
    }
    by_person.into_values().max()
}

impl<'a> Decision<'a> {
    fn new(chooser: &'a Chooser<'a>, candidates: &[Candidate]) -> Self {
        let picture = &chooser.picture;
        let asked = candidates.iter().map(|(row, ..)| row);
        let rows: Vec<Row> = chooser.shown.iter().chain(asked).copied().collect();
        let deck = Deck::new(picture, chooser.known.clone(), rows);
        let rules = chooser.season.rules;
        let history = (rules.differences && !deck.known.is_empty()).then(|| {
            let names = |row: &Row| chooser.season.names(row);
            History::new(picture, &deck, rules.people(), chooser.can_dominate, &names)
        });
        let mut members = vec![Vec::new(); deck.rows.len()];
        if chooser.can_dominate {
            for (number, atom) in (0_u32..).zip(&picture.atoms) {
                let Some(presence) = picture.at(atom, picture.now) else { continue };
                for (row, stage) in deck.of(presence.kind) {
                    if presence.class >= *stage {
                        members[*row as usize].push(number);
                    }
                }
            }
        }
        let accepted = (0..u32::try_from(chooser.shown.len()).unwrap_or(0)).collect();
        let columns = picture.atoms.len() * usize::from(picture.stages);
        let rank = columns.min(deck.known.len() + deck.rows.len());
        let small = columns.saturating_mul(rank).saturating_mul(rank) <= SMALL;
        let large = !small || rules.large;
        let (rests, steps) = (RefCell::default(), Steps::new(STEPS));
        let most = most_of_one(picture).filter(|_| chooser.can_dominate);
        Self { chooser, deck, history, members, rests, most, large, accepted, steps }
    }

    fn never(&self, row: u32) -> bool {
        self.history.as_ref().is_some_and(|history| history.never[row as usize])
    }

    /// Which of the candidates can be shown together with what is shown already; earlier ones win.
    fn decide(&mut self, candidates: &[u32]) -> Vec<u32> {
        let Chooser { season, picture, .. } = self.chooser;
        if !self.large {
            return self.accept(candidates);
        }
        let k = season.rules.people();
        let mut views = if season.rules.complement { vec![View::Now] } else { Vec::new() };
        views.extend(self.history.iter().flat_map(|history| history.views(picture)));
        let sharings = Sharings::new(picture, &self.deck, views, k);
        self.one_by_one(sharings, candidates).unwrap_or_default()
    }

    /// Takes candidates on after what other tables show. None where that cannot be taken on: nothing more is shown then.
    fn one_by_one(&self, mut sharings: Sharings, candidates: &[u32]) -> Option<Vec<u32>> {
        let ties_or_time = self.chooser.can_dominate && self.chooser.season.rules.complement;
        let mut now = self.accepted.clone();
        if !now.iter().all(|row| sharings.take_on(&self.deck, *row, &self.steps)) {
            return None;
        }
        for row in candidates {
            now.push(*row);
            let holds = (!ties_or_time || self.rests_hold(&[*row], &now))
                && sharings.take_on(&self.deck, *row, &self.steps);
            if !holds {
                now.pop();
            }
            if self.steps.spent() {
                break;
            }
        }
        Some(now.split_off(self.accepted.len()))
    }

    /// Which of the candidates can be shown together with what is shown already; earlier ones win. All at once if
    /// that holds, otherwise half by half.
    fn accept(&mut self, candidates: &[u32]) -> Vec<u32> {
        if candidates.is_empty() || self.steps.spent() {
            return Vec::new();
        }
        if self.holds(candidates) {
            self.accepted.extend(candidates);
            return candidates.to_vec();
        }
        if candidates.len() == 1 {
            return Vec::new();
        }
        let (first, second) = candidates.split_at(candidates.len() / 2);
        let mut accepted = self.accept(first);
        accepted.extend(self.accept(second));
        accepted
    }

    fn holds(&self, candidates: &[u32]) -> bool {
        let Chooser { season, picture, can_dominate, .. } = self.chooser;
        let (rules, k) = (season.rules, season.rules.people());
        let now: Vec<u32> = self.accepted.iter().chain(candidates).copied().collect();
        // What earlier quarters forbid is the most and the cheapest to see.
        if let Some(history) = &self.history {
            let ever = |new: &[u32]| history.holds(picture, &self.deck, new, k, &self.steps);
            let held = if rules.complement {
                ever(&now)
            } else {
                // A test turned R5 off: periods are compared figure by figure, or this would do R5's work.
                candidates.iter().all(|row| ever(&[*row]))
            };
            if !held {
                return false;
            }
        }
        if !rules.complement {
            return true;
        }
        if *can_dominate && !self.rests_hold(candidates, &now) {
            return false;
        }
        let columns = self.deck.columns_now(picture, &now);
        r5_complement(&columns, now.len(), k, &self.steps)
    }
}
