//! The problem with numbers in place of ids: nothing is stored for a pair, its verdict and value are computed when
//! asked, so that it takes little room at any size.

use std::collections::{BTreeMap, HashMap};

use super::problem::{CoffeeProblem, Odd, Person, SLOTS_OF_A_WEEK};

/// What is special about a pair: a tie, or a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Special {
    /// The other person.
    pub(super) with: u32,
    /// What meeting again costs; nothing: the two may not meet.
    cost: Option<i32>,
}

/// Many bit sets of one width.
#[derive(Debug)]
struct Bits {
    width: usize,
    words: Vec<u64>,
}

impl Bits {
    fn of(&self, p: usize) -> &[u64] {
        &self.words[p * self.width..][..self.width]
    }

    fn common(&self, p: usize, q: usize) -> u32 {
        self.of(p).iter().zip(self.of(q)).map(|(a, b)| (a & b).count_ones()).sum()
    }

    fn meet(&self, p: usize, q: usize) -> bool {
        self.of(p).iter().zip(self.of(q)).any(|(a, b)| a & b != 0)
    }

    /// The lists of names as bit sets; `whole` makes an empty list the full set.
    fn named<'a>(
        people: &'a [Person],
        whole: bool,
        list: impl Fn(&'a Person) -> &'a [String],
    ) -> Self {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        for name in people.iter().flat_map(&list) {
            let next = numbers.len();
            numbers.entry(name).or_insert(next);
        }
        let width = numbers.len().div_ceil(64).max(1);
        let mut words = vec![0; people.len() * width];
        for (p, person) in people.iter().enumerate() {
            let own = &mut words[p * width..][..width];
            if whole && list(person).is_empty() {
                own.fill(u64::MAX);
            }
            for name in list(person) {
                let number = numbers[name.as_str()];
                own[number / 64] |= 1 << (number % 64);
            }
        }
        Self { width, words }
    }

    fn slots(people: &[Person]) -> Self {
        let width = 6;
        let mut words = vec![0; people.len() * width];
        for (p, person) in people.iter().enumerate() {
            let own = &mut words[p * width..][..width];
            match &person.slots {
                None => own.fill(u64::MAX),
                Some(slots) => {
                    for &slot in slots {
                        own[usize::from(slot) / 64] |= 1 << (slot % 64);
                    }
                }
            }
        }
        Self { width, words }
    }
}

/// The compiled problem.
///
/// Shape: people `0..n` in the file's order, teams `0..teams` in the order of their first person.
#[derive(Debug)]
pub(super) struct Crowd {
    /// How many people.
    pub(super) n: usize,
    /// How many teams have people.
    pub(super) teams: usize,
    /// Team of each person.
    pub(super) team: Vec<u32>,
    /// Seats of each team; a team without a limit has as many as people.
    pub(super) seats: Vec<usize>,
    /// People of each team.
    pub(super) members: Vec<Vec<u32>>,
    /// What each person's taking part is worth. Units: milli-connections.
    pub(super) presence: Vec<i64>,
    /// Whether one group of three is allowed.
    pub(super) trio: bool,
    /// The weights `new_connection`, `topic` and `thin_link`, and `bridge` where teams are bridged, else 0.
    pub(super) new_connection: i64,
    /// See above.
    pub(super) topic: i64,
    /// See above.
    pub(super) thin: i64,
    /// See above.
    pub(super) bridge: i64,
    cross_team: bool,
    need: usize,
    any_slots: bool,
    any_languages: bool,
    topics: Bits,
    slots: Bits,
    languages: Bits,
    manager: Vec<u32>,
    first: Vec<u32>,
    special: Vec<Special>,
    /// For each team, the others it has ties with, and how many, ascending.
    between: Vec<Vec<(u32, u32)>>,
    /// For each team, the others it is bridged with, ascending.
    bridges: Vec<Vec<u32>>,
}

