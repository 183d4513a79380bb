-- Which values beside the log were erased. An erasure is in the log once its draft has an index in ledger_key, or by its own seq
-- where an older database was brought forward and the erasure applied again.

create table erasure (
    tenant    varchar(64) not null,
    id        uuid        not null,
    draft_key varchar(64),
    seq       bigint,
    primary key (tenant, id),
    check (draft_key is not null or seq is not null)
);

create index erasure_by_draft on erasure (tenant, draft_key);
create index erasure_by_seq on erasure (tenant, seq);

create table erased_field (
    tenant     varchar(64) not null,
    seq        bigint      not null,
    field      varchar(64) not null,
    erasure_id uuid        not null,
    primary key (tenant, seq, field),
    foreign key (tenant, erasure_id) references erasure (tenant, id)
);
create index erased_field_by_erasure on erased_field (tenant, erasure_id);

-- From an entry to the key that its values are kept under.
create index ledger_key_by_seq on ledger_key (tenant, seq);

-- What a decision's row repeats of its values goes with them.
alter table decision alter column caller_id drop not null;
alter table decision alter column subject_type drop not null;
alter table decision alter column subject_id drop not null;
alter table decision alter column action_name drop not null;
alter table decision alter column resource_type drop not null;
alter table decision alter column resource_id drop not null;
alter table decision alter column request_digest drop not null;
alter table decision alter column facts_digest drop not null;
create index decision_by_draft on decision (tenant, draft_key);
create index evidence_by_draft on evidence (tenant, draft_key);

-- What a request asked for is compared by a digest without salt, which would let it be guessed.
create index idempotency_by_result on idempotency (tenant, result_id);
