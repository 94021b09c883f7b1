//! A visitor of the pages, in process: keeps its cookies, says where its forms come from.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt;
use weft::domain::access::Role;
use weft::domain::clock::Clock;
use weft::domain::id::{NoticeId, PersonId};
use weft::domain::person::{Language, Person, PersonState};
use weft::domain::team::Team;
use weft::mail::read::{Mail, parse};
use weft::programmes::{roles, sessions, sign_in};
use weft::store::outbox_view::{NoticeFilter, notice_get, notices_page};
use weft::store::person::person_insert;
use weft::store::team::{team_by_name, team_insert};
use weft::web::{App, router};

use crate::world::World;

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Reply {
    /// Where it leads, if it leads anywhere.
    pub fn leads_to(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or("")
    }

    /// The value of a hidden field of the page.
    pub fn hidden(&self, name: &str) -> String {
        let marker = format!("name=\"{name}\" value=\"");
        let from = self.body.find(&marker).expect("the field is on the page") + marker.len();
        self.body[from..].split('"').next().unwrap_or("").to_owned()
    }
}

/// Somebody at a browser.
pub struct Visitor {
    router: Router,
    cookies: BTreeMap<String, String>,
    site: &'static str,
}

impl Visitor {
    pub fn new(world: &World) -> Self {
        let router = router(App::new(world.env.clone(), 0)).expect("router");
        Self { router, cookies: BTreeMap::new(), site: "same-origin" }
    }

    /// A browser with a living session of this person.
    pub async fn of(world: &World, person: PersonId) -> Self {
        let mut browser = Self::new(world);
        browser.enter(world, person).await;
        browser
    }

    /// Starts a session of this person in this browser.
    pub async fn enter(&mut self, world: &World, person: PersonId) {
        let mut tx = world.env.db.write().await.expect("write");
        let id = sessions::start(&world.env, &mut tx, person, "Firefox/140 Linux", None)
            .await
            .expect("session");
        tx.commit().await.expect("commit");
        self.cookies.insert("weft".to_owned(), id);
    }

    /// The session's id, as the cookie has it.
    pub fn session(&self) -> Option<&String> {
        self.cookies.get("weft").filter(|id| !id.is_empty())
    }

    /// A page of another site, whose forms point here.
    pub fn elsewhere(mut self) -> Self {
        self.site = "cross-site";
        self
    }

    pub async fn get(&mut self, path: &str) -> Reply {
        self.send(Method::GET, path, String::new()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", weft::web::extract::encode(value)))
            .collect::<Vec<_>>()
            .join("&");
        self.send(Method::POST, path, body).await
    }

    /// Sends a form with a file.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        file: (&str, &[u8]),
    ) -> Reply {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!(
                    "--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        let (name, bytes) = file;
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n"
        );
        body.extend(head.bytes());
        body.extend(b"Content-Type: text/csv\r\n\r\n");
        body.extend(bytes);
        body.extend(b"\r\n--edge--\r\n");
        self.request(Method::POST, path, body, "multipart/form-data; boundary=edge").await
    }

    pub async fn send(&mut self, method: Method, path: &str, body: String) -> Reply {
        self.request(method, path, body.into_bytes(), "application/x-www-form-urlencoded").await
    }

    async fn request(&mut self, method: Method, path: &str, body: Vec<u8>, kind: &str) -> Reply {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::COOKIE, cookies.join("; "))
            .header(header::USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
            .header("sec-fetch-site", self.site)
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .expect("request");
        let response = self.router.clone().oneshot(request).await.expect("infallible");
        let status = response.status();
        let headers = response.headers().clone();
        for cookie in headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("cookie");
            let (name, rest) = text.split_once('=').expect("cookie");
            let value = rest.split(';').next().unwrap_or("");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let streams =
            headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body = if streams {
            String::new()
        } else {
            let bytes = to_bytes(response.into_body(), 64 << 20).await.expect("body");
            String::from_utf8_lossy(&bytes).into_owned()
        };
        Reply { status, headers, body }
    }
}

impl World {
    /// Somebody of the roster, in the team "Search"; English unless changed.
    pub async fn somebody(&self, name: &str) -> Person {
        let now = self.clock.now();
        let mut tx = self.env.db.write().await.expect("write");
        let team = match team_by_name(&mut tx, "Search").await.expect("team") {
            Some(team) => team.id,
            None => {
                let team = Team {
                    id: self.env.ids.next(now),
                    name: "Search".to_owned(),
                    parent_id: None,
                    lead_id: None,
                    coffee_seats: None,
                };
                team_insert(&mut tx, &team, now).await.expect("team");
                team.id
            }
        };
        let person = Person {
            id: self.env.ids.next(now),
            external_id: None,
            email: format!("{}@test.example", name.to_lowercase().replace(' ', ".")),
            name: name.to_owned(),
            team_id: team,
            manager_id: None,
            site: Some("Berlin".to_owned()),
            function: Some("Engineering".to_owned()),
            seniority: Some("Senior".to_owned()),
            zone: chrono_tz::Europe::Berlin,
            starts_on: chrono::NaiveDate::from_ymd_opt(2024, 5, 1),
            state: PersonState::Active,
            language: Language::English,
        };
        person_insert(&mut tx, &person, now).await.expect("person");
        tx.commit().await.expect("commit");
        person
    }

    /// Somebody with a role.
    pub async fn somebody_who_is(&self, role: Role) -> Person {
        let person = self.somebody(&format!("The {role}")).await;
        if role != Role::Participant {
            assert!(roles::grant(&self.env, &person.email, role, None).await.expect("grant"));
        }
        person
    }

    /// The mails in the outbox to a person, newest first.
    pub async fn mails_to(&self, person: PersonId) -> Vec<(NoticeId, Mail)> {
        sign_in::mail_waiting(&self.env).await.expect("mails");
        let filter = NoticeFilter { recipient: Some(person), ..NoticeFilter::default() };
        let mut tx = self.env.db.read().await.expect("read");
        let mut mails = Vec::new();
        for row in notices_page(&mut tx, filter, 50).await.expect("rows") {
            let (_, bytes) = notice_get(&mut tx, row.id).await.expect("row").expect("row");
            mails.push((row.id, parse(&bytes).unwrap_or_default()));
        }
        mails
    }

    /// Link (as a path) and code of the newest sign-in mail to a person.
    pub async fn sign_in_mail(&self, person: PersonId) -> (String, String) {
        let (_, mail) = self.mails_to(person).await.into_iter().next().expect("a mail");
        let from = mail.text.find("/sign-in/link/").expect("a link");
        let link: String = mail.text[from..].chars().take_while(|c| !c.is_whitespace()).collect();
        let digits = |line: &str| {
            let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
            (plain.len() == 6 && plain.bytes().all(|b| b.is_ascii_digit())).then_some(plain)
        };
        (link, mail.text.lines().find_map(digits).expect("a code"))
    }
}
