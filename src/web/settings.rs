//! Settings: what this installation is, its mail with a test send, the kill switch.

use askama::Template;
use axum::extract::State;

use super::error::{WebError, WebResult};
use super::extract::{Fields, Query};
use super::page::{Page, Section, html, see_other};
use super::session::Who;
use super::state::App;
use crate::domain::plan::NoticeState;
use crate::programmes::{connections, sending, settings};
use crate::store::outbox::Sending;

#[derive(Template)]
#[template(path = "pages/settings.html")]
struct SettingsPage {
    page: Page,
    base_url: String,
    mail_from: String,
    zone: String,
    engine: &'static str,
    sending: Sending,
    admins: usize,
    roles: usize,
    behind: u32,
}

#[derive(Template)]
#[template(path = "pages/sending.html")]
struct SendingPage {
    page: Page,
    sending: Sending,
    waiting: usize,
    in_hand: usize,
}

/// GET /admin/settings
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let text = who.text();
    let mut page = Page::new(&app, &who, "settings-title", Section::Settings);
    if query.get("done") == "test" {
        page = page.note(text.of("settings-test-sent").arg("address", &who.email));
    }
    let granted = crate::programmes::roles::list(&app.env).await?;
    let admin = crate::domain::access::Role::Admin;
    html(&SettingsPage {
        page,
        base_url: app.env.site.base_url.clone(),
        mail_from: app.env.site.mail_from.clone(),
        zone: app.env.site.zone.name().to_owned(),
        engine: super::status::engine(app.env.db.engine()),
        sending: sending::state(&app.env).await?,
        admins: granted.iter().filter(|granted| granted.role == admin).count(),
        roles: granted.len(),
        behind: connections::threshold(&app.env).await?.now,
    })
}

/// POST /admin/settings/test-mail: one mail to oneself, through the outbox like every other.
pub async fn test_mail(State(app): State<App>, who: Who) -> WebResult {
    let now = app.env.clock.now();
    app.limits.by_address.take(&who.email, now).map_err(WebError::too_often)?;
    let text = who.text();
    let through =
        if app.env.site.local_mailbox { "settings-mail-local" } else { "settings-mail-relay" };
    settings::test_mail(&app.env, who.person, &text.of(through).to_string()).await?;
    Ok(see_other("/admin/settings?done=test"))
}

/// GET /admin/sending: the kill switch and what it does now, in numbers.
pub async fn sending_page(State(app): State<App>, who: Who) -> WebResult {
    let text = who.text();
    let state = sending::state(&app.env).await?;
    let counts = sending::counts(&app.env).await?;
    let count = |wanted: &[NoticeState]| {
        counts.iter().filter(|(state, _)| wanted.contains(state)).map(|(_, n)| n).sum()
    };
    let title = if state.paused { "sending-resume-title" } else { "sending-pause-title" };
    html(&SendingPage {
        page: Page::new(&app, &who, title, Section::Settings)
            .up("/admin/settings", text.of("nav-settings")),
        sending: state,
        waiting: count(&[NoticeState::Queued, NoticeState::Deferred]),
        in_hand: count(&[NoticeState::Sending]),
    })
}

/// POST /admin/sending
pub async fn set_sending(State(app): State<App>, who: Who, fields: Fields) -> WebResult {
    match fields.get("sending") {
        "pause" => sending::pause(&app.env, Some(who.person)).await?,
        "resume" => sending::resume(&app.env, Some(who.person)).await?,
        _ => return Err(WebError::unreadable()),
    };
    Ok(see_other("/admin/settings"))
}
