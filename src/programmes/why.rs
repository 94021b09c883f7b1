//! Why this group, why not me: read out of the run's stored problem and plan, without anybody else's name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use super::Env;
use super::plan::{Stored, stored};
use super::round::{RoundError, person_key, run_and_programme};
use crate::domain::coffee::GroupState;
use crate::domain::id::{GroupId, PersonId, RunId};
use crate::optimise::explain::Explanation;
use crate::optimise::problem::{Person, Tie};
use crate::optimise::{CoffeeProblem, ConstraintId, Plan, Status, barrier};
use crate::store::group::{group_get, left_out_get};

/// What everybody may know of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSummary {
    /// The programme's name.
    pub programme: String,
    /// Which round.
    pub round_no: i64,
    /// When it was drawn.
    pub slot_at: DateTime<Utc>,
    /// How many took part.
    pub people: usize,
    /// How many groups there are.
    pub groups: usize,
    /// How many were left out.
    pub left_out: usize,
    /// Pairs of different teams without a tie before.
    pub new_connections: u64,
    /// Milli-connections.
    pub value: i64,
    /// What no plan can be worth more than. Milli-connections.
    pub bound: i64,
    /// Value and bound are equal: no better plan exists.
    pub is_proven_best: bool,
}

/// Why a group is as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What counted, by term, with its value; the same names as in a plan's `terms`. Milli-connections, no zeros.
    pub terms: Vec<(&'static str, i64)>,
    /// Their sum.
    pub total: i64,
    /// How many ties the two teams had before, for a pair of different teams.
    pub ties_between_teams: Option<u32>,
    /// Topics that all of the group share.
    pub topics: usize,
    /// Half-hours of the week that all of the group share.
    pub common_slots: usize,
    /// Rules that were kept, by their stable ids.
    pub rules_kept: Vec<&'static str>,
    /// What the reader's next-best partner would have cost the plan as a whole, as the draw explained it; failing
    /// that, what the best exchange with another group would have cost, which is the most it can be. `None`: no
    /// exchange of two groups, or with somebody left out, is allowed. Milli-connections.
    pub next_best_costs: Option<i64>,
    /// The run.
    pub run: RunSummary,
}

/// Why somebody was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutWhy {
    /// The reason's id.
    pub reason: String,
    /// People of the reader's team who would have come, and its seats, if it has a limit.
    pub seats: Option<(usize, u32)>,
    /// How many of the others the reader could have met by the rules.
    pub could_meet: usize,
    /// The run.
    pub run: RunSummary,
}

/// Why `reader` is in this group.
///
/// Errors: [`RoundError::NoGroup`], [`RoundError::NotMember`]; [`RoundError::Plan`] when the run has no plan.
/// Cost: linear in the people and groups of the run.
pub async fn why(env: &Env, group: GroupId, reader: PersonId) -> Result<Why, RoundError> {
    let mut tx = env.db.read().await?;
    let row = group_get(&mut tx, group).await?.ok_or(RoundError::NoGroup)?;
    if row.state == GroupState::Proposed || !row.people().contains(&reader) {
        return Err(RoundError::NotMember);
    }
    let (run, programme) = run_and_programme(&mut tx, row.run_id).await?;
    let stored = stored(&mut tx, row.run_id).await?;
    drop(tx);
    let book = Book::new(&stored.problem, &stored.plan);
    let members: Vec<usize> = row.people().iter().filter_map(|id| book.at(*id)).collect();
    let explained = next_best_explained(&stored, reader);
    let reader = book.at(reader).ok_or(RoundError::NotMember)?;
    let counted = book.terms_of(&members);
    let teams: BTreeSet<&str> = members.iter().map(|p| book.person(*p).team.as_str()).collect();
    let teams: Vec<&str> = teams.into_iter().collect();
    let ties_between_teams = match teams.as_slice() {
        [a, b] => Some(book.links.get(&(*a, *b)).copied().unwrap_or(0)),
        _ => None,
    };
    Ok(Why {
        total: counted.iter().map(|(_, value)| value).sum(),
        terms: counted,
        ties_between_teams,
        topics: book.shared(&members, |person| Some(person.topics.clone())),
        common_slots: book.shared(&members, |person| person.slots.clone()),
        rules_kept: rules_kept(&stored.problem),
        next_best_costs: explained.or_else(|| book.next_best_costs(reader)),
        run: summary(&stored, programme.name, run.round_no, run.slot_at),
    })
}

