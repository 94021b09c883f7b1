//! The words of states, kinds, reasons and figures, as the steering pages show them.

use crate::domain::coffee::{GroupState, ProgrammeState};
use crate::domain::plan::{NoticeState, RunState, SolvePhase, Trigger};
use crate::text::Text;

/// A state in words, with the tone of its tag: `good`, `warn`, `bad`, `quiet` or empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The words.
    pub label: String,
    /// The tone.
    pub tone: &'static str,
}

fn tag(text: Text, id: &'static str, tone: &'static str) -> Tag {
    Tag { label: text.of(id).to_string(), tone }
}

/// A run's state.
pub fn run_state(text: Text, state: RunState) -> Tag {
    let (id, tone) = match state {
        RunState::Draft => ("run-state-draft", "quiet"),
        RunState::Solving => ("run-state-solving", ""),
        RunState::Proposed => ("run-state-proposed", "warn"),
        RunState::Held => ("run-state-held", "warn"),
        RunState::Released => ("run-state-released", "good"),
        RunState::Sending => ("run-state-sending", ""),
        RunState::Sent => ("run-state-sent", "good"),
        RunState::Closed => ("run-state-closed", "quiet"),
        RunState::Cancelled => ("run-state-cancelled", "quiet"),
        RunState::Failed => ("run-state-failed", "bad"),
        RunState::Recalled => ("run-state-recalled", "bad"),
        RunState::Skipped => ("run-state-skipped", "quiet"),
    };
    tag(text, id, tone)
}

/// A programme's state.
pub fn programme_state(text: Text, state: ProgrammeState) -> Tag {
    let (id, tone) = match state {
        ProgrammeState::Draft => ("programme-state-draft", "quiet"),
        ProgrammeState::Active => ("programme-state-active", "good"),
        ProgrammeState::Paused => ("programme-state-paused", "warn"),
        ProgrammeState::Ended => ("programme-state-ended", "quiet"),
    };
    tag(text, id, tone)
}

/// A notice's state.
pub fn notice_state(text: Text, state: NoticeState) -> Tag {
    let (id, tone) = match state {
        NoticeState::Queued => ("notice-state-queued", ""),
        NoticeState::Sending => ("notice-state-sending", ""),
        NoticeState::Sent => ("notice-state-sent", "good"),
        NoticeState::Deferred => ("notice-state-deferred", "warn"),
        NoticeState::Failed => ("notice-state-failed", "bad"),
        NoticeState::Suppressed => ("notice-state-suppressed", "quiet"),
        NoticeState::Cancelled => ("notice-state-cancelled", "quiet"),
    };
    tag(text, id, tone)
}

/// A group's state as admins see it: whether its people were told, never what they said of the meeting.
pub fn group_state(text: Text, state: GroupState) -> Tag {
    match state {
        GroupState::Proposed => tag(text, "group-state-proposed", "quiet"),
        GroupState::Recalled => tag(text, "group-state-recalled", "bad"),
        GroupState::Released
        | GroupState::Scheduled
        | GroupState::Met
        | GroupState::NotMet
        | GroupState::Unknown => tag(text, "group-state-told", "good"),
    }
}

/// What started a run.
pub fn trigger(text: Text, trigger: Trigger) -> String {
    text.of(match trigger {
        Trigger::Schedule => "run-trigger-schedule",
        Trigger::Manual => "run-trigger-manual",
    })
    .to_string()
}

/// What the solver does.
pub fn phase(text: Text, phase: SolvePhase) -> String {
    text.of(match phase {
        SolvePhase::Search => "solve-phase-search",
        SolvePhase::Bound => "solve-phase-bound",
        SolvePhase::Prove => "solve-phase-prove",
        SolvePhase::Done => "solve-phase-done",
    })
    .to_string()
}

