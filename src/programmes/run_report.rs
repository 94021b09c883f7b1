//! What a run's plan comes to, recounted from its stored problem and plan: rules kept and bent, loads, sit-outs repaid,
//! the value by term, and what chance alone would have given.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Env;
use crate::domain::id::{RunId, TeamId};
use crate::optimise::problem::{CoffeeProblem, Person, Tie};
use crate::optimise::{LeftOut, Plan, Problem, barrier, parse};
use crate::store::overview::run::{run_plan, run_problem};
use crate::store::overview::seats::team_names;
use crate::store::{StoreError, Tx};

/// A hard rule and how often it was checked and broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleCheck {
    /// The constraint's id.
    pub id: &'static str,
    /// How many pairs, people or teams it was checked for.
    pub checked: usize,
    /// How many break it.
    pub broken: usize,
}

/// What the plan would rather not have done, and what it got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Pairs that meet.
    pub pairs: usize,
    /// Of them, of different teams without a tie.
    pub new: usize,
    /// Of them, that have a tie already.
    pub again: usize,
    /// Of them, of one team.
    pub same_team: usize,
    /// Of them, with a topic in common.
    pub topic: usize,
    /// Groups of three.
    pub trios: usize,
}

/// A team's part in the round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamLoad {
    /// The team.
    pub id: TeamId,
    /// Its name by now.
    pub name: String,
    /// People of it in the pool.
    pub pool: usize,
    /// People of it in a group.
    pub seated: usize,
    /// The most that were allowed; absent: no limit.
    pub seats: Option<u32>,
}

impl TeamLoad {
    /// Teams at their limit come first: they are what somebody might want to change. Then the fullest.
    fn rank(&self) -> (bool, std::cmp::Reverse<usize>) {
        let full = self.seats.is_some_and(|seats| self.seated >= seats as usize);
        (!(full && self.pool > self.seated), std::cmp::Reverse(self.seated))
    }
}

/// How sit-outs of earlier rounds were repaid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repaid {
    /// People in the pool to whom a sit-out is owed.
    pub waited: usize,
    /// Of them, in a group now.
    pub seated: usize,
    /// People left out now, of teams that have seats.
    pub sitting_out: usize,
    /// People in the pool whose team has no seat at all: nothing repays them until it has.
    pub without_seats: usize,
}

/// What a plain shuffle of the same people into pairs would give.
///
/// Source: every pair of n people is drawn with the same chance, ⌊n/2⌋ of n(n−1)/2, so the expectation is that chance
/// times the number of pairs that would be new. Exact; the shuffle keeps no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// People who are shuffled.
    pub people: usize,
    /// Pairs of different teams without a tie among them.
    pub new_pairs: u64,
    /// Expected new connections. Units: thousandths.
    pub expected_milli: u64,
}

impl Chance {
    /// The expectation for `people`, of whose pairs `new_pairs` would be new.
    pub fn of(people: usize, new_pairs: u64) -> Self {
        let n = people as u64;
        let drawn = n / 2;
        let all = n * n.saturating_sub(1) / 2;
        let expected_milli = (new_pairs * drawn * 1000 + all / 2).checked_div(all).unwrap_or(0);
        Self { people, new_pairs, expected_milli }
    }
}

/// A plan, recounted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunReport {
    /// People in the pool.
    pub people: usize,
    /// People in a group.
    pub seated: usize,
    /// Groups.
    pub groups: usize,
    /// Hard rules, in the order of the model.
    pub rules: Vec<RuleCheck>,
    /// Soft ones.
    pub wishes: Wishes,
    /// Teams by people in a group, the fullest first; at most [`MOST_TEAMS`].
    pub loads: Vec<TeamLoad>,
    /// Teams that are not listed.
    pub more_teams: usize,
    /// Teams with somebody in the pool.
    pub teams: usize,
    /// Pairs of teams that got their first tie.
    pub first_links: usize,
    /// Sit-outs repaid.
    pub repaid: Repaid,
    /// People left out by reason, the most frequent first.
    pub left_out: Vec<(String, usize)>,
    /// The value by term. Units: milli-connections.
    pub terms: Vec<(String, i64)>,
    /// What a shuffle gives.
    pub chance: Chance,
}

/// The most teams a report lists.
pub const MOST_TEAMS: usize = 60;

