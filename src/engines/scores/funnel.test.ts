import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { binomialDistribution } from '../distributions/counts.ts'
import { normalQuantile } from '../distributions/tails.ts'
import { seeded } from '../item/seeded.ts'
import { meanLimits, ratioLimits, shareLimits } from './funnel-limits.ts'
import { funnelOfMeans, funnelOfRatios, funnelOfShares, type SiteShare } from './funnel.ts'
import { overdispersion } from './overdispersion.ts'

function drawn(seed: string, sites: number, spread: number): SiteShare[] {
  const random = seeded(seed)
  return Array.from({ length: sites }, () => {
    const n = 40 + Math.floor(random() * 300)
    const share = 0.7 + spread * normalQuantile(0.001 + 0.998 * random())
    let hits = 0
    for (let i = 0; i < n; i++) if (random() < share) hits++
    return { hits, n }
  })
}

test('of sites with nothing special one in forty lies beyond 95 % on either side, one in a thousand beyond 99.8 %: exactly, over all sizes', (t) => {
  for (const target of [0.5, 0.7, 0.9]) {
    const chances = [0, 0, 0, 0]
    for (let n = 40; n < 340; n++) {
      const { p95, p998 } = shareLimits(target, n)!
      const below = (low: number) => binomialDistribution(Math.ceil(low * n - 1e-9) - 1, n, target)
      const above = (high: number) => 1 - binomialDistribution(Math.floor(high * n + 1e-9), n, target)
      ;[below(p95.low), above(p95.high), below(p998.low), above(p998.high)].forEach((chance, i) => (chances[i]! += chance / 300))
    }
    t.diagnostic(`target ${target}: ${chances.map((chance) => chance.toFixed(5)).join(', ')}`)
    for (const [i, chance] of chances.entries()) assert.ok(Math.abs(chance / (i < 2 ? 0.025 : 0.001) - 1) < (i < 2 ? 0.06 : 0.2))
  }
})

test('of 4,000 drawn sites with nothing special as many lie outside, and the funnel is not widened', () => {
  const { points, overdispersion: spread } = sure(funnelOfShares(drawn('nothing special', 4000, 0), 0.7))
  const outside = points.filter(({ position }) => position !== 'within').length / 4000
  assert.ok(Math.abs(outside - 0.05) < 0.0105, String(outside))
  assert.ok(Math.abs(spread.phi - 1) < 0.08 && spread.widening === 1, String(spread.phi))
})

test('sites that differ by nature get a wider funnel, in which few stand out', () => {
  const { points, overdispersion: spread } = sure(funnelOfShares(drawn('wide', 400, 0.08)))
  assert.ok(spread.widening > 1.5)
  assert.ok(points.filter(({ position }) => position !== 'within').length / 400 < 0.08)
})

function sure<T extends { problem: unknown }>(found: T): Extract<T, { problem: null }> {
  assert.equal(found.problem, null)
  return found as Extract<T, { problem: null }>
}

test('chance alone seldom widens a funnel', (t) => {
  const random = seeded('chance')
  const normal = () => normalQuantile(1e-9 + (1 - 2e-9) * random())
  for (const sites of [10, 20, 60]) {
    let wider = 0
    for (let run = 0; run < 1000; run++) if (overdispersion(Array.from({ length: sites }, normal))!.widening > 1) wider++
    t.diagnostic(`${sites} sites: wider in ${(wider / 10).toFixed(1)} of 100`)
    assert.ok(wider / 1000 < 0.09)
  }
})

test('phi is the mean of winsorised squares: by hand', () => {
  const z = [-9, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 20]
  // One of ten on either side: -9 counts as -2, 20 as 3.
  const { phi, widening } = overdispersion(z)!
  // c at a tenth: 0.8 - 2 x 1.2815516 x 0.1754983 + 0.2 x 1.2815516².
  assert.ok(Math.abs((phi * 0.678654) / ((4 + 4 + 1 + 0.25 + 0 + 0.25 + 1 + 4 + 9 + 9) / 10) - 1) < 1e-5)
  assert.equal(widening, Math.sqrt(phi))
  assert.equal(overdispersion([0.5, -0.5, 1])!.widening, 1)
  // Nine sites are too few to widen anything.
  assert.equal(overdispersion([9, 9, 9, -9, -9, -9, 9, -9, 9])!.widening, 1)
  for (const bad of [[], [1], [1, Number.NaN], [1, Infinity], [1, 1e300]]) assert.equal(overdispersion(bad), null)
  assert.equal(overdispersion(z, 0.5), null)
})

