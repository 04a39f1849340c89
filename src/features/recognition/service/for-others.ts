// What features to the right, the principle's page and the screens on the wall read of thanks: public ones only.
import type { Taggable, WallboardSource } from '#features/language/public.ts'
import { unitIdsBelow } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { listThanks, openByIds } from '../store/thanks.ts'
import { thanksKind } from './give.ts'
import { namesFor } from './view.ts'

export interface PublicThanks {
  id: string
  /** What happened. */
  words: string
  effect: string | null
  principleId: string
  from: { id: string; name: string | null } | null
  /** People and units. */
  to: { id: string; name: string | null }[]
  at: string
}
/** Public thanks to these units and their people, the newest first; `since` an instant, or null for all. */
export async function thanksFor(tx: Tx, unitIds: readonly string[], since: string | null, limit: number): Promise<PublicThanks[]> {
  if (unitIds.length === 0) return []
  const rows = await listThanks(tx, { whose: { kind: 'units', unitIds, ...(since ? { since } : {}) }, limit })
  const { from, to } = await namesFor(tx, rows)
  return rows.map((row) => ({
    id: row.id,
    words: row.happened,
    effect: row.effect,
    principleId: row.principleId,
    from: from(row),
    to: to(row).map(({ id, name }) => ({ id, name })),
    at: row.saidAt,
  }))
}

export interface ThanksToMe {
  id: string
  words: string
  effect: string | null
  principleId: string
  fromId: string | null
  isPrivate: boolean
  /** A day. */
  on: string
}
/** What somebody was thanked for after an instant, private ones too, the newest first. For the receiver only. */
export const thanksTo = async (tx: Tx, personId: string, since: string, limit: number): Promise<ThanksToMe[]> =>
  (await listThanks(tx, { whose: { kind: 'received', personId, since }, limit })).map((row) => ({
    id: row.id,
    words: row.happened,
    effect: row.effect,
    principleId: row.principleId,
    fromId: row.fromId,
    isPrivate: row.isPrivate,
    on: row.day,
  }))

export const taggable: Taggable = {
  kind: thanksKind,
  async describe(ctx, tx, ids) {
    if (!ctx.may('thanks.read', {})) return []
    return (await openByIds(tx, ids)).map((row) => ({ id: row.id, title: row.happened, link: `/thanks/${row.id}`, at: row.saidAt }))
  },
}

const weekMs = 7 * 86_400_000
const mostOnScreen = 5
/** Visitors read a screen too: it names units, nobody by name. */
export const wallboardSource: WallboardSource = {
  name: 'thanks',
  async read(tx, { unitIds, now }) {
    const within = unitIds === null ? null : await unitIdsBelow(tx, unitIds)
    const since = new Date(now.getTime() - weekMs).toISOString()
    const rows = await listThanks(tx, { whose: { kind: 'units', unitIds: within, since }, limit: mostOnScreen })
    const { units } = await namesFor(tx, rows)
    return rows.map((row) => ({
      kind: 'thanks' as const,
      words: [row.happened, row.effect].filter(Boolean).join(' '),
      by: [...new Set(row.receivers.map(({ unitId }) => units.get(unitId)?.name))].filter(Boolean).join(', ') || null,
      principleId: row.principleId,
    }))
  },
}
