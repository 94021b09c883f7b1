//! The form of a call: typed, checked, shown once more with what follows from it, then saved.
//!
//! One address takes every press: `step=check` shows the check-answers page, `step=change` the form again, `step=save`
//! writes.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};

use super::{failed, span_weeks};
use crate::domain::coffee::ProgrammeKind;
use crate::domain::id::{CallId, ProgrammeId};
use crate::domain::rotation::RotationRules;
use crate::programmes::rotation::call::{create, edit, periods_are_free};
use crate::programmes::rotation::call_form::{
    Draft, Fault, Field, FieldFault, PERIODS_MOST, Typed, hours,
};
use crate::programmes::rotation::{RotationError, call_and_programme};
use crate::store::application::applications_of_call;
use crate::store::call::Call;
use crate::store::programme::{ProgrammeHead, head_get};
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Id};
use crate::web::page::{Page, Section, html, refused, see_other};
use crate::web::{App, Who};

/// A row for a period: the names of its fields and its label.
struct PeriodRow {
    from: String,
    weeks: String,
    from_label: String,
    weeks_label: String,
}

#[derive(Template)]
#[template(path = "pages/rotation/call_form.html")]
struct FormPage {
    page: Page,
    f: Fields,
    action: String,
    back: String,
    seen: String,
    rows: Vec<PeriodRow>,
    /// Applications name the periods: they stay.
    frozen: bool,
}

/// What the form is about: a new call of a programme, or one that exists.
struct About {
    programme: ProgrammeHead,
    call: Option<Call>,
    frozen: bool,
}

impl About {
    fn action(&self) -> String {
        match &self.call {
            Some(call) => format!("/admin/calls/{}/edit", call.id),
            None => format!("/admin/rotations/{}/new-call", self.programme.id),
        }
    }

    fn back(&self) -> String {
        match &self.call {
            Some(call) => format!("/admin/calls/{}", call.id),
            None => "/admin/rotations".to_owned(),
        }
    }

    fn page(&self, app: &App, who: &Who, title: &'static str) -> Page {
        let text = who.text();
        let (up, name) = match &self.call {
            Some(call) => (self.back(), call.name.clone()),
            None => (self.back(), text.of("calls-title").to_string()),
        };
        Page::new(app, who, title, Section::AdminRotations).up(up, name)
    }
}

async fn about_new(app: &App, id: ProgrammeId) -> WebResult<About> {
    let mut tx = app.env.db.read().await?;
    let programme = head_get(&mut tx, id)
        .await?
        .filter(|head| head.kind == ProgrammeKind::Rotation)
        .ok_or_else(WebError::not_found)?;
    Ok(About { programme, call: None, frozen: false })
}

async fn about(app: &App, id: CallId) -> WebResult<About> {
    let mut tx = app.env.db.snapshot().await?;
    let (call, programme) = call_and_programme(&mut tx, id).await.map_err(failed)?;
    let frozen = !periods_are_free(&applications_of_call(&mut tx, id).await?);
    Ok(About { programme, call: Some(call), frozen })
}

fn form(app: &App, who: &Who, about: &About, f: Fields) -> FormPage {
    let title = if about.call.is_some() { "call-edit-title" } else { "calls-new-call" };
    let text = who.text();
    FormPage {
        page: about.page(app, who, title).refused(&f),
        action: about.action(),
        back: about.back(),
        seen: match f.get("seen") {
            "" => about.call.as_ref().map(|call| stamp(call.updated_at)).unwrap_or_default(),
            seen => seen.to_owned(),
        },
        rows: (1..=PERIODS_MOST)
            .map(|n| PeriodRow {
                from: format!("from-{n}"),
                weeks: format!("weeks-{n}"),
                from_label: text.of("call-field-from").num("n", n).to_string(),
                weeks_label: text.of("call-field-weeks").num("n", n).to_string(),
            })
            .collect(),
        frozen: about.frozen,
        f,
    }
}

fn stamp(at: DateTime<Utc>) -> String {
    at.timestamp_micros().to_string()
}

fn pairs(typed: &Typed) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = [
        ("name", &typed.name),
        ("opens_on", &typed.opens_on),
        ("last_on", &typed.last_on),
        ("after_months", &typed.after_months),
        ("balance", &typed.balance),
        ("choices", &typed.choices),
        ("hours", &typed.hours),
        ("answer_days", &typed.answer_days),
        ("hold_hours", &typed.hold_hours),
    ]
    .map(|(name, value)| (name.to_owned(), value.clone()))
    .into();
    for (n, (from, weeks)) in (1..).zip(&typed.periods) {
        pairs.push((format!("from-{n}"), from.clone()));
        pairs.push((format!("weeks-{n}"), weeks.clone()));
    }
    pairs
}

