//! Targets: HR marks two groups of teams that should meet, and ends it again. Everybody can read which ones hold.

mod effect;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id, Query};
use super::labels::Tag;
use super::one_button::OneButton;
use super::page::{Page, Section, html, refused, see_other};
use super::session::Who;
use super::state::App;
use crate::domain::access::Action;
use crate::domain::id::{TargetId, TeamId};
use crate::domain::target::{LONGEST_DAYS, LONGEST_NAME, SHARE, Side};
use crate::programmes::targets::{self, Fault, Named, NewTarget, TargetError, faults};
use crate::store::Tx;
use crate::store::team::teams_all;
use crate::text::Text;

/// How long a target holds unless another day is chosen. Units: days.
const USUAL_DAYS: i64 = 182;
/// In how many of a hundred rounds it counts unless another share is chosen.
const USUAL_SHARE: u32 = 25;
/// Targets that ended so long ago are not listed any more. Units: days.
const LISTED_DAYS: i64 = 731;

/// A target in words.
pub(super) struct TargetView {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) groups: String,
    pub(super) share: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) state: Tag,
    pub(super) a: String,
    pub(super) b: String,
    pub(super) holds: bool,
}

fn view(text: Text, named: &Named, today: NaiveDate) -> TargetView {
    let target = &named.target;
    let (id, tone) = if target.withdrawn_at.is_some() {
        ("target-state-ended", "quiet")
    } else if today > target.ends_on {
        ("target-state-over", "quiet")
    } else if today < target.from_on {
        ("target-state-coming", "warn")
    } else {
        ("target-state-holds", "good")
    };
    let (a, b) = (text.list(&named.a), text.list(&named.b));
    TargetView {
        href: format!("/hr/targets/{}", target.id),
        name: target.name.clone(),
        groups: text.of("target-groups").arg("a", &a).arg("b", &b).to_string(),
        share: text.of("target-share-value").num("percent", target.share_percent).to_string(),
        from: text.date_long(target.from_on),
        until: text.date_long(target.ends_on),
        state: Tag { label: text.of(id).to_string(), tone },
        holds: target.withdrawn_at.is_none() && today <= target.ends_on,
        a,
        b,
    }
}

fn today(app: &App) -> NaiveDate {
    app.env.clock.now().with_timezone(&app.env.site.zone).date_naive()
}

/// The targets that hold today, in words for everybody.
pub(super) async fn open_to_all(
    app: &App,
    text: Text,
    tx: &mut Tx,
) -> Result<Vec<String>, WebError> {
    let today = today(app);
    let all = targets::list(tx, today).await?;
    Ok(all
        .iter()
        .filter(|named| named.target.holds_on(today))
        .map(|named| {
            let shown = view(text, named, today);
            text.of("target-for-all")
                .arg("a", &shown.a)
                .arg("b", &shown.b)
                .arg("share", &shown.share)
                .arg("date", &shown.until)
                .to_string()
        })
        .collect())
}

#[derive(Template)]
#[template(path = "pages/targets.html")]
struct ListPage {
    page: Page,
    may_set: bool,
    rows: Vec<TargetView>,
}

/// GET /hr/targets
pub async fn list(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let text = who.text();
    let today = today(&app);
    let mut tx = app.env.db.snapshot().await?;
    let all = targets::list(&mut tx, today - TimeDelta::days(LISTED_DAYS)).await?;
    drop(tx);
    let mut page = Page::new(&app, &who, "targets-title", Section::Targets);
    match query.get("done") {
        "set" => page = page.note(text.of("target-done-set")),
        "ended" => page = page.note(text.of("target-done-ended")),
        _ => {}
    }
    let may_set = who.roles.may(Action::SetTargets);
    html(&ListPage {
        may_set,
        rows: all.iter().map(|named| view(text, named, today)).collect(),
        page,
    })
}

#[derive(Template)]
#[template(path = "pages/target_form.html")]
struct FormPage {
    page: Page,
    least: usize,
    f: Fields,
    teams: Vec<(String, String)>,
    /// Before setting: what it means.
    checking: bool,
    effects: Vec<String>,
    id: String,
}

