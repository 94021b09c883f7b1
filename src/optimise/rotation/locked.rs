//! Which locked placements of a rotation cannot all be kept.

use std::collections::BTreeMap;

use super::super::change::Change;
use super::super::placing::plan::{Crowd, unlock};
use super::super::placing::{Given, Rule, possible};
use super::super::plan::{Conflict, Placement, WayOut};
use super::model::{Numbers, packing};
use super::{flows, placement};

/// What a crowd shares: the rule, and the applicant, team and period it is about.
type Key = (Rule, Option<usize>, Option<usize>, u32);

/// Which locked placements share a limit.
pub(super) fn crowds(numbers: &Numbers<'_>, locked: &[Placement]) -> Vec<Crowd> {
    let problem = numbers.problem;
    let mut crowds: BTreeMap<Key, (u32, Vec<usize>)> = BTreeMap::new();
    for (i, one) in locked.iter().enumerate() {
        let (a, t) = (numbers.applicant[one.person.as_str()], numbers.team[one.team.as_str()]);
        let applicant = &problem.applicants[a];
        let own = numbers.team[applicant.team.as_str()];
        let mut put = |rule, who, host, at, most| {
            let crowd = crowds.entry((rule, who, host, at)).or_insert((most, Vec::new()));
            crowd.1.push(i);
        };
        if !applicant.choices.contains(&one.team) {
            put(Rule::Choice, Some(a), Some(t), 0, 0);
        }
        if !applicant.periods.contains(&one.start) || one.start + one.length > problem.periods {
            put(Rule::Period, Some(a), Some(t), one.start, 0);
            continue;
        }
        put(Rule::OnePlacement, Some(a), None, 0, 1);
        for period in one.start..one.start + one.length {
            let (places, lend) = (
                problem.teams[t].places[period as usize],
                problem.teams[own].lend[period as usize],
            );
            put(Rule::TeamPlaces, None, Some(t), period, places);
            put(Rule::Lend, None, Some(own), period, lend);
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
    let team = host.map_or("", |t| problem.teams[t].id.as_str());
    let name = who.map_or("", |a| problem.applicants[a].id.as_str());
    let many = u32::try_from(members.len()).unwrap_or(u32::MAX);
    let more = many.saturating_sub(most);
    let (person, team_id) = (name.to_owned(), team.to_owned());
    match rule {
        Rule::Choice => {
            let home = who.is_some_and(|a| problem.applicants[a].team == team);
            let admit = Change::Admit { person, team: team_id };
            let ways = if home { Vec::new() } else { vec![admit] };
            (format!("{name} did not choose {team}"), ways)
        }
        Rule::Period => {
            let length = locked[members[0]].length;
            let words = format!("{name} cannot start in period {at} for {length} periods");
            let exists = at + length <= problem.periods;
            (words, if exists { vec![Change::Start { person, at }] } else { Vec::new() })
        }
        Rule::OnePlacement => (format!("{name} is locked in {many} placements"), Vec::new()),
        Rule::Lend => (
            format!("period {at}: {team} lends {most} at most, {many} of its own are locked"),
            vec![Change::Lend { team: team_id, at, more }],
        ),
        _ => (
            format!("period {at}: {team} has {most} places, {many} guests are locked there"),
            vec![Change::Place { team: team_id, at, more }],
        ),
    }
}

/// As few locked placements as no plan can balance: none of them can be spared.
pub(super) fn unbalanced(numbers: &Numbers<'_>) -> Conflict {
    let problem = numbers.problem;
    let mut needed = problem.locked.clone();
    for one in &problem.locked {
        let fewer: Vec<Given> = needed.iter().filter(|other| *other != one).cloned().collect();
        if !possible(&packing(numbers, &numbers.all(&fewer), false)) {
            needed = fewer;
        }
    }
    let placements: Vec<Placement> = needed.iter().map(|one| placement(numbers, one)).collect();
    let balance = problem.rules.balance.unwrap_or(0);
    let flows = flows(numbers, &placements);
    let over = |flow: &(i64, i64)| (flow.0 - flow.1).abs() > i64::from(balance);
    let at =
        flows.iter().enumerate().find_map(|(t, times)| Some((t, times.iter().position(over)?)));
    let (rule, words) = match at {
        Some((t, period)) => {
            let ((guests, lent), team) = (flows[t][period], &problem.teams[t].id);
            let rule = if guests > lent { Rule::BalanceIn } else { Rule::BalanceOut };
            let which = if guests > lent { "lent" } else { "guests" };
            let words = format!(
                "period {period}: {team} has {guests} guests and lends {lent} by these locked placements; no other {which} can bring it to the balance of {balance}"
            );
            (rule, words)
        }
        None => (Rule::BalanceIn, "these locked placements cannot be balanced".to_owned()),
    };
    let most = flows.iter().flatten().map(|(guests, lent)| (guests - lent).unsigned_abs()).max();
    let most = u32::try_from(most.unwrap_or(0)).unwrap_or(u32::MAX);
    // The smallest balance under which these can stay; the largest there is needs no others at all.
    let enough = (balance + 1..most).find(|&to| {
        let mut wider = problem.clone();
        wider.rules.balance = Some(to);
        possible(&packing(&Numbers::new(&wider), &numbers.all(&needed), false))
    });
    let wider = Change::Balance { to: enough.unwrap_or(most.max(balance + 1)) };
    let ways_out = placements.iter().map(unlock).chain([wider]).map(WayOut::by).collect();
    Conflict { constraint: rule.name().into(), placements, words, ways_out }
}
