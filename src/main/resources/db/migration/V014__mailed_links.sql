-- A link that is mailed is counted when it is wanted, and gets its token when the mail is sent.
alter table password_resets
    add column id uuid not null default gen_random_uuid(),
    drop constraint password_resets_pkey,
    alter column hash drop not null;
alter table password_resets
    alter column id drop default,
    add primary key (id),
    add unique (hash);
