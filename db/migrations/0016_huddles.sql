-- Huddles: one a week for every team. What was said at one is kept as references, so that every reader reads it in their own language and what is erased is gone here too.
-- A column that holds something about a person carries a comment (0002).

create table huddles (
  organisation_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  -- The Monday of the ISO week, in the organisation's time zone.
  week date not null check (extract(isodow from week) = 1),
  principle_id uuid,
  host_id uuid,
  -- From here on the agenda stands as it was opened.
  opened_on date,
  state text not null check (state in ('ready', 'held', 'skipped')),
  settled_on date,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, unit_id, week),
  check ((state = 'ready') = (settled_on is null))
);
select tenant_table('huddles');
alter table huddles add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table huddles add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
alter table huddles add foreign key (organisation_id, host_id) references people (organisation_id, id);
create index huddles_by_week on huddles (organisation_id, week);
create index huddles_by_host on huddles (organisation_id, host_id) where host_id is not null;
comment on column huddles.host_id is 'personal: hosted-huddle; for: run-huddles; kept: with-the-thing';

-- What an opened agenda holds, and what was raised there. `raised`: obstacles that were born in this huddle.
create table huddle_items (
  organisation_id uuid not null,
  huddle_id uuid not null,
  kind text not null check (length(kind) between 1 and 40),
  subject_id uuid not null,
  position smallint not null,
  primary key (organisation_id, huddle_id, kind, subject_id)
);
select tenant_table('huddle_items');
alter table huddle_items add foreign key (organisation_id, huddle_id) references huddles (organisation_id, id) on delete cascade;
