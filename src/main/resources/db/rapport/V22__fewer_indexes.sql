-- Each index is written with every row. That a promise was made is a step of it, and what is open is seldom much.
drop index promise_made;
create index entry_open_to_verify on entry (stream, is_open, to_verify);
drop index entry_open;
drop index entry_to_verify;
