//! The demo organisation: Halden Instruments, invented, as is everybody in it.
//!
//! The story a visitor finds: thirteen teams in three cities; a year of coffee rounds; Finance is closing the year
//! and gives no seats since the last round; Mika Aalto is on pause; Field service and Firmware hardly know each other and the
//! optimiser works on it; two people would rather not be matched, which nobody but they can see.

/// A team: name, division, the people's city, and its seats in a coffee round.
pub struct Team {
    pub name: &'static str,
    pub division: &'static str,
    pub city: City,
    pub seats: Option<u32>,
    /// The first is the lead.
    pub people: &'static [&'static str],
}

/// Where a team sits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum City {
    Bergen,
    Lisbon,
    Toronto,
}

impl City {
    /// The site's name in the roster.
    pub fn site(self) -> &'static str {
        match self {
            Self::Bergen => "Bergen",
            Self::Lisbon => "Lisbon",
            Self::Toronto => "Toronto",
        }
    }

    /// Its IANA zone.
    pub fn zone(self) -> &'static str {
        match self {
            Self::Bergen => "Europe/Oslo",
            Self::Lisbon => "Europe/Lisbon",
            Self::Toronto => "America/Toronto",
        }
    }
}

/// The organisation's name.
pub const ORGANISATION: &str = "Halden Instruments";
/// Its mail domain, reserved for examples.
pub const DOMAIN: &str = "halden.example";

/// Who signs in as what: the demo prints one link for each.
pub const ADMIN: &str = "Ingrid Solheim";
pub const COORDINATOR: &str = "Beatriz Nunes";
pub const HR: &str = "Priya Raman";
pub const AUDITOR: &str = "Tomasz Zieliński";
pub const LEAD: &str = "Anneke de Vries";
pub const PARTICIPANT: &str = "Daniel Osei";
/// Applies for a rotation and waits for the home team's word.
pub const APPLICANT: &str = "Bao Tran";
/// Gave seats all year, and none from the last round on.
pub const FINANCE: &str = "Finance";
/// Away for a while, by their own choice.
pub const ON_PAUSE: &str = "Mika Aalto";
/// Everybody whom a visitor may be: they say whether they met, so that none of them rests.
pub const SHOWN: &[&str] = &[PARTICIPANT, ADMIN, COORDINATOR, HR, AUDITOR, LEAD];
/// Would rather not be matched with each other: one of them said so.
pub const RATHER_NOT: (&str, &str) = ("Owen Gallagher", "Harriet Blum");
/// Hardly know each other; HR asks that they meet more.
pub const TO_MEET: (&str, &str) = ("Field service", "Firmware");
/// Divisions that HR wants to meet more since half a year ago: large enough to be seen in closed quarters.
pub const TO_MEET_BROADLY: (&str, &str) = ("Engineering", "Business");
/// Asked each round rather than standing.
pub const ASKED: &[&str] = &[
    "Chiara Lombardi",
    "Jonas Weber",
    "Aisha Bello",
    "Sofia Lindqvist",
    "Ravi Menon",
    "Claire Fontaine",
];
/// On the roster, not in coffee.
pub const NOT_JOINED: &[&str] =
    &["Henrik Dahl", "Grace Mbeki", "Lukas Brandt", "Yuki Tanaka", "Peter Novak", "Rosa Delgado"];
/// Read German.
pub const GERMAN: &[&str] = &["Jonas Weber", "Harriet Blum", "Lukas Brandt", "Katrin Vogel"];

