-- When the words of a relationship were erased; empty while they can be read. A read model's column.
alter table relationship add column erased_at timestamp with time zone;

-- That the words of a relationship are to be erased, told to its two people before it is done. Codes and times only.
create table erasure (
    id             uuid        not null primary key,
    relationship   uuid        not null,
    basis          varchar(20) not null,
    announced_at   timestamp with time zone not null,
    -- Taken back by the operator before it was done.
    withdrawn_at   timestamp with time zone,
    -- The keys are destroyed, and nothing of them is left in the file of the keys.
    carried_out_at timestamp with time zone
);
create index erasure_relationship on erasure (relationship);

-- Who of the two has said that they know.
create table erasure_seen (
    erasure uuid not null references erasure (id),
    person  uuid not null references person (id),
    seen_at timestamp with time zone not null,
    primary key (erasure, person)
);
