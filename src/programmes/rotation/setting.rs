//! From rows to the optimiser's problem of a call: who may go, when, and what the teams can spare.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::capacity::Use;
use crate::domain::id::{PersonId, PlacementId, TeamId};
use crate::domain::person::{Person, PersonState};
use crate::domain::placement::{ApplicationState, Subject};
use crate::domain::rotation::{Period, RotationRules};
use crate::domain::week::Week;
use crate::optimise::rotation::{Applicant, FORMAT, Host, RotationProblem, Rules, Weights};
use crate::optimise::{Problem, TeamLink};
use crate::programmes::capacity::free_places;
use crate::programmes::placing::Setting;
use crate::programmes::round::{RoundError, person_key, team_key};
use crate::store::Tx;
use crate::store::application::{Application, applications_of_call, vain_applications};
use crate::store::call::Call;
use crate::store::owed::owed_choices;
use crate::store::person::persons_by_ids;
use crate::store::placement::{Placement, people_placed_between, placements_of};
use crate::store::programme::head_get;
use crate::store::snapshot::ties_between_teams;

/// What a plan of the call is made of. Whoever may not go (no answer of the home team, taken back, away, not a year
/// here) is no applicant; periods that have begun, that the home team did not agree to, or in which the person is placed
/// elsewhere are none of theirs. Placements of the call stand in the problem as possible, whatever has changed since,
/// so that each of them can be locked.
///
/// Errors: [`RoundError::NoProgramme`] when the call's programme is gone.
/// Cost: some statements, and one for each period and length; 500 teams of 26 weeks are 13,000 rows.
pub async fn setting(tx: &mut Tx, call: &Call, now: DateTime<Utc>) -> Result<Setting, RoundError> {
    let programme = head_get(tx, call.programme_id).await?.ok_or(RoundError::NoProgramme)?;
    let today = now.with_timezone(&programme.zone).date_naive();
    let subject = Subject::Call(call.id);
    let placements = placements_of(tx, subject).await?;
    let free = free(tx, call, &placements).await?;
    let applications: Vec<Application> = applications_of_call(tx, call.id)
        .await?
        .into_iter()
        .filter(|one| {
            use ApplicationState::{Eligible, Placed, Waitlisted};
            matches!(one.state, Eligible | Placed | Waitlisted)
        })
        .collect();
    let ids: Vec<PersonId> = applications
        .iter()
        .map(|one| one.person_id)
        .chain(placements.iter().map(|one| one.person_id))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let people: HashMap<PersonId, Person> =
        persons_by_ids(tx, &ids).await?.into_iter().map(|person| (person.id, person)).collect();
    let vain = vain_applications(tx, &ids, call.id).await?;
    let owed = owed_choices(tx, &ids, call.id).await?;
    let elsewhere = placed_elsewhere(tx, call, &ids, &applications, &placements).await?;
    let mut applicants = BTreeMap::new();
    for one in &applications {
        let Some(person) = people.get(&one.person_id) else { continue };
        if person.state != PersonState::Active {
            continue;
        }
        let busy = |start: u32| elsewhere.contains(&(one.person_id, start, one.length));
        applicants.insert(
            one.person_id,
            Applicant {
                id: person_key(one.person_id),
                team: team_key(one.home_team_id),
                manager: person.manager_id.map(person_key),
                choices: one
                    .choices
                    .iter()
                    .filter(|team| **team != one.home_team_id)
                    .map(|team| team_key(*team))
                    .collect(),
                periods: starts(call, one, person, today).filter(|start| !busy(*start)).collect(),
                length: one.length,
                waited: vain.get(&one.person_id).copied().unwrap_or(0),
                owed: owed.get(&one.person_id).copied().unwrap_or(0),
            },
        );
    }
    for placement in placements.iter().filter(|one| is_live(one)) {
        keep_possible(&mut applicants, placement, &people, &vain);
    }
    let teams = teams_of(call, &free, &applicants);
    let links = ties_between_teams(tx)
        .await?
        .into_iter()
        .map(|((a, b), ties)| TeamLink { a: team_key(a), b: team_key(b), ties })
        .filter(|link| teams.contains_key(&link.a) && teams.contains_key(&link.b))
        .collect::<Vec<_>>();
    let problem = RotationProblem {
        format: FORMAT.to_owned(),
        periods: u32::try_from(call.periods.len()).unwrap_or(0),
        teams: teams.into_values().collect(),
        applicants: applicants.into_values().collect(),
        links: sorted(links),
        rules: Rules { balance: call.rules.balance },
        locked: Vec::new(),
        given: Vec::new(),
        weights: Weights::default(),
    };
    Ok(Setting {
        subject,
        programme,
        problem: Problem::Rotation(problem),
        slots: call.periods.clone(),
        minutes_per_week: call.rules.minutes_per_week,
        hold_minutes: call.rules.hold_minutes,
        placements,
    })
}

/// Is it in a plan, or real? What is over, or was withdrawn, is neither.
fn is_live(placement: &Placement) -> bool {
    placement.state.is_proposal() || placement.state.is_booked()
}

/// The same problem from the same rows: a map has no order.
fn sorted(mut links: Vec<TeamLink>) -> Vec<TeamLink> {
    links.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    links
}

/// The first day on which somebody may go by the call's rules; the start of time for those whose first day nobody knows.
pub fn eligible_on(rules: &RotationRules, person: &Person) -> NaiveDate {
    person.starts_on.map_or(NaiveDate::MIN, |starts_on| rules.eligible_on(starts_on))
}

