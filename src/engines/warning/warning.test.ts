import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { attributesChart } from './attributes-chart.ts'
import { cusumChart } from './cusum.ts'
import { ewmaChart } from './ewma.ts'
import { usualLines, westernElectric } from './western-electric.ts'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../test/data/warning', name), 'utf8'))
interface Expected {
  ewma_nist: {
    data: number[]
    lambda: number
    target: number
    s: number
    k: number
    ewma_full: number[]
    ewma_published: number[]
    limits_full: number[]
  }
  cusum_nist: {
    data: number[]
    target: number
    k: number
    h: number
    S_hi: number[]
    S_lo: number[]
    published_S_hi_from_13: number[]
    first_signal: number
  }
  p_chart_nist: {
    D: number[]
    n: number
    pbar: number
    lcl: number
    ucl: number
    published: number[]
    out_of_control: { beyond: number[] }
  }
  xbar_pistonrings: { center: number; sd: number; lcl: number; ucl: number; beyond: number[]; runs: number }
  qcc_cusum: { pos: number[]; neg: number[]; violations: { upper: number[]; lower: number[] } }
  qcc_ewma: { y: number[]; limits: { LCL: number; UCL: number }[]; violations: number[] }
  laney: {
    pbar: number
    sigma_z: number
    z: number[]
    p_limits_first: number[]
    laney_limits_first: number[]
    p_signals: number
    laney_signals: number[]
  }
}
const expected = read('spc_expected.json') as Expected
const recovered = read('recovered.json') as { laney: { hits: number[]; size: number[] }; pistonRingMeans: number[] }

let largest = 0
const near = (actual: number, wanted: number, within = 1e-9) => {
  const off = Math.abs(actual - wanted) / Math.max(1, Math.abs(wanted))
  assert.ok(off <= within, `${actual} is not ${wanted} within ${within}`)
  if (within === 1e-9) largest = Math.max(largest, off)
}
const alike = (actual: Float64Array, wanted: readonly number[], within = 1e-9) => {
  assert.equal(actual.length, wanted.length)
  wanted.forEach((one, i) => near(actual[i]!, one, within))
}
function sure<T extends { problem: unknown }>(found: T): Extract<T, { problem: null }> {
  assert.equal(found.problem, null)
  return found as Extract<T, { problem: null }>
}
/** The reference counts points from 1. */
const places = (beyond: readonly { at: number }[]) => beyond.map(({ at }) => at + 1)

test('the p chart is the reference’s, limits and points beyond them', () => {
  const { D, n, pbar, lcl, ucl, published, out_of_control: wanted } = expected.p_chart_nist
  const chart = sure(
    attributesChart({ hits: Float64Array.from(D), size: new Float64Array(D.length).fill(n) }, { kind: 'share', isLaney: false }),
  )
  near(chart.centre, pbar)
  near(chart.lower[0]!, lcl)
  near(chart.upper[0]!, ucl)
  ;[chart.centre, chart.lower[0]!, chart.upper[0]!].forEach((one, i) => near(one, published[i]!, 5.1e-5))
  assert.deepEqual(places(chart.beyond), wanted.beyond)
})

test('Laney’s p′ is the reference’s: z, σz, limits, and no signal where the p chart has one', () => {
  const { pbar, sigma_z: sigmaZ, z, p_limits_first: plain, laney_limits_first: wide, p_signals: signals } = expected.laney
  const counts = { hits: Float64Array.from(recovered.laney.hits), size: Float64Array.from(recovered.laney.size) }
  const p = sure(attributesChart(counts, { kind: 'share', isLaney: false }))
  const laney = sure(attributesChart(counts, { kind: 'share', isLaney: true }))
  near(p.centre, pbar)
  alike(p.z, z)
  near(laney.sigmaZ, sigmaZ)
  for (const [chart, limits] of [
    [p, plain],
    [laney, wide],
  ] as const) {
    near(chart.lower[0]!, limits[0]!)
    near(chart.upper[0]!, limits[1]!)
  }
  assert.deepEqual(places(p.beyond), [signals])
  assert.deepEqual(laney.beyond, [])
})

test('u′ of a rate is u widened by σz, and p′ of rare events near it', () => {
  const hits = Float64Array.of(12, 30, 9, 25, 14, 33)
  const size = Float64Array.of(10_000, 20_000, 10_000, 15_000, 12_000, 18_000)
  const u = sure(attributesChart({ hits, size }, { kind: 'rate', isLaney: false }))
  const wide = sure(attributesChart({ hits, size }, { kind: 'rate', isLaney: true }))
  near(u.centre, 123 / 85_000)
  near(u.upper[0]!, u.centre + 3 * Math.sqrt(u.centre / 10_000))
  near((wide.upper[0]! - wide.centre) / (u.upper[0]! - u.centre), wide.sigmaZ)
  const p = sure(attributesChart({ hits, size }, { kind: 'share', isLaney: true }))
  assert.ok(Math.abs(p.sigmaZ / wide.sigmaZ - 1) < 1e-3)
})