impl Crowd {
    /// Compiles a problem that has been checked.
    ///
    /// Cost: linear in people, ties and pairs listed.
    pub(super) fn new(problem: &CoffeeProblem) -> Self {
        let people = &problem.people;
        let n = people.len();
        let index: HashMap<&str, u32> =
            people.iter().zip(0..).map(|(person, i)| (person.id.as_str(), i)).collect();
        let mut number: HashMap<&str, u32> = HashMap::new();
        let mut members: Vec<Vec<u32>> = Vec::new();
        let mut team = Vec::with_capacity(n);
        for (person, p) in people.iter().zip(0..) {
            let next = u32::try_from(number.len()).unwrap_or(u32::MAX);
            let own = *number.entry(&person.team).or_insert(next);
            if own == next {
                members.push(Vec::new());
            }
            members[own as usize].push(p);
            team.push(own);
        }
        let mut seats: Vec<usize> = members.iter().map(Vec::len).collect();
        for given in &problem.teams {
            if let (Some(&own), Some(limit)) = (number.get(given.id.as_str()), given.seats) {
                let own = own as usize;
                seats[own] = seats[own].min(limit as usize);
            }
        }
        let weights = &problem.weights;
        let rules = &problem.rules;
        let mut between: Vec<(u32, u32, u32)> = Vec::with_capacity(problem.ties.len());
        let pairs = problem.ties.len() + problem.never.len();
        let mut both: Vec<(u32, Special)> = Vec::with_capacity(2 * pairs);
        for tie in &problem.ties {
            let (p, q) = (index[tie.a.as_str()], index[tie.b.as_str()]);
            let (a, b) = (team[p as usize], team[q as usize]);
            if a != b {
                between.push((a.min(b), a.max(b), 1));
            }
            let young = tie.days.is_some_and(|days| days < rules.repeat_after_days);
            let cost = repeat_cost(weights.repeat, rules.repeat_after_days, tie.days);
            let cost = (!young).then(|| i32::try_from(cost).unwrap_or(i32::MAX));
            both.push((p, Special { with: q, cost }));
            both.push((q, Special { with: p, cost }));
        }
        for link in &problem.links {
            // Teams without people make no connections.
            if let (Some(&a), Some(&b)) = (number.get(link.a.as_str()), number.get(link.b.as_str()))
            {
                between.push((a.min(b), a.max(b), link.ties));
            }
        }
        for (a, b) in &problem.never {
            let (p, q) = (index[a.as_str()], index[b.as_str()]);
            for (one, other) in [(p, q), (q, p)] {
                both.push((one, Special { with: other, cost: None }));
            }
        }
        let (first, special) = specials(n, both);
        let teams = members.len();
        let between = near(teams, between);
        let mut bridges: Vec<Vec<u32>> = vec![Vec::new(); teams];
        for bridge in &problem.bridges {
            let both = (number.get(bridge.a.as_str()), number.get(bridge.b.as_str()));
            if let (Some(&a), Some(&b)) = both {
                bridges[a as usize].push(b);
                bridges[b as usize].push(a);
            }
        }
        for list in &mut bridges {
            list.sort_unstable();
        }
        let bridged = bridges.iter().any(|list| !list.is_empty());
        Self {
            n,
            teams,
            seats,
            members,
            presence: people
                .iter()
                .map(|p| weights.seat + weights.waited * i64::from(p.waited.min(3)))
                .collect(),
            trio: problem.group.odd == Some(Odd::Trio) && problem.group.max == 2 && n % 2 == 1,
            new_connection: weights.new_connection,
            topic: weights.topic,
            thin: weights.thin_link,
            bridge: if bridged { weights.bridge } else { 0 },
            cross_team: rules.cross_team,
            // Beyond a week of slots only two people without lists suit; they share all bits there are.
            need: (rules.min_common_slots as usize).min(usize::from(SLOTS_OF_A_WEEK) + 1),
            any_slots: people.iter().any(|p| p.slots.is_some()),
            any_languages: people.iter().any(|p| !p.languages.is_empty()),
            topics: Bits::named(people, false, |p| &p.topics),
            slots: Bits::slots(people),
            languages: Bits::named(people, true, |p| &p.languages),
            manager: people
                .iter()
                .map(|p| {
                    p.manager
                        .as_ref()
                        .and_then(|m| index.get(m.as_str()))
                        .copied()
                        .unwrap_or(u32::MAX)
                })
                .collect(),
            first,
            special,
            between,
            bridges,
            team,
        }
    }

