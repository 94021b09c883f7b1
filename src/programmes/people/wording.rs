//! What is wrong with a file, in sentences: each says what is wrong and what to do.

use crate::domain::roster::columns::{Field, TieField};
use crate::domain::roster::diff::UnknownWhy;
use crate::domain::roster::flaw::{Flaw, Problem};
use crate::domain::roster::odd::OddReason;
use crate::text::{Say, Text};

/// What a column is for, as a label.
pub fn field_label(text: Text, field: Field) -> Say {
    match field {
        Field::Id => text.of("roster-field-id"),
        Field::Email => text.of("roster-field-email"),
        Field::Name => text.of("roster-field-name"),
        Field::First => text.of("roster-field-first"),
        Field::Last => text.of("roster-field-last"),
        Field::Team => text.of("roster-field-team"),
        Field::Parent => text.of("roster-field-parent"),
        Field::Manager => text.of("roster-field-manager"),
        Field::Site => text.of("roster-field-site"),
        Field::Function => text.of("roster-field-function"),
        Field::Seniority => text.of("roster-field-seniority"),
        Field::Zone => text.of("roster-field-zone"),
        Field::Start => text.of("roster-field-start"),
        Field::Language => text.of("roster-field-language"),
        Field::State => text.of("roster-field-state"),
        Field::Lead => text.of("roster-field-lead"),
    }
}

/// What a column of a file of ties is for, as a label.
pub fn tie_field_label(text: Text, field: TieField) -> Say {
    match field {
        TieField::A => text.of("ties-field-a"),
        TieField::B => text.of("ties-field-b"),
        TieField::Date => text.of("ties-field-date"),
        TieField::Times => text.of("ties-field-times"),
    }
}

/// A field's word in a problem, as a label; words of neither kind as they are.
fn label(text: Text, word: &str) -> String {
    if let Ok(field) = word.parse::<Field>() {
        return field_label(text, field).to_string();
    }
    if let Ok(field) = word.parse::<TieField>() {
        return tie_field_label(text, field).to_string();
    }
    word.to_owned()
}

/// Why an account is held.
pub fn odd_reason(text: Text, reason: OddReason) -> Say {
    match reason {
        OddReason::Service => text.of("odd-service"),
        OddReason::Shared => text.of("odd-shared"),
        OddReason::Room => text.of("odd-room"),
        OddReason::Test => text.of("odd-test"),
        OddReason::NoName => text.of("odd-no-name"),
        OddReason::Domain => text.of("odd-domain"),
    }
}

/// Why a manager is not known.
pub fn unknown_why(text: Text, why: UnknownWhy) -> Say {
    match why {
        UnknownWhy::Missing => text.of("unknown-manager-missing"),
        UnknownWhy::Ambiguous => text.of("unknown-manager-ambiguous"),
        UnknownWhy::Held => text.of("unknown-manager-held"),
        UnknownWhy::Left => text.of("unknown-manager-left"),
    }
}

/// A flaw on one line: where, what was there, what is wrong.
pub fn flaw_line(text: Text, flaw: &Flaw) -> String {
    let problem = problem(text, &flaw.problem);
    let column = flaw.column.clone().unwrap_or_default();
    let found = flaw.found.clone().unwrap_or_default();
    match (flaw.line, &flaw.column, &flaw.found) {
        (None, _, _) => problem,
        (Some(line), None, None) => {
            text.of("flaw-line").num("line", line).arg("problem", problem).to_string()
        }
        (Some(line), None, Some(_)) => text
            .of("flaw-line-found")
            .num("line", line)
            .arg("found", found)
            .arg("problem", problem)
            .to_string(),
        (Some(line), Some(_), None) => text
            .of("flaw-line-column")
            .num("line", line)
            .arg("column", column)
            .arg("problem", problem)
            .to_string(),
        (Some(line), Some(_), Some(_)) => text
            .of("flaw-line-column-found")
            .num("line", line)
            .arg("column", column)
            .arg("found", found)
            .arg("problem", problem)
            .to_string(),
    }
}

/// A column that is named like the one that is missing, as a sentence; nothing when there is none.
fn nearest(text: Text, name: Option<&String>) -> String {
    name.map(|name| text.of("flaw-nearest").arg("name", name).to_string()).unwrap_or_default()
}

