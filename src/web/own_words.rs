//! What several of the employee's own pages say in the same way.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::error::WebError;
use super::extract::Fields;
use super::session::Who;
use crate::domain::calendar::Cadence;
use crate::domain::coffee::{GroupState, ProgrammeState, Reason};
use crate::domain::wishes::{DAYS, Fault, LANGUAGES, PauseWords, ProfileWords, clock_words};
use crate::programmes::participation::ParticipationError;
use crate::store::home::{Card, Partner};
use crate::text::Text;

/// How far ahead an instant lies, in words: "in 6 days", "tomorrow", "in 3 hours".
pub fn ahead(text: Text, zone: Tz, now: DateTime<Utc>, at: DateTime<Utc>) -> String {
    let days =
        (at.with_timezone(&zone).date_naive() - now.with_timezone(&zone).date_naive()).num_days();
    match days {
        ..=0 => match (at - now).num_hours() {
            ..=0 => text.of("when-soon").to_string(),
            hours => text.of("when-in-hours").num("hours", hours).to_string(),
        },
        1 => text.of("when-tomorrow").to_string(),
        days => text.of("when-in-days").num("days", days).to_string(),
    }
}

/// The name somebody is called by: the first word of it.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// The partners' names as a sentence has them.
pub fn names(text: Text, partners: &[Partner]) -> String {
    let names: Vec<&str> = partners.iter().map(|partner| partner.known.name.as_str()).collect();
    text.list(&names)
}

/// Where a group stands: its word and the tone of its tag.
pub fn group_state(text: Text, state: GroupState) -> (String, &'static str) {
    let (id, tone) = match state {
        GroupState::Proposed | GroupState::Released => ("state-released", ""),
        GroupState::Scheduled => ("state-scheduled", "warn"),
        GroupState::Met => ("state-met", "good"),
        GroupState::NotMet => ("state-not-met", "quiet"),
        GroupState::Unknown => ("state-unknown", "quiet"),
        GroupState::Recalled => ("state-recalled", "bad"),
    };
    (text.of(id).to_string(), tone)
}

/// The reasons people may tap, in their order.
pub const REASONS: [(Reason, &str); 6] = [
    (Reason::TooBusy, "reason-too-busy"),
    (Reason::NoCommonTime, "reason-no-common-time"),
    (Reason::KnowEachOther, "reason-know-each-other"),
    (Reason::NotUseful, "reason-not-useful"),
    (Reason::Away, "reason-away"),
    (Reason::Other, "reason-other"),
];

/// The reasons with their words.
pub fn reasons(text: Text) -> Vec<(&'static str, String)> {
    REASONS.iter().map(|(reason, id)| (reason.as_str(), text.of(id).to_string())).collect()
}

/// Says beside the fields what is wrong with them.
pub fn refuse(fields: &mut Fields, text: Text, faults: &[Fault]) {
    for fault in faults {
        let message = text.of(fault.text_id()).num("most", fault.most()).to_string();
        fields.refuse(fault.field(), message);
    }
}

/// The join and preference form, as it was sent.
pub fn profile_words(fields: &Fields) -> ProfileWords {
    ProfileWords {
        consent: fields.get("consent").to_owned(),
        place: fields.get("place").to_owned(),
        from: fields.get("from").to_owned(),
        until: fields.get("until").to_owned(),
        days: fields.all("day").map(str::to_owned).collect(),
        speaks: fields.all("speaks").map(str::to_owned).collect(),
        about: fields.get("about").to_owned(),
        topics: fields.get("topics").to_owned(),
        calendar: fields.has("calendar"),
        on_map: fields.has("on_map"),
    }
}

/// The pause form, as it was sent.
pub fn pause_words(fields: &Fields) -> PauseWords {
    PauseWords {
        from: fields.get("pause_from").to_owned(),
        until: fields.get("pause_until").to_owned(),
    }
}

/// The form filled with what is stored.
pub fn fill(fields: &mut Fields, words: &ProfileWords) {
    fields.set("place", &words.place);
    fields.set("from", &words.from);
    fields.set("until", &words.until);
    for day in &words.days {
        fields.add("day", day);
    }
    for tag in &words.speaks {
        fields.add("speaks", tag);
    }
    fields.set("about", &words.about);
    fields.set("topics", &words.topics);
    if words.calendar {
        fields.set("calendar", "yes");
    }
    if words.on_map {
        fields.set("on_map", "yes");
    }
}

