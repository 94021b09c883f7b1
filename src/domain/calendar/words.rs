//! Reading and writing cadences: English and German words, or five-field cron.

use chrono::{NaiveTime, Timelike, Weekday};
use chrono_tz::Tz;
use croner::parser::{CronParser, Seconds, Year};

use super::{MonthDay, Rule};
use crate::domain::person::Language;

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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Minute,
    Hour,
    Day,
    Weekday,
    Week,
    Month,
}

enum Token {
    Every,
    Unit(Unit),
    /// "daily" and its like: every, and the unit.
    EveryUnit(Unit),
    Weekday(Weekday),
    Ordinal(u8),
    Last,
    Other,
    Filler,
}

const WEEKDAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Mon, "Monday", "Montag"),
    (Weekday::Tue, "Tuesday", "Dienstag"),
    (Weekday::Wed, "Wednesday", "Mittwoch"),
    (Weekday::Thu, "Thursday", "Donnerstag"),
    (Weekday::Fri, "Friday", "Freitag"),
    (Weekday::Sat, "Saturday", "Samstag"),
    (Weekday::Sun, "Sunday", "Sonntag"),
];

fn weekday(word: &str) -> Option<Weekday> {
    let word = if word == "sonnabend" { "samstag" } else { word };
    WEEKDAYS.iter().find_map(|(day, english, german)| {
        let (english, german) = (english.to_lowercase(), german.to_lowercase());
        let fits = word == english
            || word == german
            || word.strip_suffix('s').is_some_and(|one| one == english || one == german)
            || (word.len() == 3 && english.starts_with(word))
            || (word.len() == 2 && german.starts_with(word));
        fits.then_some(*day)
    })
}

fn token(word: &str) -> Option<Token> {
    Some(match word {
        "every" | "each" | "jede" | "jeden" | "jedes" | "jeder" | "alle" => Token::Every,
        "minute" | "minutes" | "minuten" => Token::Unit(Unit::Minute),
        "hour" | "hours" | "stunde" | "stunden" => Token::Unit(Unit::Hour),
        "day" | "days" | "tag" | "tage" | "tagen" => Token::Unit(Unit::Day),
        "weekday" | "weekdays" | "workday" | "workdays" | "werktag" | "werktags" | "wochentag"
        | "arbeitstag" => Token::Unit(Unit::Weekday),
        "week" | "weeks" | "woche" | "wochen" => Token::Unit(Unit::Week),
        "month" | "months" | "monat" | "monate" => Token::Unit(Unit::Month),
        "daily" | "täglich" => Token::EveryUnit(Unit::Day),
        "hourly" | "stündlich" => Token::EveryUnit(Unit::Hour),
        "weekly" | "wöchentlich" => Token::EveryUnit(Unit::Week),
        "monthly" | "monatlich" => Token::EveryUnit(Unit::Month),
        "other" | "anderen" | "andere" => Token::Other,
        "first" | "1st" | "ersten" | "erste" | "erster" => Token::Ordinal(1),
        "second" | "2nd" | "zweiten" | "zweite" | "zweiter" => Token::Ordinal(2),
        "third" | "3rd" | "dritten" | "dritte" | "dritter" => Token::Ordinal(3),
        "fourth" | "4th" | "vierten" | "vierte" | "vierter" => Token::Ordinal(4),
        "last" | "letzten" | "letzte" | "letzter" => Token::Last,
        "on" | "at" | "the" | "of" | "and" | "am" | "an" | "um" | "uhr" | "den" | "der" | "dem"
        | "und" | "o'clock" => Token::Filler,
        _ => return weekday(word).map(Token::Weekday),
    })
}

#[derive(Default)]
struct Parts {
    every: bool,
    count: Option<u32>,
    unit: Option<Unit>,
    days: Vec<Weekday>,
    nth: Option<(u8, String)>,
    last: bool,
    last_day: bool,
    date: Option<(u32, String)>,
    time: Option<NaiveTime>,
}

