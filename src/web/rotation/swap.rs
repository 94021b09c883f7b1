//! Swaps: asked for by one of two people, agreed by the links of mails, booked by the coordinator.

use askama::Template;
use axum::extract::State;

use super::timeline::{team_name, whole};
use super::{failed, span};
use crate::domain::id::{ApplicationId, PlacementId, SwapId};
use crate::domain::person::Person;
use crate::domain::placement::{ApplicationState, Subject};
use crate::domain::rotation::Period;
use crate::programmes::placing::swap_effect;
use crate::programmes::rotation::RotationError;
use crate::programmes::rotation::apply::own_application;
use crate::programmes::rotation::swap::{
    SwapCase, ask, case, decide, own_place, possible, say, sides_of, take_back,
};
use crate::store::Tx;
use crate::store::placement::Placement;
use crate::store::swap::{SwapState, swaps_of_call};
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Id, Query};
use crate::web::labels::connections;
use crate::web::one_button::OneButton;
use crate::web::page::{Page, Section, html, see_other};
use crate::web::session::Visit;
use crate::web::{App, Who};

/// A state of a swap: word and tone.
pub(super) fn state_words(text: Text, state: SwapState) -> (String, &'static str) {
    let (id, tone) = match state {
        SwapState::Asked => ("swap-asked", "warn"),
        SwapState::Agreed => ("swap-agreed", "warn"),
        SwapState::Booked => ("swap-booked", "good"),
        SwapState::Refused => ("swap-refused", "bad"),
        SwapState::Withdrawn => ("swap-withdrawn", "quiet"),
    };
    (text.of(id).to_string(), tone)
}

/// A place in words: team and weeks.
async fn place_words(tx: &mut Tx, text: Text, row: &Placement) -> WebResult<String> {
    let period = Period { from_on: row.from_on, to_on: row.to_on };
    Ok(text
        .of("mail-swap-place")
        .arg("team", team_name(tx, row.team_id).await?)
        .arg("span", span(text, &period))
        .to_string())
}

/// What the plan gains or loses, in words.
fn effect_words(text: Text, effect: i64) -> String {
    match effect {
        0 => text.of("rotation-place-effect-none").to_string(),
        gain if gain > 0 => {
            text.of("rotation-place-effect-gains").arg("value", connections(text, gain)).to_string()
        }
        loss => text
            .of("rotation-place-effect-loses")
            .arg("value", connections(text, -loss))
            .to_string(),
    }
}

struct SpotRow {
    placement: PlacementId,
    place: String,
    effect: String,
}

#[derive(Template)]
#[template(path = "pages/rotation/swap.html")]
struct SwapPage {
    page: Page,
    own: String,
    rows: Vec<SpotRow>,
    /// A swap that is open: its place, state, and where to take it back (empty: it is the other's).
    open: Option<(String, String, String)>,
    action: String,
    back: String,
}

