-- Voice: what customers are asked, what they answer, and what becomes of it. Steps are those of journeys and never deleted there; no foreign keys lead to them.
-- A column that holds something about a person, a customer too, carries a comment (0002). Scores without the words and the contact are about nobody.

create table surveys (
  organisation_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  -- Within how many hours an unhappy customer hears from a person.
  answer_within_hours int not null default 24 check (answer_within_hours between 1 and 720),
  -- For so many days after an invitation the same customer is not asked again.
  rest_days int not null default 30 check (rest_days between 0 and 365),
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('surveys');
alter table surveys add foreign key (organisation_id) references organisations (id);

create table survey_questions (
  organisation_id uuid not null,
  survey_id uuid not null,
  id uuid not null,
  position smallint not null check (position between 1 and 3),
  kind text not null check (kind in ('csat', 'nps', 'ces', 'fcr')),
  primary key (organisation_id, survey_id, id),
  unique (organisation_id, survey_id, kind),
  unique (organisation_id, survey_id, position)
);
select tenant_table('survey_questions');
alter table survey_questions add foreign key (organisation_id, survey_id) references surveys (organisation_id, id) on delete cascade;

-- Every word that a customer reads, in every language; owner_id: the survey or one of its questions.
create table survey_texts (
  organisation_id uuid not null,
  survey_id uuid not null,
  owner_id uuid not null,
  field text not null check (field in ('title', 'lead', 'why', 'wording')),
  language text not null check (language ~ '^[a-z]{2}$'),
  words text not null check (length(words) between 1 and 400),
  primary key (organisation_id, survey_id, owner_id, field, language)
);
select tenant_table('survey_texts');
alter table survey_texts add foreign key (organisation_id, survey_id) references surveys (organisation_id, id) on delete cascade;

-- An address for everybody who passes: at a till, on a receipt, in a parcel. The token itself is made from the id and a key outside the database.
create table survey_links (
  organisation_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  unit_id uuid not null,
  step_id uuid,
  label text not null check (length(label) between 1 and 200),
  token_hash text not null,
  closed_at timestamptz,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, token_hash)
);
select tenant_table('survey_links');
alter table survey_links add foreign key (organisation_id, survey_id) references surveys (organisation_id, id);
alter table survey_links add foreign key (organisation_id, unit_id) references units (organisation_id, id);
create index survey_links_by_survey on survey_links (organisation_id, survey_id, id);

-- A file of contacts between preview and application. Rows that can't be read stay, with the reason, for a month.
create table contact_intakes (
  organisation_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  unit_id uuid not null,
  created_by uuid,
  created_at timestamptz not null,
  file_name text not null check (length(file_name) <= 200),
  state text not null check (state in ('previewed', 'applied', 'discarded')),
  -- Headers and mapping; values never.
  shape jsonb not null,
  applied_at timestamptz,
  primary key (organisation_id, id)
);
select tenant_table('contact_intakes');
alter table contact_intakes add foreign key (organisation_id, survey_id) references surveys (organisation_id, id);
alter table contact_intakes add foreign key (organisation_id, unit_id) references units (organisation_id, id);
comment on column contact_intakes.created_by is 'personal: who-did-it; for: account-for-changes; kept: two-years';

create table contact_intake_rows (
  organisation_id uuid not null,
  intake_id uuid not null,
  line int not null,
  outcome text not null check (outcome in ('new', 'known', 'repeated', 'unreadable')),
  -- [{ code, column, value }] of an unreadable row.
  faults jsonb not null default '[]',
  cells jsonb not null,
  primary key (organisation_id, intake_id, line)
);
select tenant_table('contact_intake_rows');
alter table contact_intake_rows add foreign key (organisation_id, intake_id) references contact_intakes (organisation_id, id) on delete cascade;
create index contact_intake_rows_by_outcome on contact_intake_rows (organisation_id, intake_id, outcome, line);
comment on column contact_intake_rows.cells is 'personal: customer-contact; for: ask-customers; kept: a-month';
comment on column contact_intake_rows.faults is 'personal: customer-contact; for: ask-customers; kept: a-month';

