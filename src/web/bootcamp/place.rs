//! One stint of a plan, or one more for somebody: where it could be instead, each place with its effect; locked, let go,
//! taken out, withdrawn.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};

use super::super::error::{WebError, WebResult};
use super::super::extract::{Fields, Query};
use super::super::labels;
use super::super::page::{Page, html, refused, see_other};
use super::super::{App, Who};
use super::plan::{Plan, fault, read};
use super::{days, hire, page_of, path};
use crate::domain::id::{CohortId, PersonId, PlacementId, TeamId};
use crate::domain::placement::{PlacementState, Subject};
use crate::programmes::placing::{
    Spot, end_early, place, recall_placement, set_lock, spots, take_out,
};
use crate::programmes::round::RoundError;
use crate::store::placement::Placement;
use crate::text::Text;

/// The best places that are offered before a team or week is chosen.
const BEST: usize = 12;

#[derive(Template)]
#[template(path = "pages/stint.html")]
struct StintPage {
    page: Page,
    f: Fields,
    action: String,
    facts: String,
    /// Own addresses of a stint: lock, unlock, take out, withdraw; empty where it cannot be done.
    lock: String,
    unlock: String,
    out: String,
    withdraw: String,
    cannot_host: String,
    spots: Vec<(String, String, String)>,
    more: bool,
    teams: Vec<(String, String)>,
    weeks: Vec<(String, String)>,
    back: String,
}

/// What a page about a place is of.
struct About {
    cohort: CohortId,
    person: PersonId,
    stint: Option<Placement>,
}

impl About {
    fn path(&self) -> String {
        match &self.stint {
            Some(row) => format!("{}/stint/{}", path(self.cohort), row.id),
            None => format!("{}/place/{}", path(self.cohort), self.person),
        }
    }

    fn instead(&self) -> Option<PlacementId> {
        self.stint.as_ref().map(|row| row.id)
    }
}

fn stint_ids(segments: (String, String)) -> WebResult<(CohortId, PlacementId)> {
    let cohort = segments.0.parse().map_err(|_| WebError::not_found())?;
    let stint = segments.1.parse().map_err(|_| WebError::not_found())?;
    Ok((cohort, stint))
}

/// The stint of a plan.
fn stint_of(plan: &Plan, id: PlacementId) -> WebResult<Placement> {
    let found = plan.proposal.placements.iter().find(|row| row.id == id);
    found.cloned().ok_or_else(WebError::not_found)
}

async fn shown(
    app: &App,
    who: &Who,
    plan: &Plan,
    about: &About,
    f: Fields,
) -> WebResult<StintPage> {
    let text = who.text();
    let back = format!("{}/plan", path(about.cohort));
    let subject = Subject::Cohort(about.cohort);
    let movable = about.stint.as_ref().is_none_or(|row| row.state != PlacementState::Finished);
    let all = if movable {
        match spots(&app.env, subject, about.person, about.instead()).await {
            Ok(spots) => spots,
            // It has begun, or the plan is being solved: nothing is offered, and the page says so.
            Err(RoundError::Unfit(_) | RoundError::Stale { .. } | RoundError::NoPlacement) => {
                Vec::new()
            }
            Err(error) => return Err(fault(error, &back)),
        }
    } else {
        Vec::new()
    };
    let team: Option<TeamId> = f.word("team");
    let week: Option<u32> = f.word("week");
    let filtered = team.is_some() || week.is_some();
    let fits = |spot: &&Spot| {
        team.is_none_or(|team| team == spot.team) && week.is_none_or(|week| week == spot.slot + 1)
    };
    let most = if filtered { usize::MAX } else { BEST };
    let offered: Vec<(String, String, String)> =
        all.iter().filter(fits).take(most).map(|spot| option(text, plan, spot)).collect();
    let any = text.of("bootcamp-any").to_string();
    let mut teams: Vec<(String, String)> = all
        .iter()
        .map(|spot| spot.team)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|team| (team.to_string(), plan.team(team)))
        .collect();
    teams.sort_by(|a, b| a.1.cmp(&b.1));
    teams.insert(0, (String::new(), any.clone()));
    let slots: BTreeSet<u32> = all.iter().map(|spot| spot.slot).collect();
    let mut weeks = vec![(String::new(), any)];
    weeks.extend(slots.into_iter().map(|slot| ((slot + 1).to_string(), week_of(text, plan, slot))));
    let mut page = page_of(app, who, &plan.cohort, "bootcamp-stint-title").refused(&f);
    page.title = plan.person(about.person);
    page.up = Some((back.clone(), text.of("bootcamp-plan").to_string()));
    let own = about.path();
    let may = |word: &str, can: bool| if can { format!("{own}/{word}") } else { String::new() };
    let proposal = about.stint.as_ref().is_some_and(|row| row.state.is_proposal());
    let locked = about.stint.as_ref().is_some_and(|row| row.locked);
    let waiting = plan.proposal.is_waiting();
    let real = about.stint.as_ref().is_some_and(|row| {
        matches!(row.state, PlacementState::Confirmed | PlacementState::Started)
    });
    Ok(StintPage {
        facts: facts(text, plan, about.stint.as_ref()),
        lock: may("lock", proposal && waiting && !locked),
        unlock: may("unlock", proposal && waiting && locked),
        out: may("out", proposal && waiting),
        withdraw: may("withdraw", real),
        cannot_host: about
            .stint
            .as_ref()
            .map(|row| format!("/cannot-host/{}", row.team_id))
            .unwrap_or_default(),
        more: !filtered && all.len() > offered.len(),
        spots: offered,
        teams,
        weeks,
        action: own,
        back,
        page,
        f,
    })
}

