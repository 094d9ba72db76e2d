-- Who signs in with an account at an identity provider. An address can change hands; a subject never does.
create table oidc_subject (
    issuer  varchar(255) not null,
    subject varchar(255) not null,
    person  uuid         not null references person (id),
    made_at timestamp with time zone not null,
    primary key (issuer, subject),
    unique (issuer, person)
);
create index oidc_subject_person on oidc_subject (person);
