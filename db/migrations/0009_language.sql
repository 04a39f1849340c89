-- The one common language: the mantra's texts, principles with examples and behaviours, what carries a principle, and where the words hang.

-- Who approved a wording, why, and why it could not wait for the cool-off.
alter table mantra_versions
  add column reason text check (length(reason) between 1 and 1000),
  add column approved_by uuid,
  add column hurried_because text check (length(hurried_because) between 1 and 1000);
comment on column mantra_versions.approved_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- customers_words and colleagues_words stand in the wording: a poster sets them apart.
create table mantra_texts (
  organisation_id uuid not null,
  version_id uuid not null,
  language text not null,
  wording text not null check (length(wording) between 1 and 300),
  customers_words text check (length(customers_words) between 1 and 300),
  colleagues_words text check (length(colleagues_words) between 1 and 300),
  primary key (organisation_id, version_id, language)
);
select tenant_table('mantra_texts');
alter table mantra_texts add foreign key (organisation_id, version_id) references mantra_versions (organisation_id, id) on delete cascade;

-- Colours are names of tokens.css. A retired principle has no place in the order; at most eight are live.
create table principles (
  organisation_id uuid not null,
  id uuid not null,
  position smallint check (position between 1 and 8),
  colour text not null check (length(colour) between 1 and 20),
  icon text not null check (length(icon) between 1 and 40),
  is_retired boolean not null default false,
  version int not null default 1,
  words_since timestamptz not null,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  check (is_retired = (position is null))
);
select tenant_table('principles');
alter table principles add foreign key (organisation_id) references organisations (id);

create table principle_texts (
  organisation_id uuid not null,
  principle_id uuid not null,
  language text not null,
  name text not null check (length(name) between 1 and 60),
  meaning text not null check (length(meaning) between 1 and 300),
  primary key (organisation_id, principle_id, language)
);
select tenant_table('principle_texts');
alter table principle_texts add foreign key (organisation_id, principle_id) references principles (organisation_id, id) on delete cascade;

-- "Looks like / does not look like": job_role_id null is for everybody.
create table principle_examples (
  organisation_id uuid not null,
  id uuid not null,
  principle_id uuid not null,
  job_role_id uuid,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('principle_examples');
alter table principle_examples add foreign key (organisation_id, principle_id) references principles (organisation_id, id) on delete cascade;
alter table principle_examples add foreign key (organisation_id, job_role_id) references job_roles (organisation_id, id);
create index principle_examples_by_principle on principle_examples (organisation_id, principle_id);
create index principle_examples_by_role on principle_examples (organisation_id, job_role_id);

create table principle_example_texts (
  organisation_id uuid not null,
  example_id uuid not null,
  language text not null,
  looks_like text not null check (length(looks_like) between 1 and 400),
  does_not text not null check (length(does_not) between 1 and 400),
  primary key (organisation_id, example_id, language)
);
select tenant_table('principle_example_texts');
alter table principle_example_texts add foreign key (organisation_id, example_id) references principle_examples (organisation_id, id) on delete cascade;

-- What excellent looks like in one job at one level (1 to 4), with anchors to tell poor, good and great apart.
create table behaviours (
  organisation_id uuid not null,
  id uuid not null,
  principle_id uuid not null,
  job_role_id uuid,
  level smallint not null check (level between 1 and 4),
  is_retired boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('behaviours');
alter table behaviours add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
alter table behaviours add foreign key (organisation_id, job_role_id) references job_roles (organisation_id, id);
create index behaviours_by_role on behaviours (organisation_id, job_role_id, level);

create table behaviour_texts (
  organisation_id uuid not null,
  behaviour_id uuid not null,
  language text not null,
  name text not null check (length(name) between 1 and 120),
  poor text not null check (length(poor) between 1 and 400),
  good text not null check (length(good) between 1 and 400),
  great text not null check (length(great) between 1 and 400),
  primary key (organisation_id, behaviour_id, language)
);
select tenant_table('behaviour_texts');
alter table behaviour_texts add foreign key (organisation_id, behaviour_id) references behaviours (organisation_id, id) on delete cascade;

-- What carries a principle, whatever feature keeps it. One row each, so that one page can count them all.
create table principle_uses (
  organisation_id uuid not null,
  principle_id uuid not null,
  subject_kind text not null check (length(subject_kind) between 1 and 40),
  subject_id uuid not null,
  unit_id uuid,
  created_at timestamptz not null,
  primary key (organisation_id, principle_id, subject_kind, subject_id)
);
select tenant_table('principle_uses');
alter table principle_uses add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
alter table principle_uses add foreign key (organisation_id, unit_id) references units (organisation_id, id);
create index principle_uses_by_subject on principle_uses (organisation_id, subject_kind, subject_id);
create index principle_uses_by_time on principle_uses (organisation_id, principle_id, subject_kind, created_at desc, subject_id desc);

-- Where the words hang or are sent. `shows` and `print` keep what was put up, so that what is out of date can be told from what is not.
create table placements (
  organisation_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('mantra-poster', 'principles-poster', 'signature', 'screen', 'other')),
  place text not null check (length(place) between 1 and 200),
  unit_id uuid not null,
  language text not null,
  shows text not null check (length(shows) between 1 and 1000),
  print text not null check (length(print) = 64),
  renewed_at timestamptz not null,
  renewed_by uuid,
  taken_down_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('placements');
alter table placements add foreign key (organisation_id, unit_id) references units (organisation_id, id);
create index placements_by_unit on placements (organisation_id, unit_id) where taken_down_at is null;
comment on column placements.renewed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- A screen on a wall. Only the hash of its token is kept; it opens nothing else.
create table wallboards (
  organisation_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  unit_id uuid,
  language text not null,
  token_hash text not null check (length(token_hash) = 64),
  made_by uuid,
  last_seen_at timestamptz,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, token_hash)
);
select tenant_table('wallboards');
alter table wallboards add foreign key (organisation_id, unit_id) references units (organisation_id, id);
comment on column wallboards.made_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
