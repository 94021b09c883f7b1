//! What teams can spare: offered by their leads, asked for by the coordinator.

use std::collections::HashSet;

use super::scenes::Stage;
use super::{cast, id_of, story};
use crate::domain::capacity::{Offer, RequestAnswer};
use crate::domain::id::PersonId;
use crate::domain::week::Week;
use crate::programmes::capacity::offers::{Change, Span, save, seen, this_week};
use crate::programmes::capacity::{hosts, requests};
use crate::store::capacity::{hosts_of_teams, requests_all};

/// Weeks ahead of this one that are offered; what comes after is asked for.
const AHEAD: i64 = 13;
/// Hours in the week of a team that counts them, and what of them it keeps.
const HOURS: (u32, u32) = (40, 6);
/// Who counts them.
const COUNTS_HOURS: &[&str] = &["Optics", "Field service", "Search"];

/// Leads say what their teams can spare until next quarter, and name hosts.
pub async fn offer(stage: &Stage<'_>) -> anyhow::Result<()> {
    let env = stage.env;
    let span = span(this_week(env), stage.calendar.week(AHEAD));
    for (name, [bootcamp, rotation, lend]) in cast::OFFERS {
        let (team, lead) = (stage.team(name).await?, id_of(env, lead_of(name)).await?);
        let counts = COUNTS_HOURS.contains(name);
        let offer = Offer {
            bootcamp: *bootcamp,
            rotation: *rotation,
            lend: *lend,
            minutes: counts.then_some(HOURS.0 * 60),
            reserve: if counts { HOURS.1 * 60 } else { 0 },
            blackout: None,
        };
        write(stage, team, span, &Change::Places(offer), lead).await?;
    }
    for (team, host, most) in cast::HOSTS {
        let (lead, team) = (id_of(env, lead_of(team)).await?, stage.team(team).await?);
        let host = id_of(env, host).await?;
        let mut tx = env.db.read().await?;
        let named = hosts_of_teams(&mut tx, &[team]).await?;
        drop(tx);
        if !named.iter().any(|one| one.person_id == host) {
            hosts::name(env, team, host, *most, lead).await?;
        }
    }
    let (team, from, weeks, reason) = cast::CLEAN_ROOM;
    let (lead, team) = (id_of(env, lead_of(team)).await?, stage.team(team).await?);
    let span = Span { from: stage.calendar.week(from), weeks };
    write(stage, team, span, &Change::Blackout(reason.to_owned()), lead).await
}

async fn write(
    stage: &Stage<'_>,
    team: crate::domain::id::TeamId,
    span: Span,
    change: &Change,
    lead: PersonId,
) -> anyhow::Result<()> {
    let mut tx = stage.env.db.read().await?;
    let seen = seen(&mut tx, team, span).await?;
    drop(tx);
    save(stage.env, team, span, change, &seen, lead).await?;
    Ok(())
}

fn span(from: Week, last: Week) -> Span {
    Span { from, weeks: u32::try_from(from.until(last) + 1).unwrap_or(1) }
}

/// The lead of a team: the first of its people.
pub fn lead_of(team: &str) -> &'static str {
    story::TEAMS.iter().find(|one| one.name == team).map_or(story::ADMIN, |one| one.people[0])
}

/// The coordinator asks what the teams can spare in the quarter that nobody has spoken about; most say "as before".
pub async fn question(stage: &Stage<'_>, coordinator: PersonId) -> anyhow::Result<()> {
    let env = stage.env;
    let from = stage.calendar.week(AHEAD + 1);
    let mut tx = env.db.read().await?;
    let asked = requests_all(&mut tx).await?.into_iter().next();
    drop(tx);
    let id = if let Some((request, ..)) = asked {
        request.id
    } else {
        let mut teams = HashSet::new();
        for (name, _) in cast::OFFERS {
            teams.insert(stage.team(name).await?);
        }
        let id = env.ids.next(env.clock.now());
        let note = "More people start then, and a call for rotations is open.";
        requests::ask(env, id, Span { from, weeks: 13 }, Some(&teams), note, coordinator).await?;
        id
    };
    for (name, offered) in cast::OFFERS {
        if cast::SILENT.contains(name) {
            continue;
        }
        let answer = if *offered == [0; 3] { RequestAnswer::Nothing } else { RequestAnswer::Same };
        requests::answer(env, id, id_of(env, lead_of(name)).await?, answer).await?;
    }
    Ok(())
}
