-- Practice: a few questions a week, for ever. Every review is kept, never only the state; the state is made of them.

-- id is made by the phone: what is sent twice is one row. Nobody but the person reads a row.
create table practice_reviews (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  subject_kind text not null check (subject_kind in ('item', 'mantra')),
  -- The item; of the mantra the organisation, which has one.
  subject_id uuid not null,
  -- Null: the mantra, which belongs to none.
  principle_id uuid,
  item_version integer,
  language text not null,
  places smallint[] not null,
  words text,
  is_right boolean not null,
  share real not null,
  confidence text check (confidence in ('sure', 'rather', 'guess')),
  grade smallint not null check (grade between 1 and 4),
  -- Between the question and the answer.
  took_seconds smallint not null,
  -- Of the week's three minutes.
  dose_seconds smallint not null,
  said_at timestamptz not null,
  day date not null,
  noted_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('practice_reviews');
alter table practice_reviews add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table practice_reviews add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
create index practice_reviews_of_person on practice_reviews (organisation_id, person_id, day);
create index practice_reviews_of_subject on practice_reviews (organisation_id, person_id, subject_kind, subject_id, said_at);
create index practice_reviews_by_note on practice_reviews (organisation_id, noted_at desc);
comment on column practice_reviews.person_id is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_reviews.places is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_reviews.words is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_reviews.is_right is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_reviews.confidence is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_reviews.took_seconds is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_reviews.said_at is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';

-- What is known of each thing (engines/practice/memory.ts), made of its reviews.
create table practice_memories (
  organisation_id uuid not null,
  person_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  principle_id uuid,
  stability double precision not null,
  difficulty double precision not null,
  last_day date not null,
  last_said_at timestamptz not null,
  comes_back_on date not null,
  reviews integer not null,
  is_sure_and_wrong boolean not null,
  primary key (organisation_id, person_id, subject_kind, subject_id)
);
select tenant_table('practice_memories');
alter table practice_memories add foreign key (organisation_id, person_id) references people (organisation_id, id);
comment on column practice_memories.stability is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_memories.difficulty is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_memories.last_day is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';
comment on column practice_memories.is_sure_and_wrong is 'personal: own-practice; for: keep-what-was-learned; kept: employment-and-a-month';

-- Days of the week (1 Monday to 7 Sunday) on which somebody works; without a row Monday to Friday.
create table practice_settings (
  organisation_id uuid not null,
  person_id uuid not null,
  working_days smallint[] not null,
  primary key (organisation_id, person_id)
);
select tenant_table('practice_settings');
alter table practice_settings add foreign key (organisation_id, person_id) references people (organisation_id, id);
comment on column practice_settings.working_days is 'personal: own-practice; for: respect-your-time; kept: employment-and-a-month';

-- Predicted recall of a unit with everything below it, once a week and moved on through it. Sums over people, each counting once; nobody can be read from it.
create table practice_recall (
  organisation_id uuid not null,
  unit_id uuid not null,
  principle_id uuid not null,
  -- Its Monday.
  week date not null,
  people integer not null,
  recall_sum double precision not null,
  recall_squares double precision not null,
  -- In four weeks, if nobody practises until then.
  later_sum double precision not null,
  counted_at timestamptz not null,
  counted_on date not null,
  primary key (organisation_id, unit_id, week, principle_id)
);
select tenant_table('practice_recall');
alter table practice_recall add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table practice_recall add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
create index practice_recall_by_count on practice_recall (organisation_id, counted_at desc);

-- A leader asks that a principle comes first in a unit's practice for two weeks.
create table practice_refreshers (
  organisation_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  principle_id uuid not null,
  from_day date not null,
  until_day date not null,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('practice_refreshers');
alter table practice_refreshers add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table practice_refreshers add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
create index practice_refreshers_open on practice_refreshers (organisation_id, until_day);
