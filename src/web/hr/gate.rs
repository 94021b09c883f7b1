//! The way to every sheet of figures: which quarter, and the note that somebody looks (rule R11). Looking is a press of a
//! button, because a GET changes nothing; it holds for the rest of the day.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::figures;
use crate::domain::access::Role;
use crate::domain::id::TargetId;
use crate::domain::quarter::Quarter;
use crate::domain::words;
use crate::graph::disclose::Publication;
use crate::programmes::connections;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::Fields;
use crate::web::page::{Page, Section, html, see_other};
use crate::web::{App, Who};
use serde::{Deserialize, Serialize};

words! {
    /// A sheet of figures, as the log of looks names it.
    pub enum Sheet {
        /// Ties between groups.
        Connections = "connections",
        /// Who gets offers.
        Fairness = "fairness",
        /// New hires.
        Newcomers = "newcomers",
        /// Hours, participation, reasons.
        Health = "health",
        /// A file of ties.
        Export = "export",
        /// Ties between the two groups of a target.
        Targets = "targets",
    }
}

impl Sheet {
    /// Its page.
    pub fn path(self) -> &'static str {
        match self {
            Self::Connections | Self::Export => "/hr/connections",
            Self::Fairness => "/hr/fairness",
            Self::Newcomers => "/hr/newcomers",
            Self::Health => "/hr/health",
            Self::Targets => "/hr/targets",
        }
    }

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Connections => "hr-connections-title",
            Self::Fairness => "hr-fairness-title",
            Self::Newcomers => "hr-newcomers-title",
            Self::Health => "hr-health-title",
            Self::Export => "hr-export-title",
            Self::Targets => "targets-title",
        }
    }

    /// Its place in the navigation.
    pub fn section(self) -> Section {
        match self {
            Self::Connections | Self::Export => Section::Connections,
            Self::Fairness => Section::Fairness,
            Self::Newcomers => Section::Newcomers,
            Self::Health => Section::ProgrammeHealth,
            Self::Targets => Section::Targets,
        }
    }
}

/// The closed quarters, with the one that is shown.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The quarter shown, for forms.
    pub quarter: Quarter,
    /// In words.
    pub words: String,
    /// All of them, newest first: words, address, shown.
    pub quarters: Vec<(String, String, bool)>,
    /// What else the page was asked for, as it stands in addresses.
    kept: String,
    sheet: Sheet,
}

/// One of a fixed list of ways to look at a sheet.
pub struct Choice {
    /// Its name.
    pub label: String,
    /// Its address.
    pub href: String,
    /// It is the one shown.
    pub here: bool,
}

impl Shelf {
    /// The address of this sheet and quarter with one choice made and the others kept.
    pub fn with(&self, name: &str, value: &str) -> String {
        let other = format!("{name}=");
        let kept: String = self
            .kept
            .split('&')
            .filter(|part| !part.is_empty() && !part.starts_with(&other))
            .map(|part| format!("&{part}"))
            .collect();
        format!("{}?quarter={}{kept}&{name}={value}", self.sheet.path(), self.quarter)
    }
}

/// The choices of an address that later pages of the sheet keep: words of fixed lists.
fn kept(query: &Fields) -> String {
    ["by", "programme"]
        .into_iter()
        .map(|name| (name, query.get(name)))
        .filter(|(_, word)| {
            (1..=20).contains(&word.len())
                && word.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'-')
        })
        .map(|(name, word)| format!("&{name}={word}"))
        .collect()
}

/// What came of asking for a sheet.
pub enum Opened {
    /// It may be shown.
    Publication {
        /// The quarters.
        shelf: Shelf,
        /// The one to show.
        publication: Publication,
        /// Those before it, oldest first.
        earlier: Vec<Publication>,
    },
    /// Another page first.
    Answer(Response),
}

#[derive(Template)]
#[template(path = "pages/hr/gate.html")]
struct GatePage {
    page: Page,
    shelf: Option<Shelf>,
    sheet: &'static str,
    first_on: String,
    k: u32,
}

/// The publication that the query asks for (the newest by itself), when the reader has opened the sheet today.
pub async fn opened(
    app: &App,
    who: &Who,
    sheet: Sheet,
    query: &Fields,
) -> Result<Opened, WebError> {
    let text = who.text();
    let quarters = connections::quarters(&app.env).await?;
    let asked = query.word::<Quarter>("quarter");
    let Some(quarter) = asked.or(quarters.first().copied()).filter(|one| quarters.contains(one))
    else {
        if asked.is_some() {
            return Err(WebError::not_found());
        }
        let page = Page::new(app, who, sheet.title(), sheet.section());
        let known = connections::threshold(&app.env).await?;
        return Ok(Opened::Answer(html(&GatePage {
            page,
            shelf: None,
            sheet: sheet.as_str(),
            first_on: text.date_long(known.next_on),
            k: known.now,
        })?));
    };
    let kept = kept(query);
    let shelf = Shelf {
        quarter,
        sheet,
        words: figures::quarter(text, quarter),
        quarters: quarters
            .iter()
            .map(|one| {
                let path = format!("{}?quarter={one}{kept}", sheet.path());
                (figures::quarter(text, *one), path, *one == quarter)
            })
            .collect(),
        kept,
    };
    if !connections::has_looked(&app.env, who.person, sheet.as_str(), quarter).await? {
        // How many people stand behind a figure is no figure.
        let k = connections::published(&app.env, quarter).await?.map_or(0, |one| one.k);
        let page = Page::new(app, who, sheet.title(), sheet.section());
        return Ok(Opened::Answer(html(&GatePage {
            page,
            shelf: Some(shelf),
            sheet: sheet.as_str(),
            first_on: String::new(),
            k,
        })?));
    }
    let mut all = connections::published_up_to(&app.env, quarter).await?;
    let publication = all.pop().ok_or_else(WebError::not_found)?;
    Ok(Opened::Publication { shelf, publication, earlier: all })
}

/// `POST /hr/open`: fields `sheet` and `quarter`, and `target` for the figures of one. Notes the look, and shows the
/// sheet.
pub async fn open(State(app): State<App>, who: Who, fields: Fields) -> WebResult {
    let (Some(sheet), Some(quarter)) =
        (fields.word::<Sheet>("sheet"), fields.word::<Quarter>("quarter"))
    else {
        return Err(WebError::new(
            StatusCode::BAD_REQUEST,
            "hr-export-which-title",
            "hr-export-which",
        ));
    };
    if !connections::quarters(&app.env).await?.contains(&quarter) {
        return Err(WebError::not_found());
    }
    note(&app, &who, sheet, quarter).await?;
    Ok(see_other(&match fields.word::<TargetId>("target") {
        Some(target) if sheet == Sheet::Targets => format!("{}/{target}", sheet.path()),
        _ => format!("{}?quarter={quarter}", sheet.path()),
    }))
}

/// Notes that the reader looks at a sheet.
pub async fn note(app: &App, who: &Who, sheet: Sheet, quarter: Quarter) -> Result<(), WebError> {
    let role = if who.roles.has(Role::Hr) { Role::Hr } else { Role::Participant };
    Ok(connections::note_look(&app.env, (who.person, role), sheet.as_str(), quarter).await?)
}
