import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seeded, shuffledPlaces } from '../item/seeded.ts'
import { likelihoodAt } from './cox-likelihood.ts'
import { coxSample } from './cox-sample.ts'
import { coxRegression } from './cox.ts'
import { cumulativeIncidence } from './cumulative-incidence.ts'
import { type Curve, kaplanMeier, quantileOf, survivalAt } from './kaplan-meier.ts'
import { logRank } from './log-rank.ts'
import { type Observations, type SurvivalProblem, take } from './observations.ts'
import { restrictedMean } from './restricted-mean.ts'

const near = (actual: number, wanted: number, within = 1e-9) =>
  assert.ok(
    Object.is(actual, wanted) || Math.abs(actual - wanted) <= within * Math.max(1, Math.abs(wanted)),
    `${actual} is not ${wanted} within ${within}`,
  )
const allNear = (actual: ArrayLike<number>, wanted: ArrayLike<number>, within?: number) => {
  assert.equal(actual.length, wanted.length)
  Array.from(wanted, (value, i) => near(actual[i]!, value, within))
}

interface Made {
  observations: Observations
  cause: Uint8Array
  group: Int32Array
  strata: Int32Array
  covariates: Float64Array[]
}

/** Whole times with ties, two causes, three groups, two strata, two covariates that matter. */
function made(seed: number, { rows = 60, hasEntry = false } = {}): Made {
  const random = seeded(`survival ${seed}`)
  const covariates = [0, 1].map(() => Float64Array.from({ length: rows }, () => Math.round(random() * 8) - 4))
  const time = covariates[0]!.map((one, i) => 2 + Math.ceil(-15 * Math.log(1 - random()) * Math.exp(-0.2 * one + 0.1 * covariates[1]![i]!)))
  const cause = Uint8Array.from(time, () => Math.floor(random() * 3))
  const entry = time.map(() => Math.floor(random() * 2))
  return {
    observations: { time, event: cause, ...(hasEntry ? { entry } : {}) },
    cause,
    group: Int32Array.from(time, (_, i) => i % 3),
    strata: Int32Array.from(time, () => Math.floor(random() * 2)),
    covariates,
  }
}
const pick = <T extends Float64Array | Int32Array>(column: T, order: readonly number[]): T =>
  (column instanceof Float64Array ? Float64Array.from(order, (i) => column[i]!) : Int32Array.from(order, (i) => column[i]!)) as T
const reordered = ({ observations, cause, group, strata, covariates }: Made, order: readonly number[]): Made => ({
  observations: take(observations, Uint32Array.from(order)),
  cause: Uint8Array.from(order, (i) => cause[i]!),
  group: pick(group, order),
  strata: pick(strata, order),
  covariates: covariates.map((one) => pick(one, order)),
})
const scaled = ({ time, event, entry }: Observations, scale: number): Observations => ({
  time: time.map((one) => one * scale),
  event,
  ...(entry ? { entry: entry.map((one) => one * scale) } : {}),
})
const curveOf = (observations: Observations): Curve => kaplanMeier(observations).curve!
const figures = (one: Made): number[] => {
  const curve = curveOf(one.observations)
  const ranks = logRank(one.observations, one.group, { strata: one.strata }).test!
  const { incidence } = cumulativeIncidence(one.observations)
  const { fit } = coxRegression({ observations: one.observations, covariates: one.covariates, strata: one.strata, cluster: one.group })
  return [
    ...[curve.survival, curve.se, curve.lower, curve.upper].flatMap((column) => [...column]),
    restrictedMean(curve, 10).mean!.estimate,
    ranks.statistic,
    ...incidence!.causes.flatMap((cause) => [...cause.incidence, ...cause.se, ...cause.lower, ...cause.upper]),
    ...fit!.coefficients.flatMap(({ estimate, se, modelSe, p }) => [estimate, se, modelSe, p]),
  ]
}
const seeds = fc.integer({ min: 1, max: 1e6 })

test('neither the order of rows nor names of groups, strata and clusters matter', () => {
  fc.assert(
    fc.property(seeds, fc.boolean(), (seed, hasEntry) => {
      const one = made(seed, { hasEntry })
      const other = reordered(one, shuffledPlaces(60, seeded(`order ${seed}`)))
      const renamed = { ...other, group: other.group.map((place) => 50 - 7 * place), strata: other.strata.map((place) => 9 - place) }
      allNear(figures(renamed), figures(one), 1e-8)
    }),
    { numRuns: 60 },
  )
})

