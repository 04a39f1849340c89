import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seeded, shuffledPlaces } from '../item/seeded.ts'
import { anovaIcc, clusteredMean, clusteredShare } from './clustered.ts'
import { meanWithInterval } from './mean.ts'
import { rakedMean } from './raked-mean.ts'
import { type Margin, rake, type Raked, type RakingOptions } from './raking.ts'

const near = (actual: number, wanted: number, within = 1e-9) =>
  assert.ok(Math.abs(actual - wanted) <= within * Math.max(1e-300, Math.abs(wanted)), `${actual} is not ${wanted} within ${within}`)

interface Made {
  values: Float64Array
  cluster: Int32Array
  weight: Float64Array
  margins: Margin[]
}
function made(seed: number, n = 60): Made {
  const random = seeded(String(seed))
  const cluster = Int32Array.from({ length: n }, () => Math.floor(random() * 9))
  const category = (count: number) => Int32Array.from({ length: n }, (_, i) => (i < count ? i : Math.floor(random() * count)))
  return {
    cluster,
    values: Float64Array.from(cluster, (team) => team / 3 + Math.floor(random() * 7)),
    weight: Float64Array.from({ length: n }, () => 0.5 + random()),
    margins: [
      { of: category(3), totals: [300, 500, 200] },
      { of: category(2), totals: [450, 550] },
    ],
  }
}
const pick = ({ values, cluster, weight, margins }: Made, order: readonly number[]): Made => ({
  values: Float64Array.from(order, (i) => values[i]!),
  cluster: Int32Array.from(order, (i) => cluster[i]!),
  weight: Float64Array.from(order, (i) => weight[i]!),
  margins: margins.map(({ of, totals }) => ({ of: Int32Array.from(order, (i) => of[i]!), totals })),
})
function sure<T extends { problem: unknown }>(found: T): Extract<T, { problem: null }> {
  assert.equal(found.problem, null, JSON.stringify(found.problem))
  return found as Extract<T, { problem: null }>
}
const clustered = ({ values, cluster, weight }: Made) => sure(clusteredMean({ values, cluster }, { weight }))
const rakedOf = ({ weight, margins }: Made, options: RakingOptions = {}): Raked => sure(rake(margins, { start: weight, ...options }))
const meanOf = (one: Made) => sure(rakedMean({ values: one.values, cluster: one.cluster }, rakedOf(one)))
const seeds = fc.integer({ min: 1, max: 1e6 })

test('neither the order of rows nor the names of clusters and categories matter', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const one = made(seed)
      const other = pick(one, shuffledPlaces(60, seeded(`order ${seed}`)))
      const renamed: Made = {
        ...other,
        cluster: other.cluster.map((team) => 1000 - 7 * team),
        margins: other.margins
          .toReversed()
          .map(({ of, totals }) => ({ of: of.map((place) => totals.length - 1 - place), totals: totals.toReversed() })),
      }
      for (const estimate of [clustered, meanOf]) {
        const [before, after] = [estimate(one), estimate(renamed)]
        near(after.estimate, before.estimate)
        near(after.se, before.se)
      }
      near(anovaIcc(renamed.values, renamed.cluster)!.icc, anovaIcc(one.values, one.cluster)!.icc, 1e-8)
    }),
    { numRuns: 50 },
  )
})

test('the scale of values comes back in means and errors, from tiny to huge; that of weights and totals does not', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom(1e-290, 1e-9, 3, 1e9, 1e290), fc.constantFrom(1e-200, 1, 1e200), (seed, scale, share) => {
      const one = made(seed)
      const other: Made = {
        ...one,
        values: one.values.map((value) => value * scale),
        weight: one.weight.map((weight) => weight * share),
        margins: one.margins.map(({ of, totals }) => ({ of, totals: totals.map((total) => total * share) })),
      }
      for (const estimate of [clustered, meanOf]) {
        const [before, after] = [estimate(one), estimate(other)]
        near(after.estimate / scale, before.estimate)
        near(after.se / scale, before.se)
      }
      near(rakedOf(other).effectiveN, rakedOf(one).effectiveN)
    }),
    { numRuns: 50 },
  )
})

test('the same clusters again halve the variance but for the lost degree of freedom', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const one = made(seed)
      const twice = pick(one, [...one.values.keys(), ...one.values.keys()])
      twice.cluster.forEach((team, i) => (twice.cluster[i] = i < 60 ? team : team + 100))
      for (const estimate of [clustered, meanOf]) {
        const [before, after] = [estimate(one), estimate(twice)]
        const g = before.clusters
        near(after.estimate, before.estimate)
        near((after.se / before.se) ** 2, ((2 * g) / (2 * g - 1) / 2) * ((g - 1) / g), 1e-8)
      }
      // Doubled within their clusters, answers say no more than before.
      const within = pick(one, [...one.values.keys(), ...one.values.keys()])
      near(clustered(within).se, clustered(one).se)
    }),
    { numRuns: 50 },
  )
})

