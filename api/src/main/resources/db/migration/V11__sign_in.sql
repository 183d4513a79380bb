-- People who sign in at an issuer of tokens, groups, and what of a principal changes.

-- What of a principal changes. The newest version that is in the log counts, so that nobody acts by one that is not.
create table principal_state (
    tenant       varchar(64)  not null,
    principal_id varchar(200) not null,
    version      bigint       not null,
    active       boolean      not null,
    roles        varchar      not null,
    attributes   varchar      not null,
    owner        varchar(200),
    created_at   timestamp(6) with time zone not null,
    draft_key    varchar(64)  not null,
    primary key (tenant, principal_id, version),
    foreign key (tenant, principal_id) references principal (tenant, id)
);
insert into principal_state (tenant, principal_id, version, active, roles, attributes, owner, created_at, draft_key)
    select tenant, id, 1, true, roles, attributes, owner, created_at, draft_key from principal;
alter table principal drop column roles;
alter table principal drop column attributes;
alter table principal drop column owner;

-- As whom a person signs in. A row that is replaced is gone at once, the new one counts once it is in the log.
create table principal_identity (
    tenant       varchar(64)  not null,
    issuer       varchar(400) not null,
    subject      varchar(255) not null,
    principal_id varchar(200) not null,
    draft_key    varchar(64)  not null,
    primary key (tenant, issuer, subject),
    unique (tenant, principal_id),
    foreign key (tenant, principal_id) references principal (tenant, id)
);

create table principal_group (
    tenant     varchar(64)  not null,
    name       varchar(200) not null,
    created_at timestamp(6) with time zone not null,
    draft_key  varchar(64)  not null,
    primary key (tenant, name)
);

-- Who leaves a group is out at once; who joins is in once that is in the log.
create table group_member (
    tenant       varchar(64)  not null,
    group_name   varchar(200) not null,
    principal_id varchar(200) not null,
    draft_key    varchar(64)  not null,
    primary key (tenant, group_name, principal_id),
    foreign key (tenant, group_name) references principal_group (tenant, name),
    foreign key (tenant, principal_id) references principal (tenant, id)
);
create index group_member_by_principal on group_member (tenant, principal_id);

-- The last characters of a secret, for its holder to tell tokens apart; unknown for tokens from before.
alter table api_token add column ends_with varchar(4);
create index api_token_by_principal on api_token (tenant, principal_id);
