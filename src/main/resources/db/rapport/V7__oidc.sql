-- Who signs in with an account at an identity provider. The first two lines may have been done by V4.
alter table person add column if not exists email_verified_at timestamp with time zone;
alter table account alter column passphrase drop not null;

-- Which account at a provider is whose. An address can change hands; a subject never does.
create table oidc_subject (
    issuer  varchar(255) not null,
    subject varchar(255) not null,
    person  uuid         not null references person (id),
    made_at timestamp with time zone not null,
    primary key (issuer, subject),
    unique (issuer, person)
);
create index oidc_subject_person on oidc_subject (person);
