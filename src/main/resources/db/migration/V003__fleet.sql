create table trucks (
    id                 uuid        primary key,
    organization_id    uuid        not null references organizations (id),
    truck_number       text        not null check (truck_number <> ''),
    service_status     text        not null check (service_status in ('OPERATIONAL', 'MAINTENANCE', 'OUT_OF_SERVICE')),
    company            text,
    fleet_manager      text,
    brand              text,
    trailer_size       text,
    operating_location text,
    archived_at        timestamptz,
    version            bigint      not null,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    unique (organization_id, id),
    constraint trucks_number unique (organization_id, truck_number)
);
alter table trucks enable row level security;
create policy tenant on trucks
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on trucks to ${role};

-- The names under which trackers and phones speak of a truck.
create table truck_devices (
    organization_id uuid        not null,
    device_id       text        not null check (device_id <> ''),
    truck_id        uuid        not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    constraint truck_devices_id primary key (organization_id, device_id),
    foreign key (organization_id, truck_id) references trucks (organization_id, id)
);
create index truck_devices_truck on truck_devices (organization_id, truck_id);
alter table truck_devices enable row level security;
create policy tenant on truck_devices
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, delete on truck_devices to ${role};
