//! Rotations as an employee sees them: what is open, whether they may go, and the application form.
//!
//! One address takes every press of the form: `step=keep` keeps a draft, `step=check` shows the check-answers page,
//! `step=change` the form again, `step=submit` hands in. What was typed travels along, so nothing is lost.

use askama::Template;
use axum::extract::State;

use super::{eligibility_words, failed, span, span_weeks, state_words};
use crate::domain::id::{CallId, TeamId};
use crate::domain::placement::{ApplicationState, CallState};
use crate::programmes::rotation::RotationError;
use crate::programmes::rotation::apply::{self, Flaw, GOALS_MOST, Wish};
use crate::programmes::rotation::call::takes_applications;
use crate::programmes::rotation::offer::{Offer, eligibility, offer};
use crate::store::application::{Application, applications_of_person};
use crate::store::call::{call_get, calls_all};
use crate::store::person::person_get;
use crate::store::programme::head_get;
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Id, Query};
use crate::web::page::{Page, Section, html, refused, see_other};
use crate::web::{App, Who};

struct CallCard {
    href: String,
    name: String,
    programme: String,
    purpose: String,
    window: String,
    periods: Vec<String>,
    eligibility: Vec<String>,
    /// The button; empty: the call is not open yet.
    button: String,
}

struct OwnRow {
    href: String,
    call: String,
    state: String,
    tone: &'static str,
    when: String,
}

#[derive(Template)]
#[template(path = "pages/rotation/list.html")]
struct ListPage {
    page: Page,
    cards: Vec<CallCard>,
    rows: Vec<OwnRow>,
}

/// `GET /rotations`
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let mut page = Page::new(&app, &who, "rotations-title", Section::Rotations);
    let text = page.text;
    if query.get("done") == "withdrawn" {
        page = page.note(text.of("rotation-withdrawn-note"));
    }
    let mut tx = app.env.db.snapshot().await?;
    let person = person_get(&mut tx, who.person).await?.ok_or_else(WebError::not_found)?;
    let own = applications_of_person(&mut tx, who.person).await?;
    let mut cards = Vec::new();
    for call in calls_all(&mut tx).await? {
        let Some(programme) = head_get(&mut tx, call.programme_id).await? else { continue };
        let today = page.now.with_timezone(&programme.zone).date_naive();
        if call.state != CallState::Open || today >= call.closes_on {
            continue;
        }
        let eligibility = eligibility(&mut tx, &call, &person).await.map_err(failed)?;
        let mine = own.iter().find(|one| one.call_id == call.id && is_alive(one));
        let (window, button) = window_and_button(text, &call, today, mine);
        cards.push(CallCard {
            href: match mine.filter(|one| one.state != ApplicationState::Draft) {
                Some(one) => format!("/rotations/applications/{}", one.id),
                None => format!("/rotations/{}", call.id),
            },
            name: call.name.clone(),
            programme: programme.name,
            purpose: programme.purpose,
            window,
            periods: call.periods.iter().map(|period| span_weeks(text, period)).collect(),
            eligibility: eligibility_words(&page, &eligibility),
            button,
        });
    }
    let mut rows = Vec::new();
    for one in &own {
        let Some(call) = call_get(&mut tx, one.call_id).await? else { continue };
        let (state, tone) = state_words(text, one.state);
        rows.push(OwnRow {
            href: match (one.state, call.state) {
                (ApplicationState::Draft, CallState::Open) => format!("/rotations/{}", call.id),
                _ => format!("/rotations/applications/{}", one.id),
            },
            call: call.name,
            state,
            tone,
            when: page.when(&one.updated_at),
        });
    }
    html(&ListPage { page, cards, rows })
}

fn is_alive(one: &Application) -> bool {
    !matches!(one.state, ApplicationState::Declined | ApplicationState::Withdrawn)
}

fn window_and_button(
    text: Text,
    call: &crate::store::call::Call,
    today: chrono::NaiveDate,
    mine: Option<&Application>,
) -> (String, String) {
    let last_on = call.closes_on.pred_opt().unwrap_or(call.closes_on);
    if today < call.opens_on {
        let window = text
            .of("rotation-window-ahead")
            .arg("from", text.date_full(call.opens_on))
            .arg("to", text.date_full(last_on));
        return (window.to_string(), String::new());
    }
    let button = match mine {
        None => "rotation-apply",
        Some(one) if one.state == ApplicationState::Draft => "rotation-go-on",
        Some(_) => "rotation-see",
    };
    let window = text.of("rotation-window-open").arg("to", text.date_full(last_on));
    (window.to_string(), text.of(button).to_string())
}