fn fields_of(typed: &Typed) -> Fields {
    let mut fields = Fields::new();
    for (name, value) in pairs(typed) {
        fields.set(&name, value);
    }
    fields
}

fn typed_of(fields: &Fields) -> Typed {
    let get = |name: &str| fields.get(name).to_owned();
    Typed {
        name: get("name"),
        opens_on: get("opens_on"),
        last_on: get("last_on"),
        periods: (1..=PERIODS_MOST)
            .map(|n| (get(&format!("from-{n}")), get(&format!("weeks-{n}"))))
            .collect(),
        after_months: get("after_months"),
        balance: get("balance"),
        choices: get("choices"),
        hours: get("hours"),
        answer_days: get("answer_days"),
        hold_hours: get("hold_hours"),
    }
}

fn name_of(field: Field) -> String {
    match field {
        Field::Name => "name",
        Field::Purpose => "purpose",
        Field::Owner => "owner",
        Field::OpensOn => "opens_on",
        Field::LastOn => "last_on",
        Field::AfterMonths => "after_months",
        Field::Balance => "balance",
        Field::Choices => "choices",
        Field::Hours => "hours",
        Field::AnswerDays => "answer_days",
        Field::HoldHours => "hold_hours",
        Field::From(row) => return format!("from-{}", row + 1),
        Field::Weeks(row) => return format!("weeks-{}", row + 1),
    }
    .to_owned()
}

fn label(text: Text, field: Field) -> String {
    let id = match field {
        Field::Name => "call-field-name",
        Field::Purpose => "call-field-purpose",
        Field::Owner => "call-field-owner",
        Field::OpensOn => "call-field-opens-on",
        Field::LastOn => "call-field-last-on",
        Field::AfterMonths => "call-field-after-months",
        Field::Balance => "call-field-balance",
        Field::Choices => "call-field-choices",
        Field::Hours => "call-field-hours",
        Field::AnswerDays => "call-field-answer-days",
        Field::HoldHours => "call-field-hold-hours",
        Field::From(row) => return text.of("call-field-from").num("n", row + 1).to_string(),
        Field::Weeks(row) => return text.of("call-field-weeks").num("n", row + 1).to_string(),
    };
    text.of(id).to_string()
}

/// Says beside the fields what is wrong with them.
pub(super) fn refuse(fields: &mut Fields, text: Text, faults: &[FieldFault]) {
    for FieldFault { field, fault } in faults {
        let label = label(text, *field);
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
            Fault::NotAMonday { monday } => text
                .of("call-fault-not-a-monday")
                .arg("field", label)
                .arg("monday", text.date_full(*monday)),
            Fault::EndsBeforeItBegins { opens_on } => {
                text.of("call-fault-ends-before").arg("date", text.date_full(*opens_on))
            }
            Fault::BeforeTheWindowEnds { last_on } => text
                .of("call-fault-before-window")
                .arg("field", label)
                .arg("date", text.date_full(*last_on)),
            Fault::Overlaps { from, to } => text
                .of("call-fault-overlaps")
                .arg("field", label)
                .arg("from", text.date(*from))
                .arg("to", text.date_year(*to)),
            Fault::Taken => text.of("call-fault-taken"),
            Fault::UnknownPerson => text.of("fault-unknown-person"),
        };
        fields.refuse(&name_of(*field), message);
    }
}

/// The rules of a call, in sentences.
pub(super) fn rules_words(text: Text, rules: &RotationRules) -> Vec<String> {
    vec![
        text.of("call-rule-after").num("months", rules.after_months).to_string(),
        text.of("call-rule-choices").num("n", rules.choices).to_string(),
        match rules.balance {
            Some(n) => text.of("call-rule-balance").num("n", n).to_string(),
            None => text.of("call-rule-no-balance").to_string(),
        },
        text.of("call-rule-hours").arg("hours", hours(rules.minutes_per_week)).to_string(),
        text.of("call-rule-answer").num("days", rules.answer_days).to_string(),
        match rules.hold_minutes {
            Some(minutes) => text.of("call-rule-hold").arg("hours", hours(minutes)).to_string(),
            None => text.of("call-rule-approve").to_string(),
        },
    ]
}

