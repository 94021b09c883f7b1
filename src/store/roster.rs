//! The whole roster, for comparing a file with it.

use sqlx::QueryBuilder;

use super::person::PersonRow;
use super::{StoreError, Tx, on};
use crate::domain::id::PersonId;
use crate::domain::roster::diff::Known;

const CHUNK: usize = 1_000;

#[derive(sqlx::FromRow)]
struct KnownRow {
    #[sqlx(flatten)]
    person: PersonRow,
    by_hand: bool,
    own_locale: bool,
}

/// Everybody who is or was on the roster, for comparing a file with it. People who were erased are not among them.
///
/// Cost: all rows; not on a page's path.
pub async fn persons_known(tx: &mut Tx) -> Result<Vec<Known>, StoreError> {
    let rows: Vec<KnownRow> = on!(tx, conn => {
        sqlx::query_as(
            "select p.id, p.external_id, p.email, p.name, p.team_id, p.manager_id, p.site, p.function, p.seniority,
                 p.zone, p.starts_on, p.state, p.language, p.by_hand, (w.person_id is not null) as own_locale
             from persons p
             left join profiles w on w.person_id = p.id
             where p.erased_at is null
             order by p.id",
        )
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|row| {
            Ok(Known {
                person: row.person.try_into()?,
                by_hand: row.by_hand,
                own_locale: row.own_locale,
            })
        })
        .collect()
}

/// Somebody made by hand stands in a roster now: the roster decides from here on.
pub async fn persons_adopt(tx: &mut Tx, people: &[PersonId]) -> Result<(), StoreError> {
    for chunk in people.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new("update persons set by_hand = ");
            query.push_bind(false).push(" where id in (");
            let mut ids = query.separated(", ");
            for id in chunk {
                ids.push_bind(id.0);
            }
            query.push(")");
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}
