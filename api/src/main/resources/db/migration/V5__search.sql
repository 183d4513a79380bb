-- What entries can be found by; see SearchTerm. Written with the entry. An entry never moves and is never changed, so this index only grows.

create table ledger_term (
    tenant varchar(64) not null,
    term   bytea       not null,
    seq    bigint      not null,
    primary key (tenant, term, seq)
);

-- What a draft is to be found by beside what its entry says itself.
alter table ledger_outbox add column terms bytea;

-- Entries from before there was an index, from next to upto (exclusive), which a start adds to it before it serves.
create table ledger_unindexed (
    tenant varchar(64) not null,
    next   bigint      not null,
    upto   bigint      not null,
    primary key (tenant)
);
insert into ledger_unindexed (tenant, next, upto)
select h.tenant, 0, h.size + (select count(*) from ledger_outbox o where o.tenant = h.tenant)
from ledger_head h
where h.size > 0;
