//! Samples of the mails about placements.

use chrono::NaiveDate;

use super::{Sample, at, link};
use crate::domain::coffee::ProgrammeKind;
use crate::mail::Party;
use crate::mail::message::{
    Because, Days, Entry, Message, Missing, MondayDigest, Placed, PlacedRole, PlacementCalendar,
    PlacementCancelled, PlacementChanged, PlacementFeedback, PlacementProposed, PlacementTold,
    Stay,
};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
}

fn stay(guest: &str, team: &str, host: Option<&str>, from: (u32, u32), to: (u32, u32)) -> Stay {
    Stay {
        guest: guest.to_owned(),
        home: "Payments".to_owned(),
        team: team.to_owned(),
        host: host.map(str::to_owned),
        from: day(from.0, from.1),
        to: day(to.0, to.1),
        expect: String::new(),
    }
}

fn search() -> Stay {
    stay("Jonas Weber", "Search", Some("Priya Raman"), (12, 7), (12, 11))
}

fn days(sequence: u32, stay: &Stay) -> Days {
    Days {
        uid: "01935a00-0000-7000-8000-0000000000aa@weft.example.org".to_owned(),
        sequence,
        stamp: at(0),
        from: stay.from,
        until: stay.to.succ_opt().unwrap_or(stay.to),
        organiser: Party::new("Weft", "weft@example.org"),
        attendees: [Some(stay.guest.as_str()), stay.host.as_deref(), Some("Astrid Moen")]
            .into_iter()
            .flatten()
            .enumerate()
            .map(|(n, name)| Party::new(name, format!("person{n}@example.org")))
            .collect(),
    }
}

fn about(kind: ProgrammeKind, role: PlacedRole) -> Placed {
    let programme = match kind {
        ProgrammeKind::Rotation => "Rotations 2027",
        _ => "First weeks, winter",
    };
    Placed {
        programme: programme.to_owned(),
        kind,
        role,
        owner: "Miriam Okafor".to_owned(),
        link: link("first-weeks"),
    }
}

fn bootcamp(role: PlacedRole) -> Placed {
    about(ProgrammeKind::Bootcamp, role)
}

/// Four weeks of one new hire.
fn weeks() -> Vec<Stay> {
    vec![
        Stay {
            expect: "Monday 09:30 at the whiteboard; bring a question about ranking.".to_owned(),
            ..search()
        },
        stay("Jonas Weber", "Legal", Some("Noor al-Hashimi"), (12, 14), (12, 18)),
        stay("Jonas Weber", "Logistics", None, (12, 21), (12, 25)),
    ]
}

fn nasty() -> Stay {
    Stay {
        guest: "<b>Bobby</b>\r\nBcc: all@example.org".to_owned(),
        home: "R&D <i>Core</i>; method=\"CANCEL\"\\,".to_owned(),
        team: "研究開発部 Ω ﷽ \u{202e}gnirts".to_owned(),
        host: Some("محمد عبد الله 🧵 of the House of Saxe-Coburg and Gotha the Third".to_owned()),
        expect: "<script>alert(1)</script>\nATTENDEE:mailto:all@example.org".to_owned(),
        ..search()
    }
}

fn tolds() -> Vec<Sample> {
    let sample = |name, m| Sample { name, message: Message::PlacementTold(m) };
    let one = |kind, role, stay: Stay| PlacementTold {
        about: about(kind, role),
        entry: Entry::Here(days(0, &stay)),
        stays: vec![stay],
    };
    let (stint, rotation) = (ProgrammeKind::Bootcamp, ProgrammeKind::Rotation);
    let guests = vec![search(), stay("Bo Li", "Search", Some("Priya Raman"), (12, 14), (12, 18))];
    vec![
        sample(
            "placement-told--guest",
            PlacementTold {
                about: bootcamp(PlacedRole::Guest),
                stays: weeks(),
                entry: Entry::Apart,
            },
        ),
        sample(
            "placement-told--rotation",
            one(
                rotation,
                PlacedRole::Guest,
                stay("Lani Kealoha", "Harbour", Some("Te Ariki Ngata"), (10, 5), (12, 25)),
            ),
        ),
        sample(
            "placement-told--host",
            PlacementTold {
                about: bootcamp(PlacedRole::Host),
                stays: guests.clone(),
                entry: Entry::None,
            },
        ),
        sample("placement-told--host-one", one(stint, PlacedRole::Host, search())),
        sample(
            "placement-told--home",
            PlacementTold { about: bootcamp(PlacedRole::Home), stays: guests, entry: Entry::Apart },
        ),
        sample("placement-told--home-one", one(rotation, PlacedRole::Home, search())),
        sample("placement-told--nasty", one(stint, PlacedRole::Guest, nasty())),
    ]
}

