// The net promoter score: "How likely is it that you would recommend us?", 0 to 10.
import { type Estimate, z95 } from './proportion.ts'

/** 9 and 10 promote, 7 and 8 are passive, 0 to 6 detract. Some sources print 1 to 6: a bug to avoid. */
export const isPromoter = (answer: number): boolean => answer >= 9
export const isDetractor = (answer: number): boolean => answer <= 6

/**
 * Net promoter score with its adjusted Wald interval, 95 %.
 *
 * Estimate = 100 (promoters - detractors) / n. For the interval three answers are added, three quarters of one to promoters, as much to detractors:
 * p = (promoters + 3/4) / (n + 3), d = (detractors + 3/4) / (n + 3), half = z sqrt((p + d - (p - d)^2) / (n + 3)), cut to [-100, 100].
 * Rocks, The American Statistician 70 (2016) 365. The plain Wald interval covers only 80 % at n = 5 and is not used.
 *
 * @param promoters how many answered 9 or 10
 * @param detractors how many answered 0 to 6
 * @param n all answers; at least 1
 * @returns points between -100 and 100. Near the ends the estimate may lie at or beyond an end of the interval, which is drawn to the middle
 * @throws RangeError where the counts can't be counts of one sample
 */
export function netPromoterScore(promoters: number, detractors: number, n: number): Estimate {
  const counts = [promoters, detractors, n]
  if (counts.some((count) => !Number.isSafeInteger(count) || count < 0) || n === 0 || promoters + detractors > n)
    throw new RangeError(`${promoters} promoters and ${detractors} detractors of ${n} are no sample`)
  const { low, high } = adjustedWald(promoters, detractors, n)
  return { n, estimate: (100 * (promoters - detractors)) / n, low: Math.max(-100, low), high: Math.min(100, high) }
}

/** The interval before it is cut, in points: what the literature prints. */
export function adjustedWald(promoters: number, detractors: number, n: number): { low: number; high: number } {
  const p = (promoters + 0.75) / (n + 3)
  const d = (detractors + 0.75) / (n + 3)
  const half = z95 * Math.sqrt((p + d - (p - d) ** 2) / (n + 3))
  return { low: 100 * (p - d - half), high: 100 * (p - d + half) }
}
