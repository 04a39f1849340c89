// Counts: everything that happened was counted, so what is unsure is only the pace behind it.
import { type Estimate, z95 } from './proportion.ts'

/**
 * A count with the 95 % interval of the pace behind it (Poisson), by Byar's approximation:
 * low = x (1 - 1 / 9x - z / 3 sqrt(x))^3, high = (x + 1) (1 - 1 / 9(x + 1) + z / 3 sqrt(x + 1))^3. Within 0.03 of the exact limits up to 100.
 * Rothman and Boice, Epidemiologic Analysis with a Programmable Calculator (1979).
 *
 * @param count whole and not negative
 * @throws RangeError for what is no count
 */
export function countWithInterval(count: number): Estimate {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is no count`)
  const next = count + 1
  return {
    n: count,
    estimate: count,
    low: count === 0 ? 0 : Math.max(0, count * (1 - 1 / (9 * count) - z95 / (3 * Math.sqrt(count))) ** 3),
    high: next * (1 - 1 / (9 * next) + z95 / (3 * Math.sqrt(next))) ** 3,
  }
}
