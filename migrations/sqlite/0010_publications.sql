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

-- each view and export: counted for everybody to see; by whom, for the auditor
create table disclosure_log (
    id blob primary key,
    viewer_id blob references persons (id),
    role text not null,
    -- the sheet of figures, or the file
    what text not null,
    period text,
    -- the day in the organisation's zone
    looked_on text not null,
    at text not null
) strict;
create index disclosure_log_day on disclosure_log (looked_on, what, period, viewer_id);
