import { keyOf } from '../../names.ts'
import type { ExistingPerson, MatchedBy } from './plan-types.ts'

/**
 * What one row says about one person. Undefined: the file says nothing about it, so nothing changes. An empty cell says
 * something only for the manager (nobody above), the end (none) and "leads the unit" (no); elsewhere it says nothing.
 */
export interface Draft {
  line: number
  /** The kept cells, to compare repeated rows. */
  cells: string[]
  hrNumber: undefined | string
  email: undefined | string
  fullName: undefined | string
  givenName: undefined | string
  familyName: undefined | string
  preferredName: undefined | string
  /** From the top down; rows with the same path share one array. */
  unitPath: readonly string[]
  unitCode: undefined | string
  /** Where the unit stands, known or new; '' without one. */
  unitKey: string
  site: undefined | string
  siteTimeZone: undefined | string
  jobRole: undefined | string
  /** As written; null: the cell is empty. */
  manager: undefined | string | null
  startedOn: undefined | string
  leftOn: undefined | string | null
  isTerminated: undefined | boolean
  language: undefined | string
  leadsUnit: undefined | boolean
  /** Not imported; the person it names is still in the file and does not leave. */
  isSkipped: boolean
  /** Its cells can't be trusted; it keeps only what may tell whose it is. */
  isBroken: boolean
  match: ExistingPerson | null
  matchedBy: MatchedBy | null
}

/** Every property from the start: 50,000 objects of one shape are read faster and take less room. */
export const newDraft = (line: number, cells: string[]): Draft => ({
  line,
  cells,
  hrNumber: undefined,
  email: undefined,
  fullName: undefined,
  givenName: undefined,
  familyName: undefined,
  preferredName: undefined,
  unitPath: noPath,
  unitCode: undefined,
  unitKey: '',
  site: undefined,
  siteTimeZone: undefined,
  jobRole: undefined,
  manager: undefined,
  startedOn: undefined,
  leftOn: undefined,
  isTerminated: undefined,
  language: undefined,
  leadsUnit: undefined,
  isSkipped: false,
  isBroken: false,
  match: null,
  matchedBy: null,
})

const noPath: readonly string[] = []

/** What tells that two rows mean the same person, before anybody known is looked at. */
export function draftKey(draft: Draft): string {
  if (draft.hrNumber !== undefined) return `hr ${keyOf(draft.hrNumber)}`
  if (draft.email !== undefined) return `email ${keyOf(draft.email)}`
  return `name ${keyOf(draft.fullName ?? '')}\u001F${draft.unitKey}`
}

/** Says whom the row means. */
export function found(draft: Draft, person: ExistingPerson, by: MatchedBy): void {
  draft.match = person
  draft.matchedBy = by
}
