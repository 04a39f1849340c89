// From deltas to days: for the unit itself and every unit above it. Outside the writing transactions, because a row that all writers update (the
// root's) took sixteen of them from 5,706 to 569 transactions a second.
import { unitsById } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { holdRound } from '#platform/jobs/hold-round.ts'
import { fromDecimal, type Key, keyText, sumByKey, toDecimal } from './rules.ts'
import { addToOrigins, addToUnitDays, type KeyRow, takeDeltas } from './store/days.ts'

const deltasPerBatch = 10_000
export const rollupName = 'signals.rollup'

const asRow = <K extends Key>(row: K & { n: number; sum: bigint; sumSquares: bigint }) => ({
  ...row,
  sum: toDecimal(row.sum),
  sumSquares: toDecimal(row.sumSquares),
})
const asAmount = (row: KeyRow) => ({ ...row, sum: fromDecimal(row.sum), sumSquares: fromDecimal(row.sumSquares) })

/** One batch in one transaction; true when more waits. */
export const rollUp = (ctx: Context): Promise<boolean> =>
  ctx.write(async (tx) => {
    if (!(await holdRound(tx, rollupName))) return false
    const taken = await takeDeltas(tx, deltasPerBatch)
    if (taken.length === 0) return false
    // The ancestors of this moment: a unit that moves later leaves its history where it was made.
    const units = await unitsById(tx, [...new Set(taken.map(({ unitId }) => unitId))])
    const origins = taken.map((row) => ({
      ...asAmount(row),
      ancestorIds: units.get(row.unitId)?.ancestorIds ?? [row.unitId],
    }))
    const days = origins.flatMap(({ ancestorIds, ...row }) => ancestorIds.map((unitId) => ({ ...row, unitId })))
    await addToOrigins(
      tx,
      sumByKey(origins, (row) => `${keyText(row)} ${row.ancestorIds.join()}`).map((row) => asRow(row)),
    )
    await addToUnitDays(tx, sumByKey(days).map(asRow))
    return taken.reduce((sum, { deltas }) => sum + deltas, 0) === deltasPerBatch
  })
