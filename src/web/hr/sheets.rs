//! Fairness, newcomers and programme health: tables of one quarter's figures by the fixed dimensions.

use askama::Template;
use axum::extract::State;

use super::figures::{Cells, Figure, dimension, level_sentence, quantity};
use super::gate::{Choice, Opened, Sheet, Shelf, opened};
use super::measures::{Lorenz, MeasureLine, hosting_lines, lorenz, offer_lines, ramp_lines};
use crate::graph::disclose::Publication;
use crate::graph::disclose::publication::{Dimension, Level, Of, Quantity, Subject};
use crate::text::Text;
use crate::web::error::WebResult;
use crate::web::extract::{Fields, Query};
use crate::web::page::{Page, html};
use crate::web::{App, Who};

/// A table of figures.
pub struct FigureTable {
    /// By what people are grouped.
    pub by: Dimension,
    /// Its heading: by what people are grouped.
    pub title: String,
    /// The heading with that of its part, for those who hear it by itself.
    pub label: String,
    /// At which level, and why.
    pub level: String,
    /// What is counted.
    pub heads: Vec<String>,
    /// Groups with their figures; the whole is the first.
    pub rows: Vec<FigureRow>,
}

/// A group's figures.
pub struct FigureRow {
    /// Its name.
    pub name: String,
    /// The figures, in the order of the heads.
    pub figures: Vec<Figure>,
}

/// A part of a sheet: some tables under one heading.
pub struct Part {
    /// The heading.
    pub title: String,
    /// What it says.
    pub lead: String,
    /// What stands out, in sentences that only figures which are shown support.
    pub says: Vec<String>,
    /// Measures of the whole.
    pub measures: Vec<MeasureLine>,
    /// How offers are spread, drawn.
    pub lorenz: Option<Lorenz>,
    /// The tables.
    pub tables: Vec<FigureTable>,
    /// By what people cannot be told apart.
    pub alike: Vec<Dimension>,
    /// The same in a sentence; empty: there is no such thing.
    pub too_small: String,
    /// Which programmes it is about; none: all, or none of them.
    pub programme: Option<&'static str>,
    /// By what there are tables of it in every publication.
    pub dimensions: Vec<Dimension>,
    /// Some column is a share.
    pub shares: bool,
}

#[derive(Template)]
#[template(path = "pages/hr/sheet.html")]
struct SheetPage {
    page: Page,
    shelf: Shelf,
    lead: String,
    parts: Vec<Part>,
    k: u32,
    /// Some column is a share with its interval.
    shares: bool,
    /// Names of the fixed lists, with their choices.
    filters: Vec<(String, Vec<Choice>)>,
}

/// Which programmes a part is about, as its filter names them.
const PROGRAMMES: [(&str, &str); 2] =
    [("coffee", "hr-programme-coffee"), ("placements", "hr-programme-placements")];

/// The programme a part is about; none: it is about all, or none.
fn programme(subject: Subject) -> Option<&'static str> {
    match subject {
        Subject::Coffee | Subject::Reasons => Some("coffee"),
        Subject::Placements => Some("placements"),
        _ => None,
    }
}

/// What of the fixed lists is asked for; the rest of a sheet is left out, and nothing is counted anew (rule R8).
struct Asked {
    by: Option<Dimension>,
    programme: Option<&'static str>,
}

impl Asked {
    fn of(query: &Fields) -> Self {
        let named = query.get("programme");
        let known = PROGRAMMES.iter().find(|(word, _)| *word == named);
        Self { by: query.word("by"), programme: known.map(|(word, _)| *word) }
    }

