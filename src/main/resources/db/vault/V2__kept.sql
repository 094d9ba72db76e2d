-- What must not be lost together with the history, each with a code that only the master key can make.
create table kept (
    name    varchar(60) not null primary key,
    content bytea       not null,
    code    bytea       not null
);
