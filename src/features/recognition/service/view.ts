// How thanks are shown: names as they are today, and what this reader may do with each.
import { type PersonCard, personCard, unitsById } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import type { Thanks } from '../contract.ts'
import { takeBackMs } from '../rules.ts'
import type { ThanksRow } from '../store/thanks.ts'

export type Unit = { id: string; name: string; ancestorIds: string[] }

export async function namesFor(tx: Tx, rows: readonly ThanksRow[]) {
  const receivers = rows.flatMap((row) => row.receivers)
  const personIds = [...rows.map(({ fromId }) => fromId), ...receivers.map(({ personId }) => personId)].filter((id) => id !== null)
  const [people, units] = await Promise.all([
    personCard(tx, [...new Set(personIds)]),
    unitsById(tx, [...new Set(receivers.map(({ unitId }) => unitId))]),
  ])
  return namesFrom(people, units)
}

export function namesFrom(people: ReadonlyMap<string, PersonCard>, units: ReadonlyMap<string, Unit>) {
  const from = ({ fromId }: ThanksRow) => (fromId === null ? null : { id: fromId, name: people.get(fromId)?.displayName ?? null })
  const to = (row: ThanksRow): Thanks['to'] =>
    row.receivers.flatMap(({ kind, personId, unitId }): Thanks['to'] =>
      kind === 'unit'
        ? [{ kind, id: unitId, name: units.get(unitId)?.name ?? null }]
        : personId === null
          ? []
          : [{ kind, id: personId, name: people.get(personId)?.displayName ?? null }],
    )
  return { from, to, units }
}

/** Whom the policy takes as "the person concerned" when it is about hiding: the reader among those thanked, or the leader of the unit thanked. */
export const concerns = (ctx: Context, row: ThanksRow, units: ReadonlyMap<string, Unit>) => {
  const isMe = row.receivers.some(({ personId }) => personId !== null && personId === ctx.actor.personId)
  const unitId = row.receivers.find(({ kind }) => kind === 'unit')?.unitId
  return { personId: isMe ? ctx.actor.personId : null, unitPath: unitId ? (units.get(unitId)?.ancestorIds ?? null) : null }
}

type Names = ReturnType<typeof namesFrom>
export async function viewsOf(ctx: Context, tx: Tx, rows: readonly ThanksRow[]): Promise<Thanks[]> {
  const names = await namesFor(tx, rows)
  return rows.map((row) => viewOf(ctx, row, names))
}
export function viewOf(ctx: Context, row: ThanksRow, { from, to, units }: Names): Thanks {
  const mayHide = ctx.may('thanks.hide', concerns(ctx, row, units))
  const isFresh = ctx.now().getTime() - Date.parse(row.saidAt) <= takeBackMs
  return {
    id: row.id,
    from: from(row),
    to: to(row),
    principleId: row.principleId,
    happened: row.happened,
    effect: row.effect,
    isPrivate: row.isPrivate,
    isHidden: row.isHidden,
    isReported: row.isReported,
    quoteId: row.quoteId,
    on: row.day,
    may: {
      takeBack: isFresh && row.fromId !== null && ctx.may('thanks.give', { personId: row.fromId }),
      hide: mayHide && !row.isReported,
      show: mayHide && row.isHidden && !row.isReported,
      judge: row.isReported && ctx.may('thanks.judge', {}),
    },
  }
}
