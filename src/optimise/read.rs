//! Reading a problem: every refusal names the JSON path of the exact element and the reason.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::json::{At, Read, kind_of, not_yet, refuse};
use super::placing::check::{check_links, read_links};
use super::problem::{
    COFFEE_FORMAT, CoffeeProblem, Group, LARGEST_GROUP, LARGEST_WEIGHT, MOST_PEOPLE,
    MOST_PEOPLE_IN_GROUPS, Odd, Person, Rules, SLOTS_OF_A_WEEK, Team, Tie, Weights,
};
use super::{Problem, ProblemError, bootcamp, rotation};

/// Reads a problem file.
///
/// Errors: [`ProblemError`] with the JSON path of the first offending element and the reason.
/// Cost: linear in the file.
pub fn parse(bytes: &[u8]) -> Result<Problem, ProblemError> {
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => return refuse("$", format!("is not JSON: {error}")),
    };
    let root = At { value: &value, path: "$".into() };
    if !value.is_object() {
        return refuse("$", format!("must be an object, not {}", kind_of(&value)));
    }
    let format = root.need("format")?;
    match format.text()?.as_str() {
        COFFEE_FORMAT => {
            let problem = read_coffee(&root)?;
            check(&problem)?;
            Ok(Problem::Coffee(problem))
        }
        bootcamp::FORMAT => Ok(Problem::Bootcamp(bootcamp::read(&root)?)),
        rotation::FORMAT => Ok(Problem::Rotation(rotation::read(&root)?)),
        other => refuse(
            format.path,
            format!(
                "unknown format \"{other}\"; known are {COFFEE_FORMAT}, {}, {}",
                bootcamp::FORMAT,
                rotation::FORMAT
            ),
        ),
    }
}

fn read_coffee(root: &At<'_>) -> Read<CoffeeProblem> {
    root.object(&[
        "format", "group", "rules", "teams", "people", "ties", "never", "links", "weights",
    ])?;
    let mut problem = CoffeeProblem {
        format: COFFEE_FORMAT.into(),
        group: Group::default(),
        rules: Rules::default(),
        teams: Vec::new(),
        people: Vec::new(),
        ties: Vec::new(),
        never: Vec::new(),
        links: read_links(root)?,
        weights: Weights::default(),
    };
    if let Some(at) = root.get("group") {
        at.object(&["min", "max", "odd"])?;
        problem.group.min = at.need("min")?.small()?;
        problem.group.max = at.need("max")?.small()?;
        if let Some(odd) = at.get("odd") {
            match odd.text()?.as_str() {
                "trio" => problem.group.odd = Some(Odd::Trio),
                other => {
                    return refuse(
                        odd.path,
                        format!("unknown rule \"{other}\"; known is trio, or leave it out"),
                    );
                }
            }
        }
    }
    if let Some(at) = root.get("rules") {
        at.object(&["cross_team", "repeat_after_days", "min_common_slots"])?;
        if let Some(rule) = at.get("cross_team") {
            problem.rules.cross_team = rule.truth()?;
        }
        if let Some(rule) = at.get("repeat_after_days") {
            problem.rules.repeat_after_days = rule.small()?;
        }
        if let Some(rule) = at.get("min_common_slots") {
            problem.rules.min_common_slots = rule.small()?;
        }
    }
    for at in root.need("teams")?.list()? {
        at.object(&["id", "seats"])?;
        let seats = at.get("seats").map(|seats| seats.small()).transpose()?;
        problem.teams.push(Team { id: at.need("id")?.id()?, seats });
    }
    for at in root.need("people")?.list()? {
        problem.people.push(read_person(&at)?);
    }
    if let Some(ties) = root.get("ties") {
        for at in ties.list()? {
            at.object(&["a", "b", "days"])?;
            let days = at.get("days").map(|days| days.small()).transpose()?;
            problem.ties.push(Tie { a: at.need("a")?.id()?, b: at.need("b")?.id()?, days });
        }
    }
    if let Some(never) = root.get("never") {
        for at in never.list()? {
            let pair: Vec<At<'_>> = at.list()?.collect();
            let [a, b] = pair.as_slice() else {
                return refuse(at.path, format!("must be a pair of two ids, has {}", pair.len()));
            };
            problem.never.push((a.id()?, b.id()?));
        }
    }
    if let Some(at) = root.get("weights") {
        at.object(&problem.weights.named().map(|(name, _)| name))?;
        let weights = &mut problem.weights;
        for (name, place) in [
            ("new_connection", &mut weights.new_connection),
            ("topic", &mut weights.topic),
            ("repeat", &mut weights.repeat),
            ("seat", &mut weights.seat),
            ("waited", &mut weights.waited),
            ("thin_link", &mut weights.thin_link),
        ] {
            if let Some(weight) = at.get(name) {
                *place = weight.whole(LARGEST_WEIGHT)?;
            }
        }
    }
    Ok(problem)
}

