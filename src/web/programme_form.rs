//! The form of a coffee programme: typed, previewed, checked, then made or saved.
//!
//! One address takes every press: `step=preview` shows the dates, `step=check` the check-answers page, `step=change`
//! the form again, `step=save` (or `open`, `draft`) writes. What was typed travels with the form, so nothing is lost.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id};
use super::page::{Page, Section, html, refused, see_other};
use super::programmes::change::{effect_sentences, failed};
use super::programmes::{DateRow, date_rows, facts, stands};
use super::{App, Who};
use crate::domain::coffee::{CoffeeRules, ProgrammeKind, ProgrammeState};
use crate::domain::id::{PersonId, ProgrammeId};
use crate::programmes::programme::{
    Change, Effect, ProgrammeError, changes, create, edit, effects, next_draw, overlap, owner_of,
    with,
};
use crate::programmes::programme_form::{Draft, Fault, Field, FieldFault, Typed, starts_at};
use crate::store::overview::programme::person_address;
use crate::store::programme::Programme;
use crate::text::Text;

#[derive(Template)]
#[template(path = "pages/admin_programme_form.html")]
struct FormPage {
    page: Page,
    f: Fields,
    action: String,
    seen: String,
    dates: Vec<DateRow>,
    dates_wrong: bool,
    overlap: String,
    holds: Vec<(String, String, String)>,
    zones: Vec<&'static str>,
    examples: Vec<String>,
    back: String,
}

/// `GET /admin/programmes/new`
pub async fn new(State(app): State<App>, who: Who) -> WebResult {
    let today = app.env.clock.now().with_timezone(&app.env.site.zone).date_naive();
    let typed = Typed::fresh(&who.email, app.env.site.zone, today);
    html(&form(&app, &who, None, fields_of(&typed)))
}

/// `GET /admin/programmes/{id}/edit`
pub async fn edit_form(State(app): State<App>, who: Who, Id(id): Id<ProgrammeId>) -> WebResult {
    let (programme, owner, _, _) = stands(&app, id).await?;
    if programme.state == ProgrammeState::Ended {
        let ended = ProgrammeError::NotPossible { from: programme.state, to: programme.state };
        return failed(&app, &who, id, ended).await;
    }
    let mut tx = app.env.db.read().await?;
    let address = person_address(&mut tx, owner).await?.unwrap_or_default();
    drop(tx);
    let fields = fields_of(&Typed::of(&programme, &address));
    html(&form(&app, &who, Some(&programme), fields))
}

fn form(app: &App, who: &Who, programme: Option<&Programme>, f: Fields) -> FormPage {
    let text = who.text();
    let (page, action, back) = match programme {
        None => (
            Page::new(app, who, "programme-new-title", Section::AdminProgrammes)
                .up("/admin/programmes", text.of("admin-programmes-title")),
            "/admin/programmes/new".to_owned(),
            "/admin/programmes".to_owned(),
        ),
        Some(programme) => {
            let title = text.of("programme-edit-title").arg("programme", &programme.name);
            let path = format!("/admin/programmes/{}", programme.id);
            (
                Page::titled(app, who, title.to_string(), Section::AdminProgrammes)
                    .up(&path, &programme.name),
                format!("{path}/edit"),
                path,
            )
        }
    };
    let seen = match f.get("seen") {
        "" => programme.map(|programme| stamp(programme.updated_at)).unwrap_or_default(),
        seen => seen.to_owned(),
    };
    let (dates, overlapping) = preview(&page, &typed_of(&f));
    FormPage {
        dates_wrong: dates.is_empty(),
        dates,
        overlap: overlapping,
        holds: ["auto", "approve"]
            .map(|word| {
                let (label, hint) = match word {
                    "auto" => ("programme-hold-auto", "programme-hold-auto-hint"),
                    _ => ("programme-hold-approve", "programme-hold-approve-hint"),
                };
                (word.to_owned(), text.of(label).to_string(), text.of(hint).to_string())
            })
            .into(),
        zones: zones(),
        examples: ["programme-example-1", "programme-example-2", "programme-example-3"]
            .map(|id| text.of(id).to_string())
            .into(),
        page: page.refused(&f),
        action,
        seen,
        back,
        f,
    }
}

