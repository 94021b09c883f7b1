//! Mails: their words, their bytes, and how they are delivered.

#[path = "mail/bounce.rs"]
mod bounce;
#[path = "mail/bytes.rs"]
mod bytes;
#[path = "mail/delivery.rs"]
mod delivery;
#[path = "mail/smtp_server.rs"]
mod smtp_server;
#[path = "mail/words.rs"]
mod words;
