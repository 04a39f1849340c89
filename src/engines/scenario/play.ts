// One play: a position, and a move that leads to the next. The same steps on a phone without a network and on the server that checks them.
import { choicePath, jumpPath, timerPath } from './scenario.ts'
import type { Choice, Condition, Effect, Ending, Scenario, Scene, State } from './scenario.ts'

/** `choice` counts from 0; `on`: the way on of a scene without choices; `time`: nothing was chosen in time. */
export type Move = { kind: 'choice'; index: number } | { kind: 'on' } | { kind: 'time' }
export interface Position {
  /** Key of a scene or of an ending. */
  at: string
  /** In the order of scenario.states. */
  state: readonly number[]
}
export interface Indexed {
  scenario: Scenario
  scenes: ReadonlyMap<string, Scene>
  endings: ReadonlyMap<string, Ending>
  states: ReadonlyMap<string, number>
}

export const indexScenario = (scenario: Scenario): Indexed => ({
  scenario,
  scenes: new Map(scenario.scenes.map((scene) => [scene.key, scene])),
  endings: new Map(scenario.endings.map((ending) => [ending.key, ending])),
  states: new Map(scenario.states.map(({ key }, index) => [key, index])),
})

export const startOf = ({ scenario }: Indexed): Position => ({
  at: scenario.scenes[0]?.key ?? '',
  state: scenario.states.map(({ start }) => start),
})

export const holds = ({ states }: Indexed, conditions: readonly Condition[], state: readonly number[]): boolean =>
  conditions.every(({ state: key, comparison, number }) => {
    const value = state[states.get(key) ?? -1] ?? 0
    if (comparison === '>=') return value >= number
    if (comparison === '<=') return value <= number
    if (comparison === '<') return value < number
    return comparison === '>' ? value > number : value === number
  })

/** What a state becomes: it stays between 0 and its most. */
export const changed = (value: number, { kind, number }: Effect, { most }: Pick<State, 'most'>): number =>
  Math.min(Math.max(kind === 'set' ? number : value + number, 0), most)

export function applyEffects({ scenario, states }: Indexed, effects: readonly Effect[], state: readonly number[]): number[] {
  const next = [...state]
  for (const effect of effects) {
    const index = states.get(effect.state)
    const of = index === undefined ? undefined : scenario.states[index]
    if (index !== undefined && of) next[index] = changed(next[index] ?? 0, effect, of)
  }
  return next
}

/** The choices that may be seen now, with their place among all of the scene. */
export function openChoices(indexed: Indexed, { at, state }: Position): { index: number; path: string; choice: Choice }[] {
  const choices = indexed.scenes.get(at)?.choices ?? []
  return choices.flatMap((choice, index) =>
    holds(indexed, choice.conditions, state) ? [{ index, path: choicePath(at, index), choice }] : [],
  )
}

export const isOver = ({ endings }: Indexed, { at }: Position): boolean => endings.has(at)

/** Null: this move can't be made here. */
export function step(indexed: Indexed, position: Position, move: Move): Position | null {
  const scene = indexed.scenes.get(position.at)
  const taken = scene && exitOf(indexed, scene, position.state, move)
  if (!taken || (!indexed.scenes.has(taken.target) && !indexed.endings.has(taken.target))) return null
  const state = applyEffects(indexed, taken.effects, position.state)
  if (indexed.endings.has(taken.target)) return { at: taken.target, state }
  const trigger = indexed.scenario.triggers.find(
    ({ conditions, target }) => indexed.endings.has(target) && holds(indexed, conditions, state),
  )
  return { at: trigger?.target ?? taken.target, state }
}

function exitOf(
  indexed: Indexed,
  scene: Scene,
  state: readonly number[],
  move: Move,
): { target: string; effects: readonly Effect[] } | null {
  if (move.kind === 'time') return scene.timer
  if (move.kind === 'on') return scene.jumps.find(({ conditions }) => holds(indexed, conditions, state)) ?? null
  const choice = scene.choices[move.index]
  return choice && holds(indexed, choice.conditions, state) ? choice : null
}

/** As logs and reports name it; a way on with the one that holds. */
export function pathOfMove(indexed: Indexed, { at, state }: Position, move: Move): string {
  if (move.kind === 'choice') return choicePath(at, move.index)
  if (move.kind === 'time') return timerPath(at)
  const jumps = indexed.scenes.get(at)?.jumps ?? []
  return jumpPath(
    at,
    jumps.findIndex(({ conditions }) => holds(indexed, conditions, state)),
  )
}
export function moveOfPath(path: string): Move {
  const last = path.slice(path.lastIndexOf('/') + 1)
  if (last === 'after') return { kind: 'time' }
  return last.startsWith('on') ? { kind: 'on' } : { kind: 'choice', index: Number(last) - 1 }
}

export interface Taken {
  move: Move
  before: Position
  after: Position
}
/** All moves from the start; null: one of them can't be made, so nobody played this. */
export function replay(indexed: Indexed, moves: readonly Move[]): { taken: Taken[]; position: Position } | null {
  let position = startOf(indexed)
  const taken: Taken[] = []
  for (const move of moves) {
    const after = step(indexed, position, move)
    if (!after) return null
    taken.push({ move, before: position, after })
    position = after
  }
  return { taken, position }
}
