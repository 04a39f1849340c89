// What this phone knows of a lesson: its words, where the person is, what they answered, and what they wrote for themselves, which never leaves it.
import { useEffect, useMemo, useState } from 'react'
import { newOwnId } from '#ui/client.ts'
import { useLanguage } from '#ui/i18n.ts'
import { now } from '#ui/now.ts'
import { useGet } from '#ui/queries.ts'
import { dropWaiting, queueAndSend, type Sent, type Waiting, waitingOf } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { own } from '#ui/storage.ts'
import type { LessonAnswer, LessonStep, NewCommitment, OwnLesson } from '../../../contract/learning.ts'

export interface Kept {
  lesson: OwnLesson
  block: number
  chosen: Record<number, number[]>
  thoughts: Record<number, string>
  isFinished: boolean
}
const nameOf = (lessonId: string) => `lesson.${lessonId}`

function readKept(personId: string, lessonId: string): Kept | null {
  try {
    return JSON.parse(own.kept(personId, nameOf(lessonId)) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

/** What the server knows, with what this phone noted since; the phone's alone while there is no network. */
function merged(lesson: OwnLesson, kept: Kept | null): Kept {
  const isSame = kept !== null && kept.lesson.number === lesson.number && kept.lesson.language === lesson.language
  const theirs = Object.fromEntries(lesson.answers.map(({ block, chosen }) => [block, chosen]))
  const isFinished = Boolean(lesson.progress?.finishedAt) || (isSame && kept.isFinished)
  return {
    lesson,
    // Who has finished begins at the beginning.
    block: isFinished ? 0 : Math.max(lesson.progress?.block ?? 0, isSame ? kept.block : 0),
    chosen: isSame ? { ...theirs, ...kept.chosen } : theirs,
    thoughts: isSame ? kept.thoughts : {},
    isFinished,
  }
}

/** The lesson with where the person is in it; `undefined` while neither the server nor this phone knows it. */
export function useLesson(lessonId: string) {
  const { code } = useLanguage()
  const { person, sharedDevice } = useSession()
  const query = useGet<OwnLesson>(`/api/my-lessons/${lessonId}`, { language: code })
  const kept = useMemo(() => readKept(person.id, lessonId), [person.id, lessonId])
  const [state, setState] = useState<Kept | undefined>(undefined)
  const fresh = query.data
  const isLost = Boolean(query.problem?.isLost)
  // Once: a later answer of the server must not lead back whoever is reading.
  const known = state ?? (fresh ? merged(fresh, kept) : isLost && kept ? kept : undefined)
  useEffect(() => {
    if (state && !sharedDevice) own.keep(person.id, nameOf(lessonId), JSON.stringify(state))
  }, [state, person.id, lessonId, sharedDevice])
  const change = (make: (before: Kept) => Kept) => setState((before) => make(before ?? known!))
  return { known, change, query, isKept: !fresh && Boolean(known) }
}

/** Steps, answers and "I will" of one lesson. */
export const isOfLesson =
  (lessonId: string) =>
  ({ body }: Waiting): boolean =>
    (body as { lessonId?: string }).lessonId === lessonId

/** Sends now, or keeps it on this phone until there is a network. */
export function useSending(lesson: OwnLesson | undefined) {
  const { person } = useSession()
  const at = () => now().toISOString()
  const { id: lessonId = '', language = 'en', number = 1, title = '' } = lesson ?? {}
  const where = { lessonId, language, number }
  return {
    step(block: number, isFinished = false): void {
      // Of several that wait only the last matters.
      for (const { id, path, body } of waitingOf(person.id))
        if (path === '/api/lesson-steps' && (body as LessonStep).lessonId === lessonId && !(body as LessonStep).isFinished)
          dropWaiting(person.id, id)
      const body: LessonStep = { id: newOwnId(), ...where, block, isFinished, at: at() }
      void queueAndSend(person.id, { id: body.id, path: '/api/lesson-steps', body, title })
    },
    answer(block: number, chosen: number[]): void {
      const body: LessonAnswer = { id: newOwnId(), ...where, block, chosen, at: at() }
      void queueAndSend(person.id, { id: body.id, path: '/api/lesson-answers', body, title })
    },
    commit(words: string): Promise<Sent> {
      const body: NewCommitment = { id: newOwnId(), lessonId, words, at: at() }
      return queueAndSend(person.id, { id: body.id, path: '/api/commitments', body, title: words })
    },
  }
}
