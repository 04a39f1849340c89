// Exact arithmetic of signals: values in thousandths, sums in millionths, as whole numbers. Floating point would depend on the order of adding, and
// a recount could not agree to the last digit.
const thousand = 1000n
const mostThousandths = 1_000_000_000_000n

/** n, sum and sum of squares; the last two in millionths. */
export interface Amount {
  n: number
  sum: bigint
  sumSquares: bigint
}

/** One value, or with `isCorrection` the row that takes it back. Up to three digits after the point, at most a thousand million. */
export function amountOf(value: number, isCorrection: boolean): Amount {
  const thousandths = Math.round(value * 1000)
  if (!Number.isFinite(value) || Math.abs(value * 1000 - thousandths) > 1e-6 * Math.max(1, Math.abs(thousandths) * 1e-6))
    throw new RangeError('a signal’s value has at most three digits after the point')
  const exact = BigInt(thousandths)
  if (exact > mostThousandths || exact < -mostThousandths) throw new RangeError('a signal’s value is at most a thousand million')
  const sign = isCorrection ? -1n : 1n
  return { n: Number(sign), sum: sign * exact * thousand, sumSquares: sign * exact * exact }
}

export const addAmounts = (a: Amount, b: Amount): Amount => ({ n: a.n + b.n, sum: a.sum + b.sum, sumSquares: a.sumSquares + b.sumSquares })
export const isSameAmount = (a: Amount, b: Amount): boolean => a.n === b.n && a.sum === b.sum && a.sumSquares === b.sumSquares
export const nothing: Amount = { n: 0, sum: 0n, sumSquares: 0n }

/** Millionths as PostgreSQL's numeric writes and reads them. */
export function toDecimal(millionths: bigint): string {
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(7, '0')
  return `${millionths < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`
}
export function fromDecimal(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{0,6})0*)?$/.exec(text)
  if (!match) throw new RangeError(`${text} is no decimal with six digits after the point`)
  const [, sign, whole = '', part = ''] = match
  const millionths = BigInt(whole + part.padEnd(6, '0'))
  return sign === '-' ? -millionths : millionths
}

export type FacetKind = 'none' | 'step' | 'principle'
export const noFacetId = '00000000-0000-0000-0000-000000000000'

export interface Key {
  unitId: string
  metric: string
  facetKind: FacetKind
  facetId: string
  day: string
}
export const keyText = ({ unitId, metric, facetKind, facetId, day }: Key): string => [unitId, metric, facetKind, facetId, day].join(' ')

/** Adds up what has the same key; in the order of keys, so that two rollups never lock rows crosswise. */
export function sumByKey<K extends Key>(rows: readonly (K & Amount)[], textOf: (row: K) => string = keyText): (K & Amount)[] {
  const sums = new Map<string, K & Amount>()
  for (const row of rows) {
    const text = textOf(row)
    const known = sums.get(text)
    sums.set(text, known ? { ...known, ...addAmounts(known, row) } : row)
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
