-- What was said around placements: objections to a plan, and what was asked and told when.
-- The SQLite twin has the same version, name, tables and columns; only types differ.

-- "Not like this": what a host or home lead says of a plan before its release
create table placement_objections (
    run_id uuid not null references runs (id),
    person_id uuid not null references persons (id),
    reason text not null,
    said_at timestamptz not null,
    primary key (run_id, person_id)
);

-- guest and host were asked whether it was worth the time
create table placement_asked (
    placement_id uuid primary key references placements (id),
    asked_at timestamptz not null
);
create index placements_state on placements (state, to_on);

-- Monday's digest of a programme was made, whether there was something to say or not
create table digests (
    programme_id uuid not null references programmes (id),
    week_on date not null,
    made_at timestamptz not null,
    primary key (programme_id, week_on)
);

-- a plan was shown to hosts and home leads before its release; null: by rule
create table plans_shown (
    run_id uuid primary key references runs (id),
    shown_by uuid references persons (id),
    shown_at timestamptz not null
);
