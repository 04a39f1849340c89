// From a story with its decision points to a scenario in our text form (docs/guide/scenario-format.md), a question for a huddle and a sentence for a
// poster. What comes out always parses and has no fault (draft.properties.test.ts), however awkward the words.
import {
  type Channel,
  type Choice,
  counterMost,
  type Debrief,
  type Ending,
  limits,
  type Line,
  type Scene,
} from '#engines/scenario/scenario.ts'
import { serialiseScenario } from '#engines/scenario/serialise.ts'
import { type Phrases, phrases } from './phrases.ts'
import { flowOf, sentencesOf, type StoryWords } from './sentences.ts'
import type { StoryLanguage } from './traces.ts'

export interface OtherWay {
  text: string
  why: string
  /** `defensible`: another way that also holds. At least one of a point must be wrong. */
  kind: 'wrong' | 'defensible'
}
export interface StoryPoint {
  /** One of the story's sentences: here something was decided. */
  sentence: string
  done: string
  /** Empty: the principle says why. */
  why: string
  others: readonly OtherWay[]
}
export interface StoryToDraft extends StoryWords {
  /** Small letters, digits and -. */
  key: string
  language: StoryLanguage
  theme: string
  /** The principle's name, in the language of the story. */
  principle: string
  level: number
  channel: Channel
  points: readonly StoryPoint[]
}
export const fewestPoints = 2
export const mostPoints = 6
export const mostOthers = 2

export const isPointWhole = ({ done, others }: StoryPoint): boolean =>
  clean(done) !== '' &&
  others.length > 0 &&
  others.every(({ text, why }) => clean(text) !== '' && clean(why) !== '') &&
  others.some(({ kind }) => kind === 'wrong')

/**
 * The text of a scenario. At each point: what was done (trust grows), and the other ways. A wrong one costs patience and leads to a moment in which it
 * can be turned; left as it is, it costs more. All as it was: good. Found back: defensible. Left: poor. Patience used up: over at once.
 * Throws RangeError where there are fewer than two or more than six points, or one lacks what was done or a wrong way.
 */
export function draftScenario(story: StoryToDraft): string {
  const points = inOrder(story)
  if (points.length < fewestPoints || points.length > mostPoints || !points.every(({ point }) => isPointWhole(point)))
    throw new RangeError('points')
  const say = phrases[story.language]
  const scenes = points.flatMap(({ point, before }, index) => scenesOf(point, before, index, points.length, story, say))
  return serialiseScenario({
    key: story.key,
    title: cut(clean(story.title) || say.untitled, 120),
    about: say.about,
    level: story.level,
    theme: story.theme,
    families: [],
    channel: story.channel,
    minutes: points.length * 2,
    states: [
      { key: 'patience', start: patience, most: patience, kind: 'meter', label: null },
      { key: 'trust', start: 0, most: points.length, kind: 'meter', label: null },
      { key: 'time', start: 0, most: counterMost, kind: 'counter', label: null },
    ],
    cast: [],
    triggers: [{ conditions: [{ state: 'patience', comparison: '=', number: 0 }], target: 'gone' }],
    scenes: [...scenes, closing(points.length, say)],
    endings: endingsOf(story, say),
  })
}
// Wrong and left (2), then wrong once more: over. One wrong that was turned leaves 2, two leave 1.
const patience = 3

/** The points as they stand in the text, each with the sentences since the one before; a sentence that was rewritten since comes last. */
function inOrder(story: Pick<StoryToDraft, 'happened' | 'hard' | 'did' | 'points'>): { point: StoryPoint; before: string[] }[] {
  const flow = flowOf(story)
  const placed = story.points
    .map((point) => ({ point, at: flow.indexOf(point.sentence) }))
    .toSorted((one, other) => (one.at < 0 ? flow.length : one.at) - (other.at < 0 ? flow.length : other.at))
  let from = 0
  return placed.map(({ point, at }) => {
    const before = at < 0 ? [] : flow.slice(from, at)
    if (at >= 0) from = at + 1
    return { point, before }
  })
}

const key = (index: number): string => `point-${index + 1}`
const debrief = (words: string, more: Partial<Debrief> = {}): Debrief => ({
  words,
  standard: null,
  kept: [],
  broken: [],
  rule: null,
  ...more,
})
const plain = (words: string, more: Partial<Line> = {}): Line => ({
  speaker: null,
  isYou: false,
  emotion: null,
  conditions: [],
  words,
  ...more,
})
const you = (words: string): Line => plain(words, { isYou: true })

