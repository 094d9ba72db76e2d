-- The key that signs: its private half is sealed by the vault. There is room for one row.
create table seal_key (
    id          integer not null primary key check (id = 1),
    public_key  bytea   not null,
    private_key bytea   not null
);

-- What was recorded, in blocks that are chained and signed. What each column is hashed into: docs/adr/0033.
create table seal_block (
    block     bigint not null primary key,
    sealed_at bigint not null,
    previous  bytea  not null,
    root      bytea  not null,
    salt      bytea  not null,
    up_to     bigint not null,
    entries   bytea  not null,
    signature bytea  not null
);

-- The last time that everything was checked. There is room for one row.
create table seal_check (
    id         integer not null primary key check (id = 1),
    checked_at timestamp with time zone not null,
    blocks     bigint  not null
);

-- What did not fit then.
create table seal_finding (
    place    integer     not null primary key,
    kind     varchar(20) not null,
    block    bigint,
    stream   varchar(36),
    sequence bigint,
    position bigint
);
create index seal_finding_stream on seal_finding (stream);
