//! `weft health`: asks a running service how it is, for container engines whose image has neither shell nor curl.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use anyhow::{Context, anyhow};
use clap::Args;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{Failure, Outcome, Output};
use crate::config::Config;

/// Longer than a service takes that is well, shorter than a container engine waits.
const PATIENCE: Duration = Duration::from_secs(5);
/// An answer is read no further.
const LARGEST: u64 = 64 * 1024;

#[derive(Debug, Args)]
pub(super) struct Health {
    /// What to ask: `http://HOST:PORT/PATH` [default: /readyz of the service that these settings start]
    #[arg(value_name = "URL")]
    url: Option<String>,
}

/// Exit code 0 when the answer is 200, 1 with the reason otherwise.
pub(super) async fn health(config: &Config, command: &Health, output: &Output) -> Outcome {
    let url = command.url.clone().unwrap_or_else(|| own(config));
    let asked = Target::read(&url).map_err(Failure::Usage)?;
    let (status, body) = tokio::time::timeout(PATIENCE, ask(&asked))
        .await
        .map_err(|_| anyhow!("{url} gave no answer within {} seconds", PATIENCE.as_secs()))?
        .with_context(|| format!("{url} does not answer"))?;
    let well = status == 200;
    let body = body.trim();
    let answer: Value = serde_json::from_str(body).unwrap_or_else(|_| json!(body));
    output.verdict(
        well,
        &format!("{url} answers {status}: {body}"),
        &json!({ "url": url, "ok": well, "status": status, "answer": answer }),
        &format!("{url} answers {status}"),
    )
}

/// Where the service of these settings is asked: an address that stands for all of them is this machine's own.
fn own(config: &Config) -> String {
    let mut address = config.listen;
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    format!("http://{address}/readyz")
}

/// A URL taken apart.
#[derive(Debug, PartialEq, Eq)]
struct Target {
    host: String,
    port: u16,
    path: String,
}

impl Target {
    fn read(url: &str) -> Result<Self, String> {
        let refused = |why: &str| format!("{url}: {why}; write http://HOST:PORT/PATH");
        let rest = url.strip_prefix("http://").ok_or_else(|| refused("only http:// is asked"))?;
        let (server, path) = match rest.find('/') {
            Some(at) => rest.split_at(at),
            None => (rest, "/"),
        };
        // An IPv6 address stands in brackets: [::1]:8080.
        let (host, port) = match server.rsplit_once(':') {
            Some((host, digits)) if !digits.ends_with(']') => {
                (host, digits.parse().map_err(|_| refused("the port is no number"))?)
            }
            _ => (server, 80),
        };
        if host.is_empty() || !url.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(refused("there is no host in it, or a blank"));
        }
        Ok(Self { host: host.to_owned(), port, path: path.to_owned() })
    }
}

/// One GET, by hand: a client of the whole of HTTP would be larger than the rest of this command.
async fn ask(target: &Target) -> anyhow::Result<(u16, String)> {
    let Target { host, port, path } = target;
    let name = host.trim_start_matches('[').trim_end_matches(']');
    let mut stream = TcpStream::connect((name, *port)).await?;
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(LARGEST).read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let status = answer
        .strip_prefix("HTTP/1.")
        .and_then(|rest| rest.split(' ').nth(1))
        .and_then(|code| code.parse().ok())
        .context("the answer is not HTTP")?;
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    Ok((status, body.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_service_of_the_settings_is_asked_on_this_machine() {
        let own = |listen: &str| {
            own(&Config { listen: listen.parse().expect("an address"), ..Config::default() })
        };
        assert_eq!(own("0.0.0.0:8080"), "http://127.0.0.1:8080/readyz");
        assert_eq!(own("[::]:8081"), "http://[::1]:8081/readyz");
        assert_eq!(own("10.1.2.3:80"), "http://10.1.2.3:80/readyz");
    }

    #[test]
    fn addresses_are_read_and_mistakes_named() {
        let read = |url: &str| Target::read(url).map(|t| (t.host, t.port, t.path));
        let expected =
            |host: &str, port: u16, path: &str| Ok((host.to_owned(), port, path.to_owned()));
        assert_eq!(read("http://weft:8080/healthz"), expected("weft", 8080, "/healthz"));
        assert_eq!(read("http://[::1]:9/readyz"), expected("[::1]", 9, "/readyz"));
        assert_eq!(read("http://[::1]"), expected("[::1]", 80, "/"));
        for wrong in ["weft:8080", "https://weft", "http://", "http://weft:x", "http://weft /"] {
            let said = read(wrong).expect_err(wrong);
            assert!(said.starts_with(wrong) && said.ends_with("http://HOST:PORT/PATH"), "{said}");
        }
    }
}
