-- Evidence: what a person has shown, append-only. Levels are computed from it and from the requirements of the day.

-- Each change of the requirements is a new set; the one of the highest version counts. Without any set the defaults of features/evidence/rules.ts count.
create table level_requirement_sets (
  organisation_id uuid not null,
  version int not null check (version > 0),
  created_by uuid,
  created_at timestamptz not null,
  primary key (organisation_id, version)
);
select tenant_table('level_requirement_sets');
alter table level_requirement_sets add foreign key (organisation_id) references organisations (id);
comment on column level_requirement_sets.created_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table level_requirements (
  organisation_id uuid not null,
  set_version int not null,
  level smallint not null check (level between 1 and 4),
  kind text not null check (kind in ('knowledge', 'scenario', 'observed', 'customer', 'sign-off')),
  needed smallint not null check (needed between 1 and 20),
  valid_days int check (valid_days between 1 and 3650),
  primary key (organisation_id, set_version, level, kind)
);
select tenant_table('level_requirements');
alter table level_requirements add foreign key (organisation_id, set_version) references level_requirement_sets (organisation_id, version);

-- level null: speaks for every level. words: what was seen, in the words of who noted it.
create table evidence_pieces (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('knowledge', 'scenario', 'observed', 'customer', 'sign-off')),
  level smallint check (level between 1 and 4),
  principle_id uuid,
  source_kind text not null check (source_kind ~ '^[a-z][a-z0-9-]{0,59}$'),
  source_id uuid not null,
  outcome text not null check (outcome in ('met', 'not-yet')),
  words text check (length(words) between 1 and 1000),
  shown_at timestamptz not null,
  expires_at timestamptz,
  noted_by uuid,
  created_at timestamptz not null,
  primary key (organisation_id, person_id, id)
);
select tenant_table('evidence_pieces');
alter table evidence_pieces add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table evidence_pieces add foreign key (organisation_id, noted_by) references people (organisation_id, id);
alter table evidence_pieces add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
create index evidence_pieces_by_author on evidence_pieces (organisation_id, noted_by) where noted_by is not null;
create index evidence_pieces_by_principle on evidence_pieces (organisation_id, principle_id) where principle_id is not null;
comment on column evidence_pieces.kind is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column evidence_pieces.level is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column evidence_pieces.outcome is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column evidence_pieces.words is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column evidence_pieces.shown_at is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column evidence_pieces.expires_at is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column evidence_pieces.noted_by is 'personal: who-did-it; for: grow-authority; kept: employment-and-a-month';

-- The level as last announced, and the day on which it lapses if nothing new is shown: so that a lapse is announced too.
create table person_levels (
  organisation_id uuid not null,
  person_id uuid not null,
  level smallint not null check (level between 0 and 4),
  lapses_at timestamptz,
  primary key (organisation_id, person_id)
);
select tenant_table('person_levels');
alter table person_levels add foreign key (organisation_id, person_id) references people (organisation_id, id);
create index person_levels_by_lapse on person_levels (organisation_id, lapses_at) where lapses_at is not null;
comment on column person_levels.level is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column person_levels.lapses_at is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
create index evidence_pieces_by_id on evidence_pieces (organisation_id, id);
