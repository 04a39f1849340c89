// A row against the person it means: the new values, field by field.
import type { Draft } from './draft.ts'
import type { ExistingPerson, FieldChange, NewPerson, PlaceField, Ref, TextField } from './plan-types.ts'

/** The places of a row, found; undefined where the row says nothing. */
export interface Places {
  unit: Ref | undefined
  site: Ref | undefined
  jobRole: Ref | undefined
  manager: Ref | null | undefined
}

export function newPersonOf(draft: Draft, places: Places, leftOn: string | null): NewPerson {
  return {
    key: `person:${draft.line}`,
    line: draft.line,
    hrNumber: draft.hrNumber ?? null,
    email: draft.email ?? null,
    givenName: draft.givenName ?? null,
    familyName: draft.familyName ?? null,
    fullName: draft.fullName ?? null,
    preferredName: draft.preferredName ?? null,
    unit: places.unit ?? null,
    site: places.site ?? null,
    jobRole: places.jobRole ?? null,
    manager: places.manager ?? null,
    startedOn: draft.startedOn ?? null,
    leftOn,
    language: draft.language ?? null,
    leadsUnit: draft.leadsUnit ?? false,
  }
}

/** @param leftOn the last day that the row says; null: none; undefined: nothing said */
export function changesOf(draft: Draft, places: Places, leftOn: string | null | undefined, person: ExistingPerson): FieldChange[] {
  const changes: FieldChange[] = []
  const text = (field: TextField, said: string | null | undefined, old: string | null | undefined) => {
    if (said !== undefined && old !== undefined && said !== old) changes.push({ field, old, new: said })
  }
  const place = (field: PlaceField, said: Ref | null | undefined, old: string | null) => {
    if (said === undefined) return
    const isSame = said === null ? old === null : 'id' in said && said.id === old
    if (!isSame) changes.push({ field, old, new: said })
  }
  text('hrNumber', draft.hrNumber, person.hrNumber)
  if (draft.email !== person.email?.toLowerCase()) text('email', draft.email, person.email)
  text('givenName', draft.givenName, person.givenName)
  text('familyName', draft.familyName, person.familyName)
  // The whole name follows from its parts where the row has them.
  if (draft.givenName === undefined && draft.familyName === undefined) text('fullName', draft.fullName, person.fullName)
  text('preferredName', draft.preferredName, person.preferredName)
  place('unit', places.unit, person.unitId)
  place('site', places.site, person.siteId)
  place('jobRole', places.jobRole, person.jobRoleId)
  place('manager', places.manager, person.managerId)
  text('startedOn', draft.startedOn, person.startedOn)
  text('leftOn', leftOn, person.leftOn)
  text('language', draft.language, person.language)
  if (draft.leadsUnit !== undefined && draft.leadsUnit !== person.leadsUnit) {
    changes.push({ field: 'leadsUnit', old: person.leadsUnit, new: draft.leadsUnit })
  }
  return changes
}
