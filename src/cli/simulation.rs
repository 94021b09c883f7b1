//! `weft simulate`: turn-taking over many rounds, by Weft and by other policies.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Context;
use clap::Args;
use clap::builder::PossibleValuesParser;
use clap::value_parser;

use super::solver::{read, refused};
use super::{Failure, Outcome, Output};
use crate::optimise::problem::{Bridge, Group};
use crate::optimise::{self, CoffeeProblem, Problem};
use crate::simulate::{
    Links, POLICIES, Played, Policy, Repay, Report, Setup, Shape, generate, plot, simulate as run,
    table, taking_part,
};

#[derive(Debug, Args)]
pub(super) struct Simulate {
    /// People of a made-up organisation
    #[arg(long, value_name = "N", default_value_t = 50, conflicts_with = "problem")]
    people: usize,
    /// Teams of a made-up organisation; their sizes are uneven
    #[arg(long, value_name = "T", default_value_t = 8, conflicts_with = "problem")]
    teams: usize,
    /// Seats of each made-up team, for so many of a hundred of its people [default: no limit]
    #[arg(long, value_name = "PERCENT", conflicts_with = "problem", value_parser = value_parser!(u32).range(1..=100))]
    seats: Option<u32>,
    /// A weft-coffee/1 problem that is the whole organisation, with its ties; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    problem: Option<PathBuf>,
    /// How many of a hundred people take part at all, drawn once
    #[arg(long, value_name = "PERCENT", default_value_t = 100, value_parser = value_parser!(u32).range(1..=100))]
    taking_part: u32,
    /// How many rounds
    #[arg(long, value_name = "R", default_value_t = 26, value_parser = value_parser!(u32).range(1..=1000))]
    rounds: u32,
    /// How many of a hundred of those who take part are there, each round anew
    #[arg(long, value_name = "PERCENT", default_value_t = 90, value_parser = value_parser!(u32).range(1..=100))]
    present: u32,
    /// Days from one round to the next
    #[arg(long, value_name = "DAYS", default_value_t = 14, value_parser = value_parser!(u32).range(1..=3650))]
    cadence: u32,
    /// Who chooses the groups, each on its own
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(POLICIES), default_value = "weft,shuffle,greedy,ban")]
    policy: Vec<String>,
    /// Makes up the organisation, who is there, and what the policies roll
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Smallest and largest group [default: the problem's, or pairs]
    #[arg(long, value_name = "MIN..MAX", value_parser = sizes)]
    group: Option<(u32, u32)>,
    /// What the optimiser is told of sit-outs: what somebody is owed, as in the service, or those in a row
    #[arg(long, value_parser = PossibleValuesParser::new(["owed", "in-a-row"]), default_value = "owed")]
    repay: String,
    /// Which ties the optimiser is told of: those between people who are there, or all
    #[arg(long, value_parser = PossibleValuesParser::new(["present", "all"]), default_value = "all")]
    links: String,
    /// Two groups of teams that should come together, as in t000,t001:t004,t005; the report is with and without
    #[arg(long, value_name = "TEAMS:TEAMS", value_parser = sides)]
    target: Option<Sides>,
    /// In how many of a hundred rounds the target counts
    #[arg(long, value_name = "PERCENT", default_value_t = 50, requires = "target", value_parser = value_parser!(u32).range(5..=50))]
    share: u32,
    /// Write a picture of the rounds to this file (SVG)
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
}

pub(super) fn simulate(args: &Simulate, output: &Output) -> Outcome {
    let organisation = taking_part(&organisation(args)?, args.taking_part, args.seed);
    let policies: Vec<Policy> = args
        .policy
        .iter()
        .map(|name| name.parse().map_err(Failure::Usage))
        .collect::<Result<_, Failure>>()?;
    let setup = Setup {
        organisation: &organisation,
        target_percent: if args.target.is_some() { args.share } else { 0 },
        rounds: args.rounds,
        present_percent: args.present,
        cadence_days: args.cadence,
        repay: if args.repay == Repay::Owed.name() { Repay::Owed } else { Repay::InARow },
        links: if args.links == Links::All.name() { Links::All } else { Links::Present },
        seed: args.seed,
    };
    let started = Instant::now();
    let mut shown: Option<Instant> = None;
    let mut look = |played: &Played<'_>| {
        if shown.is_none_or(|at| at.elapsed() > Duration::from_millis(200)) {
            shown = Some(Instant::now());
            let seconds = started.elapsed().as_secs_f64();
            let (policy, round) = (played.policy.name(), played.round + 1);
            output
                .progress(&format!("{seconds:6.1} s  {policy}: round {round} of {}", args.rounds));
        }
    };
    let report = run(&setup, &policies, &mut look);
    let without = args.target.is_some().then(|| {
        let setup = Setup { target_percent: 0, ..setup };
        run(&setup, &[Policy::Weft], &mut look)
    });
    output.progress("");
    let report = report.map_err(|error| Failure::Usage(error.to_string()))?;
    if report.policies.iter().all(|line| line.measures.is_none()) {
        let reasons: Vec<&str> =
            report.policies.iter().filter_map(|line| line.refused.as_deref()).collect();
        return Err(Failure::Usage(reasons.join("\n")));
    }
    let mut text = table(&report);
    if let Some(file) = &args.plot {
        std::fs::write(file, plot(&report))
            .with_context(|| format!("{} cannot be written", file.display()))?;
        text.push_str(&format!("\npicture in {}", file.display()));
    }
    let mut json = serde_json::to_value(&report)?;
    if let Some(without) = without {
        let without = without.map_err(|error| Failure::Usage(error.to_string()))?;
        text.push_str(&compared(&report, &without));
        json["without_target"] = serde_json::to_value(&without)?;
    }
    output.result(&text, &json);
    Ok(())
}

