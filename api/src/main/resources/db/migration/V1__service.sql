-- The service's own tables. Runs on H2 (MODE=PostgreSQL) and on PostgreSQL. Every primary key starts with the tenant.
-- A row with a draft_key is visible only once ledger_key holds the ledger index of that draft (principal 'service').

create table principal (
    tenant     varchar(64)  not null,
    id         varchar(200) not null,
    ledger_id  varchar(32)  not null,
    kind       varchar(16)  not null check (kind in ('human', 'service')),
    roles      varchar      not null,
    attributes varchar      not null,
    created_at timestamp(6) with time zone not null,
    draft_key  varchar(64)  not null,
    primary key (tenant, id),
    unique (tenant, ledger_id)
);

create table api_token (
    tenant       varchar(64)  not null,
    id           uuid         not null,
    principal_id varchar(200) not null,
    token_hash   bytea        not null,
    scopes       varchar      not null,
    created_at   timestamp(6) with time zone not null,
    expires_at   timestamp(6) with time zone not null,
    revoked_at   timestamp(6) with time zone,
    draft_key    varchar(64)  not null,
    primary key (tenant, id),
    unique (token_hash),
    foreign key (tenant, principal_id) references principal (tenant, id)
);

create table bootstrap (
    tenant     varchar(64) not null,
    token_hash bytea       not null,
    expires_at timestamp(6) with time zone not null,
    used_at    timestamp(6) with time zone,
    primary key (tenant)
);

create table producer_key (
    tenant     varchar(64)  not null,
    keyid      varchar(200) not null,
    producer   varchar(200) not null,
    algorithm  varchar(16)  not null check (algorithm = 'ed25519'),
    public_key bytea        not null,
    created_at timestamp(6) with time zone not null,
    revoked_at timestamp(6) with time zone,
    draft_key  varchar(64)  not null,
    primary key (tenant, keyid)
);
create index producer_key_by_producer on producer_key (tenant, producer);

create table dataset (
    tenant     varchar(64)  not null,
    id         varchar(200) not null,
    version    bigint       not null,
    document   varchar      not null,
    created_at timestamp(6) with time zone not null,
    draft_key  varchar(64)  not null,
    primary key (tenant, id, version)
);

create table evidence (
    tenant           varchar(64)  not null,
    id               uuid         not null,
    predicate_type   varchar(500) not null,
    predicate        varchar      not null,
    producer         varchar(200) not null,
    keyid            varchar(200) not null,
    envelope         bytea        not null,
    statement_digest varchar(71)  not null,
    recorded_at      timestamp(6) with time zone not null,
    draft_key        varchar(64)  not null,
    primary key (tenant, id),
    foreign key (tenant, keyid) references producer_key (tenant, keyid)
);

create table evidence_subject (
    tenant       varchar(64)  not null,
    digest       varchar(71)  not null,
    evidence_id  uuid         not null,
    subject_name varchar(500) not null,
    primary key (tenant, digest, evidence_id),
    foreign key (tenant, evidence_id) references evidence (tenant, id)
);

create table decision (
    tenant          varchar(64)  not null,
    id              uuid         not null,
    caller_id       varchar(200) not null,
    subject_type    varchar(200) not null,
    subject_id      varchar(200) not null,
    action_name     varchar(200) not null,
    resource_type   varchar(200) not null,
    resource_id     varchar(500) not null,
    outcome         varchar(32)  not null check (outcome in ('allow', 'deny', 'approval_required')),
    policy_set      varchar(64)  not null,
    policy_revision varchar(71)  not null,
    request_digest  varchar(71)  not null,
    facts_digest    varchar(71)  not null,
    created_at      timestamp(6) with time zone not null,
    draft_key       varchar(64)  not null,
    primary key (tenant, id)
);
create index decision_by_subject on decision (tenant, subject_id, id);
create index decision_by_resource on decision (tenant, resource_id, id);
create index decision_by_action on decision (tenant, action_name, id);
create index decision_by_outcome on decision (tenant, outcome, id);

create table payload (
    tenant   varchar(64)  not null,
    draft_key varchar(64)  not null,
    field    varchar(200) not null,
    salt     bytea        not null,
    content  bytea        not null,
    primary key (tenant, draft_key, field)
);

create table idempotency (
    tenant         varchar(64)  not null,
    principal_id   varchar(200) not null,
    operation      varchar(64)  not null,
    idem_key       varchar(200) not null,
    request_digest varchar(71)  not null,
    result_id      uuid         not null,
    created_at     timestamp(6) with time zone not null,
    primary key (tenant, principal_id, operation, idem_key)
);

create table policy_activation (
    tenant       varchar(64) not null,
    policy_set   varchar(64) not null,
    seq_no       bigint      not null,
    revision     varchar(71) not null,
    activated_at timestamp(6) with time zone not null,
    draft_key    varchar(64) not null,
    primary key (tenant, policy_set, seq_no)
);
