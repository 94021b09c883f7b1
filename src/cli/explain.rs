//! `weft explain`: why a plan is as it is, where it is tight, and what one more place would give.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::solver::{read, refused};
use super::{Failure, Outcome, Output};
use crate::optimise::explain::{Explanation, Known, NextPlacement};
use crate::optimise::whatif::{self, Bottleneck, Effect};
use crate::optimise::{self, Plan, Problem};

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The problem (JSON)
    problem: PathBuf,
    /// Its plan (JSON); `-` reads standard input
    plan: PathBuf,
    /// Explain only what concerns this person
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// So many of the most valuable single extra places or seats
    #[arg(long, value_name = "COUNT", default_value_t = 5)]
    extra: usize,
}

pub(super) fn explain(args: &Explain, output: &Output) -> Outcome {
    if args.problem == Path::new("-") && args.plan == Path::new("-") {
        return Err(Failure::Usage("standard input can be one of the two only".to_owned()));
    }
    let bytes = read(&args.problem)?;
    let problem =
        optimise::parse(&bytes).map_err(|error| Failure::Usage(refused(&args.problem, &error)))?;
    let plan = Plan::parse(&read(&args.plan)?).map_err(|error| {
        let from = args.plan.display();
        Failure::Usage(format!("{from}: {error}; plans are what `weft solve` writes"))
    })?;
    // A plan says by its hash whose it is: another problem's prices would prove nothing here.
    let known = plan.problem_sha256 == optimise::sha256(&bytes);
    let report =
        if known { report(&problem, &plan, args.person.as_deref(), args.extra) } else { None };
    match (report, &args.person) {
        (Some((words, value)), _) => output.result(&words, &value),
        (None, Some(person)) if known => {
            return Err(Failure::Usage(format!("{person} is not in the plan")));
        }
        (None, _) => {
            let (plan, problem) = (args.plan.display(), args.problem.display());
            return Err(Failure::Usage(format!("{plan} is not a plan of {problem}")));
        }
    }
    Ok(())
}

/// In words and as JSON; nothing when the plan is none of the problem's, or the person is not in it.
fn report(
    problem: &Problem,
    plan: &Plan,
    person: Option<&str>,
    extra: usize,
) -> Option<(String, Value)> {
    if let Some(conflict) = &plan.conflict {
        let mut words =
            format!("There is no plan. {} ({}).\n", conflict.words, conflict.constraint);
        for way in &conflict.ways_out {
            let value = way.value.map_or_else(String::new, |value| {
                let least = if way.optimal { "" } else { "at least " };
                format!(": a plan is worth {least}{value} then")
            });
            words.push_str(&format!("  way out: {}{value}\n", way.words));
        }
        return Some((words, json!({ "conflict": conflict })));
    }
    let mut explained = optimise::explain(problem, plan)?;
    let (mut bottlenecks, mut extras) = (Vec::new(), Vec::new());
    if let Some(person) = person {
        explained = only(explained, person);
        let parts = [explained.groups.len(), explained.placements.len(), explained.left_out.len()];
        if parts == [0; 3] {
            return None;
        }
    } else {
        bottlenecks = whatif::bottlenecks(problem, plan);
        extras = whatif::most_valuable(problem, plan, extra);
    }
    let mut words = String::new();
    tell(&explained, problem, &mut words);
    tell_bottlenecks(&bottlenecks, &mut words);
    if !extras.is_empty() {
        words.push_str("What would gain most:\n");
        for one in &extras {
            words.push_str(&format!("  {}: {}\n", one.words, gain(one)));
        }
    }
    let value = json!({
        "value": plan.value,
        "bound": plan.bound,
        "explanation": explained,
        "bottlenecks": bottlenecks,
        "extras": extras,
    });
    Some((words, value))
}

/// What concerns one person.
fn only(mut explained: Explanation, person: &str) -> Explanation {
    explained.groups.retain(|group| group.members.iter().any(|one| one == person));
    for group in &mut explained.groups {
        group.next_best.retain(|next| next.person == person);
    }
    explained.placements.retain(|one| one.person == person);
    explained.left_out.retain(|left| left.person == person);
    explained
}

fn terms(terms: &std::collections::BTreeMap<String, i64>) -> String {
    let all: Vec<String> = terms.iter().map(|(name, value)| format!("{name} {value}")).collect();
    all.join(", ")
}

/// What a plan loses, as far as it is known.
fn loses(loss: i64, known: Known, at_least: Option<i64>) -> String {
    match (known, at_least) {
        (Known::Exact, _) => format!("the plan would lose {loss}"),
        (Known::AtMost, Some(least)) => format!("the plan would lose {least} to {loss}"),
        (Known::AtMost, None) => format!("the plan would lose at most {loss}"),
    }
}

/// What a plan gains, as far as it is known.
fn gain(one: &Effect) -> String {
    if one.is_exact() {
        format!("gains {}", one.at_least)
    } else {
        format!("gains {} to {}", one.at_least, one.at_most)
    }
}

