// Whether two words, or a word and a month, meet more often than by chance.

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

/** Σ k ln(k / expected) of one place of the table; 0 ln 0 = 0. Ratios, so that large counts do not overflow. */
const part = (k: number, row: number, column: number, n: number): number => (k === 0 ? 0 : k * Math.log((k / row) * (n / column)))

/**
 * Dunning's log-likelihood ratio of a table of two by two:  G² = 2 Σ k ln(k n / (row column)), chi-square with 1 degree of freedom where nothing is the matter.
 * Source: T. Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", Computational Linguistics 19 (1993) 61.
 *
 * @param k11 both; k12 the first without the second; k21 the second without the first; k22 neither: whole numbers from 0
 * @returns G², above 0 where k11 is more than expected and below 0 where it is less (the sign is ours); 0 where a row or column is empty; null where a value is no count
 */
export function logLikelihoodRatio(k11: number, k12: number, k21: number, k22: number): number | null {
  const n = k11 + k12 + k21 + k22
  if (![k11, k12, k21, k22, n].every(isCount)) return null
  const [row1, row2, column1, column2] = [k11 + k12, k21 + k22, k11 + k21, k12 + k22]
  if (row1 === 0 || row2 === 0 || column1 === 0 || column2 === 0) return 0
  const sum = part(k11, row1, column1, n) + part(k12, row1, column2, n) + part(k21, row2, column1, n) + part(k22, row2, column2, n)
  const ratio = Math.max(0, 2 * sum)
  return k11 / row1 >= k21 / row2 ? ratio : -ratio
}
