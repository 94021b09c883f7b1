//! Filling in weeks: a form, what it means in numbers, and saving.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;

use super::team::{span_words, use_words};
use super::{Own, hours, own};
use crate::domain::capacity::{Offer, Use};
use crate::domain::id::TeamId;
use crate::domain::week::Week;
use crate::programmes::capacity::hosted;
use crate::programmes::capacity::offers::{
    Change, Conflict, LONGEST_REASON, MOST_HOURS, MOST_PLACES, MOST_WEEKS, OfferError, Span,
    WeekChange, changes, conflicts, save, seen, this_week,
};
use crate::programmes::placing::{withdraw, would_touch};
use crate::programmes::round::RoundError;
use crate::store::capacity::team_weeks;
use crate::text::Text;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Fields, Id, Query};
use crate::web::group::round_error;
use crate::web::page::{Page, Section, html, html_with, refused, see_other};
use crate::web::{App, Who};

/// Conflicts that are told one by one.
const MOST_TOLD: usize = 5;

#[derive(Template)]
#[template(path = "pages/capacity_weeks.html")]
struct WeeksPage {
    page: Page,
    f: Fields,
    action: String,
    back: String,
    seen: String,
    whats: Vec<(&'static str, String, String)>,
    /// Before saving: the span in words, and what it means.
    checking: bool,
    span: String,
    effects: Vec<String>,
}

/// `GET /admin/capacity/{id}/weeks?from=…&to=…`: the form, filled in as the first of the weeks is now.
pub async fn form(
    State(app): State<App>,
    who: Who,
    Id(id): Id<TeamId>,
    Query(query): Query,
) -> WebResult {
    let team = own(&app, &who, id).await?;
    let text = who.text();
    let this = this_week(&app.env);
    let from = query.word("from").map_or(this, Week::of);
    let to: NaiveDate = query.word("to").unwrap_or_else(|| from.friday());
    let mut tx = app.env.db.read().await?;
    let row = team_weeks(&mut tx, id, from, from.plus(1)).await?.into_iter().next();
    drop(tx);
    let offer = row.map(|row| row.offer).unwrap_or_default();
    let mut f = Fields::new();
    f.set("from", from.monday());
    f.set("to", to);
    f.set("what", "places");
    f.set("bootcamp", offer.bootcamp);
    f.set("rotation", offer.rotation);
    f.set("lend", offer.lend);
    f.set("hours", offer.minutes.map(|minutes| hours(text, minutes)).unwrap_or_default());
    f.set("reserve", if offer.reserve > 0 { hours(text, offer.reserve) } else { String::new() });
    f.set("reason", offer.blackout.unwrap_or_default());
    html(&shown(&app, &who, &team, f))
}

fn shown(app: &App, who: &Who, team: &Own, f: Fields) -> WeeksPage {
    let text = who.text();
    let back = format!("/admin/capacity/{}", team.id);
    let title = text.of("capacity-fill-title").arg("team", &team.name).to_string();
    let say = |id: &'static str| text.of(id).to_string();
    WeeksPage {
        page: Page::titled(app, who, title, Section::Capacity)
            .up(back.clone(), &team.name)
            .refused(&f),
        action: format!("{back}/weeks"),
        back,
        seen: String::new(),
        whats: vec![
            ("places", say("capacity-what-places"), say("capacity-what-places-hint")),
            ("blackout", say("capacity-what-blackout"), say("capacity-what-blackout-hint")),
            ("lift", say("capacity-what-lift"), String::new()),
            ("before", say("capacity-what-before"), say("capacity-what-before-hint")),
        ],
        checking: false,
        span: String::new(),
        effects: Vec::new(),
        f,
    }
}

/// Hours as somebody writes them, "7.5" or "7,5", in minutes; `None`: no such number.
fn minutes(typed: &str) -> Option<u32> {
    let (whole, part) = typed.split_once([',', '.']).unwrap_or((typed, "0"));
    if part.is_empty() || part.len() > 2 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: u32 = whole.parse().ok().filter(|hours| *hours <= MOST_HOURS)?;
    let hundredths: u32 = format!("{part:0<2}").parse().ok()?;
    Some(whole * 60 + (hundredths * 60 + 50) / 100)
}

/// The weeks of the form.
fn span(fields: &mut Fields, text: Text, this: Week) -> Option<Span> {
    let (from, to): (Option<NaiveDate>, Option<NaiveDate>) =
        (fields.word("from"), fields.word("to"));
    let (Some(from), Some(to)) = (from, to) else {
        for (name, found) in [("from", from), ("to", to)] {
            if found.is_none() {
                fields.refuse(name, text.of("capacity-fault-date"));
            }
        }
        return None;
    };
    let (first, last) = (Week::of(from), Week::of(to));
    let weeks = first.until(last) + 1;
    if first < this {
        fields.refuse("from", text.of("capacity-fault-past").arg("date", text.date(this.monday())));
    } else if first > this.plus(104) {
        fields.refuse("from", text.of("capacity-fault-far"));
    }
    if weeks < 1 {
        fields.refuse("to", text.of("capacity-fault-order"));
    } else if weeks > i64::from(MOST_WEEKS) {
        fields.refuse("to", text.of("capacity-fault-long").num("weeks", MOST_WEEKS));
    }
    let weeks = u32::try_from(weeks).ok()?;
    fields.is_valid().then_some(Span { from: first, weeks })
}

/// What the form asks for.
fn change(fields: &mut Fields, text: Text) -> Option<Change> {
    let change = match fields.get("what") {
        "places" => Change::Places(offer(fields, text)),
        "blackout" => {
            let reason = fields.get("reason").to_owned();
            if reason.is_empty() {
                fields.refuse("reason", text.of("capacity-fault-reason"));
            } else if reason.chars().count() > LONGEST_REASON {
                let say = text.of("capacity-fault-reason-long").num("most", LONGEST_REASON);
                fields.refuse("reason", say);
            }
            Change::Blackout(reason)
        }
        "lift" => Change::Lift,
        "before" => Change::AsBefore,
        _ => {
            fields.refuse("what", text.of("capacity-fault-what"));
            return None;
        }
    };
    fields.is_valid().then_some(change)
}

fn offer(fields: &mut Fields, text: Text) -> Offer {
    let mut places = |name: &'static str| {
        let typed = fields.get(name);
        let number = if typed.is_empty() { Some(0) } else { typed.parse::<u32>().ok() };
        if let Some(number) = number.filter(|number| *number <= MOST_PLACES) {
            number
        } else {
            fields.refuse(name, text.of("capacity-fault-places").num("most", MOST_PLACES));
            0
        }
    };
    let (bootcamp, rotation, lend) = (places("bootcamp"), places("rotation"), places("lend"));
    let mut time = |name: &'static str| {
        let typed = fields.get(name).to_owned();
        let found = minutes(&typed);
        if !typed.is_empty() && found.is_none() {
            fields.refuse(name, text.of("capacity-fault-hours").num("most", MOST_HOURS));
        }
        found
    };
    let (all, reserve) = (time("hours"), time("reserve").unwrap_or(0));
    if reserve > 0 && all.is_none() && fields.problem("hours").is_none() {
        fields.refuse("reserve", text.of("capacity-fault-reserve-alone"));
    } else if all.is_some_and(|all| reserve > all) {
        fields.refuse("reserve", text.of("capacity-fault-reserve"));
    }
    Offer { bootcamp, rotation, lend, minutes: all, reserve, blackout: None }
}

