-- Signals: what was measured, per day, for a unit and every unit above it. Never a person. One facet per row: none, a journey step or a principle.
-- Numbers are exact decimals (values with up to three digits after the point, so squares with up to six): a recount must agree to the last digit.

-- Written with the fact; taken out by the rollup within a second or so. No foreign keys: every writer would lock the same unit's row.
create table signal_deltas (
  organisation_id uuid not null,
  id uuid not null,
  metric text not null,
  unit_id uuid not null,
  day date not null,
  facet_kind text not null,
  facet_id uuid not null,
  n int not null,
  sum numeric(24, 6) not null,
  sum_squares numeric(30, 6) not null,
  primary key (organisation_id, id)
);
select tenant_table('signal_deltas');
alter table signal_deltas set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000);

-- What a unit itself brought in, with the ancestors that it had at that moment: a unit that moves keeps its history where it was made.
create table unit_day_origins (
  organisation_id uuid not null,
  unit_id uuid not null,
  metric text not null,
  facet_kind text not null,
  facet_id uuid not null,
  day date not null,
  ancestor_ids uuid[] not null,
  n bigint not null,
  sum numeric(30, 6) not null,
  sum_squares numeric(36, 6) not null,
  primary key (organisation_id, unit_id, metric, facet_kind, facet_id, day, ancestor_ids)
);
select tenant_table('unit_day_origins');

-- The unit and everything below it: what scoreboards read.
create table unit_days (
  organisation_id uuid not null,
  unit_id uuid not null,
  metric text not null,
  facet_kind text not null,
  facet_id uuid not null,
  day date not null,
  n bigint not null,
  sum numeric(30, 6) not null,
  sum_squares numeric(36, 6) not null,
  primary key (organisation_id, unit_id, metric, facet_kind, facet_id, day)
);
select tenant_table('unit_days');
