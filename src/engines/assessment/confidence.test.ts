import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wilson } from '#engines/scores/proportion.ts'
import expected from '../../../test/data/assessment/calibration.json' with { type: 'json' }
import {
  bestCertainty,
  type Calibration,
  calibration,
  calibrationOfGroups,
  type Certainty,
  type CertaintyCounts,
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

/** Each person's answers and right ones. */
const counted = (certainty: Certainty, people: [number, number][]): CertaintyCounts => {
  const sum = (of: (n: number, right: number) => number) => people.reduce((total, [n, right]) => total + of(n, right), 0)
  return {
    certainty,
    people: people.length,
    n: sum((n) => n),
    right: sum((_, right) => right),
    nSquares: sum((n) => n * n),
    nRight: sum((n, right) => n * right),
    rightSquares: sum((_, right) => right * right),
  }
}
const one = (n: number, right: number): [number, number][] => Array.from({ length: n }, (_, i) => [1, Number(i < right)])

test('each certainty is held against what it claims, from enough people on', () => {
  const verdicts = (...counts: CertaintyCounts[]) => certaintyTable(counts, 5).map(({ verdict }) => verdict)
  assert.deepEqual(verdicts(counted(3, one(100, 60)), counted(2, one(100, 73)), counted(1, one(100, 90))), ['over', 'fits', 'under'])
  assert.deepEqual(verdicts(counted(3, [[40, 3]]), counted(1, one(5, 1))), ['few', 'few', 'fits'])
  assert.deepEqual(
    certaintyTable([], 0).map(({ n, right }) => [n, right]),
    [
      [0, null],
      [0, null],
      [0, null],
    ],
  )
})

test('one answer each has Wilson’s interval; many answers of few people count for less, and people twice over for twice as much', () => {
  const of = (people: [number, number][]) => certaintyTable([counted(3, people)], 1)[0]!.right!
  const single = of(one(40, 31))
  const { low, high } = wilson(31, 40)
  // Between people divides by one less than there are.
  assert.ok(Math.abs(single.low - low) < 5e-3 && Math.abs(single.high - high) < 5e-3)
  const alike = of(Array.from({ length: 10 }, (_, i): [number, number] => [10, i < 6 ? 10 : 0]))
  const ten = wilson(6, 10)
  assert.ok(alike.high - alike.low > 0.9 * (ten.high - ten.low) && alike.estimate === 0.6)
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9)), { minLength: 2, maxLength: 20 }), (drawn) => {
      const people = drawn.map(([n, right]): [number, number] => [n, Math.min(n, right)])
      const plain = of(people)
      const twice = of([...people, ...people])
      near(twice.estimate, plain.estimate)
      assert.ok(plain.low >= 0 && plain.low <= plain.estimate + 1e-9 && plain.estimate <= plain.high + 1e-9 && plain.high <= 1)
      assert.ok(twice.high - twice.low <= plain.high - plain.low + 1e-9)
      near(of(people.toReversed()).low, plain.low)
    }),
  )
})
