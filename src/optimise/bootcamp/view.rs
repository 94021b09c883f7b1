//! A bootcamp in the words of its explanations.

use super::super::certificate::RowPrice;
use super::super::change::Change;
use super::super::placing::Rule;
use super::super::placing::packing::{About, Candidate, Packing};
use super::super::placing::view::View;
use super::super::plan::{Placement, Plan, because};
use super::model::{Numbers, packing};
use super::name;
use super::problem::{BootcampProblem, Hire};

/// How many a team has in a week.
fn hosted(plan: &Plan, team: &str, week: u32) -> usize {
    let then =
        |one: &&Placement| one.team == team && one.start <= week && week < one.start + one.length;
    plan.placements.iter().filter(then).count()
}

/// A bootcamp to be explained.
pub(in crate::optimise) struct Seen<'a>(Numbers<'a>);

impl<'a> Seen<'a> {
    /// Looks at a problem.
    pub(in crate::optimise) fn new(problem: &'a BootcampProblem) -> Self {
        Self(Numbers::new(problem))
    }

    fn problem(&self) -> &BootcampProblem {
        self.0.problem
    }

    fn there(&self, week: u32) -> usize {
        let there = |hire: &&Hire| hire.stints > 0 && hire.from <= week && week < hire.to;
        self.problem().hires.iter().filter(there).count()
    }

    /// The week with fewest places for those who are there, or the dearest team that is full.
    fn full(&self, plan: &Plan, hire: &Hire) -> String {
        let hosts = self.0.hosts(hire);
        let places = |week: u32| -> usize {
            hosts.iter().map(|&t| self.problem().teams[t].places[week as usize] as usize).sum()
        };
        let scarce = (hire.from..hire.to)
            .map(|week| (self.there(week), places(week), week))
            .filter(|(there, places, _)| there > places)
            .max_by_key(|&(there, places, week)| (there - places, std::cmp::Reverse(week)));
        if let Some((there, places, week)) = scarce {
            return format!("Week {week}: {there} newcomers, {places} places.");
        }
        let wished = hire.must.iter().chain(&hire.likes).find(|team| !hire.avoid.contains(team));
        let team = wished.map(|team| self.0.team[team.as_str()]).or(hosts.first().copied());
        let Some(team) = team.map(|t| &self.problem().teams[t]) else { return String::new() };
        let week = (hire.from..hire.to)
            .find(|&week| hosted(plan, &team.id, week) >= team.places[week as usize] as usize)
            .unwrap_or(hire.from);
        let (here, places) = (hosted(plan, &team.id, week), team.places[week as usize]);
        format!(
            "All places that {} could have are taken; week {week}: {here} newcomers in {}, {places} places.",
            hire.id, team.id
        )
    }
}

impl View for Seen<'_> {
    fn packing(&self, wide: bool) -> Packing {
        packing(&self.0, wide)
    }
    fn numbers(&self, one: &Placement) -> Option<(u32, u32)> {
        let h = self.0.hire.get(one.person.as_str())?;
        let t = self.0.team.get(one.team.as_str())?;
        Some((u32::try_from(*h).ok()?, u32::try_from(*t).ok()?))
    }
    fn person(&self, person: u32) -> &str {
        &self.problem().hires[person as usize].id
    }
    fn team(&self, team: u32) -> &str {
        &self.problem().teams[team as usize].id
    }
    fn length(&self, person: u32) -> u32 {
        self.problem().hires[person as usize].length
    }
    fn terms(&self, one: &Candidate) -> Vec<(&'static str, i64)> {
        let (h, t) = (one.person as usize, one.team as usize);
        let (hire, team) = (&self.problem().hires[h], &self.problem().teams[t]);
        let weights = &self.problem().weights;
        let mut terms = self.0.terms(h, t).to_vec();
        if hire.must.contains(&team.id) {
            terms.push(("must", weights.must));
        }
        if self.0.kept(h, t, one.start) {
            terms.push(("moved", weights.moved));
        }
        let late = self.0.late(t, one.start, hire.length);
        if late != 0 {
            terms.push(("outside", -late));
        }
        terms
    }
    fn shared(&self) -> &'static str {
        "load"
    }
    fn name(&self, about: About) -> RowPrice {
        name(self.problem(), about)
    }
    fn widened(&self, about: About, more: u32) -> Option<Change> {
        let team = || about.team.map(|t| self.team(t).to_owned());
        match about.rule {
            Rule::TeamPlaces => Some(Change::Place { team: team()?, at: about.at?, more }),
            Rule::Stints => {
                Some(Change::Stint { person: self.person(about.person?).to_owned(), more })
            }
            _ => None,
        }
    }
    fn unplaced(&self, plan: &Plan, person: &str, because: &str) -> String {
        let Some(hire) = self.0.hire.get(person).map(|&h| &self.problem().hires[h]) else {
            return String::new();
        };
        match because {
            because::NO_STINTS => format!("{person} has 0 stints."),
            because::NO_ADMISSIBLE_PLACEMENT if hire.to - hire.from < hire.length => format!(
                "{person} is there for {} weeks, a placement takes {}.",
                hire.to - hire.from,
                hire.length
            ),
            because::NO_ADMISSIBLE_PLACEMENT => {
                format!("There is no team that {person} could visit.")
            }
            because::TEAM_PLACES => self.full(plan, hire),
            because::BUDGET_ENDED => {
                "The time for planning ended before a place was found.".to_owned()
            }
            _ => "A place would be free, but all in all the plan is worth more without.".to_owned(),
        }
    }

    fn missed(&self, plan: &Plan) -> Vec<(u32, u32)> {
        let mut missed = Vec::new();
        let visited: std::collections::BTreeSet<(&str, &str)> =
            plan.placements.iter().map(|one| (one.person.as_str(), one.team.as_str())).collect();
        for (h, hire) in (0..).zip(&self.problem().hires) {
            for team in hire.must.iter().filter(|t| !visited.contains(&(&hire.id, t.as_str()))) {
                missed.push((h, u32::try_from(self.0.team[team.as_str()]).unwrap_or(u32::MAX)));
            }
        }
        missed
    }

    fn missed_words(&self, plan: &Plan, team: u32, missed: &[u32]) -> String {
        let host = &self.problem().teams[team as usize];
        let wanted = self.problem().hires.iter().filter(|hire| hire.must.contains(&host.id));
        let wanted = wanted.count();
        let those = || missed.iter().map(|&h| &self.problem().hires[h as usize]);
        let from = those().map(|hire| hire.from).min().unwrap_or(0);
        let to = those().map(|hire| hire.to).max().unwrap_or(0).max(from + 1);
        let places: u32 = host.places[from as usize..to as usize].iter().sum();
        let taken: usize = (from..to).map(|week| hosted(plan, &host.id, week)).sum();
        format!(
            "{} of {wanted} newcomers who have to visit {} do not: in weeks {from} to {} it has {places} places, {taken} of them taken",
            missed.len(),
            host.id,
            to - 1
        )
    }
}
