//! What is owed to applicants of rotations: dearer choices of theirs that went to others.

use std::collections::HashMap;

use sqlx::QueryBuilder;
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::id::{ApplicationId, CallId, PersonId};
use crate::domain::placement::ApplicationState;
use crate::domain::rotation::{Past, owed};

/// Sets down how many choices of an application that had a place for the person went to others, dearer than the one they
/// got (of one without a place: all of them).
pub async fn passed_over_set(
    tx: &mut Tx,
    application: ApplicationId,
    choices: u32,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("update applications set passed_over = $2 where id = $1")
            .bind(application.0)
            .bind(i64::from(choices))
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// What [`passed_over_set`] said of an application; `None`: no plan has decided about it.
pub async fn passed_over(
    tx: &mut Tx,
    application: ApplicationId,
) -> Result<Option<u32>, StoreError> {
    let row: Option<(Option<i64>,)> = on!(tx, conn => {
        sqlx::query_as("select passed_over from applications where id = $1")
            .bind(application.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.and_then(|(n,)| n).and_then(|n| u32::try_from(n).ok()))
}

/// What is owed to each of some people by [`owed`], from calls other than this one. People to whom nothing is owed are
/// missing.
///
/// Cost: one statement per 500 people.
pub async fn owed_choices(
    tx: &mut Tx,
    people: &[PersonId],
    but: CallId,
) -> Result<HashMap<PersonId, u32>, StoreError> {
    let mut past: HashMap<PersonId, Vec<Past>> = HashMap::new();
    for chunk in people.chunks(500) {
        let rows: Vec<(Uuid, String, i64)> = on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "select person_id, state, passed_over
                 from applications
                 where state in ('placed', 'waitlisted')
                   and passed_over is not null
                   and call_id <> ",
            );
            query.push_bind(but.0).push(" and person_id in (");
            let mut ids = query.separated(", ");
            for person in chunk {
                ids.push_bind(person.0);
            }
            query.push(") order by person_id, created_at, id");
            query.build_query_as().persistent(false).fetch_all(conn).await?
        });
        for (person, state, choices) in rows {
            let state: ApplicationState = word("applications.state", &state)?;
            past.entry(PersonId(person)).or_default().push(Past {
                placed: state == ApplicationState::Placed,
                passed_over: u32::try_from(choices).unwrap_or(0),
            });
        }
    }
    let mut due: HashMap<PersonId, u32> =
        past.into_iter().map(|(person, past)| (person, owed(&past))).collect();
    due.retain(|_, owed| *owed > 0);
    Ok(due)
}
