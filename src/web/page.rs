//! What every page has: texts, title, who looks, navigation, banners.

use std::sync::Arc;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, Utc};

use super::assets::{ASSETS, Assets};
use super::error::{Fault, WebResult};
use super::extract::Fields;
use super::session::{Theme, Visit, Who};
use super::state::App;
use crate::domain::access::Action;
use crate::text::Text;

/// The part of the navigation that a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// No entry is marked.
    None,
    /// The next event.
    Home,
    /// Programmes to join.
    Programmes,
    /// Rotations to apply for, and own applications.
    Rotations,
    /// Rotations of the teams that one leads.
    TeamRotations,
    /// Rotation calls, for coordinators.
    AdminRotations,
    /// Own preferences.
    Preferences,
    /// Rather not.
    RatherNot,
    /// Meetings had.
    History,
    /// The open map.
    Map,
    /// What was mailed.
    Mailbox,
    /// My data, sessions, language.
    Account,
    /// Team capacity.
    Capacity,
    /// What all teams can spare.
    CapacityMap,
    /// What guests and hosts said of stints and rotations.
    Stays,
    /// Programmes, for those who run them.
    AdminProgrammes,
    /// Runs.
    Runs,
    /// Bootcamp cohorts.
    Cohorts,
    /// Ties between groups.
    Connections,
    /// Who gets offers.
    Fairness,
    /// New hires.
    Newcomers,
    /// Hours, participation and reasons.
    ProgrammeHealth,
    /// Roster.
    People,
    /// Teams.
    Teams,
    /// Roster files.
    Import,
    /// Groups of teams that should meet.
    Targets,
    /// Notices on their way.
    Outbox,
    /// Everybody's mails in the local mailbox.
    LocalMailbox,
    /// The audit log.
    Audit,
    /// Health of the service.
    Health,
    /// Settings.
    Settings,
}

/// The navigation in its order: section, path, label, what the policy is asked, group (0: everybody's own pages).
const NAVIGATION: &[(Section, &str, &str, Action, usize)] = &[
    (Section::Home, "/", "nav-home", Action::OwnPages, 0),
    (Section::Programmes, "/programmes", "nav-programmes", Action::OwnPages, 0),
    (Section::Rotations, "/rotations", "nav-rotations", Action::OwnPages, 0),
    (Section::History, "/history", "nav-history", Action::OwnPages, 0),
    (Section::Map, "/map", "nav-map", Action::OwnPages, 0),
    (Section::Preferences, "/preferences", "nav-preferences", Action::OwnPages, 0),
    (Section::RatherNot, "/rather-not", "nav-rather-not", Action::OwnPages, 0),
    (Section::Mailbox, "/mailbox", "nav-mailbox", Action::OwnPages, 0),
    (Section::Account, "/me", "nav-account", Action::OwnPages, 0),
    (Section::AdminProgrammes, "/admin/programmes", "nav-admin-programmes", Action::Configure, 1),
    (Section::Runs, "/admin/runs", "nav-runs", Action::SeeRuns, 1),
    (Section::Cohorts, "/cohorts", "nav-cohorts", Action::Coordinate, 1),
    (Section::Capacity, "/admin/capacity", "nav-capacity", Action::TeamCapacity, 1),
    (Section::CapacityMap, "/admin/capacity/map", "nav-capacity-map", Action::Coordinate, 1),
    (Section::TeamRotations, "/team-rotations", "nav-team-rotations", Action::TeamCapacity, 1),
    (Section::AdminRotations, "/admin/rotations", "nav-admin-rotations", Action::Coordinate, 1),
    (Section::Stays, "/admin/stays", "nav-stays", Action::Coordinate, 1),
    (Section::Connections, "/hr/connections", "nav-connections", Action::SeeAggregates, 2),
    (Section::Fairness, "/hr/fairness", "nav-fairness", Action::SeeAggregates, 2),
    (Section::Newcomers, "/hr/newcomers", "nav-newcomers", Action::SeeAggregates, 2),
    (Section::ProgrammeHealth, "/hr/health", "nav-programme-health", Action::SeeAggregates, 2),
    (Section::Targets, "/hr/targets", "nav-targets", Action::SeeAggregates, 2),
    (Section::People, "/admin/people", "nav-people", Action::Configure, 3),
    (Section::Teams, "/admin/teams", "nav-teams", Action::Configure, 3),
    (Section::Import, "/admin/import", "nav-import", Action::Configure, 3),
    (Section::Outbox, "/admin/outbox", "nav-outbox", Action::SeeRuns, 4),
    (Section::LocalMailbox, "/admin/mailbox", "nav-local-mailbox", Action::SeeLocalMailbox, 4),
    (Section::Audit, "/admin/audit", "nav-audit", Action::SeeAudit, 4),
    (Section::Health, "/admin/health", "nav-health", Action::Configure, 4),
    (Section::Settings, "/admin/settings", "nav-settings", Action::Configure, 4),
];

