//! Samples of every kind of mail, plain ones and nasty ones, for previews, snapshots and parsers.

mod placed;
mod rotation;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use super::Party;
use super::compose::Envelope;
use super::message::{
    AfterRecall, Apology, CapacityRequest, Closing, Decides, Frame, Inviter, KindQuestion, LeftOut,
    LeftOutBecause, Match, MatchLinks, Meeting, Message, Nudge, Partner, Reader, Reason, Recalled,
    RoundProposed, RoundQuestion, SignIn, Silence, TestMail, Wronged,
};

/// A mail somebody could get.
#[derive(Debug, Clone)]
pub struct Sample {
    /// `kind--what-is-special`, fit for a file name.
    pub name: &'static str,
    /// The mail.
    pub message: Message,
}

/// What surrounds the samples.
pub fn frame() -> Frame {
    Frame {
        organisation: "Example & Daughters".to_owned(),
        preferences_link: Some(
            "https://weft.example.org/preferences?token=p1&from=mail".to_owned(),
        ),
    }
}

/// An envelope for a sample; `number` makes its id.
pub fn envelope(sample: &Sample, number: u32) -> Envelope {
    let reply_to = match &sample.message {
        Message::Match(m) => m
            .partners
            .iter()
            .enumerate()
            .map(|(n, p)| Party::new(p.name.clone(), format!("partner{n}@example.org")))
            .collect(),
        _ => Vec::new(),
    };
    let follows =
        matches!(sample.message, Message::Nudge(_) | Message::Closing(_) | Message::Recalled(_));
    Envelope {
        outbox_id: Uuid::from_u128(0x0193_5a00_0000_7000_8000_0000_0000_0000 + u128::from(number)),
        date: at(0),
        from: Party::new("Weft", "weft@example.org"),
        to: Party::new("Zoë \"Zed\" Ångström, PhD", "zoe@example.org"),
        reply_to,
        list_id: Some("coffee.weft.example.org".to_owned()),
        list_unsubscribe_url: Some("https://weft.example.org/leave?token=u1".to_owned()),
        in_reply_to: follows
            .then(|| "<01935a00-0000-7000-8000-00000000ffff@weft.example.org>".to_owned()),
        host: "weft.example.org".to_owned(),
    }
}

/// Monday 23 November 2026, 09:00 UTC, and so many hours later.
fn at(hours: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_424_400, 0).unwrap_or_default() + TimeDelta::hours(hours)
}

fn on(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
}

fn link(page: &str) -> String {
    format!("https://weft.example.org/{page}?token=eyJhbGciOi.x_1-2&from=mail")
}

fn links() -> MatchLinks {
    MatchLinks {
        scheduled: link("group/scheduled"),
        know_each_other: link("group/known"),
        cannot: link("group/cannot"),
        why: link("group/why"),
    }
}

fn partner(name: &str, team: &str, zone: Tz) -> Partner {
    Partner {
        name: name.to_owned(),
        team: team.to_owned(),
        zone,
        about: "I keep our search index honest, and bees.".to_owned(),
        topics: vec![
            "beekeeping".to_owned(),
            "incident reviews".to_owned(),
            "bouldering".to_owned(),
        ],
        languages: vec!["English".to_owned(), "Deutsch".to_owned()],
    }
}

fn new_connection(one: &str, other: &str, ties: u32) -> Reason {
    Reason::NewConnection { teams: (one.to_owned(), other.to_owned()), ties }
}

fn pair() -> Match {
    Match {
        reader: Reader { name: "Jonas Weber".to_owned(), zone: chrono_tz::Europe::Berlin },
        partners: vec![partner("Priya Raman", "Search", chrono_tz::Asia::Kolkata)],
        programme: "Thursday coffee".to_owned(),
        minutes: 30,
        by: on(12, 4),
        slots: vec![at(24), at(51), at(72)],
        opening_question: "What did you last change your mind about at work?".to_owned(),
        inviter: Inviter::You,
        why: vec![
            new_connection("Payments", "Search", 2),
            Reason::CommonTopics(vec!["bouldering".to_owned(), "incident reviews".to_owned()]),
            Reason::CommonHours(18),
        ],
        links: links(),
        invitation: None,
        all_invited: true,
    }
}

