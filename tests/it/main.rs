//! The whole service's scenarios, in the domain's words, each on SQLite and on PostgreSQL.

mod academy;
mod audit;
mod audit_pages;
mod bootcamp;
mod browser;
mod calendar;
mod capacity;
mod capacity_pages;
mod cli;
mod contract;
mod delivery;
mod demo;
mod feedback;
mod history;
mod home;
mod import;
mod import_files;
mod import_pages;
mod lease;
mod letters;
mod links;
mod mail_links;
mod office;
mod organisation;
mod outbox;
mod outbox_pages;
mod participation;
mod people;
mod person_data;
mod places;
mod placing;
mod policy;
mod programme;
mod recall;
mod release;
mod rotation;
mod rotation_plan;
mod round;
mod run_pages;
mod sign_in;
mod smoke;
mod store_contract;
mod targets;
mod third;
mod town;
mod visitor;
mod world;

#[expect(dead_code, reason = "the mail tests need more faults than these")]
#[path = "../mail/smtp_server.rs"]
mod smtp_server;
