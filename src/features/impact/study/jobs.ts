// What a study's thread is asked for, and what it says. Everything here can be posted from thread to thread.
import type { Design, Rows } from '#engines/causal/rows.ts'
import type { Answer as PageAnswer, Power } from '../contract/studies.ts'
import type { MeasureName } from '../rules/measures.ts'
import type { Answer } from './answer.ts'
import type { FileShape } from './inspect-file.ts'
import type { Columns, FileForm, FileObjection } from './read-panel.ts'

/** Teams by periods. `unit` is the place of a team in the order of ids. */
export interface TeamPanel {
  rows: Rows
  /** First day of each period, from 1 on. */
  labels: string[]
  others: { measure: MeasureName; rows: Rows }[]
  /** Of each team that takes part, with or without rows: when it starts (0: not within what was seen), and its stratum in the lot. */
  starts: Float64Array
  strata: Int32Array
  tooFewAnswers: number
  tooFewPeople: number
  lastDay: string | null
}
export type Source = { kind: 'teams'; panel: TeamPanel } | { kind: 'file'; bytes: Uint8Array; columns: Columns }

export interface StudyAsked {
  job: 'study'
  source: Source
  design: Pick<Design, 'control' | 'anticipation'>
  isRandomised: boolean
  isWordingChanged: boolean
  /** The same text gives the same study. */
  seed: string
}
export interface PowerAsked {
  job: 'power'
  source: Source
  design: Pick<Design, 'control' | 'anticipation'>
  /** Of each team: its first treated period in the plan; 0: none. Of a file: as it says. */
  starts: Float64Array | null
  /** Of the plan. */
  periods: number | null
  seed: string
}
export type Job =
  | StudyAsked
  | PowerAsked
  | { job: 'shape'; bytes: Uint8Array }
  | { job: 'check'; bytes: Uint8Array; columns: Columns; design: Pick<Design, 'control' | 'anticipation'> }
  | { job: 'used'; bytes: Uint8Array; names: readonly string[] }

/** With every figure, as files hold it. */
export type WholeAnswer = PageAnswer &
  Omit<Answer, keyof PageAnswer> & {
    /** How the panel that is taken out is written. */
    form: FileForm
  }
export interface Results {
  study: { answer: WholeAnswer; objection: null } | { answer: null; objection: FileObjection }
  power: { power: Power; problem: null } | { power: null; problem: FileObjection | 'no-plan' | 'no-past' }
  shape: FileShape | null
  check: FileObjection | null
  /** CSV, safe to open in a spreadsheet. */
  used: Uint8Array
}
export type Stage = 'reading' | 'comparing' | 'tests' | 'bands' | 'lot' | 'outcomes' | 'simulating'
export type Tell = (stage: Stage, share: number) => void
export type Message = { stage: Stage; share: number } | { result: Results[keyof Results] }
