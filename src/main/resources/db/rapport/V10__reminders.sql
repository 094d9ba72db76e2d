-- What people are told before a 1:1, and when.

-- How somebody wants to be reminded; who has no row has never said.
create table reminder_settings (
    person     uuid        not null primary key references person (id),
    zone       varchar(64) not null,
    lead_hours integer     not null,
    work_days  varchar(60) not null,
    work_from  time        not null,
    work_until time        not null,
    daily      boolean     not null,
    daily_at   time        not null,
    desktop    boolean     not null
);

-- When to look again whether the brief for one side is due; made anew from the streams at any time.
create table brief_look (
    relationship uuid        not null,
    side         varchar(10) not null,
    look_at      timestamp with time zone not null,
    -- Rises whenever something changes, so that a look that began before does not put it off.
    changes      bigint      not null,
    primary key (relationship, side)
);
create index brief_look_at on brief_look (look_at);

-- Each 1:1 for which it was decided whether a person gets a brief: once, and for ever.
create table brief_sent (
    id           uuid      not null primary key,
    relationship uuid      not null,
    person       uuid      not null references person (id),
    -- The local start by which the 1:1 was first planned; it stays when the 1:1 is moved.
    occurrence   timestamp not null,
    starts_at    timestamp with time zone not null,
    decided_at   timestamp with time zone not null,
    -- None if nothing was open, and nobody was told anything.
    open_items   integer   not null,
    opened_at    timestamp with time zone,
    shown_at     timestamp with time zone,
    constraint brief_once unique (relationship, person, occurrence)
);
create index brief_sent_person on brief_sent (person, starts_at);

-- When to look again what came up for a person besides the briefs.
create table follow_up_look (
    person  uuid not null primary key references person (id),
    look_at timestamp with time zone not null
);
create index follow_up_look_at on follow_up_look (look_at);

-- One digest a day at most.
create table follow_up_sent (
    id      uuid not null primary key,
    person  uuid not null references person (id),
    on_day  date not null,
    sent_at timestamp with time zone not null,
    constraint follow_up_once unique (person, on_day)
);

-- What a person has been told of already, so that nothing is told twice.
create table follow_up_told (
    person       uuid        not null references person (id),
    relationship uuid        not null,
    entry        uuid        not null,
    what         varchar(30) not null,
    -- The day that it is about: when it is due, or since when it waits.
    on_day       date        not null,
    digest       uuid        not null,
    primary key (person, entry, what, on_day)
);
create index follow_up_told_digest on follow_up_told (digest);

-- A digest on its way to one place. It holds no words: they are read anew for each attempt.
create table delivery (
    id          uuid        not null primary key,
    digest      uuid        not null,
    kind        varchar(20) not null,
    person      uuid        not null references person (id),
    way         varchar(20) not null,
    target      uuid        not null,
    made_at     timestamp with time zone not null,
    -- After that it is of no use any more.
    good_until  timestamp with time zone not null,
    tries       integer     not null,
    -- Empty once it has ended.
    next_try_at timestamp with time zone,
    outcome     varchar(20) not null,
    constraint delivery_once unique (digest, way, target)
);
create index delivery_next_try on delivery (next_try_at);
