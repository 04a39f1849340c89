import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seeded, shuffledPlaces } from '../item/seeded.ts'
import { arrange } from './arrange.ts'
import { groupTimeEffects, type GroupTimeEffects } from './group-time.ts'
import { type Design, type Rows, type RowsProblemCode, usualDesign } from './rows.ts'
import { contrastSections } from './two-by-two-rows.ts'
import { contrastPairs } from './two-by-two.ts'

const near = (actual: number, wanted: number, within = 1e-9) =>
  assert.ok(
    Object.is(actual, wanted) || Math.abs(actual - wanted) <= within * Math.max(1, Math.abs(wanted)),
    `${actual} is not ${wanted} within ${within}`,
  )

/** Units that start in periods 3, 5 or never, with a covariate, a weight and clusters of three. */
function made(seed: number, units = 24, periods = 6): Rows {
  const random = seeded(String(seed))
  const rows = Array.from({ length: units }, (_, unit) => {
    const level = random() * 4
    const covariate = random()
    return Array.from({ length: periods }, (_time, period) => ({
      unit,
      period: period + 1,
      outcome: level + period * 0.3 + random() + (unit % 3 === 0 && period >= 2 ? 1 : 0),
      first: [3, 5, 0][unit % 3]!,
      covariate,
      weight: 0.5 + ((unit * 7) % 5),
    }))
  }).flat()
  const column = (value: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, value)
  return {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    time: column(({ period }) => period),
    outcome: column(({ outcome }) => outcome),
    firstTreated: column(({ first }) => first),
    cluster: Int32Array.from(rows, ({ unit }) => Math.floor(unit / 9) * 3 + (unit % 3)),
    weight: column(({ weight }) => weight),
    covariates: [column(({ covariate }) => covariate)],
  }
}

const places = (rows: Rows, order: readonly number[]): Rows => ({
  unit: Int32Array.from(order, (i) => rows.unit[i]!),
  time: Float64Array.from(order, (i) => rows.time[i]!),
  outcome: Float64Array.from(order, (i) => rows.outcome[i]!),
  firstTreated: Float64Array.from(order, (i) => rows.firstTreated[i]!),
  ...(rows.cluster ? { cluster: Int32Array.from(order, (i) => rows.cluster![i]!) } : {}),
  ...(rows.weight ? { weight: Float64Array.from(order, (i) => rows.weight![i]!) } : {}),
  covariates: (rows.covariates ?? []).map((one) => Float64Array.from(order, (i) => one[i]!)),
})

function effects(rows: Rows, design: Partial<Design> = {}): GroupTimeEffects {
  const whole = { ...usualDesign, ...design }
  const { panel, problem } = arrange(rows, whole)
  assert.ok(panel, problem?.code)
  return groupTimeEffects(panel, whole)
}
const figures = ({ simple, dynamic, group, calendar, cells }: GroupTimeEffects) =>
  [simple, dynamic.overall!, group.overall!, calendar.overall!, ...dynamic.parts, ...cells].flatMap(({ estimate, se }) => [estimate, se])
const same = (left: GroupTimeEffects, right: GroupTimeEffects, scale = 1, within = 1e-9) =>
  figures(left).forEach((value, i) => near(figures(right)[i]! / scale, value, within))

const designs = fc.record({
  control: fc.constantFrom('never', 'notyet'),
  base: fc.constantFrom('varying', 'universal'),
  estimator: fc.constantFrom('regression', 'weighting', 'doublyRobust'),
  sampling: fc.constantFrom('panel', 'crossSections'),
  weights: fc.constantFrom('earlier', 'each'),
})
const seeds = fc.integer({ min: 1, max: 1e6 })
const plain = (rows: Rows): Rows => ({ ...rows, covariates: [] })

test('neither the order of rows nor names of units matter', () => {
  fc.assert(
    fc.property(seeds, designs, (seed, design) => {
      // Small arms: a covariate may leave no overlap, which is a result too, but has no figures.
      const rows = plain(made(seed))
      const shuffled = places(rows, shuffledPlaces(rows.outcome.length, seeded(`order ${seed}`)))
      same(effects(rows, design), effects({ ...shuffled, unit: shuffled.unit.map((unit) => 1000 - 7 * unit) }, design))
    }),
    { numRuns: 60 },
  )
})

