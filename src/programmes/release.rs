//! Release: the one transaction that makes a plan real, and what may be done to a plan before it.
//!
//! All mails are rendered before the first write; those of a very large round in the transaction, part by part, so that
//! memory does not grow with them. Then, in one transaction: the run goes from proposed (or held) to
//! released; groups, members and those left out are written; introductions are set down; sit-outs are counted; the
//! mails lie in the outbox; the audit line is appended. Whatever fails, nothing of it is there: the plan is still
//! proposed and nobody was told.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::json;

use super::Env;
use super::capacity::{room_for_round, take_for_round};
use super::letters::{Facts, Meet, Round};
use super::mailer::{Post, seal};
use super::plan::{Ground, NO_PLACES, Settled, Stored, settle, stored};
use super::questions;
use super::round::{RoundError, actor, next_round, person_of_key, run_and_programme};
use super::turns;
use crate::domain::id::{GroupId, PersonId, RunId, TeamId};
use crate::domain::plan::RunState;
use crate::domain::slots::{Availability, meeting_times};
use crate::mail::message::Rendered;
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::group::{NewGroup, groups_add, left_outs_add, left_outs_lasting, pairs};
use crate::store::introduction::introductions_add;
use crate::store::outbox::{NewNotice, notices_add};
use crate::store::overview::seats::team_leads;
use crate::store::programme::Programme;
use crate::store::run::{Run, run_become, run_close, run_get, run_hold, run_put_off, run_release};
use crate::store::sit_out::{Turn, turns_set};
use crate::store::snapshot::{
    KnownPair, Participant, nevers_among_enrolled, participants_by_ids, seats_of_teams,
    ties_among_enrolled,
};
use crate::store::told::invitations_by_person;
use crate::store::whole::broken_off;
use crate::whole;

/// A release by rule that failed is tried again after this.
const RETRY: TimeDelta = TimeDelta::minutes(5);
/// How often a release is prepared anew because somebody changed their wishes meanwhile.
const MOST_TRIES: usize = 5;

/// A round of no more mails is rendered before its transaction, which holds the database's one write lock on SQLite; a
/// larger one inside of it, part by part.
const BEFORE: usize = 5_000;
/// Mails of a part: one is rendered while the one before it is written, and no more than these two are in memory.
const PART: usize = 1_000;

/// What a release did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Released {
    /// Groups that became real.
    pub groups: usize,
    /// People who were left out and told so.
    pub left_out: usize,
    /// Mails in the outbox.
    pub notices: usize,
}

/// Releases a proposed plan (or a held one, by a person).
///
/// Errors: [`RoundError::Stale`] when it is not proposed or held any more (it was released, dropped, or is held and no
/// person asks); [`RoundError::Render`] and store errors leave the plan proposed and nobody told: a release by rule is
/// then put off by five minutes, with a note.
/// Cost: 5,000 mails a few seconds, most of it rendering on all cores; memory grows with the people of the round (about
/// 2 KB each), not with the mails.
pub async fn release(env: &Env, run: RunId, by: Option<PersonId>) -> Result<Released, RoundError> {
    let outcome = release_once_settled(env, run, by).await;
    let is_failure = |error: &RoundError| {
        matches!(
            error,
            RoundError::Render(_)
                | RoundError::Plan(_)
                | RoundError::Store(_)
                | RoundError::Interrupted
        )
    };
    // A person who pressed the button sees the error; the hold that was given stays.
    let by_rule = by.is_none();
    if let Some(error) = outcome.as_ref().err().filter(|error| by_rule && is_failure(error)) {
        let note = format!("release failed, nobody was told: {error}");
        let until = env.clock.now() + RETRY;
        // Best effort: on a full disk this fails too, and the next tick tries again.
        if let Ok(mut tx) = env.db.write().await
            && run_put_off(&mut tx, run, until, &note).await.is_ok()
            && tx.commit().await.is_ok()
        {
            tracing::error!(run = %run, error = %error, "a release failed and is put off");
        }
    }
    outcome
}

