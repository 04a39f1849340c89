-- Scenarios: their text, its translations, what is published, and every choice of every play.

-- text: the draft in the first language, in the text form of engines/scenario; broken ones are kept too, so that writing never waits.
-- key, title, level, theme, families, channel, minutes: of the draft, as far as it could be read. live_number: null until it is published.
-- version: for whoever writes at the same time. review_state: null where nothing was written since the last version. writer_ids: whoever wrote in the text or a
-- translation since then; none of them may be the second person.
create table scenarios (
  organisation_id uuid not null,
  id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9-]{0,79}$'),
  language text not null check (language in ('en', 'de', 'ar')),
  text text not null check (length(text) between 1 and 200000),
  title text not null check (length(title) between 1 and 120),
  level int not null check (level between 1 and 4),
  theme text check (theme ~ '^[a-z][a-z0-9-]{0,79}$'),
  families text[] not null default '{}',
  channel text not null,
  minutes int not null,
  live_number int,
  is_retired boolean not null default false,
  written_by uuid,
  written_at timestamptz not null,
  review_state text default 'writing' check (review_state in ('writing', 'in-review', 'approved', 'returned')),
  writer_ids uuid[] not null default '{}',
  reviewed_by uuid,
  review_words text check (length(review_words) between 1 and 1000),
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, key)
);
select tenant_table('scenarios');
alter table scenarios add foreign key (organisation_id, written_by) references people (organisation_id, id);
create index scenarios_by_writer on scenarios (organisation_id, written_by) where written_by is not null;
comment on column scenarios.written_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column scenarios.writer_ids is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column scenarios.reviewed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column scenarios.review_words is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- words: by path {from, words}: the sentence of the first language that it was made from, so that a changed one is seen.
create table scenario_translations (
  organisation_id uuid not null,
  scenario_id uuid not null,
  language text not null check (language in ('en', 'de', 'ar')),
  words jsonb not null,
  written_by uuid,
  written_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, scenario_id, language)
);
select tenant_table('scenario_translations');
alter table scenario_translations add foreign key (organisation_id, scenario_id) references scenarios (organisation_id, id) on delete cascade;
alter table scenario_translations add foreign key (organisation_id, written_by) references people (organisation_id, id);
create index scenario_translations_by_writer on scenario_translations (organisation_id, written_by) where written_by is not null;
comment on column scenario_translations.written_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- What people play; never changes. One row for each language that was complete; all rows of a number differ in words only.
create table scenario_versions (
  organisation_id uuid not null,
  scenario_id uuid not null,
  number int not null check (number > 0),
  language text not null check (language in ('en', 'de', 'ar')),
  text text not null,
  note text check (length(note) between 1 and 500),
  reviewed_by uuid,
  published_by uuid,
  published_at timestamptz not null,
  primary key (organisation_id, scenario_id, number, language)
);
select tenant_table('scenario_versions');
alter table scenario_versions add foreign key (organisation_id, scenario_id) references scenarios (organisation_id, id);
alter table scenario_versions add foreign key (organisation_id, published_by) references people (organisation_id, id);
create index scenario_versions_by_publisher on scenario_versions (organisation_id, published_by) where published_by is not null;
comment on column scenario_versions.reviewed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
comment on column scenario_versions.published_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- Only what somebody has said; every other theme is guessed by the words of the principles (features/learning/rules/themes.ts).
create table themes (
  organisation_id uuid not null,
  theme text not null check (theme ~ '^[a-z][a-z0-9-]{0,79}$'),
  principle_id uuid not null,
  created_at timestamptz not null,
  primary key (organisation_id, theme)
);
select tenant_table('themes');
alter table themes add foreign key (organisation_id, principle_id) references principles (organisation_id, id);

-- id is made by the phone: what is sent twice is one row, and what is sent again with more in it goes on. at_scene: where somebody is, or stopped.
-- moves: how many steps the log has. is_first: of this person in this scenario; the report can leave out who has learnt it by playing.
create table scenario_plays (
  organisation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  scenario_id uuid not null,
  number int not null,
  language text not null,
  is_timed boolean not null,
  is_first boolean not null,
  at_scene text not null,
  ending text,
  quality text check (quality in ('good', 'defensible', 'poor')),
  moves int not null default 0,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (organisation_id, person_id, id),
  check ((ending is null) = (ended_at is null)),
  check ((ending is null) = (quality is null))
);
select tenant_table('scenario_plays');
alter table scenario_plays add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table scenario_plays add foreign key (organisation_id, scenario_id) references scenarios (organisation_id, id);
create index scenario_plays_of_scenario on scenario_plays (organisation_id, scenario_id, number);
create index scenario_plays_of_person on scenario_plays (organisation_id, person_id, scenario_id, started_at desc);
create index scenario_plays_by_start on scenario_plays (organisation_id, started_at);
comment on column scenario_plays.at_scene is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';
comment on column scenario_plays.ending is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';
comment on column scenario_plays.quality is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';
comment on column scenario_plays.started_at is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';
comment on column scenario_plays.ended_at is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';

-- Every step with the state in which it was taken. path: scene/1 the first choice, scene/on1 a way on, scene/after nothing said in time.
create table scenario_choices (
  organisation_id uuid not null,
  person_id uuid not null,
  play_id uuid not null,
  position int not null check (position between 0 and 499),
  scenario_id uuid not null,
  number int not null,
  scene text not null,
  path text not null,
  state jsonb not null,
  primary key (organisation_id, person_id, play_id, position)
);
select tenant_table('scenario_choices');
alter table scenario_choices add foreign key (organisation_id, person_id, play_id) references scenario_plays (organisation_id, person_id, id) on delete cascade;
create index scenario_choices_of_scenario on scenario_choices (organisation_id, scenario_id, number);
comment on column scenario_choices.path is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';
comment on column scenario_choices.state is 'personal: scenario-plays; for: practise-scenarios; kept: two-years';
