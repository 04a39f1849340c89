// What authors write in Studio: in which languages side by side, and how it is saved.
import { useQueryClient } from '@tanstack/react-query'
import { useGo } from '#ui/address.ts'
import { api, etagOf } from '#ui/client.ts'
import { useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'

const written = ['en', 'de', 'ar']

/** `codes`: of the house, its own first. `own`: the first of them in which the thing has words; of a new one, the house's own. */
export function useWritten(texts: Readonly<Record<string, unknown>> | undefined): { codes: string[]; own: string } {
  const { organisation } = useSession()
  const codes = [...new Set([organisation.defaultLanguage, ...organisation.languages])].filter((code) => written.includes(code))
  return { codes, own: (texts && codes.find((code) => texts[code])) ?? codes[0] ?? 'en' }
}

/**
 * Saves a thing in a state: a new one is made and opened, another changed. The page knows at once what was saved, or what is typed until it is read again would
 * go with the old version.
 */
export function useSave<Thing extends { id: string; version: number; state: string }>({
  path,
  page,
  thing,
  body,
  stale,
  form,
  said,
}: {
  path: string
  page: string
  /** Undefined: it is new. */
  thing: Thing | undefined
  body: (state: Thing['state']) => object
  stale: string[]
  form: { done: () => void }
  said: (saved: Thing) => string
}) {
  const client = useQueryClient()
  const go = useGo()
  return useWrite(
    (state: Thing['state'], options) =>
      thing
        ? api.put<Thing>(`${path}/${thing.id}`, body(state), { ...options, ifMatch: etagOf(thing) ?? `"${thing.version}"` })
        : api.post<Thing>(path, body(state), options),
    {
      stale,
      onDone: (saved) => {
        form.done()
        client.setQueryData([`${path}/${saved.id}`, {}], saved)
        toast({ title: said(saved) })
        if (!thing) go(`${page}/${saved.id}`)
      },
    },
  )
}
