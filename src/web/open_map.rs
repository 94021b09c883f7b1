//! The open map: persons who chose to be shown, for everybody signed in alike. A drawing, the same as a table, and a
//! page for each person on it. Nothing here differs by role, and no figure of another page is on it.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Serialize;

use super::error::{WebError, WebResult};
use super::extract::{Fields, Id, Query, encode};
use super::own_words::participation_error;
use super::page::{Page, Section, html, see_other};
use super::session::Who;
use super::state::App;
use crate::domain::id::PersonId;
use crate::domain::person::searchable;
use crate::graph::open_map::{COLOURS, Disc, Places, name_at, names_from, places};
use crate::programmes::participation;
use crate::store::open_map::{OpenMap, open_map_person, open_map_read, open_map_ties};
use crate::store::profile::{Known, profile_get};

/// People on one page of the table, and ties on one page of a person.
const PAGE: usize = 50;
/// Up to so many people and ties the drawing is part of the page: with them the page still stays below 100 KB. Above,
/// the script paints what it fetches.
const MOST_PEOPLE: usize = 1_000;
const MOST_TIES: usize = 3_000;
/// Up to so many teams have their names on the drawing: those for which there is room first.
const MOST_NAMES: usize = 800;
/// What the drawing is made for while no script has measured it: its width.
///
/// Units: pixels.
const WIDTH: f64 = 640.0;
/// Names: their size, a line's height, and half of a letter's width.
///
/// Units: pixels.
const LETTERS: f64 = 12.0;
const LINE: f64 = 15.0;
const LETTER: f64 = 4.0;

#[derive(Template)]
#[template(path = "pages/open_map.html")]
struct MapPage {
    page: Page,
    own: Own,
    /// Nobody is shown yet.
    empty: bool,
    counts: String,
    q: String,
    found: String,
    drawing: Drawing,
    rows: Vec<Row>,
    before: String,
    after: String,
}

/// What the reader chose.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Own {
    /// Not to be shown.
    Off,
    /// To be shown, and they are.
    On,
    /// To be shown, but they are away.
    Away,
}

/// A line of the table.
struct Row {
    id: PersonId,
    name: String,
    team: String,
    ties: usize,
}

/// A team's name on the drawing.
struct Name {
    x: i32,
    y: i32,
    words: String,
    /// The scale from which there is room for it.
    from: String,
    /// There is none while all of the map is shown.
    late: bool,
}

/// The drawing as SVG.
struct Drawing {
    /// `left top width height`.
    frame: String,
    title: String,
    /// Whether the people and ties are in it; otherwise they are painted by the script.
    whole: bool,
    /// All ties as one path.
    ties: String,
    /// All dots of each colour as one path.
    dots: Vec<String>,
    /// The teams' names.
    names: Vec<Name>,
    /// Size of the names, in units of the drawing.
    letters: String,
    /// The reader's own dot.
    own: String,
}

impl Drawing {
    fn new(map: &OpenMap, places: &Places, own: Option<usize>, title: String) -> Self {
        let whole = map.people.len() <= MOST_PEOPLE && map.ties.len() <= MOST_TIES;
        let [left, top, width, height] = places.frame;
        let at = |index: &usize| places.people.get(*index).map(|at| format!("M{} {}", at.x, at.y));
        let mut dots = vec![String::new(); COLOURS];
        let mut ties = String::new();
        let scale = WIDTH / f64::from(width.max(height));
        if whole {
            for (at, disc) in places.people.iter().zip(&places.disc_of) {
                if let Some(path) = places.discs.get(*disc).and_then(|d| dots.get_mut(d.colour)) {
                    path.push_str(&format!("M{} {}h0", at.x, at.y));
                }
            }
            for (a, b) in &map.ties {
                if let (Some(a), Some(b)) = (places.people.get(*a), places.people.get(*b)) {
                    ties.push_str(&format!("M{} {}L{} {}", a.x, a.y, b.x, b.y));
                }
            }
        }
        let halves: Vec<f64> = team_names(map, places)
            .map(|(_, name)| f64::from(u32::try_from(name.chars().count()).unwrap_or(0)) * LETTER)
            .collect();
        let from = names_from(&places.discs, &halves, LINE);
        let mut names: Vec<_> = from.into_iter().zip(team_names(map, places)).collect();
        names.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        let names = names.into_iter().take(MOST_NAMES).map(|(from, (disc, name))| {
            let (x, y) = name_at(disc);
            Name { x, y, words: name.to_owned(), from: format!("{from:.2}"), late: from > scale }
        });
        Self {
            frame: format!("{left} {top} {width} {height}"),
            title,
            whole,
            ties,
            dots,
            names: names.collect(),
            letters: format!("{:.1}", LETTERS / scale),
            own: own.as_ref().and_then(at).map(|at| at + "h0").unwrap_or_default(),
        }
    }
}