test('without clusters, strata and weights the mean is the plain one with its t interval, and the design effect is 1', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 40 }), (answers) => {
      const values = Float64Array.from(answers)
      const found = sure(clusteredMean({ values }))
      const plain = meanWithInterval({
        n: values.length,
        sum: answers.reduce((a, b) => a + b, 0),
        sumSquares: answers.reduce((a, b) => a + b * b, 0),
      })
      near(found.estimate, plain.estimate)
      assert.ok(Math.abs(found.low - plain.low) < 1e-6 && Math.abs(found.high - plain.high) < 1e-6)
      if (found.designEffect !== null) near(found.designEffect, 1)
      else assert.equal(found.se, 0)
    }),
  )
})

test('raked weights meet every margin, keep ratios within cells, stay above 0 and say less than as many answers', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const one = made(seed)
      const found = rakedOf(one)
      for (const { of, totals } of one.margins)
        for (const [category, total] of totals.entries())
          near(
            found.weights.reduce((sum, weight, row) => sum + (of[row] === category ? weight : 0), 0),
            total,
            1e-10,
          )
      assert.ok(found.weights.every((weight) => weight > 0))
      assert.ok(found.effectiveN <= 60 && found.designEffect >= 1 && found.largestRatio >= 1)
      const cells = new Map<string, number>()
      for (const [row, weight] of found.weights.entries()) {
        const cell = one.margins.map(({ of }) => of[row]).join()
        const ratio = weight / one.weight[row]!
        near(ratio, cells.get(cell) ?? ratio)
        cells.set(cell, ratio)
      }
      // Raked once more, nothing changes.
      const again = rakedOf({ ...one, weight: found.weights })
      for (const [row, weight] of again.weights.entries()) near(weight, found.weights[row]!)
      // A margin's own shares have no error left.
      const share = sure(rakedMean({ values: Float64Array.from(one.margins[0]!.of, (place) => Number(place === 1)) }, found))
      near(share.estimate, 0.5)
      assert.ok(share.se < 1e-12)
    }),
    { numRuns: 60 },
  )
})

test('rows whose starting weight is 0 weigh nothing and move nothing', () => {
  const one = made(5)
  const more = pick(one, [...one.values.keys(), ...one.values.keys()])
  more.weight.fill(0, 60)
  const [plain, found] = [rakedOf(one), rakedOf(more)]
  assert.deepEqual([...found.weights.subarray(0, 60)], [...plain.weights])
  assert.ok(found.weights.subarray(60).every((weight) => weight === 0))
  near(found.effectiveN, plain.effectiveN)
  near(found.designEffect, plain.designEffect)
  near(meanOf(more).se, meanOf(one).se)
})

test('trimmed weights keep to the limit and the margins, or it is said that they can’t', () => {
  let [kept, refused] = [0, 0]
  for (let seed = 1; seed <= 60; seed++) {
    const one = made(seed)
    const plain = rakedOf(one)
    const most = 1 + (plain.largestRatio - 1) * 0.8
    const found = rake(one.margins, { start: one.weight, most })
    if (found.problem) {
      assert.equal(found.problem.code, 'too-even')
      refused++
      continue
    }
    kept++
    assert.ok(found.largestRatio <= most * (1 + 1e-8))
    assert.ok(found.off <= 1e-12)
  }
  assert.ok(kept > 40, `${kept} kept, ${refused} refused`)
  // The only two answers of a category with half the people can't weigh less than they have to.
  const of = Int32Array.from({ length: 20 }, (_, i) => (i < 2 ? 1 : 0))
  const impossible = rake([{ of, totals: [50, 50] }], { most: 3 })
  assert.ok(impossible.problem?.code === 'too-even' && Math.abs(impossible.problem.ratio - 5) < 1e-9)
})

test('bad margins are told by margin, category and row', () => {
  const of = Int32Array.of(0, 0, 1, 1)
  const good: Margin = { of, totals: [40, 60] }
  const code = (margins: Margin[], options: RakingOptions = {}) => rake(margins, options).problem
  assert.deepEqual(code([]), { code: 'no-margins' })
  assert.deepEqual(code([{ of: new Int32Array(), totals: [1] }]), { code: 'no-rows' })
  assert.deepEqual(code([good, { of: Int32Array.of(0), totals: [100] }]), { code: 'lengths-differ', margin: 1 })
  assert.deepEqual(code([good], { start: Float64Array.of(1, 1) }), { code: 'lengths-differ', margin: null })
  for (const bad of [Number.NaN, Infinity, -1, 1e301])
    assert.deepEqual(code([good], { start: Float64Array.of(1, 1, bad, 1) }), { code: 'bad-weight', row: 2 })
  assert.deepEqual(code([good], { start: new Float64Array(4) }), { code: 'bad-weight', row: null })
  assert.deepEqual(code([good, { of: Int32Array.of(0, 2, 1, 1), totals: [50, 50] }]), { code: 'unknown-category', margin: 1, row: 1 })
  for (const bad of [Number.NaN, Infinity, -1, 0])
    assert.deepEqual(code([{ of, totals: [40, bad] }]), { code: 'bad-total', margin: 0, category: 1 })
  assert.deepEqual(code([good, { of, totals: [50, 60] }]), { code: 'totals-differ', margin: 1, sum: 110, first: 100 })
  assert.deepEqual(code([{ of, totals: [40, 50, 10] }]), { code: 'empty-category', margin: 0, category: 2 })
  assert.deepEqual(code([good], { start: Float64Array.of(0, 0, 1, 1) }), { code: 'empty-category', margin: 0, category: 0 })
  for (const options of [{ mostRounds: 0 }, { within: 0 }, { within: Number.NaN }, { most: 1 }, { most: Number.NaN }])
    assert.deepEqual(code([good], options), { code: 'bad-option' })
  // Two margins that are the same question with different answers.
  const torn = code([good, { of, totals: [60, 40] }], { mostRounds: 50 })
  assert.ok(torn?.code === 'not-converged' && torn.rounds === 50 && Math.abs(torn.off - 0.2) < 1e-9)
  // A cell without answers which only an endless weight could fill.
  const holes = code([
    { of: Int32Array.of(0, 1, 1), totals: [50, 50] },
    { of: Int32Array.of(0, 0, 1), totals: [30, 70] },
  ])
  assert.equal(holes?.code, 'not-converged')
})

