//! HR's pages: the way in, who may, what is withheld, and that nobody is named in any answer.

use std::collections::BTreeMap;

use axum::http::{StatusCode, header};
use chrono::{DateTime, TimeDelta, Utc};
use weft::domain::access::Role;
use weft::domain::clock::Clock as _;
use weft::domain::coffee::{Mark, Reason};
use weft::domain::id::PersonId;
use weft::domain::quarter::Quarter;
use weft::graph::disclose::Publication;
use weft::graph::disclose::publication::{Level, Of, Subject, Value};
use weft::graph::disclose::rules::r8_measures;
use weft::graph::export::{Format, group_graph, ties};
use weft::programmes::connections::{
    first_publication_on, has_looked, looks_by_month, note_look, publish_due, published,
    published_up_to, quarters,
};
use weft::programmes::roles::grant;
use weft::store::connections::listed_before;

use crate::browser::Browser;
use crate::contract::ask;
use crate::world::{World, both};

const SHEETS: [(&str, &str); 4] = [
    ("connections", "/hr/connections"),
    ("fairness", "/hr/fairness"),
    ("newcomers", "/hr/newcomers"),
    ("health", "/hr/health"),
];

/// Names of groups that a file has to carry unharmed, and a team of four of whom nothing may be told.
const TEAMS: [(&str, usize); 4] =
    [("R & D <1>", 14), ("Sales, \"direct\"", 12), ("Größe", 12), ("Tiny", 4)];

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("instant")
}

fn quarter(text: &str) -> Quarter {
    text.parse().expect("quarter")
}

/// Hanna of HR, and teams whose people met in four rounds of the first quarter. Names begin with `nkq`.
async fn house(world: &World) -> PersonId {
    for (number, (team, people)) in TEAMS.into_iter().enumerate() {
        let mut words = world.team(team);
        for at in 0..people {
            let (function, level) =
                (["Engineering", "Service"][at % 2], ["Senior", "Junior", "Junior"][at % 3]);
            words = words
                .person(&format!("nkq{number}x{at}"))
                .in_coffee()
                .at(["Berlin", "Malmö"][usize::from(at % 4 == 0)])
                .works_as(function, level);
            if at > 0 {
                words = words.managed_by(&format!("nkq{number}x0"));
            }
        }
        words.await;
    }
    world.team("Office").person("hanna").await;
    grant(&world.env, "hanna@test.example", Role::Hr, None).await.expect("grant");
    for _ in 0..4 {
        let run = world.round().await;
        for (number, group) in world.group_rows(run).await.iter().enumerate() {
            let people = group.people();
            let name = world.name(people[0]).await;
            if number % 6 == 5 {
                world.marks(&name, group.id, Mark::NotMet, Some(Reason::TooBusy)).await;
            } else {
                world.marks(&name, group.id, Mark::Met, None).await;
            }
        }
        world.advance(TimeDelta::days(6));
    }
    world.id("hanna").await
}

/// The first quarter and the second are over and published.
async fn publish_two(world: &World) {
    world.advance(at("2026-04-20T06:00:00Z") - world.clock.now());
    assert_eq!(publish_due(&world.env).await.expect("publish"), Some(quarter("2026-Q1")));
    world.advance(at("2026-07-20T06:00:00Z") - world.clock.now());
    assert_eq!(publish_due(&world.env).await.expect("publish"), Some(quarter("2026-Q2")));
}

async fn open(browser: &Browser, sheet: &str, quarter: &str) {
    let answer = browser.post("/hr/open", &[("sheet", sheet), ("quarter", quarter)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), format!("/hr/{sheet}?quarter={quarter}"));
}

async fn export(browser: &Browser, format: &str) -> crate::browser::Answer {
    browser.post("/hr/export", &[("quarter", "2026-Q1"), ("format", format)]).await
}

async fn first(world: &World) -> Publication {
    published(&world.env, quarter("2026-Q1")).await.expect("read").expect("published")
}