/// Each disc with its team's name.
fn team_names<'a>(
    map: &'a OpenMap,
    places: &'a Places,
) -> impl Iterator<Item = (&'a Disc, &'a str)> {
    let mut names = vec![""; places.discs.len()];
    for (person, disc) in map.people.iter().zip(&places.disc_of) {
        if let Some(name) = names.get_mut(*disc) {
            *name = person.team.as_str();
        }
    }
    places.discs.iter().zip(names)
}

fn placed(map: &OpenMap) -> Places {
    places(&map.people.iter().map(|person| (person.team_id, person.id)).collect::<Vec<_>>())
}

/// GET /map
pub async fn page(State(app): State<App>, who: Who, Query(query): Query) -> WebResult {
    let text = who.text();
    let q: String = query.get("q").chars().take(100).collect();
    let number = query.word::<usize>("page").unwrap_or(1).clamp(1, 100_000);
    let mut tx = app.env.db.snapshot().await?;
    let map = open_map_read(&mut tx).await?;
    let chosen = profile_get(&mut tx, who.person).await?.is_some_and(|profile| profile.on_map);
    drop(tx);
    let index_of = |id: PersonId| map.people.binary_search_by_key(&id, |person| person.id).ok();
    let own_index = index_of(who.person);
    let own = match (chosen, own_index) {
        (_, Some(_)) => Own::On,
        (true, None) => Own::Away,
        (false, None) => Own::Off,
    };
    let places = placed(&map);
    let mut ties_of = vec![0_usize; map.people.len()];
    for index in map.ties.iter().flat_map(|(a, b)| [a, b]) {
        if let Some(count) = ties_of.get_mut(*index) {
            *count += 1;
        }
    }
    let wanted = searchable(&q);
    let mut found: Vec<(String, usize)> = map
        .people
        .iter()
        .enumerate()
        .map(|(index, person)| (searchable(&person.name), index, person))
        .filter(|(name, _, person)| {
            name.contains(&wanted) || searchable(&person.team).contains(&wanted)
        })
        .map(|(name, index, _)| (name, index))
        .collect();
    found.sort_unstable();
    let rows = found
        .iter()
        .skip((number - 1) * PAGE)
        .take(PAGE)
        .filter_map(|(_, index)| Some((map.people.get(*index)?, *ties_of.get(*index)?)))
        .map(|(person, ties)| Row {
            id: person.id,
            name: person.name.clone(),
            team: person.team.clone(),
            ties,
        })
        .collect();
    let counts = text
        .of("map-counts")
        .num("people", map.people.len())
        .num("teams", places.discs.len())
        .num("ties", map.ties.len())
        .to_string();
    let at = |number: usize| format!("/map?q={}&page={number}#people", encode(&q));
    let mut page = Page::new(&app, &who, "map-title", Section::Map).wide();
    if let Some(note) = done(&query) {
        page = page.note(text.of(note));
    }
    html(&MapPage {
        page,
        own,
        empty: map.people.is_empty(),
        found: text.of("map-found").num("count", found.len()).to_string(),
        drawing: Drawing::new(&map, &places, own_index, counts.clone()),
        counts,
        rows,
        before: if number > 1 { at(number - 1) } else { String::new() },
        after: if number * PAGE < found.len() { at(number + 1) } else { String::new() },
        q,
    })
}

