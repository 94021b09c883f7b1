//! Founding: teams, people, roles, wishes and one coffee programme, a year before now.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::story::{self, City};
use super::{OtherOrganisation, TOLD, Told};
use crate::domain::access::Role;
use crate::domain::coffee::{CoffeeRules, Consent, ProgrammeKind, ProgrammeState};
use crate::domain::id::{PersonId, ProgrammeId, TeamId};
use crate::domain::person::{Language, Person, PersonState, Place, Profile, WorkingHours};
use crate::domain::team::Team;
use crate::programmes::Env;
use crate::store::audit::audit_append;
use crate::store::enrolment::enrolment_set;
use crate::store::person::{PersonFilter, persons_count, persons_put};
use crate::store::profile::profile_set;
use crate::store::programme::{Programme, programme_add};
use crate::store::rather_not::rather_not_add;
use crate::store::role::role_grant;
use crate::store::setting::setting_set;
use crate::store::team::teams_put;

/// When rounds are drawn, in words and on the clock.
const CADENCE: &str = "every 2 weeks on Tuesday 09:00";

/// When the last round was drawn: on the last Tuesday before today, so that the whole of today tells one story.
pub fn last_draw(now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let today = now.with_timezone(&zone).date_naive();
    let since_tuesday = (today.weekday().num_days_from_monday() + 6) % 7;
    let back = if since_tuesday == 0 { 7 } else { since_tuesday };
    let day = today - Days::new(u64::from(back));
    let at = day.and_time(NaiveTime::MIN) + TimeDelta::hours(9);
    at.and_local_timezone(zone).earliest().map_or(at.and_utc(), |at| at.with_timezone(&Utc))
}

/// The instant of the founding: `rounds` rounds, the last one included, follow until `now`.
pub fn founding(now: DateTime<Utc>, zone: Tz, rounds: u32) -> DateTime<Utc> {
    // The five days let the question of the first round go out in time.
    last_draw(now, zone) - TimeDelta::days(14 * (i64::from(rounds.max(1)) - 1) + 5)
}

/// How many people there are.
pub fn people() -> usize {
    story::TEAMS.iter().map(|team| team.people.len()).sum()
}

