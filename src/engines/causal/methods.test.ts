import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { numbers, readTable, rowsFrom } from '../../../test/data/causal/read.ts'
import { seeded } from '../item/seeded.ts'
import { arrange } from './arrange.ts'
import { multiplierBootstrap } from './bootstrap.ts'
import { groupTimeEffects } from './group-time.ts'
import { imputedEffects } from './imputation.ts'
import { powerOf } from './power.ts'
import { randomisationTest, scheduleStatistic } from './randomisation.ts'
import { usualDesign } from './rows.ts'
import { drawSchedule, possibleSchedules } from './schedule.ts'
import { relativeMagnitudes } from './sensitivity.ts'
import { placeboError, syntheticDifference } from './synthetic.ts'

const data = path.resolve(import.meta.dirname, '../../../test/data/causal')
const near = (actual: number, wanted: number, within = 1e-9, what = '') =>
  assert.ok(Math.abs(actual - wanted) <= within, `${what} ${actual} is not ${wanted} within ${within}`)
const counties = rowsFrom(readTable('mpdta.csv'), { unit: 'countyreal', time: 'year', outcome: 'lemp', firstTreated: 'first.treat' })
const panel = arrange(counties, usualDesign).panel!

// R's fixest iterates until its fixed effects stand still at about 1e-8; ours are solved.
test('the imputation estimator is that of R didimputation, to where its own iteration stops', () => {
  type Term = { term: string; estimate: number; 'std.error': number }
  const expected = JSON.parse(readFileSync(path.join(data, 'imputation_expected.json'), 'utf8')) as {
    mpdta: { static: Term[]; event: Term[] }
  }
  const found = imputedEffects(panel)!
  for (const [i, { term, estimate, 'std.error': se }] of [...expected.mpdta.static, ...expected.mpdta.event].entries()) {
    assert.equal(found[i]!.event, term === 'treat' ? null : Number(term))
    near(found[i]!.estimate, estimate, 1e-8, term)
    near(found[i]!.se, se, 1e-8, `error of ${term}`)
  }
  assert.equal(imputedEffects(arrange(counties, { ...usualDesign, sampling: 'crossSections' }).panel!), null)
})

const california = () => {
  const table = readTable('california_prop99.csv', ';')
  const [states, years] = [[...new Set(table['State'])], [...new Set(table['Year'])].toSorted()]
  const treated = new Set(table['State']!.filter((_, i) => table['treated']![i] === '1'))
  const order = [...states.filter((state) => !treated.has(state)), ...treated]
  const outcome = new Float64Array(order.length * years.length)
  const packs = numbers(table, 'PacksPerCapita')
  for (const [i, state] of table['State']!.entries())
    outcome[order.indexOf(state) * years.length + years.indexOf(table['Year']![i]!)] = packs[i]!
  return { block: { outcome, units: order.length, periods: years.length, comparison: order.length - 1, before: 19 }, order, years }
}

test('California’s Proposition 99: effect and weights are those of R synthdid, the placebo error is near its draws', () => {
  const expected = JSON.parse(readFileSync(path.join(data, 'prop99_expected.json'), 'utf8')) as {
    estimates: { sdid: number }
    omega: Record<string, number>
    lambda: Record<string, number>
    placebo_se_seed12345: { sdid: [[number]] }
  }
  const { block, order, years } = california()
  const found = syntheticDifference(block)
  near(found.estimate, expected.estimates.sdid, 1e-9, 'effect')
  for (const [state, weight] of Object.entries(expected.omega)) near(found.unitWeights[order.indexOf(state)]!, weight, 1e-9, state)
  for (const [year, weight] of Object.entries(expected.lambda)) near(found.periodWeights[years.indexOf(year)]!, weight, 1e-9, year)
  const placebo = placeboError(block, found, seeded('placebo'))
  assert.equal(placebo.isExact, true)
  // R draws 200 of 38 possible placebos; each once is the mean of such draws.
  assert.ok(Math.abs(placebo.se / expected.placebo_se_seed12345.sdid[0][0] - 1) < 0.15, String(placebo.se))
  const scaled = syntheticDifference({ ...block, outcome: block.outcome.map((value) => 1000 + value * 10) })
  near(scaled.estimate, found.estimate * 10, 1e-4)
  assert.throws(() => syntheticDifference({ ...block, comparison: block.units }), RangeError)
  assert.throws(() => syntheticDifference({ ...block, outcome: block.outcome.with(3, Number.NaN) }), RangeError)
})