    /// Those with whom something is special, ascending.
    pub(super) fn specials(&self, p: usize) -> &[Special] {
        &self.special[self.first[p] as usize..self.first[p + 1] as usize]
    }

    /// Words of the topics of each person.
    pub(super) fn topic_words(&self) -> usize {
        self.topics.width
    }

    /// The topics of a person as bits.
    pub(super) fn topics(&self, p: usize) -> &[u64] {
        self.topics.of(p)
    }

    /// Whether the rules that look at slots, languages and managers let the two meet.
    fn suit(&self, p: usize, q: usize) -> bool {
        (!self.any_slots || self.slots.common(p, q) as usize >= self.need)
            && (!self.any_languages || self.languages.meet(p, q))
            && self.manager[p] as usize != q
            && self.manager[q] as usize != p
    }

    /// The value of a pair without link and presence, and whether it is a new connection; nothing: it may not meet.
    ///
    /// Units: milli-connections. Cost: logarithmic in the ties of p.
    pub(super) fn worth(&self, p: usize, q: usize) -> Option<(i64, bool)> {
        let (worth, fresh) = self.plain(p, q)?;
        let bridge = if fresh { self.bridge(self.team[p], self.team[q]) } else { 0 };
        Some((worth + bridge, fresh))
    }

    /// As [`Crowd::worth`], but for the bridge.
    pub(super) fn plain(&self, p: usize, q: usize) -> Option<(i64, bool)> {
        let apart = self.team[p] != self.team[q];
        if p == q || (self.cross_team && !apart) || !self.suit(p, q) {
            return None;
        }
        let topics = self.topic * i64::from(self.topics.common(p, q).min(3));
        let list = self.specials(p);
        match list.binary_search_by_key(&q, |one| one.with as usize) {
            Ok(at) => list[at].cost.map(|cost| (topics - i64::from(cost), false)),
            Err(_) if apart => Some((topics + self.new_connection, true)),
            Err(_) => Some((topics, false)),
        }
    }

    /// Whether the two may meet.
    pub(super) fn admits(&self, p: usize, q: usize) -> bool {
        self.worth(p, q).is_some()
    }

    /// Whether the group may meet: all its pairs may.
    pub(super) fn may_meet(&self, group: &[usize]) -> bool {
        group.iter().enumerate().all(|(i, &p)| group[i + 1..].iter().all(|&q| self.admits(p, q)))
    }

    /// The teams of two people, the smaller number first.
    pub(super) fn link(&self, p: usize, q: usize) -> (u32, u32) {
        let (a, b) = (self.team[p], self.team[q]);
        (a.min(b), a.max(b))
    }

    /// Ties between two teams. Cost: logarithmic.
    pub(super) fn ties(&self, a: usize, b: usize) -> u32 {
        let list = &self.between[a];
        list.binary_search_by_key(&b, |one| one.0 as usize).map_or(0, |at| list[at].1)
    }

    /// Other teams with ties to this one, and how many.
    pub(super) fn near(&self, a: usize) -> &[(u32, u32)] {
        &self.between[a]
    }

    /// What each new connection between two teams adds because they are bridged; else 0. Units: milli-connections.
    ///
    /// Cost: logarithmic in the bridges of a team.
    pub(super) fn bridge(&self, a: u32, b: u32) -> i64 {
        let bridged = self.bridge != 0 && self.bridges[a as usize].binary_search(&b).is_ok();
        if bridged { self.bridge } else { 0 }
    }