async fn release_once_settled(
    env: &Env,
    run: RunId,
    by: Option<PersonId>,
) -> Result<Released, RoundError> {
    for _ in 0..MOST_TRIES {
        let ready = Ready::prepare(env, run).await?;
        if !(ready.run.state == RunState::Proposed
            || (ready.run.state == RunState::Held && by.is_some()))
        {
            return Err(RoundError::Stale { noun: "run", expected: "proposed".to_owned() });
        }
        let sealed = ready.seal_before(env).await?;
        let mut tx = env.db.write().await?;
        match ready.write(env, &mut tx, by, sealed).await {
            Ok(Some(notices)) => {
                tx.commit().await?;
                return Ok(Released {
                    groups: ready.meets.len(),
                    left_out: ready.settled.left_out.len(),
                    notices,
                });
            }
            // What it was settled by has changed since; or another transaction was in the way. Looked at anew either way.
            Ok(None) => {}
            Err(error) if broken_off(&error) => {
                tracing::info!(%run, error = &error as &dyn std::error::Error, "a release is begun anew");
            }
            Err(error) => return Err(error),
        }
    }
    Err(RoundError::Stale { noun: "run", expected: "left alone while it is released".to_owned() })
}

/// What a plan is settled by, read when it is released.
async fn ground(
    tx: &mut Tx,
    programme: &Programme,
    stored: &Stored,
    (day, slot_at): (NaiveDate, DateTime<Utc>),
) -> Result<Ground, RoundError> {
    let ids: Vec<PersonId> = stored
        .problem
        .people
        .iter()
        .map(|person| person_of_key(&person.id))
        .collect::<Result<_, _>>()?;
    let people = participants_by_ids(tx, programme.id, &ids).await?;
    let known = ties_among_enrolled(tx, programme.id).await?;
    let mut barred = nevers_among_enrolled(tx, programme.id).await?;
    // Whoever was introduced by another round since the draw is not introduced again.
    let again_after = i64::from(stored.problem.rules.repeat_after_days);
    barred.extend(known.iter().filter_map(|pair| {
        let last = pair.last_on.max(pair.introduced_on)?;
        ((day - last).num_days() < again_after).then_some((pair.a, pair.b))
    }));
    let seats = seats_of_teams(tx).await?;
    let room = room_for_round(tx, programme, slot_at).await?;
    Ok(Ground { people, known, barred, seats, room })
}

/// Who leads the teams whose people are left out because the team gives no places, and which of them know it already.
async fn without_places(
    tx: &mut Tx,
    programme: &Programme,
    settled: &Settled,
    ground: &Ground,
) -> Result<(HashMap<TeamId, (PersonId, String)>, HashSet<PersonId>), RoundError> {
    let mut teams: Vec<TeamId> = settled
        .left_out
        .iter()
        .filter(|(_, reason)| reason == NO_PLACES)
        .filter_map(|(id, _)| Some(ground.people.get(id)?.team_id))
        .collect();
    if teams.is_empty() {
        return Ok((HashMap::new(), HashSet::new()));
    }
    teams.sort_unstable();
    teams.dedup();
    let leads = team_leads(tx, &teams).await?;
    Ok((leads, left_outs_lasting(tx, programme.id, NO_PLACES).await?))
}

/// A plan ready to become real: settled, with times, questions and inviters.
struct Ready {
    run: Run,
    programme: Programme,
    stored: Stored,
    people: HashMap<PersonId, Participant>,
    known: Vec<KnownPair>,
    settled: Settled,
    meets: Vec<(i64, Meet)>,
    /// Who leads the teams that give no places.
    leads: HashMap<TeamId, (PersonId, String)>,
    /// Who was told by an earlier round that their team gives no places, with no place since.
    told_before: HashSet<PersonId>,
    now: DateTime<Utc>,
    day: NaiveDate,
    closes_at: DateTime<Utc>,
}

