// What one part of an agenda says: the same words on a screen, on a page and on paper; the sheet of each sets them.
import { useState } from 'react'
import { PrincipleChipOf, usePrinciples } from '#features/language/web/parts.tsx'
import { TextButton } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Link } from '#ui/Link.tsx'
import { DateText, useFormats } from '#ui/Moments.tsx'
import type { Huddle } from '../contract.ts'

export type PartKind = Huddle['parts'][number]['kind']

export function usePrincipleOf(huddle: Huddle | undefined) {
  const { all } = usePrinciples()
  return all.find(({ id }) => id === huddle?.principleId)
}

/** One line below a part's name: what waits there. */
export function useHint(huddle: Huddle): (kind: PartKind) => string {
  const t = useT('huddles')
  const { list } = useFormats()
  const principle = usePrincipleOf(huddle)
  // Somebody thanked twice is named once.
  const thanked = [...new Set(huddle.items.filter(({ kind }) => kind === 'thanks').flatMap(({ names }) => names))]
  return (kind) => {
    switch (kind) {
      case 'principle':
        return principle?.name ?? ''
      case 'words':
        return huddle.quotes.length === 0 ? t('hint.noWords') : t('hint.words', { count: huddle.quotes.length })
      case 'question':
        return huddle.question.name ?? t('hint.question')
      case 'answers':
        return huddle.answers.length > 0
          ? t('hint.answers', { count: huddle.answers.length })
          : t('hint.waiting', { count: huddle.waiting.length })
      case 'thanks':
        return thanked.length > 0 ? list(thanked) : t('hint.thanks')
      case 'story':
        return t('hint.story')
      case 'raise':
        return t('hint.raise')
    }
  }
}

/** `isPaper`: nothing to tap. */
export function Part({ kind, huddle, isPaper }: { kind: PartKind; huddle: Huddle; isPaper?: boolean }) {
  switch (kind) {
    case 'principle':
      return <PrinciplePart huddle={huddle} />
    case 'words':
      return <WordsPart huddle={huddle} />
    case 'question':
      return <QuestionPart huddle={huddle} isPaper={isPaper} />
    case 'answers':
      return <AnswersPart huddle={huddle} isPaper={isPaper} />
    case 'story':
    case 'thanks':
      return <ItemsPart huddle={huddle} kind={kind} />
    case 'raise':
      return <RaisePart huddle={huddle} isPaper={isPaper} />
  }
}

const Ask = ({ children }: { children: string }) => <p className="huddle-ask">{children}</p>

function PrinciplePart({ huddle }: { huddle: Huddle }) {
  const t = useT('huddles')
  const principle = usePrincipleOf(huddle)
  if (!principle) return null
  return (
    <>
      <p className="huddle-loud" dir="auto">
        {principle.name}
      </p>
      <p className="huddle-lead" dir="auto">
        {principle.meaning}
      </p>
      <Ask>{t('ask.principle')}</Ask>
    </>
  )
}

function WordsPart({ huddle: { quotes } }: { huddle: Huddle }) {
  const t = useT('huddles')
  if (quotes.length === 0)
    return (
      <>
        <p className="huddle-lead">{t('words.none')}</p>
        <Ask>{t('ask.noWords')}</Ask>
      </>
    )
  const isPraise = quotes.every(({ kind }) => kind === 'praise')
  return (
    <>
      {quotes.map((quote) => (
        <figure key={quote.id} className={quotes.length > 1 ? 'huddle-said huddle-said-two' : 'huddle-said'}>
          <blockquote className="quote" lang={quote.language} dir="auto">
            {quote.words}
          </blockquote>
          <figcaption>
            <strong>
              {t('words.by')} <DateText value={quote.at.slice(0, 10)} as="day-short" />
            </strong>{' '}
            {quote.stepName && t(`words.${quote.about}`, { step: `\u2068${quote.stepName}\u2069` })}{' '}
            {quote.alike && quote.alike.n > 1 && t('words.alike', { count: quote.alike.of, n: quote.alike.n })}
          </figcaption>
        </figure>
      ))}
      <Ask>{t(isPraise ? 'ask.praise' : 'ask.words')}</Ask>
    </>
  )
}

