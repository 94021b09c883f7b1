//! The forms of a rotation programme and of a call: what is typed, what is wrong with it field by field, and what it
//! comes to.

use chrono::{Days, NaiveDate};

use crate::domain::rotation::{Period, RotationRules};
use crate::domain::week::Week;
use crate::store::call::Call;

/// The longest name.
pub const NAME_MOST: usize = 80;
/// The longest purpose.
pub const PURPOSE_MOST: usize = 600;
/// Rows for periods.
pub const PERIODS_MOST: usize = 8;
/// The longest period. Units: weeks.
pub const WEEKS_MOST: u32 = 52;

/// A field of the forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The name of a programme or call.
    Name,
    /// What a programme is for.
    Purpose,
    /// The address of a programme's owner.
    Owner,
    /// The first day on which people may apply.
    OpensOn,
    /// The last day on which they may.
    LastOn,
    /// The first day of the period of this row.
    From(usize),
    /// The weeks of the period of this row.
    Weeks(usize),
    /// Months since the first day.
    AfterMonths,
    /// How far guests and lent may differ.
    Balance,
    /// The most teams to rank.
    Choices,
    /// Hours of a host per guest and week.
    Hours,
    /// Working days for the home team's answer.
    AnswerDays,
    /// Hours a plan is held.
    HoldHours,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was typed.
    Missing,
    /// More characters than there is room for.
    TooLong {
        /// The most.
        most: usize,
    },
    /// Not a whole number (hours: not a number).
    NotANumber,
    /// A number outside what makes sense.
    OutOf {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// Not a date.
    NotADate,
    /// Not a Monday.
    NotAMonday {
        /// The Monday of that week.
        monday: NaiveDate,
    },
    /// The last day lies before the first.
    EndsBeforeItBegins {
        /// The first.
        opens_on: NaiveDate,
    },
    /// A period begins before the last day on which people may apply.
    BeforeTheWindowEnds {
        /// The last day.
        last_on: NaiveDate,
    },
    /// A period shares weeks with another.
    Overlaps {
        /// The other's first day.
        from: NaiveDate,
        /// The other's last Friday.
        to: NaiveDate,
    },
    /// Another programme, or call of the programme, has this name.
    Taken,
    /// Nobody active has this address.
    UnknownPerson,
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// Which field.
    pub field: Field,
    /// What is wrong.
    pub fault: Fault,
}

/// The form of a call as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The call's name.
    pub name: String,
    /// `2026-01-06`.
    pub opens_on: String,
    /// `2026-01-30`.
    pub last_on: String,
    /// First day and weeks of each period; empty rows are none.
    pub periods: Vec<(String, String)>,
    /// Months.
    pub after_months: String,
    /// A number, or empty for no limit.
    pub balance: String,
    /// A number.
    pub choices: String,
    /// Hours, such as `4` or `2.5`.
    pub hours: String,
    /// Working days.
    pub answer_days: String,
    /// Hours, or empty when a person must approve.
    pub hold_hours: String,
}

/// A form that holds, but for the name's uniqueness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The call's name.
    pub name: String,
    /// The first day on which people may apply.
    pub opens_on: NaiveDate,
    /// The first on which they may not any more.
    pub closes_on: NaiveDate,
    /// In order, without overlap.
    pub periods: Vec<Period>,
    /// The rules.
    pub rules: RotationRules,
}

