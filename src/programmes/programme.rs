//! Programmes as their owners steer them: made, edited, paused, resumed, ended. Every change says beforehand what it
//! does to the coming round, and leaves one audit line in its own transaction.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Env;
use super::coffee::open_one;
use super::programme_form::{Draft, Fault, Field, FieldFault, starts_at};
use crate::domain::calendar::Cadence;
use crate::domain::coffee::{CoffeeRules, ProgrammeKind, ProgrammeState};
use crate::domain::id::{PersonId, ProgrammeId, RunId};
use crate::domain::plan::RunState;
use crate::store::audit::audit_append;
use crate::store::overview::Slice;
use crate::store::overview::programme::{person_by_address, programme_joined};
use crate::store::overview::run::{RunFilter, RunLine, run_lines};
use crate::store::programme::{
    Programme, programme_add, programme_become, programme_edit, programme_get,
};
use crate::store::run::{run_become, runs_draft, runs_waiting};
use crate::store::{StoreError, Tx};

/// Why a programme was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ProgrammeError {
    /// Fields are wrong; nothing was written.
    #[error("the form has {} faults", .0.len())]
    Faults(Vec<FieldFault>),
    /// There is no such programme.
    #[error("there is no such programme")]
    Unknown,
    /// Somebody changed it since it was read; nothing was written.
    #[error("the programme was changed meanwhile")]
    Changed,
    /// It cannot go from its state to that one.
    #[error("a programme that is {from} cannot become {to}")]
    NotPossible {
        /// Where it stands.
        from: ProgrammeState,
        /// Where it was to go.
        to: ProgrammeState,
    },
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for ProgrammeError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { .. } => Self::Changed,
            error => Self::Store(error),
        }
    }
}

/// Looks up what a draft needs from the rows: its owner, and whether its name is free.
///
/// Errors: the faults of those two fields.
pub async fn owner_of(
    env: &Env,
    draft: &Draft,
    except: Option<ProgrammeId>,
) -> Result<(PersonId, String), ProgrammeError> {
    let mut tx = env.db.read().await?;
    find_owner(&mut tx, draft, except).await
}

async fn find_owner(
    tx: &mut Tx,
    draft: &Draft,
    except: Option<ProgrammeId>,
) -> Result<(PersonId, String), ProgrammeError> {
    let owner = person_by_address(tx, &draft.owner).await?;
    let taken = crate::store::programme::programmes_all(tx).await?.iter().any(|other| {
        Some(other.id) != except && other.name.to_lowercase() == draft.name.to_lowercase()
    });
    let mut faults = Vec::new();
    if taken {
        faults.push(FieldFault { field: Field::Name, fault: Fault::Taken });
    }
    if owner.is_none() {
        faults.push(FieldFault { field: Field::Owner, fault: Fault::UnknownPerson });
    }
    match owner {
        Some(owner) if faults.is_empty() => Ok(owner),
        _ => Err(ProgrammeError::Faults(faults)),
    }
}

/// Makes a coffee programme: as a draft that nobody sees, or open at once.
pub async fn create(
    env: &Env,
    by: PersonId,
    draft: &Draft,
    open: bool,
) -> Result<ProgrammeId, ProgrammeError> {
    let now = env.clock.now();
    let id: ProgrammeId = env.ids.next(now);
    let mut tx = env.db.write().await?;
    let (owner_id, _) = find_owner(&mut tx, draft, None).await?;
    let programme = Programme {
        id,
        kind: ProgrammeKind::Coffee,
        name: draft.name.clone(),
        purpose: draft.purpose.clone(),
        owner_id,
        state: if open { ProgrammeState::Active } else { ProgrammeState::Draft },
        cadence: draft.cadence.clone(),
        zone: draft.zone,
        starts_at: starts_at(draft.zone, draft.first_on),
        rules: draft.rules.clone(),
        last_slot_at: None,
        created_at: now,
        updated_at: now,
    };
    name_free(programme_add(&mut tx, &programme).await)?;
    let detail = json!({
        "owner": owner_id,
        "state": programme.state,
        "cadence": programme.cadence,
        "zone": programme.zone.name(),
        "starts_at": programme.starts_at,
        "rules": programme.rules,
    });
    audit(&mut tx, now, by, "programme-created", id, &detail).await?;
    tx.commit().await?;
    Ok(id)
}

fn name_free(result: Result<(), StoreError>) -> Result<(), ProgrammeError> {
    match result {
        Err(StoreError::Taken(_)) => Err(ProgrammeError::Faults(vec![FieldFault {
            field: Field::Name,
            fault: Fault::Taken,
        }])),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(()),
    }
}

