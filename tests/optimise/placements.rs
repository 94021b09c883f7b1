//! Random bootcamps and rotations with every feature of the formats, and brute force written from the specification.

use weft::optimise::bootcamp::{self, Before, BootcampProblem, Hire, Window};
use weft::optimise::rotation::{self, Applicant, RotationProblem};
use weft::optimise::{Given, TeamLink};

use crate::make::Stream;

fn small(n: u64) -> u32 {
    u32::try_from(n).expect("small")
}

fn team(t: u64) -> String {
    format!("t{t}")
}

fn links(dice: &mut Stream, teams: u64) -> Vec<TeamLink> {
    let mut links = Vec::new();
    for a in 0..teams {
        for b in a + 1..teams {
            if dice.percent(40) {
                links.push(TeamLink { a: team(b), b: team(a), ties: small(dice.below(6)) });
            }
        }
    }
    links
}

fn some_teams(dice: &mut Stream, teams: u64, percent: u64, but: &str) -> Vec<String> {
    let mut all: Vec<String> =
        (0..teams).map(team).filter(|t| t != but && dice.percent(percent)).collect();
    for i in (1..all.len()).rev() {
        all.swap(i, usize::try_from(dice.below(i as u64 + 1)).expect("small"));
    }
    all
}

/// A bootcamp; what is locked or given is whatever the seed says, so that some have no plan.
pub fn bootcamp(seed: u64, hires: u64, teams: u64, weeks: u32) -> BootcampProblem {
    let mut dice = Stream(seed.wrapping_mul(0x5851_F42D_4C95_7F2D) ^ 0xB007);
    let (long, must, avoid, likes) =
        (dice.percent(40), dice.percent(60), dice.percent(40), dice.percent(70));
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
    for t in 0..teams {
        let places =
            (0..weeks).map(|_| [1, 1, 0, 2][usize::try_from(dice.below(4)).expect("small")]);
        problem.teams.push(bootcamp::Host { id: team(t), places: places.collect() });
    }
    for h in 0..hires {
        let home = team(dice.below(teams));
        let from = small(dice.below(u64::from(weeks)));
        let to = from + small(dice.below(u64::from(weeks - from) + 1));
        let mut names =
            |on: bool, p: u64| if on { some_teams(&mut dice, teams, p, &home) } else { Vec::new() };
        let (must, avoid, likes) = (names(must, 30), names(avoid, 25), names(likes, 50));
        problem.hires.push(Hire {
            id: format!("h{h}"),
            home,
            from,
            to,
            stints: small(dice.below(4)),
            length: if long { small(1 + dice.below(3)) } else { 1 },
            must,
            avoid,
            likes,
        });
    }
    let spots = |dice: &mut Stream, many: u64| {
        let mut all: Vec<Given> = (0..many)
            .map(|_| Given {
                person: format!("h{}", dice.below(hires)),
                team: team(dice.below(teams)),
                start: small(dice.below(u64::from(weeks))),
            })
            .collect();
        all.sort();
        all.dedup();
        all
    };
    if dice.percent(25) {
        problem.locked = spots(&mut dice, 1 + seed % 2);
    }
    if dice.percent(30) {
        problem.given = spots(&mut dice, 3);
    }
    if dice.percent(40) {
        let mut pair = || (team(dice.below(teams)), team(dice.below(teams)));
        for (first, then) in [pair(), pair()] {
            let one = Before { first, then };
            if one.first != one.then && !problem.order.contains(&one) {
                problem.order.push(one);
            }
        }
    }
    if dice.percent(40) {
        for _ in 0..2 {
            let from = small(dice.below(u64::from(weeks)));
            let to = from + small(dice.below(u64::from(weeks - from) + 1));
            let hard = dice.percent(50);
            problem.windows.push(Window { team: team(dice.below(teams)), from, to, hard });
        }
    }
    if dice.percent(30) {
        problem.weights.load = i64::from(small(dice.below(900)));
        problem.weights.must = i64::from(small(dice.below(2000)));
        problem.weights.likes = [900, 500, 20, 500, 0];
        problem.weights.new_connection = i64::from(small(dice.below(700)));
    }
    problem
}

