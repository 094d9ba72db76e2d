-- Programs that a person has told when something is open. Where they are reached, and with what messages to them are
-- signed, is sealed with a key of its own, which nothing else shares and which goes when the row does.
create table webhook (
    id          uuid         not null primary key,
    person      uuid         not null references person (id),
    name        varchar(120) not null,
    format      varchar(10)  not null,
    vault_key   uuid         not null unique,
    address     bytea        not null,
    secret      bytea,
    with_words  boolean      not null,
    state       varchar(10)  not null,
    unseen      boolean      not null,
    made_at     timestamp with time zone not null,
    last_result varchar(20),
    last_status integer,
    last_at     timestamp with time zone,
    not_before  timestamp with time zone
);
create index webhook_person on webhook (person);

-- What did not arrive since something last did, to see when there is no use in going on.
create table webhook_failure (
    webhook  uuid    not null references webhook (id) on delete cascade,
    delivery uuid    not null,
    attempts integer not null,
    given_up boolean not null,
    last_at  timestamp with time zone not null,
    primary key (webhook, delivery)
);