fn week_of(text: Text, plan: &Plan, slot: u32) -> String {
    let week = plan.cohort.starts_on.plus(slot);
    text.of("bootcamp-week-days")
        .num("n", slot + 1)
        .arg("days", days(text, week, week.plus(1)))
        .to_string()
}

/// A place as an option: value, label, effect.
fn option(text: Text, plan: &Plan, spot: &Spot) -> (String, String, String) {
    let effect = match spot.effect {
        0 => text.of("bootcamp-effect-same"),
        gain if gain > 0 => {
            text.of("bootcamp-effect-gain").arg("n", labels::connections(text, gain))
        }
        loss => text.of("bootcamp-effect-loss").arg("n", labels::connections(text, -loss)),
    };
    let label = text
        .of("bootcamp-spot")
        .arg("team", plan.team(spot.team))
        .arg("week", week_of(text, plan, spot.slot));
    (format!("{}.{}", spot.team, spot.slot), label.to_string(), effect.to_string())
}

fn facts(text: Text, plan: &Plan, stint: Option<&Placement>) -> String {
    let Some(row) = stint else { return text.of("bootcamp-stint-more").to_string() };
    let id = match row.state {
        state if state.is_proposal() && row.locked => "bootcamp-stint-locked",
        state if state.is_proposal() => "bootcamp-stint-proposed",
        PlacementState::Confirmed => "bootcamp-stint-real",
        _ => "bootcamp-stint-begun",
    };
    text.of(id)
        .arg("team", plan.team(row.team_id))
        .arg("days", days(text, row.from_on, row.to_on))
        .to_string()
}

async fn about(app: &App, segments: (String, String), stint: bool) -> WebResult<(Plan, About)> {
    if stint {
        let (cohort, id) = stint_ids(segments)?;
        let plan = read(app, cohort).await?;
        let row = stint_of(&plan, id)?;
        Ok((plan, About { cohort, person: row.person_id, stint: Some(row) }))
    } else {
        let (cohort, person) = hire::ids(segments)?;
        let plan = read(app, cohort).await?;
        if !plan.hires.iter().any(|line| line.hire.person_id == person) {
            return Err(WebError::not_found());
        }
        Ok((plan, About { cohort, person, stint: None }))
    }
}

/// `GET /cohorts/{id}/stint/{placement}`
pub async fn stint(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
    Query(query): Query,
) -> WebResult {
    let (plan, about) = about(&app, segments, true).await?;
    html(&shown(&app, &who, &plan, &about, query).await?)
}

/// `GET /cohorts/{id}/place/{person}`: one more stint.
pub async fn one_more(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
    Query(query): Query,
) -> WebResult {
    let (plan, about) = about(&app, segments, false).await?;
    html(&shown(&app, &who, &plan, &about, query).await?)
}

/// `POST /cohorts/{id}/stint/{placement}`
pub async fn stint_move(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
    fields: Fields,
) -> WebResult {
    put(&app, &who, about(&app, segments, true).await?, fields).await
}

/// `POST /cohorts/{id}/place/{person}`
pub async fn one_more_put(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
    fields: Fields,
) -> WebResult {
    put(&app, &who, about(&app, segments, false).await?, fields).await
}

