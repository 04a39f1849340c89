// Pieces of evidence and changes of levels are counted of units. Evidence stands left of signals; they meet in language's slot.
import { recordFigures } from '#features/language/public.ts'
import { personCard, readSettings, rootUnitIds, timeZoneOf } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { WriteTx } from '#platform/http/context.ts'
import { type CountedPiece, countLevelSteps, countPieces, type FigureCount, type LevelStep, type Place } from './store.ts'

export function recordPieces(tx: WriteTx, pieces: readonly CountedPiece[], isCorrection: boolean): void {
  recordFigures(
    tx,
    pieces.map(({ outcome, principleId, countedIn, countedOn }) => ({
      metric: 'evidence',
      unitId: countedIn,
      day: countedOn,
      value: outcome === 'met' ? 1 : 0,
      facets: principleId === null ? [] : [{ kind: 'principle', id: principleId }],
      isCorrection,
    })),
  )
}
export function recordSteps(tx: WriteTx, steps: readonly LevelStep[], isCorrection: boolean): void {
  recordFigures(
    tx,
    steps.map(({ fromLevel, toLevel, countedIn, countedOn }) => ({
      metric: toLevel > fromLevel ? 'levels-reached' : 'levels-lapsed',
      unitId: countedIn,
      day: countedOn,
      value: 1,
      facets: [],
      isCorrection,
    })),
  )
}

/** The person's unit of today; whoever has none counts for the whole organisation. */
export async function placeOf(tx: Tx, personId: string, at: Date): Promise<Place> {
  const card = (await personCard(tx, [personId])).get(personId)
  const countedIn = card?.unitId ?? (await rootUnitIds(tx))[0]!
  return { countedIn, countedOn: dayIn(await timeZoneOf(tx, countedIn), at) }
}
/** The same for many at once, with the organisation's own day: changes of levels of a whole house must not ask for each. */
export async function placesOf(tx: Tx, personIds: readonly string[], at: Date): Promise<Map<string, Place>> {
  if (personIds.length === 0) return new Map()
  const [cards, roots, { timeZone }] = await Promise.all([personCard(tx, personIds), rootUnitIds(tx), readSettings(tx)])
  const countedOn = dayIn(timeZone, at)
  return new Map(personIds.map((id) => [id, { countedIn: cards.get(id)?.unitId ?? roots[0]!, countedOn }]))
}

const asSums = (rows: readonly FigureCount[]) => rows.map((row) => ({ ...row, sum: String(row.sum), sumSquares: String(row.sum) }))
export const metrics = [
  /** 1 for each piece that was met, 0 for "not yet". */
  { name: 'evidence', recount: async (tx: Tx, firstDay: string, lastDay: string) => asSums(await countPieces(tx, firstDay, lastDay)) },
  {
    name: 'levels-reached',
    recount: async (tx: Tx, firstDay: string, lastDay: string) => asSums(await countLevelSteps(tx, true, firstDay, lastDay)),
  },
  {
    name: 'levels-lapsed',
    recount: async (tx: Tx, firstDay: string, lastDay: string) => asSums(await countLevelSteps(tx, false, firstDay, lastDay)),
  },
]