/// `GET /rotations/applications/{id}/swap`: with which places one's own could be swapped. Whose they are is not shown.
pub async fn form(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ApplicationId>,
    Query(query): Query,
) -> WebResult {
    let text = who.text();
    let mut tx = app.env.db.snapshot().await?;
    let (one, call, _) = whole(&mut tx, id).await?;
    if one.person_id != who.person || one.state != ApplicationState::Placed {
        return Err(WebError::not_found());
    }
    let back = format!("/rotations/applications/{id}");
    let own = own_place(&mut tx, call.id, who.person, app.env.clock.now())
        .await
        .map_err(failed)?
        .ok_or_else(|| failed(RotationError::NotPossible).way_out(&back, "rotation-see"))?;
    let own_words = place_words(&mut tx, text, &own).await?;
    let open = swaps_of_call(&mut tx, call.id).await?.into_iter().find(|swap| {
        matches!(swap.state, SwapState::Asked | SwapState::Agreed)
            && (swap.asking_id == own.id || swap.asked_id == own.id)
    });
    let open = match open {
        Some(swap) => {
            let case = case(&mut tx, swap.id).await.map_err(failed)?;
            let mine = case.people[0].id == who.person;
            let place = place_words(&mut tx, text, &case.placements[usize::from(mine)]).await?;
            let undo =
                if mine { format!("/rotations/swaps/{}/withdraw", swap.id) } else { String::new() };
            Some((place, state_words(text, swap.state).0, undo))
        }
        None => None,
    };
    drop(tx);
    let mut rows = Vec::new();
    if open.is_none() {
        let found = possible(&app.env, call.id, who.person).await.map_err(failed)?;
        let mut tx = app.env.db.read().await?;
        for (row, effect) in found {
            rows.push(SpotRow {
                placement: row.id,
                place: place_words(&mut tx, text, &row).await?,
                effect: effect_words(text, effect),
            });
        }
    }
    let mut page =
        Page::new(&app, &who, "swap-title", Section::Rotations).up(&back, text.of("rotation-see"));
    page = match query.get("done") {
        "asked" => page.note(text.of("swap-done-asked")),
        "withdrawn" => page.note(text.of("swap-done-withdrawn")),
        _ => page,
    };
    html(&SwapPage { page, own: own_words, rows, open, action: format!("{back}/swap"), back })
}

/// `POST /rotations/applications/{id}/swap`
pub async fn ask_now(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ApplicationId>,
    fields: Fields,
) -> WebResult {
    let mut tx = app.env.db.read().await?;
    let (one, call, _) = whole(&mut tx, id).await?;
    drop(tx);
    if one.person_id != who.person {
        return Err(WebError::not_found());
    }
    let other: PlacementId = fields.word("placement").ok_or_else(WebError::unreadable)?;
    let back = format!("/rotations/applications/{id}/swap");
    ask(&app.env, who.person, call.id, other)
        .await
        .map_err(|error| failed(error).way_out(&back, "swap-title"))?;
    Ok(see_other(&format!("{back}?done=asked")))
}

/// `POST /rotations/swaps/{id}/withdraw`
pub async fn withdraw(State(app): State<App>, who: Who, Id(id): Id<SwapId>) -> WebResult {
    take_back(&app.env, who.person, id).await.map_err(failed)?;
    let mut tx = app.env.db.read().await?;
    let call = case(&mut tx, id).await.map_err(failed)?.call.id;
    let own = own_application(&mut tx, call, who.person).await.map_err(failed)?;
    Ok(see_other(&match own {
        Some(one) => format!("/rotations/applications/{}/swap?done=withdrawn", one.id),
        None => "/rotations".to_owned(),
    }))
}