    /// The choices there are, over what a sheet has.
    fn filters(&self, text: Text, shelf: &Shelf, parts: &[Part]) -> Vec<(String, Vec<Choice>)> {
        let all = |name: &str, here: bool| Choice {
            label: text.of("hr-filter-all").to_string(),
            href: shelf.with(name, "all"),
            here,
        };
        let mut filters = Vec::new();
        let mut programmes: Vec<_> = parts.iter().filter_map(|part| part.programme).collect();
        programmes.dedup();
        if programmes.len() > 1 {
            let mut choices = vec![all("programme", self.programme.is_none())];
            choices.extend(PROGRAMMES.iter().map(|(word, label)| Choice {
                label: text.of(label).to_string(),
                href: shelf.with("programme", word),
                here: self.programme == Some(*word),
            }));
            filters.push((text.of("hr-filter-programme").to_string(), choices));
        }
        let mut dimensions: Vec<Dimension> =
            parts.iter().flat_map(|part| &part.dimensions).copied().collect();
        dimensions.sort_unstable();
        dimensions.dedup();
        if dimensions.len() > 1 {
            let mut choices = vec![all("by", self.by.is_none())];
            choices.extend(dimensions.into_iter().map(|one| Choice {
                label: text.of(dimension(one)).to_string(),
                href: shelf.with("by", one.as_str()),
                here: self.by == Some(one),
            }));
            filters.push((text.of("hr-filter-by").to_string(), choices));
        }
        filters
    }

    /// What is left of a sheet.
    fn leave(&self, text: Text, parts: Vec<Part>) -> Vec<Part> {
        parts
            .into_iter()
            .filter(|part| self.programme.is_none() || part.programme == self.programme)
            .filter(|part| self.by.is_none_or(|by| part.dimensions.contains(&by)))
            .map(|mut part| {
                if let Some(by) = self.by {
                    part.tables.retain(|table| table.by == by);
                    part.alike.retain(|one| *one == by);
                }
                part.too_small = too_small(text, &part.alike);
                part
            })
            .collect()
    }
}

