-- How far each path has come, counted beside the plans it is counted from, so that the page for 50,000 people reads a few hundred rows.

-- unit_id: with everybody below it. job_role_id: all zeros for everybody. people, done: since noted_in before; their sum is what stands. Overdue is people less done of
-- days that are over. Every statement that changes plans adds its differences here (nobody waits for anybody), and a round puts them together.
create table coverage_counts (
  organisation_id uuid not null,
  path_id uuid not null,
  unit_id uuid not null,
  job_role_id uuid not null,
  is_leader boolean not null,
  due_on date not null,
  noted_in uuid not null,
  people int not null,
  done int not null,
  is_settled boolean not null,
  primary key (organisation_id, path_id, unit_id, job_role_id, is_leader, due_on, noted_in)
);
select tenant_table('coverage_counts');
alter table coverage_counts add foreign key (organisation_id, path_id) references paths (organisation_id, id) on delete cascade;
create index coverage_counts_to_settle on coverage_counts (organisation_id, path_id) where not is_settled;

-- Who has not finished, leaders and the oldest days first.
create index plan_entries_open on plan_entries (organisation_id, path_id, is_leader desc, due_on, person_id) include (unit_id)
  where withdrawn_on is null and finished_at is null;

-- Plans that stood before this table did.
insert into coverage_counts (organisation_id, path_id, unit_id, job_role_id, is_leader, due_on, noted_in, people, done, is_settled)
select e.organisation_id, e.path_id, a.above_id, r.role_id, e.is_leader, e.due_on, '00000000-0000-0000-0000-000000000000', count(*), count(e.finished_at), true
  from plan_entries e join units u on u.organisation_id = e.organisation_id and u.id = e.unit_id
  cross join unnest(u.ancestor_ids) as a(above_id)
  cross join lateral (select '00000000-0000-0000-0000-000000000000'::uuid as role_id union all select e.job_role_id where e.job_role_id is not null) r
 where e.withdrawn_on is null group by 1, 2, 3, 4, 5, 6;
