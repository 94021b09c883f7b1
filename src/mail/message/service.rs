//! Letters of the service itself: signing in, the test send, a plan that waits.

use super::{RoundProposed, SignIn, TestMail, Unreachable};
use crate::mail::letter::{Block, Letter};
use crate::text::{Text, one_line};

pub(super) fn sign_in(m: &SignIn, text: Text) -> Letter {
    Letter {
        subject: text.of("mail-sign-in-subject").to_string(),
        preheader: text.of("mail-sign-in-preheader").num("minutes", m.minutes_valid).to_string(),
        blocks: vec![
            Block::Lead(text.of("mail-sign-in-lead").to_string()),
            Block::Buttons(vec![(text.of("mail-sign-in-button").to_string(), m.link.clone())]),
            Block::Say(text.of("mail-sign-in-code").to_string()),
            Block::Code(spaced(&m.code)),
            Block::Say(text.of("mail-sign-in-valid").num("minutes", m.minutes_valid).to_string()),
            Block::Small(
                text.of("mail-sign-in-asked")
                    .arg("at", text.day_time(&m.at))
                    .arg("zone", text.zone(m.at.timezone(), &m.at))
                    .arg("device", &m.device)
                    .to_string(),
            ),
        ],
        footer: text.of("mail-footer-sign-in").to_string(),
        preferences: false,
    }
}

/// A code in two halves, easier to carry over: "482 913".
fn spaced(code: &str) -> String {
    let code = one_line(code);
    match code.split_at_checked(3) {
        Some((a, b)) if code.len() == 6 => format!("{a} {b}"),
        _ => code.into_owned(),
    }
}

pub(super) fn test_mail(m: &TestMail, text: Text) -> Letter {
    Letter {
        subject: text.of("mail-test-subject").to_string(),
        preheader: text.of("mail-test-preheader").to_string(),
        blocks: vec![
            Block::Lead(text.of("mail-test-lead").to_string()),
            Block::Facts(vec![
                (text.of("mail-test-by").to_string(), one_line(&m.by).into_owned()),
                (text.of("mail-test-at").to_string(), text.day_time(&m.at)),
                (text.of("mail-test-through").to_string(), one_line(&m.through).into_owned()),
            ]),
            Block::Say(text.of("mail-test-check").to_string()),
        ],
        footer: text.of("mail-footer-test").to_string(),
        preferences: false,
    }
}

pub(super) fn unreachable(m: &Unreachable, text: Text) -> Letter {
    let about = match &m.programme {
        Some(programme) => text.of("mail-unreachable-about").arg("programme", programme),
        None => text.of("mail-unreachable-service"),
    };
    Letter {
        subject: text.of("mail-unreachable-subject").arg("name", &m.name).to_string(),
        preheader: text.of("mail-unreachable-preheader").to_string(),
        blocks: vec![
            Block::Lead(text.of("mail-unreachable-lead").arg("name", &m.name).to_string()),
            Block::Say(about.to_string()),
            Block::Facts(vec![(
                text.of("mail-unreachable-status").to_string(),
                one_line(&m.status).into_owned(),
            )]),
            Block::Say(text.of("mail-unreachable-todo").to_string()),
            Block::Link(text.of("mail-unreachable-link").to_string(), m.link.clone()),
        ],
        footer: text.of("mail-footer-unreachable").to_string(),
        preferences: false,
    }
}

pub(super) fn round_proposed(m: &RoundProposed, text: Text) -> Letter {
    let date = text.date(m.round_on);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a percentage with three decimals is shown; exact figures stand beside it"
    )]
    let gap = if m.bound == 0 { 0.0 } else { ((m.bound - m.value) as f64 / m.bound as f64).abs() };
    let fact = |id: &'static str, value: String| (text.of(id).to_string(), value);
    let mut blocks = vec![
        Block::Lead(
            text.of("mail-proposed-lead")
                .arg("programme", &m.programme)
                .num("groups", m.groups)
                .num("people", m.people)
                .to_string(),
        ),
        Block::Say(text.of("mail-proposed-preheader").to_string()),
        Block::Facts(vec![
            fact("mail-proposed-new", text.number(m.new_connections)),
            fact("mail-proposed-left-out", text.number(m.left_out)),
            fact("mail-proposed-value", text.number(m.value)),
            fact("mail-proposed-bound", text.number(m.bound)),
            fact("mail-proposed-gap", text.percent(gap, 3)),
            fact("mail-proposed-seconds", text.decimal(m.seconds, 1)),
        ]),
        Block::Say(match &m.releases_at {
            Some(at) => text.of("mail-proposed-releases").arg("at", text.day_time(at)).to_string(),
            None => text.of("mail-proposed-waits").to_string(),
        }),
    ];
    blocks
        .push(Block::Buttons(vec![(text.of("mail-proposed-button").to_string(), m.link.clone())]));
    Letter {
        subject: text
            .of("mail-proposed-subject")
            .arg("programme", &m.programme)
            .arg("date", date)
            .num("groups", m.groups)
            .to_string(),
        preheader: text.of("mail-proposed-preheader").to_string(),
        blocks,
        footer: text.of("mail-footer-owner").arg("programme", &m.programme).to_string(),
        preferences: false,
    }
}
