// Who is compared with whom: the stairs of starts, and where both stood before.
import { useT } from '#ui/i18n.ts'
import { useFormats } from '#ui/Moments.tsx'
import type { Answer, Study } from '../../../contract/studies.ts'
import { placeIn } from '../days.ts'
import { Staircase } from '../Staircase.tsx'
import { useStudyWords } from '../writing.ts'

export function Compared({ study, answer }: { study: Study; answer: Answer }) {
  const t = useT('impact')
  const { number } = useFormats()
  const words = useStudyWords()
  const { arms, levels, n } = answer
  const starting = arms.filter(({ start }) => start !== null)
  const sum = (some: typeof arms) => some.reduce((total, { units }) => total + units, 0)
  const { firstDay } = study
  const lastDay = answer.lastDay ?? study.lastDay
  const digits = levels && Math.max(Math.abs(levels.treated), Math.abs(levels.comparison)) < 10 ? 2 : 1
  // A file's periods have names but no calendar: its starts stand at even steps.
  const place = (start: string, i: number) =>
    firstDay && lastDay && /^\d{4}-\d\d-\d\d$/.test(start) ? placeIn(start, firstDay, lastDay) : (i + 1) / (starting.length + 1)
  const kind = study.source === 'file' ? 'file' : 'signals'
  return (
    <>
      <p>
        {t(`studies.compared.${kind}`, {
          starting: number(sum(starting)),
          others: number(sum(arms) - sum(starting)),
          times: number(starting.length),
        })}
      </p>
      <Staircase
        label={t('studies.stairs.label')}
        stairs={[
          ...starting.map(({ start, units }, i) => ({
            key: start ?? '',
            label: t('studies.stairs.from', { day: words.time(start ?? '') }),
            note: t(`studies.stairs.${kind === 'file' ? 'units' : 'teams'}`, { count: units }),
            at: place(start ?? '', i),
          })),
          ...arms
            .filter(({ start }) => start === null)
            .map(({ units }) => ({
              key: 'never',
              label: t('studies.stairs.never'),
              note: t(`studies.stairs.${kind === 'file' ? 'units' : 'teams'}`, { count: units }),
              at: null,
            })),
        ]}
      />
      <p>{t('studies.compared.how')}</p>
      {levels && (
        <p>
          {t('studies.compared.levels', {
            treated: words.number(levels.treated, digits),
            comparison: words.number(levels.comparison, digits),
          })}
        </p>
      )}
      <p className="margin-note">
        {t('studies.compared.n', { units: number(n.units), periods: number(n.periods), rows: number(n.rows) })}{' '}
        {t(`studies.compared.weights.${kind}`)}
      </p>
    </>
  )
}
