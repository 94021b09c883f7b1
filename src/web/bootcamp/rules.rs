//! The rules of a cohort, in words: typed, checked, then saved.

use askama::Template;
use axum::extract::State;

use super::super::error::{WebError, WebResult};
use super::super::extract::{Fields, Id};
use super::super::page::{Page, html, refused, see_other};
use super::super::{App, Who};
use super::{cohort_of, failed, fields_of, hidden, page_of, path, refuse, seen, stamp, typed_of};
use crate::domain::bootcamp::{BootcampRules, TeamWindow};
use crate::domain::id::CohortId;
use crate::programmes::bootcamp::CohortError;
use crate::programmes::bootcamp::cohort::set_rules;
use crate::programmes::bootcamp::form::{TeamNames, Typed, check_rules, typed_rules};
use crate::store::cohort::Cohort;
use crate::store::hire::hires_of;
use crate::store::team::teams_all;
use crate::text::Text;

#[derive(Template)]
#[template(path = "pages/cohort_rules.html")]
struct RulesPage {
    page: Page,
    f: Fields,
    action: String,
    back: String,
    seen: String,
    holds: Vec<(String, String, String)>,
    hard: Vec<String>,
}

fn form(app: &App, who: &Who, cohort: &Cohort, f: Fields) -> RulesPage {
    let text = who.text();
    let of = |id: &'static str| text.of(id).to_string();
    let back = path(cohort.id);
    RulesPage {
        page: page_of(app, who, cohort, "bootcamp-rules-title").refused(&f),
        action: format!("{back}/rules"),
        back,
        seen: match f.get("seen") {
            "" => stamp(cohort.updated_at),
            seen => seen.to_owned(),
        },
        holds: vec![
            ("auto".to_owned(), of("programme-hold-auto"), of("programme-hold-auto-hint")),
            ("approve".to_owned(), of("programme-hold-approve"), of("bootcamp-hold-approve-hint")),
        ],
        hard: hard(text),
        f,
    }
}

/// Rules that every plan keeps.
pub(super) fn hard(text: Text) -> Vec<String> {
    [
        "bootcamp-hard-home",
        "bootcamp-hard-one",
        "bootcamp-hard-once",
        "bootcamp-hard-places",
        "bootcamp-hard-away",
    ]
    .map(|id| text.of(id).to_string())
    .into()
}

async fn read(app: &App, id: CohortId) -> WebResult<(Cohort, TeamNames)> {
    let mut tx = app.env.db.snapshot().await?;
    let cohort = cohort_of(&mut tx, id).await?;
    let names = TeamNames::new(&teams_all(&mut tx).await?);
    Ok((cohort, names))
}

/// `GET /cohorts/{id}/rules`
pub async fn page(State(app): State<App>, who: Who, Id(id): Id<CohortId>) -> WebResult {
    let (cohort, names) = read(&app, id).await?;
    let fields = fields_of(&typed_rules(&cohort.rules, &names));
    html(&form(&app, &who, &cohort, fields))
}

struct Answer {
    label: String,
    value: String,
    was: String,
    changed: bool,
}

