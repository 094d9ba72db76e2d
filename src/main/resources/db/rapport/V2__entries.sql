-- Promises may be reworded and retracted.
alter table promise add column rewording bytea;
alter table promise add column retracted boolean not null default false;
alter table promise add column repairs uuid;
create index promise_made on promise (relationship, made_at);
create index promise_step_recorded on promise_step (relationship, recorded_at);

-- Entries other than promises: of relationships, and of notebooks under the notebook's own id.
create table entry (
    stream       uuid        not null,
    entry        uuid        not null,
    kind         varchar(20) not null,
    is_open      boolean     not null,
    is_retracted boolean     not null,
    recorded_at  timestamp with time zone not null,
    occurred_on  date,
    about        uuid,
    state        varchar(1000000) not null,
    corrections  varchar(1000000) not null,
    primary key (stream, entry)
);
create index entry_open on entry (stream, is_open);
create index entry_recorded on entry (stream, recorded_at);
create index entry_occurred on entry (stream, occurred_on);
create index entry_about on entry (stream, about);

-- When two people meet, as far as it still matters, and on which days they did.
create table meetings (
    relationship uuid not null primary key,
    state        varchar(1000000) not null
);
create table one_on_one_held (
    relationship uuid   not null,
    sequence     bigint not null,
    held_on      date   not null,
    primary key (relationship, sequence)
);
create index one_on_one_held_on on one_on_one_held (relationship, held_on);