/// What a column shows: a count, or the share that one count is of another.
#[derive(Clone, Copy)]
enum Column {
    Count(Quantity),
    /// Minutes, as hours.
    Hours,
    /// A share with the interval in which it plausibly lies.
    Share(Quantity, Quantity, &'static str),
}

const COFFEE: [Column; 7] = [
    Column::Count(Quantity::Eligible),
    Column::Count(Quantity::OptedIn),
    Column::Count(Quantity::Offered),
    Column::Count(Quantity::Met),
    Column::Share(Quantity::OptedIn, Quantity::Eligible, "hr-share-opted-in"),
    Column::Share(Quantity::Offered, Quantity::OptedIn, "hr-share-offered"),
    Column::Share(Quantity::Met, Quantity::Offered, "hr-share-met"),
];
const PLACEMENTS: [Column; 5] = [
    Column::Count(Quantity::Asked),
    Column::Count(Quantity::Placed),
    Column::Count(Quantity::FirstChoice),
    Column::Share(Quantity::Placed, Quantity::Asked, "hr-share-placed"),
    Column::Share(Quantity::FirstChoice, Quantity::Placed, "hr-share-first-choice"),
];
const WAITING: [Column; 1] = [Column::Count(Quantity::Waiting)];
const NEWCOMERS: [Column; 3] = [
    Column::Count(Quantity::Newcomers),
    Column::Count(Quantity::ThreeTies),
    Column::Share(Quantity::ThreeTies, Quantity::Newcomers, "hr-share-three-ties"),
];
const TIME: [Column; 1] = [Column::Hours];
const REASONS: [Column; 6] = [
    Column::Count(Quantity::TooBusy),
    Column::Count(Quantity::NoCommonTime),
    Column::Count(Quantity::KnowEachOther),
    Column::Count(Quantity::NotUseful),
    Column::Count(Quantity::Away),
    Column::Count(Quantity::Other),
];

fn cell(cells: &Cells<'_>, of: Of, column: Column) -> Figure {
    match column {
        Column::Count(quantity) => cells.figure(of, quantity),
        Column::Hours => cells.hours(of),
        Column::Share(part, whole, _) => super::parity::share(cells, of, part, whole),
    }
}

/// All tables of a subject, by every dimension that the publication has.
fn tables(
    text: Text,
    publication: &Publication,
    subject: Subject,
    columns: &[Column],
    part: &'static str,
) -> Vec<FigureTable> {
    publication
        .tables
        .iter()
        .filter(|table| table.subject == subject)
        .enumerate()
        // By what nobody can be told apart: the whole stands in the first table already.
        .filter(|(at, table)| *at == 0 || table.level != Level::Whole)
        .map(|(_, table)| {
            let cells = Cells::of(text, table);
            let row = |name: String, of: Of| FigureRow {
                name,
                figures: columns.iter().map(|column| cell(&cells, of, *column)).collect(),
            };
            let mut rows = vec![row(text.of("hr-everybody").to_string(), Of::All)];
            if table.level != Level::Whole {
                rows.extend(
                    cells.groups().map(|(at, name)| {
                        row(group_name(text, table.dimension, name), Of::Group(at))
                    }),
                );
            }
            let title = text.of(dimension(table.dimension)).to_string();
            FigureTable {
                by: table.dimension,
                label: text
                    .of("hr-table-label")
                    .arg("part", text.of(part).to_string())
                    .arg("by", &title)
                    .to_string(),
                title,
                level: level_sentence(text, table),
                heads: columns
                    .iter()
                    .map(|column| match column {
                        Column::Count(count) => text.of(quantity(*count)).to_string(),
                        Column::Hours => text.of("hr-count-hours").to_string(),
                        Column::Share(_, _, label) => text.of(label).to_string(),
                    })
                    .collect(),
                rows,
            }
        })
        .collect()
}

/// The dimensions by which a subject's people cannot be told apart.
fn alike(publication: &Publication, subject: Subject) -> Vec<Dimension> {
    let tables = publication.tables.iter().filter(|table| table.subject == subject);
    let whole = tables.skip(1).filter(|table| table.level == Level::Whole);
    whole.map(|table| table.dimension).collect()
}

/// In a sentence by what people cannot be told apart.
fn too_small(text: Text, alike: &[Dimension]) -> String {
    if alike.is_empty() {
        return String::new();
    }
    let names: Vec<String> =
        alike.iter().map(|one| text.of(dimension(*one)).to_string().to_lowercase()).collect();
    text.of("hr-too-small").arg("by", text.list(&names)).to_string()
}

/// Groups of some dimensions have stable words for names.
fn group_name(text: Text, dimension: Dimension, name: &str) -> String {
    const BANDS: [(&str, &str); 5] = [
        ("under-1", "hr-tenure-under-1"),
        ("1-to-3", "hr-tenure-1-to-3"),
        ("3-to-5", "hr-tenure-3-to-5"),
        ("5-to-10", "hr-tenure-5-to-10"),
        ("over-10", "hr-tenure-over-10"),
    ];
    if dimension == Dimension::Tenure
        && let Some((_, label)) = BANDS.into_iter().find(|(band, _)| *band == name)
    {
        return text.of(label).to_string();
    }
    if dimension == Dimension::Cohort
        && let Ok(quarter) = name.parse()
    {
        return super::figures::quarter(text, quarter);
    }
    name.to_owned()
}

fn part(
    text: Text,
    publication: &Publication,
    (title, lead): (&'static str, &'static str),
    subject: Subject,
    columns: &[Column],
) -> Part {
    Part {
        title: text.of(title).to_string(),
        lead: text.of(lead).to_string(),
        says: Vec::new(),
        measures: Vec::new(),
        lorenz: None,
        tables: tables(text, publication, subject, columns, title),
        alike: alike(publication, subject),
        too_small: String::new(),
        programme: programme(subject),
        dimensions: publication
            .tables
            .iter()
            .filter(|table| table.subject == subject)
            .map(|table| table.dimension)
            .collect(),
        shares: columns.iter().any(|column| matches!(column, Column::Share(..))),
    }
}

async fn sheet(
    app: &App,
    who: &Who,
    query: &Fields,
    sheet: Sheet,
    lead: &'static str,
    parts: impl FnOnce(Text, &Publication) -> Vec<Part>,
) -> WebResult {
    let text = who.text();
    match opened(app, who, sheet, query).await? {
        Opened::Answer(answer) => Ok(answer),
        Opened::Publication { shelf, publication, .. } => {
            let page = Page::new(app, who, sheet.title(), sheet.section()).wide();
            let lead = text.of(lead).to_string();
            let asked = Asked::of(query);
            let parts = parts(text, &publication);
            let filters = asked.filters(text, &shelf, &parts);
            let parts = asked.leave(text, parts);
            let shares = parts.iter().any(|part| part.shares);
            html(&SheetPage { page, k: publication.k, shares, shelf, lead, parts, filters })
        }
    }
}

/// Why meetings did not come about.
fn reasons(text: Text, publication: &Publication) -> Part {
    let words = ("hr-health-reasons", "hr-health-reasons-lead");
    part(text, publication, words, Subject::Reasons, &REASONS)
}

/// `GET /hr/fairness`
pub async fn fairness(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    sheet(&app, &who, &query, Sheet::Fairness, "hr-fairness-lead", |text, publication| {
        let mut coffee = part(
            text,
            publication,
            ("hr-fairness-coffee", "hr-fairness-coffee-lead"),
            Subject::Coffee,
            &COFFEE,
        );
        coffee.says = super::parity::sentences(
            text,
            publication,
            Subject::Coffee,
            Quantity::Offered,
            Quantity::OptedIn,
        );
        let mut placements = part(
            text,
            publication,
            ("hr-fairness-placements", "hr-fairness-placements-lead"),
            Subject::Placements,
            &PLACEMENTS,
        );
        placements.says = super::parity::sentences(
            text,
            publication,
            Subject::Placements,
            Quantity::FirstChoice,
            Quantity::Asked,
        );
        let waiting = part(
            text,
            publication,
            ("hr-fairness-waiting", "hr-fairness-waiting-lead"),
            Subject::Waiting,
            &WAITING,
        );
        let spread = Part {
            title: text.of("hr-fairness-spread").to_string(),
            lead: text.of("hr-fairness-spread-lead").to_string(),
            says: Vec::new(),
            measures: offer_lines(text, publication),
            lorenz: lorenz(text, publication),
            tables: Vec::new(),
            alike: Vec::new(),
            too_small: String::new(),
            programme: None,
            dimensions: Vec::new(),
            shares: false,
        };
        vec![coffee, placements, waiting, reasons(text, publication), spread]
    })
    .await
}

/// `GET /hr/newcomers`
pub async fn newcomers(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    sheet(&app, &who, &query, Sheet::Newcomers, "hr-newcomers-lead", |text, publication| {
        let mut ramp = part(
            text,
            publication,
            ("hr-newcomers-ramp", "hr-newcomers-ramp-lead"),
            Subject::Newcomers,
            &NEWCOMERS,
        );
        ramp.measures = ramp_lines(text, publication);
        vec![ramp]
    })
    .await
}

/// `GET /hr/health`
pub async fn health(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    sheet(&app, &who, &query, Sheet::Health, "hr-health-lead", |text, publication| {
        let mut reasons = reasons(text, publication);
        reasons.says = super::advice::sentences(text, publication);
        let coffee = part(
            text,
            publication,
            ("hr-health-coffee", "hr-health-coffee-lead"),
            Subject::Coffee,
            &COFFEE,
        );
        let mut time = part(
            text,
            publication,
            ("hr-health-time", "hr-health-time-lead"),
            Subject::Time,
            &TIME,
        );
        time.measures = hosting_lines(text, publication);
        vec![reasons, coffee, time]
    })
    .await
}