fn read_person(at: &At<'_>) -> Read<Person> {
    at.object(&["id", "team", "manager", "slots", "languages", "topics", "waited"])?;
    let mut person =
        Person { id: at.need("id")?.id()?, team: at.need("team")?.id()?, ..Person::default() };
    if let Some(manager) = at.get("manager") {
        person.manager = Some(manager.id()?);
    }
    if let Some(slots) = at.get("slots") {
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for slot in slots.list()? {
            let number =
                u16::try_from(slot.whole(i64::from(SLOTS_OF_A_WEEK) - 1)?).unwrap_or(u16::MAX);
            if !seen.insert(number) {
                return refuse(slot.path, format!("slot {number} stands twice in this list"));
            }
            all.push(number);
        }
        person.slots = Some(all);
    }
    if let Some(languages) = at.get("languages") {
        person.languages = languages.texts()?;
    }
    if let Some(topics) = at.get("topics") {
        person.topics = topics.texts()?;
    }
    if let Some(waited) = at.get("waited") {
        person.waited = waited.small()?;
    }
    Ok(person)
}

/// Checks what the types cannot say: ids known and unique, pairs once, sizes this version solves.
///
/// Errors: as [`parse`], with the path the element has in the file.
/// Cost: linear in the problem.
pub fn check(problem: &CoffeeProblem) -> Result<(), ProblemError> {
    if problem.format != COFFEE_FORMAT {
        return refuse("$.format", format!("must be {COFFEE_FORMAT}"));
    }
    check_group(&problem.group, problem.people.len())?;
    for (name, weight) in problem.weights.named() {
        if !(0..=LARGEST_WEIGHT).contains(&weight) {
            return refuse(
                format!("$.weights.{name}"),
                format!("must lie in 0..={LARGEST_WEIGHT}, is {weight}"),
            );
        }
    }
    if problem.people.len() > MOST_PEOPLE {
        let n = problem.people.len();
        return not_yet(
            "$.people",
            format!("this version solves up to {MOST_PEOPLE} people, here are {n}"),
        );
    }
    let mut teams = HashMap::new();
    for (i, team) in problem.teams.iter().enumerate() {
        if teams.insert(team.id.as_str(), i).is_some() {
            return refuse(
                format!("$.teams[{i}].id"),
                format!("the team \"{}\" is given twice", team.id),
            );
        }
    }
    let mut people = HashMap::new();
    for (i, person) in problem.people.iter().enumerate() {
        if people.insert(person.id.as_str(), i).is_some() {
            return refuse(
                format!("$.people[{i}].id"),
                format!("the person \"{}\" is given twice", person.id),
            );
        }
        if !teams.contains_key(person.team.as_str()) {
            return refuse(
                format!("$.people[{i}].team"),
                format!("unknown team \"{}\"", person.team),
            );
        }
        if let Some(slot) = person.slots.iter().flatten().position(|slot| *slot >= SLOTS_OF_A_WEEK)
        {
            return refuse(
                format!("$.people[{i}].slots[{slot}]"),
                format!("must be below {SLOTS_OF_A_WEEK}"),
            );
        }
    }
    for (i, person) in problem.people.iter().enumerate() {
        if let Some(manager) = &person.manager {
            if !people.contains_key(manager.as_str()) {
                return refuse(
                    format!("$.people[{i}].manager"),
                    format!("unknown person \"{manager}\""),
                );
            }
            if *manager == person.id {
                return refuse(
                    format!("$.people[{i}].manager"),
                    format!("\"{manager}\" is their own manager"),
                );
            }
        }
    }
    let mut ties = BTreeMap::new();
    for (i, tie) in problem.ties.iter().enumerate() {
        let places = (format!("$.ties[{i}].a"), format!("$.ties[{i}].b"), format!("$.ties[{i}]"));
        check_pair(&people, &mut ties, (&tie.a, &tie.b), i, &places)?;
    }
    let mut never = BTreeMap::new();
    for (i, (a, b)) in problem.never.iter().enumerate() {
        let places =
            (format!("$.never[{i}][0]"), format!("$.never[{i}][1]"), format!("$.never[{i}]"));
        check_pair(&people, &mut never, (a, b), i, &places)?;
    }
    check_links(&problem.links, &teams)
}

fn check_group(group: &Group, people: usize) -> Read<()> {
    if group.min < 2 {
        return refuse(
            "$.group.min",
            format!("a group has at least two people, not {}", group.min),
        );
    }
    if group.max < group.min {
        return refuse(
            "$.group.max",
            format!("is {}, below the smallest size {}", group.max, group.min),
        );
    }
    if group.max > LARGEST_GROUP {
        return not_yet(
            "$.group.max",
            format!("this version makes groups of up to {LARGEST_GROUP}, not {}", group.max),
        );
    }
    if group.max > 2 && people > MOST_PEOPLE_IN_GROUPS {
        return not_yet(
            "$.people",
            format!(
                "this version makes groups of more than two for up to {MOST_PEOPLE_IN_GROUPS} people, here are {people}"
            ),
        );
    }
    Ok(())
}

fn check_pair(
    people: &HashMap<&str, usize>,
    seen: &mut BTreeMap<(usize, usize), usize>,
    (a, b): (&str, &str),
    index: usize,
    (at_a, at_b, at_pair): &(String, String, String),
) -> Read<()> {
    let Some(&p) = people.get(a) else {
        return refuse(at_a, format!("unknown person \"{a}\""));
    };
    let Some(&q) = people.get(b) else {
        return refuse(at_b, format!("unknown person \"{b}\""));
    };
    if p == q {
        return refuse(at_pair, format!("\"{a}\" is paired with themself"));
    }
    if let Some(first) = seen.insert((p.min(q), p.max(q)), index) {
        return refuse(
            at_pair,
            format!("the pair \"{a}\", \"{b}\" is given twice, first as number {first}"),
        );
    }
    Ok(())
}