/// Half hours read as minutes are whole; `4` is "4", 150 minutes are "2.5".
pub fn hours(minutes: u32) -> String {
    let text = format!("{:.2}", f64::from(minutes) / 60.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Typed {
    /// An empty form with the defaults filled in.
    pub fn fresh(today: NaiveDate) -> Self {
        let opens_on = today.checked_add_days(Days::new(7)).unwrap_or(today);
        let last_on = today.checked_add_days(Days::new(35)).unwrap_or(today);
        Self {
            opens_on: opens_on.to_string(),
            last_on: last_on.to_string(),
            ..Self::of_rules(&RotationRules::default())
        }
    }

    /// The form of a call that exists.
    pub fn of(call: &Call) -> Self {
        let last_on = call.closes_on.pred_opt().unwrap_or(call.closes_on);
        Self {
            name: call.name.clone(),
            opens_on: call.opens_on.to_string(),
            last_on: last_on.to_string(),
            periods: call
                .periods
                .iter()
                .map(|period| (period.from_on.monday().to_string(), period.count().to_string()))
                .collect(),
            ..Self::of_rules(&call.rules)
        }
    }

    fn of_rules(rules: &RotationRules) -> Self {
        Self {
            after_months: rules.after_months.to_string(),
            balance: rules.balance.map(|n| n.to_string()).unwrap_or_default(),
            choices: rules.choices.to_string(),
            hours: hours(rules.minutes_per_week),
            answer_days: rules.answer_days.to_string(),
            hold_hours: rules.hold_minutes.map(hours).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Checks everything that can be checked without the rows.
    ///
    /// Errors: every field that is wrong, in the order of the form.
    pub fn check(&self) -> Result<Draft, Vec<FieldFault>> {
        let mut faults = Faults::default();
        let name = faults.text(Field::Name, &self.name, NAME_MOST);
        let opens_on = faults.date(Field::OpensOn, &self.opens_on);
        let last_on = faults.date(Field::LastOn, &self.last_on);
        if let (Some(opens_on), Some(last_on)) = (opens_on, last_on)
            && last_on < opens_on
        {
            faults.add(Field::LastOn, Fault::EndsBeforeItBegins { opens_on });
        }
        let periods = faults.periods(&self.periods, last_on);
        let after_months = faults.number(Field::AfterMonths, &self.after_months, 0, 120);
        let balance = match self.balance.trim() {
            "" => None,
            typed => Some(faults.number(Field::Balance, typed, 0, 100)),
        };
        let choices = faults.number(Field::Choices, &self.choices, 1, 5);
        let minutes_per_week = faults.minutes(Field::Hours, &self.hours, 0, 40);
        let answer_days = faults.number(Field::AnswerDays, &self.answer_days, 1, 60);
        let hold_minutes = match self.hold_hours.trim() {
            "" => None,
            typed => Some(faults.minutes(Field::HoldHours, typed, 0, 336)),
        };
        let window = opens_on.zip(last_on.and_then(|on| on.succ_opt()));
        let (Some((opens_on, closes_on)), []) = (window, faults.0.as_slice()) else {
            return Err(faults.0);
        };
        let rules = RotationRules {
            after_months,
            balance,
            choices,
            minutes_per_week,
            answer_days,
            hold_minutes,
        };
        Ok(Draft { name, opens_on, closes_on, periods, rules })
    }
}

/// Name, purpose and owner's address of a rotation programme, one line each.
///
/// Errors: every field that is wrong.
pub fn check_programme(
    name: &str,
    purpose: &str,
    owner: &str,
) -> Result<(String, String, String), Vec<FieldFault>> {
    let mut faults = Faults::default();
    let name = faults.text(Field::Name, name, NAME_MOST);
    let purpose = faults.text(Field::Purpose, purpose, PURPOSE_MOST);
    let owner = faults.text(Field::Owner, owner, 254).to_lowercase();
    if faults.0.is_empty() { Ok((name, purpose, owner)) } else { Err(faults.0) }
}

#[derive(Default)]
struct Faults(Vec<FieldFault>);

impl Faults {
    fn add(&mut self, field: Field, fault: Fault) {
        self.0.push(FieldFault { field, fault });
    }

    fn text(&mut self, field: Field, typed: &str, most: usize) -> String {
        let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            self.add(field, Fault::Missing);
        } else if text.chars().count() > most {
            self.add(field, Fault::TooLong { most });
        }
        text
    }

    fn date(&mut self, field: Field, typed: &str) -> Option<NaiveDate> {
        let typed = typed.trim();
        let date = NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok();
        if date.is_none() {
            self.add(field, if typed.is_empty() { Fault::Missing } else { Fault::NotADate });
        }
        date
    }

    fn number(&mut self, field: Field, typed: &str, least: u32, most: u32) -> u32 {
        match typed.trim().parse::<u32>() {
            Ok(n) if (least..=most).contains(&n) => return n,
            Ok(_) => self.add(field, Fault::OutOf { least, most }),
            Err(_) if typed.trim().is_empty() => self.add(field, Fault::Missing),
            Err(_) => self.add(field, Fault::NotANumber),
        }
        least
    }

    /// Hours as minutes, to the minute.
    fn minutes(&mut self, field: Field, typed: &str, least: u32, most: u32) -> u32 {
        let hours: Option<f64> = typed.trim().replace(',', ".").parse().ok();
        match hours {
            Some(n) if (f64::from(least)..=f64::from(most)).contains(&n) => {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "between 0 and some thousands"
                )]
                return (n * 60.0).round() as u32;
            }
            Some(_) => self.add(field, Fault::OutOf { least, most }),
            None if typed.trim().is_empty() => self.add(field, Fault::Missing),
            None => self.add(field, Fault::NotANumber),
        }
        0
    }

    fn periods(&mut self, typed: &[(String, String)], last_on: Option<NaiveDate>) -> Vec<Period> {
        let mut periods: Vec<(usize, Period)> = Vec::new();
        let mut typed_any = false;
        for (row, (from, weeks)) in typed.iter().enumerate() {
            if from.trim().is_empty() && weeks.trim().is_empty() {
                continue;
            }
            typed_any = true;
            let faults = self.0.len();
            let from = self.date(Field::From(row), from);
            let weeks = self.number(Field::Weeks(row), weeks, 1, WEEKS_MOST);
            let Some(from) = from else { continue };
            let Ok(from_on) = Week::try_from(from) else {
                self.add(Field::From(row), Fault::NotAMonday { monday: Week::of(from).monday() });
                continue;
            };
            if let Some(last_on) = last_on.filter(|last_on| from <= *last_on) {
                self.add(Field::From(row), Fault::BeforeTheWindowEnds { last_on });
            }
            if self.0.len() == faults {
                periods.push((row, Period { from_on, to_on: from_on.plus(weeks) }));
            }
        }
        if !typed_any {
            self.add(Field::From(0), Fault::Missing);
        }
        periods.sort_by_key(|(row, period)| (period.from_on, *row));
        for pair in periods.windows(2) {
            if let [(_, first), (row, second)] = pair
                && second.from_on < first.to_on
            {
                let (from, to) = (first.from_on.monday(), first.last_day());
                self.add(Field::From(*row), Fault::Overlaps { from, to });
            }
        }
        periods.into_iter().map(|(_, period)| period).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        let row = |from: &str, weeks: &str| (from.to_owned(), weeks.to_owned());
        Typed {
            name: "Spring".to_owned(),
            periods: vec![row("2026-05-04", "4"), row("", ""), row("2026-04-06", "4")],
            opens_on: "2026-01-12".to_owned(),
            last_on: "2026-02-06".to_owned(),
            ..Typed::fresh(NaiveDate::from_ymd_opt(2026, 1, 6).expect("date"))
        }
    }

    fn faults(typed: &Typed) -> Vec<(Field, Fault)> {
        let faults = typed.check().expect_err("faults");
        faults.into_iter().map(|fault| (fault.field, fault.fault)).collect()
    }

    #[test]
    fn periods_come_in_order_and_the_window_ends_the_day_after_its_last() {
        let draft = typed().check().expect("holds");
        let starts: Vec<_> =
            draft.periods.iter().map(|one| one.from_on.monday().to_string()).collect();
        assert_eq!(starts, ["2026-04-06", "2026-05-04"]);
        assert_eq!(draft.closes_on.to_string(), "2026-02-07");
        assert_eq!(draft.rules, RotationRules::default());
    }

    #[test]
    fn every_fault_stands_at_its_field() {
        let on = |text: &str| text.parse::<NaiveDate>().expect("date");
        let mut late = typed();
        "2026-01-11".clone_into(&mut late.last_on);
        assert_eq!(
            faults(&late),
            [(Field::LastOn, Fault::EndsBeforeItBegins { opens_on: on("2026-01-12") })]
        );
        let mut odd = typed();
        odd.periods = vec![
            ("2026-04-06".to_owned(), "5".to_owned()),
            ("2026-05-04".to_owned(), "2".to_owned()),
            ("2026-06-02".to_owned(), "1".to_owned()),
            ("2026-07-06".to_owned(), "0".to_owned()),
            ("2026-02-02".to_owned(), "1".to_owned()),
            (String::new(), "3".to_owned()),
        ];
        assert_eq!(
            faults(&odd),
            [
                (Field::From(2), Fault::NotAMonday { monday: on("2026-06-01") }),
                (Field::Weeks(3), Fault::OutOf { least: 1, most: 52 }),
                (Field::From(4), Fault::BeforeTheWindowEnds { last_on: on("2026-02-06") }),
                (Field::From(5), Fault::Missing),
                (Field::From(1), Fault::Overlaps { from: on("2026-04-06"), to: on("2026-05-08") }),
            ]
        );
        let none = Typed { periods: Vec::new(), name: " ".to_owned(), ..typed() };
        assert_eq!(
            faults(&none),
            [(Field::Name, Fault::Missing), (Field::From(0), Fault::Missing)]
        );
    }
}