test('time in another unit moves times and nothing else; only the order of times matters to Cox and log-rank', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom(1e-300, 1e-6, 7, 1e9, 1e295), (seed, scale) => {
      const one = made(seed, { hasEntry: true })
      const [curve, moved] = [curveOf(one.observations), curveOf(scaled(one.observations, scale))]
      allNear(moved.survival, curve.survival)
      allNear(moved.upper, curve.upper)
      near(restrictedMean(moved, 10 * scale).mean!.se / scale, restrictedMean(curve, 10).mean!.se)
      const [median, later] = [quantileOf(curve, 0.5), quantileOf(moved, 0.5)]
      if (median.time !== null) near(later.time! / scale, median.time)
      assert.equal(later.upper === null, median.upper === null)
      const { entry: _, ...whole } = one.observations
      const logarithm = { ...whole, time: whole.time.map(Math.log1p) }
      near(logRank(logarithm, one.group).test!.statistic, logRank(whole, one.group).test!.statistic)
      const fit = (observations: Observations) => coxRegression({ observations, covariates: one.covariates }).fit!
      allNear(fit(logarithm).covariance, fit(whole).covariance)
    }),
    { numRuns: 60 },
  )
})

test('a covariate in another unit or from another zero has its coefficient in that unit', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom(1e-100, 1e-3, 40, 1e12, 1e150), fc.constantFrom(0, 3, -1000), (seed, scale, shift) => {
      const { observations, covariates, group } = made(seed)
      const plain = coxRegression({ observations, covariates, cluster: group }).fit!
      const other = coxRegression({
        observations,
        covariates: [covariates[0]!, covariates[1]!.map((one) => (one + shift) * scale)],
        cluster: group,
      }).fit!
      near(other.coefficients[0]!.estimate, plain.coefficients[0]!.estimate, 1e-7)
      near(other.coefficients[1]!.estimate * scale, plain.coefficients[1]!.estimate, 1e-7)
      near(other.coefficients[1]!.se * scale, plain.coefficients[1]!.se, 1e-7)
      near(other.tests.likelihoodRatio.statistic, plain.tests.likelihoodRatio.statistic, 1e-7)
    }),
    { numRuns: 40 },
  )
})

test('the same rows again halve every variance and leave every estimate', () => {
  fc.assert(
    fc.property(seeds, fc.boolean(), (seed, hasEntry) => {
      const one = made(seed, { hasEntry })
      const twice = reordered(
        one,
        [...Array(120).keys()].map((i) => i % 60),
      )
      const [curve, doubled] = [curveOf(one.observations), curveOf(twice.observations)]
      allNear(doubled.survival, curve.survival)
      allNear(
        doubled.se,
        curve.se.map((se) => se / Math.SQRT2),
      )
      near(restrictedMean(doubled, 10).mean!.se * Math.SQRT2, restrictedMean(curve, 10).mean!.se)
      const [incidence, more] = [one, twice].map(({ observations }) => cumulativeIncidence(observations).incidence!.causes[0]!)
      allNear(more!.incidence, incidence!.incidence)
      allNear(
        more!.se,
        incidence!.se.map((se) => se / Math.SQRT2),
      )
      // Efron's way takes doubled rows for ties, so Breslow's.
      const fit = ({ observations, covariates }: Made) => coxRegression({ observations, covariates }, { ties: 'breslow' }).fit!
      const [plain, second] = [fit(one), fit(twice)]
      allNear(
        second.covariance,
        plain.covariance.map((value) => value / 2),
        1e-8,
      )
      second.coefficients.forEach(({ estimate }, j) => near(estimate, plain.coefficients[j]!.estimate, 1e-8))
      const { fit: pairs } = coxRegression({ ...twice, cluster: Int32Array.from({ length: 120 }, (_, i) => i % 60) }, { ties: 'breslow' })
      const { fit: single } = coxRegression({ ...one, cluster: Int32Array.from({ length: 60 }, (_, i) => i) }, { ties: 'breslow' })
      allNear(pairs!.covariance, single!.covariance, 1e-8)
    }),
    { numRuns: 40 },
  )
})