/// What the target did: ties between its two groups, and new connections in all, with it and without.
fn compared(with: &Report, without: &Report) -> String {
    let weft = |report: &Report| {
        let line = report.policies.iter().find(|line| line.policy == Policy::Weft.name());
        line.and_then(|line| line.measures.as_ref())
            .map(|m| (report.bridged_ties + m.bridged as usize, m.new_connections))
    };
    let (Some(with_it), Some(without_it)) = (weft(with), weft(without)) else {
        return String::new();
    };
    format!(
        "\n\nties between the two groups: {} before, {} after without the target, {} with it (in {} of {} rounds)\n\
         new connections in all: {} without the target, {} with it",
        with.bridged_ties,
        without_it.0,
        with_it.0,
        with.target_rounds,
        with.rounds,
        without_it.1,
        with_it.1,
    )
}

fn organisation(args: &Simulate) -> Result<CoffeeProblem, Failure> {
    let mut organisation = match &args.problem {
        None => {
            let (people, teams, seats) = (args.people, args.teams, args.seats);
            generate(args.seed, Shape { people, teams, seats })
        }
        Some(path) => {
            let problem = optimise::parse(&read(path)?)
                .map_err(|error| Failure::Usage(refused(path, &error)))?;
            let Problem::Coffee(problem) = problem else {
                let from = path.display();
                return Err(Failure::Usage(format!(
                    "{from}: is no round of coffee chats; rounds are what is simulated"
                )));
            };
            problem
        }
    };
    if let Some((a, b)) = &args.target {
        let all = a.iter().flat_map(|one| b.iter().map(move |other| (one, other)));
        organisation.bridges = all.map(|(a, b)| Bridge { a: a.clone(), b: b.clone() }).collect();
    }
    if let Some((min, max)) = args.group {
        organisation.group = Group { min, max, odd: organisation.group.odd };
    }
    Ok(organisation)
}

/// Two groups of teams.
type Sides = (Vec<String>, Vec<String>);

/// Reads `t1,t2:t5`.
fn sides(text: &str) -> Result<Sides, String> {
    let Some((a, b)) = text.split_once(':') else {
        return Err("two groups of teams with a colon between: t1,t2:t5".into());
    };
    let side = |side: &str| -> Vec<String> {
        side.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect()
    };
    let (a, b) = (side(a), side(b));
    if a.is_empty() || b.is_empty() {
        return Err("each of the two groups needs a team".into());
    }
    Ok((a, b))
}

/// Reads `3..5`, or `4` for groups of four.
fn sizes(text: &str) -> Result<(u32, u32), String> {
    let (min, max) = text.split_once("..").unwrap_or((text, text));
    let number = |part: &str| part.parse::<u32>().map_err(|_| format!("{part:?} is no number"));
    let (min, max) = (number(min)?, number(max)?);
    if min < 2 || max < min {
        return Err(format!(
            "groups of {min} to {max}: at least two people, and the smaller first"
        ));
    }
    Ok((min, max))
}

#[cfg(test)]
mod tests {
    use super::{sides, sizes};

    #[test]
    fn a_target_is_two_groups_of_teams() {
        let of = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(sides("t1, t2:t5"), Ok((of(&["t1", "t2"]), of(&["t5"]))));
        for wrong in ["t1", "t1:", ":", ",:t1", ""] {
            assert!(sides(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn sizes_are_a_range_or_one_number() {
        assert_eq!(sizes("3..5"), Ok((3, 5)));
        assert_eq!(sizes("4"), Ok((4, 4)));
        for wrong in ["1..2", "5..3", "a..4", "3..", ""] {
            assert!(sizes(wrong).is_err(), "{wrong}");
        }
    }
}
