// What a study answers, in the keys that `--json` documents. A refused study has no numbers.
import type { Reason, ReasonCode, Verdict } from '#engines/causal/gate.ts'
import type { LeadsTest, SlopeTest } from '#engines/causal/pre-trend.ts'
import type { RowsProblem } from '#engines/causal/rows.ts'
import type { Ranged, Study } from '#engines/causal/study.ts'
import type { Wald } from '#engines/causal/wald.ts'
import { wordsOf } from './words.ts'

export interface AnswerReason {
  code: ReasonCode
  level: 'refuse' | 'caution'
  values: Record<string, number>
  /** What it means, and for refusals what would make the question answerable. */
  text: string
}
interface Figures {
  estimate: number
  se: number | null
  lower: number
  upper: number
}
export interface Answer {
  verdict: Verdict
  reasons: AnswerReason[]
  n: { units: number; clusters: number; periods: number; rows: number }
  overall: (Figures & { df: number }) | null
  /** Time since treatment; `bandLower` to `bandUpper` holds for all of them at once. */
  dynamic: (Figures & { event: number; bandLower: number | null; bandUpper: number | null })[]
  group: (Figures & { group: string })[]
  calendar: (Figures & { time: string })[]
  groupTime: (Partial<Figures> & { group: string; time: string; isPost: boolean; problem: string | null })[]
  pretrend: { leadsF: LeadsTest | null; slope: SlopeTest | null; wald: Wald | null }
  /** With fewer than 20 clusters: CR2 and the sign test. */
  fewClusters: { se: number; df: number; p: number; wildP: number; isWildExact: boolean } | null
  /** Of the mean effect over time: what drift after the start, as a multiple of the largest step before it, leaves possible; `breakdown`: from where on 0 is. */
  sensitivity: { breakdown: number | null; ranges: { magnitude: number; lower: number; upper: number }[] } | null
  rowsWithoutOutcome: number
  left: { alreadyTreated: number; incomplete: number; latePeriods: number }
}

interface FromFile {
  labelOf: (time: number) => string
  withoutOutcome: number
}

const figures = ({ estimate, se, lower, upper }: Ranged): Figures => ({ estimate, se: se > 0 ? se : null, lower, upper })

/** What refuses a number must not give it away. */
function withoutEffect({ code, level, values }: Reason): Reason {
  const { share = 0, p = 0 } = values
  return { code, level, values: code === 'broken-pre-trend' ? { share, p } : values }
}

export function answerOf(study: Study, { labelOf, withoutOutcome }: FromFile): Answer {
  const { verdict, effects, n, preTrend, fewClusters: few } = study
  const isShown = verdict !== 'refuse'
  const withBand = ({ band, ...part }: Study['dynamic']['parts'][number]) => ({
    event: part.at,
    ...figures(part),
    bandLower: band?.lower ?? null,
    bandUpper: band?.upper ?? null,
  })
  return {
    verdict,
    reasons: study.reasons
      .filter(({ level }) => isShown || level === 'refuse')
      .map((reason) => ({ ...withoutEffect(reason), text: wordsOf(reason) })),
    n: { units: n.units, clusters: n.clusters, periods: n.periods, rows: n.rows },
    overall: isShown ? { ...figures(study.overall), df: study.overall.df } : null,
    dynamic: isShown ? study.dynamic.parts.map(withBand) : [],
    group: isShown ? study.group.parts.map((part) => ({ group: labelOf(part.at), ...figures(part) })) : [],
    calendar: isShown ? study.calendar.parts.map((part) => ({ time: labelOf(part.at), ...figures(part) })) : [],
    groupTime: isShown
      ? effects.cells.map(({ group, time, isPost, isReference, problem, ...cell }) => ({
          group: labelOf(group),
          time: labelOf(time),
          ...(problem ? {} : figures(isReference ? { estimate: 0, se: 0, lower: 0, upper: 0 } : cell)),
          isPost,
          problem,
        }))
      : [],
    pretrend: { leadsF: preTrend.leadsF, slope: preTrend.slope, wald: effects.wald },
    fewClusters: isShown && few ? { se: few.cr2.se, df: few.cr2.df, p: few.cr2.p, wildP: few.wild.p, isWildExact: few.wild.isExact } : null,
    sensitivity:
      isShown && study.sensitivity
        ? {
            breakdown: Number.isFinite(study.sensitivity.breakdown) ? study.sensitivity.breakdown : null,
            ranges: study.sensitivity.ranges.map(({ magnitude, lower, upper }) => ({ magnitude, lower, upper })),
          }
        : null,
    rowsWithoutOutcome: withoutOutcome,
    left: study.left,
  }
}

/** Rows that are sound but leave nothing to compare are a refusal; others are bad input. */
export function refusalOf({ code }: RowsProblem, rows: number, withoutOutcome: number): Answer | null {
  if (code !== 'no-comparison' && code !== 'no-treated' && code !== 'one-period') return null
  const reason = { code, level: 'refuse' as const, values: {} }
  return {
    verdict: 'refuse',
    reasons: [{ ...reason, text: wordsOf(reason) }],
    n: { units: 0, clusters: 0, periods: 0, rows },
    overall: null,
    dynamic: [],
    group: [],
    calendar: [],
    groupTime: [],
    pretrend: { leadsF: null, slope: null, wald: null },
    fewClusters: null,
    sensitivity: null,
    rowsWithoutOutcome: withoutOutcome,
    left: { alreadyTreated: 0, incomplete: 0, latePeriods: 0 },
  }
}
