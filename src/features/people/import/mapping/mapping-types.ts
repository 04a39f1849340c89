import type { DateField, DateOrder, ImportField, UnitSeparator } from '../fields.ts'

/** A person leads the own unit when one of the rules holds. The column serves for this yes or no only: its values never leave the parser. */
export type LeaderRule = { column: number; equals: string } | { column: number; atLeast: number }

/** Which columns mean what. A column may serve several fields; columns that are not named here are dropped in the parser. */
export interface Mapping {
  /** All header names of the file, by column. */
  headers: string[]
  /** One column each; `unitPath` may have several, from the top down. */
  fields: Partial<Record<ImportField, number[]>>
  /** How a single column of units writes a path; null: it holds one name. */
  unitSeparator: UnitSeparator | null
  leaderRules: LeaderRule[]
}

export type GuessReason =
  | 'known-header'
  | 'known-words'
  | 'similar-header'
  | 'values'
  /** Salary, gender, birth date ...: never guessed, whatever its values look like. */
  | 'sensitive'
  /** Another column fits its field better. */
  | 'better-column'
  | 'values-do-not-fit'
  | 'unknown'

export interface ColumnGuess {
  column: number
  header: string
  /** null: the column is left out. */
  field: ImportField | null
  /** 0 to 1; below 0.5 nothing is guessed. */
  confidence: number
  reason: GuessReason
}

export interface MappingGuess {
  columns: ColumnGuess[]
  mapping: Mapping
}

/** A column by its index or by its header name. */
export type ColumnRef = number | string

/** What the user says instead of the guess. A field set to null is left out. */
export interface MappingOverrides {
  fields?: Partial<Record<ImportField, ColumnRef | ColumnRef[] | null>>
  unitSeparator?: UnitSeparator | null
  leaderRules?: ({ column: ColumnRef; equals: string } | { column: ColumnRef; atLeast: number })[]
  /** Leaves out every field that is not named in `fields`. */
  isComplete?: boolean
}

export type MappingProblemCode = 'unknown-column' | 'ambiguous-column' | 'several-columns' | 'no-identity-column'
export interface MappingProblem {
  code: MappingProblemCode
  values: Record<string, string>
}

/** The user's answers to the questions of a plan. */
export interface ImportAnswers {
  dateOrder?: Partial<Record<DateField, DateOrder>>
}