test('limits enclose the target, grow with level and shrink with size', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.02, max: 0.98, noNaN: true }), fc.integer({ min: 5, max: 5000 }), (target, n) => {
      for (const [small, large, centre] of [
        [shareLimits(target, n)!, shareLimits(target, 4 * n)!, target],
        [ratioLimits(n * target)!, ratioLimits(4 * n * target)!, 1],
        [meanLimits(target, 1, n)!, meanLimits(target, 1, 4 * n)!, target],
      ] as const) {
        assert.ok(small.p998.low <= small.p95.low && small.p95.high <= small.p998.high)
        assert.ok(small.p95.low <= centre && centre <= small.p95.high)
        assert.ok(large.p95.high - large.p95.low < small.p95.high - small.p95.low + 1e-12)
      }
    }),
  )
})

test('neither the order of sites nor their names matter, and shares mirror', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 30 }), (seed, count) => {
      const sites = drawn(String(seed), count, 0.05)
      const found = sure(funnelOfShares(sites))
      const turned = sure(funnelOfShares(sites.toReversed()))
      assert.deepEqual(
        turned.points.toReversed().map(({ position }) => position),
        found.points.map(({ position }) => position),
      )
      const unhappy = sure(funnelOfShares(sites.map(({ hits, n }) => ({ hits: n - hits, n }))))
      for (const [i, { z, limits }] of unhappy.points.entries()) {
        assert.ok(Math.abs(z + found.points[i]!.z) < 1e-9)
        assert.ok(Math.abs(limits.p95.low - (1 - found.points[i]!.limits.p95.high)) < 1e-7)
      }
    }),
    { numRuns: 30 },
  )
})

test('what can’t be compared is refused', () => {
  const codes = (found: { problem: { code: string } | null }) => found.problem?.code
  assert.equal(codes(funnelOfShares([])), 'too-few-sites')
  assert.equal(codes(funnelOfShares([{ hits: 1, n: 4 }])), 'too-few-sites')
  assert.equal(
    codes(
      funnelOfShares([
        { hits: 1, n: 4 },
        { hits: 5, n: 4 },
      ]),
    ),
    'bad-site',
  )
  assert.equal(
    codes(
      funnelOfShares([
        { hits: 4, n: 4 },
        { hits: 5, n: 5 },
      ]),
    ),
    'bad-target',
  )
  assert.equal(
    codes(
      funnelOfShares(
        [
          { hits: 4, n: 4 },
          { hits: 1, n: 5 },
        ],
        Number.NaN,
      ),
    ),
    'bad-target',
  )
  assert.equal(
    codes(
      funnelOfRatios([
        { observed: 3, expected: 0 },
        { observed: 3, expected: 2 },
      ]),
    ),
    'bad-site',
  )
  assert.equal(
    codes(
      funnelOfRatios([
        { observed: 3, expected: Number.NaN },
        { observed: 3, expected: 2 },
      ]),
    ),
    'bad-site',
  )
  assert.equal(
    codes(
      funnelOfMeans(
        [
          { mean: Number.NaN, n: 3 },
          { mean: 3, n: 2 },
        ],
        1,
      ),
    ),
    'bad-site',
  )
  assert.equal(
    codes(
      funnelOfMeans(
        [
          { mean: 1, n: 3 },
          { mean: 3, n: 2 },
        ],
        0,
      ),
    ),
    'bad-target',
  )
  assert.equal(
    codes(
      funnelOfMeans(
        [
          { mean: 1e300, n: 3 },
          { mean: -1e300, n: 2 },
        ],
        1,
      ),
    ),
    'bad-target',
  )
  assert.equal(
    sure(
      funnelOfRatios([
        { observed: 30, expected: 10 },
        { observed: 9, expected: 10 },
      ]),
    ).points[0]!.position,
    'high',
  )
  assert.equal(
    sure(
      funnelOfMeans(
        [
          { mean: 5, n: 100 },
          { mean: 5.1, n: 100 },
        ],
        1,
      ),
    ).points[1]!.position,
    'within',
  )
  for (const [target, n] of [
    [0, 5],
    [1, 5],
    [0.5, 0],
    [0.5, 1.5],
    [Number.NaN, 5],
    [0.5, Infinity],
  ] as const)
    assert.equal(shareLimits(target, n), null)
  for (const expected of [0, -1, Number.NaN, Infinity]) assert.equal(ratioLimits(expected), null)
  assert.equal(meanLimits(Number.NaN, 1, 5) ?? meanLimits(1, Number.NaN, 5) ?? meanLimits(1, 1, 0), null)
})
