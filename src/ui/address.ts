// The URL holds the state of a page: what is searched, sorted, open. Back works because each change is an entry.
import { useBlocker, useParams, useRouter, useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

type Flat = Record<string, string | number | boolean | string[]>

/** Search parameters are plain strings; a name given twice is a list. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = found[name]
    found[name] = before === undefined ? value : [before, value].flat()
  }
  return found
}

export function stringifySearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

function like<Value extends Flat[string]>(fallback: Value, found: unknown): Value {
  if (found === undefined) return fallback
  if (Array.isArray(fallback)) return [found].flat().map(String) as Value
  const text = String(Array.isArray(found) ? found[0] : found)
  if (typeof fallback === 'boolean') return (text === 'true') as Value
  if (typeof fallback === 'number') return (Number.isFinite(Number(text)) ? Number(text) : fallback) as Value
  return text as Value
}

/**
 * The search parameters, typed by their defaults; a value equal to its default leaves the URL.
 * `set({ q })` replaces the entry (typing), `set({ page }, 'push')` adds one (a choice that back should undo).
 */
export function useSearchState<State extends Flat>(defaults: State): [State, (change: Partial<State>, how?: 'push' | 'replace') => void] {
  const router = useRouter()
  const search = useRouterState({ select: (state) => state.location.searchStr })
  const key = JSON.stringify(defaults)
  const state = useMemo(() => {
    const found = parseSearch(search)
    const known = JSON.parse(key) as State
    return Object.fromEntries(Object.entries(known).map(([name, value]) => [name, like(value, found[name])])) as State
  }, [search, key])
  const set = useCallback(
    (change: Partial<State>, how: 'push' | 'replace' = 'replace') => {
      const { pathname, searchStr, hash } = router.state.location
      const known = JSON.parse(key) as State
      const next: Record<string, unknown> = { ...parseSearch(searchStr), ...change }
      for (const [name, value] of Object.entries(known)) {
        if (JSON.stringify(next[name]) === JSON.stringify(value)) delete next[name]
      }
      router.history[how](`${pathname}${stringifySearch(next)}${hash ? `#${hash}` : ''}`)
    },
    [router, key],
  )
  return [state, set]
}

/** A part of the path: useParam('personId') on '/people/$personId'. */
export function useParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false })
  const value = params[name]
  if (value === undefined) throw new Error(`The path of this page has no $${name}.`)
  return value
}

/** Opens an address of ours; `replace` leaves no entry to go back to. */
export function useGo(): (to: string, how?: 'push' | 'replace') => void {
  const router = useRouter()
  return useCallback((to, how = 'push') => router.history[how](to), [router])
}

export const usePath = (): string => useRouterState({ select: (state) => state.location.pathname })

/** Holds the person back while `hasChanges()`: <LeaveGuard> asks. Closing the tab asks too. */
export const useLeaveBlocker = (hasChanges: () => boolean) =>
  useBlocker({ shouldBlockFn: hasChanges, enableBeforeUnload: hasChanges, withResolver: true })
