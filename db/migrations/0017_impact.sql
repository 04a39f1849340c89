-- Impact: what the chain needs of the features to the left, so that signals count it, and who answers for a number.

-- The unit and day that a use counts for; null: older than the count.
alter table principle_uses add column counted_in uuid, add column counted_on date;
alter table principle_uses add foreign key (organisation_id, counted_in) references units (organisation_id, id);
create index principle_uses_by_day on principle_uses (organisation_id, counted_on) where counted_on is not null;

-- Of a piece of evidence: the unit of that day. Counted of units, never of a person.
alter table evidence_pieces add column counted_in uuid, add column counted_on date;
alter table evidence_pieces add foreign key (organisation_id, counted_in) references units (organisation_id, id);
create index evidence_pieces_by_day on evidence_pieces (organisation_id, counted_on) where counted_on is not null;

-- Each change of a level, append-only.
create table level_steps (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  from_level smallint not null check (from_level between 0 and 4),
  to_level smallint not null check (to_level between 0 and 4),
  counted_in uuid not null,
  counted_on date not null,
  primary key (organisation_id, person_id, id),
  check (to_level <> from_level)
);
select tenant_table('level_steps');
alter table level_steps add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table level_steps add foreign key (organisation_id, counted_in) references units (organisation_id, id);
create index level_steps_by_day on level_steps (organisation_id, counted_on);
comment on column level_steps.from_level is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column level_steps.to_level is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column level_steps.counted_on is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';

-- Who answers for a number of a unit and everything below it, where somebody was named; else a rule says who.
create table measure_owners (
  organisation_id uuid not null,
  unit_id uuid not null,
  measure text not null check (measure ~ '^[a-z][a-z-]{0,39}$'),
  person_id uuid not null,
  named_at timestamptz not null,
  primary key (organisation_id, unit_id, measure)
);
select tenant_table('measure_owners');
alter table measure_owners add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table measure_owners add foreign key (organisation_id, person_id) references people (organisation_id, id);
create index measure_owners_by_person on measure_owners (organisation_id, person_id);
comment on column measure_owners.person_id is 'personal: what-is-owed; for: keep-promises; kept: with-the-thing';
