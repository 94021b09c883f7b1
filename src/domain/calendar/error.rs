//! Why a cadence is refused.

/// What every refusal shows.
const EXAMPLES: &str = "write for example \"every 2 weeks on Tuesday 09:00\", \"every month on the first Monday 09:00\", \
     \"every weekday 09:00 Europe/Berlin\" or cron such as \"0 9 * * 2\"";

/// Why a cadence is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CadenceError {
    /// Nothing was written.
    #[error("nothing is written; {EXAMPLES}")]
    Empty,
    /// A word that means nothing here.
    #[error("\"{word}\" is not understood; {EXAMPLES}")]
    Word {
        /// The word.
        word: String,
    },
    /// It does not say what is repeated.
    #[error("it does not say every what (day, weekday, week, month, minute); {EXAMPLES}")]
    NoUnit,
    /// No time of day.
    #[error("the time of day is missing, such as 09:00; {EXAMPLES}")]
    NoTime,
    /// Not a time of day.
    #[error("\"{word}\" is not a time of day; times run from 00:00 to 23:59; {EXAMPLES}")]
    Time {
        /// The word.
        word: String,
    },
    /// Every n weeks, but on which day?
    #[error("the day of the week is missing, such as \"on Tuesday\"; {EXAMPLES}")]
    NoWeekday,
    /// Every n months, but on which day?
    #[error(
        "the day of the month is missing, such as \"on the first Monday\" or \"on the 15th\"; {EXAMPLES}"
    )]
    NoMonthDay,
    /// A day that not every month has.
    #[error("not every month has a {day}.; take 1 to 28, or \"on the last day\"")]
    MonthDay {
        /// The day.
        day: u32,
    },
    /// How often is out of range.
    #[error("every {count} {unit} is out of range: 1 to {most}")]
    Count {
        /// What was written.
        count: u32,
        /// Of what.
        unit: &'static str,
        /// The most.
        most: u32,
    },
    /// A word that does not go with the rest.
    #[error("\"{word}\" does not go with the rest; {EXAMPLES}")]
    Misplaced {
        /// The word.
        word: String,
    },
    /// No such zone.
    #[error(
        "there is no time zone \"{word}\"; zones look like Europe/Berlin, America/New_York or UTC"
    )]
    Zone {
        /// The word.
        word: String,
    },
    /// The five fields are wrong.
    #[error(
        "the cron fields are wrong ({reason}); five fields are minute, hour, day of the month, month, day of the week, such as \"0 9 * * 2\""
    )]
    Cron {
        /// What the reader said.
        reason: String,
    },
    /// There is no such time.
    #[error("there is no such time within five years")]
    Never,
}

impl CadenceError {
    /// The name of the text that says this to people, and its argument.
    pub fn text(&self) -> (&'static str, String) {
        match self {
            Self::Empty => ("cadence-empty", String::new()),
            Self::Word { word } => ("cadence-word", word.clone()),
            Self::NoUnit => ("cadence-no-unit", String::new()),
            Self::NoTime => ("cadence-no-time", String::new()),
            Self::Time { word } => ("cadence-time", word.clone()),
            Self::NoWeekday => ("cadence-no-weekday", String::new()),
            Self::NoMonthDay => ("cadence-no-month-day", String::new()),
            Self::MonthDay { day } => ("cadence-month-day", day.to_string()),
            Self::Count { most, .. } => ("cadence-count", most.to_string()),
            Self::Misplaced { word } => ("cadence-misplaced", word.clone()),
            Self::Zone { word } => ("cadence-zone", word.clone()),
            Self::Cron { reason } => ("cadence-cron", reason.clone()),
            Self::Never => ("cadence-never", String::new()),
        }
    }
}
