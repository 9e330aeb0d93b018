create table organizations (
    id         uuid        primary key,
    name       text        not null check (name <> ''),
    type       text        not null check (type in ('TRANSPORTER', 'CLIENT')),
    time_zone  text        not null,
    country    text        not null check (country ~ '^[A-Z]{2}$'),
    units      text        not null check (units in ('METRIC', 'IMPERIAL')),
    locale     text        not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
alter table organizations enable row level security;
create policy tenant on organizations
    using (id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on organizations to ${role};

-- A person may belong to several organizations, so users carry none themselves; memberships do.
create table users (
    id            uuid        primary key,
    user_name     text        not null unique check (user_name = lower(user_name) and user_name !~ '@'),
    email         text        not null unique check (email = lower(email)),
    password_hash text        not null,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now()
);

create table memberships (
    organization_id uuid        not null references organizations (id),
    user_id         uuid        not null references users (id),
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (organization_id, user_id)
);
create index memberships_user on memberships (user_id);
alter table memberships enable row level security;
create policy tenant on memberships
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update, delete on memberships to ${role};

alter table users enable row level security;
create policy tenant on users
    using (exists (
        select from memberships m
        where m.user_id = users.id
          and m.organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid)))
    with check (true);
grant select, insert on users to ${role};

create table sessions (
    id              uuid        primary key,
    organization_id uuid        not null,
    user_id         uuid        not null,
    refresh_hash    bytea       not null unique,
    expires_at      timestamptz not null,
    ended_at        timestamptz,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    unique (organization_id, id),
    foreign key (organization_id, user_id) references memberships (organization_id, user_id)
);
create index sessions_user on sessions (organization_id, user_id);
alter table sessions enable row level security;
create policy tenant on sessions
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on sessions to ${role};

create table socket_tickets (
    hash            bytea       primary key,
    organization_id uuid        not null,
    session_id      uuid        not null,
    expires_at      timestamptz not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    foreign key (organization_id, session_id) references sessions (organization_id, id)
);
create index socket_tickets_expires_at on socket_tickets (expires_at);
alter table socket_tickets enable row level security;
create policy tenant on socket_tickets
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant insert on socket_tickets to ${role};

-- What must be found before the organization is known. These pass the policies, so they return ids only.

create function find_login(login text) returns table (user_id uuid, organization_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select u.id, m.organization_id
    from users u join memberships m on m.user_id = u.id
    where u.email = login or u.user_name = login
    order by m.created_at, m.organization_id
    limit 1
$$;

create function find_session(hash bytea) returns table (user_id uuid, organization_id uuid, session_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select s.user_id, s.organization_id, s.id from sessions s where s.refresh_hash = hash
$$;

-- Takes the ticket with it, and those that nobody came with.
create function redeem_ticket(given bytea, at timestamptz)
    returns table (user_id uuid, organization_id uuid, session_id uuid)
    language sql volatile security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    with taken as (
        delete from socket_tickets t where t.hash = given or t.expires_at < at - interval '1 minute'
        returning t.hash, t.session_id, t.expires_at)
    select s.user_id, s.organization_id, s.id
    from taken t join sessions s on s.id = t.session_id
    where t.hash = given and t.expires_at > at and s.ended_at is null and s.expires_at > at
$$;

create function first_organization() returns uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select id from organizations order by created_at limit 1
$$;

revoke all on function find_login(text), find_session(bytea), redeem_ticket(bytea, timestamptz), first_organization()
    from public;
grant execute on function find_login(text), find_session(bytea), redeem_ticket(bytea, timestamptz), first_organization()
    to ${role};
