//! What the readers of bootcamps and rotations share: links, given placements, weights, and their checks.

use std::collections::{HashMap, HashSet};

use super::super::json::{At, Read, refuse};
use super::super::problem::LARGEST_WEIGHT;
use super::problem::{Given, LARGEST_COUNT, TeamLink};

/// Reads `links`.
pub(in crate::optimise) fn read_links(root: &At<'_>) -> Read<Vec<TeamLink>> {
    let mut all = Vec::new();
    if let Some(links) = root.get("links") {
        for at in links.list()? {
            at.object(&["a", "b", "ties"])?;
            all.push(TeamLink {
                a: at.need("a")?.id()?,
                b: at.need("b")?.id()?,
                ties: at.need("ties")?.small()?,
            });
        }
    }
    Ok(all)
}

/// Reads `locked` or `given`.
pub(in crate::optimise) fn read_given(root: &At<'_>, field: &str) -> Read<Vec<Given>> {
    let mut all = Vec::new();
    if let Some(given) = root.get(field) {
        for at in given.list()? {
            at.object(&["person", "team", "start"])?;
            all.push(Given {
                person: at.need("person")?.id()?,
                team: at.need("team")?.id()?,
                start: at.need("start")?.small()?,
            });
        }
    }
    Ok(all)
}

/// Reads a list of small numbers.
pub(in crate::optimise) fn read_numbers(at: &At<'_>) -> Read<Vec<u32>> {
    at.list()?.map(|number| number.small()).collect()
}

/// Reads a list of five weights, by position.
pub(in crate::optimise) fn read_ranks(at: &At<'_>) -> Read<[i64; 5]> {
    let all: Vec<i64> =
        at.list()?.map(|weight| weight.whole(LARGEST_WEIGHT)).collect::<Read<_>>()?;
    match <[i64; 5]>::try_from(all) {
        Ok(ranks) => Ok(ranks),
        Err(all) => {
            refuse(&at.path, format!("must be five numbers, by position; here are {}", all.len()))
        }
    }
}

/// Checks a list of one number for each time.
pub(in crate::optimise) fn check_times(path: &str, numbers: &[u32], times: u32) -> Read<()> {
    if numbers.len() != times as usize {
        return refuse(path, format!("must have {times} numbers, has {}", numbers.len()));
    }
    match numbers.iter().position(|n| *n > LARGEST_COUNT) {
        Some(i) => refuse(format!("{path}[{i}]"), format!("must be at most {LARGEST_COUNT}")),
        None => Ok(()),
    }
}

/// Numbers of ids, each given once.
pub(in crate::optimise) fn unique<'a>(
    field: &str,
    what: &str,
    ids: impl Iterator<Item = &'a str>,
) -> Read<HashMap<&'a str, usize>> {
    let mut all = HashMap::new();
    for (i, id) in ids.enumerate() {
        if all.insert(id, i).is_some() {
            return refuse(
                format!("$.{field}[{i}].id"),
                format!("the {what} \"{id}\" is given twice"),
            );
        }
    }
    Ok(all)
}

/// Checks that a list names known teams, each once.
pub(in crate::optimise) fn check_teams(
    path: &str,
    names: &[String],
    teams: &HashMap<&str, usize>,
) -> Read<()> {
    let mut seen = HashSet::new();
    for (i, name) in names.iter().enumerate() {
        if !teams.contains_key(name.as_str()) {
            return refuse(format!("{path}[{i}]"), format!("unknown team \"{name}\""));
        }
        if !seen.insert(name) {
            return refuse(format!("{path}[{i}]"), format!("\"{name}\" stands twice in this list"));
        }
    }
    Ok(())
}

/// Checks `links`: known teams, each pair once.
pub(in crate::optimise) fn check_links(
    links: &[TeamLink],
    teams: &HashMap<&str, usize>,
) -> Read<()> {
    let mut seen = HashMap::new();
    for (i, link) in links.iter().enumerate() {
        let place = format!("$.links[{i}]");
        for (field, id) in [("a", &link.a), ("b", &link.b)] {
            if !teams.contains_key(id.as_str()) {
                return refuse(format!("{place}.{field}"), format!("unknown team \"{id}\""));
            }
        }
        if link.a == link.b {
            return refuse(place, format!("\"{}\" is linked with itself", link.a));
        }
        if link.ties > LARGEST_COUNT {
            return refuse(format!("{place}.ties"), format!("must be at most {LARGEST_COUNT}"));
        }
        let pair = (link.a.as_str().min(&link.b), link.a.as_str().max(&link.b));
        if let Some(first) = seen.insert(pair, i) {
            return refuse(
                place,
                format!(
                    "the pair \"{}\", \"{}\" is given twice, first as number {first}",
                    link.a, link.b
                ),
            );
        }
    }
    Ok(())
}

/// Checks `locked` or `given`: known people and teams, times that exist, each once.
pub(in crate::optimise) fn check_given(
    field: &str,
    given: &[Given],
    people: &HashMap<&str, usize>,
    teams: &HashMap<&str, usize>,
    times: u32,
) -> Read<()> {
    let mut seen = HashMap::new();
    for (i, placement) in given.iter().enumerate() {
        let place = format!("$.{field}[{i}]");
        if !people.contains_key(placement.person.as_str()) {
            return refuse(
                format!("{place}.person"),
                format!("unknown person \"{}\"", placement.person),
            );
        }
        if !teams.contains_key(placement.team.as_str()) {
            return refuse(format!("{place}.team"), format!("unknown team \"{}\"", placement.team));
        }
        if placement.start >= times {
            return refuse(
                format!("{place}.start"),
                format!("must be below {times}, is {}", placement.start),
            );
        }
        if let Some(first) = seen.insert(placement, i) {
            return refuse(place, format!("the placement is given twice, first as number {first}"));
        }
    }
    Ok(())
}

/// Checks weights by their names.
pub(in crate::optimise) fn check_weights(named: &[(&'static str, &[i64])]) -> Read<()> {
    for (name, weights) in named {
        if let Some(wrong) = weights.iter().find(|w| !(0..=LARGEST_WEIGHT).contains(*w)) {
            return refuse(
                format!("$.weights.{name}"),
                format!("must lie in 0..={LARGEST_WEIGHT}, is {wrong}"),
            );
        }
    }
    Ok(())
}
