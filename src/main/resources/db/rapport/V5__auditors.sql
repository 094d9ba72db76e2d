-- Who opened which history. A read model, made again from the streams.
create table opening (
    relationship uuid        not null,
    sequence     bigint      not null,
    person       uuid        not null references person (id),
    role         varchar(20) not null,
    opened_at    timestamp with time zone not null,
    reason       bytea       not null,
    primary key (relationship, sequence)
);
create index opening_person on opening (person, opened_at);

-- Which openings a party has said to have seen. Not a read model: no stream tells it.
create table opening_seen (
    person       uuid   not null references person (id),
    relationship uuid   not null,
    sequence     bigint not null,
    seen_at      timestamp with time zone not null,
    primary key (person, relationship, sequence)
);

-- The one-time links with which named auditors choose a passphrase; made anew at each start.
create table auditor_link (
    person  uuid  not null primary key references person (id),
    hash    bytea not null unique,
    made_at timestamp with time zone not null
);
