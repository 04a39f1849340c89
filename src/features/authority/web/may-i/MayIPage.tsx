// "May I?": tiles, or words. The address holds the question, so that back works and a reload loses nothing.
import { useMemo, useState } from 'react'
import { useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { newOwnId } from '#ui/client.ts'
import { type T, useT, useTexts } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { SearchField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { queueAndSend } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { Slot } from '#ui/slots.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { Book, NewGap } from '../../contract.ts'
import { useBook } from '../book.ts'
import { situationIcon } from '../icons.ts'
import { AnswerPage } from './AnswerPage.tsx'
import './may-i.css'
import { KeptNote } from './KeptNote.tsx'
import {
  type Hit,
  makeSearch,
  mayDoNow,
  questionDefaults,
  questionPath,
  type QuestionState,
  remediesOf,
  type SetQuestion,
} from './questions.ts'

export function MayIPage() {
  const t = useT('authority')
  // What the answer says of levels and principles comes with the page: an answer must not wait for texts.
  useTexts(['evidence', 'language'])
  const [state, set] = useSearchState(questionDefaults)
  const { operations } = useSession()
  const { book, isKept, query } = useBook()
  if (!book)
    return (
      <Page title={t('mayI.title')}>
        <Reading query={query} t={t} />
      </Page>
    )
  const situation = book.situations.find(({ id }) => id === state.s)
  const remedy = book.remedies.find(({ id }) => id === state.r)
  if (situation && remedy)
    return (
      <AnswerPage
        key={`${situation.id} ${remedy.id}`}
        book={book}
        isKept={isKept}
        refresh={query.refetch}
        state={state}
        set={set}
        situation={situation}
        remedy={remedy}
      />
    )
  return (
    <Page
      title={situation ? situation.name : t('mayI.title')}
      lead={situation ? t('mayI.whatToDo') : t('mayI.lead')}
      back={situation ? { to: questionPath(state, {}), label: t('mayI.title') } : caseOf(state, t)}
      actions={!situation && <Link to="/decisions">{t('mayI.mine')}</Link>}
      who={t('mayI.who')}
    >
      <Stack gap={5}>
        {isKept && query.problem?.isLost && <KeptNote at={book.at} />}
        {situation ? <Remedies book={book} situationId={situation.id} set={set} /> : <Search book={book} state={state} set={set} />}
        <Slot name="may-i" operations={operations} props={{ situationId: situation?.id ?? null }} />
      </Stack>
    </Page>
  )
}

/** Whoever came from a case goes back to it. */
const caseOf = (state: QuestionState, t: T) => (state.case ? { to: `/cases/${state.case}`, label: t('mayI.case') } : undefined)

function Search({ book, state, set }: { book: Book; state: QuestionState; set: SetQuestion }) {
  const t = useT('authority')
  const { person } = useSession()
  const [typed, setTyped] = useState(state.q)
  const [isAsked, setAsked] = useState(false)
  const search = useMemo(() => makeSearch(book), [book])
  const hits = typed.trim() === '' ? [] : search(typed)
  const open = ({ situationId, remedyId }: Hit) => set({ q: typed, s: situationId, r: remedyId ?? '', a: typed }, 'push')
  const ask = () => {
    if (hits[0]) open(hits[0])
    else if (typed.trim() !== '' && !isAsked) {
      setAsked(true)
      const body: NewGap = { reason: 'not-understood', words: typed.trim().slice(0, 200) }
      void queueAndSend(person.id, { id: newOwnId(), path: '/api/authority-gaps', body, title: typed.trim() })
    }
  }
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          ask()
        }}
      >
        <SearchField
          label={t('mayI.search')}
          placeholder={t('mayI.searchHint')}
          value={typed}
          onChange={(value) => {
            setTyped(value)
            setAsked(false)
            set({ q: value })
          }}
          answer={typed.trim() === '' ? undefined : t('mayI.found', { count: hits.length })}
        />
      </form>
      {hits.length > 0 && <Hits book={book} hits={hits} onOpen={open} />}
      {typed.trim() !== '' && hits.length === 0 && (
        <EmptyState
          level={2}
          title={t(isAsked ? 'mayI.gapNoted' : 'mayI.notUnderstood')}
          text={t(isAsked ? 'mayI.gapNotedText' : 'mayI.notUnderstoodText')}
          action={!isAsked && <Button onClick={ask}>{t('mayI.sendGap')}</Button>}
        />
      )}
      <Section title={t('mayI.tiles')}>
        {book.situations.length === 0 ? (
          <EmptyState title={t('mayI.none')} text={t('mayI.noneText')} />
        ) : (
          <div className="tiles">
            {book.situations.map(({ id, name, icon }) => (
              <button key={id} type="button" className="tile" onClick={() => set({ s: id, r: '', a: '', f: '' }, 'push')}>
                <Icon of={situationIcon(icon)} size="big" />
                <bdi>{name}</bdi>
              </button>
            ))}
          </div>
        )}
      </Section>
    </>
  )
}

function Hits({ book, hits, onOpen }: { book: Book; hits: Hit[]; onOpen: (hit: Hit) => void }) {
  const t = useT('authority')
  const name = (list: { id: string; name: string }[], id: string | null) => list.find((one) => one.id === id)?.name
  return (
    <ul className="tiles" aria-label={t('mayI.results')}>
      {hits.map((hit) => (
        <li key={`${hit.situationId} ${hit.remedyId}`}>
          <button type="button" className="tile button-wide" onClick={() => onOpen(hit)}>
            <bdi>{name(book.situations, hit.situationId)}</bdi>
            <span className="tile-note">
              <bdi>{name(book.remedies, hit.remedyId) ?? t('mayI.allRemedies')}</bdi>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The remedies of a situation: what I may do alone first. */
function Remedies({ book, situationId, set }: { book: Book; situationId: string; set: SetQuestion }) {
  const t = useT('authority')
  const mine = new Map(mayDoNow(book, situationId).map((one) => [one.remedyId, one]))
  const known = remediesOf(book, situationId)
  const others = book.remedies.filter(({ id }) => !known.includes(id))
  const tile = (id: string, note: string) => (
    <button key={id} type="button" className="tile" onClick={() => set({ r: id, f: '' }, 'push')}>
      <bdi>{book.remedies.find((one) => one.id === id)?.name}</bdi>
      <span className="tile-note">{note}</span>
    </button>
  )
  return (
    <>
      {known.length > 0 && (
        <div className="tiles">
          {known
            .toSorted((a, b) => Number(mine.has(b)) - Number(mine.has(a)))
            .map((id) => tile(id, t(`answer.word.${mine.get(id)?.verdict ?? 'not-alone'}`)))}
        </div>
      )}
      {others.length > 0 && (
        <Section title={t('mayI.others')} note={t('mayI.othersNote')}>
          <div className="tiles">{others.map(({ id }) => tile(id, t('mayI.noRuleYet')))}</div>
        </Section>
      )}
    </>
  )
}
