// Who starts when, by lot: the one thing that makes a comparison fair beyond doubt.
import { shuffledPlaces } from './shuffle.ts'

export interface Wave {
  /** First treated period; 0: not within the plan. */
  start: number
  /** Clusters that start then. */
  count: number
}

export interface Schedule {
  /** Of each cluster. */
  starts: Float64Array
  /** Number of equally likely schedules with the same counts in each stratum; the smallest p that a permutation test can give is 1 / possible. */
  possible: number
}

/**
 * Deals waves out to clusters at random, each stratum getting its share of every wave to within one.
 *
 * @param waves counts that add up to the number of clusters
 * @param strata of each cluster, such as its site; null: all alike
 * @param random numbers from 0 to below 1; seeded, it is the record from which the lot can be drawn again
 * @throws RangeError where the counts don't add up
 */
export function drawSchedule(waves: readonly Wave[], clusters: number, strata: Int32Array | null, random: () => number): Schedule {
  if (waves.some(({ count }) => !Number.isInteger(count) || count < 0) || waves.reduce((sum, { count }) => sum + count, 0) !== clusters)
    throw new RangeError('the waves must add up to the number of clusters')
  const members = new Map<number, number[]>()
  for (let cluster = 0; cluster < clusters; cluster++) {
    const stratum = strata?.[cluster] ?? 0
    members.set(stratum, [...(members.get(stratum) ?? []), cluster])
  }
  const groups = [...members.values()]
  const line = shuffledPlaces(groups.length, random).flatMap((group) =>
    shuffledPlaces(groups[group]!.length, random).map((place) => groups[group]![place]!),
  )
  const dealt = interleaved(waves)
  const starts = new Float64Array(clusters)
  for (const [place, cluster] of line.entries()) starts[cluster] = dealt[place]!
  return { starts, possible: possibleSchedules(starts, strata) }
}

/** Every stretch of the line holds each wave in its share: at each step the wave that is furthest behind. */
function interleaved(waves: readonly Wave[]): number[] {
  const total = waves.reduce((sum, { count }) => sum + count, 0)
  const given = waves.map(() => 0)
  return Array.from({ length: total }, (_, place) => {
    let next = -1
    let behind = -Infinity
    for (const [i, { count }] of waves.entries()) {
      const lag = (count * (place + 1)) / total - given[i]!
      if (given[i]! < count && lag > behind + 1e-12) [next, behind] = [i, lag]
    }
    given[next]!++
    return waves[next]!.start
  })
}

/** Π_strata n! / Π_starts n_start!; Infinity beyond 1e300. */
export function possibleSchedules(starts: Float64Array, strata: Int32Array | null): number {
  const counts = new Map<number, Map<number, number>>()
  for (const [cluster, start] of starts.entries()) {
    const stratum = counts.get(strata?.[cluster] ?? 0) ?? new Map<number, number>()
    stratum.set(start, (stratum.get(start) ?? 0) + 1)
    counts.set(strata?.[cluster] ?? 0, stratum)
  }
  let possible = 1
  for (const stratum of counts.values()) {
    let placed = 0
    for (const count of stratum.values()) for (let i = 1; i <= count; i++) possible = (possible * ++placed) / i
  }
  return Math.round(possible)
}