impl Ready {
    async fn prepare(env: &Env, run: RunId) -> Result<Self, RoundError> {
        let now = env.clock.now();
        let mut tx = env.db.snapshot().await?;
        let (run, programme) = run_and_programme(&mut tx, run).await?;
        if matches!(run.state, RunState::Draft | RunState::Solving) {
            return Err(RoundError::Stale { noun: "run", expected: "proposed".to_owned() });
        }
        let stored = stored(&mut tx, run.id).await?;
        let day = now.with_timezone(&programme.zone).date_naive();
        let ground = ground(&mut tx, &programme, &stored, (day, run.slot_at)).await?;
        let invited = invitations_by_person(&mut tx, programme.id).await?;
        let settled = settle(&stored, &ground, day)?;
        let (leads, told_before) = without_places(&mut tx, &programme, &settled, &ground).await?;
        drop(tx);
        let Ground { people, known, .. } = ground;
        let closes_at = now + TimeDelta::days(i64::from(programme.rules.meet_within_days));
        let meets = settled
            .groups
            .iter()
            .map(|(ordinal, members)| {
                let seed = stored.plan.seed
                    ^ u64::try_from(*ordinal).unwrap_or(0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                let slots = times(&people, members, now, closes_at, &programme, seed);
                // Who invited less often so far invites; among equals the seed decides.
                let turn =
                    |at: usize| (usize::try_from(seed >> 7).unwrap_or(0) + at) % members.len();
                let inviter = (0..members.len())
                    .map(|at| members[turn(at)])
                    .min_by_key(|member| invited.get(member).copied().unwrap_or(0))
                    .unwrap_or(members[0]);
                let id: GroupId = env.ids.next(now);
                let question = questions::choose(seed >> 11).to_owned();
                (
                    *ordinal,
                    Meet { id, members: members.clone(), inviter, slots, question, sequence: 0 },
                )
            })
            .collect();
        Ok(Self {
            run,
            programme,
            stored,
            people,
            known,
            settled,
            meets,
            leads,
            told_before,
            now,
            day,
            closes_at,
        })
    }

    /// The mails of a round that is rendered before its transaction.
    async fn seal_before(&self, env: &Env) -> Result<Option<Vec<NewNotice>>, RoundError> {
        let members: usize = self.meets.iter().map(|(_, meet)| meet.members.len()).sum();
        if members + self.settled.left_out.len() > BEFORE {
            return Ok(None);
        }
        let posts = self.posts(&self.round(env)).collect();
        Ok(Some(seal(env, self.programme.id, posts, self.now).await?))
    }

    /// Renders the mails part by part into the outbox. Returns how many there are.
    async fn seal_now(&self, env: &Env, tx: &mut Tx) -> Result<usize, RoundError> {
        let round = self.round(env);
        let mut all = self.posts(&round);
        let (mut made, mut rendered) = (0, Vec::new());
        loop {
            let posts: Vec<Post> = all.by_ref().take(PART).collect();
            if posts.is_empty() && rendered.is_empty() {
                return Ok(made);
            }
            let sealing = seal(env, self.programme.id, posts, self.now);
            // Both to their end: a statement that is let go of halfway would leave its connection in the middle of it.
            let (next, written) = tokio::join!(sealing, put(tx, &rendered));
            written?;
            made += rendered.len();
            rendered = next?;
        }
    }

    /// The mails of a round, each made when it is asked for.
    fn posts<'a>(&'a self, round: &'a Round<'a>) -> impl Iterator<Item = Post> + Send + 'a {
        let pairs = self.meets.iter().any(|(_, meet)| meet.members.len() == 2);
        let matches = self.meets.iter().flat_map(|(_, meet)| round.match_posts(meet));
        let left_out = self
            .written_to()
            .filter_map(move |(id, reason)| round.left_out_post(*id, reason, pairs));
        matches.chain(left_out)
    }

    /// Those left out who get a mail. That a team gives no places is written once, not every round.
    fn written_to(&self) -> impl Iterator<Item = &(PersonId, String)> {
        let left_out = self.settled.left_out.iter();
        left_out.filter(|(id, reason)| reason != NO_PLACES || !self.told_before.contains(id))
    }

    fn round<'a>(&'a self, env: &'a Env) -> Round<'a> {
        Round {
            env,
            programme: &self.programme,
            run: self.run.id,
            day: self.run.slot_at.with_timezone(&self.programme.zone).date_naive(),
            closes_at: self.closes_at,
            now: self.now,
            people: &self.people,
            facts: Facts::new(&self.stored.problem, &self.known),
            leads: Some(&self.leads),
            next_on: next_round(env, &self.programme)
                .map(|at| at.with_timezone(&self.programme.zone).date_naive()),
        }
    }

    /// How many people of each team are matched.
    fn people_of_teams(&self) -> BTreeMap<TeamId, u32> {
        let mut people_of = BTreeMap::new();
        let members = self.meets.iter().flat_map(|(_, meet)| &meet.members);
        for person in members.filter_map(|id| self.people.get(id)) {
            *people_of.entry(person.team_id).or_default() += 1;
        }
        people_of
    }

    /// Writes everything; returns how many mails. `None`: somebody changed their wishes, or a team has no time any more, since it was prepared;
    /// nothing may be kept.
    async fn write(
        &self,
        env: &Env,
        tx: &mut Tx,
        by: Option<PersonId>,
        sealed: Option<Vec<NewNotice>>,
    ) -> Result<Option<usize>, RoundError> {
        let nudge_at = self.now + (self.closes_at - self.now) / 2;
        run_release(tx, self.run.id, by, self.now, nudge_at, self.closes_at).await?;
        let when = (self.day, self.run.slot_at);
        let ground = ground(tx, &self.programme, &self.stored, when).await?;
        if settle(&self.stored, &ground, self.day)? != self.settled {
            return Ok(None);
        }
        // All people once more: of a large round, too much to keep beside its mails.
        drop(ground);
        // Before anything else: whoever takes time of the same teams waits here, and finds what is left.
        let round = (self.run.id, self.run.slot_at);
        let people_of = self.people_of_teams();
        let taken = take_for_round(env, tx, &self.programme, round, &people_of, self.now).await?;
        if taken.is_err() {
            return Ok(None);
        }
        let groups: Vec<NewGroup> = self
            .meets
            .iter()
            .map(|(ordinal, meet)| NewGroup {
                id: meet.id,
                ordinal: *ordinal,
                members: meet.members.clone(),
                inviter: meet.inviter,
                slots: meet.slots.clone(),
                question: meet.question.clone(),
            })
            .collect();
        groups_add(tx, self.run.id, &groups, self.now).await?;
        left_outs_add(tx, self.run.id, &self.settled.left_out).await?;
        let introduced: Vec<(PersonId, PersonId)> =
            self.meets.iter().flat_map(|(_, meet)| pairs(&meet.members)).collect();
        introductions_add(tx, &introduced, self.day, self.now).await?;
        let matched: Vec<PersonId> =
            self.meets.iter().flat_map(|(_, meet)| meet.members.iter().copied()).collect();
        let left_out: Vec<PersonId> = self.settled.left_out.iter().map(|(id, _)| *id).collect();
        turns_set(tx, self.programme.id, &matched, Turn::TookPart).await?;
        turns_set(tx, self.programme.id, &left_out, Turn::SatOut).await?;
        turns::released(tx, self.programme.id, matched, &self.settled.left_out).await?;
        let added = match sealed {
            Some(notices) => {
                put(tx, &notices).await?;
                notices.len()
            }
            None => self.seal_now(env, tx).await?,
        };
        let detail = json!({
            "programme": self.programme.id, "groups": groups.len(), "left_out": left_out.len(), "notices": added,
        });
        audit_append(
            tx,
            self.now,
            &actor(by),
            "run-released",
            &format!("run:{}", self.run.id),
            &detail,
        )
        .await?;
        Ok(Some(added))
    }
}