/// `POST /admin/capacity/{id}/weeks`: `step=check` shows what it means, `step=save` writes it.
pub async fn step(
    State(app): State<App>,
    who: Who,
    Id(id): Id<TeamId>,
    mut fields: Fields,
) -> WebResult {
    let team = own(&app, &who, id).await?;
    let text = who.text();
    let Some(span) = span(&mut fields, text, this_week(&app.env)) else {
        // The other fields are told of too, so that nothing is sent twice for want of a word.
        change(&mut fields, text);
        return refused(&shown(&app, &who, &team, fields));
    };
    let Some(change) = change(&mut fields, text) else {
        return refused(&shown(&app, &who, &team, fields));
    };
    if fields.get("step") == "change" {
        return html(&shown(&app, &who, &team, fields));
    }
    if fields.get("step") == "save" {
        return write_down(&app, &who, &team, fields, span, &change).await;
    }
    let mut tx = app.env.db.snapshot().await?;
    let planned = changes(&mut tx, id, span, &change).await?;
    let found = conflicts(&mut tx, id, &planned).await?;
    let seen = seen(&mut tx, id, span).await?;
    let hosts = hosted(&mut tx, id).await?;
    drop(tx);
    let stays = stays(&app, id, span, &change).await?;
    if !found.is_empty() {
        refuse_conflicts(&mut fields, text, &found);
        return refused(&shown(&app, &who, &team, fields));
    }
    if planned.is_empty() {
        let id = if change == Change::AsBefore {
            "capacity-fault-nothing-before"
        } else {
            "capacity-fault-same"
        };
        fields.refuse("what", text.of(id));
        return refused(&shown(&app, &who, &team, fields));
    }
    let mut page = shown(&app, &who, &team, fields);
    page.checking = true;
    page.seen = seen;
    page.span = span_words(text, span);
    page.effects = effects(text, &team, span, &change, &planned, (hosts, stays));
    html(&page)
}

