#!/bin/sh
# Run once by the image of PostgreSQL, when the database is new: two roles with a schema each, and no more rights than
# they need. Who has one of them cannot read what the other keeps.
set -eu
# shellcheck disable=SC2016 # psql's variables, not the shell's
history=$(cat /run/secrets/history-password) keys=$(cat /run/secrets/keys-password) \
    psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-rapport}" <<'SQL'
\getenv history history
\getenv keys keys
create role rapport login password :'history';
create role rapport_keys login password :'keys';
create schema rapport authorization rapport;
create schema vault authorization rapport_keys;
revoke all on schema public from public;
select format('revoke all on database %I from public', current_database()) \gexec
select format('grant connect on database %I to rapport, rapport_keys', current_database()) \gexec
SQL
