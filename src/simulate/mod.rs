//! Turn-taking over many rounds: what a policy does to the same people, with the same attendance, round after round.
//!
//! Pure, as the optimiser is: the same setup gives the same report. The measures stand in `docs/simulation.md`.

mod count;
mod dice;
mod history;
mod organisation;
mod plot;
mod policy;
mod possible;
mod report;
mod table;
mod worth;

use thiserror::Error;

use crate::domain::target::counts_in;
use crate::optimise::problem::Group;
use crate::optimise::{CoffeeProblem, ProblemError, RefusalKind, check};
use count::{Count, remember};
use dice::{Dice, Purpose};
use history::{History, People, Round};

pub use count::REPEAT_ROUNDS;
pub use history::{Links, Repay};
pub use organisation::{Shape, generate, of_sizes, taking_part};
pub use plot::plot;
pub use policy::{BAN_DAYS, GREEDY_ROUNDS, POLICIES, Policy};
pub use report::{COVERAGE_AFTER, Line, Measures, Point, REPORT_FORMAT, Report, Share};
pub use table::table;

/// What is simulated.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'a> {
    /// Everybody who takes part, and the ties from before the first round. Their `waited` is where they start.
    pub organisation: &'a CoffeeProblem,
    /// How many rounds.
    pub rounds: u32,
    /// How many of a hundred are there; rolled for each person and round.
    pub present_percent: u32,
    /// Days from one round to the next.
    pub cadence_days: u32,
    /// What the optimiser is told of sit-outs.
    pub repay: Repay,
    /// Which ties the optimiser is told of.
    pub links: Links,
    /// In how many of a hundred rounds the organisation's `bridges` count ([`crate::domain::target::counts_in`]).
    pub target_percent: u32,
    /// Chooses who is there, and what the policies roll.
    pub seed: u64,
}

/// One round of one policy, for those who want to look at each.
#[derive(Debug)]
pub struct Played<'a> {
    /// The policy.
    pub policy: Policy,
    /// The round's number, from 0.
    pub round: u32,
    /// Who was there, as places in the organisation's people, ascending.
    pub present: &'a [usize],
    /// Who met whom.
    pub groups: &'a [Vec<usize>],
}

/// Why nothing is simulated.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SimulateError {
    /// The organisation is no right problem.
    #[error("the organisation is refused: {0}")]
    Organisation(#[from] ProblemError),
}

/// Lets each policy make all rounds, for the same people there, and counts what comes of it.
///
/// `look` sees every round. A policy that cannot make groups of the sizes asked for stands in the report with its
/// reason.
/// Errors: [`SimulateError::Organisation`] when the organisation is wrong (one that is only too large for the optimiser
/// is for the other policies).
/// Cost: rounds times what the policies cost: `weft` under a second for 60 people, a few for 1,000.
pub fn simulate(
    setup: &Setup<'_>,
    policies: &[Policy],
    look: &mut dyn FnMut(&Played<'_>),
) -> Result<Report, SimulateError> {
    let organisation = setup.organisation;
    // Sizes of groups are each policy's own to accept; all else has to be right.
    let pairs = CoffeeProblem { group: Group::default(), ..organisation.clone() };
    match check(&pairs) {
        Err(error) if error.kind == RefusalKind::Invalid => return Err(error.into()),
        _ => {}
    }
    let people = People::new(organisation);
    let lines = policies
        .iter()
        .map(|&policy| {
            let played = play(setup, &people, policy, look);
            let (measures, refused) = match played {
                Ok(measures) => (Some(measures), None),
                Err(reason) => (None, Some(reason)),
            };
            Line { policy: policy.name(), refused, measures }
        })
        .collect();
    let target_percent = if people.bridges.is_empty() { 0 } else { setup.target_percent };
    let of_target = |number: &u32| counts_in(*number, target_percent);
    let bridged = |&&(p, q): &&(usize, usize)| {
        people.bridges.contains(&history::pair(people.team[p], people.team[q]))
    };
    let mut teams = people.team.clone();
    teams.sort_unstable();
    teams.dedup();
    Ok(Report {
        format: REPORT_FORMAT,
        people: people.count(),
        teams: teams.len(),
        ties: people.imported.len(),
        rounds: setup.rounds,
        present_percent: setup.present_percent,
        cadence_days: setup.cadence_days,
        repay: setup.repay.name(),
        links: setup.links.name(),
        bridged_ties: people.imported.keys().filter(bridged).count(),
        target_percent,
        target_rounds: u32::try_from((1..=setup.rounds).filter(of_target).count()).unwrap_or(0),
        group: (organisation.group.min, organisation.group.max),
        seed: setup.seed,
        policies: lines,
    })
}

fn play(
    setup: &Setup<'_>,
    people: &People<'_>,
    policy: Policy,
    look: &mut dyn FnMut(&Played<'_>),
) -> Result<Measures, String> {
    let waited = people.organisation.people.iter().map(|person| person.waited).collect();
    let mut history = History {
        sat_out: vec![0; people.count()],
        account: vec![0; people.count()],
        waited,
        ..History::default()
    };
    let mut count = Count::new(people);
    let mut proven = None;
    for number in 0..setup.rounds {
        let present = present(setup, people.count(), number);
        let cadence_days = setup.cadence_days;
        let waited = setup.repay.told(people, &history, &present);
        let round = Round {
            people,
            history: &history,
            number,
            cadence_days,
            present: &present,
            waited,
            links: setup.links,
            bridged: counts_in(number + 1, setup.target_percent),
        };
        let choice = policy::choose(policy, &round, setup.seed)?;
        let worth = worth::worth(&round, &choice.groups);
        if let Some((value, optimal)) = choice.plan {
            debug_assert_eq!(value, worth.value, "the plan's own value, counted anew");
            *proven.get_or_insert(0) += u32::from(optimal);
        }
        count.round(&round, &choice.groups, worth);
        remember(&mut history, number, &present, &choice.groups);
        look(&Played { policy, round: number, present: &present, groups: &choice.groups });
    }
    Ok(count.measures(&history, proven))
}

/// Who is there: rolled for each person and round by itself, so that no policy changes it.
fn present(setup: &Setup<'_>, people: usize, round: u32) -> Vec<usize> {
    (0..people)
        .filter(|&person| {
            let at = u64::from(round) << 32 | person as u64;
            setup.present_percent >= 100
                || Dice::new(setup.seed, Purpose::Attendance, at).percent(setup.present_percent)
        })
        .collect()
}
