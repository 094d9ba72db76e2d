-- Whose notebook is which stream. Not a read model: the id is random, reserved before its first event, and said nowhere
-- that another reader looks, so this table cannot be made again from the relationship's stream.
create table notebook (
    id           uuid not null primary key,
    relationship uuid not null,
    author       uuid not null references person (id),
    unique (relationship, author)
);
