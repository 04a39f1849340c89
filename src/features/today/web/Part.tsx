// The principle of the week, and the steps that my work shapes, in a sentence each with the customers' answers.
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useT } from '#ui/i18n.ts'
import { Section } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { NumberText } from '#ui/Moments.tsx'
import { useMay } from '#ui/session.tsx'
import type { Today } from '../contract.ts'

export function Week({ today: { principle } }: { today: Today }) {
  const t = useT('today')
  const mayThank = useMay('thanks.give')
  if (!principle) return null
  return (
    <Section title={t('week.title')}>
      <div className="today-week">
        <PrincipleChip principle={principle} />
        <p className="today-meaning" dir="auto">
          {principle.meaning}
        </p>
        {principle.looksLike && (
          <p className="today-like">
            {t('week.looksLike')} <bdi>{principle.looksLike}</bdi>
          </p>
        )}
        {mayThank && (
          <Link to={`/thanks/give?principle=${principle.id}`} isAlone>
            {t('week.thank')}
          </Link>
        )}
      </div>
    </Section>
  )
}

const mostShown = 3
export function MyPart({ today: { part } }: { today: Today }) {
  const t = useT('today')
  return (
    <Section title={t('part.title')}>
      {part.length === 0 ? (
        <p className="today-none">{t('part.none')}</p>
      ) : (
        <ul className="today-parts">
          {part.slice(0, mostShown).map((one) => (
            <li key={one.shaperId}>
              <h3>
                <Link to={`/journeys/${one.journeyId}?step=${one.stepId}`}>
                  <bdi>{one.stepName}</bdi>
                </Link>
              </h3>
              <p className="today-sentence" dir="auto">
                {one.sentence}
              </p>
              <Score score={one.score} />
            </li>
          ))}
        </ul>
      )}
      {part.length > 0 && (
        <Link to="/my-part" isAlone>
          {t(part.length > mostShown ? 'part.all' : 'part.word', { count: part.length })}
        </Link>
      )}
    </Section>
  )
}

function Score({ score }: { score: Today['part'][number]['score'] }) {
  const t = useT('today')
  if (score.n === 0) return <p className="today-score">{t('score.none')}</p>
  if (!score.range) return <p className="today-score">{t('score.few', { count: score.n })}</p>
  const percent = (share: number) => Math.round(share * 100)
  return (
    <p className="today-score">
      <strong>
        <NumberText value={score.share ?? 0} of="percent" />
      </strong>{' '}
      {t('score.content', { count: score.n, low: percent(score.range.low), high: percent(score.range.high) })}
    </p>
  )
}
