// What this phone knows of somebody's buy-in: said by the server, with what was tapped since; what was tapped waits in the queue without a network (ui/queue.ts).
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { newOwnId } from '#ui/client.ts'
import { now } from '#ui/now.ts'
import { staleNow, useGet } from '#ui/queries.ts'
import { dropWaiting, queueAndSend, useWaiting, waitingOf } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { own } from '#ui/storage.ts'
import type { BuyIn, BuyInWords, Hindrance, Word } from '../../contract/buy-ins.ts'

export const wordsPath = '/api/buy-ins'
export const obstaclesPath = '/api/buy-in-obstacles'
type Words = Record<'knows' | 'can' | 'will', Word | null>
type Obstacle = BuyIn['obstacles'][number]
export interface Stopped {
  title: string
  /** `raised` and `joined`: a leader will answer. `refused`: the page of lessons says why. */
  state: 'waits' | 'raised' | 'joined' | 'refused'
  obstacleId: string | null
}
const nothing: Words = { knows: null, can: null, will: null }
const nameOf = (lessonId: string) => `buy-in.${lessonId}`

function readKept(personId: string, lessonId: string): BuyIn | null {
  try {
    return JSON.parse(own.kept(personId, nameOf(lessonId)) ?? 'null') as BuyIn | null
  } catch {
    return null
  }
}

export function useBuyIn(lessonId: string, title: string) {
  const client = useQueryClient()
  const { person, sharedDevice } = useSession()
  const path = `${wordsPath}/${lessonId}`
  const query = useGet<BuyIn>(path)
  const [kept] = useState(() => readKept(person.id, lessonId))
  const known = query.data ?? kept
  const [tapped, setTapped] = useState<Partial<Words>>({})
  const [stopped, setStopped] = useState<Stopped | null>(null)
  const waiting = useWaiting(person.id)
  const waits = Object.assign(
    {},
    ...waiting.filter(({ path: to, body, refused }) => to === wordsPath && !refused && isOf(body)).map(({ body }) => wordsIn(body)),
  ) as Partial<Words>
  const said: Words = { ...nothing, ...(known && wordsIn(known)), ...waits, ...tapped }
  const saidText = JSON.stringify({ ...said, obstacles: known?.obstacles ?? [] })
  useEffect(() => {
    if (!sharedDevice && known) own.keep(person.id, nameOf(lessonId), saidText)
  }, [known, lessonId, person.id, saidText, sharedDevice])

  // What waited is received: others' obstacles, and what came of mine, are read anew.
  const unsent = waiting.filter(({ path: to, body }) => (to === wordsPath || to === obstaclesPath) && isOf(body)).length
  const before = useRef(unsent)
  useEffect(() => {
    if (unsent < before.current) void staleNow(client, [path])
    before.current = unsent
  }, [client, path, unsent])

  function isOf(body: unknown): boolean {
    return (body as BuyInWords).lessonId === lessonId
  }
  const say = (change: Partial<Words>) => {
    setTapped((before) => ({ ...before, ...change }))
    // Of several taps on one question only the last matters.
    const [name = ''] = Object.keys(change)
    for (const item of waitingOf(person.id))
      if (item.path === wordsPath && isOf(item.body) && name in (item.body as object)) dropWaiting(person.id, item.id)
    const body: BuyInWords = { lessonId, ...(change as Record<'knows', Word>), at: now().toISOString() }
    void queueAndSend(person.id, { id: newOwnId(), path: wordsPath, body, title })
  }
  const stop = async (what: { obstacle: Obstacle } | { title: string }): Promise<void> => {
    const name = 'obstacle' in what ? what.obstacle.title : what.title
    const body: Hindrance = 'obstacle' in what ? { lessonId, obstacleId: what.obstacle.id } : { lessonId, title: what.title }
    const sent = await queueAndSend(person.id, { id: newOwnId(), path: obstaclesPath, body, title: name })
    if (sent !== 'received') {
      setStopped({ title: name, state: sent, obstacleId: null })
      return
    }
    await staleNow(client, [path, '/api/obstacles', '/api/today'])
    const there = client.getQueryData<BuyIn>([path, {}])?.obstacles.find((one) => one.title.toLowerCase() === name.toLowerCase())
    const obstacleId = 'obstacle' in what ? what.obstacle.id : (there?.id ?? null)
    setStopped({ title: name, state: 'obstacle' in what || (there && there.supporters > 1) ? 'joined' : 'raised', obstacleId })
  }
  return { said, obstacles: known?.obstacles ?? [], say, stop, stopped }
}
const wordsIn = (body: unknown): Partial<Words> => {
  const { knows, can, will } = body as Partial<Words>
  return { ...(knows ? { knows } : {}), ...(can ? { can } : {}), ...(will ? { will } : {}) }
}
