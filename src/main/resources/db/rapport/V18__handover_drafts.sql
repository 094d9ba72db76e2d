-- What a report has chosen on the way to handing over, until it is done: theirs alone, sealed with the key of their notebook.
-- A part is an item's id, or the rest.
create table handover_draft (
    relationship uuid        not null,
    part         varchar(40) not null,
    sealed       bytea       not null,
    primary key (relationship, part)
);