pub(super) fn parse(written: &str) -> Result<(Rule, Option<Tz>), CadenceError> {
    let written = written.trim();
    let mut all: Vec<&str> = written
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    if all.is_empty() {
        return Err(CadenceError::Empty);
    }
    let zone = match all.last() {
        Some(last) if all.len() > 1 => zone(last)?,
        _ => None,
    };
    if zone.is_some() {
        all.pop();
    }
    if all.first().is_some_and(|first| {
        first.starts_with(|c: char| c.is_ascii_digit() || c == '*' || c == '@')
    }) {
        return Ok((cron(&all)?, zone));
    }
    let mut parts = Parts::default();
    for (at, written) in all.iter().enumerate() {
        read_word(&mut parts, written, all.get(at + 1).copied())?;
    }
    Ok((parts.rule()?, zone))
}

fn zone(word: &str) -> Result<Option<Tz>, CadenceError> {
    let known =
        chrono_tz::TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(word)).copied();
    if known.is_some() {
        return Ok(known);
    }
    let looks_like_one = word.contains('/') && word.starts_with(|c: char| c.is_ascii_alphabetic());
    if looks_like_one { Err(CadenceError::Zone { word: word.to_owned() }) } else { Ok(None) }
}

fn cron(fields: &[&str]) -> Result<Rule, CadenceError> {
    if fields.len() != 5 {
        return Err(CadenceError::Cron { reason: format!("there are {} fields", fields.len()) });
    }
    let pattern = fields.join(" ");
    let parser = CronParser::builder().seconds(Seconds::Disallowed).year(Year::Disallowed).build();
    match parser.parse(&pattern) {
        Ok(cron) => Ok(Rule::Cron(Box::new(cron), pattern)),
        Err(error) => {
            Err(CadenceError::Cron { reason: error.to_string().trim_end_matches('.').to_owned() })
        }
    }
}

fn read_word(parts: &mut Parts, written: &str, next: Option<&str>) -> Result<(), CadenceError> {
    let word = written.to_lowercase();
    let misplaced = || CadenceError::Misplaced { word: written.to_owned() };
    if !parts.every && !matches!(token(&word), Some(Token::Every | Token::EveryUnit(_))) {
        return Err(CadenceError::Word { word: written.to_owned() });
    }
    match token(&word) {
        Some(Token::Filler) => {}
        Some(Token::Every) if !parts.every => parts.every = true,
        Some(Token::EveryUnit(unit)) if !parts.every => {
            parts.every = true;
            parts.unit = Some(unit);
        }
        Some(Token::Every | Token::EveryUnit(_)) => return Err(misplaced()),
        Some(Token::Unit(Unit::Day)) if parts.last && parts.unit.is_some() => parts.last_day = true,
        Some(Token::Unit(unit)) => {
            if parts.unit.is_some() {
                return Err(misplaced());
            }
            parts.unit = Some(unit);
            // "every first Monday of the month": what looked like a count is the n-th weekday.
            if unit == Unit::Month && !parts.days.is_empty() && !parts.last {
                parts.nth =
                    parts.count.take().and_then(|n| Some((u8::try_from(n).ok()?, n.to_string())));
            }
        }
        Some(Token::Weekday(day)) => {
            if !parts.days.contains(&day) {
                parts.days.push(day);
            }
        }
        // "every second week", "jede zweite Woche": a count; behind the unit it is the n-th weekday.
        Some(Token::Ordinal(n)) if parts.unit.is_none() && parts.count.is_none() => {
            parts.count = Some(u32::from(n))
        }
        Some(Token::Other) if parts.unit.is_none() && parts.count.is_none() => {
            parts.count = Some(2)
        }
        Some(Token::Ordinal(n)) if parts.nth.is_none() && !parts.last => {
            // "on the 1st" alone is a date, "on the 1st Monday" a weekday.
            let names_day = next.is_some_and(|next| weekday(&next.to_lowercase()).is_some());
            if names_day || !word.starts_with(|c: char| c.is_ascii_digit()) {
                parts.nth = Some((n, written.to_owned()));
            } else {
                parts.date = Some((u32::from(n), written.to_owned()));
            }
        }
        Some(Token::Last) if parts.nth.is_none() => parts.last = true,
        Some(Token::Ordinal(_) | Token::Last | Token::Other) => return Err(misplaced()),
        None => read_number(parts, written, &word, next)?,
    }
    Ok(())
}

