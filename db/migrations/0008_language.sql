-- The mantra's wordings, each from a day on. The current one is the latest whose day has come.
create table mantra_versions (
  organisation_id uuid not null,
  id uuid not null,
  wording text not null check (length(wording) between 1 and 300),
  language text not null,
  effective_from date not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('mantra_versions');
alter table mantra_versions add foreign key (organisation_id) references organisations (id);
create index mantra_versions_by_day on mantra_versions (organisation_id, effective_from desc, id desc);
comment on column mantra_versions.created_by is 'personal: who-did-it; for: account-for-changes; kept: with-the-thing';
