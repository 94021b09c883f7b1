//! Bootcamps and rotations of an organisation's size: value, proven bound, gap, seconds; nothing fails by time.
//!
//!     cargo bench --bench placements                                 # the sizes of the specification
//!     cargo bench --bench placements -- small                        # a tenth of them
//!     cargo bench --bench placements -- peer=~/.cache/weft/oracle-venv/bin/python
//!
//! With a `peer`, a Python that has OR-tools, CP-SAT gets each file too, and twice the time; ratios are printed.

#[path = "../tests/optimise/large.rs"]
mod large;
#[path = "../tests/optimise/make.rs"]
#[expect(dead_code, reason = "only its stream of numbers is needed here")]
mod make;

use std::io::{Error, Result, Write};
use std::process::Command;
use std::time::Instant;

use serde_json::Value;
use weft::optimise::{Budget, certify_bytes, parse, sha256, solve};

fn line(out: &mut impl Write, name: &str, bytes: &[u8], peer: Option<&str>) -> Result<()> {
    let read = parse(bytes).map_err(Error::other)?;
    let began = Instant::now();
    let clock = move || began.elapsed();
    let budget = Budget::unlimited(&clock);
    let plan = solve(&read, &sha256(bytes), 7, &budget, &mut |_| ()).map_err(Error::other)?;
    let seconds = began.elapsed().as_secs_f64();
    let verdict = certify_bytes(bytes, &plan).map_err(Error::other)?;
    writeln!(
        out,
        "{name:<34} value {:>9} bound {:>9} gap {:>6} ppm  placed {:>5}  holds {}  {seconds:.1} s",
        plan.value,
        plan.bound,
        plan.gap.0 / 1_000,
        plan.placements.len(),
        verdict.holds(),
    )?;
    let Some(python) = peer else { return Ok(()) };
    let file = std::env::temp_dir().join(format!("weft-placements-{}.json", std::process::id()));
    std::fs::write(&file, bytes)?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/cpsat_placements.py");
    let twice = format!("{:.1}", 2.0 * seconds);
    let answer = Command::new(python).arg(script).arg(&file).arg(twice).output()?;
    std::fs::remove_file(&file)?;
    let answer: Value = serde_json::from_slice(&answer.stdout).map_err(Error::other)?;
    let took = answer["seconds"].as_f64().unwrap_or(0.0);
    match answer["value"].as_i64() {
        Some(value) => writeln!(
            out,
            "{:<34} value {value:>9} bound {:>9}; Weft's value is {:+} of it, in 1/{:.1} of the time",
            "  CP-SAT",
            answer["bound"],
            plan.value - value,
            took / seconds,
        ),
        None => writeln!(out, "{:<34} no plan in {took:.1} s", "  CP-SAT"),
    }
}

fn main() -> Result<()> {
    let mut out = std::io::stdout().lock();
    let arguments: Vec<String> = std::env::args().collect();
    let part = if arguments.iter().any(|argument| argument == "small") { 10 } else { 1 };
    let peer = arguments.iter().find_map(|argument| argument.strip_prefix("peer="));
    let (hires, applicants) = (1_000 / part, 5_000 / part);
    for seed in 1..=2 {
        let camp = large::bootcamp(seed, hires, 200 / part, 26, 4);
        let name = format!("bootcamp {hires} × {} × 26 × 4, seed {seed}", 200 / part);
        line(&mut out, &name, &serde_json::to_vec(&camp)?, peer)?;
        let turn = large::rotation(seed, applicants, 500 / part, 4);
        let name = format!("rotation {applicants} × {} × 4, seed {seed}", 500 / part);
        line(&mut out, &name, &serde_json::to_vec(&turn)?, peer)?;
    }
    Ok(())
}