/// Do these periods of a call lie side by side, so that one stay can take them all?
pub fn is_stretch(periods: &[Period]) -> bool {
    periods.windows(2).all(|pair| matches!(pair, [a, b] if a.to_on == b.from_on))
}

/// The numbers of periods with which an application's stay may begin: every period of it suits the person, is agreed by
/// the home team, and has not begun on `today`; on the first the person may go; they lie side by side.
fn starts<'a>(
    call: &'a Call,
    one: &'a Application,
    person: &Person,
    today: NaiveDate,
) -> impl Iterator<Item = u32> + 'a {
    let earliest = eligible_on(&call.rules, person);
    let suits = |n: &u32| {
        one.periods.contains(n) && one.agreed.as_ref().is_some_and(|agreed| agreed.contains(n))
    };
    (0_u32..).zip(&call.periods).filter_map(move |(start, period)| {
        let from = period.from_on.monday();
        let all = call.periods.get(start as usize..(start + one.length) as usize)?;
        let fits = from > today
            && from >= earliest
            && (start..start + one.length).all(|n| suits(&n))
            && is_stretch(all);
        fits.then_some(start)
    })
}

/// Who has a real placement of another call or programme in the weeks of a stay: person, start and length.
async fn placed_elsewhere(
    tx: &mut Tx,
    call: &Call,
    people: &[PersonId],
    applications: &[Application],
    own: &[Placement],
) -> Result<HashSet<(PersonId, u32, u32)>, RoundError> {
    let own: Vec<PlacementId> = own.iter().map(|one| one.id).collect();
    let lengths: BTreeSet<u32> = applications.iter().map(|one| one.length).collect();
    let mut elsewhere = HashSet::new();
    for length in lengths {
        for (start, period) in (0_u32..).zip(&call.periods) {
            let Some(last) = call.periods.get((start + length).saturating_sub(1) as usize) else {
                break;
            };
            let busy = people_placed_between(tx, people, period.from_on, last.to_on, &own).await?;
            elsewhere.extend(busy.into_iter().map(|person| (person, start, length)));
        }
    }
    Ok(elsewhere)
}

/// Makes a placement of the call possible in the problem, also when its person has taken the application back or chose
/// otherwise since.
fn keep_possible(
    applicants: &mut BTreeMap<PersonId, Applicant>,
    placement: &Placement,
    people: &HashMap<PersonId, Person>,
    vain: &HashMap<PersonId, u32>,
) {
    let who = placement.person_id;
    let applicant = applicants.entry(who).or_insert_with(|| Applicant {
        id: person_key(who),
        team: team_key(placement.home_team_id),
        manager: people.get(&who).and_then(|person| person.manager_id).map(person_key),
        choices: Vec::new(),
        periods: Vec::new(),
        length: placement.length,
        waited: vain.get(&who).copied().unwrap_or(0),
        owed: 0,
    });
    let team = team_key(placement.team_id);
    if !applicant.choices.contains(&team) {
        applicant.choices.push(team);
    }
    if !applicant.periods.contains(&placement.slot) {
        applicant.periods.push(placement.slot);
        applicant.periods.sort_unstable();
    }
}

/// Free places for guests and for own people away, of each team in each period.
type Free = BTreeMap<TeamId, Vec<(u32, u32)>>;

/// What the teams can still spare in each period: the least of its weeks. What the call's own placements take is free to
/// it again. Teams that said nothing about any week are missing.
pub async fn free(tx: &mut Tx, call: &Call, own: &[Placement]) -> Result<Free, RoundError> {
    let weeks: Vec<Week> = call.periods.iter().flat_map(|period| period.weeks()).collect();
    let mut guests = free_places(tx, Use::Rotation, &weeks, call.rules.minutes_per_week).await?;
    let mut away = free_places(tx, Use::Lend, &weeks, 0).await?;
    for row in own.iter().filter(|row| row.state.is_booked()) {
        for (n, week) in weeks.iter().enumerate() {
            if row.from_on <= *week && *week < row.to_on {
                for (free, team) in [(&mut guests, row.team_id), (&mut away, row.home_team_id)] {
                    if let Some(places) = free.get_mut(&team).and_then(|weeks| weeks.get_mut(n)) {
                        *places += 1;
                    }
                }
            }
        }
    }
    let least = |free: &[u32], from: usize, weeks: u32| {
        let to = from + weeks as usize;
        free.get(from..to).and_then(|weeks| weeks.iter().min()).copied().unwrap_or(0)
    };
    let teams = guests.into_iter().map(|(team, guests)| {
        let away = away.remove(&team).unwrap_or_default();
        let mut from = 0;
        let periods = call
            .periods
            .iter()
            .map(|period| {
                let weeks = period.count();
                let free = (least(&guests, from, weeks), least(&away, from, weeks));
                from += weeks as usize;
                free
            })
            .collect();
        (team, periods)
    });
    Ok(teams.collect())
}

/// The teams of the problem by their keys: whoever offers something, and every team that an applicant names.
fn teams_of(
    call: &Call,
    free: &Free,
    applicants: &BTreeMap<PersonId, Applicant>,
) -> BTreeMap<String, Host> {
    let mut teams: BTreeMap<String, Host> = free
        .iter()
        .map(|(team, periods)| {
            let id = team_key(*team);
            let (places, lend) = periods.iter().copied().unzip();
            (id.clone(), Host { id, places, lend })
        })
        .collect();
    let nothing = vec![0; call.periods.len()];
    for id in applicants.values().flat_map(|one| one.choices.iter().chain([&one.team])) {
        teams.entry(id.clone()).or_insert_with(|| Host {
            id: id.clone(),
            places: nothing.clone(),
            lend: nothing.clone(),
        });
    }
    teams
}
