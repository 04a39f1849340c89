import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { attributesChart, type ChartOptions } from './attributes-chart.ts'
import { cusumChart } from './cusum.ts'
import { ewmaChart } from './ewma.ts'
import { usualLines, westernElectric } from './western-electric.ts'

const near = (actual: number, wanted: number, within = 1e-9) =>
  assert.ok(Math.abs(actual - wanted) <= within * Math.max(1, Math.abs(wanted)), `${actual} is not ${wanted} within ${within}`)
function sure<T extends { problem: unknown }>(found: T): Extract<T, { problem: null }> {
  assert.equal(found.problem, null, JSON.stringify(found.problem))
  return found as Extract<T, { problem: null }>
}
const values = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 1, maxLength: 40 }).map((list) => Float64Array.from(list))
const counts = fc
  .array(fc.tuple(fc.integer({ min: 20, max: 400 }), fc.double({ min: 0.05, max: 0.9, noNaN: true })), { minLength: 4, maxLength: 40 })
  .map((list) => ({
    size: Float64Array.from(list, ([n]) => n),
    hits: Float64Array.from(list, ([n, share], i) => Math.floor(n * share) + (i % 2)),
  }))
const usual: ChartOptions = { kind: 'share', isLaney: true }

test('charts mirror: what is above for the happy is below for the unhappy', () => {
  fc.assert(
    fc.property(counts, fc.boolean(), ({ hits, size }, isLaney) => {
      const one = attributesChart({ hits, size }, { ...usual, isLaney })
      const other = attributesChart({ hits: size.map((n, i) => n - hits[i]!), size }, { ...usual, isLaney })
      assert.equal(one.problem?.code, other.problem?.code)
      if (one.problem || other.problem) return
      near(other.centre, 1 - one.centre)
      near(other.sigmaZ, one.sigmaZ, 1e-6)
      for (const [i, lower] of other.lower.entries()) near(lower, 1 - one.upper[i]!, 1e-7)
    }),
  )
})

test('the same periods told twice as finely in size halve the counting variance, and the order of a baseline moves no centre', () => {
  fc.assert(
    fc.property(counts, ({ hits, size }) => {
      const one = attributesChart({ hits, size }, { ...usual, isLaney: false })
      if (one.problem) return
      const twice = sure(attributesChart({ hits: hits.map((n) => 2 * n), size: size.map((n) => 2 * n) }, { ...usual, isLaney: false }))
      for (const [i, sd] of twice.sd.entries()) near((sd / one.sd[i]!) ** 2, 0.5)
      near(sure(attributesChart({ hits: hits.toReversed(), size: size.toReversed() }, { ...usual, isLaney: false })).centre, one.centre)
      const wide = attributesChart({ hits, size }, usual)
      if (!wide.problem) near(sure(attributesChart({ hits: hits.toReversed(), size: size.toReversed() }, usual)).sigmaZ, wide.sigmaZ)
    }),
  )
})

test('a baseline says what is usual: what comes after it moves neither centre nor σz', () => {
  fc.assert(
    fc.property(counts, counts, (first, later) => {
      const alone = attributesChart(first, usual)
      const length = first.hits.length
      const both = attributesChart(
        { hits: Float64Array.from([...first.hits, ...later.hits]), size: Float64Array.from([...first.size, ...later.size]) },
        { ...usual, baseline: length },
      )
      assert.equal(both.problem?.code, alone.problem?.code)
      if (alone.problem || both.problem) return
      assert.deepEqual([both.centre, both.sigmaZ], [alone.centre, alone.sigmaZ])
      assert.deepEqual([...both.upper.subarray(0, length)], [...alone.upper])
      const known = sure(attributesChart(first, { ...usual, known: alone }))
      assert.deepEqual([...known.upper], [...alone.upper])
    }),
  )
})

