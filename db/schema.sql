-- The schema that the migrations make, written by `npm test -- --update-schema`. A test keeps it equal to the migrations.
-- To change the schema, add a migration. pg-boss keeps its tables in a schema of its own.

CREATE OR REPLACE FUNCTION tenant_table(name text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format(
    'create policy in_organisation on %I using (organisation_id = nullif(current_setting(''app.organisation_id'', true), '''')::uuid)
       with check (organisation_id = nullif(current_setting(''app.organisation_id'', true), '''')::uuid)', name);
  -- In a table that was analysed while it held a row or two, organisation_id looks unique, and every index that begins with it looks as good as the
  -- key: an import of 50,000 people then took six minutes instead of twenty seconds. Few distinct values is always nearer to the truth.
  execute format('alter table %I alter column organisation_id set (n_distinct = 10)', name);
  if exists (select from pg_extension where extname = 'citus') then
    perform create_distributed_table(name::regclass, 'organisation_id');
  end if;
end $function$;

create table absences (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  starts_on date not null,
  last_day date not null,
  deputy_id uuid,
  created_at timestamp with time zone not null,
  constraint absences_pkey PRIMARY KEY (organisation_id, person_id, id),
  constraint absences_check CHECK ((last_day >= starts_on))
);
CREATE INDEX absences_by_day ON absences USING btree (organisation_id, last_day);
CREATE INDEX absences_by_deputy ON absences USING btree (organisation_id, deputy_id) WHERE (deputy_id IS NOT NULL);
alter table absences enable row level security;
alter table absences force row level security;
create policy in_organisation on absences for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on absences to attune_app;
comment on column absences.starts_on is 'personal: absence; for: pass-on-what-is-owed; kept: three-months-after';
comment on column absences.last_day is 'personal: absence; for: pass-on-what-is-owed; kept: three-months-after';
comment on column absences.deputy_id is 'personal: deputy; for: pass-on-what-is-owed; kept: three-months-after';

create table accounts (
  id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  email text,
  email_key text,
  password_hash text,
  pin_hash text,
  pin_length smallint,
  badge_hash text,
  badge_issued_on date,
  start_pin_until timestamp with time zone,
  language text default 'en'::text not null,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_badge_hash_key UNIQUE (badge_hash),
  constraint accounts_organisation_id_person_id_key UNIQUE (organisation_id, person_id),
  constraint accounts_email_check CHECK ((length(email) <= 254)),
  constraint accounts_email_key_check CHECK ((length(email_key) <= 254)),
  constraint accounts_pin_length_check CHECK (((pin_length >= 4) AND (pin_length <= 6)))
);
CREATE INDEX accounts_by_email ON accounts USING btree (email_key) WHERE (email_key IS NOT NULL);
grant delete, insert, select, update on accounts to attune_app;
comment on table accounts is 'global: sign-in finds the account before the organisation is known';
comment on column accounts.email is 'personal: work-email; for: sign-in-and-mail; kept: employment-and-a-month';
comment on column accounts.email_key is 'personal: work-email; for: sign-in-and-mail; kept: employment-and-a-month';
comment on column accounts.password_hash is 'personal: sign-in-secret; for: sign-in; kept: employment-and-a-month';
comment on column accounts.pin_hash is 'personal: sign-in-secret; for: sign-in; kept: employment-and-a-month';
comment on column accounts.pin_length is 'personal: sign-in-secret; for: sign-in; kept: employment-and-a-month';
comment on column accounts.badge_hash is 'personal: sign-in-secret; for: sign-in; kept: employment-and-a-month';
comment on column accounts.badge_issued_on is 'personal: sign-in-secret; for: sign-in; kept: employment-and-a-month';
comment on column accounts.start_pin_until is 'personal: sign-in-secret; for: sign-in; kept: employment-and-a-month';
comment on column accounts.language is 'personal: language; for: speak-your-language; kept: employment-and-a-month';
comment on column accounts.disabled_at is 'personal: employment; for: end-access; kept: employment-and-a-month';

create table api_tokens (
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  token_hash text not null,
  role text not null,
  unit_id uuid,
  operations text[],
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_by uuid,
  created_at timestamp with time zone not null,
  constraint api_tokens_pkey PRIMARY KEY (id),
  constraint api_tokens_token_hash_key UNIQUE (token_hash),
  constraint api_tokens_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint api_tokens_operations_check CHECK (((cardinality(operations) >= 1) AND (cardinality(operations) <= 200))),
  constraint api_tokens_role_check CHECK (((length(role) >= 1) AND (length(role) <= 40)))
);
CREATE INDEX api_tokens_by_organisation ON api_tokens USING btree (organisation_id, id);
grant delete, insert, select, update on api_tokens to attune_app;
comment on table api_tokens is 'global: found before the organisation is known';
comment on column api_tokens.created_by is 'personal: who-did-it; for: account-for-changes; kept: two-years';

create table assessments (
  organisation_id uuid not null,
  id uuid not null,
  texts jsonb not null,
  state text not null,
  version integer not null,
  level smallint not null,
  mode text not null,
  item_ids uuid[] not null,
  count smallint not null,
  principle_ids uuid[] not null,
  families text[] not null,
  pass_percent smallint not null,
  valid_days integer,
  has_before boolean not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint assessments_pkey PRIMARY KEY (organisation_id, id),
  constraint assessments_level_check CHECK (((level >= 1) AND (level <= 4))),
  constraint assessments_mode_check CHECK ((mode = ANY (ARRAY['fixed'::text, 'drawn'::text]))),
  constraint assessments_pass_percent_check CHECK (((pass_percent >= 1) AND (pass_percent <= 100))),
  constraint assessments_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'live'::text, 'retired'::text])))
);
CREATE INDEX assessments_in_order ON assessments USING btree (organisation_id, changed_at DESC, id DESC);
alter table assessments enable row level security;
alter table assessments force row level security;
create policy in_organisation on assessments for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on assessments to attune_app;

create table assignments (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  job_role_id uuid,
  site_id uuid,
  manager_id uuid,
  leads_unit boolean default false not null,
  starts_on date not null,
  ends_on date,
  created_at timestamp with time zone not null,
  constraint assignments_pkey PRIMARY KEY (organisation_id, person_id, id),
  constraint assignments_check CHECK ((ends_on > starts_on))
);
CREATE INDEX assignments_by_manager ON assignments USING btree (organisation_id, manager_id) WHERE (manager_id IS NOT NULL);
CREATE INDEX assignments_by_start ON assignments USING btree (organisation_id, starts_on);
CREATE INDEX assignments_by_unit ON assignments USING btree (organisation_id, unit_id, starts_on);
alter table assignments enable row level security;
alter table assignments force row level security;
create policy in_organisation on assignments for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on assignments to attune_app;
comment on column assignments.unit_id is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';
comment on column assignments.job_role_id is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';
comment on column assignments.site_id is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';
comment on column assignments.manager_id is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';
comment on column assignments.leads_unit is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';
comment on column assignments.starts_on is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';
comment on column assignments.ends_on is 'personal: place-at-work; for: keep-history; kept: employment-and-a-month';

create table audit_entries (
  organisation_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  author_kind text not null,
  author_id uuid,
  request_id text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  details text not null,
  hmac text not null,
  constraint audit_entries_pkey PRIMARY KEY (organisation_id, id)
);
CREATE INDEX audit_entries_by_author ON audit_entries USING btree (organisation_id, author_id, id);
CREATE INDEX audit_entries_by_subject ON audit_entries USING btree (organisation_id, subject_kind, subject_id, id);
alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy in_organisation on audit_entries for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant insert, select on audit_entries to attune_app;
comment on table audit_entries is 'append-only: who changed what, and when; sealed every few seconds (audit_seals)';
comment on column audit_entries.author_id is 'personal: who-did-it; for: account-for-changes; kept: as-long-as-the-log';
comment on column audit_entries.subject_id is 'personal: what-was-changed; for: account-for-changes; kept: as-long-as-the-log';
comment on column audit_entries.details is 'personal: what-was-changed; for: account-for-changes; kept: as-long-as-the-log';

create table audit_seals (
  organisation_id uuid not null,
  number bigint not null,
  sealed_at timestamp with time zone not null,
  entry_ids uuid[] not null,
  last_id uuid not null,
  total bigint not null,
  next_from uuid not null,
  previous_hash text not null,
  hash text not null,
  constraint audit_seals_pkey PRIMARY KEY (organisation_id, number),
  constraint audit_seals_entry_ids_check CHECK (((cardinality(entry_ids) >= 1) AND (cardinality(entry_ids) <= 5000))),
  constraint audit_seals_hash_check CHECK ((length(hash) = 64)),
  constraint audit_seals_number_check CHECK ((number >= 1)),
  constraint audit_seals_previous_hash_check CHECK ((length(previous_hash) = 64))
);
CREATE INDEX audit_seals_by_last ON audit_seals USING btree (organisation_id, last_id);
alter table audit_seals enable row level security;
alter table audit_seals force row level security;
create policy in_organisation on audit_seals for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant insert, select on audit_seals to attune_app;
comment on table audit_seals is 'append-only: the HMAC chain over audit_entries; `attune audit verify` walks it';

create table behaviour_texts (
  organisation_id uuid not null,
  behaviour_id uuid not null,
  language text not null,
  name text not null,
  poor text not null,
  good text not null,
  great text not null,
  constraint behaviour_texts_pkey PRIMARY KEY (organisation_id, behaviour_id, language),
  constraint behaviour_texts_good_check CHECK (((length(good) >= 1) AND (length(good) <= 400))),
  constraint behaviour_texts_great_check CHECK (((length(great) >= 1) AND (length(great) <= 400))),
  constraint behaviour_texts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint behaviour_texts_poor_check CHECK (((length(poor) >= 1) AND (length(poor) <= 400)))
);
alter table behaviour_texts enable row level security;
alter table behaviour_texts force row level security;
create policy in_organisation on behaviour_texts for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on behaviour_texts to attune_app;

create table behaviours (
  organisation_id uuid not null,
  id uuid not null,
  principle_id uuid not null,
  job_role_id uuid,
  level smallint not null,
  is_retired boolean default false not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint behaviours_pkey PRIMARY KEY (organisation_id, id),
  constraint behaviours_level_check CHECK (((level >= 1) AND (level <= 4)))
);
CREATE INDEX behaviours_by_role ON behaviours USING btree (organisation_id, job_role_id, level);
alter table behaviours enable row level security;
alter table behaviours force row level security;
create policy in_organisation on behaviours for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on behaviours to attune_app;

create table buy_ins (
  organisation_id uuid not null,
  person_id uuid not null,
  lesson_id uuid not null,
  unit_id uuid,
  knows text,
  can text,
  will text,
  said_on date not null,
  constraint buy_ins_pkey PRIMARY KEY (organisation_id, person_id, lesson_id),
  constraint buy_ins_can_check CHECK ((can = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text]))),
  constraint buy_ins_knows_check CHECK ((knows = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text]))),
  constraint buy_ins_will_check CHECK ((will = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text])))
);
CREATE INDEX buy_ins_counted ON buy_ins USING btree (organisation_id, lesson_id, unit_id);
alter table buy_ins enable row level security;
alter table buy_ins force row level security;
create policy in_organisation on buy_ins for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on buy_ins to attune_app;
comment on column buy_ins.knows is 'personal: buy-in; for: clear-the-way; kept: employment-and-a-month';
comment on column buy_ins.can is 'personal: buy-in; for: clear-the-way; kept: employment-and-a-month';
comment on column buy_ins.will is 'personal: buy-in; for: clear-the-way; kept: employment-and-a-month';
comment on column buy_ins.said_on is 'personal: buy-in; for: clear-the-way; kept: employment-and-a-month';

create table card_uses (
  organisation_id uuid not null,
  card_id uuid not null,
  day date not null,
  wait smallint not null,
  uses integer not null,
  constraint card_uses_pkey PRIMARY KEY (organisation_id, card_id, day, wait),
  constraint card_uses_wait_check CHECK ((wait = ANY (ARRAY[0, 5, 10, 20, 30, 60, 61])))
);
alter table card_uses enable row level security;
alter table card_uses force row level security;
create policy in_organisation on card_uses for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on card_uses to attune_app;

create table cards (
  organisation_id uuid not null,
  id uuid not null,
  key text not null,
  theme text,
  principle_id uuid not null,
  families text[] not null,
  state text not null,
  texts jsonb not null,
  lesson_id uuid,
  situation_id uuid,
  is_situation_said boolean not null,
  version integer not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint cards_pkey PRIMARY KEY (organisation_id, id),
  constraint cards_organisation_id_key_key UNIQUE (organisation_id, key),
  constraint cards_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9-]{0,79}$'::text)),
  constraint cards_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'live'::text, 'retired'::text])))
);
alter table cards enable row level security;
alter table cards force row level security;
create policy in_organisation on cards for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on cards to attune_app;

create table case_notes (
  organisation_id uuid not null,
  case_id uuid not null,
  id uuid not null,
  author_id uuid,
  kind text not null,
  words text not null,
  noted_at timestamp with time zone not null,
  constraint case_notes_pkey PRIMARY KEY (organisation_id, case_id, id),
  constraint case_notes_kind_check CHECK ((kind = ANY (ARRAY['reached'::text, 'tried'::text, 'note'::text]))),
  constraint case_notes_words_check CHECK (((length(words) >= 1) AND (length(words) <= 1000)))
);
CREATE INDEX case_notes_by_author ON case_notes USING btree (organisation_id, author_id) WHERE (author_id IS NOT NULL);
alter table case_notes enable row level security;
alter table case_notes force row level security;
create policy in_organisation on case_notes for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on case_notes to attune_app;
comment on column case_notes.author_id is 'personal: case-notes; for: close-the-loop; kept: two-years';
comment on column case_notes.words is 'personal: case-notes; for: close-the-loop; kept: two-years';
comment on column case_notes.noted_at is 'personal: case-notes; for: close-the-loop; kept: two-years';

create table cases (
  organisation_id uuid not null,
  id uuid not null,
  response_id uuid not null,
  unit_id uuid not null,
  step_id uuid,
  owner_id uuid,
  state text not null,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  escalated_at timestamp with time zone,
  escalated_to uuid,
  resolved_at timestamp with time zone,
  resolved_by uuid,
  outcome text,
  resolution text,
  asked_again_at timestamp with time zone,
  version integer default 1 not null,
  constraint cases_pkey PRIMARY KEY (organisation_id, id),
  constraint cases_organisation_id_response_id_key UNIQUE (organisation_id, response_id),
  constraint cases_check CHECK (((state = 'resolved'::text) = ((resolved_at IS NOT NULL) AND (outcome IS NOT NULL)))),
  constraint cases_outcome_check CHECK ((outcome = ANY (ARRAY['made-good'::text, 'explained'::text, 'not-reached'::text, 'no-wish'::text]))),
  constraint cases_resolution_check CHECK (((length(resolution) >= 1) AND (length(resolution) <= 1000))),
  constraint cases_state_check CHECK ((state = ANY (ARRAY['open'::text, 'resolved'::text])))
);
CREATE INDEX cases_by_owner ON cases USING btree (organisation_id, owner_id, due_at, id) WHERE (state = 'open'::text);
CREATE INDEX cases_open ON cases USING btree (organisation_id, due_at, id) WHERE (state = 'open'::text);
CREATE INDEX cases_resolved ON cases USING btree (organisation_id, resolved_at DESC, id DESC) WHERE (state = 'resolved'::text);
alter table cases enable row level security;
alter table cases force row level security;
create policy in_organisation on cases for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on cases to attune_app;
comment on column cases.owner_id is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column cases.escalated_at is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column cases.escalated_to is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column cases.resolved_at is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column cases.resolved_by is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column cases.resolution is 'personal: case-notes; for: close-the-loop; kept: two-years';

create table commitments (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  lesson_id uuid,
  words text not null,
  made_at timestamp with time zone not null,
  asked_from date not null,
  outcome text,
  answered_at timestamp with time zone,
  constraint commitments_pkey PRIMARY KEY (organisation_id, person_id, id),
  constraint commitments_check CHECK (((outcome IS NULL) = (answered_at IS NULL))),
  constraint commitments_outcome_check CHECK ((outcome = ANY (ARRAY['did'::text, 'not-yet'::text, 'set-aside'::text]))),
  constraint commitments_words_check CHECK (((length(words) >= 1) AND (length(words) <= 300)))
);
CREATE INDEX commitments_open ON commitments USING btree (organisation_id, person_id, made_at);
alter table commitments enable row level security;
alter table commitments force row level security;
create policy in_organisation on commitments for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on commitments to attune_app;
comment on column commitments.words is 'personal: commitments; for: keep-commitments; kept: employment-and-a-month';
comment on column commitments.made_at is 'personal: commitments; for: keep-commitments; kept: employment-and-a-month';
comment on column commitments.outcome is 'personal: commitments; for: keep-commitments; kept: employment-and-a-month';
comment on column commitments.answered_at is 'personal: commitments; for: keep-commitments; kept: employment-and-a-month';

create table contact_intake_rows (
  organisation_id uuid not null,
  intake_id uuid not null,
  line integer not null,
  outcome text not null,
  faults jsonb default '[]'::jsonb not null,
  cells jsonb not null,
  constraint contact_intake_rows_pkey PRIMARY KEY (organisation_id, intake_id, line),
  constraint contact_intake_rows_outcome_check CHECK ((outcome = ANY (ARRAY['new'::text, 'known'::text, 'repeated'::text, 'unreadable'::text])))
);
CREATE INDEX contact_intake_rows_by_outcome ON contact_intake_rows USING btree (organisation_id, intake_id, outcome, line);
alter table contact_intake_rows enable row level security;
alter table contact_intake_rows force row level security;
create policy in_organisation on contact_intake_rows for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on contact_intake_rows to attune_app;
comment on column contact_intake_rows.faults is 'personal: customer-contact; for: ask-customers; kept: a-month';
comment on column contact_intake_rows.cells is 'personal: customer-contact; for: ask-customers; kept: a-month';

create table contact_intakes (
  organisation_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  unit_id uuid not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  file_name text not null,
  state text not null,
  shape jsonb not null,
  applied_at timestamp with time zone,
  constraint contact_intakes_pkey PRIMARY KEY (organisation_id, id),
  constraint contact_intakes_file_name_check CHECK ((length(file_name) <= 200)),
  constraint contact_intakes_state_check CHECK ((state = ANY (ARRAY['previewed'::text, 'applied'::text, 'discarded'::text])))
);
alter table contact_intakes enable row level security;
alter table contact_intakes force row level security;
create policy in_organisation on contact_intakes for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on contact_intakes to attune_app;
comment on column contact_intakes.created_by is 'personal: who-did-it; for: account-for-changes; kept: two-years';

