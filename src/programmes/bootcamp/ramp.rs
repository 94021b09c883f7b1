//! The newcomer ramp: people and teams met after 30, 60 and 90 days, cohort by cohort; and what it cost the hosts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::domain::id::{CohortId, PersonId, TeamId};
use crate::domain::placement::{PlacementState, Subject};
use crate::programmes::Env;
use crate::programmes::bootcamp::CohortError;
use crate::store::cohort::{Cohort, cohort_get, cohorts_all};
use crate::store::hire::{HireLine, hires_of};
use crate::store::placement::placements_of;
use crate::store::ramp::{Met, met_by_hires};

/// Days after the start at which is counted.
pub const DAYS: [u64; 3] = [30, 60, 90];

/// How a cohort's people stand after some days.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Step {
    /// Hires who are there that long.
    pub hires: usize,
    /// People of other teams whom one of them has met, on average.
    pub people: f64,
    /// Teams of those people, on average.
    pub teams: f64,
}

/// A cohort's ramp.
#[derive(Clone, Debug, PartialEq)]
pub struct Ramp {
    /// Which.
    pub cohort: CohortId,
    /// Its name.
    pub name: String,
    /// After 30, 60 and 90 days.
    pub steps: [Step; 3],
}

/// What a team gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gave {
    /// Which.
    pub team: TeamId,
    /// Guests.
    pub guests: usize,
    /// Minutes of its hosts, for the weeks that are planned or done.
    pub minutes: u64,
}

/// A cohort's ramp first, then those of the programme's other cohorts, the latest start first; and what its hosts gave,
/// the most first.
///
/// Errors: [`CohortError::Unknown`].
/// Cost: two statements for each cohort of the programme.
pub async fn ramp(env: &Env, id: CohortId) -> Result<(Vec<Ramp>, Vec<Gave>), CohortError> {
    let today = env.clock.now().with_timezone(&env.site.zone).date_naive();
    let mut tx = env.db.snapshot().await?;
    let own = cohort_get(&mut tx, id).await?.ok_or(CohortError::Unknown)?;
    let met = met_by_hires(&mut tx, own.programme_id).await?;
    let mut others = cohorts_all(&mut tx).await?;
    others.retain(|cohort| cohort.programme_id == own.programme_id && cohort.id != id);
    let mut ramps = Vec::new();
    for cohort in std::iter::once(&own).chain(&others) {
        let hires = hires_of(&mut tx, cohort.id).await?;
        ramps.push(Ramp {
            cohort: cohort.id,
            name: cohort.name.clone(),
            steps: DAYS.map(|days| step(cohort, &hires, &met, days, today)),
        });
    }
    let mut gave: BTreeMap<TeamId, Gave> = BTreeMap::new();
    for row in placements_of(&mut tx, Subject::Cohort(id)).await? {
        if row.state.is_booked() || row.state == PlacementState::EndedEarly {
            let team = row.team_id;
            let one = gave.entry(team).or_insert(Gave { team, guests: 0, minutes: 0 });
            one.guests += 1;
            one.minutes += u64::from(row.length) * u64::from(own.rules.minutes_per_week);
        }
    }
    let mut gave: Vec<Gave> = gave.into_values().collect();
    gave.sort_by_key(|one| (std::cmp::Reverse(one.minutes), one.team));
    Ok((ramps, gave))
}

fn step(cohort: &Cohort, hires: &[HireLine], met: &[Met], days: u64, today: NaiveDate) -> Step {
    let (mut there, mut people, mut teams) = (0_usize, 0_usize, 0_usize);
    for line in hires {
        let first = cohort.starts_on.plus(line.hire.from_week).monday();
        let start = line.starts_on.unwrap_or(first);
        let Some(end) = start.checked_add_days(Days::new(days)).filter(|end| *end <= today) else {
            continue;
        };
        there += 1;
        let own = || {
            met.iter().filter(|one| {
                one.cohort_id == cohort.id
                    && one.person_id == line.hire.person_id
                    && one.first_on <= end
            })
        };
        people += own().map(|one| one.other_id).collect::<BTreeSet<PersonId>>().len();
        teams += own().map(|one| one.team_id).collect::<BTreeSet<TeamId>>().len();
    }
    Step { hires: there, people: mean(people, there), teams: mean(teams, there) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people")]
fn mean(sum: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { sum as f64 / of as f64 }
}
