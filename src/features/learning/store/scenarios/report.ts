// Counted over everybody, never over a unit or a person: how many plays, and of how many people.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface Asked {
  scenarioId: string
  number: number
  /** Only the first play of each person: before anybody has learnt it by playing. */
  isFirstOnly: boolean
}
const these = (tx: Tx, { scenarioId, number, isFirstOnly }: Asked) => sql`p.organisation_id = ${tx.organisationId}
  and p.scenario_id = ${scenarioId} and p.number = ${number} ${isFirstOnly ? sql`and p.is_first` : sql``}`

export const endingsReached = (tx: Tx, asked: Asked) =>
  tx.run(sql<{ ending: string; plays: number }>`
    select p.ending, count(*)::int as plays from scenario_plays p where p.ending is not null and ${these(tx, asked)} group by 1`)
export const howMany = async (tx: Tx, asked: Asked): Promise<{ plays: number; people: number }> =>
  (
    await tx.run(sql<{ plays: number; people: number }>`
      select count(*)::int as plays, count(distinct p.person_id)::int as people from scenario_plays p where ${these(tx, asked)}`)
  )[0] ?? { plays: 0, people: 0 }
/** By scene and way, each play once where it came there twice. `path` null: stopped there. `isTotal`: of the scene, however it went on. */
export const waysTaken = (tx: Tx, asked: Asked) =>
  tx.run(sql<{ scene: string; path: string | null; isTotal: boolean; plays: number; people: number }>`
    select scene, path, grouping(path) = 1 as is_total, count(distinct (person_id, play_id))::int as plays, count(distinct person_id)::int as people from (
      select c.scene, c.path, c.person_id, c.play_id
        from scenario_choices c join scenario_plays p on p.organisation_id = ${tx.organisationId} and p.person_id = c.person_id and p.id = c.play_id
       where c.organisation_id = ${tx.organisationId} and c.scenario_id = ${asked.scenarioId} and c.number = ${asked.number} and ${these(tx, asked)}
      union all
      select p.at_scene, null, p.person_id, p.id from scenario_plays p where p.ending is null and ${these(tx, asked)}) w
     group by grouping sets ((scene, path), (scene))`)
