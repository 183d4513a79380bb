-- How large the result is that is kept, in bytes, and 0 if none is; and how many erasures the tenant had seen when the operation began.
alter table operation add column result_bytes bigint default 0 not null;
alter table operation add column erasures bigint default 0 not null;

-- Nobody knows how large results of before are; whoever wants one begins it again.
delete from operation_part;

-- One row for each tenant, locked by whoever begins an operation, ends one well, or erases. What begins after an erasure is committed
-- reads nothing of what that deleted; what began before has read it, maybe, and does not end well.
create table operation_tenant (
    tenant   varchar(64) not null primary key,
    erasures bigint      not null
);

-- Which change of a group is the newest is what the log says, and not the clock of a node.
drop index group_change_by_group;
alter table group_change drop column id;
create index group_change_by_group on group_change (tenant, group_name);