test('curves fall within 0 and 1, intervals hold their estimate, incidences add up to who is no longer without', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 40 }), (seed, rows) => {
      const { observations, cause } = made(seed, { rows })
      const curve = curveOf(observations)
      let before = 1
      for (let j = 0; j < curve.time.length; j++) {
        const [survival, lower, upper] = [curve.survival[j]!, curve.lower[j]!, curve.upper[j]!]
        assert.ok(0 <= lower && lower <= survival && survival <= upper && upper <= 1 && survival < before)
        before = survival
      }
      const { incidence } = cumulativeIncidence(observations)
      if (!incidence) return assert.ok(cause.every((one) => one === 0))
      allNear(incidence.survival, curve.survival)
      for (let j = 0; j < incidence.time.length; j++) {
        near(
          incidence.causes.reduce((sum, one) => sum + one.incidence[j]!, 0),
          1 - incidence.survival[j]!,
        )
        for (const one of incidence.causes) {
          assert.ok(one.lower[j]! <= one.incidence[j]! && one.incidence[j]! <= one.upper[j]! && one.upper[j]! <= 1)
          assert.ok(Number.isFinite(one.se[j]!))
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('with one cause, incidence is one minus the curve, with the same error', () => {
  fc.assert(
    fc.property(seeds, fc.boolean(), (seed, hasEntry) => {
      const { observations } = made(seed, { hasEntry })
      const one = { ...observations, event: observations.event.map((cause) => (cause > 0 ? 4 : 0)) }
      const [curve, incidence] = [curveOf(one), cumulativeIncidence(one).incidence!]
      assert.equal(incidence.causes[0]!.cause, 4)
      allNear(
        incidence.causes[0]!.incidence,
        curve.survival.map((value) => 1 - value),
      )
      // Greenwood's error says nothing where the curve has come to 0; the other then goes on from the time before.
      for (const [j, se] of curve.se.entries()) if (curve.survival[j]! > 0) near(incidence.causes[0]!.se[j]!, se, 1e-12)
    }),
  )
})

test('without censoring the curve is the share that lasts longer, and the mean is the mean', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 50 }), (values) => {
      const time = Float64Array.from(values)
      const curve = curveOf({ time, event: new Uint8Array(values.length).fill(1) })
      for (const at of [0, 0.5, 7, 15, 30]) near(survivalAt(curve, at)!, values.filter((one) => one > at).length / values.length)
      near(restrictedMean(curve, 31).mean!.estimate, values.reduce((sum, one) => sum + one, 0) / values.length)
      const rising = time.toSorted()
      near(quantileOf(curve, 0.5).time!, (rising[Math.ceil(values.length / 2) - 1]! + rising[Math.floor(values.length / 2)]!) / 2)
    }),
  )
})

test('log-rank of two groups is the score test of Cox’s regression where there are no ties', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { observations, strata, group } = made(seed)
      const random = seeded(`untied ${seed}`)
      const untied = { ...observations, time: observations.time.map((one) => one + random() / 2) }
      const { fit } = coxRegression({ observations: untied, covariates: [Float64Array.from(strata)] })
      near(fit!.tests.score.statistic, logRank(untied, strata).test!.statistic, 1e-8)
      const stratified = coxRegression({ observations: untied, covariates: [Float64Array.from(strata)], strata: group })
      near(stratified.fit!.tests.score.statistic, logRank(untied, strata, { strata: group }).test!.statistic, 1e-8)
    }),
    { numRuns: 60 },
  )
})

test('where whoever enters late outweighs all before by far, the sums before keep their digits', () => {
  const observations = of([1, 2, 3, 8, 9, 9.5], [1, 1, 0, 1, 1, 1], [0, 0, 0, 5, 6, 7])
  const { sample } = coxSample({ observations, covariates: [Float64Array.of(1, 2, 3, 60, 61, 40)] })
  const { time, entry, x } = sample!
  for (const beta of [0.3, 15, 40]) {
    // Breslow's, each risk set by itself.
    let wanted = 0
    for (const [i, now] of time.entries()) {
      if (sample!.event[i] !== 1) continue
      const atRisk = [...time.keys()].filter((row) => entry![row]! < now && time[row]! >= now).map((row) => (x[row]! - x[i]!) * beta)
      wanted -= Math.log(atRisk.reduce((sum, one) => sum + Math.exp(one), 0))
    }
    near(likelihoodAt(sample!, Float64Array.of(beta), 'breslow').logLikelihood, wanted, 1e-9)
  }
})

