// Saves by itself, a moment after the last key. What could not be sent stays on this device and is sent again; two who write at once are told.
import { useEffect, useRef, useState } from 'react'
import type { Block } from '#engines/lesson/lesson.ts'
import { api } from '#ui/client.ts'
import { ProblemError } from '#ui/problem.ts'
import { dropDraft, readDraft, writeDraft } from '#ui/storage.ts'
import type { DraftSaved } from '../../../contract/lessons.ts'

const waitMs = 700
const againMs = 8_000

export interface Draft {
  title: string
  blocks: Block[]
  sourceNumber: number | null
}
export type SavingState = 'saved' | 'saving' | 'waiting' | 'conflict' | 'refused'

const nameOf = (lessonId: string, language: string) => `lesson ${lessonId} ${language}`
/** What this device could not send, if it was written over the same version. */
export function unsent(lessonId: string, language: string, version: number): Draft | undefined {
  const kept = readDraft(nameOf(lessonId, language)) as { draft: Draft; version: number } | undefined
  return kept?.version === version ? kept.draft : undefined
}

export function useSaving({
  lessonId,
  language,
  draft,
  version,
  isNew,
  onSaved,
}: {
  lessonId: string
  language: string
  draft: Draft
  /** 0 while there is no draft. */
  version: number
  /** What is shown has not been saved in this form: it came from this device or from another version. */
  isNew: boolean
  onSaved: (saved: DraftSaved, sent: Draft) => void
}) {
  const text = JSON.stringify(draft)
  const [savedText, setSavedText] = useState(isNew ? '' : text)
  /** How the last try went; what is typed since has not been tried. */
  const [tried, setState] = useState<Exclude<SavingState, 'saved'>>('saving')
  const state: SavingState = text === savedText ? 'saved' : tried
  const at = useRef({ version, saved: isNew ? '' : text, latest: text, isBusy: false, isStopped: false })
  const told = useRef(onSaved)
  const save = useRef<() => Promise<void>>(async () => undefined)
  useEffect(() => {
    told.current = onSaved
    save.current = async () => {
      const now = at.current
      if (now.isBusy || now.isStopped || now.latest === now.saved) return
      now.isBusy = true
      setState('saving')
      const sent = now.latest
      try {
        const saved = await api.put<DraftSaved>(`/api/lessons/${lessonId}/drafts/${language}`, JSON.parse(sent), {
          ifMatch: `"${now.version}"`,
        })
        now.version = saved.version
        now.saved = sent
        setSavedText(sent)
        if (now.latest === sent) dropDraft(nameOf(lessonId, language))
        told.current(saved, JSON.parse(sent) as Draft)
      } catch (error) {
        const status = error instanceof ProblemError ? error.status : 0
        now.isStopped = status === 412 || status === 403 || status === 404
        setState(status === 412 ? 'conflict' : status === 0 || status >= 500 || status === 401 || status === 429 ? 'waiting' : 'refused')
      } finally {
        now.isBusy = false
      }
      if (now.latest !== sent && now.saved === sent) void save.current()
    }
  }, [lessonId, language, onSaved])
  useEffect(() => {
    const now = at.current
    now.latest = text
    if (text === now.saved || now.isStopped) return
    writeDraft(nameOf(lessonId, language), { draft: JSON.parse(text), version: now.version })
    const timer = setTimeout(() => void save.current(), waitMs)
    return () => clearTimeout(timer)
  }, [text, lessonId, language])
  // Whoever turns to another page has been saved too.
  useEffect(() => () => void save.current(), [])
  useEffect(() => {
    if (state !== 'waiting') return
    const again = () => void save.current()
    const timer = setInterval(again, againMs)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [state])
  return {
    state,
    /** Sends at once, and waits until it is there: before a review is asked for. */
    flush: () => save.current(),
    /** Gives up what is here for what is there. */
    drop: () => dropDraft(nameOf(lessonId, language)),
  }
}
