import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import expected from '../../../test/data/assessment/calibration.json' with { type: 'json' }
import {
  bestCertainty,
  type Calibration,
  calibration,
  calibrationOfGroups,
  type Certainty,
  certaintyTable,
  confidenceMark,
  honestRange,
} from './confidence.ts'

const near = (a: number, b: number, by = 1e-9) => assert.ok(Math.abs(a - b) <= by, `${a} is not ${b}`)
function told(result: ReturnType<typeof calibration>): Calibration {
  assert.equal(result.problem, null)
  return result
}
const levels: Certainty[] = [1, 2, 3]

test('marks are Gardner-Medwin’s, and being honest pays most', () => {
  for (const [i, { right, wrong }] of expected.cbm_gardner_medwin.scheme.entries())
    assert.deepEqual([confidenceMark(levels[i]!, true), confidenceMark(levels[i]!, false)], [right, wrong])
  assert.deepEqual(
    [honestRange[2].from, honestRange[3].from].map((from) => from.toFixed(12)),
    expected.cbm_gardner_medwin.thresholds.map((from) => from.toFixed(12)),
  )
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (chance) => {
      const pays = (certainty: Certainty) => chance * confidenceMark(certainty, true) + (1 - chance) * confidenceMark(certainty, false)
      near(pays(bestCertainty(chance)), Math.max(...levels.map(pays)))
    }),
  )
})

test('the Brier score and Murphy’s parts are the reference’s', (t) => {
  const { murphy, brier } = expected
  const ours = told(calibrationOfGroups(murphy.p.map((forecast, i) => ({ forecast, n: murphy.n[i]!, right: murphy.k[i]! }))))
  const found = [ours.brier, ours.reliability, ours.resolution, ours.uncertainty, ours.expectedError]
  const wanted = [murphy.brier, murphy.reliability, murphy.resolution, murphy.uncertainty, murphy.ece]
  for (const [i, one] of found.entries()) near(one, wanted[i]!)
  near(ours.within, 0)
  assert.deepEqual(
    ours.bins.map(({ n }) => n),
    murphy.n,
  )
  near(told(calibration(Float64Array.from(brier.example.p), brier.example.y)).brier, brier.value)
  t.diagnostic(`largest difference from the reference: ${Math.max(...found.map((one, i) => Math.abs(one - wanted[i]!))).toExponential(1)}`)
})

test('the parts always add up, order and doubling change nothing, and calling right wrong turns over-confidence round', () => {
  const answer = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(1))
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (pairs, bins) => {
      const of = (some: typeof pairs) =>
        told(
          calibration(
            Float64Array.from(some, ([p]) => p),
            some.map(([, y]) => y),
            bins,
          ),
        )
      const one = of(pairs)
      near(one.brier, one.reliability - one.resolution + one.uncertainty + one.within)
      assert.ok(one.brier >= 0 && one.brier <= 1 && one.expectedError >= Math.abs(one.overConfidence) - 1e-12)
      for (const same of [of(pairs.toReversed()), of([...pairs, ...pairs])])
        for (const key of ['brier', 'reliability', 'resolution', 'uncertainty', 'overConfidence', 'expectedError'] as const)
          near(same[key], one[key])
      near(of(pairs.map(([p, y]) => [1 - p, 1 - y])).overConfidence, -one.overConfidence)
      assert.equal(
        one.bins.reduce((sum, { n }) => sum + n, 0),
        pairs.length,
      )
    }),
  )
})

test('who is sure and right is best, who is sure and wrong worst; what is none is refused', () => {
  assert.equal(told(calibration(Float64Array.from([1, 0]), [1, 0])).brier, 0)
  assert.equal(told(calibration(Float64Array.from([1, 0]), [0, 1])).brier, 1)
  assert.deepEqual(calibration(new Float64Array(0), []), { problem: 'no-forecasts' })
  assert.deepEqual(calibrationOfGroups([{ forecast: 0.5, n: 0, right: 0 }]), { problem: 'no-forecasts' })
  for (const bad of [Number.NaN, Infinity, -0.1, 1.1, 1e300]) {
    assert.deepEqual(calibration(Float64Array.from([bad]), [1]), { problem: 'not-a-number' })
    assert.deepEqual(calibrationOfGroups([{ forecast: bad, n: 1, right: 1 }]), { problem: 'not-a-number' })
  }
  assert.deepEqual(calibration(Float64Array.from([0.5]), [2]), { problem: 'not-a-number' })
  assert.deepEqual(calibration(Float64Array.from([0.5]), []), { problem: 'not-a-number' })
  assert.deepEqual(calibration(Float64Array.from([0.5]), [1], 0), { problem: 'not-a-number' })
  assert.deepEqual(calibrationOfGroups([{ forecast: 0.5, n: 1, right: 2 }]), { problem: 'not-a-number' })
})

test('each certainty is held against what it claims, from enough answers on', () => {
  const verdicts = (counts: [Certainty, number, number][]) =>
    certaintyTable(
      counts.map(([certainty, n, right]) => ({ certainty, n, right })),
      5,
    ).map(({ verdict }) => verdict)
  assert.deepEqual(
    verdicts([
      [3, 100, 60],
      [2, 100, 73],
      [1, 100, 90],
    ]),
    ['over', 'fits', 'under'],
  )
  assert.deepEqual(
    verdicts([
      [3, 4, 0],
      [1, 5, 1],
    ]),
    ['few', 'few', 'fits'],
  )
  const [sure] = certaintyTable([{ certainty: 3, n: 20, right: 19 }], 5)
  assert.deepEqual([sure!.n, sure!.right!.estimate, sure!.verdict], [20, 0.95, 'fits'])
  assert.equal(certaintyTable([], 0)[0]!.right, null)
})
