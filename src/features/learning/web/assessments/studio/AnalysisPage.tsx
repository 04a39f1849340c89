// What answers say about each item, what needs a look first. Groups only.
import { useParam } from '#ui/address.ts'
import { useT } from '#ui/i18n.ts'
import type { T } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { Analysis } from '../../../contract/assessments.ts'
import './analysis.css'

type Item = Analysis['items'][number]
const meaning = { few: 'note', same: 'note', negative: 'stop', weak: 'wait', works: 'good' } as const

export function AnalysisPage() {
  const t = useT('learning')
  const id = useParam('assessmentId')
  const query = useGet<Analysis>(`/api/assessments/${id}/analysis`)
  return (
    <Page
      title={t('analysis.title')}
      lead={t('analysis.lead')}
      back={{ to: `/assessments/${id}`, label: t('assessments.one') }}
      who={t('analysis.who', { number: query.data?.fewestToShow ?? 5 })}
    >
      <Reading query={query} t={t}>
        {(analysis) =>
          analysis.people === 0 ? (
            <EmptyState level={2} title={t('analysis.none')} text={t('analysis.noneText')} />
          ) : (
            <Stack gap={6}>
              <Whole analysis={analysis} />
              {analysis.byConfidence.length > 0 && <HowSure analysis={analysis} />}
              <Section title={t('analysis.items')} note={t('analysis.itemsNote', { number: analysis.fewestToJudge })}>
                <ul className="analysis">
                  {analysis.items.map((item) => (
                    <OneItem key={item.id} item={item} fewest={analysis.fewestToJudge} />
                  ))}
                </ul>
              </Section>
            </Stack>
          )
        }
      </Reading>
    </Page>
  )
}

function Whole({ analysis }: { analysis: Analysis }) {
  const t = useT('learning')
  const { number } = useFormats()
  const { people, passed, meanShare, change, changePeople } = analysis
  const points = (share: number) => number(Math.round(share * 100))
  return (
    <Section title={t('analysis.whole')}>
      <p>
        {passed === null
          ? t('analysis.tooFew', { people })
          : t('analysis.passed', { people, passed, percent: Math.round((meanShare ?? 0) * 100) })}
      </p>
      <p>
        {change
          ? t('analysis.change', {
              people: change.people,
              points: points(change.estimate),
              low: points(change.low),
              high: points(change.high),
            })
          : changePeople > 0
            ? t('analysis.changeFew', { people: changePeople })
            : ''}
      </p>
      <p>{reliabilityOf(analysis, t)}</p>
    </Section>
  )
}

function reliabilityOf({ reliability, fewestToJudge }: Analysis, t: T): string {
  const { verdict, people, items, range } = reliability
  if (range === null) return t(`analysis.reliability.${verdict}`, { people, fewest: fewestToJudge })
  const cut = (one: number) => Math.round(one * 100) / 100
  return t('analysis.reliability.told', { value: cut(range.estimate), low: cut(range.low), high: cut(range.high), people, items })
}

const honesty = { few: 'note', over: 'stop', fits: 'good', under: 'wait' } as const
function HowSure({ analysis }: { analysis: Analysis }) {
  const t = useT('learning')
  const percent = (share: number) => Math.round(share * 100)
  return (
    <Section title={t('analysis.howSure')} note={t('analysis.howSureNote', { sure: 80, rather: 67 })}>
      <ul className="analysis">
        {analysis.byConfidence.map(({ confidence, n, right, verdict }) => (
          <li key={confidence}>
            <h3>{t(`sittings.confidence.${confidence}`)}</h3>
            <p>
              <Tag meaning={honesty[verdict]}>{t(`analysis.honesty.${verdict}`)}</Tag>{' '}
              {right
                ? t('analysis.rightOf', { number: n, percent: percent(right.estimate), low: percent(right.low), high: percent(right.high) })
                : t('analysis.answers', { number: n })}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function OneItem({ item, fewest }: { item: Item; fewest: number }) {
  const t = useT('learning')
  return (
    <li>
      <h3>
        <Link to={`/items/${item.id}`}>
          <bdi>{item.prompt}</bdi>
        </Link>
      </h3>
      <p>
        <Tag meaning={meaning[item.verdict]}>{t(`analysis.verdict.${item.verdict}`)}</Tag>{' '}
        {t(`analysis.verdictText.${item.verdict}`, { number: item.n, fewest })}
      </p>
      <p className="small second">{factsOf(item, t)}</p>
      {item.options.length > 0 && (
        <ul className="analysis-options">
          {item.options.map((option) => (
            <li key={option.text}>
              <span>
                <bdi>{option.text}</bdi> {option.isRight && <Tag meaning="good">{t('analysis.right')}</Tag>}{' '}
                {option.verdict !== 'fine' && <Tag meaning="wait">{t(`analysis.option.${option.verdict}`)}</Tag>}
              </span>
              <span>{t('analysis.chosen', { number: option.chosen, percent: Math.round(option.share * 100) })}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
const factsOf = ({ n, difficulty, discrimination, sureAndWrong }: Item, t: T): string =>
  [
    t('analysis.answers', { number: n }),
    difficulty === null ? '' : t('analysis.difficulty', { percent: Math.round(difficulty * 100) }),
    discrimination === null
      ? ''
      : t('analysis.discrimination', {
          value: discrimination.estimate.toFixed(2),
          low: discrimination.low.toFixed(2),
          high: discrimination.high.toFixed(2),
        }),
    sureAndWrong ? t('analysis.sureAndWrong', { number: sureAndWrong }) : '',
  ]
    .filter((words) => words !== '')
    .join(' ')
