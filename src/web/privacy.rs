//! The privacy page: what each role sees, how long things are kept, whom to ask. Anybody may read it.

use askama::Template;
use axum::extract::State;

use super::error::WebResult;
use super::page::{Page, html};
use super::session::Visit;
use super::state::App;
use crate::domain::retention::{Kept, days};

#[derive(Template)]
#[template(path = "pages/privacy.html")]
struct PrivacyPage {
    page: Page,
    roles: Vec<Role>,
    kept: Vec<(String, String)>,
    contact: String,
}

struct Role {
    name: String,
    sees: String,
    never: String,
}

/// GET /privacy
pub async fn page(State(app): State<App>, visit: Visit) -> WebResult {
    let text = visit.text;
    let roles = [
        ("role-participant", "privacy-participant-sees", "privacy-participant-never"),
        ("role-lead", "privacy-lead-sees", "privacy-lead-never"),
        ("role-coordinator", "privacy-coordinator-sees", "privacy-coordinator-never"),
        ("role-hr", "privacy-hr-sees", "privacy-hr-never"),
        ("role-admin", "privacy-admin-sees", "privacy-admin-never"),
        ("role-auditor", "privacy-auditor-sees", "privacy-auditor-never"),
    ];
    let kept = [
        ("privacy-kept-directory", "privacy-kept-directory-how"),
        ("privacy-kept-profile", "privacy-kept-profile-how"),
        ("privacy-kept-history", "privacy-kept-history-how"),
        ("privacy-kept-mails", "privacy-kept-mails-how"),
        ("privacy-kept-sign-in", "privacy-kept-sign-in-how"),
        ("privacy-kept-files", "privacy-kept-files-how"),
        ("privacy-kept-views", "privacy-kept-views-how"),
        ("privacy-kept-figures", "privacy-kept-figures-how"),
        ("privacy-kept-audit", "privacy-kept-audit-how"),
    ];
    html(&PrivacyPage {
        page: Page::public(&app, &visit, "privacy-title"),
        roles: roles
            .into_iter()
            .map(|(name, sees, never)| Role {
                name: text.of(name).to_string(),
                sees: text.of(sees).to_string(),
                never: text.of(never).to_string(),
            })
            .collect(),
        kept: kept
            .into_iter()
            .map(|(what, how)| {
                // The same terms that the clean-up follows.
                let how = [Kept::Leavers, Kept::Mails, Kept::Files, Kept::Views]
                    .into_iter()
                    .fold(text.of(how), |how, kept| how.num(kept.as_str(), days(kept)));
                (text.of(what).to_string(), how.to_string())
            })
            .collect(),
        contact: app.env.site.mail_from.clone(),
    })
}
