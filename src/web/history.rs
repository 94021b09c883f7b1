//! Whom the reader met: meetings, people, teams; to filter and to take along.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;

use super::download;
use super::error::WebResult;
use super::extract::{Query, encode};
use super::own_words::group_state;
use super::page::{Page, Section, html};
use super::session::Who;
use super::state::App;
use crate::domain::id::GroupId;
use crate::store::history::{meetings_of, ties_of, ties_summary};
use crate::text::Text;

/// Meetings on one page.
const PAGE: usize = 50;
/// People in the list.
const MOST_PEOPLE: i64 = 200;
/// The most meetings in a file.
const MOST_IN_FILE: usize = 10_000;

#[derive(Template)]
#[template(path = "pages/history.html")]
struct HistoryPage {
    page: Page,
    summary: Option<String>,
    q: String,
    meetings: Vec<MeetingView>,
    people: Vec<PersonView>,
    teams: Vec<(String, usize)>,
    before: String,
    after: String,
    empty: bool,
}

struct MeetingView {
    id: GroupId,
    on: NaiveDate,
    date: String,
    others: Vec<(String, String)>,
    programme: String,
    state: (String, &'static str),
}

struct PersonView {
    name: String,
    team: String,
    last: String,
    times: String,
}

/// GET /history
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let text = who.text();
    let q: String = query.get("q").chars().take(100).collect();
    let number = query.word::<usize>("page").unwrap_or(1).clamp(1, 1000);
    let mut tx = app.env.db.read().await?;
    let offset = crate::store::codec::int((number - 1) * PAGE);
    let limit = crate::store::codec::int(PAGE + 1);
    let mut meetings = meetings_of(&mut tx, who.person, &q, limit, offset).await?;
    let ties = ties_of(&mut tx, who.person, MOST_PEOPLE, 0).await?;
    let summary = ties_summary(&mut tx, who.person).await?;
    drop(tx);
    let more = meetings.len() > PAGE;
    meetings.truncate(PAGE);
    let wanted = q.to_lowercase();
    let matches = |name: &str, team: &str| {
        name.to_lowercase().contains(&wanted) || team.to_lowercase().contains(&wanted)
    };
    let shown = ties.iter().filter(|tie| matches(&tie.other.name, &tie.other.team));
    let mut teams: BTreeMap<&str, usize> = BTreeMap::new();
    for tie in ties.iter().filter(|tie| tie.times > 0) {
        *teams.entry(&tie.other.team).or_default() += 1;
    }
    let at = |number: usize| format!("/history?q={}&page={number}", encode(&q));
    html(&HistoryPage {
        page: Page::new(&app, &who, "history-title", Section::History),
        summary: (summary.people > 0).then(|| {
            text.of("history-summary")
                .num("people", summary.people)
                .num("teams", summary.teams)
                .num("meetings", summary.meetings)
                .to_string()
        }),
        empty: meetings.is_empty() && ties.is_empty() && q.is_empty() && number == 1,
        meetings: meetings
            .into_iter()
            .map(|meeting| {
                let on = meeting.released_at.with_timezone(&who.zone).date_naive();
                MeetingView {
                    id: meeting.group_id,
                    on,
                    date: text.date_long(on),
                    others: meeting
                        .others
                        .into_iter()
                        .map(|other| (other.name, other.team))
                        .collect(),
                    programme: meeting.programme,
                    state: group_state(text, meeting.state),
                }
            })
            .collect(),
        people: shown
            .map(|tie| PersonView {
                name: tie.other.name.clone(),
                team: tie.other.team.clone(),
                last: last_words(text, tie.last_on),
                times: if tie.times == 0 { String::new() } else { text.number(tie.times) },
            })
            .collect(),
        teams: teams.into_iter().map(|(team, count)| (team.to_owned(), count)).collect(),
        before: if number > 1 { at(number - 1) } else { String::new() },
        after: if more { at(number + 1) } else { String::new() },
        q,
    })
}

fn last_words(text: Text, last: Option<NaiveDate>) -> String {
    last.map_or_else(|| text.of("history-known").to_string(), |on| text.date_long(on))
}

/// GET /history.csv: the reader's own meetings. Cells that a spreadsheet would compute are made plain text.
pub async fn csv(State(app): State<App>, who: Who) -> WebResult {
    let text = who.text();
    let mut rows = Vec::new();
    while rows.len() < MOST_IN_FILE {
        let mut tx = app.env.db.read().await?;
        let offset = crate::store::codec::int(rows.len());
        let mut next = meetings_of(&mut tx, who.person, "", 200, offset).await?;
        drop(tx);
        let last = next.len() < 200;
        rows.append(&mut next);
        if last {
            break;
        }
    }
    let head =
        ["history-when", "history-with", "history-team", "history-programme", "history-state"];
    let mut lines = vec![head.map(|id| text.of(id).to_string())];
    for meeting in rows {
        let on = meeting.released_at.with_timezone(&who.zone).date_naive().to_string();
        let (state, _) = group_state(text, meeting.state);
        for other in meeting.others {
            lines.push([
                on.clone(),
                other.name,
                other.team,
                meeting.programme.clone(),
                state.clone(),
            ]);
        }
    }
    Ok(download::table("people-met.csv", lines))
}
