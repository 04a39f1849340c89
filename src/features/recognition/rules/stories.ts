// Pure choices of stories: which words are looked through, what still lacks, and what a replacement does to all of them.
import { type Kept, openTraces, replaceTrace, type TraceOptions } from '#engines/story/anonymise.ts'
import { fewestPoints, isPointWhole, type StoryPoint } from '#engines/story/draft.ts'
import type { Missing } from '../contract/stories.ts'

export interface Texts {
  title: string
  happened: string
  hard: string
  did: string
  felt: string
  points: readonly StoryPoint[]
  sheets: readonly SheetText[]
}
export interface SheetText {
  headline: string
  sentence: string
  question: string
}
/** Everything of it that somebody could read. */
export const textsOf = ({ title, happened, hard, did, felt, points, sheets }: Texts): string[] => [
  title,
  happened,
  hard,
  did,
  felt,
  ...points.flatMap((point) => [point.sentence, point.done, point.why, ...point.others.flatMap(({ text, why }) => [text, why])]),
  ...sheets.flatMap(({ headline, sentence, question }) => [headline, sentence, question]),
]

export interface Standing extends Texts {
  language: 'en' | 'de' | 'ar'
  kept: readonly Kept[]
  sheets: readonly (SheetText & { language: string })[]
  people: readonly { answer: 'yes' | 'unnamed' | null }[]
  /** Null: not drafted. */
  scenario: { texts: readonly string[]; hasFaults: boolean } | null
}
/** In the order in which it is done. Empty: it can be handed over and published. */
export function missingOf(story: Standing, names: Omit<TraceOptions, 'language'>): Missing[] {
  const texts = [...textsOf(story), ...(story.scenario?.texts ?? [])]
  const lacks: Record<Missing, boolean> = {
    traces: openTraces(texts, { language: story.language, ...names }, story.kept).length > 0,
    consent: story.people.some(({ answer }) => answer === null),
    points: story.points.length < fewestPoints || !story.points.every(isPointWhole),
    scenario: story.scenario === null,
    faults: story.scenario?.hasFaults ?? false,
    sheet: !story.sheets.some(({ language }) => language === story.language),
  }
  return (Object.keys(lacks) as Missing[]).filter((kind) => lacks[kind])
}

/** Each replacement in each text, the longest first, so that "Mrs Kaya" goes before "Kaya". */
export function replaceIn<Story extends Texts>(story: Story, replace: readonly { words: string; by: string }[]): Story {
  const inOrder = replace.toSorted((one, other) => other.words.length - one.words.length)
  const turn = (text: string): string => inOrder.reduce((now, { words, by }) => replaceTrace(now, words, by), text)
  return {
    ...story,
    title: turn(story.title),
    happened: turn(story.happened),
    hard: turn(story.hard),
    did: turn(story.did),
    felt: turn(story.felt),
    points: story.points.map((point) => ({
      sentence: turn(point.sentence),
      done: turn(point.done),
      why: turn(point.why),
      others: point.others.map((other) => ({ ...other, text: turn(other.text), why: turn(other.why) })),
    })),
    sheets: story.sheets.map((sheet) => ({
      ...sheet,
      headline: turn(sheet.headline),
      sentence: turn(sheet.sentence),
      question: turn(sheet.question),
    })),
  }
}

/** On a poster, so that it can be found again once nobody may say what it tells. */
export const codeOf = (storyId: string): string => storyId.replaceAll('-', '').slice(-6).toUpperCase()

/** A story is offered to huddles for two weeks after it was published. */
export const offeredDays = 14
