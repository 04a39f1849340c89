// Behaviours with their anchors.
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

export interface BehaviourRow {
  id: string
  principleId: string
  jobRoleId: string | null
  level: number
  isRetired: boolean
  version: number
  createdAt: string
  texts: { language: string; name: string; poor: string; good: string; great: string }[]
}
const select = (tx: Tx, condition: RawBuilder<unknown>) =>
  tx.run(sql<BehaviourRow>`select b.id, b.principle_id, b.job_role_id, b.level, b.is_retired, b.version, b.created_at,
      (select coalesce(jsonb_agg(jsonb_build_object('language', t.language, 'name', t.name, 'poor', t.poor, 'good', t.good, 'great', t.great) order by t.language), '[]')
         from behaviour_texts t where t.organisation_id = b.organisation_id and t.behaviour_id = b.id) as texts
    from behaviours b where b.organisation_id = ${tx.organisationId} and ${condition} order by b.level, b.created_at, b.id`)

export interface BehaviourFilter {
  /** Those of this role and those for everybody; undefined: all roles. */
  jobRoleId?: string | null | undefined
  state: 'live' | 'retired' | 'all'
}
export function listBehaviours(tx: Tx, { jobRoleId, state }: BehaviourFilter): Promise<BehaviourRow[]> {
  const role = jobRoleId === undefined ? sql`true` : sql`(b.job_role_id is null or b.job_role_id = ${jobRoleId})`
  const shown = state === 'all' ? sql`true` : sql`b.is_retired = ${state === 'retired'}`
  return select(tx, sql`${role} and ${shown}`)
}
export const behavioursByIds = (tx: Tx, ids: readonly string[]) => select(tx, sql`b.id = any(${ids}::uuid[])`)

type Fields = Pick<BehaviourRow, 'id' | 'principleId' | 'jobRoleId' | 'level'>
export const insertBehaviour = (tx: Tx, row: Fields, at: string) =>
  tx.run(sql`insert into behaviours (organisation_id, id, principle_id, job_role_id, level, created_at)
    values (${tx.organisationId}, ${row.id}, ${row.principleId}, ${row.jobRoleId}, ${row.level}, ${at})`)
export const updateBehaviour = async (tx: Tx, row: Fields, fromVersion: number): Promise<boolean> =>
  (
    await tx.run(sql`update behaviours set principle_id = ${row.principleId}, job_role_id = ${row.jobRoleId}, level = ${row.level}, version = version + 1
     where organisation_id = ${tx.organisationId} and id = ${row.id} and version = ${fromVersion} returning id`)
  ).length > 0
export const setBehaviourRetired = async (tx: Tx, id: string, isRetired: boolean, fromVersion: number): Promise<boolean> =>
  (
    await tx.run(sql`update behaviours set is_retired = ${isRetired}, version = version + 1
     where organisation_id = ${tx.organisationId} and id = ${id} and version = ${fromVersion} returning id`)
  ).length > 0
export async function replaceBehaviourTexts(tx: Tx, behaviourId: string, rows: BehaviourRow['texts']): Promise<void> {
  void tx.run(sql`delete from behaviour_texts where organisation_id = ${tx.organisationId} and behaviour_id = ${behaviourId}`)
  await tx.run(sql`insert into behaviour_texts (organisation_id, behaviour_id, language, name, poor, good, great)
    values ${valuesList(rows.map(({ language, name, poor, good, great }) => [tx.organisationId, behaviourId, language, name, poor, good, great]))}`)
}
