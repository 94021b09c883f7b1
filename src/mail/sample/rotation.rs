//! Samples of the mails of rotations.

use chrono::NaiveDate;

use super::{Sample, link, on};
use crate::mail::message::{
    Answer, ApplicationAnswer, HomeQuestion, HomeSilence, Message, Span, SwapAsks, SwapPlace,
    SwapQuestion,
};

fn next_year(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, month, day).unwrap_or_default()
}

fn answer(name: &'static str, answer: Answer) -> Sample {
    let own = !matches!(answer, Answer::Withdrawn { .. });
    Sample {
        name,
        message: Message::ApplicationAnswer(ApplicationAnswer {
            call: "Spring 2027".to_owned(),
            programme: "Rotations".to_owned(),
            answer,
            link: own.then(|| link("rotations/applications/1")),
        }),
    }
}

fn swap(name: &'static str, asks: SwapAsks) -> Sample {
    let place = |person: &str, team: &str, month| SwapPlace {
        person: person.to_owned(),
        team: team.to_owned(),
        span: Span { from: next_year(month, 1), to: next_year(month, 26) },
    };
    let links: &[&str] = match asks {
        SwapAsks::Office => &["admin/swaps/1"],
        _ => &["l/swap-yes", "l/swap-no"],
    };
    Sample {
        name,
        message: Message::SwapQuestion(SwapQuestion {
            call: "Spring 2027".to_owned(),
            programme: "Rotations".to_owned(),
            places: vec![place("Jonas Weber", "Search", 2), place("Priya Raman", "Legal", 3)],
            asks,
            links: links.iter().map(|page| link(page)).collect(),
        }),
    }
}

pub(super) fn samples() -> Vec<Sample> {
    let question = HomeQuestion {
        person: "Jonas Weber".to_owned(),
        team: "Payments".to_owned(),
        call: "Spring 2027".to_owned(),
        programme: "Rotations".to_owned(),
        periods: vec![
            Span { from: next_year(3, 1), to: next_year(3, 26) },
            Span { from: next_year(3, 29), to: next_year(4, 23) },
        ],
        length: 1,
        choices: vec!["Search".to_owned(), "Legal".to_owned()],
        goals: "See how ranking is judged, and bring our way of reviewing incidents along."
            .to_owned(),
        answer_by: on(12, 7),
        yes_link: link("l/home-yes"),
        not_now_link: link("l/home-not-now"),
    };
    let silence = HomeSilence {
        person: "Jonas Weber".to_owned(),
        team: "Payments".to_owned(),
        call: "Spring 2027".to_owned(),
        programme: "Rotations".to_owned(),
        lead: Some("Miriam Okafor".to_owned()),
        days: 10,
        link: link("admin/applications/1"),
    };
    vec![
        Sample { name: "home-question--periods", message: Message::HomeQuestion(question.clone()) },
        Sample {
            name: "home-question--long-stay-without-goals",
            message: Message::HomeQuestion(HomeQuestion {
                length: 2,
                goals: String::new(),
                person: "<b>Ann</b> \"O'Neil\" & Co".to_owned(),
                ..question
            }),
        },
        Sample { name: "home-silence--lead", message: Message::HomeSilence(silence.clone()) },
        Sample {
            name: "home-silence--nobody-to-ask",
            message: Message::HomeSilence(HomeSilence { lead: None, ..silence }),
        },
        answer("application-answer--waitlisted", Answer::Waitlisted),
        answer(
            "application-answer--not-now",
            Answer::NotNow {
                team: "Payments".to_owned(),
                reason: "The settlement release needs all of us until June.".to_owned(),
                not_before: next_year(6, 7),
            },
        ),
        answer(
            "application-answer--call-given-up",
            Answer::Cancelled { reason: "Too few teams could offer a place.".to_owned() },
        ),
        swap("swap-question--other", SwapAsks::Other),
        swap("swap-question--home", SwapAsks::Home),
        swap("swap-question--office", SwapAsks::Office),
        answer(
            "application-answer--swap-refused",
            Answer::SwapRefused { team: "Search".to_owned() },
        ),
        answer(
            "application-answer--withdrawn",
            Answer::Withdrawn { person: "Jonas Weber".to_owned() },
        ),
    ]
}
