//! Asking teams what they can spare: one mail to each lead with one-button answers, and what the buttons do.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde_json::json;

use super::offers::{Change, Span, WeekChange, changes, fits, write};
use crate::domain::capacity::RequestAnswer;
use crate::domain::id::{CapacityRequestId, PersonId, TeamId};
use crate::domain::person::{Person, PersonState};
use crate::mail::message::{CapacityRequest, Message};
use crate::programmes::Env;
use crate::programmes::links::{self, Purpose};
use crate::programmes::post::{Letter, PostError, service_mail};
use crate::programmes::round::actor;
use crate::store::audit::audit_append;
use crate::store::capacity::{
    Asked, Request, request_add, request_answer, request_get, request_teams,
};
use crate::store::person::{person_get, persons_by_ids};
use crate::store::team::{teams_all, teams_led_by};
use crate::store::{StoreError, Tx};

/// Why teams were not asked.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// None of the teams has a lead who could be asked.
    #[error("none of the teams has a lead who could be asked")]
    NobodyToAsk,
    /// A mail could not be made; nobody was asked.
    #[error(transparent)]
    Post(#[from] PostError),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for AskError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Whom a question goes to: teams by lead, and teams that nobody can answer for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// The leads, by name, each with their teams.
    pub leads: Vec<(Person, Vec<(TeamId, String)>)>,
    /// Names of teams without a lead, or whose lead has left.
    pub without: Vec<String>,
}

impl Audience {
    /// How many teams are asked.
    pub fn teams(&self) -> usize {
        self.leads.iter().map(|(_, teams)| teams.len()).sum()
    }
}

/// Who is asked when these teams are; `None`: all teams.
pub async fn audience(
    tx: &mut Tx,
    chosen: Option<&HashSet<TeamId>>,
) -> Result<Audience, StoreError> {
    let teams = teams_all(tx).await?;
    let teams: Vec<_> =
        teams.into_iter().filter(|team| chosen.is_none_or(|ids| ids.contains(&team.id))).collect();
    let mut ids: Vec<PersonId> = teams.iter().filter_map(|team| team.lead_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let people: Vec<Person> = persons_by_ids(tx, &ids)
        .await?
        .into_iter()
        .filter(|person| person.state != PersonState::Left)
        .collect();
    let there: HashSet<PersonId> = people.iter().map(|person| person.id).collect();
    let mut led: BTreeMap<PersonId, Vec<(TeamId, String)>> = BTreeMap::new();
    let mut without = Vec::new();
    for team in teams {
        match team.lead_id.filter(|lead| there.contains(lead)) {
            Some(lead) => led.entry(lead).or_default().push((team.id, team.name)),
            None => without.push(team.name),
        }
    }
    let mut leads: Vec<(Person, Vec<(TeamId, String)>)> = people
        .into_iter()
        .filter_map(|person| Some((led.remove(&person.id)?, person)))
        .map(|(teams, person)| (person, teams))
        .collect();
    leads.sort_by(|(a, _), (b, _)| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(Audience { leads, without })
}

/// When a question's links and its mail are pointless: with the end of its last week.
fn ends_at(request: &Request) -> DateTime<Utc> {
    request.to.monday().and_time(NaiveTime::MIN).and_utc() + TimeDelta::days(1)
}

/// Asks the leads of some teams by one mail each. `false`: this question was asked already, by an earlier press of the
/// same button.
pub async fn ask(
    env: &Env,
    id: CapacityRequestId,
    span: Span,
    chosen: Option<&HashSet<TeamId>>,
    note: &str,
    by: PersonId,
) -> Result<bool, AskError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    if request_get(&mut tx, id).await?.is_some() {
        return Ok(false);
    }
    let audience = audience(&mut tx, chosen).await?;
    if audience.leads.is_empty() {
        return Err(AskError::NobodyToAsk);
    }
    let asker = person_get(&mut tx, by).await?.map(|person| person.name).unwrap_or_default();
    let request = Request {
        id,
        from: span.from,
        to: span.to(),
        note: note.to_owned(),
        asked_by: by,
        asked_at: now,
    };
    let teams: Vec<(TeamId, PersonId)> = audience
        .leads
        .iter()
        .flat_map(|(lead, teams)| teams.iter().map(|(team, _)| (*team, lead.id)))
        .collect();
    request_add(&mut tx, &request, &teams).await?;
    let until = ends_at(&request);
    for (lead, teams) in &audience.leads {
        let url = |purpose| links::url(env, purpose, lead.id, id.0, until);
        let message = Message::CapacityRequest(CapacityRequest {
            teams: teams.iter().map(|(_, name)| name.clone()).collect(),
            from: span.from.monday(),
            until: span.last().friday(),
            weeks: span.weeks,
            asked_by: asker.clone(),
            note: note.to_owned(),
            same_link: url(Purpose::CapacitySame),
            nothing_link: url(Purpose::CapacityNothing),
            fill_link: url(Purpose::CapacityFill),
        });
        let letter = Letter {
            kind: message.kind().as_str(),
            dedup_key: format!("capacity-request:{id}:{}", lead.id),
            not_after: Some(until),
        };
        service_mail(env, &mut tx, lead, &message, letter, now).await?;
    }
    let detail = json!({
        "from": span.from, "weeks": span.weeks, "teams": teams.len(), "leads": audience.leads.len(),
    });
    let subject = format!("capacity-request:{id}");
    audit_append(&mut tx, now, &actor(Some(by)), "capacity-asked", &subject, &detail).await?;
    tx.commit().await?;
    Ok(true)
}

/// What one button of a question would do for one team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamOutlook {
    /// The team as it was asked.
    pub asked: Asked,
    /// The weeks that would be written.
    pub written: Vec<WeekChange>,
    /// Weeks that stay as they are, as more is taken in them than the answer would leave.
    pub kept: usize,
}