/// A rotation; what is locked or given is whatever the seed says, so that some have no plan.
pub fn rotation(seed: u64, applicants: u64, teams: u64, periods: u32) -> RotationProblem {
    let mut dice = Stream(seed.wrapping_mul(0x5851_F42D_4C95_7F2D) ^ 0x2077);
    let (long, managers) = (dice.percent(40), dice.percent(70));
    let mut problem = RotationProblem {
        format: rotation::FORMAT.into(),
        periods,
        teams: Vec::new(),
        applicants: Vec::new(),
        links: links(&mut dice, teams),
        rules: rotation::Rules { balance: dice.percent(60).then(|| small(dice.below(3))) },
        locked: Vec::new(),
        given: Vec::new(),
        weights: rotation::Weights::default(),
    };
    for t in 0..teams {
        let mut times = || (0..periods).map(|_| small(dice.below(3))).collect();
        problem.teams.push(rotation::Host { id: team(t), places: times(), lend: times() });
    }
    for a in 0..applicants {
        let own = team(dice.below(teams));
        problem.applicants.push(Applicant {
            id: format!("p{a}"),
            choices: some_teams(&mut dice, teams, 60, &own),
            team: own,
            manager: (managers && dice.percent(80)).then(|| format!("m{}", dice.below(3))),
            periods: (0..periods).filter(|_| dice.percent(70)).collect(),
            length: if long { small(1 + dice.below(2)) } else { 1 },
            waited: small(dice.below(6).saturating_sub(2)),
            owed: small(a % 4),
        });
    }
    let spots = |problem: &RotationProblem, dice: &mut Stream, many: u64| {
        let mut all: Vec<Given> = Vec::new();
        for _ in 0..many {
            let one = usize::try_from(dice.below(applicants)).expect("small");
            let one = &problem.applicants[one];
            let choice = one.choices.get(usize::try_from(dice.below(3)).expect("small"));
            let start = one.periods.first().copied().unwrap_or(0);
            if let Some(choice) = choice {
                all.push(Given { person: one.id.clone(), team: choice.clone(), start });
            }
        }
        all.sort();
        all.dedup();
        all
    };
    if dice.percent(25) {
        problem.locked = spots(&problem, &mut dice, 1 + seed % 2);
    }
    if dice.percent(30) {
        problem.given = spots(&problem, &mut dice, 3);
    }
    if dice.percent(30) {
        problem.weights.manager_first = i64::from(small(dice.below(3000)));
        problem.weights.new_connection = i64::from(small(dice.below(700)));
        problem.weights.choice = [20, 500, 500, 0, 900];
    }
    problem
}

fn ties(links: &[TeamLink], a: &str, b: &str) -> i64 {
    let between = |l: &&TeamLink| (l.a == a && l.b == b) || (l.a == b && l.b == a);
    links.iter().find(between).map_or(0, |l| i64::from(l.ties))
}

/// The best value of a bootcamp over all plans; nothing when there is none.
pub fn best_bootcamp(problem: &BootcampProblem) -> Option<i64> {
    let mut all: Vec<Given> = Vec::new();
    for hire in &problem.hires {
        for team in problem.teams.iter().filter(|t| t.id != hire.home) {
            for start in hire.from..hire.to {
                let outside = |one: &Window| {
                    one.hard && one.team == team.id && !(one.from..one.to).contains(&start)
                        || one.hard && one.team == team.id && start + hire.length > one.to
                };
                if start + hire.length <= hire.to
                    && !hire.avoid.contains(&team.id)
                    && !problem.windows.iter().any(outside)
                {
                    let (person, team) = (hire.id.clone(), team.id.clone());
                    all.push(Given { person, team, start });
                }
            }
        }
    }
    if problem.locked.iter().any(|one| !all.contains(one)) {
        return None;
    }
    let mut best = None;
    bootcamps(problem, &all, &mut Vec::new(), &mut best);
    best
}

fn bootcamps<'a>(
    problem: &BootcampProblem,
    rest: &'a [Given],
    plan: &mut Vec<&'a Given>,
    best: &mut Option<i64>,
) {
    let Some((first, rest)) = rest.split_first() else {
        if let Some(value) = bootcamp_value(problem, plan) {
            *best = Some(best.unwrap_or(i64::MIN).max(value));
        }
        return;
    };
    if !problem.locked.contains(first) {
        bootcamps(problem, rest, plan, best);
    }
    let hire = problem.hires.iter().find(|h| h.id == first.person).expect("known");
    let own = || plan.iter().filter(|p| p.person == first.person);
    let host = problem.teams.iter().find(|t| t.id == first.team).expect("known");
    let length = |p: &Given| problem.hires.iter().find(|h| h.id == p.person).expect("known").length;
    let room = (first.start..first.start + hire.length).all(|week| {
        let here = plan
            .iter()
            .filter(|p| p.team == first.team && p.start <= week && week < p.start + length(p));
        here.count() < host.places[week as usize] as usize
    });
    if room
        && own().count() < hire.stints as usize
        && own().all(|p| {
            p.team != first.team
                && in_order(problem, p, first)
                && (p.start + hire.length <= first.start || first.start + hire.length <= p.start)
        })
    {
        plan.push(first);
        bootcamps(problem, rest, plan, best);
        plan.pop();
    }
}

