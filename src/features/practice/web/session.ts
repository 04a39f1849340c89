// The session on this phone: what is still to be asked is kept until it is answered, so that a reload or a tunnel loses nothing.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ItemAnswer } from '#engines/item/grade.ts'
import { newOwnId } from '#ui/client.ts'
import { useLanguage } from '#ui/i18n.ts'
import { now } from '#ui/now.ts'
import { staleNow, useGet } from '#ui/queries.ts'
import { queueAndSend } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { own } from '#ui/storage.ts'
import type { NewReview, Session, Thing } from '../contract.ts'

const path = '/api/practice'
const name = 'practice'
/** A kept session older than this is asked for anew: other things fade meanwhile. */
const keptMs = 5 * 86_400_000

export interface Run {
  session: Session
  /** Of its things, how many are answered. */
  done: number
  right: number
  language: string
  isMore: boolean
}
function readRun(personId: string, language: string): Run | null {
  try {
    const run = JSON.parse(own.kept(personId, name) ?? 'null') as Run | null
    const isFresh = run !== null && now().getTime() - Date.parse(run.session.at) < keptMs && run.language === language
    return isFresh && run.done < run.session.things.length ? run : null
  } catch {
    return null
  }
}

export type Confidence = 'sure' | 'rather' | 'guess'

/** What is kept goes before what the server says: it was begun. */
export function usePractice() {
  const { code } = useLanguage()
  const { person, sharedDevice } = useSession()
  const client = useQueryClient()
  const [isMore, setMore] = useState(false)
  const [run, setRun] = useState<Run | null>(() => readRun(person.id, code))
  // Words in another language are asked for anew; answers are in already.
  const current = run?.language === code ? run : null
  const query = useGet<Session>(current ? null : path, { language: code, more: isMore || undefined })
  const fresh = query.data
  const keep = (next: Run | null) => {
    setRun(next)
    if (!sharedDevice && next && next.done < next.session.things.length) own.keep(person.id, name, JSON.stringify(next))
    else own.drop(person.id, name)
  }
  useEffect(() => {
    if (current || !fresh || query.isFetching || fresh.things.length === 0) return
    keep({ session: fresh, done: 0, right: 0, language: code, isMore })
    // oxlint-disable-next-line react/exhaustive-deps -- once for each answer of the server
  }, [fresh, query.isFetching])

  const note = async (
    thing: Thing,
    answer: ItemAnswer,
    given: { isRight: boolean; confidence: Confidence; tookSeconds: number; title: string },
  ) => {
    const body: NewReview = {
      id: newOwnId(),
      kind: thing.kind,
      subjectId: thing.id,
      version: thing.kind === 'mantra' ? null : thing.version,
      ...(thing.kind === 'scene' ? { scenarioId: thing.scenarioId } : {}),
      language: thing.language as NewReview['language'],
      places: answer.places,
      words: answer.text,
      confidence: given.confidence,
      tookSeconds: given.tookSeconds,
      saidAt: now().toISOString(),
    }
    if (current) keep({ ...current, done: current.done + 1, right: current.right + (given.isRight ? 1 : 0) })
    await queueAndSend(person.id, { id: body.id, path: '/api/practice-reviews', body, title: given.title })
    void staleNow(client, ['/api/today'])
  }
  const again = (more: boolean) => {
    setMore(more)
    keep(null)
    void staleNow(client, [path])
  }
  return { run: current, fresh, query, note, again, isMore }
}
