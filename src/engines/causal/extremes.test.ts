// What is too large, too small, too alike or too few: a documented result or a problem, never a number out of nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seeded } from '../item/seeded.ts'
import { arrange } from './arrange.ts'
import { imputedEffects } from './imputation.ts'
import { type Design, type Rows, type RowsProblemCode, usualDesign } from './rows.ts'
import { type Study, studyOf } from './study.ts'
import { placeboError, syntheticDifference } from './synthetic.ts'

function made(seed: string, units: number, periods: number, starts: readonly number[]): Rows {
  const random = seeded(seed)
  const rows = Array.from({ length: units * periods }, (_, i) => ({ unit: Math.floor(i / periods), time: (i % periods) + 1 }))
  const levels = Array.from({ length: units }, () => random() * 4)
  return {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    time: Float64Array.from(rows, ({ time }) => time),
    outcome: Float64Array.from(rows, ({ unit, time }) => levels[unit]! + time * 0.3 + random()),
    firstTreated: Float64Array.from(rows, ({ unit }) => starts[unit % starts.length]!),
  }
}
const rows = made('extremes', 60, 8, [5, 6, 0])
const outcome = (value: (one: number, row: number) => number): Partial<Rows> => ({ outcome: rows.outcome.map(value) })
const covariate = (scale: number, offset = 0): Partial<Rows> => ({
  covariates: [rows.time.map((_, i) => ((rows.unit[i]! * 37) % 11) * scale + offset)],
})
const weighed = (weight: (row: number) => number): Partial<Rows> => ({ weight: rows.time.map((_, i) => weight(i)) })
const study = (change: Partial<Rows>, design: Partial<Design> = {}) =>
  studyOf({ ...rows, ...change }, { random: seeded('extremes'), design, draws: 100 })

/** Paths of numbers that are none: only where a cell has a problem or is its own base. */
function notFinite(value: unknown, path: string): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path]
  if (value instanceof Float64Array || value instanceof Int32Array) return value.every(Number.isFinite) ? [] : [path]
  if (Array.isArray(value)) return value.flatMap((one, i) => notFinite(one, `${path}.${i}`))
  if (value === null || typeof value !== 'object') return []
  if ('isReference' in value && 'problem' in value && (value.isReference === true || value.problem !== null)) return []
  return Object.entries(value).flatMap(([key, one]) => notFinite(one, `${path}.${key}`))
}
const allNumbers = (one: Study): void => assert.deepEqual(notFinite({ ...one, sensitivity: one.sensitivity?.ranges }, ''), [])

test('magnitudes whose fourth powers are no numbers are a problem that names the column', () => {
  for (const design of [{}, { base: 'universal' }, { sampling: 'crossSections' }] as Partial<Design>[]) {
    const cases: [Partial<Rows>, RowsProblemCode, keyof Rows, number | null][] = [
      ...[1e300, 1e155, 1e51].map((scale) => [outcome((one) => one * scale), 'out-of-range', 'outcome', 0] as (typeof cases)[number]),
      ...[1e-300, 1e-162, 1e-60].map((scale) => [outcome((one) => one * scale), 'out-of-range', 'outcome', null] as (typeof cases)[number]),
      [outcome((one, row) => (row === 100 ? -1.7e308 : one)), 'out-of-range', 'outcome', 100],
      [outcome((one, row) => (row === 7 ? Infinity : one)), 'not-a-number', 'outcome', 7],
      [outcome((one, row) => (row === 7 ? Number.NaN : one)), 'not-a-number', 'outcome', 7],
      [weighed(() => 1e300), 'out-of-range', 'weight', 0],
      [weighed((row) => (row === 9 ? 1e-300 : 1)), 'out-of-range', 'weight', 9],
      [{ unit: rows.unit.map((unit) => 2_000_000_000 + unit) }, 'out-of-range', 'unit', 0],
    ]
    for (const [change, code, column, row] of cases) assert.deepEqual(study(change, design).problem, { code, row, other: null, column })
  }
  assert.throws(() => study({}, { anticipation: Number.NaN }), RangeError)
  assert.throws(() => study({}, { anticipation: -1 }), RangeError)
  assert.throws(() => study({}, { anticipation: Infinity }), RangeError)
})

test('within the range the scale of outcomes only scales what is said, and never the verdict', () => {
  const plain = study({}).study!
  allNumbers(plain)
  for (const scale of [1e-45, 1e-9, 1e9, 1e45]) {
    const scaled = study(outcome((one) => one * scale)).study!
    allNumbers(scaled)
    assert.equal(scaled.verdict, plain.verdict)
    for (const key of ['estimate', 'lower', 'upper'] as const)
      assert.ok(Math.abs(scaled.overall[key] / scale / plain.overall[key] - 1) < 1e-9, `${key} at ${scale}`)
    assert.ok(Math.abs(scaled.overall.df - plain.overall.df) < 1e-6)
  }
})

test('covariates count by what they say, not by their zero or scale', () => {
  const plain = study(covariate(1)).study!.overall
  for (const change of [covariate(1e300), covariate(1e-300), covariate(1, 1e9), covariate(-3, 1e6)]) {
    const found = study(change).study!
    allNumbers(found)
    assert.deepEqual(found.reasons, [])
    assert.ok(Math.abs(found.overall.estimate - plain.estimate) < 1e-8)
    assert.ok(Math.abs(found.overall.se - plain.se) < 1e-8)
  }
  const [own] = covariate(1).covariates!
  const dependent = study({ covariates: [own!, own!.map((value) => 2 * value + 1), own!.map(() => 3)] }).study!
  assert.deepEqual(dependent.reasons, [{ code: 'redundant-covariates', level: 'caution', values: { found: 2 } }])
  assert.ok(Math.abs(dependent.overall.estimate - plain.estimate) < 1e-9)
})