struct HostRow {
    name: String,
    words: String,
    places: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/rotation/apply.html")]
struct ApplyPage {
    page: Page,
    f: Fields,
    action: String,
    window: String,
    eligibility: Vec<String>,
    periods: Vec<String>,
    hosts: Vec<HostRow>,
    ranks: Vec<(String, String)>,
    teams: Vec<(String, String)>,
    open_periods: Vec<(String, String)>,
    lengths: Vec<(String, String)>,
    goals_most: usize,
}

fn form(app: &App, who: &Who, offer: &Offer, f: Fields) -> ApplyPage {
    let text = who.text();
    let call = &offer.call;
    let title = text.of("rotation-apply-title").arg("call", &call.name).to_string();
    let page = Page::titled(app, who, title, Section::Rotations)
        .up("/rotations", text.of("rotations-title"))
        .refused(&f)
        .wide();
    let last_on = call.closes_on.pred_opt().unwrap_or(call.closes_on);
    let mut teams = vec![(String::new(), text.of("rotation-no-team").to_string())];
    teams.extend(offer.hosts.iter().map(|host| (host.id.to_string(), host.name.clone())));
    let longest = offer.longest();
    ApplyPage {
        action: format!("/rotations/{}", call.id),
        window: text.of("rotation-window-open").arg("to", text.date_full(last_on)).to_string(),
        eligibility: eligibility_words(&page, &offer.eligibility),
        periods: call.periods.iter().map(|period| span(text, period)).collect(),
        hosts: offer
            .hosts
            .iter()
            .map(|host| HostRow {
                name: host.name.clone(),
                words: if host.words.is_empty() {
                    text.of("rotation-no-words").to_string()
                } else {
                    host.words.clone()
                },
                places: host
                    .places
                    .iter()
                    .map(|n| text.of("rotation-places").num("n", *n).to_string())
                    .collect(),
            })
            .collect(),
        ranks: (1..=call.rules.choices)
            .map(|n| (format!("choice-{n}"), text.of("rotation-choice").num("n", n).to_string()))
            .collect(),
        teams,
        open_periods: (0_u32..)
            .zip(call.periods.iter().zip(&offer.open))
            .filter(|(_, (_, open))| **open)
            .map(|(n, (period, _))| (n.to_string(), span_weeks(text, period)))
            .collect(),
        lengths: if longest > 1 {
            (1..=longest)
                .map(|n| (n.to_string(), text.of("rotation-length-n").num("n", n).to_string()))
                .collect()
        } else {
            Vec::new()
        },
        goals_most: GOALS_MOST,
        page,
        f,
    }
}

/// What was typed, as a wish. A gap between the ranks closes.
fn wish(fields: &Fields, offer: &Offer) -> Wish {
    Wish {
        choices: (1..=offer.call.rules.choices)
            .filter_map(|n| fields.word::<TeamId>(&format!("choice-{n}")))
            .collect(),
        periods: fields.all("period").filter_map(|n| n.parse().ok()).collect(),
        length: fields.word("length").unwrap_or(1).clamp(1, 100),
        goals: fields.get("goals").to_owned(),
    }
}

fn fields_of(one: &Application) -> Fields {
    let mut fields = Fields::new();
    for (n, team) in (1..).zip(&one.choices) {
        fields.set(&format!("choice-{n}"), team);
    }
    for period in &one.periods {
        fields.add("period", period);
    }
    fields.set("length", one.length);
    fields.set("goals", &one.goals);
    fields
}

/// Says beside the fields what is wrong with them.
fn refuse(fields: &mut Fields, text: Text, offer: &Offer, flaws: &[Flaw]) {
    let host = |rank: usize| {
        let id: Option<TeamId> = fields.word(&format!("choice-{}", rank + 1));
        let host = offer.hosts.iter().find(|host| Some(host.id) == id);
        host.map(|host| host.name.clone()).unwrap_or_default()
    };
    let said: Vec<(String, String)> = flaws
        .iter()
        .map(|flaw| {
            let choice = |rank: usize| format!("choice-{}", rank + 1);
            match flaw {
                Flaw::NoChoice => ("choice-1".to_owned(), text.of("flaw-no-choice").to_string()),
                Flaw::NoHost { rank } => (choice(*rank), text.of("flaw-no-host").to_string()),
                Flaw::Twice { rank } => {
                    (choice(*rank), text.of("flaw-twice").arg("team", host(*rank)).to_string())
                }
                Flaw::NoPeriod => ("period".to_owned(), text.of("flaw-no-period").to_string()),
                Flaw::NotThen { .. } => ("period".to_owned(), text.of("flaw-not-then").to_string()),
                Flaw::TooShort => ("length".to_owned(), text.of("flaw-too-short").to_string()),
                Flaw::TooLong => (
                    "goals".to_owned(),
                    text.of("flaw-too-long").num("most", GOALS_MOST).to_string(),
                ),
                Flaw::NoGoals => ("goals".to_owned(), text.of("flaw-no-goals").to_string()),
            }
        })
        .collect();
    for (field, message) in said {
        fields.refuse(&field, message);
    }
}

async fn open(app: &App, who: &Who, call: CallId) -> WebResult<(Offer, Option<Application>)> {
    let mut tx = app.env.db.snapshot().await?;
    let offer = offer(&mut tx, call, who.person, app.env.clock.now()).await.map_err(failed)?;
    if offer.call.state == CallState::Draft {
        return Err(WebError::not_found());
    }
    let mine = apply::own_application(&mut tx, call, who.person).await.map_err(failed)?;
    Ok((offer, mine))
}

/// `GET /rotations/{id}`: the form; of a call that takes none, why.
pub async fn apply_form(
    State(app): State<App>,
    who: Who,
    Id(id): Id<CallId>,
    Query(query): Query,
) -> WebResult {
    let (offer, mine) = open(&app, &who, id).await?;
    if let Some(one) = mine.as_ref().filter(|one| one.state != ApplicationState::Draft) {
        return Ok(see_other(&format!("/rotations/applications/{}", one.id)));
    }
    let today = app.env.clock.now().with_timezone(&offer.programme.zone).date_naive();
    if !takes_applications(&offer.call, today) {
        return Err(failed(RotationError::NotOpen).way_out("/rotations", "rotations-title"));
    }
    let fields = mine.as_ref().map(fields_of).unwrap_or_default();
    let mut shown = form(&app, &who, &offer, fields);
    if query.get("done") == "kept" {
        let note = shown.page.text.of("rotation-kept");
        shown.page = shown.page.note(note);
    }
    html(&shown)
}

#[derive(Template)]
#[template(path = "pages/rotation/check.html")]
struct CheckPage {
    page: Page,
    action: String,
    hidden: Vec<(String, String)>,
    rows: Vec<(String, Vec<String>)>,
    effects: Vec<String>,
}

/// `POST /rotations/{id}`
pub async fn apply_step(
    State(app): State<App>,
    who: Who,
    Id(id): Id<CallId>,
    mut fields: Fields,
) -> WebResult {
    let (offer, _) = open(&app, &who, id).await?;
    let text = who.text();
    let typed = wish(&fields, &offer);
    let done = match fields.get("step") {
        "change" => return html(&form(&app, &who, &offer, fields)),
        "keep" => apply::keep(&app.env, who.person, id, &typed)
            .await
            .map(|_| format!("/rotations/{id}?done=kept")),
        "submit" => apply::submit(&app.env, who.person, id, &typed)
            .await
            .map(|one| format!("/rotations/applications/{one}?done=submitted")),
        _ => {
            let flaws = typed.flaws(&offer, true);
            if flaws.is_empty() {
                return html(&check(&app, &who, &offer, &typed).await?);
            }
            Err(RotationError::Choices(flaws))
        }
    };
    match done {
        Ok(to) => Ok(see_other(&to)),
        Err(RotationError::Choices(flaws)) => {
            refuse(&mut fields, text, &offer, &flaws);
            refused(&form(&app, &who, &offer, fields))
        }
        Err(error) => Err(failed(error).way_out("/rotations", "rotations-title")),
    }
}

async fn check(app: &App, who: &Who, offer: &Offer, wish: &Wish) -> WebResult<CheckPage> {
    let text = who.text();
    let mut tx = app.env.db.read().await?;
    let decider = apply::decider(&mut tx, &offer.person).await.map_err(failed)?;
    let name = |team: &TeamId| {
        offer.hosts.iter().find(|host| host.id == *team).map(|host| host.name.clone())
    };
    let mut hidden: Vec<(String, String)> = (1..)
        .zip(&wish.choices)
        .map(|(n, team)| (format!("choice-{n}"), team.to_string()))
        .collect();
    hidden.extend(wish.periods.iter().map(|n| ("period".to_owned(), n.to_string())));
    hidden.push(("length".to_owned(), wish.length.to_string()));
    hidden.push(("goals".to_owned(), wish.goals.clone()));
    let row = |id: &'static str, values: Vec<String>| (text.of(id).to_string(), values);
    let days = offer.call.rules.answer_days;
    Ok(CheckPage {
        page: Page::new(app, who, "rotation-check-title", Section::Rotations)
            .up(format!("/rotations/{}", offer.call.id), &offer.call.name),
        action: format!("/rotations/{}", offer.call.id),
        hidden,
        rows: vec![
            row("rotation-row-choices", wish.choices.iter().filter_map(name).collect()),
            row("rotation-row-periods", super::spans(text, &offer.call.periods, &wish.periods)),
            row(
                "rotation-row-length",
                vec![text.of("rotation-length-n").num("n", wish.length).to_string()],
            ),
            row("rotation-row-goals", vec![wish.goals.clone()]),
        ],
        effects: vec![
            match &decider {
                Some(lead) => text
                    .of("rotation-effect-asked")
                    .arg("lead", &lead.name)
                    .num("days", days)
                    .to_string(),
                None => text.of("rotation-effect-nobody").to_string(),
            },
            text.of("rotation-effect-seen").to_string(),
            text.of("rotation-effect-back").to_string(),
        ],
    })
}