both!(looking_takes_a_button_and_everybody_sees_how_often, async |world: World| {
    let hanna = house(&world).await;
    let browser = world.browser_of(hanna).await;
    let reader = world.browser_of(world.id("nkq0x1").await).await;
    // Before the first quarter: when there will be something.
    let empty = browser.get("/hr/connections").await.text();
    assert!(empty.contains("No quarter is closed yet") && empty.contains("15 April"), "{empty}");
    let due = first_publication_on(&world.env);
    assert!(due > world.clock.now().date_naive(), "{due}");
    assert!(reader.get("/looks").await.text().contains("Nobody has looked yet"));

    publish_two(&world).await;
    let browser = world.browser_of(hanna).await;
    let reader = world.browser_of(world.id("nkq0x1").await).await;
    assert_eq!(
        quarters(&world.env).await.expect("quarters"),
        [quarter("2026-Q2"), quarter("2026-Q1")]
    );
    for (sheet, path) in SHEETS {
        let before = world.counts().await;
        let gate = browser.get(path).await;
        assert_eq!(gate.status, StatusCode::OK);
        assert!(gate.text().contains("Opening these figures is noted"), "{}", gate.text());
        assert!(!gate.body.contains("<td"), "no figure before the button");
        assert_eq!(world.counts().await, before, "a GET writes nothing");
        open(&browser, sheet, "2026-Q1").await;
        let page = browser.get(&format!("{path}?quarter=2026-Q1")).await;
        let sheet =
            page.body.split("<link rel=\"stylesheet\" href=\"").nth(2).expect("a style sheet");
        let sheet = browser.get(sheet.split('"').next().expect("address")).await;
        assert!(sheet.status == StatusCode::OK && sheet.body.contains(".group-map"));
        assert!(page.text().contains("What these figures never show"), "{}", page.text());
        // The other quarter is another look.
        let other = browser.get(&format!("{path}?quarter=2026-Q2")).await;
        assert!(other.text().contains("Opening these figures is noted"));
    }
    for format in Format::ALL {
        let answer = export(&browser, format.as_str()).await;
        assert_eq!(answer.status, StatusCode::OK);
        let disposition = answer.headers[header::CONTENT_DISPOSITION].to_str().expect("text");
        assert!(disposition.starts_with("attachment; filename=\"weft-2026-Q1."), "{disposition}");
    }
    assert_eq!(browser.get("/hr/export").await.status, StatusCode::METHOD_NOT_ALLOWED);

    let lines = looks_by_month(&world.env).await.expect("looks");
    let counted: BTreeMap<&str, usize> =
        lines.iter().map(|line| (line.what.as_str(), line.by_hr)).collect();
    assert_eq!(
        counted,
        BTreeMap::from([
            ("connections", 1),
            ("export", Format::ALL.len()),
            ("fairness", 1),
            ("health", 1),
            ("newcomers", 1),
        ])
    );
    let looks = reader.get("/looks").await.text();
    assert!(looks.contains("Programme health") && looks.contains("Q1 2026"), "{looks}");
    assert!(!looks.contains("hanna"), "{looks}");
    // It holds for the rest of the day.
    world.advance(TimeDelta::days(1));
    let browser = world.browser_of(hanna).await;
    let gate = browser.get("/hr/connections?quarter=2026-Q1").await.text();
    assert!(gate.contains("Opening these figures is noted"), "{gate}");
    let q1 = quarter("2026-Q1");
    assert!(!has_looked(&world.env, hanna, "connections", q1).await.expect("looked"));
    note_look(&world.env, (hanna, Role::Hr), "connections", q1).await.expect("note");
    assert!(has_looked(&world.env, hanna, "connections", q1).await.expect("looked"));
});

