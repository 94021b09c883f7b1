//! Reading a problem: every refusal names the JSON path of the exact element and the reason.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::json::{At, Read, kind_of, not_yet, refuse};
use super::placing::check::{check_links, read_links};
use super::problem::{
    Bridge, COFFEE_FORMAT, CoffeeProblem, Group, LARGEST_GROUP, LARGEST_WEIGHT, MOST_PEOPLE,
    MOST_PEOPLE_IN_GROUPS, Odd, Person, Rules, SLOTS_OF_A_WEEK, Team, Tie, Weights,
};
use super::{Problem, ProblemError, bootcamp, rotation};

/// The lists of a coffee problem that grow with it: they are read element by element, so that a million people and
/// their ties do not stand in memory twice.
const LONG: [&str; 4] = ["teams", "people", "ties", "never"];

/// The long lists of a file as they stand there.
type Lists<'a> = HashMap<&'static str, &'a RawValue>;

/// Reads a problem file.
///
/// Errors: [`ProblemError`] with the JSON path of the first offending element and the reason.
/// Cost: linear in the file.
pub fn parse(bytes: &[u8]) -> Result<Problem, ProblemError> {
    let fields: BTreeMap<String, &RawValue> = match serde_json::from_slice(bytes) {
        Ok(fields) => fields,
        Err(error) => return refuse("$", no_object(bytes, &error)),
    };
    let mut lists = Lists::new();
    let format = match fields.get("format") {
        Some(format) => value_of(format, "$.format")?,
        None => Value::Null,
    };
    let coffee = format == COFFEE_FORMAT;
    let mut short = Map::new();
    for (name, raw) in fields {
        let long = LONG.into_iter().find(|long| coffee && *long == name && raw.get() != "null");
        let value = match long {
            Some(long) => {
                lists.insert(long, raw);
                Value::Null
            }
            None => value_of(raw, &format!("$.{name}"))?,
        };
        short.insert(name, value);
    }
    let value = Value::Object(short);
    let root = At { value: &value, path: "$".into() };
    let format = root.need("format")?;
    match format.text()?.as_str() {
        COFFEE_FORMAT => {
            let problem = read_coffee(&root, &lists)?;
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

/// Why a file that could not be read as an object holds none.
fn no_object(bytes: &[u8], error: &serde_json::Error) -> String {
    match serde_json::from_slice::<&RawValue>(bytes) {
        Ok(raw) if !raw.get().starts_with('{') => {
            format!("must be an object, not {}", kind_of_raw(raw))
        }
        Ok(_) => format!("is not JSON: {error}"),
        Err(error) => format!("is not JSON: {error}"),
    }
}

/// What kind of JSON value it is, in words, by how it begins.
fn kind_of_raw(raw: &RawValue) -> &'static str {
    kind_of(&match raw.get().as_bytes().first() {
        Some(b'{') => Value::Object(Map::new()),
        Some(b'[') => Value::Array(Vec::new()),
        Some(b'"') => Value::String(String::new()),
        Some(b't' | b'f') => Value::Bool(true),
        Some(b'n') => Value::Null,
        _ => Value::from(0),
    })
}

fn value_of(raw: &RawValue, path: &str) -> Read<Value> {
    match serde_json::from_str(raw.get()) {
        Ok(value) => Ok(value),
        Err(error) => refuse(path, format!("is not JSON: {error}")),
    }
}

/// Reads a long list element by element, if the file has it.
fn each(lists: &Lists<'_>, name: &str, mut read: impl FnMut(&At<'_>) -> Read<()>) -> Read<()> {
    let Some(raw) = lists.get(name) else { return Ok(()) };
    let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) else {
        return refuse(format!("$.{name}"), format!("must be a list, not {}", kind_of_raw(raw)));
    };
    for (i, raw) in elements.into_iter().enumerate() {
        let path = format!("$.{name}[{i}]");
        let value = value_of(raw, &path)?;
        read(&At { value: &value, path })?;
    }
    Ok(())
}

