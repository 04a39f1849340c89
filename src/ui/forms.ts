// The values of a form, and its draft. Problems, busy state and checks are the business of <Form>.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { dropDraft, readDraft, writeDraft } from './storage.ts'

/** Like useState, kept on this device for this person until `settle`; a reload loses nothing. */
export function useDraft<Value>(
  name: string | undefined,
  initial: Value,
): [Value, (change: (before: Value) => Value) => void, (settled: Value) => void] {
  const [value, setValue] = useState<Value>(() => {
    const kept = name === undefined ? undefined : readDraft(name)
    if (kept === undefined) return initial
    const isRecord = typeof initial === 'object' && initial !== null && !Array.isArray(initial)
    return isRecord ? { ...initial, ...(kept as Value) } : (kept as Value)
  })
  const isTouched = useRef(false)
  useEffect(() => {
    if (name !== undefined && isTouched.current) writeDraft(name, value)
  }, [name, value])
  const change = useCallback((make: (before: Value) => Value) => {
    isTouched.current = true
    setValue(make)
  }, [])
  /** The value is saved elsewhere now, or given up: there is nothing left to keep. */
  const settle = useCallback(
    (settled: Value) => {
      isTouched.current = false
      if (name !== undefined) dropDraft(name)
      setValue(() => settled)
    },
    [name],
  )
  return [value, change, settle]
}

type TextNames<Values> = { [Name in keyof Values]: Values[Name] extends string ? Name : never }[keyof Values] & string
type FlagNames<Values> = { [Name in keyof Values]: Values[Name] extends boolean ? Name : never }[keyof Values] & string

/**
 * `form.field('email')` goes into any text, select or date part, `form.check('remember')` into a checkbox or switch.
 * `draft`: a name under which the values survive a reload. Call `form.done()` when the write has succeeded: the draft
 * goes, and <LeaveGuard form={form}> lets the person leave.
 */
export function useForm<Values extends Record<string, unknown>>({ initial, draft }: { initial: Values; draft?: string }) {
  const [values, change, settle] = useDraft(draft, initial)
  // Refs, because a page leaves in the same breath in which it calls done().
  const start = useRef(JSON.stringify(initial))
  const latest = useRef(values)
  useLayoutEffect(() => {
    latest.current = values
  }, [values])
  const set = <Name extends keyof Values>(name: Name, value: Values[Name]) => change((before) => ({ ...before, [name]: value }))
  const begin = (next: Values) => {
    start.current = JSON.stringify(next)
    latest.current = next
    settle(next)
  }
  return {
    values,
    set,
    field: <Name extends TextNames<Values>>(name: Name) => ({
      name,
      value: values[name] as string,
      onChange: (value: string) => set(name, value as Values[Name]),
    }),
    check: <Name extends FlagNames<Values>>(name: Name) => ({
      name,
      isOn: values[name] as boolean,
      onChange: (isOn: boolean) => set(name, isOn as Values[Name]),
    }),
    hasChanges: useCallback(() => JSON.stringify(latest.current) !== start.current, []),
    /** Takes other values as the new beginning: the server's, or the first ones again. */
    begin,
    done: () => begin(latest.current),
  }
}

/** Calls `onIdle` after so many seconds without a touch, a key or a scroll; null switches it off. */
export function useIdle(seconds: number | null | undefined, onIdle: () => void): void {
  useEffect(() => {
    if (!seconds) return
    let timer = setTimeout(onIdle, seconds * 1000)
    const again = () => {
      clearTimeout(timer)
      timer = setTimeout(onIdle, seconds * 1000)
    }
    const events = ['pointerdown', 'keydown', 'scroll', 'touchstart'] as const
    for (const event of events) addEventListener(event, again, { passive: true, capture: true })
    return () => {
      clearTimeout(timer)
      for (const event of events) removeEventListener(event, again, { capture: true })
    }
  }, [seconds, onIdle])
}
