//! Bootcamps as coordinators see them: cohorts, their rules, starters and hires, the plan and its changes by hand.

pub mod cannot_host;
pub mod cohort_form;
mod collide;
mod grid;
pub mod hire;
pub mod list;
pub mod one;
pub mod place;
pub mod plan;
pub mod ramp;
pub mod rules;
mod starter_columns;
pub mod starters;
pub mod steps;

pub(in crate::web) use steps::stand_in_words;

use chrono::{DateTime, Utc};

use super::error::WebError;
use super::extract::Fields;
use super::labels::Tag;
use super::page::{Page, Section};
use super::{App, Who};
use crate::domain::id::CohortId;
use crate::domain::placement::CohortState;
use crate::domain::week::Week;
use crate::programmes::bootcamp::CohortError;
use crate::programmes::bootcamp::form::{Fault, Field, FieldFault, Typed};
use crate::store::Tx;
use crate::store::cohort::{Cohort, cohort_get};
use crate::text::Text;

/// A cohort's own page.
fn path(id: CohortId) -> String {
    format!("/cohorts/{id}")
}

/// A page of a cohort, below the cohort's own.
fn page_of(app: &App, who: &Who, cohort: &Cohort, title: &'static str) -> Page {
    let title = who.text().of(title).arg("cohort", &cohort.name).to_string();
    Page::titled(app, who, title, Section::Cohorts).up(path(cohort.id), &cohort.name)
}

async fn cohort_of(tx: &mut Tx, id: CohortId) -> Result<Cohort, WebError> {
    cohort_get(tx, id).await?.ok_or_else(WebError::not_found)
}

/// An error that no form can mend.
fn failed(error: CohortError, back: &str) -> WebError {
    match error {
        CohortError::Unknown => WebError::not_found(),
        CohortError::Store(error) => error.into(),
        CohortError::Changed
        | CohortError::Over(_)
        | CohortError::Placed(_)
        | CohortError::Faults(_) => WebError::stale().way_out(back, "bootcamp-back"),
    }
}

fn state(text: Text, state: CohortState) -> Tag {
    let (id, tone) = match state {
        CohortState::Open => ("bootcamp-state-open", ""),
        CohortState::Running => ("bootcamp-state-running", "good"),
        CohortState::Closed => ("bootcamp-state-closed", "quiet"),
        CohortState::Cancelled => ("bootcamp-state-cancelled", "quiet"),
    };
    Tag { label: text.of(id).to_string(), tone }
}

/// First and last day of some weeks.
fn days(text: Text, from: Week, to: Week) -> String {
    let weeks = u32::try_from(from.until(to)).unwrap_or(0);
    let last = from.plus(weeks.saturating_sub(1));
    text.of("bootcamp-days")
        .arg("from", text.date(from.monday()))
        .arg("to", text.date_year(last.friday()))
        .to_string()
}

/// A moment in a hidden field, and back.
fn stamp(at: DateTime<Utc>) -> String {
    at.timestamp_micros().to_string()
}

fn seen(fields: &Fields) -> Result<DateTime<Utc>, WebError> {
    fields.word("seen").and_then(DateTime::from_timestamp_micros).ok_or_else(WebError::unreadable)
}

fn fields_of(typed: &Typed) -> Fields {
    let mut fields = Fields::new();
    for (field, text) in typed {
        fields.set(field.as_str(), text);
    }
    fields
}

fn typed_of(fields: &Fields) -> Typed {
    let typed = Field::ALL.iter().map(|field| (*field, fields.get(field.as_str()).to_owned()));
    typed.filter(|(field, _)| fields.has(field.as_str())).collect()
}

/// What was typed, as hidden fields.
fn hidden(typed: &Typed) -> Vec<(&'static str, String)> {
    typed.iter().map(|(field, text)| (field.as_str(), text.clone())).collect()
}

fn refuse(text: Text, fields: &mut Fields, faults: &[FieldFault]) {
    for FieldFault { field, fault } in faults {
        let name = text.of(label(*field)).to_string();
        let message = match fault {
            Fault::Missing => text.of("fault-missing").arg("field", name),
            Fault::TooLong { most } => {
                text.of("fault-too-long").arg("field", name).num("most", *most)
            }
            Fault::NotANumber => text.of("fault-not-a-number").arg("field", name),
            Fault::NotHours => text.of("bootcamp-fault-hours").arg("field", name),
            Fault::OutOf { least, most } => text
                .of("fault-out-of")
                .arg("field", name)
                .arg("least", text.number(*least))
                .arg("most", text.number(*most)),
            Fault::NotADate { typed } => {
                text.of("bootcamp-fault-date").arg("field", name).arg("typed", typed)
            }
            Fault::OutsideWeeks { typed } => {
                text.of("bootcamp-fault-outside").arg("field", name).arg("typed", typed)
            }
            Fault::Taken => text.of("bootcamp-fault-taken").arg("field", name),
            Fault::UnknownPerson => text.of("fault-unknown-person"),
            Fault::UnknownTeam { typed, nearest: None } => {
                text.of("bootcamp-fault-team").arg("field", name).arg("typed", typed)
            }
            Fault::UnknownTeam { typed, nearest: Some(nearest) } => text
                .of("bootcamp-fault-team-nearest")
                .arg("field", name)
                .arg("typed", typed)
                .arg("nearest", nearest),
            Fault::AlsoIn { team, other } => text
                .of("bootcamp-fault-also")
                .arg("field", name)
                .arg("team", team)
                .arg("other", text.of(label(*other))),
            Fault::NotAnOrder { typed } => {
                text.of("bootcamp-fault-order").arg("field", name).arg("typed", typed)
            }
            Fault::BothWays { typed } => {
                text.of("bootcamp-fault-both-ways").arg("field", name).arg("typed", typed)
            }
            Fault::NotWeeks { typed, most } => text
                .of("bootcamp-fault-weeks")
                .arg("field", name)
                .arg("typed", typed)
                .arg("most", text.number(*most)),
            Fault::DoNotFit { need, have } => text
                .of("bootcamp-fault-fit")
                .arg("field", name)
                .num("need", *need)
                .num("have", *have),
            Fault::BeforeFirst => text.of("bootcamp-fault-before").arg("field", name),
            Fault::HasPlacements => text.of("bootcamp-fault-placed").arg("field", name),
        };
        fields.refuse(field.as_str(), message);
    }
}

fn label(field: Field) -> &'static str {
    match field {
        Field::Programme => "bootcamp-field-programme",
        Field::ProgrammeName => "bootcamp-field-programme-name",
        Field::Purpose => "programme-field-purpose",
        Field::Owner => "programme-field-owner",
        Field::Name => "bootcamp-field-name",
        Field::StartsOn => "bootcamp-field-starts-on",
        Field::Weeks => "bootcamp-field-weeks",
        Field::Stints => "bootcamp-field-stints",
        Field::Length => "bootcamp-field-length",
        Field::Must => "bootcamp-field-must",
        Field::Should => "bootcamp-field-should",
        Field::MustNot => "bootcamp-field-must-not",
        Field::Order => "bootcamp-field-order",
        Field::Within => "bootcamp-field-within",
        Field::Rather => "bootcamp-field-rather",
        Field::Closed => "bootcamp-field-closed",
        Field::Hours => "bootcamp-field-hours",
        Field::Hold => "programme-field-hold",
        Field::HoldHours => "programme-field-hold-hours",
        Field::FromWeek => "bootcamp-field-from-week",
        Field::ToWeek => "bootcamp-field-to-week",
        Field::Likes => "bootcamp-field-likes",
        Field::Avoid => "bootcamp-field-avoid",
    }
}