/// `GET /admin/rotations/{id}/new-call`
pub async fn new_form(State(app): State<App>, who: Who, Id(id): Id<ProgrammeId>) -> WebResult {
    let about = about_new(&app, id).await?;
    let today = app.env.clock.now().with_timezone(&about.programme.zone).date_naive();
    html(&form(&app, &who, &about, fields_of(&Typed::fresh(today))))
}

/// `GET /admin/calls/{id}/edit`
pub async fn edit_form(State(app): State<App>, who: Who, Id(id): Id<CallId>) -> WebResult {
    let about = about(&app, id).await?;
    let fields = about.call.as_ref().map(|call| fields_of(&Typed::of(call))).unwrap_or_default();
    html(&form(&app, &who, &about, fields))
}

#[derive(Template)]
#[template(path = "pages/rotation/call_check.html")]
struct CheckPage {
    page: Page,
    action: String,
    seen: String,
    hidden: Vec<(String, String)>,
    rows: Vec<(String, Vec<String>)>,
    effects: Vec<String>,
}

fn check(
    app: &App,
    who: &Who,
    about: &About,
    typed: &Typed,
    seen: &str,
    draft: &Draft,
) -> CheckPage {
    let text = who.text();
    let row = |id: &'static str, values: Vec<String>| (text.of(id).to_string(), values);
    let last_on = draft.closes_on.pred_opt().unwrap_or(draft.closes_on);
    let window = text
        .of("rotation-span")
        .arg("from", text.date(draft.opens_on))
        .arg("to", text.date_year(last_on));
    let effects = match &about.call {
        None => ["call-effect-draft", "call-effect-open"].map(|id| text.of(id).to_string()).into(),
        Some(call) if call.state == crate::domain::placement::CallState::Draft => {
            vec![text.of("call-effect-draft").to_string()]
        }
        Some(_) => vec![text.of("call-effect-edit").to_string()],
    };
    CheckPage {
        page: about.page(app, who, "call-check-title"),
        action: about.action(),
        seen: seen.to_owned(),
        hidden: pairs(typed),
        rows: vec![
            row("call-field-name", vec![draft.name.clone()]),
            row("call-row-window", vec![window.to_string()]),
            row(
                "call-row-periods",
                draft.periods.iter().map(|period| span_weeks(text, period)).collect(),
            ),
            row("call-row-rules", rules_words(text, &draft.rules)),
        ],
        effects,
    }
}

/// `POST /admin/rotations/{id}/new-call`
pub async fn new_step(
    State(app): State<App>,
    who: Who,
    Id(id): Id<ProgrammeId>,
    fields: Fields,
) -> WebResult {
    let about = about_new(&app, id).await?;
    step(&app, &who, &about, fields).await
}

/// `POST /admin/calls/{id}/edit`
pub async fn edit_step(
    State(app): State<App>,
    who: Who,
    Id(id): Id<CallId>,
    fields: Fields,
) -> WebResult {
    let about = about(&app, id).await?;
    step(&app, &who, &about, fields).await
}

async fn step(app: &App, who: &Who, about: &About, mut fields: Fields) -> WebResult {
    if fields.get("step") == "change" {
        return html(&form(app, who, about, fields));
    }
    let mut typed = typed_of(&fields);
    if let Some(call) = about.call.as_ref().filter(|_| about.frozen) {
        typed.periods = Typed::of(call).periods;
    }
    let draft = match typed.check() {
        Ok(draft) => draft,
        Err(faults) => {
            refuse(&mut fields, who.text(), &faults);
            return refused(&form(app, who, about, fields));
        }
    };
    let seen = fields.get("seen").to_owned();
    if fields.get("step") != "save" {
        return html(&check(app, who, about, &typed, &seen, &draft));
    }
    let saved = match &about.call {
        None => create(&app.env, who.person, about.programme.id, &draft)
            .await
            .map(|id| format!("/admin/calls/{id}?done=created")),
        Some(call) => {
            let seen: i64 = seen.parse().map_err(|_| WebError::unreadable())?;
            let seen = DateTime::from_timestamp_micros(seen).ok_or_else(WebError::unreadable)?;
            edit(&app.env, who.person, call.id, seen, &draft)
                .await
                .map(|()| format!("/admin/calls/{}?done=saved", call.id))
        }
    };
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(RotationError::Faults(faults)) => {
            refuse(&mut fields, who.text(), &faults);
            refused(&form(app, who, about, fields))
        }
        Err(error) => Err(failed(error).way_out(about.back(), "rotation-back-to-call")),
    }
}
