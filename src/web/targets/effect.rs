//! What became of a target, drawn and in a table: ties between its two groups in the closed quarters.

use crate::domain::id::TargetId;
use crate::domain::quarter::Quarter;
use crate::programmes::connections;
use crate::programmes::targets::effect::{self, Effect};
use crate::programmes::targets::ties::{Tally, begun};
use crate::store::target::Target;
use crate::text::Text;
use crate::web::error::WebError;
use crate::web::hr::figures::quarter as quarter_words;
use crate::web::hr::gate::Sheet;
use crate::web::{App, Who};

/// Quarters before the target began that are shown: a year.
const MOST_BEFORE: usize = 4;
/// Room of a quarter in the drawing.
const STEP: u32 = 64;
/// The height of the tallest bar.
const TALL: u64 = 112;
/// The line on which bars stand.
const GROUND: u64 = 136;

/// What the page says of the figures.
pub enum Figures {
    /// No quarter is closed yet; the day on which the first will be published.
    None(String),
    /// They are there, and the reader has not opened them today.
    Closed { quarter: Quarter, words: String, target: TargetId },
    /// They are open.
    Open(Box<Shown>),
}

/// The figures.
pub struct Shown {
    /// Before, now and what lies between: value, label, what it means.
    pub tiles: Vec<(String, String, String)>,
    /// The quarters, the oldest first.
    pub rows: Vec<Row>,
    /// The drawing's width.
    pub width: u32,
    /// The height at which quarters are named, and the drawing's.
    pub foot: u64,
    /// Where the target begins between the bars.
    pub begins: Option<u32>,
    /// How many people stand behind a figure at least.
    pub k: u32,
    /// Some quarter's figure is withheld.
    pub withheld: bool,
    /// Some quarter's table is coarser.
    pub coarser: bool,
}

/// A quarter.
pub struct Row {
    /// Its name.
    pub quarter: String,
    /// The name in the drawing.
    pub short: String,
    /// The figure, or why there is none.
    pub words: String,
    /// `withheld` where there is none.
    pub class: &'static str,
    /// Before the target or since.
    pub when: String,
    /// The bar: left edge, top, height; of a figure that is not shown, a frame.
    pub bar: [u64; 3],
    /// The middle of the bar.
    pub middle: u32,
}

/// In how many rounds it counted.
pub async fn rounds(app: &App, text: Text, target: &Target) -> Result<String, WebError> {
    let rounds = effect::rounds(&app.env, target).await?;
    Ok(text.of("target-rounds").num("counted", rounds.counted).num("all", rounds.all).to_string())
}

/// The figures as far as the reader may see them now.
pub async fn figures(app: &App, who: &Who, target: &Target) -> Result<Figures, WebError> {
    let text = who.text();
    let Some(newest) = effect::newest_quarter(&app.env).await? else {
        let on = connections::first_publication_on(&app.env);
        return Ok(Figures::None(text.date_long(on)));
    };
    let sheet = Sheet::Targets.as_str();
    if !connections::has_looked(&app.env, who.person, sheet, newest).await? {
        let words = quarter_words(text, newest);
        return Ok(Figures::Closed { quarter: newest, words, target: target.id });
    }
    let effect = effect::effect(&app.env, target, newest).await?;
    Ok(Figures::Open(Box::new(shown(text, target, &effect))))
}

fn words(text: Text, tally: Tally) -> String {
    match tally {
        Tally::Ties(ties) => text.number(ties),
        Tally::Protected => text.of("hr-withheld").to_string(),
        Tally::Coarser => text.of("target-coarser").to_string(),
    }
}

/// A word for the tile of a figure, and what it means.
fn tile(
    text: Text,
    label: &'static str,
    none: &'static str,
    end: Option<(Quarter, Tally)>,
) -> (String, String, String) {
    let name = text.of(label).to_string();
    let Some((quarter, tally)) = end else {
        return ("–".to_owned(), name, text.of(none).to_string());
    };
    let about = match tally {
        Tally::Ties(_) => "target-tile-ties",
        Tally::Protected => "target-tile-withheld",
        Tally::Coarser => "target-tile-coarser",
    };
    let about = text.of(about).arg("quarter", quarter_words(text, quarter)).to_string();
    (words(text, tally), name, about)
}

fn shown(text: Text, target: &Target, effect: &Effect) -> Shown {
    let ends = effect.ends;
    let mut tiles = vec![
        tile(text, "target-before", "target-before-none", ends.before),
        tile(text, "target-now", "target-now-none", ends.now),
    ];
    if let (Some((_, Tally::Ties(before))), Some((_, Tally::Ties(now)))) = (ends.before, ends.now) {
        let sign = if now >= before { "+" } else { "−" };
        tiles.push((
            format!("{sign}{}", text.number(now.abs_diff(before))),
            text.of("target-change-tile").to_string(),
            text.of("target-change-more").to_string(),
        ));
    }
    let before = effect.course.iter().filter(|(quarter, _)| !begun(target, *quarter)).count();
    let course = &effect.course[before.saturating_sub(MOST_BEFORE)..];
    let before = before.min(MOST_BEFORE);
    let most = course.iter().filter_map(|(_, tally)| ties(*tally)).max().unwrap_or(0).max(1);
    let rows: Vec<Row> = course
        .iter()
        .zip(0_u32..)
        .map(|((quarter, tally), at)| {
            let tall = ties(*tally).map_or(TALL / 3, |ties| TALL * ties / most);
            Row {
                quarter: quarter_words(text, *quarter),
                short: text
                    .of("target-quarter-short")
                    .arg("number", quarter.number())
                    .arg("year", quarter.year() % 100)
                    .to_string(),
                words: words(text, *tally),
                class: if ties(*tally).is_some() { "" } else { "withheld" },
                when: text
                    .of(if begun(target, *quarter) { "target-since" } else { "target-before-word" })
                    .to_string(),
                bar: [u64::from(at * STEP + 12), GROUND - tall, tall],
                middle: at * STEP + STEP / 2,
            }
        })
        .collect();
    let count = u32::try_from(rows.len()).unwrap_or(0);
    let first_since = u32::try_from(before).unwrap_or(0);
    Shown {
        tiles,
        width: (count * STEP).max(STEP),
        foot: GROUND + 20,
        begins: (first_since > 0 && first_since < count).then_some(first_since * STEP),
        k: effect.k,
        withheld: course.iter().any(|(_, tally)| *tally == Tally::Protected),
        coarser: course.iter().any(|(_, tally)| *tally == Tally::Coarser),
        rows,
    }
}

fn ties(tally: Tally) -> Option<u64> {
    match tally {
        Tally::Ties(ties) => Some(ties),
        _ => None,
    }
}
