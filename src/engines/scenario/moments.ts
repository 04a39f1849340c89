// One scene with its choices, asked alone: what each choice is worth, by what it leads to and by what its author says it keeps or costs.
//
// A choice is worth the lower of two:
//   1. the best ending that can still be reached from it, however well one goes on: who can't come to a good end any more has not chosen well
//   2. what its author says: keeps a principle: good; costs one: poor; keeps one and costs another: defensible; says nothing: as 1.
// The situation is the one that is reached in the fewest steps while all can still come to a good end. Asked is a scene with a good choice and one that is not.
import { explore } from './explore.ts'
import { holds, indexScenario, moveOfPath, openChoices, replay } from './play.ts'
import { choicePath } from './scenario.ts'
import type { Choice, Quality, Scenario } from './scenario.ts'

export interface Moment {
  scene: string
  /** What leads here, as paths. */
  via: string[]
  /** In the order of scenario.states. */
  state: number[]
  /** The choices that are open, by their place among all of the scene. */
  choices: { index: number; worth: Quality }[]
  /** What its good choices keep, else what the scenario is about. */
  theme: string
}

const order: readonly Quality[] = ['poor', 'defensible', 'good']
const lower = (one: Quality, other: Quality): Quality => (order.indexOf(one) < order.indexOf(other) ? one : other)

/** What a choice is worth; `best`: the best ending in reach after it, null: none. */
export function worthOf({ kept, broken }: Pick<Choice, 'kept' | 'broken'>, best: Quality | null): Quality {
  const said: Quality = broken.length === 0 ? 'good' : kept.length > 0 ? 'defensible' : 'poor'
  return lower(said, best ?? 'poor')
}

/** Of a scenario without faults, in the order of its scenes; empty where it has more situations than can be looked at. */
export function momentsOf(scenario: Scenario): Moment[] {
  const found = explore(scenario)
  const indexed = indexScenario(scenario)
  return scenario.scenes.flatMap(({ key, choices }): Moment[] => {
    const first = found?.first.get(key)
    const position = first && replay(indexed, first.via.map(moveOfPath))?.position
    if (!first || position?.at !== key) return []
    const open = openChoices(indexed, position).map(({ index, path, choice }) => ({
      index,
      worth: worthOf(choice, first.best.get(path) ?? null),
    }))
    const good = open.filter(({ worth }) => worth === 'good')
    if (good.length === 0 || good.length === open.length) return []
    const kept = good.flatMap(({ index }) => choices[index]?.kept ?? [])
    return [
      {
        scene: key,
        via: first.via,
        state: [...position.state],
        choices: open,
        // What most of them keep; of as many, what is named first.
        theme: kept.toSorted((a, b) => count(kept, b) - count(kept, a))[0] ?? scenario.theme,
      },
    ]
  })
}
const count = (all: readonly string[], wanted: string): number => all.filter((one) => one === wanted).length

/**
 * What must stay the same for it to be the same question: the choices in their words, what they do, and what they are worth. What is said before may be
 * corrected. Of a translation other words: take the first language.
 */
export function markOf(scenario: Scenario, { scene, choices }: Moment): string {
  const all = scenario.scenes.find(({ key }) => key === scene)?.choices ?? []
  return JSON.stringify([
    scene,
    choices.map(({ index, worth }) => [worth, all[index]?.text, all[index]?.effects, all[index]?.kept, all[index]?.broken]),
  ])
}

export interface ShownMoment {
  title: string
  about: string | null
  /** What one chose on the way here. */
  before: string[]
  cast: { key: string; words: string }[]
  lines: { speaker: string | null; isYou: boolean; emotion: string | null; words: string }[]
  states: { key: string; label: string | null; kind: 'meter' | 'counter'; value: number; most: number }[]
  choices: {
    index: number
    text: string
    worth: Quality
    words: string | null
    standard: string | null
    rule: string | null
  }[]
}
/** In the words of one language, whose structure is the same. */
export function showMoment(scenario: Scenario, { scene, via, state, choices }: Moment): ShownMoment {
  const indexed = indexScenario(scenario)
  const here = indexed.scenes.get(scene)
  const words = new Map(scenario.scenes.flatMap((one) => one.choices.map(({ text }, index) => [choicePath(one.key, index), text] as const)))
  return {
    title: scenario.title,
    about: scenario.about,
    before: via.flatMap((path) => words.get(path) ?? []),
    cast: scenario.cast.map(({ key, words: who }) => ({ key, words: who })),
    lines: (here?.lines ?? [])
      .filter(({ conditions }) => holds(indexed, conditions, state))
      .map(({ speaker, isYou, emotion, words: said }) => ({ speaker, isYou, emotion, words: said })),
    states: scenario.states.map(({ key, label, kind, most }, index) => ({ key, label, kind, most, value: state[index] ?? 0 })),
    choices: choices.flatMap(({ index, worth }) => {
      const choice = here?.choices[index]
      return choice ? [{ index, text: choice.text, worth, words: choice.words, standard: choice.standard, rule: choice.rule }] : []
    }),
  }
}
