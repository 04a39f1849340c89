// Who starts when, by lot: the same teams, strata, counts and seed give the same lot, so that anybody can draw it again.
import { drawSchedule, possibleSchedules } from '#engines/causal/schedule.ts'
import { seeded } from '#engines/item/seeded.ts'

export interface InLot {
  unitId: string
  startDay: string | null
  stratum: number | null
}
interface Wave {
  startDay: string
  count: number
}

const byId = <T extends { unitId: string }>(teams: readonly T[]): T[] =>
  teams.toSorted((left, right) => (left.unitId < right.unitId ? -1 : 1))
const strataOf = (teams: readonly { stratum: number | null }[]): Int32Array => Int32Array.from(teams, ({ stratum }) => stratum ?? 0)

/** Teams in the order of their ids; waves by their day, and those who do not start last. */
export function drawLot(teams: readonly Omit<InLot, 'startDay'>[], waves: readonly Wave[], seed: string): InLot[] {
  const counts = new Map<string, number>()
  for (const { startDay, count } of waves) counts.set(startDay, (counts.get(startDay) ?? 0) + count)
  const days = [...counts.keys()].toSorted()
  const dealt = days.map((day, i) => ({ start: i + 1, count: counts.get(day)! }))
  const rest = teams.length - dealt.reduce((sum, { count }) => sum + count, 0)
  const ordered = byId(teams)
  const { starts } = drawSchedule([...dealt, { start: 0, count: rest }], teams.length, strataOf(ordered), seeded(seed))
  return ordered.map(({ unitId, stratum }, i) => ({ unitId, stratum, startDay: starts[i] === 0 ? null : days[starts[i]! - 1]! }))
}

/** Draws again with the seed that was kept. */
export function drawAgain(teams: readonly InLot[], seed: string): InLot[] {
  const waves = teams.flatMap(({ startDay }) => (startDay === null ? [] : [{ startDay, count: 1 }]))
  return drawLot(teams, waves, seed)
}

/** How many lots were as likely; null: more than a number holds. */
export function possibleLots(teams: readonly InLot[]): number | null {
  const ordered = byId(teams)
  const days = [...new Set(ordered.map(({ startDay }) => startDay))]
  const possible = possibleSchedules(
    Float64Array.from(ordered, ({ startDay }) => days.indexOf(startDay)),
    strataOf(ordered),
  )
  return Number.isFinite(possible) ? possible : null
}
