//! Targets: HR marks two groups of teams that should meet; rounds count it in its share, openly for everybody.

pub mod effect;
pub mod ties;

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::json;

use super::Env;
use super::connections::k_in_force;
use super::round::actor;
use crate::domain::id::{PersonId, ProgrammeId, RunId, TargetId, TeamId};
use crate::domain::target::{LONGEST_DAYS, LONGEST_NAME, SHARE, Side, counts_in};
use crate::domain::team::Team;
use crate::store::audit::audit_append;
use crate::store::run::run_get;
use crate::store::target::{
    Target, active_by_team, next_round_no, target_add, target_withdraw, targets_until,
};
use crate::store::team::teams_all;
use crate::store::{StoreError, Tx};

/// What HR asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTarget {
    /// As people see it.
    pub name: String,
    /// The teams of the first group; those below them belong to it too.
    pub a: Vec<TeamId>,
    /// Of the second.
    pub b: Vec<TeamId>,
    /// In how many of a hundred rounds it counts.
    pub share_percent: u32,
    /// The first day on which a round may count it.
    pub from_on: NaiveDate,
    /// The last one.
    pub ends_on: NaiveDate,
}

/// What is wrong with a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has no name, or too long a one.
    Name,
    /// A group has no team, or one that there is not.
    NoTeam(Side),
    /// Fewer active people are in a group than have to stand behind a figure, which are so many.
    TooFew(Side, usize),
    /// A team is in both groups, by itself or by what it belongs to.
    Overlap,
    /// The share is outside [`SHARE`].
    Share,
    /// It would end before it begins, or is over already.
    Ends,
    /// It would hold longer than [`LONGEST_DAYS`].
    Long,
}

/// Why a target was not set or not ended.
#[derive(Debug, thiserror::Error)]
pub enum TargetError {
    /// Everything that is wrong; nothing was written.
    #[error("the target is wrong: {0:?}")]
    Faults(Vec<Fault>),
    /// There is none of this id that still holds.
    #[error("there is no such target, or it has ended")]
    NoTarget,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The teams of the organisation, and what belongs to what.
struct Tree {
    below: HashMap<TeamId, Vec<TeamId>>,
    known: HashSet<TeamId>,
}

impl Tree {
    fn new(teams: &[Team]) -> Self {
        let mut below: HashMap<TeamId, Vec<TeamId>> = HashMap::new();
        for team in teams {
            if let Some(parent) = team.parent_id {
                below.entry(parent).or_default().push(team.id);
            }
        }
        Self { below, known: teams.iter().map(|team| team.id).collect() }
    }

    /// These teams and all below them. Cost: linear in what is found, circles or not.
    fn whole(&self, of: &[TeamId]) -> BTreeSet<TeamId> {
        let mut found: BTreeSet<TeamId> = BTreeSet::new();
        let mut next: Vec<TeamId> = of.to_vec();
        while let Some(team) = next.pop() {
            if found.insert(team) {
                next.extend(self.below.get(&team).into_iter().flatten());
            }
        }
        found
    }
}

fn people_in(teams: &BTreeSet<TeamId>, active: &HashMap<TeamId, usize>) -> usize {
    teams.iter().filter_map(|team| active.get(team)).sum()
}

/// Everything that is wrong with a target as of today; nothing is written.
pub async fn faults(
    tx: &mut Tx,
    new: &NewTarget,
    today: NaiveDate,
) -> Result<Vec<Fault>, StoreError> {
    let tree = Tree::new(&teams_all(tx).await?);
    let active = active_by_team(tx).await?;
    let least = people_behind(tx).await?;
    let mut faults = Vec::new();
    let name = new.name.trim().chars().count();
    if name == 0 || name > LONGEST_NAME {
        faults.push(Fault::Name);
    }
    let whole = [&new.a, &new.b].map(|side| tree.whole(side));
    for (side, (given, all)) in
        [Side::A, Side::B].into_iter().zip([&new.a, &new.b].iter().zip(&whole))
    {
        if given.is_empty() || given.iter().any(|team| !tree.known.contains(team)) {
            faults.push(Fault::NoTeam(side));
        } else if people_in(all, &active) < least {
            faults.push(Fault::TooFew(side, least));
        }
    }
    if !whole[0].is_disjoint(&whole[1]) {
        faults.push(Fault::Overlap);
    }
    if !SHARE.contains(&new.share_percent) {
        faults.push(Fault::Share);
    }
    if new.ends_on < new.from_on || new.ends_on < today {
        faults.push(Fault::Ends);
    } else if (new.ends_on - new.from_on).num_days() > LONGEST_DAYS {
        faults.push(Fault::Long);
    }
    Ok(faults)
}

/// Sets a target. The same `id` again changes nothing: two presses make one.
///
/// Errors: [`TargetError::Faults`] with everything that is wrong.
pub async fn set(
    env: &Env,
    id: TargetId,
    new: &NewTarget,
    today: NaiveDate,
    by: PersonId,
) -> Result<(), TargetError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let faults = faults(&mut tx, new, today).await?;
    if !faults.is_empty() {
        return Err(TargetError::Faults(faults));
    }
    let distinct = |teams: &[TeamId]| -> Vec<TeamId> {
        teams.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
    };
    let target = Target {
        id,
        name: new.name.trim().to_owned(),
        share_percent: new.share_percent,
        from_on: new.from_on,
        ends_on: new.ends_on,
        made_by: Some(by),
        made_at: now,
        withdrawn_at: None,
        a: distinct(&new.a),
        b: distinct(&new.b),
    };
    if target_add(&mut tx, &target).await? {
        let detail = json!({
            "name": target.name, "share_percent": target.share_percent, "from_on": target.from_on,
            "ends_on": target.ends_on, "a": target.a, "b": target.b,
        });
        let subject = format!("target:{id}");
        audit_append(&mut tx, now, &actor(Some(by)), "target-set", &subject, &detail).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Ends a target before its last day.
///
/// Errors: [`TargetError::NoTarget`] when there is none that still holds.
pub async fn end(env: &Env, id: TargetId, by: PersonId) -> Result<(), TargetError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    if !target_withdraw(&mut tx, id, by, now).await? {
        return Err(TargetError::NoTarget);
    }
    let subject = format!("target:{id}");
    audit_append(&mut tx, now, &actor(Some(by)), "target-ended", &subject, &json!({})).await?;
    tx.commit().await?;
    Ok(())
}

/// A target and the names of its teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The target.
    pub target: Target,
    /// The teams of its first group.
    pub a: Vec<String>,
    /// Of its second.
    pub b: Vec<String>,
}