/// What the draw's own explanation says of the reader's next-best partner.
fn next_best_explained(stored: &Stored, reader: PersonId) -> Option<i64> {
    let key = person_key(reader);
    let explanation: Option<Explanation> =
        serde_json::from_value(stored.explanation.clone()).ok()?;
    let all = explanation?.groups.into_iter().flat_map(|group| group.next_best);
    let own = all.into_iter().find(|next| next.person == key && next.partner.is_some())?;
    Some(own.loss.max(0))
}

/// Why somebody was left out of a run; `None`: they were not.
pub async fn left_out(
    env: &Env,
    run: RunId,
    person: PersonId,
) -> Result<Option<LeftOutWhy>, RoundError> {
    let mut tx = env.db.read().await?;
    let Some(reason) = left_out_get(&mut tx, run, person).await? else { return Ok(None) };
    let (run, programme) = run_and_programme(&mut tx, run).await?;
    let stored = stored(&mut tx, run.id).await?;
    drop(tx);
    let book = Book::new(&stored.problem, &stored.plan);
    let Some(me) = book.at(person) else { return Ok(None) };
    let team = &book.person(me).team;
    let limit =
        stored.problem.teams.iter().find(|given| given.id == *team).and_then(|given| given.seats);
    let wanted = stored.problem.people.iter().filter(|other| other.team == *team).count();
    let could_meet =
        (0..stored.problem.people.len()).filter(|other| book.may_meet(me, *other)).count();
    Ok(Some(LeftOutWhy {
        reason,
        seats: limit.map(|seats| (wanted, seats)),
        could_meet,
        run: summary(&stored, programme.name, run.round_no, run.slot_at),
    }))
}

fn summary(
    stored: &Stored,
    programme: String,
    round_no: i64,
    slot_at: DateTime<Utc>,
) -> RunSummary {
    let plan = &stored.plan;
    RunSummary {
        programme,
        round_no,
        slot_at,
        people: stored.problem.people.len(),
        groups: plan.groups.len(),
        left_out: plan.left_out.len(),
        new_connections: plan.new_connections,
        value: plan.value,
        bound: plan.bound,
        is_proven_best: plan.status == Status::Optimal,
    }
}

/// The rules a plan of this problem keeps: a plan that breaks one never gets its certificate.
fn rules_kept(problem: &CoffeeProblem) -> Vec<&'static str> {
    let mut kept = vec![
        ConstraintId::OneGroupEach,
        ConstraintId::Never,
        ConstraintId::Manager,
        ConstraintId::RepeatAfter,
        ConstraintId::CommonSlot,
        ConstraintId::CommonLanguage,
    ];
    if problem.rules.cross_team {
        kept.push(ConstraintId::CrossTeam);
    }
    if problem.teams.iter().any(|team| team.seats.is_some()) {
        kept.push(ConstraintId::TeamSeats);
    }
    kept.into_iter().map(ConstraintId::name).collect()
}

fn two<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    if a <= b { (a, b) } else { (b, a) }
}

/// A problem and its plan, ready to be looked up.
struct Book<'a> {
    problem: &'a CoffeeProblem,
    person: HashMap<&'a str, usize>,
    ties: HashMap<(&'a str, &'a str), &'a Tie>,
    never: BTreeSet<(&'a str, &'a str)>,
    /// Ties between two teams before the plan.
    links: BTreeMap<(&'a str, &'a str), u32>,
    /// New connections between two teams that the plan makes.
    made: BTreeMap<(&'a str, &'a str), u32>,
    /// Everybody who is in a group.
    placed: BTreeSet<usize>,
    groups: Vec<Vec<usize>>,
}

