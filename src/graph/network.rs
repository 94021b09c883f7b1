//! Who has met whom: people as dense indices, ties made of meetings, rows of neighbours for everything that walks.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::tie::TieState;
use crate::domain::words;

words! {
    /// How much of a tie is asked for; each layer contains the next.
    pub enum Layer {
        /// A released plan brought the two together, or they met. No tie for HR's figures.
        Introduced = "introduced",
        /// They met: at least one side says so and none denies it.
        Met = "met",
        /// They met again: at least twice, with [`View::kept_after`] days between the first and the last time where
        /// both days are known.
        Kept = "kept",
    }
}

/// One thing through which two people met or were introduced. What was denied by a side is left out by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// The two people, by index.
    pub people: [u32; 2],
    /// The group of each **on that day**.
    pub groups: [u32; 2],
    /// The day; the last one where it stands for several. None: not known, counts as inside every window.
    pub on: Option<NaiveDate>,
    /// How often they met by then; at least 1.
    pub times: u32,
    /// Met, or introduced only.
    pub state: TieState,
}

/// What somebody did in the window, where that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// How long the person could have taken part. Units: months.
    pub eligible_months: f64,
    /// Introductions, stints and rotations the person was offered.
    pub offers: u32,
    /// Took part in something.
    pub took_part: bool,
    /// Questions "have you met?" that were asked.
    pub asked: u32,
    /// Of these, answered.
    pub answered: u32,
    /// Time spent on guests. Units: weeks.
    pub hosted_weeks: f64,
}

/// A node. The index in the slice given to [`Network::new`] is what everything else calls the person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// First day of work.
    pub starts_on: Option<NaiveDate>,
    /// Last day of work.
    pub ends_on: Option<NaiveDate>,
    /// What the person did in the window; none: not known, and left out of rates, fairness and hosting.
    pub activity: Option<Activity>,
}

/// Which meetings count and how much.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The last day that counts.
    pub as_of: NaiveDate,
    /// How far back the window goes from there; none: without end. Units: months.
    pub window: Option<u32>,
    /// A tie last met so long ago weighs half. None: all weigh 1. Units: days.
    pub half_life: Option<f64>,
    /// Which ties are edges.
    pub layer: Layer,
    /// How far the first and the last meeting of a kept tie lie apart. Units: days.
    pub kept_after: u32,
}

impl View {
    /// Twelve months up to a day, ties that were met, without decay; 30 days make a tie kept.
    pub fn year_to(as_of: NaiveDate) -> Self {
        Self { as_of, window: Some(12), half_life: None, layer: Layer::Met, kept_after: 30 }
    }

    /// The first day of the window; none: it has no end.
    pub fn from(&self) -> Option<NaiveDate> {
        let before = self.as_of.checked_sub_months(Months::new(self.window?))?;
        before.checked_add_days(Days::new(1))
    }

    /// The window just before, of the same length.
    fn before(&self) -> Option<(NaiveDate, NaiveDate)> {
        let until = self.from()?.pred_opt()?;
        let from = until.checked_sub_months(Months::new(self.window?))?;
        Some((from.succ_opt()?, until))
    }

    fn contains(&self, on: Option<NaiveDate>) -> bool {
        on.is_none_or(|on| on <= self.as_of && self.from().is_none_or(|from| from <= on))
    }

    fn weight(&self, last: Option<NaiveDate>) -> f64 {
        match (self.half_life, last) {
            (Some(half_life), Some(last)) if half_life > 0.0 => {
                let age = i32::try_from((self.as_of - last).num_days().max(0)).unwrap_or(i32::MAX);
                // Never nothing: a tie stays a tie, and shares of nothing are no numbers.
                (-f64::from(age) / half_life).exp2().max(1e-9)
            }
            _ => 1.0,
        }
    }
}

/// An edge: two people who know each other, as the window shows it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// The two people, the smaller index first.
    pub people: [u32; 2],
    /// The group of each on the day they last met.
    pub groups: [u32; 2],
    /// The innermost layer it belongs to.
    pub layer: Layer,
    /// How often they met in the window; introductions count 0.
    pub times: u32,
    /// The day they last met in the window; of an introduction its day.
    pub last: Option<NaiveDate>,
    /// The first day in the window on which they met and were of different groups.
    pub first_across: Option<NaiveDate>,
    /// 1, or less with age where the view has a half-life.
    pub weight: f64,
}

