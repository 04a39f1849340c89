import { IconFileText, IconStairsUp } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useLevelName, useMissingWords } from '#features/evidence/web/parts.tsx'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { newOwnId } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { TextField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { queueAndSend } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { Quote } from '#ui/Words.tsx'
import type { Book, BookRule, NewGap } from '../../contract.ts'
import { amountFrom, useAmount } from '../amounts.ts'
import { AnswerView } from '../parts.tsx'
import { Act } from './Act.tsx'
import { KeptNote } from './KeptNote.tsx'
import {
  answerOf,
  factsFrom,
  factsText,
  type FoundAnswer,
  mayDoNow,
  questionPath,
  type QuestionState,
  type SetQuestion,
} from './questions.ts'

type Named = Book['situations'][number] | Book['remedies'][number]

export function AnswerPage({
  book,
  isKept,
  refresh,
  state,
  set,
  situation,
  remedy,
}: {
  book: Book
  isKept: boolean
  refresh: () => unknown
  state: QuestionState
  set: SetQuestion
  situation: Named
  remedy: Named
}) {
  const t = useT('authority')
  const { person } = useSession()
  const amountText = useAmount()
  // The answer stands at once; a level reached a moment ago shows when the fresh rules are here.
  useEffect(() => void refresh(), [refresh])
  const facts = factsFrom(state.f)
  const asked = { situationId: situation.id, remedyId: remedy.id, facts }
  const first = answerOf(book, { ...asked, amount: null, currency: null })
  const rule = book.rules.find(({ id, version }) => id === first.answer.rule?.id && version === first.answer.rule?.version)
  const read = rule ? amountFrom(state.a, rule) : null
  const found = answerOf(book, { ...asked, amount: read?.amount ?? null, currency: read?.currency ?? null })
  const amount = read?.amount ?? null
  const hasNoRule = found.answer.reason === 'no-rule'
  const told = useRef(false)
  useEffect(() => {
    if (!hasNoRule || isKept || told.current) return
    told.current = true
    const body: NewGap = {
      reason: 'no-rule',
      words: `${situation.name}: ${remedy.name}`.slice(0, 200),
      situationId: situation.id,
      remedyId: remedy.id,
    }
    void queueAndSend(person.id, { id: newOwnId(), path: '/api/authority-gaps', body, title: body.words })
  }, [hasNoRule, isKept, person.id, situation, remedy])
  const understood = [
    situation.name,
    remedy.name,
    ...(rule && amount !== null ? [amountText(amount, { ...rule, currency: read?.currency ?? rule.currency })] : []),
  ]
  return (
    <Page
      title={t('mayI.title')}
      lead={
        <>
          {state.q && (
            <span>
              “<bdi>{state.q}</bdi>” ·{' '}
            </span>
          )}
          {t('mayI.understood', { what: understood.join(', ') })} <Link to={questionPath(state, { q: state.q })}>{t('mayI.change')}</Link>
        </>
      }
      back={{ to: questionPath(state, { s: situation.id }), label: situation.name }}
      who={t('mayI.whoNote')}
    >
      {isKept && <KeptNote at={book.at} />}
      <div className="bleed may-answer" aria-live="polite">
        <AnswerView found={found} rule={rule} book={book} amount={amount} />
      </div>
      <Questions found={found} first={first} rule={rule} state={state} set={set} />
      {found.answer.verdict === 'not-alone' ? (
        <NotAlone book={book} found={found} rule={rule} set={set} />
      ) : (
        rule && rule.next.length > 0 && <Next rule={rule} />
      )}
      {rule && <Why book={book} rule={rule} found={found} />}
      <Act book={book} found={found} rule={rule} amount={amount} currency={read?.currency ?? null} facts={facts} of={state} />
    </Page>
  )
}

/** What must still be said: the amount, and the conditions one by one. */
function Questions({
  found,
  first,
  rule,
  state,
  set,
}: {
  found: FoundAnswer
  first: FoundAnswer
  rule: BookRule | undefined
  state: QuestionState
  set: SetQuestion
}) {
  const t = useT('authority')
  if (!rule || (rule.measure === 'none' && rule.conditions.length === 0)) return null
  const facts = factsFrom(state.f)
  const say = (key: string, value: boolean | number | undefined) => set({ f: factsText({ ...facts, [key]: value }) })
  const isClosed = first.answer.reason === 'level'
  if (isClosed) return null
  return (
    <Stack isNarrow>
      {rule.measure !== 'none' && (
        <TextField
          label={t(`mayI.howMuch.${rule.measure}`, { currency: rule.currency ?? '' })}
          isRequired={false}
          isShort
          value={/[A-Za-z\p{L}]{3,}/u.test(state.a) && state.a === state.q ? shownNumber(state.a, rule) : state.a}
          onChange={(a) => set({ a })}
          direction="ltr"
          kind="code"
        />
      )}
      {rule.conditions.map((condition) => (
        <div key={condition.key} className="fact-row">
          <span>
            <bdi>{condition.text}</bdi>
          </span>
          {condition.kind === 'confirm' ? (
            <Row>
              <Button isSmall kind={facts[condition.key] === true ? 'soft' : 'line'} onClick={() => say(condition.key, true)}>
                {t('mayI.yes')}
              </Button>
              <Button isSmall kind={facts[condition.key] === false ? 'soft' : 'line'} onClick={() => say(condition.key, false)}>
                {t('mayI.no')}
              </Button>
            </Row>
          ) : (
            <TextField
              kind="number"
              isShort
              isLabelSpoken
              label={condition.text}
              isRequired={false}
              value={typeof facts[condition.key] === 'number' ? String(facts[condition.key]) : ''}
              onChange={(value) =>
                say(condition.key, value.trim() === '' || Number.isNaN(Number(value)) ? undefined : Math.max(0, Math.round(Number(value))))
              }
            />
          )}
        </div>
      ))}
      {found.answer.openKeys.length > 0 && <p className="small second">{t('mayI.openHint')}</p>}
    </Stack>
  )
}
/** The words that were searched hold the amount too; the field shows only the figure. */
const shownNumber = (text: string, rule: BookRule): string => {
  const read = amountFrom(text, { ...rule, measure: rule.measure === 'money' ? 'count' : rule.measure })
  return read ? (/\d+(?:[.,]\d+)?/.exec(text)?.[0] ?? String(read.amount)) : ''
}

function Next({ rule }: { rule: BookRule }) {
  const t = useT('authority')
  return (
    <Section title={t('mayI.bestNext')}>
      <ol className="may-steps">
        {rule.next.map((step) => (
          <li key={step}>
            <bdi>{step}</bdi>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function NotAlone({ book, found, rule, set }: { book: Book; found: FoundAnswer; rule: BookRule | undefined; set: SetQuestion }) {
  const t = useT('authority')
  const amountText = useAmount()
  const now = mayDoNow(book, found.situationId)
  const limitOf = (remedyId: string, limit: number | null): string => {
    const of = book.rules.find((one) => one.situationId === found.situationId && one.remedyId === remedyId && !one.isEnd)
    return limit === null || !of ? t('mayI.yours') : t('mayI.yoursUpTo', { limit: amountText(limit, of) })
  }
  return (
    <Section title={t('mayI.doNow')}>
      <ol className="may-steps">
        <li>
          <div>
            <strong>{t('mayI.sayThis')}</strong>
            <Quote>{rule?.say ?? t('mayI.saySomething')}</Quote>
          </div>
        </li>
        {now.map(({ remedyId, limit }) => (
          <li key={remedyId}>
            <div>
              <strong>
                <bdi>{book.remedies.find(({ id }) => id === remedyId)?.name}</bdi>
              </strong>
              <p className="small second">
                {limitOf(remedyId, limit)}{' '}
                <Button kind="plain" isSmall onClick={() => set({ r: remedyId, a: '', f: '' }, 'push')}>
                  {t('mayI.look')}
                </Button>
              </p>
            </div>
          </li>
        ))}
        {book.colleague?.name && (
          <li>
            <div>
              <strong>{t('mayI.askWho', { name: book.colleague.name })}</strong>
              <p className="small second">{t('mayI.askWhoText')}</p>
            </div>
          </li>
        )}
        <li>
          <div>
            <strong>{t('mayI.noAnswer')}</strong>
            <p className="small second">{t('mayI.noAnswerText')}</p>
          </div>
        </li>
      </ol>
    </Section>
  )
}

function Why({ book, rule, found }: { book: Book; rule: BookRule; found: FoundAnswer }) {
  const t = useT('authority')
  const { day, list } = useFormats()
  const amountText = useAmount()
  const levelName = useLevelName()
  const missingWords = useMissingWords()
  const principle = book.principles.find(({ id }) => id === rule.principleId)
  const higher = rule.steps
    .filter(({ level, most }) => level > book.person.level && most > (found.answer.limit ?? 0))
    .toSorted((a, b) => a.level - b.level)[0]
  const wanted = found.answer.neededLevel ?? higher?.level ?? null
  return (
    <Section title={t(found.answer.verdict === 'not-alone' ? 'mayI.whyNotAlone' : 'mayI.why')}>
      <Stack>
        <p>
          <bdi>{rule.why}</bdi>
        </p>
        {principle && (
          <Row>
            <PrincipleChip principle={principle} />
          </Row>
        )}
        <p className="may-line small second">
          <Icon of={IconFileText} size="small" />
          <span>
            <Link to={`/rules/${rule.id}`}>{t('mayI.rule', { number: rule.number, title: rule.title })}</Link>
            <br />
            {t('mayI.version', { version: rule.version, from: day(rule.effectiveFrom) })}
          </span>
        </p>
        {wanted !== null && book.next && (
          <p className="may-line small second">
            <Icon of={IconStairsUp} size="small" />
            <span>
              {higher
                ? t('mayI.stepsTo', { limit: amountText(higher.most, rule), level: levelName(higher.level) })
                : t('mayI.levelNeeded', { level: levelName(wanted) })}{' '}
              {book.next.missing.length > 0 && t('mayI.missing', { missing: list(missingWords(book.next.missing)) })}{' '}
              <Link to="/my-levels">{t('mayI.seeThem')}</Link>
            </span>
          </p>
        )}
        <p className="small second">
          <Link to={`/obstacles/raise?in=look-up&rule=${rule.id}&back=${encodeURIComponent(`${location.pathname}${location.search}`)}`}>
            {t('mayI.inTheWay')}
          </Link>
        </p>
      </Stack>
    </Section>
  )
}
