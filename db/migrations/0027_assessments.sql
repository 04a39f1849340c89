-- Assessments: drawn from the item bank, sat by people, told item by item. What somebody answered is kept with the words of then.

create table assessments (
  organisation_id uuid not null,
  id uuid not null,
  -- {en: {title, lead}, de: ...}
  texts jsonb not null,
  state text not null check (state in ('draft', 'live', 'retired')),
  version integer not null,
  -- What passing shows: evidence of kind knowledge for this level.
  level smallint not null check (level between 1 and 4),
  -- fixed: item_ids in this order. drawn: count of the bank, by principle, level and kind of work, with the seed of the sitting.
  mode text not null check (mode in ('fixed', 'drawn')),
  item_ids uuid[] not null,
  count smallint not null,
  -- Empty: all of them.
  principle_ids uuid[] not null,
  -- For whom; empty: everybody.
  families text[] not null,
  pass_percent smallint not null check (pass_percent between 1 and 100),
  -- How long what it shows counts; null: until the next sitting.
  valid_days integer,
  -- A first sitting is a look before learning: it can show what somebody knows and never that they do not.
  has_before boolean not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('assessments');
create index assessments_in_order on assessments (organisation_id, changed_at desc, id desc);

-- id is made by the phone: what is sent twice is one row.
create table sittings (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  assessment_id uuid not null,
  assessment_version integer not null,
  purpose text not null check (purpose in ('before', 'check')),
  -- Kept, so that the draw and the order in which things were shown can be shown again.
  seed text not null,
  language text not null,
  state text not null check (state in ('open', 'submitted')),
  asked smallint not null,
  right_count smallint,
  -- Mean share right, 0 to 1.
  share double precision,
  is_passed boolean,
  started_at timestamptz not null,
  submitted_at timestamptz,
  primary key (organisation_id, id)
);
select tenant_table('sittings');
alter table sittings add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table sittings add foreign key (organisation_id, assessment_id) references assessments (organisation_id, id);
create unique index sittings_open on sittings (organisation_id, person_id, assessment_id) where state = 'open';
create index sittings_of_assessment on sittings (organisation_id, assessment_id, person_id, submitted_at) where state = 'submitted';
create index sittings_of_person on sittings (organisation_id, person_id, started_at desc);
comment on column sittings.person_id is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sittings.right_count is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sittings.share is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sittings.is_passed is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sittings.started_at is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sittings.submitted_at is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';

create table sitting_answers (
  organisation_id uuid not null,
  sitting_id uuid not null,
  position smallint not null,
  item_id uuid not null,
  item_version integer not null,
  principle_id uuid not null,
  -- Places of what was shown, until it is submitted; then of the item as it is written.
  places smallint[] not null,
  words text,
  confidence text check (confidence in ('sure', 'rather', 'guess')),
  is_flagged boolean not null,
  -- Null: not answered yet.
  said_at timestamptz,
  -- Null until it is submitted.
  is_right boolean,
  share double precision,
  primary key (organisation_id, sitting_id, position),
  unique (organisation_id, sitting_id, item_id)
);
select tenant_table('sitting_answers');
alter table sitting_answers add foreign key (organisation_id, sitting_id) references sittings (organisation_id, id) on delete cascade;
alter table sitting_answers add foreign key (organisation_id, item_id) references items (organisation_id, id);
alter table sitting_answers add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
comment on column sitting_answers.places is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sitting_answers.words is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sitting_answers.confidence is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sitting_answers.is_flagged is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sitting_answers.said_at is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sitting_answers.is_right is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column sitting_answers.share is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';

-- What somebody showed last of each principle: the latest, not the best.
create table person_skills (
  organisation_id uuid not null,
  person_id uuid not null,
  principle_id uuid not null,
  sitting_id uuid not null,
  asked smallint not null,
  share double precision not null,
  is_met boolean not null,
  shown_at timestamptz not null,
  expires_at timestamptz,
  primary key (organisation_id, person_id, principle_id)
);
select tenant_table('person_skills');
alter table person_skills add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table person_skills add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
alter table person_skills add foreign key (organisation_id, sitting_id) references sittings (organisation_id, id) on delete cascade;
comment on column person_skills.share is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column person_skills.is_met is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column person_skills.shown_at is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
comment on column person_skills.expires_at is 'personal: own-assessments; for: show-what-is-known; kept: employment-and-a-month';