impl<'a> Book<'a> {
    fn new(problem: &'a CoffeeProblem, plan: &'a Plan) -> Self {
        let person: HashMap<&str, usize> = problem
            .people
            .iter()
            .enumerate()
            .map(|(at, person)| (person.id.as_str(), at))
            .collect();
        let mut book = Self {
            problem,
            ties: problem.ties.iter().map(|tie| (two(&tie.a, &tie.b), tie)).collect(),
            never: problem.never.iter().map(|(a, b)| two(a, b)).collect(),
            links: BTreeMap::new(),
            made: BTreeMap::new(),
            placed: BTreeSet::new(),
            groups: Vec::new(),
            person,
        };
        for tie in &problem.ties {
            if let (Some(a), Some(b)) =
                (book.person.get(tie.a.as_str()), book.person.get(tie.b.as_str()))
            {
                let teams = two(&problem.people[*a].team, &problem.people[*b].team);
                *book.links.entry(teams).or_insert(0) += 1;
            }
        }
        for names in &plan.groups {
            let members: Vec<usize> =
                names.iter().filter_map(|key| book.person.get(key.as_str()).copied()).collect();
            book.placed.extend(&members);
            for (p, q) in pairs(&members) {
                if book.is_fresh(p, q) {
                    *book.made.entry(book.teams(p, q)).or_insert(0) += 1;
                }
            }
            book.groups.push(members);
        }
        book
    }

    fn at(&self, id: PersonId) -> Option<usize> {
        self.person.get(person_key(id).as_str()).copied()
    }

