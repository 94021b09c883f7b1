//! Which locked placements of a bootcamp cannot all be kept.

use std::collections::BTreeMap;

use super::super::change::Change;
use super::super::placing::Rule;
use super::super::placing::plan::Crowd;
use super::super::plan::Placement;
use super::model::Numbers;

/// What a crowd shares: the rule, and the hire, team and week it is about.
type Key = (Rule, Option<usize>, Option<usize>, u32);

/// Which locked placements share a limit.
pub(super) fn crowds(numbers: &Numbers<'_>, locked: &[Placement]) -> Vec<Crowd> {
    let problem = numbers.problem;
    let mut crowds: BTreeMap<Key, (u32, Vec<usize>)> = BTreeMap::new();
    for (i, one) in locked.iter().enumerate() {
        let (h, t) = (numbers.hire[one.person.as_str()], numbers.team[one.team.as_str()]);
        let (hire, team) = (&problem.hires[h], &problem.teams[t]);
        let (who, host) = (Some(h), Some(t));
        let mut put = |rule, who, host, at, most| {
            let crowd = crowds.entry((rule, who, host, at)).or_insert((most, Vec::new()));
            crowd.1.push(i);
        };
        let end = one.start + one.length;
        if one.start < hire.from || end > hire.to {
            put(Rule::Window, who, host, one.start, 0);
            continue;
        }
        if hire.home == team.id {
            put(Rule::NotHome, who, host, one.start, 0);
        }
        if hire.avoid.contains(&team.id) {
            put(Rule::NotAvoid, who, host, one.start, 0);
        }
        if !numbers.in_time(t, one.start, one.length) {
            put(Rule::TeamWindow, who, host, one.start, 0);
        }
        for (o, (first, then)) in (0..).zip(&numbers.order) {
            let late =
                |j: &&Placement| numbers.team[j.team.as_str()] == *then && j.start < one.start;
            let mut own = locked.iter().filter(|j| j.person == one.person);
            if t == *first && own.any(|j| late(&j)) {
                put(Rule::Order, who, host, o, 0);
            }
        }
        put(Rule::OncePerTeam, who, host, 0, 1);
        put(Rule::Stints, who, None, 0, hire.stints);
        for week in one.start..end {
            put(Rule::OnePlace, who, None, week, 1);
            put(Rule::TeamPlaces, None, host, week, team.places[week as usize]);
        }
    }
    crowds
        .into_iter()
        .map(|(key, (most, members))| {
            let (words, widened) = told(numbers, key, most, &members, locked);
            Crowd { rule: key.0, members, most: most as usize, words, widened }
        })
        .collect()
}

/// The crowd in words, and what would let all of it stay.
fn told(
    numbers: &Numbers<'_>,
    (rule, who, host, at): Key,
    most: u32,
    members: &[usize],
    locked: &[Placement],
) -> (String, Vec<Change>) {
    let problem = numbers.problem;
    let hire = who.map(|h| &problem.hires[h]);
    let team = host.map_or("", |t| problem.teams[t].id.as_str());
    let name = hire.map_or("", |hire| hire.id.as_str());
    let person = || name.to_owned();
    let many = u32::try_from(members.len()).unwrap_or(u32::MAX);
    let more = many.saturating_sub(most);
    match (rule, hire) {
        (Rule::Window, Some(hire)) => {
            let one = &locked[members[0]];
            let end = one.start + one.length;
            let words = format!(
                "{name} is there in weeks {} to {}; the locked placement takes weeks {} to {}",
                hire.from,
                i64::from(hire.to) - 1,
                one.start,
                end - 1
            );
            let (from, to) = (hire.from.min(one.start), hire.to.max(end));
            let stay = Change::Stay { person: person(), from, to };
            (words, if end <= problem.weeks { vec![stay] } else { Vec::new() })
        }
        (Rule::NotHome, _) => (format!("{team} is the home of {name}"), Vec::new()),
        (Rule::NotAvoid, _) => (
            format!("{name} avoids {team}"),
            vec![Change::Admit { person: person(), team: team.to_owned() }],
        ),
        (Rule::TeamWindow, _) => {
            let of = |one: &&super::problem::Window| one.hard && one.team == team;
            let weeks: Vec<String> = problem
                .windows
                .iter()
                .filter(of)
                .map(|one| format!("{} to {}", one.from, i64::from(one.to) - 1))
                .collect();
            let words = format!(
                "{team} is visited in weeks {}; {name} is locked there from week {at}",
                weeks.join(", ")
            );
            (words, Vec::new())
        }
        (Rule::Order, _) => {
            let then = problem.order.get(at as usize).map_or("", |one| one.then.as_str());
            (format!("{name} is locked in {then} before {team}, which comes first"), Vec::new())
        }
        (Rule::OncePerTeam, _) => {
            (format!("{name} is locked in {team} more than once"), Vec::new())
        }
        (Rule::Stints, _) => (
            format!("{name} has {most} stints, and {many} placements are locked"),
            vec![Change::Stint { person: person(), more }],
        ),
        (Rule::OnePlace, _) => {
            (format!("week {at}: {name} is locked in {many} teams at once"), Vec::new())
        }
        _ => (
            format!("week {at}: {team} has {most} places, {many} newcomers are locked there"),
            vec![Change::Place { team: team.to_owned(), at, more }],
        ),
    }
}
