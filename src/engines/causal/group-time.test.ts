import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { type Names, numbers, readTable, rowsFrom, type Table } from '../../../test/data/causal/read.ts'
import { arrange } from './arrange.ts'
import { type AggregateOptions, groupTimeEffects } from './group-time.ts'
import { type Design, usualDesign } from './rows.ts'

const near = (actual: number, wanted: number, within: number, what: string) =>
  assert.ok(Math.abs(actual - wanted) <= within, `${what}: ${actual} is not ${wanted} within ${within}`)

function effects(table: Table, names: Names, design: Partial<Design>, options?: AggregateOptions) {
  const whole = { ...usualDesign, ...design }
  const arranged = arrange(rowsFrom(table, names), whole)
  assert.ok(arranged.panel, arranged.problem?.code)
  return groupTimeEffects(arranged.panel, whole, options)
}

const counties: Names = { unit: 'countyreal', time: 'year', outcome: 'lemp', firstTreated: 'first.treat' }
const simulated: Names = { unit: 'id', time: 'period', outcome: 'Y', firstTreated: 'G' }
const estimators = { dr: 'doublyRobust', reg: 'regression', ipw: 'weighting' } as const
const controls = { nevertreated: 'never', notyettreated: 'notyet' } as const

interface Figures {
  overall_att: number
  overall_se: number
  egt: { e: number; att: number; se?: number }[] | null
}
interface Scenario {
  n: number
  args: {
    xformla: string
    control_group: keyof typeof controls
    est_method: keyof typeof estimators
    base_period: Design['base']
    anticipation: number
    panel: boolean
  }
  attgt: { group: number; t: number; att: number; se?: number }[]
  W: [[number]]
  Wpval: [[number]]
  simple: Figures
  dynamic: Figures
  group: Figures
  calendar: Figures
  dynamic_balance1: Figures
}
const expected = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../test/data/causal/mpdta_expected.json'), 'utf8')) as {
  scenarios: Record<string, Scenario>
}
const mpdta = readTable('mpdta.csv')

for (const [name, scenario] of Object.entries(expected.scenarios)) {
  const { args } = scenario
  const within = args.xformla === '~1' ? 1e-9 : 1e-6
  const design: Partial<Design> = {
    control: controls[args.control_group],
    estimator: estimators[args.est_method],
    base: args.base_period,
    anticipation: args.anticipation,
    sampling: args.panel ? 'panel' : 'crossSections',
  }
  const names = { ...counties, covariates: args.xformla === '~1' ? [] : ['lpop'] }
  test(`R did on the county panel, ${name}: every cell, aggregate and the Wald test, within ${within}`, () => {
    const found = effects(mpdta, names, design)
    assert.equal(found.sample.n, scenario.n)
    assert.deepEqual(
      found.cells.map(({ group, time }) => [group, time]),
      scenario.attgt.map(({ group, t }) => [group, t]),
    )
    for (const [i, { att, se }] of scenario.attgt.entries()) {
      near(found.cells[i]!.estimate, att, within, `cell ${i}`)
      if (se !== undefined) near(found.cells[i]!.se, se, within, `error of cell ${i}`)
    }
    near(found.wald!.statistic, scenario.W[0][0], within * 100, 'Wald')
    near(found.wald!.p, scenario.Wpval[0][0], 6e-6, 'p of Wald')
    near(found.simple.estimate, scenario.simple.overall_att, within, 'simple')
    near(found.simple.se, scenario.simple.overall_se, within, 'error of simple')
    const balanced = effects(mpdta, names, design, { balanceEvent: 1 }).dynamic
    for (const [kind, aggregate, figures] of [
      ['dynamic', found.dynamic, scenario.dynamic],
      ['group', found.group, scenario.group],
      ['calendar', found.calendar, scenario.calendar],
      ['balanced', balanced, scenario.dynamic_balance1],
    ] as const) {
      near(aggregate.overall!.estimate, figures.overall_att, within, kind)
      near(aggregate.overall!.se, figures.overall_se, within, `error of ${kind}`)
      assert.deepEqual(
        aggregate.parts.map(({ at }) => at),
        figures.egt!.map(({ e }) => e),
      )
      for (const [i, { att, se }] of figures.egt!.entries()) {
        near(aggregate.parts[i]!.estimate, att, within, `${kind} ${i}`)
        if (se !== undefined) near(aggregate.parts[i]!.se, se, within, `error of ${kind} ${i}`)
      }
    }
  })
}