async fn audit(
    tx: &mut Tx,
    now: DateTime<Utc>,
    by: PersonId,
    action: &str,
    id: ProgrammeId,
    detail: &serde_json::Value,
) -> Result<(), StoreError> {
    audit_append(tx, now, &format!("person:{by}"), action, &format!("programme:{id}"), detail)
        .await?;
    Ok(())
}

/// Replaces what can be edited, if nobody changed the programme since `seen_at` (its `updated_at` as it was read).
///
/// Errors: [`ProgrammeError::Changed`] when somebody did; an ended programme is not edited any more.
pub async fn edit(
    env: &Env,
    by: PersonId,
    id: ProgrammeId,
    seen_at: DateTime<Utc>,
    draft: &Draft,
) -> Result<(), ProgrammeError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let before = programme_get(&mut tx, id).await?.ok_or(ProgrammeError::Unknown)?;
    if before.updated_at != seen_at {
        return Err(ProgrammeError::Changed);
    }
    if before.state == ProgrammeState::Ended {
        return Err(ProgrammeError::NotPossible { from: before.state, to: before.state });
    }
    let (owner_id, _) = find_owner(&mut tx, draft, Some(id)).await?;
    let after = with(&before, draft, owner_id, now);
    let changes = changes(&before, &after);
    if changes.is_empty() {
        return Ok(());
    }
    // A slot that came since the last tick is dealt with before the programme counts as changed.
    if before.state == ProgrammeState::Active
        && let Ok(cadence) = Cadence::parse(&before.cadence, before.zone)
    {
        open_one(env, &mut tx, &before, &cadence, now).await?;
    }
    name_free(programme_edit(&mut tx, &after, seen_at).await)?;
    // Names and purposes are texts of people: the log says that they changed, not what they say.
    let detail: serde_json::Map<String, serde_json::Value> = changes
        .iter()
        .map(|change| {
            let value = match change.field {
                Field::Name | Field::Purpose => json!("changed"),
                Field::Owner => json!({"from": before.owner_id, "to": owner_id}),
                _ => json!({"from": change.from, "to": change.to}),
            };
            (change.field.as_str().to_owned(), value)
        })
        .collect();
    audit(&mut tx, now, by, "programme-edited", id, &detail.into()).await?;
    tx.commit().await?;
    Ok(())
}

/// The programme as it would be with a draft.
pub fn with(before: &Programme, draft: &Draft, owner: PersonId, now: DateTime<Utc>) -> Programme {
    Programme {
        name: draft.name.clone(),
        purpose: draft.purpose.clone(),
        owner_id: owner,
        cadence: draft.cadence.clone(),
        zone: draft.zone,
        starts_at: starts_at(draft.zone, draft.first_on),
        rules: draft.rules.clone(),
        updated_at: now,
        ..before.clone()
    }
}

/// Moves a programme to another state, with an audit line.
///
/// Errors: [`ProgrammeError::NotPossible`] names the state it is in by now.
pub async fn become_state(
    env: &Env,
    by: PersonId,
    id: ProgrammeId,
    to: ProgrammeState,
) -> Result<(), ProgrammeError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let before = programme_get(&mut tx, id).await?.ok_or(ProgrammeError::Unknown)?;
    if !before.state.may_become(to) {
        return Err(ProgrammeError::NotPossible { from: before.state, to });
    }
    programme_become(&mut tx, id, before.state, to, now).await?;
    let (withdrawn, note) = match (before.state, to) {
        // Nobody is told of a round that will not be.
        (_, ProgrammeState::Ended) => {
            let mut all = runs_draft(&mut tx, id).await?;
            all.extend(runs_waiting(&mut tx, id).await?);
            (all, "the programme has ended")
        }
        // What was due meanwhile is over; the next date counts.
        (ProgrammeState::Paused, ProgrammeState::Active) => {
            let mut all = runs_draft(&mut tx, id).await?;
            all.retain(|run| run.slot_at <= now);
            (all, "its draw was due while the programme was paused")
        }
        _ => (Vec::new(), ""),
    };
    for run in &withdrawn {
        run_become(&mut tx, run.id, RunState::Cancelled, Some(note)).await?;
        let detail = json!({"programme": id});
        let subject = format!("run:{}", run.id);
        audit_append(&mut tx, now, &format!("person:{by}"), "run-cancelled", &subject, &detail)
            .await?;
    }
    let action = match to {
        ProgrammeState::Active if before.state == ProgrammeState::Draft => "programme-opened",
        ProgrammeState::Active => "programme-resumed",
        ProgrammeState::Paused => "programme-paused",
        ProgrammeState::Ended => "programme-ended",
        ProgrammeState::Draft => "programme-drafted",
    };
    let joined = programme_joined(&mut tx, id, now).await?;
    let detail = json!({"from": before.state, "to": to, "joined": joined.people});
    audit(&mut tx, now, by, action, id, &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// A field that an edit changes, with both values as the log and the page show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which field.
    pub field: Field,
    /// What it was.
    pub from: String,
    /// What it becomes.
    pub to: String,
}

