import { useGet } from '#ui/queries.ts'
import type { Journey, JourneyRow, JourneyWording, Part, StepRef } from '../contract.ts'

export const at = {
  list: '/api/journeys',
  one: (id: string) => `/api/journeys/${id}`,
  wording: (id: string) => `/api/journeys/${id}/wording`,
  step: (id: string) => `/api/journey-steps/${id}`,
  steps: '/api/journey-steps',
  stage: (id: string) => `/api/journey-stages/${id}`,
  parts: (personId: string) => `/api/people/${personId}/parts`,
}
/** Whatever is written changes what is read. */
export const stale = [at.list, at.steps]

export const useJourneys = (isRetired: boolean) => useGet<{ items: JourneyRow[] }>(at.list, { retired: String(isRetired) })
export const useJourney = (id: string) => useGet<Journey>(at.one(id))
export const useWording = (id: string) => useGet<JourneyWording>(at.wording(id))
export const useSteps = () => useGet<{ items: StepRef[] }>(at.steps)
export const useParts = (personId: string) => useGet<{ items: Part[] }>(at.parts(personId))
