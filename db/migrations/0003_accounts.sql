-- Accounts: who comes in, how, and what they may do. All tables are global (data.md 11): a request finds its session before it knows
-- its organisation. Every row names its organisation; only accounts' store reads them. No foreign key leads to a tenant table.
-- Secrets are hashes only: passwords and PINs argon2id, tokens of 256 bits sha256, short codes keyed with a secret outside the database.

-- One account per person. E-mail is unique within an organisation by person_keys; the same address may stand in several organisations.
create table accounts (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  person_id uuid not null,
  email text check (length(email) <= 254),
  email_key text check (length(email_key) <= 254),
  password_hash text,
  pin_hash text,
  pin_length smallint check (pin_length between 4 and 6),
  badge_hash text unique,
  badge_issued_on date,
  -- Until when a start PIN may be used; null once its owner has chosen another.
  start_pin_until timestamptz,
  language text not null default 'en',
  disabled_at timestamptz,
  created_at timestamptz not null,
  unique (organisation_id, person_id)
);
create index accounts_by_email on accounts (email_key) where email_key is not null;
comment on table accounts is 'global: sign-in finds the account before the organisation is known';
comment on column accounts.email is 'personal: work-email; for: sign-in-and-mail; kept: employment-and-a-month';
comment on column accounts.email_key is 'personal: work-email; for: sign-in-and-mail; kept: employment-and-a-month';
comment on column accounts.password_hash is 'personal: sign-in-secret; for: sign-in; kept: employment-and-a-month';
comment on column accounts.pin_hash is 'personal: sign-in-secret; for: sign-in; kept: employment-and-a-month';
comment on column accounts.pin_length is 'personal: sign-in-secret; for: sign-in; kept: employment-and-a-month';
comment on column accounts.badge_hash is 'personal: sign-in-secret; for: sign-in; kept: employment-and-a-month';
comment on column accounts.badge_issued_on is 'personal: sign-in-secret; for: sign-in; kept: employment-and-a-month';
comment on column accounts.start_pin_until is 'personal: sign-in-secret; for: sign-in; kept: employment-and-a-month';
comment on column accounts.language is 'personal: language; for: speak-your-language; kept: employment-and-a-month';
comment on column accounts.disabled_at is 'personal: employment; for: end-access; kept: employment-and-a-month';

-- What a person may do beyond `employee`, which everyone active is. unit_id null: the whole organisation; else that unit and below.
-- By person and not by account: somebody leads a unit from the import on, long before the first sign-in.
create table role_grants (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  person_id uuid not null,
  role text not null check (length(role) between 1 and 40),
  unit_id uuid,
  source text not null check (source in ('given', 'leads-unit')),
  granted_by uuid,
  created_at timestamptz not null
);
create unique index role_grants_once on role_grants (organisation_id, person_id, role, coalesce(unit_id, '00000000-0000-0000-0000-000000000000'), source);
create index role_grants_by_role on role_grants (organisation_id, role, id);
comment on table role_grants is 'global: read with the session, before the organisation is known';
comment on column role_grants.role is 'personal: access-rights; for: decide-access; kept: employment-and-a-month';
comment on column role_grants.unit_id is 'personal: access-rights; for: decide-access; kept: employment-and-a-month';
comment on column role_grants.granted_by is 'personal: who-did-it; for: account-for-changes; kept: employment-and-a-month';

-- A browser that somebody signed in on. Shared: several people use it, so it locks. One row per organisation for the same browser.
create table devices (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  token_hash text not null,
  is_shared boolean not null default false,
  is_registered boolean not null default false,
  name text check (length(name) between 1 and 100),
  unit_id uuid,
  registered_by uuid,
  last_used_on date not null,
  created_at timestamptz not null,
  unique (organisation_id, token_hash)
);
create index devices_by_token on devices (token_hash);
create index devices_by_use on devices (last_used_on);
comment on table devices is 'global: counted before anybody is known to sign in';
comment on column devices.token_hash is 'personal: device; for: keep-sign-in-safe; kept: half-a-year';
comment on column devices.last_used_on is 'personal: device; for: keep-sign-in-safe; kept: half-a-year';
comment on column devices.registered_by is 'personal: who-did-it; for: account-for-changes; kept: half-a-year';

