-- Lessons: their drafts, versions and files, where people stand in them and what they will do; and the families of job roles that variants are written for.

-- Only what somebody has said; every other job role is guessed by the words of its name (features/learning/rules/role-families.ts).
create table role_families (
  organisation_id uuid not null,
  job_role_id uuid not null,
  family text not null check (family in ('sales-floor', 'contact-centre', 'delivery', 'warehouse', 'back-office', 'leadership')),
  created_at timestamptz not null,
  primary key (organisation_id, job_role_id)
);
select tenant_table('role_families');
alter table role_families add foreign key (organisation_id, job_role_id) references job_roles (organisation_id, id) on delete cascade;

-- key: what the text form and packs know it by. families empty: for everyone. principle_id: the organisation's; theme: the pack's own word for it.
-- version: of what stands here, for whoever changes it at the same time.
create table lessons (
  organisation_id uuid not null,
  id uuid not null,
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  level int not null check (level between 1 and 4),
  principle_id uuid,
  theme text check (theme ~ '^[a-z][a-z0-9-]{0,39}$'),
  families text[] not null default '{}',
  owner_id uuid,
  review_on date,
  is_retired boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, key)
);
select tenant_table('lessons');
alter table lessons add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
alter table lessons add foreign key (organisation_id, owner_id) references people (organisation_id, id);
create index lessons_by_owner on lessons (organisation_id, owner_id) where owner_id is not null;
comment on column lessons.owner_id is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- One per language. writer_ids: whoever wrote in it since it last went live; none of them may be the second person. source_number: the version of the first
-- language that a translation follows. blocks: as engines/lesson describes them.
create table lesson_drafts (
  organisation_id uuid not null,
  lesson_id uuid not null,
  language text not null check (language in ('en', 'de', 'ar')),
  title text not null,
  blocks jsonb not null,
  source_number int,
  state text not null check (state in ('writing', 'in-review', 'approved', 'returned')),
  writer_ids uuid[] not null default '{}',
  reviewed_by uuid,
  review_words text check (length(review_words) between 1 and 1000),
  version int not null default 1,
  updated_at timestamptz not null,
  primary key (organisation_id, lesson_id, language)
);
select tenant_table('lesson_drafts');
alter table lesson_drafts add foreign key (organisation_id, lesson_id) references lessons (organisation_id, id);
comment on column lesson_drafts.writer_ids is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column lesson_drafts.reviewed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column lesson_drafts.review_words is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- What people are taught; never changes. The highest number of a language holds.
create table lesson_versions (
  organisation_id uuid not null,
  lesson_id uuid not null,
  language text not null check (language in ('en', 'de', 'ar')),
  number int not null check (number > 0),
  title text not null,
  blocks jsonb not null,
  minutes int not null,
  source_number int,
  note text check (length(note) between 1 and 500),
  writer_ids uuid[] not null default '{}',
  reviewed_by uuid,
  published_by uuid,
  published_at timestamptz not null,
  primary key (organisation_id, lesson_id, language, number)
);
select tenant_table('lesson_versions');
alter table lesson_versions add foreign key (organisation_id, lesson_id) references lessons (organisation_id, id);
comment on column lesson_versions.writer_ids is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column lesson_versions.reviewed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column lesson_versions.published_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- Pictures, videos and captions. A name never gets other bytes: versions show it for ever.
create table lesson_files (
  organisation_id uuid not null,
  lesson_id uuid not null,
  name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  media_type text not null,
  bytes bytea not null,
  created_at timestamptz not null,
  primary key (organisation_id, lesson_id, name)
);
select tenant_table('lesson_files');
alter table lesson_files add foreign key (organisation_id, lesson_id) references lessons (organisation_id, id);

-- Where somebody stands. block: the last one reached; at: by the phone's clock, so that what arrives late does not lead back.
create table lesson_progress (
  organisation_id uuid not null,
  person_id uuid not null,
  lesson_id uuid not null,
  language text not null,
  number int not null,
  block int not null check (block between 0 and 200),
  at timestamptz not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (organisation_id, person_id, lesson_id)
);
select tenant_table('lesson_progress');
alter table lesson_progress add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table lesson_progress add foreign key (organisation_id, lesson_id) references lessons (organisation_id, id);
create index lesson_progress_by_lesson on lesson_progress (organisation_id, lesson_id) where finished_at is not null;
comment on column lesson_progress.block is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';
comment on column lesson_progress.at is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';
comment on column lesson_progress.started_at is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';
comment on column lesson_progress.finished_at is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';

-- id is made by the phone: what is sent twice is one row. chosen: numbers of the options, from 0.
create table lesson_answers (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  lesson_id uuid not null,
  language text not null,
  number int not null,
  block int not null,
  chosen int[] not null,
  is_right boolean not null,
  answered_at timestamptz not null,
  primary key (organisation_id, person_id, id)
);
select tenant_table('lesson_answers');
alter table lesson_answers add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table lesson_answers add foreign key (organisation_id, lesson_id) references lessons (organisation_id, id);
create index lesson_answers_of_lesson on lesson_answers (organisation_id, person_id, lesson_id);
comment on column lesson_answers.chosen is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';
comment on column lesson_answers.is_right is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';
comment on column lesson_answers.answered_at is 'personal: own-learning; for: go-on-learning; kept: employment-and-a-month';

-- "I will": made by the phone. asked_from: the day from which the person is asked, once, whether it was done.
create table commitments (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  lesson_id uuid,
  words text not null check (length(words) between 1 and 300),
  made_at timestamptz not null,
  asked_from date not null,
  outcome text check (outcome in ('did', 'not-yet', 'set-aside')),
  answered_at timestamptz,
  primary key (organisation_id, person_id, id),
  check ((outcome is null) = (answered_at is null))
);
select tenant_table('commitments');
alter table commitments add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table commitments add foreign key (organisation_id, lesson_id) references lessons (organisation_id, id);
create index commitments_open on commitments (organisation_id, person_id, made_at);
comment on column commitments.words is 'personal: commitments; for: keep-commitments; kept: employment-and-a-month';
comment on column commitments.made_at is 'personal: commitments; for: keep-commitments; kept: employment-and-a-month';
comment on column commitments.outcome is 'personal: commitments; for: keep-commitments; kept: employment-and-a-month';
comment on column commitments.answered_at is 'personal: commitments; for: keep-commitments; kept: employment-and-a-month';