/// Puts mails into the outbox, each of which nobody got before.
async fn put(tx: &mut Tx, notices: &[NewNotice]) -> Result<(), RoundError> {
    if notices_add(tx, notices).await? == notices.len() {
        return Ok(());
    }
    Err(RoundError::Plan("somebody was told of this plan before".to_owned()))
}

/// Three times at which all of a group can meet.
pub(super) fn times(
    people: &HashMap<PersonId, Participant>,
    members: &[PersonId],
    now: DateTime<Utc>,
    closes_at: DateTime<Utc>,
    programme: &Programme,
    seed: u64,
) -> Vec<DateTime<Utc>> {
    let availability: Vec<Availability> = members
        .iter()
        .filter_map(|id| people.get(id))
        .map(|person| Availability {
            hours: person.profile.hours,
            zone: person.zone,
            pause: person.pause,
        })
        .collect();
    let length = TimeDelta::minutes(i64::from(programme.rules.minutes));
    meeting_times(&availability, now, closes_at, length, seed)
}

/// What a release would do now, without doing it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Number in the plan and people of each group.
    pub groups: Vec<(i64, Vec<PersonId>)>,
    /// Who would be left out, and the id of the reason.
    pub left_out: Vec<(PersonId, String)>,
    /// The first group's mail to its first member.
    pub match_mail: Option<Rendered>,
    /// The mail to the first of those left out.
    pub left_out_mail: Option<Rendered>,
}

