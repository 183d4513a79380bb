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

-- Principals that one human has, or had: one was given an identity that the other one had before. Such a pair stays, whatever either is
-- changed to. Each is here in both orders.
create table same_person (
    tenant   varchar(64)  not null,
    one      varchar(200) not null,
    other    varchar(200) not null,
    since    timestamp(6) with time zone not null,
    primary key (tenant, one, other),
    foreign key (tenant, one) references principal (tenant, id),
    foreign key (tenant, other) references principal (tenant, id)
);

-- The team of a request is forgotten with that of its emergency.
alter table change_request alter column team drop not null;

-- Refusals of votes and emergencies that are entries: the same one again is none for a while.
create table change_refusal (
    tenant     varchar(64)  not null,
    request_id uuid         not null,
    voter      varchar(200) not null,
    holder     varchar(200) not null,
    code       varchar(64)  not null,
    created_at timestamp(6) with time zone not null,
    primary key (tenant, request_id, voter, holder, code),
    foreign key (tenant, request_id) references change_request (tenant, id)
);

-- Likewise of permits, where whoever presents one, and what is presented, is told apart.
alter table permit_redemption add column redeemer varchar(200);
alter table permit_redemption add column attempt varchar(64);
create index permit_redemption_by_redeemer on permit_redemption (tenant, permit_id, redeemer, created_at);
