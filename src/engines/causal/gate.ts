// May a number be shown? Each rule with the figures it judged by; the words are the caller's.
import type { PreTrend } from './pre-trend.ts'

export type Verdict = 'estimate' | 'caution' | 'refuse'

export type ReasonCode =
  /** Refusals. */
  | 'no-comparison'
  | 'no-treated'
  | 'one-period'
  | 'no-effect-cells'
  | 'no-variation'
  | 'few-treated-clusters'
  | 'few-comparison-clusters'
  | 'few-pre-periods'
  | 'broken-pre-trend'
  | 'unequal-attrition'
  | 'poor-overlap'
  | 'changed-wording'
  | 'small-groups'
  /** Cautions. `single-clusters` refuses where most treated clusters are alone at their start and nothing tells how much one varies. */
  | 'some-few-pre-periods'
  | 'unsteady-pre-trend'
  | 'no-pre-trend-test'
  | 'few-clusters'
  | 'single-clusters'
  | 'late-comparison-few'
  | 'some-cells-missing'
  | 'incomplete-panel'
  | 'redundant-covariates'

export interface Reason {
  code: ReasonCode
  level: 'refuse' | 'caution'
  /** What was found, and the limit it was held against. */
  values: Record<string, number>
}

export interface GateFacts {
  /** Clusters that start within the periods seen, and clusters they are compared with (of half of the treated at least so many). */
  treatedClusters: number
  comparisonClusters: number
  /** The fewest clusters that any period after treatment is compared with. */
  fewestComparisonClusters: number
  clusters: number
  /** Clusters of the smallest cohort that starts. */
  fewestTreatedClusters: number
  /** Cohorts of a single cluster, and whether others can tell how much such a one varies. */
  singleClusters: number
  isBorrowed: boolean
  /** Starts were drawn by lot: few clusters are then no reason to refuse, for the permutation test is exact. */
  isRandomised: boolean
  /** Share of the treated with at least `leastPrePeriods` periods before treatment. */
  shareWithPrePeriods: number
  preTrend: PreTrend
  /** The simple aggregate and its error; null where no cell after treatment has a number. */
  effect: { estimate: number; se: number } | null
  /** The largest outcome without its sign: below 1e-14 of it an error is rounding. */
  largestOutcome: number
  /** Mean time from the base period to the periods after treatment, weighted as the aggregate. */
  horizon: number
  /** Share of units seen at first and not at last; null where units aren't followed. */
  attrition: { treated: number; comparison: number } | null
  /** Share of the treated after treatment that has no number for want of overlap or comparison. */
  shareMissing: number
  /** Units per arm, and the fewest that may be shown. */
  treatedUnits: number
  comparisonUnits: number
  leastUnits: number
  isWordingChanged: boolean
  incompleteUnits: number
  redundantCovariates: number
}

export const leastClusters = 4
export const leastPrePeriods = 3
export const mostAttritionGap = 0.1
/** Below it CR2 and the sign test are shown. */
export const manyClusters = 20
/** Of each of the two pre-trend tests: together they reject a valid design about once in twenty times. */
export const preTrendAlpha = 0.025
const mostMissing = 0.25

/**
 * Refuse where the number would not be about training; caution where it is weaker than it looks.
 * A pre-trend that fails refuses only where carried on it could explain half of the effect: slope x horizon, or the largest distance before, against |effect| / 2.
 */
export function gate(facts: GateFacts): { verdict: Verdict; reasons: Reason[] } {
  const reasons = [...refusals(facts), ...cautions(facts)]
  const verdict = reasons.some(({ level }) => level === 'refuse') ? 'refuse' : reasons.length > 0 ? 'caution' : 'estimate'
  return { verdict, reasons }
}

const list = (level: Reason['level'], entries: [boolean, ReasonCode, Record<string, number>][]): Reason[] =>
  entries.flatMap(([holds, code, values]) => (holds ? [{ code, level, values }] : []))

export function hasFailed({ leadsF, slope }: PreTrend): boolean {
  return (leadsF?.p ?? 1) < preTrendAlpha || (slope?.p ?? 1) < preTrendAlpha
}

