//! A rotation in the words of its explanations.

use super::super::certificate::RowPrice;
use super::super::change::Change;
use super::super::placing::Rule;
use super::super::placing::packing::{About, Candidate, Packing};
use super::super::placing::view::View;
use super::super::plan::{Placement, Plan, because};
use super::model::{Numbers, packing};
use super::problem::{Applicant, RotationProblem};
use super::{flows, name};

/// A rotation to be explained.
pub(in crate::optimise) struct Seen<'a>(Numbers<'a>);

impl<'a> Seen<'a> {
    /// Looks at a problem.
    pub(in crate::optimise) fn new(problem: &'a RotationProblem) -> Self {
        Self(Numbers::new(problem))
    }

    fn problem(&self) -> &RotationProblem {
        self.0.problem
    }

    /// Whether an applicant could be away in a period.
    fn away(&self, one: &Applicant, period: u32) -> bool {
        self.0.starts(one).iter().any(|&s| s <= period && period < s + one.length)
    }

    /// What stands against each choice: the first full period of it.
    fn against(&self, plan: &Plan, one: &Applicant) -> Vec<String> {
        let flows = flows(&self.0, &plan.placements);
        let own = self.0.team[one.team.as_str()];
        let mut all: Vec<String> = Vec::new();
        for choice in &one.choices {
            let t = self.0.team[choice.as_str()];
            for period in (0..self.problem().periods).filter(|&period| self.away(one, period)) {
                let at = period as usize;
                let ((guests, lent), (own_guests, own_lent)) = (flows[t][at], flows[own][at]);
                let (places, lend) =
                    (self.problem().teams[t].places[at], self.problem().teams[own].lend[at]);
                let who = |wants: &dyn Fn(&Applicant) -> bool| {
                    let all = self.problem().applicants.iter();
                    all.filter(|a| wants(a) && self.away(a, period)).count()
                };
                let words = if guests >= i64::from(places) {
                    let many = who(&|a| a.choices.contains(choice));
                    format!("period {period}: {many} people chose {choice}, {places} places")
                } else if own_lent >= i64::from(lend) {
                    let many = who(&|a| a.team == one.team);
                    format!(
                        "period {period}: {many} people of {} applied, it lends {lend}",
                        one.team
                    )
                } else if let Some(balance) = self.problem().rules.balance.map(i64::from) {
                    if guests - lent >= balance {
                        format!(
                            "period {period}: {choice} has {guests} guests and lends {lent}, the balance is {balance}"
                        )
                    } else if own_lent - own_guests >= balance {
                        format!(
                            "period {period}: {} lends {own_lent} and has {own_guests} guests, the balance is {balance}",
                            one.team
                        )
                    } else {
                        continue;
                    }
                } else {
                    continue;
                };
                if !all.contains(&words) {
                    all.push(words);
                }
                break;
            }
        }
        all.truncate(3);
        all
    }
}

impl View for Seen<'_> {
    fn packing(&self, wide: bool) -> Packing {
        packing(&self.0, &self.0.all(&self.problem().locked), wide)
    }
    fn numbers(&self, one: &Placement) -> Option<(u32, u32)> {
        let a = self.0.applicant.get(one.person.as_str())?;
        let t = self.0.team.get(one.team.as_str())?;
        Some((u32::try_from(*a).ok()?, u32::try_from(*t).ok()?))
    }
    fn person(&self, person: u32) -> &str {
        &self.problem().applicants[person as usize].id
    }
    fn team(&self, team: u32) -> &str {
        &self.problem().teams[team as usize].id
    }
    fn length(&self, person: u32) -> u32 {
        self.problem().applicants[person as usize].length
    }
    fn terms(&self, one: &Candidate) -> Vec<(&'static str, i64)> {
        let (a, t) = (one.person as usize, one.team as usize);
        let mut terms = self.0.terms(a, t).to_vec();
        if self.0.kept(a, t, one.start) {
            terms.push(("moved", self.problem().weights.moved));
        }
        terms
    }
    fn shared(&self) -> &'static str {
        "manager_first"
    }
    fn name(&self, about: About) -> RowPrice {
        name(&self.0, about)
    }
    fn widened(&self, about: About, more: u32) -> Option<Change> {
        let team = || about.team.map(|t| self.team(t).to_owned());
        match about.rule {
            Rule::TeamPlaces => Some(Change::Place { team: team()?, at: about.at?, more }),
            Rule::Lend => Some(Change::Lend { team: team()?, at: about.at?, more }),
            Rule::BalanceIn | Rule::BalanceOut => {
                Some(Change::Balance { to: self.problem().rules.balance? + more })
            }
            _ => None,
        }
    }
    fn unplaced(&self, plan: &Plan, person: &str, because: &str) -> String {
        let one = self.0.applicant.get(person).map(|&a| &self.problem().applicants[a]);
        let Some(one) = one else { return String::new() };
        match because {
            because::NO_ADMISSIBLE_PLACEMENT if one.choices.is_empty() => {
                format!("{person} chose no team.")
            }
            because::NO_ADMISSIBLE_PLACEMENT => {
                format!("There is no period in which {person} could start.")
            }
            because::BUDGET_ENDED => {
                "The time for planning ended before a place was found.".to_owned()
            }
            because::BETTER_PLAN => {
                "A place would be free, but all in all the plan is worth more without.".to_owned()
            }
            _ => {
                let mut words = self.against(plan, one).join("; ");
                words.push('.');
                words[..1].make_ascii_uppercase();
                words
            }
        }
    }

    fn missed(&self, _: &Plan) -> Vec<(u32, u32)> {
        Vec::new()
    }

    fn missed_words(&self, _: &Plan, _: u32, _: &[u32]) -> String {
        String::new()
    }
}
