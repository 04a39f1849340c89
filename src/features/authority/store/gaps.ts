import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface GapRow {
  id: string
  reason: 'not-understood' | 'no-rule'
  words: string
  situationId: string | null
  remedyId: string | null
  times: number
  firstOn: string
  lastOn: string
  state: 'open' | 'answered' | 'set-aside'
  because: string | null
  ruleId: string | null
  ruleNumber: number | null
  version: number
}
/** Counts the question once more; one that comes back opens again. Answers its id, and whether it is new or open again. */
export const countGap = async (
  tx: Tx,
  row: {
    id: string
    key: string
    reason: GapRow['reason']
    words: string
    situationId: string | null
    remedyId: string | null
    day: string
  },
): Promise<{ id: string; isNews: boolean }> => {
  const known = (
    await tx.run(
      sql<{
        id: string
        state: string
      }>`select id, state from gaps where organisation_id = ${tx.organisationId} and gap_key = ${row.key} for update`,
    )
  )[0]
  const written = await tx.run(sql<{
    id: string
  }>`insert into gaps (organisation_id, id, gap_key, reason, words, situation_id, remedy_id, first_on, last_on)
    values (${tx.organisationId}, ${row.id}, ${row.key}, ${row.reason}, ${row.words}, ${row.situationId}, ${row.remedyId}, ${row.day}, ${row.day})
    on conflict (organisation_id, gap_key) do update set times = gaps.times + 1, last_on = excluded.last_on,
      state = case when gaps.state = 'answered' then 'open' else gaps.state end, version = gaps.version + 1
    returning id`)
  return { id: written[0]!.id, isNews: known === undefined || known.state === 'answered' }
}
const columns = sql`g.id, g.reason, g.words, g.situation_id, g.remedy_id, g.times, g.first_on, g.last_on, g.state, g.because, g.rule_id, r.number as rule_number, g.version`
export const listGaps = (tx: Tx, filter: { state: string; after: { times: number; id: string } | undefined; limit: number }) =>
  tx.run(sql<GapRow>`select ${columns} from gaps g left join rules r on r.organisation_id = ${tx.organisationId} and r.id = g.rule_id
    where g.organisation_id = ${tx.organisationId} and (${filter.state} = 'all' or g.state = ${filter.state})
      and (${filter.after?.times ?? null}::int is null or (g.times, g.id) < (${filter.after?.times ?? null}::int, ${filter.after?.id ?? null}::uuid))
    order by g.times desc, g.id desc limit ${filter.limit}`)
export const findGap = async (tx: Tx, id: string): Promise<GapRow | undefined> =>
  (
    await tx.run(sql<GapRow>`select ${columns} from gaps g left join rules r on r.organisation_id = ${tx.organisationId} and r.id = g.rule_id
      where g.organisation_id = ${tx.organisationId} and g.id = ${id}`)
  )[0]
export const settleGap = async (
  tx: Tx,
  row: { id: string; state: GapRow['state']; ruleId: string | null; because: string | null; by: string | null },
  fromVersion: number,
  at: Date,
): Promise<boolean> =>
  (
    await tx.run(sql`update gaps set state = ${row.state}, rule_id = ${row.ruleId}, because = ${row.because}, settled_by = ${row.by}, settled_at = ${at.toISOString()}, version = version + 1
      where organisation_id = ${tx.organisationId} and id = ${row.id} and version = ${fromVersion} returning id`)
  ).length > 0
export const forgetSettler = (tx: Tx, personId: string) =>
  tx.run(sql`update gaps set settled_by = null where organisation_id = ${tx.organisationId} and settled_by = ${personId}`)
