//! A call as its coordinator sees it: facts, applications by state, missing answers, fairness; and its steps.

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::extract::{Path, State};

use super::application::StepPage;
use super::timeline::team_name;
use super::{call_words, failed, span_weeks, state_words};
use crate::domain::id::{CallId, PersonId, TeamId};
use crate::domain::placement::{ApplicationState, CallState};
use crate::programmes::rotation::call::{Step, periods_are_free, step as take};
use crate::programmes::rotation::home::{due_on, is_late};
use crate::programmes::rotation::ledger::by_team;
use crate::programmes::rotation::swap::case;
use crate::programmes::rotation::{RotationError, call_and_programme};
use crate::store::Tx;
use crate::store::application::{Application, applications_of_call, vain_applications};
use crate::store::call::Call;
use crate::store::owed::owed_choices;
use crate::store::person::persons_by_ids;
use crate::store::rotation_ledger::rotation_weeks_of_call;
use crate::store::swap::swaps_of_call;
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Id, Query};
use crate::web::page::{Page, Section, html, refused, see_other};
use crate::web::{App, Who};

/// The longest reason for a cancellation.
const REASON_MOST: usize = 500;

/// Was an application of this state handed in, and not taken back?
pub(super) fn is_handed_in(state: ApplicationState) -> bool {
    !matches!(state, ApplicationState::Draft | ApplicationState::Withdrawn)
}

struct CaseRow {
    href: String,
    person: String,
    home: String,
    choices: String,
    /// What the home team said.
    word: String,
    waited: u32,
    late: bool,
}

struct StateGroup {
    label: String,
    tone: &'static str,
    rows: Vec<CaseRow>,
}

struct LedgerRow {
    team: String,
    lent: u32,
    hosted: u32,
}

struct SwapRow {
    href: String,
    people: String,
    state: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "pages/rotation/call.html")]
struct CallPage {
    page: Page,
    state: String,
    tone: &'static str,
    programme: String,
    facts: Vec<(String, Vec<String>)>,
    groups: Vec<StateGroup>,
    drafts: String,
    fairness: Vec<String>,
    missing: String,
    ledger: Vec<LedgerRow>,
    steps: Vec<(String, String)>,
    edit: String,
    plan: String,
    swaps: Vec<SwapRow>,
}

/// The order in which states need somebody.
const ORDER: [ApplicationState; 7] = [
    ApplicationState::Submitted,
    ApplicationState::AwaitingHome,
    ApplicationState::Eligible,
    ApplicationState::Placed,
    ApplicationState::Waitlisted,
    ApplicationState::Declined,
    ApplicationState::Withdrawn,
];

/// `GET /admin/calls/{id}`
pub async fn one(
    State(app): State<App>,
    who: Who,
    Id(id): Id<CallId>,
    Query(query): Query,
) -> WebResult {
    let mut tx = app.env.db.snapshot().await?;
    let (call, programme) = call_and_programme(&mut tx, id).await.map_err(failed)?;
    let mut page = Page::titled(&app, &who, call.name.clone(), Section::AdminRotations)
        .up("/admin/rotations", who.text().of("calls-title"))
        .wide();
    let text = page.text;
    let note = match query.get("done") {
        "created" => Some("call-done-created"),
        "saved" => Some("call-done-saved"),
        "open" => Some("call-done-open"),
        "close" => Some("call-done-close"),
        "cancel" => Some("call-done-cancel"),
        _ => None,
    };
    if let Some(note) = note {
        page = page.note(text.of(note));
    }
    let applications = applications_of_call(&mut tx, id).await?;
    let people: Vec<PersonId> = applications.iter().map(|one| one.person_id).collect();
    let vain = vain_applications(&mut tx, &people, id).await?;
    let names: HashMap<PersonId, String> = persons_by_ids(&mut tx, &people)
        .await?
        .into_iter()
        .map(|person| (person.id, person.name))
        .collect();
    let mut teams: HashMap<TeamId, String> = HashMap::new();
    for team in named_teams(&applications) {
        teams.insert(team, team_name(&mut tx, team).await?);
    }
    let owed = owed_choices(&mut tx, &people, id).await?;
    let known = Known { names, teams, vain, owed };
    let groups = ORDER
        .iter()
        .map(|state| {
            let rows: Vec<CaseRow> = applications
                .iter()
                .filter(|one| one.state == *state)
                .map(|one| case_row(&page, &call, one, &known))
                .collect();
            let (label, tone) = state_words(text, *state);
            StateGroup { label, tone, rows }
        })
        .filter(|group| !group.rows.is_empty())
        .collect();
    let count = |wanted: &[ApplicationState]| {
        applications.iter().filter(|one| wanted.contains(&one.state)).count()
    };
    let missing = count(&[ApplicationState::Submitted, ApplicationState::AwaitingHome]);
    let (state, tone) = call_words(text, call.state);
    let last_on = call.closes_on.pred_opt().unwrap_or(call.closes_on);
    let window = text
        .of("rotation-span")
        .arg("from", text.date(call.opens_on))
        .arg("to", text.date_year(last_on));
    let fact = |id: &'static str, values: Vec<String>| (text.of(id).to_string(), values);
    let path = format!("/admin/calls/{id}");
    let editable = matches!(call.state, CallState::Draft | CallState::Open | CallState::Closed);
    html(&CallPage {
        state,
        tone,
        programme: programme.name,
        facts: vec![
            fact("call-row-window", vec![window.to_string()]),
            fact(
                "call-row-periods",
                call.periods.iter().map(|period| span_weeks(text, period)).collect(),
            ),
            fact("call-row-rules", super::call_form::rules_words(text, &call.rules)),
        ],
        groups,
        drafts: match count(&[ApplicationState::Draft]) {
            0 => String::new(),
            n => text.of("call-drafts").num("n", n).to_string(),
        },
        fairness: fairness(text, &applications, &known),
        missing: match missing {
            0 => String::new(),
            n => text.of("call-missing").num("n", n).to_string(),
        },
        ledger: ledger(&mut tx, id).await?,
        plan: format!("{path}/plan"),
        swaps: swaps(&mut tx, text, id).await?,
        steps: [Step::Open, Step::Close, Step::Cancel]
            .into_iter()
            .filter(|step| step.is_possible(call.state))
            .map(|step| (format!("{path}/{}", step.as_str()), text.of(button(step)).to_string()))
            .collect(),
        edit: if editable { format!("{path}/edit") } else { String::new() },
        page,
    })
}

