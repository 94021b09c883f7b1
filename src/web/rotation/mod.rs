//! Rotations: the pages of applicants, of home and host teams, and of coordinators.

pub mod application;
pub mod call;
pub mod call_form;
pub mod calls;
pub mod case;
pub mod home_word;
pub mod own;
pub mod plan;
pub mod plan_steps;
pub mod swap;
pub mod team;
pub mod timeline;

use axum::http::StatusCode;

use super::error::WebError;
use super::page::Page;
use crate::domain::placement::{ApplicationState, CallState};
use crate::domain::rotation::Period;
use crate::programmes::rotation::RotationError;
use crate::programmes::rotation::offer::Eligibility;
use crate::text::Text;

/// What went wrong, as a page.
fn failed(error: RotationError) -> WebError {
    match error {
        RotationError::Unknown => WebError::not_found(),
        RotationError::Changed => WebError::stale(),
        RotationError::NotOpen => {
            WebError::new(StatusCode::CONFLICT, "rotation-not-open-title", "rotation-not-open")
        }
        RotationError::NotPossible | RotationError::Faults(_) | RotationError::Choices(_) => {
            WebError::new(
                StatusCode::CONFLICT,
                "rotation-not-possible-title",
                "rotation-not-possible",
            )
        }
        RotationError::Store(error) => error.into(),
        error => WebError::internal(error),
    }
}

/// A period in words: "Mon 6 Apr – Fri 1 May 2026".
pub(super) fn span(text: Text, period: &Period) -> String {
    text.of("rotation-span")
        .arg("from", text.date(period.from_on.monday()))
        .arg("to", text.date_year(period.last_day()))
        .to_string()
}

/// A period with its length: "Mon 6 Apr – Fri 1 May 2026, 4 weeks".
fn span_weeks(text: Text, period: &Period) -> String {
    text.of("rotation-span-weeks")
        .arg("span", span(text, period))
        .num("weeks", period.count())
        .to_string()
}

/// The periods of these numbers, in words.
fn spans(text: Text, all: &[Period], numbers: &[u32]) -> Vec<String> {
    numbers.iter().filter_map(|n| all.get(*n as usize)).map(|one| span_weeks(text, one)).collect()
}

/// A state of an application: word and tone.
fn state_words(text: Text, state: ApplicationState) -> (String, &'static str) {
    let (id, tone) = match state {
        ApplicationState::Draft => ("application-draft", "quiet"),
        ApplicationState::Submitted => ("application-submitted", "warn"),
        ApplicationState::AwaitingHome => ("application-awaiting-home", "warn"),
        ApplicationState::Eligible => ("application-eligible", "good"),
        ApplicationState::Placed => ("application-placed", "good"),
        ApplicationState::Waitlisted => ("application-waitlisted", "warn"),
        ApplicationState::Declined => ("application-declined", "bad"),
        ApplicationState::Withdrawn => ("application-withdrawn", "quiet"),
    };
    (text.of(id).to_string(), tone)
}

/// A state of a call: word and tone.
fn call_words(text: Text, state: CallState) -> (String, &'static str) {
    let (id, tone) = match state {
        CallState::Draft => ("call-draft", "quiet"),
        CallState::Open => ("call-open", "good"),
        CallState::Closed => ("call-closed", "warn"),
        CallState::Running => ("call-running", "good"),
        CallState::Finished => ("call-finished", "quiet"),
        CallState::Cancelled => ("call-cancelled", "bad"),
    };
    (text.of(id).to_string(), tone)
}

/// Whether and from when the reader may go, in a sentence or two.
fn eligibility_words(page: &Page, eligibility: &Eligibility) -> Vec<String> {
    let text = page.text;
    let today = page.now.with_timezone(&page.zone).date_naive();
    let mut sentences = vec![
        match (eligibility.from, eligibility.starts_on) {
            (Some(from), Some(starts_on)) => {
                let date = text.date_long(from);
                let months = eligibility.after_months;
                let started = text.date_long(starts_on);
                if from <= today {
                    text.of("rotation-eligible-since")
                        .arg("date", date)
                        .num("months", months)
                        .arg("started", started)
                } else {
                    text.of("rotation-eligible-from")
                        .arg("date", date)
                        .num("months", months)
                        .arg("started", started)
                }
            }
            _ => text.of("rotation-eligible-unknown"),
        }
        .to_string(),
    ];
    if let Some(not_before) = eligibility.not_before.filter(|on| *on > today) {
        sentences.push(
            text.of("rotation-eligible-not-before")
                .arg("date", text.date_long(not_before))
                .to_string(),
        );
    }
    sentences
}
