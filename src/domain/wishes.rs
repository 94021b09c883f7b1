//! What somebody types on the join and preference forms, read into wishes, or refused field by field with what to do.

use chrono::{Days, NaiveDate};

use super::coffee::Consent;
use super::person::{Place, Profile, WorkingHours};

/// Characters in "two lines about me".
pub const MOST_ABOUT: usize = 280;
/// Topics somebody may name.
pub const MOST_TOPICS: usize = 10;
/// Characters in one topic.
pub const MOST_TOPIC: usize = 40;
/// Names on a rather-not list.
pub const MOST_RATHER_NOT: usize = 200;
/// Names on a list of people known well.
pub const MOST_KNOWN: usize = 200;
/// The longest pause with an end, in days. Longer: without an end.
pub const LONGEST_PAUSE_DAYS: u64 = 730;

/// The languages that the form offers, by their tags.
pub const LANGUAGES: &[&str] =
    &["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "tr", "uk", "ar", "hi", "zh", "ja"];

/// The days of a week as form values, Monday first.
pub const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Why a field is refused. The page says it in words by [`Fault::text_id`], with [`Fault::most`] where a cap is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No choice made between every round and ask me.
    ConsentMissing,
    /// No choice made between online, office and either.
    PlaceMissing,
    /// The start of the working hours is no half hour of a day.
    HoursFrom,
    /// The end of the working hours is no half hour of a day.
    HoursUntil,
    /// The working hours end before they start.
    HoursOrder,
    /// No working day.
    DaysMissing,
    /// A language that the form does not offer.
    LanguageUnknown,
    /// Too many characters about me.
    AboutTooLong,
    /// Too many topics.
    TopicsTooMany,
    /// A topic with too many characters.
    TopicTooLong,
    /// The pause's first day is no date.
    PauseFrom,
    /// The pause starts in the past.
    PauseFromPast,
    /// The first day back is no date.
    PauseUntil,
    /// The first day back is not after the pause's first day, or not after today.
    PauseOrder,
    /// The first day back is too far ahead.
    PauseTooLong,
    /// The name is one's own.
    Oneself,
    /// There is no such person, or they left.
    PersonGone,
    /// The rather-not list is full.
    RatherNotFull,
    /// The list of people known well is full.
    KnownFull,
}

impl Fault {
    /// The id of the sentence that says what is wrong and what to do.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::ConsentMissing => "fault-consent-missing",
            Self::PlaceMissing => "fault-place-missing",
            Self::HoursFrom => "fault-hours-from",
            Self::HoursUntil => "fault-hours-until",
            Self::HoursOrder => "fault-hours-order",
            Self::DaysMissing => "fault-days-missing",
            Self::LanguageUnknown => "fault-language-unknown",
            Self::AboutTooLong => "fault-about-too-long",
            Self::TopicsTooMany => "fault-topics-too-many",
            Self::TopicTooLong => "fault-topic-too-long",
            Self::PauseFrom => "fault-pause-from",
            Self::PauseFromPast => "fault-pause-from-past",
            Self::PauseUntil => "fault-pause-until",
            Self::PauseOrder => "fault-pause-order",
            Self::PauseTooLong => "fault-pause-too-long",
            Self::Oneself => "fault-oneself",
            Self::PersonGone => "fault-person-gone",
            Self::RatherNotFull => "fault-rather-not-full",
            Self::KnownFull => "fault-known-full",
        }
    }

    /// The form field that it is about.
    pub fn field(self) -> &'static str {
        match self {
            Self::ConsentMissing => "consent",
            Self::PlaceMissing => "place",
            Self::HoursFrom => "from",
            Self::HoursUntil | Self::HoursOrder => "until",
            Self::DaysMissing => "day",
            Self::LanguageUnknown => "speaks",
            Self::AboutTooLong => "about",
            Self::TopicsTooMany | Self::TopicTooLong => "topics",
            Self::PauseFrom | Self::PauseFromPast => "pause_from",
            Self::PauseUntil | Self::PauseOrder | Self::PauseTooLong => "pause_until",
            Self::Oneself | Self::PersonGone | Self::RatherNotFull | Self::KnownFull => "q",
        }
    }

    /// The cap that the sentence names; 0 where it names none.
    pub fn most(self) -> usize {
        match self {
            Self::AboutTooLong => MOST_ABOUT,
            Self::TopicsTooMany => MOST_TOPICS,
            Self::TopicTooLong => MOST_TOPIC,
            Self::RatherNotFull => MOST_RATHER_NOT,
            Self::KnownFull => MOST_KNOWN,
            _ => 0,
        }
    }
}

/// The join and preference form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileWords {
    /// `standing` or `ask`; empty when not chosen or not asked.
    pub consent: String,
    /// `online`, `office` or `either`.
    pub place: String,
    /// Start of the working hours, `09:00`.
    pub from: String,
    /// End of the working hours, `17:00`.
    pub until: String,
    /// Working days, of [`DAYS`].
    pub days: Vec<String>,
    /// Language tags, of [`LANGUAGES`].
    pub speaks: Vec<String>,
    /// Two lines about me.
    pub about: String,
    /// Topics, separated by commas or lines.
    pub topics: String,
    /// Calendar invitations.
    pub calendar: bool,
    /// Show me on the map.
    pub on_map: bool,
}

