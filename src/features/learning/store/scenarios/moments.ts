import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface MomentHead {
  scenarioId: string
  number: number
  /** Somebody has played it to an end. */
  isPlayed: boolean
}
/** What is live today, without its text; an organisation has some dozens. */
export const liveHeads = (tx: Tx, personId: string) =>
  tx.run(sql<MomentHead>`select s.id as scenario_id, s.live_number as number, exists (select 1 from scenario_plays p
        where p.organisation_id = ${tx.organisationId} and p.person_id = ${personId} and p.scenario_id = s.id and p.ended_at is not null) as is_played
      from scenarios s where s.organisation_id = ${tx.organisationId} and not s.is_retired and s.live_number is not null order by s.id limit 500`)

export interface MomentText {
  scenarioId: string
  number: number
  language: string
  isFirst: boolean
  text: string
}
/** In every language that was complete. */
export const momentTexts = (tx: Tx, versions: readonly { scenarioId: string; number: number }[]) =>
  tx.run(sql<MomentText>`select v.scenario_id, v.number, v.language, v.language = s.language as is_first, v.text
      from unnest(${versions.map(({ scenarioId }) => scenarioId)}::uuid[], ${versions.map(({ number }) => number)}::int[]) as w(scenario_id, number)
      join scenario_versions v on v.organisation_id = ${tx.organisationId} and v.scenario_id = w.scenario_id and v.number = w.number
      join scenarios s on s.organisation_id = ${tx.organisationId} and s.id = v.scenario_id`)
