// What carries a principle is counted, too. Language and evidence stand left of signals, which fills this slot in the assembly.
import type { Tx } from '#platform/db/database.ts'
import type { WriteTx } from '#platform/http/context.ts'
import { type CountedUse, countUses } from './store/uses.ts'

export const usesMetric = 'principle-uses'

interface Figure {
  metric: string
  unitId: string
  day: string
  value: number
  facets: { kind: 'principle'; id: string }[]
  isCorrection: boolean
}
export type FigureRecorder = (tx: WriteTx, figures: readonly Figure[]) => void

let record: FigureRecorder = () => undefined
/** Called once by the assembly; until then nothing is counted. */
export const registerFigures = (recorder: FigureRecorder): void => void (record = recorder)
export const recordFigures: FigureRecorder = (tx, figures) => record(tx, figures)

export const recordUses = (tx: WriteTx, uses: readonly CountedUse[], isCorrection: boolean): void =>
  recordFigures(
    tx,
    uses.map(({ principleId, countedIn, countedOn }) => ({
      metric: usesMetric,
      unitId: countedIn,
      day: countedOn,
      value: 1,
      facets: [{ kind: 'principle', id: principleId }],
      isCorrection,
    })),
  )

/** 1 for each thing that carries a principle, in its unit, on the day on which it was given it. */
export const metric = {
  name: usesMetric,
  recount: async (tx: Tx, firstDay: string, lastDay: string) =>
    (await countUses(tx, firstDay, lastDay)).map((row) => ({ ...row, sum: String(row.n), sumSquares: String(row.n) })),
}