-- Each time a customer dealt with us, as another program tells it: exactly once by its id there. Whom we did not ask, and why, is counted too.
create table contacts (
  organisation_id uuid not null,
  id uuid not null,
  external_id text check (length(external_id) between 1 and 200),
  -- A keyed fingerprint of that id: it stays when the id is forgotten, so that the same file brings nobody in a second time.
  external_key text not null,
  happened_on date not null,
  unit_id uuid not null,
  step_id uuid,
  -- Finds the same customer again without naming anybody: a keyed fingerprint of the customer's number, e-mail or phone.
  customer_key text,
  name text check (length(name) <= 200),
  email text check (length(email) <= 254),
  phone text check (length(phone) <= 40),
  language text check (language ~ '^[a-z]{2}$'),
  outcome text not null check (outcome in ('invited', 'not-asked')),
  why_not text check (why_not in ('asked-lately', 'wants-rest', 'survey-not-open')),
  created_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, external_key),
  check ((outcome = 'not-asked') = (why_not is not null))
);
select tenant_table('contacts');
alter table contacts add foreign key (organisation_id, unit_id) references units (organisation_id, id);
create index contacts_by_day on contacts (organisation_id, happened_on, unit_id);
create index contacts_by_customer on contacts (organisation_id, customer_key) where customer_key is not null;
create index contacts_to_forget on contacts (organisation_id, created_at) where customer_key is not null or name is not null or email is not null or phone is not null or external_id is not null;
comment on column contacts.external_id is 'personal: customer-contact; for: match-contacts; kept: half-a-year';
comment on column contacts.customer_key is 'personal: customer-contact; for: ask-customers; kept: half-a-year';
comment on column contacts.name is 'personal: customer-contact; for: close-the-loop; kept: half-a-year';
comment on column contacts.email is 'personal: customer-contact; for: close-the-loop; kept: half-a-year';
comment on column contacts.phone is 'personal: customer-contact; for: close-the-loop; kept: half-a-year';
comment on column contacts.language is 'personal: language; for: speak-your-language; kept: half-a-year';

-- Who asked to be asked less often.
create table customer_rests (
  organisation_id uuid not null,
  customer_key text not null,
  rests_until date not null,
  primary key (organisation_id, customer_key)
);
select tenant_table('customer_rests');
comment on column customer_rests.customer_key is 'personal: customer-contact; for: ask-less; kept: half-a-year';

-- One customer, one answer. case_id: asked a second time, after a case.
create table survey_invitations (
  organisation_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  contact_id uuid,
  case_id uuid,
  unit_id uuid not null,
  step_id uuid,
  language text not null check (language ~ '^[a-z]{2}$'),
  token_hash text not null,
  issued_on date not null,
  issued_at timestamptz not null,
  answered_at timestamptz,
  closed_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, token_hash)
);
select tenant_table('survey_invitations');
alter table survey_invitations add foreign key (organisation_id, survey_id) references surveys (organisation_id, id);
alter table survey_invitations add foreign key (organisation_id, contact_id) references contacts (organisation_id, id);
alter table survey_invitations add foreign key (organisation_id, unit_id) references units (organisation_id, id);
create index survey_invitations_by_contact on survey_invitations (organisation_id, contact_id) where contact_id is not null;
create index survey_invitations_by_day on survey_invitations (organisation_id, issued_on, unit_id);

