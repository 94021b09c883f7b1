//! Who comes new and who goes on rotation, and what the teams of the story offer them.

/// Somebody who starts.
pub struct Starter {
    /// First and last name.
    pub name: &'static str,
    /// The home team.
    pub team: &'static str,
    /// The week of the cohort in which they start, from 0.
    pub from_week: u32,
    /// Teams they would like to see, best first.
    pub likes: &'static [&'static str],
}

const fn starter(
    name: &'static str,
    team: &'static str,
    likes: &'static [&'static str],
) -> Starter {
    Starter { name, team, from_week: 0, likes }
}

/// A bootcamp cohort. Weeks are counted from this one.
pub struct Cohort {
    /// Its first week.
    pub starts: i64,
    pub weeks: u32,
    pub stints: u32,
    /// Weeks of a stint.
    pub length: u32,
    /// Teams that everybody is to visit.
    pub must: &'static [&'static str],
    /// Teams that everybody should visit.
    pub should: &'static [&'static str],
    pub starters: &'static [Starter],
}

/// Over for some time: its people show how newcomers' acquaintance grows.
pub const EARLIER: Cohort = Cohort {
    starts: -17,
    weeks: 6,
    stints: 4,
    length: 1,
    must: &["Field service"],
    should: &["Data platform"],
    starters: &[
        starter("Maja Lindgren", "Firmware", &["Optics", "Design"]),
        starter("Tobias Krug", "Supply", &["Data platform"]),
        starter("Adaeze Obi", "Sales", &["Product management", "Firmware"]),
        starter("Ruben Castro", "Search", &["User research"]),
        starter("Emilia Novotná", "Quality", &["Optics"]),
        starter("Sanjay Kulkarni", "Data platform", &["Sales", "Search"]),
        starter("Linnea Aas", "Optics", &["Field service"]),
        starter("Malik Diarra", "Product management", &[]),
    ],
};

/// In the middle of its stints.
pub const RUNNING: Cohort = Cohort {
    starts: -4,
    weeks: 8,
    stints: 3,
    length: 2,
    must: &["Field service"],
    should: &["Optics"],
    starters: &[
        starter("Noor Hakimi", "Design", &["Optics", "Field service"]),
        starter("Piotr Wrona", "Firmware", &["Data platform", "Search"]),
        starter("Camila Rojas", "Sales", &["Firmware", "Product management"]),
        starter("Jonah Whitfield", "Data platform", &["Design", "Optics"]),
        starter("Astri Fjeld", "Supply", &["Quality", "Field service"]),
        starter("Minh Pham", "Search", &["User research", "Sales"]),
        starter("Delphine Roche", "Quality", &["Firmware"]),
        starter("Kemi Adeyemi", "Product management", &["Sales", "Design"]),
        Starter {
            name: "Stefan Ionescu",
            team: "Optics",
            from_week: 2,
            likes: &["Firmware", "Supply"],
        },
        starter("Ida Solberg", "User research", &[]),
    ],
};

/// Still being planned: Optics moves its clean room and cannot take everybody who is to see it.
pub const COMING: Cohort = Cohort {
    starts: 6,
    weeks: 5,
    stints: 3,
    length: 1,
    must: &["Optics", "Firmware"],
    should: &["Field service"],
    starters: &[
        starter("Olena Marchenko", "Sales", &["Design"]),
        starter("Felix Brandão", "Search", &["Data platform"]),
        starter("Yara Nasser", "Field service", &["User research"]),
        starter("Torsten Wulf", "Quality", &[]),
        starter("Amara Sesay", "Data platform", &["Product management"]),
        Starter { name: "Leo Fontana", team: "Supply", from_week: 3, likes: &["Sales"] },
    ],
};

/// Whose black-out stands in the way of [`COMING`], for which weeks and why.
pub const CLEAN_ROOM: (&str, i64, u32, &str) =
    ("Optics", 8, 2, "The clean room moves to the new building");