create table contacts (
  organisation_id uuid not null,
  id uuid not null,
  external_id text,
  external_key text not null,
  happened_on date not null,
  unit_id uuid not null,
  step_id uuid,
  customer_key text,
  name text,
  email text,
  phone text,
  language text,
  outcome text not null,
  why_not text,
  created_at timestamp with time zone not null,
  constraint contacts_pkey PRIMARY KEY (organisation_id, id),
  constraint contacts_organisation_id_external_key_key UNIQUE (organisation_id, external_key),
  constraint contacts_check CHECK (((outcome = 'not-asked'::text) = (why_not IS NOT NULL))),
  constraint contacts_email_check CHECK ((length(email) <= 254)),
  constraint contacts_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
  constraint contacts_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint contacts_name_check CHECK ((length(name) <= 200)),
  constraint contacts_outcome_check CHECK ((outcome = ANY (ARRAY['invited'::text, 'not-asked'::text]))),
  constraint contacts_phone_check CHECK ((length(phone) <= 40)),
  constraint contacts_why_not_check CHECK ((why_not = ANY (ARRAY['asked-lately'::text, 'wants-rest'::text, 'survey-not-open'::text])))
);
CREATE INDEX contacts_by_customer ON contacts USING btree (organisation_id, customer_key) WHERE (customer_key IS NOT NULL);
CREATE INDEX contacts_by_day ON contacts USING btree (organisation_id, happened_on, unit_id);
CREATE INDEX contacts_to_forget ON contacts USING btree (organisation_id, created_at) WHERE ((customer_key IS NOT NULL) OR (name IS NOT NULL) OR (email IS NOT NULL) OR (phone IS NOT NULL) OR (external_id IS NOT NULL));
alter table contacts enable row level security;
alter table contacts force row level security;
create policy in_organisation on contacts for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on contacts to attune_app;
comment on column contacts.external_id is 'personal: customer-contact; for: match-contacts; kept: half-a-year';
comment on column contacts.customer_key is 'personal: customer-contact; for: ask-customers; kept: half-a-year';
comment on column contacts.name is 'personal: customer-contact; for: close-the-loop; kept: half-a-year';
comment on column contacts.email is 'personal: customer-contact; for: close-the-loop; kept: half-a-year';
comment on column contacts.phone is 'personal: customer-contact; for: close-the-loop; kept: half-a-year';
comment on column contacts.language is 'personal: language; for: speak-your-language; kept: half-a-year';

create table coverage_counts (
  organisation_id uuid not null,
  path_id uuid not null,
  unit_id uuid not null,
  job_role_id uuid not null,
  is_leader boolean not null,
  due_on date not null,
  noted_in uuid not null,
  people integer not null,
  done integer not null,
  is_settled boolean not null,
  constraint coverage_counts_pkey PRIMARY KEY (organisation_id, path_id, unit_id, job_role_id, is_leader, due_on, noted_in)
);
CREATE INDEX coverage_counts_to_settle ON coverage_counts USING btree (organisation_id, path_id) WHERE (NOT is_settled);
alter table coverage_counts enable row level security;
alter table coverage_counts force row level security;
create policy in_organisation on coverage_counts for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on coverage_counts to attune_app;

create table customer_rests (
  organisation_id uuid not null,
  customer_key text not null,
  rests_until date not null,
  constraint customer_rests_pkey PRIMARY KEY (organisation_id, customer_key)
);
alter table customer_rests enable row level security;
alter table customer_rests force row level security;
create policy in_organisation on customer_rests for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on customer_rests to attune_app;
comment on column customer_rests.customer_key is 'personal: customer-contact; for: ask-less; kept: half-a-year';

create table decisions (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  rule_id uuid,
  rule_version integer,
  situation_id uuid not null,
  remedy_id uuid not null,
  principle_id uuid,
  step_id uuid,
  response_id uuid,
  amount bigint,
  measure text not null,
  currency text,
  verdict text not null,
  shown text not null,
  is_good_faith boolean not null,
  note text,
  decided_at timestamp with time zone not null,
  day date not null,
  noted_at timestamp with time zone not null,
  taken_back_at timestamp with time zone,
  constraint decisions_pkey PRIMARY KEY (organisation_id, person_id, id),
  constraint decisions_amount_check CHECK ((amount >= 0)),
  constraint decisions_check CHECK (((rule_id IS NULL) = (rule_version IS NULL))),
  constraint decisions_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint decisions_measure_check CHECK ((measure = ANY (ARRAY['money'::text, 'count'::text, 'days'::text, 'none'::text]))),
  constraint decisions_note_check CHECK (((length(note) >= 1) AND (length(note) <= 1000))),
  constraint decisions_shown_check CHECK ((shown = ANY (ARRAY['yes'::text, 'yes-if'::text, 'not-alone'::text]))),
  constraint decisions_verdict_check CHECK ((verdict = ANY (ARRAY['yes'::text, 'yes-if'::text, 'not-alone'::text])))
);
CREATE INDEX decisions_by_day ON decisions USING btree (organisation_id, day);
CREATE INDEX decisions_by_id ON decisions USING btree (organisation_id, id);
CREATE INDEX decisions_of_person ON decisions USING btree (organisation_id, person_id, decided_at DESC, id DESC);
CREATE INDEX decisions_of_unit ON decisions USING btree (organisation_id, unit_id, decided_at DESC, id DESC);
alter table decisions enable row level security;
alter table decisions force row level security;
create policy in_organisation on decisions for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on decisions to attune_app;
comment on column decisions.unit_id is 'personal: decisions; for: learn-from-decisions; kept: two-years';
comment on column decisions.amount is 'personal: decisions; for: learn-from-decisions; kept: two-years';
comment on column decisions.verdict is 'personal: decisions; for: learn-from-decisions; kept: two-years';
comment on column decisions.is_good_faith is 'personal: decisions; for: shield-good-faith; kept: two-years';
comment on column decisions.note is 'personal: decisions; for: learn-from-decisions; kept: two-years';
comment on column decisions.decided_at is 'personal: decisions; for: learn-from-decisions; kept: two-years';

create table device_accounts (
  device_id uuid not null,
  account_id uuid not null,
  signed_in_at timestamp with time zone not null,
  constraint device_accounts_pkey PRIMARY KEY (device_id, account_id)
);
CREATE INDEX device_accounts_by_account ON device_accounts USING btree (account_id);
grant delete, insert, select, update on device_accounts to attune_app;
comment on table device_accounts is 'global: belongs to accounts and devices';
comment on column device_accounts.signed_in_at is 'personal: sign-in-times; for: keep-sign-in-safe; kept: half-a-year';

create table devices (
  id uuid not null,
  organisation_id uuid not null,
  token_hash text not null,
  is_shared boolean default false not null,
  is_registered boolean default false not null,
  name text,
  unit_id uuid,
  registered_by uuid,
  last_used_on date not null,
  created_at timestamp with time zone not null,
  constraint devices_pkey PRIMARY KEY (id),
  constraint devices_organisation_id_token_hash_key UNIQUE (organisation_id, token_hash),
  constraint devices_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);
CREATE INDEX devices_by_token ON devices USING btree (token_hash);
CREATE INDEX devices_by_use ON devices USING btree (last_used_on);
grant delete, insert, select, update on devices to attune_app;
comment on table devices is 'global: counted before anybody is known to sign in';
comment on column devices.token_hash is 'personal: device; for: keep-sign-in-safe; kept: half-a-year';
comment on column devices.registered_by is 'personal: who-did-it; for: account-for-changes; kept: half-a-year';
comment on column devices.last_used_on is 'personal: device; for: keep-sign-in-safe; kept: half-a-year';

create table digest_settings (
  organisation_id uuid not null,
  person_id uuid not null,
  channel text not null,
  weekday smallint not null,
  from_time time without time zone not null,
  constraint digest_settings_pkey PRIMARY KEY (organisation_id, person_id),
  constraint digest_settings_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'attune'::text]))),
  constraint digest_settings_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
alter table digest_settings enable row level security;
alter table digest_settings force row level security;
create policy in_organisation on digest_settings for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on digest_settings to attune_app;
comment on column digest_settings.channel is 'personal: own-messages; for: respect-your-time; kept: employment-and-a-month';
comment on column digest_settings.weekday is 'personal: own-messages; for: respect-your-time; kept: employment-and-a-month';
comment on column digest_settings.from_time is 'personal: own-messages; for: respect-your-time; kept: employment-and-a-month';

create table digests (
  organisation_id uuid not null,
  person_id uuid not null,
  week date not null,
  outcome text not null,
  items smallint not null,
  is_read boolean default false not null,
  made_at timestamp with time zone not null,
  constraint digests_pkey PRIMARY KEY (organisation_id, person_id, week),
  constraint digests_check CHECK (((items > 0) = (outcome = ANY (ARRAY['mailed'::text, 'shown'::text])))),
  constraint digests_items_check CHECK (((items >= 0) AND (items <= 5))),
  constraint digests_outcome_check CHECK ((outcome = ANY (ARRAY['mailed'::text, 'shown'::text, 'nothing'::text, 'resting'::text]))),
  constraint digests_week_check CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
);
CREATE INDEX digests_by_week ON digests USING btree (organisation_id, week);
alter table digests enable row level security;
alter table digests force row level security;
create policy in_organisation on digests for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on digests to attune_app;
comment on column digests.outcome is 'personal: own-messages; for: respect-your-time; kept: half-a-year';
comment on column digests.is_read is 'personal: own-messages; for: respect-your-time; kept: half-a-year';

create table escalations (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  asked_id uuid not null,
  rule_id uuid,
  rule_version integer,
  situation_id uuid not null,
  remedy_id uuid not null,
  principle_id uuid,
  amount bigint,
  measure text not null,
  currency text,
  reason text not null,
  words text,
  asked_at timestamp with time zone not null,
  day date not null,
  answer text,
  answer_words text,
  answered_by uuid,
  answered_at timestamp with time zone,
  constraint escalations_pkey PRIMARY KEY (organisation_id, person_id, id),
  constraint escalations_amount_check CHECK ((amount >= 0)),
  constraint escalations_answer_check CHECK ((answer = ANY (ARRAY['go-ahead'::text, 'otherwise'::text]))),
  constraint escalations_answer_words_check CHECK (((length(answer_words) >= 1) AND (length(answer_words) <= 1000))),
  constraint escalations_check CHECK (((answer IS NULL) = (answered_at IS NULL))),
  constraint escalations_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint escalations_measure_check CHECK ((measure = ANY (ARRAY['money'::text, 'count'::text, 'days'::text, 'none'::text]))),
  constraint escalations_reason_check CHECK ((reason = ANY (ARRAY['no-rule'::text, 'level'::text, 'other-currency'::text, 'over-limit'::text, 'condition'::text, 'open'::text, 'within'::text]))),
  constraint escalations_words_check CHECK (((length(words) >= 1) AND (length(words) <= 1000)))
);
CREATE INDEX escalations_by_answerer ON escalations USING btree (organisation_id, answered_by) WHERE (answered_by IS NOT NULL);
CREATE INDEX escalations_by_asked ON escalations USING btree (organisation_id, asked_id, asked_at DESC);
CREATE INDEX escalations_by_day ON escalations USING btree (organisation_id, day);
CREATE INDEX escalations_by_id ON escalations USING btree (organisation_id, id);
CREATE INDEX escalations_of_person ON escalations USING btree (organisation_id, person_id, asked_at DESC);
alter table escalations enable row level security;
alter table escalations force row level security;
create policy in_organisation on escalations for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on escalations to attune_app;
comment on column escalations.unit_id is 'personal: questions-passed-on; for: learn-from-decisions; kept: two-years';
comment on column escalations.asked_id is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.amount is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.words is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.asked_at is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.answer is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.answer_words is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.answered_by is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.answered_at is 'personal: questions-passed-on; for: keep-promises; kept: two-years';

create table event_deliveries (
  organisation_id uuid not null,
  event_id uuid not null,
  listener text not null,
  type text not null,
  payload jsonb not null,
  announced_at timestamp with time zone not null,
  attempts integer default 0 not null,
  next_try_at timestamp with time zone not null,
  gave_up_at timestamp with time zone,
  last_fault text,
  constraint event_deliveries_pkey PRIMARY KEY (organisation_id, event_id, listener),
  constraint event_deliveries_last_fault_check CHECK ((length(last_fault) <= 500)),
  constraint event_deliveries_listener_check CHECK (((length(listener) >= 1) AND (length(listener) <= 100)))
);
CREATE INDEX event_deliveries_due ON event_deliveries USING btree (organisation_id, next_try_at) WHERE (gave_up_at IS NULL);
alter table event_deliveries enable row level security;
alter table event_deliveries force row level security;
create policy in_organisation on event_deliveries for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on event_deliveries to attune_app;
comment on column event_deliveries.payload is 'personal: ids-in-news; for: pass-on-news; kept: three-months-after';

create table evidence_pieces (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  kind text not null,
  level smallint,
  principle_id uuid,
  source_kind text not null,
  source_id uuid not null,
  outcome text not null,
  words text,
  shown_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  noted_by uuid,
  created_at timestamp with time zone not null,
  counted_in uuid,
  counted_on date,
  constraint evidence_pieces_pkey PRIMARY KEY (organisation_id, person_id, id),
  constraint evidence_pieces_kind_check CHECK ((kind = ANY (ARRAY['knowledge'::text, 'scenario'::text, 'observed'::text, 'customer'::text, 'sign-off'::text]))),
  constraint evidence_pieces_level_check CHECK (((level >= 1) AND (level <= 4))),
  constraint evidence_pieces_outcome_check CHECK ((outcome = ANY (ARRAY['met'::text, 'not-yet'::text]))),
  constraint evidence_pieces_source_kind_check CHECK ((source_kind ~ '^[a-z][a-z0-9-]{0,59}$'::text)),
  constraint evidence_pieces_words_check CHECK (((length(words) >= 1) AND (length(words) <= 1000)))
);
CREATE INDEX evidence_pieces_by_author ON evidence_pieces USING btree (organisation_id, noted_by) WHERE (noted_by IS NOT NULL);
CREATE INDEX evidence_pieces_by_day ON evidence_pieces USING btree (organisation_id, counted_on) WHERE (counted_on IS NOT NULL);
CREATE INDEX evidence_pieces_by_id ON evidence_pieces USING btree (organisation_id, id);
CREATE INDEX evidence_pieces_by_principle ON evidence_pieces USING btree (organisation_id, principle_id) WHERE (principle_id IS NOT NULL);
alter table evidence_pieces enable row level security;
alter table evidence_pieces force row level security;
create policy in_organisation on evidence_pieces for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on evidence_pieces to attune_app;
comment on column evidence_pieces.kind is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column evidence_pieces.level is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column evidence_pieces.outcome is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column evidence_pieces.words is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column evidence_pieces.shown_at is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column evidence_pieces.expires_at is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column evidence_pieces.noted_by is 'personal: who-did-it; for: grow-authority; kept: employment-and-a-month';

create table followups (
  organisation_id uuid not null,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  subject_link text not null,
  owner_id uuid not null,
  deputy_id uuid,
  unit_id uuid,
  visibility text not null,
  due_at timestamp with time zone not null,
  escalated_at timestamp with time zone,
  escalated_to uuid,
  answered_at timestamp with time zone,
  answered_by uuid,
  answer text,
  created_at timestamp with time zone not null,
  constraint followups_pkey PRIMARY KEY (organisation_id, id),
  constraint followups_answer_check CHECK ((answer ~ '^[a-z][a-z0-9-]{0,59}$'::text)),
  constraint followups_check CHECK (((answered_at IS NULL) = (answer IS NULL))),
  constraint followups_check1 CHECK (((escalated_to IS NULL) OR (escalated_at IS NOT NULL))),
  constraint followups_subject_kind_check CHECK ((subject_kind ~ '^[a-z][a-z0-9-]{0,59}$'::text)),
  constraint followups_subject_link_check CHECK (((subject_link ~ '^/[^/]'::text) AND (length(subject_link) <= 300))),
  constraint followups_visibility_check CHECK ((visibility = ANY (ARRAY['owner'::text, 'leaders'::text])))
);
CREATE INDEX followups_by_answer ON followups USING btree (organisation_id, answered_at) WHERE (answered_at IS NOT NULL);
CREATE INDEX followups_by_deputy ON followups USING btree (organisation_id, deputy_id, due_at, id) WHERE ((answered_at IS NULL) AND (deputy_id IS NOT NULL));
CREATE INDEX followups_by_escalation ON followups USING btree (organisation_id, escalated_to, due_at, id) WHERE ((answered_at IS NULL) AND (escalated_to IS NOT NULL));
CREATE INDEX followups_by_owner ON followups USING btree (organisation_id, owner_id, due_at, id) WHERE (answered_at IS NULL);
CREATE INDEX followups_by_subject ON followups USING btree (organisation_id, subject_kind, subject_id);
CREATE INDEX followups_by_unit ON followups USING btree (organisation_id, unit_id, due_at, id) WHERE (answered_at IS NULL);
CREATE INDEX followups_to_escalate ON followups USING btree (organisation_id, due_at) WHERE ((answered_at IS NULL) AND (escalated_at IS NULL));
alter table followups enable row level security;
alter table followups force row level security;
create policy in_organisation on followups for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on followups to attune_app;
comment on column followups.owner_id is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column followups.deputy_id is 'personal: what-is-owed; for: pass-on-what-is-owed; kept: two-years';
comment on column followups.due_at is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column followups.escalated_at is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column followups.escalated_to is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column followups.answered_at is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column followups.answered_by is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column followups.answer is 'personal: what-is-owed; for: keep-promises; kept: two-years';

create table gaps (
  organisation_id uuid not null,
  id uuid not null,
  gap_key text not null,
  reason text not null,
  words text not null,
  situation_id uuid,
  remedy_id uuid,
  times integer default 1 not null,
  first_on date not null,
  last_on date not null,
  state text default 'open'::text not null,
  because text,
  rule_id uuid,
  settled_by uuid,
  settled_at timestamp with time zone,
  version integer default 1 not null,
  constraint gaps_pkey PRIMARY KEY (organisation_id, id),
  constraint gaps_organisation_id_gap_key_key UNIQUE (organisation_id, gap_key),
  constraint gaps_because_check CHECK (((length(because) >= 1) AND (length(because) <= 500))),
  constraint gaps_gap_key_check CHECK (((length(gap_key) >= 1) AND (length(gap_key) <= 900))),
  constraint gaps_reason_check CHECK ((reason = ANY (ARRAY['not-understood'::text, 'no-rule'::text]))),
  constraint gaps_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'set-aside'::text]))),
  constraint gaps_words_check CHECK (((length(words) >= 1) AND (length(words) <= 200)))
);
CREATE INDEX gaps_by_state ON gaps USING btree (organisation_id, state, times DESC, id);
alter table gaps enable row level security;
alter table gaps force row level security;
create policy in_organisation on gaps for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on gaps to attune_app;
comment on column gaps.settled_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table huddle_items (
  organisation_id uuid not null,
  huddle_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  "position" smallint not null,
  constraint huddle_items_pkey PRIMARY KEY (organisation_id, huddle_id, kind, subject_id),
  constraint huddle_items_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 40)))
);
alter table huddle_items enable row level security;
alter table huddle_items force row level security;
create policy in_organisation on huddle_items for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on huddle_items to attune_app;

