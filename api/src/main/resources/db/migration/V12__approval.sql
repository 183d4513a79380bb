-- Change requests, the votes for them, delegations and emergencies. What anybody said (requests, comments, reasons) lives beside the
-- log as payload of the entries whose draft keys stand here; these rows hold what is searched for, and what must be unique.

create table change_request (
    tenant       varchar(64)  not null,
    id           uuid         not null,
    state        varchar(16)  not null check (state in ('open', 'approved', 'rejected', 'expired', 'withdrawn', 'executed')),
    version      bigint       not null,
    requester    varchar(200) not null,
    person       varchar(200) not null,
    team         varchar(200) not null,
    action_name  varchar(200) not null,
    resource_id  varchar(500),
    environment  varchar(200),
    digest       varchar(64)  not null,
    requirements varchar      not null,
    decision_id  uuid         not null,
    created_at   timestamp(6) with time zone not null,
    changed_at   timestamp(6) with time zone not null,
    expires_at   timestamp(6) with time zone not null,
    escalate_at  timestamp(6) with time zone,
    remind_at    timestamp(6) with time zone,
    opened_key   varchar(64)  not null,
    binding_key  varchar(64)  not null,
    state_key    varchar(64)  not null,
    primary key (tenant, id)
);
create index change_request_by_state on change_request (state, expires_at);
create index change_request_by_requester on change_request (tenant, requester, id);

-- Which groups are asked for votes: to find what waits for somebody.
create table change_request_group (
    tenant     varchar(64)  not null,
    name       varchar(200) not null,
    request_id uuid         not null,
    primary key (tenant, name, request_id),
    foreign key (tenant, request_id) references change_request (tenant, id)
);
create index change_request_group_by_request on change_request_group (tenant, request_id);

create table vote (
    tenant       varchar(64)  not null,
    request_id   uuid         not null,
    id           uuid         not null,
    voter        varchar(200) not null,
    holder       varchar(200) not null,
    verdict      varchar(16)  not null check (verdict in ('approve', 'reject')),
    digest       varchar(64)  not null,
    voter_groups varchar      not null,
    created_at   timestamp(6) with time zone not null,
    draft_key    varchar(64)  not null,
    primary key (tenant, request_id, id),
    foreign key (tenant, request_id) references change_request (tenant, id)
);

-- Nobody takes part in two votes on the same thing, neither as who votes nor as who is voted for.
create table vote_person (
    tenant     varchar(64)  not null,
    request_id uuid         not null,
    digest     varchar(64)  not null,
    person     varchar(200) not null,
    vote_id    uuid         not null,
    primary key (tenant, request_id, digest, person),
    foreign key (tenant, request_id, vote_id) references vote (tenant, request_id, id)
);

create table change_comment (
    tenant     varchar(64)  not null,
    request_id uuid         not null,
    id         uuid         not null,
    author     varchar(200) not null,
    created_at timestamp(6) with time zone not null,
    draft_key  varchar(64)  not null,
    primary key (tenant, request_id, id),
    foreign key (tenant, request_id) references change_request (tenant, id)
);

create table delegation (
    tenant     varchar(64)  not null,
    id         uuid         not null,
    delegator  varchar(200) not null,
    delegate   varchar(200) not null,
    scope      varchar      not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    revoked_at timestamp(6) with time zone,
    draft_key  varchar(64)  not null,
    primary key (tenant, id)
);
create index delegation_by_delegate on delegation (tenant, delegate, delegator);
create index delegation_by_delegator on delegation (tenant, delegator, id);

create table break_glass (
    tenant      varchar(64)  not null,
    request_id  uuid         not null,
    invoker     varchar(200) not null,
    team        varchar(200) not null,
    invoked_at  timestamp(6) with time zone not null,
    ends_at     timestamp(6) with time zone not null,
    review_due  timestamp(6) with time zone not null,
    reviewer    varchar(200),
    verdict     varchar(16)  check (verdict in ('accepted', 'rejected')),
    reviewed_at timestamp(6) with time zone,
    draft_key   varchar(64)  not null,
    review_key  varchar(64),
    primary key (tenant, request_id),
    foreign key (tenant, request_id) references change_request (tenant, id)
);
create index break_glass_by_team on break_glass (tenant, team, review_due);