-- What a customer said. answer_key_hash: of the key in the address with which an answer through a link is changed. Answers after a case (case_id) stand
-- beside the first and in no score.
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
  language text not null check (language ~ '^[a-z]{2}$'),
  day date not null,
  received_at timestamptz not null,
  edited_at timestamptz not null,
  is_complete boolean not null,
  csat smallint check (csat between 1 and 5),
  nps smallint check (nps between 0 and 10),
  ces smallint check (ces between 1 and 7),
  is_solved boolean,
  words text check (length(words) between 1 and 2000),
  -- How to reach somebody who came through a link, in their own words.
  reach text check (length(reach) between 1 and 254),
  kind text not null check (kind in ('praise', 'mixed', 'complaint')),
  is_unhappy boolean not null,
  -- shown: to the people concerned; held: to leaders only until one has looked; kept-back: a leader decided that it stays there.
  quote text not null check (quote in ('none', 'shown', 'held', 'kept-back')),
  -- What is shown instead of the words, where a leader took a name or a blow out of them.
  shown_words text check (length(shown_words) between 1 and 2000),
  cause_step_id uuid,
  cause_by uuid,
  cause_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, answer_key_hash),
  unique (organisation_id, invitation_id),
  check ((link_id is null) <> (invitation_id is null))
);
select tenant_table('responses');
alter table responses add foreign key (organisation_id, survey_id) references surveys (organisation_id, id);
alter table responses add foreign key (organisation_id, link_id) references survey_links (organisation_id, id);
alter table responses add foreign key (organisation_id, invitation_id) references survey_invitations (organisation_id, id);
alter table responses add foreign key (organisation_id, unit_id) references units (organisation_id, id);
create index responses_by_time on responses (organisation_id, received_at desc, id desc) where is_complete;
create index responses_by_unit on responses (organisation_id, unit_id, received_at desc, id desc) where is_complete;
create index responses_by_day on responses (organisation_id, day);
create index responses_by_cause on responses (organisation_id, cause_step_id, received_at desc) where cause_step_id is not null;
create index responses_unfinished on responses (organisation_id, edited_at) where not is_complete;
create index responses_with_reach on responses (organisation_id, received_at) where reach is not null;
comment on column responses.words is 'personal: customer-words; for: learn-from-customers; kept: two-years';
comment on column responses.shown_words is 'personal: customer-words; for: learn-from-customers; kept: two-years';
comment on column responses.reach is 'personal: customer-contact; for: close-the-loop; kept: half-a-year';
comment on column responses.cause_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column responses.cause_at is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- Whom the words of an answer concern: the unit asked about, those that shape its step, and those that shape the step where it went wrong.
-- rank: 1 praise, 2 mixed, 3 complaint, so that praise is read first.
create table quote_units (
  organisation_id uuid not null,
  unit_id uuid not null,
  response_id uuid not null,
  rank smallint not null check (rank between 1 and 3),
  received_at timestamptz not null,
  primary key (organisation_id, unit_id, response_id)
);
select tenant_table('quote_units');
alter table quote_units add foreign key (organisation_id, response_id) references responses (organisation_id, id) on delete cascade;
create index quote_units_by_rank on quote_units (organisation_id, unit_id, rank, received_at desc, response_id);
create index quote_units_by_response on quote_units (organisation_id, response_id);

-- An unhappy answer and what was done about it. Its clock is a followup; without an owner the head of CX sees it first.
create table cases (
  organisation_id uuid not null,
  id uuid not null,
  response_id uuid not null,
  unit_id uuid not null,
  step_id uuid,
  owner_id uuid,
  state text not null check (state in ('open', 'resolved')),
  opened_at timestamptz not null,
  due_at timestamptz not null,
  escalated_at timestamptz,
  escalated_to uuid,
  resolved_at timestamptz,
  resolved_by uuid,
  outcome text check (outcome in ('made-good', 'explained', 'not-reached', 'no-wish')),
  resolution text check (length(resolution) between 1 and 1000),
  asked_again_at timestamptz,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, response_id),
  check ((state = 'resolved') = (resolved_at is not null and outcome is not null))
);
select tenant_table('cases');
alter table cases add foreign key (organisation_id, response_id) references responses (organisation_id, id);
alter table cases add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table cases add foreign key (organisation_id, owner_id) references people (organisation_id, id);
alter table cases add foreign key (organisation_id, escalated_to) references people (organisation_id, id);
alter table cases add foreign key (organisation_id, resolved_by) references people (organisation_id, id);
create index cases_open on cases (organisation_id, due_at, id) where state = 'open';
create index cases_resolved on cases (organisation_id, resolved_at desc, id desc) where state = 'resolved';
create index cases_by_owner on cases (organisation_id, owner_id, due_at, id) where state = 'open';
comment on column cases.owner_id is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column cases.escalated_at is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column cases.escalated_to is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column cases.resolved_at is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column cases.resolved_by is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column cases.resolution is 'personal: case-notes; for: close-the-loop; kept: two-years';

-- What was tried and said with the customer.
create table case_notes (
  organisation_id uuid not null,
  case_id uuid not null,
  id uuid not null,
  author_id uuid,
  kind text not null check (kind in ('reached', 'tried', 'note')),
  words text not null check (length(words) between 1 and 1000),
  noted_at timestamptz not null,
  primary key (organisation_id, case_id, id)
);
select tenant_table('case_notes');
alter table case_notes add foreign key (organisation_id, case_id) references cases (organisation_id, id) on delete cascade;
alter table case_notes add foreign key (organisation_id, author_id) references people (organisation_id, id);
create index case_notes_by_author on case_notes (organisation_id, author_id) where author_id is not null;
comment on column case_notes.author_id is 'personal: case-notes; for: close-the-loop; kept: two-years';
comment on column case_notes.words is 'personal: case-notes; for: close-the-loop; kept: two-years';
comment on column case_notes.noted_at is 'personal: case-notes; for: close-the-loop; kept: two-years';

create unique index survey_invitations_by_case on survey_invitations (organisation_id, case_id) where case_id is not null;
create index responses_by_case on responses (organisation_id, case_id) where case_id is not null;
