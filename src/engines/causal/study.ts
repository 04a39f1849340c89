import { normalDistribution } from '../distributions/tails.ts'
// The impact study: from rows to a verdict, its reasons and the figures behind them.
import type { Part } from './aggregates.ts'
import { arrange } from './arrange.ts'
import { multiplierBootstrap } from './bootstrap.ts'
import { cellsOf } from './cells.ts'
import type { FewClusters, WildTest } from './clustered-regression.ts'
import { gate, type GateFacts, leastPrePeriods, manyClusters, type Reason, type Verdict } from './gate.ts'
import { type GroupTimeEffects, groupTimeEffects } from './group-time.ts'
import type { Panel } from './panel.ts'
import { type PreTrend, preTrend } from './pre-trend.ts'
import { type Design, type Rows, type RowsProblem, usualDesign } from './rows.ts'
import { type Range, rangeOf } from './sample.ts'
import { relativeMagnitudes, type RelativeMagnitudes } from './sensitivity.ts'
import { fewClusters } from './stacked.ts'

export interface StudyOptions {
  design?: Partial<Design>
  /** For the bands and the sign test; the same numbers give the same study. */
  random: () => number
  /** Of the bands' bootstrap. */
  draws?: number
  isRandomised?: boolean
  isWordingChanged?: boolean
  /** Fewest units of an arm that may be shown. */
  leastUnits?: number
  /** Called as each part begins. */
  onProgress?: (part: 'comparing' | 'tests' | 'bands') => void
}

export interface Ranged extends Range {
  estimate: number
  se: number
}
export type RangedPart = Ranged & Pick<Part, 'at' | 'isReference'>

export interface Study {
  verdict: Verdict
  reasons: Reason[]
  design: Design
  n: { units: number; clusters: number; periods: number; rows: number; treatedUnits: number; treatedClusters: number }
  left: Panel['left']
  effects: GroupTimeEffects
  /** The simple aggregate. With fewer than 20 clusters the range is that of CR2; where a cohort has fewer than three, that of Welch (`smallSample`). */
  overall: Ranged & { df: number }
  /** Effects by time since treatment; a band holds for all of them at once (null for references and where nothing varies). */
  dynamic: { overall: Ranged | null; parts: (RangedPart & { band: Range | null })[] }
  group: { overall: Ranged | null; parts: RangedPart[] }
  calendar: { overall: Ranged | null; parts: RangedPart[] }
  preTrend: PreTrend
  fewClusters: { cr2: FewClusters; wild: WildTest } | null
  /** Of the plain mean of the effects over time, as `dynamic.overall`; null without steps before, or where those aren't consecutive (universal base, anticipation). */
  sensitivity: RelativeMagnitudes | null
  facts: GateFacts
}

export type StudyOutcome = { study: Study; problem: null } | { study: null; problem: RowsProblem }

/**
 * @param rows see Rows; impossible rows are a problem, never a number
 * @returns figures even where the verdict is `refuse`: whoever shows a refused study shows its reasons instead
 */