/// Stays that a black-out touches: those that have to move, and those that have begun and go on.
async fn stays(app: &App, team: TeamId, span: Span, change: &Change) -> WebResult<(usize, usize)> {
    if !matches!(change, Change::Blackout(_)) {
        return Ok((0, 0));
    }
    let (moving, begun) =
        would_touch(&app.env, team, span.from, span.to()).await.map_err(round_error)?;
    Ok((moving.len(), begun.len()))
}

/// Writes the change down. A black-out of weeks in which guests were promised a place has their plans repaired.
async fn write_down(
    app: &App,
    who: &Who,
    team: &Own,
    mut fields: Fields,
    span: Span,
    change: &Change,
) -> WebResult {
    let text = who.text();
    let (id, was) = (team.id, fields.get("seen").to_owned());
    let done = |word: &str| {
        let from = span.from.monday();
        Ok(see_other(&format!("/admin/capacity/{id}?from={from}&done={word}")))
    };
    if let Change::Blackout(reason) = change
        && stays(app, id, span, change).await?.0 > 0
    {
        let mut tx = app.env.db.read().await?;
        let unchanged = seen(&mut tx, id, span).await? == was;
        drop(tx);
        let weeks = (span.from, span.to());
        if !unchanged {
            return stale(app, who, team, fields);
        }
        return match withdraw(&app.env, id, weeks, reason, who.person).await {
            Ok(_) => done("moving"),
            Err(RoundError::Stale { .. }) => stale(app, who, team, fields),
            Err(error) => Err(round_error(error)),
        };
    }
    match save(&app.env, id, span, change, &was, who.person).await {
        Ok(written) => done(if written == 0 { "same" } else { "saved" }),
        Err(OfferError::TooLittle(found)) => {
            refuse_conflicts(&mut fields, text, &found);
            refused(&shown(app, who, team, fields))
        }
        Err(OfferError::Stale) => stale(app, who, team, fields),
        Err(OfferError::Past) => Err(WebError::unreadable()),
        Err(OfferError::Store(error)) => Err(error.into()),
    }
}

/// Somebody else changed the weeks meanwhile: says so, with what was typed.
fn stale(app: &App, who: &Who, team: &Own, mut fields: Fields) -> WebResult {
    fields.refuse("from", who.text().of("capacity-stale"));
    html_with(StatusCode::CONFLICT, &shown(app, who, team, fields))
}

