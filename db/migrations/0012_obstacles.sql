-- Obstacles: what stands in the way of good service, in the words of who met it, answered in public by a named leader.
-- A column that holds something about a person carries a comment (0002).

create table obstacles (
  organisation_id uuid not null,
  id uuid not null,
  title text not null check (length(title) between 1 and 160),
  happened text check (length(happened) between 1 and 2000),
  -- Title and story, folded, to be searched.
  search_key text not null,
  hurts text not null check (hurts in ('customers', 'colleagues', 'both')),
  raised_by uuid,
  is_unnamed boolean not null,
  unit_id uuid not null,
  born_in text not null check (born_in in ('look-up', 'huddle', 'self')),
  born_id uuid,
  born_link text check (born_link ~ '^/[a-z0-9]' and length(born_link) <= 300),
  step_id uuid,
  -- Authority stands to the right and keeps its own tables.
  rule_id uuid,
  principle_id uuid,
  kind text check (kind in ('red', 'green')),
  law text check (length(law) between 1 and 200),
  leader_id uuid not null,
  state text not null check (state in ('open', 'answered')),
  raised_on date not null,
  -- Of the clock that runs, or ran last: it starts anew when an obstacle is opened again.
  opened_at timestamptz not null,
  due_at timestamptz not null,
  reply text check (length(reply) between 1 and 1000),
  replied_on date,
  escalated_on date,
  escalated_to uuid,
  answer text check (answer in ('removed', 'changed', 'kept')),
  because text check (length(because) between 1 and 2000),
  answered_by uuid,
  answered_on date,
  days_taken int check (days_taken >= 1),
  version int not null default 1,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  check (kind is distinct from 'red' or law is not null),
  check ((state = 'answered') = (answer is not null and because is not null and answered_on is not null and days_taken is not null))
);
select tenant_table('obstacles');
alter table obstacles add foreign key (organisation_id, raised_by) references people (organisation_id, id);
alter table obstacles add foreign key (organisation_id, leader_id) references people (organisation_id, id);
alter table obstacles add foreign key (organisation_id, answered_by) references people (organisation_id, id);
alter table obstacles add foreign key (organisation_id, escalated_to) references people (organisation_id, id);
alter table obstacles add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table obstacles add foreign key (organisation_id, step_id) references journey_steps (organisation_id, id);
alter table obstacles add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
create index obstacles_waiting on obstacles (organisation_id, due_at, id) where state = 'open';
create index obstacles_answered on obstacles (organisation_id, answered_on desc, id desc) where state = 'answered';
create index obstacles_by_leader on obstacles (organisation_id, leader_id, state);
create index obstacles_by_unit on obstacles (organisation_id, unit_id, raised_on);
create index obstacles_by_step on obstacles (organisation_id, step_id) where step_id is not null;
create index obstacles_by_day on obstacles (organisation_id, raised_on);
create index obstacles_by_raiser on obstacles (organisation_id, raised_by) where raised_by is not null;
comment on column obstacles.raised_by is 'personal: raised-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacles.leader_id is 'personal: answered-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacles.escalated_to is 'personal: answered-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacles.answered_by is 'personal: answered-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacles.reply is 'personal: answered-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacles.because is 'personal: answered-obstacle; for: remove-obstacles; kept: with-the-thing';

-- Every answer that was given, also those that did not hold.
create table obstacle_answers (
  organisation_id uuid not null,
  id uuid not null,
  obstacle_id uuid not null,
  answer text not null check (answer in ('removed', 'changed', 'kept')),
  because text not null check (length(because) between 1 and 2000),
  answered_by uuid,
  answered_on date not null,
  days_taken int not null check (days_taken >= 1),
  -- Why it did not hold, in the words of who opened it again.
  reopened_on date,
  reopened_by uuid,
  reopened_because text check (length(reopened_because) between 1 and 1000),
  primary key (organisation_id, id),
  check ((reopened_on is null) = (reopened_because is null))
);
select tenant_table('obstacle_answers');
alter table obstacle_answers add foreign key (organisation_id, obstacle_id) references obstacles (organisation_id, id);
alter table obstacle_answers add foreign key (organisation_id, answered_by) references people (organisation_id, id);
alter table obstacle_answers add foreign key (organisation_id, reopened_by) references people (organisation_id, id);
create index obstacle_answers_by_obstacle on obstacle_answers (organisation_id, obstacle_id, id);
create index obstacle_answers_by_day on obstacle_answers (organisation_id, answered_on);
comment on column obstacle_answers.answered_by is 'personal: answered-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacle_answers.reopened_by is 'personal: raised-obstacle; for: remove-obstacles; kept: with-the-thing';

-- Whom it stops too. Nobody sees who they are; only how many.
create table obstacle_supporters (
  organisation_id uuid not null,
  obstacle_id uuid not null,
  person_id uuid not null,
  has_helped boolean,
  primary key (organisation_id, obstacle_id, person_id)
);
select tenant_table('obstacle_supporters');
alter table obstacle_supporters add foreign key (organisation_id, obstacle_id) references obstacles (organisation_id, id);
alter table obstacle_supporters add foreign key (organisation_id, person_id) references people (organisation_id, id);
create index obstacle_supporters_by_person on obstacle_supporters (organisation_id, person_id);
comment on column obstacle_supporters.person_id is 'personal: raised-obstacle; for: remove-obstacles; kept: with-the-thing';
comment on column obstacle_supporters.has_helped is 'personal: raised-obstacle; for: remove-obstacles; kept: with-the-thing';
