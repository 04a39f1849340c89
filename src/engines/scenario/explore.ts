// Every situation (place and state) that any play can come to. Bounded: past the limit nothing is said rather than something wrong.
// Meters and the states that a condition asks for are followed exactly; other counters decide nothing and are left out.
// A counter that only grows is followed up to one past the largest number it is compared with: beyond that no condition can tell.
import { changed } from './play.ts'
import { choicePath, jumpPath, timerPath, triggerPath } from './scenario.ts'
import type { Condition, Effect, Quality, Scenario } from './scenario.ts'

export const mostSituations = 120_000

export interface Found {
  /** Paths of choices, ways on and timers that can be taken; lines are asked by `seen`. */
  taken: ReadonlySet<string>
  reached: ReadonlySet<string>
  /** Effects by path and state: is it cut off at 0 or at the most at times, and is it ever whole? Counters are not asked. */
  cuts: ReadonlyMap<string, { cut: boolean; whole: boolean }>
  /** Situations with nothing to choose, and such from which no ending can be reached; one of each place, with a way there. */
  stuck: { at: string; via: string[] }[]
  lost: { at: string; via: string[] }[]
  /** Is there a situation at this place in which all of it holds? */
  seen(at: string, conditions: readonly Condition[]): boolean
  situations: number
  /** Each scene as it is reached in the fewest steps with a good ending still in reach: the way there, and of each choice that is open then the best ending. */
  first: ReadonlyMap<string, { via: string[]; best: ReadonlyMap<string, Quality | null> }>
}

interface Tracked {
  key: string
  most: number
  start: number
  isMeter: boolean
}

function trackedStates(scenario: Scenario): Tracked[] {
  const conditions = allConditions(scenario)
  const effects = allEffects(scenario)
  return scenario.states.flatMap(({ key, start, most, kind }): Tracked[] => {
    const asked = conditions.filter(({ state }) => state === key).map(({ number }) => number)
    if (kind === 'meter') return [{ key, start, most, isMeter: true }]
    if (asked.length === 0) return []
    const isGrowing = effects.every((effect) => effect.state !== key || (effect.kind === 'change' && effect.number >= 0))
    const cap = isGrowing ? Math.min(Math.max(...asked) + 1, most) : most
    return [{ key, start: Math.min(start, cap), most: cap, isMeter: false }]
  })
}
const allConditions = ({ scenes, endings, triggers }: Scenario): Condition[] => [
  ...triggers.flatMap(({ conditions }) => conditions),
  ...[...scenes, ...endings].flatMap(({ lines }) => lines.flatMap(({ conditions }) => conditions)),
  ...scenes.flatMap(({ choices, jumps }) => [...choices, ...jumps].flatMap(({ conditions }) => conditions)),
]
const allEffects = ({ scenes }: Scenario): Effect[] =>
  scenes.flatMap(({ choices, jumps, timer }) => [...choices, ...jumps, ...(timer ? [timer] : [])].flatMap(({ effects }) => effects))

type Test = readonly { slot: number; sign: Condition['comparison']; number: number }[]
interface Exit {
  path: string
  test: Test
  effects: readonly { slot: number; effect: Effect; cutKey: string }[]
  target: number
  isTimer: boolean
  isJump: boolean
}

