//! The whole service's scenarios, in the domain's words, each on SQLite and on PostgreSQL.

mod audit;
mod browser;
mod calendar;
mod feedback;
mod lease;
mod office;
mod outbox;
mod people;
mod recall;
mod release;
mod round;
mod links;
mod outbox;
mod people;
mod person_data;
mod policy;
mod sign_in;
mod smoke;
mod town;
mod world;
