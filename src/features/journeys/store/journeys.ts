import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface JourneyRecord {
  id: string
  isRetired: boolean
  version: number
}
export const insertJourney = (tx: Tx, id: string, at: string) =>
  tx.run(sql`insert into journeys (organisation_id, id, created_at, updated_at) values (${tx.organisationId}, ${id}, ${at}, ${at})`)

/** One in use that has a step. */
export const hasJourney = async (tx: Tx): Promise<boolean> =>
  (
    await tx.run(sql`select 1 from journeys j join journey_steps s on s.organisation_id = j.organisation_id and s.journey_id = j.id and s.removed_at is null
      where j.organisation_id = ${tx.organisationId} and not j.is_retired limit 1`)
  ).length > 0

export const findJourney = async (tx: Tx, id: string): Promise<JourneyRecord | undefined> =>
  (
    await tx.run(
      sql<JourneyRecord>`select id, is_retired, version from journeys where organisation_id = ${tx.organisationId} and id = ${id}`,
    )
  )[0]

/** Takes the journey for a change: only from the version that was read, where one is given. The row is held until the transaction ends. */
export const takeJourney = async (
  tx: Tx,
  id: string,
  change: { fromVersion: number | null; isRetired?: boolean | undefined; at: string },
): Promise<boolean> =>
  (
    await tx.run(sql`update journeys set version = version + 1, updated_at = ${change.at},
        is_retired = coalesce(${change.isRetired ?? null}::boolean, is_retired)
      where organisation_id = ${tx.organisationId} and id = ${id} and (${change.fromVersion}::int is null or version = ${change.fromVersion}::int) returning id`)
  ).length > 0

export interface JourneyCount extends JourneyRecord {
  stages: number
  steps: number
}
export const listJourneys = (tx: Tx, isRetired: boolean) =>
  tx.run(sql<JourneyCount>`select j.id, j.is_retired, j.version,
      (select count(*) from journey_stages s where s.organisation_id = ${tx.organisationId} and s.journey_id = j.id)::int as stages,
      (select count(*) from journey_steps s where s.organisation_id = ${tx.organisationId} and s.journey_id = j.id and s.removed_at is null)::int as steps
    from journeys j where j.organisation_id = ${tx.organisationId} and j.is_retired = ${isRetired} order by j.created_at, j.id limit 200`)

export interface StageRecord {
  id: string
  journeyId: string
  position: number
}
export const stagesOf = (tx: Tx, journeyId: string) =>
  tx.run(sql<StageRecord>`select id, journey_id, position from journey_stages
    where organisation_id = ${tx.organisationId} and journey_id = ${journeyId} order by position, id`)
export const findStage = async (tx: Tx, id: string): Promise<StageRecord | undefined> =>
  (
    await tx.run(
      sql<StageRecord>`select id, journey_id, position from journey_stages where organisation_id = ${tx.organisationId} and id = ${id}`,
    )
  )[0]
export const insertStage = (tx: Tx, row: StageRecord) =>
  tx.run(sql`insert into journey_stages (organisation_id, id, journey_id, position)
    values (${tx.organisationId}, ${row.id}, ${row.journeyId}, ${row.position})`)
export const deleteStage = (tx: Tx, id: string) =>
  tx.run(sql`delete from journey_stages where organisation_id = ${tx.organisationId} and id = ${id}`)
/** Removed steps count: they come back where they stood. */
export const isStageUsed = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.run(sql`select 1 from journey_steps where organisation_id = ${tx.organisationId} and stage_id = ${id} limit 1`)).length > 0
