-- Each refresh token is used once. The one after it is made of it and a salt that is stored here, so who comes again with
-- the same one can be given the same successor, which is stored nowhere.
create table refresh_tokens (
    hash            bytea       primary key,
    organization_id uuid        not null,
    session_id      uuid        not null,
    expires_at      timestamptz not null,
    used_at         timestamptz,
    successor_salt  bytea,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    check ((used_at is null) = (successor_salt is null)),
    foreign key (organization_id, session_id) references sessions (organization_id, id) on delete cascade
);
create index refresh_tokens_session on refresh_tokens (organization_id, session_id);
create index refresh_tokens_expires_at on refresh_tokens (expires_at);
alter table refresh_tokens enable row level security;
create policy tenant on refresh_tokens
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update, delete on refresh_tokens to ${role};

insert into refresh_tokens (hash, organization_id, session_id, expires_at, created_at, updated_at)
select refresh_hash, organization_id, id, expires_at, updated_at, updated_at
from sessions where ended_at is null and expires_at > now();

-- Sessions that follow from one sign-in, one in each organization that was switched to, are a family. Where a session was
-- used last its owner is shown. One that has ended goes with its tokens and tickets.
alter table sessions
    add column family_id    uuid,
    add column last_used_at timestamptz,
    add column address      text,
    add column user_agent   text;
update sessions set family_id = id, last_used_at = updated_at;
alter table sessions
    alter column family_id set not null,
    alter column last_used_at set not null;
create index sessions_family on sessions (family_id);
create index sessions_of_a_user on sessions (user_id);
create index sessions_expires_at on sessions (expires_at);
grant delete on sessions to ${role};
alter table socket_tickets
    drop constraint socket_tickets_organization_id_session_id_fkey,
    add foreign key (organization_id, session_id) references sessions (organization_id, id) on delete cascade;
create index socket_tickets_session on socket_tickets (organization_id, session_id);

-- Links by which a person who forgot the password sets a new one; stored as SHA-256.
create table password_resets (
    hash            bytea       primary key,
    organization_id uuid        not null,
    user_id         uuid        not null,
    made_by         uuid        references users (id), -- who hands it over; null: it was mailed
    expires_at      timestamptz not null,
    used_at         timestamptz, -- or made void
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    foreign key (organization_id, user_id) references memberships (organization_id, user_id) on delete cascade
);
create index password_resets_user on password_resets (organization_id, user_id);
create index password_resets_expires_at on password_resets (expires_at);
alter table password_resets enable row level security;
create policy tenant on password_resets
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update, delete on password_resets to ${role};
grant update (password_hash, updated_at) on users to ${role};

-- A key by which a service acts for an organization; its secrets are apart, because while it is changed it has two.
create table api_keys (
    id                  uuid        primary key,
    organization_id     uuid        not null references organizations (id),
    name                text        not null check (name <> ''),
    scopes              text[]      not null check (cardinality(scopes) > 0),
    requests_per_minute int         not null check (requests_per_minute > 0),
    made_by             uuid        not null references users (id),
    revoked_at          timestamptz,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    unique (organization_id, id)
);
create index api_keys_newest on api_keys (organization_id, created_at, id);
alter table api_keys enable row level security;
create policy tenant on api_keys
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on api_keys to ${role};

create table api_key_secrets (
    hash            bytea       primary key,
    organization_id uuid        not null,
    key_id          uuid        not null,
    prefix          text        not null, -- its first characters, by which a person tells one from another
    expires_at      timestamptz not null,
    last_used_at    timestamptz,
    notice_at       timestamptz, -- when the owners were told that it expires soon
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    foreign key (organization_id, key_id) references api_keys (organization_id, id) on delete cascade
);
create index api_key_secrets_key on api_key_secrets (organization_id, key_id, created_at);
create index api_key_secrets_expires_at on api_key_secrets (expires_at);
alter table api_key_secrets enable row level security;
create policy tenant on api_key_secrets
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on api_key_secrets to ${role};

