import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { exactPoissonLimits } from '../distributions/counts.ts'
import { normalQuantile } from '../distributions/tails.ts'
import { anovaIcc, clusteredMean, clusteredShare, designEffect } from './clustered.ts'
import { countWithInterval } from './count.ts'
import { customerEffort, topBox } from './effort.ts'
import { type FunnelLimits, meanLimits, ratioLimits, shareLimits } from './funnel-limits.ts'
import { meanWithInterval } from './mean.ts'
import { adjustedWald, netPromoterScore } from './net-promoter.ts'
import { wilson } from './proportion.ts'
import { rakedMean } from './raked-mean.ts'
import { type Margin, rake, type Raked } from './raking.ts'
import { standardise } from './standardise.ts'
import { tQuantile } from './student-t.ts'

const read = (name: string): string => readFileSync(path.resolve(import.meta.dirname, '../../../test/data/survey', name), 'utf8')

/** Keeps the largest difference, relative where values are above 1. */
function worst(limit: number) {
  let largest = 0
  return {
    add: (actual: number, wanted: number, what = '') => {
      const off = Math.abs(actual - wanted) / Math.max(1, Math.abs(wanted))
      assert.ok(off <= limit, `${what} ${actual} is not ${wanted} within ${limit}`)
      largest = Math.max(largest, off)
    },
    get largest() {
      return largest.toExponential(1)
    },
  }
}

test('every row of the interval reference, to 1e-9', (t) => {
  const expected = JSON.parse(read('intervals_expected.json')) as {
    nps: { det: number; pas: number; pro: number; nps: number; ci: Record<'t_mean' | 'adj_wald3', [number, number]> }[]
    binomial: { x: number; n: number; wilson: [number, number] }[]
  }
  const off = worst(1e-9)
  for (const { x, n, wilson: interval } of expected.binomial) {
    off.add(wilson(x, n).low, interval[0])
    off.add(wilson(x, n).high, interval[1])
  }
  for (const { det, pas, pro, nps, ci } of expected.nps) {
    const n = det + pas + pro
    off.add(netPromoterScore(pro, det, n).estimate, nps)
    off.add(adjustedWald(pro, det, n).low, ci.adj_wald3[0])
    off.add(adjustedWald(pro, det, n).high, ci.adj_wald3[1])
    const mean = meanWithInterval({ n, sum: 100 * (pro - det), sumSquares: 10_000 * (pro + det) })
    off.add(mean.low, ci.t_mean[0])
    off.add(mean.high, ci.t_mean[1])
  }
  t.diagnostic(`largest difference ${off.largest}`)
})

/** The chance, over all samples of size n, that the interval holds the truth; and its mean width before it is cut. */
function exactly(n: number, promoters: number, detractors: number): { coverage: number; width: number } {
  const truth = 100 * (promoters - detractors)
  const logs = [0]
  for (let i = 1; i <= n; i++) logs.push(logs[i - 1]! + Math.log(i))
  let [coverage, width] = [0, 0]
  for (let pro = 0; pro <= n; pro++)
    for (let det = 0; det + pro <= n; det++) {
      const pas = n - pro - det
      const chance = Math.exp(
        logs[n]! -
          logs[pro]! -
          logs[det]! -
          logs[pas]! +
          pro * Math.log(promoters) +
          det * Math.log(detractors) +
          pas * Math.log(1 - promoters - detractors),
      )
      const shown = netPromoterScore(pro, det, n)
      if (shown.low <= truth && truth <= shown.high) coverage += chance
      const raw = adjustedWald(pro, det, n)
      width += chance * (raw.high - raw.low)
    }
  return { coverage, width }
}

