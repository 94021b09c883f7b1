//! What checking a bootcamp and checking a rotation have in common: the plan's form, its value, and its bound.

use std::collections::{BTreeMap, BTreeSet};

use super::super::certificate::{RELAXATION_KIND, Relaxation, SCALE, digest_of_relaxation};
use super::super::plan::{Gap, Kind, PLAN_FORMAT, Placement, Plan, Status, because};
use super::super::{Given, Rule};
use super::{Refusal, Verdict};

/// A placement by numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) person: usize,
    pub(super) team: usize,
    pub(super) start: u32,
}

/// A constraint that does not hold: at which placement (none: at the whole), and in words.
pub(super) struct Violation {
    pub(super) at: Option<usize>,
    pub(super) rule: Rule,
    pub(super) words: String,
}

impl Violation {
    pub(super) fn new(at: Option<usize>, rule: Rule, words: String) -> Self {
        Self { at, rule, words }
    }
}

/// What a kind's problem says, read for checking alone.
pub(super) trait Facts {
    fn kind(&self) -> Kind;
    fn people(&self) -> usize;
    fn name(&self, person: usize) -> &str;
    fn person(&self, id: &str) -> Option<usize>;
    fn team(&self, id: &str) -> Option<usize>;
    fn length(&self, person: usize) -> u32;
    fn locked(&self) -> &[Given];
    /// Everything these placements violate.
    fn violations(&self, spots: &[Spot]) -> Vec<Violation>;
    /// The value by term, without zeros.
    fn terms(&self, spots: &[Spot]) -> BTreeMap<&'static str, i64>;
    /// Whether this is why the person is in no placement.
    fn is_so(&self, person: usize, because: &str, spots: &[Spot]) -> bool;
    /// What the prices prove, in 1/65536 milli-connection, and over how many admissible placements.
    fn proven(&self, relaxation: &Relaxation) -> Result<(i128, usize), Refusal>;
}

/// Checks a plan of placements.
pub(super) fn certify(facts: &impl Facts, plan: &Plan) -> Verdict {
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
    if plan.kind != facts.kind() {
        verdict.refuse("$.kind", "is another kind than the problem's");
    }
    if !plan.groups.is_empty() {
        verdict.refuse("$.groups[0]", "a plan of placements has no groups");
    }
    if plan.status == Status::Infeasible || plan.conflict.is_some() {
        certify_conflict(facts, plan, &mut verdict);
        return verdict;
    }
    let spots = certify_placements(facts, plan, &mut verdict);
    certify_left_out(facts, plan, &spots, &mut verdict);
    certify_value(facts, plan, &spots, &mut verdict);
    certify_bound(facts, plan, &mut verdict);
    verdict
}

/// Numbers for ids; refuses unknown ones and other lengths.
fn spots(
    facts: &impl Facts,
    place: &str,
    placements: &[Placement],
    verdict: &mut Verdict,
) -> Vec<(usize, Spot)> {
    let mut spots = Vec::new();
    for (i, one) in placements.iter().enumerate() {
        let Some(person) = facts.person(&one.person) else {
            let reason = format!("unknown person \"{}\"", one.person);
            verdict.refuse(format!("{place}[{i}].person"), reason);
            continue;
        };
        let Some(team) = facts.team(&one.team) else {
            let reason = format!("unknown team \"{}\"", one.team);
            verdict.refuse(format!("{place}[{i}].team"), reason);
            continue;
        };
        let length = facts.length(person);
        if one.length != length {
            let reason = format!("{}: is {}, asked for {length}", Rule::Length.name(), one.length);
            verdict.refuse(format!("{place}[{i}].length"), reason);
        }
        spots.push((i, Spot { person, team, start: one.start }));
    }
    spots
}

