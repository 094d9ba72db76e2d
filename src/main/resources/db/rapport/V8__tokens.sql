-- Tokens can be told apart without their secret, may only read if their owner says so, and show when they were last used.
alter table api_token add column id uuid;
alter table api_token add column read_only boolean default false not null;
alter table api_token add column last_used_at timestamp with time zone;
-- Until now set-up made the only token there could be, so the id of its person is as good as any.
update api_token set id = person;
alter table api_token alter column id set not null;
create unique index api_token_id on api_token (id);