/// What is wrong, and what to do.
pub fn problem(text: Text, problem: &Problem) -> String {
    let say = match problem {
        Problem::FileTooLarge { size, limit } => {
            text.of("flaw-file-too-large").num("size", *size).num("limit", *limit)
        }
        Problem::FileEmpty => text.of("flaw-file-empty"),
        Problem::HeaderOnly => text.of("flaw-header-only"),
        Problem::OtherFormat { format } => match format.as_str() {
            "excel" => text.of("flaw-format-excel"),
            "pdf" => text.of("flaw-format-pdf"),
            "utf-16-unmarked" | "utf-32" => text.of("flaw-format-utf16"),
            _ => text.of("flaw-format-packed"),
        },
        Problem::Undecodable { encoding, byte, position } => text
            .of("flaw-undecodable")
            .arg("encoding", encoding)
            .arg("byte", byte)
            .num("position", *position),
        Problem::NulByte { position } => text.of("flaw-nul").num("position", *position),
        Problem::UnclosedQuote => text.of("flaw-unclosed-quote"),
        Problem::TextAfterQuote => text.of("flaw-text-after-quote"),
        Problem::ColumnCount { expected, cells } => {
            text.of("flaw-column-count").num("expected", *expected).num("cells", *cells)
        }
        Problem::TooManyColumns { columns, limit } => {
            text.of("flaw-too-many-columns").num("columns", *columns).num("limit", *limit)
        }
        Problem::TooManyRows { limit } => text.of("flaw-too-many-rows").num("limit", *limit),
        Problem::CellTooLong { length, limit } => {
            text.of("flaw-cell-too-long").num("length", *length).num("limit", *limit)
        }
        Problem::MissingColumn { field, columns, nearest: close } => text
            .of("flaw-missing-column")
            .arg("field", label(text, field))
            .arg("columns", columns)
            .arg("nearest", nearest(text, close.as_ref())),
        Problem::MappedColumnMissing { field, wanted, columns, nearest: close } => text
            .of("flaw-mapped-column-missing")
            .arg("field", label(text, field))
            .arg("wanted", wanted)
            .arg("columns", columns)
            .arg("nearest", nearest(text, close.as_ref())),
        Problem::ColumnTwice { first, second } => {
            text.of("flaw-column-twice").num("first", *first).num("second", *second)
        }
        Problem::HeaderTwice => text.of("flaw-header-twice"),
        Problem::Empty { field } => text.of("flaw-empty").arg("field", label(text, field)),
        Problem::BadEmail => text.of("flaw-bad-email"),
        Problem::Formula => text.of("flaw-formula"),
        Problem::SpreadsheetError => text.of("flaw-spreadsheet-error"),
        Problem::ControlCharacter { code } => text.of("flaw-control").arg("code", code),
        Problem::DuplicateEmail { first } => text.of("flaw-duplicate-email").num("first", *first),
        Problem::DuplicateId { first } => text.of("flaw-duplicate-id").num("first", *first),
        Problem::OwnManager => text.of("flaw-own-manager"),
        Problem::ManagerCycle { lines } => text.of("flaw-manager-cycle").arg("lines", lines),
        Problem::BadDate => text.of("flaw-bad-date"),
        Problem::AmbiguousDate { one, other } => {
            text.of("flaw-ambiguous-date").arg("one", one).arg("other", other)
        }
        Problem::MixedDates { first } => text.of("flaw-mixed-dates").num("first", *first),
        Problem::FutureDate => text.of("flaw-future-date"),
        Problem::BadZone { nearest: None } => text.of("flaw-bad-zone"),
        Problem::BadZone { nearest: Some(name) } => {
            text.of("flaw-bad-zone-nearest").arg("name", name)
        }
        Problem::BadLanguage => text.of("flaw-bad-language"),
        Problem::BadState => text.of("flaw-bad-state"),
        Problem::BadYesNo => text.of("flaw-bad-yes-no"),
        Problem::TwoParents { team, first, parent } => {
            text.of("flaw-two-parents").arg("team", team).num("first", *first).arg("parent", parent)
        }
        Problem::TeamCycle { teams } => text.of("flaw-team-cycle").arg("teams", teams),
        Problem::TwoLeads { team, first } => {
            text.of("flaw-two-leads").arg("team", team).num("first", *first)
        }
        Problem::AddressReused { name } => text.of("flaw-address-reused").arg("name", name),
        Problem::TwoPeople { by_id, by_email } => {
            text.of("flaw-two-people").arg("one", by_id).arg("other", by_email)
        }
        Problem::UnknownPerson => text.of("flaw-unknown-person"),
        Problem::SelfTie => text.of("flaw-self-tie"),
        Problem::DuplicatePair { first } => text.of("flaw-duplicate-pair").num("first", *first),
        Problem::BadTimes => text.of("flaw-bad-times"),
    };
    // A column that is not named leaves a gap.
    say.to_string().replace("  ", " ").trim_end().to_owned()
}
