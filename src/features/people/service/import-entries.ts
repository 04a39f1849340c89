// The plan as lists that a person can read, each entry beside what the application needs of it.
import type { ImportEntries } from '../contract.ts'
import type { ExistingOrganisation, FieldChange, ImportPlan, Ref } from '../import/plan/plan-types.ts'
import { displayNameOf } from '../names.ts'
import type { PartKind } from '../store/imports.ts'
import type { CataloguePart } from './import-catalogue.ts'

export type ShownEntry = ImportEntries['items'][number]
/** What a part keeps: the planned thing itself, and how it reads. */
export interface PlannedEntry<T = unknown> {
  plan: T
  shown: ShownEntry
}

class Words {
  private readonly names = new Map<string, string>()
  private readonly parents = new Map<string, string | null>()

  constructor(plan: ImportPlan, existing: ExistingOrganisation) {
    for (const { id, name } of [...existing.sites, ...existing.jobRoles]) this.names.set(id, name)
    for (const { id, name, parentId } of existing.units) this.unit(id, name, parentId)
    const roleName = new Map(existing.jobRoles.map(({ id, name }) => [id, name]))
    for (const person of existing.people)
      this.names.set(person.id, displayNameOf(person) ?? [roleName.get(person.jobRoleId ?? ''), person.hrNumber].filter(Boolean).join(' '))
    for (const { key, name } of [...plan.sites, ...plan.jobRoles]) this.names.set(key, name)
    for (const { key, name, parent } of plan.units) this.unit(key, name, parent === null ? null : keyOf(parent))
    for (const person of plan.newPeople)
      this.names.set(person.key, displayNameOf(person) ?? [this.of(person.jobRole), person.hrNumber].filter(Boolean).join(' '))
  }
  private unit(key: string, name: string, parent: string | null): void {
    this.names.set(key, name)
    this.parents.set(key, parent)
  }
  of(ref: Ref | string | null): string | null {
    return ref === null ? null : (this.names.get(typeof ref === 'string' ? ref : keyOf(ref)) ?? null)
  }
  /** `Depot > Packing`, without the root that every path shares. */
  path(ref: Ref | string | null): string {
    const steps: string[] = []
    for (let key = ref === null ? null : typeof ref === 'string' ? ref : keyOf(ref); key; key = this.parents.get(key) ?? null)
      steps.unshift(this.names.get(key) ?? '')
    return steps.slice(steps.length > 1 ? 1 : 0).join(' > ')
  }
}

const keyOf = (ref: Ref): string => ('id' in ref ? ref.id : ref.key)
const nothing = { changes: [], problem: null }
const join = (...parts: (string | null)[]): string => parts.filter(Boolean).join(' · ')

export function entriesOf(plan: ImportPlan, existing: ExistingOrganisation): Record<PartKind, PlannedEntry[]> {
  const words = new Words(plan, existing)
  const people = new Map(existing.people.map((person) => [person.id, person]))
  const change = (field: FieldChange) => ({
    field: field.field,
    old: field.field === 'leadsUnit' ? String(field.old) : isPlace(field) ? words.of(field.old) : field.old,
    new: field.field === 'leadsUnit' ? String(field.new) : isPlace(field) ? words.of(field.new) : field.new,
  })
  const catalogue: PlannedEntry<CataloguePart>[] = [
    ...plan.units.map((unit) => ({
      plan: { unit },
      shown: { ...nothing, line: null, name: words.path({ key: unit.key }), place: 'unit' },
    })),
    ...plan.sites.map((site) => ({ plan: { site }, shown: { ...nothing, line: null, name: site.name, place: 'site' } })),
    ...plan.jobRoles.map((jobRole) => ({ plan: { jobRole }, shown: { ...nothing, line: null, name: jobRole.name, place: 'jobRole' } })),
  ]
  return {
    catalogue,
    new: plan.newPeople.map((person) => ({
      plan: person,
      shown: {
        ...nothing,
        line: person.line,
        name: words.of({ key: person.key }) ?? '',
        place: join(words.path(person.unit), words.of(person.jobRole)),
      },
    })),
    changed: plan.changed.map((changed) => ({
      plan: changed,
      shown: {
        line: changed.line,
        name: words.of(changed.id) ?? '',
        place: words.path(people.get(changed.id)?.unitId ?? null),
        changes: changed.changes.map(change),
        problem: null,
      },
    })),
    leaving: plan.leaving.map((leaving) => ({
      plan: leaving,
      shown: {
        ...nothing,
        line: leaving.line,
        name: words.of(leaving.id) ?? '',
        place: words.path(people.get(leaving.id)?.unitId ?? null),
      },
    })),
    problems: plan.problems.map((problem) => ({
      plan: null,
      shown: {
        line: problem.line,
        name: '',
        place: '',
        changes: [],
        problem: { code: problem.code, column: problem.column, values: problem.values, isError: problem.severity === 'error' },
      },
    })),
  }
}

const isPlace = (
  field: FieldChange,
): field is Extract<FieldChange, { new: Ref | null; old: string | null }> & { field: 'unit' | 'site' | 'jobRole' | 'manager' } =>
  ['unit', 'site', 'jobRole', 'manager'].includes(field.field)