/// Zones that have a place in them, for the field's suggestions.
fn zones() -> Vec<&'static str> {
    chrono_tz::TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .filter(|name| {
            *name == "UTC"
                || [
                    "Europe/",
                    "America/",
                    "Asia/",
                    "Africa/",
                    "Australia/",
                    "Pacific/",
                    "Atlantic/",
                ]
                .iter()
                .any(|area| name.starts_with(area) && name.matches('/').count() == 1)
        })
        .collect()
}

/// The dates that the typed cadence, zone and first day come to, as far as they can be read.
fn preview(page: &Page, typed: &Typed) -> (Vec<DateRow>, String) {
    use crate::domain::calendar::Cadence;
    let zone: Option<chrono_tz::Tz> = typed.zone.trim().parse().ok();
    let first_on = chrono::NaiveDate::parse_from_str(typed.first_on.trim(), "%Y-%m-%d").ok();
    let (Some(zone), Some(first_on)) = (zone, first_on) else { return (Vec::new(), String::new()) };
    let Ok(cadence) = Cadence::parse(&typed.cadence, zone) else {
        return (Vec::new(), String::new());
    };
    let starts_at = starts_at(cadence.zone(), first_on);
    let rows = date_rows(page, &typed.cadence, cadence.zone(), starts_at);
    let overlapping = typed
        .check(&CoffeeRules::default())
        .ok()
        .and_then(|draft| overlap(&sketch(&draft, page.now), page.now))
        .map(|effect| effect_sentences(page, &[effect]).concat())
        .unwrap_or_default();
    (rows, overlapping)
}

/// A programme as a draft would make it, for pages that look ahead.
fn sketch(draft: &Draft, now: DateTime<Utc>) -> Programme {
    Programme {
        id: ProgrammeId(uuid::Uuid::nil()),
        kind: ProgrammeKind::Coffee,
        name: draft.name.clone(),
        purpose: draft.purpose.clone(),
        owner_id: PersonId(uuid::Uuid::nil()),
        state: ProgrammeState::Active,
        cadence: draft.cadence.clone(),
        zone: draft.zone,
        starts_at: starts_at(draft.zone, draft.first_on),
        rules: draft.rules.clone(),
        last_slot_at: None,
        created_at: now,
        updated_at: now,
    }
}

fn stamp(at: DateTime<Utc>) -> String {
    at.timestamp_micros().to_string()
}

fn stamped(text: &str) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_micros(text.parse().ok()?)
}

fn fields_of(typed: &Typed) -> Fields {
    let mut fields = Fields::new();
    for (name, value) in pairs(typed) {
        fields.set(name, value);
    }
    fields
}

fn pairs(typed: &Typed) -> [(&'static str, &str); 13] {
    [
        ("name", &typed.name),
        ("purpose", &typed.purpose),
        ("owner", &typed.owner),
        ("cadence", &typed.cadence),
        ("zone", &typed.zone),
        ("first_on", &typed.first_on),
        ("minutes", &typed.minutes),
        ("ask_days", &typed.ask_days),
        ("meet_within_days", &typed.meet_within_days),
        ("cross_team", &typed.cross_team),
        ("repeat_after_days", &typed.repeat_after_days),
        ("hold", &typed.hold),
        ("hold_hours", &typed.hold_hours),
    ]
}

fn typed_of(fields: &Fields) -> Typed {
    let get = |name: &str| fields.get(name).to_owned();
    Typed {
        name: get("name"),
        purpose: get("purpose"),
        owner: get("owner"),
        cadence: get("cadence"),
        zone: get("zone"),
        first_on: get("first_on"),
        minutes: get("minutes"),
        ask_days: get("ask_days"),
        meet_within_days: get("meet_within_days"),
        cross_team: get("cross_team"),
        repeat_after_days: get("repeat_after_days"),
        hold: get("hold"),
        hold_hours: get("hold_hours"),
    }
}

fn refuse(text: Text, fields: &mut Fields, faults: &[FieldFault]) {
    for FieldFault { field, fault } in faults {
        let label = text.of(label(*field)).to_string();
        let message = match fault {
            Fault::Missing => text.of("fault-missing").arg("field", label),
            Fault::TooLong { most } => {
                text.of("fault-too-long").arg("field", label).num("most", *most)
            }
            Fault::NotANumber => text.of("fault-not-a-number").arg("field", label),
            Fault::OutOf { least, most } => text
                .of("fault-out-of")
                .arg("field", label)
                .arg("least", text.number(*least))
                .arg("most", text.number(*most)),
            Fault::NotADate => text.of("fault-not-a-date").arg("field", label),
            Fault::Taken => text.of("fault-name-taken"),
            Fault::UnknownPerson => text.of("fault-unknown-person"),
            Fault::UnknownZone => text.of("fault-unknown-zone"),
            Fault::Cadence(error) => {
                let (id, what) = error.text();
                let why = text.of(id).arg("what", what);
                text.of("fault-cadence").arg("why", why)
            }
            Fault::AskOverlaps { days_between } => {
                text.of("fault-ask-overlaps").num("days", *days_between)
            }
        };
        fields.refuse(field.as_str(), message);
    }
}

fn label(field: Field) -> &'static str {
    match field {
        Field::Name => "programme-field-name",
        Field::Purpose => "programme-field-purpose",
        Field::Owner => "programme-field-owner",
        Field::Cadence => "programme-field-cadence",
        Field::Zone => "programme-field-zone",
        Field::FirstOn => "programme-field-first-on",
        Field::Minutes => "programme-field-minutes",
        Field::AskDays => "programme-field-ask-days",
        Field::MeetWithinDays => "programme-field-meet-within-days",
        Field::CrossTeam => "programme-field-cross-team",
        Field::RepeatAfterDays => "programme-field-repeat-after-days",
        Field::Hold => "programme-field-hold",
        Field::HoldHours => "programme-field-hold-hours",
    }
}

