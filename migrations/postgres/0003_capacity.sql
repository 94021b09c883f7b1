-- The one ledger of what teams can spare: week by week, for all programmes together, and what has been taken of it.
-- The SQLite twin has the same version, name, tables and columns; only types differ.

-- A team without a row for a week offers no stints and no rotations in it; its coffee is bounded by teams.coffee_seats.
create table team_weeks (
    team_id uuid not null references teams (id),
    -- a Monday
    week_on date not null,
    -- places for bootcamp guests, for rotation guests, and for own people who are away on rotation
    bootcamp_places bigint not null check (bootcamp_places >= 0),
    rotation_places bigint not null check (rotation_places >= 0),
    lend_places bigint not null check (lend_places >= 0),
    -- minutes that the team can spare for all programmes together; null: not bounded by time
    minutes bigint check (minutes >= 0),
    -- of them, what no programme may spend
    reserve_minutes bigint not null check (reserve_minutes >= 0),
    -- why nothing can be spared; null: something can
    blackout text,
    -- what is taken; changed only by the statement that also writes the booking
    bootcamp_used bigint not null check (bootcamp_used >= 0),
    rotation_used bigint not null check (rotation_used >= 0),
    lend_used bigint not null check (lend_used >= 0),
    minutes_used bigint not null check (minutes_used >= 0),
    changed_by uuid references persons (id),
    -- null: the team said nothing yet, and the row only counts what coffee takes
    changed_at timestamptz,
    primary key (team_id, week_on),
    -- whoever offers less than is taken withdraws placements first
    check (bootcamp_used <= bootcamp_places),
    check (rotation_used <= rotation_places),
    check (lend_used <= lend_places)
);
create index team_weeks_week on team_weeks (week_on);

-- what took it: a placement, or a coffee round
create table bookings (
    id uuid primary key,
    team_id uuid not null references teams (id),
    week_on date not null,
    kind text not null check (kind in ('coffee', 'bootcamp', 'rotation', 'lend')),
    placement_id uuid references placements (id),
    run_id uuid references runs (id),
    places bigint not null check (places >= 0),
    minutes bigint not null check (minutes >= 0),
    booked_at timestamptz not null,
    check ((placement_id is null) <> (run_id is null)),
    unique (placement_id, team_id, week_on, kind),
    unique (run_id, team_id, week_on)
);
create index bookings_team on bookings (team_id, week_on);

-- people of a team who look after guests
create table hosts (
    team_id uuid not null references teams (id),
    person_id uuid not null references persons (id),
    -- guests at the same time
    most_at_once bigint not null check (most_at_once >= 1),
    named_by uuid references persons (id),
    named_at timestamptz not null,
    primary key (team_id, person_id)
);

-- a coordinator asks teams what they can spare in some weeks
create table capacity_requests (
    id uuid primary key,
    -- the Monday of the first week asked for, and the Monday after the last
    from_on date not null,
    to_on date not null,
    -- a sentence of the coordinator's own for the mail; may be empty
    note text not null,
    asked_by uuid not null references persons (id),
    asked_at timestamptz not null,
    check (to_on > from_on)
);

-- the teams that were asked, each of the person who led it then
create table capacity_request_teams (
    request_id uuid not null references capacity_requests (id),
    team_id uuid not null references teams (id),
    lead_id uuid not null references persons (id),
    -- 'same': as in the 13 weeks before; 'nothing': nothing this time; 'filled': filled in by hand; null: no answer yet
    answer text check (answer in ('same', 'nothing', 'filled')),
    answered_at timestamptz,
    primary key (request_id, team_id)
);
create index capacity_request_teams_lead on capacity_request_teams (lead_id);
