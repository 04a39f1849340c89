-- Lessons, and the families of job roles that variants are written for.

-- Only what somebody has said; every other job role is guessed by the words of its name (features/learning/rules/role-families.ts).
create table role_families (
  organisation_id uuid not null,
  job_role_id uuid not null,
  family text not null check (family in ('sales-floor', 'contact-centre', 'delivery', 'warehouse', 'back-office', 'leadership')),
  created_at timestamptz not null,
  primary key (organisation_id, job_role_id)
);
select tenant_table('role_families');
alter table role_families add foreign key (organisation_id, job_role_id) references job_roles (organisation_id, id) on delete cascade;