test('what varies by rounding alone does not vary', () => {
  const refused = (change: Partial<Rows>, design: Partial<Design> = {}) => {
    const found = study(change, design).study!
    assert.equal(found.verdict, 'refuse')
    assert.ok(found.reasons.some(({ code }) => code === 'no-variation'))
    assert.ok(found.reasons.every(({ code }) => code !== 'broken-pre-trend'))
  }
  refused(outcome(() => 7))
  refused(outcome(() => 0))
  refused(outcome((_, row) => rows.unit[row]! * 0.1 + rows.time[row]! * 0.3))
  refused(
    outcome((_, row) => rows.unit[row]! * 0.1 + rows.time[row]! * 0.3),
    { base: 'universal' },
  )
  refused(
    outcome((_, row) => rows.unit[row]! * 0.1 + (rows.firstTreated[row]! > 0 && rows.time[row]! >= rows.firstTreated[row]! ? 0.7 : 0)),
  )
  refused(outcome((one) => one + 1e16))
  assert.equal(study(outcome((one) => one + 1e9)).study!.verdict, study({}).study!.verdict)
})

test('nobody, one, or all alike: a problem or a refusal', () => {
  const problemOf = (one: Rows) => studyOf(one, { random: seeded('few') }).problem?.code
  assert.equal(problemOf(made('few', 0, 8, [4])), 'no-rows')
  assert.equal(problemOf(made('few', 1, 1, [0])), 'one-period')
  assert.equal(problemOf(made('few', 1, 8, [4])), 'no-comparison')
  assert.equal(problemOf(made('few', 20, 8, [0])), 'no-treated')
  assert.equal(problemOf(made('few', 20, 8, [1])), 'no-comparison', 'all treated from the first period on')
  assert.equal(problemOf(made('few', 20, 8, [4])), 'no-comparison')
  assert.equal(problemOf({ ...rows, weight: rows.time.map(() => 0) }), 'no-weight')
  assert.equal(problemOf({ ...rows, weight: rows.time.map(() => -1) }), 'negative-weight')
  for (const one of [
    made('few', 2, 8, [4, 0]),
    made('few', 2, 2, [2, 0]),
    { ...rows, cluster: new Int32Array(rows.unit.length) },
    { ...rows, ...weighed((row) => (rows.firstTreated[row]! > 0 ? 0 : 1)) },
    { ...rows, ...weighed((row) => (rows.firstTreated[row] === 5 ? 0 : 1)) },
  ])
    assert.equal(studyOf(one, { random: seeded('few') }).study?.verdict, 'refuse')
})

test('whatever the design, a study that is not refused holds numbers only, its ranges hold its estimates, and its bands its ranges', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 24 }),
      fc.record({
        control: fc.constantFrom('never', 'notyet'),
        base: fc.constantFrom('varying', 'universal'),
        sampling: fc.constantFrom('panel', 'crossSections'),
        anticipation: fc.constantFrom(0, 1),
      }),
      (seed, starts, design) => {
        const { study: found } = studyOf(made(String(seed), starts.length, 9, starts), {
          random: seeded('any'),
          design,
          draws: 100,
          isRandomised: true,
        })
        if (!found || found.verdict === 'refuse') return
        allNumbers(found)
        const held = ({ lower, estimate, upper }: { lower: number; estimate: number; upper: number }) =>
          assert.ok(lower <= estimate && estimate <= upper)
        held(found.overall)
        for (const { parts } of [found.group, found.calendar]) parts.forEach(held)
        for (const part of found.dynamic.parts) {
          held(part)
          if (part.band) assert.ok(part.band.lower <= part.lower + 1e-9 && part.band.upper >= part.upper - 1e-9)
        }
        for (const cell of found.effects.cells) if (!cell.problem && !cell.isReference) held(cell)
      },
    ),
    { numRuns: 60 },
  )
})

test('imputation and synthetic difference answer to order and scale as they must', () => {
  const panel = (one: Rows) => arrange(one, usualDesign).panel!
  const [base] = imputedEffects(panel(rows))!
  for (const scale of [1e-30, 1e30]) {
    const [scaled] = imputedEffects(panel({ ...rows, ...outcome((one) => one * scale) }))!
    assert.ok(Math.abs(scaled!.estimate / scale / base!.estimate - 1) < 1e-7)
    assert.ok(Math.abs(scaled!.se / scale / base!.se - 1) < 1e-7)
  }
  const random = seeded('block')
  const block = { units: 8, periods: 9, comparison: 7, before: 6, outcome: Float64Array.from({ length: 72 }, () => 10 + random()) }
  const found = syntheticDifference(block)
  assert.ok(Math.abs(found.unitWeights.reduce((sum, one) => sum + one, 0) - 1) < 1e-9)
  assert.ok(found.unitWeights.every((one) => one >= 0) && found.periodWeights.every((one) => one >= 0))
  const still = syntheticDifference({ ...block, outcome: block.outcome.map(() => 3) })
  assert.ok(Math.abs(still.estimate) < 1e-14)
  assert.ok(still.unitWeights.every(Number.isFinite))
  assert.ok(placeboError({ ...block, outcome: block.outcome.map(() => 3) }, still, random).se < 1e-14)
  for (const value of [1e300, -1e300, Infinity, Number.NaN])
    assert.throws(() => syntheticDifference({ ...block, outcome: block.outcome.with(5, value) }), RangeError)
})