create table huddles (
  organisation_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  week date not null,
  principle_id uuid,
  host_id uuid,
  opened_on date,
  state text not null,
  settled_on date,
  created_at timestamp with time zone not null,
  constraint huddles_pkey PRIMARY KEY (organisation_id, id),
  constraint huddles_organisation_id_unit_id_week_key UNIQUE (organisation_id, unit_id, week),
  constraint huddles_check CHECK (((state = 'ready'::text) = (settled_on IS NULL))),
  constraint huddles_state_check CHECK ((state = ANY (ARRAY['ready'::text, 'held'::text, 'skipped'::text]))),
  constraint huddles_week_check CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
);
CREATE INDEX huddles_by_host ON huddles USING btree (organisation_id, host_id) WHERE (host_id IS NOT NULL);
CREATE INDEX huddles_by_week ON huddles USING btree (organisation_id, week);
alter table huddles enable row level security;
alter table huddles force row level security;
create policy in_organisation on huddles for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on huddles to attune_app;
comment on column huddles.host_id is 'personal: hosted-huddle; for: run-huddles; kept: with-the-thing';

create table idempotency_keys (
  organisation_id uuid not null,
  account_id uuid not null,
  operation text not null,
  key text not null,
  body_hash text not null,
  status integer,
  result_id text,
  created_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (organisation_id, account_id, operation, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys USING brin (created_at) WITH (autosummarize='on');
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy in_organisation on idempotency_keys for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on idempotency_keys to attune_app;

create table item_versions (
  organisation_id uuid not null,
  item_id uuid not null,
  version integer not null,
  kind text not null,
  texts jsonb not null,
  changed_at timestamp with time zone not null,
  constraint item_versions_pkey PRIMARY KEY (organisation_id, item_id, version)
);
alter table item_versions enable row level security;
alter table item_versions force row level security;
create policy in_organisation on item_versions for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on item_versions to attune_app;

create table items (
  organisation_id uuid not null,
  id uuid not null,
  key text not null,
  theme text not null,
  principle_id uuid not null,
  level smallint not null,
  kind text not null,
  families text[] not null,
  source text not null,
  state text not null,
  version integer not null,
  is_edited boolean not null,
  words text not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint items_pkey PRIMARY KEY (organisation_id, id),
  constraint items_organisation_id_key_key UNIQUE (organisation_id, key),
  constraint items_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9-]*$'::text)),
  constraint items_kind_check CHECK ((kind = ANY (ARRAY['choice'::text, 'multiple'::text, 'order'::text, 'match'::text, 'short'::text, 'judgement'::text]))),
  constraint items_level_check CHECK (((level >= 1) AND (level <= 4))),
  constraint items_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'live'::text, 'retired'::text]))),
  constraint items_theme_check CHECK ((theme ~ '^[a-z0-9][a-z0-9-]*$'::text))
);
CREATE INDEX items_in_order ON items USING btree (organisation_id, changed_at DESC, id DESC);
CREATE INDEX items_of_principle ON items USING btree (organisation_id, principle_id) WHERE (state = 'live'::text);
alter table items enable row level security;
alter table items force row level security;
create policy in_organisation on items for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on items to attune_app;

create table job_roles (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  name_key text not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint job_roles_pkey PRIMARY KEY (organisation_id, id),
  constraint job_roles_organisation_id_name_key_key UNIQUE (organisation_id, name_key),
  constraint job_roles_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
alter table job_roles enable row level security;
alter table job_roles force row level security;
create policy in_organisation on job_roles for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on job_roles to attune_app;

create table journey_stages (
  organisation_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  "position" integer not null,
  constraint journey_stages_pkey PRIMARY KEY (organisation_id, id),
  constraint journey_stages_position_check CHECK (("position" >= 0))
);
CREATE INDEX journey_stages_by_journey ON journey_stages USING btree (organisation_id, journey_id, "position");
alter table journey_stages enable row level security;
alter table journey_stages force row level security;
create policy in_organisation on journey_stages for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on journey_stages to attune_app;

create table journey_steps (
  organisation_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  stage_id uuid not null,
  "position" integer not null,
  channel text not null,
  emotion text not null,
  evidence text not null,
  removed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint journey_steps_pkey PRIMARY KEY (organisation_id, id),
  constraint journey_steps_channel_check CHECK ((channel = ANY (ARRAY['shop'::text, 'phone'::text, 'mail'::text, 'chat'::text, 'web'::text, 'app'::text, 'post'::text, 'delivery'::text, 'none'::text]))),
  constraint journey_steps_emotion_check CHECK ((emotion = ANY (ARRAY['upset'::text, 'uneasy'::text, 'calm'::text, 'content'::text, 'delighted'::text]))),
  constraint journey_steps_evidence_check CHECK ((evidence = ANY (ARRAY['assumed'::text, 'partly'::text, 'researched'::text]))),
  constraint journey_steps_position_check CHECK (("position" >= 0))
);
CREATE INDEX journey_steps_by_journey ON journey_steps USING btree (organisation_id, journey_id, stage_id, "position");
alter table journey_steps enable row level security;
alter table journey_steps force row level security;
create policy in_organisation on journey_steps for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on journey_steps to attune_app;

create table journey_texts (
  organisation_id uuid not null,
  journey_id uuid not null,
  owner_id uuid not null,
  field text not null,
  language text not null,
  words text not null,
  constraint journey_texts_pkey PRIMARY KEY (organisation_id, journey_id, owner_id, field, language),
  constraint journey_texts_field_check CHECK ((field = ANY (ARRAY['name'::text, 'summary'::text, 'customer'::text, 'front'::text, 'back'::text, 'support'::text, 'sentence'::text, 'harm'::text]))),
  constraint journey_texts_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint journey_texts_words_check CHECK (((length(words) >= 1) AND (length(words) <= 1000)))
);
CREATE INDEX journey_texts_by_owner ON journey_texts USING btree (organisation_id, owner_id, field);
alter table journey_texts enable row level security;
alter table journey_texts force row level security;
create policy in_organisation on journey_texts for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on journey_texts to attune_app;

create table journeys (
  organisation_id uuid not null,
  id uuid not null,
  is_retired boolean default false not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint journeys_pkey PRIMARY KEY (organisation_id, id)
);
alter table journeys enable row level security;
alter table journeys force row level security;
create policy in_organisation on journeys for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on journeys to attune_app;

create table lesson_answers (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  lesson_id uuid not null,
  language text not null,
  number integer not null,
  block integer not null,
  chosen integer[] not null,
  is_right boolean not null,
  answered_at timestamp with time zone not null,
  constraint lesson_answers_pkey PRIMARY KEY (organisation_id, person_id, id)
);
CREATE INDEX lesson_answers_of_lesson ON lesson_answers USING btree (organisation_id, person_id, lesson_id);
alter table lesson_answers enable row level security;
alter table lesson_answers force row level security;
create policy in_organisation on lesson_answers for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on lesson_answers to attune_app;
comment on column lesson_answers.chosen is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';
comment on column lesson_answers.is_right is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';
comment on column lesson_answers.answered_at is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';

create table lesson_drafts (
  organisation_id uuid not null,
  lesson_id uuid not null,
  language text not null,
  title text not null,
  blocks jsonb not null,
  source_number integer,
  state text not null,
  writer_ids uuid[] default '{}'::uuid[] not null,
  reviewed_by uuid,
  review_words text,
  version integer default 1 not null,
  updated_at timestamp with time zone not null,
  constraint lesson_drafts_pkey PRIMARY KEY (organisation_id, lesson_id, language),
  constraint lesson_drafts_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text, 'ar'::text]))),
  constraint lesson_drafts_review_words_check CHECK (((length(review_words) >= 1) AND (length(review_words) <= 1000))),
  constraint lesson_drafts_state_check CHECK ((state = ANY (ARRAY['writing'::text, 'in-review'::text, 'approved'::text, 'returned'::text])))
);
alter table lesson_drafts enable row level security;
alter table lesson_drafts force row level security;
create policy in_organisation on lesson_drafts for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on lesson_drafts to attune_app;
comment on column lesson_drafts.writer_ids is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column lesson_drafts.reviewed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column lesson_drafts.review_words is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table lesson_files (
  organisation_id uuid not null,
  lesson_id uuid not null,
  name text not null,
  media_type text not null,
  bytes bytea not null,
  created_at timestamp with time zone not null,
  constraint lesson_files_pkey PRIMARY KEY (organisation_id, lesson_id, name),
  constraint lesson_files_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'::text))
);
alter table lesson_files enable row level security;
alter table lesson_files force row level security;
create policy in_organisation on lesson_files for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on lesson_files to attune_app;

create table lesson_progress (
  organisation_id uuid not null,
  person_id uuid not null,
  lesson_id uuid not null,
  language text not null,
  number integer not null,
  block integer not null,
  at timestamp with time zone not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint lesson_progress_pkey PRIMARY KEY (organisation_id, person_id, lesson_id),
  constraint lesson_progress_block_check CHECK (((block >= 0) AND (block <= 200)))
);
CREATE INDEX lesson_progress_by_lesson ON lesson_progress USING btree (organisation_id, lesson_id) WHERE (finished_at IS NOT NULL);
alter table lesson_progress enable row level security;
alter table lesson_progress force row level security;
create policy in_organisation on lesson_progress for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on lesson_progress to attune_app;
comment on column lesson_progress.block is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';
comment on column lesson_progress.at is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';
comment on column lesson_progress.started_at is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';
comment on column lesson_progress.finished_at is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';

create table lesson_versions (
  organisation_id uuid not null,
  lesson_id uuid not null,
  language text not null,
  number integer not null,
  title text not null,
  blocks jsonb not null,
  minutes integer not null,
  source_number integer,
  note text,
  writer_ids uuid[] default '{}'::uuid[] not null,
  reviewed_by uuid,
  published_by uuid,
  published_at timestamp with time zone not null,
  constraint lesson_versions_pkey PRIMARY KEY (organisation_id, lesson_id, language, number),
  constraint lesson_versions_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text, 'ar'::text]))),
  constraint lesson_versions_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500))),
  constraint lesson_versions_number_check CHECK ((number > 0))
);
alter table lesson_versions enable row level security;
alter table lesson_versions force row level security;
create policy in_organisation on lesson_versions for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on lesson_versions to attune_app;
comment on column lesson_versions.writer_ids is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column lesson_versions.reviewed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column lesson_versions.published_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table lessons (
  organisation_id uuid not null,
  id uuid not null,
  key text not null,
  level integer not null,
  principle_id uuid,
  theme text,
  families text[] default '{}'::text[] not null,
  owner_id uuid,
  review_on date,
  is_retired boolean default false not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint lessons_pkey PRIMARY KEY (organisation_id, id),
  constraint lessons_organisation_id_key_key UNIQUE (organisation_id, key),
  constraint lessons_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9-]{0,59}$'::text)),
  constraint lessons_level_check CHECK (((level >= 1) AND (level <= 4))),
  constraint lessons_theme_check CHECK ((theme ~ '^[a-z][a-z0-9-]{0,39}$'::text))
);
CREATE INDEX lessons_by_owner ON lessons USING btree (organisation_id, owner_id) WHERE (owner_id IS NOT NULL);
alter table lessons enable row level security;
alter table lessons force row level security;
create policy in_organisation on lessons for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on lessons to attune_app;
comment on column lessons.owner_id is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table level_requirement_sets (
  organisation_id uuid not null,
  version integer not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  constraint level_requirement_sets_pkey PRIMARY KEY (organisation_id, version),
  constraint level_requirement_sets_version_check CHECK ((version > 0))
);
alter table level_requirement_sets enable row level security;
alter table level_requirement_sets force row level security;
create policy in_organisation on level_requirement_sets for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on level_requirement_sets to attune_app;
comment on column level_requirement_sets.created_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table level_requirements (
  organisation_id uuid not null,
  set_version integer not null,
  level smallint not null,
  kind text not null,
  needed smallint not null,
  valid_days integer,
  constraint level_requirements_pkey PRIMARY KEY (organisation_id, set_version, level, kind),
  constraint level_requirements_kind_check CHECK ((kind = ANY (ARRAY['knowledge'::text, 'scenario'::text, 'observed'::text, 'customer'::text, 'sign-off'::text]))),
  constraint level_requirements_level_check CHECK (((level >= 1) AND (level <= 4))),
  constraint level_requirements_needed_check CHECK (((needed >= 1) AND (needed <= 20))),
  constraint level_requirements_valid_days_check CHECK (((valid_days >= 1) AND (valid_days <= 3650)))
);
alter table level_requirements enable row level security;
alter table level_requirements force row level security;
create policy in_organisation on level_requirements for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on level_requirements to attune_app;

create table level_steps (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  from_level smallint not null,
  to_level smallint not null,
  counted_in uuid not null,
  counted_on date not null,
  constraint level_steps_pkey PRIMARY KEY (organisation_id, person_id, id),
  constraint level_steps_check CHECK ((to_level <> from_level)),
  constraint level_steps_from_level_check CHECK (((from_level >= 0) AND (from_level <= 4))),
  constraint level_steps_to_level_check CHECK (((to_level >= 0) AND (to_level <= 4)))
);
CREATE INDEX level_steps_by_day ON level_steps USING btree (organisation_id, counted_on);
alter table level_steps enable row level security;
alter table level_steps force row level security;
create policy in_organisation on level_steps for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on level_steps to attune_app;
comment on column level_steps.from_level is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column level_steps.to_level is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column level_steps.counted_on is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';

create table mails (
  organisation_id uuid not null,
  id uuid not null,
  kind text not null,
  person_id uuid,
  recipient text not null,
  language text not null,
  data jsonb not null,
  secrets bytea,
  state text not null,
  attempts integer default 0 not null,
  next_try_at timestamp with time zone not null,
  last_fault text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  settled_at timestamp with time zone,
  constraint mails_pkey PRIMARY KEY (organisation_id, id),
  constraint mails_check CHECK (((secrets IS NULL) OR (state = ANY (ARRAY['queued'::text, 'sending'::text, 'failed'::text])))),
  constraint mails_kind_check CHECK ((kind ~ '^[a-z][a-z0-9-]{0,59}$'::text)),
  constraint mails_language_check CHECK (((length(language) >= 2) AND (length(language) <= 20))),
  constraint mails_last_fault_check CHECK ((length(last_fault) <= 100)),
  constraint mails_recipient_check CHECK (((length(recipient) >= 3) AND (length(recipient) <= 254))),
  constraint mails_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'printed'::text, 'expired'::text])))
);
CREATE INDEX mails_by_person ON mails USING btree (organisation_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX mails_due ON mails USING btree (organisation_id, next_try_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));
CREATE INDEX mails_to_expire ON mails USING btree (organisation_id, expires_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text, 'failed'::text]));
alter table mails enable row level security;
alter table mails force row level security;
create policy in_organisation on mails for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on mails to attune_app;
comment on column mails.person_id is 'personal: work-email; for: sign-in-and-mail; kept: three-months-after';
comment on column mails.recipient is 'personal: work-email; for: sign-in-and-mail; kept: three-months-after';
comment on column mails.language is 'personal: language; for: speak-your-language; kept: three-months-after';
comment on column mails.data is 'personal: letter; for: sign-in-and-mail; kept: three-months-after';
comment on column mails.secrets is 'personal: letter; for: sign-in-and-mail; kept: while-in-use';

create table mantra_texts (
  organisation_id uuid not null,
  version_id uuid not null,
  language text not null,
  wording text not null,
  customers_words text,
  colleagues_words text,
  constraint mantra_texts_pkey PRIMARY KEY (organisation_id, version_id, language),
  constraint mantra_texts_colleagues_words_check CHECK (((length(colleagues_words) >= 1) AND (length(colleagues_words) <= 300))),
  constraint mantra_texts_customers_words_check CHECK (((length(customers_words) >= 1) AND (length(customers_words) <= 300))),
  constraint mantra_texts_wording_check CHECK (((length(wording) >= 1) AND (length(wording) <= 300)))
);
alter table mantra_texts enable row level security;
alter table mantra_texts force row level security;
create policy in_organisation on mantra_texts for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on mantra_texts to attune_app;

create table mantra_versions (
  organisation_id uuid not null,
  id uuid not null,
  wording text not null,
  language text not null,
  effective_from date not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  reason text,
  approved_by uuid,
  hurried_because text,
  constraint mantra_versions_pkey PRIMARY KEY (organisation_id, id),
  constraint mantra_versions_hurried_because_check CHECK (((length(hurried_because) >= 1) AND (length(hurried_because) <= 1000))),
  constraint mantra_versions_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  constraint mantra_versions_wording_check CHECK (((length(wording) >= 1) AND (length(wording) <= 300)))
);
CREATE INDEX mantra_versions_by_day ON mantra_versions USING btree (organisation_id, effective_from DESC, id DESC);
alter table mantra_versions enable row level security;
alter table mantra_versions force row level security;
create policy in_organisation on mantra_versions for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on mantra_versions to attune_app;
comment on column mantra_versions.created_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column mantra_versions.approved_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table measure_owners (
  organisation_id uuid not null,
  unit_id uuid not null,
  measure text not null,
  person_id uuid not null,
  named_at timestamp with time zone not null,
  constraint measure_owners_pkey PRIMARY KEY (organisation_id, unit_id, measure),
  constraint measure_owners_measure_check CHECK ((measure ~ '^[a-z][a-z-]{0,39}$'::text))
);
CREATE INDEX measure_owners_by_person ON measure_owners USING btree (organisation_id, person_id);
alter table measure_owners enable row level security;
alter table measure_owners force row level security;
create policy in_organisation on measure_owners for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on measure_owners to attune_app;
comment on column measure_owners.person_id is 'personal: what-is-owed; for: keep-promises; kept: with-the-thing';