fn meeting(sequence: u32, names: &[&str]) -> Meeting {
    Meeting {
        uid: "01935a00-0000-7000-8000-0000000000aa@weft.example.org".to_owned(),
        sequence,
        stamp: at(0),
        start: at(24),
        minutes: 30,
        organiser: Party::new("Weft", "weft@example.org"),
        attendees: names
            .iter()
            .enumerate()
            .map(|(n, name)| Party::new(*name, format!("person{n}@example.org")))
            .collect(),
    }
}

fn matches() -> Vec<Sample> {
    let sample = |name, m| Sample { name, message: Message::Match(m) };
    let long_team =
        "Cross-border payments, reconciliation and settlement platform engineering ".repeat(3);
    let long_team: String = long_team.chars().take(200).collect();
    let date_line = Match {
        reader: Reader { name: "Lani Kealoha".to_owned(), zone: chrono_tz::Pacific::Honolulu },
        partners: vec![partner("Te Ariki Ngata", "Logistics", chrono_tz::Pacific::Auckland)],
        slots: vec![at(36), at(60), at(84)],
        inviter: Inviter::Partner("Te Ariki Ngata".to_owned()),
        why: vec![new_connection("Harbour", "Logistics", 0), Reason::YouWaited { rounds: 1 }],
        ..pair()
    };
    let trio = Match {
        partners: vec![
            partner("Priya Raman", "Search", chrono_tz::Asia::Kolkata),
            partner("Noor al-Hashimi", "Legal", chrono_tz::Europe::Berlin),
        ],
        invitation: Some(meeting(0, &["Jonas Weber", "Priya Raman", "Noor al-Hashimi"])),
        why: vec![
            new_connection("Payments", "Search", 1),
            new_connection("Payments", "Legal", 0),
            Reason::Target { one: "Engineering".to_owned(), other: "Legal and Finance".to_owned() },
        ],
        ..pair()
    };
    let nasty = |name: &str, team: &str| Match {
        partners: vec![Partner {
            about: name.to_owned(),
            topics: vec![name.to_owned()],
            ..partner(name, team, chrono_tz::Asia::Kolkata)
        }],
        opening_question: name.to_owned(),
        why: vec![new_connection(team, team, 3), Reason::CommonTopics(vec![name.to_owned()])],
        invitation: Some(meeting(0, &["Jonas Weber", name])),
        ..pair()
    };
    let bare = Match {
        partners: vec![Partner {
            about: String::new(),
            topics: vec![],
            languages: vec![],
            ..partner("Bo Li", "Ops", chrono_tz::Europe::Berlin)
        }],
        slots: vec![],
        opening_question: String::new(),
        why: vec![Reason::MeetAgain { last_on: on(5, 19), times: 2 }],
        ..pair()
    };
    vec![
        sample("match--pair", pair()),
        sample(
            "match--invitation",
            Match { invitation: Some(meeting(0, &["Jonas Weber", "Priya Raman"])), ..pair() },
        ),
        sample(
            "match--invitation-own",
            Match {
                invitation: Some(meeting(0, &["Jonas Weber", "Priya Raman"])),
                all_invited: false,
                ..pair()
            },
        ),
        sample("match--trio", trio),
        sample("match--date-line", date_line),
        sample("match--bare", bare),
        sample(
            "match--markup",
            nasty("<b>Bobby</b> & \"Tables\" <script>alert(1)</script>", "R&D <i>Core</i>"),
        ),
        sample(
            "match--header-injection",
            nasty(
                "Eve\r\nBcc: all@example.org\r\n\r\nHello",
                "Ops\nSubject: hi; method=\"CANCEL\"\\,",
            ),
        ),
        sample("match--unicode", nasty("محمد عبد الله 🧵 \u{202e}gnirts", "研究開発部 Ω ﷽")),
        sample(
            "match--long-names",
            nasty(
                "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff-Przybyszewska of the House of Saxe-Coburg and Gotha the Third",
                &long_team,
            ),
        ),
    ]
}

