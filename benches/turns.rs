//! Turn-taking over many rounds: the rows "team pairs tied", "groups of 4" and "52 rounds" of the optimiser's claims, as
//! counts and shares. Seconds are printed for readers; nothing fails by time. Run with `cargo bench --bench turns`.

#[path = "../tests/simulate/eu_core.rs"]
mod eu_core;

use std::io::Write;
use std::time::Instant;

use weft::optimise::CoffeeProblem;
use weft::optimise::problem::Group;
use weft::simulate::{
    BAN_DAYS, GREEDY_ROUNDS, Links, Policy, Repay, Setup, Shape, generate, of_sizes, simulate,
    table,
};

const ALL: [Policy; 5] = [
    Policy::Weft,
    Policy::Shuffle,
    Policy::Greedy { rounds: GREEDY_ROUNDS },
    Policy::Ban { days: BAN_DAYS },
    Policy::Ban { days: u32::MAX },
];

fn show(
    out: &mut impl Write,
    name: &str,
    policies: &[Policy],
    setup: Setup<'_>,
) -> std::io::Result<()> {
    let began = Instant::now();
    let report = simulate(&setup, policies, &mut |_| ()).map_err(std::io::Error::other)?;
    let seconds = began.elapsed().as_secs_f64();
    writeln!(out, "== {name}\n{}\n{seconds:.1} s\n", table(&report))
}

fn setup(organisation: &CoffeeProblem, rounds: u32, present_percent: u32) -> Setup<'_> {
    let repay = Repay::Owed;
    let links = Links::All;
    Setup {
        organisation,
        rounds,
        present_percent,
        cadence_days: 14,
        repay,
        links,
        target_percent: 0,
        seed: 1,
    }
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let whole = eu_core::organisation(false).unwrap_or_else(|| of_sizes(&eu_core::DEPARTMENTS));
    let pool = eu_core::pool(whole);
    let name = "team pairs tied after 1, 3, 5, 10, 26 rounds: eu-core, 30 % taking part";
    show(&mut out, name, &ALL, setup(&pool, 26, 100))?;
    if let Some(known) = eu_core::organisation(true) {
        let pool = eu_core::pool(known);
        show(&mut out, "the same with the real ties", &ALL, setup(&pool, 26, 100))?;
    }

    let teams = generate(7, Shape { people: 200, teams: 40, seats: None });
    let absent = setup(&teams, 10, 90);
    show(&mut out, "200 people of 40 teams, 90 % present", &[Policy::Weft], absent)?;
    let present = Setup { links: Links::Present, ..absent };
    show(&mut out, "the same, told of ties of those who are there only", &[Policy::Weft], present)?;

    let mut hundred = generate(1, Shape { people: 100, teams: 12, seats: None });
    hundred.group = Group { min: 4, max: 4, odd: None };
    let policies = [Policy::Weft, Policy::Shuffle];
    show(&mut out, "groups of 4, 100 people, 26 rounds", &policies, setup(&hundred, 26, 100))?;

    let fifty = generate(1, Shape { people: 50, teams: 8, seats: None });
    show(&mut out, "52 rounds, 50 people, 90 % present", &ALL, setup(&fifty, 52, 90))?;
    let in_a_row = Setup { repay: Repay::InARow, ..setup(&fifty, 52, 90) };
    show(&mut out, "the same, told of sit-outs in a row only", &[Policy::Weft], in_a_row)
}