test('the exact coverage of the net promoter score’s interval is the reference’s in all its rows', (t) => {
  const profiles: Record<string, [number, number]> = { balanced: [0.4, 0.25], high: [0.75, 0.05], low: [0.2, 0.5] }
  let [largest, rows] = [0, 0]
  for (const line of read('nps_exact_coverage.csv').trim().split('\n').slice(1)) {
    const [profile, n, , , wanted, , width] = line.split(',')
    const found = exactly(Number(n), ...profiles[JSON.parse(profile!) as string]!)
    const off = Math.abs(found.coverage - Number(wanted))
    // Printed with four digits, widths with one.
    assert.ok(off <= 5.0001e-5, `${line}: ${found.coverage}`)
    assert.ok(Math.abs(found.width - Number(width)) <= 0.0501, `${line}: ${found.width}`)
    largest = Math.max(largest, off)
    rows++
  }
  assert.equal(rows, 18)
  t.diagnostic(`largest difference ${largest.toExponential(1)} of figures printed to 1e-4`)
})

interface Scenario {
  name: string
  start: number[]
  y: number[]
  cluster?: number[]
  stratum?: number[]
  margins: { of: number[]; totals: number[] }[]
  weights: number[]
  mean: number
  seCalibrate: number
  seRake: number
  kishN: number
}
const scenarios = (JSON.parse(read('raking_expected.json')) as { scenarios: Scenario[] }).scenarios
const marginsOf = ({ margins }: Scenario): Margin[] => margins.map(({ of, totals }) => ({ of: Int32Array.from(of), totals }))
function raked(margins: readonly Margin[], options: Parameters<typeof rake>[1]): Raked {
  const found = rake(margins, options)
  assert.ok(found.problem === null, JSON.stringify(found.problem))
  return found
}
const rowsOf = ({ y, cluster, stratum }: Scenario) => ({
  values: Float64Array.from(y),
  cluster: cluster && Int32Array.from(cluster),
  stratum: stratum && Int32Array.from(stratum),
})

test('raking weights, means, errors and effective n are those of R’s survey package', (t) => {
  const [weights, means, errors] = [worst(1e-9), worst(1e-9), worst(1e-6)]
  for (const one of scenarios) {
    const start = Float64Array.from(one.start)
    const found = raked(marginsOf(one), { start })
    for (const [row, wanted] of one.weights.entries()) weights.add(found.weights[row]!, wanted, one.name)
    means.add(found.effectiveN, one.kishN, one.name)
    const mean = rakedMean(rowsOf(one), found)
    assert.ok(mean.problem === null)
    means.add(mean.estimate, one.mean, one.name)
    errors.add(mean.se / one.seCalibrate, 1, one.name)
    // rake() leaves the starting weights out of its regression: the same only where they are alike.
    if (new Set(one.start).size === 1) errors.add(mean.se / one.seRake, 1, one.name)
    else assert.ok(Math.abs(mean.se / one.seRake - 1) < 0.05)
  }
  t.diagnostic(`largest differences: weights ${weights.largest}, means ${means.largest}, errors (relative) ${errors.largest}`)
})

test('the linearised error of a raked mean is near the jackknife’s, which rakes again without each team', (t) => {
  const one = scenarios[0]!
  const margins = marginsOf(one)
  const teams = [...new Set(one.cluster)]
  const means = teams.map((team) => {
    const kept = one.y.flatMap((_, row) => (one.cluster![row] === team ? [] : [row]))
    const less = raked(
      margins.map(({ of, totals }) => ({ of: Int32Array.from(kept, (row) => of[row]!), totals })),
      {},
    )
    const mean = rakedMean({ values: Float64Array.from(kept, (row) => one.y[row]!) }, less)
    return mean.problem === null ? mean.estimate : Number.NaN
  })
  const whole = rakedMean(rowsOf(one), raked(margins, {}))
  assert.ok(whole.problem === null)
  const middle = means.reduce((sum, mean) => sum + mean, 0) / means.length
  const jackknife = Math.sqrt(((teams.length - 1) / teams.length) * means.reduce((sum, mean) => sum + (mean - middle) ** 2, 0))
  t.diagnostic(`linearised ${whole.se.toFixed(4)}, jackknife ${jackknife.toFixed(4)}`)
  assert.ok(Math.abs(jackknife / whole.se - 1) < 0.15)
})

