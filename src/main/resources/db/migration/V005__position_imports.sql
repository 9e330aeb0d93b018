create table position_imports (
    id              uuid        primary key,
    organization_id uuid        not null references organizations (id),
    file_name       text        not null,
    size_bytes      bigint      not null,
    status          text        not null check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    create_trucks   boolean     not null,
    columns         jsonb       not null,
    time_zone       text,
    read_bytes      bigint      not null default 0,
    created_trucks  int         not null default 0,
    failure         text,
    finished_at     timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (organization_id, id)
);
create index position_imports_newest on position_imports (organization_id, created_at, id);
alter table position_imports enable row level security;
create policy tenant on position_imports
    using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid));
grant select, insert, update on position_imports to ${role};
