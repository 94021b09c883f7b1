//! What somebody told us and how they take part, to change at any time.

use askama::Template;
use axum::extract::State;

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id, Query};
use super::home::card_of;
use super::join::ways;
use super::own_words::{Choices, done, fill, participation_error, profile_words, refuse};
use super::page::{Page, Section, html, refused, see_other};
use super::pause::PauseView;
use super::session::Who;
use super::state::App;
use crate::domain::coffee::Consent;
use crate::domain::id::ProgrammeId;
use crate::domain::wishes::ProfileWords;
use crate::programmes::participation;
use crate::store::home::cards_for;
use crate::store::profile::profile_get;

#[derive(Template)]
#[template(path = "pages/preferences.html")]
struct PreferencesPage {
    page: Page,
    programmes: Vec<Mine>,
    pause: PauseView,
    choices: Choices,
    f: Fields,
    /// The pause form's own, so that what is wrong with one form is not said of the other.
    p: Fields,
}

/// A programme the person is in.
struct Mine {
    id: ProgrammeId,
    name: String,
    ways: Vec<(&'static str, String, String)>,
    /// Of each programme its own, so that each form shows its own choice.
    consent: &'static str,
}

async fn preferences_page(
    app: &App,
    who: &Who,
    f: Option<Fields>,
) -> Result<PreferencesPage, WebError> {
    let now = app.env.clock.now();
    let text = who.text();
    let mut tx = app.env.db.read().await?;
    let (cards, pause) = cards_for(&mut tx, who.person, now).await?;
    let profile = profile_get(&mut tx, who.person).await?.unwrap_or_default();
    drop(tx);
    let f = f.unwrap_or_else(|| {
        let mut f = Fields::new();
        fill(&mut f, &ProfileWords::of(&profile));
        f
    });
    Ok(PreferencesPage {
        page: Page::new(app, who, "preferences-title", Section::Preferences).refused(&f),
        programmes: cards
            .iter()
            .filter_map(|card| {
                Some(Mine {
                    id: card.id,
                    name: card.name.clone(),
                    ways: ways(text, card),
                    consent: card.own?.consent.as_str(),
                })
            })
            .collect(),
        pause: PauseView::new(text, who, pause, now),
        choices: Choices::new(text, who, now),
        f,
        p: Fields::new(),
    })
}

/// GET /preferences
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let mut page = preferences_page(&app, &who, None).await?;
    if let Some(note) = done(who.text(), &query) {
        page.page = page.page.note(note);
    }
    html(&page)
}

/// POST /preferences
pub async fn save(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    match profile_words(&fields).read() {
        Ok(profile) => {
            participation::tell(&app.env, who.person, &profile)
                .await
                .map_err(|error| participation_error("", error))?;
            Ok(see_other("/preferences?done=saved"))
        }
        Err(faults) => {
            refuse(&mut fields, who.text(), &faults);
            refused(&preferences_page(&app, &who, Some(fields)).await?)
        }
    }
}

/// POST /programmes/{id}/consent
pub async fn consent(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ProgrammeId>,
    fields: Fields,
) -> WebResult {
    let card = card_of(&app, &who, id).await?;
    let Some(consent) = fields.word::<Consent>("consent") else {
        return Ok(see_other("/preferences"));
    };
    participation::change(&app.env, who.person, id, consent)
        .await
        .map_err(|error| participation_error(&card.name, error))?;
    Ok(see_other("/preferences?done=saved"))
}
