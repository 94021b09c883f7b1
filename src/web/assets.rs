//! The one style sheet, the one script file and the mark: embedded, under addresses that name their content.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::error::{WebError, WebResult};

/// An embedded file.
#[derive(Debug)]
pub struct Asset {
    /// Its address; changes with its content.
    pub path: String,
    /// Its content.
    pub bytes: String,
    kind: &'static str,
}

/// The embedded files.
#[derive(Debug)]
pub struct Assets {
    /// The style sheet.
    pub css: Asset,
    /// What only the steering pages need on top of it.
    pub steer: Asset,
    /// What only the pages of plans of bootcamps need on top of it.
    pub placing: Asset,
    /// What only pages of figures need on top of it.
    pub hr: Asset,
    /// What only the open map needs on top of it.
    pub map: Asset,
    /// htmx, its SSE extension and our own lines, in one file: a second deferred script would lose connections.
    pub js: Asset,
    /// The mark, for tabs.
    pub mark: Asset,
}

/// The embedded files, hashed once.
pub static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets {
    css: asset("weft", "css", "text/css; charset=utf-8", slim(include_str!("assets/weft.css"))),
    steer: asset("steer", "css", "text/css; charset=utf-8", slim(include_str!("assets/steer.css"))),
    placing: asset(
        "placing",
        "css",
        "text/css; charset=utf-8",
        slim(include_str!("assets/placing.css")),
    ),
    hr: asset("hr", "css", "text/css; charset=utf-8", slim(include_str!("assets/hr.css"))),
    map: asset("map", "css", "text/css; charset=utf-8", slim(include_str!("assets/map.css"))),
    js: asset(
        "weft",
        "js",
        "text/javascript; charset=utf-8",
        [
            include_str!("assets/vendor/htmx.min.js").to_owned(),
            include_str!("assets/vendor/sse.min.js").to_owned(),
            plain(include_str!("assets/weft.js")),
            plain(include_str!("assets/map.js")),
        ]
        .join("\n;\n"),
    ),
    mark: asset("mark", "svg", "image/svg+xml", include_str!("assets/mark.svg").to_owned()),
});

/// A style sheet without comments, line breaks and the blanks that mean nothing. Ours has no text in which any of them
/// would count.
fn slim(css: &str) -> String {
    let mut slim = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        slim.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    slim.push_str(rest);
    slim.replace('\n', "")
        .replace("  ", "")
        .replace(" {", "{")
        .replace("{ ", "{")
        .replace("; }", "}")
        .replace("; ", ";")
        .replace(": ", ":")
        .replace(", ", ",")
}

/// A script without comment lines, indents and the blanks around `=` and `=>`. Ours has no text in which any of them
/// would count.
fn plain(script: &str) -> String {
    let lines = script.lines().map(str::trim_start);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n").replace(" => ", "=>").replace(" = ", "=")
}

fn asset(name: &str, ending: &str, kind: &'static str, bytes: String) -> Asset {
    let hash = Sha256::digest(bytes.as_bytes());
    let short: u64 = hash.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    Asset { path: format!("/assets/{name}-{short:016x}.{ending}"), bytes, kind }
}

/// GET /assets/{file}
pub async fn file(Path(file): Path<String>) -> WebResult<Response> {
    let assets = &*ASSETS;
    let asset = [
        &assets.css,
        &assets.steer,
        &assets.placing,
        &assets.hr,
        &assets.map,
        &assets.js,
        &assets.mark,
    ]
    .into_iter()
    .find(|asset| asset.path.strip_prefix("/assets/") == Some(file.as_str()))
    .ok_or_else(WebError::not_found)?;
    let headers = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.bytes.as_str()).into_response())
}
