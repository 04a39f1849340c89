// How wrong the comparison would have to be, the outcomes that do not decide, and what was not measured.
import { useT } from '#ui/i18n.ts'
import { Section } from '#ui/Layout.tsx'
import { Table } from '#ui/Table.tsx'
import type { Answer, Study } from '../../../contract/studies.ts'
import { Light } from '../Light.tsx'
import { kinds } from '../measures.ts'
import { More } from '../More.tsx'
import { digitsOf } from '../scale.ts'
import { useStudyWords } from '../writing.ts'
import { useReasonWords } from './reasons.ts'

export function Sensitivity({ study, sensitivity }: { study: Study; sensitivity: NonNullable<Answer['sensitivity']> }) {
  const t = useT('impact')
  const words = useStudyWords()
  const { breakdown, ranges } = sensitivity
  const digits = Math.max(0, ...ranges.map(digitsOf))
  return (
    <Section hasMargin title={t('studies.sensitivity.title')} note={t('studies.sensitivity.note')}>
      <p className="study-words">
        {breakdown === null
          ? t('studies.sensitivity.never')
          : breakdown === 0
            ? t('studies.sensitivity.zero')
            : t('studies.sensitivity.times', { times: words.number(breakdown, breakdown < 0.1 ? 2 : 1) })}
      </p>
      {breakdown !== null && breakdown > 0 && <p className="study-words second">{t('studies.sensitivity.reads')}</p>}
      <More title={t('studies.sensitivity.table')}>
        <Table
          caption={t('studies.sensitivity.table')}
          staysTable
          rows={ranges}
          rowKey={({ magnitude }) => String(magnitude)}
          columns={[
            {
              key: 'magnitude',
              label: t('studies.sensitivity.magnitude'),
              cell: ({ magnitude }) => t('studies.sensitivity.of', { times: words.number(magnitude, 1) }),
            },
            {
              key: 'range',
              label: t('rows.range'),
              cell: ({ lower, upper }) =>
                t('rows.between', {
                  low: words.size(study.outcome, lower, digits, true),
                  high: words.size(study.outcome, upper, digits, true),
                }),
            },
          ]}
        />
      </More>
    </Section>
  )
}

/** The same teams could be compared on the outcome that decides: what is missing here are its numbers. */
const isWithoutNumbers = (code: string): boolean => ['no-comparison', 'no-treated', 'one-period'].includes(code)

export function Others({ study, others }: { study: Study; others: Answer['others'] }) {
  const t = useT('impact')
  const reasons = useReasonWords(study)
  const words = useStudyWords()
  const inShort = ({ measure, overall, reasons: [first] }: Answer['others'][number]) => {
    if (!overall)
      return (
        first && <span className="study-small">{isWithoutNumbers(first.code) ? t('studies.others.noNumbers') : reasons.what(first)}</span>
      )
    const digits = digitsOf(overall)
    const outcome = { measure, column: null, kind: kinds[measure] }
    return t('studies.inShort', {
      size: words.size(outcome, overall.estimate, digits, true),
      low: words.number(overall.lower, digits, true),
      high: words.number(overall.upper, digits, true),
    })
  }
  return (
    <Section hasMargin title={t('studies.others.title')} note={t('studies.others.note')}>
      <Table
        caption={t('studies.others.title')}
        rows={others}
        rowKey={({ measure }) => measure}
        columns={[
          { key: 'measure', label: t('studies.column.outcome'), cell: ({ measure }) => t(`measure.${measure}.title`) },
          { key: 'verdict', label: t('studies.column.says'), cell: ({ verdict }) => <Light verdict={verdict} /> },
          { key: 'size', label: t('studies.plot.difference'), cell: inShort },
          {
            key: 'p',
            label: t('studies.others.chance'),
            cell: ({ adjustedP, overall }) =>
              overall === null || adjustedP === null
                ? '–'
                : t(adjustedP < 0.05 ? 'studies.others.told' : 'studies.others.notTold', { p: words.p(adjustedP) }),
          },
        ]}
      />
    </Section>
  )
}

const never = ['person', 'else', 'left', 'silent'] as const

export function NotMeasured({ study, answer }: { study: Study; answer: Answer }) {
  const t = useT('impact')
  const { left } = answer
  const counted = (['tooFewAnswers', 'tooFewPeople', 'alreadyTreated', 'incomplete', 'latePeriods', 'rowsWithoutOutcome'] as const).filter(
    (name) => left[name] > 0,
  )
  return (
    <Section hasMargin title={t('studies.not.title')} note={t('studies.not.note')}>
      <ul className="study-list">
        {never.map((name) => (
          <li key={name}>{t(`studies.not.${name}`)}</li>
        ))}
        {counted.map((name) => (
          <li key={name}>{t(`studies.not.${name}`, { count: left[name] })}</li>
        ))}
        {study.source === 'signals' && answer.lastDay && study.lastDay && answer.lastDay < study.lastDay && (
          <li>{t('studies.not.rest')}</li>
        )}
      </ul>
    </Section>
  )
}
