-- Cohorts, calls and placements: what bootcamp and rotation programmes plan. Rules and periods are JSON of
-- domain::bootcamp and domain::rotation.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

create table cohorts (
    id blob primary key,
    programme_id blob not null references programmes (id),
    name text not null,
    -- a Monday; week n of the cohort begins n weeks later
    starts_on text not null,
    weeks integer not null check (weeks between 1 and 52),
    rules text not null,
    state text not null check (state in ('open', 'running', 'closed', 'cancelled')),
    created_by blob references persons (id),
    created_at text not null,
    updated_at text not null,
    unique (programme_id, name)
) strict;
create index cohorts_start on cohorts (starts_on);

create table calls (
    id blob primary key,
    programme_id blob not null references programmes (id),
    name text not null,
    -- the first day on which people may apply, and the first on which they may not any more
    opens_on text not null,
    closes_on text not null,
    -- [{"from_on": date, "to_on": date}], whole weeks, in order, without overlap; to_on is the first day after
    periods text not null,
    rules text not null,
    state text not null check (state in ('draft', 'open', 'closed', 'running', 'finished', 'cancelled')),
    created_by blob references persons (id),
    created_at text not null,
    updated_at text not null,
    unique (programme_id, name),
    check (closes_on > opens_on)
) strict;

-- what a run plans: a round of its programme (both null), a cohort, or a call
alter table runs add column cohort_id blob references cohorts (id);
alter table runs add column call_id blob references calls (id);
create index runs_cohort on runs (cohort_id);
create index runs_call on runs (call_id);

create table placements (
    id blob primary key,
    -- the run that planned it as it stands
    run_id blob not null references runs (id),
    cohort_id blob references cohorts (id),
    call_id blob references calls (id),
    person_id blob not null references persons (id),
    -- the host team, and the one the person comes from
    team_id blob not null references teams (id),
    home_team_id blob not null references teams (id),
    host_id blob references persons (id),
    -- the week of the cohort or the period of the call in which it begins, and how many it takes
    slot integer not null check (slot >= 0),
    length integer not null check (length >= 1),
    -- a Monday, and the Monday after its last week
    from_on text not null,
    to_on text not null,
    state text not null check (state in ('proposed', 'host_ok', 'home_ok', 'confirmed', 'started', 'finished', 'ended_early', 'recalled')),
    reason text,
    -- set by hand: solving again leaves it where it is
    locked integer not null,
    -- both sides' word on a proposal, in whatever order they come
    host_said_at text,
    home_said_at text,
    -- a proposal that takes the place of a confirmed placement when its run is released
    replaces_id blob references placements (id),
    -- a confirmed placement that ends when this run is released
    leaves_run_id blob references runs (id),
    -- SEQUENCE of its calendar event
    sequence integer not null,
    released_at text,
    created_at text not null,
    changed_at text not null,
    check ((cohort_id is null) <> (call_id is null)),
    check (to_on > from_on)
) strict;
create index placements_run on placements (run_id);
create index placements_cohort on placements (cohort_id, state);
create index placements_call on placements (call_id, state);
create index placements_person on placements (person_id, from_on);
create index placements_team on placements (team_id, from_on);
create index placements_host on placements (host_id);

-- what the guest and the host said afterwards
create table placement_words (
    placement_id blob not null references placements (id),
    person_id blob not null references persons (id),
    side text not null check (side in ('guest', 'host')),
    -- 1 to 5: was it worth the time
    worth integer not null check (worth between 1 and 5),
    words text not null,
    -- coordinators may read the words
    words_shared integer not null,
    said_at text not null,
    primary key (placement_id, person_id)
) strict;
