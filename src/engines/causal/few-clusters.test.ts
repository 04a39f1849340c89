import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seeded } from '../item/seeded.ts'
import { inverseRootTimes } from '../linear/symmetric-roots.ts'
import { arrange } from './arrange.ts'
import { cr2, wildClusterTest } from './clustered-regression.ts'
import { groupTimeEffects } from './group-time.ts'
import { type Rows, usualDesign } from './rows.ts'
import { smallSample } from './sample.ts'
import { stackedRegression } from './stacked.ts'

const near = (actual: number, wanted: number, within = 1e-9) =>
  assert.ok(Math.abs(actual - wanted) <= within * Math.max(1, Math.abs(wanted)), `${actual} is not ${wanted} within ${within}`)

test('a root of the inverse, twice, is the inverse', () => {
  const a = Float64Array.of(4, 1, 0.5, 1, 3, -1, 0.5, -1, 5)
  const b = Float64Array.of(1, 2, 3)
  const twice = inverseRootTimes(a, inverseRootTimes(a, b, 3), 3)
  for (let i = 0; i < 3; i++) {
    let sum = 0
    for (let j = 0; j < 3; j++) sum += a[i * 3 + j]! * twice[j]!
    near(sum, b[i]!)
  }
  assert.deepEqual([...inverseRootTimes(Float64Array.of(1, 0, 0, 0), Float64Array.of(2, 5), 2)], [2, 0])
})

// Values without ties: a tie is told apart by rounding alone.
const arms = fc
  .tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 3, max: 9 }), fc.integer({ min: 3, max: 9 }))
  .map(([seed, n1, n0]) => {
    const random = seeded(`arms ${seed}`)
    const values = (count: number) => Array.from({ length: count }, () => random() * 10 - 5)
    return [values(n1), values(n0)] as const
  })
const variance = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}
const difference = (treated: readonly number[], others: readonly number[]) => ({
  columns: [
    Float64Array.from([...treated, ...others], () => 1),
    Float64Array.from([...treated, ...others], (_, i) => (i < treated.length ? 1 : 0)),
  ],
  outcome: Float64Array.from([...treated, ...others]),
  weight: null,
  cluster: Int32Array.from([...treated, ...others], (_, i) => i),
  asked: 1,
})

test('CR2 of two arms has the unpooled error, and the degrees of freedom that Bell and McCaffrey give', () => {
  fc.assert(
    fc.property(arms, ([treated, others]) => {
      const [v1, v0] = [variance(treated), variance(others)]
      const found = cr2(difference(treated, others))!
      const [n1, n0] = [treated.length, others.length]
      near(found.se, Math.sqrt(v1 / n1 + v0 / n0))
      near(found.df, (1 / n1 + 1 / n0) ** 2 / (1 / (n1 * n1 * (n1 - 1)) + 1 / (n0 * n0 * (n0 - 1))))
    }),
  )
})

test('the exact sign test counts all sign vectors, keeps the estimate’s sign out, and does not mind scale or order', () => {
  const random = seeded('wild')
  const options = { draws: 1999, random }
  fc.assert(
    fc.property(arms, ([treated, others]) => {
      const found = wildClusterTest(difference(treated, others), options)!
      const groups = treated.length + others.length
      assert.ok(found.isExact === 2 ** groups <= 65_536)
      if (!found.isExact) return
      assert.ok(found.p >= 2 ** (1 - groups) && found.p <= 1)
      const scaled = (scale: number) =>
        wildClusterTest(
          difference(
            treated.map((value) => value * scale),
            others.map((value) => value * scale),
          ),
          options,
        )!.p
      near(scaled(-1), found.p, 1e-9)
      near(scaled(1024), found.p, 1e-9)
      near(wildClusterTest(difference(others, treated), options)!.p, found.p, 1e-9)
    }),
    { numRuns: 30 },
  )
  const far = wildClusterTest(difference([10, 11, 12, 10.5], [1, 2, 3, 1.5]), options)!
  assert.ok(far.p < 0.03, String(far.p))
  const drawn = wildClusterTest(difference([3, 1, 2, 0.5], [1, 2, 3, 1.5]), { ...options, mostSigns: 2 })!
  const exact = wildClusterTest(difference([3, 1, 2, 0.5], [1, 2, 3, 1.5]), options)!
  assert.equal(drawn.isExact, false)
  assert.ok(Math.abs(drawn.p - exact.p) < 0.05)
})

test('where nothing varies, clusters are too few or columns depend on each other, there is no result', () => {
  const still = difference([1, 1, 1], [1, 1, 1])
  assert.equal(cr2(still), null)
  assert.equal(wildClusterTest(still, { draws: 99, random: seeded('') }), null)
  const one = { ...difference([1, 2, 3], [4, 5, 6]), cluster: new Int32Array(6) }
  assert.equal(cr2(one), null)
  const twice = { ...difference([1, 2, 3], [4, 5, 6]) }
  assert.equal(cr2({ ...twice, columns: [...twice.columns, twice.columns[1]!] }), null)
})

/** Twelve teams of three, periods 1 to 8; teams start in 4, 6 or never. */
function teams(seed: string): Rows {
  const random = seeded(seed)
  const rows = Array.from({ length: 36 }, (_, unit) => {
    const team = Math.floor(unit / 3)
    const first = [4, 6, 0][team % 3]!
    return Array.from({ length: 8 }, (_p, period) => ({ unit, team, first, time: period + 1, outcome: team + random() * 2 + period / 5 }))
  }).flat()
  return {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    time: Float64Array.from(rows, ({ time }) => time),
    outcome: Float64Array.from(rows, ({ outcome }) => outcome),
    firstTreated: Float64Array.from(rows, ({ first }) => first),
    cluster: Int32Array.from(rows, ({ team }) => team),
  }
}

test('the stacked regression gives the simple aggregate, with a larger error and few degrees of freedom', () => {
  for (const control of ['never', 'notyet'] as const) {
    const design = { ...usualDesign, control }
    const { panel } = arrange(teams('stacked'), design)
    const { simple, sample } = groupTimeEffects(panel!, design)
    const found = cr2(stackedRegression(panel!, design)!)!
    near(found.estimate, simple.estimate)
    assert.ok(found.df < 11 && found.df > 2)
    assert.ok(found.se / simple.se > 0.9 && found.se / simple.se < 1.8, `${found.se} ${simple.se}`)
    const welch = smallSample(simple.influence, sample)
    assert.ok(welch.se > simple.se && welch.df < 11)
  }
})