/// What one button of a question would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The question.
    pub request: Request,
    /// The weeks that are still ahead; `None`: none is.
    pub span: Option<Span>,
    /// The reader's teams that have not been filled in by hand.
    pub teams: Vec<TeamOutlook>,
    /// Names of the reader's teams that were filled in by hand, and stay so.
    pub filled: Vec<String>,
    /// Every team of the reader's was answered for in this very way.
    pub again: bool,
}

/// What an answer would do now; `None`: the reader was not asked, or leads none of the teams any more.
pub async fn outlook(
    env: &Env,
    tx: &mut Tx,
    id: CapacityRequestId,
    lead: PersonId,
    answer: RequestAnswer,
) -> Result<Option<Outlook>, StoreError> {
    let Some(request) = request_get(tx, id).await? else { return Ok(None) };
    let leads: HashSet<TeamId> =
        teams_led_by(tx, lead).await?.into_iter().map(|team| team.id).collect();
    let asked: Vec<Asked> = request_teams(tx, id, Some(lead))
        .await?
        .into_iter()
        .filter(|asked| leads.contains(&asked.team_id))
        .collect();
    if asked.is_empty() {
        return Ok(None);
    }
    // Weeks that are over stay as they were.
    let from = request.from.max(super::offers::this_week(env));
    let weeks = u32::try_from(from.until(request.to)).unwrap_or(0);
    let span = (weeks > 0).then_some(Span { from, weeks });
    let again = asked.iter().all(|asked| asked.answer == Some(answer));
    let change = if answer == RequestAnswer::Same { Change::AsBefore } else { Change::Nothing };
    let mut outlook = Outlook { request, span, teams: Vec::new(), filled: Vec::new(), again };
    for asked in asked {
        if asked.answer == Some(RequestAnswer::Filled) {
            outlook.filled.push(asked.team);
            continue;
        }
        let all = match span {
            Some(span) => changes(tx, asked.team_id, span, &change).await?,
            None => Vec::new(),
        };
        let count = all.len();
        let written: Vec<WeekChange> = all.into_iter().filter(fits).collect();
        outlook.teams.push(TeamOutlook { asked, kept: count - written.len(), written });
    }
    Ok(Some(outlook))
}

/// Answers a question with one button for every team that the reader leads and has not filled in by hand. Returns what
/// it did; `None`: there was nothing that the reader may answer, or its weeks are over.
pub async fn answer(
    env: &Env,
    id: CapacityRequestId,
    lead: PersonId,
    answer: RequestAnswer,
) -> Result<Option<Outlook>, StoreError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let Some(found) = outlook(env, &mut tx, id, lead, answer).await? else { return Ok(None) };
    if found.span.is_none() {
        return Ok(None);
    }
    if found.again || found.teams.is_empty() {
        return Ok(Some(found));
    }
    for team in &found.teams {
        let id_of_team = team.asked.team_id;
        // Nothing to copy is no answer: the lead fills it in, or says that there is nothing.
        if answer == RequestAnswer::Same && team.written.is_empty() && team.kept == 0 {
            continue;
        }
        write(&mut tx, id_of_team, &team.written, lead, now).await?;
        request_answer(&mut tx, id, id_of_team, answer, now).await?;
        let detail = json!({
            "request": id, "answer": answer.as_str(), "written": team.written.len(), "kept": team.kept,
        });
        let subject = format!("team:{id_of_team}");
        audit_append(&mut tx, now, &actor(Some(lead)), "capacity-answered", &subject, &detail)
            .await?;
    }
    tx.commit().await?;
    Ok(Some(found))
}