impl Tie {
    /// Were the two of different groups when they last met?
    pub fn is_across(&self) -> bool {
        self.groups[0] != self.groups[1]
    }
}

/// Why meetings make no network.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NetworkError {
    /// More people than an index can tell apart.
    #[error("{0} people are more than a network holds")]
    TooManyPeople(usize),
    /// More meetings than an index can tell apart.
    #[error("{0} meetings are more than a network holds")]
    TooManyMeetings(usize),
    /// An index that nobody has.
    #[error("meeting {meeting} names person {person}, and there are {people}")]
    UnknownPerson {
        /// The meeting's place in the slice.
        meeting: usize,
        /// The index it names.
        person: u32,
        /// How many people there are.
        people: usize,
    },
    /// Somebody who met themself.
    #[error("meeting {meeting} is of person {person} alone")]
    Alone {
        /// The meeting's place in the slice.
        meeting: usize,
        /// Who.
        person: u32,
    },
}

/// The network of one view.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    people: Vec<Person>,
    view: View,
    ties: Vec<Tie>,
    layers: [u64; 3],
    before: Option<Vec<[u32; 2]>>,
    starts: Vec<u32>,
    ends: Vec<u32>,
    weights: Vec<f64>,
}

impl Network {
    /// Makes the network. The order of people is what names them; the order of ties does not matter.
    ///
    /// Errors: an index that nobody has; somebody who met themself.
    /// Cost: sorts the meetings once; memory of 12 bytes for each end of a tie beside the ties themselves.
    pub fn new(people: &[Person], ties: &[Meeting], view: View) -> Result<Self, NetworkError> {
        if u32::try_from(people.len()).is_err() {
            return Err(NetworkError::TooManyPeople(people.len()));
        }
        if u32::try_from(ties.len().saturating_mul(2)).is_err() {
            return Err(NetworkError::TooManyMeetings(ties.len()));
        }
        let mut meetings = Vec::with_capacity(ties.len());
        for (at, meeting) in ties.iter().enumerate() {
            let [a, b] = meeting.people;
            if let Some(person) = [a, b].into_iter().find(|one| *one as usize >= people.len()) {
                let people = people.len();
                return Err(NetworkError::UnknownPerson { meeting: at, person, people });
            }
            if a == b {
                return Err(NetworkError::Alone { meeting: at, person: a });
            }
            let mut meeting = *meeting;
            if a > b {
                meeting.people.reverse();
                meeting.groups.reverse();
            }
            meetings.push(meeting);
        }
        // The order of the days decides which groups a tie has; the rest makes it one order.
        meetings.sort_unstable_by_key(|m| (m.people, m.on, m.groups, m.state.as_str(), m.times));
        let mut layers = [0; 3];
        let mut edges = Vec::new();
        for pair in meetings.chunk_by(|one, other| one.people == other.people) {
            let Some(tie) = tie(pair, &view) else { continue };
            for layer in Layer::ALL.iter().filter(|layer| **layer <= tie.layer) {
                layers[*layer as usize] += 1;
            }
            if tie.layer >= view.layer {
                edges.push(tie);
            }
        }
        let before = view.before().map(|(from, until)| {
            let view = View { as_of: until, ..view };
            meetings
                .chunk_by(|one, other| one.people == other.people)
                .filter(|pair| {
                    pair.iter().any(|m| m.on.is_some_and(|on| from <= on && on <= until))
                })
                .filter_map(|pair| tie(pair, &view).filter(|tie| tie.layer >= view.layer))
                .map(|tie| tie.people)
                .collect()
        });
        let (starts, ends, weights) = rows(people.len(), &edges);
        let people = people.to_vec();
        Ok(Self { people, view, ties: edges, layers, before, starts, ends, weights })
    }

    /// How many people there are.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Is there nobody?
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// The people as they were given.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// What counted.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The edges, by their people.
    pub fn ties(&self) -> &[Tie] {
        &self.ties
    }

    /// How many pairs the window has in a layer; each layer contains the next.
    pub fn in_layer(&self, layer: Layer) -> u64 {
        self.layers[layer as usize]
    }

    /// The dated pairs of the window just before, of the same length and layer, sorted; none where the view has no
    /// window.
    pub fn before(&self) -> Option<&[[u32; 2]]> {
        self.before.as_deref()
    }

