//! A previewed roster made real, in one transaction.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::leave::leave;
use super::preview::{Looked, RosterPreview, keep, look, present};
use super::summary::{Caution, Counts, RosterSummary};
use super::{ImportError, actor};
use crate::domain::id::{ImportId, PersonId, TeamId};
use crate::domain::person::{Person, PersonState};
use crate::domain::roster::diff::{Above, Fate, Present, target};
use crate::domain::roster::{Reading, RosterRow};
use crate::domain::team::Team;
use crate::domain::tie::{KNOWN_TEAM, Tie, TieSource, TieState, pair};
use crate::programmes::Env;
use crate::store::audit::audit_append;
use crate::store::import::{import_bytes, import_end, import_get, imports_lock};
use crate::store::leaver::past_teams_add;
use crate::store::person::{persons_free_keys, persons_put};
use crate::store::quarantine::{Held, held_forget_others, held_put};
use crate::store::roster::persons_adopt;
use crate::store::team::teams_put;
use crate::store::tie::ties_put;
use crate::store::{StoreError, Tx};

/// What somebody confirmed beside the preview itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confirmation {
    /// Nothing: only files without cautions are applied.
    #[default]
    None,
    /// The number of people who would leave, typed, and that many managers are unknown, ticked.
    Page {
        /// As typed.
        leaving: Option<usize>,
        /// As ticked.
        unknown_managers: bool,
    },
    /// Everything, as `--confirm` says it.
    All,
}

impl Confirmation {
    fn covers(self, caution: &Caution) -> bool {
        match (self, caution) {
            (Self::All, _) => true,
            (Self::None, _) => false,
            (Self::Page { leaving, .. }, Caution::Leaving { people, .. }) => {
                leaving == Some(*people)
            }
            (Self::Page { unknown_managers, .. }, Caution::UnknownManagers { .. }) => {
                unknown_managers
            }
        }
    }
}

/// Applies a preview: everything of it, or nothing.
///
/// Errors: [`ImportError::Gone`] a second time; [`ImportError::StaleRoster`] with a new preview when the file would
/// now do something else than was shown; [`ImportError::Unconfirmed`] with what must be confirmed by itself.
/// Cost: a statement per 1,000 people; 50,000 new people take a few seconds.
pub async fn roster_apply(
    env: &Env,
    by: Option<PersonId>,
    id: ImportId,
    confirmation: Confirmation,
) -> Result<Counts, ImportError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    imports_lock(&mut tx, "roster").await?;
    let import = import_get(&mut tx, id).await?;
    let import = import
        .filter(|import| import.kind == "roster" && import.state == "previewed")
        .ok_or(ImportError::Gone)?;
    let shown: RosterSummary = serde_json::from_value(import.summary)?;
    if shown.digest.is_empty() {
        // Its columns are still asked about.
        return Err(ImportError::Gone);
    }
    let reading: Reading = serde_json::from_value(import.mapping)?;
    let bytes = import_bytes(&mut tx, id).await?;
    let present = present(&mut tx, env).await?;
    let (bytes, looked) = look(bytes, reading.clone(), present).await?;
    let looked = looked?;
    if looked.summary.digest != shown.digest {
        let fresh = RosterPreview {
            id: env.ids.next(now),
            file_name: import.file_name,
            state: "previewed".to_owned(),
            reading: reading.clone(),
            summary: looked.summary,
        };
        import_end(&mut tx, id, false, &serde_json::Value::Null, now).await?;
        keep(&mut tx, env, by, &fresh, &bytes, &reading).await?;
        tx.commit().await?;
        return Err(ImportError::StaleRoster(Box::new(fresh)));
    }
    let counts = looked.summary.counts;
    let open: Vec<Caution> =
        counts.cautions().into_iter().filter(|caution| !confirmation.covers(caution)).collect();
    if !open.is_empty() {
        return Err(ImportError::Unconfirmed(open));
    }
    write(&mut tx, env, by, id, &looked, now).await?;
    // Names and addresses of the preview have done their work; the numbers are kept.
    let kept = RosterSummary { counts, ..RosterSummary::default() };
    import_end(&mut tx, id, true, &serde_json::to_value(&kept)?, now).await?;
    audit_append(
        &mut tx,
        now,
        &actor(by),
        "roster-applied",
        &format!("import:{id}"),
        &serde_json::to_value(counts)?,
    )
    .await?;
    tx.commit().await?;
    Ok(counts)
}

/// Whoever moves to another team knows the people of the one before, where it is small enough for that: no new connections,
/// and since no day of a meeting is known, ones that may meet at any time.
fn teammates(present: &Present, moves: &[(PersonId, TeamId)]) -> Vec<Tie> {
    let mut members: HashMap<TeamId, Vec<PersonId>> = HashMap::new();
    for known in present.people.iter().filter(|known| known.person.state != PersonState::Left) {
        members.entry(known.person.team_id).or_default().push(known.person.id);
    }
    // Two who move from one team together are one pair.
    let pairs: BTreeSet<(PersonId, PersonId)> = moves
        .iter()
        .filter_map(|(mover, team)| Some((mover, members.get(team)?)))
        .filter(|(_, others)| others.len() <= KNOWN_TEAM)
        .flat_map(|(mover, others)| others.iter().filter_map(|other| pair(*mover, *other)))
        .collect();
    pairs
        .into_iter()
        .map(|(a_id, b_id)| Tie {
            a_id,
            b_id,
            source: TieSource::Team,
            introduced_on: None,
            first_on: None,
            last_on: None,
            times: 0,
            state: TieState::Met,
        })
        .collect()
}

