-- The address at which somebody's calendar asks for their 1:1s: one for each person, kept as a hash only.
create table calendar_link (
    person       uuid  not null primary key references person (id),
    id           uuid  not null,
    hash         bytea not null,
    made_at      timestamp with time zone not null,
    last_used_at timestamp with time zone
);
create unique index calendar_link_hash on calendar_link (hash);
