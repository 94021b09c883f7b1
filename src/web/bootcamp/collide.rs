//! Rules that a cohort's plan cannot all keep: who is left over, what would end it, and what each way out costs.

use super::plan::{Plan, still_helps, what_if};
use crate::domain::id::{PersonId, TeamId};
use crate::programmes::bootcamp::kept::Kept;
use crate::programmes::placing::{Tight, WhatIf, Widening};
use crate::text::Text;
use crate::web::capacity::hours;

/// Names that are written out.
const NAMED: usize = 8;

/// A rule that not everybody can keep.
pub(super) struct Collision {
    /// The rule, and who is left over.
    pub(super) sentence: String,
    /// What would end it, with gain and cost.
    pub(super) ways: Vec<String>,
    /// The way out that costs no team anything.
    pub(super) let_go: String,
}

/// The teams that everybody must visit and that not everybody can; of a plan that waits for its release.
pub(super) fn collisions(text: Text, plan: &Plan, kept: &Kept) -> Vec<Collision> {
    if !plan.proposal.is_waiting() {
        return Vec::new();
    }
    let missed = kept.must.iter().filter(|(_, _, missing)| !missing.is_empty());
    missed
        .map(|(team, asked, missing)| {
            let names: Vec<String> =
                missing.iter().take(NAMED).map(|person| plan.person(*person)).collect();
            let name = plan.team(*team);
            let sentence = text
                .of("bootcamp-collide-must")
                .arg("team", name.clone())
                .num("n", asked - missing.len())
                .num("most", *asked)
                .arg("names", text.list(&names))
                .num("more", missing.len().saturating_sub(NAMED));
            let ways = plan
                .proposal
                .explained
                .tight
                .iter()
                .filter(|one| is_about(one, *team, missing))
                .flat_map(|one| &one.ways_out)
                .filter(|way| still_helps(plan, way))
                .map(|way| way_out(text, plan, way))
                .collect();
            Collision {
                sentence: sentence.to_string(),
                ways,
                let_go: text
                    .of("bootcamp-collide-let-go")
                    .arg("team", name)
                    .num("n", missing.len())
                    .to_string(),
            }
        })
        .collect()
}

/// Is it about these people and this team?
fn is_about(tight: &Tight, team: TeamId, missing: &[PersonId]) -> bool {
    let of_team = |way: &WhatIf| {
        way.changes.iter().any(|change| {
            matches!(change, Widening::Place(other, ..) | Widening::Admit(_, other)
                if *other == team)
        })
    };
    tight.people.len() == missing.len()
        && missing.iter().all(|person| tight.people.contains(person))
        && (tight.ways_out.is_empty() || tight.ways_out.iter().any(of_team))
}

/// What a way out is, what the plan gains by it, and what it costs the host team.
fn way_out(text: Text, plan: &Plan, way: &WhatIf) -> String {
    let gains = what_if(text, plan, way);
    let places: u32 = way
        .changes
        .iter()
        .map(|change| if let Widening::Place(_, _, more) = change { *more } else { 0 })
        .sum();
    let minutes = plan.cohort.rules.minutes_per_week.saturating_mul(places);
    if minutes == 0 {
        return gains;
    }
    text.of("bootcamp-collide-cost")
        .arg("way", gains)
        .arg("hours", hours(text, minutes))
        .to_string()
}