/// Says at the right field what stands against it: how much is taken, by whom, and what to do.
fn refuse_conflicts(fields: &mut Fields, text: Text, found: &[Conflict]) {
    for conflict in found.iter().take(MOST_TOLD) {
        let mut takers: Vec<String> = conflict
            .takers
            .iter()
            .map(|taking| match &taking.person {
                Some(name) => name.clone(),
                None => taking.programme.clone(),
            })
            .collect();
        takers.dedup();
        let (field, id) = match conflict.what {
            Use::Bootcamp => ("bootcamp", "capacity-short-bootcamp"),
            Use::Rotation => ("rotation", "capacity-short-rotation"),
            Use::Lend => ("lend", "capacity-short-lend"),
            Use::Coffee => ("hours", "capacity-short-hours"),
        };
        let say = text
            .of(id)
            .arg("date", text.date(conflict.week.monday()))
            .num("taken", conflict.taken)
            .arg("hours", hours(text, conflict.taken))
            .arg("takers", text.list(&takers));
        // A copied week or an answer has no field of its own.
        let field = if fields.get("what") == "places" { field } else { "what" };
        fields.refuse(field, say);
    }
    if found.len() > MOST_TOLD {
        fields.refuse("from", text.of("capacity-short-more").num("weeks", found.len() - MOST_TOLD));
    }
}

/// What the change means, in numbers.
fn effects(
    text: Text,
    team: &Own,
    span: Span,
    change: &Change,
    planned: &[WeekChange],
    (hosts, stays): (Option<u32>, (usize, usize)),
) -> Vec<String> {
    let mut lines = Vec::new();
    let open = |week: &&WeekChange| week.after.blackout.is_none();
    for (what, of) in [
        (Use::Bootcamp, (|offer: &Offer| offer.bootcamp) as fn(&Offer) -> u32),
        (Use::Rotation, |offer| offer.rotation),
        (Use::Lend, |offer| offer.lend),
    ] {
        let counts = |offer: &Offer| if offer.blackout.is_some() { 0 } else { of(offer) };
        let before: u32 = planned.iter().map(|week| counts(&week.before)).sum();
        let after: u32 = planned.iter().map(|week| counts(&week.after)).sum();
        if before != after {
            lines.push(
                text.of("capacity-effect-places")
                    .arg("what", use_words(text, what))
                    .num("before", before)
                    .num("after", after),
            );
        }
    }
    let dark = planned.iter().filter(|week| week.after.blackout.is_some()).count();
    if dark > 0 {
        lines.push(text.of("capacity-effect-dark").num("weeks", dark));
    }
    let (moving, begun) = stays;
    if moving > 0 {
        lines.push(text.of("capacity-effect-moving").num("n", moving));
    }
    if begun > 0 {
        lines.push(text.of("capacity-effect-begun").num("n", begun));
    }
    if let Change::Places(offer) = change {
        lines.push(match offer.minutes {
            None => text.of("capacity-effect-no-hours"),
            Some(all) => text
                .of("capacity-effect-hours")
                .arg("hours", hours(text, all))
                .arg("free", hours(text, all.saturating_sub(offer.reserve)))
                .arg("reserve", hours(text, offer.reserve)),
        });
        let over = planned.iter().filter(|week| week.after.is_over(week.taken)).count();
        if over > 0 {
            lines.push(text.of("capacity-effect-over").num("weeks", over));
        }
        if usize::try_from(offer.lend).unwrap_or(usize::MAX) > team.members {
            lines.push(text.of("capacity-effect-lend").num("members", team.members));
        }
    }
    let guests = |week: &WeekChange| week.after.bootcamp + week.after.rotation;
    if let Some(most) = hosts.filter(|most| planned.iter().filter(open).any(|w| guests(w) > *most))
    {
        lines.push(text.of("capacity-effect-hosts").num("most", most));
    }
    let kept = usize::try_from(span.weeks).unwrap_or(0).saturating_sub(planned.len());
    if kept > 0 {
        lines.push(text.of("capacity-effect-kept").num("weeks", kept));
    }
    lines.into_iter().map(|line| line.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn hours_are_read_as_people_write_them() {
        assert_eq!(minutes("7"), Some(420));
        assert_eq!(minutes("7.5"), Some(450));
        assert_eq!(minutes("7,25"), Some(435));
        assert_eq!(minutes("0"), Some(0));
        for wrong in ["", "-1", "7.", "7.555", "seven", "1e3", "10001", "99999999999", ".5", "7.x"]
        {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }
}
