-- What takes long: it is asked for, goes on, and is looked at until it has ended. beat_at says when its node was last known to be at
-- work on it; one whose node is gone has failed. personal says whether the result may hold values that somebody has erased.
create table operation (
    tenant       varchar(64)  not null,
    id           uuid         not null,
    kind         varchar(32)  not null,
    principal_id varchar(200) not null,
    state        varchar(16)  not null check (state in ('running', 'done', 'failed')),
    personal     boolean      not null,
    done         bigint       not null,
    total        bigint,
    started_at   timestamp(6) with time zone not null,
    beat_at      timestamp(6) with time zone not null,
    ended_at     timestamp(6) with time zone,
    outcome      varchar,
    problem      varchar,
    primary key (tenant, id)
);
create index operation_by_principal on operation (tenant, principal_id, id);
create index operation_by_beat on operation (state, beat_at);

-- The result, in pieces, as long as it is kept.
create table operation_part (
    tenant       varchar(64) not null,
    operation_id uuid        not null,
    part         integer     not null,
    bytes        bytea       not null,
    primary key (tenant, operation_id, part),
    foreign key (tenant, operation_id) references operation (tenant, id)
);
