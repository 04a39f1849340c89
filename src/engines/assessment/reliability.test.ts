import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fTail } from '#engines/distributions/tails.ts'
import { seeded } from '#engines/item/seeded.ts'
import lsat from '../../../test/data/assessment/lsat6.json' with { type: 'json' }
import expected from '../../../test/data/assessment/reliability.json' with { type: 'json' }
import { alphaOfCovariance, alphaOfSums, cronbachAlpha, feldtInterval, type Reliability, type ReliabilityResult } from './reliability.ts'

const near = (a: number, b: number, by = 1e-9) => assert.ok(Math.abs(a - b) <= by * Math.max(1, Math.abs(b)), `${a} is not ${b}`)
function told(result: ReliabilityResult): Reliability {
  assert.equal(result.problem, null)
  return result
}
const lsatScores = Float64Array.from(
  Object.entries(lsat.patterns).flatMap(([pattern, times]) => Array.from({ length: times }, () => [...pattern].map(Number)).flat()),
)

test('alpha, standardised alpha and alpha without an item are those of R psych', (t) => {
  let largest = 0
  const compare = (ours: number, theirs: number) => {
    largest = Math.max(largest, Math.abs(ours - theirs))
    near(ours, theirs)
  }
  for (const reference of [expected.complete, expected.pairwise]) {
    const { alpha, standardised, withoutItem } = told(alphaOfCovariance(Float64Array.from(reference.covariance), reference.n))
    compare(alpha, reference.alpha)
    compare(standardised!, reference.standardised)
    for (const [i, one] of withoutItem.entries()) compare(one!, reference.withoutItem[i]!)
  }
  assert.equal(lsatScores.length, 5000)
  const { alpha, n } = told(cronbachAlpha(lsatScores, 5))
  compare(alpha, expected.lsat6.alpha)
  assert.equal(n, 1000)
  t.diagnostic(`largest difference from R psych: ${largest.toExponential(1)}`)
})

test('the interval is the one of Feldt’s formula, and covers a known alpha in 95 of 100 samples', () => {
  // (1 - true alpha) / (1 - alpha) follows F: at each end 5 % lie beyond.
  const { lower, upper } = feldtInterval(0.79, 41, 26, 0.9)
  near(fTail((1 - lower) / 0.21, 40, 1000), 0.05)
  near(fTail((1 - upper) / 0.21, 40, 1000), 0.95)
  // Parallel items of reliability 1/2 each, six of them: alpha 6/7.
  const random = seeded('feldt')
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  let covered = 0
  for (let run = 0; run < 1000; run++) {
    const scores = Float64Array.from(
      Array.from({ length: 30 }, () => {
        const own = normal()
        return Array.from({ length: 6 }, () => own + normal())
      }).flat(),
    )
    const one = told(cronbachAlpha(scores, 6))
    if (one.lower <= 6 / 7 && 6 / 7 <= one.upper) covered++
  }
  assert.ok(covered > 930 && covered < 970, String(covered))
})

test('the error of measurement is the spread that errors have', () => {
  // Totals of six parallel items with error variance 1 each.
  const random = seeded('error')
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const scores = Float64Array.from(
    Array.from({ length: 5000 }, () => {
      const own = normal()
      return Array.from({ length: 6 }, () => own + normal())
    }).flat(),
  )
  near(told(cronbachAlpha(scores, 6)).measurementError!, Math.sqrt(6), 0.05)
})

const matrix = fc.tuple(fc.integer({ min: 4, max: 30 }), fc.integer({ min: 2, max: 7 }), fc.string()).map(([people, items, seed]) => {
  const random = seeded(seed)
  return { people, items, scores: Float64Array.from({ length: people * items }, () => Math.floor(random() * 6)) }
})

test('order, names, units and shifts change nothing; everybody twice narrows the range only', () => {
  fc.assert(
    fc.property(matrix, ({ people, items, scores }) => {
      const plain = cronbachAlpha(scores, items)
      const turned = Float64Array.from({ length: scores.length }, (_, at) => {
        const [person, item] = [Math.floor(at / items), at % items]
        return scores[(people - 1 - person) * items + (items - 1 - item)]!
      })
      const twice = Float64Array.from([...scores, ...scores])
      const results = [
        cronbachAlpha(turned, items),
        cronbachAlpha(
          scores.map((score) => 3e250 * score),
          items,
        ),
        cronbachAlpha(
          scores.map((score) => score - 7),
          items,
        ),
      ]
      if (plain.problem !== null) return results.every(({ problem }) => assert.equal(problem, plain.problem))
      for (const one of results) near(told(one).alpha, plain.alpha, 1e-7)
      near(told(results[0]!).withoutItem[0] ?? 0, plain.withoutItem.at(-1) ?? 0, 1e-7)
      // Below 0 there is none, and 0 itself is a matter of rounding.
      if (plain.alpha > 1e-9) near(told(results[1]!).measurementError! / 3e250, plain.measurementError!, 1e-7)
      const doubled = told(cronbachAlpha(twice, items))
      near(doubled.alpha, plain.alpha, 1e-7)
      assert.ok(doubled.upper - doubled.lower < plain.upper - plain.lower)
      assert.ok(plain.alpha <= 1 + 1e-9 && plain.lower <= plain.alpha && plain.alpha <= plain.upper)
    }),
    { numRuns: 60 },
  )
})

