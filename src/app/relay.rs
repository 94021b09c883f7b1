//! The relay's address as an operator writes it.

use anyhow::{Context, Result, bail};

use crate::config::Config;
use crate::mail::transport::{Login, Security, SmtpConfig};

/// Reads `smtp`, `smtp_ca` and the name for EHLO out of the configuration. No error text holds the password.
pub fn relay(config: &Config) -> Result<SmtpConfig> {
    let mut relay = parse(&config.smtp.0)?;
    relay.hello = config.mail_from.rsplit('@').next().unwrap_or("localhost").to_owned();
    if !config.smtp_ca.as_os_str().is_empty() {
        let pem = std::fs::read(&config.smtp_ca)
            .with_context(|| format!("{} cannot be read", config.smtp_ca.display()))?;
        relay.own_ca = Some(pem);
    }
    Ok(relay)
}

fn parse(address: &str) -> Result<SmtpConfig> {
    let (scheme, rest) =
        address.split_once("://").context("smtp has to begin with smtp:// or smtps://")?;
    let (security, port) = match scheme {
        "smtp" => (Security::StartTls, 587),
        "smtps" => (Security::Tls, 465),
        "smtp+plain" => (Security::None, 25),
        _ => bail!("smtp has to begin with smtp://, smtps:// or smtp+plain://"),
    };
    let rest = rest.trim_end_matches('/');
    let (login, server) = match rest.rsplit_once('@') {
        Some((login, server)) => (Some(login), server),
        None => (None, rest),
    };
    let login = match login.map(|login| login.split_once(':')) {
        None => None,
        Some(Some((user, password))) => {
            Some(Login { user: plain(user)?, password: plain(password)? })
        }
        Some(None) => bail!("smtp: a name needs a password, USER:PASSWORD@"),
    };
    // An IPv6 address stands in brackets: [::1]:25.
    let (host, port) = match server.rsplit_once(':') {
        Some((host, digits)) if !digits.ends_with(']') => {
            (host, digits.parse().ok().context("smtp: the port is no number")?)
        }
        _ => (server, port),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    if host.is_empty() {
        bail!("smtp: the host is missing");
    }
    Ok(SmtpConfig { security, login, ..SmtpConfig::new(host, port) })
}

/// Undoes percent-encoding: a password may hold `@`, `:` and `/`.
fn plain(text: &str) -> Result<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        if first == b'%' {
            let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
            let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
            bytes.push(byte.context("smtp: % stands for a percent-encoded byte (%25 is %)")?);
            rest = &tail[2..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok().context("smtp: name and password have to be UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        let relay = parse("smtp://weft:s%40crt%3A%2F@mail.example:2525").expect("read");
        assert_eq!(
            (relay.host.as_str(), relay.port, relay.security),
            ("mail.example", 2525, Security::StartTls)
        );
        let login = relay.login.expect("login");
        assert_eq!((login.user.as_str(), login.password.as_str()), ("weft", "s@crt:/"));
        let relay = parse("smtps://mail.example/").expect("read");
        assert_eq!((relay.port, relay.security, relay.login.is_none()), (465, Security::Tls, true));
        let relay = parse("smtp+plain://[::1]:25").expect("read");
        assert_eq!((relay.host.as_str(), relay.port, relay.security), ("::1", 25, Security::None));
        assert_eq!(parse("smtp+plain://[::1]").expect("read").host, "::1");
    }

    #[test]
    fn mistakes_are_named_without_the_password() {
        for wrong in [
            "mail.example",
            "http://x",
            "smtp://",
            "smtp://weft@x",
            "smtp://weft:hunter2@x:port",
            "smtp://weft:hunter2%4@x",
        ] {
            let message = format!("{:#}", parse(wrong).expect_err(wrong));
            assert!(message.contains("smtp"), "{message}");
            assert!(!message.contains("hunter2"), "{message}");
        }
    }
}