fn read_number(
    parts: &mut Parts,
    written: &str,
    word: &str,
    next: Option<&str>,
) -> Result<(), CadenceError> {
    let unknown = || CadenceError::Word { word: written.to_owned() };
    if word == "pm" || word.ends_with("pm") || (word.ends_with("am") && word.len() > 2) {
        return Err(CadenceError::Time { word: written.to_owned() });
    }
    let bare = word.trim_end_matches("uhr");
    let clock = bare
        .split_once(':')
        .or_else(|| bare.split_once('.').filter(|(_, minutes)| minutes.len() == 2));
    if let Some((hour, minute)) = clock
        && hour.bytes().all(|b| b.is_ascii_digit())
    {
        let wrong = || CadenceError::Time { word: written.to_owned() };
        let time = match (hour.len(), minute.len(), hour.parse(), minute.parse()) {
            (1..=2, 2, Ok(hour), Ok(minute)) => NaiveTime::from_hms_opt(hour, minute, 0),
            _ => None,
        };
        if parts.time.replace(time.ok_or_else(wrong)?).is_some() {
            return Err(CadenceError::Misplaced { word: written.to_owned() });
        }
        return Ok(());
    }
    if parts.unit.is_none() && parts.days.is_empty() {
        let count = word.parse().map_err(|_| unknown())?;
        if parts.count.replace(count).is_some() {
            return Err(CadenceError::Misplaced { word: written.to_owned() });
        }
        return Ok(());
    }
    if next.is_some_and(|next| next.eq_ignore_ascii_case("uhr")) || word.len() > bare.len() {
        let hour = bare.parse().ok().and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
        parts.time = Some(hour.ok_or_else(|| CadenceError::Time { word: written.to_owned() })?);
        return Ok(());
    }
    let number =
        ["st", "nd", "rd", "th", "."].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let day = number.parse().map_err(|_| unknown())?;
    if parts.unit != Some(Unit::Month) || parts.date.replace((day, written.to_owned())).is_some() {
        return Err(CadenceError::Misplaced { word: written.to_owned() });
    }
    Ok(())
}

impl Parts {
    fn rule(mut self) -> Result<Rule, CadenceError> {
        let unit = match self.unit {
            Some(unit) => unit,
            // "every Tuesday 09:00", "jeden zweiten Dienstag 09:00"
            None if !self.days.is_empty() => Unit::Week,
            None => return Err(CadenceError::NoUnit),
        };
        let every = self.count.unwrap_or(1);
        let (name, most) = match unit {
            Unit::Minute => ("minutes", 1440),
            Unit::Hour => ("hours", 168),
            Unit::Day => ("days", 365),
            Unit::Weekday => ("weekdays", 1),
            Unit::Week => ("weeks", 52),
            Unit::Month => ("months", 24),
        };
        if every == 0 || every > most {
            return Err(CadenceError::Count { count: every, unit: name, most });
        }
        if unit != Unit::Month {
            self.only_months_have_dates()?;
        }
        if !matches!(unit, Unit::Week | Unit::Month)
            && let Some(day) = self.days.first()
        {
            return Err(CadenceError::Misplaced {
                word: weekday_name(*day, Language::English).to_owned(),
            });
        }
        if let (Unit::Minute | Unit::Hour, Some(time)) = (unit, self.time) {
            return Err(CadenceError::Misplaced { word: time.format("%H:%M").to_string() });
        }
        let time = || self.time.ok_or(CadenceError::NoTime);
        Ok(match unit {
            Unit::Minute => Rule::Minutes(every),
            Unit::Hour => Rule::Minutes(every * 60),
            Unit::Day => Rule::Days { every, time: time()? },
            Unit::Weekday => Rule::Weekdays { time: time()? },
            Unit::Week => {
                if self.days.is_empty() {
                    return Err(CadenceError::NoWeekday);
                }
                let time = time()?;
                self.days.sort_by_key(Weekday::num_days_from_monday);
                Rule::Weeks { every, days: self.days, time }
            }
            Unit::Month => Rule::Months { every, day: self.month_day()?, time: time()? },
        })
    }

    fn only_months_have_dates(&self) -> Result<(), CadenceError> {
        let word = match (&self.nth, &self.date) {
            (Some((_, word)), _) | (None, Some((_, word))) => word.clone(),
            (None, None) if self.last => "last".to_owned(),
            (None, None) => return Ok(()),
        };
        Err(CadenceError::Misplaced { word })
    }