test('averages and sums follow the unit and the zero of their points, and mirror', () => {
  fc.assert(
    fc.property(values, fc.constantFrom(1e-9, 1, 1e9), fc.constantFrom(-1, 1), (z, scale, sign) => {
      const moved = z.map((one) => sign * one * scale)
      const one = sure(ewmaChart(z, { target: 0, sd: 1, lambda: 0.3, width: 2 }))
      const other = sure(ewmaChart(moved, { target: 0, sd: scale, lambda: 0.3, width: 2 }))
      for (const [i, level] of one.ewma.entries()) {
        near((sign * other.ewma[i]!) / scale, level)
        near(other.upper[i]! / scale, one.upper[i]!)
      }
      const [sums, others] = [
        sure(cusumChart(z, { target: 0, k: 0.5, h: 4 })),
        sure(cusumChart(moved, { target: 0, k: 0.5 * scale, h: 4 * scale })),
      ]
      for (const [i, high] of sums.high.entries()) near((sign > 0 ? others.high : others.low)[i]! / scale, high)
    }),
  )
})

test('an average that forgets everything is the points themselves; one with a spread per point agrees with one for all', () => {
  fc.assert(
    fc.property(values, (z) => {
      const points = sure(ewmaChart(z, { target: 0, sd: 1, lambda: 1, width: 3 }))
      assert.ok(points.ewma.every((one, i) => one === z[i]))
      const each = sure(ewmaChart(z, { target: 0, sd: new Float64Array(z.length).fill(2), lambda: 0.2, width: 3 }))
      const closed = each.upper.map((_, i) => 3 * 2 * Math.sqrt((0.2 / 1.8) * (1 - 0.8 ** (2 * (i + 1)))))
      for (const [i, upper] of each.upper.entries()) near(upper, closed[i]!)
    }),
  )
})

test('rules mirror, name points that are beyond their line, and find what a plain search finds', () => {
  fc.assert(
    fc.property(values, (z) => {
      const { signals } = sure(westernElectric(z))
      const mirrored = sure(westernElectric(z.map((one) => -one))).signals
      assert.deepEqual(
        mirrored.map(({ at, rule, points }) => [at, rule, points]),
        signals.map(({ at, rule, points }) => [at, rule, points]),
      )
      const plain: string[] = []
      for (let at = 0; at < z.length; at++)
        for (const [rule, window, needed, line] of [
          [1, 1, 1, 3],
          [2, 3, 2, 2],
          [3, 5, 4, 1],
          [4, 8, 8, 0],
        ] as const)
          for (const sign of [1, -1]) {
            const last = [...z.subarray(Math.max(0, at + 1 - window), at + 1)].map((one) => one * sign > line)
            if (last.at(-1) && last.filter(Boolean).length >= needed) plain.push(`${at} ${rule} ${sign}`)
          }
      assert.deepEqual(
        signals.map(({ at, rule, side }) => `${at} ${rule} ${side === 'above' ? 1 : -1}`),
        plain,
      )
    }),
    { numRuns: 300 },
  )
})

