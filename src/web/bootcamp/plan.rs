//! A cohort's plan: who is where when, what is missing and why, what each rule came to, what would help.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};

use super::super::error::{WebError, WebResult};
use super::super::extract::{Id, Query};
use super::super::labels::{self, Tag};
use super::super::page::{Page, html};
use super::super::{App, Who};
use super::collide::{Collision, collisions};
use super::grid::{Drawing, PersonRow, TeamRow};
use super::rules::{order, window};
use super::{days, page_of, path};
use crate::domain::id::{CohortId, PersonId, TeamId};
use crate::domain::placement::Subject;
use crate::domain::plan::RunState;
use crate::domain::week::Week;
use crate::programmes::bootcamp::kept::{Kept, kept};
use crate::programmes::bootcamp::places_shown;
use crate::programmes::placing::{Next, Place, Proposal, WhatIf, Widening, proposal};
use crate::programmes::round::RoundError;
use crate::store::cohort::{Cohort, cohort_counts, cohort_get};
use crate::store::hire::{HireLine, hires_of};
use crate::store::placement_word::{objections_of, plan_shown_at};
use crate::store::programme::head_get;
use crate::store::team::teams_all;
use crate::text::Text;

/// A plan with all that its pages need.
pub(super) struct Plan {
    pub(super) cohort: Cohort,
    pub(super) proposal: Proposal,
    pub(super) hires: Vec<HireLine>,
    pub(super) teams: BTreeMap<TeamId, String>,
    pub(super) places: BTreeMap<TeamId, Vec<u32>>,
    pub(super) unanswered: usize,
    this_week: Week,
    /// When the plan was shown to hosts and home leads.
    shown_at: Option<DateTime<Utc>>,
    /// Who of them said "not like this", and why.
    objections: Vec<(String, String)>,
}

impl Plan {
    pub(super) fn team(&self, id: TeamId) -> String {
        self.teams.get(&id).cloned().unwrap_or_default()
    }

    pub(super) fn person(&self, id: PersonId) -> String {
        let hire = self.hires.iter().find(|line| line.hire.person_id == id);
        hire.map(|line| line.name.clone())
            .or_else(|| self.proposal.people.get(&id).cloned())
            .unwrap_or_default()
    }
}

/// An error of a plan that no form can mend.
pub(super) fn fault(error: RoundError, back: &str) -> WebError {
    match error {
        RoundError::NoRun
        | RoundError::NoSubject
        | RoundError::NoPlacement
        | RoundError::NoProgramme => WebError::not_found(),
        RoundError::Stale { .. } | RoundError::Unfit(_) => {
            WebError::stale().way_out(back, "bootcamp-back-to-plan")
        }
        RoundError::Store(error) => error.into(),
        other => WebError::internal(other),
    }
}