create table message_switches (
  organisation_id uuid not null,
  person_id uuid not null,
  is_off boolean default false not null,
  stop_number integer default 1 not null,
  stop_hash text,
  constraint message_switches_pkey PRIMARY KEY (organisation_id, person_id),
  constraint message_switches_stop_hash_check CHECK ((stop_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint message_switches_stop_number_check CHECK ((stop_number >= 1))
);
CREATE UNIQUE INDEX message_switches_by_link ON message_switches USING btree (organisation_id, stop_hash) WHERE (stop_hash IS NOT NULL);
alter table message_switches enable row level security;
alter table message_switches force row level security;
create policy in_organisation on message_switches for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on message_switches to attune_app;
comment on column message_switches.is_off is 'personal: own-messages; for: respect-your-time; kept: employment-and-a-month';

create table obstacle_answers (
  organisation_id uuid not null,
  id uuid not null,
  obstacle_id uuid not null,
  answer text not null,
  because text not null,
  answered_by uuid,
  answered_on date not null,
  days_taken integer not null,
  reopened_on date,
  reopened_by uuid,
  reopened_because text,
  constraint obstacle_answers_pkey PRIMARY KEY (organisation_id, id),
  constraint obstacle_answers_answer_check CHECK ((answer = ANY (ARRAY['removed'::text, 'changed'::text, 'kept'::text]))),
  constraint obstacle_answers_because_check CHECK (((length(because) >= 1) AND (length(because) <= 2000))),
  constraint obstacle_answers_check CHECK (((reopened_on IS NULL) = (reopened_because IS NULL))),
  constraint obstacle_answers_days_taken_check CHECK ((days_taken >= 1)),
  constraint obstacle_answers_reopened_because_check CHECK (((length(reopened_because) >= 1) AND (length(reopened_because) <= 1000)))
);
CREATE INDEX obstacle_answers_by_day ON obstacle_answers USING btree (organisation_id, answered_on);
CREATE INDEX obstacle_answers_by_obstacle ON obstacle_answers USING btree (organisation_id, obstacle_id, id);
alter table obstacle_answers enable row level security;
alter table obstacle_answers force row level security;
create policy in_organisation on obstacle_answers for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on obstacle_answers to attune_app;
comment on column obstacle_answers.answered_by is 'personal: answered-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacle_answers.reopened_by is 'personal: raised-obstacle; for: remove-obstacles; kept: with-the-thing';

create table obstacle_supporters (
  organisation_id uuid not null,
  obstacle_id uuid not null,
  person_id uuid not null,
  has_helped boolean,
  constraint obstacle_supporters_pkey PRIMARY KEY (organisation_id, obstacle_id, person_id)
);
CREATE INDEX obstacle_supporters_by_person ON obstacle_supporters USING btree (organisation_id, person_id);
alter table obstacle_supporters enable row level security;
alter table obstacle_supporters force row level security;
create policy in_organisation on obstacle_supporters for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on obstacle_supporters to attune_app;
comment on column obstacle_supporters.person_id is 'personal: raised-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacle_supporters.has_helped is 'personal: raised-obstacle; for: remove-obstacles; kept: with-the-thing';

create table obstacles (
  organisation_id uuid not null,
  id uuid not null,
  title text not null,
  happened text,
  search_key text not null,
  hurts text not null,
  raised_by uuid,
  is_unnamed boolean not null,
  unit_id uuid not null,
  born_in text not null,
  born_id uuid,
  born_link text,
  step_id uuid,
  rule_id uuid,
  principle_id uuid,
  kind text,
  law text,
  leader_id uuid not null,
  state text not null,
  raised_on date not null,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  reply text,
  replied_on date,
  escalated_on date,
  escalated_to uuid,
  answer text,
  because text,
  answered_by uuid,
  answered_on date,
  days_taken integer,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint obstacles_pkey PRIMARY KEY (organisation_id, id),
  constraint obstacles_answer_check CHECK ((answer = ANY (ARRAY['removed'::text, 'changed'::text, 'kept'::text]))),
  constraint obstacles_because_check CHECK (((length(because) >= 1) AND (length(because) <= 2000))),
  constraint obstacles_born_in_check CHECK ((born_in = ANY (ARRAY['look-up'::text, 'huddle'::text, 'self'::text]))),
  constraint obstacles_born_link_check CHECK (((born_link ~ '^/[a-z0-9]'::text) AND (length(born_link) <= 300))),
  constraint obstacles_check CHECK (((kind IS DISTINCT FROM 'red'::text) OR (law IS NOT NULL))),
  constraint obstacles_check1 CHECK (((state = 'answered'::text) = ((answer IS NOT NULL) AND (because IS NOT NULL) AND (answered_on IS NOT NULL) AND (days_taken IS NOT NULL)))),
  constraint obstacles_days_taken_check CHECK ((days_taken >= 1)),
  constraint obstacles_happened_check CHECK (((length(happened) >= 1) AND (length(happened) <= 2000))),
  constraint obstacles_hurts_check CHECK ((hurts = ANY (ARRAY['customers'::text, 'colleagues'::text, 'both'::text]))),
  constraint obstacles_kind_check CHECK ((kind = ANY (ARRAY['red'::text, 'green'::text]))),
  constraint obstacles_law_check CHECK (((length(law) >= 1) AND (length(law) <= 200))),
  constraint obstacles_reply_check CHECK (((length(reply) >= 1) AND (length(reply) <= 1000))),
  constraint obstacles_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text]))),
  constraint obstacles_title_check CHECK (((length(title) >= 1) AND (length(title) <= 160)))
);
CREATE INDEX obstacles_answered ON obstacles USING btree (organisation_id, answered_on DESC, id DESC) WHERE (state = 'answered'::text);
CREATE INDEX obstacles_by_day ON obstacles USING btree (organisation_id, raised_on);
CREATE INDEX obstacles_by_leader ON obstacles USING btree (organisation_id, leader_id, state);
CREATE INDEX obstacles_by_raiser ON obstacles USING btree (organisation_id, raised_by) WHERE (raised_by IS NOT NULL);
CREATE INDEX obstacles_by_step ON obstacles USING btree (organisation_id, step_id) WHERE (step_id IS NOT NULL);
CREATE INDEX obstacles_by_unit ON obstacles USING btree (organisation_id, unit_id, raised_on);
CREATE INDEX obstacles_waiting ON obstacles USING btree (organisation_id, due_at, id) WHERE (state = 'open'::text);
alter table obstacles enable row level security;
alter table obstacles force row level security;
create policy in_organisation on obstacles for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on obstacles to attune_app;
comment on column obstacles.raised_by is 'personal: raised-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacles.leader_id is 'personal: answered-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacles.reply is 'personal: answered-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacles.escalated_to is 'personal: answered-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacles.because is 'personal: answered-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacles.answered_by is 'personal: answered-obstacle; for: remove-obstacles; kept: with-the-thing';

create table one_time_codes (
  id uuid not null,
  organisation_id uuid not null,
  account_id uuid not null,
  purpose text not null,
  code_hash text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint one_time_codes_pkey PRIMARY KEY (id),
  constraint one_time_codes_code_hash_key UNIQUE (code_hash),
  constraint one_time_codes_purpose_check CHECK ((purpose = ANY (ARRAY['invitation'::text, 'reset'::text])))
);
CREATE INDEX one_time_codes_by_account ON one_time_codes USING btree (account_id);
CREATE INDEX one_time_codes_by_end ON one_time_codes USING btree (expires_at);
grant delete, insert, select, update on one_time_codes to attune_app;
comment on table one_time_codes is 'global: whoever holds the code has no session yet';
comment on column one_time_codes.code_hash is 'personal: sign-in-secret; for: sign-in; kept: a-month';
comment on column one_time_codes.created_by is 'personal: who-did-it; for: account-for-changes; kept: a-month';
comment on column one_time_codes.used_at is 'personal: sign-in-times; for: keep-sign-in-safe; kept: a-month';

create table organisation_settings (
  organisation_id uuid not null,
  languages text[] not null,
  default_language text not null,
  time_zone text not null,
  working_days smallint[] default '{1,2,3,4,5}'::smallint[] not null,
  quiet_from time without time zone default '19:00:00'::time without time zone not null,
  quiet_until time without time zone default '07:00:00'::time without time zone not null,
  is_works_council_mode boolean default false not null,
  shared_lock_seconds integer default 120 not null,
  version integer default 1 not null,
  updated_at timestamp with time zone not null,
  shows_first_days boolean default true not null,
  constraint organisation_settings_pkey PRIMARY KEY (organisation_id),
  constraint organisation_settings_languages_check CHECK (((cardinality(languages) >= 1) AND (cardinality(languages) <= 20))),
  constraint organisation_settings_shared_lock_seconds_check CHECK (((shared_lock_seconds >= 30) AND (shared_lock_seconds <= 3600)))
);
alter table organisation_settings enable row level security;
alter table organisation_settings force row level security;
create policy in_organisation on organisation_settings for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on organisation_settings to attune_app;

create table organisations (
  id uuid not null,
  name text not null,
  slug text not null,
  is_demo boolean default false not null,
  created_at timestamp with time zone not null,
  constraint organisations_pkey PRIMARY KEY (id),
  constraint organisations_slug_key UNIQUE (slug),
  constraint organisations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint organisations_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text))
);
grant delete, insert, select, update on organisations to attune_app;

create table outbox_events (
  organisation_id uuid not null,
  id uuid not null,
  type text not null,
  payload jsonb not null,
  created_at timestamp with time zone not null,
  constraint outbox_events_pkey PRIMARY KEY (organisation_id, id)
);
alter table outbox_events enable row level security;
alter table outbox_events force row level security;
create policy in_organisation on outbox_events for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on outbox_events to attune_app;
comment on column outbox_events.payload is 'personal: ids-in-news; for: pass-on-news; kept: three-months-after';

create table own_parts (
  organisation_id uuid not null,
  person_id uuid not null,
  shaper_id uuid not null,
  step_id uuid not null,
  wording text not null,
  updated_on date not null,
  constraint own_parts_pkey PRIMARY KEY (organisation_id, person_id, shaper_id),
  constraint own_parts_wording_check CHECK (((length(wording) >= 1) AND (length(wording) <= 300)))
);
alter table own_parts enable row level security;
alter table own_parts force row level security;
create policy in_organisation on own_parts for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on own_parts to attune_app;
comment on column own_parts.wording is 'personal: own-words; for: line-of-sight; kept: employment-and-a-month';
comment on column own_parts.updated_on is 'personal: own-words; for: line-of-sight; kept: employment-and-a-month';

create table pack_parts (
  organisation_id uuid not null,
  pack text not null,
  part text not null,
  version integer not null,
  given text not null,
  taken text not null,
  installed_at timestamp with time zone not null,
  constraint pack_parts_pkey PRIMARY KEY (organisation_id, pack, part)
);
alter table pack_parts enable row level security;
alter table pack_parts force row level security;
create policy in_organisation on pack_parts for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on pack_parts to attune_app;

create table path_steps (
  organisation_id uuid not null,
  path_id uuid not null,
  "position" integer not null,
  kind text not null,
  subject_id uuid not null,
  constraint path_steps_pkey PRIMARY KEY (organisation_id, path_id, "position"),
  constraint path_steps_organisation_id_path_id_kind_subject_id_key UNIQUE (organisation_id, path_id, kind, subject_id),
  constraint path_steps_kind_check CHECK ((kind = ANY (ARRAY['lesson'::text, 'scenario'::text]))),
  constraint path_steps_position_check CHECK ((("position" >= 1) AND ("position" <= 60)))
);
CREATE INDEX path_steps_of_subject ON path_steps USING btree (organisation_id, subject_id);
alter table path_steps enable row level security;
alter table path_steps force row level security;
create policy in_organisation on path_steps for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on path_steps to attune_app;

create table paths (
  organisation_id uuid not null,
  id uuid not null,
  title text not null,
  state text not null,
  job_role_ids uuid[] default '{}'::uuid[] not null,
  families text[] default '{}'::text[] not null,
  unit_ids uuid[] default '{}'::uuid[] not null,
  site_ids uuid[] default '{}'::uuid[] not null,
  languages text[] default '{}'::text[] not null,
  who text default 'everyone'::text not null,
  new_people_only boolean default false not null,
  due_days integer not null,
  leader_due_days integer not null,
  starts_on date not null,
  ends_on date,
  sweep_asked_at timestamp with time zone,
  swept_on date,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint paths_pkey PRIMARY KEY (organisation_id, id),
  constraint paths_check CHECK ((ends_on >= starts_on)),
  constraint paths_check1 CHECK ((leader_due_days <= due_days)),
  constraint paths_due_days_check CHECK (((due_days >= 0) AND (due_days <= 260))),
  constraint paths_leader_due_days_check CHECK (((leader_due_days >= 0) AND (leader_due_days <= 260))),
  constraint paths_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'live'::text, 'stopped'::text]))),
  constraint paths_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120))),
  constraint paths_who_check CHECK ((who = ANY (ARRAY['everyone'::text, 'leaders'::text, 'teams'::text])))
);
CREATE INDEX paths_to_sweep ON paths USING btree (organisation_id, sweep_asked_at) WHERE (sweep_asked_at IS NOT NULL);
alter table paths enable row level security;
alter table paths force row level security;
create policy in_organisation on paths for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on paths to attune_app;

create table people (
  organisation_id uuid not null,
  id uuid not null,
  status text default 'active'::text not null,
  hr_number text,
  email text,
  given_name text,
  family_name text,
  display_name text,
  sort_key text not null,
  language text,
  started_on date,
  left_on date,
  unit_id uuid,
  job_role_id uuid,
  site_id uuid,
  manager_id uuid,
  leads_unit boolean default false not null,
  deputy_id uuid,
  working_days smallint[],
  works_from time without time zone,
  works_until time without time zone,
  quiet_from time without time zone,
  quiet_until time without time zone,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint people_pkey PRIMARY KEY (organisation_id, id),
  constraint people_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 300))),
  constraint people_email_check CHECK ((length(email) <= 254)),
  constraint people_family_name_check CHECK ((length(family_name) <= 200)),
  constraint people_given_name_check CHECK ((length(given_name) <= 200)),
  constraint people_hr_number_check CHECK (((length(hr_number) >= 1) AND (length(hr_number) <= 100))),
  constraint people_status_check CHECK ((status = ANY (ARRAY['active'::text, 'left'::text, 'erased'::text])))
);
CREATE INDEX people_by_deputy ON people USING btree (organisation_id, deputy_id) WHERE (deputy_id IS NOT NULL);
CREATE INDEX people_by_manager ON people USING btree (organisation_id, manager_id) WHERE (manager_id IS NOT NULL);
CREATE INDEX people_by_name ON people USING btree (organisation_id, status, sort_key, id);
CREATE INDEX people_by_start ON people USING btree (organisation_id, status, started_on, id);
CREATE INDEX people_by_unit ON people USING btree (organisation_id, unit_id, sort_key, id);
CREATE INDEX people_leaders ON people USING btree (organisation_id, unit_id) WHERE ((status = 'active'::text) AND leads_unit);
CREATE INDEX people_leading ON people USING btree (organisation_id, unit_id) WHERE (leads_unit AND (status = 'active'::text));
CREATE INDEX people_places ON people USING btree (organisation_id, unit_id, job_role_id) WHERE (status = 'active'::text);
alter table people enable row level security;
alter table people force row level security;
create policy in_organisation on people for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on people to attune_app;
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

create table people_import_parts (
  organisation_id uuid not null,
  import_id uuid not null,
  kind text not null,
  part integer not null,
  entries jsonb not null,
  constraint people_import_parts_pkey PRIMARY KEY (organisation_id, import_id, kind, part),
  constraint people_import_parts_kind_check CHECK ((kind = ANY (ARRAY['catalogue'::text, 'new'::text, 'changed'::text, 'leaving'::text, 'problems'::text])))
);
alter table people_import_parts enable row level security;
alter table people_import_parts force row level security;
create policy in_organisation on people_import_parts for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on people_import_parts to attune_app;
comment on column people_import_parts.entries is 'personal: import-preview; for: match-import; kept: a-day';

create table people_imports (
  organisation_id uuid not null,
  id uuid not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  file_name text not null,
  state text not null,
  summary jsonb default '{}'::jsonb not null,
  failure text,
  done_rows integer default 0 not null,
  total_rows integer default 0 not null,
  touched_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  constraint people_imports_pkey PRIMARY KEY (organisation_id, id),
  constraint people_imports_failure_check CHECK ((length(failure) <= 200)),
  constraint people_imports_file_name_check CHECK ((length(file_name) <= 200)),
  constraint people_imports_state_check CHECK ((state = ANY (ARRAY['planning'::text, 'previewed'::text, 'applying'::text, 'applied'::text, 'failed'::text, 'discarded'::text])))
);
alter table people_imports enable row level security;
alter table people_imports force row level security;
create policy in_organisation on people_imports for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on people_imports to attune_app;
comment on column people_imports.created_by is 'personal: who-did-it; for: account-for-changes; kept: two-years';
comment on column people_imports.file_name is 'personal: who-did-it; for: account-for-changes; kept: two-years';

create table person_keys (
  organisation_id uuid not null,
  kind text not null,
  value text not null,
  person_id uuid not null,
  constraint person_keys_pkey PRIMARY KEY (organisation_id, kind, value),
  constraint person_keys_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'hr-number'::text]))),
  constraint person_keys_value_check CHECK (((length(value) >= 1) AND (length(value) <= 254)))
);
CREATE INDEX person_keys_by_person ON person_keys USING btree (organisation_id, person_id);
alter table person_keys enable row level security;
alter table person_keys force row level security;
create policy in_organisation on person_keys for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on person_keys to attune_app;
comment on column person_keys.value is 'personal: staff-number; for: match-import; kept: employment-and-a-month';

create table person_levels (
  organisation_id uuid not null,
  person_id uuid not null,
  level smallint not null,
  lapses_at timestamp with time zone,
  constraint person_levels_pkey PRIMARY KEY (organisation_id, person_id),
  constraint person_levels_level_check CHECK (((level >= 0) AND (level <= 4)))
);
CREATE INDEX person_levels_by_lapse ON person_levels USING btree (organisation_id, lapses_at) WHERE (lapses_at IS NOT NULL);
alter table person_levels enable row level security;
alter table person_levels force row level security;
create policy in_organisation on person_levels for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on person_levels to attune_app;
comment on column person_levels.level is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';
comment on column person_levels.lapses_at is 'personal: proof-of-level; for: grow-authority; kept: employment-and-a-month';

create table person_skills (
  organisation_id uuid not null,
  person_id uuid not null,
  principle_id uuid not null,
  sitting_id uuid not null,
  asked smallint not null,
  share double precision not null,
  is_met boolean not null,
  shown_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  constraint person_skills_pkey PRIMARY KEY (organisation_id, person_id, principle_id)
);
alter table person_skills enable row level security;
alter table person_skills force row level security;
create policy in_organisation on person_skills for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on person_skills to attune_app;
comment on column person_skills.share is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column person_skills.is_met is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column person_skills.shown_at is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column person_skills.expires_at is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';

create table person_words (
  organisation_id uuid not null,
  word text not null,
  person_id uuid not null,
  constraint person_words_pkey PRIMARY KEY (organisation_id, word, person_id)
);
CREATE INDEX person_words_by_person ON person_words USING btree (organisation_id, person_id);
CREATE INDEX person_words_by_prefix ON person_words USING btree (organisation_id, word text_pattern_ops);
alter table person_words enable row level security;
alter table person_words force row level security;
create policy in_organisation on person_words for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on person_words to attune_app;
comment on column person_words.word is 'personal: name; for: find-each-other; kept: employment-and-a-month';

