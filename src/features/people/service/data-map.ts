// "What is recorded, who sees it, how long": made from the comments of the schema and the lines of the policy, so that it can't drift from either.
import type { Context } from '#platform/http/context.ts'
import type { DataMap } from '../contract.ts'
import { parsePersonalComment, retentionDays, seenThrough } from '../data-protection.ts'
import { personParticipants } from '../participants.ts'
import { personalComments } from '../store/data-protection.ts'

export async function readDataMap(ctx: Context): Promise<DataMap> {
  ctx.require('data-map.read', {})
  const comments = await ctx.read((tx) => personalComments(tx))
  const seen = Object.assign({}, seenThrough, ...personParticipants().map(({ personalTables }) => personalTables ?? {})) as Record<
    string,
    string
  >
  const groups = new Map<string, DataMap['items'][number]>()
  for (const { table, column, comment } of comments) {
    const parsed = parsePersonalComment(table, column, comment)
    if (!parsed) continue
    const operation = seen[`${table}.${column}`] ?? seen[table]
    const whoSees = (operation ? (ctx.platform.policy[operation]?.lines ?? []) : []).map(([role, where]) =>
      where === 'self' || where === 'manager' ? where : role,
    )
    const key = [parsed.what, parsed.purpose, parsed.retention, whoSees.join()].join('|')
    const group = groups.get(key)
    if (group) group.columns.push(`${table}.${column}`)
    else
      groups.set(key, {
        what: parsed.what,
        purpose: parsed.purpose,
        retention: parsed.retention,
        days: retentionDays[parsed.retention] ?? null,
        whoSees: [...new Set(whoSees)],
        columns: [`${table}.${column}`],
      })
  }
  return { items: [...groups.values()].sort((left, right) => left.what.localeCompare(right.what)) }
}
