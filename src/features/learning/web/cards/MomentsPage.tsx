// The moment of need: words or a list, then one card. The address holds which, so that back works and a reload loses nothing.
import { IconBook, IconScale } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { useT, useTexts } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { SearchField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText } from '#ui/Moments.tsx'
import { now } from '#ui/now.ts'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useMay, useSession } from '#ui/session.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { BookCard } from '../../contract/cards.ts'
import { makeSearch, noteUse, sendUses, useCards } from './book.ts'
import { CardView } from './CardView.tsx'

export function MomentsPage() {
  const t = useT('learning')
  useTexts(['language'])
  const [{ card: cardId, q }, set] = useSearchState({ card: '', q: '' })
  const { person, sharedDevice } = useSession()
  const { book, isKept, query } = useCards()
  // Since when somebody looks for an answer; null while a card is open.
  const lookingSince = useRef<number | null>(null)
  const counted = useRef('')
  useEffect(() => void sendUses(person.id), [person.id])
  useEffect(() => {
    if (cardId === '') {
      lookingSince.current ??= now().getTime()
      counted.current = ''
    } else if (counted.current !== cardId) {
      counted.current = cardId
      const since = lookingSince.current
      lookingSince.current = null
      noteUse(person.id, sharedDevice, cardId, since === null ? null : Math.round((now().getTime() - since) / 1000))
    }
  }, [cardId, person.id, sharedDevice])
  if (!book)
    return (
      <Page title={t('cards.title')}>
        <Reading query={query} t={t} />
      </Page>
    )
  const card = book.cards.find(({ id }) => id === cardId)
  return (
    <Page
      title={card?.moment ?? t('cards.title')}
      lead={card ? undefined : t('cards.lead')}
      back={card || cardId ? { to: q ? `/moments?q=${encodeURIComponent(q)}` : '/moments', label: t('cards.title') } : undefined}
      who={t('cards.who')}
    >
      <Stack gap={5}>
        {isKept && query.problem?.isLost && (
          <Message kind="note" title={t('cards.kept')}>
            <p>
              {t('cards.asOf')} <DateText value={book.at} as="moment" />
            </p>
          </Message>
        )}
        {card ? (
          <Opened card={card} />
        ) : cardId ? (
          <EmptyState level={2} title={t('cards.gone')} text={t('cards.goneText')} />
        ) : (
          <Choose cards={book.cards} typed={q} onType={(text) => set({ q: text })} onOpen={(id) => set({ card: id }, 'push')} />
        )}
      </Stack>
    </Page>
  )
}

function Opened({ card }: { card: BookCard }) {
  const t = useT('learning')
  const mayAsk = useMay('may-i.ask')
  return (
    <Stack gap={5}>
      <CardView card={card} />
      <div className="moment-more">
        {card.situation && mayAsk && (
          <Link to={`/may-i?s=${card.situation.id}`} isAlone>
            <Icon of={IconScale} size="small" />
            <span>{t('cards.mayI', { situation: `\u2068${card.situation.name}\u2069` })}</span>
          </Link>
        )}
        {card.lesson && (
          <Link to={`/learn/lessons/${card.lesson.id}`} isAlone>
            <Icon of={IconBook} size="small" />
            <span>{t('cards.lesson', { title: `\u2068${card.lesson.title}\u2069` })}</span>
          </Link>
        )}
        {card.principle && (
          <Row>
            <PrincipleChip principle={card.principle} />
          </Row>
        )}
      </div>
    </Stack>
  )
}

function Choose({
  cards,
  typed: first,
  onType,
  onOpen,
}: {
  cards: readonly BookCard[]
  typed: string
  onType: (text: string) => void
  onOpen: (id: string) => void
}) {
  const t = useT('learning')
  const [typed, setTyped] = useState(first)
  const search = useMemo(() => makeSearch(cards), [cards])
  const isAsked = typed.trim() !== ''
  const found = isAsked ? search(typed) : []
  const mine = cards.filter(({ isMine }) => isMine)
  const others = cards.filter(({ isMine }) => !isMine)
  if (cards.length === 0) return <EmptyState level={2} title={t('cards.none')} text={t('cards.noneText')} />
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (found[0]) onOpen(found[0].id)
        }}
      >
        <SearchField
          label={t('cards.search')}
          placeholder={t('cards.searchHint')}
          value={typed}
          onChange={(value) => {
            setTyped(value)
            onType(value)
          }}
          answer={isAsked ? t('cards.found', { count: found.length }) : undefined}
        />
      </form>
      {found.length > 0 && <Moments cards={found} label={t('cards.results')} onOpen={onOpen} />}
      {isAsked && found.length === 0 && <EmptyState level={2} title={t('cards.notFound')} text={t('cards.notFoundText')} />}
      {!isAsked && (
        <>
          <Moments cards={mine} label={t('cards.mine')} onOpen={onOpen} />
          {others.length > 0 && (
            <Section title={t('cards.others')} note={t('cards.othersNote')}>
              <Moments cards={others} label={t('cards.others')} onOpen={onOpen} />
            </Section>
          )}
        </>
      )}
    </>
  )
}

function Moments({ cards, label, onOpen }: { cards: readonly BookCard[]; label: string; onOpen: (id: string) => void }) {
  return (
    <ul className="moments" aria-label={label}>
      {cards.map(({ id, moment, language, principle }) => (
        <li key={id}>
          <button type="button" className="moments-one" data-principle={principle?.colour} onClick={() => onOpen(id)}>
            <bdi lang={language}>{moment}</bdi>
          </button>
        </li>
      ))}
    </ul>
  )
}