test('clustered errors, correlations and t quantiles are R’s', (t) => {
  const { clustered } = JSON.parse(read('clustered_expected.json')) as {
    clustered: { name: string; y: number[]; cluster: number[]; mean: number; se: number; icc: number; size: number; t: number }[]
  }
  const off = worst(1e-9)
  for (const { name, y, cluster, mean, se, icc, size, t: quantile } of clustered) {
    const rows = { values: Float64Array.from(y), cluster: Int32Array.from(cluster) }
    const found = clusteredMean(rows)
    assert.ok(found.problem === null)
    off.add(found.estimate, mean, name)
    off.add(found.se, se, name)
    off.add((found.high - found.estimate) / found.se, quantile, name)
    const own = anovaIcc(rows.values, rows.cluster)!
    off.add(own.icc, icc, name)
    off.add(own.size, size, name)
  }
  t.diagnostic(`largest difference ${off.largest}`)
})

test('funnel limits and exact limits of counts are R’s', (t) => {
  const expected = JSON.parse(read('funnel_expected.json')) as {
    binomial: { target: number; n: number; limits: number[] }[]
    poisson: { expected: number; limits: number[] }[]
    garwood: { count: number; alpha: number; low: number; high: number }[]
  }
  const off = worst(1e-9)
  // Half a count further up than Spiegelhalter's, on both sides: see funnel-limits.ts.
  const compare = ({ p95, p998 }: FunnelLimits, limits: number[], size: number, most: number) =>
    [p998.low, p95.low, p95.high, p998.high].forEach((one, i) =>
      off.add(one, Math.min(most, Math.max(0, limits[i]! + 0.5 / size)), `${size}`),
    )
  for (const { target, n, limits } of expected.binomial) compare(shareLimits(target, n)!, limits, n, 1)
  for (const { expected: events, limits } of expected.poisson) compare(ratioLimits(events)!, limits, events, Infinity)
  for (const { count, alpha, low, high } of expected.garwood) {
    const found = exactPoissonLimits(count, alpha)!
    off.add(found.low, low, `${count}`)
    off.add(found.high, high, `${count}`)
  }
  t.diagnostic(`largest difference ${off.largest}`)
  const { p95, p998 } = meanLimits(5, 2, 16)!
  off.add(p95.high, 5 + normalQuantile(0.975) / 2)
  off.add(p998.low, 5 - normalQuantile(0.999) / 2)
  // Normal limits take over where they are as good.
  const [exact, normal] = [shareLimits(0.3, 1e7)!, shareLimits(0.3, 1e7 + 1)!]
  assert.ok(Math.abs(exact.p95.high - normal.p95.high) < 1e-7 && Math.abs(ratioLimits(1e7)!.p95.low - ratioLimits(1e7 + 1)!.p95.low) < 1e-6)
})

test('the design effect is the reference’s, and at least 1', () => {
  // 10 answers a customer at icc .05, 20 at .10.
  assert.equal(designEffect(10, 0.05)!.toFixed(12), '1.450000000000')
  assert.equal(designEffect(20, 0.1)!.toFixed(12), '2.900000000000')
  assert.equal(designEffect(7, -0.1), 1)
  for (const [m, icc] of [
    [0.5, 0.1],
    [Number.NaN, 0.1],
    [Infinity, 0.1],
    [3, 1.1],
    [3, Number.NaN],
  ] as const)
    assert.equal(designEffect(m, icc), null)
})

