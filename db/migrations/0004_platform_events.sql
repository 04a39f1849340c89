-- What every write leaves behind: a line in the audit log, and news for other features. Tables that all writers of an organisation fill
-- have no foreign key to `organisations`: sixteen writers would queue for the lock on its one row. audit_entries, outbox_events and signal_deltas,
-- like idempotency_keys, have hardly a check either: each is compiled anew for each insert, and one module writes each table.

create table audit_entries (
  organisation_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  author_kind text not null,
  author_id uuid,
  request_id text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  -- text, not jsonb: the row's HMAC covers these very characters.
  details text not null,
  hmac text not null,
  primary key (organisation_id, id)
);
select tenant_table('audit_entries');
create index audit_entries_by_subject on audit_entries (organisation_id, subject_kind, subject_id, id);
create index audit_entries_by_author on audit_entries (organisation_id, author_id, id);
comment on table audit_entries is 'append-only: who changed what, and when; sealed every few seconds (audit_seals)';
comment on column audit_entries.author_id is 'personal: who-did-it; for: account-for-changes; kept: as-long-as-the-log';
comment on column audit_entries.subject_id is 'personal: what-was-changed; for: account-for-changes; kept: as-long-as-the-log';
comment on column audit_entries.details is 'personal: what-was-changed; for: account-for-changes; kept: as-long-as-the-log';

-- The chain over the entries. entry_ids names exactly what a seal covers: a range of ids would skip entries that were committed late.
create table audit_seals (
  organisation_id uuid not null,
  number bigint not null check (number >= 1),
  sealed_at timestamptz not null,
  entry_ids uuid[] not null check (cardinality(entry_ids) between 1 and 5000),
  -- The greatest id sealed so far, and how many entries; both are under the hash.
  last_id uuid not null,
  total bigint not null,
  -- From here on is looked for entries that no seal covers: a while back, because an id is made before its commit.
  next_from uuid not null,
  previous_hash text not null check (length(previous_hash) = 64),
  hash text not null check (length(hash) = 64),
  primary key (organisation_id, number)
);
select tenant_table('audit_seals');
create index audit_seals_by_last on audit_seals (organisation_id, last_id);
comment on table audit_seals is 'append-only: the HMAC chain over audit_entries; `attune audit verify` walks it';

-- News on its way (events/announce.ts). A dispatcher deletes the row in the transaction in which the listeners work.
create table outbox_events (
  organisation_id uuid not null,
  id uuid not null,
  type text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
select tenant_table('outbox_events');
-- Rows live for milliseconds; the default of a fifth of the table dead before a vacuum suits tables that only grow.
alter table outbox_events set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 2000);
comment on column outbox_events.payload is 'personal: ids-in-news; for: pass-on-news; kept: three-months-after';

-- Deliveries that failed and are tried again; gave_up_at: a dead letter, for an administrator to look at.
create table event_deliveries (
  organisation_id uuid not null,
  event_id uuid not null,
  listener text not null check (length(listener) between 1 and 100),
  type text not null,
  payload jsonb not null,
  announced_at timestamptz not null,
  attempts int not null default 0,
  next_try_at timestamptz not null,
  gave_up_at timestamptz,
  last_fault text check (length(last_fault) <= 500),
  primary key (organisation_id, event_id, listener)
);
select tenant_table('event_deliveries');
create index event_deliveries_due on event_deliveries (organisation_id, next_try_at) where gave_up_at is null;
comment on column event_deliveries.payload is 'personal: ids-in-news; for: pass-on-news; kept: three-months-after';