function QuestionPart({ huddle: { question }, isPaper }: { huddle: Huddle; isPaper?: boolean | undefined }) {
  const t = useT('huddles')
  const [isShown, setIsShown] = useState(false)
  if (question.source === 'behaviour')
    return (
      <>
        <p className="huddle-loud" dir="auto">
          {question.name}
        </p>
        <p className="huddle-lead">{t('question.which')}</p>
        <ol className="huddle-options">
          {question.options.map(({ words, isGreat }, i) => (
            <li key={words} className={isShown && isGreat ? 'huddle-great' : undefined}>
              <b>{t(`question.letter${i}`)}</b>
              <span>
                <span dir="auto">{words}</span>
                {isShown && isGreat && <small>{t('question.great')}</small>}
              </span>
            </li>
          ))}
        </ol>
        {!isPaper && !isShown && <TextButton onClick={() => setIsShown(true)}>{t('question.show')}</TextButton>}
      </>
    )
  if (question.source === 'example')
    return (
      <>
        <p className="huddle-loud">{t('question.example')}</p>
        <dl className="huddle-looks">
          <div>
            <dt>{t('question.looksLike')}</dt>
            <dd dir="auto">{question.looksLike}</dd>
          </div>
          <div>
            <dt>{t('question.doesNot')}</dt>
            <dd dir="auto">{question.doesNot}</dd>
          </div>
        </dl>
      </>
    )
  return (
    <>
      <p className="huddle-loud">{t('question.plain')}</p>
      <p className="huddle-lead">{t('question.plainNote')}</p>
    </>
  )
}

function AnswersPart({ huddle: { answers, waiting }, isPaper }: { huddle: Huddle; isPaper?: boolean | undefined }) {
  const t = useT('huddles')
  const title = (one: { title: string; link: string }) =>
    isPaper ? (
      <span dir="auto">{one.title}</span>
    ) : (
      <Link to={one.link}>
        <span dir="auto">{one.title}</span>
      </Link>
    )
  return (
    <ul className="huddle-answers">
      {answers.map((one) => (
        <li key={one.id}>
          <div>
            <p className="huddle-raised">{title(one)}</p>
            <small>
              {one.raisedInWeek ? (
                <>
                  {t('answers.raisedIn')} <DateText value={one.raisedInWeek} as="day-short" />
                </>
              ) : (
                t('answers.ofUs', { count: one.supporters })
              )}
            </small>
          </div>
          <div>
            <p className="huddle-verdict">{t(`answers.${one.answer}`)}</p>
            <p dir="auto">{one.because}</p>
            <small>
              <bdi>{one.leaderName ?? t('gone')}</bdi>, <DateText value={one.answeredOn} as="day-short" />
            </small>
          </div>
        </li>
      ))}
      {waiting.map((one) => (
        <li key={one.id}>
          <div>
            <p className="huddle-raised">{title(one)}</p>
          </div>
          <div>
            <p className="huddle-wait">{t('answers.waits')}</p>
            <small>
              {t(one.clock.daysLate > 0 ? 'answers.late' : 'answers.day', {
                count: one.clock.daysLate > 0 ? one.clock.daysLate : one.clock.of,
                day: one.clock.day,
                name: `\u2068${one.leaderName ?? t('gone')}\u2069`,
              })}
            </small>
          </div>
        </li>
      ))}
    </ul>
  )
}

function ItemsPart({ huddle, kind }: { huddle: Huddle; kind: 'thanks' | 'story' }) {
  const t = useT('huddles')
  const { list } = useFormats()
  const items = huddle.items.filter((item) => item.kind === kind)
  if (items.length === 0)
    return (
      <>
        <p className="huddle-loud">{t('thanks.none')}</p>
        <p className="huddle-lead">{t('thanks.noneNote')}</p>
      </>
    )
  return (
    <ul className="huddle-thanks">
      {items.map((item) => (
        <li key={item.id}>
          <strong>
            <bdi>{list(item.names)}</bdi>
          </strong>
          <div>
            <p dir="auto">{item.words}</p>
            {item.effect && <p dir="auto">{item.effect}</p>}
            {item.by && <small>{t('thanks.says', { name: `\u2068${item.by}\u2069` })}</small>}
            <div className="huddle-principle">
              <PrincipleChipOf id={item.principleId} />
            </div>
          </div>
        </li>
      ))}
    </ul>
  )
}

function RaisePart({ huddle, isPaper }: { huddle: Huddle; isPaper?: boolean | undefined }) {
  const t = useT('huddles')
  return (
    <>
      <p className="huddle-loud">{t('raise.question')}</p>
      <p className="huddle-lead">{t('raise.returns')}</p>
      {huddle.raisedHere.length > 0 && (
        <ul className="huddle-here">
          {huddle.raisedHere.map(({ id, title, link }) => (
            <li key={id}>{isPaper ? <span dir="auto">{title}</span> : <Link to={link}>{title}</Link>}</li>
          ))}
        </ul>
      )}
      {isPaper && huddle.raisedHere.length === 0 && <div className="huddle-lines" aria-hidden="true" />}
    </>
  )
}
