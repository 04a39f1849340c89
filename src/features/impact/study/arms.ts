// Who is compared with whom, at what level, and which figures speak about too few.
import type { Rows } from '#engines/causal/rows.ts'
import type { Study } from '#engines/causal/study.ts'
import type { WholeAnswer } from './jobs.ts'

interface Size {
  units: number
  clusters: number
}
/** By first treated period; Infinity: not within what was seen. */
export function cohortsOf({ unit, firstTreated, time, cluster }: Rows): Map<number, Size> {
  let last = -Infinity
  for (let i = 0; i < time.length; i++) last = Math.max(last, time[i]!)
  const seenUnits = new Set<number>()
  const seenClusters = new Map<number, Set<number>>()
  const sizes = new Map<number, Size>()
  for (let i = 0; i < unit.length; i++) {
    if (seenUnits.has(unit[i]!)) continue
    seenUnits.add(unit[i]!)
    const start = firstTreated[i]! > 0 && firstTreated[i]! <= last ? firstTreated[i]! : Infinity
    const size = sizes.get(start) ?? { units: 0, clusters: 0 }
    const clusters = seenClusters.get(start) ?? new Set<number>()
    clusters.add(cluster ? cluster[i]! : unit[i]!)
    size.units++
    size.clusters = clusters.size
    sizes.set(start, size)
    seenClusters.set(start, clusters)
  }
  return sizes
}

/** In the order of their start, who never starts last; arms of fewer than `least` units are left out. */
export const armsOf = (rows: Rows, labelOf: (time: number) => string, least: number): WholeAnswer['arms'] =>
  [...cohortsOf(rows)]
    .toSorted(([left], [right]) => left - right)
    .filter(([, { units }]) => units >= least)
    .map(([start, size]) => ({ start: start === Infinity ? null : labelOf(start), ...size }))

/** Means before anybody started. */
export function levelsOf({ time, outcome, firstTreated }: Rows): WholeAnswer['levels'] {
  let [first, last] = [Infinity, -Infinity]
  for (let i = 0; i < time.length; i++) {
    last = Math.max(last, time[i]!)
    if (firstTreated[i]! > 0) first = Math.min(first, firstTreated[i]!)
  }
  const sums = { treated: { sum: 0, count: 0 }, comparison: { sum: 0, count: 0 } }
  for (let i = 0; i < time.length; i++) {
    if (time[i]! >= first) continue
    const arm = firstTreated[i]! > 0 && firstTreated[i]! <= last ? sums.treated : sums.comparison
    arm.sum += outcome[i]!
    arm.count++
  }
  const { treated, comparison } = sums
  return treated.count === 0 || comparison.count === 0
    ? null
    : { treated: treated.sum / treated.count, comparison: comparison.sum / comparison.count }
}

/** Leaves out every part behind which stand fewer than `least` treated units: it would speak about persons. */
export function withoutSmall(answer: WholeAnswer, study: Study, cohorts: Map<number, Size>, least: number): WholeAnswer {
  if (least <= 1) return answer
  const { cells } = study.effects
  const isEnough = (holds: (group: number, time: number) => boolean): boolean => {
    const groups = new Set(cells.filter(({ group, time }) => holds(group, time)).map(({ group }) => group))
    return [...groups].reduce((sum, group) => sum + (cohorts.get(group)?.units ?? 0), 0) >= least
  }
  return {
    ...answer,
    dynamic: answer.dynamic.filter(({ event }) => isEnough((group, time) => time - group === event)),
    group: answer.group.filter(({ units }) => units !== null && units >= least),
    calendar: answer.calendar.filter((_, i) => isEnough((group, time) => group <= time && time === study.calendar.parts[i]?.at)),
    groupTime: answer.groupTime.filter((_, i) => isEnough((group) => group === cells[i]?.group)),
  }
}
