// What a translator translates: every sentence with its path. Structure is never touched, so all languages play the same.
import { choicePath, linePath } from './scenario.ts'
import type { Debrief, Line, Scenario } from './scenario.ts'

export type WordsKind =
  | 'title'
  | 'about'
  | 'label'
  | 'cast'
  | 'scene-title'
  | 'emotion'
  | 'line'
  | 'choice'
  | 'debrief'
  | 'standard'
  | 'rule'
export interface Words {
  path: string
  kind: WordsKind
  words: string
}

/** In the order of the text. */
export function wordsOf(scenario: Scenario): Words[] {
  const all: Words[] = []
  mapWords(scenario, (path, kind, words) => {
    all.push({ path, kind, words })
    return words
  })
  return all
}

/** The same scenario in other words; a path without words (or with empty ones) keeps the words it has. */
export const withWords = (scenario: Scenario, words: ReadonlyMap<string, string>): Scenario =>
  mapWords(scenario, (path, _kind, old) => {
    const given = words.get(path)?.replaceAll(/\s+/g, ' ').trim()
    return given === undefined || given === '' ? old : given
  })

/** A translated sentence, and the sentence of the first language that it was made from. */
export type Translation = Record<string, { from: string; words: string }>
export interface TranslationRow extends Words {
  /** '' where there is none. */
  translated: string
  /** `changed`: the sentence it was made from reads otherwise today. */
  state: 'done' | 'changed' | 'missing'
}
/**
 * What is translated of the source as it stands. A sentence that has moved takes its translation along; a changed one keeps it beside itself until somebody has looked.
 */
export function alignTranslation(source: readonly Words[], translation: Translation): TranslationRow[] {
  const bySentence = new Map(Object.values(translation).map(({ from, words }) => [from, words]))
  return source.map((row) => {
    const here = Object.hasOwn(translation, row.path) ? translation[row.path] : undefined
    const known = here?.from === row.words ? here.words : bySentence.get(row.words)
    if (known !== undefined && known !== '') return { ...row, translated: known, state: 'done' }
    return here === undefined || here.words === ''
      ? { ...row, translated: '', state: 'missing' }
      : { ...row, translated: here.words, state: 'changed' }
  })
}
/** Of two texts with one structure, sentence by sentence. */
export function translationOf(source: Scenario, translated: Scenario): Translation {
  const words = wordsOf(translated)
  return Object.fromEntries(wordsOf(source).map(({ path, words: from }, index) => [path, { from, words: words[index]?.words ?? '' }]))
}

/** True where two texts differ in words only. */
export const isSameStructure = (one: Scenario, other: Scenario): boolean => JSON.stringify(bare(one)) === JSON.stringify(bare(other))
const bare = (scenario: Scenario): Scenario => mapWords(scenario, () => '')

type Turn = (path: string, kind: WordsKind, words: string) => string
function mapWords(scenario: Scenario, turn: Turn): Scenario {
  const maybe = (path: string, kind: WordsKind, words: string | null): string | null => (words === null ? null : turn(path, kind, words))
  const line = (key: string, one: Line, index: number): Line => ({
    ...one,
    emotion: maybe(`${linePath(key, index)}/emotion`, 'emotion', one.emotion),
    words: turn(linePath(key, index), 'line', one.words),
  })
  const debrief = <T extends Debrief>(path: string, one: T): T => ({
    ...one,
    words: maybe(`${path}/debrief`, 'debrief', one.words),
    standard: maybe(`${path}/standard`, 'standard', one.standard),
    rule: maybe(`${path}/rule`, 'rule', one.rule),
  })
  return {
    ...scenario,
    title: turn('title', 'title', scenario.title),
    about: maybe('about', 'about', scenario.about),
    states: scenario.states.map((state) => ({ ...state, label: maybe(`state:${state.key}`, 'label', state.label) })),
    cast: scenario.cast.map(({ key, words }) => ({ key, words: turn(`cast:${key}`, 'cast', words) })),
    scenes: scenario.scenes.map((scene) => ({
      ...scene,
      title: maybe(`${scene.key}/title`, 'scene-title', scene.title),
      lines: scene.lines.map((one, index) => line(scene.key, one, index)),
      choices: scene.choices.map((choice, index) => {
        const path = choicePath(scene.key, index)
        const text = turn(path, 'choice', choice.text)
        return { ...debrief(path, choice), text }
      }),
    })),
    endings: scenario.endings.map((ending) => ({
      ...debrief(ending.key, ending),
      title: maybe(`${ending.key}/title`, 'scene-title', ending.title),
      lines: ending.lines.map((one, index) => line(ending.key, one, index)),
    })),
  }
}