create table placements (
  organisation_id uuid not null,
  id uuid not null,
  kind text not null,
  place text not null,
  unit_id uuid not null,
  language text not null,
  shows text not null,
  print text not null,
  renewed_at timestamp with time zone not null,
  renewed_by uuid,
  taken_down_at timestamp with time zone,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint placements_pkey PRIMARY KEY (organisation_id, id),
  constraint placements_kind_check CHECK ((kind = ANY (ARRAY['mantra-poster'::text, 'principles-poster'::text, 'signature'::text, 'screen'::text, 'other'::text]))),
  constraint placements_place_check CHECK (((length(place) >= 1) AND (length(place) <= 200))),
  constraint placements_print_check CHECK ((length(print) = 64)),
  constraint placements_shows_check CHECK (((length(shows) >= 1) AND (length(shows) <= 1000)))
);
CREATE INDEX placements_by_unit ON placements USING btree (organisation_id, unit_id) WHERE (taken_down_at IS NULL);
alter table placements enable row level security;
alter table placements force row level security;
create policy in_organisation on placements for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on placements to attune_app;
comment on column placements.renewed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table plan_entries (
  organisation_id uuid not null,
  person_id uuid not null,
  path_id uuid not null,
  unit_id uuid,
  job_role_id uuid,
  is_leader boolean not null,
  assigned_on date not null,
  due_on date not null,
  steps_done integer default 0 not null,
  finished_at timestamp with time zone,
  withdrawn_on date,
  constraint plan_entries_pkey PRIMARY KEY (organisation_id, person_id, path_id)
);
CREATE INDEX plan_entries_covered ON plan_entries USING btree (organisation_id, path_id, unit_id) INCLUDE (job_role_id, is_leader, due_on, finished_at) WHERE (withdrawn_on IS NULL);
CREATE INDEX plan_entries_open ON plan_entries USING btree (organisation_id, path_id, is_leader DESC, due_on, person_id) INCLUDE (unit_id) WHERE ((withdrawn_on IS NULL) AND (finished_at IS NULL));
alter table plan_entries enable row level security;
alter table plan_entries force row level security;
create policy in_organisation on plan_entries for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on plan_entries to attune_app;
comment on column plan_entries.assigned_on is 'personal: learning-plan; for: first-weeks-plan; kept: employment-and-a-month';
comment on column plan_entries.due_on is 'personal: learning-plan; for: first-weeks-plan; kept: employment-and-a-month';
comment on column plan_entries.steps_done is 'personal: learning-plan; for: first-weeks-plan; kept: employment-and-a-month';
comment on column plan_entries.finished_at is 'personal: learning-plan; for: first-weeks-plan; kept: employment-and-a-month';
comment on column plan_entries.withdrawn_on is 'personal: learning-plan; for: first-weeks-plan; kept: employment-and-a-month';

create table plan_reminders (
  organisation_id uuid not null,
  person_id uuid not null,
  path_id uuid,
  asked_at timestamp with time zone not null,
  send_at timestamp with time zone,
  assessment_id uuid,
  constraint plan_reminders_pkey PRIMARY KEY (organisation_id, person_id),
  constraint plan_reminders_of_one CHECK ((num_nonnulls(path_id, assessment_id) = 1))
);
CREATE INDEX plan_reminders_to_send ON plan_reminders USING btree (organisation_id, send_at) WHERE (send_at IS NOT NULL);
alter table plan_reminders enable row level security;
alter table plan_reminders force row level security;
create policy in_organisation on plan_reminders for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on plan_reminders to attune_app;
comment on column plan_reminders.asked_at is 'personal: learning-plan; for: first-weeks-plan; kept: employment-and-a-month';

create table practice_memories (
  organisation_id uuid not null,
  person_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  principle_id uuid,
  stability double precision not null,
  difficulty double precision not null,
  last_day date not null,
  last_said_at timestamp with time zone not null,
  comes_back_on date not null,
  reviews integer not null,
  is_sure_and_wrong boolean not null,
  scenario_id uuid,
  scene text,
  constraint practice_memories_pkey PRIMARY KEY (organisation_id, person_id, subject_kind, subject_id)
);
alter table practice_memories enable row level security;
alter table practice_memories force row level security;
create policy in_organisation on practice_memories for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on practice_memories to attune_app;
comment on column practice_memories.stability is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_memories.difficulty is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_memories.last_day is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_memories.is_sure_and_wrong is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';

create table practice_predictions (
  organisation_id uuid not null,
  unit_id uuid not null,
  principle_id uuid not null,
  week date not null,
  people integer not null,
  recall_sum double precision not null,
  recall_squares double precision not null,
  later_sum double precision not null,
  counted_at timestamp with time zone not null,
  counted_on date not null,
  constraint practice_predictions_pkey PRIMARY KEY (organisation_id, unit_id, week, principle_id)
);
CREATE INDEX practice_predictions_by_count ON practice_predictions USING btree (organisation_id, counted_at DESC);
alter table practice_predictions enable row level security;
alter table practice_predictions force row level security;
create policy in_organisation on practice_predictions for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on practice_predictions to attune_app;

create table practice_refreshers (
  organisation_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  principle_id uuid not null,
  from_day date not null,
  until_day date not null,
  created_at timestamp with time zone not null,
  constraint practice_refreshers_pkey PRIMARY KEY (organisation_id, id)
);
CREATE INDEX practice_refreshers_open ON practice_refreshers USING btree (organisation_id, until_day);
alter table practice_refreshers enable row level security;
alter table practice_refreshers force row level security;
create policy in_organisation on practice_refreshers for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on practice_refreshers to attune_app;

create table practice_reviews (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  principle_id uuid,
  item_version integer,
  language text not null,
  places smallint[] not null,
  words text,
  is_right boolean not null,
  share real not null,
  confidence text,
  grade smallint not null,
  took_seconds smallint not null,
  dose_seconds smallint not null,
  said_at timestamp with time zone not null,
  day date not null,
  noted_at timestamp with time zone not null,
  scenario_id uuid,
  scene text,
  constraint practice_reviews_pkey PRIMARY KEY (organisation_id, id),
  constraint practice_reviews_confidence_check CHECK ((confidence = ANY (ARRAY['sure'::text, 'rather'::text, 'guess'::text]))),
  constraint practice_reviews_grade_check CHECK (((grade >= 1) AND (grade <= 4))),
  constraint practice_reviews_subject_kind_check CHECK (((subject_kind = ANY (ARRAY['item'::text, 'mantra'::text, 'scene'::text])) AND ((subject_kind = 'scene'::text) = (scenario_id IS NOT NULL)) AND ((subject_kind = 'scene'::text) = (scene IS NOT NULL))))
);
CREATE INDEX practice_reviews_by_note ON practice_reviews USING btree (organisation_id, noted_at DESC);
CREATE INDEX practice_reviews_of_person ON practice_reviews USING btree (organisation_id, person_id, day);
CREATE INDEX practice_reviews_of_subject ON practice_reviews USING btree (organisation_id, person_id, subject_kind, subject_id, said_at);
alter table practice_reviews enable row level security;
alter table practice_reviews force row level security;
create policy in_organisation on practice_reviews for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on practice_reviews to attune_app;
comment on column practice_reviews.person_id is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_reviews.places is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_reviews.words is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_reviews.is_right is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_reviews.confidence is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_reviews.took_seconds is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_reviews.said_at is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';

create table practice_settings (
  organisation_id uuid not null,
  person_id uuid not null,
  working_days smallint[] not null,
  constraint practice_settings_pkey PRIMARY KEY (organisation_id, person_id)
);
alter table practice_settings enable row level security;
alter table practice_settings force row level security;
create policy in_organisation on practice_settings for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on practice_settings to attune_app;
comment on column practice_settings.working_days is 'personal: own-practice; for: respect-your-time; kept: employment-and-a-month';

create table principle_example_texts (
  organisation_id uuid not null,
  example_id uuid not null,
  language text not null,
  looks_like text not null,
  does_not text not null,
  constraint principle_example_texts_pkey PRIMARY KEY (organisation_id, example_id, language),
  constraint principle_example_texts_does_not_check CHECK (((length(does_not) >= 1) AND (length(does_not) <= 400))),
  constraint principle_example_texts_looks_like_check CHECK (((length(looks_like) >= 1) AND (length(looks_like) <= 400)))
);
alter table principle_example_texts enable row level security;
alter table principle_example_texts force row level security;
create policy in_organisation on principle_example_texts for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on principle_example_texts to attune_app;

create table principle_examples (
  organisation_id uuid not null,
  id uuid not null,
  principle_id uuid not null,
  job_role_id uuid,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint principle_examples_pkey PRIMARY KEY (organisation_id, id)
);
CREATE INDEX principle_examples_by_principle ON principle_examples USING btree (organisation_id, principle_id);
CREATE INDEX principle_examples_by_role ON principle_examples USING btree (organisation_id, job_role_id);
alter table principle_examples enable row level security;
alter table principle_examples force row level security;
create policy in_organisation on principle_examples for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on principle_examples to attune_app;

create table principle_texts (
  organisation_id uuid not null,
  principle_id uuid not null,
  language text not null,
  name text not null,
  meaning text not null,
  constraint principle_texts_pkey PRIMARY KEY (organisation_id, principle_id, language),
  constraint principle_texts_meaning_check CHECK (((length(meaning) >= 1) AND (length(meaning) <= 300))),
  constraint principle_texts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
alter table principle_texts enable row level security;
alter table principle_texts force row level security;
create policy in_organisation on principle_texts for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on principle_texts to attune_app;

create table principle_uses (
  organisation_id uuid not null,
  principle_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  unit_id uuid,
  created_at timestamp with time zone not null,
  counted_in uuid,
  counted_on date,
  constraint principle_uses_pkey PRIMARY KEY (organisation_id, principle_id, subject_kind, subject_id),
  constraint principle_uses_subject_kind_check CHECK (((length(subject_kind) >= 1) AND (length(subject_kind) <= 40)))
);
CREATE INDEX principle_uses_by_day ON principle_uses USING btree (organisation_id, counted_on) WHERE (counted_on IS NOT NULL);
CREATE INDEX principle_uses_by_subject ON principle_uses USING btree (organisation_id, subject_kind, subject_id);
CREATE INDEX principle_uses_by_time ON principle_uses USING btree (organisation_id, principle_id, subject_kind, created_at DESC, subject_id DESC);
alter table principle_uses enable row level security;
alter table principle_uses force row level security;
create policy in_organisation on principle_uses for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on principle_uses to attune_app;

create table principles (
  organisation_id uuid not null,
  id uuid not null,
  "position" smallint,
  colour text not null,
  icon text not null,
  is_retired boolean default false not null,
  version integer default 1 not null,
  words_since timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint principles_pkey PRIMARY KEY (organisation_id, id),
  constraint principles_check CHECK ((is_retired = ("position" IS NULL))),
  constraint principles_colour_check CHECK (((length(colour) >= 1) AND (length(colour) <= 20))),
  constraint principles_icon_check CHECK (((length(icon) >= 1) AND (length(icon) <= 40))),
  constraint principles_position_check CHECK ((("position" >= 1) AND ("position" <= 8)))
);
alter table principles enable row level security;
alter table principles force row level security;
create policy in_organisation on principles for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on principles to attune_app;

create table quote_units (
  organisation_id uuid not null,
  unit_id uuid not null,
  response_id uuid not null,
  rank smallint not null,
  received_at timestamp with time zone not null,
  constraint quote_units_pkey PRIMARY KEY (organisation_id, unit_id, response_id),
  constraint quote_units_rank_check CHECK (((rank >= 1) AND (rank <= 3)))
);
CREATE INDEX quote_units_by_rank ON quote_units USING btree (organisation_id, unit_id, rank, received_at DESC, response_id);
CREATE INDEX quote_units_by_response ON quote_units USING btree (organisation_id, response_id);
alter table quote_units enable row level security;
alter table quote_units force row level security;
create policy in_organisation on quote_units for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on quote_units to attune_app;

create table remedies (
  organisation_id uuid not null,
  id uuid not null,
  texts jsonb not null,
  is_retired boolean default false not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint remedies_pkey PRIMARY KEY (organisation_id, id)
);
alter table remedies enable row level security;
alter table remedies force row level security;
create policy in_organisation on remedies for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on remedies to attune_app;

create table reset_requests (
  id uuid not null,
  account_ids uuid[] not null,
  origin text not null,
  requested_at timestamp with time zone not null,
  constraint reset_requests_pkey PRIMARY KEY (id),
  constraint reset_requests_account_ids_check CHECK ((cardinality(account_ids) <= 8)),
  constraint reset_requests_origin_check CHECK ((length(origin) <= 300))
);
grant delete, insert, select, update on reset_requests to attune_app;
comment on table reset_requests is 'global: whoever asks has no session; not-in-backups: worked off within seconds';
comment on column reset_requests.account_ids is 'personal: sign-in-tries; for: sign-in-and-mail; kept: a-day';

create table responses (
  organisation_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  link_id uuid,
  invitation_id uuid,
  case_id uuid,
  answer_key_hash text,
  unit_id uuid not null,
  step_id uuid,
  language text not null,
  day date not null,
  received_at timestamp with time zone not null,
  edited_at timestamp with time zone not null,
  is_complete boolean not null,
  csat smallint,
  nps smallint,
  ces smallint,
  is_solved boolean,
  words text,
  reach text,
  kind text not null,
  is_unhappy boolean not null,
  quote text not null,
  shown_words text,
  cause_step_id uuid,
  cause_by uuid,
  cause_at timestamp with time zone,
  constraint responses_pkey PRIMARY KEY (organisation_id, id),
  constraint responses_organisation_id_answer_key_hash_key UNIQUE (organisation_id, answer_key_hash),
  constraint responses_organisation_id_invitation_id_key UNIQUE (organisation_id, invitation_id),
  constraint responses_ces_check CHECK (((ces >= 1) AND (ces <= 7))),
  constraint responses_check CHECK (((link_id IS NULL) <> (invitation_id IS NULL))),
  constraint responses_csat_check CHECK (((csat >= 1) AND (csat <= 5))),
  constraint responses_kind_check CHECK ((kind = ANY (ARRAY['praise'::text, 'mixed'::text, 'complaint'::text]))),
  constraint responses_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint responses_nps_check CHECK (((nps >= 0) AND (nps <= 10))),
  constraint responses_quote_check CHECK ((quote = ANY (ARRAY['none'::text, 'shown'::text, 'held'::text, 'kept-back'::text]))),
  constraint responses_reach_check CHECK (((length(reach) >= 1) AND (length(reach) <= 254))),
  constraint responses_shown_words_check CHECK (((length(shown_words) >= 1) AND (length(shown_words) <= 2000))),
  constraint responses_words_check CHECK (((length(words) >= 1) AND (length(words) <= 2000)))
);
CREATE INDEX responses_by_case ON responses USING btree (organisation_id, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX responses_by_cause ON responses USING btree (organisation_id, cause_step_id, received_at DESC) WHERE (cause_step_id IS NOT NULL);
CREATE INDEX responses_by_day ON responses USING btree (organisation_id, day);
CREATE INDEX responses_by_time ON responses USING btree (organisation_id, received_at DESC, id DESC) WHERE is_complete;
CREATE INDEX responses_by_unit ON responses USING btree (organisation_id, unit_id, received_at DESC, id DESC) WHERE is_complete;
CREATE INDEX responses_unfinished ON responses USING btree (organisation_id, edited_at) WHERE (NOT is_complete);
CREATE INDEX responses_with_reach ON responses USING btree (organisation_id, received_at) WHERE (reach IS NOT NULL);
alter table responses enable row level security;
alter table responses force row level security;
create policy in_organisation on responses for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on responses to attune_app;
comment on column responses.words is 'personal: customer-words; for: learn-from-customers; kept: two-years';
comment on column responses.reach is 'personal: customer-contact; for: close-the-loop; kept: half-a-year';
comment on column responses.shown_words is 'personal: customer-words; for: learn-from-customers; kept: two-years';
comment on column responses.cause_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column responses.cause_at is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table role_families (
  organisation_id uuid not null,
  job_role_id uuid not null,
  family text not null,
  created_at timestamp with time zone not null,
  constraint role_families_pkey PRIMARY KEY (organisation_id, job_role_id),
  constraint role_families_family_check CHECK ((family = ANY (ARRAY['sales-floor'::text, 'contact-centre'::text, 'delivery'::text, 'warehouse'::text, 'back-office'::text, 'leadership'::text])))
);
alter table role_families enable row level security;
alter table role_families force row level security;
create policy in_organisation on role_families for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on role_families to attune_app;

create table role_grants (
  id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  role text not null,
  unit_id uuid,
  source text not null,
  granted_by uuid,
  created_at timestamp with time zone not null,
  constraint role_grants_pkey PRIMARY KEY (id),
  constraint role_grants_role_check CHECK (((length(role) >= 1) AND (length(role) <= 40))),
  constraint role_grants_source_check CHECK ((source = ANY (ARRAY['given'::text, 'leads-unit'::text])))
);
CREATE INDEX role_grants_by_role ON role_grants USING btree (organisation_id, role, id);
CREATE UNIQUE INDEX role_grants_once ON role_grants USING btree (organisation_id, person_id, role, COALESCE(unit_id, '00000000-0000-0000-0000-000000000000'::uuid), source);
grant delete, insert, select, update on role_grants to attune_app;
comment on table role_grants is 'global: read with the session, before the organisation is known';
comment on column role_grants.role is 'personal: access-rights; for: decide-access; kept: employment-and-a-month';
comment on column role_grants.unit_id is 'personal: access-rights; for: decide-access; kept: employment-and-a-month';
comment on column role_grants.granted_by is 'personal: who-did-it; for: account-for-changes; kept: employment-and-a-month';

create table rule_versions (
  organisation_id uuid not null,
  rule_id uuid not null,
  version integer not null,
  state text not null,
  situation_id uuid not null,
  remedy_id uuid not null,
  principle_id uuid,
  effective_from date not null,
  is_end boolean default false not null,
  definition jsonb not null,
  reason text,
  written_by uuid,
  live_by uuid,
  live_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint rule_versions_pkey PRIMARY KEY (organisation_id, rule_id, version),
  constraint rule_versions_check CHECK (((state = 'live'::text) = (live_at IS NOT NULL))),
  constraint rule_versions_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  constraint rule_versions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'live'::text]))),
  constraint rule_versions_version_check CHECK ((version > 0))
);
CREATE INDEX rule_versions_by_situation ON rule_versions USING btree (organisation_id, situation_id, remedy_id);
CREATE UNIQUE INDEX rule_versions_draft ON rule_versions USING btree (organisation_id, rule_id) WHERE (state = 'draft'::text);
alter table rule_versions enable row level security;
alter table rule_versions force row level security;
create policy in_organisation on rule_versions for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on rule_versions to attune_app;
comment on column rule_versions.written_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column rule_versions.live_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table rules (
  organisation_id uuid not null,
  id uuid not null,
  number integer not null,
  owner_id uuid,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint rules_pkey PRIMARY KEY (organisation_id, id),
  constraint rules_organisation_id_number_key UNIQUE (organisation_id, number),
  constraint rules_number_check CHECK ((number > 0))
);
CREATE INDEX rules_by_owner ON rules USING btree (organisation_id, owner_id) WHERE (owner_id IS NOT NULL);
alter table rules enable row level security;
alter table rules force row level security;
create policy in_organisation on rules for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on rules to attune_app;
comment on column rules.owner_id is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table scenario_choices (
  organisation_id uuid not null,
  person_id uuid not null,
  play_id uuid not null,
  "position" integer not null,
  scenario_id uuid not null,
  number integer not null,
  scene text not null,
  path text not null,
  state jsonb not null,
  constraint scenario_choices_pkey PRIMARY KEY (organisation_id, person_id, play_id, "position"),
  constraint scenario_choices_position_check CHECK ((("position" >= 0) AND ("position" <= 499)))
);
CREATE INDEX scenario_choices_of_scenario ON scenario_choices USING btree (organisation_id, scenario_id, number);
alter table scenario_choices enable row level security;
alter table scenario_choices force row level security;
create policy in_organisation on scenario_choices for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on scenario_choices to attune_app;
comment on column scenario_choices.path is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';
comment on column scenario_choices.state is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';