    fn person(&self, at: usize) -> &'a Person {
        &self.problem.people[at]
    }

    fn teams(&self, p: usize, q: usize) -> (&'a str, &'a str) {
        two(&self.person(p).team, &self.person(q).team)
    }

    fn tie(&self, p: usize, q: usize) -> Option<&'a Tie> {
        self.ties.get(&two(&self.person(p).id, &self.person(q).id)).copied()
    }

    fn is_fresh(&self, p: usize, q: usize) -> bool {
        self.person(p).team != self.person(q).team && self.tie(p, q).is_none()
    }

    fn may_meet(&self, p: usize, q: usize) -> bool {
        let (one, other) = (self.person(p), self.person(q));
        let never = self.never.contains(&two(&one.id, &other.id));
        p != q && barrier(&self.problem.rules, one, other, never, self.tie(p, q)).is_none()
    }

    /// How many of a list all of some people share.
    fn shared<T: Ord + Clone>(
        &self,
        people: &[usize],
        list: impl Fn(&Person) -> Option<Vec<T>>,
    ) -> usize {
        let mut common: Option<BTreeSet<T>> = None;
        for own in people.iter().filter_map(|p| list(self.person(*p))) {
            let own: BTreeSet<T> = own.into_iter().collect();
            common = Some(match common {
                None => own,
                Some(so_far) => so_far.intersection(&own).cloned().collect(),
            });
        }
        common.map_or(0, |common| common.len())
    }

    /// Whether the two are of teams that should come together.
    fn is_bridged(&self, p: usize, q: usize) -> bool {
        let teams = self.teams(p, q);
        self.problem.bridges.iter().any(|bridge| two(&bridge.a, &bridge.b) == teams)
    }

    /// Terms of a pair without its team link: new connection, bridge, topics, repeat.
    fn pair_terms(&self, p: usize, q: usize) -> [(&'static str, i64); 4] {
        let weights = &self.problem.weights;
        let topics = self
            .person(p)
            .topics
            .iter()
            .filter(|topic| self.person(q).topics.contains(topic))
            .count();
        let topics = i64::try_from(topics.min(3)).unwrap_or(3);
        let repeat = match self.tie(p, q).map(|tie| tie.days) {
            None | Some(None) => 0,
            Some(Some(0)) => weights.repeat,
            Some(Some(days)) => {
                let after = i64::from(self.problem.rules.repeat_after_days);
                (weights.repeat * after / i64::from(days)).min(weights.repeat)
            }
        };
        let fresh = if self.is_fresh(p, q) { weights.new_connection } else { 0 };
        let bridged = self.is_fresh(p, q) && self.is_bridged(p, q);
        [
            ("new_connection", fresh),
            ("bridge", if bridged { weights.bridge } else { 0 }),
            ("topic", weights.topic * topics),
            ("repeat", -repeat),
        ]
    }

    fn pair_value(&self, p: usize, q: usize) -> i64 {
        self.pair_terms(p, q).iter().map(|(_, value)| value).sum()
    }

    fn person_terms(&self, p: usize) -> [(&'static str, i64); 2] {
        let weights = &self.problem.weights;
        [
            ("seat", weights.seat),
            ("waited", weights.waited * i64::from(self.person(p).waited.min(3))),
        ]
    }

    /// What the `n`-th new connection (from 1) between two teams is worth as a link.
    fn step(&self, teams: (&str, &str), n: u32) -> i64 {
        let before = self.links.get(&teams).copied().unwrap_or(0);
        self.problem.weights.thin_link / i64::from(before + n)
    }

    /// A group's terms. Of the concave link between two teams each new connection gets its step, in the plan's order.
    fn terms_of(&self, members: &[usize]) -> Vec<(&'static str, i64)> {
        let mut terms: BTreeMap<&'static str, i64> = BTreeMap::new();
        let mut add = |(name, value): (&'static str, i64)| *terms.entry(name).or_insert(0) += value;
        for (p, q) in pairs(members) {
            self.pair_terms(p, q).into_iter().for_each(&mut add);
        }
        members.iter().flat_map(|p| self.person_terms(*p)).for_each(&mut add);
        let mut made: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for group in &self.groups {
            for (p, q) in pairs(group).into_iter().filter(|(p, q)| self.is_fresh(*p, *q)) {
                let link = self.teams(p, q);
                let n = made.entry(link).or_insert(0);
                *n += 1;
                if members.contains(&p) && members.contains(&q) {
                    add(("thin_link", self.step(link, *n)));
                }
            }
        }
        terms.into_iter().filter(|(_, value)| *value != 0).collect()
    }

    /// The value of all links when the plan makes `more` and no longer `less` of its new connections.
    fn link_change(&self, less: &[(usize, usize)], more: &[(usize, usize)]) -> i64 {
        let mut change: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for (pairs, by) in [(less, -1), (more, 1)] {
            for (p, q) in pairs.iter().filter(|(p, q)| self.is_fresh(*p, *q)) {
                *change.entry(self.teams(*p, *q)).or_insert(0) += by;
            }
        }
        let mut value = 0;
        for (teams, by) in change {
            let made = i64::from(self.made.get(&teams).copied().unwrap_or(0));
            let steps = |from: i64, to: i64| -> i64 {
                (from..to).map(|n| self.step(teams, u32::try_from(n + 1).unwrap_or(1))).sum()
            };
            value += if by > 0 { steps(made, made + by) } else { -steps((made + by).max(0), made) };
        }
        value
    }

    /// See [`Why::next_best_costs`].
    fn next_best_costs(&self, p: usize) -> Option<i64> {
        let own = self.groups.iter().find(|group| group.contains(&p))?;
        let [a, b] = own.as_slice() else { return None };
        let q = if *a == p { *b } else { *a };
        let mut best: Option<i64> = None;
        let mut offer = |less: &[(usize, usize)], more: &[(usize, usize)], people: i64| {
            let value = |of: &[(usize, usize)]| {
                of.iter().map(|(one, two)| self.pair_value(*one, *two)).sum::<i64>()
            };
            let gain = value(more) - value(less) + self.link_change(less, more) + people;
            best = Some(best.map_or(-gain, |so_far| so_far.min(-gain)));
        };
        for group in &self.groups {
            let [r, s] = group.as_slice() else { continue };
            for (r, s) in [(*r, *s), (*s, *r)] {
                if r != p && r != q && self.may_meet(p, r) && self.may_meet(q, s) {
                    offer(&[(p, q), (r, s)], &[(p, r), (q, s)], 0);
                }
            }
        }
        let worth = |at: usize| self.person_terms(at).iter().map(|(_, value)| value).sum::<i64>();
        for r in (0..self.problem.people.len()).filter(|r| !self.placed.contains(r)) {
            if self.may_meet(p, r) && self.has_seat(r, q) {
                offer(&[(p, q)], &[(p, r)], worth(r) - worth(q));
            }
        }
        best.map(|cost| cost.max(0))
    }

    /// Whether `r` could take part in place of `q`.
    fn has_seat(&self, r: usize, q: usize) -> bool {
        let team = &self.person(r).team;
        let seats =
            self.problem.teams.iter().find(|given| given.id == *team).and_then(|given| given.seats);
        let taken =
            self.placed.iter().filter(|p| **p != q && self.person(**p).team == *team).count();
        seats.is_none_or(|seats| taken < seats as usize)
    }
}

fn pairs(members: &[usize]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (at, p) in members.iter().enumerate() {
        found.extend(members[at + 1..].iter().map(|q| (*p, *q)));
    }
    found
}
