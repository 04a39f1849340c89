// How an outcome, an amount of it and a point in time are written.
import { useLanguage, useT } from '#ui/i18n.ts'
import { useFormats } from '#ui/Moments.tsx'
import type { Study } from '../../contract/studies.ts'

type Outcome = Study['outcome']

export function useStudyWords() {
  const t = useT('impact')
  const { locale } = useLanguage()
  const { day } = useFormats()
  const number = (value: number, digits: number, isSigned = false): string =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      ...(isSigned ? { signDisplay: 'exceptZero' } : {}),
    }).format(value)
  const hasPoints = ({ kind }: Outcome): boolean => kind === 'share' || kind === 'points'
  return {
    number,
    outcome: ({ measure, column }: Outcome): string =>
      measure ? t(`measure.${measure}.title`) : column ? `\u2068${column}\u2069` : t('studies.noOutcome'),
    /** "2.1 points" for shares and NPS, else the bare number. */
    size: (outcome: Outcome, value: number, digits: number, isSigned = false): string =>
      hasPoints(outcome) ? t('change.points', { value: number(value, digits, isSigned) }) : number(value, digits, isSigned),
    percent: (value: number): string => new Intl.NumberFormat(locale, { style: 'percent' }).format(value),
    p: (value: number): string => (value < 0.001 ? t('studies.figures.tiny') : number(value, 3)),
    /** A period's first day as a day; what a file says as it is written there. */
    time: (label: string): string => (/^\d{4}-\d\d-\d\d$/.test(label) ? day(label) : `\u2068${label}\u2069`),
  }
}

export type StudyWords = ReturnType<typeof useStudyWords>