create table scenario_plays (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  scenario_id uuid not null,
  number integer not null,
  language text not null,
  is_timed boolean not null,
  is_first boolean not null,
  at_scene text not null,
  ending text,
  quality text,
  moves integer default 0 not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint scenario_plays_pkey PRIMARY KEY (organisation_id, person_id, id),
  constraint scenario_plays_check CHECK (((ending IS NULL) = (ended_at IS NULL))),
  constraint scenario_plays_check1 CHECK (((ending IS NULL) = (quality IS NULL))),
  constraint scenario_plays_quality_check CHECK ((quality = ANY (ARRAY['good'::text, 'defensible'::text, 'poor'::text])))
);
CREATE INDEX scenario_plays_by_start ON scenario_plays USING btree (organisation_id, started_at);
CREATE INDEX scenario_plays_of_person ON scenario_plays USING btree (organisation_id, person_id, scenario_id, started_at DESC);
CREATE INDEX scenario_plays_of_scenario ON scenario_plays USING btree (organisation_id, scenario_id, number);
alter table scenario_plays enable row level security;
alter table scenario_plays force row level security;
create policy in_organisation on scenario_plays for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on scenario_plays to attune_app;
comment on column scenario_plays.at_scene is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';
comment on column scenario_plays.ending is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';
comment on column scenario_plays.quality is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';
comment on column scenario_plays.started_at is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';
comment on column scenario_plays.ended_at is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';

create table scenario_translations (
  organisation_id uuid not null,
  scenario_id uuid not null,
  language text not null,
  words jsonb not null,
  written_by uuid,
  written_at timestamp with time zone not null,
  version integer default 1 not null,
  constraint scenario_translations_pkey PRIMARY KEY (organisation_id, scenario_id, language),
  constraint scenario_translations_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text, 'ar'::text])))
);
CREATE INDEX scenario_translations_by_writer ON scenario_translations USING btree (organisation_id, written_by) WHERE (written_by IS NOT NULL);
alter table scenario_translations enable row level security;
alter table scenario_translations force row level security;
create policy in_organisation on scenario_translations for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on scenario_translations to attune_app;
comment on column scenario_translations.written_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table scenario_versions (
  organisation_id uuid not null,
  scenario_id uuid not null,
  number integer not null,
  language text not null,
  text text not null,
  note text,
  reviewed_by uuid,
  published_by uuid,
  published_at timestamp with time zone not null,
  constraint scenario_versions_pkey PRIMARY KEY (organisation_id, scenario_id, number, language),
  constraint scenario_versions_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text, 'ar'::text]))),
  constraint scenario_versions_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500))),
  constraint scenario_versions_number_check CHECK ((number > 0))
);
CREATE INDEX scenario_versions_by_publisher ON scenario_versions USING btree (organisation_id, published_by) WHERE (published_by IS NOT NULL);
alter table scenario_versions enable row level security;
alter table scenario_versions force row level security;
create policy in_organisation on scenario_versions for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on scenario_versions to attune_app;
comment on column scenario_versions.reviewed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column scenario_versions.published_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table scenarios (
  organisation_id uuid not null,
  id uuid not null,
  key text not null,
  language text not null,
  text text not null,
  title text not null,
  level integer not null,
  theme text,
  families text[] default '{}'::text[] not null,
  channel text not null,
  minutes integer not null,
  live_number integer,
  is_retired boolean default false not null,
  written_by uuid,
  written_at timestamp with time zone not null,
  review_state text default 'writing'::text,
  writer_ids uuid[] default '{}'::uuid[] not null,
  reviewed_by uuid,
  review_words text,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  held_for uuid,
  withdrawn_at timestamp with time zone,
  constraint scenarios_pkey PRIMARY KEY (organisation_id, id),
  constraint scenarios_organisation_id_key_key UNIQUE (organisation_id, key),
  constraint scenarios_key_check CHECK ((key ~ '^[a-z][a-z0-9-]{0,79}$'::text)),
  constraint scenarios_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text, 'ar'::text]))),
  constraint scenarios_level_check CHECK (((level >= 1) AND (level <= 4))),
  constraint scenarios_review_state_check CHECK ((review_state = ANY (ARRAY['writing'::text, 'in-review'::text, 'approved'::text, 'returned'::text]))),
  constraint scenarios_review_words_check CHECK (((length(review_words) >= 1) AND (length(review_words) <= 1000))),
  constraint scenarios_text_check CHECK (((length(text) >= 1) AND (length(text) <= 200000))),
  constraint scenarios_theme_check CHECK ((theme ~ '^[a-z][a-z0-9-]{0,79}$'::text)),
  constraint scenarios_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)))
);
CREATE INDEX scenarios_by_writer ON scenarios USING btree (organisation_id, written_by) WHERE (written_by IS NOT NULL);
alter table scenarios enable row level security;
alter table scenarios force row level security;
create policy in_organisation on scenarios for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on scenarios to attune_app;
comment on column scenarios.written_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column scenarios.writer_ids is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column scenarios.reviewed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column scenarios.review_words is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table schema_migrations (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone default now() not null,
  constraint schema_migrations_pkey PRIMARY KEY (name)
);
grant select on schema_migrations to attune_app;

create table sessions (
  id uuid not null,
  token_hash text not null,
  organisation_id uuid not null,
  account_id uuid not null,
  device_id uuid not null,
  device_label text not null,
  lock_seconds integer,
  is_locked boolean default false not null,
  is_start boolean default false not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  proved_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_hash_key UNIQUE (token_hash),
  constraint sessions_device_label_check CHECK ((length(device_label) <= 60)),
  constraint sessions_lock_seconds_check CHECK (((lock_seconds >= 30) AND (lock_seconds <= 3600)))
);
CREATE INDEX sessions_by_account ON sessions USING btree (account_id);
CREATE INDEX sessions_by_device ON sessions USING btree (device_id);
CREATE INDEX sessions_by_end ON sessions USING btree (expires_at);
grant delete, insert, select, update on sessions to attune_app;
comment on table sessions is 'global: found before the organisation is known; not-in-backups: a restored copy must not bring ended sessions back';
comment on column sessions.token_hash is 'personal: sign-in-secret; for: sign-in; kept: while-in-use';
comment on column sessions.device_label is 'personal: device; for: keep-sign-in-safe; kept: while-in-use';
comment on column sessions.created_at is 'personal: sign-in-times; for: keep-sign-in-safe; kept: while-in-use';
comment on column sessions.last_seen_at is 'personal: sign-in-times; for: keep-sign-in-safe; kept: while-in-use';
comment on column sessions.proved_at is 'personal: sign-in-times; for: keep-sign-in-safe; kept: while-in-use';

create table sign_in_limits (
  key text not null,
  tries integer not null,
  free_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint sign_in_limits_pkey PRIMARY KEY (key)
);
CREATE INDEX sign_in_limits_by_age ON sign_in_limits USING btree (updated_at);
grant delete, insert, select, update on sign_in_limits to attune_app;
comment on table sign_in_limits is 'global: counts tries on accounts that may not exist; not-in-backups: counts of the last hours';
comment on column sign_in_limits.key is 'personal: sign-in-tries; for: stop-guessing; kept: two-days';

create table signal_deltas (
  organisation_id uuid not null,
  id uuid not null,
  metric text not null,
  unit_id uuid not null,
  day date not null,
  facet_kind text not null,
  facet_id uuid not null,
  n integer not null,
  sum numeric(24,6) not null,
  sum_squares numeric(30,6) not null,
  constraint signal_deltas_pkey PRIMARY KEY (organisation_id, id)
);
alter table signal_deltas enable row level security;
alter table signal_deltas force row level security;
create policy in_organisation on signal_deltas for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on signal_deltas to attune_app;

create table sites (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  name_key text not null,
  time_zone text not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint sites_pkey PRIMARY KEY (organisation_id, id),
  constraint sites_organisation_id_name_key_key UNIQUE (organisation_id, name_key),
  constraint sites_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
alter table sites enable row level security;
alter table sites force row level security;
create policy in_organisation on sites for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on sites to attune_app;

create table sitting_answers (
  organisation_id uuid not null,
  sitting_id uuid not null,
  "position" smallint not null,
  item_id uuid not null,
  item_version integer not null,
  principle_id uuid not null,
  places smallint[] not null,
  words text,
  confidence text,
  is_flagged boolean not null,
  said_at timestamp with time zone,
  is_right boolean,
  share double precision,
  constraint sitting_answers_pkey PRIMARY KEY (organisation_id, sitting_id, "position"),
  constraint sitting_answers_organisation_id_sitting_id_item_id_key UNIQUE (organisation_id, sitting_id, item_id),
  constraint sitting_answers_confidence_check CHECK ((confidence = ANY (ARRAY['sure'::text, 'rather'::text, 'guess'::text])))
);
alter table sitting_answers enable row level security;
alter table sitting_answers force row level security;
create policy in_organisation on sitting_answers for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on sitting_answers to attune_app;
comment on column sitting_answers.places is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sitting_answers.words is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sitting_answers.confidence is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sitting_answers.is_flagged is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sitting_answers.said_at is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sitting_answers.is_right is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sitting_answers.share is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';

create table sittings (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  assessment_id uuid not null,
  assessment_version integer not null,
  purpose text not null,
  seed text not null,
  language text not null,
  state text not null,
  asked smallint not null,
  right_count smallint,
  share double precision,
  is_passed boolean,
  started_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  constraint sittings_pkey PRIMARY KEY (organisation_id, id),
  constraint sittings_purpose_check CHECK ((purpose = ANY (ARRAY['before'::text, 'check'::text]))),
  constraint sittings_state_check CHECK ((state = ANY (ARRAY['open'::text, 'submitted'::text])))
);
CREATE INDEX sittings_of_assessment ON sittings USING btree (organisation_id, assessment_id, person_id, submitted_at) WHERE (state = 'submitted'::text);
CREATE INDEX sittings_of_person ON sittings USING btree (organisation_id, person_id, started_at DESC);
CREATE UNIQUE INDEX sittings_open ON sittings USING btree (organisation_id, person_id, assessment_id) WHERE (state = 'open'::text);
alter table sittings enable row level security;
alter table sittings force row level security;
create policy in_organisation on sittings for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on sittings to attune_app;
comment on column sittings.person_id is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sittings.right_count is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sittings.share is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sittings.is_passed is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sittings.started_at is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sittings.submitted_at is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';

create table situations (
  organisation_id uuid not null,
  id uuid not null,
  icon text not null,
  texts jsonb not null,
  "position" integer not null,
  is_retired boolean default false not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint situations_pkey PRIMARY KEY (organisation_id, id),
  constraint situations_icon_check CHECK (((length(icon) >= 1) AND (length(icon) <= 40)))
);
alter table situations enable row level security;
alter table situations force row level security;
create policy in_organisation on situations for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on situations to attune_app;

create table step_shapers (
  organisation_id uuid not null,
  id uuid not null,
  step_id uuid not null,
  unit_id uuid,
  job_role_id uuid,
  lane text not null,
  "position" integer not null,
  constraint step_shapers_pkey PRIMARY KEY (organisation_id, id),
  constraint step_shapers_check CHECK (((unit_id IS NOT NULL) OR (job_role_id IS NOT NULL))),
  constraint step_shapers_lane_check CHECK ((lane = ANY (ARRAY['front'::text, 'back'::text, 'support'::text]))),
  constraint step_shapers_position_check CHECK (("position" >= 0))
);
CREATE INDEX step_shapers_by_role ON step_shapers USING btree (organisation_id, job_role_id) WHERE (job_role_id IS NOT NULL);
CREATE INDEX step_shapers_by_step ON step_shapers USING btree (organisation_id, step_id, "position");
CREATE INDEX step_shapers_by_unit ON step_shapers USING btree (organisation_id, unit_id) WHERE (unit_id IS NOT NULL);
alter table step_shapers enable row level security;
alter table step_shapers force row level security;
create policy in_organisation on step_shapers for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on step_shapers to attune_app;

create table stories (
  organisation_id uuid not null,
  id uuid not null,
  language text not null,
  state text not null,
  title text,
  happened text,
  hard text,
  did text,
  felt text,
  principle_id uuid not null,
  unit_id uuid,
  source_kind text,
  source_id uuid,
  level integer default 1 not null,
  channel text default 'phone'::text not null,
  points jsonb,
  kept jsonb,
  scenario_id uuid,
  told_by uuid,
  told_at timestamp with time zone not null,
  review_note text,
  reviewed_by uuid,
  published_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  version integer default 1 not null,
  constraint stories_pkey PRIMARY KEY (organisation_id, id),
  constraint stories_check CHECK (((state = 'withdrawn'::text) = (title IS NULL))),
  constraint stories_check1 CHECK (((state <> 'withdrawn'::text) OR ((happened IS NULL) AND (hard IS NULL) AND (did IS NULL) AND (felt IS NULL) AND (points IS NULL) AND (kept IS NULL) AND (review_note IS NULL)))),
  constraint stories_check2 CHECK (((source_kind IS NULL) = (source_id IS NULL))),
  constraint stories_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text, 'ar'::text]))),
  constraint stories_level_check CHECK (((level >= 1) AND (level <= 4))),
  constraint stories_source_kind_check CHECK ((source_kind = ANY (ARRAY['thanks'::text, 'quote'::text, 'decision'::text]))),
  constraint stories_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'review'::text, 'published'::text, 'withdrawn'::text]))),
  constraint stories_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)))
);
CREATE INDEX stories_by_reviewer ON stories USING btree (organisation_id, reviewed_by) WHERE (reviewed_by IS NOT NULL);
CREATE INDEX stories_by_time ON stories USING btree (organisation_id, told_at DESC, id DESC) WHERE (state <> 'withdrawn'::text);
CREATE INDEX stories_of_teller ON stories USING btree (organisation_id, told_by, told_at DESC) WHERE (told_by IS NOT NULL);
CREATE INDEX stories_of_unit ON stories USING btree (organisation_id, unit_id);
CREATE INDEX stories_published ON stories USING btree (organisation_id, published_at DESC) WHERE (state = 'published'::text);
alter table stories enable row level security;
alter table stories force row level security;
create policy in_organisation on stories for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on stories to attune_app;
comment on column stories.title is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.happened is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.hard is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.did is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.felt is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.points is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.kept is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.told_by is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.told_at is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.review_note is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.reviewed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table story_people (
  organisation_id uuid not null,
  story_id uuid not null,
  person_id uuid not null,
  asked_at timestamp with time zone,
  answer text,
  answered_at timestamp with time zone,
  constraint story_people_pkey PRIMARY KEY (organisation_id, story_id, person_id),
  constraint story_people_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'unnamed'::text]))),
  constraint story_people_check CHECK (((answer IS NULL) = (answered_at IS NULL)))
);
CREATE INDEX story_people_of_person ON story_people USING btree (organisation_id, person_id);
alter table story_people enable row level security;
alter table story_people force row level security;
create policy in_organisation on story_people for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on story_people to attune_app;
comment on column story_people.person_id is 'personal: story-consent; for: learn-from-stories; kept: with-the-thing';
comment on column story_people.asked_at is 'personal: story-consent; for: learn-from-stories; kept: with-the-thing';
comment on column story_people.answer is 'personal: story-consent; for: learn-from-stories; kept: with-the-thing';
comment on column story_people.answered_at is 'personal: story-consent; for: learn-from-stories; kept: with-the-thing';

create table story_prints (
  organisation_id uuid not null,
  id uuid not null,
  story_id uuid not null,
  code text not null,
  language text not null,
  size text not null,
  unit_id uuid,
  printed_by uuid,
  printed_at timestamp with time zone not null,
  taken_down_at timestamp with time zone,
  constraint story_prints_pkey PRIMARY KEY (organisation_id, id),
  constraint story_prints_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text, 'ar'::text]))),
  constraint story_prints_size_check CHECK ((size = ANY (ARRAY['a4'::text, 'a3'::text])))
);
CREATE INDEX story_prints_by_printer ON story_prints USING btree (organisation_id, printed_by) WHERE (printed_by IS NOT NULL);
CREATE INDEX story_prints_of_story ON story_prints USING btree (organisation_id, story_id);
CREATE INDEX story_prints_of_unit ON story_prints USING btree (organisation_id, unit_id);
alter table story_prints enable row level security;
alter table story_prints force row level security;
create policy in_organisation on story_prints for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on story_prints to attune_app;
comment on column story_prints.printed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table story_words (
  organisation_id uuid not null,
  story_id uuid not null,
  language text not null,
  headline text not null,
  sentence text not null,
  question text not null,
  constraint story_words_pkey PRIMARY KEY (organisation_id, story_id, language),
  constraint story_words_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text, 'ar'::text])))
);
alter table story_words enable row level security;
alter table story_words force row level security;
create policy in_organisation on story_words for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on story_words to attune_app;
comment on column story_words.headline is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column story_words.sentence is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column story_words.question is 'personal: stories; for: learn-from-stories; kept: with-the-thing';

