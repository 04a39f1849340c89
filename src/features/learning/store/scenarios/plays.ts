import type { Quality } from '#engines/scenario/scenario.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface PlayRow {
  id: string
  scenarioId: string
  number: number
  language: string
  isTimed: boolean
  atScene: string
  ending: string | null
  quality: Quality | null
  moves: number
  startedAt: string
  endedAt: string | null
}
const columns = sql.raw('id, scenario_id, number, language, is_timed, at_scene, ending, quality, moves, started_at, ended_at')

/** One writer at a time for one play: two sendings of one phone may come at once. */
export const lockPlay = async (tx: Tx, personId: string, id: string): Promise<PlayRow | undefined> =>
  (
    await tx.run(
      sql<PlayRow>`select ${columns} from scenario_plays where organisation_id = ${tx.organisationId} and person_id = ${personId} and id = ${id} for update`,
    )
  )[0]

/** False where it is there already. */
export const insertPlay = async (
  tx: Tx,
  personId: string,
  row: Pick<PlayRow, 'id' | 'scenarioId' | 'number' | 'language' | 'isTimed' | 'atScene' | 'startedAt'>,
): Promise<boolean> =>
  (
    await tx.run(sql`insert into scenario_plays (organisation_id, person_id, id, scenario_id, number, language, is_timed, is_first, at_scene, started_at)
      values (${tx.organisationId}, ${personId}, ${row.id}, ${row.scenarioId}, ${row.number}, ${row.language}, ${row.isTimed},
        not exists (select 1 from scenario_plays where organisation_id = ${tx.organisationId} and person_id = ${personId} and scenario_id = ${row.scenarioId}),
        ${row.atScene}, ${row.startedAt}) on conflict (organisation_id, person_id, id) do nothing returning id`)
  ).length > 0

export interface ChoiceRow {
  position: number
  scene: string
  path: string
  state: Record<string, number>
}
export async function goOn(
  tx: Tx,
  personId: string,
  play: Pick<PlayRow, 'id' | 'scenarioId' | 'number' | 'atScene' | 'ending' | 'quality' | 'moves' | 'endedAt'>,
  choices: readonly ChoiceRow[],
): Promise<void> {
  if (choices.length > 0) {
    const rows = choices.map(
      ({ position, scene, path, state }) =>
        sql`(${tx.organisationId}, ${personId}, ${play.id}, ${position}, ${play.scenarioId}, ${play.number}, ${scene}, ${path}, ${JSON.stringify(state)}::jsonb)`,
    )
    void tx.run(
      sql`insert into scenario_choices (organisation_id, person_id, play_id, position, scenario_id, number, scene, path, state) values ${sql.join(rows)}`,
    )
  }
  await tx.run(sql`update scenario_plays set at_scene = ${play.atScene}, ending = ${play.ending}, quality = ${play.quality}, moves = ${play.moves}, ended_at = ${play.endedAt}
    where organisation_id = ${tx.organisationId} and person_id = ${personId} and id = ${play.id}`)
}

export const pathsOf = async (tx: Tx, personId: string, playId: string): Promise<string[]> =>
  (
    await tx.run(sql<{ path: string }>`select path from scenario_choices
      where organisation_id = ${tx.organisationId} and person_id = ${personId} and play_id = ${playId} order by position`)
  ).map(({ path }) => path)

/** Of each scenario the latest play that is open and the latest that ended. */
export const latestPlays = (tx: Tx, personId: string) =>
  tx.run(sql<PlayRow>`select distinct on (scenario_id, ended_at is null) ${columns} from scenario_plays
    where organisation_id = ${tx.organisationId} and person_id = ${personId}
    order by scenario_id, ended_at is null, started_at desc, id desc`)
/** The same of one scenario, with the way so far. */
export const latestPlaysOf = (tx: Tx, personId: string, scenarioId: string) =>
  tx.run(sql<PlayRow & { paths: string[] }>`select distinct on (ended_at is null) ${columns}, array(select path from scenario_choices c
        where c.organisation_id = ${tx.organisationId} and c.person_id = ${personId} and c.play_id = scenario_plays.id order by position) as paths
     from scenario_plays
    where organisation_id = ${tx.organisationId} and person_id = ${personId} and scenario_id = ${scenarioId}
    order by ended_at is null, started_at desc, id desc`)

export const playsOfPerson = (tx: Tx, personId: string) =>
  tx.run(
    sql<PlayRow>`select ${columns} from scenario_plays where organisation_id = ${tx.organisationId} and person_id = ${personId} order by started_at, id`,
  )
export const choicesOfPerson = (tx: Tx, personId: string) =>
  tx.run(sql<ChoiceRow & { playId: string }>`select play_id, position, scene, path, state from scenario_choices
    where organisation_id = ${tx.organisationId} and person_id = ${personId} order by play_id, position`)
/** The choices go with their plays. */
export const deletePlays = (tx: Tx, personId: string) =>
  tx.run(sql`delete from scenario_plays where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
export const deletePlaysBefore = (tx: Tx, before: Date) =>
  tx.run(sql`delete from scenario_plays where organisation_id = ${tx.organisationId} and started_at < ${before.toISOString()}`)