test('bands have the analytic error, hold more than one interval, come back from the same seed, and Mammen’s agree', () => {
  const { dynamic, sample } = groupTimeEffects(panel, usualDesign)
  const columns = dynamic.parts.map(({ influence }) => influence)
  const draw = (multipliers: 'rademacher' | 'mammen') =>
    multiplierBootstrap(columns, sample.n, { draws: 4000, random: seeded('bands'), multipliers })
  for (const kind of ['rademacher', 'mammen'] as const) {
    const bands = draw(kind)
    for (const [i, { se }] of dynamic.parts.entries()) assert.ok(Math.abs(bands.se[i]! / se - 1) < 0.08, `${kind} ${bands.se[i]} ${se}`)
    assert.ok(bands.critical > 2.3 && bands.critical < 3, String(bands.critical))
    assert.deepEqual(draw(kind), bands)
  }
  const still = multiplierBootstrap([new Float64Array(9)], 9, { draws: 200, random: seeded('') })
  assert.ok(Number.isNaN(still.critical) && Number.isNaN(still.se[0]!))
  assert.throws(() => multiplierBootstrap(columns, 500, { draws: 3, random: seeded('') }), RangeError)
})

test('sensitivity: without drift it is the plain range, more drift never narrows it, and its end leaves out zero just so', () => {
  const { dynamic, sample } = groupTimeEffects(panel, usualDesign)
  const found = relativeMagnitudes(dynamic, sample, { magnitudes: [0, 0.5, 1, 2], until: 1 })!
  const after = dynamic.parts.filter(({ at }) => at === 0 || at === 1)
  near(found.ranges[0]!.identified.lower, (after[0]!.estimate + after[1]!.estimate) / 2, 1e-12)
  near(found.ranges[0]!.identified.upper, found.ranges[0]!.identified.lower, 1e-12)
  const largest = Math.max(...dynamic.parts.filter(({ at }) => at < 0).map(({ estimate }) => Math.abs(estimate)))
  // Two effects: the first carries one step, the second two; their mean one and a half.
  near(found.ranges[2]!.identified.upper - found.ranges[2]!.identified.lower, 2 * 1.5 * largest, 1e-12)
  for (const [i, range] of found.ranges.entries()) {
    assert.ok(range.lower <= range.identified.lower && range.upper >= range.identified.upper)
    if (i > 0) assert.ok(range.lower < found.ranges[i - 1]!.lower && range.upper > found.ranges[i - 1]!.upper)
  }
  assert.ok(found.breakdown > 0 && found.breakdown < 1)
  const [at, beyond] = relativeMagnitudes(dynamic, sample, { magnitudes: [found.breakdown, found.breakdown * 1.001], until: 1 })!.ranges
  assert.ok(at!.upper < 0 && beyond!.upper >= 0)
  assert.equal(relativeMagnitudes({ overall: null, parts: [] }, sample, { magnitudes: [1] }), null)
})

