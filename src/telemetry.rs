//! Log lines: JSON with ids only for machines, plain on a terminal. What is logged names rows by their ids, never
//! people or addresses. What others say (a relay, a driver) may hold an address all the same: [`Careful`] takes it out
//! of every line, whoever wrote it.

use std::io::{IsTerminal, Write};

use tracing::{Event, Level, Subscriber};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

/// Starts logging to standard error. `json`: `None` decides by whether that is a terminal.
///
/// A filter that cannot be read becomes `info`; a second call in one process does nothing.
pub fn start(filter: &str, json: Option<bool>) {
    // The libraries below speak of statements and connections, where addresses could stand: warnings only.
    let quiet = [
        "sqlx=warn",
        "tokio_cron_scheduler=warn",
        "hyper=warn",
        "lettre=warn",
        "rustls=warn",
        // It would log whole addresses of pages, with the tokens in them.
        "tower_http=warn",
    ];
    let filter = quiet.iter().fold(
        EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info")),
        |filter, directive| match directive.parse() {
            Ok(directive) => filter.add_directive(directive),
            Err(_) => filter,
        },
    );
    let registry = tracing_subscriber::registry().with(filter).with(CountErrors);
    let lines = tracing_subscriber::fmt::layer().with_writer(Careful);
    let started = if json.unwrap_or_else(|| !std::io::stderr().is_terminal()) {
        registry
            .with(lines.json().flatten_event(true).with_current_span(true).with_span_list(false))
            .try_init()
    } else {
        registry.with(lines.with_target(false).compact()).try_init()
    };
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
}

/// Counts the lines at the level error.
struct CountErrors;

impl<S: Subscriber> Layer<S> for CountErrors {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() == Level::ERROR {
            metrics::counter!("weft_log_errors_total").increment(1);
        }
    }
}

/// Standard error without addresses.
struct Careful;

impl<'a> MakeWriter<'a> for Careful {
    type Writer = Self;

    fn make_writer(&'a self) -> Self::Writer {
        Self
    }
}

impl Write for Careful {
    /// A formatted line arrives as a whole.
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        let mut out = std::io::stderr().lock();
        match without_addresses(line) {
            None => out.write_all(line)?,
            Some(clean) => out.write_all(&clean)?,
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        std::io::stderr().flush()
    }
}

/// The line with every address in it left out; `None` when there is none.
///
/// Shape: what stands around an `@` without a blank, a quotation mark, a bracket or a separator between.
fn without_addresses(line: &[u8]) -> Option<Vec<u8>> {
    let is_part =
        |byte: u8| byte > 0x7f || byte.is_ascii_alphanumeric() || b"._%+-~'=".contains(&byte);
    let mut clean = Vec::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(found) = line[at..].iter().position(|byte| *byte == b'@') {
        let mid = at + found;
        let from =
            kept.max(line[..mid].iter().rposition(|byte| !is_part(*byte)).map_or(0, |n| n + 1));
        let len = line[mid + 1..].iter().position(|byte| !is_part(*byte));
        let to = len.map_or(line.len(), |len| mid + 1 + len);
        clean.extend_from_slice(&line[kept..from]);
        clean.extend_from_slice("<…>".as_bytes());
        kept = to;
        at = to;
    }
    if kept == 0 {
        return None;
    }
    clean.extend_from_slice(&line[kept..]);
    Some(clean)
}

#[cfg(test)]
mod tests {
    use super::without_addresses;

    #[test]
    fn no_address_leaves_in_a_line() {
        let clean = |line: &str| {
            without_addresses(line.as_bytes())
                .map(|clean| String::from_utf8_lossy(&clean).into_owned())
        };
        assert_eq!(clean("{\"message\":\"ticked\"}"), None);
        for (line, shown) in [
            ("550 5.1.1 <ada@weft.example>: unknown", "550 5.1.1 <<…>>: unknown"),
            (
                "{\"reason\":\"zoë.o'neil+x@bücher.example\",\"n\":1}",
                "{\"reason\":\"<…>\",\"n\":1}",
            ),
            ("to=ada@x.example;bea@y.example", "<…>;<…>"),
            ("a@b@c.example d", "<…><…> d"),
            ("@", "<…>"),
        ] {
            assert_eq!(clean(line).as_deref(), Some(shown), "{line}");
        }
    }
}
