-- Data keys, wrapped by the master key: one for each stream. Deleting a row erases the words of that stream.
create table data_key (
    id      uuid        not null primary key,
    stream  uuid        not null unique,
    wrapped bytea       not null,
    made_at timestamp with time zone not null default current_timestamp
);

-- A constant sealed with the master key, to tell the right one from a wrong one.
create table master_check (
    id     integer not null primary key check (id = 1),
    sealed bytea   not null
);
