import { keyOf } from '../../names.ts'
import type { ExistingPerson, MatchedBy } from './plan-types.ts'

/**
 * What one row says about one person. A missing property: the file says nothing about it, so nothing changes. An empty cell says
 * something only for the manager (nobody above), the end (none) and "leads the unit" (no); elsewhere it says nothing.
 */
export interface Draft {
  line: number
  /** The kept cells, to compare repeated rows. */
  cells: string[]
  hrNumber?: string
  email?: string
  fullName?: string
  givenName?: string
  familyName?: string
  preferredName?: string
  unitPath: string[]
  unitCode?: string
  /** Where the unit stands, known or new; '' without one. */
  unitKey: string
  site?: string
  siteTimeZone?: string
  jobRole?: string
  /** As written; null: the cell is empty. */
  manager?: string | null
  startedOn?: string
  leftOn?: string | null
  isTerminated?: boolean
  language?: string
  leadsUnit?: boolean
  /** Not imported; the person it names is still in the file and does not leave. */
  isSkipped: boolean
  /** Its cells can't be trusted; it keeps only what may tell whose it is. */
  isBroken: boolean
  match: ExistingPerson | null
  matchedBy: MatchedBy | null
}

export const newDraft = (line: number, cells: string[]): Draft => ({
  line,
  cells,
  unitPath: [],
  unitKey: '',
  isSkipped: false,
  isBroken: false,
  match: null,
  matchedBy: null,
})

/** What tells that two rows mean the same person, before anybody known is looked at. */
export function draftKey(draft: Draft): string {
  if (draft.hrNumber !== undefined) return `hr ${keyOf(draft.hrNumber)}`
  if (draft.email !== undefined) return `email ${keyOf(draft.email)}`
  return `name ${keyOf(draft.fullName ?? '')}\u001F${draft.unitKey}`
}