/// What an edit changes, in the order of the form. Owners are compared by id and shown as ids.
pub fn changes(before: &Programme, after: &Programme) -> Vec<Change> {
    let day = |programme: &Programme| {
        programme.starts_at.with_timezone(&programme.zone).date_naive().to_string()
    };
    let hold = |rules: &CoffeeRules| if rules.hold_minutes.is_some() { "auto" } else { "approve" };
    let hours = |rules: &CoffeeRules| {
        rules.hold_minutes.map(super::programme_form::hours).unwrap_or_default()
    };
    let (was, is) = (&before.rules, &after.rules);
    let all = [
        (Field::Name, before.name.clone(), after.name.clone()),
        (Field::Purpose, before.purpose.clone(), after.purpose.clone()),
        (Field::Owner, before.owner_id.to_string(), after.owner_id.to_string()),
        (Field::Cadence, before.cadence.clone(), after.cadence.clone()),
        (Field::Zone, before.zone.name().to_owned(), after.zone.name().to_owned()),
        (Field::FirstOn, day(before), day(after)),
        (Field::Minutes, was.minutes.to_string(), is.minutes.to_string()),
        (Field::AskDays, was.ask_days.to_string(), is.ask_days.to_string()),
        (Field::MeetWithinDays, was.meet_within_days.to_string(), is.meet_within_days.to_string()),
        (Field::CrossTeam, was.cross_team.to_string(), is.cross_team.to_string()),
        (
            Field::RepeatAfterDays,
            was.repeat_after_days.to_string(),
            is.repeat_after_days.to_string(),
        ),
        (Field::Hold, hold(was).to_owned(), hold(is).to_owned()),
        (Field::HoldHours, hours(was), hours(is)),
    ];
    all.into_iter()
        .filter(|(_, from, to)| from != to)
        .map(|(field, from, to)| Change { field, from, to })
        .collect()
}

/// What a change does to the coming round, one sentence each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A round was announced already: it stays where it is, and the new dates count after it.
    Announced {
        /// The run.
        run: RunId,
        /// Which round.
        round_no: i64,
        /// Its draw.
        slot_at: DateTime<Utc>,
    },
    /// A round was announced for a date that is none any more: it is withdrawn.
    AnnouncedGoes {
        /// Which round.
        round_no: i64,
        /// Its draw.
        slot_at: DateTime<Utc>,
    },
    /// A plan waits for its release: it was made by the old rules and stays as it is.
    PlanStays {
        /// The run.
        run: RunId,
        /// Which round.
        round_no: i64,
    },
    /// The next draw moves.
    NextMoves {
        /// Where it was.
        from: Option<DateTime<Utc>>,
        /// Where it goes.
        to: Option<DateTime<Utc>>,
    },
    /// The next draw stays.
    NextStays {
        /// When.
        at: DateTime<Utc>,
    },
    /// The next plan keeps the new rules.
    RulesFrom {
        /// The first draw that does.
        at: Option<DateTime<Utc>>,
    },
    /// From now on nobody is told before somebody approves.
    NeedsApproval,
    /// From now on plans are released by themselves.
    ReleasedAlone {
        /// After so many minutes.
        after_minutes: u32,
    },
    /// The question goes out at another time before the draw.
    AskedAt {
        /// The next question.
        at: DateTime<Utc>,
    },
    /// The question of the next round is due at once.
    AskedNow,
    /// Nobody is asked any more: only standing consents take part.
    NobodyAsked {
        /// People who are asked each round until now.
        people: usize,
    },
    /// Meetings of a round that is open keep their end.
    OpenRoundStays {
        /// Which round.
        round_no: i64,
    },
    /// Two rounds would be open at the same time.
    RoundsOverlap {
        /// Days to meet.
        days: u32,
        /// Days between two draws.
        days_between: i64,
    },
    /// No draw until it is resumed.
    NoDraws,
    /// It ends for good.
    Over {
        /// How many people are in it.
        people: usize,
    },
}

/// What stands between a programme and its next draw.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The announced round: a run still in draft.
    pub announced: Option<RunLine>,
    /// A plan that waits: proposed or held.
    pub waiting: Option<RunLine>,
    /// A round in which people meet.
    pub open: Option<RunLine>,
    /// The optimiser is at work.
    pub solving: Option<RunLine>,
}