async fn put(app: &App, who: &Who, (plan, about): (Plan, About), mut fields: Fields) -> WebResult {
    let text = who.text();
    let back = format!("{}/plan", path(about.cohort));
    let spot = fields
        .get("spot")
        .split_once('.')
        .and_then(|(team, slot)| Some((team.parse::<TeamId>().ok()?, slot.parse::<u32>().ok()?)));
    let Some(spot) = spot else {
        fields.refuse("spot", text.of("bootcamp-spot-missing"));
        return refused(&shown(app, who, &plan, &about, fields).await?);
    };
    let subject = Subject::Cohort(about.cohort);
    match place(&app.env, subject, about.person, about.instead(), spot, who.person).await {
        Ok(_) => Ok(see_other(&format!("{back}?done=placed"))),
        Err(RoundError::Unfit(_)) => {
            fields.refuse("spot", text.of("bootcamp-spot-taken"));
            refused(&shown(app, who, &plan, &about, fields).await?)
        }
        Err(error) => Err(fault(error, &back)),
    }
}

async fn locked(app: &App, who: &Who, segments: (String, String), lock: bool) -> WebResult {
    let (cohort, id) = stint_ids(segments)?;
    let back = format!("{}/plan", path(cohort));
    set_lock(&app.env, Subject::Cohort(cohort), id, lock, who.person)
        .await
        .map_err(|error| fault(error, &back))?;
    Ok(see_other(&format!("{back}?done={}", if lock { "lock" } else { "unlock" })))
}

/// `POST /cohorts/{id}/stint/{placement}/lock`
pub async fn lock(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
) -> WebResult {
    locked(&app, &who, segments, true).await
}

/// `POST /cohorts/{id}/stint/{placement}/unlock`
pub async fn unlock(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
) -> WebResult {
    locked(&app, &who, segments, false).await
}

/// `POST /cohorts/{id}/stint/{placement}/out`: takes a proposal out of the plan. Nobody was told of it, and solving again
/// brings it back, so it needs no page of its own.
pub async fn out(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
) -> WebResult {
    let (cohort, id) = stint_ids(segments)?;
    let back = format!("{}/plan", path(cohort));
    take_out(&app.env, Subject::Cohort(cohort), id, who.person)
        .await
        .map_err(|error| fault(error, &back))?;
    Ok(see_other(&format!("{back}?done=out")))
}

/// `GET /cohorts/{id}/stint/{placement}/withdraw`
pub async fn withdraw_form(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
) -> WebResult {
    let (plan, about) = about(&app, segments, true).await?;
    html(&withdraw_page(&app, &who, &plan, &about, String::new(), ""))
}

fn withdraw_page(
    app: &App,
    who: &Who,
    plan: &Plan,
    about: &About,
    problem: String,
    why: &str,
) -> WithdrawPage {
    let text = who.text();
    let begun = about.stint.as_ref().is_some_and(|row| row.state == PlacementState::Started);
    let mut page = page_of(app, who, &plan.cohort, "bootcamp-stint-title");
    page.title =
        text.of("bootcamp-withdraw-title").arg("name", plan.person(about.person)).to_string();
    if !problem.is_empty() {
        page.problems = vec![("why".to_owned(), problem.clone())];
    }
    let mut effects = vec![
        text.of("bootcamp-withdraw-told").to_string(),
        text.of("bootcamp-withdraw-place").to_string(),
    ];
    if begun {
        effects.insert(0, text.of("bootcamp-withdraw-begun").to_string());
    }
    let own = about.path();
    let mut f = Fields::new();
    f.set("why", why);
    if !problem.is_empty() {
        f.refuse("why", problem);
    }
    WithdrawPage {
        f,
        lead: facts(text, plan, about.stint.as_ref()),
        effects,
        action: format!("{own}/withdraw"),
        back: own,
        page,
    }
}

#[derive(Template)]
#[template(path = "pages/stint_withdraw.html")]
struct WithdrawPage {
    page: Page,
    f: Fields,
    lead: String,
    effects: Vec<String>,
    action: String,
    back: String,
}

/// `POST /cohorts/{id}/stint/{placement}/withdraw`
pub async fn withdraw(
    State(app): State<App>,
    who: Who,
    Path(segments): Path<(String, String)>,
    fields: Fields,
) -> WebResult {
    const WHY_MOST: usize = 300;
    let (plan, about) = about(&app, segments, true).await?;
    let why = fields.get("why");
    if why.is_empty() || why.chars().count() > WHY_MOST {
        let problem = who.text().of("bootcamp-withdraw-why").num("most", WHY_MOST).to_string();
        return refused(&withdraw_page(&app, &who, &plan, &about, problem, why));
    }
    let back = format!("{}/plan", path(about.cohort));
    let Some(row) = &about.stint else { return Err(WebError::not_found()) };
    let done = if row.state == PlacementState::Started {
        end_early(&app.env, row.id, who.person, why).await
    } else {
        recall_placement(&app.env, row.id, who.person, why).await
    };
    done.map_err(|error| fault(error, &back))?;
    Ok(see_other(&format!("{back}?done=recalled")))
}
