//! A team's weeks: what it offers, what is taken of it and by whom, its hosts, what it gives and gets.

use askama::Template;
use axum::extract::State;

use super::{Own, hours, own};
use crate::domain::capacity::Use;
use crate::domain::id::TeamId;
use crate::domain::person::PersonState;
use crate::domain::week::Week;
use crate::programmes::capacity::expect::LONGEST;
use crate::programmes::capacity::offers::{QUARTER, Span, this_week};
use crate::store::capacity::{
    Host, Taking, TeamWeek, given_and_got, host_guests, hosts_of_teams, takings_of_team,
    team_weeks, uses_of_team,
};
use crate::store::expect::team_expect;
use crate::store::overview::seats::team_seats;
use crate::store::person::{PersonFilter, persons_page};
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Id, Query};
use crate::web::labels::Tag;
use crate::web::page::{Page, Section, html, refused};
use crate::web::{App, Who};

/// Weeks on one page.
const WEEKS: u32 = QUARTER;
/// What a team gave and got is counted so far back.
const LOOK_BACK: u32 = 52;
/// People to choose a host from.
const MOST_MEMBERS: usize = 200;

pub(super) struct WeekRow {
    when: String,
    number: u32,
    bootcamp: String,
    rotation: String,
    lend: String,
    hours: String,
    used: u32,
    most: u32,
    over: bool,
    tag: Option<Tag>,
    change: String,
}

struct GuestRow {
    name: String,
    programme: String,
    what: String,
    from: String,
    until: String,
}

struct UseRow {
    programme: String,
    what: String,
    weeks: String,
    hours: String,
}

struct HostRow {
    name: String,
    most: u32,
    guests: usize,
    remove: String,
}

#[derive(Template)]
#[template(path = "pages/capacity_team.html")]
struct TeamPage {
    page: Page,
    f: Fields,
    /// Where this team's pages are; empty for readers who may not change anything.
    own: String,
    lead: String,
    weeks: Vec<WeekRow>,
    fill: String,
    before: String,
    after: String,
    guests: Vec<GuestRow>,
    uses: Vec<UseRow>,
    hosts: Vec<HostRow>,
    hosts_words: String,
    members: Vec<(String, String)>,
    gives: String,
    seats: String,
    /// What guests can expect, in the team's words.
    expect: String,
    expect_most: usize,
}

/// `GET /admin/capacity/{id}`
pub async fn page(
    State(app): State<App>,
    who: Who,
    Id(id): Id<TeamId>,
    Query(query): Query,
) -> WebResult {
    let team = own(&app, &who, id).await?;
    let mut shown = shown(&app, &who, &team, &query, Fields::new(), true).await?;
    let note = match query.get("done") {
        "saved" => Some("capacity-done"),
        "same" => Some("capacity-done-same"),
        "moving" => Some("capacity-done-moving"),
        "expect" => Some("capacity-expect-done"),
        "host" => Some("capacity-hosts-done"),
        "host-gone" => Some("capacity-hosts-done-gone"),
        _ => None,
    };
    if let Some(note) = note {
        let note = shown.page.text.of(note);
        shown.page = shown.page.note(note);
    }
    html(&shown)
}