fn left_outs() -> Vec<Sample> {
    let base = LeftOut {
        programme: "Thursday coffee".to_owned(),
        round_on: on(11, 24),
        because: LeftOutBecause::OddNumber { people: 47 },
        first_in_line: true,
        third_link: Some(link("third")),
        next_on: Some(on(12, 8)),
        why_link: link("round/why"),
    };
    let sample = |name, m| Sample { name, message: Message::LeftOut(m) };
    vec![
        sample("left-out--odd", base.clone()),
        sample(
            "left-out--seats",
            LeftOut {
                because: LeftOutBecause::TeamSeats {
                    team: "Search".to_owned(),
                    seats: 3,
                    wanted: 5,
                },
                third_link: None,
                ..base.clone()
            },
        ),
        sample(
            "left-out--time",
            LeftOut {
                because: LeftOutBecause::NoTime { team: "Search".to_owned() },
                third_link: None,
                ..base.clone()
            },
        ),
        sample(
            "left-out--places",
            LeftOut {
                because: LeftOutBecause::NoPlaces {
                    decides: Decides::Lead("Astrid Moen".to_owned()),
                },
                first_in_line: false,
                third_link: None,
                ..base.clone()
            },
        ),
        sample(
            "left-out--places-lead",
            LeftOut {
                because: LeftOutBecause::NoPlaces { decides: Decides::You },
                first_in_line: false,
                third_link: None,
                ..base.clone()
            },
        ),
        sample(
            "left-out--known",
            LeftOut {
                because: LeftOutBecause::KnowsEverybody { people: 12 },
                first_in_line: false,
                next_on: None,
                third_link: None,
                ..base.clone()
            },
        ),
        sample(
            "left-out--hours",
            LeftOut {
                because: LeftOutBecause::NoCommonHours { people: 1_204 },
                next_on: None,
                ..base.clone()
            },
        ),
        sample(
            "left-out--language",
            LeftOut {
                because: LeftOutBecause::NoCommonLanguage { people: 31 },
                first_in_line: false,
                ..base.clone()
            },
        ),
        sample(
            "left-out--better",
            LeftOut { because: LeftOutBecause::BetterWithout { connections: 2 }, ..base },
        ),
    ]
}