test('intervals of Cox’s coefficient cover what the times were drawn with', () => {
  const random = seeded('coverage')
  let covered = 0
  for (let run = 0; run < 200; run++) {
    const x = Float64Array.from({ length: 120 }, (_, i) => i % 2)
    const time = x.map((one) => -Math.log(1 - random()) * Math.exp(-0.7 * one))
    const end = x.map(() => random() * 2)
    const observations = {
      time: time.map((one, i) => Math.min(one, end[i]!)),
      event: Uint8Array.from(time, (one, i) => (one <= end[i]! ? 1 : 0)),
    }
    const [only] = coxRegression({ observations, covariates: [x] }).fit!.coefficients
    if (only!.lower <= 0.7 && 0.7 <= only!.upper) covered++
  }
  assert.ok(covered >= 180 && covered < 200, `${covered} of 200`)
})

const of = (time: number[], event: number[], entry?: number[]): Observations => ({
  time: Float64Array.from(time),
  event: Uint8Array.from(event),
  ...(entry ? { entry: Float64Array.from(entry) } : {}),
})
type Refused = { problem: SurvivalProblem | null }
const refused = ({ problem }: Refused, code: SurvivalProblem['code'], row: number | null = null) =>
  assert.deepEqual([problem?.code, problem?.row], [code, row])

test('impossible times are refused by name, with the row', () => {
  const cases: [SurvivalProblem['code'], number | null, Observations][] = [
    ['no-rows', null, of([], [])],
    ['lengths-differ', null, of([1, 2], [1])],
    ['lengths-differ', null, of([1, 2], [1, 1], [0])],
    ['not-a-number', 1, of([1, Number.NaN], [1, 1])],
    ['not-a-number', 0, of([Infinity, 1], [1, 1])],
    ['not-a-number', 1, of([1, 1], [1, 1], [0, Number.NaN])],
    ['negative', 1, of([1, -1], [1, 1])],
    ['negative', 0, of([1, 1], [1, 1], [-1, 0])],
    ['entry-after-end', 1, of([1, 2], [1, 1], [0, 2])],
  ]
  for (const [code, row, observations] of cases) {
    const places = new Int32Array(observations.time.length)
    refused(kaplanMeier(observations), code, row)
    refused(cumulativeIncidence(observations), code, row)
    refused(logRank(observations, places), code, row)
    refused(coxRegression({ observations, covariates: [new Float64Array(places.length)] }), code, row)
  }
  refused(logRank(of([1, 2], [1, 1]), Int32Array.of(0, -1)), 'negative', 1)
  refused(kaplanMeier(of([1, 5, 9], [1, 0, 1], [0, 2, 3])), 'risk-set-emptied')
  refused(cumulativeIncidence(of([1, 5, 9], [1, 0, 1], [0, 2, 3])), 'risk-set-emptied')
})

