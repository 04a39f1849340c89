// What huddles of a unit have used, told and become.
import type { Tx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'

export interface Used {
  unitId: string
  subjectId: string
  week: string
}
/** The last week of each principle, or host, in each of these units. */
const lastUses = (tx: Tx, column: 'principle_id' | 'host_id', unitIds: readonly string[]) =>
  tx.run(sql<Used>`select unit_id, ${sql.ref(column)} as subject_id, max(week) as week from huddles
    where organisation_id = ${tx.organisationId} and unit_id = any(${unitIds}::uuid[]) and ${sql.ref(column)} is not null group by 1, 2`)
export const lastPrinciples = (tx: Tx, unitIds: readonly string[]) => lastUses(tx, 'principle_id', unitIds)
export const lastHosts = (tx: Tx, unitIds: readonly string[]) => lastUses(tx, 'host_id', unitIds)

export interface ItemRow {
  kind: string
  subjectId: string
}
export const itemsOf = (tx: Tx, huddleId: string) =>
  tx.run(sql<ItemRow>`select kind, subject_id from huddle_items where organisation_id = ${tx.organisationId} and huddle_id = ${huddleId}
    order by position, subject_id`)
export async function insertItems(tx: Tx, huddleId: string, rows: readonly ItemRow[], firstPosition = 0): Promise<void> {
  for (const chunk of inChunks(rows, 5))
    await tx.run(sql`insert into huddle_items (organisation_id, huddle_id, kind, subject_id, position)
      values ${valuesList(chunk.map(({ kind, subjectId }, i) => [tx.organisationId, huddleId, kind, subjectId, firstPosition + i]))}
      on conflict do nothing`)
}

/** What earlier and later huddles of this unit told already: nobody hears the same words twice. */
export const toldElsewhere = async (tx: Tx, unitId: string, huddleId: string): Promise<Set<string>> =>
  new Set(
    (
      await tx.run(sql<{
        subjectId: string
      }>`select i.subject_id from huddle_items i join huddles h on h.organisation_id = ${tx.organisationId}
          and h.id = i.huddle_id and h.unit_id = ${unitId} and h.id <> ${huddleId}
        where i.organisation_id = ${tx.organisationId} and i.kind in ('quote', 'answer', 'thanks', 'story')`)
    ).map(({ subjectId }) => subjectId),
  )

export interface TeamSums {
  unitId: string
  made: number
  held: number
  skipped: number
  currentId: string | null
  currentState: 'ready' | 'held' | 'skipped' | null
}
/** Per unit since a week; `unitIds` null: every unit that has had a huddle. */
export const sumsByUnit = (tx: Tx, since: string, week: string, unitIds: readonly string[] | null) =>
  tx.run(sql<TeamSums>`select unit_id, count(*)::int as made, (count(*) filter (where state = 'held'))::int as held,
      (count(*) filter (where state = 'skipped'))::int as skipped,
      (array_agg(id) filter (where week = ${week}))[1] as current_id, (array_agg(state) filter (where week = ${week}))[1] as current_state
    from huddles where organisation_id = ${tx.organisationId} and week >= ${since}
      and (${unitIds === null} or unit_id = any(${unitIds ?? []}::uuid[])) group by 1`)
