-- What was said in somebody's name and waits for their own word, and the last due date that they know of.
alter table promise add column due_on_before date;
alter table promise add column to_verify boolean not null default false;
create index promise_to_verify on promise (relationship, to_verify);
alter table entry add column to_verify boolean not null default false;
create index entry_to_verify on entry (stream, to_verify);
