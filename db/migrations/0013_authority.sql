-- Authority: rules as data with immutable versions, decisions noted by those who took them, questions passed on, and questions without an answer.

-- texts: by language {name, words}; words are synonyms that people type.
create table situations (
  organisation_id uuid not null,
  id uuid not null,
  icon text not null check (length(icon) between 1 and 40),
  texts jsonb not null,
  position int not null,
  is_retired boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('situations');
alter table situations add foreign key (organisation_id) references organisations (id);

create table remedies (
  organisation_id uuid not null,
  id uuid not null,
  texts jsonb not null,
  is_retired boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('remedies');
alter table remedies add foreign key (organisation_id) references organisations (id);

-- version: of the draft, for whoever edits it at the same time.
create table rules (
  organisation_id uuid not null,
  id uuid not null,
  number int not null check (number > 0),
  owner_id uuid,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, number)
);
select tenant_table('rules');
alter table rules add foreign key (organisation_id, owner_id) references people (organisation_id, id);
create index rules_by_owner on rules (organisation_id, owner_id) where owner_id is not null;
comment on column rules.owner_id is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- A version is a draft until it goes live, and never changes afterwards. The latest live one whose day has come holds; is_end: from that day the rule is gone.
-- definition: what the engine decides by, the words, and the test cases, as features/authority/contract.ts describes it.
create table rule_versions (
  organisation_id uuid not null,
  rule_id uuid not null,
  version int not null check (version > 0),
  state text not null check (state in ('draft', 'live')),
  situation_id uuid not null,
  remedy_id uuid not null,
  principle_id uuid,
  effective_from date not null,
  is_end boolean not null default false,
  definition jsonb not null,
  reason text check (length(reason) between 1 and 500),
  written_by uuid,
  live_by uuid,
  live_at timestamptz,
  created_at timestamptz not null,
  primary key (organisation_id, rule_id, version),
  check ((state = 'live') = (live_at is not null))
);
select tenant_table('rule_versions');
alter table rule_versions add foreign key (organisation_id, rule_id) references rules (organisation_id, id);
alter table rule_versions add foreign key (organisation_id, situation_id) references situations (organisation_id, id);
alter table rule_versions add foreign key (organisation_id, remedy_id) references remedies (organisation_id, id);
alter table rule_versions add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
create unique index rule_versions_draft on rule_versions (organisation_id, rule_id) where state = 'draft';
create index rule_versions_by_situation on rule_versions (organisation_id, situation_id, remedy_id);
comment on column rule_versions.written_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column rule_versions.live_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- id is made by the phone, so that what is sent twice is one row. verdict: what the version named said at that time; shown: what the phone said.
create table decisions (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  rule_id uuid,
  rule_version int,
  situation_id uuid not null,
  remedy_id uuid not null,
  principle_id uuid,
  step_id uuid,
  response_id uuid,
  amount bigint check (amount >= 0),
  measure text not null check (measure in ('money', 'count', 'days', 'none')),
  currency text check (currency ~ '^[A-Z]{3}$'),
  verdict text not null check (verdict in ('yes', 'yes-if', 'not-alone')),
  shown text not null check (shown in ('yes', 'yes-if', 'not-alone')),
  is_good_faith boolean not null,
  note text check (length(note) between 1 and 1000),
  decided_at timestamptz not null,
  day date not null,
  noted_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (organisation_id, person_id, id),
  check ((rule_id is null) = (rule_version is null))
);
select tenant_table('decisions');
alter table decisions add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table decisions add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table decisions add foreign key (organisation_id, situation_id) references situations (organisation_id, id);
alter table decisions add foreign key (organisation_id, remedy_id) references remedies (organisation_id, id);
alter table decisions add foreign key (organisation_id, rule_id, rule_version) references rule_versions (organisation_id, rule_id, version);
create index decisions_by_id on decisions (organisation_id, id);
create index decisions_of_person on decisions (organisation_id, person_id, decided_at desc, id desc);
create index decisions_of_unit on decisions (organisation_id, unit_id, decided_at desc, id desc);
create index decisions_by_day on decisions (organisation_id, day);
comment on column decisions.unit_id is 'personal: decisions; for: learn-from-decisions; kept: two-years';
comment on column decisions.amount is 'personal: decisions; for: learn-from-decisions; kept: two-years';
comment on column decisions.verdict is 'personal: decisions; for: learn-from-decisions; kept: two-years';
comment on column decisions.is_good_faith is 'personal: decisions; for: shield-good-faith; kept: two-years';
comment on column decisions.note is 'personal: decisions; for: learn-from-decisions; kept: two-years';
comment on column decisions.decided_at is 'personal: decisions; for: learn-from-decisions; kept: two-years';

-- "Not alone", taken: somebody asked a colleague who may decide more. The clock is a followup.
create table escalations (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  asked_id uuid not null,
  rule_id uuid,
  rule_version int,
  situation_id uuid not null,
  remedy_id uuid not null,
  principle_id uuid,
  amount bigint check (amount >= 0),
  measure text not null check (measure in ('money', 'count', 'days', 'none')),
  currency text check (currency ~ '^[A-Z]{3}$'),
  reason text not null check (reason in ('no-rule', 'level', 'other-currency', 'over-limit', 'condition', 'open', 'within')),
  words text check (length(words) between 1 and 1000),
  asked_at timestamptz not null,
  day date not null,
  answer text check (answer in ('go-ahead', 'otherwise')),
  answer_words text check (length(answer_words) between 1 and 1000),
  answered_by uuid,
  answered_at timestamptz,
  primary key (organisation_id, person_id, id),
  check ((answer is null) = (answered_at is null))
);
select tenant_table('escalations');
alter table escalations add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table escalations add foreign key (organisation_id, asked_id) references people (organisation_id, id);
alter table escalations add foreign key (organisation_id, answered_by) references people (organisation_id, id);
alter table escalations add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table escalations add foreign key (organisation_id, situation_id) references situations (organisation_id, id);
alter table escalations add foreign key (organisation_id, remedy_id) references remedies (organisation_id, id);
create index escalations_by_id on escalations (organisation_id, id);
create index escalations_of_person on escalations (organisation_id, person_id, asked_at desc);
create index escalations_by_asked on escalations (organisation_id, asked_id, asked_at desc);
create index escalations_by_answerer on escalations (organisation_id, answered_by) where answered_by is not null;
create index escalations_by_day on escalations (organisation_id, day);
comment on column escalations.asked_id is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.unit_id is 'personal: questions-passed-on; for: learn-from-decisions; kept: two-years';
comment on column escalations.amount is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.words is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.asked_at is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.answer is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.answer_words is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.answered_by is 'personal: questions-passed-on; for: keep-promises; kept: two-years';
comment on column escalations.answered_at is 'personal: questions-passed-on; for: keep-promises; kept: two-years';

-- Questions without an answer: the words and how often, never who asked. Days, not times.
create table gaps (
  organisation_id uuid not null,
  id uuid not null,
  gap_key text not null check (length(gap_key) between 1 and 900),
  reason text not null check (reason in ('not-understood', 'no-rule')),
  words text not null check (length(words) between 1 and 200),
  situation_id uuid,
  remedy_id uuid,
  times int not null default 1,
  first_on date not null,
  last_on date not null,
  state text not null default 'open' check (state in ('open', 'answered', 'set-aside')),
  because text check (length(because) between 1 and 500),
  rule_id uuid,
  settled_by uuid,
  settled_at timestamptz,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, gap_key)
);
select tenant_table('gaps');
alter table gaps add foreign key (organisation_id) references organisations (id);
alter table gaps add foreign key (organisation_id, situation_id) references situations (organisation_id, id);
alter table gaps add foreign key (organisation_id, remedy_id) references remedies (organisation_id, id);
alter table gaps add foreign key (organisation_id, rule_id) references rules (organisation_id, id);
create index gaps_by_state on gaps (organisation_id, state, times desc, id);
comment on column gaps.settled_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
