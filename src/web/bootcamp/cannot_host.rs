//! "We cannot host in these weeks": a team's lead or a coordinator closes weeks, sees whom it moves, and every plan that
//! counted on them is repaired with as little change as possible.

use askama::Template;
use axum::extract::State;

use super::super::error::{WebError, WebResult};
use super::super::extract::{Fields, Id, Query};
use super::super::page::{Page, Section, html, refused, see_other};
use super::super::{App, Who};
use super::days;
use super::plan::fault;
use crate::domain::access::Action;
use crate::domain::id::{PersonId, TeamId};
use crate::domain::week::Week;
use crate::programmes::placing::{withdraw, would_touch};
use crate::store::person::persons_by_ids;
use crate::store::placement::Placement;
use crate::store::team::team_get;

/// Weeks that can be closed from this page.
const WEEKS: u32 = 26;
/// The longest reason.
const WHY_MOST: usize = 200;

/// From where the page was reached: decides who may, and where it leads back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    Coordinator,
    Lead,
}

impl Door {
    fn path(self, team: TeamId) -> String {
        match self {
            Self::Coordinator => format!("/cannot-host/{team}"),
            Self::Lead => format!("/admin/capacity/{team}/cannot-host"),
        }
    }

    fn back(self, team: TeamId) -> String {
        match self {
            Self::Coordinator => "/cohorts".to_owned(),
            Self::Lead => format!("/admin/capacity/{team}"),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/cannot_host.html")]
struct CannotPage {
    page: Page,
    f: Fields,
    action: String,
    back: String,
    weeks: Vec<(String, String)>,
    checking: bool,
    touched: Vec<String>,
    begun: Vec<String>,
    effects: Vec<String>,
}

/// The team's name, for whoever may close its weeks: others do not find it.
async fn team_of(app: &App, who: &Who, door: Door, id: TeamId) -> WebResult<String> {
    let mut tx = app.env.db.read().await?;
    let team = team_get(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    let own = team.lead_id == Some(who.person) || who.roles.may(Action::Configure);
    if door == Door::Lead && !own {
        return Err(WebError::not_found());
    }
    Ok(team.name)
}

fn this_week(app: &App) -> Week {
    Week::of(app.env.clock.now().with_timezone(&app.env.site.zone).date_naive())
}

fn shown(app: &App, who: &Who, (door, id, team): (Door, TeamId, &str), f: Fields) -> CannotPage {
    let text = who.text();
    let title = text.of("bootcamp-cannot-title").arg("team", team).to_string();
    let (section, up) = match door {
        Door::Coordinator => (Section::Cohorts, "bootcamp-cohorts-title"),
        Door::Lead => (Section::Capacity, "capacity-title"),
    };
    let back = door.back(id);
    let page = Page::titled(app, who, title, section).up(&back, text.of(up)).refused(&f);
    let weeks = this_week(app).plus(1).run(WEEKS);
    CannotPage {
        action: door.path(id),
        back,
        weeks: weeks
            .map(|week| (week.monday().to_string(), days(text, week, week.plus(1))))
            .collect(),
        checking: false,
        touched: Vec::new(),
        begun: Vec::new(),
        effects: Vec::new(),
        page,
        f,
    }
}

async fn form(app: &App, who: &Who, door: Door, id: TeamId, query: &Fields) -> WebResult {
    let team = team_of(app, who, door, id).await?;
    let first = this_week(app).plus(1).monday().to_string();
    let mut fields = Fields::new();
    fields.set("from", &first);
    fields.set("to", &first);
    let mut page = shown(app, who, (door, id, &team), fields);
    if query.get("done") == "closed" {
        let text = who.text();
        let note = text.of("bootcamp-cannot-done").num("n", query.word::<u32>("n").unwrap_or(0));
        page.page = page.page.note(note);
    }
    html(&page)
}

/// `GET /cannot-host/{id}`: for coordinators.
pub async fn coordinator(
    State(app): State<App>,
    who: Who,
    Id(id): Id<TeamId>,
    Query(query): Query,
) -> WebResult {
    form(&app, &who, Door::Coordinator, id, &query).await
}

/// `GET /admin/capacity/{id}/cannot-host`: for the team's lead.
pub async fn lead(
    State(app): State<App>,
    who: Who,
    Id(id): Id<TeamId>,
    Query(query): Query,
) -> WebResult {
    form(&app, &who, Door::Lead, id, &query).await
}

/// `POST /cannot-host/{id}`: `step=check` shows whom it moves, `step=save` closes the weeks.
pub async fn coordinator_save(
    State(app): State<App>,
    who: Who,
    Id(id): Id<TeamId>,
    fields: Fields,
) -> WebResult {
    save(&app, &who, Door::Coordinator, id, fields).await
}

/// `POST /admin/capacity/{id}/cannot-host`
pub async fn lead_save(
    State(app): State<App>,
    who: Who,
    Id(id): Id<TeamId>,
    fields: Fields,
) -> WebResult {
    save(&app, &who, Door::Lead, id, fields).await
}

async fn save(app: &App, who: &Who, door: Door, id: TeamId, mut fields: Fields) -> WebResult {
    let text = who.text();
    let team = team_of(app, who, door, id).await?;
    if fields.get("step") == "change" {
        return html(&shown(app, who, (door, id, &team), fields));
    }
    let week = |name: &str| fields.word::<chrono::NaiveDate>(name).map(Week::of);
    let (from, last) = (week("from"), week("to"));
    let why = fields.get("why").to_owned();
    let first = this_week(app).plus(1);
    let end = first.plus(WEEKS);
    let inside = |week: &Week| (first..end).contains(week);
    let span = from.filter(inside).zip(last.filter(inside)).filter(|(from, last)| from <= last);
    if span.is_none() {
        fields.refuse("to", text.of("bootcamp-cannot-weeks"));
    }
    if why.is_empty() || why.chars().count() > WHY_MOST {
        fields.refuse("why", text.of("bootcamp-withdraw-why").num("most", WHY_MOST));
    }
    let Some((from, last)) = span.filter(|_| fields.is_valid()) else {
        return refused(&shown(app, who, (door, id, &team), fields));
    };
    let to = last.plus(1);
    let back = door.path(id);
    if fields.get("step") == "save" {
        let done = withdraw(&app.env, id, (from, to), &why, who.person)
            .await
            .map_err(|error| fault(error, &back))?;
        return Ok(see_other(&format!("{back}?done=closed&n={}", done.touched)));
    }
    let (touched, begun) =
        would_touch(&app.env, id, from, to).await.map_err(|error| fault(error, &back))?;
    let mut page = shown(app, who, (door, id, &team), fields);
    page.checking = true;
    page.effects = vec![
        text.of("bootcamp-cannot-closed").arg("days", days(text, from, to)).to_string(),
        text.of("bootcamp-cannot-moves").num("n", touched.len()).to_string(),
        text.of("bootcamp-cannot-told").to_string(),
    ];
    page.touched = lines(app, who, &touched).await?;
    page.begun = lines(app, who, &begun).await?;
    html(&page)
}

/// Who is hosted when: a team's lead sees the names of the team's own guests.
async fn lines(app: &App, who: &Who, rows: &[Placement]) -> WebResult<Vec<String>> {
    let text = who.text();
    let ids: Vec<PersonId> = rows.iter().map(|row| row.person_id).collect();
    let mut tx = app.env.db.read().await?;
    let people = persons_by_ids(&mut tx, &ids).await?;
    Ok(rows
        .iter()
        .map(|row| {
            let name = people.iter().find(|person| person.id == row.person_id);
            text.of("bootcamp-cannot-line")
                .arg("name", name.map(|person| person.name.clone()).unwrap_or_default())
                .arg("days", days(text, row.from_on, row.to_on))
                .to_string()
        })
        .collect())
}