both!(
    what_is_published_is_for_everybody_and_who_looked_is_counted_by_hr_and_others,
    async |world: World| {
        let hanna = house(&world).await;
        publish_two(&world).await;
        let hr = world.browser_of(hanna).await;
        open(&hr, "connections", "2026-Q1").await;
        let shown = hr.get("/hr/connections?quarter=2026-Q1").await.body;
        for (at, role) in Role::ALL.iter().enumerate().filter(|(_, role)| **role != Role::Hr) {
            let name = format!("nkq0x{at}");
            if *role != Role::Participant {
                grant(&world.env, &format!("{name}@test.example"), *role, None)
                    .await
                    .expect("grant");
            }
            let browser = world.browser_of(world.id(&name).await).await;
            for (sheet, path) in SHEETS {
                let gate = browser.get(&format!("{path}?quarter=2026-Q1")).await.text();
                assert!(gate.contains("Opening these figures is noted"), "{role:?} {path}: {gate}");
                open(&browser, sheet, "2026-Q1").await;
                assert_eq!(browser.get(path).await.status, StatusCode::OK, "{role:?} {path}");
            }
            // The very figures that HR reads.
            let page = browser.get("/hr/connections?quarter=2026-Q1").await.body;
            let main = |page: &str| page[page.find("<main").expect("main")..].to_owned();
            assert_eq!(main(&page), main(&shown), "{role:?}");
            assert_eq!(export(&browser, "csv").await.status, StatusCode::OK);
            // Targets are read by everybody, and set by HR.
            assert!(!browser.get("/hr/targets").await.text().contains("/hr/targets/new"));
            assert_eq!(browser.get("/hr/targets/new").await.status, StatusCode::FORBIDDEN);
        }
        let looks = looks_by_month(&world.env).await.expect("looks");
        let others = Role::ALL.len() - 1;
        let counts: BTreeMap<&str, (usize, usize)> =
            looks.iter().map(|line| (line.what.as_str(), (line.by_hr, line.by_others))).collect();
        assert_eq!(counts["connections"], (1, others));
        assert_eq!(counts["fairness"], (0, others));
        assert_eq!(counts["export"], (0, others));
    }
);

both!(what_is_withheld_is_nowhere_in_the_answer, async |world: World| {
    let hanna = house(&world).await;
    publish_two(&world).await;
    let publication = first(&world).await;
    let table = ties(&publication).expect("ties");
    assert_eq!(table.level, Level::Team);
    let tiny = table.groups.iter().position(|group| group.name == "Tiny").expect("tiny");
    assert_eq!(table.groups[tiny].people, None);
    let tiny = u16::try_from(tiny).expect("few");
    for cell in &table.cells {
        let of_tiny = match cell.of {
            Of::Group(group) => group == tiny,
            Of::Pair(a, b) => a == tiny || b == tiny,
            _ => false,
        };
        assert!(!of_tiny || cell.value.shown().is_none(), "{cell:?}");
    }
    assert!(
        table.cells.iter().any(|cell| matches!(cell.of, Of::Pair(..))
            && cell.value.shown().is_some_and(|ties| ties >= 5))
    );

    let browser = world.browser_of(hanna).await;
    open(&browser, "connections", "2026-Q1").await;
    let page = browser.get("/hr/connections?quarter=2026-Q1").await;
    let text = page.text();
    assert!(text.contains("Shown by: Teams."), "{text}");
    assert!(text.contains("withheld"), "{text}");
    let row = page.body.split("<tr").find(|row| row.contains(">Tiny</th>")).expect("a row");
    let row = row.split("</tr>").next().expect("row");
    assert!(row.contains("under 5") && row.contains("withheld"), "{row}");
    for shown in row.split("<td").skip(1) {
        let cell = shown.split_once('>').map_or("", |(_, rest)| rest);
        let cell = cell.split_once("</td>").map_or(cell, |(cell, _)| cell);
        assert!(!cell.replace("under 5", "").contains(|c: char| c.is_ascii_digit()), "{cell}");
    }
    // Titles and labels say no more than cells do.
    for attribute in ["title=\"", "aria-label=\"", "<title>"] {
        for words in page.body.split(attribute).skip(1) {
            let words = words.split(['"', '<']).next().unwrap_or("");
            if words.contains("Tiny") {
                let digits = words.chars().any(|c| c.is_ascii_digit());
                assert!(!digits, "{attribute}{words}");
            }
        }
    }
    let json = export(&browser, "json").await.body;
    let graph: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let node = &graph["nodes"][usize::from(tiny)];
    assert_eq!((&node["name"], &node["people"]), (&"Tiny".into(), &serde_json::Value::Null));
    for edge in graph["edges"].as_array().expect("edges") {
        if edge["source"] == tiny || edge["target"] == tiny {
            assert_eq!(edge["ties"], serde_json::Value::Null);
            assert_eq!(edge["withheld"], true);
        }
    }
    let csv = export(&browser, "csv").await.body;
    for line in csv.lines().filter(|line| line.contains("Tiny")) {
        assert!(line.ends_with(",,protected") || line.ends_with(",,nobody"), "{line}");
    }
});