test('one row, no events, all at once and times at the ends of the numbers have documented answers', () => {
  const none = curveOf(of([3, 4], [0, 0]))
  assert.equal(none.time.length, 0)
  assert.deepEqual(quantileOf(none, 0.5), { time: null, lower: null, upper: null })
  assert.equal(survivalAt(none, 3.5), 1)
  assert.equal(survivalAt(none, 5), null)
  assert.equal(survivalAt(none, Number.NaN), null)
  assert.deepEqual(restrictedMean(none, 4).mean, { estimate: 4, se: 0, lower: 4, upper: 4, horizon: 4 })
  for (const horizon of [5, 0, -1, Number.NaN, Infinity]) refused(restrictedMean(none, horizon), 'horizon-beyond-follow-up')
  refused(cumulativeIncidence(of([3, 4], [0, 0])), 'no-events')
  refused(logRank(of([3, 4], [0, 0]), Int32Array.of(0, 1)), 'no-events')
  refused(logRank(of([3, 4], [1, 1]), Int32Array.of(0, 0)), 'no-comparison')
  refused(logRank(of([3, 4], [1, 1]), Int32Array.of(0, 1), { strata: Int32Array.of(0, 1) }), 'no-comparison')
  const single = curveOf(of([0], [1]))
  assert.deepEqual([...single.survival, ...single.se, ...single.lower, ...single.upper], [0, 0, 0, 1])
  assert.equal(survivalAt(single, 1e300), 0)
  const alike = curveOf(of([2, 2, 2, 2], [1, 1, 0, 0]))
  near(alike.survival[0]!, 0.5)
  assert.equal(quantileOf(alike, 0.5).time, 2)
  const huge = curveOf(of([1e300, 1.5e300, 1e-300, 5e-324], [1, 1, 1, 0]))
  assert.ok([...huge.lower, ...huge.upper, ...huge.se].every(Number.isFinite))
  assert.ok(restrictedMean(huge, 1e300).mean!.estimate > 1e299)
  assert.throws(() => quantileOf(huge, 1), RangeError)
  assert.throws(() => kaplanMeier(of([1], [1]), { level: 1 }), RangeError)
})

test('covariates that say nothing, the same, everything or no number are refused by place', () => {
  const { observations, covariates, strata, group } = made(4)
  const [first, second] = [covariates[0]!, covariates[1]!]
  const constant = first.map(() => 0.1)
  const blamed = (columns: Float64Array[], more: { strata?: Int32Array; cluster?: Int32Array } = {}) => {
    const { problem } = coxRegression({ observations, covariates: columns, ...more })
    return [problem?.code, ...(problem?.covariates ?? [])]
  }
  assert.deepEqual(blamed([]), ['rank-deficient'])
  assert.deepEqual(blamed([first, constant]), ['rank-deficient', 1])
  assert.deepEqual(blamed([constant.map(() => 1e300), first]), ['rank-deficient', 0])
  assert.deepEqual(blamed([first, second, first.map((one, i) => 3 * one - second[i]! + 1)]), ['rank-deficient', 2])
  assert.deepEqual(blamed([first, Float64Array.from(strata)], { strata }), ['rank-deficient', 1])
  assert.deepEqual(blamed([first.with(7, Number.NaN)]), ['not-a-number', 0])
  assert.deepEqual(blamed([first.slice(1)]), ['lengths-differ'])
  assert.deepEqual(blamed([first], { cluster: new Int32Array(60) }), ['one-cluster'])
  // Only those who were censored before the first event differ.
  const early = first.map((_, i) => (i === 0 ? 1 : 0))
  const late = coxRegression({ observations: of([1, 5, 6, 7], [0, 1, 1, 0]), covariates: [early.subarray(0, 4)] })
  assert.deepEqual([late.problem?.code, late.problem?.covariates], ['rank-deficient', [0]])
  refused(coxRegression({ observations: { ...observations, event: new Uint8Array(60) }, covariates }), 'no-events')
  // Whoever has the event has the largest value among all at risk, or the smallest.
  const untied = { ...observations, time: observations.time.map((time, i) => time + i / 1000), event: new Uint8Array(60).fill(1) }
  for (const column of [untied.time, untied.time.map((one) => -one), untied.time.map((one) => (one < 9 ? 1 : 0))]) {
    const { fit, problem } = coxRegression({ observations: untied, covariates: [column] })
    assert.deepEqual([problem?.code, problem?.covariates], ['monotone', [0]], String(fit?.coefficients[0]?.estimate))
  }
  // Nobody of a group ever has the event: its coefficient goes to minus infinity, the other's is not to blame.
  const spared = { ...observations, event: observations.event.map((one, i) => (group[i] === 0 ? 0 : one)) }
  const { problem } = coxRegression({ observations: spared, covariates: [second, Float64Array.from(group, (one) => (one === 0 ? 1 : 0))] })
  assert.deepEqual([problem?.code, problem?.covariates], ['monotone', [1]])
  const outlier = coxRegression({ observations, covariates: [first.with(3, 1e300), second] })
  assert.ok(
    outlier.problem !== null || outlier.fit.coefficients.every(({ estimate, se }) => Number.isFinite(estimate) && Number.isFinite(se)),
  )
})
