-- Closed quarters as HR sees them, and who looked.
-- The SQLite twin has the same version, name, tables and columns; only types differ.

-- made once, when a quarter is over; never changed
create table publications (
    -- '2026-Q3'
    period text primary key,
    -- the level of units at which ties are shown
    level text not null,
    -- the version of the rules' code, and how many people stand behind each figure at least
    engine bigint not null,
    k bigint not null check (k >= 5),
    -- graph::disclose::Publication as JSON: all that is ever shown
    body text not null,
    -- graph::disclose::Facts as JSON: who stood behind the figures. Read only to make the next publication
    ledger text not null,
    made_at timestamptz not null
);

-- each view and export: counted for everybody to see; by whom, for the auditor
create table disclosure_log (
    id uuid primary key,
    viewer_id uuid references persons (id),
    role text not null,
    -- the sheet of figures, or the file
    what text not null,
    period text,
    -- the day in the organisation's zone
    looked_on date not null,
    at timestamptz not null
);
create index disclosure_log_day on disclosure_log (looked_on, what, period, viewer_id);
