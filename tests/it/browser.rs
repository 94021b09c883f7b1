//! Somebody's browser: the real router, a cookie, and what came back.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use tower::ServiceExt as _;
use weft::domain::id::PersonId;
use weft::programmes::sessions;
use weft::web::{App, router};

use crate::world::World;

/// A browser with or without a session.
pub struct Browser {
    router: axum::Router,
    cookie: Option<String>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl World {
    /// A browser in which the person is signed in.
    pub async fn browser_of(&self, person: PersonId) -> Browser {
        let mut tx = self.env.db.write().await.expect("write");
        let id = sessions::start(&self.env, &mut tx, person, "test", None).await.expect("session");
        tx.commit().await.expect("commit");
        Browser { router: self.router(), cookie: Some(format!("weft={id}")) }
    }

    /// A browser in which nobody is signed in.
    pub fn strange_browser(&self) -> Browser {
        Browser { router: self.router(), cookie: None }
    }

    fn router(&self) -> axum::Router {
        router(App::new(self.env.clone(), 0)).expect("router")
    }
}

impl Browser {
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None).await
    }

    /// Looks with these headers too.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.request("GET", path, None, headers).await
    }

    /// Sends a form as browsers do.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        self.send("POST", path, Some(pairs.join("&"))).await
    }

    async fn send(&self, method: &str, path: &str, body: Option<String>) -> Answer {
        self.request(method, path, body, &[]).await
    }

    async fn request(
        &self,
        method: &str,
        path: &str,
        body: Option<String>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let request = request.body(Body::from(body.unwrap_or_default())).expect("request");
        let response = self.router.clone().oneshot(request).await.expect("answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 10_000_000).await.expect("body");
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(bytes.to_vec()).expect("UTF-8"),
        }
    }
}

impl Answer {
    /// Where it leads.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// What a reader sees in the page's main part: one line a block, without markup.
    pub fn text(&self) -> String {
        let main = self.body.split_once("<main").map_or(self.body.as_str(), |(_, rest)| rest);
        let main = main.split_once('>').map_or(main, |(_, rest)| rest);
        let main = main.split_once("</main>").map_or(main, |(main, _)| main);
        let mut out = String::new();
        let mut rest = main;
        while let Some((before, tag)) = rest.split_once('<') {
            out.push_str(before);
            let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
            let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or("");
            match name {
                "a" | "strong" | "span" | "small" | "b" | "time" | "text" | "option" => {
                    out.push(' ')
                }
                _ => out.push('\n'),
            }
            if tag.starts_with("input") || tag.starts_with("textarea") {
                let value = tag
                    .split_once("value=\"")
                    .and_then(|(_, v)| v.split_once('"'))
                    .map_or("", |(v, _)| v);
                if !tag.contains("type=\"hidden\"")
                    && !tag.contains("type=\"radio\"")
                    && !tag.contains("checkbox")
                {
                    out.push_str(&format!("[{value}]"));
                } else if !tag.contains("hidden") {
                    out.push_str(if tag.contains(" checked") { "[x]" } else { "[ ]" });
                }
            }
            // Of a list to choose from, the reader sees the choice.
            rest = match after.split_once("</option>") {
                Some((_, later))
                    if name == "option" && !tag.contains(" selected") && !tag.starts_with('/') =>
                {
                    later
                }
                _ => after,
            };
        }
        out.push_str(rest);
        let out = out
            .replace("&#38;", "&")
            .replace("&amp;", "&")
            .replace("&#39;", "'")
            .replace("&#34;", "\"")
            .replace("&#60;", "<")
            .replace("&#62;", ">");
        let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

fn encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
    text.bytes()
        .map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
