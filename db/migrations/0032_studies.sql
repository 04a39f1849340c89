-- Impact studies: a plan that is fixed before anybody looks, who takes part, runs of it, and files that were brought.

create table studies (
  organisation_id uuid not null,
  id uuid not null,
  title text not null check (length(title) between 1 and 120),
  question text not null,
  source text not null check (source in ('signals', 'file')),
  -- Whose teams are compared, what decides, and when; null: a file says so.
  unit_id uuid,
  measure text check (measure ~ '^[a-z][a-z-]{0,39}$'),
  others text[] not null,
  weeks_each smallint not null check (weeks_each in (1, 2, 4)),
  first_day date,
  last_day date,
  is_wording_changed boolean not null,
  state text not null check (state in ('plan', 'registered', 'closed')),
  version integer not null,
  expectation text,
  registered_at timestamptz,
  registered_by uuid,
  -- SHA-256 over the registered plan.
  fingerprint text,
  -- The teams and their strata in the order of their ids, the starts and this seed give the same lot again.
  lot_seed text,
  lot_drawn_at timestamptz,
  lot_is_stratified boolean,
  created_at timestamptz not null,
  created_by uuid,
  closed_at timestamptz,
  primary key (organisation_id, id),
  check ((source = 'signals') = (unit_id is not null) and (source = 'signals') = (measure is not null)),
  check ((source = 'signals') = (first_day is not null) and (source = 'signals') = (last_day is not null)),
  check ((state = 'plan') = (registered_at is null) and (state = 'plan') = (fingerprint is null)),
  check ((state = 'closed') = (closed_at is not null))
);
select tenant_table('studies');
alter table studies add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table studies add foreign key (organisation_id, registered_by) references people (organisation_id, id);
alter table studies add foreign key (organisation_id, created_by) references people (organisation_id, id);
create index studies_in_order on studies (organisation_id, created_at desc, id desc);
create index studies_closed on studies (organisation_id, closed_at) where closed_at is not null;
comment on column studies.registered_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column studies.created_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- Only who takes part; start_day null: is compared with.
create table study_teams (
  organisation_id uuid not null,
  study_id uuid not null,
  unit_id uuid not null,
  start_day date,
  -- Among whom the lot was drawn; null: it was not.
  lot_stratum integer,
  primary key (organisation_id, study_id, unit_id)
);
select tenant_table('study_teams');
alter table study_teams add foreign key (organisation_id, study_id) references studies (organisation_id, id);
alter table study_teams add foreign key (organisation_id, unit_id) references units (organisation_id, id);

create table study_files (
  organisation_id uuid not null,
  study_id uuid not null,
  name text not null,
  -- Packed by gzip; null: deleted two years after the study was closed.
  bytes bytea,
  size integer not null,
  -- SHA-256 of the file as it came.
  digest text not null,
  rows integer not null,
  header text[] not null,
  columns jsonb,
  fault jsonb,
  uploaded_at timestamptz not null,
  uploaded_by uuid,
  primary key (organisation_id, study_id)
);
select tenant_table('study_files');
alter table study_files add foreign key (organisation_id, study_id) references studies (organisation_id, id);
alter table study_files add foreign key (organisation_id, uploaded_by) references people (organisation_id, id);
comment on column study_files.bytes is 'personal: study-file; for: answer-studies; kept: two-years-after-closing';
comment on column study_files.uploaded_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- A later run never overwrites an earlier one: what was answered stays.
create table study_runs (
  organisation_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  kind text not null check (kind in ('study', 'power')),
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  stage text not null,
  progress real not null check (progress between 0 and 1),
  -- How often it was begun: a worker that is killed gives it to another, once.
  tries smallint not null,
  asked_at timestamptz not null,
  asked_by uuid,
  started_at timestamptz,
  -- Written while it runs, so that others know that somebody is at it.
  seen_at timestamptz,
  cancel_asked_at timestamptz,
  ended_at timestamptz,
  verdict text check (verdict in ('estimate', 'caution', 'refuse')),
  answer jsonb,
  -- What was looked at: CSV, packed by gzip. Of a study from a file, the file is.
  panel bytea,
  fault jsonb,
  primary key (organisation_id, id),
  check ((state in ('waiting', 'running')) = (ended_at is null))
);
select tenant_table('study_runs');
alter table study_runs add foreign key (organisation_id, study_id) references studies (organisation_id, id);
alter table study_runs add foreign key (organisation_id, asked_by) references people (organisation_id, id);
create unique index study_runs_under_way on study_runs (organisation_id, study_id, kind) where state in ('waiting', 'running');
create index study_runs_waiting on study_runs (organisation_id, asked_at) where state in ('waiting', 'running');
create index study_runs_of_study on study_runs (organisation_id, study_id, kind, asked_at desc);
comment on column study_runs.asked_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
