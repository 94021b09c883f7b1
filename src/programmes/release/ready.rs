//! A plan made ready: settled by what holds now, its mails rendered, and all of it written in one transaction.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::json;

use crate::domain::id::{GroupId, PersonId, RunId, TeamId};
use crate::domain::plan::RunState;
use crate::domain::slots::{Availability, meeting_times};
use crate::programmes::Env;
use crate::programmes::capacity::{room_for_round, take_for_round};
use crate::programmes::letters::{Facts, Meet, Round};
use crate::programmes::mailer::{Post, seal};
use crate::programmes::plan::{Ground, NO_PLACES, Settled, Stored, settle, stored};
use crate::programmes::questions;
use crate::programmes::round::{RoundError, actor, next_round, person_of_key, run_and_programme};
use crate::programmes::turns;
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::group::{NewGroup, groups_add, left_outs_add, left_outs_lasting, pairs};
use crate::store::introduction::introductions_add;
use crate::store::outbox::{NewNotice, notices_add};
use crate::store::overview::seats::team_leads;
use crate::store::programme::Programme;
use crate::store::run::{Run, run_release};
use crate::store::sit_out::{Turn, turns_set};
use crate::store::snapshot::{
    KnownPair, Participant, nevers_among_enrolled, participants_by_ids, seats_of_teams,
    ties_among_enrolled,
};
use crate::store::told::invitations_by_person;

/// A round of no more mails is rendered before its transaction, which holds the database's one write lock on SQLite; a
/// larger one inside of it, part by part.
const BEFORE: usize = 5_000;
/// Mails of a part: one is rendered while the one before it is written, and no more than these two are in memory.
const PART: usize = 1_000;

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
pub(super) struct Ready {
    pub(super) run: Run,
    programme: Programme,
    stored: Stored,
    people: HashMap<PersonId, Participant>,
    known: Vec<KnownPair>,
    pub(super) settled: Settled,
    pub(super) meets: Vec<(i64, Meet)>,
    /// Who leads the teams that give no places.
    leads: HashMap<TeamId, (PersonId, String)>,
    /// Who was told by an earlier round that their team gives no places, with no place since.
    told_before: HashSet<PersonId>,
    now: DateTime<Utc>,
    day: NaiveDate,
    closes_at: DateTime<Utc>,
}

impl Ready {
    pub(super) async fn prepare(env: &Env, run: RunId) -> Result<Self, RoundError> {
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
    pub(super) async fn seal_before(
        &self,
        env: &Env,
    ) -> Result<Option<Vec<NewNotice>>, RoundError> {
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
    pub(super) fn written_to(&self) -> impl Iterator<Item = &(PersonId, String)> {
        let left_out = self.settled.left_out.iter();
        left_out.filter(|(id, reason)| reason != NO_PLACES || !self.told_before.contains(id))
    }

    pub(super) fn round<'a>(&'a self, env: &'a Env) -> Round<'a> {
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

    /// Writes everything; returns how many mails. `None`: somebody changed their wishes, or a team has no time any
    /// more, since it was prepared; nothing may be kept.
    pub(super) async fn write(
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
fn times(
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
