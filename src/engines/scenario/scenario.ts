// A branching conversation as values. Its text form is read by parse.ts and written by serialise.ts; docs/guide/scenario-format.md explains it.
export const channels = ['phone', 'counter', 'chat', 'mail', 'door', 'desk'] as const
export type Channel = (typeof channels)[number]
export const qualities = ['good', 'defensible', 'poor'] as const
export type Quality = (typeof qualities)[number]

export const comparisons = ['>=', '<=', '=', '<', '>'] as const
export type Comparison = (typeof comparisons)[number]
export interface Condition {
  state: string
  comparison: Comparison
  number: number
}
/** `change`: added, negative to take away. `set`: becomes. Either way the state stays between 0 and its most. */
export interface Effect {
  state: string
  kind: 'change' | 'set'
  number: number
}

export interface State {
  key: string
  start: number
  most: number
  /** `meter` was written with "of": drawn as so many of so many. `counter` is a plain number, such as cost or minutes. */
  kind: 'meter' | 'counter'
  label: string | null
}
/** A counter that says nothing else stops here. */
export const counterMost = 100_000

/** `you`: what the player sees or hears. `narration`: nobody says it. Otherwise the key of a member of the cast. */
export interface Line {
  speaker: string | null
  isYou: boolean
  emotion: string | null
  /** All must hold for the line to be shown. */
  conditions: Condition[]
  words: string
}
/** Why it works or not, what good looks like here, which principles it keeps or costs, which authority rule speaks about it. */
export interface Debrief {
  words: string | null
  standard: string | null
  kept: string[]
  broken: string[]
  rule: string | null
}
export interface Choice extends Debrief {
  text: string
  conditions: Condition[]
  effects: Effect[]
  target: string
}
/** The way on where there is nothing to choose; the first that holds is taken. */
export interface Jump {
  conditions: Condition[]
  effects: Effect[]
  target: string
}
/** What happens when the player says nothing. Always can be switched off, so it never is the only way out. */
export interface Timer {
  seconds: number
  effects: Effect[]
  target: string
}
export interface Scene {
  key: string
  title: string | null
  lines: Line[]
  choices: Choice[]
  jumps: Jump[]
  timer: Timer | null
}
export interface Ending extends Debrief {
  key: string
  title: string | null
  quality: Quality
  lines: Line[]
}
/** Ends the conversation as soon as it holds, wherever that is. */
export interface Trigger {
  conditions: Condition[]
  target: string
}
export interface Scenario {
  key: string
  title: string
  about: string | null
  level: number
  theme: string
  families: string[]
  channel: Channel
  minutes: number
  states: State[]
  cast: { key: string; words: string }[]
  triggers: Trigger[]
  /** The first is where it begins. */
  scenes: Scene[]
  endings: Ending[]
}

export const limits = {
  textLength: 200_000,
  scenes: 200,
  choices: 8,
  lines: 30,
  words: 800,
  states: 8,
  cast: 12,
  leastSeconds: 5,
  mostSeconds: 300,
} as const

/** Lines counted from 1, columns from 1 in UTF-16 units, as an editor counts them. */
export interface Place {
  line: number
  column: number
}
/** A code and its values; the words for it stand in the message files of whoever shows it. */
export interface Fault extends Place {
  code: string
  about: string
}

/** How a place is named everywhere: in findings, in logs, in reports. Choices count from 1. */
export const choicePath = (scene: string, index: number): string => `${scene}/${index + 1}`
export const jumpPath = (scene: string, index: number): string => `${scene}/on${index + 1}`
export const timerPath = (scene: string): string => `${scene}/after`
export const linePath = (scene: string, index: number): string => `${scene}/line${index + 1}`
export const triggerPath = (index: number): string => `when${index + 1}`
