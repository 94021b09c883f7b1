//! Floor 4: the pages. This file is the route table; each page is a file with its handlers, template structs and
//! what it needs; `templates/base.html` and `templates/macros.html` are the frame.

pub mod apology;
pub mod assets;
pub mod audit;
pub mod bootcamp;
pub mod capacity;
mod deeds;
pub mod download;
pub mod drawing;
pub mod error;
pub mod extract;
pub mod feed;
pub mod first_weeks;
pub mod group;
pub mod history;
pub mod home;
mod hr;
pub mod import;
pub mod import_view;
pub mod join;
pub mod labels;
pub mod left_out;
pub mod limit;
pub mod mail_links;
pub mod mailbox;
pub mod mine;
pub mod odd;
pub mod one_button;
pub mod open_map;
pub mod outbox;
pub mod own_map;
pub mod own_words;
pub mod page;
pub mod papers;
pub mod pause;
pub mod people;
mod placed_links;
pub mod preferences;
pub mod privacy;
pub mod programme_form;
pub mod programmes;
pub mod rather_not;
pub mod restored;
pub mod review;
pub mod roles;
pub mod rotation;
pub mod route;
pub mod run_live;
pub mod run_steps;
pub mod runs;
pub mod session;
pub mod set_up;
pub mod settings;
pub mod sign_in;
pub mod state;
pub mod status;
mod stay_cards;
pub mod targets;
pub mod teams;
pub mod theme;
pub mod unreachable;
pub mod why;
pub mod worth;

use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use crate::domain::access::Action::{
    Configure, Coordinate, OwnPages, Public, SeeAggregates, SeeAudit, SeeLocalMailbox, SeeRuns,
    SetTargets, SteerRuns, TeamCapacity,
};
use error::WebError;
use route::{Route, get, post};
pub use session::{Visit, Who};
pub use state::App;

