-- Mail on its way and what became of it. `secrets` holds the links and codes of a letter, encrypted with a key that lies outside the database, and is
-- emptied as soon as the letter is sent, printed, given up or out of date.
create table mails (
  organisation_id uuid not null,
  id uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z0-9-]{0,59}$'),
  person_id uuid,
  recipient text not null check (length(recipient) between 3 and 254),
  language text not null check (length(language) between 2 and 20),
  data jsonb not null,
  secrets bytea,
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'printed', 'expired')),
  attempts int not null default 0,
  next_try_at timestamptz not null,
  -- Why the last try failed: the mail server's code, never its words, which repeat addresses.
  last_fault text check (length(last_fault) <= 100),
  created_at timestamptz not null,
  expires_at timestamptz,
  settled_at timestamptz,
  primary key (organisation_id, id),
  check (secrets is null or state in ('queued', 'sending', 'failed'))
);
select tenant_table('mails');
create index mails_due on mails (organisation_id, next_try_at) where state in ('queued', 'sending');
create index mails_to_expire on mails (organisation_id, expires_at) where state in ('queued', 'sending', 'failed');
create index mails_by_person on mails (organisation_id, person_id) where person_id is not null;
comment on column mails.person_id is 'personal: work-email; for: sign-in-and-mail; kept: three-months-after';
comment on column mails.recipient is 'personal: work-email; for: sign-in-and-mail; kept: three-months-after';
comment on column mails.language is 'personal: language; for: speak-your-language; kept: three-months-after';
comment on column mails.data is 'personal: letter; for: sign-in-and-mail; kept: three-months-after';
comment on column mails.secrets is 'personal: letter; for: sign-in-and-mail; kept: while-in-use';