async fn write(
    tx: &mut Tx,
    env: &Env,
    by: Option<PersonId>,
    import: ImportId,
    looked: &Looked,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Looked { file, present, outcome, .. } = looked;
    let ids: Vec<PersonId> = outcome
        .rows
        .iter()
        .map(|(_, who)| who.map_or_else(|| env.ids.next(now), |at| present.people[at].person.id))
        .collect();
    let teams = write_teams(tx, env, looked, &ids, now).await?;

    let mut people = Vec::new();
    let mut freed = Vec::new();
    let mut moves = Vec::new();
    let mut adopted = Vec::new();
    for at in managers_first(&outcome.above) {
        let (fate, who) = &outcome.rows[at];
        let known = who.map(|who| &present.people[who]);
        if let Some(known) = known.filter(|known| known.by_hand && fate.stays()) {
            adopted.push(known.person.id);
        }
        if !matches!(fate, Fate::New | Fate::Changed(_) | Fate::Back(_)) {
            continue;
        }
        let before = known.map(|known| &known.person);
        let person = Person {
            id: ids[at],
            team_id: outcome.team_of[at].map_or(TeamId(import.0), |team| teams[team]),
            manager_id: match outcome.above[at] {
                Some(Above::Row(above)) => Some(ids[above]),
                Some(Above::Person(id)) => Some(id),
                Some(Above::Unchanged) => before.and_then(|before| before.manager_id),
                Some(Above::Nobody) | None => None,
            },
            ..target(file, present, outcome, at)
        };
        if let Some(before) = before {
            if before.team_id != person.team_id {
                moves.push((before.id, before.team_id));
            }
            if before.email != person.email || before.external_id != person.external_id {
                freed.push(before.id);
            }
        }
        people.push(person);
    }
    persons_free_keys(tx, &freed).await?;
    persons_put(tx, &people, now).await?;
    past_teams_add(tx, &moves, now).await?;
    ties_put(tx, &teammates(present, &moves), now).await?;
    persons_adopt(tx, &adopted).await?;

    let held: Vec<Held> = file
        .rows
        .iter()
        .zip(&outcome.rows)
        .filter_map(|(row, (fate, _))| match fate {
            Fate::Held(reason) => Some(Held {
                email: row.email.clone(),
                external_id: row.id.clone(),
                name: row.name.clone(),
                row: held_row(row),
                reason: *reason,
                decision: None,
                import_id: Some(import),
            }),
            _ => None,
        })
        .collect();
    held_put(tx, &held, now).await?;
    held_forget_others(tx, import).await?;

    let leaving: Vec<PersonId> =
        outcome.leaving.iter().map(|at| present.people[*at].person.id).collect();
    leave(tx, &leaving, by, now).await
}

/// What is kept of a held row, to make a person of it later.
fn held_row(row: &RosterRow) -> serde_json::Value {
    json!({
        "line": row.line,
        "team": row.team,
        "parent": row.parent,
        "site": row.site,
        "function": row.function,
        "seniority": row.seniority,
        "zone": row.zone.map(chrono_tz::Tz::name),
        "starts_on": row.starts_on,
        "language": row.language,
    })
}

/// Adds and changes teams; gives the id of each team of the outcome.
async fn write_teams(
    tx: &mut Tx,
    env: &Env,
    looked: &Looked,
    people: &[PersonId],
    now: DateTime<Utc>,
) -> Result<Vec<TeamId>, StoreError> {
    let Looked { present, outcome, .. } = looked;
    let ids: Vec<TeamId> =
        outcome.teams.iter().map(|team| team.known.unwrap_or_else(|| env.ids.next(now))).collect();
    let known: HashMap<TeamId, &Team> = present.teams.iter().map(|team| (team.id, team)).collect();
    let above: Vec<Option<Above>> =
        outcome.teams.iter().map(|team| team.parent.flatten().map(Above::Row)).collect();
    let mut changed = Vec::new();
    for at in managers_first(&above) {
        let wish = &outcome.teams[at];
        let before = known.get(&ids[at]).copied();
        let after = Team {
            id: ids[at],
            name: wish.name.clone(),
            parent_id: match wish.parent {
                Some(parent) => parent.map(|parent| ids[parent]),
                None => before.and_then(|team| team.parent_id),
            },
            lead_id: match wish.lead {
                Some(lead) => lead.map(|row| people[row]),
                None => before.and_then(|team| team.lead_id),
            },
            coffee_seats: before.and_then(|team| team.coffee_seats),
        };
        if before != Some(&after) {
            changed.push(after);
        }
    }
    teams_put(tx, &changed, now).await?;
    Ok(ids)
}

/// The order in which everything comes after what it hangs on. There are no circles. Cost: linear.
fn managers_first(above: &[Option<Above>]) -> Vec<usize> {
    let next = |at: usize| match above[at] {
        Some(Above::Row(above)) => Some(above),
        _ => None,
    };
    let mut done = vec![false; above.len()];
    let mut order = Vec::with_capacity(above.len());
    let mut path = Vec::new();
    for start in 0..above.len() {
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| !done[*here]) {
            done[here] = true;
            path.push(here);
            at = next(here);
        }
        order.extend(path.drain(..).rev());
    }
    order
}