-- What must be found before the organization is known, or in several at once. These pass the policies, so they return
-- ids (and times) only.

create or replace function find_session(hash bytea) returns table (user_id uuid, organization_id uuid, session_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select s.user_id, s.organization_id, s.id
    from refresh_tokens t join sessions s on s.organization_id = t.organization_id and s.id = t.session_id
    where t.hash = find_session.hash
$$;
alter table sessions drop column refresh_hash;

-- The open sessions of a person, in all organizations.
create function sessions_of_user(given_user uuid, at timestamptz)
    returns table (organization_id uuid, session_id uuid, created_at timestamptz, last_used_at timestamptz)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select s.organization_id, s.id, s.created_at, s.last_used_at
    from sessions s where s.user_id = given_user and s.ended_at is null and s.expires_at > at
$$;

-- Ends all sessions of a person but one, in all organizations.
create function end_sessions_of_user(given_user uuid, kept uuid, at timestamptz)
    returns table (organization_id uuid, session_id uuid)
    language sql volatile security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    update sessions s set ended_at = at, updated_at = at
    where s.user_id = given_user and s.id is distinct from kept and s.ended_at is null
    returning s.organization_id, s.id
$$;

create function end_family_of_session(given uuid, at timestamptz) returns table (organization_id uuid, session_id uuid)
    language sql volatile security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    update sessions s set ended_at = at, updated_at = at
    where s.family_id = (select f.family_id from sessions f where f.id = given) and s.ended_at is null
    returning s.organization_id, s.id
$$;

create function family_of_session(given uuid) returns uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select s.family_id from sessions s where s.id = given
$$;

create function find_password_reset(given bytea, at timestamptz) returns table (user_id uuid, organization_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select r.user_id, r.organization_id from password_resets r
    where r.hash = given and r.used_at is null and r.expires_at > at
$$;

-- After the password was changed no link that was made before sets another.
create function void_password_resets(given_user uuid, at timestamptz) returns void
    language sql volatile security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    update password_resets set used_at = at, updated_at = at where user_id = given_user and used_at is null
$$;

create function find_api_key(given bytea, at timestamptz) returns table (organization_id uuid, key_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select s.organization_id, s.key_id
    from api_key_secrets s join api_keys k on k.organization_id = s.organization_id and k.id = s.key_id
    where s.hash = given and s.expires_at > at and k.revoked_at is null
$$;

-- For the jobs that clean up and give notice.
create function organizations_with_old_sessions(moment timestamptz) returns setof uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select s.organization_id from sessions s where s.expires_at < moment or s.ended_at < moment
    union
    select t.organization_id from refresh_tokens t where t.expires_at < moment
    union
    select r.organization_id from password_resets r where r.expires_at < moment
$$;

create function organizations_with_keys_expiring(beginning timestamptz, ending timestamptz) returns setof uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select distinct s.organization_id from api_key_secrets s
    where s.expires_at > beginning and s.expires_at <= ending and s.notice_at is null
$$;

revoke all on function
    sessions_of_user(uuid, timestamptz),
    end_sessions_of_user(uuid, uuid, timestamptz),
    end_family_of_session(uuid, timestamptz),
    family_of_session(uuid),
    find_password_reset(bytea, timestamptz),
    void_password_resets(uuid, timestamptz),
    find_api_key(bytea, timestamptz),
    organizations_with_old_sessions(timestamptz),
    organizations_with_keys_expiring(timestamptz, timestamptz)
    from public;
grant execute on function
    sessions_of_user(uuid, timestamptz),
    end_sessions_of_user(uuid, uuid, timestamptz),
    end_family_of_session(uuid, timestamptz),
    family_of_session(uuid),
    find_password_reset(bytea, timestamptz),
    void_password_resets(uuid, timestamptz),
    find_api_key(bytea, timestamptz),
    organizations_with_old_sessions(timestamptz),
    organizations_with_keys_expiring(timestamptz, timestamptz)
    to ${role};