test('the moving average is NIST’s with limits of the long run, and qcc’s with those of each point', () => {
  const { data, lambda, target, s, k, ewma_full: full, ewma_published: published, limits_full: limits } = expected.ewma_nist
  const chart = sure(ewmaChart(Float64Array.from(data), { target, sd: s, lambda, width: k, isSteady: true }))
  // The reference begins with the target itself.
  alike(chart.ewma, full.slice(1))
  alike(chart.ewma, published.slice(1), 1e-4)
  for (const at of [0, data.length - 1]) {
    near(chart.lower[at]!, limits[0]!)
    near(chart.upper[at]!, limits[1]!)
  }
  assert.deepEqual(chart.beyond, [])
  const { center, sd } = expected.xbar_pistonrings
  const qcc = sure(
    ewmaChart(Float64Array.from(recovered.pistonRingMeans), { target: center, sd: sd / Math.sqrt(5), lambda: 0.2, width: 3 }),
  )
  alike(qcc.ewma, expected.qcc_ewma.y)
  alike(
    qcc.lower,
    expected.qcc_ewma.limits.map(({ LCL }) => LCL),
  )
  alike(
    qcc.upper,
    expected.qcc_ewma.limits.map(({ UCL }) => UCL),
  )
  assert.deepEqual(places(qcc.beyond), expected.qcc_ewma.violations)
})

test('the cumulative sum is NIST’s and qcc’s, and names when it began', () => {
  const { data, target, k, h, S_hi: high, S_lo: low, published_S_hi_from_13: published, first_signal: first } = expected.cusum_nist
  const chart = sure(cusumChart(Float64Array.from(data), { target, k, h }))
  alike(chart.high, high)
  // The reference has one value fewer below.
  alike(chart.low.subarray(0, low.length), low)
  published.forEach((one, i) => near(chart.high[12 + i]!, one, 5e-3))
  assert.deepEqual(places(chart.beyond)[0], first)
  assert.equal(chart.beyond[0]!.since, 12)
  const { center, sd } = expected.xbar_pistonrings
  const z = Float64Array.from(recovered.pistonRingMeans, (mean) => (mean - center) / (sd / Math.sqrt(5)))
  const qcc = sure(cusumChart(z, { target: 0, k: 0.5, h: 5 }))
  alike(qcc.high.subarray(0, expected.qcc_cusum.pos.length), expected.qcc_cusum.pos)
  alike(qcc.low.map((one) => -one).subarray(0, expected.qcc_cusum.neg.length), expected.qcc_cusum.neg)
  assert.deepEqual(places(qcc.beyond.filter(({ side }) => side === 'above')), expected.qcc_cusum.violations.upper)
  assert.deepEqual(places(qcc.beyond.filter(({ side }) => side === 'below')), expected.qcc_cusum.violations.lower)
})

test('means of five: three standard errors, points beyond them and the run of seven are qcc’s', (t) => {
  const { center, sd, lcl, ucl, beyond, runs } = expected.xbar_pistonrings
  const se = sd / Math.sqrt(5)
  near(center - 3 * se, lcl)
  near(center + 3 * se, ucl)
  const z = Float64Array.from(recovered.pistonRingMeans, (mean) => (mean - center) / se)
  const { signals } = sure(westernElectric(z, { ...usualLines, rules: [1, 4], run: 7 }))
  assert.deepEqual(places(signals.filter(({ rule }) => rule === 1)), beyond)
  assert.deepEqual(places(signals.filter(({ rule }) => rule === 4)), [runs])
  t.diagnostic(`largest difference of all charts from the reference ${largest.toExponential(1)}`)
})

test('each rule by hand: its points, its side, and what is just not enough', () => {
  const found = (z: number[]) => sure(westernElectric(Float64Array.from(z))).signals
  assert.deepEqual(found([0.5, -3.1]), [{ rule: 1, at: 1, points: [1], side: 'below' }])
  assert.deepEqual(found([3, -3]), [])
  assert.deepEqual(found([2.1, 0, 2.2]), [{ rule: 2, at: 2, points: [0, 2], side: 'above' }])
  assert.deepEqual(found([2.1, 0, -0.1, 2.2]), [])
  assert.deepEqual(found([2.1, -2.2, 0]), [])
  assert.deepEqual(found([1.1, 1.2, 0, 1.3, 1.4]), [{ rule: 3, at: 4, points: [0, 1, 3, 4], side: 'above' }])
  assert.deepEqual(found([1.1, 1.2, 0, 1.3, 0.9, 1.4]), [])
  assert.deepEqual(found([1, 2, 3, 4, 5, 6, 7, 8].map((i) => -i / 10)), [
    { rule: 4, at: 7, points: [0, 1, 2, 3, 4, 5, 6, 7], side: 'below' },
  ])
  assert.deepEqual(found([0.1, 0.1, 0.1, 0, 0.1, 0.1, 0.1, 0.1]), [])
  assert.deepEqual(sure(westernElectric(Float64Array.of(2.1, 0, 2.2), usualLines, 1)).signals, [])
})