both!(nobody_is_named_in_any_answer, async |world: World| {
    let hanna = house(&world).await;
    publish_two(&world).await;
    let browser = world.browser_of(hanna).await;
    let mut answers = Vec::new();
    for quarter in ["2026-Q1", "2026-Q2"] {
        for (sheet, path) in SHEETS {
            let path = format!("{path}?quarter={quarter}");
            answers.push((path.clone(), browser.get(&path).await.body));
            open(&browser, sheet, quarter).await;
            answers.push((path.clone(), browser.get(&path).await.body));
        }
        for by in ["unit", "site", "function"] {
            for format in Format::ALL {
                let form = [("quarter", quarter), ("format", format.as_str()), ("by", by)];
                let answer = browser.post("/hr/export", &form).await;
                // Nothing to draw is not found.
                let drawn = answer.status == StatusCode::NOT_FOUND && *format == Format::Svg;
                assert!(answer.status == StatusCode::OK || drawn, "{format} {by}");
                answers.push((format!("{format} {by}"), answer.body));
            }
            let path = format!("/hr/connections?quarter={quarter}&by={by}");
            answers.push((path.clone(), browser.get(&path).await.body));
        }
        for (_, path) in SHEETS.iter().skip(1) {
            for (by, programme) in
                [("function", "all"), ("seniority", "coffee"), ("line", "placements"), ("x", "y")]
            {
                let path = format!("{path}?quarter={quarter}&by={by}&programme={programme}");
                answers.push((path.clone(), browser.get(&path).await.body));
            }
        }
    }
    for path in ["/hr/targets", "/hr/targets/new", "/looks"] {
        answers.push((path.to_owned(), browser.get(path).await.body));
    }
    let mut tx = world.env.db.read().await.expect("read");
    let everybody = ask!(tx, listed_before(world.clock.now()));
    drop(tx);
    assert!(everybody.len() > 40 && answers.iter().all(|(_, body)| body.len() > 40));
    for (what, body) in &answers {
        let small = body.to_lowercase();
        assert!(!small.contains("nkq"), "{what} names somebody");
        assert!(!small.contains("olga@") && !small.contains(">olga<"), "{what} names the owner");
        for person in everybody.iter().filter(|person| person.id != hanna) {
            assert!(!body.contains(&person.id.to_string()), "{what} has an id");
        }
    }
    // Lines of managers are named by their teams.
    let publication = first(&world).await;
    let text = serde_json::to_string(&publication).expect("text");
    assert!(!text.contains("nkq"));
});