/// Every team that an application names, once.
fn named_teams(applications: &[Application]) -> BTreeSet<TeamId> {
    applications
        .iter()
        .flat_map(|one| one.choices.iter().copied().chain([one.home_team_id]))
        .collect()
}

/// What the rows of a call need of others.
struct Known {
    names: HashMap<PersonId, String>,
    teams: HashMap<TeamId, String>,
    vain: HashMap<PersonId, u32>,
    owed: HashMap<PersonId, u32>,
}

fn case_row(page: &Page, call: &Call, one: &Application, known: &Known) -> CaseRow {
    let text = page.text;
    let late = one.state == ApplicationState::AwaitingHome
        && is_late(one, call.rules.answer_days, page.now);
    let word = match (one.state, &one.agreed, one.not_before_on) {
        (ApplicationState::Submitted, ..) => text.of("call-word-nobody").to_string(),
        (ApplicationState::AwaitingHome, ..) => {
            let due = due_on(one, call.rules.answer_days).map(|on| text.date_full(on));
            let id = if late { "call-word-late" } else { "call-word-due" };
            text.of(id).arg("date", due.unwrap_or_default()).to_string()
        }
        (_, Some(agreed), _) => text
            .of("call-word-agreed")
            .num("n", agreed.len())
            .num("of", one.periods.len())
            .to_string(),
        (_, None, Some(on)) => {
            text.of("call-word-not-now").arg("date", text.date_long(on)).to_string()
        }
        (_, None, None) => String::new(),
    };
    let team = |id: &TeamId| known.teams.get(id).cloned().unwrap_or_default();
    CaseRow {
        href: format!("/admin/applications/{}", one.id),
        person: known.names.get(&one.person_id).cloned().unwrap_or_default(),
        home: team(&one.home_team_id),
        choices: one.choices.iter().map(team).collect::<Vec<_>>().join(", "),
        word,
        waited: known.vain.get(&one.person_id).copied().unwrap_or(0),
        late,
    }
}

/// What the coordinator should know about who waited, who was refused, and by whom.
fn fairness(text: Text, applications: &[Application], known: &Known) -> Vec<String> {
    let in_plan: Vec<&Application> = applications
        .iter()
        .filter(|one| {
            use ApplicationState::{Eligible, Placed, Waitlisted};
            matches!(one.state, Eligible | Placed | Waitlisted)
        })
        .collect();
    let waited = |one: &&&Application| known.vain.contains_key(&one.person_id);
    let placed = |one: &&&Application| one.state == ApplicationState::Placed;
    let mut sentences = vec![
        text.of("call-fair-waited")
            .num("n", in_plan.iter().filter(waited).count())
            .num("of", in_plan.len())
            .to_string(),
    ];
    let owed = in_plan.iter().filter(|one| known.owed.contains_key(&one.person_id)).count();
    if owed > 0 {
        sentences.push(text.of("call-fair-owed").num("n", owed).to_string());
    }
    if in_plan.iter().any(|one| one.state == ApplicationState::Placed) {
        sentences.push(
            text.of("call-fair-placed")
                .num("n", in_plan.iter().filter(placed).count())
                .num("of", in_plan.len())
                .num("waited", in_plan.iter().filter(placed).filter(waited).count())
                .to_string(),
        );
    }
    let not_now = applications
        .iter()
        .filter(|one| one.state == ApplicationState::Declined && one.not_before_on.is_some())
        .count();
    sentences.push(text.of("call-fair-not-now").num("n", not_now).to_string());
    sentences
}

