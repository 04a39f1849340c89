import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gini } from './gini.ts'

/** By its other definition: half the mean difference of all pairs, as a share of the mean. */
function byPairs(counts: readonly number[]): number {
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length
  const differences = counts.flatMap((a) => counts.map((b) => Math.abs(a - b)))
  return differences.reduce((a, b) => a + b, 0) / (2 * counts.length ** 2 * mean)
}

test('known values: even is 0, one of four with all is 3/4, 1 to 5 is 4/15', () => {
  assert.equal(gini([3, 3, 3, 3]), 0)
  assert.equal(gini([0, 0, 0, 7]), 0.75)
  assert.equal(gini([1, 2, 3, 4]), 0.25)
  assert.ok(Math.abs(gini([5, 1, 4, 2, 3])! - 4 / 15) < 1e-15)
  assert.equal(gini([2]), 0)
})

test('it agrees with the mean difference of all pairs, whatever the order', () => {
  let seed = 7
  const next = () => (seed = (seed * 48_271) % 2_147_483_647)
  for (let run = 0; run < 200; run++) {
    const counts = Array.from({ length: 2 + (next() % 30) }, () => next() % 6)
    if (counts.every((count) => count === 0)) continue
    const value = gini(counts)!
    assert.ok(Math.abs(value - byPairs(counts)) < 1e-12, counts.join(' '))
    assert.equal(gini(counts.toReversed()), value)
    assert.ok(value >= 0 && value <= 1 - 1 / counts.length + 1e-12)
  }
})

test('nothing to spread has no figure, and what is no count is refused', () => {
  assert.equal(gini([]), null)
  assert.equal(gini([0, 0]), null)
  assert.throws(() => gini([1, -1]), RangeError)
  assert.throws(() => gini([0.5]), RangeError)
})