test('customer effort: distribution, mean with its t interval and top boxes', () => {
  const found = customerEffort([1, 0, 2, 3, 4, 6, 9])!
  assert.equal(found.n, 25)
  assert.deepEqual(found.top, wilson(15, 25))
  assert.deepEqual(found.distribution[6], { answer: 7, count: 9, share: wilson(9, 25) })
  // By hand: Σ x = 138, Σ x² = 824; R: t.test.
  const variance = (824 - 138 ** 2 / 25) / 24
  assert.ok(Math.abs(found.mean!.estimate - 138 / 25) < 1e-12)
  assert.ok(Math.abs(found.mean!.low - (138 / 25 - tQuantile(0.975, 24) * Math.sqrt(variance / 25))) < 1e-12)
  assert.equal(found.mean!.high < 7, true)
  assert.equal(customerEffort([0, 0, 0, 0, 0, 0, 1])!.mean, null)
  assert.deepEqual(customerEffort([0, 0, 0, 0, 0, 0, 4])!.mean, { n: 4, estimate: 7, low: 7, high: 7 })
  assert.deepEqual(topBox([3, 1, 6], 1), wilson(6, 10))
})

test('scales without answers and counts that are none have no summary', () => {
  for (const counts of [[], [3], [0, 0, 0], [1, -1, 3], [1, 0.5, 3], [1, Number.NaN, 2], [1, Infinity], [1e300, 1, 1]])
    assert.equal(customerEffort(counts), null)
  for (const boxes of [0, 8, 1.5, Number.NaN]) assert.equal(topBox([1, 2, 3, 4, 5, 6, 7], boxes), null)
})

test('indirect standardisation: known figures, and both intervals near each other', () => {
  const everybody = [
    { hits: 100, n: 1000 },
    { hits: 300, n: 1000 },
  ]
  const found = standardise(
    [
      { hits: 12, n: 50 },
      { hits: 30, n: 150 },
    ],
    everybody,
  )!
  assert.equal(found.expected, 50)
  assert.equal(found.ratio.estimate, 42 / 50)
  const exact = exactPoissonLimits(42, 0.05)!
  assert.deepEqual([found.ratio.low, found.ratio.high], [exact.low / 50, exact.high / 50])
  assert.ok(Math.abs(found.byar.low - found.ratio.low) < 1e-3 && Math.abs(found.byar.high - found.ratio.high) < 1e-3)
  assert.equal(found.byar.low, countWithInterval(42).low / 50)
  assert.ok(Math.abs(found.share - 0.84 * 0.2) < 1e-12)
  // Everybody, standardised by themselves, are as expected.
  assert.equal(standardise(everybody, everybody)!.ratio.estimate, 1)
  for (const site of [
    [],
    [{ hits: 1, n: 5 }],
    [
      { hits: 6, n: 5 },
      { hits: 0, n: 1 },
    ],
    [
      { hits: Number.NaN, n: 5 },
      { hits: 0, n: 1 },
    ],
    [
      { hits: 0, n: 0 },
      { hits: 0, n: 0 },
    ],
  ])
    assert.equal(standardise(site, everybody), null)
  assert.equal(
    standardise(
      [
        { hits: 1, n: 5 },
        { hits: 0, n: 0 },
      ],
      [
        { hits: 0, n: 0 },
        { hits: 3, n: 9 },
      ],
    ),
    null,
  )
})

test('a share in clusters is surer than one answer a cluster and less sure than as many customers', () => {
  const values = Float64Array.from({ length: 120 }, (_, i) => (i % 12 < 5 || (i > 60 && i % 3 === 0) ? 1 : 0))
  const cluster = Int32Array.from(values, (_, i) => Math.floor(i / 6))
  const found = clusteredShare(values, cluster)
  assert.ok(found.problem === null)
  const plain = wilson(
    values.reduce((sum, one) => sum + one, 0),
    120,
  )
  assert.ok(found.low < plain.low && found.high > plain.high && found.designEffect > 1)
  const same = clusteredShare(new Float64Array(120).fill(1), cluster)
  assert.ok(same.problem === null && same.icc === null && same.high === 1)
  // Twenty clusters that say the same: twenty answers, less what t takes.
  assert.ok(same.effectiveN < 20 && same.effectiveN > 17 && same.low < wilson(20, 20).low)
})
