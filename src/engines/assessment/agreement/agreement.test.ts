import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seeded } from '#engines/item/seeded.ts'
import shrout from '../../../../test/data/assessment/intraclass.json' with { type: 'json' }
import reference from '../../../../test/data/assessment/krippendorff.json' with { type: 'json' }
import { intraclass, type Intraclass } from './intraclass.ts'
import { type Krippendorff, krippendorffAlpha, type Metric } from './krippendorff.ts'

const near = (a: number, b: number, by = 1e-9) => assert.ok(a === b || Math.abs(a - b) <= by * Math.max(1, Math.abs(b)), `${a} is not ${b}`)
function all(result: ReturnType<typeof intraclass>): Record<string, Intraclass> {
  assert.equal(result.problem, null)
  const { oneWay, agreement, consistency } = result
  return {
    ICC1: oneWay.single,
    ICC2: agreement.single,
    ICC3: consistency.single,
    ICC1k: oneWay.mean,
    ICC2k: agreement.mean,
    ICC3k: consistency.mean,
  }
}
function alphaOf(result: ReturnType<typeof krippendorffAlpha>): Krippendorff {
  assert.equal(result.problem, null)
  return result
}
const metrics: Metric[] = ['nominal', 'ordinal', 'interval', 'ratio']

test('all six intraclass correlations with F, p and intervals are those of R psych', (t) => {
  const ours = all(intraclass(Float64Array.from(shrout.ratings.flat()), 4))
  let largest = 0
  for (const { type, ...theirs } of shrout.expected)
    for (const key of ['estimate', 'f', 'p', 'lower', 'upper', 'numeratorDf', 'denominatorDf'] as const) {
      largest = Math.max(largest, Math.abs(ours[type]![key] - theirs[key]))
      near(ours[type]![key], theirs[key])
    }
  t.diagnostic(`largest difference from R psych: ${largest.toExponential(1)}`)
})

test('Krippendorff’s alpha is the published one for each scale, with gaps', (t) => {
  let largest = 0
  for (const metric of metrics) {
    const { alpha, units, ratings } = alphaOf(krippendorffAlpha(published, 4, metric))
    largest = Math.max(largest, Math.abs(alpha - reference.alpha[metric]))
    near(alpha, reference.alpha[metric])
    // One unit was rated once only: it says nothing about agreement.
    assert.deepEqual([units, ratings], [11, 40])
  }
  t.diagnostic(`largest difference from the reference: ${largest.toExponential(1)}`)
})
const published = Float64Array.from({ length: 48 }, (_, at) => reference.data[at % 4]![Math.floor(at / 4)] ?? Number.NaN)

const table = fc.tuple(fc.integer({ min: 3, max: 14 }), fc.integer({ min: 2, max: 5 }), fc.string()).map(([subjects, raters, seed]) => {
  const random = seeded(seed)
  return { subjects, raters, ratings: Float64Array.from({ length: subjects * raters }, () => 1 + Math.floor(random() * 5)) }
})
const turned = (ratings: Float64Array, raters: number) =>
  Float64Array.from({ length: ratings.length }, (_, at) => {
    const [row, column] = [Math.floor(at / raters), at % raters]
    return ratings[(ratings.length / raters - 1 - row) * raters + (raters - 1 - column)]!
  })

