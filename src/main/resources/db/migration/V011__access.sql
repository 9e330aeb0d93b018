-- What a member may do. Who was there before roles were is an owner; the first of all is the platform's administrator.
alter table memberships
    add column role           text not null default 'OWNER'
        check (role in ('OWNER', 'DISPATCHER', 'FLEET_MANAGER', 'SAFETY_OFFICER', 'TECHNICIAN', 'AUDITOR', 'DRIVER',
                        'CLIENT')),
    add column last_signed_in_at timestamptz, -- in this organization
    add column deactivated_at    timestamptz; -- null: is a member
alter table memberships alter column role drop default;

-- An organization always has an owner, however many leave at once: each waits for the one before.
create function keep_an_owner() returns trigger
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp
as $$
begin
    perform from organizations where id = old.organization_id for no key update;
    if not exists (
        select from memberships
        where organization_id = old.organization_id and role = 'OWNER' and deactivated_at is null)
    then
        raise exception 'the last owner stays' using errcode = 'check_violation', constraint = 'memberships_last_owner';
    end if;
    return null;
end
$$;
create trigger keep_an_owner
    after update of role, deactivated_at or delete on memberships
    for each row when (old.role = 'OWNER' and old.deactivated_at is null)
    execute function keep_an_owner();

alter table users
    add column name                   text not null default '', -- as others are shown it
    add column platform_administrator boolean not null default false;
update users set name = user_name;
alter table users
    alter column name drop default,
    add constraint users_name_check check (name <> ''),
    alter column user_name drop not null; -- who was invited signs in by e-mail
update users set platform_administrator = true where id = (select id from users order by created_at, id limit 1);
-- The request role makes users, but no administrators of the platform.
revoke insert on users from ${role};
grant insert (id, user_name, email, name, password_hash) on users to ${role};

grant update (name, updated_at) on users to ${role};

alter table organizations
    add column first_day_of_week text not null default 'MONDAY'
        check (first_day_of_week in ('MONDAY', 'SATURDAY', 'SUNDAY'));

-- Wishes to have someone as a member. Of the link's token only the SHA-256 is kept; null: its mail is not sent yet.
create table invitations (
    id              uuid        primary key,
    organization_id uuid        not null references organizations (id),
    email           text        not null check (email = lower(email)),
    role            text        not null,
    invited_by      uuid        references users (id), -- null: not a person
    token_hash      bytea       unique,
    expires_at      timestamptz not null,
    accepted_at     timestamptz,
    revoked_at      timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null
);
-- One that is open for each address; also the list's order.
create unique index invitations_open on invitations (organization_id, email)
    where accepted_at is null and revoked_at is null;
alter table invitations enable row level security;
create policy tenant on invitations
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update, delete on invitations to ${role};

-- What must be found before the organization is known, or in several at once. These pass the policies, so they return
-- ids only, but for what a person or the platform's administrator is told of organizations.

-- Of several organizations the one last signed in to.
create or replace function find_login(login text) returns table (user_id uuid, organization_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select u.id, m.organization_id
    from users u join memberships m on m.user_id = u.id
    where (u.email = login or u.user_name = login) and m.deactivated_at is null
    order by m.last_signed_in_at desc nulls last, m.created_at, m.organization_id
    limit 1
$$;

-- Which of these sessions are open, their members having one of these roles.
create function sessions_with_role(ids uuid[], roles text[], at timestamptz) returns setof uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select s.id
    from sessions s join memberships m on m.organization_id = s.organization_id and m.user_id = s.user_id
    where s.id = any (ids) and s.ended_at is null and s.expires_at > at
      and m.role = any (roles) and m.deactivated_at is null
$$;

-- Makes the very first user the platform's administrator.
create function appoint_first_administrator() returns void
    language sql volatile security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    update users set platform_administrator = true, updated_at = now() where (select count(*) from users) = 1
$$;

create function find_invitation(hash bytea, at timestamptz) returns table (organization_id uuid, invitation_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select i.organization_id, i.id from invitations i
    where i.token_hash = hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > at
$$;

-- To which organizations a person belongs, and as what.
create function organizations_of(person uuid) returns table (organization_id uuid, name text, role text)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select o.id, o.name, m.role from memberships m join organizations o on o.id = m.organization_id
    where m.user_id = person and m.deactivated_at is null
$$;

-- All organizations and their settings; nothing for who is no administrator of the platform.
create function organizations_of_platform(asker uuid) returns setof organizations
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select o.* from organizations o
    where exists (select from users u where u.id = asker and u.platform_administrator)
$$;

revoke all on function sessions_with_role(uuid[], text[], timestamptz), appoint_first_administrator(),
    find_invitation(bytea, timestamptz), organizations_of(uuid), organizations_of_platform(uuid) from public;
grant execute on function sessions_with_role(uuid[], text[], timestamptz), appoint_first_administrator(),
    find_invitation(bytea, timestamptz), organizations_of(uuid), organizations_of_platform(uuid) to ${role};
