-- Where a report went on from a relationship, so that handing over twice makes nothing twice. Only the report is told.
create table handover (
    relationship uuid not null primary key,
    id           uuid not null,
    onward       uuid not null,
    done_at      timestamp with time zone not null
);