async fn ledger(tx: &mut Tx, id: CallId) -> WebResult<Vec<LedgerRow>> {
    let mut rows = Vec::new();
    for (team, weeks) in by_team(&rotation_weeks_of_call(tx, id).await?) {
        rows.push(LedgerRow {
            team: team_name(tx, team).await?,
            lent: weeks.lent,
            hosted: weeks.hosted,
        });
    }
    rows.sort_by(|a, b| a.team.cmp(&b.team));
    Ok(rows)
}

async fn swaps(tx: &mut Tx, text: Text, id: CallId) -> WebResult<Vec<SwapRow>> {
    let mut rows = Vec::new();
    for swap in swaps_of_call(tx, id).await? {
        let case = case(tx, swap.id).await.map_err(failed)?;
        let (state, tone) = super::swap::state_words(text, swap.state);
        rows.push(SwapRow {
            href: format!("/admin/swaps/{}", swap.id),
            people: text.list(&case.people.map(|person| person.name)),
            state,
            tone,
        });
    }
    Ok(rows)
}

fn button(step: Step) -> &'static str {
    match step {
        Step::Open => "call-step-open",
        Step::Close => "call-step-close",
        Step::Cancel => "call-step-cancel",
    }
}

async fn step_page(app: &App, who: &Who, id: CallId, step: Step, f: Fields) -> WebResult<StepPage> {
    let mut tx = app.env.db.snapshot().await?;
    let (call, programme) = call_and_programme(&mut tx, id).await.map_err(failed)?;
    let path = format!("/admin/calls/{id}");
    let today = app.env.clock.now().with_timezone(&programme.zone).date_naive();
    if !step.is_possible(call.state) || (step == Step::Open && today >= call.closes_on) {
        return Err(failed(RotationError::NotPossible).way_out(path, "rotation-back-to-call"));
    }
    let applications = applications_of_call(&mut tx, id).await?;
    let handed_in = applications.iter().filter(|one| is_handed_in(one.state)).count();
    let drafts = applications.iter().filter(|one| one.state == ApplicationState::Draft).count();
    let text = who.text();
    let last_on = call.closes_on.pred_opt().unwrap_or(call.closes_on);
    let effects = match step {
        Step::Open => {
            let mut effects = vec![
                text.of("call-effect-opens")
                    .arg("from", text.date_full(call.opens_on))
                    .arg("to", text.date_full(last_on))
                    .to_string(),
            ];
            if periods_are_free(&applications) {
                effects.push(text.of("call-effect-freezes").to_string());
            }
            effects
        }
        Step::Close => vec![
            text.of("call-effect-closes").num("n", handed_in).to_string(),
            text.of("call-effect-closes-drafts").num("n", drafts).to_string(),
        ],
        Step::Cancel => vec![
            text.of("call-effect-cancels").num("n", handed_in).to_string(),
            text.of("call-effect-cancels-drafts").num("n", drafts).to_string(),
            text.of("call-effect-for-good").to_string(),
        ],
    };
    let title = text.of(match step {
        Step::Open => "call-open-title",
        Step::Close => "call-close-title",
        Step::Cancel => "call-cancel-title",
    });
    let title = title.arg("call", &call.name).to_string();
    Ok(StepPage {
        page: Page::titled(app, who, title, Section::AdminRotations)
            .up(&path, &call.name)
            .refused(&f),
        effects,
        action: format!("{path}/{}", step.as_str()),
        label: text.of(button(step)).to_string(),
        back: path,
        danger: step == Step::Cancel,
        asks_reason: step == Step::Cancel,
        reason_hint: text.of("call-cancel-reason-hint").to_string(),
        f,
    })
}

/// A call and a step of it, out of a path.
fn parse(id: &str, step: &str) -> WebResult<(CallId, Step)> {
    let id = id.parse().map_err(|_| WebError::not_found())?;
    let step = Step::of(step).ok_or_else(WebError::not_found)?;
    Ok((id, step))
}

/// `GET /admin/calls/{id}/{step}`
pub async fn step_form(
    State(app): State<App>,
    who: Who,
    Path((id, step)): Path<(String, String)>,
) -> WebResult {
    let (id, step) = parse(&id, &step)?;
    html(&step_page(&app, &who, id, step, Fields::new()).await?)
}

/// `POST /admin/calls/{id}/{step}`
pub async fn step(
    State(app): State<App>,
    who: Who,
    Path((id, step)): Path<(String, String)>,
    mut fields: Fields,
) -> WebResult {
    let (id, step) = parse(&id, &step)?;
    let reason = fields.get("reason").to_owned();
    if step == Step::Cancel {
        let text = who.text();
        if reason.is_empty() {
            fields.refuse("reason", text.of("call-cancel-no-reason"));
        } else if reason.chars().count() > REASON_MOST {
            fields.refuse("reason", text.of("home-word-long-reason").num("most", REASON_MOST));
        }
        if !fields.is_valid() {
            return refused(&step_page(&app, &who, id, step, fields).await?);
        }
    }
    take(&app.env, who.person, id, step, &reason).await.map_err(|error| {
        failed(error).way_out(format!("/admin/calls/{id}"), "rotation-back-to-call")
    })?;
    Ok(see_other(&format!("/admin/calls/{id}?done={}", step.as_str())))
}
