// A plan in words that can be compared and read: names and numbers instead of ids, no dependence on the order of rows.
import type { ExistingOrganisation, ImportPlan, Ref } from '../../../src/features/people/import/plan/plan-types.ts'
import { applyPlan, madeId } from './apply-plan.ts'

export function readablePlan(plan: ImportPlan, before: ExistingOrganisation) {
  const after = applyPlan(before, plan)
  const unitPath = (id: string | null): string => {
    const unit = after.units.find((each) => each.id === id)
    return unit ? [unitPath(unit.parentId), unit.name].filter(Boolean).join(' > ') : ''
  }
  const nameOf = (entries: readonly { id: string; name: string }[], id: string | null) =>
    entries.find((entry) => entry.id === id)?.name ?? null
  const who = (id: string | null) => {
    const person = after.people.find((each) => each.id === id)
    return person ? (person.hrNumber ?? person.email ?? person.fullName) : null
  }
  const idOf = (ref: Ref | null) => (ref === null ? null : 'id' in ref ? ref.id : madeId(before, ref.key))
  const isNew = new Set(plan.newPeople.map(({ key }) => madeId(before, key)))
  const people = after.people
    .filter(({ id }) => isNew.has(id))
    .map((person) =>
      said({
        hrNumber: person.hrNumber,
        email: person.email,
        name: person.fullName,
        given: person.givenName,
        family: person.familyName,
        unit: unitPath(person.unitId),
        site: nameOf(after.sites, person.siteId),
        role: nameOf(after.jobRoles, person.jobRoleId),
        manager: who(person.managerId),
        startedOn: person.startedOn,
        leftOn: person.leftOn,
        language: person.language,
        leads: person.leadsUnit,
      }),
    )
  const changed = plan.changed.map(({ id, isReturning, matchedBy, changes }) => ({
    who: who(id),
    matchedBy,
    isReturning,
    changes: changes.map((change) => [change.field, change.old, typeof change.new === 'object' ? idOf(change.new) : change.new]),
  }))
  const sorted = <Item>(items: Item[]): Item[] => items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return {
    people: sorted(people),
    changed: sorted(changed),
    leaving: sorted(plan.leaving.map(({ id, reason, leftOn }) => [who(id), reason, leftOn])),
    units: sorted(plan.units.map(({ key, code }) => [unitPath(madeId(before, key)), code])),
    sites: plan.sites.map(({ name, timeZone }) => [name, timeZone]),
  }
}

/** Without what is empty. */
const said = (facts: Record<string, string | boolean | null>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== '' && value !== false))