fn done(query: &Fields) -> Option<&'static str> {
    match query.get("done") {
        "on" => Some("map-done-on"),
        "off" => Some("map-done-off"),
        _ => None,
    }
}

#[derive(Serialize)]
struct Data<'a> {
    frame: [i32; 4],
    people: Vec<(i32, i32, &'a str, usize, &'a str, PersonId)>,
    ties: &'a [(usize, usize)],
}

/// GET /map/data: what the script draws.
///
/// Shape: `frame` is the middle's x and y, width, height; `people` are x, y, name, colour, team, id; `ties` are pairs of people's
/// places in that list.
pub async fn data(State(app): State<App>, _: Who) -> WebResult {
    let mut tx = app.env.db.read().await?;
    let map = open_map_read(&mut tx).await?;
    drop(tx);
    let places = placed(&map);
    let people: Vec<_> = map
        .people
        .iter()
        .zip(places.people.iter().zip(&places.disc_of))
        .map(|(person, (at, disc))| {
            let colour = places.discs.get(*disc).map_or(0, |disc| disc.colour);
            (at.x, at.y, person.name.as_str(), colour, person.team.as_str(), person.id)
        })
        .collect();
    let [left, top, width, height] = places.frame;
    let frame = [left + width / 2, top + height / 2, width, height];
    let body = Data { frame, people, ties: &map.ties };
    let body = serde_json::to_string(&body).map_err(WebError::internal)?;
    // Whoever takes back their tick is in no answer from then on, so none may be kept.
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, body).into_response())
}

/// POST /map: shows the reader, or takes them off.
pub async fn choose(State(app): State<App>, who: Who, fields: Fields) -> WebResult {
    let on_map = match fields.get("show") {
        "yes" => true,
        "no" => false,
        _ => return Ok(see_other("/map")),
    };
    participation::show_on_map(&app.env, who.person, on_map)
        .await
        .map_err(|error| participation_error("", error))?;
    Ok(see_other(if on_map { "/map?done=on" } else { "/map?done=off" }))
}

#[derive(Template)]
#[template(path = "pages/open_map_person.html")]
struct PersonPage {
    page: Page,
    person: Known,
    /// The name as a search of the map.
    see: String,
    lead: String,
    ties: Vec<Known>,
    before: String,
    after: String,
}

/// GET /map/people/{id}: somebody on the map and whom of it they met. Who is not on it is not found, whether or not
/// there is somebody of that id.
pub async fn person(
    State(app): State<App>,
    who: Who,
    Id(id): Id<PersonId>,
    Query(query): Query,
) -> WebResult {
    let text = who.text();
    let number = query.word::<usize>("page").unwrap_or(1).clamp(1, 1_000);
    let mut tx = app.env.db.snapshot().await?;
    let person = open_map_person(&mut tx, id).await?.ok_or_else(WebError::not_found)?;
    let (limit, offset) = (crate::store::codec::int(PAGE), (number - 1) * PAGE);
    let mut ties = open_map_ties(&mut tx, id, limit, crate::store::codec::int(offset)).await?;
    drop(tx);
    let more = ties.len() > PAGE;
    ties.truncate(PAGE);
    let at = |number: usize| format!("/map/people/{id}?page={number}");
    html(&PersonPage {
        page: Page::titled(&app, &who, person.name.clone(), Section::Map)
            .up("/map", text.of("map-title")),
        lead: text.of("map-person-lead").arg("team", &person.team).to_string(),
        see: encode(&person.name),
        person,
        ties,
        before: if number > 1 { at(number - 1) } else { String::new() },
        after: if more { at(number + 1) } else { String::new() },
    })
}
