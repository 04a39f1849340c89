import type { Measure, Verdict } from '#engines/boundary/rule.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'

export interface DecisionRow {
  id: string
  personId: string
  unitId: string
  ruleId: string | null
  ruleVersion: number | null
  situationId: string
  remedyId: string
  principleId: string | null
  stepId: string | null
  responseId: string | null
  amount: number | null
  measure: Measure
  currency: string | null
  verdict: Verdict
  shown: Verdict
  isGoodFaith: boolean
  note: string | null
  decidedAt: string
  day: string
  takenBackAt: string | null
}
const columns = sql`id, person_id, unit_id, rule_id, rule_version, situation_id, remedy_id, principle_id, step_id, response_id, amount::float8 as amount, measure, currency, verdict,
  shown, is_good_faith, note, decided_at, day, taken_back_at`

/** False where this person's id is there already: what is sent twice is one row. */
export const insertDecision = async (tx: Tx, row: DecisionRow, at: Date): Promise<boolean> =>
  (
    await tx.run(sql`insert into decisions (organisation_id, person_id, id, unit_id, rule_id, rule_version, situation_id, remedy_id, principle_id, step_id, response_id, amount,
        measure, currency, verdict, shown, is_good_faith, note, decided_at, day, noted_at)
      values (${tx.organisationId}, ${row.personId}, ${row.id}, ${row.unitId}, ${row.ruleId}, ${row.ruleVersion}, ${row.situationId}, ${row.remedyId}, ${row.principleId},
        ${row.stepId}, ${row.responseId}, ${row.amount}, ${row.measure}, ${row.currency}, ${row.verdict}, ${row.shown}, ${row.isGoodFaith}, ${row.note}, ${row.decidedAt},
        ${row.day}, ${at.toISOString()})
      on conflict (organisation_id, person_id, id) do nothing returning id`)
  ).length > 0

/** Also one that was taken back. */
export const decisionOf = async (tx: Tx, personId: string, id: string): Promise<DecisionRow | undefined> =>
  (
    await tx.run(
      sql<DecisionRow>`select ${columns} from decisions where organisation_id = ${tx.organisationId} and person_id = ${personId} and id = ${id}`,
    )
  )[0]
export const findDecision = async (tx: Tx, id: string): Promise<DecisionRow | undefined> =>
  (
    await tx.run(
      sql<DecisionRow>`select ${columns} from decisions where organisation_id = ${tx.organisationId} and id = ${id} and taken_back_at is null`,
    )
  )[0]
export const decisionsByIds = (tx: Tx, ids: readonly string[]) =>
  tx.run(sql<DecisionRow>`select ${columns} from decisions where organisation_id = ${tx.organisationId} and id = any(${ids}::uuid[]) and taken_back_at is null
    order by decided_at desc, id desc`)

export interface DecisionFilter {
  personId: string | null
  /** Of these units, without those of `notOf`; `everywhere`: of all. */
  unitIds: readonly string[] | 'everywhere' | null
  notOf: string | null
  after: { at: string; id: string } | undefined
  limit: number
}
export function listDecisions(tx: Tx, { personId, unitIds, notOf, after, limit }: DecisionFilter): Promise<DecisionRow[]> {
  const conditions: RawBuilder<unknown>[] = [sql`organisation_id = ${tx.organisationId}`, sql`taken_back_at is null`]
  if (personId !== null) conditions.push(sql`person_id = ${personId}`)
  if (unitIds !== null && unitIds !== 'everywhere') conditions.push(sql`unit_id = any(${unitIds}::uuid[])`)
  if (notOf !== null) conditions.push(sql`person_id <> ${notOf}`)
  if (after) conditions.push(sql`(decided_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  return tx.run(
    sql<DecisionRow>`select ${columns} from decisions where ${sql.join(conditions, sql` and `)} order by decided_at desc, id desc limit ${limit}`,
  )
}

/** The id stays, so that a phone that sends it again does not bring it back; what was said goes. */
export const takeBack = async (tx: Tx, personId: string, id: string, at: Date): Promise<boolean> =>
  (
    await tx.run(sql`update decisions set taken_back_at = ${at.toISOString()}, note = null, amount = null
      where organisation_id = ${tx.organisationId} and person_id = ${personId} and id = ${id} and taken_back_at is null returning id`)
  ).length > 0

export const decisionsOfPerson = (tx: Tx, personId: string) =>
  tx.run(
    sql<DecisionRow>`select ${columns} from decisions where organisation_id = ${tx.organisationId} and person_id = ${personId} and taken_back_at is null order by decided_at`,
  )
export const forgetDecisions = (tx: Tx, personId: string) =>
  tx.run(sql`delete from decisions where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
export const deleteDecisionsBefore = (tx: Tx, before: Date) =>
  tx.run(sql`delete from decisions where organisation_id = ${tx.organisationId} and decided_at < ${before.toISOString()}`)

export interface Counted {
  unitId: string
  day: string
  facetKind: 'none' | 'step' | 'principle'
  facetId: string | null
  n: number
}
/** What the metric adds up to, counted from the facts themselves. */
export const countFacts = (tx: Tx, table: 'decisions' | 'escalations', firstDay: string, lastDay: string) => {
  const known = table === 'decisions' ? sql`and taken_back_at is null` : sql``
  const from = sql`from ${sql.table(table)} where organisation_id = ${tx.organisationId} and day between ${firstDay} and ${lastDay} ${known}`
  const step =
    table === 'decisions'
      ? sql`union all select unit_id, day, 'step', step_id, count(*)::int ${from} and step_id is not null group by 1, 2, 4`
      : sql``
  return tx.run(sql<Counted>`select unit_id, day, 'none' as facet_kind, null::uuid as facet_id, count(*)::int as n ${from} group by 1, 2
    union all select unit_id, day, 'principle', principle_id, count(*)::int ${from} and principle_id is not null group by 1, 2, 4 ${step}`)
}
