// What is wrong with a scenario, in the order of its text. Errors refuse publishing; warnings ask for a second look.
import { explore } from './explore.ts'
import type { Found } from './explore.ts'
import { parseScenario } from './parse.ts'
import type { Parsed } from './parse.ts'
import { choicePath, jumpPath, linePath, timerPath, triggerPath } from './scenario.ts'
import type { Condition, Effect, Place, Scenario } from './scenario.ts'

export interface Finding extends Place {
  code: string
  /** The key, state or words that it is about. */
  about: string
  isError: boolean
  path: string
  /** The choices that lead there, from the start. */
  via: string[]
}
export interface Checked {
  scenario: Scenario
  findings: Finding[]
  /** Situations looked at; null where the text could not be followed at all. */
  situations: number | null
}

/** Reads and examines. A text without errors can be played to an ending from every situation, with and without time pressure. */
export function checkScenario(text: string): Checked {
  const parsed = parseScenario(text)
  const faults = parsed.faults.map((fault): Finding => ({ ...fault, isError: true, path: '', via: [] }))
  if (parsed.scenario.scenes.length === 0) return { scenario: parsed.scenario, findings: faults, situations: null }
  const say = sayer(parsed)
  const broken = references(parsed.scenario, say)
  const incomplete = completeness(parsed.scenario, say)
  if (faults.length > 0 || broken.length > 0)
    return { scenario: parsed.scenario, findings: inOrder([...faults, ...broken, ...incomplete]), situations: null }
  const found = explore(parsed.scenario)
  const explored = found ? situations(parsed.scenario, found, say) : [say('too-many-situations', '', '')]
  return { scenario: parsed.scenario, findings: inOrder([...broken, ...incomplete, ...explored]), situations: found?.situations ?? null }
}

type Say = (code: string, path: string, about: string, more?: { isError?: boolean; via?: string[] }) => Finding
const sayer =
  ({ places }: Parsed): Say =>
  (code, path, about, { isError = true, via = [] } = {}) => ({
    code,
    path,
    about,
    isError,
    via,
    ...(places.get(path) ?? { line: 1, column: 1 }),
  })
const inOrder = (findings: Finding[]): Finding[] =>
  findings.toSorted((one, other) => one.line - other.line || one.column - other.column || Number(other.isError) - Number(one.isError))

/** Each way with its path: where it leads, what it asks and what it changes. */
const waysOf = ({ scenes }: Scenario) =>
  scenes.flatMap(({ key, choices, jumps, timer }) => [
    ...choices.map((choice, index) => ({ path: choicePath(key, index), ...choice })),
    ...jumps.map((jump, index) => ({ path: jumpPath(key, index), ...jump })),
    ...(timer ? [{ path: timerPath(key), conditions: [] as Condition[], ...timer }] : []),
  ])

function references(scenario: Scenario, say: Say): Finding[] {
  const states = new Map(scenario.states.map((state) => [state.key, state]))
  const endings = new Set(scenario.endings.map(({ key }) => key))
  const targets = new Set([...scenario.scenes.map(({ key }) => key), ...endings])
  const asked = (path: string, conditions: readonly Condition[]): Finding[] =>
    conditions.filter(({ state }) => !states.has(state)).map(({ state }) => say('state-unknown', path, state))
  const changes = (path: string, effects: readonly Effect[]): Finding[] =>
    effects.flatMap((effect) => {
      const state = states.get(effect.state)
      if (!state) return [say('state-unknown', path, effect.state)]
      return effect.kind === 'set' && effect.number > state.most ? [say('state-beyond', path, effect.state)] : []
    })
  return [
    ...scenario.triggers.flatMap(({ conditions, target }, index) => [
      ...asked(triggerPath(index), conditions),
      ...(endings.has(target) ? [] : [say(targets.has(target) ? 'when-to-scene' : 'target-unknown', triggerPath(index), target)]),
    ]),
    ...waysOf(scenario).flatMap(({ path, conditions, effects, target }) => [
      ...(targets.has(target) || target === '' ? [] : [say('target-unknown', path, target)]),
      ...asked(path, conditions),
      ...changes(path, effects),
    ]),
    ...[...scenario.scenes, ...scenario.endings].flatMap(({ key, lines }) =>
      lines.flatMap(({ conditions }, index) => asked(linePath(key, index), conditions)),
    ),
  ]
}

function completeness(scenario: Scenario, say: Say): Finding[] {
  const welcome = scenario.endings.filter(({ quality }) => quality !== 'poor')
  return [
    ...[...scenario.scenes, ...scenario.endings].filter(({ lines }) => lines.length === 0).map(({ key }) => say('without-words', key, key)),
    ...scenario.scenes.flatMap(({ key, choices, timer }) => [
      ...choices.flatMap(({ words }, index) => (words === null ? [say('debrief-missing', choicePath(key, index), '')] : [])),
      ...choices.flatMap(({ kept, broken }, index) =>
        kept.length + broken.length === 0 ? [say('theme-missing', choicePath(key, index), '', { isError: false })] : [],
      ),
      ...(choices.length === 1 ? [say('one-choice', key, key, { isError: false })] : []),
      ...(choices.length === 0 && timer ? [say('timer-without-choice', timerPath(key), key)] : []),
    ]),
    ...scenario.endings.filter(({ words }) => words === null).map(({ key }) => say('debrief-missing', key, key)),
    ...(scenario.endings.length > 0 && welcome.length === 0 ? [say('no-good-ending', '', '')] : []),
    ...(welcome.length === 1 ? [say('one-good-ending', welcome[0]?.key ?? '', '', { isError: false })] : []),
  ]
}

function situations(scenario: Scenario, found: Found, say: Say): Finding[] {
  const unseen = (key: string): boolean => !found.reached.has(key)
  return [
    ...scenario.scenes.filter(({ key }) => unseen(key)).map(({ key }) => say('scene-unreachable', key, key)),
    ...scenario.endings.filter(({ key }) => unseen(key)).map(({ key }) => say('ending-unreachable', key, key)),
    ...found.stuck.map(({ at, via }) => say('dead-end', at, at, { via })),
    ...found.lost.map(({ at, via }) => say('no-ending-in-reach', at, at, { via })),
    ...scenario.triggers.flatMap((_, index) =>
      found.taken.has(triggerPath(index)) ? [] : [say('when-impossible', triggerPath(index), '')],
    ),
    ...waysOf(scenario)
      .filter(({ path, conditions, effects }) => conditions.length + effects.length > 0 || !path.includes('/on'))
      .filter(({ path }) => !found.taken.has(path) && !unseen(path.slice(0, path.lastIndexOf('/'))))
      .map(({ path }) => say('choice-impossible', path, '')),
    ...[...scenario.scenes, ...scenario.endings].flatMap(({ key, lines }) =>
      lines.flatMap(({ conditions }, index) =>
        conditions.length > 0 && !unseen(key) && !found.seen(key, conditions) ? [say('line-impossible', linePath(key, index), '')] : [],
      ),
    ),
    ...cutStates(found, say),
  ]
}

/** A change that never does anything is a mistake; one that is cut off at times is told once for each state. */
function cutStates({ cuts }: Found, say: Say): Finding[] {
  const told = new Set<string>()
  return [...cuts].flatMap(([where, { cut, whole }]) => {
    const [path = '', state = ''] = where.split(' ')
    if (cut && !whole) return [say('state-out-of-bounds', path, state)]
    if (!cut || told.has(state)) return []
    told.add(state)
    return [say('state-cut', path, state, { isError: false })]
  })
}
