//! The whole service's scenarios, in the domain's words, each on SQLite and on PostgreSQL.

mod audit;
mod browser;
mod calendar;
mod feedback;
mod history;
mod home;
mod lease;
mod links;
mod mail_links;
mod office;
mod outbox;
mod participation;
mod import;
mod import_files;
mod people;
mod person_data;
mod policy;
mod recall;
mod release;
mod round;
mod sign_in;
mod smoke;
mod town;
mod visitor;
mod world;
