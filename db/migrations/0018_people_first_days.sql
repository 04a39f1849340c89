-- The steps of the first days stand on the start page until they are done, or hidden by who administers the organisation.
alter table organisation_settings add column shows_first_days boolean not null default true;
