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
