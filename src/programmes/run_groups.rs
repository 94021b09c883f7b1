//! A run's groups and mails as admins may look at them: by number and teams, with names only where a step needs them,
//! and every look at names noted for those who were looked at.

use uuid::Uuid;

use super::Env;
use super::release::{Preview, preview};
use super::round::RoundError;
use crate::domain::coffee::GroupState;
use crate::domain::id::{GroupId, PersonId, RunId};
use crate::domain::plan::RunState;
use crate::mail::message::Rendered;
use crate::store::outbox_view::notice_get;
use crate::store::overview::Slice;
use crate::store::overview::round::{
    GroupLine, Member, group_lines, members_by_ids, notice_samples,
};
use crate::store::view::{View, view_add};
use crate::store::{StoreError, Tx};

/// A group by its number: its teams, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouped {
    /// Its id, once the plan is released.
    pub id: Option<GroupId>,
    /// Its number in the plan.
    pub ordinal: i64,
    /// Where it stands.
    pub state: GroupState,
    /// The teams of its people, in their order.
    pub teams: Vec<String>,
}

/// A part of a run's groups: from the rows once it is released, before that as a release would make them.
pub async fn groups(
    env: &Env,
    run: RunId,
    state: RunState,
    slice: Slice,
) -> Result<Vec<Grouped>, RoundError> {
    if !matches!(state, RunState::Proposed | RunState::Held) {
        let mut tx = env.db.read().await?;
        let lines = group_lines(&mut tx, run, slice).await?;
        return Ok(lines.into_iter().map(told).collect());
    }
    let preview = preview(env, run).await?;
    let some = |n: i64| usize::try_from(n).unwrap_or(0);
    let part: Vec<(i64, Vec<PersonId>)> =
        preview.groups.into_iter().skip(some(slice.offset)).take(some(slice.limit)).collect();
    let ids: Vec<PersonId> = part.iter().flat_map(|(_, people)| people.iter().copied()).collect();
    let mut tx = env.db.read().await?;
    let members = members_by_ids(&mut tx, &ids).await?;
    Ok(part
        .into_iter()
        .map(|(ordinal, people)| Grouped {
            id: None,
            ordinal,
            state: GroupState::Proposed,
            teams: people.iter().filter_map(|id| Some(members.get(id)?.team.clone())).collect(),
        })
        .collect())
}

fn told(line: GroupLine) -> Grouped {
    Grouped {
        id: Some(line.id),
        ordinal: line.ordinal,
        state: line.state,
        teams: line.members.into_iter().map(|member| member.team).collect(),
    }
}

/// A mail as an admin sees it: what one reader gets, with the links that act in the reader's name made unusable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The kind of notice.
    pub kind: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// It carries an invitation for the calendar.
    pub invites: bool,
}

/// One mail of each kind: for a plan that waits as it would be written now, afterwards as it was written. Noted as a
/// look at the people in it.
pub async fn samples(
    env: &Env,
    run: RunId,
    state: RunState,
    viewer: PersonId,
) -> Result<Vec<Sample>, RoundError> {
    let mut samples = Vec::new();
    let mut seen: Vec<PersonId> = Vec::new();
    if matches!(state, RunState::Proposed | RunState::Held) {
        let Preview { groups, left_out, match_mail, left_out_mail } = preview(env, run).await?;
        if let Some(mail) = match_mail {
            seen.extend(groups.first().into_iter().flat_map(|(_, people)| people));
            samples.push(sample("match", &mail));
        }
        if let Some(mail) = left_out_mail {
            seen.extend(left_out.first().map(|(id, _)| id));
            samples.push(sample("left-out", &mail));
        }
    } else {
        let mut tx = env.db.read().await?;
        for (id, kind, recipient) in notice_samples(&mut tx, run).await? {
            let Some((_, message)) = notice_get(&mut tx, id).await? else { continue };
            let Some(mail) = crate::mail::read::parse(&message) else { continue };
            seen.extend(recipient);
            samples.push(Sample {
                kind,
                subject: mail.subject,
                text: without_tokens(&mail.text),
                invites: mail.event.is_some(),
            });
        }
    }
    note_looks(env, &seen, viewer, "run-mails").await?;
    Ok(samples)
}

fn sample(kind: &str, mail: &Rendered) -> Sample {
    Sample {
        kind: kind.to_owned(),
        subject: mail.subject.clone(),
        text: without_tokens(&mail.text),
        invites: mail.invite.is_some(),
    }
}

/// The text with the tokens of signed links left out: whoever follows such a link acts as the mail's reader.
fn without_tokens(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("/l/") {
        let after = at + "/l/".len();
        let (before, tail) = rest.split_at(after);
        out.push_str(before);
        let end = tail.find(char::is_whitespace).unwrap_or(tail.len());
        let (link, following) = tail.split_at(end);
        match link.split_once('/') {
            Some((purpose, _)) => {
                out.push_str(purpose);
                out.push_str("/…");
            }
            None => out.push_str(link),
        }
        rest = following;
    }
    out.push_str(rest);
    out
}

/// The people of one group, by name, for the page that recalls it. Noted as a look at them.
pub async fn names_of(
    env: &Env,
    group: &GroupLine,
    viewer: PersonId,
) -> Result<Vec<Member>, StoreError> {
    let people: Vec<PersonId> = group.members.iter().map(|member| member.id).collect();
    note_looks(env, &people, viewer, "group-names").await?;
    Ok(group.members.clone())
}

/// Notes, once for each person, that somebody looked at their matches; each of them sees it among their data.
async fn note_looks(
    env: &Env,
    people: &[PersonId],
    viewer: PersonId,
    what: &str,
) -> Result<(), StoreError> {
    if people.is_empty() {
        return Ok(());
    }
    let now = env.clock.now();
    let mut tx: Tx = env.db.write().await?;
    let once: std::collections::BTreeSet<PersonId> = people.iter().copied().collect();
    let view = View { viewer: format!("person:{viewer}"), what: what.to_owned(), at: now };
    for person in once.into_iter().filter(|person| *person != viewer) {
        view_add(&mut tx, env.ids.next::<Uuid>(now), person, &view).await?;
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::without_tokens;

    #[test]
    fn links_that_act_for_somebody_lose_their_token() {
        let text = "Yes: https://weft.example/l/met/AbC_123\nPage: https://weft.example/history";
        let shown = "Yes: https://weft.example/l/met/…\nPage: https://weft.example/history";
        assert_eq!(without_tokens(text), shown);
        assert_eq!(without_tokens("no link, only /l/"), "no link, only /l/");
    }
}
