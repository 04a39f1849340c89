// The study in plain words, for the command.
import type { Reason, ReasonCode } from '#engines/causal/gate.ts'
import type { Answer } from './answer.ts'

const short = (value: number): string => (Number.isInteger(value) ? String(value) : value.toPrecision(3))
const percent = (value: number): string => `${Math.round(value * 100)} %`

const reasons: Record<ReasonCode, (values: Record<string, number>) => string> = {
  'no-comparison': () =>
    'There is nobody to compare with: all were treated, or all at the same time. It can be answered where some start later than others, or never.',
  'no-treated': () => 'Nobody was treated after the first period. It can be answered with periods from before and after a start.',
  'one-period': () => 'There is only one period. It can be answered with at least three periods before the start and one after.',
  'no-effect-cells': () =>
    'No period after treatment can be compared with the same time elsewhere. It can be answered where some start later, or never.',
  'no-variation': () => 'The outcome does not vary, so that there is nothing to judge chance by. Check the column.',
  'few-treated-clusters': ({ found, least }) =>
    `Only ${found} treated clusters; at least ${least} are needed. More teams, or starts drawn by lot, would make it answerable.`,
  'few-comparison-clusters': ({ found, least }) =>
    `Only ${found} clusters to compare with; at least ${least} are needed. More teams that start later, or starts drawn by lot, would make it answerable.`,
  'few-pre-periods': ({ share, least }) =>
    `${share === 0 ? 'None' : `Only ${percent(share ?? 0)}`} of the treated were seen for ${least} periods before they started. Earlier data would make it answerable.`,
  'broken-pre-trend': ({ share }) =>
    `Before the start the two did not move alike: going on like that could explain ${(share ?? 1) >= 1 ? 'all' : percent(share ?? 1)} of what followed. A comparison that moved alike would make it answerable.`,
  'unequal-attrition': ({ treated, comparison }) =>
    `${percent(treated ?? 0)} of the treated and ${percent(comparison ?? 0)} of the others are gone at the end: who is left differs. Data on those who left would make it answerable.`,
  'poor-overlap': ({ share }) =>
    `For ${percent(share ?? 0)} of the treated there is nobody like them to compare with. Fewer covariates or other teams would make it answerable.`,
  'changed-wording': () =>
    'The question behind the outcome was changed. An outcome asked the same way throughout would make it answerable.',
  'small-groups': ({ treated, comparison, least }) =>
    `${treated} treated and ${comparison} others: below ${least} a figure would speak about persons. More people would make it answerable.`,
  'some-few-pre-periods': ({ share, least }) =>
    `${percent(1 - (share ?? 0))} of the treated were seen for fewer than ${least} periods before they started: for them nobody can say how they moved before.`,
  'unsteady-pre-trend': ({ explained, effect }) =>
    `Before the start the two did not move quite alike: that could make ${short(explained ?? 0)} of ${short(effect ?? 0)}.`,
  'no-pre-trend-test': () => 'Whether the two moved alike before can’t be tested here.',
  'few-clusters': ({ found, least }) => `${found} clusters are fewer than ${least}: the range comes from a method for few clusters.`,
  'single-clusters': ({ found, isBorrowed }) =>
    isBorrowed === undefined
      ? `${found} starting times have a single cluster each, and too few start last or never to tell how much one varies by chance. More clusters at each start would make it answerable.`
      : isBorrowed === 1
        ? `${found} of the starting times have a single cluster each: how much such a one varies by chance is taken from those that start last or never.`
        : `${found} of the starting times have a single cluster each: the range leans on the others.`,
  'late-comparison-few': ({ found, least }) => `Some late periods are compared with ${found} clusters, fewer than ${least}.`,
  'some-cells-missing': ({ share }) => `${percent(share ?? 0)} of the treated have no number in some periods and are left out there.`,
  'incomplete-panel': ({ found }) => `${found} units miss some periods.`,
  'redundant-covariates': ({ found }) => `${found} covariates say what others say already and were left out.`,
}

export const wordsOf = ({ code, values }: Reason): string => reasons[code](values)

export function describe(answer: Answer): string {
  const { verdict, overall, n, pretrend } = answer
  const reasonLines = answer.reasons.map(({ text }) => `- ${text}`)
  if (verdict === 'refuse' || !overall) return ['We cannot tell.', ...reasonLines].join('\n')
  const direction = overall.estimate >= 0 ? 'higher' : 'lower'
  const moved = pretrend.leadsF
    ? `Before the start: leads F(${pretrend.leadsF.numeratorDf}, ${short(pretrend.leadsF.denominatorDf)}) = ${short(pretrend.leadsF.f)}, p = ${short(pretrend.leadsF.p)}${pretrend.slope ? `; slope ${short(pretrend.slope.slope)} per period, p = ${short(pretrend.slope.p)}` : ''}.`
    : null
  const breakdown = answer.sensitivity?.breakdown
  const sensitivity =
    answer.sensitivity === null
      ? null
      : breakdown === null || breakdown === undefined
        ? 'No drift after the start would explain the mean effect over time.'
        : breakdown === 0
          ? 'The mean effect over time can’t be told from 0.'
          : `Drift could explain the mean effect over time if every period after the start brought ${short(breakdown)} times the largest step before it, or more.`
  const line = (name: string, { estimate, lower, upper }: { estimate: number; lower: number; upper: number }) =>
    `  ${name.padEnd(12)} ${short(estimate).padStart(10)}   ${short(lower)} to ${short(upper)}`
  return [
    verdict === 'estimate' ? 'The comparison holds.' : 'The comparison holds with reservations.',
    `Those who started came out ${short(Math.abs(overall.estimate))} ${direction} than comparable ones who had not (likely between ${short(overall.lower)} and ${short(overall.upper)}).`,
    ...(moved ? [moved] : []),
    ...(sensitivity ? [sensitivity] : []),
    `${n.units} units in ${n.clusters} clusters over ${n.periods} periods, ${n.rows} rows.`,
    ...(answer.rowsWithoutOutcome > 0 ? [`${answer.rowsWithoutOutcome} rows without an outcome were left out.`] : []),
    ...(answer.left.alreadyTreated > 0
      ? [`${answer.left.alreadyTreated} units treated from the first period on were left out: they have no before.`]
      : []),
    ...reasonLines,
    'By time since the start:',
    ...answer.dynamic.map((part) => line(String(part.event), part)),
    'By start:',
    ...answer.group.map((part) => line(part.group, part)),
  ].join('\n')
}
