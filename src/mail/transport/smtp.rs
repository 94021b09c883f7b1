//! SMTP over a connection of our own.
//!
//! lettre's parsing of replies and its TLS are used; its pool is not: the pool's timeout does not
//! cover reads, a cancelled send corrupts the next one into a false success, and Nagle's algorithm
//! costs 40 ms a message. Here each step has a timeout, the socket sends at once, a connection is
//! owned by the send that uses it and put back only after a clean 250, and the step that failed
//! decides what the failure means.

use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

use super::Outcome;
use crate::domain::bounce::is_gone_for_good;

/// How the connection is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Not at all: for a relay on this machine.
    None,
    /// STARTTLS, and no mail without it.
    StartTls,
    /// TLS from the first byte.
    Tls,
}

/// Name and password for the relay.
#[derive(Clone)]
pub struct Login {
    /// The name.
    pub user: String,
    /// The password; never shown.
    pub password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}

/// The relay and how long to wait for it.
#[derive(Debug, Clone)]
pub struct SmtpConfig {
    /// Host name or address; certificates are checked against it.
    pub host: String,
    /// 25, 465, 587 or what the relay has.
    pub port: u16,
    /// How the connection is kept private.
    pub security: Security,
    /// Name and password, if the relay wants them.
    pub login: Option<Login>,
    /// The name given in EHLO.
    pub hello: String,
    /// Certificates (PEM) to trust besides the public ones.
    pub own_ca: Option<Vec<u8>>,
    /// For the TCP connection.
    pub connect_timeout: Duration,
    /// For each command's answer, TLS handshake included.
    pub command_timeout: Duration,
    /// For sending the message and for the answer to it.
    pub data_timeout: Duration,
    /// A connection is replaced after so many messages.
    pub max_messages: u32,
    /// A connection is replaced after this time.
    pub max_age: Duration,
}

impl SmtpConfig {
    /// A relay with STARTTLS, no login and the usual patience.
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        Self {
            host: host.into(),
            port,
            security: Security::StartTls,
            login: None,
            hello: "localhost".to_owned(),
            own_ca: None,
            connect_timeout: Duration::from_secs(10),
            command_timeout: Duration::from_secs(30),
            data_timeout: Duration::from_mins(2),
            max_messages: 100,
            max_age: Duration::from_mins(1),
        }
    }
}

/// One worker's connection to the relay.
pub struct Smtp {
    config: SmtpConfig,
    open: Option<Open>,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp")
            .field("config", &self.config)
            .field("open", &self.open.is_some())
            .finish()
    }
}

struct Open {
    connection: AsyncSmtpConnection,
    since: Instant,
    messages: u32,
}

/// How far a delivery had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Connect,
    Hello,
    Tls,
    Login,
    Mail,
    Rcpt,
    Data,
    Content,
}

impl Phase {
    fn words(self) -> &'static str {
        match self {
            Self::Connect => "the connection",
            Self::Hello => "EHLO",
            Self::Tls => "TLS",
            Self::Login => "the login",
            Self::Mail => "MAIL",
            Self::Rcpt => "RCPT",
            Self::Data => "DATA",
            Self::Content => "the message",
        }
    }
}

/// What stopped a delivery.
struct Stop {
    phase: Phase,
    code: Option<u16>,
    /// Enhanced status (RFC 3463), the only part of the relay's words that can hold no address.
    status: Option<String>,
    what: &'static str,
    /// Our side cannot say this to this relay: trying again would not help.
    ours: bool,
}

impl Stop {
    fn new(phase: Phase, what: &'static str) -> Self {
        Self { phase, code: None, status: None, what, ours: false }
    }

    fn from_lettre(phase: Phase, error: &lettre::transport::smtp::Error) -> Self {
        let what = if error.is_tls() {
            "TLS failed"
        } else if error.is_client() {
            "the relay does not offer what this needs"
        } else if error.is_response() {
            "the connection ended, or the answer was no SMTP"
        } else {
            "the connection was lost"
        };
        Self {
            phase,
            code: error.status().map(u16::from),
            status: error.source().and_then(|words| enhanced(&words.to_string())),
            what,
            ours: error.is_client(),
        }
    }

    fn outcome(&self) -> Outcome {
        let reason = match (self.code, &self.status) {
            (Some(code), Some(status)) => {
                format!("the relay answered {code} {status} to {}", self.phase.words())
            }
            (Some(code), None) => format!("the relay answered {code} to {}", self.phase.words()),
            (None, _) => format!("at {}: {}", self.phase.words(), self.what),
        };
        let about_recipient = matches!(self.phase, Phase::Rcpt | Phase::Data | Phase::Content);
        let answered = self.code.is_some();
        match self.code {
            // Not ready, or wants a login first: true for every message, whenever it is said.
            Some(421 | 432 | 530 | 534 | 535 | 538) => {
                Outcome::Deferred { reason, relay_down: true, answered }
            }
            Some(500..=599) if about_recipient => Outcome::Refused { reason, gone: self.gone() },
            None if self.ours && about_recipient => Outcome::Refused { reason, gone: None },
            // A connection lost in the middle may be this message's doing; if the relay is down, the
            // next connection will say so.
            _ => Outcome::Deferred { reason, relay_down: !about_recipient, answered },
        }
    }

