// The texts on the page: one file per namespace and language, loaded when a page first asks for it. `useT` suspends
// until it is there; the router asks for it beside the page's code, so that nobody waits twice.
import { Fragment, createElement, use, useMemo, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { settings } from './storage.ts'
import { localeOf, translate } from './translate.ts'
import type { Messages, Values } from './translate.ts'

export type Language = { code: string; name: string; direction: 'ltr' | 'rtl' }

export const languages: Language[] = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'de', name: 'Deutsch', direction: 'ltr' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
]

const addresses = new Map<string, string>()
const loaded = new Map<string, Messages>()
const loading = new Map<string, Promise<Messages>>()
const wanted = new Set<string>(['ui'])
const listeners = new Set<() => void>()
// before-paint.js has chosen it already, so that the first picture has the right direction.
let language = knownLanguage(document.documentElement.lang)

function knownLanguage(code: string | undefined): string {
  return languages.find((one) => code === one.code || code?.startsWith(`${one.code}-`))?.code ?? 'en'
}

/**
 * Takes the addresses of message files: import.meta.glob(..., { query: '?url', import: 'default', eager: true }). They are
 * fetched as data, no script. The namespace is the feature's folder, `ui` or `gallery`.
 */
export function registerMessages(files: Record<string, unknown>): void {
  for (const [path, address] of Object.entries(files)) {
    const found = /([\w-]+)(?:\/web)?\/messages\/([\w-]+)\.json$/.exec(path)
    if (found) addresses.set(`${found[2]}/${found[1]}`, String(address))
  }
}
registerMessages(import.meta.glob('/src/ui/messages/*.json', { query: '?url', import: 'default', eager: true }))

async function fetchMessages(address: string): Promise<Messages> {
  const reply = await fetch(address)
  if (!reply.ok) throw new Error(`${address}: ${reply.status}`)
  return (await reply.json()) as Messages
}

function load(code: string, namespace: string): Promise<Messages> {
  const id = `${code}/${namespace}`
  const before = loading.get(id)
  if (before) return before
  const address = addresses.get(id)
  const promise = address === undefined ? Promise.resolve({}) : fetchMessages(address)
  void promise.then(
    (messages) => {
      loaded.set(id, messages)
      // React's `use` takes a promise marked so without waiting a turn.
      void Object.assign(promise, { status: 'fulfilled', value: messages })
    },
    // A lost connection must not be remembered for ever.
    () => loading.delete(id),
  )
  loading.set(id, promise)
  return promise
}

export function loadNamespaces(...namespaces: string[]): Promise<unknown> {
  for (const namespace of namespaces) wanted.add(namespace)
  return Promise.all(namespaces.map((namespace) => load(language, namespace)))
}

export const currentLanguage = (): string => language

/** Loads every text in use, then turns the page round at once: words, direction, figures. */
export async function switchLanguage(code: string): Promise<void> {
  const next = knownLanguage(code)
  await Promise.all([...wanted].map((namespace) => load(next, namespace)))
  language = next
  settings.keep('language', next)
  document.documentElement.lang = next
  document.documentElement.dir = languages.find((one) => one.code === next)?.direction ?? 'ltr'
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export function useLanguage(): { code: string; locale: string; direction: 'ltr' | 'rtl' } {
  const code = useSyncExternalStore(subscribe, currentLanguage)
  return useMemo(
    () => ({ code, locale: localeOf(code), direction: languages.find((one) => one.code === code)?.direction ?? 'ltr' }),
    [code],
  )
}

type Wraps = Record<string, (inside: string) => ReactNode>
export type T = {
  (key: string, values?: Values): string
  /** A text with marked parts: "Read <link>the rule</link>" with { link: (inside) => <Link ...>{inside}</Link> }. */
  rich(key: string, wraps: Wraps, values?: Values): ReactNode
  /** The text, or undefined where there is none: for keys made from data (a role, a problem's slug). */
  maybe(key: string, values?: Values): string | undefined
}

function makeT(code: string, namespace: string, messages: Messages): T {
  const maybe: T['maybe'] = (key, values) => {
    const [other, rest] = key.includes(':') ? (key.split(':', 2) as [string, string]) : [namespace, key]
    return translate(other === namespace ? messages : loaded.get(`${code}/${other}`), code, rest, values)
  }
  const t = ((key, values) => maybe(key, values) ?? key) as T
  t.maybe = maybe
  t.rich = (key, wraps, values) =>
    t(key, values)
      .split(/(<\w+>[^<]*<\/\w+>)/)
      .map((part, index) => {
        const found = /^<(\w+)>([^<]*)<\/\1>$/.exec(part)
        const wrap = found?.[1] ? wraps[found[1]] : undefined
        return createElement(Fragment, { key: index }, wrap ? wrap(found?.[2] ?? '') : part)
      })
  return t
}

/** The texts of a namespace (a feature's name, or `ui`). `t('ui:save')` reaches another one that is loaded. */
export function useT(namespace: string): T {
  const code = useSyncExternalStore(subscribe, currentLanguage)
  wanted.add(namespace)
  const messages = use(load(code, namespace))
  return useMemo(() => makeT(code, namespace, messages), [code, namespace, messages])
}

/**
 * Makes other features' texts ready for `t('people:title')`, in places that show names of many features. Without a network what is not here can't come:
 * a row without a name is better than no page.
 */
export function useTexts(namespaces: string[]): void {
  const code = useSyncExternalStore(subscribe, currentLanguage)
  for (const namespace of namespaces) {
    wanted.add(namespace)
    if (navigator.onLine || loaded.has(`${code}/${namespace}`)) use(load(code, namespace))
  }
}

/** For code outside of components (a toast after an event); only texts of ui, which are always there. */
export const currentT = (): T => makeT(language, 'ui', loaded.get(`${language}/ui`) ?? {})
