// Who shapes what, and how people say it themselves.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import type { ShaperRecord } from './steps.ts'

export type LiveShaper = ShaperRecord & { stepId: string }
/** All that count today: of steps that are on the page, in journeys that are in use. A few hundred rows in a large house. */
export const liveShapers = (tx: Tx) =>
  tx.run(sql<LiveShaper>`select h.id, h.step_id, h.unit_id, h.job_role_id, h.lane from step_shapers h
    join journey_steps s on s.organisation_id = ${tx.organisationId} and s.id = h.step_id
    join journeys j on j.organisation_id = ${tx.organisationId} and j.id = s.journey_id
   where h.organisation_id = ${tx.organisationId} and s.removed_at is null and not j.is_retired order by h.position, h.id`)
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
