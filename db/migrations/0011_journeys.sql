-- Journeys: what a customer goes through, as stages and steps; what we do at each step in front, behind and as support; and who of us shapes it.
-- A column that holds something about a person carries a comment (0002).

create table journeys (
  organisation_id uuid not null,
  id uuid not null,
  is_retired boolean not null default false,
  -- One version for the whole journey: whoever changes a part of it has seen the rest.
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('journeys');
alter table journeys add foreign key (organisation_id) references organisations (id);

create table journey_stages (
  organisation_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  position int not null check (position >= 0),
  primary key (organisation_id, id)
);
select tenant_table('journey_stages');
alter table journey_stages add foreign key (organisation_id, journey_id) references journeys (organisation_id, id);
create index journey_stages_by_journey on journey_stages (organisation_id, journey_id, position);

-- Never deleted: answers, obstacles and decisions name a step. A removed one is only taken off the page.
create table journey_steps (
  organisation_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  stage_id uuid not null,
  position int not null check (position >= 0),
  channel text not null check (channel in ('shop', 'phone', 'mail', 'chat', 'web', 'app', 'post', 'delivery', 'none')),
  emotion text not null check (emotion in ('upset', 'uneasy', 'calm', 'content', 'delighted')),
  evidence text not null check (evidence in ('assumed', 'partly', 'researched')),
  removed_at timestamptz,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('journey_steps');
alter table journey_steps add foreign key (organisation_id, journey_id) references journeys (organisation_id, id);
alter table journey_steps add foreign key (organisation_id, stage_id) references journey_stages (organisation_id, id);
create index journey_steps_by_journey on journey_steps (organisation_id, journey_id, stage_id, position);

-- Who shapes a step, in which lane: everybody of a unit and below, everybody with a job role, or both together.
create table step_shapers (
  organisation_id uuid not null,
  id uuid not null,
  step_id uuid not null,
  unit_id uuid,
  job_role_id uuid,
  lane text not null check (lane in ('front', 'back', 'support')),
  position int not null check (position >= 0),
  primary key (organisation_id, id),
  check (unit_id is not null or job_role_id is not null)
);
select tenant_table('step_shapers');
alter table step_shapers add foreign key (organisation_id, step_id) references journey_steps (organisation_id, id);
alter table step_shapers add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table step_shapers add foreign key (organisation_id, job_role_id) references job_roles (organisation_id, id);
create index step_shapers_by_step on step_shapers (organisation_id, step_id, position);
create index step_shapers_by_unit on step_shapers (organisation_id, unit_id) where unit_id is not null;
create index step_shapers_by_role on step_shapers (organisation_id, job_role_id) where job_role_id is not null;

-- Every word of a journey in every language; owner_id: the journey, a stage, a step or a shaper of it.
create table journey_texts (
  organisation_id uuid not null,
  journey_id uuid not null,
  owner_id uuid not null,
  field text not null check (field in ('name', 'summary', 'customer', 'front', 'back', 'support', 'sentence', 'harm')),
  language text not null check (language ~ '^[a-z]{2}$'),
  words text not null check (length(words) between 1 and 1000),
  primary key (organisation_id, journey_id, owner_id, field, language)
);
select tenant_table('journey_texts');
alter table journey_texts add foreign key (organisation_id, journey_id) references journeys (organisation_id, id);
create index journey_texts_by_owner on journey_texts (organisation_id, owner_id, field);

-- How a person says the sentence of their part in their own words, beside the house's. No foreign key to the shaper: taken off and put back, the words are still there.
create table own_parts (
  organisation_id uuid not null,
  person_id uuid not null,
  shaper_id uuid not null,
  step_id uuid not null,
  wording text not null check (length(wording) between 1 and 300),
  updated_on date not null,
  primary key (organisation_id, person_id, shaper_id)
);
select tenant_table('own_parts');
alter table own_parts add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table own_parts add foreign key (organisation_id, step_id) references journey_steps (organisation_id, id);
comment on column own_parts.wording is 'personal: own-words; for: line-of-sight; kept: employment-and-a-month';
comment on column own_parts.updated_on is 'personal: own-words; for: line-of-sight; kept: employment-and-a-month';
