// The effect by start and by calendar: the same comparison, cut another way.
import { useT } from '#ui/i18n.ts'
import { Table } from '#ui/Table.tsx'
import type { Answer, Study } from '../../../contract/studies.ts'
import { More } from '../More.tsx'
import { digitsOf } from '../scale.ts'
import { useStudyWords } from '../writing.ts'

type Part = { key: string; label: string; estimate: number; lower: number; upper: number; units?: number | null }

function PartsTable({
  study,
  caption,
  first,
  parts,
  hasUnits,
}: {
  study: Study
  caption: string
  first: string
  parts: Part[]
  hasUnits?: boolean
}) {
  const t = useT('impact')
  const words = useStudyWords()
  const digits = Math.max(0, ...parts.map(digitsOf))
  return (
    <Table
      caption={caption}
      rows={parts}
      rowKey={({ key }) => key}
      columns={[
        { key: 'label', label: first, cell: ({ label }) => label },
        {
          key: 'estimate',
          label: t('studies.plot.difference'),
          isNumber: true,
          cell: ({ estimate }) => words.size(study.outcome, estimate, digits, true),
        },
        {
          key: 'range',
          label: t('rows.range'),
          cell: ({ lower, upper }) =>
            t('rows.between', { low: words.number(lower, digits, true), high: words.number(upper, digits, true) }),
        },
        ...(hasUnits
          ? [
              {
                key: 'units',
                label: t(`studies.parts.${study.source === 'file' ? 'units' : 'teams'}`),
                isNumber: true,
                cell: ({ units }: Part) => units ?? '–',
              },
            ]
          : []),
      ]}
    />
  )
}

export function Parts({ study, answer }: { study: Study; answer: Answer }) {
  const t = useT('impact')
  const words = useStudyWords()
  return (
    <>
      <More title={t('studies.parts.byStart')}>
        <p className="margin-note">{t('studies.parts.byStartNote')}</p>
        <PartsTable
          study={study}
          caption={t('studies.parts.byStart')}
          first={t('studies.parts.start')}
          hasUnits
          parts={answer.group.map((part) => ({ key: part.group, label: words.time(part.group), ...part }))}
        />
      </More>
      <More title={t('studies.parts.byCalendar')}>
        <p className="margin-note">{t('studies.parts.byCalendarNote')}</p>
        <PartsTable
          study={study}
          caption={t('studies.parts.byCalendar')}
          first={t('studies.parts.time')}
          parts={answer.calendar.map((part) => ({ key: part.time, label: words.time(part.time), ...part }))}
        />
      </More>
      <More title={t('studies.figures.title')}>
        <Figures study={study} answer={answer} />
      </More>
    </>
  )
}

/** For whoever wants the tests by name. */
function Figures({ answer, study }: { study: Study; answer: Answer }) {
  const t = useT('impact')
  const words = useStudyWords()
  const { overall, pretrend, fewClusters, lot } = answer
  const two = (value: number) => words.number(value, 2)
  const lines: [string, string | null][] = [
    [
      'overall',
      overall &&
        t('studies.figures.overallOf', {
          estimate: two(overall.estimate),
          se: overall.se === null ? '–' : two(overall.se),
          df: words.number(overall.df, 1),
        }),
    ],
    [
      'leads',
      pretrend.leadsF &&
        t('studies.figures.leadsOf', {
          numerator: words.number(pretrend.leadsF.numeratorDf, 0),
          denominator: words.number(pretrend.leadsF.denominatorDf, 1),
          f: two(pretrend.leadsF.f),
          p: words.p(pretrend.leadsF.p),
        }),
    ],
    ['slope', pretrend.slope && t('studies.figures.slopeOf', { slope: two(pretrend.slope.slope), p: words.p(pretrend.slope.p) })],
    [
      'few',
      fewClusters &&
        t('studies.figures.fewOf', {
          se: two(fewClusters.se),
          df: words.number(fewClusters.df, 1),
          p: words.p(fewClusters.p),
          wild: words.p(fewClusters.wildP),
        }),
    ],
    [
      'lot',
      lot &&
        t(lot.isExact ? 'studies.figures.lotExact' : 'studies.figures.lotDrawn', {
          p: words.p(lot.p),
          schedules: words.number(lot.schedules, 0),
        }),
    ],
  ]
  return (
    <>
      <dl className="facts">
        {lines.map(
          ([name, text]) =>
            text && (
              <div key={name}>
                <dt>{t(`studies.figures.${name}`)}</dt>
                <dd className="figures">{text}</dd>
              </div>
            ),
        )}
      </dl>
      <p className="margin-note">{t(`studies.figures.method.${study.source}`)}</p>
    </>
  )
}
