// What voice's figures have to be, counted from the answers themselves (attune rollups check).
import type { FactSum } from '#features/signals/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'

const noFacet = sql`('none'::text, null::uuid)`

/** Sums of a value over facts, for each unit and day, without a facet and for each step. */
const sums = (tx: Tx, facts: RawBuilder<unknown>) =>
  tx.run(sql<FactSum>`
    with facts as (${facts})
    select unit_id, day, f.kind as facet_kind, f.id as facet_id, count(*)::int as n, sum(value)::text as sum, sum(value * value)::text as sum_squares
      from facts cross join lateral (values ${noFacet}, ('step', step_id)) as f(kind, id)
     where f.kind = 'none' or f.id is not null group by 1, 2, 3, 4`)

export const recountAnswers = (tx: Tx, value: RawBuilder<unknown>, isGiven: RawBuilder<unknown>, firstDay: string, lastDay: string) =>
  sums(
    tx,
    sql`select unit_id, day, step_id, (${value})::numeric as value from responses
      where organisation_id = ${tx.organisationId} and case_id is null and day between ${firstDay} and ${lastDay} and ${isGiven}`,
  )
export const recountInvitations = (tx: Tx, isCounted: RawBuilder<unknown>, firstDay: string, lastDay: string) =>
  sums(
    tx,
    sql`select unit_id, issued_on as day, step_id, 1::numeric as value from survey_invitations
      where organisation_id = ${tx.organisationId} and case_id is null and issued_on between ${firstDay} and ${lastDay} and ${isCounted}`,
  )

/** By metric: its value and whether it was given. */
export const metricRecounts: Record<string, (tx: Tx, firstDay: string, lastDay: string) => Promise<FactSum[]>> = {
  csat: (tx, from, to) => recountAnswers(tx, sql`(csat >= 4)::int`, sql`csat is not null`, from, to),
  'nps-promoters': (tx, from, to) => recountAnswers(tx, sql`(nps >= 9)::int`, sql`nps is not null`, from, to),
  'nps-detractors': (tx, from, to) => recountAnswers(tx, sql`(nps <= 6)::int`, sql`nps is not null`, from, to),
  ces: (tx, from, to) => recountAnswers(tx, sql`ces`, sql`ces is not null`, from, to),
  'ces-easy': (tx, from, to) => recountAnswers(tx, sql`(ces >= 6)::int`, sql`ces is not null`, from, to),
  fcr: (tx, from, to) => recountAnswers(tx, sql`is_solved::int`, sql`is_solved is not null`, from, to),
  invited: (tx, from, to) => recountInvitations(tx, sql`true`, from, to),
  answered: (tx, from, to) => recountInvitations(tx, sql`answered_at is not null`, from, to),
}