async fn form_page(app: &App, who: &Who, f: Fields) -> WebResult<FormPage> {
    let text = who.text();
    let mut tx = app.env.db.snapshot().await?;
    let teams = teams_all(&mut tx).await?;
    let least = targets::people_behind(&mut tx).await?;
    drop(tx);
    Ok(FormPage {
        least,
        page: Page::new(app, who, "target-new-title", Section::Targets)
            .up("/hr/targets", text.of("targets-title"))
            .refused(&f),
        teams: teams.into_iter().map(|team| (team.id.to_string(), team.name)).collect(),
        checking: false,
        effects: Vec::new(),
        id: String::new(),
        f,
    })
}

/// GET /hr/targets/new
pub async fn new(State(app): State<App>, who: Who) -> WebResult {
    let today = today(&app);
    let mut f = Fields::new();
    f.set("share", USUAL_SHARE);
    f.set("from", today);
    f.set("until", today + TimeDelta::days(USUAL_DAYS));
    html(&form_page(&app, &who, f).await?)
}

/// What the form asks for. What cannot be read is said at its field.
fn read(fields: &mut Fields, text: Text) -> Option<NewTarget> {
    let teams = |name: &str| -> Vec<TeamId> {
        fields.all(name).filter_map(|team| team.parse().ok()).collect()
    };
    let (a, b) = (teams("a"), teams("b"));
    let (from, until): (Option<NaiveDate>, Option<NaiveDate>) =
        (fields.word("from"), fields.word("until"));
    for (name, found) in [("from", from), ("until", until)] {
        if found.is_none() {
            fields.refuse(name, text.of("target-fault-date"));
        }
    }
    let share_percent = fields.word("share").unwrap_or(0);
    Some(NewTarget {
        name: fields.get("name").to_owned(),
        a,
        b,
        share_percent,
        from_on: from?,
        ends_on: until?,
    })
}

fn say(fields: &mut Fields, text: Text, faults: &[Fault]) {
    let of = |side: &Side| if *side == Side::A { "a" } else { "b" };
    for fault in faults {
        let (name, message) = match fault {
            Fault::Name => ("name", text.of("target-fault-name").num("most", LONGEST_NAME)),
            Fault::NoTeam(side) => (of(side), text.of("target-fault-none")),
            Fault::TooFew(side, least) => {
                (of(side), text.of("target-fault-few").num("least", *least))
            }
            Fault::Overlap => ("b", text.of("target-fault-overlap")),
            Fault::Share => (
                "share",
                text.of("target-fault-share")
                    .num("least", *SHARE.start())
                    .num("most", *SHARE.end()),
            ),
            Fault::Ends => ("until", text.of("target-fault-ends")),
            Fault::Long => ("until", text.of("target-fault-long").num("days", LONGEST_DAYS)),
        };
        fields.refuse(name, message);
    }
}

/// POST /hr/targets/new: `step=check` shows what it means, `step=set` sets it.
pub async fn step(State(app): State<App>, who: Who, mut fields: Fields) -> WebResult {
    let text = who.text();
    let Some(new) = read(&mut fields, text) else {
        return refused(&form_page(&app, &who, fields).await?);
    };
    if fields.get("step") == "change" {
        return html(&form_page(&app, &who, fields).await?);
    }
    let today = today(&app);
    if fields.get("step") == "set" {
        let id: TargetId = fields.word("id").ok_or_else(WebError::unreadable)?;
        return match targets::set(&app.env, id, &new, today, who.person).await {
            Ok(()) => Ok(see_other("/hr/targets?done=set")),
            Err(TargetError::Faults(faults)) => {
                say(&mut fields, text, &faults);
                refused(&form_page(&app, &who, fields).await?)
            }
            Err(error) => Err(error.into()),
        };
    }
    let mut tx = app.env.db.snapshot().await?;
    let wrong = faults(&mut tx, &new, today).await?;
    let teams = teams_all(&mut tx).await?;
    drop(tx);
    if !wrong.is_empty() {
        say(&mut fields, text, &wrong);
        return refused(&form_page(&app, &who, fields).await?);
    }
    let names = |ids: &[TeamId]| -> String {
        let all: Vec<&String> =
            teams.iter().filter(|team| ids.contains(&team.id)).map(|team| &team.name).collect();
        text.list(&all)
    };
    let id: TargetId = app.env.ids.next(app.env.clock.now());
    let mut page = form_page(&app, &who, fields).await?;
    page.checking = true;
    page.id = id.to_string();
    page.effects = vec![
        text.of("target-groups").arg("a", names(&new.a)).arg("b", names(&new.b)).to_string(),
        text.of("target-effect-share")
            .num("percent", new.share_percent)
            .arg("from", text.date_long(new.from_on))
            .arg("until", text.date_long(new.ends_on))
            .to_string(),
        text.of("target-effect-rules").to_string(),
        text.of("target-effect-open").to_string(),
    ];
    html(&page)
}