fn read_coffee(root: &At<'_>, lists: &Lists<'_>) -> Read<CoffeeProblem> {
    root.object(&[
        "format", "group", "rules", "teams", "people", "ties", "never", "links", "bridges",
        "weights",
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
        bridges: read_bridges(root)?,
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
    for name in ["teams", "people"] {
        if !lists.contains_key(name) {
            root.need(name)?;
        }
    }
    each(lists, "teams", |at| {
        at.object(&["id", "seats"])?;
        let seats = at.get("seats").map(|seats| seats.small()).transpose()?;
        problem.teams.push(Team { id: at.need("id")?.id()?, seats });
        Ok(())
    })?;
    each(lists, "people", |at| {
        problem.people.push(read_person(at)?);
        Ok(())
    })?;
    each(lists, "ties", |at| {
        at.object(&["a", "b", "days"])?;
        let days = at.get("days").map(|days| days.small()).transpose()?;
        problem.ties.push(Tie { a: at.need("a")?.id()?, b: at.need("b")?.id()?, days });
        Ok(())
    })?;
    each(lists, "never", |at| {
        let pair: Vec<At<'_>> = at.list()?.collect();
        let [a, b] = pair.as_slice() else {
            return refuse(&at.path, format!("must be a pair of two ids, has {}", pair.len()));
        };
        problem.never.push((a.id()?, b.id()?));
        Ok(())
    })?;
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
            ("bridge", &mut weights.bridge),
        ] {
            if let Some(weight) = at.get(name) {
                *place = weight.whole(LARGEST_WEIGHT)?;
            }
        }
    }
    Ok(problem)
}

fn read_bridges(root: &At<'_>) -> Read<Vec<Bridge>> {
    let mut all = Vec::new();
    if let Some(bridges) = root.get("bridges") {
        for at in bridges.list()? {
            at.object(&["a", "b"])?;
            all.push(Bridge { a: at.need("a")?.id()?, b: at.need("b")?.id()? });
        }
    }
    Ok(all)
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
    for (person, i) in problem.people.iter().zip(0u32..) {
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
    let ties = problem.ties.iter().map(|tie| (tie.a.as_str(), tie.b.as_str()));
    check_pairs(&people, ties, ["$.ties", ".a", ".b"])?;
    let never = problem.never.iter().map(|(a, b)| (a.as_str(), b.as_str()));
    check_pairs(&people, never, ["$.never", "[0]", "[1]"])?;
    check_links(&problem.links, &teams)?;
    check_bridges(&problem.bridges, &teams)
}

/// Checks `bridges`: known teams, different ones, each pair once.
fn check_bridges(bridges: &[Bridge], teams: &HashMap<&str, usize>) -> Read<()> {
    let mut seen = HashMap::new();
    for (i, bridge) in bridges.iter().enumerate() {
        let place = format!("$.bridges[{i}]");
        for (field, id) in [("a", &bridge.a), ("b", &bridge.b)] {
            if !teams.contains_key(id.as_str()) {
                return refuse(format!("{place}.{field}"), format!("unknown team \"{id}\""));
            }
        }
        let (a, b) = (bridge.a.as_str().min(&bridge.b), bridge.a.as_str().max(&bridge.b));
        if a == b {
            return refuse(place, format!("\"{a}\" is bridged with itself"));
        }
        if let Some(first) = seen.insert((a, b), i) {
            return refuse(
                place,
                format!(
                    "the pair \"{}\", \"{}\" is given twice, first as number {first}",
                    bridge.a, bridge.b
                ),
            );
        }
    }
    Ok(())
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

/// Checks that both of each pair are known and different, and that each pair stands once.
fn check_pairs<'a>(
    people: &HashMap<&str, u32>,
    pairs: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    [list, at_a, at_b]: [&str; 3],
) -> Read<()> {
    let mut seen: Vec<(u32, u32, u32)> = Vec::new();
    for ((a, b), i) in pairs.clone().zip(0u32..) {
        let Some(&p) = people.get(a) else {
            return refuse(format!("{list}[{i}]{at_a}"), format!("unknown person \"{a}\""));
        };
        let Some(&q) = people.get(b) else {
            return refuse(format!("{list}[{i}]{at_b}"), format!("unknown person \"{b}\""));
        };
        if p == q {
            return refuse(format!("{list}[{i}]"), format!("\"{a}\" is paired with themself"));
        }
        seen.push((p.min(q), p.max(q), i));
    }
    seen.sort_unstable();
    let again = seen
        .windows(2)
        .filter(|two| (two[0].0, two[0].1) == (two[1].0, two[1].1))
        .min_by_key(|two| two[1].2);
    let Some(&[(.., first), (.., index)]) = again else { return Ok(()) };
    let (a, b) = pairs.clone().nth(index as usize).unwrap_or_default();
    refuse(
        format!("{list}[{index}]"),
        format!("the pair \"{a}\", \"{b}\" is given twice, first as number {first}"),
    )
}
