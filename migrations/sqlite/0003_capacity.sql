-- The one ledger of what teams can spare: week by week, for all programmes together, and what has been taken of it.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

-- A team without a row for a week offers no stints and no rotations in it; its coffee is bounded by teams.coffee_seats.
create table team_weeks (
    team_id blob not null references teams (id),
    -- a Monday
    week_on text not null,
    -- places for bootcamp guests, for rotation guests, and for own people who are away on rotation
    bootcamp_places integer not null check (bootcamp_places >= 0),
    rotation_places integer not null check (rotation_places >= 0),
    lend_places integer not null check (lend_places >= 0),
    -- minutes that the team can spare for all programmes together; null: not bounded by time
    minutes integer check (minutes >= 0),
    -- of them, what no programme may spend
    reserve_minutes integer not null check (reserve_minutes >= 0),
    -- why nothing can be spared; null: something can
    blackout text,
    -- what is taken; changed only by the statement that also writes the booking
    bootcamp_used integer not null check (bootcamp_used >= 0),
    rotation_used integer not null check (rotation_used >= 0),
    lend_used integer not null check (lend_used >= 0),
    minutes_used integer not null check (minutes_used >= 0),
    changed_by blob references persons (id),
    -- null: the team said nothing yet, and the row only counts what coffee takes
    changed_at text,
    primary key (team_id, week_on),
    -- whoever offers less than is taken withdraws placements first
    check (bootcamp_used <= bootcamp_places),
    check (rotation_used <= rotation_places),
    check (lend_used <= lend_places)
) strict;
create index team_weeks_week on team_weeks (week_on);

-- what took it: a placement, or a coffee round
create table bookings (
    id blob primary key,
    team_id blob not null references teams (id),
    week_on text not null,
    kind text not null check (kind in ('coffee', 'bootcamp', 'rotation', 'lend')),
    placement_id blob references placements (id),
    run_id blob references runs (id),
    places integer not null check (places >= 0),
    minutes integer not null check (minutes >= 0),
    booked_at text not null,
    check ((placement_id is null) <> (run_id is null)),
    unique (placement_id, team_id, week_on, kind),
    unique (run_id, team_id, week_on)
) strict;
create index bookings_team on bookings (team_id, week_on);

-- people of a team who look after guests
create table hosts (
    team_id blob not null references teams (id),
    person_id blob not null references persons (id),
    -- guests at the same time
    most_at_once integer not null check (most_at_once >= 1),
    named_by blob references persons (id),
    named_at text not null,
    primary key (team_id, person_id)
) strict;

-- a coordinator asks teams what they can spare in some weeks
create table capacity_requests (
    id blob primary key,
    -- the Monday of the first week asked for, and the Monday after the last
    from_on text not null,
    to_on text not null,
    -- a sentence of the coordinator's own for the mail; may be empty
    note text not null,
    asked_by blob not null references persons (id),
    asked_at text not null,
    check (to_on > from_on)
) strict;

-- the teams that were asked, each of the person who led it then
create table capacity_request_teams (
    request_id blob not null references capacity_requests (id),
    team_id blob not null references teams (id),
    lead_id blob not null references persons (id),
    -- 'same': as in the 13 weeks before; 'nothing': nothing this time; 'filled': filled in by hand; null: no answer yet
    answer text check (answer in ('same', 'nothing', 'filled')),
    answered_at text,
    primary key (request_id, team_id)
) strict;
create index capacity_request_teams_lead on capacity_request_teams (lead_id);
