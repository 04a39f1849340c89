import { api } from '#ui/client.ts'
import { useGet, useWrite } from '#ui/queries.ts'
import type { Figures, LeaderChoice, Obstacle, Similar } from '../contract.ts'

export const at = {
  list: '/api/obstacles',
  one: (id: string) => `/api/obstacles/${id}`,
  figures: '/api/obstacle-figures',
  similar: '/api/similar-obstacles',
  leaders: '/api/obstacle-leaders',
}
export const stale = [at.list, at.figures, at.similar, '/api/followups']

export const useFigures = () => useGet<Figures>(at.figures)
export const useObstacle = (id: string) => useGet<Obstacle>(at.one(id))
export const useLeaders = () => useGet<{ items: LeaderChoice[] }>(at.leaders)
export const useSimilar = (words: string) => useGet<{ items: Similar[] }>(words.trim().length < 4 ? null : at.similar, { words })

/** "Mine too", and back again. */
export const useSupport = (onDone?: (isMine: boolean) => void) =>
  useWrite(
    ({ id, isMine }: { id: string; isMine: boolean }, options) =>
      isMine ? api.put<Obstacle>(`${at.one(id)}/support`, undefined, options) : api.delete<Obstacle>(`${at.one(id)}/support`, options),
    { stale, onDone: (_, { isMine }) => onDone?.(isMine) },
  )
