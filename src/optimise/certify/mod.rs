//! Checking a plan against its problem without solving, and without a line of the solvers' code.
//!
//! Feasibility, terms and value are recounted from the problem; the certificate's inequality is checked for **every**
//! admissible pair, and every trio where one is allowed. All arithmetic is in integers.

mod bootcamp;
mod bound;
mod cliques;
mod facts;
mod groups;
mod halves;
mod placed;
mod prices;
mod rotation;
mod rows;
mod trio;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::certificate::{Certificate, GROUPS_TREE_KIND, digest};
use super::plan::{Gap, Kind, PLAN_FORMAT, Plan, Status, because};
use super::problem::CoffeeProblem;
use super::{Problem, ProblemError, parse, sha256};
use facts::Facts;

/// Something that was checked and held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was checked, in words.
    pub what: String,
    /// How many of them.
    pub count: u64,
}

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// JSON path in the plan.
    pub place: String,
    /// What is wrong with it.
    pub reason: String,
}

/// What an independent reader found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// What holds.
    pub checked: Vec<Check>,
    /// What this check cannot say.
    pub not_checked: Vec<String>,
    /// What does not hold; empty: the plan stands.
    pub refused: Vec<Refusal>,
    /// The value, recounted. Units: milli-connections.
    pub value: i64,
    /// The bound that the certificate proves, if it does. Units: milli-connections.
    pub bound: Option<i64>,
}

impl Verdict {
    /// Whether nothing was refused.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.refused.is_empty()
    }

    fn refuse(&mut self, place: impl Into<String>, reason: impl Into<String>) {
        self.refused.push(Refusal { place: place.into(), reason: reason.into() });
    }

    fn check(&mut self, what: impl Into<String>, count: usize) {
        self.checked.push(Check { what: what.into(), count: count as u64 });
    }
}

/// Checks a plan against the problem's own bytes, so that the hash is checked too.
///
/// Errors: the problem itself is refused.
/// Cost: all pairs, and per case of the certificate; above 400 people most pairs are passed over at once: 10,000 about
/// a second.
pub fn certify_bytes(problem: &[u8], plan: &Plan) -> Result<Verdict, ProblemError> {
    let read = parse(problem)?;
    let mut verdict = certify(&read, plan);
    verdict.not_checked.retain(|what| !what.starts_with("problem_sha256"));
    let hash = sha256(problem);
    if plan.problem_sha256 == hash {
        verdict.check("the hash of the problem", 1);
    } else {
        verdict.refuse(
            "$.problem_sha256",
            format!("the plan is for another problem: this one's hash is {hash}"),
        );
    }
    Ok(verdict)
}

/// Checks a plan against its problem.
///
/// Cost: as [`certify_bytes`].
#[must_use]
pub fn certify(problem: &Problem, plan: &Plan) -> Verdict {
    match problem {
        Problem::Coffee(coffee) => certify_coffee(coffee, plan),
        Problem::Bootcamp(bootcamp) => placed::certify(&bootcamp::Facts::new(bootcamp), plan),
        Problem::Rotation(rotation) => placed::certify(&rotation::Facts::new(rotation), plan),
    }
}

fn certify_coffee(problem: &CoffeeProblem, plan: &Plan) -> Verdict {
    let mut verdict = Verdict {
        not_checked: vec![
            "problem_sha256: needs the problem's bytes".into(),
            "seed, weft, seconds: solve again with the same seed and version to see that the plan comes back".into(),
        ],
        ..Verdict::default()
    };
    if plan.format != PLAN_FORMAT {
        verdict.refuse("$.format", format!("must be {PLAN_FORMAT}"));
    }
    if plan.kind != Kind::Coffee {
        verdict.refuse("$.kind", "must be coffee");
    }
    if plan.conflict.is_some() {
        verdict.refuse("$.conflict", "a coffee plan has no conflict");
    }
    if !plan.placements.is_empty() {
        verdict.refuse("$.placements[0]", "a coffee plan has no placements");
    }
    let facts = Facts::new(problem);
    let groups = certify_groups(&facts, plan, &mut verdict);
    certify_left_out(&facts, plan, &groups, &mut verdict);
    certify_value(&facts, plan, &groups, &mut verdict);
    certify_bound(&facts, &plan.certificate, plan, &mut verdict);
    verdict
}

