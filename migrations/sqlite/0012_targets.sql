-- Targets: two groups of teams that the organisation wants to meet, in a share of the rounds, until a day.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

create table targets (
    id blob primary key,
    name text not null,
    -- in how many of a hundred rounds it counts
    share_percent integer not null check (share_percent between 5 and 50),
    -- first and last day on which a round may count it
    from_on text not null,
    ends_on text not null,
    made_by blob references persons (id),
    made_at text not null,
    -- when somebody ended it before its last day
    withdrawn_at text,
    withdrawn_by blob references persons (id)
) strict;
create index targets_ends on targets (ends_on);

-- the teams of its two groups; teams below them belong to the group too
create table target_teams (
    target_id blob not null references targets (id),
    team_id blob not null references teams (id),
    side text not null check (side in ('a', 'b')),
    primary key (target_id, team_id)
) strict;
create index target_teams_team on target_teams (team_id);