/// Every route: method, path, what the policy is asked, handler. The router is built from it, and the test of the
/// policy walks it.
pub fn routes() -> Vec<Route> {
    vec![
        get("/assets/{file}", Public, assets::file),
        get("/", OwnPages, home::page),
        get("/pause", OwnPages, pause::pause),
        post("/pause", OwnPages, pause::pause_set),
        post("/resume", OwnPages, pause::resume),
        post("/rounds/{id}/answer", OwnPages, home::answer),
        get("/rounds/{id}/left-out", OwnPages, left_out::page),
        post("/rounds/{id}/third", OwnPages, left_out::join),
        get("/programmes", OwnPages, join::programmes),
        get("/programmes/{id}/join", OwnPages, join::join),
        post("/programmes/{id}/join", OwnPages, join::join_now),
        get("/programmes/{id}/joined", OwnPages, join::joined),
        get("/programmes/{id}/leave", OwnPages, join::leave),
        post("/programmes/{id}/leave", OwnPages, join::leave_now),
        post("/programmes/{id}/consent", OwnPages, preferences::consent),
        get("/preferences", OwnPages, preferences::page),
        post("/preferences", OwnPages, preferences::save),
        get("/rather-not", OwnPages, rather_not::page),
        post("/rather-not/add", OwnPages, rather_not::page_add),
        post("/rather-not/remove", OwnPages, rather_not::page_remove),
        get("/known", OwnPages, rather_not::known),
        post("/known/add", OwnPages, rather_not::known_add),
        post("/known/remove", OwnPages, rather_not::known_remove),
        get("/map", OwnPages, open_map::page),
        post("/map", OwnPages, open_map::choose),
        get("/map/data", OwnPages, open_map::data),
        get("/map/people/{id}", OwnPages, open_map::person),
        get("/groups/{id}", OwnPages, group::page),
        post("/groups/{id}/mark", OwnPages, group::mark),
        post("/groups/{id}/words", OwnPages, group::words),
        get("/groups/{id}/why", OwnPages, why::page),
        get("/groups/{id}/not-met", OwnPages, group::not_met),
        get("/rotations", OwnPages, rotation::own::list),
        get("/rotations/{id}", OwnPages, rotation::own::apply_form),
        post("/rotations/{id}", OwnPages, rotation::own::apply_step),
        get("/rotations/applications/{id}", OwnPages, rotation::application::page),
        get(
            "/rotations/applications/{id}/withdraw",
            OwnPages,
            rotation::application::withdraw_form,
        ),
        post("/rotations/applications/{id}/withdraw", OwnPages, rotation::application::withdraw),
        get("/rotations/applications/{id}/swap", OwnPages, rotation::swap::form),
        post("/rotations/applications/{id}/swap", OwnPages, rotation::swap::ask_now),
        post("/rotations/swaps/{id}/withdraw", OwnPages, rotation::swap::withdraw),
        get("/team-rotations", TeamCapacity, rotation::team::page),
        post("/team-rotations", TeamCapacity, rotation::team::save_words),
        get("/team-rotations/applications/{id}", TeamCapacity, rotation::home_word::lead_form),
        post("/team-rotations/applications/{id}", TeamCapacity, rotation::home_word::lead_act),
        get("/admin/rotations", Coordinate, rotation::calls::list),
        get("/admin/rotations/new", Coordinate, rotation::calls::new),
        post("/admin/rotations/new", Coordinate, rotation::calls::create),
        get("/admin/rotations/{id}/new-call", Coordinate, rotation::call_form::new_form),
        post("/admin/rotations/{id}/new-call", Coordinate, rotation::call_form::new_step),
        get("/admin/calls/{id}", Coordinate, rotation::call::one),
        get("/admin/calls/{id}/edit", Coordinate, rotation::call_form::edit_form),
        post("/admin/calls/{id}/edit", Coordinate, rotation::call_form::edit_step),
        get("/admin/calls/{id}/plan", Coordinate, rotation::plan::page),
        get("/admin/calls/{id}/plan/{step}", Coordinate, rotation::plan_steps::form),
        post("/admin/calls/{id}/plan/{step}", Coordinate, rotation::plan_steps::act),
        get("/admin/calls/{id}/place/{person}", Coordinate, rotation::plan_steps::place_form),
        post("/admin/calls/{id}/place/{person}", Coordinate, rotation::plan_steps::place_act),
        get("/admin/swaps/{id}", Coordinate, rotation::swap::office),
        post("/admin/swaps/{id}", Coordinate, rotation::swap::office_act),
        get("/admin/calls/{id}/{step}", Coordinate, rotation::call::step_form),
        post("/admin/calls/{id}/{step}", Coordinate, rotation::call::step),
        get("/admin/applications/{id}", Coordinate, rotation::case::page),
        get("/admin/applications/{id}/home", Coordinate, rotation::home_word::office_form),
        post("/admin/applications/{id}/home", Coordinate, rotation::home_word::office_act),
        get("/history", OwnPages, history::page),
        get("/history.csv", OwnPages, history::csv),
        get("/first-weeks", OwnPages, first_weeks::page),
        get("/first-weeks/{id}/calendar.ics", OwnPages, first_weeks::calendar),
        get("/guests", OwnPages, first_weeks::guests),
        get("/stays/{id}/worth", OwnPages, worth::form),
        post("/stays/{id}/worth", OwnPages, worth::keep),
        get("/admin/stays", Coordinate, worth::summary),
        get("/hr/connections", SeeAggregates, hr::connections::page),
        get("/hr/fairness", SeeAggregates, hr::sheets::fairness),
        get("/hr/newcomers", SeeAggregates, hr::sheets::newcomers),
        get("/hr/health", SeeAggregates, hr::sheets::health),
        post("/hr/open", SeeAggregates, hr::gate::open),
        post("/hr/export", SeeAggregates, hr::export::send),
        get("/looks", OwnPages, hr::looks::page),
        get("/l/{purpose}/{token}", Public, mail_links::page),
        post("/l/{purpose}/{token}", Public, mail_links::act),
        get("/privacy", Public, privacy::page),
        post("/theme", Public, theme::choose),
        get("/admin/programmes", Configure, programmes::list),
        get("/admin/programmes/new", Configure, programme_form::new),
        post("/admin/programmes/new", Configure, programme_form::new_step),
        get("/admin/programmes/{id}", Configure, programmes::one),
        get("/admin/programmes/{id}/edit", Configure, programme_form::edit_form),
        post("/admin/programmes/{id}/edit", Configure, programme_form::edit_step),
        get("/admin/programmes/{id}/draw", SteerRuns, run_steps::draw::draw_form),
        post("/admin/programmes/{id}/draw", SteerRuns, run_steps::draw::draw_now),
        post("/admin/programmes/{id}/dry-run", SteerRuns, run_steps::draw::dry_run),
        get("/admin/programmes/{id}/{change}", Configure, programmes::change::state_form),
        post("/admin/programmes/{id}/{change}", Configure, programmes::change::state_change),
        get("/sign-in", Public, sign_in::page),
        post("/sign-in", Public, sign_in::ask),
        post("/sign-in/code", Public, sign_in::code),
        get("/sign-in/link/{token}", Public, sign_in::link),
        post("/sign-in/link/{token}", Public, sign_in::use_link),
        post("/sign-out", Public, sign_in::out),
        get("/set-up", Public, set_up::page),
        get("/admin/runs", SeeRuns, runs::list),
        get("/admin/runs/{id}", SeeRuns, runs::one),
        get("/admin/runs/{id}/events", SeeRuns, run_live::events),
        post("/admin/runs/{id}/problem", SteerRuns, runs::problem),
        post("/admin/runs/{id}/plan", SteerRuns, runs::plan),
        post("/admin/runs/{id}/stop", SteerRuns, run_steps::stop),
        post("/admin/runs/{id}/replay", SteerRuns, run_steps::draw::replay_run),
        get("/admin/runs/{id}/mails", SteerRuns, run_steps::mails::mails_form),
        post("/admin/runs/{id}/mails", SteerRuns, run_steps::mails::mails),
        get("/admin/runs/{id}/groups", SteerRuns, run_steps::groups::group_list),
        get("/admin/runs/{run}/groups/{group}/recall", SteerRuns, run_steps::groups::group_form),
        post("/admin/runs/{run}/groups/{group}/recall", SteerRuns, run_steps::groups::group_recall),
        get("/admin/runs/{id}/review", SeeRuns, review::page),
        get("/admin/runs/{id}/review.md", SeeRuns, review::markdown),
        post("/admin/runs/{id}/review", SteerRuns, review::keep),
        get("/admin/runs/{id}/apology", SteerRuns, apology::form),
        post("/admin/runs/{id}/apology", SteerRuns, apology::step),
        get("/admin/runs/{id}/{step}", SteerRuns, run_steps::step_form),
        post("/admin/runs/{id}/{step}", SteerRuns, run_steps::step),
        get("/admin/import", Configure, import::form),
        post("/admin/import", Configure, import::send).limit(import::UPLOAD_LIMIT),
        get("/admin/import/{id}", Configure, import_view::view),
        post("/admin/import/{id}", Configure, import_view::apply),
        post("/admin/import/{id}/drop", Configure, import_view::drop_preview),
        get("/admin/import/{id}/columns", Configure, import::columns),
        post("/admin/import/{id}/columns", Configure, import::map),
        get("/admin/people", Configure, people::list),
        get("/admin/people/{id}", Configure, people::one),
        post("/admin/people/{id}/look", Configure, people::look),
        get("/admin/people/{id}/leave", Configure, people::leave_form),
        post("/admin/people/{id}/leave", Configure, people::leave),
        post("/admin/people/{id}/reach", Configure, unreachable::lift),
        get("/admin/unreachable", Configure, unreachable::list),
        get("/admin/teams", Configure, teams::list),
        get("/admin/held", Configure, odd::list),
        post("/admin/held", Configure, odd::decide),
        get("/admin/disclosure", Configure, hr::threshold::page),
        post("/admin/disclosure", Configure, hr::threshold::step),
        get("/hr/targets", SeeAggregates, targets::list),
        get("/hr/targets/new", SetTargets, targets::new),
        post("/hr/targets/new", SetTargets, targets::step),
        get("/hr/targets/{id}", SeeAggregates, targets::one),
        get("/hr/targets/{id}/end", SetTargets, targets::end_form),
        post("/hr/targets/{id}/end", SetTargets, targets::end),
        get("/admin/audit", SeeAudit, audit::list),
        get("/admin/audit/papers/{name}", SeeAudit, papers::paper),
        get("/admin/outbox", SeeRuns, outbox::list),
        post("/admin/outbox/retry-deferred", SteerRuns, outbox::retry_deferred),
        post("/admin/outbox/{id}/retry", SteerRuns, outbox::retry),
        get("/admin/capacity", TeamCapacity, capacity::list),
        get("/admin/capacity/map", Coordinate, capacity::map::page),
        get("/admin/capacity/map/{id}", Coordinate, capacity::team::read),
        get("/admin/capacity/ask", Coordinate, capacity::ask::form),
        post("/admin/capacity/ask", Coordinate, capacity::ask::step),
        get("/admin/capacity/ask/{id}", Coordinate, capacity::ask::one),
        get("/admin/capacity/{id}", TeamCapacity, capacity::team::page),
        get("/admin/capacity/{id}/weeks", TeamCapacity, capacity::weeks::form),
        post("/admin/capacity/{id}/weeks", TeamCapacity, capacity::weeks::step),
        get("/admin/capacity/{id}/seats", TeamCapacity, capacity::seats::one),
        post("/admin/capacity/{id}/seats", TeamCapacity, capacity::seats::save),
        post("/admin/capacity/{id}/expect", TeamCapacity, capacity::expect::save),
        post("/admin/capacity/{id}/hosts", TeamCapacity, capacity::hosts::name),
        get("/admin/capacity/{id}/hosts/{person}/remove", TeamCapacity, capacity::hosts::ask),
        post("/admin/capacity/{id}/hosts/{person}/remove", TeamCapacity, capacity::hosts::remove),
        get("/cohorts", Coordinate, bootcamp::list::list),
        get("/cohorts/new", Coordinate, bootcamp::cohort_form::new),
        post("/cohorts/new", Coordinate, bootcamp::cohort_form::new_step),
        get("/cohorts/{id}", Coordinate, bootcamp::one::page),
        get("/cohorts/{id}/edit", Coordinate, bootcamp::cohort_form::edit_form),
        post("/cohorts/{id}/edit", Coordinate, bootcamp::cohort_form::edit_step),
        get("/cohorts/{id}/give-up", Coordinate, bootcamp::cohort_form::give_up_form),
        post("/cohorts/{id}/give-up", Coordinate, bootcamp::cohort_form::give_up_now),
        get("/cohorts/{id}/rules", Coordinate, bootcamp::rules::page),
        post("/cohorts/{id}/rules", Coordinate, bootcamp::rules::save),
        get("/cohorts/{id}/starters", Coordinate, bootcamp::starters::page),
        post("/cohorts/{id}/starters", Coordinate, bootcamp::starters::send)
            .limit(bootcamp::starters::LIST_LIMIT),
        get("/cohorts/{id}/hires/{person}", Coordinate, bootcamp::hire::page),
        post("/cohorts/{id}/hires/{person}", Coordinate, bootcamp::hire::save),
        get("/cohorts/{id}/hires/{person}/remove", Coordinate, bootcamp::hire::remove_form),
        post("/cohorts/{id}/hires/{person}/remove", Coordinate, bootcamp::hire::remove_now),
        get("/cohorts/{id}/ramp", Coordinate, bootcamp::ramp::page),
        post("/cohorts/{id}/solve", Coordinate, bootcamp::steps::solve),
        get("/cohorts/{id}/plan", Coordinate, bootcamp::plan::page),
        get("/cohorts/{id}/plan/{step}", Coordinate, bootcamp::steps::form),
        post("/cohorts/{id}/plan/{step}", Coordinate, bootcamp::steps::act),
        get("/cohorts/{id}/place/{person}", Coordinate, bootcamp::place::one_more),
        post("/cohorts/{id}/place/{person}", Coordinate, bootcamp::place::one_more_put),
        get("/cohorts/{id}/stint/{placement}", Coordinate, bootcamp::place::stint),
        post("/cohorts/{id}/stint/{placement}", Coordinate, bootcamp::place::stint_move),
        post("/cohorts/{id}/stint/{placement}/lock", Coordinate, bootcamp::place::lock),
        post("/cohorts/{id}/stint/{placement}/unlock", Coordinate, bootcamp::place::unlock),
        post("/cohorts/{id}/stint/{placement}/out", Coordinate, bootcamp::place::out),
        get("/cohorts/{id}/stint/{placement}/withdraw", Coordinate, bootcamp::place::withdraw_form),
        post("/cohorts/{id}/stint/{placement}/withdraw", Coordinate, bootcamp::place::withdraw),
        get("/cannot-host/{id}", Coordinate, bootcamp::cannot_host::coordinator),
        post("/cannot-host/{id}", Coordinate, bootcamp::cannot_host::coordinator_save),
        get("/admin/capacity/{id}/cannot-host", TeamCapacity, bootcamp::cannot_host::lead),
        post("/admin/capacity/{id}/cannot-host", TeamCapacity, bootcamp::cannot_host::lead_save),
        get("/admin/health", Configure, status::page),
        get("/me", OwnPages, mine::page),
        post("/me/locale", OwnPages, mine::locale),
        post("/me/sessions/end", OwnPages, mine::end_session),
        post("/me/sessions/end-others", OwnPages, mine::end_other_sessions),
        get("/me/data.json", OwnPages, mine::export),
        get("/me/calendar", OwnPages, feed::page),
        post("/me/calendar", OwnPages, feed::renew),
        post("/me/calendar/revoke", OwnPages, feed::revoke),
        get("/calendar/{token}", Public, feed::read),
        get("/me/erase", OwnPages, mine::erase_page),
        post("/me/erase", OwnPages, mine::erase),
        get("/erased", Public, mine::erased),
        get("/mailbox", OwnPages, mailbox::own),
        get("/mailbox/{id}/html", OwnPages, mailbox::own_html),
        get("/mailbox/{id}/file/{number}", OwnPages, mailbox::own_file),
        get("/admin/mailbox", SeeLocalMailbox, mailbox::everybody),
        post("/admin/mailbox/{id}/open", SeeLocalMailbox, mailbox::open),
        get("/admin/mailbox/{id}/html", SeeLocalMailbox, mailbox::everybody_html),
        get("/admin/mailbox/{id}/file/{number}", SeeLocalMailbox, mailbox::everybody_file),
        get("/admin/settings", Configure, settings::page),
        post("/admin/settings/test-mail", Configure, settings::test_mail),
        get("/admin/sending", SteerRuns, settings::sending_page),
        post("/admin/sending", SteerRuns, settings::set_sending),
        get("/admin/restored", SteerRuns, restored::page),
        post("/admin/restored", SteerRuns, restored::end),
        get("/admin/roles", Configure, roles::page),
        post("/admin/roles", Configure, roles::grant),
        post("/admin/roles/revoke", Configure, roles::revoke),
    ]
}

/// No page takes longer than this; what does runs outside of requests.
const PATIENCE: Duration = Duration::from_secs(30);

/// The service: every route behind its guard, inside the frame.
///
/// Errors: the base URL is no origin that a browser could send.
pub fn router(app: App) -> Result<Router, tower_http::csrf::ConfigError> {
    let csrf = CsrfLayer::new()
        .add_trusted_origin(origin(&app.env.site.base_url))?
        .with_rejection_response(|_| WebError::cross_site().into_response());
    let mut router = Router::new();
    for route in routes() {
        let (path, handler) = route.guarded();
        router = router.route(path, handler);
    }
    // The last layer is the outermost: the frame dresses whatever the others answer.
    Ok(router
        .fallback(async || WebError::not_found())
        .layer(csrf)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .layer(CatchPanicLayer::custom(|_| WebError::panicked().into_response()))
        .layer(from_fn_with_state(app.clone(), session::frame))
        .with_state(app))
}

/// Scheme, host and port of an address.
fn origin(base_url: &str) -> &str {
    let host_from = base_url.find("://").map_or(0, |at| at + 3);
    let end = base_url[host_from..].find('/').map_or(base_url.len(), |at| host_from + at);
    &base_url[..end]
}
