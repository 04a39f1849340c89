// Where the pages of language read and write.
import { useLanguage } from '#ui/i18n.ts'
import { useGet, usePages } from '#ui/queries.ts'
import type { Behaviour, MantraVersions, Placement, PlacementList, PrinciplePage, TaggedThing, Wallboard } from '../contract.ts'

export const at = {
  mantra: '/api/mantra',
  versions: '/api/mantra-versions',
  principles: '/api/principles',
  principle: (id: string) => `/api/principles/${id}`,
  examples: '/api/principle-examples',
  behaviours: '/api/behaviours',
  placements: '/api/placements',
  wallboards: '/api/wallboards',
  poster: (poster: string, form: 'pdf' | 'svg', language: string) => `/api/posters/${poster}/${form}?language=${language}`,
}

export const useMantraVersions = () => useGet<MantraVersions>(at.versions)
export function usePrinciple(id: string) {
  const { code } = useLanguage()
  return useGet<PrinciplePage>(at.principle(id), { language: code })
}
export const useUses = (id: string, kind: string) => usePages<TaggedThing>(`${at.principle(id)}/uses`, { kind })
export function useBehaviours(search: { jobRoleId?: string; state?: string }) {
  const { code } = useLanguage()
  return useGet<{ items: Behaviour[] }>(at.behaviours, { ...search, language: code })
}
export const useBehaviour = (id: string) => useGet<Behaviour>(`${at.behaviours}/${id}`)
export const useJobRoles = () => useGet<{ items: { id: string; name: string }[] }>('/api/job-roles')
export const usePlacements = (state: string) => {
  const pages = usePages<Placement>(at.placements, { state })
  return { ...pages, outdated: (pages.first as unknown as PlacementList | undefined)?.outdated ?? 0 }
}
export const useWallboards = () => useGet<{ items: Wallboard[] }>(at.wallboards)
