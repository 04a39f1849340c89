-- Cards for the moment of need: what to do, what to say, what makes it worse; read in a hurry, without a network too.

-- key: of its file, so that an update of a pack finds it. families: empty, everybody. texts: {en: {moment, do, say, avoid}, de: ...}.
-- lesson_id: what stands behind it. situation_id: of "May I?"; while nobody has said it (is_situation_said), it is guessed by words with every reading.
create table cards (
  organisation_id uuid not null,
  id uuid not null,
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  theme text,
  principle_id uuid not null,
  families text[] not null,
  state text not null check (state in ('draft', 'live', 'retired')),
  texts jsonb not null,
  lesson_id uuid,
  situation_id uuid,
  is_situation_said boolean not null,
  version integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, key)
);
select tenant_table('cards');
alter table cards add foreign key (organisation_id, principle_id) references principles (organisation_id, id);
alter table cards add foreign key (organisation_id, lesson_id) references lessons (organisation_id, id);
alter table cards add foreign key (organisation_id, situation_id) references situations (organisation_id, id);

-- How often a card was opened, by day, and how long it took from opening the page to the answer: counts, and nobody's name.
-- wait: 0 not measured, else the least of 5, 10, 20, 30, 60 and 61 (longer) seconds that it took.
create table card_uses (
  organisation_id uuid not null,
  card_id uuid not null,
  day date not null,
  wait smallint not null check (wait in (0, 5, 10, 20, 30, 60, 61)),
  uses integer not null,
  primary key (organisation_id, card_id, day, wait)
);
select tenant_table('card_uses');
alter table card_uses add foreign key (organisation_id, card_id) references cards (organisation_id, id) on delete cascade;

-- A theme of a file may begin with a digit, as those of items always could.
alter table themes drop constraint themes_theme_check;
alter table themes add check (theme ~ '^[a-z0-9][a-z0-9-]{0,79}$');