create table story_writers (
  organisation_id uuid not null,
  story_id uuid not null,
  person_id uuid not null,
  constraint story_writers_pkey PRIMARY KEY (organisation_id, story_id, person_id)
);
CREATE INDEX story_writers_of_person ON story_writers USING btree (organisation_id, person_id);
alter table story_writers enable row level security;
alter table story_writers force row level security;
create policy in_organisation on story_writers for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on story_writers to attune_app;
comment on column story_writers.person_id is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table studies (
  organisation_id uuid not null,
  id uuid not null,
  title text not null,
  question text not null,
  source text not null,
  unit_id uuid,
  measure text,
  others text[] not null,
  weeks_each smallint not null,
  first_day date,
  last_day date,
  is_wording_changed boolean not null,
  state text not null,
  version integer not null,
  expectation text,
  registered_at timestamp with time zone,
  registered_by uuid,
  fingerprint text,
  lot_seed text,
  lot_drawn_at timestamp with time zone,
  lot_is_stratified boolean,
  created_at timestamp with time zone not null,
  created_by uuid,
  closed_at timestamp with time zone,
  constraint studies_pkey PRIMARY KEY (organisation_id, id),
  constraint studies_check CHECK ((((source = 'signals'::text) = (unit_id IS NOT NULL)) AND ((source = 'signals'::text) = (measure IS NOT NULL)))),
  constraint studies_check1 CHECK ((((source = 'signals'::text) = (first_day IS NOT NULL)) AND ((source = 'signals'::text) = (last_day IS NOT NULL)))),
  constraint studies_check2 CHECK ((((state = 'plan'::text) = (registered_at IS NULL)) AND ((state = 'plan'::text) = (fingerprint IS NULL)))),
  constraint studies_check3 CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint studies_measure_check CHECK ((measure ~ '^[a-z][a-z-]{0,39}$'::text)),
  constraint studies_source_check CHECK ((source = ANY (ARRAY['signals'::text, 'file'::text]))),
  constraint studies_state_check CHECK ((state = ANY (ARRAY['plan'::text, 'registered'::text, 'closed'::text]))),
  constraint studies_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120))),
  constraint studies_weeks_each_check CHECK ((weeks_each = ANY (ARRAY[1, 2, 4])))
);
CREATE INDEX studies_closed ON studies USING btree (organisation_id, closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX studies_in_order ON studies USING btree (organisation_id, created_at DESC, id DESC);
alter table studies enable row level security;
alter table studies force row level security;
create policy in_organisation on studies for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on studies to attune_app;
comment on column studies.registered_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column studies.created_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table study_files (
  organisation_id uuid not null,
  study_id uuid not null,
  name text not null,
  bytes bytea,
  size integer not null,
  digest text not null,
  rows integer not null,
  header text[] not null,
  columns jsonb,
  fault jsonb,
  uploaded_at timestamp with time zone not null,
  uploaded_by uuid,
  constraint study_files_pkey PRIMARY KEY (organisation_id, study_id)
);
alter table study_files enable row level security;
alter table study_files force row level security;
create policy in_organisation on study_files for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on study_files to attune_app;
comment on column study_files.bytes is 'personal: study-file; for: answer-studies; kept: two-years-after-closing';
comment on column study_files.uploaded_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table study_runs (
  organisation_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  kind text not null,
  state text not null,
  stage text not null,
  progress real not null,
  tries smallint not null,
  asked_at timestamp with time zone not null,
  asked_by uuid,
  started_at timestamp with time zone,
  seen_at timestamp with time zone,
  cancel_asked_at timestamp with time zone,
  ended_at timestamp with time zone,
  verdict text,
  answer jsonb,
  panel bytea,
  fault jsonb,
  constraint study_runs_pkey PRIMARY KEY (organisation_id, id),
  constraint study_runs_check CHECK (((state = ANY (ARRAY['waiting'::text, 'running'::text])) = (ended_at IS NULL))),
  constraint study_runs_kind_check CHECK ((kind = ANY (ARRAY['study'::text, 'power'::text]))),
  constraint study_runs_progress_check CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision))),
  constraint study_runs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
  constraint study_runs_verdict_check CHECK ((verdict = ANY (ARRAY['estimate'::text, 'caution'::text, 'refuse'::text])))
);
CREATE INDEX study_runs_of_study ON study_runs USING btree (organisation_id, study_id, kind, asked_at DESC);
CREATE UNIQUE INDEX study_runs_under_way ON study_runs USING btree (organisation_id, study_id, kind) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
CREATE INDEX study_runs_waiting ON study_runs USING btree (organisation_id, asked_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
alter table study_runs enable row level security;
alter table study_runs force row level security;
create policy in_organisation on study_runs for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on study_runs to attune_app;
comment on column study_runs.asked_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

create table study_teams (
  organisation_id uuid not null,
  study_id uuid not null,
  unit_id uuid not null,
  start_day date,
  lot_stratum integer,
  constraint study_teams_pkey PRIMARY KEY (organisation_id, study_id, unit_id)
);
alter table study_teams enable row level security;
alter table study_teams force row level security;
create policy in_organisation on study_teams for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on study_teams to attune_app;

create table survey_invitations (
  organisation_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  contact_id uuid,
  case_id uuid,
  unit_id uuid not null,
  step_id uuid,
  language text not null,
  token_hash text not null,
  issued_on date not null,
  issued_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  closed_at timestamp with time zone,
  constraint survey_invitations_pkey PRIMARY KEY (organisation_id, id),
  constraint survey_invitations_organisation_id_token_hash_key UNIQUE (organisation_id, token_hash),
  constraint survey_invitations_language_check CHECK ((language ~ '^[a-z]{2}$'::text))
);
CREATE UNIQUE INDEX survey_invitations_by_case ON survey_invitations USING btree (organisation_id, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX survey_invitations_by_contact ON survey_invitations USING btree (organisation_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX survey_invitations_by_day ON survey_invitations USING btree (organisation_id, issued_on, unit_id);
alter table survey_invitations enable row level security;
alter table survey_invitations force row level security;
create policy in_organisation on survey_invitations for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on survey_invitations to attune_app;

create table survey_links (
  organisation_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  unit_id uuid not null,
  step_id uuid,
  label text not null,
  token_hash text not null,
  closed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint survey_links_pkey PRIMARY KEY (organisation_id, id),
  constraint survey_links_organisation_id_token_hash_key UNIQUE (organisation_id, token_hash),
  constraint survey_links_label_check CHECK (((length(label) >= 1) AND (length(label) <= 200)))
);
CREATE INDEX survey_links_by_survey ON survey_links USING btree (organisation_id, survey_id, id);
alter table survey_links enable row level security;
alter table survey_links force row level security;
create policy in_organisation on survey_links for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on survey_links to attune_app;

create table survey_questions (
  organisation_id uuid not null,
  survey_id uuid not null,
  id uuid not null,
  "position" smallint not null,
  kind text not null,
  constraint survey_questions_pkey PRIMARY KEY (organisation_id, survey_id, id),
  constraint survey_questions_organisation_id_survey_id_kind_key UNIQUE (organisation_id, survey_id, kind),
  constraint survey_questions_organisation_id_survey_id_position_key UNIQUE (organisation_id, survey_id, "position"),
  constraint survey_questions_kind_check CHECK ((kind = ANY (ARRAY['csat'::text, 'nps'::text, 'ces'::text, 'fcr'::text]))),
  constraint survey_questions_position_check CHECK ((("position" >= 1) AND ("position" <= 3)))
);
alter table survey_questions enable row level security;
alter table survey_questions force row level security;
create policy in_organisation on survey_questions for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on survey_questions to attune_app;

create table survey_texts (
  organisation_id uuid not null,
  survey_id uuid not null,
  owner_id uuid not null,
  field text not null,
  language text not null,
  words text not null,
  constraint survey_texts_pkey PRIMARY KEY (organisation_id, survey_id, owner_id, field, language),
  constraint survey_texts_field_check CHECK ((field = ANY (ARRAY['title'::text, 'lead'::text, 'why'::text, 'wording'::text]))),
  constraint survey_texts_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint survey_texts_words_check CHECK (((length(words) >= 1) AND (length(words) <= 400)))
);
alter table survey_texts enable row level security;
alter table survey_texts force row level security;
create policy in_organisation on survey_texts for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on survey_texts to attune_app;

create table surveys (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  state text default 'draft'::text not null,
  answer_within_hours integer default 24 not null,
  rest_days integer default 30 not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint surveys_pkey PRIMARY KEY (organisation_id, id),
  constraint surveys_answer_within_hours_check CHECK (((answer_within_hours >= 1) AND (answer_within_hours <= 720))),
  constraint surveys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint surveys_rest_days_check CHECK (((rest_days >= 0) AND (rest_days <= 365))),
  constraint surveys_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text])))
);
alter table surveys enable row level security;
alter table surveys force row level security;
create policy in_organisation on surveys for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on surveys to attune_app;

create table thanks (
  organisation_id uuid not null,
  id uuid not null,
  from_id uuid,
  principle_id uuid not null,
  happened text,
  effect text,
  is_private boolean not null,
  quote_id uuid,
  said_at timestamp with time zone not null,
  day date not null,
  noted_at timestamp with time zone not null,
  taken_back_at timestamp with time zone,
  is_hidden boolean default false not null,
  is_reported boolean default false not null,
  constraint thanks_pkey PRIMARY KEY (organisation_id, id),
  constraint thanks_check CHECK ((is_hidden OR (NOT is_reported))),
  constraint thanks_effect_check CHECK (((length(effect) >= 1) AND (length(effect) <= 600))),
  constraint thanks_happened_check CHECK (((length(happened) >= 1) AND (length(happened) <= 600)))
);
CREATE INDEX thanks_by_day ON thanks USING btree (organisation_id, day);
CREATE INDEX thanks_in_order ON thanks USING btree (organisation_id, said_at DESC, id DESC);
CREATE INDEX thanks_of_giver ON thanks USING btree (organisation_id, from_id, said_at DESC) WHERE (from_id IS NOT NULL);
CREATE INDEX thanks_reported ON thanks USING btree (organisation_id, said_at DESC) WHERE is_reported;
alter table thanks enable row level security;
alter table thanks force row level security;
create policy in_organisation on thanks for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on thanks to attune_app;
comment on column thanks.from_id is 'personal: thanks; for: notice-good-work; kept: two-years';
comment on column thanks.happened is 'personal: thanks; for: notice-good-work; kept: two-years';
comment on column thanks.effect is 'personal: thanks; for: notice-good-work; kept: two-years';
comment on column thanks.said_at is 'personal: thanks; for: notice-good-work; kept: two-years';

create table thanks_receivers (
  organisation_id uuid not null,
  thanks_id uuid not null,
  "position" smallint not null,
  kind text not null,
  person_id uuid,
  unit_id uuid not null,
  job_role_id uuid,
  constraint thanks_receivers_pkey PRIMARY KEY (organisation_id, thanks_id, "position"),
  constraint thanks_receivers_check CHECK (((kind = 'person'::text) OR ((person_id IS NULL) AND (job_role_id IS NULL)))),
  constraint thanks_receivers_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'unit'::text])))
);
CREATE UNIQUE INDEX thanks_receivers_by_person ON thanks_receivers USING btree (organisation_id, person_id, thanks_id) WHERE (person_id IS NOT NULL);
CREATE INDEX thanks_receivers_by_unit ON thanks_receivers USING btree (organisation_id, unit_id, thanks_id);
alter table thanks_receivers enable row level security;
alter table thanks_receivers force row level security;
create policy in_organisation on thanks_receivers for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on thanks_receivers to attune_app;
comment on column thanks_receivers.person_id is 'personal: thanks; for: notice-good-work; kept: two-years';
comment on column thanks_receivers.unit_id is 'personal: thanks; for: notice-good-work; kept: two-years';
comment on column thanks_receivers.job_role_id is 'personal: thanks; for: notice-good-work; kept: two-years';

create table themes (
  organisation_id uuid not null,
  theme text not null,
  principle_id uuid not null,
  created_at timestamp with time zone not null,
  constraint themes_pkey PRIMARY KEY (organisation_id, theme),
  constraint themes_theme_check CHECK ((theme ~ '^[a-z0-9][a-z0-9-]{0,79}$'::text))
);
alter table themes enable row level security;
alter table themes force row level security;
create policy in_organisation on themes for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on themes to attune_app;

create table unit_day_origins (
  organisation_id uuid not null,
  unit_id uuid not null,
  metric text not null,
  facet_kind text not null,
  facet_id uuid not null,
  day date not null,
  ancestor_ids uuid[] not null,
  n bigint not null,
  sum numeric(30,6) not null,
  sum_squares numeric(36,6) not null,
  constraint unit_day_origins_pkey PRIMARY KEY (organisation_id, unit_id, metric, facet_kind, facet_id, day, ancestor_ids)
);
alter table unit_day_origins enable row level security;
alter table unit_day_origins force row level security;
create policy in_organisation on unit_day_origins for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on unit_day_origins to attune_app;

create table unit_days (
  organisation_id uuid not null,
  unit_id uuid not null,
  metric text not null,
  facet_kind text not null,
  facet_id uuid not null,
  day date not null,
  n bigint not null,
  sum numeric(30,6) not null,
  sum_squares numeric(36,6) not null,
  constraint unit_days_pkey PRIMARY KEY (organisation_id, unit_id, metric, facet_kind, facet_id, day)
);
alter table unit_days enable row level security;
alter table unit_days force row level security;
create policy in_organisation on unit_days for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on unit_days to attune_app;

