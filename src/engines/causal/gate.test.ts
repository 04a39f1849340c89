import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gate, type GateFacts, type ReasonCode, type Verdict } from './gate.ts'

const still = { leadsF: null, slope: null, levels: [] }
const leads = (p: number) => ({ f: 1, numeratorDf: 2, denominatorDf: 20, p, leads: [-2, -1] })
const slope = (value: number, p: number) => ({ slope: value, se: 0.1, lower: 0, upper: 1, df: 20, p })
const sound: GateFacts = {
  treatedClusters: 20,
  comparisonClusters: 20,
  fewestComparisonClusters: 20,
  clusters: 40,
  fewestTreatedClusters: 10,
  singleClusters: 0,
  isBorrowed: false,
  isRandomised: false,
  shareWithPrePeriods: 1,
  preTrend: { leadsF: leads(0.5), slope: slope(0.01, 0.6), levels: [{ at: -2, estimate: 0.1 }] },
  effect: { estimate: 2, se: 0.5 },
  largestOutcome: 100,
  horizon: 5,
  attrition: { treated: 0.02, comparison: 0.05 },
  shareMissing: 0,
  treatedUnits: 200,
  comparisonUnits: 200,
  leastUnits: 5,
  isWordingChanged: false,
  incompleteUnits: 0,
  redundantCovariates: 0,
}
const drifting = (explained: number) => ({ leadsF: leads(0.01), slope: slope(explained / 5, 0.3), levels: [] })

const cases: [string, Partial<GateFacts>, Verdict, ReasonCode[]][] = [
  ['a sound comparison', {}, 'estimate', []],
  ['no number after treatment', { effect: null }, 'refuse', ['no-effect-cells']],
  ['no error', { effect: { estimate: 2, se: 0 } }, 'refuse', ['no-variation']],
  ['an error of rounding beside the estimate', { effect: { estimate: 2, se: 1e-13 } }, 'refuse', ['no-variation']],
  ['an error of rounding beside the outcome', { effect: { estimate: 1e-15, se: 1e-13 } }, 'refuse', ['no-variation']],
  ['three treated clusters', { treatedClusters: 3 }, 'refuse', ['few-treated-clusters']],
  ['four treated clusters', { treatedClusters: 4 }, 'estimate', []],
  ['three to compare with', { comparisonClusters: 3, fewestComparisonClusters: 3 }, 'refuse', ['few-comparison-clusters']],
  ['few of both, by lot', { treatedClusters: 2, comparisonClusters: 2, fewestComparisonClusters: 2, isRandomised: true }, 'estimate', []],
  ['few late ones only', { fewestComparisonClusters: 3 }, 'caution', ['late-comparison-few']],
  ['too few periods before', { shareWithPrePeriods: 0.4 }, 'refuse', ['few-pre-periods']],
  ['too few periods before for some', { shareWithPrePeriods: 0.6 }, 'caution', ['some-few-pre-periods']],
  ['no test of the time before', { preTrend: still }, 'caution', ['no-pre-trend-test']],
  ['a drift that explains half', { preTrend: drifting(1) }, 'refuse', ['broken-pre-trend']],
  ['a drift that explains less', { preTrend: drifting(0.99) }, 'caution', ['unsteady-pre-trend']],
  [
    'a slope alone that explains half',
    { preTrend: { leadsF: leads(0.5), slope: slope(-0.2, 0.024), levels: [] } },
    'refuse',
    ['broken-pre-trend'],
  ],
  [
    'a distance before that explains half',
    { preTrend: { leadsF: leads(0.01), slope: null, levels: [{ at: -2, estimate: -1 }] } },
    'refuse',
    ['broken-pre-trend'],
  ],
  ['a drift that chance explains', { preTrend: { leadsF: leads(0.026), slope: slope(1, 0.026), levels: [] } }, 'estimate', []],
  ['an effect of 0 after a broken trend', { preTrend: drifting(1), effect: { estimate: 0, se: 0.5 } }, 'refuse', ['broken-pre-trend']],
  ['11 points more leavers', { attrition: { treated: 0.2, comparison: 0.09 } }, 'refuse', ['unequal-attrition']],
  ['9 points more leavers', { attrition: { treated: 0.11, comparison: 0.2 } }, 'estimate', []],
  ['units that are not followed', { attrition: null }, 'estimate', []],
  ['a third without anybody alike', { shareMissing: 0.33 }, 'refuse', ['poor-overlap']],
  ['a tenth without anybody alike', { shareMissing: 0.1 }, 'caution', ['some-cells-missing']],
  ['changed wording', { isWordingChanged: true }, 'refuse', ['changed-wording']],
  ['four persons', { treatedUnits: 4 }, 'refuse', ['small-groups']],
  ['19 clusters', { clusters: 19 }, 'caution', ['few-clusters']],
  ['most alone at their start, nothing borrowed', { singleClusters: 11, fewestTreatedClusters: 1 }, 'refuse', ['single-clusters']],
  [
    'most alone at their start, borrowed',
    { singleClusters: 11, fewestTreatedClusters: 1, isBorrowed: true },
    'caution',
    ['single-clusters'],
  ],
  ['some alone at their start', { singleClusters: 10, fewestTreatedClusters: 1 }, 'caution', ['single-clusters']],
  ['units that miss periods', { incompleteUnits: 2 }, 'caution', ['incomplete-panel']],
  ['covariates that say the same', { redundantCovariates: 1 }, 'caution', ['redundant-covariates']],
  [
    'several at once',
    { isWordingChanged: true, treatedUnits: 1, clusters: 10 },
    'refuse',
    ['changed-wording', 'small-groups', 'few-clusters'],
  ],
]

for (const [name, change, verdict, codes] of cases)
  test(`${name}: ${verdict}`, () => {
    const found = gate({ ...sound, ...change })
    assert.equal(found.verdict, verdict)
    assert.deepEqual(
      found.reasons.map(({ code }) => code),
      codes,
    )
    for (const { values } of found.reasons) assert.ok(Object.values(values).every(Number.isFinite))
  })
