// How evenly something reaches a group: one figure for the whole, never a list of the top.

/**
 * Gini coefficient of counts.
 *
 * G = sum over i of (2 i - n - 1) x_i / (n sum x), x in ascending order, i from 1. Not corrected for small groups: the most is (n - 1) / n.
 *
 * @param counts one for each member, those with nothing as 0; whole and not negative
 * @returns 0 where everybody has the same, towards 1 where one has all; null where there is nothing to spread
 * @throws RangeError for what is no count
 */
export function gini(counts: readonly number[]): number | null {
  if (counts.some((count) => !Number.isSafeInteger(count) || count < 0)) throw new RangeError('counts are whole and not negative')
  const sum = counts.reduce((total, count) => total + count, 0)
  if (sum === 0) return null
  const n = counts.length
  const weighted = counts.toSorted((a, b) => a - b).reduce((total, count, i) => total + (2 * (i + 1) - n - 1) * count, 0)
  return weighted / (n * sum)
}
