// Who shapes what, and how people say it themselves.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import type { ShaperRecord } from './steps.ts'

export type LiveShaper = ShaperRecord & { stepId: string }
/** Shapers that count today: of steps that are on the page, in journeys that are in use. */
const live = (organisationId: string) => sql`step_shapers h
    join journey_steps s on s.organisation_id = ${organisationId} and s.id = h.step_id
    join journeys j on j.organisation_id = ${organisationId} and j.id = s.journey_id
   where h.organisation_id = ${organisationId} and s.removed_at is null and not j.is_retired`
/** A few hundred rows in a large house. */
export const liveShapers = (tx: Tx) =>
  tx.run(
    sql<LiveShaper>`select h.id, h.step_id, h.unit_id, h.job_role_id, h.lane from ${live(tx.organisationId)} order by h.position, h.id`,
  )
/** Steps by who shapes them. */
export const stepsAtPlaces = (organisationId: string) =>
  sql<
    Pick<LiveShaper, 'unitId' | 'jobRoleId'> & { id: string }
  >`select h.step_id as id, h.unit_id, h.job_role_id from ${live(organisationId)}`
export const placesShaping = (organisationId: string, stepId: string) =>
  sql<
    Pick<LiveShaper, 'unitId' | 'jobRoleId'>
  >`select unit_id, job_role_id from step_shapers where organisation_id = ${organisationId} and step_id = ${stepId}`
export const findShaper = async (tx: Tx, id: string): Promise<LiveShaper | undefined> =>
  (
    await tx.run(
      sql<LiveShaper>`select id, step_id, unit_id, job_role_id, lane from step_shapers where organisation_id = ${tx.organisationId} and id = ${id}`,
    )
  )[0]

export interface OwnPart {
  shaperId: string
  stepId: string
  wording: string
  updatedOn: string
}
export const ownPartsOf = (tx: Tx, personId: string) =>
  tx.run(sql<OwnPart>`select shaper_id, step_id, wording, updated_on from own_parts
    where organisation_id = ${tx.organisationId} and person_id = ${personId} order by shaper_id`)
export const writeOwnPart = (tx: Tx, personId: string, row: OwnPart) =>
  tx.run(sql`insert into own_parts (organisation_id, person_id, shaper_id, step_id, wording, updated_on)
    values (${tx.organisationId}, ${personId}, ${row.shaperId}, ${row.stepId}, ${row.wording}, ${row.updatedOn})
    on conflict (organisation_id, person_id, shaper_id) do update set wording = excluded.wording, updated_on = excluded.updated_on`)
export const deleteOwnPart = (tx: Tx, personId: string, shaperId: string) =>
  tx.run(sql`delete from own_parts where organisation_id = ${tx.organisationId} and person_id = ${personId} and shaper_id = ${shaperId}`)
export const deleteOwnParts = (tx: Tx, personId: string) =>
  tx.run(sql`delete from own_parts where organisation_id = ${tx.organisationId} and person_id = ${personId}`)

export interface PartRow {
  shaperId: string
  stepId: string
  journeyId: string
  lane: ShaperRecord['lane']
  /** In the person's own words, where they wrote some. */
  wording: string | null
  sentence: Record<string, string>
  name: Record<string, string>
  journeyName: Record<string, string>
}
const said = (tx: Tx, owner: string, field: string) => sql`coalesce((select jsonb_object_agg(t.language, t.words) from journey_texts t
  where t.organisation_id = ${tx.organisationId} and t.owner_id = ${sql.ref(owner)} and t.field = ${sql.lit(field)}), '{}')`
/** The parts of one person in the journeys' order, with every text there is: one statement for a page that is opened often. */
export const partRows = (
  tx: Tx,
  { personId, unitPath, jobRoleId }: { personId: string; unitPath: readonly string[]; jobRoleId: string | null },
  limit: number,
) =>
  tx.run(sql<PartRow>`select h.id as shaper_id, h.step_id, s.journey_id, h.lane, o.wording, ${said(tx, 'h.id', 'sentence')} as sentence,
      ${said(tx, 's.id', 'name')} as name, ${said(tx, 's.journey_id', 'name')} as journey_name
    from step_shapers h join journey_steps s on s.organisation_id = ${tx.organisationId} and s.id = h.step_id
    join journeys j on j.organisation_id = ${tx.organisationId} and j.id = s.journey_id
    join journey_stages g on g.organisation_id = ${tx.organisationId} and g.id = s.stage_id
    left join own_parts o on o.organisation_id = ${tx.organisationId} and o.person_id = ${personId} and o.shaper_id = h.id
   where h.organisation_id = ${tx.organisationId} and s.removed_at is null and not j.is_retired
     and (h.unit_id is not null or h.job_role_id is not null) and (h.unit_id is null or h.unit_id = any(${unitPath}::uuid[]))
     and (h.job_role_id is null or h.job_role_id = ${jobRoleId}::uuid)
     and exists (select 1 from journey_texts t where t.organisation_id = ${tx.organisationId} and t.owner_id = h.id and t.field = 'sentence')
   order by j.created_at, j.id, g.position, g.id, s.position, s.id, h.position, h.id limit ${limit}`)
