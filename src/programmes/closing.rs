//! The second half of a round: one reminder in its middle, and its end.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Env;
use super::links::{self, Purpose};
use super::mailer::{AFTERWARDS, LONG, Post, seal};
use super::round::{RoundError, actor, next_round, run_and_programme};
use crate::domain::coffee::GroupState;
use crate::domain::id::{GroupId, NoticeId, PersonId, RunId};
use crate::domain::plan::RunState;
use crate::mail::message::{Closing, KindQuestion, MatchLinks, Message, Nudge, Reader};
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::group::{Group, groups_of_run, groups_unknown};
use crate::store::outbox::notices_add;
use crate::store::programme::Programme;
use crate::store::run::{Run, run_close, run_nudged};
use crate::store::sit_out::{Turn, people_silent, rest_begin, turns_set};
use crate::store::snapshot::{Participant, participants_by_ids};
use crate::store::told::{match_notices_of_run, match_told_of_run, people_answered, people_asked};
use crate::whole;

/// After so many rounds without a word one question is asked, and the person rests.
const SILENT_ROUNDS: i64 = 3;

/// An open round with everybody in it.
struct Open {
    run: Run,
    programme: Programme,
    groups: Vec<Group>,
    people: HashMap<PersonId, Participant>,
    first: HashMap<(GroupId, PersonId), NoticeId>,
    told: HashSet<(GroupId, PersonId)>,
    closes_at: DateTime<Utc>,
}

impl Open {
    async fn read(tx: &mut Tx, run: RunId) -> Result<Self, RoundError> {
        let (run, programme) = run_and_programme(tx, run).await?;
        let open = matches!(run.state, RunState::Released | RunState::Sending | RunState::Sent);
        let (true, Some(closes_at)) = (open, run.closes_at) else {
            return Err(RoundError::Stale { noun: "run", expected: "open".to_owned() });
        };
        let groups = groups_of_run(tx, run.id).await?;
        let mut ids: Vec<PersonId> = groups.iter().flat_map(Group::people).collect();
        ids.extend(people_asked(tx, run.id).await?);
        ids.extend(people_silent(tx, programme.id, SILENT_ROUNDS - 1).await?);
        ids.sort_unstable();
        ids.dedup();
        let people = participants_by_ids(tx, programme.id, &ids).await?;
        let first = match_notices_of_run(tx, run.id).await?;
        let told = match_told_of_run(tx, run.id).await?;
        Ok(Self { run, programme, groups, people, first, told, closes_at })
    }

    /// Whether somebody knows of the group at all: nobody is asked about a meeting of which nobody was told.
    fn is_known(&self, group: &Group) -> bool {
        group.members.iter().any(|member| member.mark.is_some() || self.knows(group, member.person))
    }

    fn knows(&self, group: &Group, person: PersonId) -> bool {
        self.told.contains(&(group.id, person))
    }

    fn partners(&self, group: &Group, reader: PersonId) -> Vec<String> {
        let others = group.people().into_iter().filter(|id| *id != reader);
        others.filter_map(|id| Some(self.people.get(&id)?.name.clone())).collect()
    }

    fn post(
        &self,
        env: &Env,
        now: DateTime<Utc>,
        group: &Group,
        reader: &Participant,
        message: Message,
    ) -> Post {
        let key = format!("{}:{}:{}", message.kind().as_str(), group.id, reader.id);
        Post::new(env, now, reader, key, message)
            .of_run(self.run.id)
            .of_group(group.id)
            .follows(self.first.get(&(group.id, reader.id)).copied())
    }
}

/// Reminds, once, those groups of which nobody said anything. Returns how many mails it made.
///
/// Errors: [`RoundError::Stale`] when the round is not open.
pub async fn nudge(env: &Env, run: RunId) -> Result<usize, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let open = Open::read(&mut tx, run).await?;
    drop(tx);
    let mut posts = Vec::new();
    let quiet = |group: &&Group| {
        group.state == GroupState::Released
            && group.members.iter().all(|member| member.mark.is_none())
    };
    for group in open.groups.iter().filter(quiet) {
        let told = group.people().into_iter().filter(|id| open.knows(group, *id));
        for reader in told.filter_map(|id| open.people.get(&id)) {
            let until = open.closes_at + AFTERWARDS;
            let url = |purpose| links::url(env, purpose, reader.id, group.id.0, until);
            let message = Message::Nudge(Nudge {
                reader: Reader { name: reader.name.clone(), zone: reader.zone },
                partners: open.partners(group, reader.id),
                minutes: open.programme.rules.minutes,
                by: open.closes_at.with_timezone(&open.programme.zone).date_naive(),
                slots: group.slots.iter().copied().filter(|slot| *slot > now).collect(),
                programme: open.programme.name.clone(),
                links: MatchLinks {
                    scheduled: url(Purpose::Scheduled),
                    know_each_other: url(Purpose::KnowEachOther),
                    cannot: url(Purpose::NotMet),
                    why: format!("{}/groups/{}/why", env.site.base_url, group.id),
                },
            });
            posts.push(open.post(env, now, group, reader, message).not_after(open.closes_at));
        }
    }
    let notices = seal(env, open.programme.id, posts, now).await?;
    let mut tx = env.db.write().await?;
    if !run_nudged(&mut tx, run, now).await? {
        return Ok(0);
    }
    let added = notices_add(&mut tx, &notices).await?;
    audit_append(
        &mut tx,
        now,
        &actor(None),
        "run-nudged",
        &format!("run:{run}"),
        &json!({ "notices": added }),
    )
    .await?;
    tx.commit().await?;
    Ok(added)
}