test('the outcome’s scale comes back as the effect’s scale, and neither its zero nor that of time matters', () => {
  fc.assert(
    fc.property(seeds, designs, fc.constantFrom(1e-9, 1e-3, 7, 1e9), (seed, design, scale) => {
      const rows = plain(made(seed))
      same(effects(rows, design), effects({ ...rows, outcome: rows.outcome.map((value) => value * scale) }, design), scale, 1e-7)
      const later = (value: number) => (value === 0 ? 0 : value + 2000)
      const moved = {
        ...rows,
        time: rows.time.map(later),
        firstTreated: rows.firstTreated.map(later),
        outcome: rows.outcome.map((value) => value + 50),
      }
      // Weights that differ between the two periods of a unit let levels through.
      if (design.weights === 'earlier' && design.sampling === 'panel') same(effects(rows, design), effects(moved, design), 1, 1e-7)
    }),
    { numRuns: 60 },
  )
})

test('the same units again halve the variance, and estimates stay', () => {
  fc.assert(
    fc.property(seeds, designs, fc.boolean(), (seed, design, hasClusters) => {
      const rows: Rows = { ...plain(made(seed)), ...(hasClusters ? {} : { cluster: undefined }) }
      const twice = (column: Float64Array) => Float64Array.from([...column, ...column])
      const again: Rows = {
        unit: Int32Array.from([...rows.unit, ...rows.unit.map((unit) => unit + 100)]),
        time: twice(rows.time),
        outcome: twice(rows.outcome),
        firstTreated: twice(rows.firstTreated),
        weight: twice(rows.weight!),
        ...(rows.cluster ? { cluster: Int32Array.from([...rows.cluster, ...rows.cluster.map((one) => one + 50)]) } : {}),
      }
      const [once, doubled] = [effects(rows, design), effects(again, design)]
      near(doubled.simple.estimate, once.simple.estimate)
      near(doubled.simple.se, once.simple.se / Math.SQRT2)
      once.dynamic.parts.forEach((part, i) => near(doubled.dynamic.parts[i]!.se, part.se / Math.SQRT2))
    }),
    { numRuns: 40 },
  )
})

test('weights in another scale, weights of 1, each unit its own cluster, and a redundant covariate change nothing', () => {
  fc.assert(
    fc.property(seeds, designs, (seed, design) => {
      const rows = plain(made(seed))
      same(effects(rows, design), effects({ ...rows, weight: rows.weight!.map((one) => one * 1e6) }, design))
      const bare = { ...rows, weight: undefined, cluster: undefined }
      const own = design.sampling === 'panel' ? rows.unit : Int32Array.from(rows.unit, (_, i) => i)
      same(effects(bare, design), effects({ ...bare, weight: rows.time.map(() => 3), cluster: own.map((one) => 99 - one + 900) }, design))
      same(effects(bare, design), effects({ ...bare, covariates: [rows.time.map(() => 4)] }, design))
    }),
    { numRuns: 40 },
  )
})

test('a panel that misses rows is compared as cross-sections with errors by unit; dropping its gaps makes it whole', () => {
  const rows = plain(made(5))
  const each = effects(rows, { weights: 'each' })
  const gap = places(rows, Array.from(rows.outcome.keys()).slice(0, -1))
  const { panel } = arrange(gap, usualDesign)
  assert.equal(panel!.isBalanced, false)
  const kept = effects(gap)
  assert.equal(kept.sample.n, 24)
  assert.ok(Math.abs(kept.simple.estimate - each.simple.estimate) < 0.2)
  const dropped = arrange(gap, { ...usualDesign, incomplete: 'drop' })
  assert.equal(dropped.panel!.units, 23)
  assert.equal(dropped.panel!.left.incomplete, 1)
})

test('influence is what a little more weight on a row does to the estimate', () => {
  const random = seeded('influence')
  const n = 60
  const treated = Float64Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1 : 0))
  const post = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : 0))
  const one = new Float64Array(n).fill(1)
  const columns = [one, treated.map((value) => value * 0.3 + random()), one.map(() => random())]
  const outcome = one.map((_, i) => random() + columns[1]![i]! ** 2)
  const step = 1e-5
  for (const estimator of ['regression', 'weighting', 'doublyRobust'] as const) {
    const pairs = (weight: Float64Array) => contrastPairs({ treated, change: outcome, weight, columns }, estimator)
    const sections = (weight: Float64Array) => contrastSections({ treated, post, outcome, weight, columns }, estimator)
    for (const contrast of [pairs, sections]) {
      const { influence } = contrast(one)
      for (let i = 0; i < n; i += 7) {
        const more = (change: number) => contrast(one.with(i, 1 + change)).att
        near(((more(step) - more(-step)) / (2 * step)) * n, influence![i]!, 1e-5)
      }
    }
  }
})