/// `GET /admin/capacity/map/{id}`: the same for coordinators, to read.
pub async fn read(
    State(app): State<App>,
    who: Who,
    Id(id): Id<TeamId>,
    Query(query): Query,
) -> WebResult {
    let mut tx = app.env.db.read().await?;
    let team = team_seats(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    drop(tx);
    let team = Own { id, name: team.name, members: team.members };
    html(&shown(&app, &who, &team, &query, Fields::new(), false).await?)
}

/// The page again, with what was wrong about naming a host.
pub(super) async fn again(app: &App, who: &Who, team: &Own, fields: Fields) -> WebResult {
    let nothing = Fields::new();
    refused(&shown(app, who, team, &nothing, fields, true).await?)
}

async fn shown(
    app: &App,
    who: &Who,
    team: &Own,
    query: &Fields,
    mut f: Fields,
    may_change: bool,
) -> WebResult<TeamPage> {
    let text = who.text();
    let this = this_week(&app.env);
    let from = query.word("from").map_or(this, Week::of).clamp(this.minus(520), this.plus(520));
    let to = from.plus(WEEKS);
    let mut tx = app.env.db.snapshot().await?;
    let rows = team_weeks(&mut tx, team.id, from, to).await?;
    let takings = takings_of_team(&mut tx, team.id, from, to).await?;
    let uses = uses_of_team(&mut tx, team.id, from, to).await?;
    let (given, got) = given_and_got(&mut tx, team.id, this.minus(LOOK_BACK), this.plus(1)).await?;
    let hosts = hosts_of_teams(&mut tx, &[team.id]).await?;
    let filter = PersonFilter {
        team_id: Some(team.id),
        state: Some(PersonState::Active),
        ..PersonFilter::default()
    };
    let members = persons_page(&mut tx, &filter, 0, MOST_MEMBERS).await?;
    let mut host_rows = Vec::new();
    for host in &hosts {
        let guests = host_guests(&mut tx, team.id, host.person_id, this).await?;
        let found = crate::store::person::person_get(&mut tx, host.person_id).await?;
        host_rows.push(HostRow {
            name: found.map(|person| person.name).unwrap_or_default(),
            most: host.most_at_once,
            guests,
            remove: format!("/admin/capacity/{}/hosts/{}/remove", team.id, host.person_id),
        });
    }
    let lead = team_seats(&mut tx, team.id).await?;
    let expect = team_expect(&mut tx, team.id).await?;
    drop(tx);
    if !f.has("expect") {
        f.set("expect", &expect);
    }
    let own = format!("/admin/capacity/{}", team.id);
    let here = if may_change { own.clone() } else { format!("/admin/capacity/map/{}", team.id) };
    let section = if may_change { Section::Capacity } else { Section::CapacityMap };
    let (up, up_name) = if may_change {
        ("/admin/capacity", text.of("capacity-title"))
    } else {
        ("/admin/capacity/map", text.of("capacity-map-title"))
    };
    let title = text.of("capacity-weeks-title").arg("team", &team.name).to_string();
    let page = Page::titled(app, who, title, section).up(up, up_name).wide().refused(&f);
    let seats = lead.and_then(|line| line.seats);
    Ok(TeamPage {
        lead: text.of("capacity-weeks-lead").num("members", team.members).to_string(),
        weeks: from
            .run(WEEKS)
            .map(|week| {
                let row = rows.iter().find(|row| row.week == week);
                let change = (may_change && week >= this)
                    .then(|| format!("{own}/weeks?from={day}&to={day}", day = week.monday()));
                week_row(text, week, row, change.unwrap_or_default())
            })
            .collect(),
        fill: format!("{own}/weeks?from={}&to={}", from.max(this).monday(), to.minus(1).friday()),
        before: format!("{here}?from={}", from.minus(WEEKS).monday()),
        after: format!("{here}?from={}", to.monday()),
        guests: guest_rows(text, &takings),
        uses: uses
            .into_iter()
            .map(|(programme, what, people, minutes)| UseRow {
                programme,
                what: use_words(text, what),
                weeks: text.number(people),
                hours: hours(text, minutes),
            })
            .collect(),
        hosts_words: hosts_words(text, &hosts),
        hosts: host_rows,
        members: members.into_iter().map(|one| (one.id.to_string(), one.name)).collect(),
        gives: text.of("capacity-gives").num("given", given).num("got", got).to_string(),
        seats: match seats {
            Some(seats) => text.of("capacity-seats").num("n", seats).to_string(),
            None => text.of("capacity-seats-none").to_string(),
        },
        expect,
        expect_most: LONGEST,
        own: if may_change { own } else { String::new() },
        f,
        page,
    })
}

fn hosts_words(text: Text, hosts: &[Host]) -> String {
    if hosts.is_empty() {
        return text.of("capacity-hosts-none").to_string();
    }
    let most: u32 = hosts.iter().map(|host| host.most_at_once).sum();
    text.of("capacity-hosts-most").num("most", most).to_string()
}

/// A week in words.
fn week_row(text: Text, week: Week, row: Option<&TeamWeek>, change: String) -> WeekRow {
    let of = |used: u32, offered: u32| {
        text.of("capacity-of").num("used", used).num("offered", offered).to_string()
    };
    let (_, number) = week.iso();
    let mut shown = WeekRow {
        when: text.date(week.monday()),
        number,
        bootcamp: String::new(),
        rotation: String::new(),
        lend: String::new(),
        hours: String::new(),
        used: 0,
        most: 0,
        over: false,
        tag: None,
        change,
    };
    let Some(row) = row else {
        shown.tag = Some(Tag { label: text.of("capacity-unsaid").to_string(), tone: "quiet" });
        return shown;
    };
    let (offer, taken) = (&row.offer, row.taken);
    if row.changed_at.is_some() || taken.guests() + taken.lend > 0 {
        shown.bootcamp = of(taken.bootcamp, offer.bootcamp);
        shown.rotation = of(taken.rotation, offer.rotation);
        shown.lend = of(taken.lend, offer.lend);
    }
    let used = hours(text, taken.minutes);
    shown.hours = match offer.minutes {
        None => text.of("capacity-hours-open").arg("used", used).to_string(),
        Some(all) => {
            let id = if offer.reserve == 0 { "capacity-hours" } else { "capacity-hours-reserve" };
            text.of(id)
                .arg("used", used)
                .arg("most", hours(text, all.saturating_sub(offer.reserve)))
                .arg("reserve", hours(text, offer.reserve))
                .to_string()
        }
    };
    shown.used = taken.minutes;
    shown.most = offer.minutes_to_spend().unwrap_or(0);
    shown.over = offer.is_over(taken);
    let tag = |label: String, tone| Some(Tag { label, tone });
    shown.tag = if let Some(reason) = &offer.blackout {
        tag(text.of("capacity-blackout").arg("reason", reason).to_string(), "warn")
    } else if shown.over {
        tag(text.of("capacity-over").to_string(), "bad")
    } else if row.changed_at.is_none() {
        tag(text.of("capacity-unsaid").to_string(), "quiet")
    } else {
        None
    };
    shown
}

/// The word for what capacity is taken for.
pub(super) fn use_words(text: Text, what: Use) -> String {
    text.of(match what {
        Use::Coffee => "capacity-use-coffee",
        Use::Bootcamp => "capacity-use-bootcamp",
        Use::Rotation => "capacity-use-rotation",
        Use::Lend => "capacity-use-lend",
    })
    .to_string()
}

/// Who is with the team, or away from it: one line for each unbroken stay.
fn guest_rows(text: Text, takings: &[Taking]) -> Vec<GuestRow> {
    let mut stays: Vec<(&Taking, Week)> = Vec::new();
    for taking in takings.iter().filter(|taking| taking.person.is_some()) {
        let same = |stay: &&mut (&Taking, Week)| {
            let (first, last) = &**stay;
            (&first.person, &first.programme, first.what, last.plus(1))
                == (&taking.person, &taking.programme, taking.what, taking.week)
        };
        match stays.iter_mut().find(same) {
            Some((_, last)) => *last = taking.week,
            None => stays.push((taking, taking.week)),
        }
    }
    stays
        .into_iter()
        .map(|(first, last)| GuestRow {
            name: first.person.clone().unwrap_or_default(),
            programme: first.programme.clone(),
            what: use_words(text, first.what),
            from: text.date(first.week.monday()),
            until: text.date(last.friday()),
        })
        .collect()
}

/// The weeks of a span in words: "1 week from Mon 23 Nov 2026".
pub(super) fn span_words(text: Text, span: Span) -> String {
    text.of("capacity-span")
        .num("weeks", span.weeks)
        .arg("from", text.date_year(span.from.monday()))
        .arg("until", text.date_year(span.last().friday()))
        .to_string()
}
