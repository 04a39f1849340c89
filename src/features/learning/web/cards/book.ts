// The cards that this phone finds and reads by itself: fresh from the server, or those last known while there is no network.
import { useEffect, useMemo } from 'react'
import { makeFinder } from '#engines/text/find.ts'
import { api, newKey } from '#ui/client.ts'
import { useLanguage } from '#ui/i18n.ts'
import { now } from '#ui/now.ts'
import { ProblemError } from '#ui/problem.ts'
import { useGet } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { own } from '#ui/storage.ts'
import type { BookCard, CardBook } from '../../contract/cards.ts'

export const bookPath = '/api/card-book'
const bookName = 'cards'

export function useCards() {
  const { code } = useLanguage()
  const { person, sharedDevice } = useSession()
  const query = useGet<CardBook>(bookPath, { language: code })
  const kept = useMemo(() => {
    try {
      return JSON.parse(own.kept(person.id, bookName) ?? 'null') as CardBook | null
    } catch {
      return null
    }
  }, [person.id])
  const fresh = query.data
  useEffect(() => {
    if (fresh && !sharedDevice) own.keep(person.id, bookName, JSON.stringify(fresh))
  }, [fresh, person.id, sharedDevice])
  return { book: fresh ?? kept ?? undefined, isKept: !fresh || Boolean(query.problem?.isLost), query }
}

const mostFound = 8
/** By the moment's name first; then by what is to be done and said. */
export function makeSearch(cards: readonly BookCard[]): (text: string) => BookCard[] {
  const byName = makeFinder(cards.map(({ id, moment, phrases }) => ({ id, phrases: [moment, ...phrases] })))
  const byAll = makeFinder(
    cards.map(({ id, moment, phrases, do: todo, say, avoid }) => ({ id, phrases: [moment, ...phrases, ...todo, ...say, avoid] })),
  )
  return (text) => {
    const ids = [...byName.find(text, mostFound), ...byAll.find(text, mostFound, 0.5)].map(({ id }) => id)
    return [...new Set(ids)].slice(0, mostFound).flatMap((id) => cards.find((card) => card.id === id) ?? [])
  }
}

// How often a card is opened is counted without saying by whom. What could not be sent waits on this phone, each with its key, so that sending twice counts once.
type Use = { key: string; cardId: string; day: string; seconds: number | null }
const usesName = 'card-uses'
const mostWaiting = 100

function usesOf(personId: string): Use[] {
  try {
    return JSON.parse(own.kept(personId, usesName) ?? '[]') as Use[]
  } catch {
    return []
  }
}
const keepUses = (personId: string, uses: readonly Use[]) =>
  uses.length === 0 ? own.drop(personId, usesName) : own.keep(personId, usesName, JSON.stringify(uses.slice(-mostWaiting)))

/** `seconds`: from opening the page to the answer; null where a link led to the card. */
export function noteUse(personId: string, isShared: boolean, cardId: string, seconds: number | null): void {
  const use: Use = { key: newKey(), cardId, day: now().toISOString().slice(0, 10), seconds }
  if (isShared) void send(use).catch(() => undefined)
  else {
    keepUses(personId, [...usesOf(personId), use])
    void sendUses(personId)
  }
}
const send = ({ key, ...use }: Use) => api.post('/api/card-uses', { uses: [use] }, { key })

let isSending = false
export async function sendUses(personId: string): Promise<void> {
  if (isSending) return
  isSending = true
  try {
    for (const use of usesOf(personId)) {
      // What the server refuses is not worth keeping: it is a count.
      await send(use).catch((error: unknown) => {
        if (!(error instanceof ProblemError) || error.isLost || error.status >= 500 || error.status === 401) throw error
      })
      keepUses(
        personId,
        usesOf(personId).filter(({ key }) => key !== use.key),
      )
    }
  } catch {
    // No network: they go with the next one.
  } finally {
    isSending = false
  }
}