/// Who cannot host after all while [`RUNNING`] runs: the team, its first week, how many, and why.
pub const NO_HOST: (&str, i64, u32, &str) =
    ("Field service", 2, 2, "Two of us are called to the plant in Halifax");

/// What a team can spare each week: bootcamp guests, guests on rotation, own people away.
pub const OFFERS: &[(&str, [u32; 3])] = &[
    ("Optics", [1, 1, 1]),
    ("Firmware", [2, 1, 1]),
    ("Data platform", [2, 1, 1]),
    ("Search", [1, 1, 1]),
    ("Design", [1, 1, 1]),
    ("User research", [1, 0, 0]),
    ("Product management", [1, 1, 1]),
    ("Supply", [1, 0, 1]),
    ("Field service", [3, 1, 1]),
    ("Quality", [1, 1, 1]),
    ("Sales", [1, 1, 1]),
    ("Finance", [0, 0, 0]),
    ("People", [1, 0, 1]),
];

/// Named hosts, and how many guests they take at once.
pub const HOSTS: &[(&str, &str, u32)] = &[
    ("Optics", "Sofia Lindqvist", 1),
    ("Optics", "Marek Dvořák", 1),
    ("Firmware", "Nadia Petrova", 2),
    ("Firmware", "Kwame Mensah", 1),
    ("Data platform", "Samir Qureshi", 2),
    ("Data platform", "Hannah Kowalski", 1),
    ("Search", "Vera Sokolova", 2),
    ("Field service", "Imani Okafor", 2),
    ("Field service", "Jean Tremblay", 2),
    ("Sales", "Farah Siddiqui", 2),
];

/// Teams whose leads have not said yet what they can spare next quarter.
pub const SILENT: &[&str] = &["Optics", "Design", "Field service"];

/// What guests on rotation would do.
pub const TASKS: &[(&str, &str)] = &[
    ("Optics", "Align and test lenses beside us, and write down what nobody has written down yet."),
    ("Firmware", "Take one small feature from the first talk with the customer to the release."),
    ("Data platform", "Build the report that your own team always wanted, with our help."),
    ("Field service", "Travel with us for a week, then answer the questions that come back."),
    ("Design", "Sketch, test with five people, throw away, sketch again."),
];

/// What becomes of somebody who wants to go.
pub enum Answer {
    /// Kept as a draft.
    Draft,
    /// Handed in; the home team has said nothing yet.
    Silence,
    /// The home team agrees to all the periods.
    Yes,
    /// It agrees to the first of them.
    First,
    /// Not now: why, and how many weeks from now it may be asked again.
    NotNow(&'static str, i64),
    /// Taken back.
    Withdrawn,
}

/// Somebody who applies.
pub struct Applicant {
    /// Who.
    pub name: &'static str,
    /// Host teams, the dearest first.
    pub choices: &'static [&'static str],
    /// Numbers of periods.
    pub periods: &'static [u32],
    pub goals: &'static str,
    pub answer: Answer,
}

const fn applicant(
    name: &'static str,
    choices: &'static [&'static str],
    periods: &'static [u32],
    goals: &'static str,
    answer: Answer,
) -> Applicant {
    Applicant { name, choices, periods, goals, answer }
}

/// A rotation call with two periods. Weeks are counted from this one.
pub struct Call {
    /// Its first day is this week's Monday, its last the Friday of the third week.
    pub opens: i64,
    /// The first week of its first period.
    pub from: i64,
    /// Weeks of each of its two periods.
    pub weeks: u32,
    pub applicants: &'static [Applicant],
}

/// Over: everybody is back.
pub const PAST_CALL: Call = Call {
    opens: -23,
    from: -17,
    weeks: 4,
    applicants: &[
        applicant(
            "Arjun Iyer",
            &["Data platform", "Search"],
            &[0, 1],
            "See where our readings go.",
            Answer::Yes,
        ),
        applicant(
            "Diego Fuentes",
            &["Firmware"],
            &[0],
            "Learn what the sensors really send.",
            Answer::Yes,
        ),
        applicant(
            "Joana Pires",
            &["Field service", "Sales"],
            &[0, 1],
            "Watch people use what I draw.",
            Answer::Yes,
        ),
        applicant(
            "Simon Park",
            &["Product management"],
            &[1],
            "Know why we build what we sell.",
            Answer::Yes,
        ),
        applicant(
            "Erik Haugen",
            &["Sales", "Design"],
            &[1],
            "Hear customers before the tickets do.",
            Answer::Yes,
        ),
    ],
};

