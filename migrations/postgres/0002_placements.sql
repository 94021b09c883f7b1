-- Cohorts, calls and placements: what bootcamp and rotation programmes plan. Rules and periods are JSON of
-- domain::bootcamp and domain::rotation.
-- The SQLite twin has the same version, name, tables and columns; only types differ.

create table cohorts (
    id uuid primary key,
    programme_id uuid not null references programmes (id),
    name text not null,
    -- a Monday; week n of the cohort begins n weeks later
    starts_on date not null,
    weeks bigint not null check (weeks between 1 and 52),
    rules jsonb not null,
    state text not null check (state in ('open', 'running', 'closed', 'cancelled')),
    created_by uuid references persons (id),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (programme_id, name)
);
create index cohorts_start on cohorts (starts_on);

create table calls (
    id uuid primary key,
    programme_id uuid not null references programmes (id),
    name text not null,
    -- the first day on which people may apply, and the first on which they may not any more
    opens_on date not null,
    closes_on date not null,
    -- [{"from_on": date, "to_on": date}], whole weeks, in order, without overlap; to_on is the first day after
    periods jsonb not null,
    rules jsonb not null,
    state text not null check (state in ('draft', 'open', 'closed', 'running', 'finished', 'cancelled')),
    created_by uuid references persons (id),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (programme_id, name),
    check (closes_on > opens_on)
);

-- what a run plans: a round of its programme (both null), a cohort, or a call
alter table runs add column cohort_id uuid references cohorts (id);
alter table runs add column call_id uuid references calls (id);
create index runs_cohort on runs (cohort_id);
create index runs_call on runs (call_id);

create table placements (
    id uuid primary key,
    -- the run that planned it as it stands
    run_id uuid not null references runs (id),
    cohort_id uuid references cohorts (id),
    call_id uuid references calls (id),
    person_id uuid not null references persons (id),
    -- the host team, and the one the person comes from
    team_id uuid not null references teams (id),
    home_team_id uuid not null references teams (id),
    host_id uuid references persons (id),
    -- the week of the cohort or the period of the call in which it begins, and how many it takes
    slot bigint not null check (slot >= 0),
    length bigint not null check (length >= 1),
    -- a Monday, and the Monday after its last week
    from_on date not null,
    to_on date not null,
    state text not null check (state in ('proposed', 'host_ok', 'home_ok', 'confirmed', 'started', 'finished', 'ended_early', 'recalled')),
    reason text,
    -- set by hand: solving again leaves it where it is
    locked boolean not null,
    -- both sides' word on a proposal, in whatever order they come
    host_said_at timestamptz,
    home_said_at timestamptz,
    -- a proposal that takes the place of a confirmed placement when its run is released
    replaces_id uuid references placements (id),
    -- a confirmed placement that ends when this run is released
    leaves_run_id uuid references runs (id),
    -- SEQUENCE of its calendar event
    sequence bigint not null,
    released_at timestamptz,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    check ((cohort_id is null) <> (call_id is null)),
    check (to_on > from_on)
);
create index placements_run on placements (run_id);
create index placements_cohort on placements (cohort_id, state);
create index placements_call on placements (call_id, state);
create index placements_person on placements (person_id, from_on);
create index placements_team on placements (team_id, from_on);
create index placements_host on placements (host_id);

-- what the guest and the host said afterwards
create table placement_words (
    placement_id uuid not null references placements (id),
    person_id uuid not null references persons (id),
    side text not null check (side in ('guest', 'host')),
    -- 1 to 5: was it worth the time
    worth bigint not null check (worth between 1 and 5),
    words text not null,
    -- coordinators may read the words
    words_shared boolean not null,
    said_at timestamptz not null,
    primary key (placement_id, person_id)
);
