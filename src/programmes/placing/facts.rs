//! What the mails about placements are made of: the placements, their people and teams, read before anything is said.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Days as Ahead, NaiveDate, Utc};

use crate::domain::coffee::ProgrammeKind;
use crate::domain::id::{PersonId, PlacementId, RunId, TeamId};
use crate::domain::person::PersonState;
use crate::domain::team::Team;
use crate::domain::week::Week;
use crate::mail::Party;
use crate::mail::message::{Because, Days, Message, Placed, PlacedRole, Stay};
use crate::programmes::Env;
use crate::programmes::mailer::Post;
use crate::store::expect::teams_expect;
use crate::store::placement::Placement;
use crate::store::programme::ProgrammeHead;
use crate::store::snapshot::{Participant, participants_by_ids};
use crate::store::team::teams_all;
use crate::store::{StoreError, Tx};

/// A release, or a plan that waits for it, as its mails need it.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The run it is about.
    pub run: RunId,
    /// Its programme.
    pub programme: ProgrammeHead,
    /// Now.
    pub now: DateTime<Utc>,
    /// Everybody who is written to or about, and the programme's owner.
    pub people: HashMap<PersonId, Participant>,
    /// The teams they come from and go to.
    pub teams: HashMap<TeamId, Team>,
    /// What the teams say that guests of a bootcamp can expect.
    pub expects: HashMap<TeamId, String>,
    /// What is real from now on.
    pub added: Vec<Placement>,
    /// What was real before and is different now: the same row (one id, one UID) before and after.
    pub changed: Vec<(Placement, Placement)>,
    /// Why it is different, where there is something to say.
    pub why: HashMap<PlacementId, Because>,
    /// What was real and is not any more, with the reason; `sequence` is already that of the cancellation.
    pub withdrawn: Vec<(Placement, Because)>,
    /// Who was not told of a placement that is withdrawn, and need not hear of its end.
    pub unaware: BTreeSet<(PlacementId, PersonId)>,
}

impl Facts {
    /// Facts with everybody whom the placements name, read in one go.
    pub async fn read(
        tx: &mut Tx,
        run: RunId,
        programme: ProgrammeHead,
        now: DateTime<Utc>,
        added: Vec<Placement>,
        changed: Vec<(Placement, Placement)>,
        withdrawn: Vec<(Placement, Because)>,
    ) -> Result<Self, StoreError> {
        let teams: HashMap<TeamId, Team> =
            teams_all(tx).await?.into_iter().map(|team| (team.id, team)).collect();
        let expects = match programme.kind {
            ProgrammeKind::Bootcamp => teams_expect(tx).await?,
            _ => HashMap::new(),
        };
        let both = changed.iter().flat_map(|(before, after)| [before, after]);
        let all = added.iter().chain(both).chain(withdrawn.iter().map(|(placement, _)| placement));
        let mut ids = vec![programme.owner_id];
        for placement in all {
            ids.push(placement.person_id);
            ids.extend(placement.host_id);
            for team in [placement.team_id, placement.home_team_id] {
                ids.extend(teams.get(&team).and_then(|team| team.lead_id));
            }
        }
        ids.sort_unstable();
        ids.dedup();
        let people = participants_by_ids(tx, programme.id, &ids).await?;
        Ok(Self {
            run,
            programme,
            now,
            people,
            teams,
            expects,
            added,
            changed,
            why: HashMap::new(),
            withdrawn,
            unaware: BTreeSet::new(),
        })
    }

    /// Why a placement is different.
    pub(super) fn because(&self, placement: &Placement) -> &Because {
        self.why.get(&placement.id).unwrap_or(&Because::Unsaid)
    }

    /// Somebody who can be written to.
    pub(super) fn person(&self, id: PersonId) -> Option<&Participant> {
        let person = self.people.get(&id)?;
        (person.state != PersonState::Left && !person.unreachable).then_some(person)
    }

    fn lead(&self, team: TeamId) -> Option<PersonId> {
        self.teams.get(&team).and_then(|team| team.lead_id)
    }

    fn team(&self, id: TeamId) -> String {
        self.teams.get(&id).map(|team| team.name.clone()).unwrap_or_default()
    }

    fn name(&self, id: PersonId) -> Option<String> {
        self.people.get(&id).map(|person| person.name.clone())
    }

    /// Whom a placement concerns, each once.
    pub(super) fn readers(&self, placement: &Placement) -> Vec<(PersonId, PlacedRole)> {
        let parts = [
            (Some(placement.person_id), PlacedRole::Guest),
            (placement.host_id.or_else(|| self.lead(placement.team_id)), PlacedRole::Host),
            (self.lead(placement.home_team_id), PlacedRole::Home),
        ];
        let mut readers: Vec<(PersonId, PlacedRole)> = Vec::with_capacity(3);
        for (person, role) in parts {
            if let Some(person) = person
                && self.person(person).is_some()
                && readers.iter().all(|(known, _)| *known != person)
            {
                readers.push((person, role));
            }
        }
        readers
    }

    /// The placement as a sentence needs it.
    pub fn stay(&self, placement: &Placement) -> Stay {
        Stay {
            guest: self.name(placement.person_id).unwrap_or_default(),
            home: self.team(placement.home_team_id),
            team: self.team(placement.team_id),
            host: placement
                .host_id
                .or_else(|| self.lead(placement.team_id))
                .and_then(|host| self.name(host)),
            from: placement.from_on.monday(),
            to: last_day(placement),
            expect: self.expects.get(&placement.team_id).cloned().unwrap_or_default(),
        }
    }

    /// The calendar's view of a placement, for these people.
    pub(super) fn days(&self, env: &Env, placement: &Placement, attendees: &[PersonId]) -> Days {
        let site = &env.site;
        Days {
            uid: format!("{}@{}", placement.id, site.mail_host),
            sequence: placement.sequence,
            stamp: self.now,
            from: placement.from_on.monday(),
            until: last_day(placement).succ_opt().unwrap_or(NaiveDate::MAX),
            organiser: Party::new(site.organisation.clone(), site.mail_from.clone()),
            attendees: attendees
                .iter()
                .filter_map(|id| self.person(*id))
                .map(|person| Party::new(person.name.clone(), person.email.clone()))
                .collect(),
        }
    }

    pub(super) fn about(&self, env: &Env, role: PlacedRole) -> Placed {
        let page = match role {
            PlacedRole::Guest => "first-weeks",
            PlacedRole::Host | PlacedRole::Home => "guests",
        };
        Placed {
            programme: self.programme.name.clone(),
            kind: self.programme.kind,
            role,
            owner: self.name(self.programme.owner_id).unwrap_or_default(),
            link: format!("{}/{page}", env.site.base_url),
        }
    }

    pub(super) fn post(&self, env: &Env, to: &Participant, key: String, message: Message) -> Post {
        let owner = self.person(self.programme.owner_id).filter(|owner| owner.id != to.id);
        let owner = owner.map(|owner| Party::new(owner.name.clone(), owner.email.clone()));
        Post::new(env, self.now, to, key, message)
            .of_run(self.run)
            .reply_to(owner.into_iter().collect())
    }
}

/// The last working day of a placement: the Friday of its last week.
fn last_day(placement: &Placement) -> NaiveDate {
    last_day_of(placement.to_on)
}

/// The Friday before the week `to_on`, which is the first after a placement.
pub fn last_day_of(to_on: Week) -> NaiveDate {
    let after = to_on.monday();
    after.checked_sub_days(Ahead::new(3)).unwrap_or(after)
}
