-- Followups: the clock of what somebody is owed, and only that. What it is about keeps its state in its own feature, named by subject_*.

-- visibility: `owner` the owner, the stand-in and whom it was escalated to; `leaders` also those who lead the unit or one above it.
create table followups (
  organisation_id uuid not null,
  id uuid not null,
  subject_kind text not null check (subject_kind ~ '^[a-z][a-z0-9-]{0,59}$'),
  subject_id uuid not null,
  subject_link text not null check (subject_link ~ '^/[^/]' and length(subject_link) <= 300),
  owner_id uuid not null,
  deputy_id uuid,
  unit_id uuid,
  visibility text not null check (visibility in ('owner', 'leaders')),
  due_at timestamptz not null,
  escalated_at timestamptz,
  escalated_to uuid,
  answered_at timestamptz,
  answered_by uuid,
  answer text check (answer ~ '^[a-z][a-z0-9-]{0,59}$'),
  created_at timestamptz not null,
  primary key (organisation_id, id),
  check ((answered_at is null) = (answer is null)),
  check (escalated_to is null or escalated_at is not null)
);
select tenant_table('followups');
alter table followups add foreign key (organisation_id, owner_id) references people (organisation_id, id);
alter table followups add foreign key (organisation_id, deputy_id) references people (organisation_id, id);
alter table followups add foreign key (organisation_id, escalated_to) references people (organisation_id, id);
alter table followups add foreign key (organisation_id, answered_by) references people (organisation_id, id);
alter table followups add foreign key (organisation_id, unit_id) references units (organisation_id, id);
create index followups_by_subject on followups (organisation_id, subject_kind, subject_id);
create index followups_by_owner on followups (organisation_id, owner_id, due_at, id) where answered_at is null;
create index followups_by_deputy on followups (organisation_id, deputy_id, due_at, id) where answered_at is null and deputy_id is not null;
create index followups_by_escalation on followups (organisation_id, escalated_to, due_at, id) where answered_at is null and escalated_to is not null;
create index followups_by_unit on followups (organisation_id, unit_id, due_at, id) where answered_at is null;
create index followups_to_escalate on followups (organisation_id, due_at) where answered_at is null and escalated_at is null;
create index followups_by_answer on followups (organisation_id, answered_at) where answered_at is not null;
comment on column followups.owner_id is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column followups.deputy_id is 'personal: what-is-owed; for: pass-on-what-is-owed; kept: two-years';
comment on column followups.due_at is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column followups.escalated_at is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column followups.escalated_to is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column followups.answered_at is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column followups.answered_by is 'personal: what-is-owed; for: keep-promises; kept: two-years';
comment on column followups.answer is 'personal: what-is-owed; for: keep-promises; kept: two-years';
