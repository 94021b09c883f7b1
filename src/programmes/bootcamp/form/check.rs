//! What the forms come to: a cohort, its rules, a hire.

use chrono::{Datelike, NaiveDate};

use super::order;
use super::{
    Fault, Faults, Field, FieldFault, NAME_MOST, PURPOSE_MOST, TeamNames, Typed, WEEKS_MOST, get,
    hours_of,
};
use crate::domain::bootcamp::BootcampRules;
use crate::domain::id::{ProgrammeId, TeamId};
use crate::domain::week::Week;

/// The programme of a cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// One that exists.
    There(ProgrammeId),
    /// A new one.
    New {
        /// Its name.
        name: String,
        /// What it is for.
        purpose: String,
        /// The owner's address, lower case.
        owner: String,
    },
}

/// A cohort's form that holds; the owner and the names' uniqueness are not checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CohortDraft {
    /// Of which programme; `None` when an existing cohort is edited.
    pub programme: Option<Chosen>,
    /// Its name.
    pub name: String,
    /// Its first week.
    pub starts_on: Week,
    /// How many weeks it has.
    pub weeks: u32,
}

/// Checks the form of a new cohort.
///
/// Errors: every field that is wrong, in the order of the form.
pub fn check_new(typed: &Typed) -> Result<CohortDraft, Vec<FieldFault>> {
    let mut faults = Faults::default();
    let programme = match get(typed, Field::Programme) {
        "" => {
            faults.add(Field::Programme, Fault::Missing);
            None
        }
        "new" => Some(Chosen::New {
            name: faults.text(typed, Field::ProgrammeName, NAME_MOST),
            purpose: faults.text(typed, Field::Purpose, PURPOSE_MOST),
            owner: faults.text(typed, Field::Owner, 254).to_lowercase(),
        }),
        id => {
            if let Ok(id) = id.parse() {
                Some(Chosen::There(id))
            } else {
                faults.add(Field::Programme, Fault::Missing);
                None
            }
        }
    };
    let cohort = cohort(&mut faults, typed);
    faults.or(programme
        .zip(cohort)
        .map(|(programme, cohort)| CohortDraft { programme: Some(programme), ..cohort }))
}

/// Checks the form of a cohort that exists.
///
/// Errors: every field that is wrong, in the order of the form.
pub fn check_edit(typed: &Typed) -> Result<CohortDraft, Vec<FieldFault>> {
    let mut faults = Faults::default();
    let cohort = cohort(&mut faults, typed);
    faults.or(cohort)
}

fn cohort(faults: &mut Faults, typed: &Typed) -> Option<CohortDraft> {
    let name = faults.text(typed, Field::Name, NAME_MOST);
    let starts_on = match get(typed, Field::StartsOn) {
        "" => {
            faults.add(Field::StartsOn, Fault::Missing);
            None
        }
        text => {
            let day = day(text);
            if day.is_none() {
                faults.add(Field::StartsOn, Fault::NotADate { typed: text.to_owned() });
            }
            day
        }
    };
    let weeks = faults.number(typed, Field::Weeks, (1, WEEKS_MOST));
    let (starts_on, weeks) = (starts_on?, weeks?);
    Some(CohortDraft { programme: None, name, starts_on: Week::of(starts_on), weeks })
}

/// `2026-03-30`, as date fields send it and as a list of weeks is written.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|date| (2000..=2200).contains(&date.year()))
}

/// The form of rules.
pub fn typed_rules(rules: &BootcampRules, names: &TeamNames) -> Typed {
    let weeks: Vec<String> = rules.closed.iter().map(|week| week.monday().to_string()).collect();
    Typed::from([
        (Field::Stints, rules.stints.to_string()),
        (Field::Length, rules.length.to_string()),
        (Field::Must, names.lines(&rules.must)),
        (Field::Should, names.lines(&rules.should)),
        (Field::MustNot, names.lines(&rules.must_not)),
        (Field::Order, order::order_lines(rules, names)),
        (Field::Within, order::window_lines(rules, names, true)),
        (Field::Rather, order::window_lines(rules, names, false)),
        (Field::Closed, weeks.join("\n")),
        (Field::Hours, hours_of(rules.minutes_per_week)),
        (Field::Hold, if rules.hold_minutes.is_some() { "auto" } else { "approve" }.to_owned()),
        (Field::HoldHours, hours_of(rules.hold_minutes.unwrap_or(24 * 60))),
    ])
}

