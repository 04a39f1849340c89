import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { binomialDistribution, exactPoissonLimits, poissonDistribution, quantileOfCount } from './counts.ts'

test('distributions of counts are sums of their terms, and their quantiles undo them', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (n, p, q) => {
        let [binomial, poisson] = [(1 - p) ** n, Math.exp(-n * p)]
        let [sum, total] = [binomial, poisson]
        for (let k = 0; k < n; k++) {
          assert.ok(Math.abs(binomialDistribution(k, n, p) - sum) < 1e-11)
          assert.ok(Math.abs(poissonDistribution(k, n * p) - total) < 1e-11)
          binomial *= ((n - k) / (k + 1)) * (p / (1 - p))
          poisson *= (n * p) / (k + 1)
          sum += binomial
          total += poisson
        }
        for (const below of [(k: number) => binomialDistribution(k, n, p), (k: number) => poissonDistribution(k, n * p)]) {
          const k = quantileOfCount(below, q, 1)
          assert.ok(below(k) >= q && below(k - 1) < q)
        }
      },
    ),
  )
  assert.deepEqual([binomialDistribution(-1, 5, 0.5), binomialDistribution(5, 5, 0.5), poissonDistribution(-1, 3)], [0, 1, 0])
  assert.ok([binomialDistribution(Number.NaN, 5, 0.5), poissonDistribution(1, Number.NaN)].every(Number.isNaN))
})

test('exact limits of a count contain it, and there are none of what is no count', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(0.05, 0.002), (count, alpha) => {
      const { low, high } = exactPoissonLimits(count, alpha)!
      assert.ok(low <= count && count < high)
      if (count > 0) assert.ok(Math.abs(1 - poissonDistribution(count - 1, low) - alpha / 2) < 1e-8)
      assert.ok(Math.abs(poissonDistribution(count, high) - alpha / 2) < 1e-8)
    }),
    { numRuns: 50 },
  )
  for (const [count, alpha] of [
    [-1, 0.05],
    [1.5, 0.05],
    [Number.NaN, 0.05],
    [3, 0],
    [3, 1],
    [3, Number.NaN],
    [Infinity, 0.05],
  ] as const)
    assert.equal(exactPoissonLimits(count, alpha), null)
})
