-- Paths: who is taught what, by rules over the organisation; what each person has to do; and whether they are on board.

-- The rule: every list that is empty asks nothing; job_role_ids or families, and units with all below, and sites, and languages, and who.
-- new_people_only: only whoever's first day is starts_on or later. due_days, leader_due_days: working days from the person's first day with it.
-- sweep_asked_at: somebody waits for plans to be made anew; swept_on: the day for which they stand.
create table paths (
  organisation_id uuid not null,
  id uuid not null,
  title text not null check (length(title) between 1 and 120),
  state text not null check (state in ('draft', 'live', 'stopped')),
  job_role_ids uuid[] not null default '{}',
  families text[] not null default '{}',
  unit_ids uuid[] not null default '{}',
  site_ids uuid[] not null default '{}',
  languages text[] not null default '{}',
  who text not null default 'everyone' check (who in ('everyone', 'leaders', 'teams')),
  new_people_only boolean not null default false,
  due_days int not null check (due_days between 0 and 260),
  leader_due_days int not null check (leader_due_days between 0 and 260),
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  sweep_asked_at timestamptz,
  swept_on date,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  check (leader_due_days <= due_days)
);
select tenant_table('paths');
alter table paths add foreign key (organisation_id) references organisations (id);
create index paths_to_sweep on paths (organisation_id, sweep_asked_at) where sweep_asked_at is not null;

-- subject_id: of the lesson or scenario; what is retired there is left out of plans.
create table path_steps (
  organisation_id uuid not null,
  path_id uuid not null,
  position int not null check (position between 1 and 60),
  kind text not null check (kind in ('lesson', 'scenario')),
  subject_id uuid not null,
  primary key (organisation_id, path_id, position),
  unique (organisation_id, path_id, kind, subject_id)
);
select tenant_table('path_steps');
alter table path_steps add foreign key (organisation_id, path_id) references paths (organisation_id, id) on delete cascade;
create index path_steps_of_subject on path_steps (organisation_id, subject_id);

-- One path of one person. unit_id, job_role_id, is_leader: as they are today, so that coverage reads this table alone. steps_done: of the path's steps, whenever
-- and wherever they were done. withdrawn_on: no rule reaches the person any more; what was done stays done, and what was finished is never withdrawn.
create table plan_entries (
  organisation_id uuid not null,
  person_id uuid not null,
  path_id uuid not null,
  unit_id uuid,
  job_role_id uuid,
  is_leader boolean not null,
  assigned_on date not null,
  due_on date not null,
  steps_done int not null default 0,
  finished_at timestamptz,
  withdrawn_on date,
  primary key (organisation_id, person_id, path_id)
);
select tenant_table('plan_entries');
alter table plan_entries add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table plan_entries add foreign key (organisation_id, path_id) references paths (organisation_id, id);
create index plan_entries_covered on plan_entries (organisation_id, path_id, unit_id) include (job_role_id, is_leader, due_on, finished_at) where withdrawn_on is null;
comment on column plan_entries.assigned_on is 'personal: learning-plan; for: first-weeks-plan; kept: employment-and-a-month';
comment on column plan_entries.due_on is 'personal: learning-plan; for: first-weeks-plan; kept: employment-and-a-month';
comment on column plan_entries.steps_done is 'personal: learning-plan; for: first-weeks-plan; kept: employment-and-a-month';
comment on column plan_entries.finished_at is 'personal: learning-plan; for: first-weeks-plan; kept: employment-and-a-month';
comment on column plan_entries.withdrawn_on is 'personal: learning-plan; for: first-weeks-plan; kept: employment-and-a-month';

-- One for each person, whatever the path: nobody is reminded twice in a week. send_at: after quiet hours, on a working day; null once it is on its way.
create table plan_reminders (
  organisation_id uuid not null,
  person_id uuid not null,
  path_id uuid not null,
  asked_at timestamptz not null,
  send_at timestamptz,
  primary key (organisation_id, person_id)
);
select tenant_table('plan_reminders');
alter table plan_reminders add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table plan_reminders add foreign key (organisation_id, path_id) references paths (organisation_id, id);
create index plan_reminders_to_send on plan_reminders (organisation_id, send_at) where send_at is not null;
comment on column plan_reminders.asked_at is 'personal: learning-plan; for: first-weeks-plan; kept: employment-and-a-month';

-- Know, can and will of one lesson, kept apart and never added up; a person's latest word. unit_id: where the person was when they said it.
-- said_on: of others only weeks that are over are counted, and never fewer than five.
create table buy_ins (
  organisation_id uuid not null,
  person_id uuid not null,
  lesson_id uuid not null,
  unit_id uuid,
  knows text check (knows in ('yes', 'partly', 'no')),
  can text check (can in ('yes', 'partly', 'no')),
  will text check (will in ('yes', 'partly', 'no')),
  said_on date not null,
  primary key (organisation_id, person_id, lesson_id)
);
select tenant_table('buy_ins');
alter table buy_ins add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table buy_ins add foreign key (organisation_id, lesson_id) references lessons (organisation_id, id);
create index buy_ins_counted on buy_ins (organisation_id, lesson_id, unit_id);
comment on column buy_ins.knows is 'personal: buy-in; for: clear-the-way; kept: employment-and-a-month';
comment on column buy_ins.can is 'personal: buy-in; for: clear-the-way; kept: employment-and-a-month';
comment on column buy_ins.will is 'personal: buy-in; for: clear-the-way; kept: employment-and-a-month';
comment on column buy_ins.said_on is 'personal: buy-in; for: clear-the-way; kept: employment-and-a-month';

-- Whoever leads a unit, for "who of them is left out" over a whole house.
create index people_leading on people (organisation_id, unit_id) where leads_unit and status = 'active';
