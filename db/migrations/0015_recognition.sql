-- Recognition: thanks with a principle, what happened and what it changed. Nobody is ranked: figures are by unit and job role.

-- id is made by the phone, so that what is sent twice is one row. Taken back, the id stays and the words go.
create table thanks (
  organisation_id uuid not null,
  id uuid not null,
  from_id uuid,
  principle_id uuid not null,
  happened text check (length(happened) between 1 and 600),
  effect text check (length(effect) between 1 and 600),
  is_private boolean not null,
  -- The customer's words that it began with; an answer of voice, which may be gone meanwhile.
  quote_id uuid,
  said_at timestamptz not null,
  day date not null,
  noted_at timestamptz not null,
  taken_back_at timestamptz,
  -- Whoever was thanked would rather not see it hang on a wall; reported: and somebody should look at it.
  is_hidden boolean not null default false,
  is_reported boolean not null default false,
  primary key (organisation_id, id),
  check (is_hidden or not is_reported)
);
select tenant_table('thanks');
alter table thanks add foreign key (organisation_id, from_id) references people (organisation_id, id);
alter table thanks add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
create index thanks_in_order on thanks (organisation_id, said_at desc, id desc);
create index thanks_of_giver on thanks (organisation_id, from_id, said_at desc) where from_id is not null;
create index thanks_by_day on thanks (organisation_id, day);
create index thanks_reported on thanks (organisation_id, said_at desc) where is_reported;
comment on column thanks.from_id is 'personal: thanks; for: notice-good-work; kept: two-years';
comment on column thanks.happened is 'personal: thanks; for: notice-good-work; kept: two-years';
comment on column thanks.effect is 'personal: thanks; for: notice-good-work; kept: two-years';
comment on column thanks.said_at is 'personal: thanks; for: notice-good-work; kept: two-years';

-- Who was thanked: people, or a unit. unit_id and job_role_id as they were on that day.
create table thanks_receivers (
  organisation_id uuid not null,
  thanks_id uuid not null,
  position smallint not null,
  kind text not null check (kind in ('person', 'unit')),
  person_id uuid,
  unit_id uuid not null,
  job_role_id uuid,
  primary key (organisation_id, thanks_id, position),
  check (kind = 'person' or (person_id is null and job_role_id is null))
);
select tenant_table('thanks_receivers');
alter table thanks_receivers add foreign key (organisation_id, thanks_id) references thanks (organisation_id, id) on delete cascade;
alter table thanks_receivers add foreign key (organisation_id, person_id) references people (organisation_id, id);
alter table thanks_receivers add foreign key (organisation_id, unit_id) references units (organisation_id, id);
alter table thanks_receivers add foreign key (organisation_id, job_role_id) references job_roles (organisation_id, id);
create unique index thanks_receivers_by_person on thanks_receivers (organisation_id, person_id, thanks_id) where person_id is not null;
create index thanks_receivers_by_unit on thanks_receivers (organisation_id, unit_id, thanks_id);
comment on column thanks_receivers.person_id is 'personal: thanks; for: notice-good-work; kept: two-years';
comment on column thanks_receivers.unit_id is 'personal: thanks; for: notice-good-work; kept: two-years';
comment on column thanks_receivers.job_role_id is 'personal: thanks; for: notice-good-work; kept: two-years';
