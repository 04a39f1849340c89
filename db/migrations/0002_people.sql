-- People: the mirror of the organisation. A column that holds something about a person carries a comment
-- `personal: what; for: purpose; kept: retention` in the codes of src/features/people/data-protection.ts.

create table organisation_settings (
  organisation_id uuid primary key,
  languages text[] not null check (cardinality(languages) between 1 and 20),
  default_language text not null,
  time_zone text not null,
  working_days smallint[] not null default '{1,2,3,4,5}',
  quiet_from time not null default '19:00',
  quiet_until time not null default '07:00',
  is_works_council_mode boolean not null default false,
  shared_lock_seconds int not null default 120 check (shared_lock_seconds between 30 and 3600),
  version int not null default 1,
  updated_at timestamptz not null
);
select tenant_table('organisation_settings');
alter table organisation_settings add foreign key (organisation_id) references organisations (id);

create table sites (
  organisation_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  name_key text not null,
  time_zone text not null,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, name_key)
);
select tenant_table('sites');
alter table sites add foreign key (organisation_id) references organisations (id);

create table job_roles (
  organisation_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  name_key text not null,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, name_key)
);
select tenant_table('job_roles');
alter table job_roles add foreign key (organisation_id) references organisations (id);

-- ancestor_ids: from the root down to the unit itself; a subtree is `ancestor_ids @> array[unit]`, in one index look-up.
create table units (
  organisation_id uuid not null,
  id uuid not null,
  parent_id uuid,
  name text not null check (length(name) between 1 and 200),
  name_key text not null,
  code text check (length(code) between 1 and 100),
  site_id uuid,
  ancestor_ids uuid[] not null check (cardinality(ancestor_ids) between 1 and 30),
  closed_on date,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('units');
alter table units add foreign key (organisation_id) references organisations (id);
alter table units add foreign key (organisation_id, parent_id) references units (organisation_id, id);
alter table units add foreign key (organisation_id, site_id) references sites (organisation_id, id);
create unique index units_name_key on units (organisation_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), name_key);
create unique index units_code on units (organisation_id, code) where code is not null;
create index units_ancestors on units using gin (ancestor_ids);

