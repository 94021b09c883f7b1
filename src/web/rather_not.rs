//! The two lists of names that a person keeps: with whom they rather not be matched, and whom they know well. Search,
//! add, take off; by plain forms.

use askama::Template;
use axum::extract::State;

use super::error::{WebError, WebResult};
use super::extract::{Fields, Query, encode};
use super::own_words::{participation_error, refuse};
use super::page::{Page, Section, html, refused, see_other};
use super::session::Who;
use super::state::App;
use crate::domain::id::PersonId;
use crate::domain::wishes::{MOST_KNOWN, MOST_RATHER_NOT};
use crate::programmes::participation::{self, ParticipationError};
use crate::store::history::stated_of;
use crate::store::profile::{Known, people_named, person_known};
use crate::store::rather_not::rather_nots_of;

/// People found on one page.
const PAGE: usize = 20;
/// Further than this nobody turns pages.
const LAST_PAGE: usize = 50;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    RatherNot,
    Known,
}

impl List {
    fn path(self) -> &'static str {
        match self {
            Self::RatherNot => "/rather-not",
            Self::Known => "/known",
        }
    }
}

#[derive(Template)]
#[template(path = "pages/names.html")]
struct NamesPage {
    page: Page,
    path: &'static str,
    is_rather_not: bool,
    own: Vec<Known>,
    most: usize,
    q: String,
    /// What the search found, and whether each is on the list; none: nothing was searched.
    found: Option<Vec<(Known, bool)>>,
    before: String,
    after: String,
    f: Fields,
}

async fn names_page(
    app: &App,
    who: &Who,
    list: List,
    query: &Fields,
    f: Fields,
) -> Result<NamesPage, WebError> {
    let text = who.text();
    let q: String = query.get("q").chars().take(100).collect();
    let number = query.word::<usize>("page").unwrap_or(1).clamp(1, LAST_PAGE);
    let mut tx = app.env.db.read().await?;
    let own = match list {
        List::RatherNot => rather_nots_of(&mut tx, who.person).await?,
        List::Known => stated_of(&mut tx, who.person).await?,
    };
    let (mut found, mut more) = (None, false);
    if !q.is_empty() {
        let offset = crate::store::codec::int((number - 1) * PAGE);
        let mut people =
            people_named(&mut tx, who.person, &q, crate::store::codec::int(PAGE), offset).await?;
        more = people.len() > PAGE;
        people.truncate(PAGE);
        found = Some(
            people
                .into_iter()
                .map(|person| {
                    let is_on = own.iter().any(|known| known.id == person.id);
                    (person, is_on)
                })
                .collect(),
        );
    }
    drop(tx);
    let (title, section, most) = match list {
        List::RatherNot => ("rather-not-title", Section::RatherNot, MOST_RATHER_NOT),
        List::Known => ("known-title", Section::Preferences, MOST_KNOWN),
    };
    let at = |number: usize| format!("{}?q={}&page={number}", list.path(), encode(&q));
    let mut page = Page::new(app, who, title, section).refused(&f);
    if list == List::Known {
        page = page.up("/preferences", text.of("nav-preferences"));
    }
    if let Some(note) = note(app, who, list, query, &own).await? {
        page = page.note(note);
    }
    Ok(NamesPage {
        page,
        path: list.path(),
        is_rather_not: list == List::RatherNot,
        own,
        most,
        before: if number > 1 { at(number - 1) } else { String::new() },
        after: if more && number < LAST_PAGE { at(number + 1) } else { String::new() },
        q,
        found,
        f,
    })
}

/// What was just done. The address names the person; the sentence is said only when the list agrees.
async fn note(
    app: &App,
    who: &Who,
    list: List,
    query: &Fields,
    own: &[Known],
) -> Result<Option<String>, WebError> {
    let text = who.text();
    if let Some(id) = query.word::<PersonId>("added") {
        let name = own.iter().find(|known| known.id == id).map(|known| &known.name);
        return Ok(name.map(|name| match list {
            List::RatherNot => text.of("rather-not-added").arg("name", name).to_string(),
            List::Known => text.of("known-added").arg("name", name).to_string(),
        }));
    }
    if let Some(id) = query.word::<PersonId>("removed")
        && !own.iter().any(|known| known.id == id)
    {
        let mut tx = app.env.db.read().await?;
        let person = person_known(&mut tx, id).await?;
        return Ok(person.map(|person| match list {
            List::RatherNot => text.of("rather-not-removed").arg("name", person.name).to_string(),
            List::Known => text.of("known-removed").arg("name", person.name).to_string(),
        }));
    }
    Ok(None)
}

async fn add(app: &App, who: &Who, list: List, mut fields: Fields) -> WebResult {
    let Some(other) = fields.word::<PersonId>("person") else { return Err(WebError::not_found()) };
    let added = match list {
        List::RatherNot => participation::rather_not_add_to(&app.env, who.person, other).await,
        List::Known => participation::known_add(&app.env, who.person, other).await,
    };
    match added {
        Ok(_) => Ok(see_other(&format!("{}?added={other}", list.path()))),
        Err(ParticipationError::Refused(fault)) => {
            refuse(&mut fields, who.text(), &[fault]);
            refused(&names_page(app, who, list, &fields.clone(), fields).await?)
        }
        Err(error) => Err(participation_error("", error)),
    }
}

async fn remove(app: &App, who: &Who, list: List, fields: &Fields) -> WebResult {
    let Some(other) = fields.word::<PersonId>("person") else { return Err(WebError::not_found()) };
    match list {
        List::RatherNot => participation::rather_not_take_off(&app.env, who.person, other).await,
        List::Known => participation::known_remove(&app.env, who.person, other).await,
    }
    .map_err(|error| participation_error("", error))?;
    Ok(see_other(&format!("{}?removed={other}", list.path())))
}

/// GET /rather-not
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    html(&names_page(&app, &who, List::RatherNot, &query, Fields::new()).await?)
}

/// POST /rather-not/add
pub async fn page_add(State(app): State<App>, who: Who, fields: Fields) -> WebResult {
    add(&app, &who, List::RatherNot, fields).await
}

/// POST /rather-not/remove
pub async fn page_remove(State(app): State<App>, who: Who, fields: Fields) -> WebResult {
    remove(&app, &who, List::RatherNot, &fields).await
}

/// GET /known
pub async fn known(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    html(&names_page(&app, &who, List::Known, &query, Fields::new()).await?)
}

/// POST /known/add
pub async fn known_add(State(app): State<App>, who: Who, fields: Fields) -> WebResult {
    add(&app, &who, List::Known, fields).await
}

/// POST /known/remove
pub async fn known_remove(State(app): State<App>, who: Who, fields: Fields) -> WebResult {
    remove(&app, &who, List::Known, &fields).await
}
