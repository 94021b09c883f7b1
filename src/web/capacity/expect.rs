//! What guests can expect of a team, written by its lead.

use axum::extract::State;

use super::{own, team};
use crate::domain::id::TeamId;
use crate::programmes::capacity::expect::{ExpectError, LONGEST, say};
use crate::web::error::WebResult;
use crate::web::extract::{Fields, Id};
use crate::web::page::see_other;
use crate::web::{App, Who};

/// `POST /admin/capacity/{id}/expect`
pub async fn save(
    State(app): State<App>,
    who: Who,
    Id(id): Id<TeamId>,
    mut fields: Fields,
) -> WebResult {
    let team = own(&app, &who, id).await?;
    match say(&app.env, id, fields.get("expect"), who.person).await {
        Ok(_) => Ok(see_other(&format!("/admin/capacity/{id}?done=expect#expect-words"))),
        Err(ExpectError::TooLong) => {
            let message = who.text().of("capacity-expect-long").num("most", LONGEST);
            fields.refuse("expect", message);
            team::again(&app, &who, &team, fields).await
        }
        Err(ExpectError::Store(error)) => Err(error.into()),
    }
}
