// Where the start page reads, and what this phone remembers of it: the page as it was last known, and when the person was here before.
import { useEffect, useMemo, useState } from 'react'
import { useLanguage } from '#ui/i18n.ts'
import { now } from '#ui/now.ts'
import { useGet } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { own } from '#ui/storage.ts'
import type { Today } from '../contract.ts'

export const todayPath = '/api/today'
/** Who comes back sooner is still on the same visit: thanks that were shown a minute ago stay. */
const visitMs = 30 * 60_000

function read<Kept>(personId: string, name: string): Kept | null {
  try {
    return JSON.parse(own.kept(personId, name) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

interface Visit {
  /** When the visit before this one ended. */
  before: string | null
  last: string
}
/** The visit before this one, as far as this phone knows. */
function useVisitBefore(): string | undefined {
  const { person, sharedDevice } = useSession()
  const [visit] = useState((): Visit => {
    const kept = read<Visit>(person.id, 'visit')
    const at = now()
    const isNew = kept !== null && at.getTime() - Date.parse(kept.last) > visitMs
    return { before: isNew ? kept.last : (kept?.before ?? null), last: at.toISOString() }
  })
  useEffect(() => {
    if (!sharedDevice) own.keep(person.id, 'visit', JSON.stringify(visit))
  }, [visit, person.id, sharedDevice])
  return visit.before ?? undefined
}

export function useToday() {
  const { code } = useLanguage()
  const { person, sharedDevice } = useSession()
  const since = useVisitBefore()
  const query = useGet<Today>(todayPath, { language: code, since })
  const kept = useMemo(() => read<Today>(person.id, 'today'), [person.id])
  const fresh = query.data
  useEffect(() => {
    if (fresh && !sharedDevice) own.keep(person.id, 'today', JSON.stringify(fresh))
  }, [fresh, person.id, sharedDevice])
  return {
    today: fresh ?? kept ?? undefined,
    /** Nobody has confirmed it since the page was opened. */
    isKept: Boolean(query.problem?.isLost),
    query,
  }
}

const mostOpened = 20
/** An answer that was read is no next step any more. */
export function useOpened(): { isOpened: (link: string) => boolean; noteOpened: (link: string) => void } {
  const { person, sharedDevice } = useSession()
  const [opened] = useState(() => read<string[]>(person.id, 'opened') ?? [])
  return {
    isOpened: (link) => opened.includes(link),
    noteOpened: (link) => {
      if (!sharedDevice) own.keep(person.id, 'opened', JSON.stringify([link, ...opened].slice(0, mostOpened)))
    },
  }
}
