-- A statement signed by one key is recorded once: sent again, it must not become the newest measurement.

alter table evidence add constraint evidence_once unique (tenant, keyid, statement_digest);
create index evidence_by_statement on evidence (tenant, statement_digest);

-- The envelope is kept once, beside the log that commits to it; what the rules see is read from there.
alter table evidence drop column predicate;
alter table evidence drop column envelope;