export function studyOf(rows: Rows, options: StudyOptions): StudyOutcome {
  const design = { ...usualDesign, ...options.design }
  const { panel, problem } = arrange(rows, design)
  if (!panel) return { study: null, problem }
  options.onProgress?.('comparing')
  const effects = groupTimeEffects(panel, design)
  const { sample } = effects
  options.onProgress?.('tests')
  const trend = preTrend(effects.dynamic, sample, design)
  const ranged = <P extends { estimate: number; se: number; influence: Float64Array }>({ influence, ...part }: P) => {
    const { lower, upper } = rangeOf(part.estimate, influence, sample)
    return { ...part, lower, upper }
  }
  const parts = (list: readonly Part[]): RangedPart[] =>
    list.map((part) => (part.isReference ? { at: part.at, isReference: true, estimate: 0, se: 0, lower: 0, upper: 0 } : ranged(part)))
  const aggregate = (one: GroupTimeEffects['group']) => ({ overall: one.overall && ranged(one.overall), parts: parts(one.parts) })
  const dynamic = aggregate(effects.dynamic)
  const facts = factsOf(rows, panel, design, effects, trend, options)
  const isFew = panel.clusters < manyClusters || facts.singleClusters > 0
  const few = isFew ? fewClusters(panel, design, { draws: 9999, random: options.random }) : null
  const { estimate, se } = effects.simple
  const usual = rangeOf(estimate, effects.simple.influence, sample)
  const { lower, upper, df } = (isFew && thinRange(facts, effects)) || (few?.cr2 ?? usual)
  options.onProgress?.('bands')
  const bands = bandsOf(effects, options)
  const study: Study = {
    ...gate(facts),
    design,
    n: {
      units: panel.units,
      clusters: panel.clusters,
      periods: panel.periods.length,
      rows: panel.rowUnit.length,
      treatedUnits: facts.treatedUnits,
      treatedClusters: facts.treatedClusters,
    },
    left: panel.left,
    effects,
    overall: { estimate, se, lower, upper, df },
    dynamic: { overall: dynamic.overall, parts: dynamic.parts.map((part, i) => ({ ...part, band: bands[i]! })) },
    group: aggregate(effects.group),
    calendar: aggregate(effects.calendar),
    preTrend: trend,
    fewClusters: few,
    sensitivity:
      design.base === 'varying' && design.anticipation === 0
        ? relativeMagnitudes(effects.dynamic, sample, { magnitudes: [0, 0.5, 1, 1.5, 2] })
        : null,
    facts,
  }
  return { study, problem: null }
}

/**
 * CR2 leaves a cluster alone in its cohort out of its variance: with cohorts of one or two of some 16 clusters it held the truth in 82 to 92 % of samples, Welch's
 * with cohort sizes as they are and what is borrowed in 94 to 96 % (bench causal-simulation).
 */
function thinRange(
  { fewestTreatedClusters, singleClusters }: GateFacts,
  { simple, sample }: GroupTimeEffects,
): (Range & { df: number }) | null {
  if (fewestTreatedClusters >= 3 || (singleClusters > 0 && !sample.borrowed)) return null
  return rangeOf(simple.estimate, simple.givenShares, sample)
}

/** The bootstrap's critical value as that of t with each effect's own degrees of freedom: with few clusters a band must not be narrower than the range of one. */
function bandsOf({ dynamic, sample }: GroupTimeEffects, { draws = 1000, random }: StudyOptions): (Range | null)[] {
  const { critical } = multiplierBootstrap(
    dynamic.parts.map(({ influence }) => influence),
    sample.n,
    { draws, random },
  )
  const alpha = Math.max(1e-12, 2 * normalDistribution(-critical))
  return dynamic.parts.map(({ estimate, influence, isReference }) => {
    if (isReference || Number.isNaN(critical)) return null
    const { lower, upper } = rangeOf(estimate, influence, sample, { alpha })
    return { lower, upper }
  })
}

