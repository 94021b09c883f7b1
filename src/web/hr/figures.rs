//! Figures of a publication in the reader's words. The one place where pages turn cells into text.

use std::collections::BTreeMap;

use crate::domain::quarter::Quarter;
use crate::graph::disclose::Publication;
use crate::graph::disclose::publication::{
    Dimension, Hidden, Level, Of, Quantity, RolledUp, Subject, Table, Value,
};
use crate::text::Text;

/// A figure as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number, or the word for why there is none.
    pub words: String,
    /// How the cell looks: `withheld`, `nobody`, or empty when the number is shown.
    pub class: &'static str,
    /// The number itself, when it is shown.
    pub count: Option<u64>,
}

impl Figure {
    /// A cell's worth.
    pub fn of(text: Text, value: Option<Value>) -> Self {
        match value {
            Some(Value::Shown(count)) => {
                Self { words: text.number(count), class: "", count: Some(count) }
            }
            Some(Value::Hidden(Hidden::Nobody)) | None => {
                Self { words: "–".to_owned(), class: "nobody", count: None }
            }
            Some(Value::Hidden(Hidden::Protected)) => Self {
                // One word for every reason: "under five" would be untrue of a figure that is withheld because it would
                // tell of the few who are not in it.
                words: text.of("hr-withheld").to_string(),
                class: "withheld",
                count: None,
            },
        }
    }

    /// A figure that is not shown.
    pub fn withheld(text: Text) -> Self {
        Self::of(text, Some(Value::Hidden(Hidden::Protected)))
    }

    /// A share of two figures, when both are shown.
    pub fn share(text: Text, part: &Self, whole: &Self) -> Self {
        match (part.count, whole.count) {
            (Some(part), Some(whole)) if whole > 0 => {
                Self { words: text.percent(ratio(part, whole), 0), class: "", count: None }
            }
            (Some(_), Some(_)) => Self::of(text, None),
            _ => Self::of(text, Some(Value::Hidden(Hidden::Protected))),
        }
    }
}

/// A quotient for people to read.
#[expect(clippy::cast_precision_loss, reason = "a share to read, of counts of people and ties")]
pub fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

/// The cells of a table, found by place and quantity.
pub struct Cells<'a> {
    by: BTreeMap<(Of, Quantity), Value>,
    /// The table.
    pub table: &'a Table,
    text: Text,
}

impl<'a> Cells<'a> {
    /// The table of a subject by a dimension, when the publication has one.
    pub fn find(
        text: Text,
        publication: &'a Publication,
        subject: Subject,
        dimension: Dimension,
    ) -> Option<Self> {
        let table = publication
            .tables
            .iter()
            .find(|table| table.subject == subject && table.dimension == dimension)?;
        Some(Self::of(text, table))
    }

    /// The cells of one table.
    pub fn of(text: Text, table: &'a Table) -> Self {
        let by = table.cells.iter().map(|cell| ((cell.of, cell.quantity), cell.value)).collect();
        Self { by, table, text }
    }

    /// A figure.
    pub fn figure(&self, of: Of, quantity: Quantity) -> Figure {
        Figure::of(self.text, self.by.get(&(of, quantity)).copied())
    }

    /// Minutes as hours.
    pub fn hours(&self, of: Of) -> Figure {
        let minutes = self.figure(of, Quantity::Minutes);
        match minutes.count {
            Some(count) => Figure { words: self.text.decimal(ratio(count, 60), 1), ..minutes },
            None => minutes,
        }
    }

    /// Its words in the reader's language.
    pub fn text(&self) -> Text {
        self.text
    }

    /// The share that one figure is of another.
    pub fn share(&self, of: Of, part: Quantity, whole: Quantity) -> Figure {
        Figure::share(self.text, &self.figure(of, part), &self.figure(of, whole))
    }

    /// The places of all groups.
    pub fn groups(&self) -> impl Iterator<Item = (u16, &'a str)> + use<'a> {
        self.table
            .groups
            .iter()
            .enumerate()
            .filter_map(|(at, group)| Some((u16::try_from(at).ok()?, group.name.as_str())))
    }
}

/// A quarter as people write it.
pub fn quarter(text: Text, quarter: Quarter) -> String {
    text.of("hr-quarter").arg("number", quarter.number()).arg("year", quarter.year()).to_string()
}

/// The name of a level.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Team => "hr-level-team",
        Level::Department => "hr-level-department",
        Level::Division => "hr-level-division",
        Level::Group => "hr-level-group",
        Level::Whole => "hr-level-whole",
    }
}

/// The name of a dimension.
pub fn dimension(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Unit => "hr-by-unit",
        Dimension::Site => "hr-by-site",
        Dimension::Tenure => "hr-by-tenure",
        Dimension::Function => "hr-by-function",
        Dimension::Seniority => "hr-by-seniority",
        Dimension::Line => "hr-by-line",
        Dimension::Cohort => "hr-by-cohort",
    }
}

/// The name of what is counted.
pub fn quantity(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Ties => "hr-count-ties",
        Quantity::Eligible => "hr-count-eligible",
        Quantity::OptedIn => "hr-count-opted-in",
        Quantity::Offered => "hr-count-offered",
        Quantity::Met => "hr-count-met",
        Quantity::Asked => "hr-count-asked",
        Quantity::Placed => "hr-count-placed",
        Quantity::FirstChoice => "hr-count-first-choice",
        Quantity::Minutes => "hr-count-minutes",
        Quantity::Waiting => "hr-count-waiting",
        Quantity::TooBusy => "hr-count-too-busy",
        Quantity::NoCommonTime => "hr-count-no-common-time",
        Quantity::KnowEachOther => "hr-count-know-each-other",
        Quantity::NotUseful => "hr-count-not-useful",
        Quantity::Away => "hr-count-away",
        Quantity::Other => "hr-count-other",
        Quantity::Newcomers => "hr-count-newcomers",
        Quantity::ThreeTies => "hr-count-three-ties",
    }
}

/// The sentence that says at which level a table is, and why not finer.
pub fn level_sentence(text: Text, table: &Table) -> String {
    let name = text.of(level(table.level)).to_string();
    let id = match table.because {
        Some(RolledUp::TooSmall) => "hr-level-rolled-up",
        Some(RolledUp::TooMany) => "hr-level-too-many",
        None => "hr-level-shown",
    };
    let sentence = text.of(id).arg("level", name).to_string();
    if table.unfinished {
        return format!("{sentence} {}", text.of("hr-level-unfinished"));
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    #[test]
    fn what_is_withheld_is_said_and_no_share_of_it_is_made() {
        let text = Text::new(Locale::En);
        let shown = Figure::of(text, Some(Value::Shown(12)));
        let hidden = Figure::of(text, Some(Value::Hidden(Hidden::Protected)));
        assert_eq!((shown.words.as_str(), shown.class), ("12", ""));
        assert_eq!((hidden.words.as_str(), hidden.class), ("withheld", "withheld"));
        assert_eq!(Figure::share(text, &hidden, &shown), hidden);
        let whole = Figure::of(text, Some(Value::Shown(24)));
        assert_eq!(Figure::share(text, &shown, &whole).words, text.percent(0.5, 0));
    }
}
