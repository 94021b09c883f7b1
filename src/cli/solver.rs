//! `weft solve` and `weft certify`: the optimiser without the service.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use clap::Args;
use serde_json::json;

use super::{Failure, Outcome, Output, count};
use crate::optimise::{
    self, Budget, Kind, Phase, Plan, Progress, RefusalKind, SCHEMA_KINDS, Status,
};

/// The most bytes that are read as a problem or plan.
const MOST: u64 = 1 << 30;

#[derive(Debug, Args)]
pub(super) struct Solve {
    /// The problem (JSON); `-` reads standard input
    #[arg(required_unless_present_any = ["schema", "sample"])]
    problem: Option<PathBuf>,
    /// Chooses among equally good plans
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Stop after so many seconds with the best plan so far, and the proven bound
    #[arg(long, value_name = "SECONDS")]
    time_limit: Option<f64>,
    /// Write the plan to this file instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Print the JSON Schema of a format and end
    #[arg(long, value_name = "KIND", conflicts_with = "problem")]
    schema: Option<String>,
    /// Print a small problem to try things with and end: weft-coffee/1, weft-bootcamp/1 or weft-rotation/1
    #[arg(long, value_name = "KIND", conflicts_with_all = ["problem", "schema"])]
    sample: Option<String>,
}

/// A small valid problem of each format.
const SAMPLES: [(&str, &str); 3] = [
    ("weft-coffee/1", include_str!("samples/coffee.json")),
    ("weft-bootcamp/1", include_str!("samples/bootcamp.json")),
    ("weft-rotation/1", include_str!("samples/rotation.json")),
];

/// The sample of a format; also by its first word, as schemas are.
fn sample(kind: &str) -> Option<&'static str> {
    let is_it = |format: &str| {
        let name = format.split('/').next().unwrap_or(format);
        kind == format || kind == name || Some(kind) == name.strip_prefix("weft-")
    };
    SAMPLES.iter().find(|(format, _)| is_it(format)).map(|(_, text)| *text)
}

#[derive(Debug, Args)]
pub(super) struct Certify {
    /// The problem (JSON)
    problem: PathBuf,
    /// The plan (JSON); `-` reads standard input
    plan: PathBuf,
}

pub(super) fn solve(args: &Solve, output: &Output) -> Outcome {
    if let Some(kind) = &args.schema {
        let Some(schema) = optimise::schema(kind) else {
            let known = SCHEMA_KINDS.join(", ");
            return Err(Failure::Usage(format!("there is no format {kind}; there are {known}")));
        };
        output.result(&format!("{schema:#}"), &schema);
        return Ok(());
    }
    if let Some(kind) = &args.sample {
        let Some(text) = sample(kind) else {
            let known: Vec<&str> = SAMPLES.iter().map(|(format, _)| *format).collect();
            let known = known.join(", ");
            return Err(Failure::Usage(format!("there is no sample {kind}; there are {known}")));
        };
        output.result(text, &serde_json::from_str(text)?);
        return Ok(());
    }
    let Some(path) = &args.problem else {
        return Err(Failure::Usage("which problem?".to_owned()));
    };
    let limit = match args.time_limit {
        None => None,
        Some(seconds) => Some(Duration::try_from_secs_f64(seconds).map_err(|_| {
            Failure::Usage(format!("--time-limit {seconds}: not a number of seconds"))
        })?),
    };
    let bytes = read(path)?;
    let problem = optimise::parse(&bytes).map_err(|error| Failure::Usage(refused(path, &error)))?;
    let hash = optimise::sha256(&bytes);
    // A problem of a million people is large enough to stand in memory once.
    drop(bytes);
    let started = Instant::now();
    let clock = || started.elapsed();
    let budget = Budget { time_limit: limit, cancel: None, clock: &clock };
    let mut shown: Option<Instant> = None;
    let plan = optimise::solve(&problem, &hash, args.seed, &budget, &mut |progress| {
        if shown.is_none_or(|at| at.elapsed() > Duration::from_millis(200)) {
            shown = Some(Instant::now());
            output.progress(&words(progress, started));
        }
    });
    output.progress("");
    let plan = plan.map_err(|error| Failure::Usage(error.to_string()))?;
    let Some(out) = &args.out else {
        // Without a file the plan itself is what is printed, for people and machines alike.
        let value = serde_json::to_value(&plan)?;
        output.result(&format!("{value:#}"), &value);
        return Ok(());
    };
    write(out, &plan).with_context(|| format!("{} cannot be written", out.display()))?;
    let gap = serde_json::to_value(plan.gap)?;
    let seconds = plan.seconds;
    output.result(
        &format!(
            "{}: {}, {} left out, {}; value {}, bound {}, gap {}; {seconds:.2} s\nplan in {}",
            status(plan.status),
            found(&plan),
            plan.left_out.len(),
            count(
                usize::try_from(plan.new_connections).unwrap_or(usize::MAX),
                "new connection",
                "new connections"
            ),
            plan.value,
            plan.bound,
            gap,
            out.display(),
        ),
        &json!({
            "status": plan.status,
            "groups": plan.groups.len(),
            "placements": plan.placements.len(),
            "conflict": plan.conflict,
            "left_out": plan.left_out.len(),
            "new_connections": plan.new_connections,
            "value": plan.value,
            "bound": plan.bound,
            "gap": gap,
            "seconds": seconds,
            "problem_sha256": plan.problem_sha256,
            "out": out.display().to_string(),
        }),
    );
    Ok(())
}

