-- The sample fleet: simulated trucks beside real ones, if there are any.
alter table trucks add column sample boolean not null default false;

-- Trucks are archived, never deleted; those of the sample fleet are, and no others can be.
grant delete on trucks to ${role};
create policy the_sample_alone_is_deleted on trucks as restrictive for delete using (sample);

-- One row an organization, which stays when the sample is removed, so that it is not made again. All that the trucks do
-- follows from the seed and the zone.
create table sample_fleets (
    organization_id uuid        primary key references organizations (id),
    state           text        not null check (state in ('MAKING', 'DRIVING', 'REMOVING', 'REMOVED')),
    seed            bigint      not null,
    time_zone       text        not null,
    truck_ids       uuid[]      not null, -- in the order of the plan
    since           timestamptz not null, -- the first moment that was simulated
    fed_to          timestamptz not null, -- all that arrived until then is stored
    made_to         timestamptz not null, -- where the past ended when it was made
    to_erase        bigint      not null default 0, -- positions when the removal began
    erased          bigint      not null default 0,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now()
);
alter table sample_fleets enable row level security;
create policy tenant on sample_fleets
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on sample_fleets to ${role};

-- Roads that the sample drove are counted beside the real ones, so that they can go without them.
alter table driven_steps add column sample boolean not null default false;
alter table road_cells add column sample boolean not null default false;
alter table road_cells drop constraint road_cells_pkey;
alter table road_cells add primary key (organization_id, zoom, tile_x, tile_y, cell, sample);
create index road_cells_sample on road_cells (organization_id) where sample;