test('points that are no numbers, counts that are none and settings outside their range are refused', () => {
  const code = (found: { problem: { code: string; at: number | null } | null }) => found.problem && [found.problem.code, found.problem.at]
  const chart = (hits: number[], size: number[], options: Partial<ChartOptions> = {}) =>
    code(attributesChart({ hits: Float64Array.from(hits), size: Float64Array.from(size) }, { ...usual, ...options }))
  assert.deepEqual(chart([], []), ['no-points', null])
  assert.deepEqual(chart([1], [2, 3]), ['lengths-differ', null])
  for (const bad of [Number.NaN, Infinity, 1e300]) {
    assert.deepEqual(chart([1, bad], [5, 5]), ['not-a-number', 1])
    assert.deepEqual(chart([1, 2], [5, bad]), ['not-a-number', 1])
  }
  assert.deepEqual(chart([1, 0.5], [5, 5]), ['not-a-count', 1])
  assert.deepEqual(chart([1, -1], [5, 5]), ['not-a-count', 1])
  assert.deepEqual(chart([1, 1], [5, 5.5]), ['not-a-count', 1])
  assert.deepEqual(chart([1, 0], [5, 0]), ['no-answers', 1])
  assert.deepEqual(chart([1, 6], [5, 5]), ['too-many-hits', 1])
  assert.equal(chart([1, 6, 2], [5, 5.5, 1e-3], { kind: 'rate' }), null)
  assert.deepEqual(chart([3], [5]), ['baseline-length', null])
  for (const baseline of [1, 3, 1.5, Number.NaN]) assert.deepEqual(chart([3, 2], [5, 5], { baseline }), ['baseline-length', null])
  assert.equal(chart([3], [5], { isLaney: false }), null)
  for (const hits of [
    [0, 0, 0],
    [5, 5, 5],
    [2, 2, 2],
  ])
    assert.deepEqual(chart(hits, [5, 5, 5]), ['no-variation', null])
  assert.deepEqual(chart([1, 2, 3], [5, 10, 15]), ['no-variation', null])
  for (const known of [{ centre: 0 }, { centre: 1 }, { centre: Number.NaN }, { centre: 0.5, sigmaZ: 0 }, { centre: 0.5, sigmaZ: Infinity }])
    assert.deepEqual(chart([1, 2], [5, 5], { known }), ['bad-setting', null])
  const z = Float64Array.of(1, 2)
  const ewma = { target: 0, sd: 1, lambda: 0.2, width: 3 }
  for (const change of [
    { target: Number.NaN },
    { sd: 0 },
    { sd: Number.NaN },
    { sd: 1e300 },
    { lambda: 0 },
    { lambda: 1.1 },
    { width: 0 },
    { width: Infinity },
    { sd: Float64Array.of(1, 1), isSteady: true },
  ])
    assert.deepEqual(code(ewmaChart(z, { ...ewma, ...change })), ['bad-setting', null])
  assert.deepEqual(code(ewmaChart(z, { ...ewma, sd: Float64Array.of(1) })), ['lengths-differ', null])
  for (const change of [{ target: Infinity }, { k: -1 }, { k: Number.NaN }, { h: 0 }, { h: Number.NaN }])
    assert.deepEqual(code(cusumChart(z, { target: 0, k: 0.5, h: 5, ...change })), ['bad-setting', null])
  for (const change of [{ action: Number.NaN }, { warning: -1 }, { inner: Infinity }, { run: 1 }, { run: 2.5 }])
    assert.deepEqual(code(westernElectric(z, { ...usualLines, ...change })), ['bad-setting', null])
  assert.deepEqual(code(westernElectric(z, usualLines, -1)), ['bad-setting', null])
  for (const bad of [Number.NaN, Infinity, 1e300]) {
    const points = Float64Array.of(0, bad)
    for (const found of [ewmaChart(points, ewma), cusumChart(points, { target: 0, k: 1, h: 5 }), westernElectric(points)])
      assert.deepEqual(code(found), ['not-a-number', 1])
  }
  for (const found of [
    ewmaChart(new Float64Array(), ewma),
    cusumChart(new Float64Array(), { target: 0, k: 1, h: 5 }),
    westernElectric(new Float64Array()),
  ])
    assert.deepEqual(code(found), ['no-points', null])
})

test('charts of constant, tiny and huge points stay numbers', () => {
  for (const scale of [1e-140, 1, 1e140]) {
    const points = new Float64Array(9).fill(scale)
    const average = sure(ewmaChart(points, { target: scale, sd: scale, lambda: 0.2, width: 3 }))
    assert.ok(average.ewma.every((one) => Math.abs(one / scale - 1) < 1e-12) && average.upper.every(Number.isFinite))
    assert.deepEqual(average.beyond, [])
    assert.ok(sure(cusumChart(points, { target: -scale, k: 0, h: scale })).high.every(Number.isFinite))
  }
  // Millions of answers at each point.
  const chart = sure(attributesChart({ hits: Float64Array.of(4e12, 5e12, 4.5e12), size: Float64Array.of(9e12, 9e12, 9e12) }, usual))
  assert.ok(chart.sd.every((one) => one > 0) && chart.sigmaZ > 1)
})