    /// The status by which a relay says of a recipient that there is no such mailbox. With any other, and with a plain 550,
    /// it may as well speak of the message or of us ("550 relay not permitted"): such a rule meets every recipient there is,
    /// and must not silence them all.
    fn gone(&self) -> Option<String> {
        match (self.phase, self.code, &self.status) {
            (Phase::Rcpt, Some(550 | 551 | 553), Some(status)) if is_gone_for_good(status) => {
                Some(status.clone())
            }
            _ => None,
        }
    }
}

/// `5.1.1` at the beginning of a reply's words.
fn enhanced(words: &str) -> Option<String> {
    let first = words.split_whitespace().next()?;
    let parts: Vec<&str> = first.split('.').collect();
    let digits = |p: &&str| !p.is_empty() && p.len() <= 3 && p.bytes().all(|b| b.is_ascii_digit());
    (parts.len() == 3 && parts.iter().all(digits)).then(|| first.to_owned())
}

impl Smtp {
    /// A relay that nobody has spoken to yet.
    pub fn new(config: SmtpConfig) -> Self {
        Self { config, open: None }
    }

    pub(super) async fn deliver(&mut self, from: &str, to: &str, raw: &[u8]) -> Outcome {
        let Ok(to) = to.parse::<Address>() else {
            return Outcome::Refused {
                reason: "the recipient's address is not a mail address".to_owned(),
                gone: None,
            };
        };
        let Ok(from) = from.parse::<Address>() else {
            return Outcome::Deferred {
                reason: "the sender's address is not a mail address".to_owned(),
                relay_down: true,
                answered: false,
            };
        };
        // Taken out, so that an error or a cancelled future drops the connection.
        let mut reused = self.take_fresh_enough().await;
        loop {
            let fresh = reused.is_none();
            let mut open = match reused.take() {
                Some(open) => open,
                None => match self.connect().await {
                    Ok(open) => open,
                    Err(stop) => return stop.outcome(),
                },
            };
            match self.send(&mut open.connection, &from, &to, raw).await {
                Ok(detail) => {
                    open.messages += 1;
                    self.open = Some(open);
                    return Outcome::Accepted { detail };
                }
                // The relay ended an idle connection: nothing of this message was said yet.
                Err(stop)
                    if !fresh
                        && stop.phase == Phase::Mail
                        && matches!(stop.code, None | Some(421))
                        && !stop.ours => {}
                Err(stop) => return stop.outcome(),
            }
        }
    }

