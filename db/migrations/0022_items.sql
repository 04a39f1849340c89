-- The item bank: what practice and assessments ask. What an item says stands in versions that never change, so that an answer of last year still has its question.

create table items (
  organisation_id uuid not null,
  id uuid not null,
  -- Of its file: the same item is found again when a pack is updated.
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]*$'),
  -- The file's word for the principle.
  theme text not null check (theme ~ '^[a-z0-9][a-z0-9-]*$'),
  principle_id uuid not null,
  level smallint not null check (level between 1 and 4),
  kind text not null check (kind in ('choice', 'multiple', 'order', 'match', 'short', 'judgement')),
  -- Empty: everybody.
  families text[] not null,
  source text not null,
  state text not null check (state in ('draft', 'live', 'retired')),
  version integer not null,
  -- Changed here since it came from a file: an update leaves it alone.
  is_edited boolean not null,
  -- Folded words of all languages, for searching.
  words text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, key)
);
select tenant_table('items');
alter table items add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
create index items_in_order on items (organisation_id, changed_at desc, id desc);
create index items_of_principle on items (organisation_id, principle_id) where state = 'live';

-- texts: {en: {prompt, options, pairs, order, accepted, explanation}, de: ...} (engines/item/item.ts).
create table item_versions (
  organisation_id uuid not null,
  item_id uuid not null,
  version integer not null,
  kind text not null,
  texts jsonb not null,
  changed_at timestamptz not null,
  primary key (organisation_id, item_id, version)
);
select tenant_table('item_versions');
alter table item_versions add foreign key (organisation_id, item_id) references items (organisation_id, id) on delete cascade;