impl ProfileWords {
    /// The form filled with what is stored.
    pub fn of(profile: &Profile) -> Self {
        Self {
            consent: String::new(),
            place: profile.place.as_str().to_owned(),
            from: clock_words(profile.hours.from),
            until: clock_words(profile.hours.until),
            days: DAYS
                .iter()
                .zip(profile.hours.days)
                .filter(|(_, on)| *on)
                .map(|(day, _)| (*day).to_owned())
                .collect(),
            speaks: profile.speaks.clone(),
            about: profile.about.clone(),
            topics: profile.topics.join(", "),
            calendar: profile.calendar,
            on_map: profile.on_map,
        }
    }

    /// The chosen way of taking part.
    pub fn consent(&self) -> Result<Consent, Fault> {
        self.consent.parse().map_err(|_| Fault::ConsentMissing)
    }

    /// The wishes as they will be stored, or everything that is wrong with them, in the order of the form.
    pub fn read(&self) -> Result<Profile, Vec<Fault>> {
        let mut faults = Vec::new();
        let place: Option<Place> = self.place.parse().ok();
        if place.is_none() {
            faults.push(Fault::PlaceMissing);
        }
        let from = half_hour(&self.from).filter(|minutes| *minutes < 1440);
        let until = half_hour(&self.until).filter(|minutes| *minutes > 0);
        match (from, until) {
            (None, _) => faults.push(Fault::HoursFrom),
            (_, None) => faults.push(Fault::HoursUntil),
            (Some(from), Some(until)) if from >= until => faults.push(Fault::HoursOrder),
            _ => {}
        }
        let days = DAYS.map(|day| self.days.iter().any(|given| given == day));
        if days == [false; 7] {
            faults.push(Fault::DaysMissing);
        }
        let mut speaks: Vec<String> = Vec::new();
        for tag in &self.speaks {
            if !LANGUAGES.contains(&tag.as_str()) {
                faults.push(Fault::LanguageUnknown);
            } else if !speaks.contains(tag) {
                speaks.push(tag.clone());
            }
        }
        let about = plain_text(&self.about);
        if about.chars().count() > MOST_ABOUT {
            faults.push(Fault::AboutTooLong);
        }
        let topics = topics(&self.topics);
        if topics.len() > MOST_TOPICS {
            faults.push(Fault::TopicsTooMany);
        }
        if topics.iter().any(|topic| topic.chars().count() > MOST_TOPIC) {
            faults.push(Fault::TopicTooLong);
        }
        faults.dedup();
        match (place, from, until) {
            (Some(place), Some(from), Some(until)) if faults.is_empty() => Ok(Profile {
                about,
                topics,
                speaks,
                place,
                hours: WorkingHours { from, until, days },
                calendar: self.calendar,
                on_map: self.on_map,
            }),
            _ => Err(faults),
        }
    }
}

/// A pause as typed: both dates may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PauseWords {
    /// The first day without a match; empty: today.
    pub from: String,
    /// The first day back; empty: until I say so.
    pub until: String,
}

impl PauseWords {
    /// Nothing typed.
    pub fn is_empty(&self) -> bool {
        self.from.trim().is_empty() && self.until.trim().is_empty()
    }

    /// First day and first day back, seen from `today` (the person's own).
    pub fn read(&self, today: NaiveDate) -> Result<(NaiveDate, Option<NaiveDate>), Vec<Fault>> {
        let mut faults = Vec::new();
        let from = if self.from.trim().is_empty() { Some(today) } else { date(&self.from) };
        match from {
            None => faults.push(Fault::PauseFrom),
            Some(from) if from < today => faults.push(Fault::PauseFromPast),
            Some(_) => {}
        }
        let until = if self.until.trim().is_empty() { None } else { Some(date(&self.until)) };
        match until {
            Some(None) => faults.push(Fault::PauseUntil),
            Some(Some(until)) => {
                let start = from.unwrap_or(today);
                if until <= start || until <= today {
                    faults.push(Fault::PauseOrder);
                } else if start
                    .checked_add_days(Days::new(LONGEST_PAUSE_DAYS))
                    .is_none_or(|end| until > end)
                {
                    faults.push(Fault::PauseTooLong);
                }
            }
            None => {}
        }
        match from {
            Some(from) if faults.is_empty() => Ok((from, until.flatten())),
            _ => Err(faults),
        }
    }
}

/// A date as browsers send it, or as people write it: `2026-03-01`, `1.3.2026`.
fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(text, "%d.%m.%Y"))
        .ok()?;
    // Beyond these no calendar arithmetic is worth its care.
    let sane = NaiveDate::from_ymd_opt(2000, 1, 1)?..NaiveDate::from_ymd_opt(2200, 1, 1)?;
    sane.contains(&date).then_some(date)
}

/// Minutes after midnight of `09:30` or `9:30`, only at half hours; `24:00` is the end of the day.
fn half_hour(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let total = hour.checked_mul(60)?.checked_add(minute)?;
    (hour <= 24 && (minute == 0 || minute == 30) && total <= 1440).then_some(total)
}

/// `09:30` for 570.
pub fn clock_words(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Text without what could disturb a page: control characters, and those that turn the direction of what follows.
/// Lines end in `\n`; at most one empty line in a row.
pub fn plain_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let unified = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    for letter in unified.chars() {
        let turns =
            matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        if turns || (letter.is_control() && letter != '\n') {
            continue;
        }
        if letter == '\n' && out.ends_with("\n\n") {
            continue;
        }
        out.push(letter);
    }
    out.trim().to_owned()
}

fn topics(text: &str) -> Vec<String> {
    let mut topics: Vec<String> = Vec::new();
    for topic in text.split([',', ';', '\n', '、', '،']) {
        let topic =
            plain_text(topic).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if !topic.is_empty() && !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    topics
}