/// A line of the check-answers page.
struct AnswerRow {
    label: String,
    value: String,
    was: String,
    changed: bool,
}

#[derive(Template)]
#[template(path = "pages/admin_programme_check.html")]
struct CheckPage {
    page: Page,
    hidden: Vec<(&'static str, String)>,
    seen: String,
    action: String,
    is_new: bool,
    rows: Vec<AnswerRow>,
    effects: Vec<String>,
    dates: Vec<DateRow>,
}

/// `POST /admin/programmes/new`
pub async fn new_step(State(app): State<App>, who: Who, fields: Fields) -> WebResult {
    let step = fields.get("step").to_owned();
    let mut fields = fields;
    if step == "change" || step == "preview" {
        return html(&form(&app, &who, None, fields));
    }
    let (draft, owner) = match checked(&app, &typed_of(&fields), None).await? {
        Ok(found) => found,
        Err(faults) => {
            refuse(who.text(), &mut fields, &faults);
            return refused(&form(&app, &who, None, fields));
        }
    };
    if step != "open" && step != "draft" {
        return html(&check_new(&app, &who, &fields, &draft, &owner.1));
    }
    match create(&app.env, who.person, &draft, step == "open").await {
        Ok(id) => {
            let done = if step == "open" { "created" } else { "drafted" };
            Ok(see_other(&format!("/admin/programmes/{id}?done={done}")))
        }
        Err(ProgrammeError::Faults(faults)) => {
            refuse(who.text(), &mut fields, &faults);
            refused(&form(&app, &who, None, fields))
        }
        Err(ProgrammeError::Store(error)) => Err(error.into()),
        Err(_) => Err(WebError::stale()),
    }
}

type Checked = Result<(Draft, (PersonId, String)), Vec<FieldFault>>;

/// Everything that can be wrong with a form, at once: the fields themselves, then owner and name.
async fn checked(app: &App, typed: &Typed, programme: Option<&Programme>) -> WebResult<Checked> {
    let base = programme.map(|programme| programme.rules.clone()).unwrap_or_default();
    let draft = match typed.check(&base) {
        Ok(draft) => draft,
        Err(faults) => return Ok(Err(faults)),
    };
    match owner_of(&app.env, &draft, programme.map(|programme| programme.id)).await {
        Ok(owner) => Ok(Ok((draft, owner))),
        Err(ProgrammeError::Faults(faults)) => Ok(Err(faults)),
        Err(ProgrammeError::Store(error)) => Err(error.into()),
        Err(_) => Err(WebError::stale()),
    }
}

fn hidden(fields: &Fields) -> Vec<(&'static str, String)> {
    pairs(&typed_of(fields)).map(|(name, value)| (name, value.to_owned())).into()
}

fn check_new(app: &App, who: &Who, fields: &Fields, draft: &Draft, owner: &str) -> CheckPage {
    let text = who.text();
    let page = Page::new(app, who, "programme-check-new-title", Section::AdminProgrammes)
        .up("/admin/programmes", text.of("admin-programmes-title"));
    let programme = sketch(draft, page.now);
    let mut lines = vec![match next_draw(&programme, page.now) {
        Some(at) => Effect::NextStays { at },
        None => Effect::NextMoves { from: None, to: None },
    }];
    lines.extend(overlap(&programme, page.now));
    CheckPage {
        hidden: hidden(fields),
        seen: String::new(),
        action: "/admin/programmes/new".to_owned(),
        is_new: true,
        rows: answers(&page, &programme, owner, None, ""),
        effects: effect_sentences(&page, &lines),
        dates: date_rows(&page, &programme.cadence, programme.zone, programme.starts_at),
        page,
    }
}

/// Every answer as a row; with what it was when a programme is edited.
fn answers(
    page: &Page,
    after: &Programme,
    owner: &str,
    before: Option<&Programme>,
    owner_before: &str,
) -> Vec<AnswerRow> {
    let text = page.text;
    let head = |programme: &Programme, owner: &str| {
        let mut rows = vec![
            (text.of("programme-field-name").to_string(), programme.name.clone()),
            (text.of("programme-field-purpose").to_string(), programme.purpose.clone()),
            (text.of("programme-field-owner").to_string(), owner.to_owned()),
        ];
        rows.extend(facts(page, programme));
        rows
    };
    let is = head(after, owner);
    let was = before.map(|before| head(before, owner_before));
    is.into_iter()
        .enumerate()
        .map(|(n, (label, value))| {
            let was = was.as_ref().and_then(|rows| rows.get(n)).map(|(_, was)| was.clone());
            AnswerRow {
                changed: was.as_ref().is_some_and(|was| *was != value),
                was: was.unwrap_or_default(),
                label,
                value,
            }
        })
        .collect()
}

/// `POST /admin/programmes/{id}/edit`
pub async fn edit_step(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ProgrammeId>,
    fields: Fields,
) -> WebResult {
    let step = fields.get("step").to_owned();
    let mut fields = fields;
    let (programme, owner_before, standing, joined) = stands(&app, id).await?;
    let seen = stamped(fields.get("seen")).ok_or_else(WebError::unreadable)?;
    if seen != programme.updated_at || programme.state == ProgrammeState::Ended {
        return failed(&app, &who, id, ProgrammeError::Changed).await;
    }
    if step == "change" || step == "preview" {
        return html(&form(&app, &who, Some(&programme), fields));
    }
    let (draft, owner) = match checked(&app, &typed_of(&fields), Some(&programme)).await? {
        Ok(found) => found,
        Err(faults) => {
            refuse(who.text(), &mut fields, &faults);
            return refused(&form(&app, &who, Some(&programme), fields));
        }
    };
    if step == "save" {
        return match edit(&app.env, who.person, id, seen, &draft).await {
            Ok(()) => Ok(see_other(&format!("/admin/programmes/{id}?done=saved"))),
            Err(ProgrammeError::Faults(faults)) => {
                refuse(who.text(), &mut fields, &faults);
                refused(&form(&app, &who, Some(&programme), fields))
            }
            Err(error) => failed(&app, &who, id, error).await,
        };
    }
    let text = who.text();
    let title = text.of("programme-check-edit-title").arg("programme", &programme.name);
    let page = Page::titled(&app, &who, title.to_string(), Section::AdminProgrammes)
        .up(format!("/admin/programmes/{id}"), &programme.name);
    let after = with(&programme, &draft, owner.0, page.now);
    let changed: Vec<Change> = changes(&programme, &after);
    let mut tx = app.env.db.read().await?;
    let name = crate::store::overview::programme::person_name(&mut tx, owner_before).await?;
    drop(tx);
    let lines = effects(&programme, &after, &standing, joined.ask, page.now);
    let mut sentences = effect_sentences(&page, &lines);
    if changed.is_empty() {
        sentences = vec![text.of("effect-nothing").to_string()];
    }
    html(&CheckPage {
        hidden: hidden(&fields),
        seen: stamp(seen),
        action: format!("/admin/programmes/{id}/edit"),
        is_new: false,
        rows: answers(&page, &after, &owner.1, Some(&programme), &name.unwrap_or_default()),
        effects: sentences,
        dates: date_rows(&page, &after.cadence, after.zone, after.starts_at),
        page,
    })
}
