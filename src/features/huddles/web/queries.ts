import { useEffect, useState } from 'react'
import { api } from '#ui/client.ts'
import { now } from '#ui/now.ts'
import { useGet, useWrite } from '#ui/queries.ts'
import type { Huddle, Outcome, TeamList } from '../contract.ts'

export const at = {
  list: '/api/huddles',
  one: (id: string) => `/api/huddles/${id}`,
  teams: '/api/huddle-teams',
}
export const stale = [at.list, at.teams]

export const useHuddle = (id: string) => useGet<Huddle>(at.one(id))
export const useTeams = () => useGet<TeamList>(at.teams)
export const useSettle = (id: string, onDone?: (huddle: Huddle) => void) =>
  useWrite((state: Outcome, options) => api.put<Huddle>(`${at.one(id)}/outcome`, { state }, options), {
    stale,
    onDone: (huddle) => onDone?.(huddle),
  })

/** Whole seconds of this device's clock. */
export const secondsNow = (): number => Math.floor(now().getTime() / 1000)
export function useSeconds(): number {
  const [seconds, tick] = useState(secondsNow)
  useEffect(() => {
    const timer = setInterval(() => tick(secondsNow()), 1000)
    return () => clearInterval(timer)
  }, [])
  return seconds
}
