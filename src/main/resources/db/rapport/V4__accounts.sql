-- How people sign in, beyond the first passphrase.
-- 60 characters may take two places each, and three in lower case.
alter table person alter column name set data type varchar(120);
alter table api_token alter column name set data type varchar(120);
alter table person add column email_verified_at timestamp with time zone;

-- Empty for those who sign in without a passphrase.
alter table account alter column passphrase drop not null;
-- The name by which one signs in, in lower case; empty for those who sign in by address, or without a passphrase.
alter table account add column name_key varchar(240) unique;
update account set name_key = (select lower(person.name) from person where person.id = account.person);

create table recovery_code (
    person  uuid  not null primary key references person (id),
    hash    bytea not null,
    made_at timestamp with time zone not null
);

-- One-time links by which the other side of a relationship joins.
create table invitation (
    hash         bytea       not null primary key,
    relationship uuid        not null,
    side         varchar(10) not null,
    made_by      uuid        not null references person (id),
    made_at      timestamp with time zone not null,
    expires_at   timestamp with time zone not null,
    used_by      uuid references person (id)
);
create index invitation_relationship on invitation (relationship, side);

-- Wrong tries to sign in, by whom they were meant to be; the key tells neither name nor address.
create table sign_in_failure (
    who      bytea   not null primary key,
    failures integer not null,
    last_at  timestamp with time zone not null
);

-- Browsers in which somebody has signed in before, so that strangers' tries do not slow down the owner.
create table known_browser (
    hash    bytea not null primary key,
    person  uuid  not null references person (id),
    made_at timestamp with time zone not null
);
create index known_browser_person on known_browser (person);

-- Spring Session's tables.
create table web_session (
    primary_id            char(36)    not null primary key,
    session_id            char(36)    not null unique,
    creation_time         bigint      not null,
    last_access_time      bigint      not null,
    max_inactive_interval integer     not null,
    expiry_time           bigint      not null,
    principal_name        varchar(100)
);
create index web_session_expiry on web_session (expiry_time);
create index web_session_principal on web_session (principal_name);

create table web_session_attributes (
    session_primary_id char(36)     not null references web_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
