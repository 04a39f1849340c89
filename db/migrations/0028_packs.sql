-- What a pack has brought: by this an update knows what was changed here since, and leaves it alone.
create table pack_parts (
  organisation_id uuid not null,
  pack text not null,
  -- lessons/<key>/<language>, scenarios/<key>, behaviours/<family>/<level>/<theme>/<job role>
  part text not null,
  version integer not null,
  -- SHA-256 of the words as the pack had them, and of what stood here after they were taken in.
  given text not null,
  taken text not null,
  installed_at timestamptz not null,
  primary key (organisation_id, pack, part)
);
select tenant_table('pack_parts');
