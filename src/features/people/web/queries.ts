// Where the pages of people read and write.
import { useGet, usePages } from '#ui/queries.ts'
import type { JobRole, Organisation, Person, PersonPage, PersonRow, Site, Unit } from '../contract.ts'

export const at = {
  people: '/api/people',
  person: (id: string) => `/api/people/${id}`,
  units: '/api/units',
  sites: '/api/sites',
  jobRoles: '/api/job-roles',
  organisation: '/api/organisation',
}

export type PeopleSearch = Record<string, string>
export const usePeople = (search: PeopleSearch) => {
  const pages = usePages<PersonRow>(at.people, search)
  return { ...pages, total: (pages.first as unknown as PersonPage | undefined)?.total ?? null }
}
export const usePerson = (id: string) => useGet<Person>(at.person(id))
export const useUnits = () => useGet<{ items: Unit[] }>(at.units)
export const useSites = () => useGet<{ items: Site[] }>(at.sites)
export const useJobRoles = () => useGet<{ items: JobRole[] }>(at.jobRoles)
export const useOrganisation = () => useGet<Organisation>(at.organisation)

/** What a change of one person makes stale. */
export const staleOf = (id: string): string[] => [at.person(id), at.people, at.units]