/// Targets whose last day is `from` or later, the latest first; at most 200.
pub async fn list(tx: &mut Tx, from: NaiveDate) -> Result<Vec<Named>, StoreError> {
    let targets = targets_until(tx, from).await?;
    if targets.is_empty() {
        return Ok(Vec::new());
    }
    let names: HashMap<TeamId, String> =
        teams_all(tx).await?.into_iter().map(|team| (team.id, team.name)).collect();
    let named = |teams: &[TeamId]| -> Vec<String> {
        teams.iter().filter_map(|team| names.get(team).cloned()).collect()
    };
    Ok(targets
        .into_iter()
        .map(|target| Named { a: named(&target.a), b: named(&target.b), target })
        .collect())
}

/// The pairs of teams whose new connections count more in a round: of every target that holds on `day` and counts in
/// this round (of the next one without `run`), each pair once, ascending.
///
/// A group that has shrunk below the number of people behind a figure counts nothing, lest few people are steered.
/// Cost: one look where no target holds; else all teams.
pub async fn bridges_of_round(
    tx: &mut Tx,
    programme: ProgrammeId,
    run: Option<RunId>,
    day: NaiveDate,
) -> Result<Vec<(TeamId, TeamId)>, StoreError> {
    let targets = targets_until(tx, day).await?;
    if !targets.iter().any(|target| target.holds_on(day)) {
        return Ok(Vec::new());
    }
    let known = match run {
        Some(run) => run_get(tx, run).await?.map(|run| run.round_no),
        None => None,
    };
    let number = match known {
        Some(number) => number,
        None => next_round_no(tx, programme).await?,
    };
    let number = u32::try_from(number).unwrap_or(0);
    let counting: Vec<&Target> = targets
        .iter()
        .filter(|target| target.holds_on(day) && counts_in(number, target.share_percent))
        .collect();
    if counting.is_empty() {
        return Ok(Vec::new());
    }
    let tree = Tree::new(&teams_all(tx).await?);
    let active = active_by_team(tx).await?;
    let least = people_behind(tx).await?;
    let mut pairs: BTreeSet<(TeamId, TeamId)> = BTreeSet::new();
    for target in counting {
        let (a, b) = (tree.whole(&target.a), tree.whole(&target.b));
        // Teams may have moved into one another since.
        let apart = a.is_disjoint(&b);
        if !apart || [&a, &b].into_iter().any(|side| people_in(side, &active) < least) {
            continue;
        }
        pairs.extend(a.iter().flat_map(|a| b.iter().map(|b| (*a.min(b), *a.max(b)))));
    }
    Ok(pairs.into_iter().collect())
}

/// How many people have to be in each group of a target: as many as have to stand behind each figure of what comes.
pub async fn people_behind(tx: &mut Tx) -> Result<usize, StoreError> {
    Ok(usize::try_from(k_in_force(tx).await?).unwrap_or(usize::MAX))
}