/// The kind of a notice; kinds without a text of their own show their word.
pub fn notice_kind(text: Text, kind: &str) -> String {
    let id = match kind.replace('_', "-").as_str() {
        "ask" | "round-question" | "question" => "notice-kind-question",
        "match" => "notice-kind-match",
        "left-out" => "notice-kind-left-out",
        "nudge" => "notice-kind-nudge",
        "closing" => "notice-kind-closing",
        "recall" => "notice-kind-recall",
        "resting" | "rest" | "rest-question" | "kind-question" => "notice-kind-resting",
        "capacity-request" => "notice-kind-capacity-request",
        "home-question" => "notice-kind-home-question",
        "home-silence" => "notice-kind-home-silence",
        "application-answer" => "notice-kind-application-answer",
        "swap-question" => "notice-kind-swap-question",
        "sign-in" => "notice-kind-sign-in",
        "test" => "notice-kind-test",
        "placement-proposed" => "notice-kind-placement-proposed",
        "placement-told" => "notice-kind-placement-told",
        "placement-changed" => "notice-kind-placement-changed",
        "placement-calendar" => "notice-kind-placement-calendar",
        "placement-feedback" => "notice-kind-placement-feedback",
        "monday-digest" => "notice-kind-monday-digest",
        "apology" => "notice-kind-apology",
        _ => return kind.to_owned(),
    };
    text.of(id).to_string()
}

/// Why somebody is left out; reasons without a text of their own show their word.
pub fn left_out(text: Text, reason: &str) -> String {
    let id = match reason {
        "odd-number" => "left-out-odd-number",
        "team-seats" => "left-out-team-seats",
        "team-without-places" => "left-out-team-without-places",
        "team-without-time" => "left-out-team-without-time",
        "no-admissible-partner" => "left-out-no-admissible-partner",
        "partners-without-seats" => "left-out-partners-without-seats",
        "better-plan" => "left-out-better-plan",
        "budget-ended" => "left-out-budget-ended",
        "match-fell-through" => "left-out-fell-through",
        "no-common-hours" => "left-out-no-common-hours",
        "no-common-language" => "left-out-no-common-language",
        "knows-everybody" => "left-out-knows-everybody",
        "alone" => "left-out-alone",
        _ => return reason.to_owned(),
    };
    text.of(id).to_string()
}

/// A term of the value.
pub fn term(text: Text, name: &str) -> String {
    let id = match name {
        "new_connection" => "term-new-connection",
        "topic" => "term-topic",
        "repeat" => "term-repeat",
        "seat" => "term-seat",
        "waited" => "term-waited",
        "thin_link" => "term-thin-link",
        "bridge" => "term-bridge",
        _ => return name.to_owned(),
    };
    text.of(id).to_string()
}

/// A hard rule, by its constraint id.
pub fn rule(text: Text, id: &str) -> String {
    let id = match id {
        "never" => "rule-never",
        "cross-team" => "rule-cross-team",
        "common-slot" => "rule-common-slot",
        "common-language" => "rule-common-language",
        "manager" => "rule-manager",
        "repeat-after" => "rule-repeat-after",
        "team-seats" => "rule-team-seats",
        "one-group-each" => "rule-one-group-each",
        "group-size" => "rule-group-size",
        "one-trio" => "rule-one-trio",
        other => return other.to_owned(),
    };
    text.of(id).to_string()
}

/// Milli-connections as connections with two decimals: 61230 is "61.23".
pub fn connections(text: Text, milli: i64) -> String {
    #[expect(
        clippy::cast_precision_loss,
        reason = "shown with two decimals; values stay far under 2^53"
    )]
    let value = milli as f64 / 1000.0;
    text.decimal(value, 2)
}

/// A gap as a percentage; 0 is said in words.
pub fn gap(text: Text, ppm: i64) -> String {
    if ppm == 0 {
        return text.of("gap-none").to_string();
    }
    #[expect(clippy::cast_precision_loss, reason = "a fraction of a million")]
    let share = ppm as f64 / 1_000_000.0;
    text.percent(share, if ppm < 1000 { 3 } else { 2 })
}

/// A length of time of the solver: "0.41 s", "12 s".
pub fn seconds(text: Text, millis: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "seconds of a solve")]
    let seconds = millis as f64 / 1000.0;
    let digits = if millis < 10_000 { 2 } else { 0 };
    text.of("seconds-short").arg("number", text.decimal(seconds, digits)).to_string()
}

/// A figure that may not be there yet: a dash with words for those who listen.
pub fn or_dash(text: Text, number: Option<i64>) -> String {
    number.map_or_else(|| "–".to_owned(), |number| text.number(number))
}