/** Null: more situations than the bound. Targets must exist (see references in validate.ts). */
export function explore(scenario: Scenario, most = mostSituations): Found | null {
  const tracked = trackedStates(scenario)
  const slots = new Map(tracked.map(({ key }, index) => [key, index]))
  const places = [...scenario.scenes, ...scenario.endings]
  const numbers = new Map(places.map(({ key }, index) => [key, index]))
  const radix = tracked.map((state) => state.most + 1)
  if (radix.reduce((product, size) => product * size, places.length) > Number.MAX_SAFE_INTEGER) return null
  // A condition on a state that is not declared is a fault told elsewhere; here it holds never.
  const compile = (conditions: readonly Condition[]): Test =>
    conditions.map(({ state, comparison, number }) => ({ slot: slots.get(state) ?? -1, sign: comparison, number }))
  const exits = scenario.scenes.map((scene): Exit[] => [
    ...scene.choices.map((choice, index) => exit(choicePath(scene.key, index), choice, choice.conditions, false, false)),
    ...scene.jumps.map((jump, index) => exit(jumpPath(scene.key, index), jump, jump.conditions, false, true)),
    ...(scene.timer ? [exit(timerPath(scene.key), scene.timer, [], true, false)] : []),
  ])
  function exit(
    path: string,
    way: { effects: readonly Effect[]; target: string },
    conditions: readonly Condition[],
    isTimer: boolean,
    isJump: boolean,
  ): Exit {
    const effects = way.effects.flatMap((effect) => {
      const slot = slots.get(effect.state)
      return slot === undefined ? [] : [{ slot, effect, cutKey: tracked[slot]?.isMeter ? `${path} ${effect.state}` : '' }]
    })
    return { path, test: compile(conditions), effects, target: numbers.get(way.target) ?? 0, isTimer, isJump }
  }
  const triggers = scenario.triggers.map(({ conditions, target }, index) => ({
    path: triggerPath(index),
    test: compile(conditions),
    target: numbers.get(target) ?? 0,
  }))
  const isScene = (place: number): boolean => place < scenario.scenes.length

  const ids = new Map<number, number>()
  const where: number[] = []
  const states: number[][] = []
  const parents: number[] = []
  const parentPaths: string[] = []
  const backwards: number[][] = []
  const taken = new Set<string>()
  const cuts = new Map<string, { cut: boolean; whole: boolean }>()
  const add = (place: number, state: number[], parent: number, path: string): number => {
    let code = place
    for (const [slot, size] of radix.entries()) code = code * size + (state[slot] ?? 0)
    const known = ids.get(code)
    if (known !== undefined) return known
    const id = where.length
    ids.set(code, id)
    where.push(place)
    states.push(state)
    parents.push(parent)
    parentPaths.push(path)
    backwards.push([])
    return id
  }
  add(
    0,
    tracked.map(({ start }) => start),
    -1,
    '',
  )
  const stuck = new Map<number, number>()
  for (let id = 0; id < where.length; id++) {
    if (where.length > most) return null
    const place = where[id] ?? 0
    const state = states[id] ?? []
    if (!isScene(place)) continue
    let ways = 0
    let hasJumped = false
    for (const way of exits[place] ?? []) {
      if ((way.isJump && hasJumped) || !passes(way.test, state)) continue
      hasJumped ||= way.isJump
      taken.add(way.path)
      const next = [...state]
      for (const { slot, effect, cutKey } of way.effects) {
        const value = changed(next[slot] ?? 0, effect, tracked[slot] ?? { most: 0 })
        if (cutKey !== '' && effect.kind === 'change') {
          const cut = cuts.get(cutKey) ?? { cut: false, whole: false }
          if (value === (next[slot] ?? 0) + effect.number) cut.whole = true
          else cut.cut = true
          cuts.set(cutKey, cut)
        }
        next[slot] = value
      }
      const trigger = isScene(way.target) ? triggers.find(({ test }) => passes(test, next)) : undefined
      if (trigger) taken.add(trigger.path)
      const reached = add(trigger?.target ?? way.target, next, id, way.path)
      // A timer may be switched off: it leads somewhere, but nobody may depend on it.
      if (!way.isTimer) {
        ways++
        backwards[reached]?.push(id)
      }
    }
    if (ways === 0 && !stuck.has(place)) stuck.set(place, id)
  }
  // The best ending in reach: 0 none, else one more than its place in `ranks`. From the best down, so that each situation is visited once.
  const best = new Uint8Array(where.length)
  for (const [rank, quality] of ranks.entries()) {
    const queue: number[] = []
    for (const [id, place] of where.entries())
      if (best[id] === 0 && !isScene(place) && scenario.endings[place - scenario.scenes.length]?.quality === quality) {
        best[id] = rank + 1
        queue.push(id)
      }
    for (let head = 0; head < queue.length; head++)
      for (const before of backwards[queue[head] ?? 0] ?? [])
        if (best[before] === 0) {
          best[before] = rank + 1
          queue.push(before)
        }
  }
  const lost = new Map<number, number>()
  for (const [id, place] of where.entries()) if (best[id] === 0 && !lost.has(place) && !stuck.has(place)) lost.set(place, id)
  const bestOf = (id: number) =>
    new Map(
      (exits[where[id] ?? 0] ?? [])
        .filter((way) => !way.isTimer && !way.isJump && passes(way.test, states[id] ?? []))
        .map((way) => {
          const next = [...(states[id] ?? [])]
          for (const { slot, effect } of way.effects) next[slot] = changed(next[slot] ?? 0, effect, tracked[slot] ?? { most: 0 })
          const trigger = isScene(way.target) ? triggers.find(({ test }) => passes(test, next)) : undefined
          return [way.path, ranks[(best[add(trigger?.target ?? way.target, next, id, way.path)] ?? 0) - 1] ?? null]
        }),
    )
  const via = (id: number): string[] => {
    const paths: string[] = []
    for (let at = id; at > 0; at = parents[at] ?? 0) paths.push(parentPaths[at] ?? '')
    return paths.toReversed()
  }
  const listed = (map: ReadonlyMap<number, number>) => [...map].map(([place, id]) => ({ at: places[place]?.key ?? '', via: via(id) }))
  return {
    taken,
    reached: new Set(where.map((place) => places[place]?.key ?? '')),
    cuts,
    stuck: listed(stuck),
    lost: listed(lost),
    seen: (at, conditions) => {
      const test = compile(conditions)
      const place = numbers.get(at)
      return where.some((here, id) => here === place && passes(test, states[id] ?? []))
    },
    situations: where.length,
    first: new Map(
      scenario.scenes.flatMap(({ key }, place) => {
        const id = where.findIndex((here, at) => here === place && best[at] === 1)
        return id < 0 ? [] : [[key, { via: via(id), best: bestOf(id) }] as const]
      }),
    ),
  }
}
/** The best first. */
const ranks: readonly Quality[] = ['good', 'defensible', 'poor']

function passes(test: Test, state: readonly number[]): boolean {
  for (const { slot, sign, number } of test) {
    const value = state[slot]
    if (value === undefined) return false
    const isTrue =
      sign === '>='
        ? value >= number
        : sign === '<='
          ? value <= number
          : sign === '<'
            ? value < number
            : sign === '>'
              ? value > number
              : value === number
    if (!isTrue) return false
  }
  return true
}
