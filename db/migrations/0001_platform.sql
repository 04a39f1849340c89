-- Row level security for a tenant table, and its distribution where Citus is present (data.md 2 to 4).
-- Foreign keys are added after this call, by ALTER TABLE.
create function tenant_table(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format(
    'create policy in_organisation on %I using (organisation_id = nullif(current_setting(''app.organisation_id'', true), '''')::uuid)
       with check (organisation_id = nullif(current_setting(''app.organisation_id'', true), '''')::uuid)', name);
  -- In a table that was analysed while it held a row or two, organisation_id looks unique, and every index that begins with it looks as good as the
  -- key: an import of 50,000 people then took six minutes instead of twenty seconds. Few distinct values is always nearer to the truth.
  execute format('alter table %I alter column organisation_id set (n_distinct = 10)', name);
  if exists (select from pg_extension where extname = 'citus') then
    perform create_distributed_table(name::regclass, 'organisation_id');
  end if;
end $$;

-- One row per organisation, global: a request must find its organisation before it has a context.
create table organisations (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  is_demo boolean not null default false,
  created_at timestamptz not null
);

-- Remembers what a write answered, so that a retry does not do it twice (trust.md, nothing lost). 48 hours.
create table idempotency_keys (
  organisation_id uuid not null,
  account_id uuid not null,
  operation text not null,
  key text not null,
  body_hash text not null,
  status int,
  result_id text,
  created_at timestamptz not null,
  primary key (organisation_id, account_id, operation, key)
);
select tenant_table('idempotency_keys');
-- Kept for 48 hours and swept by age: a summary of each range of blocks is enough, and costs a write next to nothing.
create index idempotency_keys_age on idempotency_keys using brin (created_at) with (autosummarize = on);
