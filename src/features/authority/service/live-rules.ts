// The rules that hold, with one statement while nothing new went live: what a live version says never changes, so this process keeps what it has read.
import { readSettings, type SettingsRow } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { definitionsOf, type LiveHead, type LiveVersion, liveHeads } from '../store/rules.ts'

/** Definitions of some kilobytes, over all organisations. */
const mostKept = 4000
const kept = new Map<string, LiveVersion['definition']>()

const halfDayMs = 12 * 3_600_000
/** No clock on earth is behind this one: with it what holds today can be asked for before the organisation's time zone is known. */
const earliestDay = (at: Date): string => new Date(at.getTime() - halfDayMs).toISOString().slice(0, 10)

export interface LiveRules {
  settings: SettingsRow
  day: string
  /** Of each rule the version that holds on this day, and those to come. */
  versions: LiveVersion[]
}

/** Only in a transaction that reads: what a writer sees live before its commit may still become another. */
export async function readLiveRules(tx: Tx, at: Date): Promise<LiveRules> {
  const [settings, heads] = await Promise.all([readSettings(tx), liveHeads(tx, earliestDay(at))])
  const day = dayIn(settings.timeZone, at)
  const begun = new Map<string, number>()
  for (const { ruleId, version, effectiveFrom } of heads)
    if (effectiveFrom <= day) begun.set(ruleId, Math.max(version, begun.get(ruleId) ?? 0))
  return {
    settings,
    day,
    versions: await withDefinitions(
      tx,
      heads.filter(({ ruleId, version }) => version >= (begun.get(ruleId) ?? 0)),
    ),
  }
}

async function withDefinitions(tx: Tx, heads: readonly LiveHead[]): Promise<LiveVersion[]> {
  const keyOf = ({ ruleId, version, liveAt }: LiveHead) => `${tx.organisationId} ${ruleId} ${version} ${liveAt}`
  const missing = heads.filter((head) => !kept.has(keyOf(head)))
  const read = missing.length === 0 ? [] : await definitionsOf(tx, missing)
  const fresh = new Map(read.map((row) => [`${row.ruleId} ${row.version}`, row.definition]))
  const found = heads.flatMap((head) => {
    const definition = kept.get(keyOf(head)) ?? fresh.get(`${head.ruleId} ${head.version}`)
    return definition ? [{ ...head, definition }] : []
  })
  for (const head of missing) {
    const definition = fresh.get(`${head.ruleId} ${head.version}`)
    if (definition) kept.set(keyOf(head), definition)
  }
  for (const [key] of kept) {
    if (kept.size <= mostKept) break
    kept.delete(key)
  }
  return found
}