test('a schedule by lot gives each stratum its share of every wave, and the same seed the same lot', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 40 }),
      (seed, list) => {
        const strata = Int32Array.from(list)
        const n = list.length
        const waves = [
          { start: 4, count: Math.floor(n / 3) },
          { start: 6, count: Math.floor(n / 3) },
          { start: 0, count: n - 2 * Math.floor(n / 3) },
        ]
        const drawn = drawSchedule(waves, n, strata, seeded(String(seed)))
        assert.deepEqual(drawSchedule(waves, n, strata, seeded(String(seed))), drawn)
        for (const { start, count } of waves) {
          assert.equal(drawn.starts.filter((one) => one === start).length, count)
          for (const stratum of new Set(list)) {
            const size = list.filter((one) => one === stratum).length
            const got = list.filter((one, i) => one === stratum && drawn.starts[i] === start).length
            assert.ok(Math.abs(got - (size * count) / n) < 2, `${got} of ${size}`)
          }
        }
      },
    ),
  )
  assert.equal(possibleSchedules(Float64Array.of(4, 4, 0, 0), null), 6)
  assert.equal(possibleSchedules(Float64Array.of(4, 4, 0, 0), Int32Array.of(1, 1, 2, 2)), 1)
  assert.throws(() => drawSchedule([{ start: 4, count: 3 }], 4, null, seeded('')), RangeError)
})

test('the permutation test counts every schedule once where they are few, and draws them where they are many', () => {
  const starts = Float64Array.of(4, 4, 4, 0, 0, 0, 0)
  const values = [9, 8, 7, 1, 2, 3, 4]
  const gap = (one: Float64Array) => values.reduce((sum, value, i) => sum + (one[i] === 4 ? value / 3 : -value / 4), 0)
  const seen = new Set<string>()
  const exact = randomisationTest(
    (one) => {
      seen.add(one.join())
      return gap(one)
    },
    { starts, strata: null, random: seeded('') },
  )
  assert.deepEqual([exact.isExact, exact.schedules, seen.size], [true, 35, 35])
  near(exact.p, 1 / 35)
  const drawn = randomisationTest(gap, { starts, strata: null, random: seeded('p'), mostSchedules: 10, draws: 4000 })
  assert.equal(drawn.isExact, false)
  assert.ok(Math.abs(drawn.p - exact.p) < 0.01)
  const within = randomisationTest(gap, { starts, strata: Int32Array.of(1, 1, 1, 1, 2, 2, 2), random: seeded('') })
  assert.equal(within.schedules, 4)
  assert.equal(randomisationTest(() => Number.NaN, { starts, strata: null, random: seeded('') }).p, 1)
})

test('permutation of a planned roll-out finds a large effect, and under no effect is rarely small', () => {
  const random = seeded('permutation')
  const clusters = 8
  const starts = drawSchedule(
    [
      { start: 4, count: 4 },
      { start: 0, count: 4 },
    ],
    clusters,
    null,
    random,
  ).starts
  const rows = (effect: number) => {
    const list = Array.from({ length: clusters * 8 }, (_, i) => ({ unit: Math.floor(i / 8), time: (i % 8) + 1 }))
    return {
      unit: Int32Array.from(list, ({ unit }) => unit),
      time: Float64Array.from(list, ({ time }) => time),
      outcome: Float64Array.from(list, ({ unit, time }) => unit + random() + (starts[unit]! > 0 && time >= 4 ? effect : 0)),
      firstTreated: Float64Array.from(list, ({ unit }) => starts[unit]!),
    }
  }
  const pOf = (effect: number) => randomisationTest(scheduleStatistic(rows(effect), usualDesign), { starts, strata: null, random }).p
  near(pOf(5), 2 / 70, 1e-12)
  const small = Array.from({ length: 60 }, () => pOf(0)).filter((p) => p <= 0.1).length
  assert.ok(small <= 12, `${small} of 60`)
})

