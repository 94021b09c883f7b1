//! A small SMTP server with faults, on loopback.

// Each of the test binaries that have it uses a part of it.
#![allow(dead_code)]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What goes wrong with one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    None,
    /// No greeting: the connection is accepted and nothing is said.
    Silent,
    /// Nothing is said to this command any more (`EHLO`, `MAIL`, `RCPT`, `DATA`), or to the message (`CONTENT`), which is
    /// taken.
    SilentAt(&'static str),
    /// STARTTLS is offered and then refused by this reply.
    StartTls(&'static str),
    /// Every reply comes byte by byte, so far apart.
    Drip(Duration),
    /// This reply in place of the greeting.
    Greeting(&'static str),
    /// This reply to MAIL.
    Mail(&'static str),
    /// This reply to RCPT.
    Rcpt(&'static str),
    /// This reply to DATA.
    Data(&'static str),
    /// This reply after the message.
    Content(&'static str),
    /// The connection ends while the message comes in.
    DropInData,
    /// The message is taken and the connection ends without an answer.
    DropAfterData,
    /// The message is taken and the 250 comes after this long.
    Late(Duration),
    /// Every reply takes this long.
    Slow(Duration),
    /// This reply to AUTH.
    Auth(&'static str),
    /// A good message, then the connection ends at once.
    CloseAfter,
}

#[derive(Default)]
struct State {
    faults: Vec<Fault>,
    taken: Vec<(String, Vec<u8>)>,
    answered: Vec<String>,
    senders: Vec<String>,
    connections: usize,
    open: usize,
    peak: usize,
    logins: usize,
}

/// A connection, counted as open until it ends or its end is asked for.
struct Counted(Server);

impl Counted {
    fn new(server: Server) -> Self {
        server.with(|s| {
            s.connections += 1;
            s.open += 1;
            s.peak = s.peak.max(s.open);
        });
        Self(server)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.with(|s| s.open -= 1);
    }
}

/// The server; it runs until the test's runtime ends.
#[derive(Clone)]
pub struct Server {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// Starts a server that treats messages by these faults in order, then well.
    pub async fn start(faults: &[Fault]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let mut faults = faults.to_vec();
        faults.reverse();
        let state = Arc::new(Mutex::new(State { faults, ..State::default() }));
        let server = Self { address, state };
        let accepting = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = accepting.clone();
                tokio::spawn(async move { server.talk(stream).await });
            }
        });
        server
    }

    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.state.lock().expect("the server's state"))
    }

    /// From now on messages are treated by these faults in order, then well.
    pub fn meets(&self, faults: &[Fault]) {
        self.with(|s| s.faults = faults.iter().rev().copied().collect());
    }

    /// Recipients and messages that were answered or meant to be answered with 250.
    pub fn taken(&self) -> Vec<(String, Vec<u8>)> {
        self.with(|s| s.taken.clone())
    }

    /// Recipients of whose message a 250 was said, in time or not.
    pub fn answered(&self) -> Vec<String> {
        self.with(|s| s.answered.clone())
    }

    /// Envelope senders so far.
    pub fn senders(&self) -> Vec<String> {
        self.with(|s| s.senders.clone())
    }

    /// The most connections that were open at one time.
    pub fn peak(&self) -> usize {
        self.with(|s| s.peak)
    }

    /// Connections so far.
    pub fn connections(&self) -> usize {
        self.with(|s| s.connections)
    }

    /// Logins so far.
    pub fn logins(&self) -> usize {
        self.with(|s| s.logins)
    }

    /// The fault of the message now at hand; it is used up when something goes wrong.
    fn fault(&self) -> Fault {
        self.with(|s| s.faults.last().copied().unwrap_or(Fault::None))
    }

    fn used(&self) {
        self.with(|s| s.faults.pop());
    }

    async fn talk(&self, stream: TcpStream) {
        let counted = Counted::new(self.clone());
        let mut stream = BufReader::new(stream);
        match self.fault() {
            Fault::Silent => {
                self.used();
                tokio::time::sleep(Duration::from_hours(1)).await;
                return;
            }
            Fault::Greeting(reply) => {
                self.used();
                let _ = stream.write_all(format!("{reply}\r\n").as_bytes()).await;
                return;
            }
            _ => {}
        }
        if self.say(&mut stream, "220 fake ESMTP").await.is_none() {
            return;
        }
        let mut to = String::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return;
            }
            let command = line.trim_end().to_owned();
            let verb = command.to_ascii_uppercase();
            let fault = self.fault();
            if matches!(fault, Fault::SilentAt(at) if verb.starts_with(at)) {
                self.used();
                tokio::time::sleep(Duration::from_hours(1)).await;
                return;
            }
            let reply = match fault {
                Fault::StartTls(reply) if verb.starts_with("STARTTLS") => Some(reply),
                Fault::Auth(reply) if verb.starts_with("AUTH") => Some(reply),
                Fault::Mail(reply) if verb.starts_with("MAIL") => Some(reply),
                Fault::Rcpt(reply) if verb.starts_with("RCPT") => Some(reply),
                Fault::Data(reply) if verb == "DATA" => Some(reply),
                _ => None,
            };
            if let Some(reply) = reply {
                self.used();
                if self.say(&mut stream, reply).await.is_none() || reply.starts_with("421") {
                    return;
                }
                continue;
            }
            let answer = if verb.starts_with("EHLO") && matches!(fault, Fault::StartTls(_)) {
                "250-fake\r\n250-STARTTLS\r\n250 8BITMIME"
            } else if verb.starts_with("EHLO") {
                "250-fake\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME"
            } else if verb.starts_with("AUTH") {
                self.with(|s| s.logins += 1);
                "235 2.7.0 ok"
            } else if verb.starts_with("MAIL") {
                let from = command.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                self.with(|s| s.senders.push(from));
                "250 2.1.0 ok"
            } else if verb.starts_with("RCPT") {
                to = command.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                "250 2.1.5 ok"
            } else if verb == "DATA" {
                if self.say(&mut stream, "354 go on").await.is_none() {
                    return;
                }
                if self.content(&mut stream, fault, &to).await.is_none() {
                    return;
                }
                continue;
            } else if verb == "QUIT" {
                // Before the answer: after it, somebody else's connection may be counted first.
                drop(counted);
                let _ = stream.write_all(b"221 bye\r\n").await;
                return;
            } else {
                "250 2.0.0 ok"
            };
            if self.say(&mut stream, answer).await.is_none() {
                return;
            }
        }
    }

    /// Takes the message in; `None` when the connection is to end.
    async fn content(
        &self,
        stream: &mut BufReader<TcpStream>,
        fault: Fault,
        to: &str,
    ) -> Option<()> {
        let mut message = Vec::new();
        loop {
            let mut line = Vec::new();
            if stream.read_until(b'\n', &mut line).await.unwrap_or(0) == 0 {
                return None;
            }
            if fault == Fault::DropInData {
                self.used();
                return None;
            }
            if line == b".\r\n" {
                break;
            }
            let dot = line.starts_with(b".");
            message.extend_from_slice(&line[usize::from(dot)..]);
        }
        if let Fault::Content(reply) = fault {
            self.used();
            return self.say(stream, reply).await;
        }
        self.with(|s| s.taken.push((to.to_owned(), message)));
        if fault != Fault::None {
            self.used();
        }
        match fault {
            Fault::SilentAt(_) => {
                tokio::time::sleep(Duration::from_hours(1)).await;
                None
            }
            Fault::DropAfterData => None,
            Fault::Late(by) => {
                tokio::time::sleep(by).await;
                self.accept(stream, to, "250 2.0.0 Ok: queued as LATE1", fault).await
            }
            Fault::CloseAfter => {
                self.accept(stream, to, "250 2.0.0 Ok: queued as LAST1", fault).await;
                None
            }
            _ => self.accept(stream, to, "250 2.0.0 Ok: queued as 4FAB12", fault).await,
        }
    }

    async fn accept(
        &self,
        stream: &mut BufReader<TcpStream>,
        to: &str,
        reply: &str,
        fault: Fault,
    ) -> Option<()> {
        self.with(|s| s.answered.push(to.to_owned()));
        self.speak(stream, reply, fault).await
    }

    async fn say(&self, stream: &mut BufReader<TcpStream>, reply: &str) -> Option<()> {
        self.speak(stream, reply, self.fault()).await
    }

    async fn speak(
        &self,
        stream: &mut BufReader<TcpStream>,
        reply: &str,
        fault: Fault,
    ) -> Option<()> {
        let line = format!("{reply}\r\n");
        match fault {
            Fault::Slow(by) => tokio::time::sleep(by).await,
            Fault::Drip(by) => {
                for byte in line.bytes() {
                    tokio::time::sleep(by).await;
                    stream.write_all(&[byte]).await.ok()?;
                    stream.flush().await.ok()?;
                }
                return Some(());
            }
            _ => {}
        }
        stream.write_all(line.as_bytes()).await.ok()
    }
}
