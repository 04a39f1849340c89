// Where the pages of stories read and write.
import { api, etagOf } from '#ui/client.ts'
import { useWrite } from '#ui/queries.ts'
import type { NewStory, PointInput, Settling, Sheet, Story, StoryChange } from '../../contract/stories.ts'

export const at = {
  list: '/api/stories',
  one: (id: string) => `/api/stories/${id}`,
  prints: '/api/story-prints',
  poster: (id: string, language: string, version: number) => `/api/stories/${id}/poster?language=${language}#${version}`,
}
export const stale = [at.list, at.prints, '/api/scenarios', '/api/learning/scenarios', '/api/today']
export type NewStoryBody = NewStory

/** One part of a story that was read: written over no one else's. */
const usePart = <Body>(story: Story, part: string, onDone?: (now: Story) => void) =>
  useWrite(
    (body: Body, options) =>
      api.put<Story>(`${at.one(story.id)}/${part}`, body, { ...options, ifMatch: etagOf(story) ?? `"${story.version}"` }),
    {
      stale,
      ...(onDone ? { onDone } : {}),
    },
  )
export const useText = (story: Story, onDone: (now: Story) => void) => usePart<StoryChange>(story, 'text', onDone)
export const useTraces = (story: Story, onDone: (now: Story) => void) => usePart<Settling>(story, 'traces', onDone)
export const usePoints = (story: Story, onDone: (now: Story) => void) => usePart<{ points: PointInput[] }>(story, 'points', onDone)
export const useSheets = (story: Story, onDone: (now: Story) => void) => usePart<{ sheets: Sheet[] }>(story, 'sheets', onDone)

const usePost = <Out>(id: string, part: string, onDone?: (out: Out) => void) =>
  useWrite((_: null, options) => api.post<Out>(`${at.one(id)}/${part}`, undefined, options), { stale, ...(onDone ? { onDone } : {}) })
export const useAsk = (id: string, onDone: () => void) => usePost<Story>(id, 'consent-requests', onDone)
export const useDraft = (id: string, onDone: (made: { id: string }) => void) => usePost<{ id: string }>(id, 'scenarios', onDone)
export const useHandOver = (id: string, onDone: () => void) => usePost<Story>(id, 'handovers', onDone)
export const useReview = (id: string, onDone: (isGood: boolean) => void) =>
  useWrite((body: { isGood: boolean; note: string }, options) => api.post(`${at.one(id)}/reviews`, body, options), {
    stale,
    onDone: (_, { isGood }) => onDone(isGood),
  })
export const useAnswer = (id: string, onDone: (answer: 'yes' | 'unnamed' | 'no') => void) =>
  useWrite((answer: 'yes' | 'unnamed' | 'no', options) => api.put<Story | null>(`${at.one(id)}/consent`, { answer }, options), {
    stale,
    onDone: (_, answer) => onDone(answer),
  })
export const useWithdraw = (onDone: () => void) => useWrite((id: string, options) => api.delete(at.one(id), options), { stale, onDone })
