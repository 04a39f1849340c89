import { useQueryClient } from '@tanstack/react-query'
// A sitting on this phone: its questions and what was answered, so that a reload or a tunnel loses nothing. What goes out waits in the queue (ui/queue.ts).
import { useEffect, useState } from 'react'
import type { ItemAnswer } from '#engines/item/grade.ts'
import { newOwnId } from '#ui/client.ts'
import { now } from '#ui/now.ts'
import { staleNow, useGet } from '#ui/queries.ts'
import { dropWaiting, queueAndSend, useWaiting, waitingOf } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { own } from '#ui/storage.ts'
import type { NewAnswer, OpenSitting, Sitting, SubmittedSitting } from '../../contract/assessments.ts'

export const answersPath = '/api/sitting-answers'
export const submissionsPath = '/api/sitting-submissions'
export type Confidence = 'sure' | 'rather' | 'guess'
export interface Said extends ItemAnswer {
  confidence: Confidence | null
  isFlagged: boolean
  saidAt: string | null
}
export interface KeptSitting {
  sitting: OpenSitting
  said: Record<string, Said | undefined>
}
/** What a sitting that was handed in changes. */
export const staleAfter = (id: string): string[] => [`/api/sittings/${id}`, '/api/own-assessments', '/api/practice', '/api/today']
const nameOf = (id: string): string => `sitting-${id}`

const saidIn = (sitting: OpenSitting): Record<string, Said | undefined> =>
  Object.fromEntries(
    sitting.questions.map(({ itemId, places, words, confidence, isFlagged, saidAt }) => [
      itemId,
      { places, text: words, confidence, isFlagged, saidAt },
    ]),
  )
const write = (personId: string, kept: KeptSitting) => own.keep(personId, nameOf(kept.sitting.id), JSON.stringify(kept))
export const keepSitting = (personId: string, sitting: OpenSitting) => write(personId, { sitting, said: saidIn(sitting) })

function readKept(personId: string, id: string): KeptSitting | null {
  try {
    return JSON.parse(own.kept(personId, nameOf(id)) ?? 'null') as KeptSitting | null
  } catch {
    return null
  }
}
/** What was said last counts, on whichever phone. */
function merged(fresh: OpenSitting, kept: KeptSitting | null): KeptSitting {
  const said = saidIn(fresh)
  for (const [itemId, mine] of Object.entries(kept?.said ?? {})) {
    const theirs = said[itemId]
    if (theirs && mine?.saidAt && (!theirs.saidAt || theirs.saidAt < mine.saidAt)) said[itemId] = mine
  }
  return { sitting: fresh, said }
}
const isSame = (a: Said, b: Said): boolean => JSON.stringify({ ...a, saidAt: '' }) === JSON.stringify({ ...b, saidAt: '' })

export function useSitting(id: string, title: (number: number) => string) {
  const client = useQueryClient()
  const { person, sharedDevice } = useSession()
  const [local, setLocal] = useState<KeptSitting | null>(() => readKept(person.id, id))
  const path = `/api/sittings/${id}`
  const query = useGet<Sitting>(path)
  const fresh = query.data
  // Without a network what this phone knows goes on.
  const kept = fresh === undefined ? local : fresh.state === 'open' ? merged(fresh, local) : null
  const waiting = useWaiting(person.id)
  const isWaiting = waiting.some(({ path: to, id: item }) => to === submissionsPath && item === id)
  const [isSent, setSent] = useState(false)
  const keep = (next: KeptSitting) => {
    setLocal(next)
    if (!sharedDevice) write(person.id, next)
  }
  useEffect(() => {
    if (fresh?.state === 'submitted') own.drop(person.id, nameOf(id))
  }, [fresh?.state, id, person.id])
  const say = (itemId: string, change: Partial<Said>) => {
    if (!kept) return
    const before = kept.said[itemId]!
    keep({ ...kept, said: { ...kept.said, [itemId]: { ...before, ...change, saidAt: now().toISOString() } } })
  }
  const bodyOf = (itemId: string, one: Said) => ({
    itemId,
    places: one.places,
    words: one.text.trim().slice(0, 200),
    confidence: one.confidence,
    isFlagged: one.isFlagged,
    ...(one.saidAt ? { saidAt: one.saidAt } : {}),
  })
  /** When a page is left: kept on the server too. An older answer to the same question need not travel. */
  const send = (itemId: string) => {
    const question = kept?.sitting.questions.findIndex((one) => one.itemId === itemId) ?? -1
    const mine = kept?.said[itemId]
    const known = fresh?.state === 'open' ? saidIn(fresh)[itemId] : undefined
    if (!kept || !mine?.saidAt || (known && isSame(mine, known) && !waiting.some(isOf(itemId)))) return
    for (const item of waitingOf(person.id).filter(isOf(itemId))) dropWaiting(person.id, item.id)
    const body: NewAnswer = { sittingId: id, ...bodyOf(itemId, mine) }
    void queueAndSend(person.id, { id: newOwnId(), path: answersPath, body, title: title(question + 1) })
  }
  const isOf = (itemId: string) => (item: { path: string; body: unknown }) => {
    const body = item.body as Partial<NewAnswer>
    return item.path === answersPath && body.sittingId === id && body.itemId === itemId
  }
  const handIn = async (name: string) => {
    if (!kept) return
    for (const item of waitingOf(person.id))
      if (item.path === answersPath && (item.body as Partial<NewAnswer>).sittingId === id) dropWaiting(person.id, item.id)
    setSent(true)
    const answers = kept.sitting.questions.map(({ itemId }) => bodyOf(itemId, kept.said[itemId]!))
    const sent = await queueAndSend(person.id, { id, path: submissionsPath, body: { sittingId: id, answers }, title: name })
    if (sent === 'received') await staleNow(client, staleAfter(id))
    else setSent(false)
  }
  const result: SubmittedSitting | null = fresh?.state === 'submitted' ? fresh : null
  const unsent = waiting.filter(
    ({ path: to, body, refused }) => to === answersPath && !refused && (body as Partial<NewAnswer>).sittingId === id,
  ).length
  return { kept, result, query, say, send, handIn, isHanded: isWaiting || isSent, unsent }
}