fn certify_placements(facts: &impl Facts, plan: &Plan, verdict: &mut Verdict) -> Vec<Spot> {
    let numbered = spots(facts, "$.placements", &plan.placements, verdict);
    let order = |one: &Placement| (one.person.clone(), one.start, one.team.clone());
    for (i, pair) in plan.placements.windows(2).enumerate() {
        if order(&pair[0]) > order(&pair[1]) {
            verdict.refuse(
                format!("$.placements[{}]", i + 1),
                "placements must ascend by person, start and team",
            );
        }
    }
    let spots: Vec<Spot> = numbered.iter().map(|(_, spot)| *spot).collect();
    for violation in facts.violations(&spots) {
        let place = match violation.at {
            Some(i) => format!("$.placements[{}]", numbered[i].0),
            None => "$.placements".to_owned(),
        };
        verdict.refuse(place, format!("{}: {}", violation.rule.name(), violation.words));
    }
    let known: BTreeSet<Spot> = spots.iter().copied().collect();
    for one in facts.locked() {
        let spot = facts
            .person(&one.person)
            .zip(facts.team(&one.team))
            .map(|(person, team)| Spot { person, team, start: one.start });
        if spot.is_none_or(|spot| !known.contains(&spot)) {
            let reason = format!(
                "{}: \"{}\" in \"{}\" from {} is missing",
                Rule::Locked.name(),
                one.person,
                one.team,
                one.start
            );
            verdict.refuse("$.placements", reason);
        }
    }
    verdict.check("placements: every constraint of the kind", spots.len());
    verdict.check("locked placements: kept", facts.locked().len());
    spots
}

fn certify_left_out(facts: &impl Facts, plan: &Plan, spots: &[Spot], verdict: &mut Verdict) {
    let placed: BTreeSet<usize> = spots.iter().map(|spot| spot.person).collect();
    let mut listed = BTreeSet::new();
    for (i, left) in plan.left_out.iter().enumerate() {
        let place = format!("$.left_out[{i}]");
        let Some(person) = facts.person(&left.person) else {
            verdict.refuse(place, format!("unknown person \"{}\"", left.person));
            continue;
        };
        if !listed.insert(person) {
            verdict.refuse(&place, format!("\"{}\" is listed twice", left.person));
        }
        if placed.contains(&person) {
            verdict.refuse(&place, format!("\"{}\" has a placement", left.person));
        }
        if i > 0 && plan.left_out[i - 1].person > left.person {
            verdict.refuse(&place, "ids must ascend");
        }
        let so = match left.because.as_str() {
            because::BETTER_PLAN => plan.status == Status::Optimal,
            because::BUDGET_ENDED => plan.status != Status::Optimal,
            other => facts.is_so(person, other, spots),
        };
        if !so {
            verdict.refuse(format!("{place}.because"), format!("\"{}\" is not so", left.because));
        }
    }
    for person in (0..facts.people()).filter(|p| !placed.contains(p) && !listed.contains(p)) {
        let reason = format!("\"{}\" has no placement and is not listed", facts.name(person));
        verdict.refuse("$.left_out", reason);
    }
    verdict.check("people: placed or listed as left out", facts.people());
    if plan.left_out.iter().any(|left| left.because == because::BETTER_PLAN) {
        let what = format!("left_out: whether \"{}\" is the whole reason", because::BETTER_PLAN);
        verdict.not_checked.push(what);
    }
}

fn certify_value(facts: &impl Facts, plan: &Plan, spots: &[Spot], verdict: &mut Verdict) {
    let terms = facts.terms(spots);
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
    if plan.new_connections != spots.len() as u64 {
        let reason = format!("is {}, not {}", spots.len(), plan.new_connections);
        verdict.refuse("$.new_connections", reason);
    }
    verdict.check("terms of the value", terms.len());
}

fn relaxation<'a>(plan: &'a Plan, verdict: &mut Verdict) -> Option<&'a Relaxation> {
    let certificate = &plan.certificate;
    if certificate.kind != RELAXATION_KIND {
        verdict.refuse("$.certificate.kind", format!("must be {RELAXATION_KIND}"));
    }
    if certificate.scale != SCALE {
        verdict.refuse("$.certificate.scale", format!("must be {SCALE}"));
    }
    if !certificate.nodes.is_empty() {
        verdict.refuse("$.certificate.nodes", "a plan of placements has no cases");
    }
    let Some(relaxation) = &certificate.relaxation else {
        verdict.refuse("$.certificate.relaxation", "is missing");
        return None;
    };
    if certificate.digest != digest_of_relaxation(relaxation) {
        verdict.refuse("$.certificate.digest", "the prices are not those that were written");
    }
    Some(relaxation)
}

