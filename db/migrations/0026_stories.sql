-- Stories of the house: told with consent, turned into a scenario, a huddle item and a poster; withdrawn, nothing of them is left but that there was one.

-- A scenario of a story waits for it: held_for is the story whose publication publishes it. Withdrawn: the words are gone, the row stays for plays.
alter table scenarios add column held_for uuid;
alter table scenarios add column withdrawn_at timestamptz;

-- id is made by the phone: what is sent twice is one story. Words, points and kept are null once it is withdrawn.
-- points: [{sentence, done, why, others: [{text, why, kind}]}]. kept: [{kind, words}]: likely traces that the author has said are harmless.
-- asked_words: how often the words were changed when consent was asked; words_version: how often they were changed.
create table stories (
  organisation_id uuid not null,
  id uuid not null,
  language text not null check (language in ('en', 'de', 'ar')),
  state text not null check (state in ('draft', 'review', 'published', 'withdrawn')),
  title text check (length(title) between 1 and 120),
  happened text,
  hard text,
  did text,
  felt text,
  principle_id uuid not null,
  unit_id uuid,
  source_kind text check (source_kind in ('thanks', 'quote', 'decision')),
  source_id uuid,
  level int not null default 1 check (level between 1 and 4),
  channel text not null default 'phone',
  points jsonb,
  kept jsonb,
  scenario_id uuid,
  told_by uuid,
  told_at timestamptz not null,
  review_note text,
  reviewed_by uuid,
  published_at timestamptz,
  withdrawn_at timestamptz,
  version int not null default 1,
  primary key (organisation_id, id),
  check ((state = 'withdrawn') = (title is null)),
  check (state <> 'withdrawn' or (happened is null and hard is null and did is null and felt is null and points is null and kept is null and review_note is null)),
  check ((source_kind is null) = (source_id is null))
);
select tenant_table('stories');
alter table stories add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
alter table stories add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table stories add foreign key (organisation_id, told_by) references people (organisation_id, id);
alter table stories add foreign key (organisation_id, reviewed_by) references people (organisation_id, id);
create index stories_by_time on stories (organisation_id, told_at desc, id desc) where state <> 'withdrawn';
create index stories_published on stories (organisation_id, published_at desc) where state = 'published';
create index stories_of_teller on stories (organisation_id, told_by, told_at desc) where told_by is not null;
create index stories_by_reviewer on stories (organisation_id, reviewed_by) where reviewed_by is not null;
create index stories_of_unit on stories (organisation_id, unit_id);
comment on column stories.told_by is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.told_at is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.title is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.happened is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.hard is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.did is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.felt is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.points is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.kept is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.review_note is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column stories.reviewed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- Colleagues whom the story is about. answer null: asked and not answered, or not asked yet. Goes with the story.
create table story_people (
  organisation_id uuid not null,
  story_id uuid not null,
  person_id uuid not null,
  asked_at timestamptz,
  answer text check (answer in ('yes', 'unnamed')),
  answered_at timestamptz,
  primary key (organisation_id, story_id, person_id),
  check ((answer is null) = (answered_at is null))
);
select tenant_table('story_people');
alter table story_people add foreign key (organisation_id, story_id) references stories (organisation_id, id);
alter table story_people add foreign key (organisation_id, person_id) references people (organisation_id, id);
create index story_people_of_person on story_people (organisation_id, person_id);
comment on column story_people.person_id is 'personal: story-consent; for: learn-from-stories; kept: with-the-thing';
comment on column story_people.asked_at is 'personal: story-consent; for: learn-from-stories; kept: with-the-thing';
comment on column story_people.answer is 'personal: story-consent; for: learn-from-stories; kept: with-the-thing';
comment on column story_people.answered_at is 'personal: story-consent; for: learn-from-stories; kept: with-the-thing';

-- Who has written in it: somebody else reads it before it is published.
create table story_writers (
  organisation_id uuid not null,
  story_id uuid not null,
  person_id uuid not null,
  primary key (organisation_id, story_id, person_id)
);
select tenant_table('story_writers');
alter table story_writers add foreign key (organisation_id, story_id) references stories (organisation_id, id);
alter table story_writers add foreign key (organisation_id, person_id) references people (organisation_id, id);
create index story_writers_of_person on story_writers (organisation_id, person_id);
comment on column story_writers.person_id is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';

-- What a poster and a huddle say, per language.
create table story_words (
  organisation_id uuid not null,
  story_id uuid not null,
  language text not null check (language in ('en', 'de', 'ar')),
  headline text not null,
  sentence text not null,
  question text not null,
  primary key (organisation_id, story_id, language)
);
select tenant_table('story_words');
alter table story_words add foreign key (organisation_id, story_id) references stories (organisation_id, id);
comment on column story_words.headline is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column story_words.sentence is 'personal: stories; for: learn-from-stories; kept: with-the-thing';
comment on column story_words.question is 'personal: stories; for: learn-from-stories; kept: with-the-thing';

-- Posters that were printed, so that they can be taken down. code stands on the poster; the words do not stand here.
create table story_prints (
  organisation_id uuid not null,
  id uuid not null,
  story_id uuid not null,
  code text not null,
  language text not null check (language in ('en', 'de', 'ar')),
  size text not null check (size in ('a4', 'a3')),
  unit_id uuid,
  printed_by uuid,
  printed_at timestamptz not null,
  taken_down_at timestamptz,
  primary key (organisation_id, id)
);
select tenant_table('story_prints');
alter table story_prints add foreign key (organisation_id, story_id) references stories (organisation_id, id);
alter table story_prints add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table story_prints add foreign key (organisation_id, printed_by) references people (organisation_id, id);
create index story_prints_of_story on story_prints (organisation_id, story_id);
create index story_prints_by_printer on story_prints (organisation_id, printed_by) where printed_by is not null;
create index story_prints_of_unit on story_prints (organisation_id, unit_id);
comment on column story_prints.printed_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
