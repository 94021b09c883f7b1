//! Log lines: JSON with ids only for machines, plain on a terminal. What is logged names rows by their ids, never
//! people or addresses.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

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
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if json.unwrap_or_else(|| !std::io::stderr().is_terminal()) {
        lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
    } else {
        lines.with_target(false).compact().try_init()
    };
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
}
