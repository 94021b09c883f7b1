//! Bootcamps and rotations of an organisation's size, from a seed: capacity is scarce, wishes overlap.

use weft::optimise::TeamLink;
use weft::optimise::bootcamp::{self, BootcampProblem, Hire};
use weft::optimise::rotation::{self, Applicant, RotationProblem};

use crate::make::Stream;

fn small(n: u64) -> u32 {
    u32::try_from(n).expect("small")
}

fn team(t: u64) -> String {
    format!("t{t}")
}

/// Each team knows ten or so others.
fn links(dice: &mut Stream, teams: u64) -> Vec<TeamLink> {
    let mut links = Vec::new();
    for a in 0..teams {
        for b in a + 1..teams {
            if dice.below(teams) < 10 {
                links.push(TeamLink { a: team(a), b: team(b), ties: small(1 + dice.below(12)) });
            }
        }
    }
    links
}

/// Different teams, the low numbers somewhat dearer to everybody.
fn wished(dice: &mut Stream, teams: u64, many: u64, but: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    while (all.len() as u64) < many.min(teams - 1) {
        let one = team(dice.below(teams).min(dice.below(teams)));
        if one != but && !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// Hires who begin all through the first half, stay for 8 to 12 weeks, and ask for somewhat more than there is.
pub fn bootcamp(seed: u64, hires: u64, teams: u64, weeks: u32, stints: u32) -> BootcampProblem {
    let mut dice = Stream(seed ^ 0xCA3B);
    let mut problem = BootcampProblem {
        format: bootcamp::FORMAT.into(),
        weeks,
        teams: Vec::new(),
        hires: Vec::new(),
        links: links(&mut dice, teams),
        locked: Vec::new(),
        given: Vec::new(),
        order: Vec::new(),
        windows: Vec::new(),
        weights: bootcamp::Weights::default(),
    };
    let core = teams / 20;
    for t in 0..teams {
        let usual = if t < core { 6 } else { dice.below(3) };
        let places = (0..weeks).map(|_| small(usual + dice.below(2)));
        problem.teams.push(bootcamp::Host { id: team(t), places: places.collect() });
    }
    for h in 0..hires {
        let home = team(dice.below(teams));
        let stay = (8 + small(dice.below(5))).min(weeks);
        let from = small(dice.below(u64::from(weeks - stay + 1)));
        let (must, likes, avoid) = (dice.below(3), dice.below(6), dice.below(3));
        // What everybody has to see are a few teams that are prepared for it.
        let must = wished(&mut dice, core.max(3), must, &home);
        let avoid = wished(&mut dice, teams, avoid, &home);
        problem.hires.push(Hire {
            id: format!("h{h}"),
            from,
            to: from + stay,
            stints,
            length: 1 + small(dice.below(2)),
            avoid: avoid.into_iter().filter(|one| !must.contains(one)).collect(),
            likes: wished(&mut dice, teams, likes, &home),
            must,
            home,
        });
    }
    problem
}

/// Applicants with two to five choices; teams lend and host a few, and keep a balance of two.
pub fn rotation(seed: u64, applicants: u64, teams: u64, periods: u32) -> RotationProblem {
    let mut dice = Stream(seed ^ 0x20FA);
    let mut problem = RotationProblem {
        format: rotation::FORMAT.into(),
        periods,
        teams: Vec::new(),
        applicants: Vec::new(),
        links: links(&mut dice, teams),
        rules: rotation::Rules { balance: Some(2) },
        locked: Vec::new(),
        given: Vec::new(),
        weights: rotation::Weights::default(),
    };
    for t in 0..teams {
        let mut times = || (0..periods).map(|_| small(dice.below(4))).collect();
        problem.teams.push(rotation::Host { id: team(t), places: times(), lend: times() });
    }
    for a in 0..applicants {
        let own = team(dice.below(teams));
        let many = 2 + dice.below(4);
        problem.applicants.push(Applicant {
            id: format!("p{a}"),
            choices: wished(&mut dice, teams, many, &own),
            team: own,
            manager: Some(format!("m{}", dice.below(1 + applicants / 8))),
            periods: (0..periods).filter(|_| dice.percent(60)).collect(),
            length: 1 + small(dice.below(2)),
            waited: small(dice.below(6).saturating_sub(2)),
            owed: 0,
        });
    }
    problem
}
