//! Who may meet whom: one named function for each constraint id that concerns a pair.
//!
//! The functions read the problem's own people, so that a refusal can be shown as it is; [`super::instance`] asks
//! them once for every pair and remembers the answers.

use serde::{Deserialize, Serialize};

use super::problem::{Person, Rules, Tie};

/// The constraints of a coffee round, by their stable ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConstraintId {
    /// The pair stands on the never list.
    Never,
    /// The two are of one team.
    CrossTeam,
    /// They share too few slots.
    CommonSlot,
    /// They list languages and share none.
    CommonLanguage,
    /// One manages the other.
    Manager,
    /// They met too recently.
    RepeatAfter,
    /// More people of a team take part than it has seats.
    TeamSeats,
    /// A person is in two groups.
    OneGroupEach,
    /// A group is too small or too large.
    GroupSize,
    /// More than one group has three, or a trio is not allowed.
    OneTrio,
}

impl ConstraintId {
    /// The id as users see it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::CrossTeam => "cross-team",
            Self::CommonSlot => "common-slot",
            Self::CommonLanguage => "common-language",
            Self::Manager => "manager",
            Self::RepeatAfter => "repeat-after",
            Self::TeamSeats => "team-seats",
            Self::OneGroupEach => "one-group-each",
            Self::GroupSize => "group-size",
            Self::OneTrio => "one-trio",
        }
    }
}

/// `never`: the pair is not on the never list.
#[must_use]
pub fn never(listed: bool) -> bool {
    !listed
}

/// `cross-team`: of different teams, when the rule is on.
#[must_use]
pub fn cross_team(rules: &Rules, p: &Person, q: &Person) -> bool {
    !rules.cross_team || p.team != q.team
}

/// `common-slot`: enough slots in common; somebody without a list can always.
#[must_use]
pub fn common_slot(rules: &Rules, p: &Person, q: &Person) -> bool {
    let need = rules.min_common_slots as usize;
    match (&p.slots, &q.slots) {
        (None, None) => true,
        (Some(slots), None) | (None, Some(slots)) => slots.len() >= need,
        (Some(a), Some(b)) => a.iter().filter(|slot| b.contains(slot)).count() >= need,
    }
}

/// `common-language`: a language in common, when both list any.
#[must_use]
pub fn common_language(p: &Person, q: &Person) -> bool {
    p.languages.is_empty()
        || q.languages.is_empty()
        || p.languages.iter().any(|l| q.languages.contains(l))
}

/// `manager`: neither manages the other.
#[must_use]
pub fn manager(p: &Person, q: &Person) -> bool {
    p.manager.as_ref() != Some(&q.id) && q.manager.as_ref() != Some(&p.id)
}

/// `repeat-after`: no tie younger than the rule's days.
#[must_use]
pub fn repeat_after(rules: &Rules, tie: Option<&Tie>) -> bool {
    tie.and_then(|tie| tie.days).is_none_or(|days| days >= rules.repeat_after_days)
}

/// What keeps a pair apart, or nothing.
pub type Barrier = Option<ConstraintId>;

/// The first constraint, in the order of the model, that keeps the pair apart.
///
/// Cost: linear in the slots, languages of the two.
#[must_use]
pub fn barrier(
    rules: &Rules,
    p: &Person,
    q: &Person,
    listed_never: bool,
    tie: Option<&Tie>,
) -> Barrier {
    let verdicts = [
        (ConstraintId::Never, never(listed_never)),
        (ConstraintId::CrossTeam, cross_team(rules, p, q)),
        (ConstraintId::Manager, manager(p, q)),
        (ConstraintId::RepeatAfter, repeat_after(rules, tie)),
        (ConstraintId::CommonLanguage, common_language(p, q)),
        (ConstraintId::CommonSlot, common_slot(rules, p, q)),
    ];
    verdicts.into_iter().find(|(_, holds)| !holds).map(|(id, _)| id)
}
