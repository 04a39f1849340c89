import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countWithInterval } from './count.ts'
import { difference, isTold } from './difference.ts'
import { meanWithInterval } from './mean.ts'
import { netPromoterScore } from './net-promoter.ts'
import { wilson } from './proportion.ts'

const near = (value: number, wanted: number, within: number) => assert.ok(Math.abs(value - wanted) <= within, `${value}, not ${wanted}`)

test('differences of shares are those that Newcombe prints for his method 10', () => {
  const printed: [number, number, number, number, number, number][] = [
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 10, 0.6075, 1],
  ]
  for (const [a, m, b, n, low, high] of printed) {
    const found = difference(wilson(a, m), wilson(b, n))
    near(found.low, low, 5e-5)
    near(found.high, high, 5e-5)
    near(found.estimate, a / m - b / n, 1e-12)
  }
})

test('the intervals of counts are within 0.03 of the exact ones', () => {
  // Exact limits of Garwood, Biometrika 28 (1936).
  const exact: [number, number, number][] = [
    [0, 0, 3.6889],
    [1, 0.0253, 5.5716],
    [2, 0.2422, 7.2247],
    [5, 1.6235, 11.6683],
    [10, 4.7954, 18.3904],
    [50, 37.1111, 65.919],
    [100, 81.3637, 121.6275],
  ]
  for (const [count, low, high] of exact) {
    const found = countWithInterval(count)
    near(found.low, low, 0.03)
    near(found.high, high, 0.03)
  }
  assert.throws(() => countWithInterval(-1), RangeError)
  assert.throws(() => countWithInterval(1.5), RangeError)
})

test('two estimates are told apart only when the interval leaves out zero', () => {
  assert.equal(isTold(difference(wilson(90, 100), wilson(50, 100))), true)
  assert.equal(isTold(difference(wilson(9, 10), wilson(5, 10))), false)
  assert.equal(isTold(difference(countWithInterval(100), countWithInterval(20))), true)
  assert.equal(isTold(difference(countWithInterval(5), countWithInterval(3))), false)
})

test('the difference of an estimate and itself is zero, in the middle of its interval', () => {
  const mean = meanWithInterval({ n: 30, sum: 150, sumSquares: 800 })
  for (const one of [mean, netPromoterScore(30, 20, 100), wilson(40, 80)]) {
    const { estimate, low, high } = difference(one, one)
    assert.equal(estimate, 0)
    near(low + high, 0, 1e-9)
  }
})

test('an end of an interval on the wrong side of its estimate adds nothing', () => {
  const all = netPromoterScore(5, 0, 5)
  assert.ok(all.high <= all.estimate)
  assert.ok(difference(all, netPromoterScore(0, 5, 5)).high <= 200)
})

test('of 2,000 pairs from one chance, about one in twenty is told apart', () => {
  let seed = 11
  const chance = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const hits = (n: number) => Array.from({ length: n }, () => Number(chance() < 0.7)).reduce((sum, one) => sum + one, 0)
  let told = 0
  for (let run = 0; run < 2000; run++) if (isTold(difference(wilson(hits(60), 60), wilson(hits(45), 45)))) told++
  assert.ok(told / 2000 > 0.025 && told / 2000 < 0.065, String(told / 2000))
})