function factsOf(rows: Rows, panel: Panel, design: Design, effects: GroupTimeEffects, trend: PreTrend, options: StudyOptions): GateFacts {
  const { cohorts, cohortStarts, periods, clusterOf } = panel
  const ever = cohorts.findLastIndex((cohort) => cohort !== Infinity) + 1
  const treated = Array.from(effects.group.parts, ({ at }) => cohorts.indexOf(at))
  const size = (cohort: number) => cohortStarts[cohort + 1]! - cohortStarts[cohort]!
  const clustersIn = (stretches: readonly { from: number; to: number }[]): number => {
    if (!clusterOf) return stretches.reduce((sum, { from, to }) => sum + to - from, 0)
    const seen = new Set<number>()
    for (const { from, to } of stretches) for (let unit = from; unit < to; unit++) seen.add(clusterOf[unit]!)
    return seen.size
  }
  const counted = new Map<string, number>()
  const post = cellsOf(panel, design).flatMap((cell, place) => {
    if (!cell.isPost) return []
    const key = JSON.stringify(cell.comparison)
    const clusters = counted.get(key) ?? clustersIn(cell.comparison)
    counted.set(key, clusters)
    return [
      { weight: size(cell.cohort), clusters, distance: cell.time - periods[cell.from]!, isMissing: effects.cells[place]!.problem !== null },
    ]
  })
  const whole = post.reduce((sum, { weight }) => sum + weight, 0)
  const ordered = post.toSorted((left, right) => left.clusters - right.clusters)
  let reached = 0
  const median = ordered.find(({ weight }) => (reached += weight) >= whole / 2)
  const treatedUnits = treated.reduce((sum, cohort) => sum + size(cohort), 0)
  const enough = treated.filter(
    (cohort) => periods.filter((period) => period + design.anticipation < cohorts[cohort]!).length >= leastPrePeriods,
  )
  const stretchOf = (cohort: number) => ({ from: cohortStarts[cohort]!, to: cohortStarts[cohort + 1]! })
  const sizes = treated.map((cohort) => clustersIn([stretchOf(cohort)]))
  const { redundantCovariates } = panel
  const has = Number.isFinite(effects.simple.estimate) && whole > 0
  return {
    treatedClusters: clustersIn(treated.map(stretchOf)),
    comparisonClusters: median?.clusters ?? 0,
    fewestComparisonClusters: ordered[0]?.clusters ?? 0,
    clusters: panel.clusters,
    fewestTreatedClusters: Math.min(...sizes),
    singleClusters: sizes.filter((clusters) => clusters === 1).length,
    isBorrowed: effects.sample.borrowed !== null,
    isRandomised: options.isRandomised ?? false,
    shareWithPrePeriods: treatedUnits === 0 ? 0 : enough.reduce((sum, cohort) => sum + size(cohort), 0) / treatedUnits,
    preTrend: trend,
    effect: has ? effects.simple : null,
    largestOutcome: panel.outcome.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    horizon: whole === 0 ? 0 : post.reduce((sum, { weight, distance }) => sum + weight * distance, 0) / whole,
    attrition: design.sampling === 'panel' ? attritionOf(rows) : null,
    shareMissing: whole === 0 ? 0 : post.reduce((sum, { weight, isMissing }) => sum + (isMissing ? weight : 0), 0) / whole,
    treatedUnits,
    comparisonUnits: panel.units - cohortStarts[ever]! + (ever === cohorts.length ? size(ever - 1) : 0),
    leastUnits: options.leastUnits ?? 5,
    isWordingChanged: options.isWordingChanged ?? false,
    incompleteUnits: panel.isPanel && !panel.isBalanced ? incompleteUnits(panel) : panel.left.incomplete,
    redundantCovariates: redundantCovariates.length,
  }
}

function incompleteUnits({ rowUnit, units, periods }: Panel): number {
  const counts = new Int32Array(units)
  for (const unit of rowUnit) counts[unit]!++
  return counts.reduce((sum, count) => sum + (count < periods.length ? 1 : 0), 0)
}

/** Of the units seen in the first period: who is not seen in the last, of those who start and of those who never do (or, where all start, who start last). */
function attritionOf({ unit, time, firstTreated }: Rows): GateFacts['attrition'] {
  let [first, last, latest] = [Infinity, -Infinity, 0]
  for (let i = 0; i < time.length; i++) {
    first = Math.min(first, time[i]!)
    last = Math.max(last, time[i]!)
    latest = Math.max(latest, firstTreated[i] === 0 ? Infinity : firstTreated[i]!)
  }
  const startOf = new Map<number, number>()
  const seenLast = new Set<number>()
  for (let i = 0; i < time.length; i++) {
    if (time[i] === first) startOf.set(unit[i]!, firstTreated[i] === 0 ? Infinity : firstTreated[i]!)
    if (time[i] === last) seenLast.add(unit[i]!)
  }
  const arms = { treated: { seen: 0, lost: 0 }, comparison: { seen: 0, lost: 0 } }
  for (const [one, start] of startOf) {
    if (start <= first) continue
    const arm = start === latest || start > last ? arms.comparison : arms.treated
    arm.seen++
    if (!seenLast.has(one)) arm.lost++
  }
  if (arms.treated.seen === 0 || arms.comparison.seen === 0) return null
  return { treated: arms.treated.lost / arms.treated.seen, comparison: arms.comparison.lost / arms.comparison.seen }
}
