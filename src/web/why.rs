//! Why a group is as it is: what counted and by how much, which rules were kept, what another partner would have cost,
//! and the run's public summary. Nobody else's name stands here.

use askama::Template;
use axum::extract::State;

use super::error::WebResult;
use super::extract::{Id, Query};
use super::group::{own_group, round_error};
use super::own_words::first_name;
use super::page::{Page, Section, html};
use super::session::Who;
use super::state::App;
use crate::domain::id::GroupId;
use crate::programmes::round::RoundError;
use crate::programmes::why::{RunSummary, Why, why};
use crate::text::Text;

/// What one new connection across teams is worth in a plan.
const CONNECTION: i64 = 1000;

#[derive(Template)]
#[template(path = "pages/why.html")]
struct WhyPage {
    page: Page,
    /// None: the reasons of this round were not kept.
    said: Option<Said>,
}

#[derive(Template)]
#[template(path = "pages/why_fold.html")]
struct WhyFold {
    page: Page,
    said: Option<Said>,
    path: String,
}

/// Everything in words.
struct Said {
    lead: String,
    terms: Vec<Term>,
    total: String,
    facts: Vec<String>,
    rules: Vec<String>,
    next_best: String,
    run: Vec<String>,
}

/// Something that counted.
struct Term {
    what: String,
    worth: String,
    /// For the bar: the part of the largest.
    value: i64,
    most: i64,
}

/// GET /groups/{id}/why
pub async fn page(
    State(app): State<App>,
    who: Who,
    Id(id): Id<GroupId>,
    Query(query): Query,
) -> WebResult {
    let group = own_group(&app, who.person, id).await?;
    let text = who.text();
    let said = match why(&app.env, id, who.person).await {
        Ok(why) => Some(say(text, &who, &why)),
        Err(RoundError::Plan(_)) => None,
        Err(error) => return Err(round_error(error)),
    };
    let title = match group.others.as_slice() {
        [one] => text.of("home-why").arg("name", first_name(&one.known.name)).to_string(),
        _ => text.of("home-why-group").to_string(),
    };
    let page = Page::titled(&app, &who, title, Section::Home)
        .up(format!("/groups/{id}"), super::own_words::names(text, &group.others));
    if query.get("part") == "fold" {
        return html(&WhyFold { page, said, path: format!("/groups/{id}/why") });
    }
    html(&WhyPage { page, said })
}

fn say(text: Text, who: &Who, why: &Why) -> Said {
    let most = why.terms.iter().map(|(_, value)| value.abs()).max().unwrap_or(0).max(1);
    let terms = why
        .terms
        .iter()
        .map(|(term, value)| Term {
            what: text.of(term_text(term)).to_string(),
            worth: worth(text, *value),
            value: (*value).max(0),
            most,
        })
        .collect();
    let mut facts = Vec::new();
    if let Some(ties) = why.ties_between_teams {
        facts.push(text.of("why-ties").num("count", ties).to_string());
    }
    if why.common_slots > 0 {
        let half_hours = f64::from(u32::try_from(why.common_slots).unwrap_or(0));
        let hours = text.decimal(half_hours / 2.0, why.common_slots % 2);
        facts.push(text.of("why-hours").arg("hours", hours).to_string());
    }
    if why.topics > 0 {
        facts.push(text.of("why-topics").num("count", why.topics).to_string());
    }
    Said {
        lead: text
            .of("why-lead")
            .arg("programme", &why.run.programme)
            .arg("date", text.date_full(why.run.slot_at.with_timezone(&who.zone).date_naive()))
            .to_string(),
        terms,
        total: worth(text, why.total),
        facts,
        rules: why
            .rules_kept
            .iter()
            .filter_map(|rule| Some(text.of(rule_text(rule)?).to_string()))
            .collect(),
        next_best: match why.next_best_costs {
            None => text.of("why-next-none").to_string(),
            Some(..=0) => text.of("why-next-equal").to_string(),
            Some(cost) => text.of("why-next-costs").arg("worth", worth(text, cost)).to_string(),
        },
        run: summary(text, &why.run),
    }
}

/// The run in sentences, without a name.
pub(super) fn summary(text: Text, run: &RunSummary) -> Vec<String> {
    let best = if run.is_proven_best {
        text.of("why-run-best").to_string()
    } else {
        let most = f64::from(i32::try_from(run.bound.max(1)).unwrap_or(i32::MAX));
        let gap =
            f64::from(i32::try_from((run.bound - run.value).max(0)).unwrap_or(i32::MAX)) / most;
        text.of("why-run-gap").arg("gap", text.percent(gap, 2)).to_string()
    };
    vec![
        text.of("why-run-people")
            .num("people", run.people)
            .num("groups", run.groups)
            .num("left_out", run.left_out)
            .to_string(),
        text.of("why-run-new").num("count", run.new_connections).to_string(),
        best,
    ]
}

/// A value as connections: 1000 is one.
fn worth(text: Text, value: i64) -> String {
    let connections = f64::from(i32::try_from(value).unwrap_or(i32::MAX))
        / f64::from(i32::try_from(CONNECTION).unwrap_or(1));
    text.decimal(connections, 2)
}

fn term_text(term: &str) -> &'static str {
    match term {
        "new_connection" => "why-term-new",
        "thin_link" => "why-term-link",
        "bridge" => "why-term-bridge",
        "topic" => "why-term-topic",
        "repeat" => "why-term-repeat",
        "seat" => "why-term-seat",
        "waited" => "why-term-waited",
        _ => "why-term-other",
    }
}

fn rule_text(rule: &str) -> Option<&'static str> {
    Some(match rule {
        "never" => "why-rule-never",
        "cross-team" => "why-rule-team",
        "common-slot" => "why-rule-slot",
        "common-language" => "why-rule-language",
        "manager" => "why-rule-manager",
        "repeat-after" => "why-rule-repeat",
        "team-seats" => "why-rule-seats",
        "one-group-each" => "why-rule-one",
        _ => return None,
    })
}
