// What was said: a customer about my work, colleagues to me.
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useT } from '#ui/i18n.ts'
import { Row } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { DateText, useFormats } from '#ui/Moments.tsx'
import { useMay } from '#ui/session.tsx'
import { EmptyState, Quote, Thanks } from '#ui/Words.tsx'
import type { Today } from '../contract.ts'

export function Said({ today: { quote, part } }: { today: Today }) {
  const t = useT('today')
  const mayThank = useMay('thanks.give')
  if (!quote)
    return (
      <EmptyState
        level={2}
        title={t('said.none')}
        text={t('said.noneText')}
        action={
          <Link to={part.length > 0 ? '/my-part' : '/journeys'} isAlone>
            {t(part.length > 0 ? 'said.nonePart' : 'said.noneJourneys')}
          </Link>
        }
      />
    )
  // A step is often called like the team that does it; once is enough.
  const places = [...new Set([quote.stepName, quote.unitName].filter((name) => name !== null))]
  return (
    <section className="said today-said" aria-labelledby="today-said">
      <h2 className="eyebrow" id="today-said">
        {t('said.title')}
      </h2>
      <Quote
        isLarge
        lang={quote.language}
        by={
          <>
            {places.map((place) => (
              <span key={place}>
                <bdi>{place}</bdi>
                {t('comma')}
              </span>
            ))}
            <DateText value={quote.on} as="weekday" />
            {t('stop')} {t(`said.mine.${quote.mine}`)}
          </>
        }
        end={
          <>
            {mayThank && quote.kind === 'praise' ? (
              <Link to={`/thanks/give?quote=${quote.id}`} isAlone>
                {t('said.thank')}
              </Link>
            ) : (
              <span />
            )}
            <Link to="/customers-words" isAlone>
              {t('said.all')}
            </Link>
          </>
        }
      >
        {quote.words}
      </Quote>
    </section>
  )
}

/** What came since the visit before; without any the place is left out. */
export function Thanked({ today: { thanks } }: { today: Today }) {
  const t = useT('today')
  const { day } = useFormats()
  if (thanks.length === 0) return null
  return (
    <section className="today-thanked" aria-labelledby="today-thanked">
      <h2 className="spoken" id="today-thanked">
        {t('thanked.title')}
      </h2>
      {thanks.map((one) => (
        <div key={one.id}>
          <Thanks
            to={t('thanked.for')}
            from={one.fromName ? t('thanked.from', { name: `\u2068${one.fromName}\u2069`, day: day(one.on) }) : day(one.on)}
          >
            <span dir="auto">{[one.words, one.effect].filter(Boolean).join(' ')}</span>
          </Thanks>
          <Row at="between">
            {one.principle ? <PrincipleChip principle={one.principle} /> : <span />}
            <Link to={`/thanks/${one.id}`} isAlone>
              {t(one.isPrivate ? 'thanked.openPrivate' : 'thanked.open')}
            </Link>
          </Row>
        </div>
      ))}
    </section>
  )
}