/// Planned and released: one period runs, the other is to come.
pub const CURRENT_CALL: Call = Call {
    opens: -12,
    from: -3,
    weeks: 5,
    applicants: &[
        applicant(
            "Leila Haddad",
            &["Design", "Search"],
            &[0, 1],
            "Understand what a drawing decides.",
            Answer::Yes,
        ),
        applicant(
            "Signe Holm",
            &["Optics", "Sales"],
            &[1],
            "Stop guessing what a lens can do.",
            Answer::Yes,
        ),
        applicant(
            "Claire Fontaine",
            &["Sales", "Optics"],
            &[1],
            "Find out who reads my dashboards.",
            Answer::Yes,
        ),
        applicant(
            "Rui Teixeira",
            &["Data platform"],
            &[0],
            "Learn how the index is fed.",
            Answer::Yes,
        ),
        applicant(
            "Lucía Navarro",
            &["Firmware", "Quality"],
            &[1],
            "See what a change of mind costs.",
            Answer::Yes,
        ),
        applicant(
            "Freya Nilsen",
            &["Optics"],
            &[1],
            "Measure what my code only assumes.",
            Answer::Yes,
        ),
        applicant(
            "Youssef Amrani",
            &["Firmware", "Optics"],
            &[0],
            "Find faults before they are built.",
            Answer::Yes,
        ),
        applicant(
            "Stella Marsh",
            &["Design"],
            &[0],
            "Turn repairs into better parts.",
            Answer::Yes,
        ),
    ],
};

/// Takes applications now.
pub const OPEN_CALL: Call = Call {
    opens: -1,
    from: 8,
    weeks: 6,
    applicants: &[
        applicant(
            super::story::APPLICANT,
            &["Data platform", "Firmware", "Search"],
            &[0, 1],
            "I measure lenses all day and would like to see what is done with the numbers.",
            Answer::Silence,
        ),
        applicant(
            "Tiago Moreira",
            &["Field service", "Firmware"],
            &[0, 1],
            "Repair what I drew.",
            Answer::Yes,
        ),
        applicant(
            "Nora Schmidt",
            &["Firmware", "Design"],
            &[0, 1],
            "Learn to read the code I test.",
            Answer::First,
        ),
        applicant(
            "Kofi Annor",
            &["Sales"],
            &[0],
            "Promise customers only what we can repair.",
            Answer::NotNow(
                "Two of us are away until spring, and the plant in Halifax needs three.",
                20,
            ),
        ),
        applicant(
            "Marcus Reid",
            &["Product management"],
            &[1],
            "Bring ten years of repairs to the roadmap.",
            Answer::Silence,
        ),
        applicant("Zara Khan", &["Sales"], &[0, 1], "", Answer::Draft),
        applicant("Gabriel Roy", &["Design"], &[1], "Show the product better.", Answer::Withdrawn),
    ],
};

/// What guests say of a stint: 1 to 5, and words; some leave them to themselves, some say nothing.
pub const WORDS: &[(u32, &str, bool)] = &[
    (5, "I now know whom to call when a reading looks odd.", true),
    (4, "", false),
    (5, "The morning round with the lead was worth the whole week.", true),
    (3, "Half of the week I waited for access to the test bench.", true),
    (4, "I would have liked a second week.", false),
    (5, "", false),
    (4, "Bring your own cable; everything else was ready.", true),
    (2, "Everybody was at a trade fair; I read documentation.", true),
    (5, "I sat in on a customer's call, and understood our own backlog.", true),
    (4, "Two days would have been enough, but they were good ones.", true),
    (3, "", false),
    (5, "They asked me what I would change, and changed one thing of it.", true),
];
