import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { meanWithInterval } from './mean.ts'
import { adjustedWald, isDetractor, isPromoter, netPromoterScore } from './net-promoter.ts'
import { isAskedLess, responseRate, unlessTooFew, wilson } from './proportion.ts'
import { tDistribution, tQuantile } from './student-t.ts'

const data = path.resolve(import.meta.dirname, '../../../test/data/survey')
const expected = JSON.parse(readFileSync(path.join(data, 'intervals_expected.json'), 'utf8')) as {
  nps: { det: number; pas: number; pro: number; nps: number; ci: Record<'t_mean' | 'adj_wald3', [number, number]> }[]
  binomial: { x: number; n: number; wilson: [number, number] }[]
}
const near = (actual: number, wanted: number, within = 1e-9) =>
  assert.ok(Math.abs(actual - wanted) <= within, `${actual} is not ${wanted} within ${within}`)

test('Wilson’s interval is R’s in every case of the reference, and Newcombe’s printed one', () => {
  for (const { x, n, wilson: interval } of expected.binomial) {
    const { low, high, estimate } = wilson(x, n)
    near(low, interval[0], 1e-12)
    near(high, interval[1], 1e-12)
    assert.equal(estimate, x / n)
  }
  for (const [x, n, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    near(wilson(x, n).low, low, 5e-5)
    near(wilson(x, n).high, high, 5e-5)
  }
})

test('Wilson’s interval covers 0 and 1 exactly at the ends, and mirrors', () => {
  for (const n of [1, 2, 7, 500]) {
    assert.equal(wilson(0, n).low, 0)
    assert.equal(wilson(n, n).high, 1)
    for (let x = 0; x <= n; x++) {
      near(wilson(x, n).low, 1 - wilson(n - x, n).high, 1e-12)
      assert.ok(wilson(x, n).low <= x / n && x / n <= wilson(x, n).high)
    }
  }
})

test('counts that are none are refused', () => {
  for (const [x, n] of [
    [1, 0],
    [2, 1],
    [-1, 4],
    [0.5, 4],
    [Number.NaN, 4],
  ] as const)
    assert.throws(() => wilson(x, n), RangeError)
  assert.throws(() => netPromoterScore(3, 3, 5), RangeError)
  assert.throws(() => netPromoterScore(0, 0, 0), RangeError)
  assert.throws(() => meanWithInterval({ n: 1, sum: 5, sumSquares: 25 }), RangeError)
  assert.throws(() => tQuantile(0.4, 3), RangeError)
})

test('the adjusted Wald interval of the net promoter score is R’s, cut to the scale', () => {
  for (const { det, pas, pro, nps, ci } of expected.nps) {
    const n = det + pas + pro
    const raw = adjustedWald(pro, det, n)
    near(raw.low, ci.adj_wald3[0])
    near(raw.high, ci.adj_wald3[1])
    const shown = netPromoterScore(pro, det, n)
    near(shown.estimate, nps)
    near(shown.low, Math.max(-100, ci.adj_wald3[0]))
    near(shown.high, Math.min(100, ci.adj_wald3[1]))
  }
  const { estimate, low, high } = netPromoterScore(60, 10, 100)
  assert.deepEqual([estimate, low.toFixed(2), high.toFixed(2)], [50, '35.47', '61.62'])
})

test('nine and ten promote, zero to six detract', () => {
  assert.deepEqual(
    Array.from({ length: 11 }, (_, answer) => (isPromoter(answer) ? '+' : isDetractor(answer) ? '-' : '0')).join(''),
    '-------00++',
  )
})

/** Exact coverage: the chance, over all samples of size n, that the interval holds the truth. */
function coverage(n: number, promoters: number, detractors: number): number {
  const passives = 1 - promoters - detractors
  const truth = 100 * (promoters - detractors)
  const logs = [0]
  for (let i = 1; i <= n; i++) logs.push(logs[i - 1]! + Math.log(i))
  let sum = 0
  for (let pro = 0; pro <= n; pro++)
    for (let det = 0; det + pro <= n; det++) {
      const pas = n - pro - det
      const chance = Math.exp(
        logs[n]! - logs[pro]! - logs[det]! - logs[pas]! + pro * Math.log(promoters) + det * Math.log(detractors) + pas * Math.log(passives),
      )
      const { low, high } = netPromoterScore(pro, det, n)
      if (low <= truth && truth <= high) sum += chance
    }
  return sum
}

test('the interval covers the truth about as often as it says, from five answers on', (t) => {
  const found = [5, 10, 20, 30, 100].map((n) => coverage(n, 0.4, 0.2))
  t.diagnostic(`coverage at 40 % promoters, 20 % detractors: ${found.map((share) => share.toFixed(3)).join(', ')}`)
  for (const share of found) assert.ok(share > 0.93 && share < 0.99, `${share}`)
})

test('the mean and its t interval are R’s', () => {
  for (const { det, pas, pro, nps, ci } of expected.nps) {
    const n = det + pas + pro
    const { estimate, low, high } = meanWithInterval({ n, sum: 100 * (pro - det), sumSquares: 10_000 * (pro + det) })
    near(estimate, nps)
    near(low, ci.t_mean[0], 1e-8)
    near(high, ci.t_mean[1], 1e-8)
  }
})

test('a mean is cut to its scale, and answers that agree have no spread', () => {
  const { low, high } = meanWithInterval({ n: 3, sum: 20, sumSquares: 134 }, { from: 1, to: 7 })
  assert.equal(high, 7)
  assert.ok(low > 1)
  assert.deepEqual(meanWithInterval({ n: 4, sum: 28, sumSquares: 196 }), { n: 4, estimate: 7, low: 7, high: 7 })
})

test('quantiles of t are those of the tables', () => {
  // R: qt(0.975, df), 10 digits
  for (const [df, wanted] of [
    [1, 12.7062047362],
    [2, 4.3026527297],
    [4, 2.7764451052],
    [10, 2.228138852],
    [30, 2.0422724563],
    [100, 1.9839715185],
    [1000, 1.9623390808],
  ] as const)
    near(tQuantile(0.975, df), wanted, 1e-9)
  near(tDistribution(0, 7), 0.5, 1e-12)
})

test('under five answers there is no number', () => {
  const four = unlessTooFew(4, () => wilson(4, 4))
  assert.deepEqual(four, { isTooFew: true, n: 4 })
  const five = unlessTooFew(5, () => wilson(4, 5))
  assert.equal(five.isTooFew, false)
})

test('a response rate counts answered invitations, and says who was not asked', () => {
  assert.equal(responseRate(0, 0, 12).rate, null)
  const { rate, notAsked } = responseRate(200, 50, 12)
  assert.deepEqual([rate?.estimate, notAsked], [0.25, 12])
  assert.throws(() => responseRate(3, 4, 0), RangeError)
  assert.throws(() => responseRate(0, 1, 0), RangeError)
})

test('a unit that asks far fewer of its customers than the others is noticed, a small one is not', () => {
  assert.equal(isAskedLess({ asked: 20, of: 100 }, { asked: 800, of: 1000 }), true)
  assert.equal(isAskedLess({ asked: 78, of: 100 }, { asked: 800, of: 1000 }), false)
  assert.equal(isAskedLess({ asked: 2, of: 10 }, { asked: 800, of: 1000 }), false)
})