fn certify_bound(facts: &impl Facts, plan: &Plan, verdict: &mut Verdict) {
    if let Some(relaxation) = relaxation(plan, verdict) {
        match facts.proven(relaxation) {
            Ok((sum, admissible)) => {
                if i128::from(relaxation.sum) != sum {
                    let reason = format!("the prices sum up to {sum}, not {}", relaxation.sum);
                    verdict.refuse("$.certificate.relaxation.sum", reason);
                }
                let proven = sum.div_euclid(i128::from(SCALE));
                let proven = i64::try_from(proven).unwrap_or(i64::MAX);
                verdict.bound = Some(proven);
                verdict.check("admissible placements against the prices", admissible);
                certify_word(plan, relaxation, proven, verdict);
            }
            Err(refusal) => verdict.refused.push(refusal),
        }
    }
    if verdict.value > plan.bound {
        verdict.refuse("$.bound", "the value lies above the bound");
    }
    if plan.gap != Gap::between(plan.value, plan.bound) {
        verdict.refuse("$.gap", "is not (bound − value) / max(1, |bound|)");
    }
    let status = if plan.value == plan.bound { Status::Optimal } else { Status::Feasible };
    if plan.status != status {
        verdict.refuse("$.status", format!("is {}, not {}", status.name(), plan.status.name()));
    }
}

/// A bound below what the prices prove is the solver's word, and said to be.
fn certify_word(plan: &Plan, relaxation: &Relaxation, proven: i64, verdict: &mut Verdict) {
    match relaxation.solver_bound {
        None if plan.bound != proven => {
            verdict.refuse("$.bound", format!("the prices prove {proven}, not {}", plan.bound));
        }
        None => {}
        Some(word) if word != plan.bound || word >= proven => {
            let reason = format!("must be the bound, and below the {proven} that is proven");
            verdict.refuse("$.certificate.relaxation.solver_bound", reason);
        }
        Some(word) => verdict.not_checked.push(format!(
            "bound: {word} is the word of the solver of the whole-number programme; the prices prove {proven}"
        )),
    }
}

/// There is no plan: the conflict is one, and the plan says nothing else.
fn certify_conflict(facts: &impl Facts, plan: &Plan, verdict: &mut Verdict) {
    let Some(conflict) = &plan.conflict else {
        verdict.refuse("$.conflict", "an infeasible plan names its conflict");
        return;
    };
    if plan.status != Status::Infeasible {
        verdict.refuse("$.status", "must be infeasible where there is a conflict");
    }
    if !plan.placements.is_empty() || !plan.left_out.is_empty() || !plan.terms.is_empty() {
        verdict.refuse("$.placements", "an infeasible plan has no placements, terms or left_out");
    }
    for (field, number) in [("value", plan.value), ("bound", plan.bound), ("gap", plan.gap.0)] {
        if number != 0 {
            verdict.refuse(format!("$.{field}"), "is 0 where there is no plan");
        }
    }
    if plan.new_connections != 0 {
        verdict.refuse("$.new_connections", "is 0 where there is no plan");
    }
    relaxation(plan, verdict);
    let numbered = spots(facts, "$.conflict.placements", &conflict.placements, verdict);
    for (i, one) in conflict.placements.iter().enumerate() {
        let is_locked = facts.locked().iter().any(|locked| {
            locked.person == one.person && locked.team == one.team && locked.start == one.start
        });
        if !is_locked {
            verdict.refuse(format!("$.conflict.placements[{i}]"), "is not locked");
        }
    }
    let breaks = |without: Option<usize>| {
        let some: Vec<Spot> = numbered
            .iter()
            .enumerate()
            .filter(|(i, _)| Some(*i) != without)
            .map(|(_, (_, spot))| *spot)
            .collect();
        facts.violations(&some).iter().any(|one| one.rule.name() == conflict.constraint)
    };
    if !breaks(None) {
        let reason = format!("these placements do not break \"{}\"", conflict.constraint);
        verdict.refuse("$.conflict.constraint", reason);
    }
    if [Rule::BalanceIn, Rule::BalanceOut].iter().any(|rule| rule.name() == conflict.constraint) {
        let what = "conflict: whether other placements could balance these";
        verdict.not_checked.push(what.into());
    } else if (0..numbered.len()).any(|i| breaks(Some(i))) {
        verdict.refuse("$.conflict.placements", "fewer of them break it too");
    }
    verdict.check("locked placements in conflict", numbered.len());
}
