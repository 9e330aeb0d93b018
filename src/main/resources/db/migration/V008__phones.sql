-- Secrets that phones carry in their server's address; stored as SHA-256.
create table intake_tokens (
    id              uuid        primary key,
    organization_id uuid        not null references organizations (id),
    name            text        not null check (name <> ''),
    hash            bytea       not null unique,
    device_id       text, -- the phone it was made for by a set-up; null: anyone's
    last_used_at    timestamptz,
    revoked_at      timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (organization_id, id)
);
create index intake_tokens_newest on intake_tokens (organization_id, created_at, id);
alter table intake_tokens enable row level security;
create policy tenant on intake_tokens
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update, delete on intake_tokens to ${role};

-- What is known of each phone. It goes with the device id: a phone that moves to another truck begins anew there.
create table phone_devices (
    organization_id uuid        not null,
    device_id       text        not null,
    last_seen_at    timestamptz, -- null: set up, and not heard of yet
    first_fix_at    timestamptz, -- when the first one arrived
    last_fix_at     timestamptz, -- when the newest was recorded
    reading_at      timestamptz, -- of the three below
    battery_percent smallint check (battery_percent between 0 and 100),
    charging        boolean,
    activity        text,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (organization_id, device_id),
    foreign key (organization_id, device_id) references truck_devices (organization_id, device_id) on delete cascade
) with (fillfactor = 70);
alter table phone_devices enable row level security;
create policy tenant on phone_devices
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on phone_devices to ${role};
grant update on truck_devices to ${role}; -- a share of its row is locked while its phone is written of

-- What known phones sent and was not taken in, counted by reason.
create table phone_drops (
    organization_id uuid        not null,
    device_id       text        not null,
    reason          text        not null,
    count           bigint      not null,
    last_at         timestamptz not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (organization_id, device_id, reason),
    foreign key (organization_id, device_id) references phone_devices (organization_id, device_id) on delete cascade
) with (fillfactor = 70);
alter table phone_drops enable row level security;
create policy tenant on phone_drops
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on phone_drops to ${role};

-- Calls for help. The same message again is the same call; told_at is set in the transaction that tells listeners.
create table sos_calls (
    id              uuid        primary key,
    organization_id uuid        not null,
    truck_id        uuid        not null,
    device_id       text        not null,
    sent_at         timestamptz not null,
    received_at     timestamptz not null,
    latitude        double precision,
    longitude       double precision,
    told_at         timestamptz,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    constraint sos_calls_once unique (organization_id, truck_id, device_id, sent_at),
    foreign key (organization_id, truck_id) references trucks (organization_id, id) on delete cascade
);
alter table sos_calls enable row level security;
create policy tenant on sos_calls
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on sos_calls to ${role};

-- Devices that no truck has, as they came by; the program keeps a few hundred of them.
create table unknown_devices (
    id              uuid        primary key,
    organization_id uuid        not null references organizations (id),
    device_id       text        not null,
    by_token        boolean     not null, -- it came by an address with a token
    first_seen_at   timestamptz not null,
    last_seen_at    timestamptz not null,
    attempts        bigint      not null,
    latitude        double precision,
    longitude       double precision,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    constraint unknown_devices_id unique (organization_id, device_id)
);
create index unknown_devices_newest on unknown_devices (organization_id, last_seen_at, id);
alter table unknown_devices enable row level security;
create policy tenant on unknown_devices
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update, delete on unknown_devices to ${role};

-- What must be found before the organization is known. These pass the policies, so they return ids only.

create function find_intake_token(given bytea) returns table (organization_id uuid, token_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select t.organization_id, t.id from intake_tokens t where t.hash = given and t.revoked_at is null
$$;

-- No row where there are several.
create function only_organization() returns setof uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select o.id from organizations o where (select count(*) from (select from organizations limit 2) as first_two) = 1
$$;

revoke all on function find_intake_token(bytea), only_organization() from public;
grant execute on function find_intake_token(bytea), only_organization() to ${role};