test('names and order of raters and subjects, units and shifts change no intraclass correlation', () => {
  fc.assert(
    fc.property(table, ({ raters, ratings }) => {
      const plain = intraclass(ratings, raters)
      const others = [
        turned(ratings, raters),
        ratings.map((one) => 1e290 * one),
        ratings.map((one) => one * 1e-290),
        ratings.map((one) => 20 - one),
      ]
      for (const other of others) {
        const result = intraclass(other, raters)
        if (plain.problem !== null) assert.equal(result.problem, plain.problem)
        else {
          const [ours, wanted] = [all(result), all(plain)]
          for (const [type, one] of Object.entries(wanted))
            for (const key of ['estimate', 'lower', 'upper', 'p'] as const) near(ours[type]![key], one[key], 1e-6)
        }
      }
      if (plain.problem !== null) return
      for (const [type, { estimate, lower, upper, f, p }] of Object.entries(all(plain))) {
        assert.ok(estimate <= 1 && lower <= estimate + 1e-9 && estimate <= upper + 1e-9, `${type} ${lower} ${estimate} ${upper}`)
        assert.ok(p >= 0 && p <= 1 && f >= 0)
      }
      // A rater's severity counts for agreement only.
      const severe = all(
        intraclass(
          ratings.map((one, at) => one + (at % raters)),
          raters,
        ),
      )
      near(severe.ICC3!.estimate, all(plain).ICC3!.estimate, 1e-6)
    }),
    { numRuns: 100 },
  )
})

test('intervals of the intraclass correlations cover the truth: of ICC3 in 95 of 100 samples, of ICC2, an approximation, in about 92 with four raters', (t) => {
  // Subjects, raters and errors with variances 2, 1 and 1.
  const random = seeded('raters')
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const hits = { ICC2: 0, ICC3: 0 }
  for (let run = 0; run < 1000; run++) {
    const severity = Array.from({ length: 4 }, normal)
    const ratings = Array.from({ length: 25 }, () => {
      const own = Math.SQRT2 * normal()
      return severity.map((one) => own + one + normal())
    }).flat()
    const { ICC2, ICC3 } = all(intraclass(Float64Array.from(ratings), 4))
    if (ICC2!.lower <= 0.5 && 0.5 <= ICC2!.upper) hits.ICC2++
    if (ICC3!.lower <= 2 / 3 && 2 / 3 <= ICC3!.upper) hits.ICC3++
  }
  t.diagnostic(`covered of 1,000: ${JSON.stringify(hits)}`)
  assert.ok(hits.ICC2 > 895 && hits.ICC2 < 980 && hits.ICC3 > 930 && hits.ICC3 < 970, JSON.stringify(hits))
})

test('raters who agree to the last digit have 1, also where one of them is stricter by a step', () => {
  for (const one of Object.values(all(intraclass(Float64Array.from([1, 1, 2, 2, 5, 5]), 2)))) {
    near(one.estimate, 1)
    near(one.lower, 1)
    near(one.upper, 1)
    assert.deepEqual([one.f, one.p], [Infinity, 0])
  }
  const stricter = all(intraclass(Float64Array.from([1, 2, 2, 3, 5, 6]), 2))
  near(stricter.ICC3!.estimate, 1)
  assert.ok(stricter.ICC2!.estimate < 1 && stricter.ICC2!.lower <= stricter.ICC2!.estimate)
  for (const one of Object.values(all(intraclass(Float64Array.from([1, 2, 2, 1]), 2))))
    assert.ok(!Number.isNaN(one.estimate + one.lower + one.upper + one.p))
})

test('ratings without an intraclass correlation say why', () => {
  const problem = (ratings: number[], raters: number) => intraclass(Float64Array.from(ratings), raters).problem
  assert.equal(problem([], 2), 'few-subjects')
  assert.equal(problem([1, 2], 2), 'few-subjects')
  assert.equal(problem([1, 2], 1), 'few-raters')
  assert.equal(problem([], 0), 'few-raters')
  assert.equal(problem([1, 2, 3], 2), 'not-a-number')
  assert.equal(problem([1, 2, Number.NaN, 4], 2), 'not-a-number')
  assert.equal(problem([1, 2, Infinity, 4], 2), 'not-a-number')
  assert.equal(problem([3, 3, 3, 3], 2), 'constant')
  assert.equal(problem([0, 0, 0, 0], 2), 'constant')
  assert.equal(problem([1, 2, 1, 2], 2), 'constant')
})

