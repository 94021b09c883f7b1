//! Mails as a mail client shows them: one's own for everybody ("what did you send me"), all of them for administrators
//! while no relay is configured.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};

use super::download;
use super::error::{WebError, WebResult};
use super::extract::{Id, Query};
use super::labels;
use super::page::{Page, Section, see_other};
use super::session::{CSP, Who};
use super::state::App;
use crate::domain::id::NoticeId;
use crate::mail::read::Mail;
use crate::programmes::mailbox::{self, Box, Opened, PAGE};
use crate::store::outbox_view::NoticeRow;

/// What the frame of a mail's HTML may do: show itself. Its own styles only, no script, no request.
const MAIL_CSP: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; \
    frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";

#[derive(Template)]
#[template(path = "pages/mailbox.html")]
struct MailboxPage {
    page: Page,
    at: &'static str,
    all: bool,
    mails: Vec<NoticeRow>,
    older: String,
    open: Option<Open>,
}

struct Open {
    row: NoticeRow,
    mail: Option<Mail>,
    sign_in: bool,
}

impl Open {
    fn is(&self, row: &NoticeRow) -> bool {
        self.row.id == row.id
    }

    fn from(&self) -> String {
        self.mail.as_ref().and_then(|mail| mail.from.as_ref()).map_or_else(String::new, |from| {
            if from.name.is_empty() {
                from.address.clone()
            } else {
                format!("{} <{}>", from.name, from.address)
            }
        })
    }
}

fn place(whose: Box) -> &'static str {
    match whose {
        Box::Own(_) => "/mailbox",
        Box::All(_) => "/admin/mailbox",
    }
}

/// A box of the local mailbox does not exist once mails go out through a relay.
fn all(app: &App, who: &Who) -> WebResult<Box> {
    if app.env.site.local_mailbox { Ok(Box::All(who.person)) } else { Err(WebError::not_found()) }
}

async fn show(app: &App, who: &Who, whose: Box, query: &super::extract::Fields) -> WebResult {
    let all = matches!(whose, Box::All(_));
    let mut mails = mailbox::list(&app.env, whose, query.word("before")).await?;
    let older = if mails.len() > PAGE {
        mails.truncate(PAGE);
        mails.last().map_or_else(String::new, |last| format!("{}?before={}", place(whose), last.id))
    } else {
        String::new()
    };
    // What somebody else's mail is called says who meets whom: the list says its kind.
    if all {
        for row in mails.iter_mut().filter(|row| row.recipient_id != Some(who.person)) {
            row.subject = labels::notice_kind(who.text(), &row.kind);
        }
    }
    // One's own newest mail lies open. Somebody else's is opened on purpose only: that look is noted.
    let newest = mails.first().filter(|_| !all).map(|row| row.id);
    let open = match query.word::<NoticeId>("mail").or(newest) {
        Some(id) => {
            let (mut row, opened) =
                mailbox::open(&app.env, whose, id).await?.ok_or_else(WebError::not_found)?;
            if all && !matches!(opened, Opened::Mail(_)) {
                row.subject = labels::notice_kind(who.text(), &row.kind);
            }
            let (mail, sign_in) = match opened {
                Opened::Mail(mail) => (Some(*mail), false),
                Opened::Closed => (None, false),
                Opened::SignIn => (None, true),
            };
            Some(Open { row, mail, sign_in })
        }
        None => None,
    };
    let (title, section) = if all {
        ("mailbox-all-title", Section::LocalMailbox)
    } else {
        ("mailbox-title", Section::Mailbox)
    };
    let page = Page::new(app, who, title, section).wide();
    let body = MailboxPage { page, at: place(whose), all, mails, older, open }.render()?;
    // The one page that frames something: the mail's own HTML, from its own address.
    let csp = format!("{CSP}; frame-src 'self'");
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CONTENT_SECURITY_POLICY, csp),
    ];
    Ok((headers, body).into_response())
}

async fn mail(app: &App, whose: Box, id: NoticeId) -> WebResult<Mail> {
    match mailbox::open(&app.env, whose, id).await? {
        Some((_, Opened::Mail(mail))) => Ok(*mail),
        _ => Err(WebError::not_found()),
    }
}

fn sandboxed(mail: Mail) -> WebResult<Response> {
    let html = mail.html.ok_or_else(WebError::not_found)?;
    // Links of the mail open in the window, not in the frame.
    let html = html.replacen("<head>", "<head><base target=\"_top\">", 1);
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, MAIL_CSP),
    ];
    Ok((headers, html).into_response())
}

fn attached(mail: Mail, number: &str) -> WebResult<Response> {
    let number: usize = number.parse().map_err(|_| WebError::not_found())?;
    let file = mail.attachments.into_iter().nth(number).ok_or_else(WebError::not_found)?;
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name: String = file.name.chars().filter(|c| safe(*c)).take(80).collect();
    Ok(download::file(
        "application/octet-stream",
        if name.is_empty() { "file" } else { &name },
        file.content,
    ))
}

/// GET /mailbox
pub async fn own(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    show(&app, &who, Box::Own(who.person), &query).await
}

/// GET /mailbox/{id}/html
pub async fn own_html(State(app): State<App>, who: Who, Id(id): Id<NoticeId>) -> WebResult {
    sandboxed(mail(&app, Box::Own(who.person), id).await?)
}

/// GET /mailbox/{id}/file/{number}
pub async fn own_file(
    State(app): State<App>,
    who: Who,
    Path((id, number)): Path<(String, String)>,
) -> WebResult {
    let id = id.parse().map_err(|_| WebError::not_found())?;
    attached(mail(&app, Box::Own(who.person), id).await?, &number)
}

/// GET /admin/mailbox
pub async fn everybody(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    show(&app, &who, all(&app, &who)?, &query).await
}

/// GET /admin/mailbox/{id}/html
pub async fn everybody_html(State(app): State<App>, who: Who, Id(id): Id<NoticeId>) -> WebResult {
    sandboxed(mail(&app, all(&app, &who)?, id).await?)
}

/// GET /admin/mailbox/{id}/file/{number}
pub async fn everybody_file(
    State(app): State<App>,
    who: Who,
    Path((id, number)): Path<(String, String)>,
) -> WebResult {
    let id = id.parse().map_err(|_| WebError::not_found())?;
    attached(mail(&app, all(&app, &who)?, id).await?, &number)
}

/// POST /admin/mailbox/{id}/open: notes the look, then shows the mail.
pub async fn open(State(app): State<App>, who: Who, Id(id): Id<NoticeId>) -> WebResult {
    all(&app, &who)?;
    if !mailbox::note_view(&app.env, who.person, id).await? {
        return Err(WebError::not_found());
    }
    Ok(see_other(&format!("/admin/mailbox?mail={id}")))
}
