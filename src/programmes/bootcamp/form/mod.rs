//! The forms of a cohort and of its rules: what is typed, what is wrong with it field by field, and what it comes to.

mod check;
mod names;
mod order;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::id::TeamId;

use crate::domain::words;

pub use check::{
    Chosen, CohortDraft, HireDraft, check_edit, check_hire, check_new, check_rules, typed_rules,
};
pub use names::TeamNames;

words! {
    /// A field of the forms; the text is its name in the page.
    pub enum Field {
        /// The programme: its id, or `new`.
        Programme = "programme",
        /// The new programme's name.
        ProgrammeName = "programme_name",
        /// What it is for.
        Purpose = "purpose",
        /// The owner's address.
        Owner = "owner",
        /// The cohort's name.
        Name = "name",
        /// A day of its first week.
        StartsOn = "starts_on",
        /// How many weeks it has.
        Weeks = "weeks",
        /// The most stints of a hire.
        Stints = "stints",
        /// Weeks of a stint.
        Length = "length",
        /// Teams that everybody is to visit, one a line.
        Must = "must",
        /// Teams that everybody should visit, best first, one a line.
        Should = "should",
        /// Teams that nobody visits, one a line.
        MustNot = "must_not",
        /// Which team comes before which, a pair a line.
        Order = "order",
        /// Weeks in which a team is visited, always; a team a line.
        Within = "within",
        /// The same where it can be.
        Rather = "rather",
        /// A day of each week in which nobody is placed, one a line.
        Closed = "closed",
        /// Hours of a host's time that a guest takes in a week.
        Hours = "hours",
        /// `auto` or `approve`.
        Hold = "hold",
        /// Hours a proposed plan waits.
        HoldHours = "hold_hours",
        /// A hire's first week, from 1.
        FromWeek = "from_week",
        /// A hire's last week, from 1.
        ToWeek = "to_week",
        /// Teams a hire would like to visit, best first, one a line.
        Likes = "likes",
        /// Teams a hire does not visit, one a line.
        Avoid = "avoid",
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was typed or chosen.
    Missing,
    /// More characters than there is room for.
    TooLong {
        /// The most.
        most: usize,
    },
    /// Not a whole number.
    NotANumber,
    /// Not a number of hours.
    NotHours,
    /// A number outside what makes sense.
    OutOf {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// Not a date.
    NotADate {
        /// What was typed.
        typed: String,
    },
    /// A week that is none of the cohort's.
    OutsideWeeks {
        /// What was typed.
        typed: String,
    },
    /// Another programme or cohort has this name.
    Taken,
    /// Nobody active has this address.
    UnknownPerson,
    /// No team has this name.
    UnknownTeam {
        /// What was typed.
        typed: String,
        /// A team that is written like it.
        nearest: Option<String>,
    },
    /// A team that stands in two lists which exclude each other.
    AlsoIn {
        /// The team.
        team: String,
        /// The other list.
        other: Field,
    },
    /// Not one team before another.
    NotAnOrder {
        /// What was typed.
        typed: String,
    },
    /// Two teams, each before the other.
    BothWays {
        /// What was typed.
        typed: String,
    },
    /// Not a team with weeks of the cohort.
    NotWeeks {
        /// What was typed.
        typed: String,
        /// The cohort's last week.
        most: u32,
    },
    /// More weeks of stints than there are weeks for them.
    DoNotFit {
        /// Weeks that the stints take.
        need: u32,
        /// Weeks there are.
        have: u32,
    },
    /// A last week before the first.
    BeforeFirst,
    /// The cohort has placements already: its weeks stay.
    HasPlacements,
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// Which field.
    pub field: Field,
    /// What is wrong.
    pub fault: Fault,
}

/// A form as it was typed.
pub type Typed = BTreeMap<Field, String>;

/// The longest name of a cohort or programme.
pub const NAME_MOST: usize = 80;
/// The longest purpose.
pub const PURPOSE_MOST: usize = 600;
/// The most weeks of a cohort.
pub const WEEKS_MOST: u32 = 52;

/// What is wrong, collected in the order of the form.
#[derive(Debug, Default)]
pub(in crate::programmes::bootcamp) struct Faults(Vec<FieldFault>);

impl Faults {
    pub(in crate::programmes::bootcamp) fn add(&mut self, field: Field, fault: Fault) {
        self.0.push(FieldFault { field, fault });
    }

    /// The value, if nothing is wrong.
    pub(in crate::programmes::bootcamp) fn or<T>(
        self,
        value: Option<T>,
    ) -> Result<T, Vec<FieldFault>> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self.0),
        }
    }

    fn text(&mut self, typed: &Typed, field: Field, most: usize) -> String {
        // One line: a line break in a name would be one in a mail's header.
        let text = get(typed, field).split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            self.add(field, Fault::Missing);
        } else if text.chars().count() > most {
            self.add(field, Fault::TooLong { most });
        }
        text
    }

    pub(in crate::programmes::bootcamp) fn number(
        &mut self,
        typed: &Typed,
        field: Field,
        (least, most): (u32, u32),
    ) -> Option<u32> {
        let text = get(typed, field);
        if text.is_empty() {
            self.add(field, Fault::Missing);
            return None;
        }
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<u32>() {
            Ok(number) if (least..=most).contains(&number) => return Some(number),
            _ if digits => self.add(field, Fault::OutOf { least, most }),
            _ => self.add(field, Fault::NotANumber),
        }
        None
    }

    /// A number where nothing typed means nothing said.
    pub(in crate::programmes::bootcamp) fn own_number(
        &mut self,
        typed: &Typed,
        field: Field,
        bounds: (u32, u32),
    ) -> Option<u32> {
        if get(typed, field).is_empty() { None } else { self.number(typed, field, bounds) }
    }

    /// Hours with at most two decimals, as minutes.
    fn hours(&mut self, typed: &Typed, field: Field, most: u32) -> Option<u32> {
        let text = get(typed, field);
        if text.is_empty() {
            self.add(field, Fault::Missing);
            return None;
        }
        let Some(minutes) = minutes_of(text) else {
            self.add(field, Fault::NotHours);
            return None;
        };
        if minutes > most * 60 {
            self.add(field, Fault::OutOf { least: 0, most });
            return None;
        }
        Some(minutes)
    }

    /// Teams by name, one a line; each once.
    pub(in crate::programmes::bootcamp) fn teams(
        &mut self,
        typed: &Typed,
        field: Field,
        names: &TeamNames,
    ) -> Vec<TeamId> {
        let mut teams = Vec::new();
        for line in get(typed, field).lines().map(str::trim).filter(|line| !line.is_empty()) {
            match names.find(line) {
                Some(team) if teams.contains(&team) => {}
                Some(team) => teams.push(team),
                None => {
                    let nearest = names.nearest(line);
                    self.add(field, Fault::UnknownTeam { typed: line.to_owned(), nearest });
                }
            }
        }
        teams
    }

    /// No team may stand in both lists.
    pub(in crate::programmes::bootcamp) fn apart(
        &mut self,
        (field, teams): (Field, &[TeamId]),
        (other, others): (Field, &[TeamId]),
        names: &TeamNames,
    ) {
        for team in teams.iter().filter(|team| others.contains(team)) {
            self.add(field, Fault::AlsoIn { team: names.name(*team).to_owned(), other });
        }
    }
}

/// A field's text without blanks around it.
pub fn get(typed: &Typed, field: Field) -> &str {
    typed.get(&field).map_or("", |text| text.trim())
}

/// `6`, `1.5` or `1,25` hours in minutes.
fn minutes_of(text: &str) -> Option<u32> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = |text: &str| {
        (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(whole) || !digits(part) || part.len() > 2 {
        return None;
    }
    let hundredths = part.parse::<u32>().ok()? * if part.len() == 1 { 10 } else { 1 };
    Some(whole.parse::<u32>().ok()? * 60 + (hundredths * 60 + 50) / 100)
}

/// Minutes as hours, with as many decimals as they need.
pub fn hours_of(minutes: u32) -> String {
    let hundredths = minutes * 100 / 60;
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part % 10 == 0 => format!("{whole}.{}", part / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}