test('copies of one item have alpha 1, and items that contradict each other less than 0', () => {
  const copies = told(cronbachAlpha(Float64Array.from([1, 1, 1, 2, 2, 2, 5, 5, 5]), 3))
  near(copies.alpha, 1)
  assert.deepEqual(
    [copies.lower, copies.upper].map((end) => Math.abs(end - 1) < 1e-9),
    [true, true],
  )
  const against = told(cronbachAlpha(Float64Array.from([1, 0, 0, 1, 1, 0, 1, 1]), 2))
  assert.ok(against.alpha < 0)
  assert.equal(against.measurementError, null)
})

test('sums that a database counts have the same alpha, and the same refusals', () => {
  fc.assert(
    fc.property(matrix, ({ people, items, scores }) => {
      const sums = (of: (person: number) => number) => {
        const all = Array.from({ length: people }, (_, person) => of(person))
        return { sum: all.reduce((a, b) => a + b, 0), sumSquares: all.reduce((a, b) => a + b * b, 0) }
      }
      const at = (person: number, item: number) => scores[person * items + item]!
      const columns = Array.from({ length: items }, (_, item) => sums((person) => at(person, item)))
      const ours = alphaOfSums(
        people,
        columns,
        sums((person) => scores.subarray(person * items, (person + 1) * items).reduce((a, b) => a + b, 0)),
      )
      const whole = cronbachAlpha(scores, items)
      assert.equal(ours.problem, whole.problem)
      if (ours.problem !== null || whole.problem !== null) return
      for (const key of ['alpha', 'lower', 'upper'] as const) near(ours[key], whole[key], 1e-7)
    }),
    { numRuns: 60 },
  )
  const one = { sum: 3, sumSquares: 3 }
  assert.equal(alphaOfSums(9, [one], one).problem, 'few-items')
  assert.equal(alphaOfSums(0, [one, one], one).problem, 'few-people')
  assert.equal(alphaOfSums(9, [one, { sum: Number.NaN, sumSquares: 0 }], one).problem, 'not-a-number')
  assert.equal(alphaOfSums(3, [one, one], { sum: 6, sumSquares: 12 }).problem, 'constant')
})

test('what has no alpha says why', () => {
  const problem = (scores: number[], items: number) => cronbachAlpha(Float64Array.from(scores), items).problem
  assert.equal(problem([], 3), 'few-people')
  assert.equal(problem([1, 2, 3], 3), 'few-people')
  assert.equal(problem([1, 2, 3], 1), 'few-items')
  assert.equal(problem([], 0), 'few-items')
  assert.equal(problem([1, 2, 3], 2), 'not-a-number')
  assert.equal(problem([1, 2, Infinity, 3], 2), 'not-a-number')
  assert.equal(problem([1, 2, Number.NaN, 3], 2), 'few-people')
  assert.equal(problem([4, 4, 4, 4], 2), 'constant')
  assert.equal(problem([0, 0, 0, 0], 2), 'constant')
  assert.equal(problem([1, 0, 0, 1], 2), 'constant')
  assert.equal(alphaOfCovariance(Float64Array.from([1, 0, 0]), 9).problem, 'not-a-number')
  assert.equal(alphaOfCovariance(Float64Array.from([1, Number.NaN, 0, 1]), 9).problem, 'not-a-number')
})

test('who missed an item is left out and counted; huge and tiny points are no trouble', () => {
  const scores = Float64Array.from([1, 1, 0, 1, Number.NaN, 1, 0, 0, 1, 0])
  const some = told(cronbachAlpha(scores, 2))
  assert.deepEqual([some.n, some.leftOut, some.items], [4, 1, 2])
  const { alpha } = told(cronbachAlpha(Float64Array.from([1, 2, 2, 3, 4, 3]), 2))
  for (const scale of [1e300, 1e-300])
    near(
      told(
        cronbachAlpha(
          Float64Array.from([1, 2, 2, 3, 4, 3], (x) => x * scale),
          2,
        ),
      ).alpha,
      alpha,
    )
})
