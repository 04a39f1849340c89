import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import { type Names, numbers, readTable, readWide, rowsFrom, type Table } from '../../../test/data/causal/read.ts'
import { arrange } from './arrange.ts'
import { type AggregateOptions, groupTimeEffects } from './group-time.ts'
import { type Design, usualDesign } from './rows.ts'

const near = (actual: number, wanted: number, within: number, what: string) =>
  assert.ok(Math.abs(actual - wanted) <= within, `${what}: ${actual} is not ${wanted} within ${within}`)

/** Holds differences against a limit and keeps the largest. */
class Limit {
  readonly within: number
  private largest = 0
  constructor(within: number) {
    this.within = within
  }
  near(actual: number, wanted: number, what: string) {
    near(actual, wanted, this.within, what)
    this.largest = Math.max(this.largest, Math.abs(actual - wanted))
  }
  say(t: TestContext) {
    t.diagnostic(`largest difference ${this.largest.toExponential(1)}`)
  }
}

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
  test(`R did on the county panel, ${name}: every cell, aggregate and the Wald test, within ${within}`, (t) => {
    const limit = new Limit(within)
    const found = effects(mpdta, names, design)
    assert.equal(found.sample.n, scenario.n)
    assert.deepEqual(
      found.cells.map(({ group, time }) => [group, time]),
      scenario.attgt.map(({ group, t }) => [group, t]),
    )
    for (const [i, { att, se }] of scenario.attgt.entries()) {
      limit.near(found.cells[i]!.estimate, att, `cell ${i}`)
      if (se !== undefined) limit.near(found.cells[i]!.se, se, `error of cell ${i}`)
    }
    near(found.wald!.statistic, scenario.W[0][0], within * 100, 'Wald')
    near(found.wald!.p, scenario.Wpval[0][0], 6e-6, 'p of Wald')
    limit.near(found.simple.estimate, scenario.simple.overall_att, 'simple')
    limit.near(found.simple.se, scenario.simple.overall_se, 'error of simple')
    const balanced = effects(mpdta, names, design, { balanceEvent: 1 }).dynamic
    for (const [kind, aggregate, figures] of [
      ['dynamic', found.dynamic, scenario.dynamic],
      ['group', found.group, scenario.group],
      ['calendar', found.calendar, scenario.calendar],
      ['balanced', balanced, scenario.dynamic_balance1],
    ] as const) {
      limit.near(aggregate.overall!.estimate, figures.overall_att, kind)
      limit.near(aggregate.overall!.se, figures.overall_se, `error of ${kind}`)
      assert.deepEqual(
        aggregate.parts.map(({ at }) => at),
        figures.egt!.map(({ e }) => e),
      )
      for (const [i, { att, se }] of figures.egt!.entries()) {
        limit.near(aggregate.parts[i]!.estimate, att, `${kind} ${i}`)
        if (se !== undefined) limit.near(aggregate.parts[i]!.se, se, `error of ${kind} ${i}`)
      }
    }
    limit.say(t)
  })
}

/** Every line of a table of R's cells against ours; what R can't say (the base itself), we must not either. */
function compare(reference: Table, places: number[], table: Table, names: Names, design: Partial<Design>, limit: Limit) {
  const found = effects(table, names, design)
  const column = (title: string) => numbers(reference, title)
  const [group, time, att, se] = [column('group'), column('t'), column('att'), column('se')]
  assert.equal(places.length, found.cells.length, 'R has as many cells')
  for (const i of places) {
    const cell = found.cells.find((one) => one.group === group[i] && one.time === time[i])
    assert.ok(cell, `no cell ${group[i]}, ${time[i]}`)
    limit.near(cell.estimate, att[i]!, `${group[i]}, ${time[i]}`)
    if (Number.isNaN(se[i]!)) assert.ok(Number.isNaN(cell.se) && cell.isReference)
    else limit.near(cell.se, se[i]!, `error of ${group[i]}, ${time[i]}`)
  }
  return found
}
const linesOf = (reference: Table, wanted: Record<string, string>) =>
  reference[Object.keys(wanted)[0]!]!.flatMap((_, i) =>
    Object.entries(wanted).every(([column, value]) => reference[column]![i] === value) ? [i] : [],
  )

test('R did on simulated panels of 2 to 10 periods with a covariate, both controls, within 1e-6', (t) => {
  const reference = readTable('sim/ref_sim.csv')
  const limit = new Limit(1e-6)
  for (const dataset of ['tp2_const', 'tp4_const', 'tp4_dyn', 'tp5_dyn', 'tp8_dyn', 'tp10_const']) {
    const table = readWide(`sim/${dataset}.csv`)
    for (const control of ['nevertreated', 'notyettreated'] as const)
      for (const est of ['dr', 'reg'] as const) {
        const places = linesOf(reference, { dataset, control, est })
        const design = { control: controls[control], estimator: estimators[est] }
        compare(reference, places, table, { ...simulated, covariates: ['X'] }, design, limit)
      }
  }
  limit.say(t)
})

test('cross-sections, universal base, anticipation, weights and clusters are those of R did, within 1e-9', (t) => {
  const reference = readTable('sim/ref_gaps.csv')
  const limit = new Limit(1e-9)
  for (const [scenario, names, design] of [
    ['rc', {}, { sampling: 'crossSections' }],
    ['universal', {}, { base: 'universal' }],
    ['anticipation1', {}, { anticipation: 1 }],
    ['weighted', { weight: 'wt' }, {}],
    ['clustered', { cluster: 'clust' }, {}],
  ] as [string, Partial<Names>, Partial<Design>][])
    compare(reference, linesOf(reference, { scenario }), mpdta, { ...counties, ...names }, { control: 'never', ...design }, limit)
  limit.say(t)
})

