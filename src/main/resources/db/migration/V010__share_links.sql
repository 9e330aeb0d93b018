-- Links by which someone without an account watches one truck. Of the token only its SHA-256 is kept.
create table share_links (
    id              uuid        primary key,
    organization_id uuid        not null,
    truck_id        uuid        not null,
    token_hash      bytea       not null unique,
    note            text        check (note <> ''),
    expires_at      timestamptz not null,
    revoked_at      timestamptz,
    last_opened_at  timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    foreign key (organization_id, truck_id) references trucks (organization_id, id) on delete cascade
);
create index share_links_truck on share_links (organization_id, truck_id, created_at);
create index share_links_expires_at on share_links (expires_at);
alter table share_links enable row level security;
create policy tenant on share_links
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update, delete on share_links to ${role};

-- What must be found before the organization is known. These pass the policies, so they return ids only.

-- Nothing for a link that is unknown, revoked or expired, or whose truck is archived.
create function find_share(hash bytea, at timestamptz) returns table (share_id uuid, organization_id uuid, truck_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select s.id, s.organization_id, s.truck_id
    from share_links s join trucks t on t.organization_id = s.organization_id and t.id = s.truck_id
    where s.token_hash = hash and s.revoked_at is null and s.expires_at > at and t.archived_at is null
$$;

-- For the job that removes them.
create function organizations_with_shares_ended_before(moment timestamptz) returns setof uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select distinct s.organization_id from share_links s where s.expires_at < moment or s.revoked_at < moment
$$;

revoke all on function find_share(bytea, timestamptz), organizations_with_shares_ended_before(timestamptz) from public;
grant execute on function find_share(bytea, timestamptz), organizations_with_shares_ended_before(timestamptz)
    to ${role};
