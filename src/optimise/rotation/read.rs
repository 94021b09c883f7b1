//! Reading a rotation: every refusal names the JSON path of the exact element and the reason.

use super::super::json::{At, Read, not_yet, refuse};
use super::super::placing::check::{
    check_given, check_links, check_teams, check_times, check_weights, read_given, read_links,
    read_numbers, read_ranks, unique,
};
use super::super::placing::{LARGEST_COUNT, MOST_CANDIDATES, MOST_TIMES};
use super::super::problem::LARGEST_WEIGHT;
use super::problem::{Applicant, FORMAT, Host, RotationProblem, Rules, Weights};

/// Reads and checks a rotation.
pub(in crate::optimise) fn read(root: &At<'_>) -> Read<RotationProblem> {
    root.object(&[
        "format",
        "periods",
        "teams",
        "applicants",
        "links",
        "rules",
        "locked",
        "given",
        "weights",
    ])?;
    let mut problem = RotationProblem {
        format: FORMAT.into(),
        periods: root.need("periods")?.small()?,
        teams: Vec::new(),
        applicants: Vec::new(),
        links: read_links(root)?,
        rules: Rules::default(),
        locked: read_given(root, "locked")?,
        given: read_given(root, "given")?,
        weights: read_weights(root)?,
    };
    if let Some(at) = root.get("rules") {
        at.object(&["balance"])?;
        problem.rules.balance = at.get("balance").map(|balance| balance.small()).transpose()?;
    }
    for at in root.need("teams")?.list()? {
        at.object(&["id", "places", "lend"])?;
        problem.teams.push(Host {
            id: at.need("id")?.id()?,
            places: read_numbers(&at.need("places")?)?,
            lend: read_numbers(&at.need("lend")?)?,
        });
    }
    for at in root.need("applicants")?.list()? {
        at.object(&["id", "team", "manager", "choices", "periods", "length", "waited", "owed"])?;
        problem.applicants.push(Applicant {
            id: at.need("id")?.id()?,
            team: at.need("team")?.id()?,
            manager: at.get("manager").map(|manager| manager.id()).transpose()?,
            choices: at.need("choices")?.texts()?,
            periods: read_numbers(&at.need("periods")?)?,
            length: at.get("length").map_or(Ok(1), |length| length.small())?,
            waited: at.get("waited").map_or(Ok(0), |waited| waited.small())?,
            owed: at.get("owed").map_or(Ok(0), |owed| owed.small())?,
        });
    }
    check(&problem)?;
    Ok(problem)
}

fn read_weights(root: &At<'_>) -> Read<Weights> {
    let mut weights = Weights::default();
    if let Some(at) = root.get("weights") {
        at.object(&weights.named().map(|(name, _)| name))?;
        for (name, place) in [
            ("new_connection", &mut weights.new_connection),
            ("thin_link", &mut weights.thin_link),
            ("waited", &mut weights.waited),
            ("manager_first", &mut weights.manager_first),
            ("moved", &mut weights.moved),
        ] {
            if let Some(weight) = at.get(name) {
                *place = weight.whole(LARGEST_WEIGHT)?;
            }
        }
        if let Some(ranks) = at.get("choice") {
            weights.choice = read_ranks(&ranks)?;
        }
    }
    Ok(weights)
}

/// Checks what the types cannot say.
///
/// Errors: as [`super::super::parse`], with the path the element has in the file.
pub(in crate::optimise) fn check(problem: &RotationProblem) -> Read<()> {
    if problem.format != FORMAT {
        return refuse("$.format", format!("must be {FORMAT}"));
    }
    if problem.periods > MOST_TIMES {
        let reason = format!("must be at most {MOST_TIMES}, is {}", problem.periods);
        return refuse("$.periods", reason);
    }
    check_weights(&problem.weights.named())?;
    if problem.rules.balance.is_some_and(|balance| balance > LARGEST_COUNT) {
        return refuse("$.rules.balance", format!("must be at most {LARGEST_COUNT}"));
    }
    let teams = unique("teams", "team", problem.teams.iter().map(|team| team.id.as_str()))?;
    for (i, team) in problem.teams.iter().enumerate() {
        check_times(&format!("$.teams[{i}].places"), &team.places, problem.periods)?;
        check_times(&format!("$.teams[{i}].lend"), &team.lend, problem.periods)?;
    }
    let people =
        unique("applicants", "applicant", problem.applicants.iter().map(|one| one.id.as_str()))?;
    let mut candidates: u64 = 0;
    for (i, one) in problem.applicants.iter().enumerate() {
        let place = |field: &str| format!("$.applicants[{i}].{field}");
        if !teams.contains_key(one.team.as_str()) {
            return refuse(place("team"), format!("unknown team \"{}\"", one.team));
        }
        check_teams(&place("choices"), &one.choices, &teams)?;
        if let Some(own) = one.choices.iter().position(|choice| *choice == one.team) {
            let reason = format!("\"{}\" is the applicant's own team", one.team);
            return refuse(format!("{}[{own}]", place("choices")), reason);
        }
        for (k, period) in one.periods.iter().enumerate() {
            let at = format!("{}[{k}]", place("periods"));
            if *period >= problem.periods {
                return refuse(at, format!("must be below {}, is {period}", problem.periods));
            }
            if one.periods[..k].contains(period) {
                return refuse(at, format!("period {period} stands twice in this list"));
            }
        }
        if one.length == 0 {
            return refuse(place("length"), "a placement takes at least one period, not 0");
        }
        if one.length > MOST_TIMES {
            return refuse(place("length"), format!("must be at most {MOST_TIMES}"));
        }
        candidates += (one.choices.len() * one.periods.len()) as u64;
    }
    if candidates > MOST_CANDIDATES {
        let reason = format!(
            "this version chooses from up to {MOST_CANDIDATES} placements, here are {candidates}"
        );
        return not_yet("$.applicants", reason);
    }
    check_links(&problem.links, &teams)?;
    check_given("locked", &problem.locked, &people, &teams, problem.periods)?;
    check_given("given", &problem.given, &people, &teams, problem.periods)
}