    pub(super) async fn probe(&mut self) -> Result<&'static str, String> {
        match self.connect().await {
            Ok(open) => {
                self.open = Some(open);
                self.close().await;
                let config = &self.config;
                Ok(match (config.security != Security::None, config.login.is_some()) {
                    (true, true) => "TLS and the login work",
                    (true, false) => "TLS works; no login is configured",
                    (false, true) => "the login works, without TLS",
                    (false, false) => "it answers; neither TLS nor a login is configured",
                })
            }
            Err(stop) => Err(match stop.outcome() {
                Outcome::Accepted { detail } => detail,
                Outcome::Deferred { reason, .. } | Outcome::Refused { reason, .. } => reason,
            }),
        }
    }

    pub(super) async fn close(&mut self) {
        if let Some(mut open) = self.open.take() {
            // The relay need not answer; the socket is closed either way.
            let _ = timeout(Duration::from_secs(2), open.connection.quit()).await;
        }
    }

    async fn take_fresh_enough(&mut self) -> Option<Open> {
        let spent = self.open.as_ref().is_some_and(|open| {
            open.messages >= self.config.max_messages
                || open.since.elapsed() >= self.config.max_age
                || open.connection.has_broken()
        });
        if spent {
            self.close().await;
        }
        self.open.take()
    }

    async fn connect(&self) -> Result<Open, Stop> {
        let config = &self.config;
        let hello = ClientId::Domain(config.hello.clone());
        let since = Instant::now();
        let server = (config.host.as_str(), config.port);
        let mut connection = if config.security == Security::Tls {
            let tls = self.tls()?;
            let connecting = AsyncSmtpConnection::connect_tokio1(
                server,
                Some(config.connect_timeout),
                &hello,
                Some(tls),
                None,
            );
            step(Phase::Connect, config.connect_timeout + config.command_timeout, connecting)
                .await?
        } else {
            let stream = timeout(config.connect_timeout, TcpStream::connect(server))
                .await
                .map_err(|_| Stop::new(Phase::Connect, "no answer in time"))?
                .map_err(|_| Stop::new(Phase::Connect, "the relay cannot be reached"))?;
            stream
                .set_nodelay(true)
                .map_err(|_| Stop::new(Phase::Connect, "the socket refused an option"))?;
            let greeting = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello);
            step(Phase::Hello, config.command_timeout, greeting).await?
        };
        if config.security == Security::StartTls {
            let tls = self.tls()?;
            step(Phase::Tls, config.command_timeout, connection.starttls(tls, &hello)).await?;
            if !connection.is_encrypted() {
                return Err(Stop::new(Phase::Tls, "the connection is not encrypted"));
            }
        }
        if let Some(login) = &config.login {
            let credentials = Credentials::new(login.user.clone(), login.password.clone());
            step(
                Phase::Login,
                config.command_timeout,
                connection.auth(DEFAULT_MECHANISMS, &credentials),
            )
            .await?;
        }
        Ok(Open { connection, since, messages: 0 })
    }

    fn tls(&self) -> Result<TlsParameters, Stop> {
        let mut builder = TlsParameters::builder(self.config.host.clone());
        if let Some(pem) = &self.config.own_ca {
            let certificate = Certificate::from_pem(pem)
                .map_err(|_| Stop::new(Phase::Tls, "the configured certificate cannot be read"))?;
            builder = builder.add_root_certificate(certificate);
        }
        builder.build_rustls().map_err(|_| Stop::new(Phase::Tls, "TLS cannot be set up"))
    }

    /// MAIL, RCPT, DATA, message: one recipient, and 250 is the only success.
    async fn send(
        &self,
        connection: &mut AsyncSmtpConnection,
        from: &Address,
        to: &Address,
        raw: &[u8],
    ) -> Result<String, Stop> {
        let wait = self.config.command_timeout;
        let mut parameters = Vec::new();
        let wide = |a: &Address| !AsRef::<str>::as_ref(a).is_ascii();
        if wide(from) || wide(to) {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                let stop =
                    Stop::new(Phase::Rcpt, "the relay cannot take an address with such letters");
                return Err(Stop { ours: true, ..stop });
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !raw.is_ascii() {
            // Never so for what `compose` makes; a relay without 8BITMIME answers for itself.
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        step(Phase::Mail, wait, connection.command(Mail::new(Some(from.clone()), parameters)))
            .await?;
        step(Phase::Rcpt, wait, connection.command(Rcpt::new(to.clone(), Vec::new()))).await?;
        let go = step(Phase::Data, wait, connection.command(Data)).await?;
        if !go.has_code(354) {
            return Err(Stop::new(Phase::Data, "the relay did not ask for the message"));
        }
        let wait = self.config.data_timeout;
        let answer = if let Ok(message) = std::str::from_utf8(raw) {
            step(Phase::Content, wait, connection.command(Content(message))).await?
        } else {
            // Never so for what `compose` makes. lettre adds a line break at the end of its own.
            let message = raw.strip_suffix(b"\r\n").unwrap_or(raw);
            step(Phase::Content, wait, connection.message(message)).await?
        };
        if !answer.has_code(250) {
            return Err(Stop::new(Phase::Content, "the answer was no 250"));
        }
        Ok(detail(&answer))
    }
}

/// The message with its final dot, as one piece.
///
/// lettre writes the dot separately: over TLS, where the socket's `nodelay` is out of our reach,
/// that second small write would wait for the relay's delayed acknowledgement.
struct Content<'a>(&'a str);

impl fmt::Display for Content<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.0.split_inclusive("\r\n") {
            if line.starts_with('.') {
                f.write_str(".")?;
            }
            f.write_str(line)?;
        }
        f.write_str(if self.0.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" })
    }
}

/// One exchange with its timeout.
async fn step<T>(
    phase: Phase,
    wait: Duration,
    exchange: impl Future<Output = Result<T, lettre::transport::smtp::Error>>,
) -> Result<T, Stop> {
    match timeout(wait, exchange).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(Stop::from_lettre(phase, &error)),
        Err(_) => Err(Stop::new(phase, "no answer in time")),
    }
}

/// `250, queued as 4F2A…` when the relay says it the way Postfix and others do.
fn detail(answer: &Response) -> String {
    let words: Vec<&str> = answer.message().flat_map(str::split_whitespace).collect();
    let queued = words.windows(3).find_map(|w| match w {
        ["queued", "as", id]
            if id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') =>
        {
            Some(*id)
        }
        _ => None,
    });
    queued.map_or_else(|| "250".to_owned(), |id| format!("250, queued as {id}"))
}
