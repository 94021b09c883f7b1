//! Reading a bootcamp: every refusal names the JSON path of the exact element and the reason.

use std::collections::HashMap;

use super::super::json::{At, Read, not_yet, refuse};
use super::super::placing::check::{
    check_given, check_links, check_teams, check_times, check_weights, read_given, read_links,
    read_numbers, read_ranks, unique,
};
use super::super::placing::{LARGEST_COUNT, MOST_CANDIDATES, MOST_TIMES};
use super::super::problem::LARGEST_WEIGHT;
use super::problem::{Before, BootcampProblem, FORMAT, Hire, Host, Weights, Window};

/// Reads and checks a bootcamp.
pub(in crate::optimise) fn read(root: &At<'_>) -> Read<BootcampProblem> {
    root.object(&[
        "format", "weeks", "teams", "hires", "links", "locked", "given", "order", "windows",
        "weights",
    ])?;
    let mut problem = BootcampProblem {
        format: FORMAT.into(),
        weeks: root.need("weeks")?.small()?,
        teams: Vec::new(),
        hires: Vec::new(),
        links: read_links(root)?,
        locked: read_given(root, "locked")?,
        given: read_given(root, "given")?,
        order: Vec::new(),
        windows: Vec::new(),
        weights: read_weights(root)?,
    };
    if let Some(order) = root.get("order") {
        for at in order.list()? {
            at.object(&["first", "then"])?;
            problem
                .order
                .push(Before { first: at.need("first")?.id()?, then: at.need("then")?.id()? });
        }
    }
    if let Some(windows) = root.get("windows") {
        for at in windows.list()? {
            at.object(&["team", "from", "to", "hard"])?;
            problem.windows.push(Window {
                team: at.need("team")?.id()?,
                from: at.need("from")?.small()?,
                to: at.need("to")?.small()?,
                hard: at.get("hard").map_or(Ok(false), |hard| hard.truth())?,
            });
        }
    }
    for at in root.need("teams")?.list()? {
        at.object(&["id", "places"])?;
        let places = read_numbers(&at.need("places")?)?;
        problem.teams.push(Host { id: at.need("id")?.id()?, places });
    }
    for at in root.need("hires")?.list()? {
        at.object(&["id", "home", "from", "to", "stints", "length", "must", "avoid", "likes"])?;
        let names = |field: &str| at.get(field).map_or(Ok(Vec::new()), |list| list.texts());
        problem.hires.push(Hire {
            id: at.need("id")?.id()?,
            home: at.need("home")?.id()?,
            from: at.need("from")?.small()?,
            to: at.need("to")?.small()?,
            stints: at.need("stints")?.small()?,
            length: at.get("length").map_or(Ok(1), |length| length.small())?,
            must: names("must")?,
            avoid: names("avoid")?,
            likes: names("likes")?,
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
            ("must", &mut weights.must),
            ("load", &mut weights.load),
            ("moved", &mut weights.moved),
            ("outside", &mut weights.outside),
        ] {
            if let Some(weight) = at.get(name) {
                *place = weight.whole(LARGEST_WEIGHT)?;
            }
        }
        if let Some(ranks) = at.get("likes") {
            weights.likes = read_ranks(&ranks)?;
        }
    }
    Ok(weights)
}

/// Checks what the types cannot say.
///
/// Errors: as [`super::super::parse`], with the path the element has in the file.
pub(in crate::optimise) fn check(problem: &BootcampProblem) -> Read<()> {
    if problem.format != FORMAT {
        return refuse("$.format", format!("must be {FORMAT}"));
    }
    if problem.weeks > MOST_TIMES {
        return refuse("$.weeks", format!("must be at most {MOST_TIMES}, is {}", problem.weeks));
    }
    check_weights(&problem.weights.named())?;
    let teams = unique("teams", "team", problem.teams.iter().map(|team| team.id.as_str()))?;
    for (i, team) in problem.teams.iter().enumerate() {
        check_times(&format!("$.teams[{i}].places"), &team.places, problem.weeks)?;
    }
    let hires = unique("hires", "hire", problem.hires.iter().map(|hire| hire.id.as_str()))?;
    let mut candidates: u64 = 0;
    for (i, hire) in problem.hires.iter().enumerate() {
        let place = |field: &str| format!("$.hires[{i}].{field}");
        if !teams.contains_key(hire.home.as_str()) {
            return refuse(place("home"), format!("unknown team \"{}\"", hire.home));
        }
        if hire.to > problem.weeks {
            let reason = format!("must be at most {} weeks, is {}", problem.weeks, hire.to);
            return refuse(place("to"), reason);
        }
        if hire.from > hire.to {
            return refuse(place("from"), format!("is {}, after the end {}", hire.from, hire.to));
        }
        if hire.length == 0 {
            return refuse(place("length"), "a placement takes at least one week, not 0");
        }
        if hire.length > MOST_TIMES || hire.stints > LARGEST_COUNT {
            let field = if hire.length > MOST_TIMES { "length" } else { "stints" };
            return refuse(place(field), "is too large");
        }
        check_teams(&place("must"), &hire.must, &teams)?;
        check_teams(&place("avoid"), &hire.avoid, &teams)?;
        check_teams(&place("likes"), &hire.likes, &teams)?;
        let starts = (hire.to - hire.from + 1).saturating_sub(hire.length);
        candidates += u64::from(starts) * teams.len() as u64;
    }
    if candidates > MOST_CANDIDATES {
        let reason = format!(
            "this version chooses from up to {MOST_CANDIDATES} placements, here are {candidates}"
        );
        return not_yet("$.hires", reason);
    }
    check_order(problem, &teams)?;
    check_links(&problem.links, &teams)?;
    check_given("locked", &problem.locked, &hires, &teams, problem.weeks)?;
    check_given("given", &problem.given, &hires, &teams, problem.weeks)
}

/// The most pairs of teams in an order, and the most windows.
const MOST_ORDERS: usize = 100;

fn check_order(problem: &BootcampProblem, teams: &HashMap<&str, usize>) -> Read<()> {
    let known = |path: String, team: &str| {
        if teams.contains_key(team) {
            Ok(())
        } else {
            refuse(path, format!("unknown team \"{team}\""))
        }
    };
    for (field, many) in [("order", problem.order.len()), ("windows", problem.windows.len())] {
        if many > MOST_ORDERS {
            return refuse(format!("$.{field}"), format!("has {many}, at most {MOST_ORDERS}"));
        }
    }
    for (i, one) in problem.order.iter().enumerate() {
        known(format!("$.order[{i}].first"), &one.first)?;
        known(format!("$.order[{i}].then"), &one.then)?;
        if one.first == one.then {
            return refuse(format!("$.order[{i}].then"), "is the team that comes first");
        }
        if problem.order[..i].contains(one) {
            return refuse(format!("$.order[{i}]"), "stands twice in this list");
        }
    }
    for (i, one) in problem.windows.iter().enumerate() {
        known(format!("$.windows[{i}].team"), &one.team)?;
        if one.from > one.to || one.to > problem.weeks {
            let reason = format!("must lie in weeks {} to {}", one.from, problem.weeks);
            return refuse(format!("$.windows[{i}].to"), reason);
        }
    }
    Ok(())
}
