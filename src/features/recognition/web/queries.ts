// Where the pages of recognition read and write.
import { useEffect, useMemo } from 'react'
import { api } from '#ui/client.ts'
import { useLanguage } from '#ui/i18n.ts'
import { useGet, useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { own } from '#ui/storage.ts'
import type { GiveForm, Thanks } from '../contract.ts'

export const at = {
  list: '/api/thanks',
  one: (id: string) => `/api/thanks/${id}`,
  form: '/api/thanks-form',
  reach: '/api/thanks-reach',
  unnoticed: '/api/thanks-unnoticed',
}
export const stale = [at.list, at.reach, at.unnoticed]

/** Fresh from the server, or what this phone knew last, while there is no network. */
export function useGiveForm(): GiveForm | undefined {
  const { code } = useLanguage()
  const { person, sharedDevice } = useSession()
  const { data: fresh } = useGet<GiveForm>(at.form, { language: code })
  const kept = useMemo(() => {
    try {
      return JSON.parse(own.kept(person.id, 'thanks-form') ?? 'null') as GiveForm | null
    } catch {
      return null
    }
  }, [person.id])
  useEffect(() => {
    if (fresh && !sharedDevice) own.keep(person.id, 'thanks-form', JSON.stringify(fresh))
  }, [fresh, person.id, sharedDevice])
  return fresh ?? kept ?? undefined
}

export const useTakeBack = (onDone: () => void) => useWrite((id: string, options) => api.delete(at.one(id), options), { stale, onDone })
export const useHide = (onDone: (now: Thanks) => void) =>
  useWrite(
    ({ id, ...body }: { id: string; isHidden: boolean; isReported?: boolean }, options) =>
      api.put<Thanks>(`${at.one(id)}/hiding`, body, options),
    { stale, onDone },
  )
export const useJudge = (onDone: () => void) =>
  useWrite(({ id, stays }: { id: string; stays: boolean }, options) => api.post(`${at.one(id)}/judgements`, { stays }, options), {
    stale,
    onDone,
  })
