//! Who may do what: roles, and the one policy table (role × action × subject).

use serde::{Deserialize, Serialize};

use super::words;

words! {
    /// What somebody is in the organisation's Weft. Everybody on the roster is a participant; the others are granted.
    pub enum Role {
        /// Every active person.
        Participant = "participant",
        /// Schedules bootcamps and rotations.
        Coordinator = "coordinator",
        /// Sets targets by the aggregates that everybody may read.
        Hr = "hr",
        /// Decides what a team can spare. Also held by everybody whom the roster names as a team's lead.
        Lead = "lead",
        /// Configures and runs.
        Admin = "admin",
        /// Reads the audit log and the configuration's history.
        Auditor = "auditor",
    }
}

words! {
    /// What a route does, as far as permission goes. Every route names exactly one.
    pub enum Action {
        /// Pages without a session: sign-in, health, assets, the privacy page.
        Public = "public",
        /// One's own home, profile, history, lists and data.
        OwnPages = "own-pages",
        /// Change the roster, teams and roles; settings.
        Configure = "configure",
        /// See runs and their states; the outbox without texts.
        SeeRuns = "see-runs",
        /// Hold, approve, drop, release, recall, stop sending.
        SteerRuns = "steer-runs",
        /// The local mailbox that stands in for everybody's mail when no relay is configured.
        SeeLocalMailbox = "see-local-mailbox",
        /// Team capacity of the teams one leads (admins: all).
        TeamCapacity = "team-capacity",
        /// The audit log.
        SeeAudit = "see-audit",
        /// Bootcamps and rotations of everybody.
        Coordinate = "coordinate",
        /// Aggregates under the disclosure rules: what is published is published for everybody.
        SeeAggregates = "see-aggregates",
        /// Mark two groups of teams that should meet.
        SetTargets = "set-targets",
    }
}

/// The policy: may somebody with `role` do `action`? One line per action; the test of routes walks this very table.
pub fn may(role: Role, action: Action) -> bool {
    use Role::{Admin, Auditor, Coordinator, Hr, Lead, Participant};
    let roles: &[Role] = match action {
        Action::Public | Action::OwnPages | Action::SeeAggregates => {
            &[Participant, Coordinator, Hr, Lead, Admin, Auditor]
        }
        Action::Configure | Action::SteerRuns | Action::SeeRuns | Action::SeeLocalMailbox => {
            &[Admin]
        }
        Action::TeamCapacity => &[Lead, Admin],
        Action::SeeAudit => &[Admin, Auditor],
        Action::Coordinate => &[Coordinator],
        Action::SetTargets => &[Hr],
    };
    roles.contains(&role)
}

/// The roles of one person; always holds [`Role::Participant`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roles(Vec<Role>);

impl Roles {
    /// The granted roles, with participant added.
    pub fn new(granted: impl IntoIterator<Item = Role>) -> Self {
        let mut all: Vec<Role> = granted.into_iter().chain([Role::Participant]).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// May any of the roles do it?
    pub fn may(&self, action: Action) -> bool {
        self.0.iter().any(|role| may(*role, action))
    }

    /// Is the role among them?
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// All of them, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().copied()
    }
}