/// Writes a plan piece by piece.
fn write(out: &Path, plan: &Plan) -> std::io::Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(out)?);
    serde_json::to_writer_pretty(&mut file, plan)?;
    file.write_all(b"\n")?;
    file.flush()
}

pub(super) fn certify(args: &Certify, output: &Output) -> Outcome {
    if args.problem == Path::new("-") && args.plan == Path::new("-") {
        return Err(Failure::Usage("standard input can be one of the two only".to_owned()));
    }
    let problem = read(&args.problem)?;
    let plan = Plan::parse(&read(&args.plan)?).map_err(|error| {
        let from = args.plan.display();
        // The problem comes first: a plan in its place is most likely a slip.
        let swapped = Plan::parse(&problem).is_ok();
        let hint = if swapped {
            "are the two files swapped?"
        } else {
            "plans are what `weft solve` writes"
        };
        Failure::Usage(format!("{from}: {error}; {hint}"))
    })?;
    let verdict = optimise::certify_bytes(&problem, &plan)
        .map_err(|error| Failure::Usage(refused(&args.problem, &error)))?;
    let mut sentences = String::new();
    for check in &verdict.checked {
        sentences.push_str(&format!("holds        {} ({})\n", check.what, check.count));
    }
    for what in &verdict.not_checked {
        sentences.push_str(&format!("not checked  {what}\n"));
    }
    for refusal in &verdict.refused {
        sentences.push_str(&format!("REFUSED      {}: {}\n", refusal.place, refusal.reason));
    }
    let bound = verdict.bound.map_or_else(|| "none".to_owned(), |bound| bound.to_string());
    sentences.push_str(&format!("value {}, proven bound {bound}", verdict.value));
    let holds = verdict.holds();
    output.result(
        &sentences,
        &json!({
            "holds": holds,
            "value": verdict.value,
            "bound": verdict.bound,
            "checked": verdict.checked,
            "not_checked": verdict.not_checked,
            "refused": verdict.refused,
        }),
    );
    if holds { Ok(()) } else { Err(anyhow::anyhow!("the plan is refused").into()) }
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(MOST).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(MOST).read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::Usage(format!("{} cannot be read: {error}", path.display())))?;
    Ok(bytes)
}

pub(super) fn refused(path: &Path, error: &optimise::ProblemError) -> String {
    match error.kind {
        RefusalKind::Invalid => format!("{}: {error}", path.display()),
        RefusalKind::NotYet => {
            format!("{}: {error} (this version does not solve it)", path.display())
        }
    }
}

fn words(progress: Progress, started: Instant) -> String {
    let doing = match progress.phase {
        Phase::Search => "searching",
        Phase::Bound => "lowering the bound",
        Phase::Prove => "proving",
        Phase::Done => "done",
    };
    let bound = progress.bound.map_or_else(|| "?".to_owned(), |bound| bound.to_string());
    let seconds = started.elapsed().as_secs_f64();
    format!("{seconds:6.1} s  {doing}: value {}, bound {bound}", progress.value)
}

/// What the plan is made of, or why there is none.
fn found(plan: &Plan) -> String {
    match (&plan.conflict, plan.kind) {
        (Some(conflict), _) => format!("{} ({})", conflict.words, conflict.constraint),
        (None, Kind::Coffee) => count(plan.groups.len(), "group", "groups"),
        (None, _) => count(plan.placements.len(), "placement", "placements"),
    }
}

fn status(status: Status) -> &'static str {
    status.name()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_solved_and_its_plan_certified() {
        for (format, text) in SAMPLES {
            let problem = optimise::parse(text.as_bytes()).expect(format);
            let clock = || Duration::ZERO;
            let budget = Budget { time_limit: None, cancel: None, clock: &clock };
            let hash = optimise::sha256(text.as_bytes());
            let plan = optimise::solve(&problem, &hash, 7, &budget, &mut |_| {}).expect(format);
            assert_eq!(plan.status, Status::Optimal, "{format}");
            assert!(plan.value > 0 && plan.conflict.is_none(), "{format}: {plan:?}");
            let verdict = optimise::certify_bytes(text.as_bytes(), &plan).expect(format);
            assert!(verdict.holds(), "{format}: {:?}", verdict.refused);
        }
    }

    #[test]
    fn samples_are_found_as_schemas_are() {
        for kind in ["weft-coffee/1", "weft-bootcamp", "rotation"] {
            assert!(sample(kind).is_some() && optimise::schema(kind).is_some(), "{kind}");
        }
        assert!(sample("coffee/1").is_none() && sample("").is_none());
    }
}