/// Whether the order of two visits of one hire is one that the problem allows.
pub fn in_order(problem: &BootcampProblem, one: &Given, other: &Given) -> bool {
    problem.order.iter().all(|pair| {
        let wrong = |early: &Given, late: &Given| {
            early.team == pair.then && late.team == pair.first && early.start < late.start
        };
        !wrong(one, other) && !wrong(other, one)
    })
}

/// What a bootcamp plan is worth; whether it keeps the rules is not asked.
pub fn bootcamp_value(problem: &BootcampProblem, plan: &[&Given]) -> Option<i64> {
    let w = &problem.weights;
    let mut value = 0;
    for one in plan {
        let hire = problem.hires.iter().find(|h| h.id == one.person)?;
        value += w.new_connection + w.thin_link / (1 + ties(&problem.links, &hire.home, &one.team));
        let rank = hire.likes.iter().position(|like| *like == one.team);
        value += rank.and_then(|rank| w.likes.get(rank)).unwrap_or(&0);
        for window in problem.windows.iter().filter(|w| !w.hard && w.team == one.team) {
            if one.start < window.from || one.start + hire.length > window.to {
                value -= w.outside;
            }
        }
    }
    for hire in &problem.hires {
        for team in &hire.must {
            if !plan.iter().any(|p| p.person == hire.id && p.team == *team) {
                value -= w.must;
            }
        }
    }
    for team in &problem.teams {
        let hosted = plan.iter().filter(|p| p.team == team.id).count();
        value -= (0..hosted).map(|k| w.load * i64::try_from(k).expect("small")).sum::<i64>();
    }
    value -=
        w.moved * i64::try_from(problem.given.iter().filter(|g| !plan.contains(g)).count()).ok()?;
    Some(value)
}

/// The best value of a rotation over all plans; nothing when there is none.
pub fn best_rotation(problem: &RotationProblem) -> Option<i64> {
    let mut best = None;
    rotations(problem, 0, &mut Vec::new(), &mut best);
    best
}

fn rotations(problem: &RotationProblem, a: usize, plan: &mut Vec<Given>, best: &mut Option<i64>) {
    let Some(one) = problem.applicants.get(a) else {
        if let Some(value) = rotation_value(problem, plan) {
            *best = Some(best.unwrap_or(i64::MIN).max(value));
        }
        return;
    };
    rotations(problem, a + 1, plan, best);
    for team in &one.choices {
        for &start in one.periods.iter().filter(|start| *start + one.length <= problem.periods) {
            plan.push(Given { person: one.id.clone(), team: team.clone(), start });
            rotations(problem, a + 1, plan, best);
            plan.pop();
        }
    }
}

/// What a rotation plan is worth; nothing when it breaks a limit.
pub fn rotation_value(problem: &RotationProblem, plan: &[Given]) -> Option<i64> {
    let w = &problem.weights;
    let applicant =
        |p: &Given| problem.applicants.iter().find(|a| a.id == p.person).expect("known");
    if problem.locked.iter().any(|one| !plan.contains(one)) {
        return None;
    }
    for team in &problem.teams {
        for period in 0..problem.periods {
            let now = |p: &&Given| p.start <= period && period < p.start + applicant(p).length;
            let guests = plan.iter().filter(now).filter(|p| p.team == team.id).count();
            let lent = plan.iter().filter(now).filter(|p| applicant(p).team == team.id).count();
            if guests > team.places[period as usize] as usize
                || lent > team.lend[period as usize] as usize
                || problem.rules.balance.is_some_and(|b| guests.abs_diff(lent) > b as usize)
            {
                return None;
            }
        }
    }
    let mut value = 0;
    let mut managers = std::collections::BTreeSet::new();
    for one in plan {
        let who = applicant(one);
        value += w.new_connection + w.thin_link / (1 + ties(&problem.links, &who.team, &one.team));
        let rank = who.choices.iter().position(|choice| *choice == one.team)?;
        value += w.choice.get(rank).unwrap_or(&0) * (1 + i64::from(who.owed.min(2)))
            + w.waited * i64::from(who.waited.min(3));
        managers.extend(who.manager.as_deref());
    }
    value += w.manager_first * i64::try_from(managers.len()).ok()?;
    value -=
        w.moved * i64::try_from(problem.given.iter().filter(|g| !plan.contains(g)).count()).ok()?;
    Some(value)
}