pub(super) async fn read(app: &App, id: CohortId) -> WebResult<Plan> {
    let proposal =
        proposal(&app.env, Subject::Cohort(id)).await.map_err(|error| fault(error, &path(id)))?;
    let mut tx = app.env.db.snapshot().await?;
    let cohort = cohort_get(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    let hires = hires_of(&mut tx, id).await?;
    let teams = teams_all(&mut tx).await?.into_iter().map(|team| (team.id, team.name)).collect();
    let zone = head_get(&mut tx, cohort.programme_id).await?.map(|head| head.zone);
    let today = app.env.clock.now().with_timezone(&zone.unwrap_or(app.env.site.zone));
    let this_week = Week::of(today.date_naive());
    let places = places_shown(&mut tx, &cohort, &proposal.placements, this_week).await?;
    let counts = cohort_counts(&mut tx).await?.get(&id).copied().unwrap_or_default();
    let (mut shown_at, mut objections) = (None, Vec::new());
    if let Some(run) = proposal.run.as_ref().filter(|_| proposal.is_waiting()) {
        shown_at = plan_shown_at(&mut tx, run.id).await?;
        let said = objections_of(&mut tx, run.id).await?;
        objections = said.into_iter().map(|(_, name, reason)| (name, reason)).collect();
    }
    let unanswered = counts.unanswered;
    Ok(Plan { cohort, proposal, hires, teams, places, unanswered, this_week, shown_at, objections })
}

struct Missing {
    href: String,
    name: String,
    why: String,
    could: String,
}

#[derive(Template)]
#[template(path = "pages/cohort_plan.html")]
struct PlanPage {
    page: Page,
    path: String,
    solve: String,
    state: Option<Tag>,
    sentence: String,
    waiting: bool,
    solving: bool,
    may_hold: bool,
    solvable: bool,
    tiles: Vec<(String, String, String)>,
    objections: Vec<(String, String)>,
    collisions: Vec<Collision>,
    missing: Vec<Missing>,
    rules: Vec<(Tag, String)>,
    what_ifs: Vec<String>,
    came: Vec<String>,
    went: Vec<String>,
    differs: bool,
    by_teams: bool,
    all_teams: bool,
    weeks: Vec<(u32, String)>,
    people: Vec<PersonRow>,
    teams: Vec<TeamRow>,
}

/// `GET /cohorts/{id}/plan`
pub async fn page(
    State(app): State<App>,
    who: Who,
    Id(id): Id<CohortId>,
    Query(query): Query,
) -> WebResult {
    let text = who.text();
    let plan = read(&app, id).await?;
    let mut page = page_of(&app, &who, &plan.cohort, "bootcamp-plan-title").wide();
    page = match query.get("done") {
        "solve" => page.note(text.of("bootcamp-done-solve")),
        "placed" => page.note(text.of("bootcamp-done-placed")),
        "lock" => page.note(text.of("bootcamp-done-lock")),
        "unlock" => page.note(text.of("bootcamp-done-unlock")),
        "out" => page.note(text.of("bootcamp-done-out")),
        "shown" => page.note(text.of("bootcamp-done-shown")),
        "held" => page.note(text.of("bootcamp-done-held")),
        "released" => page.note(text.of("bootcamp-done-released")),
        "dropped" => page.note(text.of("bootcamp-done-dropped")),
        "recalled" => page.note(text.of("bootcamp-done-recalled")),
        _ => page,
    };
    let kept = kept(&plan.cohort, &plan.hires, plan.proposal.after());
    let by_teams = query.get("by") == "teams";
    let all_teams = query.get("teams") == "all";
    let drawing = Drawing {
        text,
        proposal: &plan.proposal,
        hires: &plan.hires,
        weeks: plan.cohort.weeks,
        names: &|team| plan.team(team),
        places: &plan.places,
    };
    let state = plan.proposal.run.as_ref().map(|run| run.state);
    let difference = plan.proposal.difference.as_ref().filter(|_| plan.proposal.is_waiting());
    let places = |places: &[Place]| places.iter().map(|one| moved(text, &plan, *one)).collect();
    html(&PlanPage {
        state: state.map(|state| labels::run_state(text, state)),
        sentence: sentence(text, &page, &plan),
        waiting: plan.proposal.is_waiting(),
        solving: plan.proposal.is_being_solved(),
        may_hold: state == Some(RunState::Proposed),
        solvable: !plan.hires.is_empty(),
        tiles: tiles(text, &plan, &kept),
        objections: plan.objections.clone(),
        collisions: collisions(text, &plan, &kept),
        missing: missing(text, &plan, &kept),
        rules: rules(text, &plan, &kept),
        what_ifs: plan
            .proposal
            .explained
            .what_if
            .iter()
            .filter(|one| still_helps(&plan, one))
            .map(|one| what_if(text, &plan, one))
            .collect(),
        came: difference.map(|both| places(&both.came)).unwrap_or_default(),
        went: difference.map(|both| places(&both.went)).unwrap_or_default(),
        differs: difference.is_some(),
        weeks: plan
            .cohort
            .starts_on
            .run(plan.cohort.weeks)
            .zip(1..)
            .map(|(week, n)| (n, text.date(week.monday())))
            .collect(),
        people: if by_teams { Vec::new() } else { drawing.people() },
        teams: if by_teams { drawing.teams(all_teams) } else { Vec::new() },
        by_teams,
        all_teams,
        solve: format!("{}/solve", path(id)),
        path: path(id),
        page,
    })
}

/// What happens next with the plan, in a sentence.
fn sentence(text: Text, page: &Page, plan: &Plan) -> String {
    let proposal = &plan.proposal;
    let Some(run) = &proposal.run else { return text.of("bootcamp-plan-none").to_string() };
    let (new, moved, ended) = proposal.pending();
    match run.state {
        RunState::Draft | RunState::Solving => text.of("bootcamp-plan-solving"),
        RunState::Failed => {
            text.of("bootcamp-plan-failed").arg("why", run.note.clone().unwrap_or_default())
        }
        RunState::Held => text.of("bootcamp-plan-held"),
        RunState::Proposed => match run.hold_until {
            Some(until) => text.of("bootcamp-plan-by-itself").arg("when", page.when(&until)),
            None => match plan.shown_at {
                Some(at) => text.of("bootcamp-plan-shown").arg("when", page.when(&at)),
                None => text.of("bootcamp-plan-waits"),
            },
        },
        _ if new + moved + ended > 0 => text.of("bootcamp-plan-pending"),
        RunState::Cancelled => text.of("bootcamp-plan-dropped"),
        _ => text.of("bootcamp-plan-real"),
    }
    .to_string()
}

fn tiles(text: Text, plan: &Plan, kept: &Kept) -> Vec<(String, String, String)> {
    let of = |id: &'static str| text.of(id).to_string();
    let after = plan.proposal.after().count();
    let people = plan.hires.len() - kept.none.len().min(plan.hires.len());
    let mut tiles = vec![
        (text.number(after), of("bootcamp-tile-stints"), String::new()),
        (
            text.of("bootcamp-of").num("n", people).num("most", plan.hires.len()).to_string(),
            of("bootcamp-tile-placed"),
            String::new(),
        ),
    ];
    if let Some(figures) = &plan.proposal.figures {
        let gap = figures.bound - figures.value;
        let proven = if gap <= 0 {
            of("bootcamp-proven")
        } else {
            text.of("bootcamp-gap").arg("gap", labels::connections(text, gap)).to_string()
        };
        tiles.push((
            labels::connections(text, figures.value),
            of("column-value"),
            text.of("bootcamp-bound")
                .arg("bound", labels::connections(text, figures.bound))
                .to_string(),
        ));
        tiles.push((proven, of("column-gap"), String::new()));
        tiles.push((
            text.of("seconds-short").arg("number", text.decimal(figures.seconds, 2)).to_string(),
            of("column-seconds"),
            String::new(),
        ));
    }
    if plan.unanswered > 0 {
        tiles.push((text.number(plan.unanswered), of("bootcamp-tile-unanswered"), String::new()));
    }
    tiles
}

fn week_of(text: Text, plan: &Plan, slot: u32) -> String {
    let week = plan.cohort.starts_on.plus(slot);
    text.of("bootcamp-week-days")
        .num("n", slot + 1)
        .arg("days", days(text, week, week.plus(1)))
        .to_string()
}

fn moved(text: Text, plan: &Plan, one: Place) -> String {
    text.of("bootcamp-place")
        .arg("person", plan.person(one.person))
        .arg("team", plan.team(one.team))
        .arg("week", week_of(text, plan, one.slot))
        .to_string()
}

fn because(text: Text, reason: &str) -> String {
    let id = match reason {
        "no-stints" => "bootcamp-because-no-stints",
        "no-admissible-placement" => "bootcamp-because-nowhere",
        "team-places" => "bootcamp-because-places",
        "better-plan" => "bootcamp-because-better",
        "budget-ended" => "bootcamp-because-budget",
        _ => "bootcamp-because-limits",
    };
    text.of(id).to_string()
}

/// Who has no stint and why; then who has fewer than they could.
fn missing(text: Text, plan: &Plan, kept: &Kept) -> Vec<Missing> {
    if plan.proposal.run.is_none() {
        return Vec::new();
    }
    let href = |person: PersonId| format!("{}/place/{person}", path(plan.cohort.id));
    let none = kept.none.iter().map(|person| {
        let told = plan.proposal.explained.unplaced.iter().find(|one| one.person == *person);
        Missing {
            href: href(*person),
            name: plan.person(*person),
            why: told.map_or_else(
                || text.of("bootcamp-because-later").to_string(),
                |one| because(text, &one.because),
            ),
            could: told
                .and_then(|one| one.could)
                .map(|one| could(text, plan, one))
                .unwrap_or_default(),
        }
    });
    let fewer = kept.fewer.iter().map(|(person, has, wanted)| Missing {
        href: href(*person),
        name: plan.person(*person),
        why: text.of("bootcamp-fewer").num("n", *has).num("most", *wanted).to_string(),
        could: String::new(),
    });
    none.chain(fewer).collect()
}

fn could(text: Text, plan: &Plan, next: Next) -> String {
    let Some((team, slot)) = next.place else { return String::new() };
    text.of("bootcamp-could")
        .arg("team", plan.team(team))
        .arg("week", week_of(text, plan, slot))
        .arg("loss", labels::connections(text, next.loss))
        .to_string()
}

/// The orders of teams and their weeks: kept or bent, and by whom.
fn timed(text: Text, plan: &Plan, kept: &Kept) -> Vec<(Tag, String)> {
    const NAMED: usize = 8;
    let line = |what: String, all: usize, wrong: &[PersonId]| {
        let id = if wrong.is_empty() { "bootcamp-kept" } else { "bootcamp-bent" };
        let tag = Tag {
            label: text.of(id).to_string(),
            tone: if wrong.is_empty() { "good" } else { "warn" },
        };
        let line = text
            .of("bootcamp-kept-timed")
            .arg("what", what)
            .num("n", all - wrong.len().min(all))
            .num("most", all)
            .to_string();
        if wrong.is_empty() {
            return (tag, line);
        }
        let names: Vec<String> = wrong.iter().take(NAMED).map(|one| plan.person(*one)).collect();
        let more = wrong.len().saturating_sub(NAMED);
        let line = text
            .of("bootcamp-kept-must-not")
            .arg("line", line)
            .arg("names", text.list(&names))
            .num("more", more);
        (tag, line.to_string())
    };
    let orders = kept.order.iter().map(|(one, both, wrong)| {
        line(order(text, &plan.team(one.first), &plan.team(one.then)), *both, wrong)
    });
    let windows = kept
        .windows
        .iter()
        .map(|(one, all, wrong)| line(window(text, &plan.team(one.team), one), *all, wrong));
    orders.chain(windows).collect()
}

/// The ranked rules: kept or bent, and whom it concerns.
fn rules(text: Text, plan: &Plan, kept: &Kept) -> Vec<(Tag, String)> {
    const NAMED: usize = 8;
    if plan.proposal.run.is_none() {
        return Vec::new();
    }
    let tag = |good: bool| Tag {
        label: text.of(if good { "bootcamp-kept" } else { "bootcamp-bent" }).to_string(),
        tone: if good { "good" } else { "warn" },
    };
    let mut rules = vec![(tag(true), text.of("bootcamp-kept-hard").to_string())];
    for (team, asked, missing) in &kept.must {
        let mut line = text
            .of("bootcamp-kept-must")
            .arg("team", plan.team(*team))
            .num("n", asked - missing.len())
            .num("most", *asked)
            .to_string();
        if !missing.is_empty() {
            let names: Vec<String> =
                missing.iter().take(NAMED).map(|person| plan.person(*person)).collect();
            line = text
                .of("bootcamp-kept-must-not")
                .arg("line", line)
                .arg("names", text.list(&names))
                .num("more", missing.len().saturating_sub(NAMED))
                .to_string();
        }
        rules.push((tag(missing.is_empty()), line));
    }
    rules.extend(timed(text, plan, kept));
    if kept.wished > 0 {
        let line = text
            .of("bootcamp-kept-wishes")
            .num("first", kept.first)
            .num("any", kept.any)
            .num("n", kept.wished);
        rules.push((tag(kept.first == kept.wished), line.to_string()));
    }
    let over: usize = Drawing {
        text,
        proposal: &plan.proposal,
        hires: &[],
        weeks: plan.cohort.weeks,
        names: &|_| String::new(),
        places: &plan.places,
    }
    .teams(false)
    .iter()
    .map(|team| team.loads.iter().filter(|load| load.is_over()).count())
    .sum();
    if over > 0 {
        rules[0].0 = Tag { tone: "bad", label: text.of("bootcamp-bent").to_string() };
        rules[0].1 = text.of("bootcamp-kept-over").num("n", over).to_string();
    }
    rules.push((
        Tag { label: text.of("bootcamp-load-tag").to_string(), tone: "" },
        text.of("bootcamp-kept-most").num("n", kept.most).to_string(),
    ));
    rules
}

/// Would it help the plan for certain, in weeks that are still to come?
pub(super) fn still_helps(plan: &Plan, one: &WhatIf) -> bool {
    let ahead = |slot: u32| plan.cohort.starts_on.plus(slot) > plan.this_week;
    one.at_least > 0
        && one.changes.iter().all(|change| match change {
            Widening::Place(_, slot, _)
            | Widening::Start(_, slot)
            | Widening::Unlock(_, _, slot) => ahead(*slot),
            _ => true,
        })
}

pub(super) fn what_if(text: Text, plan: &Plan, one: &WhatIf) -> String {
    let changes: Vec<String> =
        one.changes.iter().map(|change| widening(text, plan, *change)).collect();
    let id =
        if one.at_least == one.at_most { "bootcamp-what-if" } else { "bootcamp-what-if-least" };
    text.of(id)
        .arg("what", text.list(&changes))
        .arg("gain", labels::connections(text, one.at_least))
        .to_string()
}

fn widening(text: Text, plan: &Plan, change: Widening) -> String {
    let week = |slot: u32| text.number(slot + 1);
    match change {
        Widening::Place(team, slot, more) => text
            .of("bootcamp-widen-place")
            .num("n", more)
            .arg("team", plan.team(team))
            .arg("week", week(slot)),
        Widening::Stint(person, more) => {
            text.of("bootcamp-widen-stint").num("n", more).arg("person", plan.person(person))
        }
        Widening::Stay(person, from, to) => text
            .of("bootcamp-widen-stay")
            .arg("person", plan.person(person))
            .arg("from", week(from))
            .arg("to", text.number(to)),
        Widening::Admit(person, team) => text
            .of("bootcamp-widen-admit")
            .arg("person", plan.person(person))
            .arg("team", plan.team(team)),
        Widening::Start(person, slot) => text
            .of("bootcamp-widen-start")
            .arg("person", plan.person(person))
            .arg("week", week(slot)),
        Widening::Unlock(person, team, slot) => text
            .of("bootcamp-widen-unlock")
            .arg("person", plan.person(person))
            .arg("team", plan.team(team))
            .arg("week", week(slot)),
        // Rotations only.
        Widening::Lend(..) | Widening::Balance(_) => text.of("bootcamp-widen-other"),
    }
    .to_string()
}
