//! Rotations as a team's lead sees them: applications that wait for the team's word, what guests would do with the
//! team, and what the team gave and got.

use askama::Template;
use axum::extract::State;

use super::{span_weeks, state_words};
use crate::domain::id::{CallId, TeamId};
use crate::domain::placement::{ApplicationState, CallState};
use crate::programmes::rotation::RotationError;
use crate::programmes::rotation::home::due_on;
use crate::programmes::rotation::ledger::by_quarter;
use crate::programmes::rotation::offer::say_what_one_does;
use crate::store::Tx;
use crate::store::application::{applications_from_team, team_words_of_call};
use crate::store::call::{Call, call_get, calls_all};
use crate::store::person::person_get;
use crate::store::rotation_ledger::rotation_weeks_of_team;
use crate::store::team::teams_led_by;
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Query};
use crate::web::page::{Page, Section, html, refused, see_other};
use crate::web::{App, Who};

/// The longest text about what one would do.
const WORDS_MOST: usize = 400;

struct QuestionRow {
    href: String,
    person: String,
    call: String,
    periods: Vec<String>,
    state: String,
    tone: &'static str,
    due: String,
}

struct WordsRow {
    call: CallId,
    /// The name of the field.
    field: String,
    label: String,
    text: String,
    problem: String,
}

struct QuarterRow {
    quarter: String,
    lent: u32,
    hosted: u32,
}

struct TeamView {
    id: TeamId,
    name: String,
    questions: Vec<QuestionRow>,
    words: Vec<WordsRow>,
    quarters: Vec<QuarterRow>,
}

#[derive(Template)]
#[template(path = "pages/rotation/team.html")]
struct TeamPage {
    page: Page,
    teams: Vec<TeamView>,
    words_most: usize,
}

async fn page_of(app: &App, who: &Who, fields: &Fields) -> WebResult<TeamPage> {
    let mut page = Page::new(app, who, "team-rotations-title", Section::TeamRotations).wide();
    page = page.refused(fields);
    let mut tx = app.env.db.snapshot().await?;
    let calls: Vec<Call> = calls_all(&mut tx)
        .await?
        .into_iter()
        .filter(|call| matches!(call.state, CallState::Draft | CallState::Open))
        .collect();
    let mut teams = Vec::new();
    for team in teams_led_by(&mut tx, who.person).await? {
        let mut words = Vec::new();
        for call in &calls {
            let said = team_words_of_call(&mut tx, call.id).await?.remove(&team.id);
            let field = format!("words-{}-{}", team.id, call.id);
            words.push(WordsRow {
                call: call.id,
                label: page
                    .text
                    .of("team-words-label")
                    .arg("team", &team.name)
                    .arg("call", &call.name)
                    .to_string(),
                text: if fields.has(&field) {
                    fields.get(&field).to_owned()
                } else {
                    said.unwrap_or_default()
                },
                problem: fields.problem(&field).unwrap_or("").to_owned(),
                field,
            });
        }
        teams.push(TeamView {
            id: team.id,
            questions: questions(&mut tx, &page, team.id).await?,
            words,
            quarters: by_quarter(&rotation_weeks_of_team(&mut tx, team.id).await?)
                .into_iter()
                .map(|(quarter, weeks)| QuarterRow {
                    quarter: quarter_words(page.text, quarter),
                    lent: weeks.lent,
                    hosted: weeks.hosted,
                })
                .collect(),
            name: team.name,
        });
    }
    Ok(TeamPage { page, teams, words_most: WORDS_MOST })
}

fn quarter_words(text: Text, (year, quarter): (i32, u32)) -> String {
    text.of("team-quarter").arg("year", year).arg("n", quarter).to_string()
}

async fn questions(tx: &mut Tx, page: &Page, team: TeamId) -> WebResult<Vec<QuestionRow>> {
    let text = page.text;
    let mut rows = Vec::new();
    for state in [ApplicationState::AwaitingHome, ApplicationState::Eligible] {
        for one in applications_from_team(tx, team, state).await? {
            let Some(call) = call_get(tx, one.call_id).await? else { continue };
            let person = person_get(tx, one.person_id).await?;
            let (state, tone) = state_words(text, one.state);
            let due = due_on(&one, call.rules.answer_days)
                .filter(|_| one.state == ApplicationState::AwaitingHome);
            let shown = one.agreed.as_ref().unwrap_or(&one.periods);
            rows.push(QuestionRow {
                href: format!("/team-rotations/applications/{}", one.id),
                person: person.map(|person| person.name).unwrap_or_default(),
                periods: shown
                    .iter()
                    .filter_map(|n| Some(span_weeks(text, call.periods.get(*n as usize)?)))
                    .collect(),
                call: call.name,
                state,
                tone,
                due: due.map(|on| text.date_full(on)).unwrap_or_default(),
            });
        }
    }
    Ok(rows)
}

/// `GET /team-rotations`
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let mut shown = page_of(&app, &who, &Fields::new()).await?;
    let note = match query.get("done") {
        "answered" => "home-word-done",
        "words" => "team-words-done",
        _ => return html(&shown),
    };
    let note = shown.page.text.of(note);
    shown.page = shown.page.note(note);
    html(&shown)
}

/// `POST /team-rotations`: what one would do with a team in a call. Teams of other leads are not found.
pub async fn save_words(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let team: TeamId = fields.word("team").ok_or_else(WebError::not_found)?;
    let call: CallId = fields.word("call").ok_or_else(WebError::not_found)?;
    let mut tx = app.env.db.read().await?;
    let leads = teams_led_by(&mut tx, who.person).await?.iter().any(|one| one.id == team);
    let open = call_get(&mut tx, call)
        .await?
        .is_some_and(|call| matches!(call.state, CallState::Draft | CallState::Open));
    drop(tx);
    if !leads || !open {
        return Err(WebError::not_found());
    }
    let field = format!("words-{team}-{call}");
    let words = fields.get(&field).to_owned();
    if words.chars().count() > WORDS_MOST {
        fields.refuse(&field, who.text().of("team-words-long").num("most", WORDS_MOST));
        return refused(&page_of(&app, &who, &fields).await?);
    }
    match say_what_one_does(&app.env, who.person, call, team, &words).await {
        Ok(()) => {}
        Err(RotationError::Store(error)) => return Err(error.into()),
        // Not theirs (any more), or closed meanwhile.
        Err(_) => return Err(WebError::not_found()),
    }
    Ok(see_other("/team-rotations?done=words"))
}
