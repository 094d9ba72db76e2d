-- Under which handle a person's passkeys know them: random, so that it tells nothing and cannot be guessed.
create table passkey_holder (
    person uuid        not null primary key references person (id),
    handle varchar(64) not null unique
);

-- The public halves of passkeys; the private ones never leave people's devices. Bytes stand in base64url.
create table passkey (
    id              uuid          not null primary key,
    person          uuid          not null references passkey_holder (person),
    credential      varchar(1400) not null unique,
    public_key      varchar(4000) not null,
    sign_count      bigint        not null,
    backup_eligible boolean       not null,
    name            varchar(120)  not null,
    made_at         timestamp with time zone not null,
    used_at         timestamp with time zone
);
create index passkey_person on passkey (person);
