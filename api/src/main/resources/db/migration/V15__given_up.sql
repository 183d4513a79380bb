-- A delivery that is sent no more, whose end the log has still to be told of: last_status and last_error say why.
alter table delivery add column given_up boolean default false not null;
