-- Closed quarters as HR sees them, and who looked.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

-- made once, when a quarter is over; never changed
create table publications (
    -- '2026-Q3'
    period text primary key,
    -- the level of units at which ties are shown
    level text not null,
    -- the version of the rules' code, and how many people stand behind each figure at least
    engine integer not null,
    k integer not null check (k >= 5),
    -- graph::disclose::Publication as JSON: all that is ever shown
    body text not null,
    -- graph::disclose::Facts as JSON: who stood behind the figures. Read only to make the next publication
    ledger text not null,
    made_at text not null
) strict;

-- each view and export, by role
create table disclosure_log (
    id blob primary key,
    role text not null,
    what text not null,
    period text,
    at text not null
) strict;
create index disclosure_log_at on disclosure_log (at);