/// Feasibility: `one-group-each`, `group-size`, `one-trio`, `team-seats`, and every pair's own constraints.
fn certify_groups(facts: &Facts<'_>, plan: &Plan, verdict: &mut Verdict) -> Vec<Vec<usize>> {
    let mut groups = Vec::new();
    let mut place_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut trios = 0;
    let mut pairs = 0;
    for (g, names) in plan.groups.iter().enumerate() {
        let mut members = Vec::new();
        for (m, name) in names.iter().enumerate() {
            let Some(&p) = facts.person.get(name.as_str()) else {
                verdict.refuse(format!("$.groups[{g}][{m}]"), format!("unknown person \"{name}\""));
                continue;
            };
            if let Some(first) = place_of.insert(p, g) {
                let reason = format!("one-group-each: \"{name}\" is also in group {first}");
                verdict.refuse(format!("$.groups[{g}][{m}]"), reason);
                continue;
            }
            members.push(p);
        }
        match names.len() {
            2 if facts.pairs_only() => {}
            size if !facts.pairs_only() => {
                let (min, max) = facts.sizes;
                if size < min || size > max {
                    let reason = format!("group-size: has {size} people, not {min} to {max}");
                    verdict.refuse(format!("$.groups[{g}]"), reason);
                }
            }
            3 if !facts.trio_allowed => {
                verdict.refuse(
                    format!("$.groups[{g}]"),
                    "one-trio: no group of three is allowed here",
                );
            }
            3 => {
                trios += 1;
                if trios > 1 {
                    verdict.refuse(format!("$.groups[{g}]"), "one-trio: a second group of three");
                }
            }
            size => {
                verdict.refuse(format!("$.groups[{g}]"), format!("group-size: has {size} people"));
            }
        }
        for (i, &p) in members.iter().enumerate() {
            for &q in &members[i + 1..] {
                pairs += 1;
                if let Some(why) = facts.apart(p, q) {
                    let reason = format!(
                        "{why}: \"{}\" and \"{}\" may not meet",
                        facts.name(p),
                        facts.name(q)
                    );
                    verdict.refuse(format!("$.groups[{g}]"), reason);
                }
            }
        }
        if !names.is_sorted() || (g > 0 && plan.groups[g - 1] > *names) {
            verdict.refuse(
                format!("$.groups[{g}]"),
                "ids must ascend, within a group and between groups",
            );
        }
        groups.push(members);
    }
    let mut used: BTreeMap<usize, usize> = BTreeMap::new();
    for p in place_of.keys() {
        *used.entry(facts.team_of[*p]).or_default() += 1;
    }
    for (team, count) in &used {
        if *count > facts.seats[*team] {
            let reason = format!(
                "team-seats: {count} people of team \"{}\" take part, it has {} seats",
                facts.team_names[*team], facts.seats[*team]
            );
            verdict.refuse("$.groups", reason);
        }
    }
    verdict.check("groups: sizes, everybody at most once", groups.len());
    verdict.check("pairs inside groups: may meet", pairs);
    verdict.check("teams: seats", used.len());
    groups
}