/// Makes the organisation, in one transaction, as of `founded_at`.
///
/// Errors: [`OtherOrganisation`] when the database holds people; then nothing is written.
pub async fn found(
    env: &Env,
    founded_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> anyhow::Result<Told> {
    let zone: Tz = env.site.zone;
    let mut tx = env.db.write().await?;
    let people = persons_count(&mut tx, &PersonFilter::default()).await?;
    if people > 0 {
        return Err(OtherOrganisation { people }.into());
    }
    let mut teams: HashMap<&str, TeamId> = HashMap::new();
    for team in story::TEAMS {
        teams.entry(team.division).or_insert_with(|| env.ids.next(founded_at));
    }
    let mut divisions: Vec<Team> =
        teams.iter().map(|(name, id)| team_row(*id, name, None, None)).collect();
    divisions.sort_by_key(|team| team.id);
    teams_put(&mut tx, &divisions, founded_at).await?;
    let mut persons: HashMap<&str, PersonId> = HashMap::new();
    for name in story::TEAMS.iter().flat_map(|team| team.people) {
        persons.insert(name, env.ids.next(founded_at));
    }
    let rows: Vec<Team> = story::TEAMS
        .iter()
        .map(|team| {
            let id = env.ids.next(founded_at);
            (team, id)
        })
        .map(|(team, id)| {
            let parent = teams.get(team.division).copied();
            teams.insert(team.name, id);
            Team { coffee_seats: team.seats, ..team_row(id, team.name, parent, None) }
        })
        .collect();
    teams_put(&mut tx, &rows, founded_at).await?;

    let started = |i: usize| founded_at.date_naive() - Days::new(90 + 37 * i as u64 % 2_400);
    let mut people = Vec::new();
    for team in story::TEAMS {
        let lead = persons[team.people[0]];
        for (i, name) in team.people.iter().enumerate() {
            people.push(Person {
                id: persons[name],
                external_id: Some(format!("H{:04}", people.len() + 1)),
                email: story::email(name),
                name: (*name).to_owned(),
                team_id: teams[team.name],
                manager_id: (i > 0).then_some(lead),
                site: Some(team.city.site().to_owned()),
                function: Some(story::function(team.name).to_owned()),
                seniority: Some(story::level(i).to_owned()),
                zone: team.city.zone().parse().unwrap_or(zone),
                starts_on: Some(started(people.len())),
                state: PersonState::Active,
                language: if story::GERMAN.contains(name) {
                    Language::German
                } else {
                    Language::English
                },
            });
        }
    }
    persons_put(&mut tx, &people, founded_at).await?;
    // Leads are people, so teams learn of them once people are there.
    let led: Vec<Team> = story::TEAMS
        .iter()
        .map(|team| Team {
            lead_id: Some(persons[team.people[0]]),
            coffee_seats: team.seats,
            ..team_row(teams[team.name], team.name, teams.get(team.division).copied(), None)
        })
        .collect();
    teams_put(&mut tx, &led, founded_at).await?;
    for (name, role) in [
        (story::ADMIN, Role::Admin),
        (story::COORDINATOR, Role::Coordinator),
        (story::HR, Role::Hr),
        (story::LEAD, Role::Lead),
        (story::AUDITOR, Role::Auditor),
    ] {
        role_grant(&mut tx, persons[name], role, None, founded_at).await?;
    }

    let programme: ProgrammeId = env.ids.next(founded_at);
    programme_add(
        &mut tx,
        &Programme {
            id: programme,
            kind: ProgrammeKind::Coffee,
            name: "Coffee across teams".to_owned(),
            purpose: "Half an hour with somebody you do not work with, so that you know whom to call when it matters."
                .to_owned(),
            owner_id: persons[story::ADMIN],
            state: ProgrammeState::Active,
            cadence: CADENCE.to_owned(),
            zone,
            starts_at: founded_at,
            rules: CoffeeRules { repeat_after_days: 180, ..CoffeeRules::default() },
            last_slot_at: None,
            created_at: founded_at,
            updated_at: founded_at,
        },
    )
    .await?;
    let mut dealt = 0;
    for team in story::TEAMS {
        for name in team.people {
            dealt += 1;
            profile_set(&mut tx, persons[name], &profile(dealt, name, team.city), founded_at)
                .await?;
            if story::NOT_JOINED.contains(name) {
                continue;
            }
            let consent =
                if story::ASKED.contains(name) { Consent::Ask } else { Consent::Standing };
            enrolment_set(&mut tx, programme, persons[name], consent, founded_at).await?;
        }
    }
    let (a, b) = story::RATHER_NOT;
    rather_not_add(&mut tx, persons[a], persons[b], founded_at).await?;
    let subject = format!("programme:{programme}");
    let detail = serde_json::json!({ "people": people.len() });
    audit_append(&mut tx, founded_at, "system", "demo.founded", &subject, &detail).await?;

    let told = Told { programme: programme.0, reached_at: founded_at, latest: None };
    setting_set(&mut tx, TOLD, &told, now).await?;
    tx.commit().await?;
    Ok(told)
}

fn team_row(id: TeamId, name: &str, parent_id: Option<TeamId>, lead_id: Option<PersonId>) -> Team {
    Team { id, name: name.to_owned(), parent_id, lead_id, coffee_seats: None }
}

/// Wishes, dealt out in turn, so that everybody is somebody and nobody is random.
fn profile(turn: usize, name: &str, city: City) -> Profile {
    let topics =
        (0..3).map(|k| story::TOPICS[(turn * (k + 2) + k) % story::TOPICS.len()].to_owned());
    let mut topics: Vec<String> = topics.collect();
    topics.sort();
    topics.dedup();
    let mut speaks = vec!["en".to_owned()];
    if story::GERMAN.contains(&name) {
        speaks.push("de".to_owned());
    }
    // Toronto starts early and Europe stays a little, so that there is a common afternoon.
    let (from, until) = match city {
        City::Toronto => (8 * 60, 16 * 60),
        City::Lisbon => (9 * 60, 18 * 60),
        City::Bergen => (8 * 60, 17 * 60 + 30),
    };
    Profile {
        about: story::ABOUT[turn % story::ABOUT.len()].to_owned(),
        topics,
        speaks,
        place: if turn.is_multiple_of(3) { Place::Online } else { Place::Either },
        hours: WorkingHours { from, until, ..WorkingHours::default() },
        calendar: !turn.is_multiple_of(9),
        on_map: turn.is_multiple_of(2),
    }
}
