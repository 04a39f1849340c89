// Why a verdict is what it is, in words; and the step of the plan where it can be made answerable.
import { useT } from '#ui/i18n.ts'
import type { Answer, Study } from '../../../contract/studies.ts'
import type { StepName } from '../plan/Step.tsx'
import { useStudyWords } from '../writing.ts'

type Reason = Answer['reasons'][number]

const steps: Record<string, StepName> = {
  'no-comparison': 'teams',
  'no-treated': 'teams',
  'few-treated-clusters': 'teams',
  'few-comparison-clusters': 'teams',
  'broken-pre-trend': 'teams',
  'unequal-attrition': 'teams',
  'poor-overlap': 'teams',
  'small-groups': 'teams',
  'single-clusters': 'teams',
  'one-period': 'window',
  'no-effect-cells': 'window',
  'few-pre-periods': 'window',
  'no-variation': 'outcome',
  'changed-wording': 'outcome',
}

/** A file's own plan stands in the file. */
export const stepFor = ({ code }: Reason, { source }: Study): StepName => (source === 'file' ? 'file' : (steps[code] ?? 'outcome'))

/** Teams alone at their start are three things: leaning on others, with a spread borrowed from those that start last, or past telling. */
const wordsOf = ({ code, level, values }: Reason): string =>
  code !== 'single-clusters' ? code : level === 'refuse' ? `${code}-refused` : values['isBorrowed'] === 1 ? `${code}-borrowed` : code

const shares = new Set(['share', 'treated', 'comparison', 'most'])
const amounts = new Set(['explained', 'effect'])

export function useReasonWords(study: Study) {
  const t = useT('impact')
  const words = useStudyWords()
  const write = ({ code, values }: Reason): Record<string, string> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        shares.has(name) && code !== 'small-groups'
          ? words.percent(value)
          : amounts.has(name)
            ? words.size(study.outcome, Math.abs(value), Math.abs(value) >= 20 ? 0 : Math.abs(value) >= 2 ? 1 : 2)
            : words.number(value, 0),
      ]),
    )
  return {
    /** What was found. */
    what: (reason: Reason): string => t(`studies.reason.${wordsOf(reason)}.what`, write(reason)),
    /** What would make it answerable; only refusals have it. */
    how: (reason: Reason): string | undefined => t.maybe(`studies.reason.${wordsOf(reason)}.how`, write(reason)),
  }
}
