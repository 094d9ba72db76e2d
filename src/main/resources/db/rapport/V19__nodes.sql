-- The processes that share these data. Where one process has them to itself, nothing is written here.
create table node (
    name       varchar(100) not null primary key,
    started_at timestamp with time zone not null,
    -- When it last said that it lives, by the database's clock.
    seen_at    timestamp with time zone not null
);

-- Which node does what happens by itself.
create table turn (
    work       varchar(40)  not null primary key,
    node       varchar(100) not null,
    runs_until timestamp with time zone not null
);

-- How often something changed that somebody is shown and of which no event tells; all zeros for everybody.
create table live_version (
    person uuid   not null primary key,
    raised bigint not null
);

-- Attempts to deliver that are being made, and by which node.
create table under_way (
    delivery uuid         not null primary key,
    node     varchar(100) not null,
    taken_at timestamp with time zone not null
);