/// What stands, read from the programme's newest runs.
pub async fn standing(tx: &mut Tx, id: ProgrammeId) -> Result<Standing, StoreError> {
    let mut standing = Standing::default();
    let filter = RunFilter { programme: Some(id), state: None };
    for line in run_lines(tx, filter, Slice { offset: 0, limit: 20 }).await? {
        let place = match line.state {
            RunState::Draft => &mut standing.announced,
            RunState::Solving => &mut standing.solving,
            RunState::Proposed | RunState::Held => &mut standing.waiting,
            RunState::Released | RunState::Sending | RunState::Sent => &mut standing.open,
            _ => continue,
        };
        place.get_or_insert(line);
    }
    Ok(standing)
}

/// The next draw of a programme: its cadence after now, never a slot that has a run already.
pub fn next_draw(programme: &Programme, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let cadence = Cadence::parse(&programme.cadence, programme.zone).ok()?;
    let after = programme.last_slot_at.map_or(now, |slot| slot.max(now));
    cadence.next_after(after, programme.starts_at)
}

/// Whether a programme draws at this instant, by its cadence.
fn is_date(programme: &Programme, at: DateTime<Utc>) -> bool {
    Cadence::parse(&programme.cadence, programme.zone)
        .is_ok_and(|cadence| cadence.latest_until(at, programme.starts_at) == Some(at))
}

/// What an edit does to the coming round.
pub fn effects(
    before: &Programme,
    after: &Programme,
    standing: &Standing,
    asked: usize,
    now: DateTime<Utc>,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    let changed = changes(before, after);
    let has = |fields: &[Field]| changed.iter().any(|change| fields.contains(&change.field));
    let timing = has(&[Field::Cadence, Field::Zone, Field::FirstOn]);
    let rules = has(&[Field::Minutes, Field::CrossTeam, Field::RepeatAfterDays]);
    let next = next_draw(after, now);
    if timing {
        if let Some(line) = &standing.announced {
            let (round_no, slot_at) = (line.round_no, line.slot_at);
            effects.push(if is_date(after, slot_at) {
                Effect::Announced { run: line.id, round_no, slot_at }
            } else {
                Effect::AnnouncedGoes { round_no, slot_at }
            });
        }
        let was = next_draw(before, now);
        match (was, next) {
            (Some(was), Some(is)) if was == is => effects.push(Effect::NextStays { at: is }),
            (from, to) => effects.push(Effect::NextMoves { from, to }),
        }
    }
    if let Some(line) = &standing.waiting
        && (rules || has(&[Field::Hold, Field::HoldHours, Field::MeetWithinDays]))
    {
        effects.push(Effect::PlanStays { run: line.id, round_no: line.round_no });
    }
    if rules {
        let at = standing.announced.as_ref().map(|line| line.slot_at).or(next);
        effects.push(Effect::RulesFrom { at });
    }
    if has(&[Field::Hold, Field::HoldHours]) {
        effects.push(match after.rules.hold_minutes {
            Some(after_minutes) => Effect::ReleasedAlone { after_minutes },
            None => Effect::NeedsApproval,
        });
    }
    if has(&[Field::AskDays]) {
        if after.rules.ask_days == 0 {
            effects.push(Effect::NobodyAsked { people: asked });
        } else if standing.announced.is_none()
            && let Some(next) = next
        {
            let at = next - chrono::TimeDelta::days(i64::from(after.rules.ask_days));
            effects.push(if at <= now { Effect::AskedNow } else { Effect::AskedAt { at } });
        }
    }
    if let Some(line) = &standing.open
        && has(&[Field::MeetWithinDays, Field::Minutes])
    {
        effects.push(Effect::OpenRoundStays { round_no: line.round_no });
    }
    effects.extend(overlap(after, now));
    effects
}

/// Whether two rounds would be open at the same time; worth a word, not a refusal.
pub fn overlap(programme: &Programme, now: DateTime<Utc>) -> Option<Effect> {
    let cadence = Cadence::parse(&programme.cadence, programme.zone).ok()?;
    let dates = cadence.upcoming(now, programme.starts_at, super::programme_form::PREVIEW_DATES);
    let gap = super::programme_form::shortest_gap(&dates)?;
    let days = programme.rules.meet_within_days;
    (chrono::TimeDelta::days(i64::from(days)) > gap)
        .then_some(Effect::RoundsOverlap { days, days_between: gap.num_days() })
}

/// What a change of state does to the coming round.
pub fn state_effects(to: ProgrammeState, standing: &Standing, people: usize) -> Vec<Effect> {
    let mut effects = Vec::new();
    match to {
        ProgrammeState::Paused => effects.push(Effect::NoDraws),
        ProgrammeState::Ended => effects.push(Effect::Over { people }),
        ProgrammeState::Active | ProgrammeState::Draft => {}
    }
    if let Some(line) = &standing.open {
        effects.push(Effect::OpenRoundStays { round_no: line.round_no });
    }
    if let Some(line) = &standing.waiting {
        effects.push(Effect::PlanStays { run: line.id, round_no: line.round_no });
    }
    effects
}
