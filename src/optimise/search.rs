//! Seeded search for good plans: annealing by small changes, each valued exactly with the link term.
//!
//! All arithmetic is in integers, so the same seed gives the same plan on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;

use super::Budget;
use super::instance::Instance;
use super::state::State;

/// A fast stream of numbers, started from the cryptographic generator.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice for the given seed and purpose.
    #[must_use]
    pub fn new(seed: u64, purpose: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&purpose.to_le_bytes());
        Self(ChaCha8Rng::from_seed(bytes).next_u64())
    }

    /// The next number (`SplitMix64`).
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.roll()) * n as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// How much a plan may lose in this step at the given temperature: exponentially distributed, roughly.
    ///
    /// Units: temperature in 1/256 milli-connection, the answer in milli-connections.
    pub(super) fn patience(&mut self, temperature: i64) -> i64 {
        let roll = self.roll() | 1;
        let whole = i64::from(roll.leading_zeros());
        let mantissa = (roll << roll.leading_zeros()) >> 55;
        let part = 512 - i64::try_from(mantissa).unwrap_or(256);
        // −ln u = −log₂ u · 0.693; log₂ by its whole part and a straight line between.
        temperature * (whole * 256 + part) * 177 / (256 * 256 * 256)
    }
}

/// One random change, kept if the plan loses at most `patience`.
fn step(state: &mut State<'_>, dice: &mut Dice, p: usize, q: usize, patience: i64) -> Option<i64> {
    let trio_free = state.instance.trio && state.trios == 0;
    let floor = -patience;
    if state.group_of[p] == state.group_of[q] {
        return if state.size_of(p) == 2 && dice.below(8) == 0 {
            state.leave(p, floor)
        } else {
            None
        };
    }
    match (state.size_of(p), state.size_of(q)) {
        (1, 1) => state.join(p, q, floor),
        (1, 2) if trio_free && dice.below(2) == 0 => state.join(p, q, floor),
        (2, 2) if trio_free && dice.below(16) == 0 => state.join(p, q, floor),
        (3, 1 | 2) if dice.below(2) == 0 => state.join(p, q, floor),
        _ => state.swap(p, q, floor),
    }
}

/// How long and how warm to search.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    /// Steps in all.
    pub steps: usize,
    /// Temperature at the start. Units: milli-connections.
    pub warm: i64,
    /// How many searches from different seeds; the best counts.
    pub chains: u64,
}

/// One annealing run; ends early when the budget does.
pub fn anneal(state: &mut State<'_>, dice: &mut Dice, schedule: Schedule, budget: &Budget<'_>) {
    let n = state.instance.n;
    if n < 2 {
        return;
    }
    let mut best: Option<(i64, Vec<Vec<usize>>)> = None;
    let mut temperature = schedule.warm * 256;
    let rounds = 440;
    for round in 0..rounds {
        let cold = round >= 400;
        for at in 0..=schedule.steps / rounds {
            if at % 4096 == 0 && budget.is_over() {
                break;
            }
            let (p, q) = (dice.below(n), dice.below(n));
            let patience = if cold { 0 } else { dice.patience(temperature) };
            if p != q {
                step(state, dice, p, q, patience);
            }
        }
        temperature -= temperature / 64;
        if round >= 300
            && round % 20 == 0
            && best.as_ref().is_none_or(|(value, _)| state.value > *value)
        {
            best = Some((state.value, state.listed()));
        }
    }
    if let Some((value, groups)) = best
        && value > state.value
    {
        *state = State::with_groups(state.instance, &groups);
    }
}

/// A cooler run that only tries to bring likely partners together: those the prices leave (nearly) nothing to gain by.
fn refine(
    state: &mut State<'_>,
    dice: &mut Dice,
    likely: &[Vec<usize>],
    schedule: Schedule,
    budget: &Budget<'_>,
) {
    let n = state.instance.n;
    let mut best = (state.value, state.listed());
    let mut temperature = schedule.warm * 256;
    let rounds = 330;
    for round in 0..rounds {
        for at in 0..=schedule.steps / rounds {
            if at % 4096 == 0 && budget.is_over() {
                break;
            }
            let p = dice.below(n);
            if likely[p].is_empty() {
                continue;
            }
            let q = likely[p][dice.below(likely[p].len())];
            let patience = if round >= 300 { 0 } else { dice.patience(temperature) };
            if state.group_of[p] == state.group_of[q] {
                continue;
            }
            match (state.mate(p), state.mate(q)) {
                (Some(mate), _) if state.size_of(q) < 3 => state.swap(mate, q, -patience),
                (_, Some(mate)) if state.size_of(p) < 3 => state.swap(mate, p, -patience),
                _ => step(state, dice, p, q, patience),
            };
        }
        temperature -= temperature / 48;
        if round % 30 == 0 && state.value > best.0 {
            best = (state.value, state.listed());
        }
    }
    if best.0 > state.value {
        *state = State::with_groups(state.instance, &best.1);
    }
}

/// Refines a plan from several seeds at once; the best counts, among equals the first.
#[must_use]
pub fn refined<'a>(
    start: &State<'a>,
    seed: u64,
    likely: &[Vec<usize>],
    schedule: Schedule,
    budget: &Budget<'_>,
) -> State<'a> {
    let groups = start.listed();
    let chains: Vec<State<'a>> = (0..schedule.chains)
        .into_par_iter()
        .map(|chain| {
            let mut dice = Dice::new(seed, 1_000 * chain + 999);
            let mut state = State::with_groups(start.instance, &groups);
            refine(&mut state, &mut dice, likely, schedule, budget);
            state
        })
        .collect();
    let mut best = State::with_groups(start.instance, &groups);
    for chain in chains {
        if chain.value > best.value {
            best = chain;
        }
    }
    best
}

/// Searches from several seeds at once and returns the best plan's groups with its value.
///
/// The same for any number of threads: the best value wins, among equals the first chain.
#[must_use]
pub fn search(
    instance: &Instance,
    seed: u64,
    schedule: Schedule,
    start: Option<&[Vec<usize>]>,
    budget: &Budget<'_>,
) -> (i64, Vec<Vec<usize>>) {
    let runs: Vec<(i64, Vec<Vec<usize>>)> = (0..schedule.chains)
        .into_par_iter()
        .map(|chain| {
            let mut dice = Dice::new(seed, chain);
            let mut state = match start {
                Some(groups) => State::with_groups(instance, groups),
                None => State::new(instance),
            };
            anneal(&mut state, &mut dice, schedule, budget);
            (state.value, state.listed())
        })
        .collect();
    let mut best = (0, Vec::new());
    for run in runs {
        if run.0 > best.0 {
            best = run;
        }
    }
    best
}
