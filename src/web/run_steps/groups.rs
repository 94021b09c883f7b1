//! The groups of a run by number and teams, and the recall of one of them.

use askama::Template;
use axum::extract::{Path, State};

use super::{NOTE_MOST, Step, StepPage, look, meanwhile, round_error, run_named, run_title};
use crate::domain::coffee::GroupState;
use crate::domain::id::{GroupId, RunId};
use crate::programmes::recall;
use crate::programmes::round::RoundError;
use crate::programmes::run_groups::{groups, names_of};
use crate::store::overview::Slice;
use crate::store::overview::round::{GroupLine, Member, group_line};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Id, Query};
use crate::web::labels::{self, Tag};
use crate::web::page::{Page, Section, html, refused, see_other};
use crate::web::run_live::Now;
use crate::web::{App, Who};

/// Groups on one page of their list.
const PAGE_SIZE: u32 = 50;

struct GroupRow {
    ordinal: i64,
    teams: String,
    state: Tag,
    recall_href: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/admin_run_groups.html")]
struct GroupsPage {
    page: Page,
    rows: Vec<GroupRow>,
    told: bool,
    before: String,
    after: String,
}

/// `GET /admin/runs/{id}/groups`: by number and teams, without names.
pub async fn group_list(
    State(app): State<App>,
    who: Who,
    Id(id): Id<RunId>,
    Query(query): Query,
) -> WebResult {
    let now = look(&app, id).await?;
    let state = now.facts.line.state;
    let number: u32 = query.word("page").unwrap_or(1).clamp(1, 100_000);
    let slice = Slice::page(number, PAGE_SIZE);
    let mut list = groups(&app.env, id, state, slice).await.map_err(round_error)?;
    let more = list.len() > PAGE_SIZE as usize;
    list.truncate(PAGE_SIZE as usize);
    let page = Page::new(&app, &who, "groups-title", Section::Runs);
    let text = page.text;
    let page = page.up(format!("/admin/runs/{id}"), run_title(text, &now));
    let open = Step::Recall.is_open(state);
    let path = |number: u32| format!("/admin/runs/{id}/groups?page={number}");
    html(&GroupsPage {
        rows: list
            .into_iter()
            .map(|group| {
                let may =
                    open && matches!(group.state, GroupState::Released | GroupState::Scheduled);
                GroupRow {
                    ordinal: group.ordinal,
                    teams: text.list(&group.teams),
                    state: labels::group_state(text, group.state),
                    recall_href: group
                        .id
                        .filter(|_| may)
                        .map(|group| format!("/admin/runs/{id}/groups/{group}/recall")),
                }
            })
            .collect(),
        told: open,
        before: if number > 1 { path(number - 1) } else { String::new() },
        after: if more { path(number + 1) } else { String::new() },
        page,
    })
}

async fn find_group(app: &App, run: &str, group: &str) -> WebResult<(RunId, GroupLine)> {
    let run: RunId = run.parse().map_err(|_| WebError::not_found())?;
    let group: GroupId = group.parse().map_err(|_| WebError::not_found())?;
    let mut tx = app.env.db.read().await?;
    let line = group_line(&mut tx, run, group).await?.ok_or_else(WebError::not_found)?;
    Ok((run, line))
}

/// `GET /admin/runs/{run}/groups/{group}/recall`: without names; who wants to see them says so, and it is noted.
pub async fn group_form(
    State(app): State<App>,
    who: Who,
    Path((run, group)): Path<(String, String)>,
) -> WebResult {
    let (run, line) = find_group(&app, &run, &group).await?;
    let now = look(&app, run).await?;
    let open = matches!(line.state, GroupState::Released | GroupState::Scheduled);
    if !open || !Step::Recall.is_open(now.facts.line.state) {
        return meanwhile(&app, &who, &now).await;
    }
    html(&group_page(&app, &who, &now, &line, Vec::new(), "", ""))
}

fn group_page(
    app: &App,
    who: &Who,
    now: &Now,
    line: &GroupLine,
    members: Vec<Member>,
    why: &str,
    why_problem: &str,
) -> StepPage {
    let run = now.facts.line.id;
    let text = who.text();
    let title = text
        .of("step-group-title")
        .num("n", line.ordinal)
        .arg("run", run_named(text, now))
        .to_string();
    let groups = format!("/admin/runs/{run}/groups");
    StepPage {
        names_asked: members.is_empty(),
        lead: text.of("step-group-lead").to_string(),
        effects: ["step-group-note", "step-group-calendar", "step-group-first", "step-recall-undo"]
            .map(|id| text.of(id).to_string())
            .into(),
        people: members
            .into_iter()
            .map(|member| {
                text.of("name-in-team")
                    .arg("name", member.name)
                    .arg("team", member.team)
                    .to_string()
            })
            .collect(),
        action: format!("{groups}/{}/recall", line.id),
        label: text.of("step-group").to_string(),
        danger: true,
        back: groups.clone(),
        mails_href: None,
        asks_why: true,
        why: why.to_owned(),
        why_most: NOTE_MOST,
        why_problem: why_problem.to_owned(),
        blocked: String::new(),
        page: Page::titled(app, who, title, Section::Runs).up(groups, text.of("groups-title")),
    }
}

/// `POST /admin/runs/{run}/groups/{group}/recall`
pub async fn group_recall(
    State(app): State<App>,
    who: Who,
    Path((run, group)): Path<(String, String)>,
    fields: Fields,
) -> WebResult {
    let (run, line) = find_group(&app, &run, &group).await?;
    let why = fields.get("why");
    if fields.get("step") == "names" {
        let now = look(&app, run).await?;
        let members = names_of(&app.env, &line, who.person).await?;
        return html(&group_page(&app, &who, &now, &line, members, why, ""));
    }
    if why.chars().count() > NOTE_MOST {
        let problem = who.text().of("step-why-too-long").num("most", NOTE_MOST).to_string();
        let mut kept = Fields::new();
        kept.refuse("why", &problem);
        let now = look(&app, run).await?;
        let mut shown = group_page(&app, &who, &now, &line, Vec::new(), why, &problem);
        shown.page = shown.page.refused(&kept);
        return refused(&shown);
    }
    match recall::recall_group(&app.env, line.id, who.person, why).await {
        Ok(_) => Ok(see_other(&format!("/admin/runs/{run}?done=group"))),
        Err(RoundError::Stale { .. }) if line.state == GroupState::Recalled => {
            Ok(see_other(&format!("/admin/runs/{run}?done=group")))
        }
        Err(RoundError::Stale { .. }) => {
            let now = look(&app, run).await?;
            meanwhile(&app, &who, &now).await
        }
        Err(error) => Err(round_error(error)),
    }
}
