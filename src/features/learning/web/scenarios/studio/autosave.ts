// Keeps what is typed: on this device at once, on the server a breath after the last key. Nothing is typed over while a save is under way.
import { useCallback, useEffect, useRef, useState } from 'react'
import { useDraft } from '#ui/forms.ts'
import { asProblem, type ProblemError } from '#ui/problem.ts'
import { dropDraft } from '#ui/storage.ts'

const pauseMs = 800
const againMs = 10_000
export type SaveState = 'saved' | 'saving' | 'waits' | 'refused'

/** `save` answers when the server has it. What the server refuses for good stays here and says why. */
export function useAutosave<Value>(name: string, initial: Value, save: (value: Value) => Promise<void>) {
  const [value, change] = useDraft(name, initial)
  const [state, setState] = useState<SaveState>('saved')
  const [problem, setProblem] = useState<ProblemError>()
  const latest = useRef(value)
  const onServer = useRef(JSON.stringify(initial))
  const isBusy = useRef(false)
  const write = useRef(save)
  useEffect(() => {
    latest.current = value
    write.current = save
  })
  const flush = useCallback(async (): Promise<boolean> => {
    if (isBusy.current) return false
    isBusy.current = true
    try {
      while (JSON.stringify(latest.current) !== onServer.current) {
        const sending = latest.current
        setState('saving')
        await write.current(sending)
        onServer.current = JSON.stringify(sending)
      }
      dropDraft(name)
      setProblem(undefined)
      setState('saved')
      return true
    } catch (error) {
      const found = asProblem(error)
      setProblem(found)
      setState(found.isLost ? 'waits' : 'refused')
      return false
    } finally {
      isBusy.current = false
    }
  }, [name])
  const type = useCallback(
    (make: (before: Value) => Value): void => {
      setState('saving')
      change(make)
    },
    [change],
  )
  // Who turns to another part before the pause is over has still written it.
  useEffect(() => () => void flush(), [flush])
  const text = JSON.stringify(value)
  useEffect(() => {
    // Also where it was typed back to what the server has: then nothing is sent, and it says so.
    const timer = setTimeout(() => void flush(), text === onServer.current ? 0 : pauseMs)
    return () => clearTimeout(timer)
  }, [text, flush])
  useEffect(() => {
    if (state !== 'waits') return
    const again = () => void flush()
    const timer = setInterval(again, againMs)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [state, flush])
  return { value, change: type, state, problem, flush }
}
