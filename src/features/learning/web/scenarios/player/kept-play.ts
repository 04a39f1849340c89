// One play on this phone: every step is kept here first and sent then, so that nothing depends on a network once it has begun.
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Move } from '#engines/scenario/play.ts'
import { newOwnId } from '#ui/client.ts'
import { useLanguage } from '#ui/i18n.ts'
import { now } from '#ui/now.ts'
import { useGet } from '#ui/queries.ts'
import { dropWaiting, queueAndSend, useWaiting, type Waiting, waitingOf } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { own } from '#ui/storage.ts'
import type { NewPlay, Playable } from '../../../contract/scenarios.ts'

export type KeptPlay = Omit<NewPlay, 'moves'> & { moves: Move[] }
const playsPath = '/api/scenario-plays'

const isOf = ({ path, body }: Waiting, playId: string | undefined): boolean => path === playsPath && (body as KeptPlay).id === playId

function kept<Value>(personId: string, name: string): Value | null {
  try {
    return JSON.parse(own.kept(personId, name) ?? 'null') as Value | null
  } catch {
    return null
  }
}

/** What was read last stays on the phone, so that it opens without a network. */
export function usePlayable(scenarioId: string) {
  const { code } = useLanguage()
  const { person, sharedDevice } = useSession()
  const query = useGet<Playable>(`/api/learning/scenarios/${scenarioId}`, { language: code })
  const name = `scenario.${scenarioId}`
  const before = useMemo(() => kept<Playable>(person.id, name), [person.id, name])
  const fresh = query.data
  useEffect(() => {
    if (fresh && !sharedDevice) own.keep(person.id, name, JSON.stringify(fresh))
  }, [fresh, person.id, name, sharedDevice])
  // What is not played any more, because its story was taken back, does not stay here either.
  const isGone = query.problem?.status === 404
  useEffect(() => {
    if (!isGone) return
    own.drop(person.id, name)
    own.drop(person.id, `play.${scenarioId}`)
  }, [isGone, person.id, name, scenarioId])
  // A play that waits for the network is answered by what was kept, not by a page that says "lost".
  return { playable: fresh ?? (query.problem?.isLost ? before : null) ?? undefined, query }
}

/** The play of this phone, or the one that was begun on another. */
export function usePlay(playable: Playable, title: string) {
  const { person, sharedDevice } = useSession()
  const name = `play.${playable.id}`
  const [play, setPlay] = useState<KeptPlay | null>(() => {
    const here = kept<KeptPlay>(person.id, name)
    const { open } = playable
    const there: KeptPlay | null = open && { ...open, scenarioId: playable.id, number: playable.number, language: playable.language }
    if (here?.number !== playable.number) return there
    return there && there.id !== here.id && there.startedAt > here.startedAt ? there : here
  })
  const [isSending, setSending] = useState(false)
  const waiting = useWaiting(person.id).find((one) => isOf(one, play?.id))
  const write = useCallback(
    (next: KeptPlay) => {
      setPlay(next)
      if (!sharedDevice) own.keep(person.id, name, JSON.stringify(next))
      // The whole log goes each time, so one waiting is enough.
      for (const one of waitingOf(person.id)) if (isOf(one, next.id)) dropWaiting(person.id, one.id)
      setSending(true)
      void queueAndSend(person.id, { id: newOwnId(), path: playsPath, body: next, title }).then(() => setSending(false))
    },
    [person.id, name, sharedDevice, title],
  )
  const start = (isTimed: boolean): void => {
    const { id, number, language } = playable
    write({ id: newOwnId(), scenarioId: id, number, language, isTimed, startedAt: now().toISOString(), moves: [] })
  }
  const move = (next: Move): void => {
    if (play) write({ ...play, moves: [...play.moves, next] })
  }
  return { play, start, move, isSending, waiting: isSending ? undefined : waiting }
}
