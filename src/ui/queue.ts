// What was noted on this phone and not received yet. Put first, sent then: closing the page in between loses nothing. Each item's id is made here and is
// its key on the server, so that sending twice is one row.
import { useSyncExternalStore } from 'react'
import { api } from './client.ts'
import { now } from './now.ts'
import { ProblemError } from './problem.ts'
import { own } from './storage.ts'

export type Waiting = {
  id: string
  path: string
  body: unknown
  /** What it is called in a list. */
  title: string
  at: string
  /** The problem's slug, where the server does not take it; it waits for the person then. */
  refused?: string
}

const listeners = new Set<() => void>()
const tellAll = () => {
  for (const tell of listeners) tell()
}
const empty: Waiting[] = []
// useSyncExternalStore wants the same list as long as nothing has changed.
const read = new Map<string, { text: string; items: Waiting[] }>()

export function waitingOf(personId: string): Waiting[] {
  const text = own.kept(personId, 'queue')
  if (!text) return empty
  const known = read.get(personId)
  if (known?.text === text) return known.items
  try {
    const items = JSON.parse(text) as Waiting[]
    read.set(personId, { text, items })
    return items
  } catch {
    return empty
  }
}
function write(personId: string, items: Waiting[]): void {
  if (items.length > 0) own.keep(personId, 'queue', JSON.stringify(items))
  else own.drop(personId, 'queue')
  tellAll()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  addEventListener('storage', tell)
  return () => {
    listeners.delete(tell)
    removeEventListener('storage', tell)
  }
}
export const useWaiting = (personId: string): Waiting[] => useSyncExternalStore(subscribe, () => waitingOf(personId))

const without = (personId: string, id: string): Waiting[] => waitingOf(personId).filter((item) => item.id !== id)
export const dropWaiting = (personId: string, id: string): void => write(personId, without(personId, id))
/** As if it had never been dropped. */
export const putBack = (personId: string, item: Waiting): void => write(personId, [...without(personId, item.id), item])

/** `received`: the server has it. `waits`: it is kept here and will be sent. `refused`: it stays here with its reason. */
export type Sent = 'received' | 'waits' | 'refused'
const isFinal = (error: unknown): error is ProblemError => error instanceof ProblemError && [400, 404, 409, 413, 422].includes(error.status)

/** On their way already: whoever goes through what waits leaves these alone. */
const underWay = new Set<string>()

async function send(personId: string, item: Waiting): Promise<Sent> {
  underWay.add(item.id)
  try {
    await api.post(item.path, item.body, { key: item.id })
    dropWaiting(personId, item.id)
    return 'received'
  } catch (error) {
    if (!isFinal(error)) return 'waits'
    write(
      personId,
      waitingOf(personId).map((one) => (one.id === item.id ? { ...one, refused: error.slug } : one)),
    )
    return 'refused'
  } finally {
    underWay.delete(item.id)
  }
}

export async function queueAndSend(personId: string, item: Omit<Waiting, 'at' | 'refused'>): Promise<Sent> {
  const waiting: Waiting = { ...item, at: now().toISOString() }
  putBack(personId, waiting)
  return send(personId, waiting)
}

let isSending = false
/** Sends what waits, the oldest first; stops at the first that the network does not take. Answers how many were received. */
export async function sendWaiting(personId: string): Promise<number> {
  if (isSending) return 0
  isSending = true
  let received = 0
  try {
    for (const item of waitingOf(personId).filter(({ id, refused }) => !refused && !underWay.has(id))) {
      const sent = await send(personId, item)
      if (sent === 'waits') break
      if (sent === 'received') received++
    }
  } finally {
    isSending = false
  }
  return received
}