    /// The teams this one is bridged with, ascending.
    pub(super) fn bridged(&self, a: usize) -> &[u32] {
        &self.bridges[a]
    }

    /// The most a pair can be worth, with its link. Units: milli-connections.
    pub(super) fn dearest_pair(&self) -> i64 {
        self.new_connection + self.bridge + self.thin + 3 * self.topic
    }

    /// What the `nth` new connection (from 1) adds between teams with so many ties. Units: milli-connections.
    pub(super) fn step(&self, ties: u32, nth: usize) -> i64 {
        self.thin / (i64::from(ties) + i64::try_from(nth).unwrap_or(i64::MAX / 2))
    }

    /// The most new connections a plan can make between two teams.
    pub(super) fn most_links(&self, a: usize, b: usize) -> usize {
        self.seats[a].min(self.seats[b]) + usize::from(self.trio)
    }

    /// Whether people of one team may not meet.
    pub(super) fn cross_team(&self) -> bool {
        self.cross_team
    }

    /// What the `nth` new connection (from 1) between two teams adds. Units: milli-connections.
    pub(super) fn link_step(&self, (a, b): (u32, u32), nth: usize) -> i64 {
        self.step(self.ties(a as usize, b as usize), nth)
    }

    /// New connections each pair of teams makes.
    pub(super) fn made(&self, groups: &[Vec<usize>]) -> BTreeMap<(u32, u32), usize> {
        let mut made = BTreeMap::new();
        for group in groups {
            for (i, &p) in group.iter().enumerate() {
                for &q in &group[i + 1..] {
                    if self.worth(p, q).is_some_and(|(_, fresh)| fresh) {
                        *made.entry(self.link(p, q)).or_insert(0) += 1;
                    }
                }
            }
        }
        made
    }
}

/// Each person's specials one after the other, and where they begin.
fn specials(n: usize, mut both: Vec<(u32, Special)>) -> (Vec<u32>, Vec<Special>) {
    // A bar stands before a tie with the same person, and the first one counts.
    both.sort_unstable_by_key(|(p, one)| (*p, one.with, one.cost.is_some()));
    both.dedup_by_key(|(p, one)| (*p, one.with));
    let mut first = vec![0; n + 1];
    for (p, _) in &both {
        first[*p as usize + 1] += 1;
    }
    for p in 0..n {
        first[p + 1] += first[p];
    }
    (first, both.into_iter().map(|(_, one)| one).collect())
}

/// For each team, the others it has ties with, and how many, ascending.
fn near(teams: usize, mut between: Vec<(u32, u32, u32)>) -> Vec<Vec<(u32, u32)>> {
    between.sort_unstable();
    between.dedup_by(|next, sum| {
        let same = (next.0, next.1) == (sum.0, sum.1);
        if same {
            sum.2 = sum.2.saturating_add(next.2);
        }
        same
    });
    let mut count = vec![0; teams];
    for &(a, b, _) in &between {
        count[a as usize] += 1;
        count[b as usize] += 1;
    }
    let mut near: Vec<Vec<(u32, u32)>> = count.into_iter().map(Vec::with_capacity).collect();
    for (a, b, ties) in between {
        near[a as usize].push((b, ties));
        near[b as usize].push((a, ties));
    }
    for list in &mut near {
        list.sort_unstable();
    }
    near
}

/// What meeting again costs: ⌊`repeat` · `repeat_after_days` / days⌋, at most `repeat`; nothing for a tie since long.
///
/// Units: milli-connections.
fn repeat_cost(repeat: i64, repeat_after_days: u32, days: Option<u32>) -> i64 {
    match days {
        None => 0,
        Some(0) => {
            if repeat_after_days == 0 {
                0
            } else {
                repeat
            }
        }
        Some(days) => (repeat * i64::from(repeat_after_days) / i64::from(days)).min(repeat),
    }
}
