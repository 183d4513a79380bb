-- Which entry tells of which group, so that its values can be erased together with what the entry is found by. The row goes with them.
create table group_change (
    tenant     varchar(64)  not null,
    draft_key  varchar(64)  not null,
    id         uuid         not null,
    group_name varchar(200) not null,
    primary key (tenant, draft_key)
);
create index group_change_by_group on group_change (tenant, group_name, id);
