//! The bootcamp as a packing problem: candidates in time, a limit for each team and week, and the load as a count.

use std::collections::{HashMap, HashSet};

use super::super::placing::Rule;
use super::super::placing::packing::{About, Candidate, Packing};
use super::problem::{BootcampProblem, Hire};

/// The problem with numbers instead of ids.
pub(super) struct Numbers<'a> {
    pub(super) problem: &'a BootcampProblem,
    pub(super) team: HashMap<&'a str, usize>,
    pub(super) hire: HashMap<&'a str, usize>,
    ties: HashMap<(usize, usize), u32>,
    given: HashSet<(usize, usize, u32)>,
    /// Which team comes before which, in the problem's order.
    pub(super) order: Vec<(usize, usize)>,
    windows: HashMap<usize, Vec<(u32, u32, bool)>>,
    pub(super) locked: HashSet<(usize, usize, u32)>,
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl<'a> Numbers<'a> {
    pub(super) fn new(problem: &'a BootcampProblem) -> Self {
        let team: HashMap<&str, usize> =
            problem.teams.iter().enumerate().map(|(t, team)| (team.id.as_str(), t)).collect();
        let hire: HashMap<&str, usize> =
            problem.hires.iter().enumerate().map(|(h, hire)| (hire.id.as_str(), h)).collect();
        let ties = problem
            .links
            .iter()
            .flat_map(|link| {
                let (a, b) = (team[link.a.as_str()], team[link.b.as_str()]);
                [((a, b), link.ties), ((b, a), link.ties)]
            })
            .collect();
        let all = |list: &'a [super::super::placing::Given]| {
            list.iter()
                .map(|one| (hire[one.person.as_str()], team[one.team.as_str()], one.start))
                .collect()
        };
        let (given, locked) = (all(&problem.given), all(&problem.locked));
        let order = problem.order.iter().map(|one| (team[&*one.first], team[&*one.then])).collect();
        let mut windows: HashMap<usize, Vec<(u32, u32, bool)>> = HashMap::new();
        for one in &problem.windows {
            windows.entry(team[&*one.team]).or_default().push((one.from, one.to, one.hard));
        }
        Self { problem, team, hire, ties, given, order, windows, locked }
    }

    fn outside(&self, t: usize, start: u32, length: u32, which: bool) -> i64 {
        let outside = |(from, to, hard): &&(u32, u32, bool)| {
            *hard == which && (start < *from || start + length > *to)
        };
        let many = self.windows.get(&t).into_iter().flatten().filter(outside).count();
        i64::from(small(many))
    }

    /// Whether a placement keeps the hard windows of its team.
    pub(super) fn in_time(&self, t: usize, start: u32, length: u32) -> bool {
        self.outside(t, start, length, true) == 0
    }

    /// What a placement costs by the ranked windows of its team that it misses.
    pub(super) fn late(&self, t: usize, start: u32, length: u32) -> i64 {
        self.problem.weights.outside * self.outside(t, start, length, false)
    }

    /// Whether two placements of one hire stand in an order that is allowed.
    pub(super) fn in_order(&self, one: (usize, u32), other: (usize, u32)) -> bool {
        let (early, late) = if one.1 <= other.1 { (one.0, other.0) } else { (other.0, one.0) };
        !self.order.contains(&(late, early))
    }

    /// What a placement adds beside `must`, `load` and `moved`, by term.
    pub(super) fn terms(&self, h: usize, t: usize) -> [(&'static str, i64); 3] {
        let weights = &self.problem.weights;
        let hire = &self.problem.hires[h];
        let ties = self.ties.get(&(self.team[hire.home.as_str()], t)).copied().unwrap_or(0);
        let liked = hire.likes.iter().position(|like| *like == self.problem.teams[t].id);
        let likes = liked.and_then(|rank| weights.likes.get(rank)).copied().unwrap_or(0);
        [
            ("new_connection", weights.new_connection),
            ("thin_link", weights.thin_link / (1 + i64::from(ties))),
            ("likes", likes),
        ]
    }

    /// The teams a hire may visit.
    pub(super) fn hosts(&self, hire: &Hire) -> Vec<usize> {
        let no: HashSet<usize> =
            hire.avoid.iter().chain([&hire.home]).map(|id| self.team[id.as_str()]).collect();
        (0..self.problem.teams.len()).filter(|t| !no.contains(t)).collect()
    }

    /// Whether a placement that was given is kept.
    pub(super) fn kept(&self, h: usize, t: usize, start: u32) -> bool {
        self.given.contains(&(h, t, start))
    }
}