both!(a_quarter_that_is_not_published_is_not_found, async |world: World| {
    let hanna = house(&world).await;
    publish_two(&world).await;
    let browser = world.browser_of(hanna).await;
    for (sheet, path) in SHEETS {
        for quarter in ["2026-Q3", "2031-Q1"] {
            let answer = browser.get(&format!("{path}?quarter={quarter}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} {quarter}");
            let form = [("sheet", sheet), ("quarter", quarter)];
            assert_eq!(browser.post("/hr/open", &form).await.status, StatusCode::NOT_FOUND);
        }
    }
    let form = [("quarter", "2031-Q1"), ("format", "csv")];
    assert_eq!(browser.post("/hr/export", &form).await.status, StatusCode::NOT_FOUND);
    assert_eq!(export(&browser, "xlsx").await.status, StatusCode::BAD_REQUEST);
    let form = [("sheet", "everything"), ("quarter", "2026-Q1")];
    assert_eq!(browser.post("/hr/open", &form).await.status, StatusCode::BAD_REQUEST);
    assert!(looks_by_month(&world.env).await.expect("looks").is_empty());
    let both = published_up_to(&world.env, quarter("2026-Q2")).await.expect("read");
    let periods: Vec<Quarter> = both.iter().map(|one| one.period).collect();
    assert_eq!(periods, [quarter("2026-Q1"), quarter("2026-Q2")]);
});

both!(measures_are_of_the_same_ties_as_the_tables, async |world: World| {
    let hanna = house(&world).await;
    publish_two(&world).await;
    let publication = first(&world).await;
    let measure = |name: &str| {
        let mut found = publication.measures.iter().filter(|measure| measure.name == name);
        let one = found.next().unwrap_or_else(|| panic!("no measure {name}"));
        assert!(found.next().is_none(), "{name} twice");
        one.thousandths
    };
    let table = ties(&publication).expect("ties");
    let cell = |of: Of| table.cells.iter().find(|cell| cell.of == of).map(|cell| cell.value);
    let Some(Value::Shown(all)) = cell(Of::All) else { panic!("{table:?}") };
    // The list is the same for all, and nothing beside it is published in a first quarter.
    let names: Vec<&str> = publication.measures.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, r8_measures());
    // 42 in coffee, the programme's owner and Hanna.
    let pairs = 44 * 43 / 2;
    assert_eq!(measure("density"), i64::try_from((all * 2000 + pairs) / (2 * pairs)).ok());
    match cell(Of::Across) {
        Some(Value::Shown(across)) => {
            let share = (across * 2000 + all) / (2 * all);
            assert_eq!(measure("across"), i64::try_from(share).ok());
        }
        _ => assert_eq!((measure("across"), measure("modularity")), (None, None)),
    }
    // Tiny's ties inside are withheld: modularity would be one more equation about them.
    assert_eq!((measure("modularity"), measure("assortativity")), (None, None));
    // Two people are in no part: fewer than five, so neither they nor the others are counted.
    assert_eq!((measure("giant"), measure("unreachable")), (None, None));
    assert!(measure("mean-path").is_some_and(|steps| steps > 1000));
    // Forty-two were open to offers: a tenth is four people, and the curve would tell of them.
    assert!(publication.measures.iter().any(|measure| measure.name == "opportunity"));
    let lorenz = publication.measures.iter().filter(|measure| measure.name.starts_with("lorenz-"));
    assert!(lorenz.into_iter().all(|measure| measure.thousandths.is_none()));
    let subjects: Vec<Subject> = publication.tables.iter().map(|table| table.subject).collect();
    assert!(subjects.contains(&Subject::Newcomers));

    let browser = world.browser_of(hanna).await;
    open(&browser, "fairness", "2026-Q1").await;
    let page = browser.get("/hr/fairness?quarter=2026-Q1").await.text();
    assert!(page.contains("Inequality of offers"), "{page}");
    assert!(!page.contains("Who has how much of the offers"), "{page}");
});

// Files for outside readers: `WEFT_HR_SAMPLES=folder`.
both!(files_say_what_the_page_says, async |world: World| {
    let hanna = house(&world).await;
    publish_two(&world).await;
    let browser = world.browser_of(hanna).await;
    let publication = first(&world).await;
    let graph = group_graph(&publication).expect("graph");
    let folder = std::env::var_os("WEFT_HR_SAMPLES").map(std::path::PathBuf::from);
    for format in Format::ALL {
        let body = export(&browser, format.as_str()).await.body;
        let made = match format {
            Format::NodeLink => graph.node_link(),
            Format::GraphMl => graph.graphml(),
            Format::Gexf => graph.gexf(),
            Format::Csv | Format::Matrix | Format::Svg => body.clone(),
        };
        assert_eq!(body, made);
        assert!(body.contains("Größe"), "{body}");
        if let Some(folder) = &folder {
            std::fs::create_dir_all(folder).expect("folder");
            std::fs::write(folder.join(format!("ties.{format}")), body).expect("sample");
        }
    }
    if let Some(folder) = &folder {
        let text = serde_json::to_string(&publication).expect("text");
        std::fs::write(folder.join("publication.json"), text).expect("sample");
    }
});

