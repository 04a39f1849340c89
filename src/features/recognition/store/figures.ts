import type { FactSum } from '#features/signals/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

/** What the metric adds up to: 1 for each unit that a thanks went to. */
export const recountThanks = (tx: Tx, firstDay: string, lastDay: string) =>
  tx.run(sql<FactSum>`with facts as (
      select distinct t.id, t.day, t.principle_id, r.unit_id from thanks t
        join thanks_receivers r on r.organisation_id = ${tx.organisationId} and r.thanks_id = t.id
       where t.organisation_id = ${tx.organisationId} and t.day between ${firstDay} and ${lastDay} and t.taken_back_at is null)
    select unit_id, day, f.kind as facet_kind, f.id as facet_id, count(*)::int as n, count(*)::text as sum, count(*)::text as sum_squares
      from facts cross join lateral (values ('none'::text, null::uuid), ('principle', principle_id)) as f(kind, id) group by 1, 2, 3, 4`)

/** Thanks to people by name since a day: how many each got, and where they stood. */
export const countsByPerson = (tx: Tx, since: string, unitIds: readonly string[]) =>
  tx.run(sql<{ personId: string; unitId: string; jobRoleId: string | null; n: number }>`
    select r.person_id, r.unit_id, r.job_role_id, count(*)::int as n from thanks_receivers r
      join thanks t on t.organisation_id = ${tx.organisationId} and t.id = r.thanks_id and t.taken_back_at is null and t.day >= ${since}
     where r.organisation_id = ${tx.organisationId} and r.unit_id = any(${unitIds}::uuid[]) and r.person_id is not null group by 1, 2, 3`)

/** Thanks to units as such since a day. */
export const countsByUnit = (tx: Tx, since: string, unitIds: readonly string[]) =>
  tx.run(sql<{ unitId: string; n: number }>`
    select r.unit_id, count(*)::int as n from thanks_receivers r
      join thanks t on t.organisation_id = ${tx.organisationId} and t.id = r.thanks_id and t.taken_back_at is null and t.day >= ${since}
     where r.organisation_id = ${tx.organisationId} and r.unit_id = any(${unitIds}::uuid[]) and r.kind = 'unit' group by 1`)

/** Which of these people somebody has thanked by name since a day. */
export const thankedAmong = async (tx: Tx, since: string, personIds: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await tx.run(sql<{ personId: string }>`select distinct r.person_id from thanks_receivers r
          join thanks t on t.organisation_id = ${tx.organisationId} and t.id = r.thanks_id and t.taken_back_at is null and t.day >= ${since}
         where r.organisation_id = ${tx.organisationId} and r.person_id = any(${personIds}::uuid[])`)
    ).map(({ personId }) => personId),
  )
