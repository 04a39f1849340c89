import assert from 'node:assert/strict'
import { test } from 'node:test'
import { madeObservations, numbersOfMade, placesOfMade, readColumns, readJson } from '../../../test/data/survival/read.ts'
import type { Ties } from './cox-likelihood.ts'
import { type CoxFit, coxRegression } from './cox.ts'
import { cumulativeIncidence } from './cumulative-incidence.ts'
import { type Curve, type CurveOptions, kaplanMeier, quantileOf, survivalAt } from './kaplan-meier.ts'
import { type LogRankOptions, logRank } from './log-rank.ts'
import { type Observations, take } from './observations.ts'
import { restrictedMean } from './restricted-mean.ts'

/** Compares within a tolerance and remembers the largest difference. */
class Differences {
  largest = 0
  readonly #within: number

  constructor(within: number) {
    this.#within = within
  }

  near(actual: number | null, wanted: number | null, what: string): void {
    if (wanted === null || actual === null) {
      assert.equal(actual, wanted, what)
      return
    }
    const difference = Math.abs(actual - wanted) / Math.max(1, Math.abs(wanted))
    assert.ok(difference <= this.#within, `${what}: ${actual} is not ${wanted}`)
    this.largest = Math.max(this.largest, difference)
  }

  all(actual: ArrayLike<number>, wanted: ArrayLike<number>, what: string): void {
    assert.equal(actual.length, wanted.length, what)
    Array.from(wanted, (value, i) => this.near(actual[i]!, value, `${what}[${i}]`))
  }
}

interface ExpectedCurve {
  time: number[]
  atRisk: number[]
  events: number[]
  survival: number[]
  se: (number | null)[]
  lower: (number | null)[]
  upper: (number | null)[]
  quantiles: (number | null)[]
  quantilesLower: (number | null)[]
  quantilesUpper: (number | null)[]
  restricted: [number, number]
}
interface ExpectedCox {
  coef: number[]
  covariance: number[]
  robust: number[]
  logLikelihood: [number, number]
  score: number
  wald: number
}
interface ExpectedIncidence {
  time: number[]
  incidence1: number[]
  incidence2: number[]
  se1: number[]
  se2: number[]
  lower1: (number | null)[]
  upper1: (number | null)[]
}
interface Expected {
  curves: Record<'all' | 'b' | 'log' | 'plain' | 'entry', ExpectedCurve>
  logRank: Record<
    'three' | 'two' | 'stratified' | 'peto',
    { statistic: number; observed: number[]; expected: number[]; variance: number[] }
  >
  cox: Record<
    'efron' | 'breslow' | 'stratified' | 'entry' | 'entryBreslow' | 'clustered' | 'breslowClustered' | 'entryClustered',
    ExpectedCox
  >
  incidence: Record<'all' | 'entry', ExpectedIncidence>
}
const expected = readJson<Expected>('made_expected.json')
const published = readJson<{
  gehan: {
    km_6mp: { time: number; 'n.risk': number; 'n.event': number; surv: number; 'std.err': number; lower: number; upper: number }[]
    median: { rmean: number; 'se(rmean)': number; median: number; '0.95LCL': number; '0.95UCL'?: number }[]
    logrank: { chisq: number; obs: number[]; exp: number[] }
    cox_breslow: { coef: number; se: number }
    cox_efron: { coef: number; se: number }
  }
}>('survival_expected.json').gehan

const patients = readColumns('gehan_6mp.csv')
const treated = Int32Array.from(patients('treat'), (name) => (name === '6-MP' ? 0 : 1))
const remissions: Observations = {
  time: Float64Array.from(patients('time'), Number),
  event: Uint8Array.from(patients('cens'), Number),
}
const rowsOf = (group: Int32Array, wanted: number) => Uint32Array.from([...group.keys()].filter((row) => group[row] === wanted))
function curveOf(observations: Observations, options: CurveOptions = {}): Curve {
  const { curve, problem } = kaplanMeier(observations, options)
  assert.ok(curve, problem?.code)
  return curve
}

test('remissions under 6-MP: curve, medians, means and log-rank are those of R and of the books', (t) => {
  const differences = new Differences(1e-9)
  const six = curveOf(take(remissions, rowsOf(treated, 0)), { interval: 'log' })
  for (const [j, row] of published.km_6mp.entries()) {
    const found = [six.time, six.atRisk, six.events, six.survival, six.se, six.lower, six.upper].map((column) => column[j]!)
    differences.all(found, [row.time, row['n.risk'], row['n.event'], row.surv, row['std.err'], row.lower, row.upper], `row ${j}`)
  }
  assert.equal(six.time.length, published.km_6mp.length)
  for (const [group, row] of published.median.entries()) {
    const curve = curveOf(take(remissions, rowsOf(treated, group)), { interval: 'log' })
    const { mean } = restrictedMean(curve, group === 0 ? 35 : 23)
    differences.near(mean!.estimate, row.rmean, 'mean')
    differences.near(mean!.se, row['se(rmean)'], 'error of the mean')
    assert.deepEqual(quantileOf(curve, 0.5), { time: row.median, lower: row['0.95LCL'], upper: row['0.95UCL'] ?? null })
  }
  const { test: ranks } = logRank(remissions, treated)
  differences.near(ranks!.statistic, published.logrank.chisq, 'log-rank')
  differences.all(
    ranks!.groups.map((group) => group.observed),
    published.logrank.obs,
    'observed',
  )
  differences.all(
    ranks!.groups.map((group) => group.expected),
    published.logrank.exp,
    'expected',
  )
  assert.ok(Math.abs(ranks!.statistic - 16.792941) < 1e-6 && Math.abs(ranks!.p / 4.1688e-5 - 1) < 1e-4)
  t.diagnostic(`largest difference ${differences.largest.toExponential(1)}`)
})

test('curves of ties, groups and delayed entry, on each scale, with quantiles and restricted means, are those of R', (t) => {
  const differences = new Differences(1e-9)
  const b = rowsOf(placesOfMade('group'), 11)
  const cases: [keyof Expected['curves'], Observations, CurveOptions][] = [
    ['all', madeObservations(), {}],
    ['b', take(madeObservations(), b), {}],
    ['log', madeObservations(), { interval: 'log' }],
    ['plain', madeObservations(), { interval: 'plain' }],
    ['entry', madeObservations({ hasEntry: true }), {}],
  ]
  for (const [name, observations, options] of cases) {
    const curve = curveOf(observations, options)
    const wanted = expected.curves[name]
    for (const column of ['time', 'atRisk', 'events', 'survival'] as const)
      differences.all(curve[column], wanted[column], `${name} ${column}`)
    // R gives none where survival is 0.
    for (const column of ['se', 'lower', 'upper'] as const)
      for (const [j, value] of wanted[column].entries()) if (value !== null) differences.near(curve[column][j]!, value, `${name} ${column}`)
    for (const [i, p] of [0.25, 0.5, 0.75].entries()) {
      const found = quantileOf(curve, p)
      differences.near(found.time, wanted.quantiles[i]!, `${name} quantile ${p}`)
      differences.near(found.lower, wanted.quantilesLower[i]!, `${name} lower ${p}`)
      differences.near(found.upper, wanted.quantilesUpper[i]!, `${name} upper ${p}`)
    }
    const { mean } = restrictedMean(curve, 60)
    differences.all([mean!.estimate, mean!.se], wanted.restricted, `${name} mean`)
    assert.equal(survivalAt(curve, 0), 1)
    assert.equal(survivalAt(curve, curve.time[3]! + 1e-9), curve.survival[3])
  }
  t.diagnostic(`largest difference ${differences.largest.toExponential(1)}`)
})

test('a median on a flat step is its middle, as in R', () => {
  const medianOf = (time: number[], event: number[]) =>
    quantileOf(curveOf({ time: Float64Array.from(time), event: Uint8Array.from(event) }), 0.5)
  assert.deepEqual(medianOf([1, 2, 3, 4], [1, 1, 1, 1]), { time: 2.5, lower: 1, upper: null })
  assert.deepEqual(medianOf([1, 2, 3], [1, 1, 1]), { time: 2, lower: 1, upper: null })
  assert.deepEqual(medianOf([1, 2], [1, 1]), { time: 1.5, lower: 1, upper: null })
  assert.deepEqual(medianOf([5], [1]), { time: 5, lower: null, upper: null })
  // A step that lasts to the end of observation: the time at which it begins.
  assert.deepEqual(medianOf([1, 2, 3, 4], [1, 1, 0, 0]), { time: 2, lower: 1, upper: null })
  assert.deepEqual(medianOf([1, 2, 3, 4], [1, 1, 0, 1]), { time: 3, lower: 1, upper: null })
  assert.deepEqual(medianOf([1, 2, 3, 4], [1, 0, 0, 0]), { time: null, lower: 1, upper: null })
})

test('log-rank of three groups, within strata and weighing early times more, is that of R', (t) => {
  const differences = new Differences(1e-9)
  const [group, x2, strata] = ['group', 'x2', 'stratum'].map(placesOfMade)
  const cases: [keyof Expected['logRank'], Int32Array, LogRankOptions][] = [
    ['three', group!, {}],
    ['two', x2!, {}],
    ['stratified', group!, { strata: strata! }],
    ['peto', group!, { rho: 1 }],
  ]
  for (const [name, groups, options] of cases) {
    const { test: found } = logRank(madeObservations(), groups, options)
    const wanted = expected.logRank[name]
    differences.near(found!.statistic, wanted.statistic, name)
    differences.all(
      found!.groups.map((one) => one.observed),
      wanted.observed,
      `${name} observed`,
    )
    differences.all(
      found!.groups.map((one) => one.expected),
      wanted.expected,
      `${name} expected`,
    )
    differences.all(found!.variance, wanted.variance, `${name} variance`)
    assert.equal(found!.df, found!.groups.length - 1)
  }
  t.diagnostic(`largest difference ${differences.largest.toExponential(1)}`)
})

const covariates = ['x1', 'x2', 'x3'].map(numbersOfMade)

test('Cox’s regression, with ties, strata, delayed entry and clusters, is that of R', (t) => {
  const differences = new Differences(1e-9)
  const [strata, cluster] = ['stratum', 'cluster'].map(placesOfMade)
  const cases: [keyof Expected['cox'], Ties, { hasEntry?: true; strata?: true; cluster?: true }][] = [
    ['efron', 'efron', {}],
    ['breslow', 'breslow', {}],
    ['stratified', 'efron', { strata: true }],
    ['entry', 'efron', { hasEntry: true }],
    ['entryBreslow', 'breslow', { hasEntry: true }],
    ['clustered', 'efron', { cluster: true }],
    ['breslowClustered', 'breslow', { cluster: true }],
    ['entryClustered', 'efron', { hasEntry: true, strata: true, cluster: true }],
  ]
  for (const [name, ties, use] of cases) {
    const observations = madeObservations({ hasEntry: use.hasEntry ?? false })
    const { fit } = coxRegression(
      { observations, covariates, ...(use.strata ? { strata: strata! } : {}), ...(use.cluster ? { cluster: cluster! } : {}) },
      { ties },
    )
    const wanted = expected.cox[name]
    differences.all(
      fit!.coefficients.map(({ estimate }) => estimate),
      wanted.coef,
      `${name} coefficients`,
    )
    differences.all(fit!.covariance, use.cluster ? wanted.robust : wanted.covariance, `${name} covariance`)
    differences.all(
      fit!.coefficients.map(({ modelSe }) => modelSe),
      [0, 4, 8].map((place) => Math.sqrt(wanted.covariance[place]!)),
      `${name} errors`,
    )
    differences.all([fit!.logLikelihood.none, fit!.logLikelihood.fitted], wanted.logLikelihood, `${name} log likelihood`)
    differences.near(fit!.tests.score.statistic, wanted.score, `${name} score test`)
    // R rounds its Wald statistic.
    assert.ok(Math.abs(fit!.tests.wald!.statistic - wanted.wald) < 0.006, `${name} Wald ${fit!.tests.wald!.statistic}`)
    assert.equal(fit!.clusters, use.cluster ? 30 : null)
  }
  t.diagnostic(`largest difference ${differences.largest.toExponential(1)}`)
})

test('Cox’s regression of the remissions is that of R, by Efron and by Breslow', (t) => {
  const differences = new Differences(1e-6)
  const fitOf = (ties: Ties): CoxFit => coxRegression({ observations: remissions, covariates: [Float64Array.from(treated)] }, { ties }).fit!
  for (const [ties, wanted] of [
    ['efron', published.cox_efron],
    ['breslow', published.cox_breslow],
  ] as const) {
    const [only] = fitOf(ties).coefficients
    differences.all([only!.estimate, only!.se], [wanted.coef, wanted.se], ties)
    differences.near(only!.hazardRatio.lower, Math.exp(only!.estimate - 1.959963984540054 * only!.se), 'hazard ratio')
  }
  t.diagnostic(`largest difference ${differences.largest.toExponential(1)}`)
})

test('cumulative incidence of two causes with its errors is that of R; with delayed entry errors are near it', (t) => {
  const differences = new Differences(1e-9)
  for (const name of ['all', 'entry'] as const) {
    const { incidence } = cumulativeIncidence(madeObservations({ event: 'cause', hasEntry: name === 'entry' }))
    const wanted = expected.incidence[name]
    const [first, second] = incidence!.causes
    for (const [j, time] of incidence!.time.entries()) {
      // R lists all times, of censoring and entry too.
      const row = wanted.time.indexOf(time)
      assert.ok(row >= 0)
      differences.near(first!.incidence[j]!, wanted.incidence1[row]!, `${name} first`)
      differences.near(second!.incidence[j]!, wanted.incidence2[row]!, `${name} second`)
      if (name === 'entry') {
        // Between Greenwood's and the jackknife, which differ where risk sets gain members.
        assert.ok(Math.abs(first!.se[j]! / wanted.se1[row]! - 1) < 0.03)
        continue
      }
      differences.near(first!.se[j]!, wanted.se1[row]!, `${name} error of the first`)
      differences.near(second!.se[j]!, wanted.se2[row]!, `${name} error of the second`)
      if (!(first!.incidence[j]! > 0) || wanted.lower1[row] === null) continue
      differences.near(first!.lower[j]!, wanted.lower1[row]!, `${name} lower`)
      differences.near(first!.upper[j]!, wanted.upper1[row]!, `${name} upper`)
    }
  }
  t.diagnostic(`largest difference ${differences.largest.toExponential(1)}`)
})