/// Everybody, by team.
pub const TEAMS: &[Team] = &[
    Team {
        name: "Optics",
        division: "Engineering",
        city: City::Bergen,
        seats: None,
        people: &[
            "Anneke de Vries",
            "Henrik Dahl",
            "Sofia Lindqvist",
            "Bao Tran",
            "Ellen Rask",
            "Marek Dvořák",
            "Leila Haddad",
        ],
    },
    Team {
        name: "Firmware",
        division: "Engineering",
        city: City::Bergen,
        seats: Some(6),
        people: &[
            "Owen Gallagher",
            "Nadia Petrova",
            "Jonas Weber",
            "Kwame Mensah",
            "Signe Holm",
            "Arjun Iyer",
            "Freya Nilsen",
        ],
    },
    Team {
        name: "Data platform",
        division: "Engineering",
        city: City::Toronto,
        seats: None,
        people: &[
            "Mei-Ling Chow",
            "Daniel Osei",
            "Claire Fontaine",
            "Samir Qureshi",
            "Hannah Kowalski",
            "Diego Fuentes",
        ],
    },
    Team {
        name: "Search",
        division: "Engineering",
        city: City::Lisbon,
        seats: Some(4),
        people: &["Inês Carvalho", "Lukas Brandt", "Aisha Bello", "Rui Teixeira", "Vera Sokolova"],
    },
    Team {
        name: "Design",
        division: "Product",
        city: City::Lisbon,
        seats: None,
        people: &["Chiara Lombardi", "Tiago Moreira", "Yuki Tanaka", "Amelia Hart", "Joana Pires"],
    },
    Team {
        name: "User research",
        division: "Product",
        city: City::Toronto,
        seats: None,
        people: &["Ravi Menon", "Elif Kaya", "Thomas Leclerc", "Naomi Adler"],
    },
    Team {
        name: "Product management",
        division: "Product",
        city: City::Bergen,
        seats: Some(4),
        people: &["Harriet Blum", "Peter Novak", "Zara Khan", "Erik Haugen", "Lucía Navarro"],
    },
    Team {
        name: "Supply",
        division: "Operations",
        city: City::Bergen,
        seats: None,
        people: &[
            "Mika Aalto",
            "Oskar Lund",
            "Grace Mbeki",
            "Katrin Vogel",
            "Paulo Azevedo",
            "Sunniva Berg",
        ],
    },
    Team {
        name: "Field service",
        division: "Operations",
        city: City::Toronto,
        seats: Some(5),
        people: &[
            "Marcus Reid",
            "Imani Okafor",
            "Jean Tremblay",
            "Rosa Delgado",
            "Kofi Annor",
            "Stella Marsh",
            "Andrei Popescu",
        ],
    },
    Team {
        name: "Quality",
        division: "Operations",
        city: City::Lisbon,
        seats: None,
        people: &[
            "Filipa Ramos",
            "Tomasz Zieliński",
            "Nora Schmidt",
            "Youssef Amrani",
            "Carla Simões",
        ],
    },
    Team {
        name: "Sales",
        division: "Business",
        city: City::Toronto,
        seats: Some(6),
        people: &[
            "Victoria Chen",
            "Ben Lawson",
            "Farah Siddiqui",
            "Gabriel Roy",
            "Nkechi Eze",
            "Simon Park",
            "Alice Moreau",
        ],
    },
    Team {
        name: FINANCE,
        division: "Business",
        city: City::Bergen,
        seats: Some(3),
        people: &["Astrid Moen", "Colin Byrne", "Ewa Nowak", "Hugo Martins"],
    },
    Team {
        name: "People",
        division: "Business",
        city: City::Lisbon,
        seats: None,
        people: &["Ingrid Solheim", "Beatriz Nunes", "Priya Raman", "Alma Jensen"],
    },
];

/// What people of a team do, as the roster groups it.
pub fn function(team: &str) -> &'static str {
    match team {
        "Optics" | "Firmware" => "Hardware",
        "Data platform" | "Search" => "Software",
        "Design" | "User research" | "Product management" => "Product and design",
        "Field service" | "Sales" => "Customers",
        "Supply" | "Quality" => "Operations",
        _ => "Administration",
    }
}

/// How senior somebody is, by the place in the team.
pub fn level(place: usize) -> &'static str {
    match place {
        0 => "Lead",
        1 | 2 => "Senior",
        _ => "Professional",
    }
}

/// Two lines about me, dealt out in turn.
pub const ABOUT: &[&str] = &[
    "Ask me how a lens gets its coating, or about sea kayaking in November.",
    "New parent, old cyclist. Happy to talk about anything that is not a deadline.",
    "I keep the build green and bees on the roof.",
    "Twelve years here, three teams, still learning names.",
    "I would like to understand what happens after we ship.",
    "Looking for people who know our customers better than I do.",
    "Choir on Tuesdays, spreadsheets the other days.",
    "I like whiteboards, strong coffee and short meetings.",
];

/// Topics, dealt out in turn.
pub const TOPICS: &[&str] = &[
    "cycling",
    "music",
    "data",
    "customers",
    "gardening",
    "writing",
    "testing",
    "food",
    "travel",
    "mentoring",
    "football",
    "photography",
];

/// The address of somebody: first and last name in ASCII.
pub fn email(name: &str) -> String {
    let ascii: String = name
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'á' | 'ã' | 'à' => 'a',
            'ê' | 'é' | 'è' | 'ë' | 'ě' => 'e',
            'í' => 'i',
            'õ' | 'ó' | 'ö' | 'ø' => 'o',
            'ń' => 'n',
            'ř' => 'r',
            'ü' | 'ú' => 'u',
            ' ' => '.',
            other => other,
        })
        .filter(|c| c.is_ascii_alphanumeric() || *c == '.' || *c == '-')
        .collect();
    format!("{ascii}@{DOMAIN}")
}