function scenesOf(point: StoryPoint, before: readonly string[], index: number, count: number, story: StoryToDraft, say: Phrases): Scene[] {
  const next = index + 1 < count ? key(index + 1) : 'close'
  const { theme, principle } = story
  const right: Choice = {
    text: fit(point.done),
    conditions: [],
    effects: [{ state: 'trust', kind: 'change', number: 1 }],
    target: next,
    ...debrief(fit(point.why) || fit(say.rightWhy(principle)), { standard: fit(say.standard(principle)), kept: [theme] }),
  }
  const others = point.others.slice(0, mostOthers).map(({ text, why, kind }, at): Choice => {
    const isWrong = kind === 'wrong'
    return {
      text: fit(text),
      conditions: [],
      effects: isWrong ? [{ state: 'patience', kind: 'change', number: -1 }] : [],
      target: isWrong ? `${key(index)}-turn-${at + 1}` : next,
      ...debrief(fit(why), isWrong ? { broken: [theme] } : { kept: [theme] }),
    }
  })
  const turns = others.flatMap(({ target }, at): Scene[] =>
    target === next
      ? []
      : [
          {
            key: target,
            title: say.wrong(at + 1),
            lines: [plain(say.turn)],
            choices: [
              { ...right, effects: [{ state: 'time', kind: 'change', number: 2 }], ...debrief(say.turned, { kept: [theme] }) },
              {
                text: say.stay,
                conditions: [],
                effects: [{ state: 'patience', kind: 'change', number: -1 }],
                target: next,
                ...debrief(say.stayed, { broken: [theme] }),
              },
            ],
            jumps: [],
            timer: null,
          },
        ],
  )
  const told = paragraphs(before, limits.lines - 3)
  const lines = [
    ...(index > 0 ? [plain(say.cold, { conditions: [{ state: 'patience', comparison: '<=', number: 1 }] })] : []),
    ...(told.length > 0 ? told.map((words) => plain(words)) : [plain(say.goesOn)]),
    you(say.whatNow),
  ]
  // Who plays does not see at once which way was taken: the place of what was done changes from point to point.
  const choices = others.toSpliced(index % (others.length + 1), 0, right)
  return [{ key: key(index), title: null, lines, choices, jumps: [], timer: null }, ...turns]
}

const closing = (count: number, say: Phrases): Scene => ({
  key: 'close',
  title: null,
  lines: [plain(say.end)],
  choices: [],
  jumps: [
    { conditions: [{ state: 'trust', comparison: '>=', number: count }], effects: [], target: 'well' },
    { conditions: [{ state: 'patience', comparison: '>=', number: 2 }], effects: [], target: 'fair' },
    { conditions: [], effects: [], target: 'short' },
  ],
  timer: null,
})

function endingsOf({ felt, theme, principle }: StoryToDraft, say: Phrases): Ending[] {
  const felts = paragraphs(sentencesOf(felt), 10).map((words) => plain(words))
  const standard = fit(say.standard(principle))
  return [
    {
      key: 'well',
      title: say.well,
      quality: 'good',
      lines: felts.length > 0 ? felts : [plain(say.wellLine)],
      ...debrief(fit(`${say.wellWhy} ${say.rightWhy(principle)}`), { standard, kept: [theme] }),
    },
    {
      key: 'fair',
      title: say.fair,
      quality: 'defensible',
      lines: [plain(say.fairLine)],
      ...debrief(say.fairWhy, { standard, kept: [theme] }),
    },
    { key: 'short', title: say.short, quality: 'poor', lines: [plain(say.shortLine)], ...debrief(say.shortWhy, { broken: [theme] }) },
    { key: 'gone', title: say.gone, quality: 'poor', lines: [plain(say.goneLine)], ...debrief(say.goneWhy, { broken: [theme] }) },
  ]
}

/** The text form has one line for a paragraph, and no signs that nobody sees. */
function clean(words: string): string {
  return words
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}\u{FEFF}]+/gu, ' ')
    .trim()
}
const graphemes = new Intl.Segmenter()
function cut(words: string, most: number): string {
  if (words.length <= most) return words
  let kept = ''
  for (const { segment } of graphemes.segment(words)) {
    if (kept.length + segment.length > most - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
// Backslashes that the text form puts before its own signs count too.
const fit = (words: string): string => cut(clean(words), limits.words / 2)

/** Two or three sentences to a line, as one reads them on a phone; what is left over after `most` lines is left out. */
function paragraphs(sentences: readonly string[], most: number): string[] {
  const lines: string[] = []
  for (const sentence of sentences.map(fit).filter((one) => one !== '')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + sentence.length < 220) lines[lines.length - 1] = `${last} ${sentence}`
    else lines.push(sentence)
  }
  return lines.slice(0, most)
}

export interface PosterWords {
  headline: string
  sentence: string
  question: string
}
/** What the poster and the huddle would say, from the story's own words; an author changes it. */
export function draftWords(story: Pick<StoryToDraft, 'title' | 'happened' | 'hard' | 'did' | 'language' | 'points'>): PosterWords {
  const say = phrases[story.language]
  const [first] = inOrder(story)
  const before = first?.before.at(-1) ?? sentencesOf(story.happened)[0] ?? ''
  return {
    headline: cut(clean(story.title), 90),
    sentence: cut(clean(first?.point.done ?? '') || (sentencesOf(story.did)[0] ?? ''), 240),
    question: clean(say.question(cut(before, 280))),
  }
}
