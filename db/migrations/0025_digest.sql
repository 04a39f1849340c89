-- One humane message a week, its day and hour, and the one switch that stops everything nobody asked for.

-- The switch; without a row messages may come. stop_hash: sha256 of the secret in the links at the foot of letters, which is made from stop_number and a key
-- outside the database; another number makes the links of former letters dead. Null: no such link was made, or all are dead.
create table message_switches (
  organisation_id uuid not null,
  person_id uuid not null,
  is_off boolean not null default false,
  stop_number int not null default 1 check (stop_number >= 1),
  stop_hash text check (stop_hash ~ '^[0-9a-f]{64}$'),
  primary key (organisation_id, person_id)
);
select tenant_table('message_switches');
alter table message_switches add foreign key (organisation_id, person_id) references people (organisation_id, id);
create unique index message_switches_by_link on message_switches (organisation_id, stop_hash) where stop_hash is not null;
comment on column message_switches.is_off is 'personal: own-messages; for: respect-your-time; kept: employment-and-a-month';

-- Where, and from which day and hour of a week on; without a row by mail where that can work, on the first working day at nine.
create table digest_settings (
  organisation_id uuid not null,
  person_id uuid not null,
  channel text not null check (channel in ('mail', 'attune')),
  weekday smallint not null check (weekday between 1 and 7),
  from_time time not null,
  primary key (organisation_id, person_id)
);
select tenant_table('digest_settings');
alter table digest_settings add foreign key (organisation_id, person_id) references people (organisation_id, id);
comment on column digest_settings.channel is 'personal: own-messages; for: respect-your-time; kept: employment-and-a-month';
comment on column digest_settings.weekday is 'personal: own-messages; for: respect-your-time; kept: employment-and-a-month';
comment on column digest_settings.from_time is 'personal: own-messages; for: respect-your-time; kept: employment-and-a-month';

-- One for each person and week (its Monday where the person works), written with the letter: so there is one at most. shown: it waits in Attune; nothing: there
-- was nothing to say; resting: left out, because the last ones were not opened. is_read: yes or no, not when.
create table digests (
  organisation_id uuid not null,
  person_id uuid not null,
  week date not null check (extract(isodow from week) = 1),
  outcome text not null check (outcome in ('mailed', 'shown', 'nothing', 'resting')),
  items smallint not null check (items between 0 and 5),
  is_read boolean not null default false,
  made_at timestamptz not null,
  primary key (organisation_id, person_id, week),
  check ((items > 0) = (outcome in ('mailed', 'shown')))
);
select tenant_table('digests');
alter table digests add foreign key (organisation_id, person_id) references people (organisation_id, id);
create index digests_by_week on digests (organisation_id, week);
comment on column digests.outcome is 'personal: own-messages; for: respect-your-time; kept: half-a-year';
comment on column digests.is_read is 'personal: own-messages; for: respect-your-time; kept: half-a-year';
