//! Naming a team's hosts, and ending it.

use axum::extract::{Path, State};

use super::{own, team};
use crate::domain::id::{PersonId, TeamId};
use crate::programmes::capacity::hosts::{self, HostError, MOST_AT_ONCE};
use crate::programmes::capacity::offers::this_week;
use crate::store::capacity::{host_guests, hosts_of_teams};
use crate::store::person::person_get;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Id};
use crate::web::one_button::OneButton;
use crate::web::page::{Page, Section, see_other};
use crate::web::{App, Who};

/// `POST /admin/capacity/{id}/hosts`
pub async fn name(
    State(app): State<App>,
    who: Who,
    Id(id): Id<TeamId>,
    mut fields: Fields,
) -> WebResult {
    let team = own(&app, &who, id).await?;
    let text = who.text();
    let person: Option<PersonId> = fields.word("host");
    let most: Option<u32> = fields.word("most");
    let outcome = match (person, most) {
        (None, _) => Err(HostError::NotOfTeam),
        (_, None) => Err(HostError::Limit),
        (Some(person), Some(most)) => hosts::name(&app.env, id, person, most, who.person).await,
    };
    match outcome {
        Ok(()) => return Ok(see_other(&format!("/admin/capacity/{id}?done=host#hosts"))),
        Err(HostError::NotOfTeam) => fields.refuse("host", text.of("capacity-hosts-fault-person")),
        Err(HostError::Limit) => {
            fields.refuse("most", text.of("capacity-hosts-fault-most").num("most", MOST_AT_ONCE));
        }
        Err(HostError::Store(error)) => return Err(error.into()),
    }
    team::again(&app, &who, &team, fields).await
}

/// The team and the host that a path names.
async fn found(
    app: &App,
    who: &Who,
    path: &(String, String),
) -> WebResult<(TeamId, PersonId, String)> {
    let id: TeamId = path.0.parse().map_err(|_| WebError::not_found())?;
    let person: PersonId = path.1.parse().map_err(|_| WebError::not_found())?;
    own(app, who, id).await?;
    let mut tx = app.env.db.read().await?;
    let hosts = hosts_of_teams(&mut tx, &[id]).await?;
    if !hosts.iter().any(|host| host.person_id == person) {
        return Err(WebError::not_found());
    }
    let name = person_get(&mut tx, person).await?.map(|person| person.name).unwrap_or_default();
    Ok((id, person, name))
}

/// `GET /admin/capacity/{id}/hosts/{person}/remove`: what it means.
pub async fn ask(
    State(app): State<App>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> WebResult {
    let (id, person, name) = found(&app, &who, &path).await?;
    let text = who.text();
    let mut tx = app.env.db.read().await?;
    let guests = host_guests(&mut tx, id, person, this_week(&app.env)).await?;
    let rest: u32 = hosts_of_teams(&mut tx, &[id])
        .await?
        .iter()
        .filter(|host| host.person_id != person)
        .map(|host| host.most_at_once)
        .sum();
    drop(tx);
    let title = text.of("capacity-hosts-remove-title").arg("name", &name).to_string();
    let back = format!("/admin/capacity/{id}#hosts");
    OneButton {
        page: Page::titled(&app, &who, title, Section::Capacity)
            .up(back.clone(), text.of("capacity-hosts-title")),
        lead: text.of("capacity-hosts-remove-lead").num("guests", guests).to_string(),
        facts: vec![(
            text.of("capacity-hosts-remove-rest").to_string(),
            if rest == 0 {
                text.of("capacity-hosts-remove-none").to_string()
            } else {
                text.number(rest)
            },
        )],
        action: format!("/admin/capacity/{id}/hosts/{person}/remove"),
        button: text.of("capacity-hosts-remove-button").to_string(),
        danger: true,
        other: Some((back, text.of("cancel").to_string())),
    }
    .show()
}

/// `POST /admin/capacity/{id}/hosts/{person}/remove`
pub async fn remove(
    State(app): State<App>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> WebResult {
    let id: TeamId = path.0.parse().map_err(|_| WebError::not_found())?;
    let person: PersonId = path.1.parse().map_err(|_| WebError::not_found())?;
    own(&app, &who, id).await?;
    hosts::remove(&app.env, id, person, who.person).await?;
    Ok(see_other(&format!("/admin/capacity/{id}?done=host-gone#hosts")))
}
