-- Every position as it was sent. One index, its key; no foreign key: the recorder takes truck and organization from one
-- look-up. Partitions (vehicle_positions_2026_11, by UTC month) are made when a position needs them.
create table vehicle_positions (
    truck_id        uuid             not null,
    recorded_at     timestamptz      not null,
    organization_id uuid             not null,
    received_at     timestamptz      not null,
    latitude        double precision not null,
    longitude       double precision not null,
    speed_kph       real,
    heading_degrees real,
    ignition        boolean,
    odometer_km     double precision,
    accuracy_meters real,
    source          smallint         not null,
    primary key (truck_id, recorded_at)
) partition by range (recorded_at);
alter table vehicle_positions enable row level security;
create policy tenant on vehicle_positions
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select on vehicle_positions to ${role};

-- How far each truck's positions have been followed up: up to folded_to, and again from refold_from on.
create table truck_progress (
    truck_id        uuid        primary key,
    organization_id uuid        not null,
    folded_to       timestamptz,
    refold_from     timestamptz,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    foreign key (organization_id, truck_id) references trucks (organization_id, id)
);
alter table truck_progress enable row level security;
create policy tenant on truck_progress
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select on truck_progress to ${role};

-- One row: who owns the road raises the epoch, and every commit of positions checks that it is still the owner's.
-- Without a tenant, and not for the request role.
create table road_owner (
    one        boolean     primary key default true check (one),
    epoch      bigint      not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
insert into road_owner (epoch) values (0);

-- How far a feed has read its source, kept in the very transaction that stores what came before that place.
create table intake_ledger (
    id              uuid        primary key,
    organization_id uuid        not null references organizations (id),
    place           bigint      not null,
    accepted        bigint      not null,
    duplicates      bigint      not null,
    rejected        bigint      not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    unique (organization_id, id)
);
alter table intake_ledger enable row level security;
create policy tenant on intake_ledger
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert on intake_ledger to ${role};

-- The first thousand refusals of each ledger, by their place in the source.
create table intake_refusals (
    organization_id uuid        not null,
    ledger_id       uuid        not null,
    place           bigint      not null,
    reason          text        not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (organization_id, ledger_id, place),
    foreign key (organization_id, ledger_id) references intake_ledger (organization_id, id)
);
alter table intake_refusals enable row level security;
create policy tenant on intake_refusals
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select on intake_refusals to ${role};
