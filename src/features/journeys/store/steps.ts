import type { Tx } from '#platform/db/database.ts'
import { sql, valuesList } from '#platform/db/sql.ts'
import type { Lane } from '../contract.ts'

type Channel = 'shop' | 'phone' | 'mail' | 'chat' | 'web' | 'app' | 'post' | 'delivery' | 'none'
type Emotion = 'upset' | 'uneasy' | 'calm' | 'content' | 'delighted'
type Grade = 'assumed' | 'partly' | 'researched'

export interface ShaperRecord {
  id: string
  unitId: string | null
  jobRoleId: string | null
  lane: Lane
}
export interface StepRecord {
  id: string
  journeyId: string
  stageId: string
  channel: Channel
  emotion: Emotion
  evidence: Grade
  shapers: ShaperRecord[]
}
/** In the order of the journey, each with who shapes it. */
export const stepsOf = (tx: Tx, journeyId: string) =>
  tx.run(sql<StepRecord>`select s.id, s.journey_id, s.stage_id, s.channel, s.emotion, s.evidence,
      coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'unitId', h.unit_id, 'jobRoleId', h.job_role_id, 'lane', h.lane) order by h.position, h.id)
        from step_shapers h where h.organisation_id = ${tx.organisationId} and h.step_id = s.id), '[]') as shapers
    from journey_steps s join journey_stages g on g.organisation_id = ${tx.organisationId} and g.id = s.stage_id
   where s.organisation_id = ${tx.organisationId} and s.journey_id = ${journeyId} and s.removed_at is null
   order by g.position, g.id, s.position, s.id`)

export interface StepPlace {
  id: string
  journeyId: string
  stageId: string
  isRemoved: boolean
}
export const findStep = async (tx: Tx, id: string): Promise<StepPlace | undefined> =>
  (
    await tx.run(sql<StepPlace>`select id, journey_id, stage_id, removed_at is not null as is_removed from journey_steps
      where organisation_id = ${tx.organisationId} and id = ${id}`)
  )[0]

export interface NamedStep {
  id: string
  journeyId: string
  emotion: Emotion
  position: number
  isRemoved: boolean
  createdAt: string
}
/** Steps with their place in the journey, counted from 1. Without ids: of journeys that are not retired, and none that were removed. */
export const stepPlaces = (tx: Tx, ids?: readonly string[]) =>
  tx.run(sql<NamedStep>`select * from (
      select s.id, s.journey_id, s.emotion, s.removed_at is not null as is_removed, s.created_at, j.is_retired, j.created_at as journey_created_at,
             row_number() over (partition by s.journey_id, s.removed_at is null order by g.position, g.id, s.position, s.id)::int as position
        from journey_steps s join journeys j on j.organisation_id = ${tx.organisationId} and j.id = s.journey_id
        join journey_stages g on g.organisation_id = ${tx.organisationId} and g.id = s.stage_id
       where s.organisation_id = ${tx.organisationId}) as places
     where ${ids ? sql`id = any(${ids}::uuid[])` : sql`not is_removed and not is_retired`}
     order by journey_created_at, journey_id, position`)

export interface StepWrite {
  id: string
  journeyId: string
  stageId: string
  position: number
  channel: Channel
  emotion: Emotion
  evidence: Grade
}
export const insertStep = (tx: Tx, row: StepWrite, at: string) =>
  tx.run(sql`insert into journey_steps (organisation_id, id, journey_id, stage_id, position, channel, emotion, evidence, created_at)
    values (${tx.organisationId}, ${row.id}, ${row.journeyId}, ${row.stageId}, ${row.position}, ${row.channel}, ${row.emotion}, ${row.evidence}, ${at})`)
export const updateStep = (tx: Tx, row: Omit<StepWrite, 'journeyId' | 'position'>) =>
  tx.run(sql`update journey_steps set stage_id = ${row.stageId}, channel = ${row.channel}, emotion = ${row.emotion}, evidence = ${row.evidence}
    where organisation_id = ${tx.organisationId} and id = ${row.id}`)
export const lastPosition = async (tx: Tx, stageId: string): Promise<number> =>
  (
    await tx.run(sql<{ position: number }>`select coalesce(max(position), -1)::int as position from journey_steps
      where organisation_id = ${tx.organisationId} and stage_id = ${stageId}`)
  )[0]!.position
export const setRemoved = (tx: Tx, id: string, at: string | null) =>
  tx.run(sql`update journey_steps set removed_at = ${at} where organisation_id = ${tx.organisationId} and id = ${id}`)

export async function writeOrder(tx: Tx, stages: readonly { id: string; stepIds: readonly string[] }[]): Promise<void> {
  if (stages.length === 0) return
  void tx.run(sql`update journey_stages g set position = v.position::int from (values ${valuesList(stages.map(({ id }, i) => [id, i]))}) as v(id, position)
    where g.organisation_id = ${tx.organisationId} and g.id = v.id::uuid`)
  const steps = stages.flatMap(({ id: stageId, stepIds }) => stepIds.map((id, i) => [id, stageId, i]))
  if (steps.length > 0)
    await tx.run(sql`update journey_steps s set stage_id = v.stage_id::uuid, position = v.position::int
      from (values ${valuesList(steps)}) as v(id, stage_id, position) where s.organisation_id = ${tx.organisationId} and s.id = v.id::uuid`)
}

/** Who of these already shapes another step. */
export const takenShapers = (tx: Tx, stepId: string, ids: readonly string[]) =>
  tx.run(
    sql`select id from step_shapers where organisation_id = ${tx.organisationId} and id = any(${ids}::uuid[]) and step_id <> ${stepId}`,
  )
export async function replaceShapers(tx: Tx, stepId: string, shapers: readonly ShaperRecord[]): Promise<void> {
  void tx.run(sql`delete from step_shapers where organisation_id = ${tx.organisationId} and step_id = ${stepId}`)
  if (shapers.length > 0)
    await tx.run(sql`insert into step_shapers (organisation_id, id, step_id, unit_id, job_role_id, lane, position)
      values ${valuesList(shapers.map((one, i) => [tx.organisationId, one.id, stepId, one.unitId, one.jobRoleId, one.lane, i]))}`)
}

/** What steps are called, by language; removed ones too. */
export const namesOfSteps = (tx: Tx, ids: readonly string[]) =>
  tx.run(sql<{
    id: string
    name: Record<string, string>
  }>`select owner_id as id, jsonb_object_agg(language, words) as name from journey_texts
    where organisation_id = ${tx.organisationId} and owner_id = any(${ids}::uuid[]) and field = 'name' group by 1`)