#[derive(Template)]
#[template(path = "pages/cohort_rules_check.html")]
struct CheckPage {
    page: Page,
    action: String,
    hidden: Vec<(&'static str, String)>,
    seen: String,
    rows: Vec<Answer>,
    effects: Vec<String>,
}

/// `POST /cohorts/{id}/rules`: `step=check` shows the answers, `step=change` the form again, `step=save` writes.
pub async fn save(
    State(app): State<App>,
    who: Who,
    Id(id): Id<CohortId>,
    mut fields: Fields,
) -> WebResult {
    let (cohort, names) = read(&app, id).await?;
    let typed = typed_of(&fields);
    let faults = match fields.get("step") {
        "change" => return html(&form(&app, &who, &cohort, fields)),
        "save" => match set_rules(&app.env, who.person, id, seen(&fields)?, &typed).await {
            Ok(()) => return Ok(see_other(&format!("{}?done=rules", path(id)))),
            Err(CohortError::Faults(faults)) => faults,
            Err(error) => return Err(failed(error, &path(id))),
        },
        _ => match check_rules(&typed, &names, cohort.starts_on, cohort.weeks) {
            Ok(rules) => {
                let seen = stamp(seen(&fields)?);
                return html(&check(&app, &who, &cohort, &names, (&typed, seen, &rules)).await?);
            }
            Err(faults) => faults,
        },
    };
    refuse(who.text(), &mut fields, &faults);
    refused(&form(&app, &who, &cohort, fields))
}

async fn check(
    app: &App,
    who: &Who,
    cohort: &Cohort,
    names: &TeamNames,
    (typed, seen, rules): (&Typed, String, &BootcampRules),
) -> Result<CheckPage, WebError> {
    let text = who.text();
    let mut tx = app.env.db.read().await?;
    let hires = hires_of(&mut tx, cohort.id).await?;
    drop(tx);
    let short = hires
        .iter()
        .filter(|line| {
            let length = line.hire.length.unwrap_or(rules.length);
            let stints = line.hire.stints.unwrap_or(rules.stints);
            line.hire.to_week.saturating_sub(line.hire.from_week) < length.saturating_mul(stints)
        })
        .count();
    let was = answers(text, &cohort.rules, names);
    let rows = answers(text, rules, names)
        .into_iter()
        .zip(was)
        .map(|((label, value), (_, was))| Answer { changed: value != was, label, value, was })
        .collect();
    let mut effects = vec![text.of("bootcamp-rules-effect-next").to_string()];
    if short > 0 {
        effects.push(text.of("bootcamp-rules-effect-short").num("n", short).to_string());
    }
    Ok(CheckPage {
        page: page_of(app, who, cohort, "bootcamp-rules-check-title"),
        action: format!("{}/rules", path(cohort.id)),
        hidden: hidden(typed),
        seen,
        rows,
        effects,
    })
}

/// The rules in words.
pub(super) fn answers(
    text: Text,
    rules: &BootcampRules,
    names: &TeamNames,
) -> Vec<(String, String)> {
    let of = |id: &'static str| text.of(id).to_string();
    let none = of("bootcamp-none");
    let list = |teams: &[crate::domain::id::TeamId]| {
        if teams.is_empty() { none.clone() } else { text.list(&names.listed(teams)) }
    };
    let closed: Vec<String> =
        rules.closed.iter().map(|week| text.date_year(week.monday())).collect();
    vec![
        (
            of("bootcamp-answer-stints"),
            text.of("bootcamp-answer-stints-value")
                .num("stints", rules.stints)
                .num("length", rules.length)
                .to_string(),
        ),
        (of("bootcamp-field-must"), list(&rules.must)),
        (of("bootcamp-field-should"), list(&rules.should)),
        (of("bootcamp-field-must-not"), list(&rules.must_not)),
        (of("bootcamp-field-order"), joined(text, &orders(text, rules, names))),
        (of("bootcamp-field-within"), joined(text, &windows(text, rules, names, true))),
        (of("bootcamp-field-rather"), joined(text, &windows(text, rules, names, false))),
        (
            of("bootcamp-field-closed"),
            if closed.is_empty() { none.clone() } else { text.list(&closed) },
        ),
        (
            of("bootcamp-field-hours"),
            text.of("bootcamp-hours")
                .arg("hours", text.number(f64::from(rules.minutes_per_week) / 60.0))
                .to_string(),
        ),
        (
            of("programme-field-hold"),
            match rules.hold_minutes {
                None => of("programme-hold-approve"),
                Some(minutes) => text
                    .of("bootcamp-answer-hold")
                    .arg("time", text.duration(chrono::TimeDelta::minutes(minutes.into())))
                    .to_string(),
            },
        ),
    ]
}

fn joined(text: Text, all: &[String]) -> String {
    if all.is_empty() { text.of("bootcamp-none").to_string() } else { text.list(all) }
}

/// An order of two teams in words.
pub(super) fn order(text: Text, first: &str, then: &str) -> String {
    text.of("bootcamp-order").arg("first", first).arg("then", then).to_string()
}

/// A team's weeks in words.
pub(super) fn window(text: Text, team: &str, window: &TeamWindow) -> String {
    text.of("bootcamp-window")
        .arg("team", team)
        .num("n", window.to.saturating_sub(window.from))
        .arg("from", text.number(window.from + 1))
        .arg("to", text.number(window.to))
        .to_string()
}

fn orders(text: Text, rules: &BootcampRules, names: &TeamNames) -> Vec<String> {
    let all = rules.order.iter();
    all.map(|one| order(text, names.name(one.first), names.name(one.then))).collect()
}

fn windows(text: Text, rules: &BootcampRules, names: &TeamNames, hard: bool) -> Vec<String> {
    let some = rules.windows.iter().filter(|one| one.hard == hard);
    some.map(|one| window(text, names.name(one.team), one)).collect()
}