    fn month_day(&self) -> Result<MonthDay, CadenceError> {
        let misplaced = |word: &str| Err(CadenceError::Misplaced { word: word.to_owned() });
        match (self.days.as_slice(), &self.nth, self.last, &self.date) {
            ([], None, true, None) if self.last_day => Ok(MonthDay::Last),
            ([], None, false, Some((day, _))) => match u8::try_from(*day) {
                Ok(date @ 1..=28) => Ok(MonthDay::Date(date)),
                _ => Err(CadenceError::MonthDay { day: *day }),
            },
            ([day], Some((nth, _)), false, None) => Ok(MonthDay::Nth(*nth, *day)),
            ([day], None, true, None) if !self.last_day => Ok(MonthDay::LastOf(*day)),
            (_, _, _, Some((_, word))) => misplaced(word),
            ([_, second, ..], ..) => misplaced(weekday_name(*second, Language::English)),
            _ => Err(CadenceError::NoMonthDay),
        }
    }
}

fn weekday_name(day: Weekday, language: Language) -> &'static str {
    let (_, english, german) = WEEKDAYS[day.num_days_from_monday() as usize];
    match language {
        Language::English => english,
        Language::German => german,
    }
}

pub(super) fn write(rule: &Rule, language: Language) -> String {
    let german = language == Language::German;
    let pick = |english: String, deutsch: String| if german { deutsch } else { english };
    let clock = |time: &NaiveTime| format!("{:02}:{:02}", time.hour(), time.minute());
    match rule {
        Rule::Minutes(1) => pick("every minute".to_owned(), "jede Minute".to_owned()),
        Rule::Minutes(60) => pick("every hour".to_owned(), "jede Stunde".to_owned()),
        Rule::Minutes(n) if n % 60 == 0 => {
            pick(format!("every {} hours", n / 60), format!("alle {} Stunden", n / 60))
        }
        Rule::Minutes(n) => pick(format!("every {n} minutes"), format!("alle {n} Minuten")),
        Rule::Days { every: 1, time } => {
            pick(format!("every day {}", clock(time)), format!("jeden Tag {}", clock(time)))
        }
        Rule::Days { every, time } => pick(
            format!("every {every} days {}", clock(time)),
            format!("alle {every} Tage {}", clock(time)),
        ),
        Rule::Weekdays { time } => {
            pick(format!("every weekday {}", clock(time)), format!("jeden Werktag {}", clock(time)))
        }
        Rule::Weeks { every, days, time } => {
            let names: Vec<&str> = days.iter().map(|day| weekday_name(*day, language)).collect();
            let often = match every {
                1 => pick("every week".to_owned(), "jede Woche".to_owned()),
                n => pick(format!("every {n} weeks"), format!("alle {n} Wochen")),
            };
            let (on, and) = if german { ("am", " und ") } else { ("on", " and ") };
            format!("{often} {on} {} {}", names.join(and), clock(time))
        }
        Rule::Months { every, day, time } => {
            let often = match every {
                1 => pick("every month".to_owned(), "jeden Monat".to_owned()),
                n => pick(format!("every {n} months"), format!("alle {n} Monate")),
            };
            let on = match day {
                MonthDay::Nth(n, weekday) => {
                    let nth = usize::from(*n).saturating_sub(1).min(3);
                    let english = ["first", "second", "third", "fourth"][nth];
                    let deutsch = ["ersten", "zweiten", "dritten", "vierten"][nth];
                    let name = weekday_name(*weekday, language);
                    pick(format!("on the {english} {name}"), format!("am {deutsch} {name}"))
                }
                MonthDay::LastOf(weekday) => {
                    let name = weekday_name(*weekday, language);
                    pick(format!("on the last {name}"), format!("am letzten {name}"))
                }
                MonthDay::Date(n) => {
                    pick(format!("on the {n}{}", ordinal_end(*n)), format!("am {n}."))
                }
                MonthDay::Last => pick("on the last day".to_owned(), "am letzten Tag".to_owned()),
            };
            format!("{often} {on} {}", clock(time))
        }
        Rule::Cron(_, pattern) => pattern.clone(),
    }
}

fn ordinal_end(n: u8) -> &'static str {
    match (n % 10, n) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}