const GROUPS: [&str; 5] = [
    "nav-group-own",
    "nav-group-rounds",
    "nav-group-figures",
    "nav-group-roster",
    "nav-group-service",
];

/// Some entries of the navigation under one heading.
#[derive(Clone, Debug)]
pub struct NavGroup {
    /// The heading.
    pub label: String,
    /// Shown as a heading; the first group needs none.
    pub headed: bool,
    /// The entries.
    pub items: Vec<NavItem>,
}

/// An entry of the navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Where it leads.
    pub href: &'static str,
    /// What it is called.
    pub label: String,
    /// The page belongs to it.
    pub here: bool,
}

/// What every page has. Templates hold it as `page` and extend `base.html`.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what a template asks about, each on its own")]
pub struct Page {
    /// The reader's texts.
    pub text: Text,
    /// Heading and browser title.
    pub title: String,
    /// Who looks, when signed in.
    pub who: Option<Arc<Who>>,
    /// The reader's zone.
    pub zone: chrono_tz::Tz,
    /// When the page was made.
    pub now: DateTime<Utc>,
    /// The organisation's name.
    pub organisation: String,
    /// Light or dark.
    pub theme: Theme,
    /// Navigation, by role.
    pub navigation: Vec<NavGroup>,
    /// A sentence about what was just done.
    pub note: Option<String>,
    /// What is wrong with the form: field and message.
    pub problems: Vec<(String, String)>,
    /// The page above: path and name.
    pub up: Option<(String, String)>,
    /// The kill switch is on.
    pub sending_paused: bool,
    /// Everything is held after a restore.
    pub held_after_restore: bool,
    /// Mails land in the local mailbox.
    pub local_mailbox: bool,
    /// The page's content may use the whole width.
    pub wide: bool,
    may_settings: bool,
    may_mailbox: bool,
}

impl Page {
    /// A page for somebody signed in; `title` is a text id.
    pub fn new(app: &App, who: &Who, title: &'static str, section: Section) -> Self {
        let title = who.text().of(title).to_string();
        Self::titled(app, who, title, section)
    }

    /// A page whose title has variables.
    pub fn titled(app: &App, who: &Who, title: String, section: Section) -> Self {
        let mut page = Self::bare(app, who.text(), who.theme, title);
        page.zone = who.zone;
        page.sending_paused = who.sending_paused;
        page.held_after_restore = who.held_after_restore;
        page.local_mailbox = app.env.site.local_mailbox;
        page.may_settings = who.roles.may(Action::Configure);
        page.may_mailbox = who.roles.may(Action::SeeLocalMailbox);
        page.navigation = navigation(app, who, section);
        page.who = Some(Arc::new(who.clone()));
        page
    }

    /// A page that anybody may see; somebody signed in sees it in the usual frame.
    pub fn public(app: &App, visit: &Visit, title: &'static str) -> Self {
        Self::public_titled(app, visit, visit.text.of(title).to_string())
    }

    /// A public page whose title has variables.
    pub fn public_titled(app: &App, visit: &Visit, title: String) -> Self {
        match &visit.who {
            Some(who) => Self::titled(app, who, title, Section::None),
            None => Self::bare(app, visit.text, visit.theme, title),
        }
    }

