//! Roles: who has which, granted and taken back by administrators.

use askama::Template;
use axum::extract::State;

use super::error::{WebError, WebResult};
use super::extract::{Fields, Query};
use super::page::{Page, Section, html, refused, see_other};
use super::session::Who;
use super::state::App;
use crate::domain::access::Role;
use crate::domain::id::PersonId;
use crate::programmes::roles::{self, RoleError};
use crate::store::role::GrantedRole;

#[derive(Template)]
#[template(path = "pages/roles.html")]
struct RolesPage {
    page: Page,
    granted: Vec<(String, GrantedRole)>,
    fields: Fields,
    options: Vec<(String, String)>,
}

/// A role's name, as a text id.
pub fn word(role: Role) -> &'static str {
    match role {
        Role::Participant => "role-participant",
        Role::Coordinator => "role-coordinator",
        Role::Hr => "role-hr",
        Role::Lead => "role-lead",
        Role::Admin => "role-admin",
        Role::Auditor => "role-auditor",
    }
}

async fn roles_page(app: &App, who: &Who, fields: Fields, done: &str) -> WebResult<RolesPage> {
    let text = who.text();
    let mut page = Page::new(app, who, "roles-title", Section::Settings)
        .up("/admin/settings", text.of("nav-settings"))
        .refused(&fields);
    match done {
        "granted" => page = page.note(text.of("roles-granted")),
        "revoked" => page = page.note(text.of("roles-revoked")),
        _ => {}
    }
    let granted = roles::list(&app.env).await?;
    let options = Role::ALL
        .iter()
        .filter(|role| **role != Role::Participant)
        .map(|role| (role.to_string(), text.of(word(*role)).to_string()))
        .collect();
    Ok(RolesPage {
        page,
        granted: granted
            .into_iter()
            .map(|granted| (text.of(word(granted.role)).to_string(), granted))
            .collect(),
        fields,
        options,
    })
}

/// GET /admin/roles
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    html(&roles_page(&app, &who, Fields::new(), query.get("done")).await?)
}

/// POST /admin/roles
pub async fn grant(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let role = fields.word::<Role>("role").filter(|role| *role != Role::Participant);
    let role = role.ok_or_else(WebError::unreadable)?;
    match roles::grant(&app.env, fields.get("address"), role, Some(who.person)).await {
        Ok(_) => Ok(see_other("/admin/roles?done=granted")),
        Err(RoleError::NoPerson | RoleError::NotGranted) => {
            fields.refuse("address", who.text().of("roles-no-person"));
            refused(&roles_page(&app, &who, fields, "").await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// POST /admin/roles/revoke
pub async fn revoke(State(app): State<App>, who: Who, fields: Fields) -> WebResult {
    let person: PersonId = fields.word("person").ok_or_else(WebError::not_found)?;
    let role: Role = fields.word("role").ok_or_else(WebError::not_found)?;
    roles::revoke(&app.env, person, role, Some(who.person)).await?;
    Ok(see_other("/admin/roles?done=revoked"))
}

impl From<RoleError> for WebError {
    fn from(error: RoleError) -> Self {
        match error {
            RoleError::Store(error) => error.into(),
            RoleError::LastAdmin => Self::new(
                axum::http::StatusCode::CONFLICT,
                "roles-last-admin-title",
                "roles-last-admin",
            )
            .way_out("/admin/roles", "roles-title"),
            RoleError::NoPerson | RoleError::NotGranted => Self::not_found(),
        }
    }
}