/** Every line of a table of R's cells against ours. */
function compare(reference: Table, places: number[], table: Table, names: Names, design: Partial<Design>, within: number) {
  const found = effects(table, names, design)
  const [group, time, att, se] = ['group', 't', 'att', 'se'].map((column) => numbers(reference, column)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  assert.ok(places.length > 0)
  for (const i of places) {
    const cell = found.cells.find((one) => one.group === group[i] && one.time === time[i])
    assert.ok(cell, `no cell ${group[i]}, ${time[i]}`)
    if (Number.isNaN(att[i]!)) continue
    near(cell.estimate, att[i]!, within, `${group[i]}, ${time[i]}`)
    if (!Number.isNaN(se[i]!)) near(cell.se, se[i]!, within, `error of ${group[i]}, ${time[i]}`)
  }
  return found
}
const linesOf = (reference: Table, wanted: Record<string, string>) =>
  reference[Object.keys(wanted)[0]!]!.flatMap((_, i) =>
    Object.entries(wanted).every(([column, value]) => reference[column]![i] === value) ? [i] : [],
  )

test('R did on simulated panels of 2 to 10 periods with a covariate, both controls, within 1e-6', () => {
  const reference = readTable('sim/ref_sim.csv')
  for (const dataset of ['tp2_const', 'tp4_const', 'tp4_dyn', 'tp10_const'])
    for (const control of ['nevertreated', 'notyettreated'] as const)
      for (const est of ['dr', 'reg'] as const) {
        const places = linesOf(reference, { dataset, control, est })
        const design = { control: controls[control], estimator: estimators[est] }
        compare(reference, places, readTable(`sim/${dataset}.csv`), { ...simulated, covariates: ['X'] }, design, 1e-6)
      }
})

test('cross-sections, universal base, anticipation, weights and clusters are those of R did, within 1e-9', () => {
  const reference = readTable('sim/ref_gaps.csv')
  const table = readTable('sim/mpdta_extra.csv')
  for (const [scenario, names, design] of [
    ['rc', {}, { sampling: 'crossSections' }],
    ['universal', {}, { base: 'universal' }],
    ['anticipation1', {}, { anticipation: 1 }],
    ['weighted', { weight: 'wt' }, {}],
    ['clustered', { cluster: 'clust' }, {}],
  ] as [string, Partial<Names>, Partial<Design>][])
    compare(reference, linesOf(reference, { scenario }), table, { ...counties, ...names }, { control: 'never', ...design }, 1e-9)
})

test('weights that change are taken from the period asked for, as in R did', () => {
  const reference = readTable('ref_fixweights.csv')
  const table = readTable('mpdta_tvw.csv')
  for (const [tag, weights] of [
    ['none', 'earlier'],
    ['base_period', 'base'],
    ['first_period', 'first'],
    ['varying', 'each'],
  ] as const)
    compare(reference, linesOf(reference, { fix_weights: tag }), table, { ...counties, weight: 'wt' }, { control: 'never', weights }, 1e-9)
})

test('a category as columns of 0 and 1, and the simulated panel with all aggregates, are those of R did', () => {
  const categories = readTable('sim/factor_cov.csv')
  const kinds = [...new Set(categories['cat'])].toSorted().slice(1)
  for (const kind of kinds) categories[`cat ${kind}`] = categories['cat']!.map((value) => (value === kind ? '1' : '0'))
  const factor = readTable('sim/ref_factor.csv')
  const every = factor['group']!.map((_, i) => i)
  compare(
    factor,
    every,
    categories,
    { ...simulated, covariates: kinds.map((kind) => `cat ${kind}`) },
    { control: 'never', estimator: 'regression' },
    1e-6,
  )

  const cells = readTable('ref_attgt.csv')
  const design: Partial<Design> = { control: 'never' }
  const names = { ...simulated, covariates: ['X'] }
  const found = compare(cells, linesOf(cells, { scenario: 'sim_nev_dr' }), readTable('csdid_sim_data.csv'), names, design, 1e-6)
  const aggregates = readTable('ref_aggte.csv')
  const column = (title: string) => numbers(aggregates, title)
  for (const kind of ['group', 'dynamic', 'calendar'] as const)
    for (const i of linesOf(aggregates, { scenario: 'sim_nev_dr', type: kind })) {
      const part = found[kind].parts.find(({ at }) => at === column('egt')[i])!
      near(part.estimate, column('att_egt')[i]!, 1e-6, kind)
      near(part.se, column('se_egt')[i]!, 1e-6, `error of ${kind}`)
      near(found[kind].overall!.estimate, column('overall_att')[i]!, 1e-6, `overall ${kind}`)
      near(found[kind].overall!.se, column('overall_se')[i]!, 1e-6, `error of overall ${kind}`)
    }
})