create table units (
  organisation_id uuid not null,
  id uuid not null,
  parent_id uuid,
  name text not null,
  name_key text not null,
  code text,
  site_id uuid,
  ancestor_ids uuid[] not null,
  closed_on date,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint units_pkey PRIMARY KEY (organisation_id, id),
  constraint units_ancestor_ids_check CHECK (((cardinality(ancestor_ids) >= 1) AND (cardinality(ancestor_ids) <= 30))),
  constraint units_code_check CHECK (((length(code) >= 1) AND (length(code) <= 100))),
  constraint units_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE INDEX units_ancestors ON units USING gin (ancestor_ids);
CREATE UNIQUE INDEX units_code ON units USING btree (organisation_id, code) WHERE (code IS NOT NULL);
CREATE UNIQUE INDEX units_name_key ON units USING btree (organisation_id, COALESCE(parent_id, '00000000-0000-0000-0000-000000000000'::uuid), name_key);
alter table units enable row level security;
alter table units force row level security;
create policy in_organisation on units for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on units to attune_app;

create table wallboards (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  unit_id uuid,
  language text not null,
  token_hash text not null,
  made_by uuid,
  last_seen_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint wallboards_pkey PRIMARY KEY (organisation_id, id),
  constraint wallboards_organisation_id_token_hash_key UNIQUE (organisation_id, token_hash),
  constraint wallboards_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint wallboards_token_hash_check CHECK ((length(token_hash) = 64))
);
alter table wallboards enable row level security;
alter table wallboards force row level security;
create policy in_organisation on wallboards for all to public
  using (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)
  with check (organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on wallboards to attune_app;
comment on column wallboards.made_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

alter table absences add constraint absences_organisation_id_deputy_id_fkey FOREIGN KEY (organisation_id, deputy_id) REFERENCES people(organisation_id, id);
alter table absences add constraint absences_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE;
alter table accounts add constraint accounts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table api_tokens add constraint api_tokens_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table assignments add constraint assignments_organisation_id_job_role_id_fkey FOREIGN KEY (organisation_id, job_role_id) REFERENCES job_roles(organisation_id, id);
alter table assignments add constraint assignments_organisation_id_manager_id_fkey FOREIGN KEY (organisation_id, manager_id) REFERENCES people(organisation_id, id);
alter table assignments add constraint assignments_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE;
alter table assignments add constraint assignments_organisation_id_site_id_fkey FOREIGN KEY (organisation_id, site_id) REFERENCES sites(organisation_id, id);
alter table assignments add constraint assignments_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table behaviour_texts add constraint behaviour_texts_organisation_id_behaviour_id_fkey FOREIGN KEY (organisation_id, behaviour_id) REFERENCES behaviours(organisation_id, id) ON DELETE CASCADE;
alter table behaviours add constraint behaviours_organisation_id_job_role_id_fkey FOREIGN KEY (organisation_id, job_role_id) REFERENCES job_roles(organisation_id, id);
alter table behaviours add constraint behaviours_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table buy_ins add constraint buy_ins_organisation_id_lesson_id_fkey FOREIGN KEY (organisation_id, lesson_id) REFERENCES lessons(organisation_id, id);
alter table buy_ins add constraint buy_ins_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table card_uses add constraint card_uses_organisation_id_card_id_fkey FOREIGN KEY (organisation_id, card_id) REFERENCES cards(organisation_id, id) ON DELETE CASCADE;
alter table cards add constraint cards_organisation_id_lesson_id_fkey FOREIGN KEY (organisation_id, lesson_id) REFERENCES lessons(organisation_id, id);
alter table cards add constraint cards_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table cards add constraint cards_organisation_id_situation_id_fkey FOREIGN KEY (organisation_id, situation_id) REFERENCES situations(organisation_id, id);
alter table case_notes add constraint case_notes_organisation_id_author_id_fkey FOREIGN KEY (organisation_id, author_id) REFERENCES people(organisation_id, id);
alter table case_notes add constraint case_notes_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES cases(organisation_id, id) ON DELETE CASCADE;
alter table cases add constraint cases_organisation_id_escalated_to_fkey FOREIGN KEY (organisation_id, escalated_to) REFERENCES people(organisation_id, id);
alter table cases add constraint cases_organisation_id_owner_id_fkey FOREIGN KEY (organisation_id, owner_id) REFERENCES people(organisation_id, id);
alter table cases add constraint cases_organisation_id_resolved_by_fkey FOREIGN KEY (organisation_id, resolved_by) REFERENCES people(organisation_id, id);
alter table cases add constraint cases_organisation_id_response_id_fkey FOREIGN KEY (organisation_id, response_id) REFERENCES responses(organisation_id, id);
alter table cases add constraint cases_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table commitments add constraint commitments_organisation_id_lesson_id_fkey FOREIGN KEY (organisation_id, lesson_id) REFERENCES lessons(organisation_id, id);
alter table commitments add constraint commitments_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table contact_intake_rows add constraint contact_intake_rows_organisation_id_intake_id_fkey FOREIGN KEY (organisation_id, intake_id) REFERENCES contact_intakes(organisation_id, id) ON DELETE CASCADE;
alter table contact_intakes add constraint contact_intakes_organisation_id_survey_id_fkey FOREIGN KEY (organisation_id, survey_id) REFERENCES surveys(organisation_id, id);
alter table contact_intakes add constraint contact_intakes_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table contacts add constraint contacts_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table coverage_counts add constraint coverage_counts_organisation_id_path_id_fkey FOREIGN KEY (organisation_id, path_id) REFERENCES paths(organisation_id, id) ON DELETE CASCADE;
alter table decisions add constraint decisions_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table decisions add constraint decisions_organisation_id_remedy_id_fkey FOREIGN KEY (organisation_id, remedy_id) REFERENCES remedies(organisation_id, id);
alter table decisions add constraint decisions_organisation_id_rule_id_rule_version_fkey FOREIGN KEY (organisation_id, rule_id, rule_version) REFERENCES rule_versions(organisation_id, rule_id, version);
alter table decisions add constraint decisions_organisation_id_situation_id_fkey FOREIGN KEY (organisation_id, situation_id) REFERENCES situations(organisation_id, id);
alter table decisions add constraint decisions_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table device_accounts add constraint device_accounts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE;
alter table device_accounts add constraint device_accounts_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices(id) ON DELETE CASCADE;
alter table devices add constraint devices_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table digest_settings add constraint digest_settings_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table digests add constraint digests_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table escalations add constraint escalations_organisation_id_answered_by_fkey FOREIGN KEY (organisation_id, answered_by) REFERENCES people(organisation_id, id);
alter table escalations add constraint escalations_organisation_id_asked_id_fkey FOREIGN KEY (organisation_id, asked_id) REFERENCES people(organisation_id, id);
alter table escalations add constraint escalations_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table escalations add constraint escalations_organisation_id_remedy_id_fkey FOREIGN KEY (organisation_id, remedy_id) REFERENCES remedies(organisation_id, id);
alter table escalations add constraint escalations_organisation_id_situation_id_fkey FOREIGN KEY (organisation_id, situation_id) REFERENCES situations(organisation_id, id);
alter table escalations add constraint escalations_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table evidence_pieces add constraint evidence_pieces_organisation_id_counted_in_fkey FOREIGN KEY (organisation_id, counted_in) REFERENCES units(organisation_id, id);
alter table evidence_pieces add constraint evidence_pieces_organisation_id_noted_by_fkey FOREIGN KEY (organisation_id, noted_by) REFERENCES people(organisation_id, id);
alter table evidence_pieces add constraint evidence_pieces_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table evidence_pieces add constraint evidence_pieces_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table followups add constraint followups_organisation_id_answered_by_fkey FOREIGN KEY (organisation_id, answered_by) REFERENCES people(organisation_id, id);
alter table followups add constraint followups_organisation_id_deputy_id_fkey FOREIGN KEY (organisation_id, deputy_id) REFERENCES people(organisation_id, id);
alter table followups add constraint followups_organisation_id_escalated_to_fkey FOREIGN KEY (organisation_id, escalated_to) REFERENCES people(organisation_id, id);
alter table followups add constraint followups_organisation_id_owner_id_fkey FOREIGN KEY (organisation_id, owner_id) REFERENCES people(organisation_id, id);
alter table followups add constraint followups_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table gaps add constraint gaps_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table gaps add constraint gaps_organisation_id_remedy_id_fkey FOREIGN KEY (organisation_id, remedy_id) REFERENCES remedies(organisation_id, id);
alter table gaps add constraint gaps_organisation_id_rule_id_fkey FOREIGN KEY (organisation_id, rule_id) REFERENCES rules(organisation_id, id);
alter table gaps add constraint gaps_organisation_id_situation_id_fkey FOREIGN KEY (organisation_id, situation_id) REFERENCES situations(organisation_id, id);
alter table huddle_items add constraint huddle_items_organisation_id_huddle_id_fkey FOREIGN KEY (organisation_id, huddle_id) REFERENCES huddles(organisation_id, id) ON DELETE CASCADE;
alter table huddles add constraint huddles_organisation_id_host_id_fkey FOREIGN KEY (organisation_id, host_id) REFERENCES people(organisation_id, id);
alter table huddles add constraint huddles_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table huddles add constraint huddles_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table item_versions add constraint item_versions_organisation_id_item_id_fkey FOREIGN KEY (organisation_id, item_id) REFERENCES items(organisation_id, id) ON DELETE CASCADE;
alter table items add constraint items_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table job_roles add constraint job_roles_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table journey_stages add constraint journey_stages_organisation_id_journey_id_fkey FOREIGN KEY (organisation_id, journey_id) REFERENCES journeys(organisation_id, id);
alter table journey_steps add constraint journey_steps_organisation_id_journey_id_fkey FOREIGN KEY (organisation_id, journey_id) REFERENCES journeys(organisation_id, id);
alter table journey_steps add constraint journey_steps_organisation_id_stage_id_fkey FOREIGN KEY (organisation_id, stage_id) REFERENCES journey_stages(organisation_id, id);
alter table journey_texts add constraint journey_texts_organisation_id_journey_id_fkey FOREIGN KEY (organisation_id, journey_id) REFERENCES journeys(organisation_id, id);
alter table journeys add constraint journeys_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table lesson_answers add constraint lesson_answers_organisation_id_lesson_id_fkey FOREIGN KEY (organisation_id, lesson_id) REFERENCES lessons(organisation_id, id);
alter table lesson_answers add constraint lesson_answers_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table lesson_drafts add constraint lesson_drafts_organisation_id_lesson_id_fkey FOREIGN KEY (organisation_id, lesson_id) REFERENCES lessons(organisation_id, id);
alter table lesson_files add constraint lesson_files_organisation_id_lesson_id_fkey FOREIGN KEY (organisation_id, lesson_id) REFERENCES lessons(organisation_id, id);
alter table lesson_progress add constraint lesson_progress_organisation_id_lesson_id_fkey FOREIGN KEY (organisation_id, lesson_id) REFERENCES lessons(organisation_id, id);
alter table lesson_progress add constraint lesson_progress_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table lesson_versions add constraint lesson_versions_organisation_id_lesson_id_fkey FOREIGN KEY (organisation_id, lesson_id) REFERENCES lessons(organisation_id, id);
alter table lessons add constraint lessons_organisation_id_owner_id_fkey FOREIGN KEY (organisation_id, owner_id) REFERENCES people(organisation_id, id);
alter table lessons add constraint lessons_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table level_requirement_sets add constraint level_requirement_sets_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table level_requirements add constraint level_requirements_organisation_id_set_version_fkey FOREIGN KEY (organisation_id, set_version) REFERENCES level_requirement_sets(organisation_id, version);
alter table level_steps add constraint level_steps_organisation_id_counted_in_fkey FOREIGN KEY (organisation_id, counted_in) REFERENCES units(organisation_id, id);
alter table level_steps add constraint level_steps_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table mantra_texts add constraint mantra_texts_organisation_id_version_id_fkey FOREIGN KEY (organisation_id, version_id) REFERENCES mantra_versions(organisation_id, id) ON DELETE CASCADE;
alter table mantra_versions add constraint mantra_versions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table measure_owners add constraint measure_owners_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table measure_owners add constraint measure_owners_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table message_switches add constraint message_switches_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table obstacle_answers add constraint obstacle_answers_organisation_id_answered_by_fkey FOREIGN KEY (organisation_id, answered_by) REFERENCES people(organisation_id, id);
alter table obstacle_answers add constraint obstacle_answers_organisation_id_obstacle_id_fkey FOREIGN KEY (organisation_id, obstacle_id) REFERENCES obstacles(organisation_id, id);
alter table obstacle_answers add constraint obstacle_answers_organisation_id_reopened_by_fkey FOREIGN KEY (organisation_id, reopened_by) REFERENCES people(organisation_id, id);
alter table obstacle_supporters add constraint obstacle_supporters_organisation_id_obstacle_id_fkey FOREIGN KEY (organisation_id, obstacle_id) REFERENCES obstacles(organisation_id, id);
alter table obstacle_supporters add constraint obstacle_supporters_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table obstacles add constraint obstacles_organisation_id_answered_by_fkey FOREIGN KEY (organisation_id, answered_by) REFERENCES people(organisation_id, id);
alter table obstacles add constraint obstacles_organisation_id_escalated_to_fkey FOREIGN KEY (organisation_id, escalated_to) REFERENCES people(organisation_id, id);
alter table obstacles add constraint obstacles_organisation_id_leader_id_fkey FOREIGN KEY (organisation_id, leader_id) REFERENCES people(organisation_id, id);
alter table obstacles add constraint obstacles_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table obstacles add constraint obstacles_organisation_id_raised_by_fkey FOREIGN KEY (organisation_id, raised_by) REFERENCES people(organisation_id, id);
alter table obstacles add constraint obstacles_organisation_id_step_id_fkey FOREIGN KEY (organisation_id, step_id) REFERENCES journey_steps(organisation_id, id);
alter table obstacles add constraint obstacles_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table one_time_codes add constraint one_time_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE;
alter table one_time_codes add constraint one_time_codes_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table organisation_settings add constraint organisation_settings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table own_parts add constraint own_parts_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table own_parts add constraint own_parts_organisation_id_step_id_fkey FOREIGN KEY (organisation_id, step_id) REFERENCES journey_steps(organisation_id, id);
alter table path_steps add constraint path_steps_organisation_id_path_id_fkey FOREIGN KEY (organisation_id, path_id) REFERENCES paths(organisation_id, id) ON DELETE CASCADE;
alter table paths add constraint paths_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table people add constraint people_organisation_id_deputy_id_fkey FOREIGN KEY (organisation_id, deputy_id) REFERENCES people(organisation_id, id);
alter table people add constraint people_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table people add constraint people_organisation_id_job_role_id_fkey FOREIGN KEY (organisation_id, job_role_id) REFERENCES job_roles(organisation_id, id);
alter table people add constraint people_organisation_id_manager_id_fkey FOREIGN KEY (organisation_id, manager_id) REFERENCES people(organisation_id, id);
alter table people add constraint people_organisation_id_site_id_fkey FOREIGN KEY (organisation_id, site_id) REFERENCES sites(organisation_id, id);
alter table people add constraint people_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table people_import_parts add constraint people_import_parts_organisation_id_import_id_fkey FOREIGN KEY (organisation_id, import_id) REFERENCES people_imports(organisation_id, id) ON DELETE CASCADE;
alter table people_imports add constraint people_imports_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table person_keys add constraint person_keys_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE;
alter table person_levels add constraint person_levels_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table person_skills add constraint person_skills_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table person_skills add constraint person_skills_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table person_skills add constraint person_skills_organisation_id_sitting_id_fkey FOREIGN KEY (organisation_id, sitting_id) REFERENCES sittings(organisation_id, id) ON DELETE CASCADE;
alter table person_words add constraint person_words_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE;
alter table placements add constraint placements_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table plan_entries add constraint plan_entries_organisation_id_path_id_fkey FOREIGN KEY (organisation_id, path_id) REFERENCES paths(organisation_id, id);
alter table plan_entries add constraint plan_entries_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table plan_reminders add constraint plan_reminders_organisation_id_assessment_id_fkey FOREIGN KEY (organisation_id, assessment_id) REFERENCES assessments(organisation_id, id);
alter table plan_reminders add constraint plan_reminders_organisation_id_path_id_fkey FOREIGN KEY (organisation_id, path_id) REFERENCES paths(organisation_id, id);
alter table plan_reminders add constraint plan_reminders_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table practice_memories add constraint practice_memories_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table practice_memories add constraint practice_memories_organisation_id_scenario_id_fkey FOREIGN KEY (organisation_id, scenario_id) REFERENCES scenarios(organisation_id, id);
alter table practice_predictions add constraint practice_predictions_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table practice_predictions add constraint practice_predictions_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table practice_refreshers add constraint practice_refreshers_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table practice_refreshers add constraint practice_refreshers_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table practice_reviews add constraint practice_reviews_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table practice_reviews add constraint practice_reviews_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table practice_reviews add constraint practice_reviews_organisation_id_scenario_id_fkey FOREIGN KEY (organisation_id, scenario_id) REFERENCES scenarios(organisation_id, id);
alter table practice_settings add constraint practice_settings_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table principle_example_texts add constraint principle_example_texts_organisation_id_example_id_fkey FOREIGN KEY (organisation_id, example_id) REFERENCES principle_examples(organisation_id, id) ON DELETE CASCADE;
alter table principle_examples add constraint principle_examples_organisation_id_job_role_id_fkey FOREIGN KEY (organisation_id, job_role_id) REFERENCES job_roles(organisation_id, id);
alter table principle_examples add constraint principle_examples_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id) ON DELETE CASCADE;
alter table principle_texts add constraint principle_texts_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id) ON DELETE CASCADE;
alter table principle_uses add constraint principle_uses_organisation_id_counted_in_fkey FOREIGN KEY (organisation_id, counted_in) REFERENCES units(organisation_id, id);
alter table principle_uses add constraint principle_uses_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table principle_uses add constraint principle_uses_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table principles add constraint principles_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table quote_units add constraint quote_units_organisation_id_response_id_fkey FOREIGN KEY (organisation_id, response_id) REFERENCES responses(organisation_id, id) ON DELETE CASCADE;
alter table remedies add constraint remedies_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table responses add constraint responses_organisation_id_invitation_id_fkey FOREIGN KEY (organisation_id, invitation_id) REFERENCES survey_invitations(organisation_id, id);
alter table responses add constraint responses_organisation_id_link_id_fkey FOREIGN KEY (organisation_id, link_id) REFERENCES survey_links(organisation_id, id);
alter table responses add constraint responses_organisation_id_survey_id_fkey FOREIGN KEY (organisation_id, survey_id) REFERENCES surveys(organisation_id, id);
alter table responses add constraint responses_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table role_families add constraint role_families_organisation_id_job_role_id_fkey FOREIGN KEY (organisation_id, job_role_id) REFERENCES job_roles(organisation_id, id) ON DELETE CASCADE;
alter table role_grants add constraint role_grants_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table rule_versions add constraint rule_versions_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table rule_versions add constraint rule_versions_organisation_id_remedy_id_fkey FOREIGN KEY (organisation_id, remedy_id) REFERENCES remedies(organisation_id, id);
alter table rule_versions add constraint rule_versions_organisation_id_rule_id_fkey FOREIGN KEY (organisation_id, rule_id) REFERENCES rules(organisation_id, id);
alter table rule_versions add constraint rule_versions_organisation_id_situation_id_fkey FOREIGN KEY (organisation_id, situation_id) REFERENCES situations(organisation_id, id);
alter table rules add constraint rules_organisation_id_owner_id_fkey FOREIGN KEY (organisation_id, owner_id) REFERENCES people(organisation_id, id);
alter table scenario_choices add constraint scenario_choices_organisation_id_person_id_play_id_fkey FOREIGN KEY (organisation_id, person_id, play_id) REFERENCES scenario_plays(organisation_id, person_id, id) ON DELETE CASCADE;
alter table scenario_plays add constraint scenario_plays_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table scenario_plays add constraint scenario_plays_organisation_id_scenario_id_fkey FOREIGN KEY (organisation_id, scenario_id) REFERENCES scenarios(organisation_id, id);
alter table scenario_translations add constraint scenario_translations_organisation_id_scenario_id_fkey FOREIGN KEY (organisation_id, scenario_id) REFERENCES scenarios(organisation_id, id) ON DELETE CASCADE;
alter table scenario_translations add constraint scenario_translations_organisation_id_written_by_fkey FOREIGN KEY (organisation_id, written_by) REFERENCES people(organisation_id, id);
alter table scenario_versions add constraint scenario_versions_organisation_id_published_by_fkey FOREIGN KEY (organisation_id, published_by) REFERENCES people(organisation_id, id);
alter table scenario_versions add constraint scenario_versions_organisation_id_scenario_id_fkey FOREIGN KEY (organisation_id, scenario_id) REFERENCES scenarios(organisation_id, id);
alter table scenarios add constraint scenarios_organisation_id_written_by_fkey FOREIGN KEY (organisation_id, written_by) REFERENCES people(organisation_id, id);
alter table sessions add constraint sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE;
alter table sessions add constraint sessions_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices(id) ON DELETE CASCADE;
alter table sessions add constraint sessions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table sites add constraint sites_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table sitting_answers add constraint sitting_answers_organisation_id_item_id_fkey FOREIGN KEY (organisation_id, item_id) REFERENCES items(organisation_id, id);
alter table sitting_answers add constraint sitting_answers_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table sitting_answers add constraint sitting_answers_organisation_id_sitting_id_fkey FOREIGN KEY (organisation_id, sitting_id) REFERENCES sittings(organisation_id, id) ON DELETE CASCADE;
alter table sittings add constraint sittings_organisation_id_assessment_id_fkey FOREIGN KEY (organisation_id, assessment_id) REFERENCES assessments(organisation_id, id);
alter table sittings add constraint sittings_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table situations add constraint situations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table step_shapers add constraint step_shapers_organisation_id_job_role_id_fkey FOREIGN KEY (organisation_id, job_role_id) REFERENCES job_roles(organisation_id, id);
alter table step_shapers add constraint step_shapers_organisation_id_step_id_fkey FOREIGN KEY (organisation_id, step_id) REFERENCES journey_steps(organisation_id, id);
alter table step_shapers add constraint step_shapers_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table stories add constraint stories_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table stories add constraint stories_organisation_id_reviewed_by_fkey FOREIGN KEY (organisation_id, reviewed_by) REFERENCES people(organisation_id, id);
alter table stories add constraint stories_organisation_id_told_by_fkey FOREIGN KEY (organisation_id, told_by) REFERENCES people(organisation_id, id);
alter table stories add constraint stories_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table story_people add constraint story_people_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table story_people add constraint story_people_organisation_id_story_id_fkey FOREIGN KEY (organisation_id, story_id) REFERENCES stories(organisation_id, id);
alter table story_prints add constraint story_prints_organisation_id_printed_by_fkey FOREIGN KEY (organisation_id, printed_by) REFERENCES people(organisation_id, id);
alter table story_prints add constraint story_prints_organisation_id_story_id_fkey FOREIGN KEY (organisation_id, story_id) REFERENCES stories(organisation_id, id);
alter table story_prints add constraint story_prints_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table story_words add constraint story_words_organisation_id_story_id_fkey FOREIGN KEY (organisation_id, story_id) REFERENCES stories(organisation_id, id);
alter table story_writers add constraint story_writers_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table story_writers add constraint story_writers_organisation_id_story_id_fkey FOREIGN KEY (organisation_id, story_id) REFERENCES stories(organisation_id, id);
alter table studies add constraint studies_organisation_id_created_by_fkey FOREIGN KEY (organisation_id, created_by) REFERENCES people(organisation_id, id);
alter table studies add constraint studies_organisation_id_registered_by_fkey FOREIGN KEY (organisation_id, registered_by) REFERENCES people(organisation_id, id);
alter table studies add constraint studies_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table study_files add constraint study_files_organisation_id_study_id_fkey FOREIGN KEY (organisation_id, study_id) REFERENCES studies(organisation_id, id);
alter table study_files add constraint study_files_organisation_id_uploaded_by_fkey FOREIGN KEY (organisation_id, uploaded_by) REFERENCES people(organisation_id, id);
alter table study_runs add constraint study_runs_organisation_id_asked_by_fkey FOREIGN KEY (organisation_id, asked_by) REFERENCES people(organisation_id, id);
alter table study_runs add constraint study_runs_organisation_id_study_id_fkey FOREIGN KEY (organisation_id, study_id) REFERENCES studies(organisation_id, id);
alter table study_teams add constraint study_teams_organisation_id_study_id_fkey FOREIGN KEY (organisation_id, study_id) REFERENCES studies(organisation_id, id);
alter table study_teams add constraint study_teams_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table survey_invitations add constraint survey_invitations_organisation_id_contact_id_fkey FOREIGN KEY (organisation_id, contact_id) REFERENCES contacts(organisation_id, id);
alter table survey_invitations add constraint survey_invitations_organisation_id_survey_id_fkey FOREIGN KEY (organisation_id, survey_id) REFERENCES surveys(organisation_id, id);
alter table survey_invitations add constraint survey_invitations_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table survey_links add constraint survey_links_organisation_id_survey_id_fkey FOREIGN KEY (organisation_id, survey_id) REFERENCES surveys(organisation_id, id);
alter table survey_links add constraint survey_links_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table survey_questions add constraint survey_questions_organisation_id_survey_id_fkey FOREIGN KEY (organisation_id, survey_id) REFERENCES surveys(organisation_id, id) ON DELETE CASCADE;
alter table survey_texts add constraint survey_texts_organisation_id_survey_id_fkey FOREIGN KEY (organisation_id, survey_id) REFERENCES surveys(organisation_id, id) ON DELETE CASCADE;
alter table surveys add constraint surveys_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table thanks add constraint thanks_organisation_id_from_id_fkey FOREIGN KEY (organisation_id, from_id) REFERENCES people(organisation_id, id);
alter table thanks add constraint thanks_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table thanks_receivers add constraint thanks_receivers_organisation_id_job_role_id_fkey FOREIGN KEY (organisation_id, job_role_id) REFERENCES job_roles(organisation_id, id);
alter table thanks_receivers add constraint thanks_receivers_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id);
alter table thanks_receivers add constraint thanks_receivers_organisation_id_thanks_id_fkey FOREIGN KEY (organisation_id, thanks_id) REFERENCES thanks(organisation_id, id) ON DELETE CASCADE;
alter table thanks_receivers add constraint thanks_receivers_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
alter table themes add constraint themes_organisation_id_principle_id_fkey FOREIGN KEY (organisation_id, principle_id) REFERENCES principles(organisation_id, id);
alter table units add constraint units_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
alter table units add constraint units_organisation_id_parent_id_fkey FOREIGN KEY (organisation_id, parent_id) REFERENCES units(organisation_id, id);
alter table units add constraint units_organisation_id_site_id_fkey FOREIGN KEY (organisation_id, site_id) REFERENCES sites(organisation_id, id);
alter table wallboards add constraint wallboards_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES units(organisation_id, id);
