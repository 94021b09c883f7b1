//! The coordinator asks teams what they can spare, and sees who has answered.

use std::collections::HashSet;

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;

use super::team::span_words;
use crate::domain::capacity::RequestAnswer;
use crate::domain::id::{CapacityRequestId, TeamId};
use crate::domain::week::Week;
use crate::programmes::capacity::offers::{MOST_WEEKS, QUARTER, Span, this_week};
use crate::programmes::capacity::requests::{AskError, Audience, ask, audience};
use crate::store::capacity::{Asked, Request, request_get, request_teams, requests_all};
use crate::store::team::teams_all;
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Id, Query};
use crate::web::labels::Tag;
use crate::web::page::{Page, Section, html, refused, see_other};
use crate::web::{App, Who};

/// The longest note, in characters.
const LONGEST_NOTE: usize = 300;
/// Teams without a lead that are named.
const MOST_NAMED: usize = 20;

struct RequestRow {
    href: String,
    span: String,
    asked: String,
    answered: String,
}

#[derive(Template)]
#[template(path = "pages/capacity_ask.html")]
struct AskPage {
    page: Page,
    f: Fields,
    whom: Vec<(&'static str, String, String)>,
    teams: Vec<(String, String)>,
    earlier: Vec<RequestRow>,
    /// Before sending: what it means.
    checking: bool,
    effects: Vec<String>,
    id: String,
    chosen: Vec<String>,
}

/// `GET /admin/capacity/ask`
pub async fn form(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let this = this_week(&app.env);
    let next = this.plus(1);
    let mut f = Fields::new();
    let from: Week = query.word("from").map_or(next, Week::of).max(this);
    f.set("from", from.monday());
    f.set("to", from.plus(QUARTER - 1).friday());
    f.set("whom", "all");
    html(&shown(&app, &who, f).await?)
}

async fn shown(app: &App, who: &Who, f: Fields) -> WebResult<AskPage> {
    let text = who.text();
    let mut tx = app.env.db.snapshot().await?;
    let teams = teams_all(&mut tx).await?;
    let earlier = requests_all(&mut tx).await?;
    drop(tx);
    let page = Page::new(app, who, "capacity-ask-title", Section::CapacityMap)
        .up("/admin/capacity/map", text.of("capacity-map-title"))
        .refused(&f);
    Ok(AskPage {
        whom: vec![
            ("all", text.of("capacity-ask-all").to_string(), String::new()),
            (
                "chosen",
                text.of("capacity-ask-chosen").to_string(),
                text.of("capacity-ask-chosen-hint").to_string(),
            ),
        ],
        teams: teams
            .into_iter()
            .filter(|team| team.lead_id.is_some())
            .map(|team| (team.id.to_string(), team.name))
            .collect(),
        earlier: earlier
            .iter()
            .map(|(request, asked, answered)| RequestRow {
                href: format!("/admin/capacity/ask/{}", request.id),
                span: span_words(text, span_of(request)),
                asked: page.when(&request.asked_at),
                answered: text
                    .of("capacity-ask-answered")
                    .num("answered", *answered)
                    .num("asked", *asked)
                    .to_string(),
            })
            .collect(),
        checking: false,
        effects: Vec::new(),
        id: String::new(),
        chosen: Vec::new(),
        f,
        page,
    })
}

fn span_of(request: &Request) -> Span {
    Span { from: request.from, weeks: u32::try_from(request.from.until(request.to)).unwrap_or(0) }
}

/// What the form asks for; what is wrong is said at the fields.
fn read(fields: &mut Fields, text: Text, this: Week) -> Option<(Span, Option<HashSet<TeamId>>)> {
    let (from, to): (Option<NaiveDate>, Option<NaiveDate>) =
        (fields.word("from"), fields.word("to"));
    for (name, found) in [("from", from), ("to", to)] {
        if found.is_none() {
            fields.refuse(name, text.of("capacity-fault-date"));
        }
    }
    let (first, last) = (from.map(Week::of), to.map(Week::of));
    if first.is_some_and(|first| first < this) {
        fields.refuse("from", text.of("capacity-fault-past").arg("date", text.date(this.monday())));
    }
    let weeks = first.zip(last).map_or(1, |(first, last)| first.until(last) + 1);
    if weeks < 1 {
        fields.refuse("to", text.of("capacity-fault-order"));
    } else if weeks > i64::from(MOST_WEEKS) {
        fields.refuse("to", text.of("capacity-fault-long").num("weeks", MOST_WEEKS));
    }
    let chosen: HashSet<TeamId> =
        fields.all("teams").filter_map(|team| team.parse().ok()).collect();
    let chosen = match fields.get("whom") {
        "all" => None,
        _ if chosen.is_empty() => {
            fields.refuse("teams", text.of("capacity-ask-fault-none"));
            None
        }
        _ => Some(chosen),
    };
    if fields.get("note").chars().count() > LONGEST_NOTE {
        fields.refuse("note", text.of("capacity-ask-fault-note").num("most", LONGEST_NOTE));
    }
    if !fields.is_valid() {
        return None;
    }
    Some((Span { from: first?, weeks: u32::try_from(weeks).ok()? }, chosen))
}

/// `POST /admin/capacity/ask`: `step=check` shows who gets a mail, `step=send` sends it.
pub async fn step(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let text = who.text();
    let Some((span, chosen)) = read(&mut fields, text, this_week(&app.env)) else {
        return refused(&shown(&app, &who, fields).await?);
    };
    if fields.get("step") == "send" {
        let id: CapacityRequestId = fields.word("id").ok_or_else(WebError::unreadable)?;
        let note = fields.get("note").to_owned();
        return match ask(&app.env, id, span, chosen.as_ref(), &note, who.person).await {
            Ok(_) => Ok(see_other(&format!("/admin/capacity/ask/{id}?done=asked"))),
            Err(AskError::NobodyToAsk) => {
                fields.refuse("whom", text.of("capacity-ask-fault-nobody"));
                refused(&shown(&app, &who, fields).await?)
            }
            Err(AskError::Store(error)) => Err(error.into()),
            Err(AskError::Post(error)) => {
                tracing::error!(%error, "teams could not be asked");
                fields.refuse("whom", text.of("capacity-ask-fault-mail"));
                refused(&shown(&app, &who, fields).await?)
            }
        };
    }
    let mut tx = app.env.db.snapshot().await?;
    let audience = audience(&mut tx, chosen.as_ref()).await?;
    drop(tx);
    if audience.leads.is_empty() {
        fields.refuse("whom", text.of("capacity-ask-fault-nobody"));
        return refused(&shown(&app, &who, fields).await?);
    }
    if fields.get("step") == "change" {
        return html(&shown(&app, &who, fields).await?);
    }
    let id: CapacityRequestId = app.env.ids.next(app.env.clock.now());
    let mut page = shown(&app, &who, fields).await?;
    page.checking = true;
    page.id = id.to_string();
    page.chosen = page.f.all("teams").map(str::to_owned).collect();
    page.effects = effects(text, span, &audience);
    html(&page)
}

fn effects(text: Text, span: Span, audience: &Audience) -> Vec<String> {
    let mut lines = vec![
        span_words(text, span),
        text.of("capacity-ask-effect")
            .num("leads", audience.leads.len())
            .num("teams", audience.teams())
            .to_string(),
    ];
    if !audience.without.is_empty() {
        let named: Vec<&String> = audience.without.iter().take(MOST_NAMED).collect();
        let more = audience.without.len() - named.len();
        let id = if more == 0 { "capacity-ask-without" } else { "capacity-ask-without-more" };
        lines.push(text.of(id).arg("teams", text.list(&named)).num("more", more).to_string());
    }
    lines.push(text.of("capacity-ask-effect-buttons").to_string());
    lines
}

struct AskedRow {
    team: String,
    href: String,
    lead: String,
    answer: Tag,
    when: String,
}

#[derive(Template)]
#[template(path = "pages/capacity_asked.html")]
struct AskedPage {
    page: Page,
    lead: String,
    note: String,
    rows: Vec<AskedRow>,
}

/// `GET /admin/capacity/ask/{id}`: who has answered, and who has not.
pub async fn one(
    State(app): State<App>,
    who: Who,
    Id(id): Id<CapacityRequestId>,
    Query(query): Query,
) -> WebResult {
    let mut tx = app.env.db.snapshot().await?;
    let request = request_get(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    let teams = request_teams(&mut tx, id, None).await?;
    drop(tx);
    let text = who.text();
    let title = span_words(text, span_of(&request));
    let mut page = Page::titled(&app, &who, title, Section::CapacityMap)
        .up("/admin/capacity/ask", text.of("capacity-ask-title"));
    if query.get("done") == "asked" {
        page = page.note(text.of("capacity-asked-done"));
    }
    let open = teams.iter().filter(|asked| asked.answer.is_none()).count();
    html(&AskedPage {
        lead: text
            .of("capacity-asked-lead")
            .arg("when", page.when(&request.asked_at))
            .num("asked", teams.len())
            .num("open", open)
            .to_string(),
        note: request.note,
        rows: teams.iter().map(|asked| asked_row(text, &page, asked)).collect(),
        page,
    })
}

fn asked_row(text: Text, page: &Page, asked: &Asked) -> AskedRow {
    let (id, tone) = match asked.answer {
        None => ("capacity-answer-open", "warn"),
        Some(RequestAnswer::Same) => ("capacity-answer-same", "good"),
        Some(RequestAnswer::Nothing) => ("capacity-answer-nothing", "quiet"),
        Some(RequestAnswer::Filled) => ("capacity-answer-filled", "good"),
    };
    AskedRow {
        team: asked.team.clone(),
        href: format!("/admin/capacity/map/{}", asked.team_id),
        lead: asked.lead.clone(),
        answer: Tag { label: text.of(id).to_string(), tone },
        when: asked.answered_at.map(|at| page.when(&at)).unwrap_or_default(),
    }
}
