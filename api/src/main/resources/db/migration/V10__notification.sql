-- Notices and their deliveries, written within the change that they tell of. A delivery is sent once no draft up to the notice's mark
-- waits for the log any more.

create table webhook (
    tenant      varchar(64)   not null,
    id          uuid          not null,
    url         varchar(2000) not null,
    events      varchar       not null,
    description varchar(500)  not null,
    created_at  timestamp(6) with time zone not null,
    disabled_at timestamp(6) with time zone,
    removed_at  timestamp(6) with time zone,
    draft_key   varchar(64)   not null,
    primary key (tenant, id)
);

-- While a secret is being replaced there are several; ends_at is when the older one stops to be used.
create table webhook_secret (
    tenant     varchar(64) not null,
    id         uuid        not null,
    webhook_id uuid        not null,
    secret     bytea       not null,
    ends_at    timestamp(6) with time zone,
    primary key (tenant, id),
    foreign key (tenant, webhook_id) references webhook (tenant, id)
);
create index webhook_secret_by_webhook on webhook_secret (tenant, webhook_id);

-- Names the key that the secrets of a tenant's webhooks are encrypted with; the key itself is no row.
create table webhook_key (
    tenant varchar(64) not null,
    key_id varchar(64) not null,
    primary key (tenant)
);

create table notice (
    tenant      varchar(64)  not null,
    id          uuid         not null,
    event       varchar(64)  not null,
    about       varchar(500) not null,
    content     varchar      not null,
    created_at  timestamp(6) with time zone not null,
    outbox_mark bigint       not null,
    primary key (tenant, id)
);

-- receiver is what concurrency is bounded by: a webhook's id, or 'mail'. due_at is also the end of a lease: who sends moves it forward.
-- draft_key is that of the entry which tells that it was given up.
create table delivery (
    tenant       varchar(64) not null,
    id           uuid        not null,
    notice_id    uuid        not null,
    receiver     varchar(64) not null,
    principal_id varchar(200),
    state        varchar(16) not null check (state in ('pending', 'delivered', 'dead')),
    claims       bigint      not null,
    attempts     integer     not null,
    due_at       timestamp(6) with time zone not null,
    last_status  integer,
    last_error   varchar(500),
    created_at   timestamp(6) with time zone not null,
    draft_key    varchar(64),
    primary key (tenant, id),
    foreign key (tenant, notice_id) references notice (tenant, id)
);
create index delivery_by_due on delivery (state, due_at);
create index delivery_by_receiver on delivery (tenant, receiver, id);
create index delivery_by_notice on delivery (tenant, notice_id);
