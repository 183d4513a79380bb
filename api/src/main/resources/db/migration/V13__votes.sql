-- Who must be told from whom when people vote, and how often what was refused is an entry.

-- As whom a person signed in before. Only a salted digest is kept, so that nobody can look up whose an identity was, but whoever signs
-- in by it now is known to be the same human.
create table former_identity (
    tenant       varchar(64)  not null,
    principal_id varchar(200) not null,
    salt         varchar(64)  not null,
    digest       varchar(64)  not null,
    removed_at   timestamp(6) with time zone not null,
    primary key (tenant, principal_id, salt),
    foreign key (tenant, principal_id) references principal (tenant, id)
);