async fn one_of(app: &App, id: TargetId) -> Result<Named, WebError> {
    let from = today(app) - TimeDelta::days(LISTED_DAYS);
    let mut tx = app.env.db.snapshot().await?;
    let all = targets::list(&mut tx, from).await?;
    all.into_iter().find(|named| named.target.id == id).ok_or_else(WebError::not_found)
}

#[derive(Template)]
#[template(path = "pages/target.html")]
struct OnePage {
    page: Page,
    one: TargetView,
    made: String,
    end: Option<String>,
    rounds: String,
    figures: effect::Figures,
}

/// GET /hr/targets/{id}: with what became of it, once the reader has opened the figures today.
pub async fn one(State(app): State<App>, who: Who, Id(id): Id<TargetId>) -> WebResult {
    let text = who.text();
    let named = one_of(&app, id).await?;
    let one = view(text, &named, today(&app));
    let page = Page::titled(&app, &who, one.name.clone(), Section::Targets)
        .up("/hr/targets", text.of("targets-title"));
    let target = &named.target;
    html(&OnePage {
        rounds: effect::rounds(&app, text, target).await?,
        figures: effect::figures(&app, &who, target).await?,
        made: page.when(&named.target.made_at),
        end: (one.holds && who.roles.may(Action::SetTargets))
            .then(|| format!("/hr/targets/{id}/end")),
        one,
        page,
    })
}

/// GET /hr/targets/{id}/end: what it means.
pub async fn end_form(State(app): State<App>, who: Who, Id(id): Id<TargetId>) -> WebResult {
    let text = who.text();
    let named = one_of(&app, id).await?;
    let shown = view(text, &named, today(&app));
    let title = text.of("target-end-title").arg("name", &shown.name).to_string();
    OneButton {
        page: Page::titled(&app, &who, title, Section::Targets).up(&*shown.href, &shown.name),
        lead: text.of(if shown.holds { "target-end-lead" } else { "target-end-over" }).to_string(),
        facts: vec![
            (text.of("target-field-a").to_string(), shown.a),
            (text.of("target-field-b").to_string(), shown.b),
            (text.of("target-column-until").to_string(), shown.until),
        ],
        action: format!("/hr/targets/{id}/end"),
        button: if shown.holds { text.of("target-end-button").to_string() } else { String::new() },
        danger: true,
        other: Some((shown.href, text.of("cancel").to_string())),
    }
    .show()
}

/// POST /hr/targets/{id}/end
pub async fn end(State(app): State<App>, who: Who, Id(id): Id<TargetId>) -> WebResult {
    targets::end(&app.env, id, who.person).await?;
    Ok(see_other("/hr/targets?done=ended"))
}

impl From<TargetError> for WebError {
    fn from(error: TargetError) -> Self {
        match error {
            TargetError::Store(error) => error.into(),
            TargetError::NoTarget => {
                Self::new(StatusCode::CONFLICT, "target-gone-title", "target-gone")
                    .way_out("/hr/targets", "targets-title")
            }
            TargetError::Faults(_) => Self::unreadable(),
        }
    }
}
