-- Who did what. Rows come and stay: nobody changes or deletes them, neither requests nor, by mistake, the owner.
create table audit_log (
    id              uuid        primary key,
    organization_id uuid        not null references organizations (id),
    -- user, key (an API key), system (a job, a feed, the start) or stranger (who did not prove who he is)
    actor_kind      text        not null check (actor_kind in ('user', 'key', 'system', 'stranger')),
    actor_id        uuid,
    actor_name      text        not null,
    address         text,
    request_id      text,
    action          text        not null check (action ~ '^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+$'),
    refused         boolean     not null,
    subject_kind    text        not null,
    subject_id      text,
    before          jsonb,
    after           jsonb,
    -- What the same transaction did on the way to it: [{action, subjectKind, subjectId}].
    also            jsonb,
    created_at      timestamptz not null
);
create index audit_log_time on audit_log (organization_id, created_at, id);
create index audit_log_actor on audit_log (organization_id, actor_id, created_at, id);
create index audit_log_action on audit_log (organization_id, action, created_at, id);
create index audit_log_subject on audit_log (organization_id, subject_id, created_at, id);
alter table audit_log enable row level security;
create policy tenant on audit_log
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert on audit_log to ${role};

create function refuse_change_of_audit_log() returns trigger
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp
as $$
begin
    -- A restore empties the tables that its migrations have just made, this one too.
    if tg_op = 'TRUNCATE' and not exists (select from audit_log) then
        return null;
    end if;
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger append_only before update or delete on audit_log
    for each row execute function refuse_change_of_audit_log();
create trigger never_emptied before truncate on audit_log
    for each statement execute function refuse_change_of_audit_log();
-- Also where an owner has triggers left out for his session.
alter table audit_log enable always trigger append_only;
alter table audit_log enable always trigger never_emptied;
revoke update, delete on audit_log from current_user;

-- What must be read again and nobody else may read: keys to outside services, secrets that webhooks are signed with.
create table organization_secrets (
    id              uuid        primary key,
    organization_id uuid        not null references organizations (id),
    purpose         text        not null,
    key_id          int         not null, -- of the key of ENCRYPTION_KEY that it is encrypted with
    encrypted       bytea       not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    unique (organization_id, id)
);
create index organization_secrets_key on organization_secrets (key_id, id);
alter table organization_secrets enable row level security;
create policy tenant on organization_secrets
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update, delete on organization_secrets to ${role};

-- Addresses at which vendors' webhooks come in. Of the secret part of the path only its SHA-256 is kept.
create table webhooks (
    id              uuid        primary key,
    organization_id uuid        not null references organizations (id),
    source          text        not null,
    path_hash       bytea       not null unique,
    secret_id       uuid, -- that the vendor signs with
    networks        text[]      not null, -- that alone may send to it; none: any
    revoked_at      timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (organization_id, id),
    foreign key (organization_id, secret_id) references organization_secrets (organization_id, id)
);
create index webhooks_newest on webhooks (organization_id, created_at, id);
alter table webhooks enable row level security;
create policy tenant on webhooks
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on webhooks to ${role};

-- What came by them lately, by SHA-256 of what it is called, so that it is not taken in again.
create table webhook_deliveries (
    organization_id uuid        not null,
    webhook_id      uuid        not null,
    name_hash       bytea       not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (webhook_id, name_hash),
    foreign key (organization_id, webhook_id) references webhooks (organization_id, id) on delete cascade
);
create index webhook_deliveries_oldest on webhook_deliveries (organization_id, created_at);
alter table webhook_deliveries enable row level security;
create policy tenant on webhook_deliveries
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, delete on webhook_deliveries to ${role};

-- What must be found before the organization is known, or in all at once. These pass the policies, so they return ids
-- and counts only.

create function secrets_of_other_keys(known int[]) returns bigint
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select count(*) from organization_secrets s where s.key_id <> all (known)
$$;

create function find_webhook(given_source text, hash bytea) returns table (webhook_id uuid, organization_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select w.id, w.organization_id from webhooks w
    where w.path_hash = hash and w.source = given_source and w.revoked_at is null
$$;

create function organizations_with_deliveries_before(moment timestamptz) returns setof uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select distinct d.organization_id from webhook_deliveries d where d.created_at < moment
$$;

revoke all on function
    secrets_of_other_keys(int[]), find_webhook(text, bytea), organizations_with_deliveries_before(timestamptz)
    from public;
grant execute on function
    secrets_of_other_keys(int[]), find_webhook(text, bytea), organizations_with_deliveries_before(timestamptz)
    to ${role};
