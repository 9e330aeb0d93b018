-- Steps that trucks drove and that are not counted into road_cells yet: a queue. Per step two points, each a latitude
-- and a longitude in 1e-7 degrees as big-endian int32. Written with the fold's outcome; the transaction that counts them
-- deletes them (for which FOR UPDATE asks the right to update).
create table driven_steps (
    organization_id uuid        not null references organizations (id),
    id              bigint      generated always as identity,
    steps           bytea       not null check (length(steps) > 0 and length(steps) % 16 = 0),
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (organization_id, id)
);
alter table driven_steps enable row level security;
create policy tenant on driven_steps
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, update, delete on driven_steps to ${role};

-- How often each cell of a grid was crossed, per zoom, and how often the truck went on into its forward neighbours. A
-- tile's cells are one range of the key; cells near its edge are kept in the neighbouring tiles too. Sums are of the
-- crossings' places within the cell, in 1/256 of it. All of it only ever grows, without touching an indexed column.
create table road_cells (
    organization_id uuid        not null,
    zoom            smallint    not null,
    tile_x          int         not null,
    tile_y          int         not null,
    cell            int         not null,
    n               int         not null,
    sum_x           bigint      not null,
    sum_y           bigint      not null,
    east            int         not null,
    south_east      int         not null,
    south           int         not null,
    south_west      int         not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (organization_id, zoom, tile_x, tile_y, cell)
) with (fillfactor = 85);
alter table road_cells enable row level security;
create policy tenant on road_cells
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on road_cells to ${role};

-- For the job that counts, which asks before it knows an organization. It passes the policies, so it returns ids only.
create function organizations_with_driven_steps() returns setof uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select distinct organization_id from driven_steps
$$;
revoke all on function organizations_with_driven_steps() from public;
grant execute on function organizations_with_driven_steps() to ${role};
