//! Recall: a released plan, or one group of it, is withdrawn. What was not sent yet is cancelled; whoever was told gets
//! an honest note with the calendar's cancellation; introductions are taken back, as is the teams' time; everybody comes
//! first next time, and when no group is left, what anybody is owed is what it was before.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Env;
use super::capacity::week_of_round;
use super::mailer::{Post, seal};
use super::round::{RoundError, actor, next_round, run_and_programme};
use super::turns;
use crate::domain::coffee::GroupState;
use crate::domain::id::{GroupId, NoticeId, PersonId, RunId, TeamId};
use crate::mail::Party;
use crate::mail::message::{AfterRecall, Meeting, Message, Recalled};
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::capacity::booking_shrink;
use crate::store::group::{
    Group, group_become, group_get, group_next_sequence, groups_of_run, members_gone,
};
use crate::store::introduction::introduction_withdraw;
use crate::store::outbox::{
    NewNotice, notices_add, notices_cancel_for_group, notices_cancel_for_run,
};
use crate::store::outbox_view::notices_told;
use crate::store::programme::Programme;
use crate::store::run::{Run, run_recall};
use crate::store::sit_out::{Turn, turns_set};
use crate::store::snapshot::{Participant, participants_by_ids};
use crate::store::told::match_notices_of_run;
use crate::whole;

/// So often the notes are made anew because a group became another one while they were rendered.
const TRIES: usize = 4;

/// What a recall did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recall {
    /// Groups that were withdrawn.
    pub groups: usize,
    /// People who had been told and get the note.
    pub told: usize,
    /// Mails that were cancelled before they left.
    pub cancelled: u64,
}

/// Withdraws a released plan. Groups that said they met keep their meeting.
///
/// `note`: what went wrong, in the words of whoever recalls; may be empty.
/// Errors: [`RoundError::Stale`] when the run is not released (any more).
pub async fn recall_run(
    env: &Env,
    run: RunId,
    by: PersonId,
    note: &str,
) -> Result<Recall, RoundError> {
    for _ in 1..TRIES {
        match recall_run_as_read(env, run, by, note).await {
            Err(error) if is_outdated(&error) => {}
            outcome => return outcome,
        }
    }
    recall_run_as_read(env, run, by, note).await
}

async fn recall_run_as_read(
    env: &Env,
    run: RunId,
    by: PersonId,
    note: &str,
) -> Result<Recall, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    let (row, programme) = run_and_programme(&mut tx, run).await?;
    let groups = groups_of_run(&mut tx, run).await?;
    let ready = Withdrawal::prepare(&mut tx, row, programme, groups, note).await?;
    drop(tx);
    let notices = ready.notices(env, now).await?;
    whole!(env, |tx| {
        run_recall(tx, run, now).await?;
        let cancelled = notices_cancel_for_run(tx, run).await?;
        let (groups, told) = ready.write(tx, &notices, now).await?;
        turns::recalled(tx, ready.programme.id, run).await?;
        let detail = json!({ "groups": groups, "told": told, "cancelled": cancelled });
        audit_append(tx, now, &actor(Some(by)), "run-recalled", &format!("run:{run}"), &detail)
            .await?;
        Ok(Recall { groups, told, cancelled })
    })
}

/// Withdraws one group of a released plan.
///
/// Errors: [`RoundError::Stale`] when the group is not open (any more).
pub async fn recall_group(
    env: &Env,
    group: GroupId,
    by: PersonId,
    note: &str,
) -> Result<Recall, RoundError> {
    recall_one(env, group, Some(by), note).await
}

