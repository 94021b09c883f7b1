//! What could be widened in a problem: one more place, one more lent, one more seat, a lock that is opened.

use serde::{Deserialize, Serialize};

use super::Problem;

/// A change that widens a problem: whatever was possible before stays so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// A team has so many more places in a week or period.
    Place {
        /// The team's id.
        team: String,
        /// The week or period.
        at: u32,
        /// How many more.
        more: u32,
    },
    /// A team lends so many more in a period.
    Lend {
        /// The team's id.
        team: String,
        /// The period.
        at: u32,
        /// How many more.
        more: u32,
    },
    /// Guests and lent may differ by this.
    Balance {
        /// The new balance.
        to: u32,
    },
    /// A team has so many more seats in a coffee round.
    Seat {
        /// The team's id.
        team: String,
        /// How many more.
        more: u32,
    },
    /// A hire has so many more stints.
    Stint {
        /// The hire's id.
        person: String,
        /// How many more.
        more: u32,
    },
    /// A hire is there in these weeks.
    Stay {
        /// The hire's id.
        person: String,
        /// The first week.
        from: u32,
        /// The week after the last.
        to: u32,
    },
    /// A hire need not avoid a team; an applicant chooses it too, as the last.
    Admit {
        /// The person's id.
        person: String,
        /// The team's id.
        team: String,
    },
    /// An applicant could start in this period too.
    Start {
        /// The applicant's id.
        person: String,
        /// The period.
        at: u32,
    },
    /// A locked placement is locked no more.
    Unlock {
        /// Who.
        person: String,
        /// Where.
        team: String,
        /// From when.
        start: u32,
    },
}

fn raise(numbers: &mut [u32], at: u32, more: u32) -> Option<()> {
    let number = numbers.get_mut(at as usize)?;
    *number = number.checked_add(more)?;
    Some(())
}

/// "one more", "two more", "14 more".
fn many(more: u32, one: &str, several: &str) -> String {
    match more {
        1 => format!("one more {one}"),
        2 => format!("two more {several}"),
        more => format!("{more} more {several}"),
    }
}

impl Change {
    /// The problem with this change; nothing when it has no such team, person or time, or is of another kind.
    ///
    /// Cost: a copy of the problem.
    #[must_use]
    pub fn apply(&self, problem: &Problem) -> Option<Problem> {
        let mut changed = problem.clone();
        self.put(&mut changed)?;
        Some(changed)
    }

    fn put(&self, problem: &mut Problem) -> Option<()> {
        match (self, problem) {
            (Self::Place { team, at, more }, Problem::Bootcamp(problem)) => {
                let team = problem.teams.iter_mut().find(|one| one.id == *team)?;
                raise(&mut team.places, *at, *more)?;
            }
            (Self::Place { team, at, more }, Problem::Rotation(problem)) => {
                let team = problem.teams.iter_mut().find(|one| one.id == *team)?;
                raise(&mut team.places, *at, *more)?;
            }
            (Self::Lend { team, at, more }, Problem::Rotation(problem)) => {
                let team = problem.teams.iter_mut().find(|one| one.id == *team)?;
                raise(&mut team.lend, *at, *more)?;
            }
            (Self::Balance { to }, Problem::Rotation(problem)) => {
                problem.rules.balance = Some(problem.rules.balance?.max(*to));
            }
            (Self::Seat { team, more }, Problem::Coffee(problem)) => {
                let team = problem.teams.iter_mut().find(|one| one.id == *team)?;
                team.seats = Some(team.seats?.checked_add(*more)?);
            }
            (Self::Stint { person, more }, Problem::Bootcamp(problem)) => {
                let hire = problem.hires.iter_mut().find(|one| one.id == *person)?;
                hire.stints = hire.stints.checked_add(*more)?;
            }
            (Self::Stay { person, from, to }, Problem::Bootcamp(problem)) => {
                let most = problem.weeks;
                let hire = problem.hires.iter_mut().find(|one| one.id == *person)?;
                hire.from = hire.from.min(*from);
                hire.to = hire.to.max(*to).min(most);
            }
            (Self::Admit { person, team }, Problem::Bootcamp(problem)) => {
                let hire = problem.hires.iter_mut().find(|one| one.id == *person)?;
                hire.avoid.retain(|one| one != team);
            }
            (Self::Admit { person, team }, Problem::Rotation(problem)) => {
                problem.teams.iter().find(|one| one.id == *team)?;
                let one = problem.applicants.iter_mut().find(|one| one.id == *person)?;
                if one.team == *team || one.choices.contains(team) {
                    return None;
                }
                one.choices.push(team.clone());
            }
            (Self::Start { person, at }, Problem::Rotation(problem)) => {
                let periods = problem.periods;
                let one = problem.applicants.iter_mut().find(|one| one.id == *person)?;
                if *at >= periods || one.periods.contains(at) {
                    return None;
                }
                one.periods.push(*at);
            }
            (Self::Unlock { person, team, start }, Problem::Bootcamp(problem)) => {
                problem
                    .locked
                    .retain(|one| (&one.person, &one.team, one.start) != (person, team, *start));
            }
            (Self::Unlock { person, team, start }, Problem::Rotation(problem)) => {
                problem
                    .locked
                    .retain(|one| (&one.person, &one.team, one.start) != (person, team, *start));
            }
            _ => return None,
        }
        Some(())
    }

    /// The change in words; `time` is what the problem's times are called: "week" or "period".
    #[must_use]
    pub fn words(&self, time: &str) -> String {
        match self {
            Self::Place { team, at, more } => {
                format!("{} in {team} in {time} {at}", many(*more, "place", "places"))
            }
            Self::Lend { team, at, more } => {
                format!("{} that {team} lends in {time} {at}", many(*more, "person", "people"))
            }
            Self::Balance { to } => format!("a balance of {to}"),
            Self::Seat { team, more } => {
                format!("{} in team {team}", many(*more, "seat", "seats"))
            }
            Self::Stint { person, more } => {
                format!("{} for {person}", many(*more, "stint", "stints"))
            }
            Self::Stay { person, from, to } => {
                format!("{person} there from {time} {from} to {}", to.saturating_sub(1))
            }
            Self::Admit { person, team } => format!("{team} open to {person}"),
            Self::Start { person, at } => format!("{person} able to start in {time} {at}"),
            Self::Unlock { person, team, start } => {
                format!("{person} in {team} from {time} {start} no longer locked")
            }
        }
    }
}

/// Several changes in words.
pub(super) fn all_words(changes: &[Change], time: &str) -> String {
    let words: Vec<String> = changes.iter().map(|change| change.words(time)).collect();
    words.join(", and ")
}