fn next(next: &NextPlacement, time: &str) -> String {
    let place = match (&next.team, next.start) {
        (Some(team), Some(start)) => format!("{team} from {time} {start}"),
        _ => "one placement fewer".to_owned(),
    };
    format!("{place}; {}", loses(next.loss, next.known, next.at_least))
}

fn tell(explained: &Explanation, problem: &Problem, words: &mut String) {
    let time = if matches!(problem, Problem::Bootcamp(_)) { "week" } else { "period" };
    for group in &explained.groups {
        let (who, value) = (group.members.join(" + "), group.value);
        words.push_str(&format!("{who}: worth {value} ({})\n", terms(&group.terms)));
        for next in &group.next_best {
            let with = next.partner.as_deref().unwrap_or("nobody");
            let loses = loses(next.loss, next.known, next.at_least);
            words.push_str(&format!("  next best for {}: {with}; {loses}\n", next.person));
        }
    }
    for one in &explained.placements {
        let (who, value) = (&one.person, one.value);
        let locked = if one.locked { ", locked" } else { "" };
        let terms = terms(&one.terms);
        words.push_str(&format!(
            "{who} in {} from {time} {}{locked}: worth {value} ({terms})\n",
            one.team, one.start
        ));
        if let Some(other) = &one.next_best {
            words.push_str(&format!("  next best: {}\n", next(other, time)));
        }
    }
    for left in &explained.left_out {
        words
            .push_str(&format!("{} is left out ({}). {}\n", left.person, left.because, left.words));
        if let Some(placed) = &left.placed {
            words.push_str(&format!("  best there is: {}\n", next(placed, time)));
        }
    }
}

fn tell_bottlenecks(bottlenecks: &[Bottleneck], words: &mut String) {
    if !bottlenecks.is_empty() {
        words.push_str("Where it is tight:\n");
    }
    for one in bottlenecks {
        words.push_str(&format!("  {}\n", one.words));
        for way in &one.ways_out {
            words.push_str(&format!("    {}: {}\n", way.words, gain(way)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimise::{Budget, NoClock, parse, sha256, solve};

    fn told(problem: &Value, person: Option<&str>) -> Option<(String, Value)> {
        let text = problem.to_string();
        let read = parse(text.as_bytes()).expect("a problem");
        let hash = sha256(text.as_bytes());
        let plan = solve(&read, &hash, 1, &Budget::unlimited(&NoClock), &mut |_| ());
        report(&read, &plan.expect("a plan"), person, 3)
    }

    fn camp() -> Value {
        json!({
            "format": "weft-bootcamp/1", "weeks": 2,
            "teams": [{"id": "t", "places": [1, 0]}, {"id": "u", "places": [0, 1]}, {"id": "home", "places": [0, 0]}],
            "hires": [{"id": "ada", "home": "home", "from": 0, "to": 2, "stints": 2, "likes": ["u"]},
                {"id": "bo", "home": "home", "from": 0, "to": 1, "stints": 1, "must": ["t"]}],
        })
    }

    #[test]
    fn a_bootcamp_is_explained_in_words_and_as_json() {
        let (words, value) = told(&camp(), None).expect("its plan");
        for line in [
            "ada in u from week 1: worth 1400 (likes 100, new_connection 1000, thin_link 300)",
            "bo in t from week 0: worth 6300 (must 5000, new_connection 1000, thin_link 300)",
            "  next best: one placement fewer; the plan would lose 5000",
            "What would gain most:",
            "  one more place in t in week 0: gains 1290",
        ] {
            assert!(words.contains(line), "{line}\n{words}");
        }
        assert_eq!(value["extras"][0]["at_least"], 1290);
        assert_eq!(value["explanation"]["placements"].as_array().map(Vec::len), Some(2));
        let (one, _) = told(&camp(), Some("ada")).expect("she is in it");
        assert!(one.contains("ada in u") && !one.contains("bo in t"), "{one}");
        assert!(told(&camp(), Some("nobody")).is_none());
    }

    #[test]
    fn a_conflict_is_told_with_its_ways_out() {
        let mut camp = camp();
        camp["locked"] = json!([{"person": "ada", "team": "t", "start": 0}, {"person": "bo", "team": "t", "start": 0}]);
        let (words, _) = told(&camp, None).expect("its conflict");
        for line in [
            "There is no plan. week 0: t has 1 places, 2 newcomers are locked there (team-places).",
            "  way out: one more place in t in week 0: a plan is worth 3990 then",
            "  way out: ada in t from week 0 no longer locked: a plan is worth",
        ] {
            assert!(words.contains(line), "{line}\n{words}");
        }
    }

    #[test]
    fn a_coffee_plan_says_what_one_more_seat_gains() {
        let coffee = json!({
            "format": "weft-coffee/1", "teams": [{"id": "a", "seats": 1}, {"id": "b"}],
            "people": [{"id": "p", "team": "a"}, {"id": "q", "team": "a"}, {"id": "r", "team": "b"}, {"id": "s", "team": "b"}],
        });
        let (words, value) = told(&coffee, None).expect("its plan");
        assert!(words.contains("  one more seat in team a: gains 1550"), "{words}");
        assert_eq!(value["extras"][0]["changes"][0]["change"], "seat");
    }
}
