-- Permits, what became of them, and revisions of policies that were withdrawn. What a permit says is read from its payload, whose
-- digest is in the log; columns repeat of it what is searched for.

create table permit (
    tenant          varchar(64)  not null,
    id              uuid         not null,
    change_request  uuid         not null,
    payload         bytea        not null,
    signature       bytea        not null,
    keyid           varchar(300) not null,
    environment     varchar(200),
    requester       varchar(200) not null,
    policy_revision varchar(71)  not null,
    not_after       timestamp(6) with time zone not null,
    uses_left       bigint       not null check (uses_left >= 0),
    draft_key       varchar(64)  not null,
    primary key (tenant, id),
    unique (tenant, change_request)
);
create index permit_by_environment on permit (tenant, environment, id);
create index permit_by_requester on permit (tenant, requester, id);

-- Every attempt, with 'redeemed' or the code of the refusal; uses_left is what was left after it.
create table permit_redemption (
    tenant     varchar(64) not null,
    id         uuid        not null,
    permit_id  uuid        not null,
    code       varchar(64) not null,
    uses_left  bigint      not null,
    created_at timestamp(6) with time zone not null,
    draft_key  varchar(64) not null,
    primary key (tenant, id),
    foreign key (tenant, permit_id) references permit (tenant, id)
);
create index permit_redemption_by_permit on permit_redemption (tenant, permit_id);
create index permit_redemption_by_draft on permit_redemption (tenant, draft_key);

create table permit_revocation (
    tenant     varchar(64) not null,
    permit_id  uuid        not null,
    revoked_at timestamp(6) with time zone not null,
    draft_key  varchar(64) not null,
    primary key (tenant, permit_id),
    foreign key (tenant, permit_id) references permit (tenant, id)
);

-- Keys that the log made known.
create table permit_key (
    tenant    varchar(64)  not null,
    keyid     varchar(300) not null,
    draft_key varchar(64)  not null,
    primary key (tenant, keyid)
);

create table policy_withdrawal (
    tenant       varchar(64) not null,
    policy_set   varchar(64) not null,
    revision     varchar(71) not null,
    withdrawn_at timestamp(6) with time zone not null,
    draft_key    varchar(64) not null,
    primary key (tenant, policy_set, revision)
);
