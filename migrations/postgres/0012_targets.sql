-- Targets: two groups of teams that the organisation wants to meet, in a share of the rounds, until a day.
-- The SQLite twin has the same version, name, tables and columns; only types differ.

create table targets (
    id uuid primary key,
    name text not null,
    -- in how many of a hundred rounds it counts
    share_percent bigint not null check (share_percent between 5 and 50),
    -- first and last day on which a round may count it
    from_on date not null,
    ends_on date not null,
    made_by uuid references persons (id),
    made_at timestamptz not null,
    -- when somebody ended it before its last day
    withdrawn_at timestamptz,
    withdrawn_by uuid references persons (id)
);
create index targets_ends on targets (ends_on);

-- the teams of its two groups; teams below them belong to the group too
create table target_teams (
    target_id uuid not null references targets (id),
    team_id uuid not null references teams (id),
    side text not null check (side in ('a', 'b')),
    primary key (target_id, team_id)
);
create index target_teams_team on target_teams (team_id);
