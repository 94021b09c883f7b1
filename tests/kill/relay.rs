//! A relay that remembers what it took; in good moods it takes everything.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// A message as it was taken.
#[derive(Clone, Debug)]
pub struct Taken {
    pub to: String,
    pub message: Vec<u8>,
}

/// The relay; it runs until the test ends.
pub struct Relay {
    pub address: SocketAddr,
    taken: Arc<Mutex<Vec<Taken>>>,
}

impl Relay {
    pub fn start() -> Self {
        Self::with_mood(Mood::default())
    }

    /// A relay with temporary faults, now and then.
    pub fn moody() -> Self {
        Self::with_mood(Mood { every: Some(7), count: AtomicU64::new(0) })
    }

    fn with_mood(mood: Mood) -> Self {
        let mood = Arc::new(mood);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("address");
        let taken = Arc::new(Mutex::new(Vec::new()));
        let into = taken.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (into, mood) = (into.clone(), mood.clone());
                // A client that was killed ends its conversation with an error, which is what this is about.
                std::thread::spawn(move || drop(talk(stream, &into, &mood)));
            }
        });
        Self { address, taken }
    }

    /// Everything taken so far, in order.
    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().expect("taken").clone()
    }
}

/// Which messages are not taken at once.
#[derive(Default)]
struct Mood {
    /// One of so many meets a fault.
    every: Option<u64>,
    count: AtomicU64,
}

/// What is wrong this time.
#[derive(Clone, Copy)]
enum Fault {
    /// This recipient not now.
    Later,
    /// The relay as a whole not now.
    Busy,
    /// The connection is gone before the message was taken.
    Gone,
    /// The connection is gone after it was.
    GoneAfterwards,
}

impl Mood {
    fn next(&self) -> Option<Fault> {
        let n = self.count.fetch_add(1, Ordering::Relaxed);
        let every = self.every.filter(|every| n % every == every - 1)?;
        let faults = [
            Fault::Later,
            Fault::Gone,
            Fault::Later,
            Fault::GoneAfterwards,
            Fault::Later,
            Fault::Busy,
        ];
        usize::try_from(n / every).ok().map(|which| faults[which % faults.len()])
    }
}

fn talk(stream: TcpStream, into: &Mutex<Vec<Taken>>, mood: &Mood) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut answer = stream.try_clone()?;
    let mut lines = BufReader::new(stream);
    answer.write_all(b"220 relay\r\n")?;
    let mut to = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => answer.write_all(b"250-relay\r\n250 8BITMIME\r\n")?,
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                answer.write_all(b"250 ok\r\n")?;
            }
            "DATA" => {
                answer.write_all(b"354 go on\r\n")?;
                let mut message = Vec::new();
                loop {
                    let mut line = Vec::new();
                    if lines.read_until(b'\n', &mut line)? == 0 {
                        return Ok(());
                    }
                    if line == b".\r\n" {
                        break;
                    }
                    message.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
                }
                let fault = mood.next();
                match fault {
                    None | Some(Fault::GoneAfterwards) => {
                        into.lock().expect("taken").push(Taken { to: to.clone(), message });
                    }
                    Some(Fault::Later | Fault::Busy | Fault::Gone) => {}
                }
                match fault {
                    None => answer.write_all(b"250 queued\r\n")?,
                    Some(Fault::Later) => answer.write_all(b"451 4.3.0 later\r\n")?,
                    Some(Fault::Busy) => {
                        answer.write_all(b"421 4.3.2 too busy\r\n")?;
                        return Ok(());
                    }
                    Some(Fault::Gone | Fault::GoneAfterwards) => return Ok(()),
                }
            }
            "QUIT" => {
                answer.write_all(b"221 bye\r\n")?;
                return Ok(());
            }
            _ => answer.write_all(b"250 ok\r\n")?,
        }
    }
}
