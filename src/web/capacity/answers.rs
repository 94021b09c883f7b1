//! What the links in a question's mail say before and after the button is pressed.

use super::team::span_words;
use crate::domain::capacity::RequestAnswer;
use crate::programmes::capacity::requests::{Outlook, TeamOutlook};
use crate::programmes::links::Purpose;
use crate::text::Text;

/// The page of a link, in words.
pub(in crate::web) struct AnswerWords {
    /// The title.
    pub title: String,
    /// What the button would do.
    pub sentences: Vec<String>,
    /// The button; none when there is nothing to do.
    pub button: Option<String>,
}

/// The answer that a link stands for; filling in by hand for the third kind.
pub(in crate::web) fn answer_of(purpose: Purpose) -> RequestAnswer {
    match purpose {
        Purpose::CapacitySame => RequestAnswer::Same,
        Purpose::CapacityNothing => RequestAnswer::Nothing,
        _ => RequestAnswer::Filled,
    }
}

/// What a link would do.
pub(in crate::web) fn answer_words(
    text: Text,
    answer: RequestAnswer,
    outlook: &Outlook,
) -> AnswerWords {
    let title = text.of(match answer {
        RequestAnswer::Same => "link-title-capacity-same",
        RequestAnswer::Nothing => "link-title-capacity-nothing",
        RequestAnswer::Filled => "link-title-capacity-fill",
    });
    let Some(span) = outlook.span else {
        let sentences = vec![text.of("link-capacity-over").to_string()];
        return AnswerWords { title: title.to_string(), sentences, button: None };
    };
    let mut sentences = vec![span_words(text, span)];
    let mut button = None;
    if answer == RequestAnswer::Filled {
        sentences.push(text.of("link-capacity-fill").to_string());
        button = Some(text.of("link-button-capacity-fill").to_string());
    } else {
        sentences.extend(outlook.teams.iter().flat_map(|team| team_words(text, answer, team)));
        if outlook.teams.iter().any(|team| acts(answer, team)) {
            button = Some(
                text.of(if answer == RequestAnswer::Same {
                    "link-button-capacity-same"
                } else {
                    "link-button-capacity-nothing"
                })
                .to_string(),
            );
        }
        for team in &outlook.filled {
            sentences.push(text.of("link-capacity-filled").arg("team", team).to_string());
        }
    }
    if outlook.again {
        sentences.push(text.of("link-already").to_string());
        if answer != RequestAnswer::Filled {
            button = None;
        }
    }
    AnswerWords { title: title.to_string(), sentences, button }
}

/// Does the answer do anything for the team?
fn acts(answer: RequestAnswer, team: &TeamOutlook) -> bool {
    answer == RequestAnswer::Nothing || !team.written.is_empty() || team.kept > 0
}

fn team_words(text: Text, answer: RequestAnswer, team: &TeamOutlook) -> Vec<String> {
    let name = &team.asked.team;
    let mut sentences = vec![if answer == RequestAnswer::Nothing {
        text.of("link-capacity-nothing").arg("team", name).to_string()
    } else if !acts(answer, team) {
        text.of("link-capacity-nothing-before").arg("team", name).to_string()
    } else {
        let open = || team.written.iter().filter(|week| week.after.blackout.is_none());
        text.of("link-capacity-same")
            .arg("team", name)
            .num("weeks", team.written.len())
            .num("bootcamp", open().map(|week| week.after.bootcamp).sum::<u32>())
            .num("rotation", open().map(|week| week.after.rotation).sum::<u32>())
            .num("dark", team.written.len() - open().count())
            .to_string()
    }];
    if team.kept > 0 {
        let say = text.of("link-capacity-kept").arg("team", name).num("weeks", team.kept);
        sentences.push(say.to_string());
    }
    sentences
}

/// Where a link to fill in leads: the one team's form, or the list of teams.
pub(in crate::web) fn fill_path(outlook: &Outlook) -> String {
    match (outlook.teams.as_slice(), outlook.filled.as_slice(), outlook.span) {
        ([one], [], Some(span)) => format!(
            "/admin/capacity/{}/weeks?from={}&to={}",
            one.asked.team_id,
            span.from.monday(),
            span.last().friday()
        ),
        _ => "/admin/capacity".to_owned(),
    }
}