fn changes() -> Vec<Sample> {
    let moved = stay("Jonas Weber", "Legal", Some("Noor al-Hashimi"), (12, 14), (12, 18));
    let changed = |role, entry| PlacementChanged {
        about: bootcamp(role),
        changes: vec![(
            search(),
            moved.clone(),
            Because::CannotHost { team: "Search".to_owned(), week: search().from },
        )],
        entry,
    };
    let cancelled = |role, entry| PlacementCancelled {
        about: bootcamp(role),
        stays: vec![(
            search(),
            Because::Words("Search is being merged with Index and takes no guests.".to_owned()),
        )],
        entry,
    };
    let cancel = || Entry::Here(days(2, &search()));
    let message = |name, message| Sample { name, message };
    vec![
        message(
            "placement-changed--guest",
            Message::PlacementChanged(changed(PlacedRole::Guest, Entry::Here(days(1, &moved)))),
        ),
        message(
            "placement-changed--host",
            Message::PlacementChanged(changed(PlacedRole::Host, Entry::None)),
        ),
        message(
            "placement-changed--several",
            Message::PlacementChanged(PlacementChanged {
                changes: vec![
                    (search(), moved.clone(), Because::Replanned),
                    (moved.clone(), search(), Because::Replanned),
                    (search(), moved.clone(), Because::ByHand),
                    (moved.clone(), search(), Because::Unsaid),
                    (search(), moved.clone(), Because::Swapped),
                ],
                ..changed(PlacedRole::Guest, Entry::Apart)
            }),
        ),
        message(
            "placement-cancelled--guest",
            Message::PlacementCancelled(cancelled(PlacedRole::Guest, cancel())),
        ),
        message(
            "placement-cancelled--home",
            Message::PlacementCancelled(cancelled(PlacedRole::Home, Entry::None)),
        ),
        message(
            "placement-cancelled--several",
            Message::PlacementCancelled(PlacementCancelled {
                stays: vec![
                    (search(), Because::Words("The cohort is given up.".to_owned())),
                    (moved.clone(), Because::Words("The cohort is given up.".to_owned())),
                    (nasty(), Because::Unsaid),
                    (search(), Because::HasLeft),
                    (
                        moved.clone(),
                        Because::CannotLend { team: "Payments".to_owned(), week: moved.from },
                    ),
                ],
                ..cancelled(PlacedRole::Host, Entry::Apart)
            }),
        ),
        message(
            "placement-calendar--entry",
            Message::PlacementCalendar(PlacementCalendar {
                about: bootcamp(PlacedRole::Guest),
                days: days(0, &search()),
                stay: search(),
                cancelled: false,
            }),
        ),
        message(
            "placement-calendar--gone",
            Message::PlacementCalendar(PlacementCalendar {
                about: bootcamp(PlacedRole::Host),
                days: days(1, &nasty()),
                stay: nasty(),
                cancelled: true,
            }),
        ),
    ]
}

/// Every kind of mail about placements.
pub(super) fn all() -> Vec<Sample> {
    let proposed = |role, releases: bool| {
        Message::PlacementProposed(PlacementProposed {
            about: bootcamp(role),
            stays: weeks(),
            releases_at: releases.then(|| at(70).with_timezone(&chrono_tz::Europe::Berlin)),
            fine_link: link("placed/fine"),
            not_link: link("placed/not"),
        })
    };
    let feedback = |role, stay| {
        Message::PlacementFeedback(PlacementFeedback {
            about: bootcamp(role),
            stay,
            links: ["1", "2", "3", "4", "5"].map(|worth| link(&format!("worth/{worth}"))),
        })
    };
    let digest = |coordinator, missing| {
        Message::MondayDigest(MondayDigest {
            programme: "First weeks, winter".to_owned(),
            coordinator,
            week: day(12, 7),
            starts: vec![search(), nasty()],
            ends: if coordinator { weeks() } else { Vec::new() },
            missing,
            link: link("bootcamps"),
        })
    };
    let unhosted = stay("Jonas Weber", "Logistics", None, (12, 21), (12, 25));
    let message = |name, message| Sample { name, message };
    let mut all = vec![
        message("placement-proposed--host", proposed(PlacedRole::Host, true)),
        message("placement-proposed--home", proposed(PlacedRole::Home, false)),
    ];
    all.extend(tolds());
    all.extend(changes());
    all.extend([
        message("placement-feedback--guest", feedback(PlacedRole::Guest, search())),
        message("placement-feedback--host", feedback(PlacedRole::Host, nasty())),
        message(
            "monday-digest--coordinator",
            digest(
                true,
                vec![Missing::Host(unhosted), Missing::Plan { name: "Winter 2026".to_owned() }],
            ),
        ),
        message("monday-digest--host", digest(false, Vec::new())),
    ]);
    all
}
