// Counted over everybody, never over a unit or a person: how many plays, and of how many people.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import type { Language } from './scenarios.ts'

/** Null number: the version that is live. */
export const reportHead = async (tx: Tx, scenarioId: string, number: number | null, language: string) =>
  (
    await tx.run(sql<{ key: string; number: number | null; numbers: number[]; text: string | null; language: Language }>`
      select s.key, s.language, n.number, t.text, array(select distinct number from scenario_versions
            where organisation_id = ${tx.organisationId} and scenario_id = s.id order by number desc) as numbers
        from scenarios s cross join lateral (select coalesce(${number}::int, s.live_number) as number) n
        left join lateral (select text from scenario_versions
            where organisation_id = ${tx.organisationId} and scenario_id = s.id and number = n.number and language in (${language}, s.language)
            order by language = ${language} desc limit 1) t on true
       where s.organisation_id = ${tx.organisationId} and s.id = ${scenarioId}`)
  )[0]

export interface Asked {
  scenarioId: string
  number: number
  /** Only the first play of each person: before anybody has learnt it by playing. */
  isFirstOnly: boolean
}
export interface Counted {
  /** Null: `path` is an ending, or null for plays without one. */
  scene: string | null
  /** Null with a scene: stopped there. */
  path: string | null
  /** Of the scene, or of all, however it went on. */
  isTotal: boolean
  plays: number
  people: number
}
/** By scene and way, each play once where it came there twice; and by ending. */
export const countPlays = (tx: Tx, { scenarioId, number, isFirstOnly }: Asked) =>
  tx.run(sql<Counted>`
    with asked as materialized (
      select person_id, id, at_scene, ending from scenario_plays
       where organisation_id = ${tx.organisationId} and scenario_id = ${scenarioId} and number = ${number} ${isFirstOnly ? sql`and is_first` : sql``}),
    ways as (
      select c.scene, c.path, c.person_id, c.play_id from scenario_choices c join asked p on p.person_id = c.person_id and p.id = c.play_id
       where c.organisation_id = ${tx.organisationId} and c.scenario_id = ${scenarioId} and c.number = ${number}
      union all
      select at_scene, null, person_id, id from asked where ending is null)
    select scene, path, grouping(path) = 1 as is_total, count(distinct (person_id, play_id))::int as plays, count(distinct person_id)::int as people
      from ways group by grouping sets ((scene, path), (scene))
    union all
    select null, ending, grouping(ending) = 1, count(*)::int, count(distinct person_id)::int from asked group by grouping sets ((ending), ())`)
