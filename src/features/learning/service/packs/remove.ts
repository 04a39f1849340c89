// A pack goes again: what nobody has used and nobody has changed is retired. What was used stays, because answers and plans name it.
import { untag } from '#features/language/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { dropParts, setRetired, usedAmong } from '../../store/packs.ts'
import { cardKind } from '../cards/read.ts'
import { itemKind } from '../items/read.ts'
import { standingOf } from './install.ts'
import { deliveredPack } from './library.ts'
import type { PartKind } from './parts.ts'

type Use = (tx: Tx, ids: readonly string[]) => Promise<readonly string[]>
const uses: Use[] = []
/** Features to the right that ask questions and scenarios say which of these they have asked. */
export const registerUseOfParts = (use: Use): void => void uses.push(use)

const kindOf: Record<PartKind, string> = { lesson: 'lesson', scenario: 'scenario', item: itemKind, card: cardKind }

export interface Removal {
  retired: number
  /** Somebody has begun, played, answered or opened it, or a path or an assessment holds it. */
  used: number
  /** Written here by now. */
  changed: number
}
export function removePack(ctx: Context, key: string): Promise<Removal> {
  ctx.require('packs.install', {})
  return ctx.write(async (tx) => {
    const pack = await deliveredPack(key)
    const { parts, stands } = await standingOf(tx, pack)
    const here = parts.flatMap((one) => {
      const stand = stands.get(one.part)
      return stand && !stand.isRetired && one.state !== 'own' ? [{ ...one, id: stand.id }] : []
    })
    const ids = [...new Set(here.map(({ id }) => id))]
    const used = await usedAmong(tx, ids)
    for (const use of uses) for (const id of await use(tx, ids)) used.add(id)
    // A lesson that was changed in one language is the house's in all of them.
    const changed = new Set(here.flatMap(({ id, state }) => (state === 'changed' || state === 'both' ? [id] : [])))
    const goes = ids.filter((id) => !used.has(id) && !changed.has(id))
    await setRetired(tx, goes, true)
    const going = here.filter(({ id }) => goes.includes(id))
    await Promise.all([...new Map(going.map((one) => [one.id, one])).values()].map(({ id, kind }) => untag(tx, kindOf[kind], id)))
    await dropParts(
      tx,
      pack.key,
      going.map(({ part }) => part),
    )
    const removal = { retired: goes.length, used: used.size, changed: [...changed].filter((id) => !used.has(id)).length }
    tx.audit({ action: 'pack.removed', subject: { kind: 'organisation', id: tx.organisationId }, details: { pack: key, ...removal } })
    return removal
  })
}
