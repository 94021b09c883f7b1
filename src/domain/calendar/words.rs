//! Reading and writing cadences: English and German words, or five-field cron.

use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;
use croner::parser::{CronParser, Seconds, Year};

use super::canonical::{WEEKDAYS, weekday_name};
use super::error::CadenceError;
use super::{MonthDay, Rule};
use crate::domain::person::Language;

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
    let is_cron = written.starts_with(|c: char| c.is_ascii_digit() || c == '*' || c == '@');
    // Between words a comma only parts them; in a field of cron it is part of a list.
    let mut all: Vec<&str> = written
        .split(|c: char| c.is_whitespace() || (!is_cron && c == ','))
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
    if is_cron {
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
            parts.count = Some(u32::from(n));
        }
        Some(Token::Other) if parts.unit.is_none() && parts.count.is_none() => {
            parts.count = Some(2);
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