/// Looks at what a release would do now.
pub async fn preview(env: &Env, run: RunId) -> Result<Preview, RoundError> {
    let ready = Ready::prepare(env, run).await?;
    let round = ready.round(env);
    let first_match =
        ready.meets.first().and_then(|(_, meet)| round.match_posts(meet).into_iter().next());
    let first_left_out =
        ready.written_to().next().and_then(|(id, reason)| round.left_out_post(*id, reason, true));
    Ok(Preview {
        match_mail: first_match.map(|post| post.render(&env.site)).transpose()?,
        left_out_mail: first_left_out.map(|post| post.render(&env.site)).transpose()?,
        groups: ready.settled.groups,
        left_out: ready.settled.left_out,
    })
}

/// The match mails of one group as its rows stand now, for a group that changed after its release.
pub(super) async fn match_notices(
    env: &Env,
    tx: &mut Tx,
    run: &Run,
    programme: &Programme,
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<Vec<NewNotice>, RoundError> {
    let stored = stored(tx, run.id).await?;
    let row = crate::store::group::group_get(tx, group).await?.ok_or(RoundError::NoGroup)?;
    let people = participants_by_ids(tx, programme.id, &row.people()).await?;
    let known = ties_among_enrolled(tx, programme.id).await?;
    let meet = Meet {
        id: row.id,
        members: row.people(),
        inviter: row.inviter,
        slots: row.slots.clone(),
        question: row.question.clone(),
        sequence: u32::try_from(row.sequence).unwrap_or(0),
    };
    let round = Round {
        env,
        programme,
        run: run.id,
        day: run.slot_at.with_timezone(&programme.zone).date_naive(),
        closes_at: run.closes_at.unwrap_or(now),
        now,
        people: &people,
        facts: Facts::new(&stored.problem, &known),
        leads: None,
        next_on: next_round(env, programme)
            .map(|at| at.with_timezone(&programme.zone).date_naive()),
    };
    let posts = round.match_posts(&meet);
    seal(env, programme.id, posts, now).await
}

/// Ends a round in which nobody, or one person only, took part: released without a hold (there is nothing to look at)
/// and closed at once, with a note. The one person is told.
pub(super) async fn close_empty(env: &Env, run: RunId, people: usize) -> Result<(), RoundError> {
    release_once_settled(env, run, None).await?;
    let note = if people == 0 { "nobody took part" } else { "only one person took part" };
    let now = env.clock.now();
    whole!(env, |tx| {
        run_close(tx, run, now, Some(note)).await?;
        audit_append(
            tx,
            now,
            &actor(None),
            "run-closed",
            &format!("run:{run}"),
            &json!({ "people": people }),
        )
        .await?;
        Ok(())
    })
}

/// Stops a proposed plan's clock; from now on only a person releases or drops it.
///
/// Errors: [`RoundError::Stale`] when it is not proposed.
pub async fn hold(env: &Env, run: RunId, by: PersonId) -> Result<(), RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        run_get(tx, run).await?.ok_or(RoundError::NoRun)?;
        run_hold(tx, run, None).await?;
        audit_append(tx, now, &actor(Some(by)), "run-held", &format!("run:{run}"), &json!({}))
            .await?;
        Ok(())
    })
}

/// Drops a run before its release: nobody was told, nobody will be.
///
/// Errors: [`RoundError::Stale`] when it was released already, or is over.
pub async fn drop_plan(env: &Env, run: RunId, by: PersonId) -> Result<(), RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        run_get(tx, run).await?.ok_or(RoundError::NoRun)?;
        run_become(tx, run, RunState::Cancelled, Some("dropped before release")).await?;
        audit_append(tx, now, &actor(Some(by)), "run-dropped", &format!("run:{run}"), &json!({}))
            .await?;
        Ok(())
    })
}
