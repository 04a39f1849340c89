// What a new scenario begins with: complete and playable, so that an author changes instead of starting from nothing.
import { limits, type Scenario } from '#engines/scenario/scenario.ts'
import { serialiseScenario } from '#engines/scenario/serialise.ts'

export interface Beginning {
  title: string
  level: number
  theme: string
  channel: Scenario['channel']
}
/** Letters a-z and figures of the title; what has none of them gets its own. */
export function keyOf(title: string, fallback: string): string {
  const plain = title
    .normalize('NFKD')
    .replaceAll('ß', 'ss')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
  return plain.slice(0, 60).replace(/-+$/, '') || `scenario-${fallback}`
}

/** `word`: the sentences of the person's language. */
export function templateOf({ title, level, theme, channel }: Beginning, key: string, word: (name: string) => string): string {
  const line = (words: string, speaker: string | null = null) => ({ speaker, isYou: false, emotion: null, conditions: [], words })
  const you = (words: string) => ({ ...line(words), isYou: true })
  const told = (words: string) => ({ words, standard: null, broken: [], rule: null })
  const effect = (state: string, number: number) => ({ state, kind: 'change' as const, number })
  return serialiseScenario({
    key,
    title: title.slice(0, 120),
    about: word('about'),
    level,
    theme,
    families: [],
    channel,
    minutes: 5,
    states: [
      { key: 'patience', start: 3, most: 5, kind: 'meter', label: null },
      { key: 'trust', start: 2, most: 5, kind: 'meter', label: null },
    ],
    cast: [{ key: 'customer', words: word('cast').slice(0, limits.words) }],
    triggers: [{ conditions: [{ state: 'patience', comparison: '=', number: 0 }], target: 'gone' }],
    scenes: [
      {
        key: 'start',
        title: word('startTitle'),
        lines: [you(word('see')), { ...line(word('says'), 'customer'), emotion: word('feels') }],
        choices: [
          {
            text: word('listen'),
            conditions: [],
            effects: [effect('trust', 1)],
            target: 'next',
            kept: [theme],
            ...told(word('listenWhy')),
          },
          {
            text: word('form'),
            conditions: [],
            effects: [effect('patience', -2)],
            target: 'next',
            kept: [],
            ...told(word('formWhy')),
            broken: [theme],
          },
        ],
        jumps: [],
        timer: null,
      },
      {
        key: 'next',
        title: word('nextTitle'),
        lines: [line(word('asks'), 'customer')],
        choices: [
          {
            text: word('promise'),
            conditions: [],
            effects: [effect('trust', 1)],
            target: 'calm',
            kept: [theme],
            ...told(word('promiseWhy')),
          },
          { text: word('short'), conditions: [], effects: [], target: 'short', kept: [], ...told(word('shortWhy')), broken: [theme] },
          {
            text: word('away'),
            conditions: [],
            effects: [effect('patience', -2)],
            target: 'next',
            kept: [],
            ...told(word('awayWhy')),
            broken: [theme],
          },
        ],
        jumps: [],
        timer: null,
      },
    ],
    endings: [
      {
        key: 'calm',
        title: word('calmTitle'),
        quality: 'good',
        lines: [line(word('calm'), 'customer')],
        kept: [theme],
        ...told(word('calmWhy')),
      },
      {
        key: 'short',
        title: word('shortTitle'),
        quality: 'defensible',
        lines: [line(word('shortEnd'), 'customer')],
        kept: [],
        ...told(word('shortEndWhy')),
      },
      {
        key: 'gone',
        title: word('goneTitle'),
        quality: 'poor',
        lines: [line(word('gone'))],
        kept: [],
        ...told(word('goneWhy')),
        broken: [theme],
      },
    ],
  })
}
