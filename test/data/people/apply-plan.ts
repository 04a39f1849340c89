// Carries a plan out on the organisation in memory, as the import does in the database: to plan the same file a second time.
import type { ExistingOrganisation, ExistingPerson, ImportPlan, Ref } from '../../../src/features/people/import/plan/plan-types.ts'

export const emptyOrganisation: ExistingOrganisation = { people: [], units: [], sites: [], jobRoles: [] }

/** The id of a thing that a plan makes: its temporary key, told from those of earlier plans by how much there was before. */
export const madeId = ({ people, units, sites, jobRoles }: ExistingOrganisation, key: string): string =>
  `${people.length + units.length + sites.length + jobRoles.length}-${key}`

export function applyPlan(before: ExistingOrganisation, plan: ImportPlan): ExistingOrganisation {
  const idOf = (ref: Ref | null): string | null => (ref === null ? null : 'id' in ref ? ref.id : madeId(before, ref.key))
  const leaving = new Map(plan.leaving.map((person) => [person.id, person.leftOn]))
  const changed = new Map(plan.changed.map((person) => [person.id, person]))
  const changedPeople = before.people.map((person): ExistingPerson => {
    const leftOn = leaving.get(person.id)
    if (leftOn !== undefined) return { ...person, leftOn, version: person.version + 1 }
    const next = { ...person }
    const changes = changed.get(person.id)?.changes ?? []
    for (const change of changes) {
      if (change.field === 'unit' || change.field === 'site' || change.field === 'jobRole' || change.field === 'manager') {
        next[`${change.field}Id`] = idOf(change.new)
      } else Object.assign(next, { [change.field]: change.new })
    }
    if (changes.some(({ field }) => field === 'givenName' || field === 'familyName'))
      next.fullName = [next.givenName, next.familyName].filter(Boolean).join(' ')
    return next
  })
  const newPeople = plan.newPeople.map((person): ExistingPerson => {
    const { hrNumber, email, givenName, familyName, fullName, preferredName, startedOn, leftOn, language, leadsUnit } = person
    const facts = { hrNumber, email, givenName, familyName, fullName, preferredName, startedOn, leftOn, language, leadsUnit }
    const { unit, site, jobRole, manager } = person
    const places = { unitId: idOf(unit), siteId: idOf(site), jobRoleId: idOf(jobRole), managerId: idOf(manager) }
    return { ...facts, ...places, id: madeId(before, person.key), version: 1 }
  })
  return {
    people: [...changedPeople, ...newPeople],
    units: [
      ...before.units,
      ...plan.units.map(({ key, parent, name, code }) => ({ id: madeId(before, key), parentId: idOf(parent), name, code })),
    ],
    sites: [...before.sites, ...plan.sites.map(({ key, name, timeZone }) => ({ id: madeId(before, key), name, timeZone }))],
    jobRoles: [...before.jobRoles, ...plan.jobRoles.map(({ key, name }) => ({ id: madeId(before, key), name }))],
  }
}
