-- Views of streams that are to be made again: why, who is at it, and what came of trying. No words of anybody's.
alter table stale_view add column why varchar(10) not null default 'FAILED';
alter table stale_view add column tries integer not null default 0;
alter table stale_view add column failure varchar(300);
alter table stale_view add column event_id varchar(255);
alter table stale_view add column event_sequence bigint;
alter table stale_view add column next_try_at timestamp with time zone;
-- Whoever makes it writes only while this is theirs.
alter table stale_view add column maker uuid;
create index stale_view_relationship on stale_view (relationship);