/// What the form offers to choose from.
#[derive(Clone, Debug)]
pub struct Choices {
    /// Where to meet.
    pub places: Vec<(&'static str, String, String)>,
    /// Half hours of a day.
    pub hours: Vec<(String, String)>,
    /// Days of the week.
    pub days: Vec<(&'static str, String)>,
    /// Languages to meet in.
    pub languages: Vec<(&'static str, String)>,
    /// The reader's zone.
    pub zone: String,
    /// Characters about oneself.
    pub most_about: usize,
    /// Topics.
    pub most_topics: usize,
}

const PLACES: [(&str, &str); 3] =
    [("online", "place-online"), ("office", "place-office"), ("either", "place-either")];
const DAY_TEXTS: [&str; 7] =
    ["day-mon", "day-tue", "day-wed", "day-thu", "day-fri", "day-sat", "day-sun"];
const LANGUAGE_TEXTS: [&str; 15] = [
    "language-en",
    "language-de",
    "language-fr",
    "language-es",
    "language-it",
    "language-pt",
    "language-nl",
    "language-pl",
    "language-cs",
    "language-tr",
    "language-uk",
    "language-ar",
    "language-hi",
    "language-zh",
    "language-ja",
];

impl Choices {
    /// The choices in the reader's words.
    pub fn new(text: Text, who: &Who, now: DateTime<Utc>) -> Self {
        let half_hours = (0..=48).map(|n| clock_words(n * 30)).map(|time| (time.clone(), time));
        Self {
            places: PLACES
                .into_iter()
                .map(|(value, id)| (value, text.of(id).to_string(), String::new()))
                .collect(),
            hours: half_hours.collect(),
            days: DAYS
                .into_iter()
                .zip(DAY_TEXTS)
                .map(|(day, id)| (day, text.of(id).to_string()))
                .collect(),
            languages: LANGUAGES
                .iter()
                .zip(LANGUAGE_TEXTS)
                .map(|(tag, id)| (*tag, text.of(id).to_string()))
                .collect(),
            zone: text.zone(who.zone, &now),
            most_about: crate::domain::wishes::MOST_ABOUT,
            most_topics: crate::domain::wishes::MOST_TOPICS,
        }
    }
}

/// The name of a language by its tag; the tag itself when it is none of ours.
pub fn language_name(text: Text, tag: &str) -> String {
    LANGUAGES
        .iter()
        .zip(LANGUAGE_TEXTS)
        .find(|(known, _)| **known == tag)
        .map_or_else(|| tag.to_owned(), |(_, id)| text.of(id).to_string())
}

/// Where to meet, in words.
pub fn place_name(text: Text, place: crate::domain::person::Place) -> String {
    PLACES
        .iter()
        .find(|(value, _)| *value == place.as_str())
        .map_or_else(String::new, |(_, id)| text.of(id).to_string())
}

/// Working hours in words: "Mon, Tue, Wed, 09:00–17:00".
pub fn hours_words(text: Text, hours: &crate::domain::person::WorkingHours) -> String {
    let days: Vec<String> = DAY_TEXTS
        .into_iter()
        .zip(hours.days)
        .filter(|(_, on)| *on)
        .map(|(id, _)| text.of(id).to_string())
        .collect();
    format!("{}, {}–{}", days.join(", "), clock_words(hours.from), clock_words(hours.until))
}

/// How much the people somebody knows know each other, and how that is computed.
pub(super) fn knit(text: Text, own: &crate::programmes::own_network::Own) -> (String, String) {
    let id = match own.share() {
        share if share < 1.0 / 3.0 => "own-knit-loose",
        share if share < 2.0 / 3.0 => "own-knit-middle",
        _ => "own-knit-close",
    };
    let how = text
        .of("own-knit-how")
        .arg("constraint", text.decimal(own.constraint, 2))
        .arg("lowest", text.decimal(own.lowest, 2))
        .arg("highest", text.decimal(own.highest, 2));
    (text.of(id).to_string(), how.to_string())
}

/// What a page says of the thing that was just done, by the word in its address.
pub fn done(text: Text, query: &Fields) -> Option<String> {
    let id = match query.get("done") {
        "scheduled" => "home-done-scheduled",
        "met" => "home-done-met",
        "not_met" => "home-done-not-met",
        "yes" => "home-done-answer-yes",
        "skip" => "home-done-answer-skip",
        "paused" => "home-done-paused",
        "resumed" => "home-done-resumed",
        "left" => "home-done-left",
        "third" => "home-done-third",
        "saved" => "home-done-saved",
        "words" => "words-kept",
        _ => return None,
    };
    Some(text.of(id).to_string())
}

/// The next draw of a programme, seen from now; none when it is paused or has none ahead.
pub fn next_draw(card: &Card, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if card.state != ProgrammeState::Active {
        return None;
    }
    Cadence::parse(&card.cadence, card.zone).ok()?.next_after(now, card.starts_at)
}

/// A programme's cadence in the reader's language; as written when it cannot be read.
pub fn cadence_words(card: &Card, who: &Who) -> String {
    Cadence::parse(&card.cadence, card.zone)
        .map_or_else(|_| card.cadence.clone(), |cadence| cadence.words(who.language))
}

/// What a refused wish means to a page that has no field for it.
pub fn participation_error(programme: &str, error: ParticipationError) -> WebError {
    use ParticipationError as E;
    match error {
        E::NoProgramme | E::Refused(_) => WebError::not_found(),
        E::Over => WebError::new(axum::http::StatusCode::GONE, "join-over-title", "join-over")
            .arg("programme", programme)
            .way_out("/programmes", "home-none-button"),
        E::Store(error) => error.into(),
    }
}