test('impossible input is refused by name, with the row', () => {
  const rows = made(3, 9)
  const spoil = (change: Partial<Rows>) => arrange({ ...rows, ...change }, usualDesign).problem
  const set = (column: Float64Array, place: number, value: number) => column.with(place, value)
  const cases: [RowsProblemCode, number | null, Partial<Rows>][] = [
    ['lengths-differ', null, { outcome: rows.outcome.slice(1) }],
    ['not-a-number', 4, { outcome: set(rows.outcome, 4, Number.NaN) }],
    ['not-a-number', 5, { outcome: set(rows.outcome, 5, Infinity) }],
    ['not-a-number', 6, { time: set(rows.time, 6, Number.NaN) }],
    ['not-a-number', 7, { firstTreated: set(rows.firstTreated, 7, Number.NaN) }],
    ['not-a-number', 8, { firstTreated: set(rows.firstTreated, 8, -3) }],
    ['not-a-number', 0, { covariates: [set(rows.covariates![0]!, 0, Number.NaN)] }],
    ['not-a-number', 3, { unit: Int32Array.from(rows.unit, (unit, i) => (i === 3 ? -1 : unit)) }],
    ['not-a-number', 1, { weight: set(rows.weight!, 1, Infinity) }],
    ['negative-weight', 2, { weight: set(rows.weight!, 2, -1) }],
    ['no-weight', null, { weight: rows.weight!.map(() => 0) }],
    ['duplicate-row', 1, { time: set(rows.time, 1, 1) }],
    ['unit-changes', 1, { firstTreated: set(rows.firstTreated, 1, 4) }],
    ['unit-changes', 2, { cluster: Int32Array.from(rows.cluster!, (one, i) => (i === 2 ? 77 : one)) }],
    [
      'one-period',
      null,
      {
        time: rows.time.map(() => 1),
        unit: Int32Array.from(rows.unit, (_, i) => i),
        firstTreated: rows.time.map(() => 0),
        cluster: undefined,
      },
    ],
    ['no-treated', null, { firstTreated: rows.time.map(() => 0) }],
    ['no-treated', null, { firstTreated: rows.time.map(() => 99) }],
    ['no-comparison', null, { firstTreated: rows.time.map(() => 4) }],
  ]
  for (const [code, row, change] of cases) {
    const found = spoil(change)
    assert.equal(found?.code, code, `${code}: ${JSON.stringify(found)}`)
    assert.equal(found.row, row, code)
  }
  const empty = new Float64Array(0)
  assert.equal(arrange({ unit: new Int32Array(0), time: empty, outcome: empty, firstTreated: empty }, usualDesign).problem?.code, 'no-rows')
})

test('a constant outcome has effect 0 with error 0; a covariate that tells the treated apart gives a cell without a number', () => {
  const rows = made(8)
  const still = effects({ ...plain(rows), outcome: rows.outcome.map(() => 7) })
  assert.equal(still.simple.estimate, 0)
  assert.equal(still.simple.se, 0)
  assert.equal(still.wald, null)
  const covariate = rows.covariates![0]!.map((value, i) => value + (rows.firstTreated[i] === 3 ? 10 : 0))
  const apart = effects({ ...rows, covariates: [covariate] })
  const cell = apart.cells.find(({ group }) => group === 3)!
  assert.equal(cell.problem, 'overlap')
  assert.ok(Number.isNaN(cell.estimate) && Number.isNaN(cell.se))
  assert.ok(Number.isFinite(apart.simple.estimate), 'what can be estimated is')
  const alike = rows.covariates![0]!.map((value, i) => (rows.firstTreated[i] === 3 ? value : 1))
  const singular = effects({ ...rows, covariates: [alike] }, { estimator: 'regression', control: 'never' })
  assert.equal(singular.cells.find(({ group }) => group === 3)!.problem, 'singular')
})