/** By how much a drift like the one before would have moved the effect, in units of the outcome. */
export function explainedByDrift({ slope, levels }: PreTrend, horizon: number): number {
  return Math.max(Math.abs(slope?.slope ?? 0) * horizon, ...levels.map(({ estimate }) => Math.abs(estimate)))
}

function refusals(facts: GateFacts): Reason[] {
  const { effect, isRandomised, attrition, preTrend } = facts
  const gap = attrition ? Math.abs(attrition.treated - attrition.comparison) : 0
  const explained = explainedByDrift(preTrend, facts.horizon)
  const varies = effect !== null && effect.se > 0 && effect.se > Math.max(1e-12 * Math.abs(effect.estimate), 1e-14 * facts.largestOutcome)
  const isBroken = varies && hasFailed(preTrend) && explained >= Math.abs(effect.estimate) / 2
  return list('refuse', [
    [effect === null, 'no-effect-cells', {}],
    [effect !== null && !varies, 'no-variation', {}],
    [
      !isRandomised && facts.treatedClusters < leastClusters,
      'few-treated-clusters',
      { found: facts.treatedClusters, least: leastClusters },
    ],
    [
      !isRandomised && facts.comparisonClusters < leastClusters,
      'few-comparison-clusters',
      { found: facts.comparisonClusters, least: leastClusters },
    ],
    [
      !isRandomised && !facts.isBorrowed && facts.singleClusters > facts.treatedClusters / 2,
      'single-clusters',
      { found: facts.singleClusters },
    ],
    [facts.shareWithPrePeriods < 0.5, 'few-pre-periods', { share: facts.shareWithPrePeriods, least: leastPrePeriods }],
    [
      isBroken,
      'broken-pre-trend',
      {
        share: effect?.estimate ? Math.min(1, explained / Math.abs(effect.estimate)) : 1,
        explained,
        effect: effect?.estimate ?? 0,
        p: Math.min(preTrend.leadsF?.p ?? 1, preTrend.slope?.p ?? 1),
      },
    ],
    [
      gap > mostAttritionGap,
      'unequal-attrition',
      { treated: attrition?.treated ?? 0, comparison: attrition?.comparison ?? 0, most: mostAttritionGap },
    ],
    [effect !== null && facts.shareMissing > mostMissing, 'poor-overlap', { share: facts.shareMissing, most: mostMissing }],
    [facts.isWordingChanged, 'changed-wording', {}],
    [
      Math.min(facts.treatedUnits, facts.comparisonUnits) < facts.leastUnits,
      'small-groups',
      { treated: facts.treatedUnits, comparison: facts.comparisonUnits, least: facts.leastUnits },
    ],
  ])
}

function cautions(facts: GateFacts): Reason[] {
  const { effect, preTrend } = facts
  const explained = explainedByDrift(preTrend, facts.horizon)
  const isUnsteady = effect !== null && hasFailed(preTrend) && explained < Math.abs(effect.estimate) / 2
  return list('caution', [
    [
      facts.shareWithPrePeriods >= 0.5 && facts.shareWithPrePeriods < 1,
      'some-few-pre-periods',
      { share: facts.shareWithPrePeriods, least: leastPrePeriods },
    ],
    [isUnsteady, 'unsteady-pre-trend', { explained, effect: effect?.estimate ?? 0 }],
    [!preTrend.leadsF && !preTrend.slope && facts.shareWithPrePeriods >= 0.5, 'no-pre-trend-test', {}],
    [facts.clusters < manyClusters, 'few-clusters', { found: facts.clusters, least: manyClusters }],
    [
      facts.singleClusters > 0 && (facts.isRandomised || facts.isBorrowed || facts.singleClusters <= facts.treatedClusters / 2),
      'single-clusters',
      { found: facts.singleClusters, isBorrowed: Number(facts.isBorrowed) },
    ],
    [
      facts.comparisonClusters >= leastClusters && facts.fewestComparisonClusters < leastClusters,
      'late-comparison-few',
      { found: facts.fewestComparisonClusters, least: leastClusters },
    ],
    [facts.shareMissing > 0 && facts.shareMissing <= mostMissing, 'some-cells-missing', { share: facts.shareMissing }],
    [facts.incompleteUnits > 0, 'incomplete-panel', { found: facts.incompleteUnits }],
    [facts.redundantCovariates > 0, 'redundant-covariates', { found: facts.redundantCovariates }],
  ])
}
