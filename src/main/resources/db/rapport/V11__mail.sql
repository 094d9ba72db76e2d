-- Where letters go, for those who switched them on and showed that the address is theirs.
create table letter_address (
    person       uuid         not null primary key references person (id),
    -- Another one for each address, so that nothing that was meant for one goes to the next.
    id           uuid         not null unique,
    address      varchar(254) not null,
    switched_on  boolean      not null,
    with_words   boolean      not null,
    -- How many letters in a row came back because there is no such mailbox.
    came_back    integer      not null,
    -- PERSON, LINK (in a letter) or CAME_BACK; empty while it is switched on.
    off_by       varchar(10)
);

-- Addresses that somebody has typed and that wait for the one who reads there to say so.
create table letter_confirmation (
    person   uuid         not null primary key references person (id),
    hash     bytea        not null unique,
    address  varchar(254) not null,
    asked_at timestamp with time zone not null
);

-- Letters that somebody asked for, so that nobody is flooded with them; the key tells no address.
create table letter_asked (
    person      uuid  not null references person (id),
    address_key bytea not null,
    asked_at    timestamp with time zone not null
);
create index letter_asked_person on letter_asked (person, asked_at);
create index letter_asked_address on letter_asked (address_key, asked_at);