test('weights and totals from tiny to huge rake alike', () => {
  const of = Int32Array.of(0, 0, 1, 1)
  for (const scale of [1e-290, 1, 1e290]) {
    const found = sure(rake([{ of, totals: [40 * scale, 60 * scale] }], { start: Float64Array.of(scale, scale, 1.5 * scale, 1.5 * scale) }))
    found.weights.forEach((weight, i) => near(weight / scale, i < 2 ? 20 : 30))
    near(found.effectiveN, 100 ** 2 / (2 * 400 + 2 * 900))
  }
})

test('rows that can’t tell an error are refused, values that agree have none', () => {
  const codes = (values: number[], more: { cluster?: number[]; stratum?: number[]; weight?: number[] } = {}) => {
    const rows = {
      values: Float64Array.from(values),
      cluster: more.cluster && Int32Array.from(more.cluster),
      stratum: more.stratum && Int32Array.from(more.stratum),
    }
    const found = clusteredMean(rows, { weight: more.weight ? Float64Array.from(more.weight) : null })
    return found.problem && [found.problem.code, found.problem.at]
  }
  assert.deepEqual(codes([]), ['no-rows', null])
  assert.deepEqual(codes([5]), ['one-cluster', 0])
  assert.deepEqual(codes([5, 6], { cluster: [3, 3] }), ['one-cluster', 0])
  assert.deepEqual(codes([5, 6, 7], { stratum: [1, 1, 2] }), ['one-cluster', 2])
  assert.deepEqual(codes([5, 6], { cluster: [1] }), ['lengths-differ', null])
  for (const bad of [Number.NaN, Infinity, -Infinity, 1e301]) assert.deepEqual(codes([5, bad]), ['not-a-number', 1])
  assert.deepEqual(codes([5, 6], { weight: [1, -1] }), ['negative-weight', 1])
  assert.deepEqual(codes([5, 6], { weight: [0, 0] }), ['no-weight', null])
  assert.deepEqual(codes([5, 6], { weight: [1, Number.NaN] }), ['not-a-number', 1])
  for (const value of [0, 0.1, 1e300, 1e-300]) {
    const found = sure(clusteredMean({ values: new Float64Array(7).fill(value) }))
    assert.deepEqual([found.estimate, found.se, found.low, found.high, found.designEffect], [value, 0, value, value, null])
  }
  const wide = sure(clusteredMean({ values: Float64Array.of(1e300, -1e300) }))
  assert.ok(Number.isFinite(wide.low) && Number.isFinite(wide.high) && wide.estimate === 0)
  assert.deepEqual(clusteredShare(Float64Array.of(0, 2), Int32Array.of(0, 1)).problem, { code: 'not-a-share', at: 1 })
  assert.deepEqual(clusteredShare(Float64Array.of(0, 1), Int32Array.of(4, 4)).problem, { code: 'one-cluster', at: 0 })
  assert.equal(anovaIcc(Float64Array.of(1, 1, 1, 1), Int32Array.of(0, 0, 1, 1)), null)
  assert.equal(anovaIcc(Float64Array.of(1, 2), Int32Array.of(0, 1)), null)
  assert.equal(anovaIcc(Float64Array.of(1, Number.NaN, 3), Int32Array.of(0, 0, 1)), null)
  near(anovaIcc(Float64Array.of(1, 1, 2, 2), Int32Array.of(0, 0, 1, 1))!.icc, 1)
  const raked = rakedOf(made(1))
  assert.deepEqual(rakedMean({ values: Float64Array.of(1) }, raked).problem, { code: 'lengths-differ', at: null })
  assert.throws(() => meanWithInterval({ n: 3, sum: Number.NaN, sumSquares: 3 }), RangeError)
})