/// The weeks in which a hire's placement could start.
pub(super) fn starts(hire: &Hire) -> std::ops::Range<u32> {
    hire.from..(hire.to + 1).saturating_sub(hire.length).max(hire.from)
}

/// The packing problem; with `wide`, also candidates for which a team has no place at all.
pub(super) fn packing(numbers: &Numbers<'_>, wide: bool) -> Packing {
    let problem = numbers.problem;
    let weights = &problem.weights;
    let weeks = problem.weeks as usize;
    let musts: usize = problem.hires.iter().map(|hire| hire.must.len()).sum();
    let mut packing = Packing::worth(
        -weights.must * i64::from(small(musts))
            - weights.moved * i64::from(small(problem.given.len())),
    );
    let about = |rule, person: Option<usize>, team: Option<usize>, at: Option<u32>| About {
        rule,
        person: person.map(small),
        team: team.map(small),
        at,
    };
    let mut places = Vec::with_capacity(problem.teams.len() * weeks);
    let mut loads = Vec::with_capacity(problem.teams.len());
    for (t, team) in problem.teams.iter().enumerate() {
        for (week, most) in (0..).zip(&team.places) {
            let about = about(Rule::TeamPlaces, None, Some(t), Some(week));
            places.push(packing.limit(about, i64::from(*most), false));
        }
        // Each placement takes a place for a week at least.
        let most: i64 = team.places.iter().map(|places| i64::from(*places)).sum();
        let most = most.min(i64::from(small(problem.hires.len())));
        let gains = (0..most).map(|k| -weights.load * k).collect();
        loads.push(
            (weights.load > 0 && most > 0)
                .then(|| packing.count(about(Rule::Load, None, Some(t), None), gains, most)),
        );
    }
    for (h, hire) in problem.hires.iter().enumerate() {
        let starts = starts(hire);
        if hire.stints == 0 || starts.is_empty() {
            continue;
        }
        let own: Vec<u32> = (hire.from..hire.to)
            .map(|week| packing.limit(about(Rule::OnePlace, Some(h), None, Some(week)), 1, false))
            .collect();
        let stints = about(Rule::Stints, Some(h), None, None);
        let stints = packing.limit(stints, i64::from(hire.stints), false);
        let must: HashSet<usize> = hire.must.iter().map(|id| numbers.team[id.as_str()]).collect();
        // Of two stays in the wrong order, some week has the later team's before it and the earlier one's not.
        let orders: Vec<Vec<u32>> = (0..numbers.order.len())
            .map(|o| {
                (starts.start + 1..starts.end)
                    .map(|week| {
                        let at = small(o) * problem.weeks + week;
                        packing.limit(about(Rule::Order, Some(h), None, Some(at)), 1, false)
                    })
                    .collect()
            })
            .collect();
        for t in numbers.hosts(hire) {
            let value: i64 = numbers.terms(h, t).iter().map(|(_, value)| value).sum();
            let value = value + if must.contains(&t) { weights.must } else { 0 };
            let mut once = None;
            for start in starts.clone() {
                let locked = numbers.locked.contains(&(h, t, start));
                let time = start as usize..(start + hire.length) as usize;
                if !locked && !numbers.in_time(t, start, hire.length) {
                    continue;
                }
                if !wide && !locked && problem.teams[t].places[time.clone()].contains(&0) {
                    continue;
                }
                let once = *once.get_or_insert_with(|| {
                    // What has to be visited would be visited again and again.
                    let seldom = !must.contains(&t);
                    packing.limit(about(Rule::OncePerTeam, Some(h), Some(t), None), 1, seldom)
                });
                let mut factors = vec![(stints, 1), (once, 1)];
                for week in time {
                    factors.push((places[t * weeks + week], 1));
                    factors.push((own[week - hire.from as usize], 1));
                }
                let before = (start - starts.start) as usize;
                for ((first, then), rows) in numbers.order.iter().zip(&orders) {
                    if t == *then {
                        factors.extend(rows[before.min(rows.len())..].iter().map(|row| (*row, 1)));
                    } else if t == *first {
                        factors.extend(rows[..before.min(rows.len())].iter().map(|row| (*row, 1)));
                    }
                }
                let moved = if numbers.kept(h, t, start) { weights.moved } else { 0 };
                let candidate = Candidate {
                    person: small(h),
                    team: small(t),
                    start,
                    value: value + moved - numbers.late(t, start, hire.length),
                    locked,
                };
                packing.add(candidate, &factors, loads[t]);
            }
        }
    }
    packing
}