/// Ends a round: groups of which nobody said whether they met become unknown and are asked; silence is counted; whoever
/// was silent for three rounds is asked one kind question and rests.
///
/// Errors: [`RoundError::Stale`] when the round is not open.
pub async fn close(env: &Env, run: RunId) -> Result<(), RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let open = Open::read(&mut tx, run).await?;
    let (silent, spoke) = words_of(&mut tx, &open).await?;
    let long_silent = people_silent(&mut tx, open.programme.id, SILENT_ROUNDS - 1).await?;
    drop(tx);
    let resting: Vec<PersonId> = long_silent.into_iter().filter(|id| silent.contains(id)).collect();
    let mut posts = closing_posts(env, &open, now);
    posts.extend(resting.iter().filter_map(|id| kind_question(env, &open, *id, now)));
    let notices = seal(env, open.programme.id, posts, now).await?;
    whole!(env, |tx| {
        run_close(tx, run, now, None).await?;
        let unknown = groups_unknown(tx, run, now).await?;
        let silent: Vec<PersonId> = silent.iter().copied().collect();
        let spoke: Vec<PersonId> = spoke.iter().copied().collect();
        turns_set(tx, open.programme.id, &silent, Turn::Silent).await?;
        turns_set(tx, open.programme.id, &spoke, Turn::Spoke).await?;
        for person in &resting {
            rest_begin(tx, open.programme.id, *person, now).await?;
        }
        let added = notices_add(tx, &notices).await?;
        let detail = json!({ "unknown": unknown, "notices": added, "resting": resting.len() });
        audit_append(tx, now, &actor(None), "run-closed", &format!("run:{run}"), &detail).await?;
        Ok(())
    })
}

/// Ends a round whose closing mails may be out already, by rows that were lost: nobody is asked, and nobody's silence
/// counts.
///
/// Errors: [`RoundError::Stale`] when the round is not open.
pub(super) async fn close_in_silence(
    tx: &mut Tx,
    run: RunId,
    why: &str,
    now: DateTime<Utc>,
) -> Result<(), RoundError> {
    run_close(tx, run, now, Some(why)).await?;
    let unknown = groups_unknown(tx, run, now).await?;
    let detail = json!({ "unknown": unknown, "notices": 0, "resting": 0 });
    audit_append(tx, now, &actor(None), "run-closed", &format!("run:{run}"), &detail).await?;
    Ok(())
}

/// Who said nothing in this round (to its question, or of their meeting), and who did.
async fn words_of(
    tx: &mut Tx,
    open: &Open,
) -> Result<(BTreeSet<PersonId>, BTreeSet<PersonId>), RoundError> {
    let answered: BTreeSet<PersonId> =
        people_answered(tx, open.run.id).await?.into_iter().collect();
    let asked = people_asked(tx, open.run.id).await?;
    let mut silent: BTreeSet<PersonId> =
        asked.iter().copied().filter(|id| !answered.contains(id)).collect();
    let mut spoke: BTreeSet<PersonId> = answered;
    for group in open.groups.iter().filter(|group| group.state != GroupState::Recalled) {
        for member in &group.members {
            if member.mark.is_none() && !open.knows(group, member.person) {
                continue;
            }
            // The partner said they met: nobody needs to say it twice.
            if member.mark.is_none() && group.state == GroupState::Met {
                silent.remove(&member.person);
                continue;
            }
            let (into, out_of) = if member.mark.is_some() {
                (&mut spoke, &mut silent)
            } else {
                (&mut silent, &mut spoke)
            };
            into.insert(member.person);
            out_of.remove(&member.person);
        }
    }
    Ok((silent, spoke))
}

fn closing_posts(env: &Env, open: &Open, now: DateTime<Utc>) -> Vec<Post> {
    let until = now.max(open.closes_at) + AFTERWARDS;
    let mut posts = Vec::new();
    let waiting = |group: &&Group| {
        matches!(group.state, GroupState::Released | GroupState::Scheduled) && open.is_known(group)
    };
    for group in open.groups.iter().filter(waiting) {
        for reader in group.people().iter().filter_map(|id| open.people.get(id)) {
            let url = |purpose| links::url(env, purpose, reader.id, group.id.0, until);
            let message = Message::Closing(Closing {
                programme: open.programme.name.clone(),
                partners: open.partners(group, reader.id),
                met_link: url(Purpose::Met),
                not_yet_link: url(Purpose::Scheduled),
                no_link: url(Purpose::NotMet),
            });
            posts.push(open.post(env, now, group, reader, message).not_after(until));
        }
    }
    posts
}

fn kind_question(env: &Env, open: &Open, id: PersonId, now: DateTime<Utc>) -> Option<Post> {
    let reader = open.people.get(&id)?;
    let url = |purpose| links::url(env, purpose, id, open.programme.id.0, now + LONG);
    let message = Message::KindQuestion(KindQuestion {
        programme: open.programme.name.clone(),
        rounds: u32::try_from(SILENT_ROUNDS).unwrap_or(0),
        stay_link: url(Purpose::Return),
        rest_link: url(Purpose::Pause),
        next_on: next_round(env, &open.programme)
            .map(|at| at.with_timezone(&reader.zone).date_naive()),
    });
    let key = format!("kind-question:{}:{id}", open.run.id);
    Some(Post::new(env, now, reader, key, message).of_run(open.run.id))
}
