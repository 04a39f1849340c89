// The rules that this phone answers by: fresh from the server, or those last known while there is no network.
import { useEffect, useMemo } from 'react'
import { useLanguage } from '#ui/i18n.ts'
import { useGet } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { own } from '#ui/storage.ts'
import type { Book } from '../contract.ts'

export const bookPath = '/api/may-i-book'
/** Levels and rules change while the page is open. */
const refetchMs = 30_000

export function useBook() {
  const { code } = useLanguage()
  const { person, sharedDevice } = useSession()
  const query = useGet<Book>(bookPath, { language: code }, { refetchMs })
  const kept = useMemo(() => {
    try {
      return JSON.parse(own.kept(person.id, 'book') ?? 'null') as Book | null
    } catch {
      return null
    }
  }, [person.id])
  const fresh = query.data
  useEffect(() => {
    if (fresh && !sharedDevice) own.keep(person.id, 'book', JSON.stringify(fresh))
  }, [fresh, person.id, sharedDevice])
  return {
    book: fresh ?? kept ?? undefined,
    /** Nobody has confirmed it since the page was opened. */
    isKept: !fresh || Boolean(query.problem?.isLost),
    query,
  }
}