/// Every sample of every kind; each [`super::message::Kind`] has at least one.
pub fn all() -> Vec<Sample> {
    let berlin = |hours| at(hours).with_timezone(&chrono_tz::Europe::Berlin);
    let coffee = || "Thursday coffee".to_owned();
    let question = RoundQuestion {
        programme: coffee(),
        round_on: on(11, 26),
        minutes: 30,
        yes_link: link("round/yes"),
        skip_link: link("round/skip"),
        pause_link: link("pause"),
        answer_by: berlin(55),
        silence: Silence::Skips,
    };
    let recalled = Recalled {
        programme: coffee(),
        partners: vec!["Priya Raman".to_owned()],
        note: "The roster we drew from was a week old. The mistake was ours; nobody did anything wrong.".to_owned(),
        after: AfterRecall::NewMatchBy(on(11, 27)),
        owner: "Miriam Okafor".to_owned(),
        cancelled: Some(meeting(1, &["Jonas Weber", "Priya Raman"])),
    };
    let proposed = RoundProposed {
        programme: coffee(),
        round_on: on(11, 26),
        people: 1_004,
        groups: 502,
        new_connections: 489,
        left_out: 1,
        value: 1_284_310,
        bound: 1_284_702,
        seconds: 2.4,
        releases_at: Some(berlin(70)),
        link: link("runs/7"),
    };
    let mut all = vec![
        Sample {
            name: "sign-in--browser",
            message: Message::SignIn(SignIn {
                code: "482913".to_owned(),
                link: link("sign-in"),
                minutes_valid: 15,
                device: "Firefox on Linux".to_owned(),
                at: berlin(0),
            }),
        },
        Sample { name: "round-question--skips", message: Message::RoundQuestion(question.clone()) },
        Sample {
            name: "round-question--joins",
            message: Message::RoundQuestion(RoundQuestion { silence: Silence::Joins, ..question }),
        },
    ];
    all.extend(matches());
    all.extend(left_outs());
    all.extend([
        Sample {
            name: "nudge--pair",
            message: Message::Nudge(Nudge {
                reader: Reader { name: "Jonas Weber".to_owned(), zone: chrono_tz::Europe::Berlin },
                partners: vec!["Priya Raman".to_owned()],
                minutes: 30,
                by: on(12, 4),
                slots: vec![at(51), at(72)],
                programme: coffee(),
                links: links(),
            }),
        },
        Sample {
            name: "closing--trio",
            message: Message::Closing(Closing {
                programme: coffee(),
                partners: vec!["Priya Raman".to_owned(), "Noor al-Hashimi".to_owned()],
                met_link: link("group/met"),
                not_yet_link: link("group/not-yet"),
                no_link: link("group/no"),
            }),
        },
        Sample {
            name: "kind-question--three",
            message: Message::KindQuestion(KindQuestion {
                programme: coffee(),
                rounds: 3,
                stay_link: link("stay"),
                rest_link: link("rest"),
                next_on: Some(on(12, 8)),
            }),
        },
        Sample { name: "recalled--cancel", message: Message::Recalled(recalled.clone()) },
        Sample {
            name: "recalled--plain",
            message: Message::Recalled(Recalled {
                note: String::new(),
                cancelled: None,
                after: AfterRecall::NextRound(on(12, 8)),
                ..recalled.clone()
            }),
        },
        Sample {
            name: "recalled--nothing",
            message: Message::Recalled(Recalled {
                after: AfterRecall::Nothing,
                cancelled: None,
                ..recalled
            }),
        },
        Sample {
            name: "apology--group",
            message: Message::Apology(Apology {
                list: "coffee",
                programme: coffee(),
                on: on(11, 26),
                wronged: Wronged::Group,
                words: "Some of you got the name of somebody who had left.\n\nWe draw the round again on Thursday; \
                        whoever had a match comes first."
                    .to_owned(),
                owner: "Miriam Okafor".to_owned(),
            }),
        },
        Sample {
            name: "apology--placement",
            message: Message::Apology(Apology {
                list: "bootcamp",
                programme: "Onboarding <spring>".to_owned(),
                on: on(11, 26),
                wronged: Wronged::Placement,
                words: "The plan you saw was made with last month's places.".to_owned(),
                owner: String::new(),
            }),
        },
        Sample {
            name: "test-mail--mailbox",
            message: Message::TestMail(TestMail {
                by: "Miriam Okafor".to_owned(),
                at: berlin(0),
                through: "mail.example.org:587, STARTTLS".to_owned(),
            }),
        },
        Sample {
            name: "round-proposed--releases",
            message: Message::RoundProposed(proposed.clone()),
        },
        Sample {
            name: "round-proposed--waits",
            message: Message::RoundProposed(RoundProposed { releases_at: None, ..proposed }),
        },
    ]);
    all.extend(capacity_requests());
    all.extend(rotation::samples());
    all.extend(placed::all());
    all
}

fn capacity_requests() -> Vec<Sample> {
    let base = CapacityRequest {
        teams: vec!["Search".to_owned()],
        from: on(11, 30),
        until: NaiveDate::from_ymd_opt(2027, 2, 26).unwrap_or_default(),
        weeks: 13,
        asked_by: "Miriam Okafor".to_owned(),
        note: String::new(),
        same_link: link("capacity/same"),
        nothing_link: link("capacity/nothing"),
        fill_link: link("capacity/fill"),
    };
    let sample = |name, m| Sample { name, message: Message::CapacityRequest(m) };
    let several = CapacityRequest {
        teams: vec!["Search".to_owned(), "R&D <i>Core</i>".to_owned(), "Ops".to_owned()],
        until: on(12, 4),
        weeks: 1,
        note: "In January twelve people start.\r\nTwo of them for you, if you can.".to_owned(),
        ..base.clone()
    };
    vec![sample("capacity-request--one", base), sample("capacity-request--several", several)]
}
