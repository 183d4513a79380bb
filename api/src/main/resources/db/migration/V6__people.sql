-- Who answers for what a service does: its acts count as its owner's wherever people must be distinct. Principals are never
-- deleted, so the column needs no foreign key.

alter table principal add column owner varchar(200);
