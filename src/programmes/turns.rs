//! Taking turns at sitting out, written down: what a release, a third, a word on a meeting and a recall mean for the
//! accounts of [`crate::domain::turns`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::plan::FELL_THROUGH;
use super::round::RoundError;
use crate::domain::coffee::{GroupState, Mark};
use crate::domain::id::{PersonId, ProgrammeId, RunId, TeamId};
use crate::domain::turns::{self, ROUND, Turns, even_share};
use crate::optimise::because;
use crate::store::Tx;
use crate::store::group::{Group, groups_of_run, left_outs_of_run};
use crate::store::sit_out::accounts_add;
use crate::store::snapshot::Participant;

/// Whether such a sit-out goes round: it could have been anybody's. Whoever can meet nobody, or whose team has no place
/// for them, would not come sooner for being owed more.
fn goes_round(reason: &str) -> bool {
    matches!(
        reason,
        because::ODD_NUMBER | because::BETTER_PLAN | because::BUDGET_ENDED | FELL_THROUGH
    )
}

/// What the problem tells of everybody in the pool, as `waited`.
pub(super) fn due(pool: &[Participant], seats: &HashMap<TeamId, u32>) -> Vec<u32> {
    let mut there: HashMap<TeamId, u32> = HashMap::new();
    for person in pool {
        *there.entry(person.team_id).or_default() += 1;
    }
    let short = |team: TeamId| seats.get(&team).is_some_and(|seats| *seats < there[&team]);
    let all: Vec<Turns> = pool
        .iter()
        .map(|person| Turns {
            in_a_row: person.waited,
            account: (!short(person.team_id)).then_some(person.account),
        })
        .collect();
    turns::due(&all)
}

/// A released round: who met, and who sat out for which reason.
struct Outcome {
    matched: Vec<PersonId>,
    sat_out: Vec<PersonId>,
}

impl Outcome {
    fn new(matched: Vec<PersonId>, left_out: &[(PersonId, String)]) -> Self {
        let sat_out = left_out.iter().filter(|(_, reason)| goes_round(reason));
        Self { matched, sat_out: sat_out.map(|(person, _)| *person).collect() }
    }

    /// Each one's share of the sit-outs.
    fn share(&self) -> i64 {
        even_share(self.sat_out.len(), self.matched.len() + self.sat_out.len())
    }
}

/// A release: whoever sat out has a round more on their account, everybody an even share less.
pub(super) async fn released(
    tx: &mut Tx,
    programme: ProgrammeId,
    matched: Vec<PersonId>,
    left_out: &[(PersonId, String)],
) -> Result<(), RoundError> {
    let outcome = Outcome::new(matched, left_out);
    let share = outcome.share();
    if share != 0 {
        accounts_add(tx, programme, &outcome.matched, -share).await?;
        accounts_add(tx, programme, &outcome.sat_out, ROUND - share).await?;
    }
    Ok(())
}

/// Somebody who was left out for this reason is in a group after all.
pub(super) async fn joined(
    tx: &mut Tx,
    programme: ProgrammeId,
    person: PersonId,
    reason: &str,
) -> Result<(), RoundError> {
    if goes_round(reason) {
        accounts_add(tx, programme, &[person], -ROUND).await?;
    }
    Ok(())
}

/// Some groups were withdrawn: their people went without.
pub(super) async fn withdrawn(
    tx: &mut Tx,
    programme: ProgrammeId,
    people: &[PersonId],
) -> Result<(), RoundError> {
    accounts_add(tx, programme, people, ROUND).await?;
    Ok(())
}

/// A whole round was withdrawn, all groups of it, each by [`withdrawn`]: every account is what it was before the
/// release. A round of which a group has met stays as it is.
pub(super) async fn recalled(
    tx: &mut Tx,
    programme: ProgrammeId,
    run: RunId,
) -> Result<(), RoundError> {
    let groups = groups_of_run(tx, run).await?;
    if groups.iter().any(|group| group.state != GroupState::Recalled) {
        return Ok(());
    }
    let left_out = left_outs_of_run(tx, run).await?;
    let at_first: BTreeSet<PersonId> = left_out.iter().map(|(person, _)| *person).collect();
    let members: BTreeSet<PersonId> = groups.iter().flat_map(Group::people).collect();
    let matched = members.iter().copied().filter(|person| !at_first.contains(person)).collect();
    let outcome = Outcome::new(matched, &left_out);
    let share = outcome.share();
    let mut back: BTreeMap<PersonId, i64> = BTreeMap::new();
    for person in &outcome.matched {
        *back.entry(*person).or_default() += share;
    }
    for person in &outcome.sat_out {
        *back.entry(*person).or_default() += share - ROUND;
    }
    for person in &members {
        *back.entry(*person).or_default() -= ROUND;
    }
    for (person, reason) in &left_out {
        // A third's sit-out was taken back when they joined.
        if goes_round(reason) && members.contains(person) {
            *back.entry(*person).or_default() += ROUND;
        }
    }
    let mut by_amount: BTreeMap<i64, Vec<PersonId>> = BTreeMap::new();
    for (person, amount) in back {
        by_amount.entry(amount).or_default().push(person);
    }
    for (amount, people) in by_amount {
        accounts_add(tx, programme, &people, amount).await?;
    }
    Ok(())
}

/// Who lost a meeting through somebody else.
fn lost(state: GroupState, marks: &[(PersonId, Option<Mark>)]) -> BTreeSet<PersonId> {
    if state != GroupState::NotMet {
        return BTreeSet::new();
    }
    let lost = marks.iter().filter(|(_, mark)| *mark != Some(Mark::NotMet));
    lost.map(|(person, _)| *person).collect()
}

/// A word on a meeting: whoever loses it through somebody else sat out; a word taken back takes that back.
pub(super) async fn marked(
    tx: &mut Tx,
    programme: ProgrammeId,
    before: &Group,
    (person, mark): (PersonId, Mark),
    state: GroupState,
) -> Result<(), RoundError> {
    let mut marks: Vec<(PersonId, Option<Mark>)> =
        before.members.iter().map(|member| (member.person, member.mark)).collect();
    let was = lost(before.state, &marks);
    for (who, said) in &mut marks {
        if *who == person {
            *said = Some(mark);
        }
    }
    let is = lost(state, &marks);
    let more: Vec<PersonId> = is.difference(&was).copied().collect();
    let less: Vec<PersonId> = was.difference(&is).copied().collect();
    accounts_add(tx, programme, &more, ROUND).await?;
    accounts_add(tx, programme, &less, -ROUND).await?;
    Ok(())
}