/// Checks the form of the rules of a cohort with `weeks` weeks from `starts_on`.
///
/// Errors: every field that is wrong, in the order of the form.
pub fn check_rules(
    typed: &Typed,
    names: &TeamNames,
    starts_on: Week,
    weeks: u32,
) -> Result<BootcampRules, Vec<FieldFault>> {
    let mut faults = Faults::default();
    let stints = faults.number(typed, Field::Stints, (1, WEEKS_MOST));
    let length = faults.number(typed, Field::Length, (1, WEEKS_MOST));
    let must = faults.teams(typed, Field::Must, names);
    let should = faults.teams(typed, Field::Should, names);
    let must_not = faults.teams(typed, Field::MustNot, names);
    faults.apart((Field::Should, &should), (Field::Must, &must), names);
    faults.apart((Field::MustNot, &must_not), (Field::Must, &must), names);
    faults.apart((Field::MustNot, &must_not), (Field::Should, &should), names);
    let order = order::order(&mut faults, typed, names);
    let mut windows = order::windows(&mut faults, typed, Field::Rather, names, weeks);
    windows.extend(order::windows(&mut faults, typed, Field::Within, names, weeks));
    let closed = closed(&mut faults, typed, starts_on, weeks);
    let minutes_per_week = faults.hours(typed, Field::Hours, 60);
    let hold_minutes = match get(typed, Field::Hold) {
        "approve" => Some(None),
        "auto" => faults.hours(typed, Field::HoldHours, 14 * 24).map(Some),
        _ => {
            faults.add(Field::Hold, Fault::Missing);
            None
        }
    };
    if let (Some(stints), Some(length)) = (stints, length) {
        let shut = u32::try_from(closed.len()).unwrap_or(weeks);
        let (need, have) = (stints.saturating_mul(length), weeks.saturating_sub(shut));
        if need > have {
            faults.add(Field::Stints, Fault::DoNotFit { need, have });
        }
    }
    let rules = (|| {
        Some(BootcampRules {
            stints: stints?,
            length: length?,
            must,
            should,
            must_not,
            order,
            windows,
            closed,
            minutes_per_week: minutes_per_week?,
            hold_minutes: hold_minutes?,
        })
    })();
    faults.or(rules)
}

fn closed(faults: &mut Faults, typed: &Typed, starts_on: Week, weeks: u32) -> Vec<Week> {
    let mut closed = Vec::new();
    for line in get(typed, Field::Closed).lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some(day) = day(line) else {
            faults.add(Field::Closed, Fault::NotADate { typed: line.to_owned() });
            continue;
        };
        let week = Week::of(day);
        if !(0..i64::from(weeks)).contains(&starts_on.until(week)) {
            faults.add(Field::Closed, Fault::OutsideWeeks { typed: line.to_owned() });
        } else if !closed.contains(&week) {
            closed.push(week);
        }
    }
    closed.sort_unstable();
    closed
}

/// What a hire's form comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HireDraft {
    /// The first week, from 0.
    pub from_week: u32,
    /// The week after the last.
    pub to_week: u32,
    /// Own number of stints.
    pub stints: Option<u32>,
    /// Own length of a stint.
    pub length: Option<u32>,
    /// Teams they would like to visit, best first.
    pub likes: Vec<TeamId>,
    /// Teams they do not visit.
    pub avoid: Vec<TeamId>,
}

/// Checks the form of a hire in a cohort of `weeks` weeks with these rules.
///
/// Errors: every field that is wrong, in the order of the form.
pub fn check_hire(
    typed: &Typed,
    names: &TeamNames,
    weeks: u32,
    rules: &BootcampRules,
) -> Result<HireDraft, Vec<FieldFault>> {
    let mut faults = Faults::default();
    let from = faults.number(typed, Field::FromWeek, (1, weeks));
    let last = faults.number(typed, Field::ToWeek, (1, weeks));
    if let (Some(from), Some(last)) = (from, last)
        && last < from
    {
        faults.add(Field::ToWeek, Fault::BeforeFirst);
    }
    let stints = faults.own_number(typed, Field::Stints, (0, WEEKS_MOST));
    let length = faults.own_number(typed, Field::Length, (1, WEEKS_MOST));
    let likes = faults.teams(typed, Field::Likes, names);
    let avoid = faults.teams(typed, Field::Avoid, names);
    faults.apart((Field::Avoid, &avoid), (Field::Likes, &likes), names);
    if let (Some(from), Some(last), Some(own)) = (from, last, stints)
        && last >= from
    {
        let need = own.saturating_mul(length.unwrap_or(rules.length));
        let have = last - from + 1;
        if need > have {
            faults.add(Field::Stints, Fault::DoNotFit { need, have });
        }
    }
    faults.or(from.zip(last).map(|(from, last)| HireDraft {
        from_week: from - 1,
        to_week: last,
        stints,
        length,
        likes,
        avoid,
    }))
}