-- Who signed in on which device: known devices are not slowed by strangers, and a shared one offers its people for a fast switch.
create table device_accounts (
  device_id uuid not null references devices (id) on delete cascade,
  account_id uuid not null references accounts (id) on delete cascade,
  signed_in_at timestamptz not null,
  primary key (device_id, account_id)
);
create index device_accounts_by_account on device_accounts (account_id);
comment on table device_accounts is 'global: belongs to accounts and devices';
comment on column device_accounts.signed_in_at is 'personal: sign-in-times; for: keep-sign-in-safe; kept: half-a-year';

create table sessions (
  id uuid primary key,
  token_hash text not null unique,
  organisation_id uuid not null references organisations (id),
  account_id uuid not null references accounts (id) on delete cascade,
  device_id uuid not null references devices (id) on delete cascade,
  device_label text not null check (length(device_label) <= 60),
  -- Seconds without a touch until a shared device locks; null on a device of one's own.
  lock_seconds int check (lock_seconds between 30 and 3600),
  is_locked boolean not null default false,
  -- Begun with a start PIN: good for nothing but choosing another.
  is_start boolean not null default false,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  proved_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_by_account on sessions (account_id);
create index sessions_by_device on sessions (device_id);
create index sessions_by_end on sessions (expires_at);
comment on table sessions is 'global: found before the organisation is known; not-in-backups: a restored copy must not bring ended sessions back';
comment on column sessions.token_hash is 'personal: sign-in-secret; for: sign-in; kept: while-in-use';
comment on column sessions.device_label is 'personal: device; for: keep-sign-in-safe; kept: while-in-use';
comment on column sessions.created_at is 'personal: sign-in-times; for: keep-sign-in-safe; kept: while-in-use';
comment on column sessions.last_seen_at is 'personal: sign-in-times; for: keep-sign-in-safe; kept: while-in-use';
comment on column sessions.proved_at is 'personal: sign-in-times; for: keep-sign-in-safe; kept: while-in-use';

-- One-time codes of invitations and resets, mailed as a link or printed. Used once, by one UPDATE.
create table one_time_codes (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  account_id uuid not null references accounts (id) on delete cascade,
  purpose text not null check (purpose in ('invitation', 'reset')),
  code_hash text not null unique,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_codes_by_account on one_time_codes (account_id);
create index one_time_codes_by_end on one_time_codes (expires_at);
comment on table one_time_codes is 'global: whoever holds the code has no session yet';
comment on column one_time_codes.code_hash is 'personal: sign-in-secret; for: sign-in; kept: a-month';
comment on column one_time_codes.created_by is 'personal: who-did-it; for: account-for-changes; kept: a-month';
comment on column one_time_codes.used_at is 'personal: sign-in-times; for: keep-sign-in-safe; kept: a-month';

-- Keys for programs: one organisation, one role, perhaps fewer operations. Never roles, keys or pulses (policy: peopleOnly).
create table api_tokens (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  name text not null check (length(name) between 1 and 100),
  token_hash text not null unique,
  role text not null check (length(role) between 1 and 40),
  unit_id uuid,
  operations text[] check (cardinality(operations) between 1 and 200),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_by uuid,
  created_at timestamptz not null
);
create index api_tokens_by_organisation on api_tokens (organisation_id, id);
comment on table api_tokens is 'global: found before the organisation is known';
comment on column api_tokens.created_by is 'personal: who-did-it; for: account-for-changes; kept: two-years';

-- Wrong tries, by keyed hashes of account, device and network, so that no address of a person stands here. See README, "Guessing".
create table sign_in_limits (
  key text primary key,
  tries int not null,
  free_at timestamptz not null,
  updated_at timestamptz not null
);
create index sign_in_limits_by_age on sign_in_limits (updated_at);
comment on table sign_in_limits is 'global: counts tries on accounts that may not exist; not-in-backups: counts of the last hours';
comment on column sign_in_limits.key is 'personal: sign-in-tries; for: stop-guessing; kept: two-days';

-- Asked-for resets, also of unknown addresses (no accounts), so that the answer takes the same time; worked off at once and deleted.
create table reset_requests (
  id uuid primary key,
  account_ids uuid[] not null check (cardinality(account_ids) <= 8),
  origin text not null check (length(origin) <= 300),
  requested_at timestamptz not null
);
comment on table reset_requests is 'global: whoever asks has no session; not-in-backups: worked off within seconds';
comment on column reset_requests.account_ids is 'personal: sign-in-tries; for: sign-in-and-mail; kept: a-day';