/// The page of a link, and of what was pressed: both places, and one button while it is open.
async fn link_shown(
    app: &App,
    visit: &Visit,
    person: &Person,
    id: SwapId,
    yes: bool,
    (action, said): (String, Option<&'static str>),
) -> WebResult {
    let text = visit.text;
    let mut tx = app.env.db.snapshot().await?;
    let case = case(&mut tx, id).await.map_err(failed)?;
    if sides_of(&mut tx, &case, person.id).await.map_err(failed)?.is_empty() {
        return Err(WebError::not_found());
    }
    let mut facts = Vec::new();
    for (person, row) in case.people.iter().zip(&case.placements) {
        facts.push((person.name.clone(), place_words(&mut tx, text, row).await?));
    }
    let open = case.swap.state == SwapState::Asked && said.is_none();
    let lead = match (said, open) {
        (Some(said), _) => text.of(said).to_string(),
        (None, true) => text.of("swap-lead").arg("call", &case.call.name).to_string(),
        (None, false) => text.of("swap-over").to_string(),
    };
    OneButton {
        page: Page::public_titled(app, visit, text.of("swap-title").to_string()),
        lead,
        facts,
        action: if open { action } else { "/".to_owned() },
        button: if open {
            text.of(if yes { "mail-swap-yes" } else { "mail-swap-no" }).to_string()
        } else {
            String::new()
        },
        danger: false,
        other: None,
    }
    .show()
}

/// What a link of the mail opens: no session is needed.
pub async fn link_page(
    app: &App,
    visit: &Visit,
    person: &Person,
    id: SwapId,
    yes: bool,
    action: String,
) -> WebResult {
    link_shown(app, visit, person, id, yes, (action, None)).await
}

/// The press of the button behind a link.
pub async fn link_act(
    app: &App,
    visit: &Visit,
    person: &Person,
    id: SwapId,
    yes: bool,
    action: String,
) -> WebResult {
    let said = match say(&app.env, person.id, id, yes).await {
        Ok(true) if yes => "swap-done-yes",
        Ok(true) => "swap-done-no",
        Ok(false) => "link-already",
        Err(RotationError::NotPossible | RotationError::Changed) => "swap-over",
        Err(error) => return Err(failed(error)),
    };
    link_shown(app, visit, person, id, yes, (action, Some(said))).await
}

#[derive(Template)]
#[template(path = "pages/rotation/swap_case.html")]
struct CasePage {
    page: Page,
    state: String,
    tone: &'static str,
    facts: Vec<(String, String)>,
    /// What the plan gains or loses; or why it does not fit.
    effect: String,
    action: String,
    open: bool,
    fits: bool,
}

/// `GET /admin/swaps/{id}`
pub async fn office(State(app): State<App>, who: Who, Id(id): Id<SwapId>) -> WebResult {
    let text = who.text();
    let mut tx = app.env.db.snapshot().await?;
    let case: SwapCase = case(&mut tx, id).await.map_err(failed)?;
    let mut facts = Vec::new();
    for (person, row) in case.people.iter().zip(&case.placements) {
        facts.push((person.name.clone(), place_words(&mut tx, text, row).await?));
    }
    drop(tx);
    let open = case.swap.state == SwapState::Agreed;
    let ids = [case.swap.asking_id, case.swap.asked_id];
    let effect = if open {
        swap_effect(&app.env, Subject::Call(case.call.id), ids).await.ok()
    } else {
        None
    };
    let (state, tone) = state_words(text, case.swap.state);
    html(&CasePage {
        page: Page::new(&app, &who, "swap-title", Section::AdminRotations)
            .up(format!("/admin/calls/{}", case.call.id), &case.call.name),
        state,
        tone,
        facts,
        effect: match (open, effect) {
            (false, _) => String::new(),
            (true, None) => text.of("swap-unfit").to_string(),
            (true, Some(effect)) => {
                text.of("swap-effect").arg("effect", effect_words(text, effect)).to_string()
            }
        },
        action: format!("/admin/swaps/{id}"),
        open,
        fits: effect.is_some(),
    })
}

/// `POST /admin/swaps/{id}`: `what=book` or `refuse`.
pub async fn office_act(
    State(app): State<App>,
    who: Who,
    Id(id): Id<SwapId>,
    fields: Fields,
) -> WebResult {
    let book = match fields.get("what") {
        "book" => true,
        "refuse" => false,
        _ => {
            // Asked about a swap that is not there, the answer is the same as for looking.
            let mut tx = app.env.db.read().await?;
            case(&mut tx, id).await.map_err(failed)?;
            return Err(WebError::unreadable());
        }
    };
    let mut tx = app.env.db.read().await?;
    let call = case(&mut tx, id).await.map_err(failed)?.call.id;
    drop(tx);
    match decide(&app.env, who.person, id, book).await {
        Ok(()) => {}
        Err(RotationError::Round(error)) => {
            return Err(super::plan::plan_refused(&app, who.text(), error, call).await);
        }
        Err(error) => {
            return Err(failed(error).way_out(format!("/admin/swaps/{id}"), "swap-title"));
        }
    }
    Ok(see_other(&format!("/admin/swaps/{id}")))
}