/// Withdraws open groups in which somebody has left, or could not be told: the others are told, and come first next
/// time. A group of three with two people left goes on. Returns how many were withdrawn.
pub async fn mend_open_groups(env: &Env) -> Result<usize, RoundError> {
    let mut tx = env.db.read().await?;
    let mut gone: BTreeMap<GroupId, usize> = BTreeMap::new();
    for (group, _) in members_gone(&mut tx).await? {
        *gone.entry(group).or_default() += 1;
    }
    let mut broken = Vec::new();
    for (id, gone) in gone {
        let Some(group) = group_get(&mut tx, id).await? else { continue };
        if group.members.len() < gone + 2 {
            broken.push(id);
        }
    }
    drop(tx);
    let mut mended = 0;
    for id in broken {
        match recall_one(env, id, None, "").await {
            Ok(_) => mended += 1,
            // Somebody was first.
            Err(RoundError::Stale { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(mended)
}

async fn recall_one(
    env: &Env,
    group: GroupId,
    by: Option<PersonId>,
    note: &str,
) -> Result<Recall, RoundError> {
    for _ in 1..TRIES {
        match recall_one_as_read(env, group, by, note).await {
            Err(error) if is_outdated(&error) => {}
            outcome => return outcome,
        }
    }
    recall_one_as_read(env, group, by, note).await
}

async fn recall_one_as_read(
    env: &Env,
    group: GroupId,
    by: Option<PersonId>,
    note: &str,
) -> Result<Recall, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    let row = group_get(&mut tx, group).await?.ok_or(RoundError::NoGroup)?;
    if !row.state.may_become(GroupState::Recalled) {
        return Err(RoundError::Stale { noun: "group", expected: "open".to_owned() });
    }
    let (run, programme) = run_and_programme(&mut tx, row.run_id).await?;
    let ready = Withdrawal::prepare(&mut tx, run, programme, vec![row], note).await?;
    drop(tx);
    let notices = ready.notices(env, now).await?;
    whole!(env, |tx| {
        let cancelled = notices_cancel_for_group(tx, group).await?;
        let (groups, told) = ready.write(tx, &notices, now).await?;
        if groups == 0 {
            return Err(RoundError::Stale { noun: "group", expected: "open".to_owned() });
        }
        let detail = json!({ "told": told, "cancelled": cancelled });
        audit_append(tx, now, &actor(by), "group-recalled", &format!("group:{group}"), &detail)
            .await?;
        Ok(Recall { groups, told, cancelled })
    })
}

/// The noun of the error that says that a group is not as it was read any more.
const MEMBERS: &str = "group's members";

fn is_outdated(error: &RoundError) -> bool {
    matches!(error, RoundError::Stale { noun, .. } if *noun == MEMBERS)
}

/// Some groups of one run that are to be withdrawn.
struct Withdrawal {
    run: Run,
    programme: Programme,
    groups: Vec<Group>,
    people: HashMap<PersonId, Participant>,
    first: HashMap<(GroupId, PersonId), NoticeId>,
    note: String,
}

impl Withdrawal {
    async fn prepare(
        tx: &mut Tx,
        run: Run,
        programme: Programme,
        groups: Vec<Group>,
        note: &str,
    ) -> Result<Self, RoundError> {
        let mut ids: Vec<PersonId> = groups.iter().flat_map(Group::people).collect();
        ids.push(programme.owner_id);
        let people = participants_by_ids(tx, programme.id, &ids).await?;
        let first = match_notices_of_run(tx, run.id).await?;
        let groups = groups
            .into_iter()
            .filter(|group| group.state.may_become(GroupState::Recalled))
            .collect();
        Ok(Self { run, programme, groups, people, first, note: note.to_owned() })
    }

    /// The note to every member, whether or not they were told; which of them go out is decided in the transaction.
    async fn notices(&self, env: &Env, now: DateTime<Utc>) -> Result<Vec<NewNotice>, RoundError> {
        let owner = self.people.get(&self.programme.owner_id);
        let next = next_round(env, &self.programme)
            .map(|at| at.with_timezone(&self.programme.zone).date_naive());
        let mut posts = Vec::new();
        for group in &self.groups {
            let attendees: Vec<Party> =
                group.people().iter().filter_map(|id| self.people.get(id)).map(party).collect();
            for member in &group.members {
                let Some(reader) = self.people.get(&member.person) else { continue };
                let partners = group.people().into_iter().filter(|id| *id != reader.id);
                let meeting =
                    group.slots.first().filter(|_| reader.profile.calendar).map(|start| Meeting {
                        uid: format!("{}@{}", group.id, env.site.mail_host),
                        sequence: u32::try_from(group.sequence).unwrap_or(0) + 1,
                        stamp: now,
                        start: *start,
                        minutes: self.programme.rules.minutes,
                        organiser: Party::new(
                            env.site.organisation.clone(),
                            env.site.mail_from.clone(),
                        ),
                        attendees: attendees.clone(),
                    });
                let message = Message::Recalled(Recalled {
                    programme: self.programme.name.clone(),
                    partners: partners
                        .filter_map(|id| Some(self.people.get(&id)?.name.clone()))
                        .collect(),
                    note: self.note.clone(),
                    after: next.map_or(AfterRecall::Nothing, AfterRecall::NextRound),
                    owner: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
                    cancelled: meeting,
                });
                posts.push(
                    Post::new(
                        env,
                        now,
                        reader,
                        format!("recall:{}:{}", group.id, reader.id),
                        message,
                    )
                    .of_run(self.run.id)
                    .of_group(group.id)
                    .reply_to(owner.map(party).into_iter().collect())
                    .follows(self.first.get(&(group.id, reader.id)).copied()),
                );
            }
        }
        seal(env, self.programme.id, posts, now).await
    }

    /// Withdraws the groups and keeps the notes to those who had been told. Returns both counts.
    ///
    /// Errors: one that [`is_outdated`] when somebody joined a group since it was read.
    async fn write(
        &self,
        tx: &mut Tx,
        notices: &[NewNotice],
        now: DateTime<Utc>,
    ) -> Result<(usize, usize), RoundError> {
        let mut withdrawn = 0;
        let mut told = BTreeSet::new();
        let mut people = Vec::new();
        let mut people_of: BTreeMap<TeamId, u32> = BTreeMap::new();
        for group in &self.groups {
            match group_become(tx, group.id, GroupState::Recalled, None, now)
                .await
                .map_err(RoundError::from)
            {
                Ok(()) => {}
                // Met meanwhile, or withdrawn by somebody else: it stays as it is.
                Err(RoundError::Stale { .. }) => continue,
                Err(error) => return Err(error),
            }
            // Nobody joins it any more; whoever did since it was read has no note, and the calendars a later event.
            let there = group_get(tx, group.id).await?.ok_or(RoundError::NoGroup)?;
            if there.people() != group.people() || there.sequence != group.sequence {
                return Err(RoundError::Stale {
                    noun: MEMBERS,
                    expected: "as they were read".to_owned(),
                });
            }
            withdrawn += 1;
            group_next_sequence(tx, group.id).await?;
            for pair in group.pairs() {
                introduction_withdraw(tx, pair, group.id, now).await?;
            }
            for person in notices_told(tx, group.id).await? {
                told.insert((group.id, person));
            }
            for person in group.people().iter().filter_map(|id| self.people.get(id)) {
                *people_of.entry(person.team_id).or_default() += 1;
            }
            people.extend(group.people());
        }
        let week = week_of_round(&self.programme, self.run.slot_at);
        for (team, count) in people_of {
            booking_shrink(tx, self.run.id, team, week, count).await?;
        }
        turns_set(tx, self.programme.id, &people, Turn::SatOut).await?;
        turns::withdrawn(tx, self.programme.id, &people).await?;
        let to_send: Vec<NewNotice> = notices
            .iter()
            .filter(|notice| match (notice.group_id, notice.recipient_id) {
                (Some(group), Some(person)) => told.contains(&(group, person)),
                _ => false,
            })
            .cloned()
            .collect();
        let sent = notices_add(tx, &to_send).await?;
        Ok((withdrawn, sent))
    }
}

fn party(person: &Participant) -> Party {
    Party::new(person.name.clone(), person.email.clone())
}
