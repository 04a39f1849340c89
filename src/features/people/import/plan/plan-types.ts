// What planning reads and what it gives. Ids of new things are made by the caller; until then a temporary key stands for them.
import type { ImportCode } from '../codes.ts'
import type { DateField, DateOrder } from '../fields.ts'
import type { DateDecision, DateExample } from '../values/date-order.ts'

export interface ExistingPerson {
  id: string
  version: number
  hrNumber: string | null
  email: string | null
  givenName: string | null
  familyName: string | null
  fullName: string | null
  /** Leave out where it is not stored: it is then never compared. */
  preferredName?: string | null
  unitId: string | null
  siteId: string | null
  jobRoleId: string | null
  managerId: string | null
  /** YYYY-MM-DD */
  startedOn: string | null
  /** Last day, YYYY-MM-DD. */
  leftOn: string | null
  /** Whether the employment has ended; without it: the last day is not after today. */
  hasLeft?: boolean
  language: string | null
  leadsUnit: boolean
}
export interface ExistingUnit {
  id: string
  parentId: string | null
  name: string
  code: string | null
}
export interface ExistingSite {
  id: string
  name: string
  timeZone: string | null
}
export interface ExistingJobRole {
  id: string
  name: string
}

/** The organisation at one moment. Erased people are not in it. */
export interface ExistingOrganisation {
  people: readonly ExistingPerson[]
  units: readonly ExistingUnit[]
  sites: readonly ExistingSite[]
  jobRoles: readonly ExistingJobRole[]
}

export interface ImportOptions {
  /** The unit under which the file's paths begin; null: at the top. A first step with its name is then left out. */
  rootUnitId?: string | null
  /** Whether people whose number is not in the file leave. `keep` for a file that lists only some. Default `leave`. */
  absent?: 'leave' | 'keep'
  /** The HR system gave everybody new numbers: people are then found by e-mail. Default false. */
  mayHrNumbersChange?: boolean
}

/** Something that exists, by id, or that the plan makes, by its temporary key. */
export type Ref = { id: string } | { key: string }

export type MatchedBy = 'hr-number' | 'email' | 'name-and-unit'

export interface NewPerson {
  /** `person:` and the line. */
  key: string
  line: number
  hrNumber: string | null
  email: string | null
  givenName: string | null
  familyName: string | null
  fullName: string | null
  preferredName: string | null
  unit: Ref | null
  site: Ref | null
  jobRole: Ref | null
  manager: Ref | null
  startedOn: string | null
  leftOn: string | null
  language: string | null
  leadsUnit: boolean
}

export type TextField =
  | 'hrNumber'
  | 'email'
  | 'givenName'
  | 'familyName'
  | 'fullName'
  | 'preferredName'
  | 'startedOn'
  | 'leftOn'
  | 'language'
export type PlaceField = 'unit' | 'site' | 'jobRole' | 'manager'
export type FieldChange =
  | { field: TextField; old: string | null; new: string | null }
  /** `old` is an id. */
  | { field: PlaceField; old: string | null; new: Ref | null }
  | { field: 'leadsUnit'; old: boolean; new: boolean }

export interface ChangedPerson {
  id: string
  version: number
  line: number
  matchedBy: MatchedBy
  /** Was gone and is back. */
  isReturning: boolean
  changes: FieldChange[]
}

export interface LeavingPerson {
  id: string
  version: number
  reason: 'absent' | 'status' | 'left-date'
  leftOn: string
  /** null when absent from the file. */
  line: number | null
}

export interface NewUnit {
  key: string
  parent: Ref | null
  name: string
  code: string | null
}
export interface NewSite {
  key: string
  name: string
  timeZone: string | null
}
export interface NewJobRole {
  key: string
  name: string
}

export interface ImportProblem {
  /** Physical line of the file; null: the file as a whole. */
  line: number | null
  /** Header name of the column, where one is to blame. */
  column: string | null
  code: ImportCode
  values: Record<string, string | number>
  /** error: the row is not imported. warning: the cell is ignored, or something is worth a look. */
  severity: 'error' | 'warning'
}

/** Asked when nothing in a column tells. The plan must not be applied before it is answered. */
export interface ImportQuestion {
  kind: 'date-order'
  field: DateField
  column: string
  options: DateOrder[]
  examples: DateExample[]
}

export interface Confirmation {
  /** The number to type: how many people leave. */
  leaving: number
  active: number
  reasons: ('more-than-5-percent' | 'unreadable-rows')[]
}

export interface ImportCounts {
  rows: number
  newPeople: number
  changed: number
  unchanged: number
  leaving: number
  /** Rows that are not imported because of an error. */
  skipped: number
  /** Rows of people who have left already and are not known here. */
  alreadyLeft: number
  /** Rows that repeat another one. */
  repeated: number
  leaders: number
  units: number
  sites: number
  jobRoles: number
  errors: number
  warnings: number
  problems: Record<string, number>
}

export interface ImportPlan {
  newPeople: NewPerson[]
  changed: ChangedPerson[]
  unchanged: { id: string; line: number; matchedBy: MatchedBy }[]
  leaving: LeavingPerson[]
  /** Parents before children. */
  units: NewUnit[]
  sites: NewSite[]
  jobRoles: NewJobRole[]
  problems: ImportProblem[]
  questions: ImportQuestion[]
  needsConfirmation: Confirmation | null
  /** How the dates of each column were read, and why. */
  dateOrders: Partial<Record<DateField, DateDecision>>
  counts: ImportCounts
}