/// The report of a run that has a plan; `None` without one, or when its stored input is not readable any more.
///
/// Cost: reads and parses the stored problem and plan; linear in people, ties and groups.
pub async fn run_report(env: &Env, id: RunId) -> Result<Option<RunReport>, StoreError> {
    let mut tx = env.db.snapshot().await?;
    report(&mut tx, id).await
}

async fn report(tx: &mut Tx, id: RunId) -> Result<Option<RunReport>, StoreError> {
    let (Some(bytes), Some(plan)) = (run_problem(tx, id).await?, run_plan(tx, id).await?) else {
        return Ok(None);
    };
    // Only what is recounted is read: plans of older versions carry other proofs.
    let Ok(plan) = serde_json::from_str::<Outcome>(&plan) else { return Ok(None) };
    let Ok(Problem::Coffee(problem)) = parse(&bytes) else { return Ok(None) };
    let mut report = recount(&problem, &plan);
    let ids: Vec<TeamId> = report.loads.iter().map(|load| load.id).collect();
    let names = team_names(tx, &ids).await?;
    for load in &mut report.loads {
        if let Some(name) = names.get(&load.id) {
            load.name.clone_from(name);
        }
    }
    report.loads.sort_by(|a, b| a.rank().cmp(&b.rank()).then_with(|| a.name.cmp(&b.name)));
    Ok(Some(report))
}

/// What is recounted of a plan.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Outcome {
    /// Who meets whom.
    #[serde(default)]
    pub groups: Vec<Vec<String>>,
    /// Who is in no group.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
    /// The value by term.
    #[serde(default)]
    pub terms: BTreeMap<String, i64>,
}

/// Recounts a plan against its problem.
pub fn recount(problem: &CoffeeProblem, plan: &Outcome) -> RunReport {
    let people: HashMap<&str, &Person> =
        problem.people.iter().map(|person| (person.id.as_str(), person)).collect();
    let ties: HashMap<(&str, &str), &Tie> =
        problem.ties.iter().map(|tie| (ordered(&tie.a, &tie.b), tie)).collect();
    let never: HashSet<(&str, &str)> = problem.never.iter().map(|(a, b)| ordered(a, b)).collect();
    let pair_rules =
        ["never", "cross-team", "manager", "repeat-after", "common-language", "common-slot"];
    let mut broken: HashMap<&'static str, usize> = HashMap::new();
    let mut wishes = Wishes::default();
    let mut links: HashSet<(&str, &str)> = HashSet::new();
    let mut seats_of: HashMap<&str, usize> = HashMap::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for group in &plan.groups {
        if group.len() > 2 {
            wishes.trios += 1;
        }
        for (n, a) in group.iter().enumerate() {
            *places.entry(a).or_default() += 1;
            let Some(p) = people.get(a.as_str()) else { continue };
            *seats_of.entry(&p.team).or_default() += 1;
            for b in &group[n + 1..] {
                let Some(q) = people.get(b.as_str()) else { continue };
                let key = ordered(a, b);
                let tie = ties.get(&key).copied();
                wishes.pairs += 1;
                match (tie, p.team == q.team) {
                    (Some(_), _) => wishes.again += 1,
                    (None, true) => wishes.same_team += 1,
                    (None, false) => {
                        wishes.new += 1;
                        links.insert(ordered(&p.team, &q.team));
                    }
                }
                if p.topics.iter().any(|topic| q.topics.contains(topic)) {
                    wishes.topic += 1;
                }
                if let Some(id) = barrier(&problem.rules, p, q, never.contains(&key), tie) {
                    *broken.entry(id.name()).or_default() += 1;
                }
            }
        }
    }
    let mut linked: HashSet<(&str, &str)> = HashSet::new();
    let mut tied_across: u64 = 0;
    for tie in &problem.ties {
        let (Some(p), Some(q)) = (people.get(tie.a.as_str()), people.get(tie.b.as_str())) else {
            continue;
        };
        if p.team != q.team {
            tied_across += 1;
            linked.insert(ordered(&p.team, &q.team));
        }
    }
    let mut pool: BTreeMap<&str, usize> = BTreeMap::new();
    for person in &problem.people {
        *pool.entry(&person.team).or_default() += 1;
    }
    let over_seats = problem
        .teams
        .iter()
        .filter(|team| {
            team.seats.is_some_and(|seats| {
                seats_of.get(team.id.as_str()).copied().unwrap_or(0) > seats as usize
            })
        })
        .count();
    let mut rules: Vec<RuleCheck> = pair_rules
        .into_iter()
        .filter(|id| problem.rules.cross_team || *id != "cross-team")
        .map(|id| RuleCheck {
            id,
            checked: wishes.pairs,
            broken: broken.get(id).copied().unwrap_or(0),
        })
        .collect();
    rules.push(RuleCheck {
        id: "team-seats",
        checked: problem.teams.iter().filter(|team| team.seats.is_some()).count(),
        broken: over_seats,
    });
    rules.push(RuleCheck {
        id: "one-group-each",
        checked: places.len(),
        broken: places.values().filter(|n| **n > 1).count(),
    });
    RunReport {
        people: problem.people.len(),
        seated: places.len(),
        groups: plan.groups.len(),
        rules,
        wishes,
        teams: pool.len(),
        more_teams: pool.len().saturating_sub(MOST_TEAMS),
        loads: loads(problem, &pool, &seats_of),
        first_links: links.difference(&linked).count(),
        repaid: repaid(problem, &places),
        left_out: left_out(&plan.left_out),
        terms: plan.terms.iter().map(|(name, value)| (name.clone(), *value)).collect(),
        chance: chance(problem.people.len(), &pool, tied_across),
    }
}