both!(figures_are_shown_by_the_choices_of_a_fixed_list, async |world: World| {
    let hanna = house(&world).await;
    publish_two(&world).await;
    let browser = world.browser_of(hanna).await;
    open(&browser, "connections", "2026-Q1").await;
    open(&browser, "fairness", "2026-Q1").await;
    let of = async |path: &str| browser.get(path).await;
    let functions = of("/hr/connections?quarter=2026-Q1&by=function").await;
    let text = functions.text();
    for words in
        ["Engineering", "Service", "Shown by: Groups", "at least 5 people behind each figure"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Größe"), "{text}");
    // The choice is kept from quarter to quarter, and in files.
    let plain = functions.body.replace("&#38;", "&").replace("&amp;", "&");
    assert!(plain.contains("?quarter=2026-Q2&by=function"), "{plain}");
    let form = [("quarter", "2026-Q1"), ("format", "csv"), ("by", "function")];
    let file = browser.post("/hr/export", &form).await;
    let disposition = file.headers[header::CONTENT_DISPOSITION].to_str().expect("text");
    assert!(disposition.contains("weft-2026-Q1-function.csv"), "{disposition}");
    let pair = ["Engineering,Service", "Service,Engineering"];
    assert!(pair.iter().any(|pair| file.body.contains(pair)), "{}", file.body);
    // What is not on the list is as if it had not been asked.
    for by in ["seniority", "line", "person", "%22%3E", "Engineering"] {
        let page = of(&format!("/hr/connections?quarter=2026-Q1&by={by}")).await.text();
        assert!(page.contains("Größe"), "{by}: {page}");
    }

    let places = of("/hr/fairness?quarter=2026-Q1&programme=placements").await.text();
    assert!(places.contains("Hires and applicants"), "{places}");
    assert!(!places.contains("Were offered a meeting"), "{places}");
    // Asked by level alone, a part that cannot be shown so says that of the level, and of nothing else.
    let whole = of("/hr/fairness?quarter=2026-Q1").await.text();
    assert!(whole.contains("Nothing can be shown by"), "{whole}");
    let levels = of("/hr/fairness?quarter=2026-Q1&by=seniority").await.text();
    assert!(levels.contains("Nothing can be shown by level:"), "{levels}");
    assert!(!levels.contains("shown by site") && !levels.contains("level and"), "{levels}");
});

both!(the_drawing_says_what_the_page_says, async |world: World| {
    let hanna = house(&world).await;
    publish_two(&world).await;
    let browser = world.browser_of(hanna).await;
    open(&browser, "connections", "2026-Q1").await;
    let page = browser.get("/hr/connections?quarter=2026-Q1").await.body;
    assert!(page.contains("value=\"svg\""), "listed with the other files");
    let answer = export(&browser, "svg").await;
    assert_eq!(answer.headers[header::CONTENT_TYPE], "image/svg+xml");
    let drawing = answer.body;
    for part in [
        "<title id=\"map-title\">",
        "<desc id=\"map-words\">",
        "role=\"img\"",
        "prefers-color-scheme:dark",
    ] {
        assert!(drawing.contains(part), "{part}: {drawing}");
    }
    for script in ["<script", "href=", "url(", "@import"] {
        assert!(!drawing.contains(script), "{script}: everything is in the file");
    }
    // The same places as on the page, and the same ties.
    let circles = |text: &str| -> Vec<String> {
        text.split("<circle ")
            .skip(1)
            .filter_map(|rest| Some(rest.split_once(" r=")?.0.to_owned()))
            .collect()
    };
    let map = page.split("<div class=\"group-map\"").nth(1).expect("a map");
    let map = map.split("</svg>").next().expect("a map");
    assert_eq!(circles(map), circles(&drawing));
    assert_eq!(map.matches("<line ").count(), drawing.matches("<line ").count());
    // By a dimension by which nobody can be told apart there is nothing to draw.
    let form = [("quarter", "2031-Q1"), ("format", "svg")];
    assert_eq!(browser.post("/hr/export", &form).await.status, StatusCode::NOT_FOUND);
});

both!(the_page_shows_how_the_organisation_went, async |world: World| {
    let hanna = house(&world).await;
    publish_two(&world).await;
    let browser = world.browser_of(hanna).await;
    open(&browser, "connections", "2026-Q2").await;
    let page = browser.get("/hr/connections?quarter=2026-Q2").await.text();
    // Nobody met in the second quarter, and nothing is a year old: no growth, nothing new, nothing faded.
    assert!(page.contains("Over time"), "{page}");
    let second = published(&world.env, quarter("2026-Q2")).await.expect("read").expect("published");
    for name in ["growth", "novelty", "churn"] {
        let measure = second.measures.iter().find(|measure| measure.name == name).expect(name);
        assert_eq!(measure.thousandths, Some(0), "{name}");
    }
    assert!(page.contains("+0.0%") || page.contains("+0.0 %"), "{page}");
    let first = first(&world).await;
    assert!(first.measures.iter().all(|measure| measure.name != "growth"), "nothing was before");
});