-- unit_id to leads_unit repeat the assignment of today, so that the directory needs no look at history.
create table people (
  organisation_id uuid not null,
  id uuid not null,
  status text not null default 'active' check (status in ('active', 'left', 'erased')),
  hr_number text check (length(hr_number) between 1 and 100),
  email text check (length(email) <= 254),
  given_name text check (length(given_name) <= 200),
  family_name text check (length(family_name) <= 200),
  display_name text check (length(display_name) between 1 and 300),
  sort_key text not null,
  language text,
  started_on date,
  left_on date,
  unit_id uuid,
  job_role_id uuid,
  site_id uuid,
  manager_id uuid,
  leads_unit boolean not null default false,
  deputy_id uuid,
  working_days smallint[],
  works_from time,
  works_until time,
  quiet_from time,
  quiet_until time,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('people');
alter table people add foreign key (organisation_id) references organisations (id);
alter table people add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table people add foreign key (organisation_id, job_role_id) references job_roles (organisation_id, id);
alter table people add foreign key (organisation_id, site_id) references sites (organisation_id, id);
alter table people add foreign key (organisation_id, manager_id) references people (organisation_id, id);
alter table people add foreign key (organisation_id, deputy_id) references people (organisation_id, id);
create index people_by_name on people (organisation_id, status, sort_key, id);
create index people_by_unit on people (organisation_id, unit_id, sort_key, id);
create index people_by_manager on people (organisation_id, manager_id) where manager_id is not null;
create index people_by_deputy on people (organisation_id, deputy_id) where deputy_id is not null;
create index people_by_start on people (organisation_id, status, started_on, id);
comment on column people.status is 'personal: employment; for: mirror-organisation; kept: employment-and-a-month';
comment on column people.hr_number is 'personal: staff-number; for: match-import; kept: employment-and-a-month';
comment on column people.email is 'personal: work-email; for: sign-in-and-mail; kept: employment-and-a-month';
comment on column people.given_name is 'personal: name; for: find-each-other; kept: employment-and-a-month';
comment on column people.family_name is 'personal: name; for: find-each-other; kept: employment-and-a-month';
comment on column people.display_name is 'personal: name; for: find-each-other; kept: employment-and-a-month';
comment on column people.sort_key is 'personal: name; for: find-each-other; kept: employment-and-a-month';
comment on column people.language is 'personal: language; for: speak-your-language; kept: employment-and-a-month';
comment on column people.started_on is 'personal: employment; for: first-weeks-plan; kept: employment-and-a-month';
comment on column people.left_on is 'personal: employment; for: mirror-organisation; kept: employment-and-a-month';
comment on column people.unit_id is 'personal: place-at-work; for: mirror-organisation; kept: employment-and-a-month';
comment on column people.job_role_id is 'personal: place-at-work; for: mirror-organisation; kept: employment-and-a-month';
comment on column people.site_id is 'personal: place-at-work; for: mirror-organisation; kept: employment-and-a-month';
comment on column people.manager_id is 'personal: place-at-work; for: mirror-organisation; kept: employment-and-a-month';
comment on column people.leads_unit is 'personal: place-at-work; for: mirror-organisation; kept: employment-and-a-month';
comment on column people.deputy_id is 'personal: deputy; for: pass-on-what-is-owed; kept: employment-and-a-month';
comment on column people.working_days is 'personal: hours; for: respect-your-time; kept: employment-and-a-month';
comment on column people.works_from is 'personal: hours; for: respect-your-time; kept: employment-and-a-month';
comment on column people.works_until is 'personal: hours; for: respect-your-time; kept: employment-and-a-month';
comment on column people.quiet_from is 'personal: hours; for: respect-your-time; kept: employment-and-a-month';
comment on column people.quiet_until is 'personal: hours; for: respect-your-time; kept: employment-and-a-month';

-- Uniqueness of e-mail and HR number (kinds `email`, `hr-number`; value folded).
create table person_keys (
  organisation_id uuid not null,
  kind text not null check (kind in ('email', 'hr-number')),
  value text not null check (length(value) between 1 and 254),
  person_id uuid not null,
  primary key (organisation_id, kind, value)
);
select tenant_table('person_keys');
alter table person_keys add foreign key (organisation_id, person_id) references people (organisation_id, id) on delete cascade;
create index person_keys_by_person on person_keys (organisation_id, person_id);
comment on column person_keys.value is 'personal: staff-number; for: match-import; kept: employment-and-a-month';

-- Words to find a person by, accents folded; a prefix of each typed word must match one.
create table person_words (
  organisation_id uuid not null,
  word text not null,
  person_id uuid not null,
  primary key (organisation_id, word, person_id)
);
select tenant_table('person_words');
alter table person_words add foreign key (organisation_id, person_id) references people (organisation_id, id) on delete cascade;
create index person_words_by_prefix on person_words (organisation_id, word text_pattern_ops);
create index person_words_by_person on person_words (organisation_id, person_id);
comment on column person_words.word is 'personal: name; for: find-each-other; kept: employment-and-a-month';

-- History of where somebody worked. ends_on is the first day that no longer counts; null while it lasts.
create table assignments (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  job_role_id uuid,
  site_id uuid,
  manager_id uuid,
  leads_unit boolean not null default false,
  starts_on date not null,
  ends_on date check (ends_on > starts_on),
  created_at timestamptz not null,
  primary key (organisation_id, person_id, id)
);
select tenant_table('assignments');
alter table assignments add foreign key (organisation_id, person_id) references people (organisation_id, id) on delete cascade;
alter table assignments add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table assignments add foreign key (organisation_id, job_role_id) references job_roles (organisation_id, id);
alter table assignments add foreign key (organisation_id, site_id) references sites (organisation_id, id);
alter table assignments add foreign key (organisation_id, manager_id) references people (organisation_id, id);
create index assignments_by_unit on assignments (organisation_id, unit_id, starts_on);
create index assignments_by_start on assignments (organisation_id, starts_on);
create index assignments_by_manager on assignments (organisation_id, manager_id) where manager_id is not null;
comment on column assignments.unit_id is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';
comment on column assignments.job_role_id is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';
comment on column assignments.site_id is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';
comment on column assignments.manager_id is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';
comment on column assignments.leads_unit is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';
comment on column assignments.starts_on is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';
comment on column assignments.ends_on is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';

-- When somebody is away and who stands in. Never why.
create table absences (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  starts_on date not null,
  last_day date not null check (last_day >= starts_on),
  deputy_id uuid,
  created_at timestamptz not null,
  primary key (organisation_id, person_id, id)
);
select tenant_table('absences');
alter table absences add foreign key (organisation_id, person_id) references people (organisation_id, id) on delete cascade;
alter table absences add foreign key (organisation_id, deputy_id) references people (organisation_id, id);
create index absences_by_day on absences (organisation_id, last_day);
create index absences_by_deputy on absences (organisation_id, deputy_id) where deputy_id is not null;
comment on column absences.starts_on is 'personal: absence; for: pass-on-what-is-owed; kept: three-months-after';
comment on column absences.last_day is 'personal: absence; for: pass-on-what-is-owed; kept: three-months-after';
comment on column absences.deputy_id is 'personal: deputy; for: pass-on-what-is-owed; kept: three-months-after';

-- An import between preview and application. The file itself is never kept, and of its columns only the mapped ones.
create table people_imports (
  organisation_id uuid not null,
  id uuid not null,
  created_by uuid,
  created_at timestamptz not null,
  file_name text not null check (length(file_name) <= 200),
  state text not null check (state in ('planning', 'previewed', 'applying', 'applied', 'failed', 'discarded')),
  -- Headers, mapping, questions, counts; sample values never.
  summary jsonb not null default '{}',
  failure text check (length(failure) <= 200),
  done_rows int not null default 0,
  total_rows int not null default 0,
  touched_at timestamptz not null,
  applied_at timestamptz,
  primary key (organisation_id, id)
);
select tenant_table('people_imports');
alter table people_imports add foreign key (organisation_id) references organisations (id);
comment on column people_imports.created_by is 'personal: who-did-it; for: account-for-changes; kept: two-years';
comment on column people_imports.file_name is 'personal: who-did-it; for: account-for-changes; kept: two-years';

-- The plan in pieces of some hundred entries; gone when applied, discarded or a day old.
create table people_import_parts (
  organisation_id uuid not null,
  import_id uuid not null,
  kind text not null check (kind in ('catalogue', 'new', 'changed', 'leaving', 'problems')),
  part int not null,
  entries jsonb not null,
  primary key (organisation_id, import_id, kind, part)
);
select tenant_table('people_import_parts');
alter table people_import_parts add foreign key (organisation_id, import_id) references people_imports (organisation_id, id) on delete cascade;
comment on column people_import_parts.entries is 'personal: import-preview; for: match-import; kept: a-day';