    /// Whom a person knows, ascending.
    pub fn neighbours(&self, person: u32) -> &[u32] {
        &self.ends[self.row(person)]
    }

    /// Whom a person knows and how much.
    pub fn weighted(&self, person: u32) -> impl Iterator<Item = (u32, f64)> {
        let row = self.row(person);
        self.ends[row.clone()].iter().copied().zip(self.weights[row].iter().copied())
    }

    /// How many a person knows.
    pub fn degree(&self, person: u32) -> u32 {
        node(self.row(person).len())
    }

    /// Every index.
    pub fn nodes(&self) -> std::ops::Range<u32> {
        0..node(self.people.len())
    }

    pub(super) fn row(&self, person: u32) -> std::ops::Range<usize> {
        let at = person as usize;
        self.starts[at] as usize..self.starts[at + 1] as usize
    }
}

/// The tie that the meetings of one pair, sorted by day, make inside the view; none: nothing lies in it.
fn tie(meetings: &[Meeting], view: &View) -> Option<Tie> {
    let mut layer = Layer::Introduced;
    let (mut times, mut last, mut first_across, mut shown) = (0_u32, None, None, None);
    for meeting in meetings.iter().filter(|meeting| view.contains(meeting.on)) {
        let met = meeting.state == TieState::Met;
        // Days come undated first, then ascending: the last one that counts stays, and a meeting beats an
        // introduction of any day.
        let first_time = met && layer == Layer::Introduced;
        if met || layer == Layer::Introduced {
            shown = Some(meeting.groups);
            last = if first_time { meeting.on } else { meeting.on.or(last) };
        }
        if met {
            layer = Layer::Met;
            times = times.saturating_add(meeting.times);
            if meeting.groups[0] != meeting.groups[1] {
                first_across = first_across.or(meeting.on);
            }
        }
    }
    let groups = shown?;
    if layer == Layer::Met && kept(meetings, view) {
        layer = Layer::Kept;
    }
    let people = meetings.first()?.people;
    let weight = view.weight(last);
    Some(Tie { people, groups, layer, times, last, first_across, weight })
}

/// Met at least twice up to the last day that counts, far enough apart where both days are known. What lies before the
/// window counts too: to have met again is a matter of the whole past.
fn kept(meetings: &[Meeting], view: &View) -> bool {
    let met = |m: &&Meeting| m.state == TieState::Met && m.on.is_none_or(|on| on <= view.as_of);
    let mut met = meetings.iter().filter(met).peekable();
    let Some(first) = met.peek().copied().copied() else { return false };
    let mut last = first;
    let mut times = 0_u32;
    let mut told = false;
    for meeting in met {
        times = times.saturating_add(meeting.times.max(1));
        told |= meeting.times > 1;
        last = *meeting;
    }
    match (first.on, last.on) {
        (Some(first), Some(last)) if !told => {
            times > 1 && (last - first).num_days() >= i64::from(view.kept_after)
        }
        _ => times > 1,
    }
}

/// Compressed rows: where each person's neighbours start, the neighbours ascending, their weights.
fn rows(people: usize, ties: &[Tie]) -> (Vec<u32>, Vec<u32>, Vec<f64>) {
    let mut starts = vec![0_u32; people + 1];
    for end in ties.iter().flat_map(|tie| tie.people) {
        starts[end as usize + 1] += 1;
    }
    for at in 0..people {
        starts[at + 1] += starts[at];
    }
    let mut free = starts.clone();
    let mut ends = vec![0; ties.len() * 2];
    let mut weights = vec![0.0; ties.len() * 2];
    // Ties are sorted, so both passes write ascending: first those with smaller indices, then the larger ones.
    let mut put = |from: u32, to: u32, weight: f64| {
        let at = free[from as usize] as usize;
        (ends[at], weights[at]) = (to, weight);
        free[from as usize] += 1;
    };
    for tie in ties {
        put(tie.people[1], tie.people[0], tie.weight);
    }
    for tie in ties {
        put(tie.people[0], tie.people[1], tie.weight);
    }
    (starts, ends, weights)
}

/// A count as a real number.
#[expect(clippy::cast_precision_loss, reason = "counts of people, ties and pairs stay below 2^53")]
pub(super) fn real(count: usize) -> f64 {
    count as f64
}

/// A place in a slice as an index; slices here are no longer than `Network::new` lets through.
pub(super) fn node(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// `part / whole`, where there is a whole.
pub(super) fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}