test('names and order of raters and units change no alpha, nor does what each scale allows', () => {
  fc.assert(
    fc.property(table, fc.constantFrom(...metrics), ({ raters, ratings }, metric) => {
      const gaps = ratings.map((one, at) => (at % 7 === 3 ? Number.NaN : one))
      const plain = krippendorffAlpha(gaps, raters, metric)
      const allowed: Record<Metric, ((x: number) => number)[]> = {
        nominal: [(x) => (x * 3) % 7],
        ordinal: [(x) => Math.exp(x), (x) => -x],
        interval: [(x) => 1e300 * x, (x) => 5 - 2 * x],
        ratio: [(x) => 1e300 * x, (x) => 1e-300 * x],
      }
      const others = [turned(gaps, raters), ...allowed[metric].map((change) => gaps.map(change))]
      for (const other of others) {
        const result = krippendorffAlpha(other, raters, metric)
        if (plain.problem !== null) assert.equal(result.problem, plain.problem)
        else near(alphaOf(result).alpha, plain.alpha)
      }
      if (plain.problem !== null) return
      assert.ok(plain.alpha <= 1 && plain.alpha >= -1.5)
      // Each unit twice: the expected disagreement loses its small-sample correction, and nothing else changes.
      const twice = alphaOf(krippendorffAlpha(Float64Array.from([...gaps, ...gaps]), raters, metric))
      const n = plain.ratings
      near(1 - twice.alpha, ((1 - plain.alpha) * (2 * n - 1)) / (2 * n - 2), 1e-8)
    }),
    { numRuns: 100 },
  )
})

test('the drawn interval is the same for its seed, holds the alpha and narrows with more units', () => {
  const drawn = (ratings: Float64Array, seed: string) =>
    alphaOf(krippendorffAlpha(ratings, 4, 'ordinal', { random: seeded(seed), draws: 500 }))
  const one = drawn(published, 'a')
  assert.deepEqual(drawn(published, 'a'), one)
  assert.notDeepEqual(drawn(published, 'b'), one)
  assert.ok(one.lower! < one.alpha && one.alpha < one.upper! && one.upper! <= 1)
  const many = drawn(Float64Array.from(Array.from({ length: 8 }, () => [...published]).flat()), 'a')
  assert.ok(many.upper! - many.lower! < (one.upper! - one.lower!) / 2)
  assert.deepEqual([alphaOf(krippendorffAlpha(published, 4, 'nominal')).lower, one.draws], [null, 500])
})

test('perfect agreement is 1, systematic disagreement below 0, and what can’t be told says why', () => {
  assert.equal(alphaOf(krippendorffAlpha(Float64Array.from([1, 1, 2, 2]), 2, 'nominal')).alpha, 1)
  assert.ok(alphaOf(krippendorffAlpha(Float64Array.from([1, 2, 2, 1]), 2, 'nominal')).alpha < 0)
  const problem = (ratings: number[], raters: number, metric: Metric = 'interval') =>
    krippendorffAlpha(Float64Array.from(ratings), raters, metric).problem
  assert.equal(problem([], 2), 'nothing-to-compare')
  assert.equal(problem([1, Number.NaN, Number.NaN, 2], 2), 'nothing-to-compare')
  assert.equal(problem([4, 4, 4, 4], 2), 'constant')
  assert.equal(problem([0, -0, 0, 0], 2), 'constant')
  assert.equal(problem([1, Infinity, 2, 1], 2), 'not-a-number')
  assert.equal(problem([1, 2, 3], 2), 'not-a-number')
  assert.equal(problem([1, 2], 0), 'not-a-number')
  assert.equal(problem([1, -2, 2, 1], 2, 'ratio'), 'negative')
  for (const metric of metrics)
    assert.ok(Number.isFinite(alphaOf(krippendorffAlpha(Float64Array.from([0, 5e-324, 1e308, 1e308]), 2, metric)).alpha))
})
