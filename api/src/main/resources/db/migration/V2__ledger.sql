-- The ledger's tables. Insert-only except ledger_head (moved by compare-and-set) and ledger_outbox (drained).

create table ledger_outbox (
    tenant     varchar(64) not null,
    draft_id   uuid        not null,
    draft      bytea       not null,
    created_at timestamp(6) with time zone not null,
    primary key (tenant, draft_id)
);
create table ledger_receipt (
    tenant   varchar(64) not null,
    draft_id uuid        not null,
    seq      bigint      not null,
    primary key (tenant, draft_id)
);