    fn bare(app: &App, text: Text, theme: Theme, title: String) -> Self {
        Self {
            text,
            title,
            who: None,
            zone: app.env.site.zone,
            now: app.env.clock.now(),
            organisation: app.env.site.organisation.clone(),
            theme,
            navigation: Vec::new(),
            note: None,
            problems: Vec::new(),
            up: None,
            sending_paused: false,
            held_after_restore: false,
            local_mailbox: false,
            wide: false,
            may_settings: false,
            may_mailbox: false,
        }
    }

    /// Says on top of the page what was just done.
    #[must_use]
    pub fn note(mut self, note: impl std::fmt::Display) -> Self {
        self.note = Some(note.to_string());
        self
    }

    /// Shows on top of the page what is wrong with the form, with links to the fields.
    #[must_use]
    pub fn refused(mut self, fields: &Fields) -> Self {
        self.problems = fields.problems().to_vec();
        self
    }

    /// Links to the page above.
    #[must_use]
    pub fn up(mut self, path: impl Into<String>, name: impl std::fmt::Display) -> Self {
        self.up = Some((path.into(), name.to_string()));
        self
    }

    /// Uses the whole width, for wide tables.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// The `lang` attribute.
    pub fn lang(&self) -> &'static str {
        self.text.locale().as_str()
    }

    /// The embedded files.
    pub fn assets(&self) -> &'static Assets {
        &ASSETS
    }

    /// Is there a banner about mail to show to this reader?
    pub fn shows_mailbox_notice(&self) -> bool {
        self.local_mailbox && self.may_mailbox
    }

    /// May the reader lift the kill switch?
    pub fn may_settings(&self) -> bool {
        self.may_settings
    }

    /// Date and time as the reader's clock shows them; with the year when it is long ago or far ahead.
    pub fn when(&self, at: &DateTime<Utc>) -> String {
        self.text.day_time_from(&self.now.with_timezone(&self.zone), &at.with_timezone(&self.zone))
    }

    /// A date near today.
    pub fn date(&self, on: &NaiveDate) -> String {
        self.text.date(*on)
    }

    /// An instant for `<time datetime>`.
    pub fn iso(&self, at: &DateTime<Utc>) -> String {
        at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }
}

fn navigation(app: &App, who: &Who, section: Section) -> Vec<NavGroup> {
    let text = who.text();
    GROUPS
        .iter()
        .enumerate()
        .map(|(number, label)| NavGroup {
            label: text.of(label).to_string(),
            headed: number > 0,
            items: NAVIGATION
                .iter()
                .filter(|(_, path, _, action, group)| {
                    *group == number && who.roles.may(*action) && app.has(path)
                })
                .filter(|(entry, ..)| *entry != Section::LocalMailbox || app.env.site.local_mailbox)
                .map(|(entry, href, label, ..)| NavItem {
                    href,
                    label: text.of(label).to_string(),
                    here: *entry == section,
                })
                .collect(),
        })
        .filter(|group| !group.items.is_empty())
        .collect()
}

/// A page as an answer.
pub fn html(template: &impl Template) -> WebResult {
    html_with(StatusCode::OK, template)
}

/// The form again, with its problems: 422.
pub fn refused(template: &impl Template) -> WebResult {
    html_with(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// A page as an answer with another status.
pub fn html_with(status: StatusCode, template: &impl Template) -> WebResult {
    let body = template.render()?;
    Ok((status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response())
}

/// After a form was acted on: the page to look at now.
pub fn see_other(path: &str) -> Response {
    axum::response::Redirect::to(path).into_response()
}

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    page: Page,
    sentence: String,
    way_out: (&'a str, String),
    status: u16,
}

/// The designed page of an error.
pub(super) fn error_page(app: &App, visit: &Visit, fault: &Fault) -> WebResult {
    let mut sentence = visit.text.of(fault.sentence);
    for (name, value) in &fault.args {
        // What is a number can be counted by: "one minute", "2 minutes".
        sentence = match value.parse::<u32>() {
            Ok(number) => sentence.num(name, number),
            Err(_) => sentence.arg(name, value),
        };
    }
    html_with(
        fault.status,
        &ErrorPage {
            page: Page::public(app, visit, fault.title),
            sentence: sentence.to_string(),
            way_out: (&fault.way_out.0, visit.text.of(fault.way_out.1).to_string()),
            status: fault.status.as_u16(),
        },
    )
}
