-- The stamp of the commit that stored a fix not newer than all that was stored of its truck before; null for all others.
-- Greater with each commit, so that it is known which late fixes were looked at.
alter table vehicle_positions add column late_stamp bigint;

-- The fold's whole state of each truck, kept in one transaction with what it found.
alter table truck_progress
    add column refold_to      timestamptz,                  -- the newest late fix since the last re-fold
    add column refold_version bigint   not null default 0,  -- counts late fixes: a re-fold clears only what it has seen
    add column rules_version  bigint   not null default 0,  -- of the motion rules by which all of it was folded
    add column walked_late    bigint      not null default 0,  -- late fixes up to this stamp are in the driven roads
    add column first_fix_at   timestamptz,
    add column state          bytea,
    add column recent         bytea;                        -- the newest two fixes, for the live fleet
alter table truck_progress set (fillfactor = 70);

-- The state after the last fix of a UTC day, where a re-fold may begin and end.
create table truck_day_states (
    truck_id        uuid        not null,
    day             date        not null,
    organization_id uuid        not null,
    state           bytea       not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (truck_id, day),
    foreign key (organization_id, truck_id) references trucks (organization_id, id)
);
alter table truck_day_states enable row level security;
create policy tenant on truck_day_states
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));

-- What is counted, by quarters of an hour of a UTC day (index 1 to 96): every zone's day is made of whole quarters.
create table truck_days (
    truck_id        uuid        not null,
    day             date        not null,
    organization_id uuid        not null,
    distance_cm     int[]       not null,
    top_speed_kph   real[]      not null, -- 0: none seen
    carried_cm      int         not null, -- driven before this day, but certain only by its first fix
    carried_at      bigint      not null, -- when that was, in milliseconds since 1970
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (truck_id, day),
    foreign key (organization_id, truck_id) references trucks (organization_id, id)
) with (fillfactor = 70);
alter table truck_days enable row level security;
create policy tenant on truck_days
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select on truck_days to ${role};

-- Stops, idling and gaps. One that is found again keeps its id.
create table motion_episodes (
    id              uuid        primary key,
    organization_id uuid        not null,
    truck_id        uuid        not null,
    kind            text        not null check (kind in ('STOP', 'IDLING', 'GAP')),
    began_at        timestamptz not null,
    ended_at        timestamptz,
    latitude        double precision,
    longitude       double precision,
    origin          text        not null check (origin in ('LIVE', 'LATE', 'IMPORT', 'SAMPLE')),
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    foreign key (organization_id, truck_id) references trucks (organization_id, id)
);
create index motion_episodes_truck on motion_episodes (organization_id, truck_id, kind, began_at);
create index motion_episodes_open on motion_episodes (truck_id) where ended_at is null;
alter table motion_episodes enable row level security;
create policy tenant on motion_episodes
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select on motion_episodes to ${role};

-- What was found, changed or withdrawn and is not published yet.
create table motion_news (
    id              uuid        primary key,
    organization_id uuid        not null references organizations (id),
    truck_id        uuid        not null,
    episode_id      uuid        not null,
    kind            text        not null,
    change          text        not null check (change in ('FOUND', 'CHANGED', 'WITHDRAWN')),
    origin          text        not null,
    began_at        timestamptz not null,
    ended_at        timestamptz,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now()
);
create index motion_news_organization on motion_news (organization_id, id);
alter table motion_news enable row level security;
create policy tenant on motion_news
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, delete on motion_news to ${role};

-- An organization's own thresholds; without a row the standard ones hold.
create table motion_rules (
    organization_id       uuid        primary key references organizations (id),
    version               bigint      not null,
    stop_radius_meters    int         not null,
    stop_seconds          int         not null,
    leave_radius_meters   int         not null,
    silence_seconds       int         not null,
    silence_radius_meters int         not null,
    wild_speed_kph        int         not null,
    wild_distance_meters  int         not null,
    offline_seconds       int         not null,
    created_at            timestamptz not null default now(),
    updated_at            timestamptz not null default now()
);
alter table motion_rules enable row level security;
create policy tenant on motion_rules
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on motion_rules to ${role};
