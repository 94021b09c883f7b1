//! Whom new hires have met since they came.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{StoreError, Tx, on};
use crate::domain::id::{CohortId, PersonId, ProgrammeId, TeamId};

/// Somebody whom a hire has met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Met {
    /// In which cohort the hire is.
    pub cohort_id: CohortId,
    /// The hire.
    pub person_id: PersonId,
    /// Whom they met.
    pub other_id: PersonId,
    /// That person's team.
    pub team_id: TeamId,
    /// When they met first.
    pub first_on: NaiveDate,
}

/// Whom the hires of a bootcamp programme's cohorts have met, of teams other than their own, each pair once with its
/// first day; ties without a day, and people in common teams, are missing.
///
/// Cost: one statement; both directions of a tie by their own index.
pub async fn met_by_hires(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Met>, StoreError> {
    let rows: Vec<(Uuid, Uuid, Uuid, Uuid, NaiveDate)> = on!(tx, conn => {
        sqlx::query_as(
            "select h.cohort_id, h.person_id, o.id, o.team_id, min(m.first_on)
             from cohorts c
             join hires h on h.cohort_id = c.id
             join persons p on p.id = h.person_id
             join (
                 select a_id as one_id, b_id as other_id, first_on from ties where state = 'met'
                 union all
                 select b_id as one_id, a_id as other_id, first_on from ties where state = 'met'
             ) m on m.one_id = h.person_id
             join persons o on o.id = m.other_id
             where c.programme_id = $1
               and m.first_on is not null
               and o.team_id <> p.team_id
             group by h.cohort_id, h.person_id, o.id, o.team_id
             order by h.cohort_id, h.person_id, o.id",
        )
        .bind(programme.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(cohort, person, other, team, first_on)| Met {
            cohort_id: CohortId(cohort),
            person_id: PersonId(person),
            other_id: PersonId(other),
            team_id: TeamId(team),
            first_on,
        })
        .collect())
}