test('power grows with effect and clusters, keeps its size without effect, and the detectable effect has the power asked for', () => {
  const plan = (clusters: number) => ({
    starts: Float64Array.from({ length: clusters }, (_, i) => [4, 6, 0][i % 3]!),
    unitsPerCluster: 4,
    periods: 8,
    unitSd: 2,
    clusterPeriodSd: 0.3,
    errorSd: 1,
    memory: 0.3,
  })
  const [few, many] = [12, 36].map((clusters) => powerOf(plan(clusters), { random: seeded('power'), runs: 300 }))
  assert.ok(few!.powerOf(0) < 0.1 && many!.powerOf(0) < 0.1)
  assert.ok(many!.powerOf(0.8) > few!.powerOf(0.8) && many!.powerOf(0.8) > many!.powerOf(0.4))
  const least = many!.detectable(0.8)
  assert.ok(many!.powerOf(least * 1.001) >= 0.8 && many!.powerOf(least * 0.98) < 0.82)
  assert.ok(least < few!.detectable(0.8))
  assert.throws(() => powerOf({ ...plan(6), starts: new Float64Array(6) }, { random: seeded('') }), /no-treated/)
})

// With two periods and half of the units started in the second, the study is a two-sample comparison of changes: R's power.t.test and power.prop.test apply.
test('the simulated power of a two-period plan is what R says of two samples, within what the draws allow', (t) => {
  const expected = JSON.parse(readFileSync(path.join(data, 'power_expected.json'), 'utf8')) as {
    nps_per_group: { sd90_delta10: number; sd70_delta10: number }
    csat_prop: { p80_to_85: number }
    t_delta_half_sd: number
    design_effect: { m10_icc05: number }
  }
  const power = (perArm: number, sd: number, effect: number, runs: number) => {
    const units = Math.round(perArm)
    const plan = {
      starts: Float64Array.from({ length: 2 * units }, (_, i) => (i < units ? 2 : 0)),
      unitsPerCluster: 1,
      periods: 2,
      unitSd: 3,
      clusterPeriodSd: 0,
      errorSd: sd / Math.SQRT2,
      memory: 0,
    }
    const found = powerOf(plan, { random: seeded('two samples'), runs })
    return { power: found.powerOf(effect), detectable: found.detectable(0.8) / effect }
  }
  const { nps_per_group: nps, csat_prop: csat } = expected
  const cases = [
    ['half a standard deviation', power(expected.t_delta_half_sd, 1, 0.5, 2000)],
    ['NPS, sd 90, 10 points', power(nps.sd90_delta10, 90, 10, 400)],
    ['NPS, sd 70, 10 points', power(nps.sd70_delta10, 70, 10, 400)],
    ['CSAT from 80 to 85 %', power(csat.p80_to_85, Math.sqrt((0.8 * 0.2 + 0.85 * 0.15) / 2), 0.05, 400)],
  ] as const
  for (const [name, found] of cases) {
    t.diagnostic(`${name}: power ${found.power.toFixed(3)} (R: .8), detectable ${found.detectable.toFixed(3)} of the effect`)
    assert.ok(Math.abs(found.power - 0.8) < 0.05, `${name}: ${found.power}`)
    assert.ok(Math.abs(found.detectable - 1) < 0.05, `${name}: ${found.detectable}`)
  }
})

test('what moves a whole team takes as much power as the design effect says', (t) => {
  const { design_effect: effect } = JSON.parse(readFileSync(path.join(data, 'power_expected.json'), 'utf8')) as {
    design_effect: { m10_icc05: number }
  }
  // Shares of variance .05 and .95 in teams of ten: the least effect grows with the root of 1.45.
  const detectable = (icc: number) =>
    powerOf(
      {
        starts: Float64Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? 2 : 0)),
        unitsPerCluster: 10,
        periods: 2,
        unitSd: 1,
        clusterPeriodSd: Math.sqrt(icc),
        errorSd: Math.sqrt(1 - icc),
        memory: 0,
      },
      { random: seeded('design effect'), runs: 1200 },
    ).detectable(0.8)
  const ratio = (detectable(0.05) / detectable(0)) ** 2
  t.diagnostic(`variance grows ${ratio.toFixed(3)} times; the design effect is ${effect.m10_icc05}`)
  assert.ok(Math.abs(ratio / effect.m10_icc05 - 1) < 0.1, String(ratio))
})
