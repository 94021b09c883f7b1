//! Mondays: who starts, who ends, what is missing, to coordinators and to hosts; nothing to say, no mail.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveTime, TimeDelta, Timelike as _, Utc};

use super::afterwards::in_mail;
use crate::domain::access::Role;
use crate::domain::coffee::{ProgrammeKind, ProgrammeState};
use crate::domain::id::PersonId;
use crate::domain::placement::Subject;
use crate::domain::week::Week;
use crate::mail::message::{Message, Missing, MondayDigest};
use crate::programmes::Env;
use crate::programmes::mailer::{Post, seal};
use crate::programmes::round::RoundError;
use crate::store::call::call_get;
use crate::store::cohort::cohort_get;
use crate::store::outbox::{NewNotice, notices_add};
use crate::store::programme::{ProgrammeHead, heads_of_kind};
use crate::store::role::role_list;
use crate::store::run::runs_waiting;
use crate::store::snapshot::participants_by_ids;
use crate::store::stay::{Stay, digest_begin, digest_made, stays_of_week};
use crate::store::{StoreError, Tx};

/// Not before this hour of Monday, where the programme is.
const FROM_HOUR: u32 = 8;
/// A Monday that was missed is made up for until the end of the next day.
const DAYS_LATE: i64 = 1;
/// A guest who comes within so many weeks should have somebody named.
const AHEAD: u32 = 2;

/// Makes Monday's digests that are due, each once. Returns how many mails that makes.
pub async fn digests_due(env: &Env) -> Result<usize, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    let due = unmade(&mut tx, now).await?;
    drop(tx);
    let mut mails = 0;
    for (programme, week) in due {
        let notices = digest(env, &programme, week, now).await?;
        let mut tx = env.db.write().await?;
        // Another process may have been first since we looked.
        if digest_begin(&mut tx, programme.id, week, now).await? {
            mails += notices_add(&mut tx, &notices).await?;
            tx.commit().await?;
        }
    }
    Ok(mails)
}

/// Programmes whose digest of a week is due at an instant and not made yet.
pub(super) async fn unmade(
    tx: &mut Tx,
    at: DateTime<Utc>,
) -> Result<Vec<(ProgrammeHead, Week)>, StoreError> {
    let mut due = Vec::new();
    for kind in [ProgrammeKind::Bootcamp, ProgrammeKind::Rotation] {
        for programme in heads_of_kind(tx, kind).await? {
            if let Some(week) = due_week(&programme, at)
                && !digest_made(tx, programme.id, week).await?
            {
                due.push((programme, week));
            }
        }
    }
    Ok(due)
}

/// The week whose digest may be made now.
fn due_week(programme: &ProgrammeHead, now: DateTime<Utc>) -> Option<Week> {
    if programme.state != ProgrammeState::Active {
        return None;
    }
    let local = now.with_timezone(&programme.zone);
    let week = Week::of(local.date_naive());
    let late = (local.date_naive() - week.monday()).num_days();
    // What began or was changed since Monday has nothing to make up for.
    let began = Week::of(programme.updated_at.with_timezone(&programme.zone).date_naive());
    let due = if late == 0 { local.hour() >= FROM_HOUR } else { late <= DAYS_LATE && began < week };
    due.then_some(week)
}

async fn digest(
    env: &Env,
    programme: &ProgrammeHead,
    week: Week,
    now: DateTime<Utc>,
) -> Result<Vec<NewNotice>, RoundError> {
    let mut tx = env.db.snapshot().await?;
    let stays = stays_of_week(&mut tx, programme.id, week, AHEAD).await?;
    let plans = plans(&mut tx, programme).await?;
    if stays.is_empty() && plans.is_empty() {
        return Ok(Vec::new());
    }
    let mut coordinators: BTreeSet<PersonId> = role_list(&mut tx)
        .await?
        .into_iter()
        .filter(|granted| granted.role == Role::Coordinator)
        .map(|granted| granted.person_id)
        .collect();
    coordinators.insert(programme.owner_id);
    let mut hosts: BTreeMap<PersonId, Vec<&Stay>> = BTreeMap::new();
    for stay in &stays {
        if let Some(host) = stay.host_id.filter(|host| !coordinators.contains(host)) {
            hosts.entry(host).or_default().push(stay);
        }
    }
    let ids: Vec<PersonId> = coordinators.iter().chain(hosts.keys()).copied().collect();
    let people = participants_by_ids(&mut tx, programme.id, &ids).await?;
    drop(tx);
    let base = &env.site.base_url;
    let steering = match programme.kind {
        ProgrammeKind::Rotation => format!("{base}/admin/rotations"),
        _ => format!("{base}/cohorts"),
    };
    let of_all: Vec<&Stay> = stays.iter().collect();
    let all = coordinators.iter().map(|id| (id, &of_all, true));
    let readers = all.chain(hosts.iter().map(|(id, stays)| (id, stays, false)));
    let mut posts = Vec::new();
    let day_after = week.plus(1).monday().and_time(NaiveTime::MIN).and_utc();
    for (id, stays, coordinator) in readers {
        let Some(reader) = people.get(id) else { continue };
        let mut missing: Vec<Missing> = stays
            .iter()
            .filter(|stay| !stay.host_named && stay.from_on >= week)
            .map(|stay| Missing::Host(in_mail(stay)))
            .collect();
        if coordinator {
            missing.extend(plans.iter().map(|name| Missing::Plan { name: name.clone() }));
        }
        let of = |wanted: &dyn Fn(&Stay) -> bool| {
            stays.iter().filter(|stay| wanted(stay)).map(|stay| in_mail(stay)).collect()
        };
        let message = Message::MondayDigest(MondayDigest {
            programme: programme.name.clone(),
            coordinator,
            week: week.monday(),
            starts: of(&|stay| stay.from_on == week),
            ends: of(&|stay| stay.to_on == week.plus(1)),
            missing,
            link: if coordinator { steering.clone() } else { format!("{base}/guests") },
        });
        let key = format!("monday-digest:{}:{}:{id}", programme.id, week.monday());
        posts.push(
            Post::new(env, now, reader, key, message).not_after(day_after - TimeDelta::days(2)),
        );
    }
    seal(env, programme.id, posts, now).await
}

/// Cohorts and calls of the programme whose plan waits for its release.
async fn plans(tx: &mut Tx, programme: &ProgrammeHead) -> Result<Vec<String>, RoundError> {
    let mut names = Vec::new();
    for run in runs_waiting(tx, programme.id).await? {
        match run.subject {
            Subject::Cohort(id) => names.extend(cohort_get(tx, id).await?.map(|one| one.name)),
            Subject::Call(id) => names.extend(call_get(tx, id).await?.map(|one| one.name)),
            Subject::Round => {}
        }
    }
    Ok(names)
}