fn ordered<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    if a <= b { (a, b) } else { (b, a) }
}

fn loads(
    problem: &CoffeeProblem,
    pool: &BTreeMap<&str, usize>,
    seated: &HashMap<&str, usize>,
) -> Vec<TeamLoad> {
    let seats: HashMap<&str, Option<u32>> =
        problem.teams.iter().map(|team| (team.id.as_str(), team.seats)).collect();
    let mut loads: Vec<TeamLoad> = pool
        .iter()
        .filter_map(|(id, pool)| {
            Some(TeamLoad {
                id: team_of_key(id)?,
                name: (*id).to_owned(),
                pool: *pool,
                seated: seated.get(id).copied().unwrap_or(0),
                seats: seats.get(id).copied().flatten(),
            })
        })
        .collect();
    // Teams at their limit come into the list first: they are what somebody might want to change.
    loads.sort_by_key(|load| (load.rank(), load.id));
    loads.truncate(MOST_TEAMS);
    loads
}

/// The team that a problem names by its id: `t` and the id's digits.
fn team_of_key(key: &str) -> Option<TeamId> {
    key.strip_prefix('t').unwrap_or(key).parse().ok()
}

fn repaid(problem: &CoffeeProblem, places: &HashMap<&str, usize>) -> Repaid {
    let mut repaid = Repaid::default();
    let closed: HashSet<&str> = problem
        .teams
        .iter()
        .filter(|team| team.seats == Some(0))
        .map(|team| team.id.as_str())
        .collect();
    for person in &problem.people {
        if closed.contains(person.team.as_str()) {
            repaid.without_seats += 1;
            continue;
        }
        let seated = places.contains_key(person.id.as_str());
        if person.waited > 0 {
            repaid.waited += 1;
            repaid.seated += usize::from(seated);
        }
        repaid.sitting_out += usize::from(!seated);
    }
    repaid
}

/// The people whom a plan that is not kept would leave out, by reason.
pub fn recount_draft(plan: &Plan) -> Vec<(String, usize)> {
    left_out(&plan.left_out)
}

fn left_out(all: &[LeftOut]) -> Vec<(String, usize)> {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for left in all {
        *reasons.entry(&left.because).or_default() += 1;
    }
    let mut reasons: Vec<(String, usize)> =
        reasons.into_iter().map(|(reason, n)| (reason.to_owned(), n)).collect();
    reasons.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    reasons
}

fn chance(people: usize, pool: &BTreeMap<&str, usize>, tied_across: u64) -> Chance {
    let pairs = |n: usize| (n as u64) * (n as u64).saturating_sub(1) / 2;
    let same_team: u64 = pool.values().map(|n| pairs(*n)).sum();
    Chance::of(people, pairs(people) - same_team - tied_across)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_expectation_of_a_shuffle_is_exact() {
        // Four people, two teams of two, no ties: each of the three pairings is as likely; two of them make two new
        // connections, one makes none: 4/3.
        assert_eq!(Chance::of(4, 4).expected_milli, 1333);
        // Three people of three teams: one pair meets, always new.
        assert_eq!(Chance::of(3, 3).expected_milli, 1000);
        assert_eq!(Chance::of(1, 0).expected_milli, 0);
        assert_eq!(Chance::of(0, 0).expected_milli, 0);
    }
}