fn certify_left_out(facts: &Facts<'_>, plan: &Plan, groups: &[Vec<usize>], verdict: &mut Verdict) {
    let placed: BTreeSet<usize> = groups.iter().flatten().copied().collect();
    let mut listed = BTreeSet::new();
    let mut used = vec![0; facts.seats.len()];
    for &p in &placed {
        used[facts.team_of[p]] += 1;
    }
    let by_sizes = plan.left_out.iter().any(|left| left.because == because::GROUP_SIZES);
    let most_people = if by_sizes { groups::Room::of(facts).most_people(facts) } else { 0 };
    for (i, left) in plan.left_out.iter().enumerate() {
        let place = format!("$.left_out[{i}]");
        let Some(&p) = facts.person.get(left.person.as_str()) else {
            verdict.refuse(place, format!("unknown person \"{}\"", left.person));
            continue;
        };
        if !listed.insert(p) {
            verdict.refuse(&place, format!("\"{}\" is listed twice", left.person));
        }
        if placed.contains(&p) {
            verdict.refuse(&place, format!("\"{}\" is in a group", left.person));
        }
        if i > 0 && plan.left_out[i - 1].person > left.person {
            verdict.refuse(&place, "ids must ascend");
        }
        let team = facts.team_of[p];
        let true_reason = match left.because.as_str() {
            because::GROUP_SIZES => !facts.pairs_only() && placed.len() as i128 == most_people,
            because::TOO_FEW_PARTNERS => facts.partners(p) + 1 < facts.sizes.0,
            because::ODD_NUMBER => {
                facts.pairs_only() && facts.n() % 2 == 1 && !groups.iter().any(|g| g.len() == 3)
            }
            because::TEAM_SEATS => used[team] >= facts.seats[team],
            because::NO_ADMISSIBLE_PARTNER => {
                (facts.across && facts.members[team] == facts.n())
                    || (0..facts.n()).all(|q| q == p || facts.apart(p, q).is_some())
            }
            because::PARTNERS_WITHOUT_SEATS => (0..facts.n()).all(|q| {
                q == p || facts.seats[facts.team_of[q]] == 0 || facts.apart(p, q).is_some()
            }),
            because::BETTER_PLAN | because::BUDGET_ENDED => true,
            _ => false,
        };
        if !true_reason {
            verdict.refuse(format!("{place}.because"), format!("\"{}\" is not so", left.because));
        }
    }
    for p in 0..facts.n() {
        if !placed.contains(&p) && !listed.contains(&p) {
            verdict.refuse(
                "$.left_out",
                format!("\"{}\" is in no group and not listed", facts.name(p)),
            );
        }
    }
    verdict.check("people: in a group or listed as left out", facts.n());
    if plan.left_out.iter().any(|left| left.because == because::BETTER_PLAN) {
        verdict
            .not_checked
            .push(format!("left_out: whether \"{}\" is the whole reason", because::BETTER_PLAN));
    }
}

fn certify_value(facts: &Facts<'_>, plan: &Plan, groups: &[Vec<usize>], verdict: &mut Verdict) {
    let (terms, new_connections) = facts.terms(groups);
    verdict.value = terms.values().sum();
    for (name, value) in &terms {
        let given = plan.terms.get(*name).copied().unwrap_or(0);
        if given != *value {
            verdict.refuse(format!("$.terms.{name}"), format!("is {value}, not {given}"));
        }
    }
    for (name, given) in &plan.terms {
        if !terms.contains_key(name.as_str()) || *given == 0 {
            verdict.refuse(format!("$.terms.{name}"), "is no term with a value");
        }
    }
    if plan.value != verdict.value {
        verdict.refuse("$.value", format!("is {}, not {}", verdict.value, plan.value));
    }
    if plan.new_connections != new_connections {
        verdict.refuse(
            "$.new_connections",
            format!("is {new_connections}, not {}", plan.new_connections),
        );
    }
    verdict.check("terms of the value", terms.len());
}

fn certify_bound(facts: &Facts<'_>, certificate: &Certificate, plan: &Plan, verdict: &mut Verdict) {
    let proof = if facts.pairs_only() {
        bound::prove(facts, certificate)
    } else {
        groups::prove(facts, certificate)
    };
    match proof {
        Ok(proof) => {
            if certificate.digest != digest(&certificate.nodes) {
                verdict.refuse(
                    "$.certificate.digest",
                    "the prices prove a bound, but are not those that were written",
                );
            }
            verdict.bound = Some(proof.bound);
            verdict.check("cases of the certificate, each with its sum", proof.leaves);
            verdict.check("pairs against the prices: all, over all cases", proof.pairs);
            if certificate.kind == GROUPS_TREE_KIND {
                verdict.check("groups against the prices: all, over all cases", proof.leaves);
            }
            if facts.trio_allowed {
                verdict.check("trios against the prices: all, over all cases", proof.leaves);
            }
            if plan.bound != proof.bound {
                let reason = format!("the certificate proves {}, not {}", proof.bound, plan.bound);
                verdict.refuse("$.bound", reason);
            }
            if verdict.value > proof.bound {
                verdict.refuse("$.certificate", "the value lies above the bound");
            }
        }
        Err(refusal) => verdict.refused.push(refusal),
    }
    if plan.gap != Gap::between(plan.value, plan.bound) {
        verdict.refuse("$.gap", "is not (bound − value) / max(1, |bound|)");
    }
    let status = if plan.value == plan.bound { Status::Optimal } else { Status::Feasible };
    if plan.status != status {
        verdict.refuse("$.status", format!("is {}, not {}", status.name(), plan.status.name()));
    }
}
