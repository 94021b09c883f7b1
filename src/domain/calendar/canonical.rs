//! Cadences in their canonical words.

use chrono::{NaiveTime, Timelike, Weekday};

use super::{MonthDay, Rule};
use crate::domain::person::Language;

pub(super) const WEEKDAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Mon, "Monday", "Montag"),
    (Weekday::Tue, "Tuesday", "Dienstag"),
    (Weekday::Wed, "Wednesday", "Mittwoch"),
    (Weekday::Thu, "Thursday", "Donnerstag"),
    (Weekday::Fri, "Friday", "Freitag"),
    (Weekday::Sat, "Saturday", "Samstag"),
    (Weekday::Sun, "Sunday", "Sonntag"),
];

pub(super) fn weekday_name(day: Weekday, language: Language) -> &'static str {
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
