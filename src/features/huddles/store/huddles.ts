import type { Tx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'

export interface HuddleRecord {
  id: string
  unitId: string
  week: string
  principleId: string | null
  hostId: string | null
  openedOn: string | null
  state: 'ready' | 'held' | 'skipped'
  settledOn: string | null
}
const columns = sql.raw('h.id, h.unit_id, h.week, h.principle_id, h.host_id, h.opened_on, h.state, h.settled_on')

export const hasHeldHuddle = async (tx: Tx): Promise<boolean> =>
  (await tx.run(sql`select 1 from huddles where organisation_id = ${tx.organisationId} and state = 'held' limit 1`)).length > 0

export type NewHuddleRow = Pick<HuddleRecord, 'id' | 'unitId' | 'week' | 'principleId' | 'hostId'>
/** What another worker has written meanwhile stays. Answers the units whose huddle is new. */
export async function insertHuddles(tx: Tx, rows: readonly NewHuddleRow[], at: string): Promise<string[]> {
  const made: string[] = []
  for (const chunk of inChunks(rows, 8)) {
    const inserted = await tx.run(sql<{
      unitId: string
    }>`insert into huddles (organisation_id, id, unit_id, week, principle_id, host_id, state, created_at)
      values ${valuesList(chunk.map((row) => [tx.organisationId, row.id, row.unitId, row.week, row.principleId, row.hostId, 'ready', at]))}
      on conflict (organisation_id, unit_id, week) do nothing returning unit_id`)
    made.push(...inserted.map(({ unitId }) => unitId))
  }
  return made
}
export const unitsWithHuddle = async (tx: Tx, week: string): Promise<string[]> =>
  (await tx.run(sql<{ unitId: string }>`select unit_id from huddles where organisation_id = ${tx.organisationId} and week = ${week}`)).map(
    ({ unitId }) => unitId,
  )

export const findHuddle = async (tx: Tx, id: string): Promise<HuddleRecord | undefined> =>
  (await tx.run(sql<HuddleRecord>`select ${columns} from huddles h where h.organisation_id = ${tx.organisationId} and h.id = ${id}`))[0]
/** Held until the transaction ends: two who open it at once freeze one agenda. */
export const lockHuddle = async (tx: Tx, id: string): Promise<HuddleRecord | undefined> =>
  (
    await tx.run(
      sql<HuddleRecord>`select ${columns} from huddles h where h.organisation_id = ${tx.organisationId} and h.id = ${id} for update`,
    )
  )[0]

export interface ListedHuddle extends HuddleRecord {
  raised: number
}
/** The latest week first. */
export const listHuddles = (tx: Tx, unitId: string, before: string | null, limit: number) =>
  tx.run(sql<ListedHuddle>`select ${columns}, (select count(*)::int from huddle_items i where i.organisation_id = ${tx.organisationId}
      and i.huddle_id = h.id and i.kind = 'raised') as raised
    from huddles h where h.organisation_id = ${tx.organisationId} and h.unit_id = ${unitId} and (${before}::date is null or h.week < ${before}::date)
   order by h.week desc limit ${limit}`)

const change = (tx: Tx, id: string, set: ReturnType<typeof sql>) =>
  tx.run(sql`update huddles set ${set} where organisation_id = ${tx.organisationId} and id = ${id}`)
export const openHuddle = (tx: Tx, id: string, on: string) => change(tx, id, sql`opened_on = ${on}`)
export const settleHuddle = (tx: Tx, id: string, state: HuddleRecord['state'], on: string | null) =>
  change(tx, id, sql`state = ${state}, settled_on = ${on}`)
export const giveHost = (tx: Tx, id: string, hostId: string) => change(tx, id, sql`host_id = ${hostId}`)

export const huddlesByIds = (tx: Tx, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.run(sql<HuddleRecord>`select ${columns} from huddles h where h.organisation_id = ${tx.organisationId} and h.id = any(${ids}::uuid[])
        order by h.week desc, h.id desc`)
export const huddlesHostedBy = (tx: Tx, personId: string) =>
  tx.run(sql<HuddleRecord>`select ${columns} from huddles h where h.organisation_id = ${tx.organisationId} and h.host_id = ${personId}
    order by h.week desc limit 5000`)
export const forgetHost = (tx: Tx, personId: string) =>
  tx.run(sql`update huddles set host_id = null where organisation_id = ${tx.organisationId} and host_id = ${personId}`)

/** Of one week: those of these units, and one of any team, because the week's principle is the same for all. */
export const ofWeek = (tx: Tx, unitIds: readonly string[], week: string) =>
  tx.run(sql<HuddleRecord>`(select ${columns} from huddles h where h.organisation_id = ${tx.organisationId} and h.unit_id = any(${unitIds}::uuid[])
      and h.week = ${week}) union
    (select ${columns} from huddles h where h.organisation_id = ${tx.organisationId} and h.week = ${week} and h.principle_id is not null limit 1)`)

export interface HuddleCount {
  unitId: string
  day: string
  n: number
}
/** Huddles by the Sunday of their week. */
export const countHuddles = (tx: Tx, isHeldOnly: boolean, firstDay: string, lastDay: string) =>
  tx.run(sql<HuddleCount>`select unit_id, (week + 6)::date as day, count(*)::int as n from huddles
    where organisation_id = ${tx.organisationId} and week between ${firstDay}::date - 6 and ${lastDay}::date - 6 and (state = 'held' or not ${isHeldOnly}::boolean)
    group by 1, 2`)