test('weights that change are taken from the period asked for, as in R did', (t) => {
  const reference = readTable('ref_fixweights.csv')
  const limit = new Limit(1e-9)
  for (const [tag, weights] of [
    ['none', 'earlier'],
    ['base_period', 'base'],
    ['first_period', 'first'],
    ['varying', 'each'],
  ] as const)
    compare(
      reference,
      linesOf(reference, { fix_weights: tag }),
      mpdta,
      { ...counties, weight: 'changing' },
      { control: 'never', weights },
      limit,
    )
  limit.say(t)
})

test('a category as columns of 0 and 1 is that of R did, within 1e-6', (t) => {
  const categories = readWide('sim/factor_cov.csv')
  const kinds = [...new Set(categories['cat'])].toSorted().slice(1)
  for (const kind of kinds) categories[`cat ${kind}`] = categories['cat']!.map((value) => (value === kind ? '1' : '0'))
  const factor = readTable('sim/ref_factor.csv')
  const every = factor['group']!.map((_, i) => i)
  const names = { ...simulated, covariates: kinds.map((kind) => `cat ${kind}`) }
  const limit = new Limit(1e-6)
  compare(factor, every, categories, names, { control: 'never', estimator: 'regression' }, limit)
  limit.say(t)
})

for (const [scenario, source, covariates, design] of [
  ['mpdta_nev_dr', 'mpdta', [], { control: 'never' }],
  ['mpdta_nyt_dr', 'mpdta', [], {}],
  ['mpdta_nev_reg_cov', 'mpdta', ['lpop'], { control: 'never', estimator: 'regression' }],
  ['mpdta_nev_ipw', 'mpdta', [], { control: 'never', estimator: 'weighting' }],
  ['sim_nev_dr', 'simulated', ['X'], { control: 'never' }],
] as [string, 'mpdta' | 'simulated', string[], Partial<Design>][])
  test(`R did in another's hands, ${scenario}: cells, aggregates, pre-trend test`, (t) => {
    const limit = new Limit(covariates.length === 0 ? 1e-9 : 1e-6)
    const [table, names] = source === 'mpdta' ? [mpdta, counties] : [readWide('csdid_sim_data.csv'), simulated]
    const cells = readTable('ref_attgt.csv')
    const found = compare(cells, linesOf(cells, { scenario }), table, { ...names, covariates }, design, limit)
    const aggregates = readTable('ref_aggte.csv')
    const column = (title: string) => numbers(aggregates, title)
    const [simple] = linesOf(aggregates, { scenario, type: 'simple' })
    limit.near(found.simple.estimate, column('overall_att')[simple!]!, 'simple')
    limit.near(found.simple.se, column('overall_se')[simple!]!, 'error of simple')
    for (const kind of ['group', 'dynamic', 'calendar'] as const) {
      const lines = linesOf(aggregates, { scenario, type: kind })
      assert.equal(lines.length, found[kind].parts.length)
      for (const i of lines) {
        const part = found[kind].parts.find(({ at }) => at === column('egt')[i])!
        limit.near(part.estimate, column('att_egt')[i]!, kind)
        limit.near(part.se, column('se_egt')[i]!, `error of ${kind}`)
        limit.near(found[kind].overall!.estimate, column('overall_att')[i]!, `overall ${kind}`)
        limit.near(found[kind].overall!.se, column('overall_se')[i]!, `error of overall ${kind}`)
      }
    }
    const trends = readTable('ref_pretest.csv')
    const [line] = linesOf(trends, { scenario })
    // R prints p to five digits; W divides by small variances.
    near(found.wald!.statistic, numbers(trends, 'W')[line!]!, limit.within * 100, 'Wald')
    near(found.wald!.p, numbers(trends, 'Wpval')[line!]!, 6e-6, 'p of Wald')
    limit.say(t)
  })

// Sun & Abraham with those never treated as comparison is the same estimand as ours with a universal base. Their errors take cohort shares as given and
// carry fixest's factor for degrees of freedom, √(G/(G-1) (n-1)/(n-k)) with k = 12 coefficients and 5 years.
test('the estimates of R sunab are ours; where one cohort is alone its errors are too, but for the factor for degrees of freedom', (t) => {
  const sunab = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../test/data/causal/sunab_expected.json'), 'utf8')) as {
    event_study: { term: string; estimate: number; se: number }[]
    att: [{ estimate: number; se: number }]
  }
  const limit = new Limit(1e-9)
  const { dynamic, simple } = effects(mpdta, counties, { control: 'never', base: 'universal' })
  const factor = Math.sqrt((500 / 499) * (2499 / (2500 - 17)))
  for (const { term, estimate, se } of sunab.event_study) {
    const part = dynamic.parts.find(({ at }) => at === Number(term.replace('year::', '')))!
    limit.near(part.estimate, estimate, term)
    if ([-4, 2, 3].includes(part.at)) limit.near(part.se * factor, se, `error of ${term}`)
    else assert.ok(Math.abs(se / (part.se * factor) - 1) < 0.01)
  }
  limit.near(simple.estimate, sunab.att[0].estimate, 'ATT')
  limit.say(t)
})
