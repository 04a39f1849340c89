// Requests and replies of stories: told on the phone, prepared in Studio, read by everybody, taken back at any time.
import { z } from 'zod'
import { channels } from '#engines/scenario/scenario.ts'
import { mostOthers, mostPoints } from '#engines/story/draft.ts'
import { traceKinds } from '#engines/story/traces.ts'
import { day, id, instant, language, pageOf, pageQuery, text } from '#platform/http/fields.ts'

const ref = z.object({ id: id(), name: z.string().nullable() })
const part = () => text(2000, 0)
const words = {
  title: text(120),
  happened: text(2000),
  hard: part(),
  did: part(),
  felt: part(),
  principleId: id(),
  /** Colleagues whom it is about, besides who tells it. */
  personIds: z.array(id()).max(8).default([]),
}
const namesOnce = ({ personIds }: { personIds: string[] }) => new Set(personIds).size === personIds.length
const once = { path: ['personIds'], error: 'Name each person once.' }

export const storyParams = z.object({ storyId: id() })
export const newStory = z
  .object({
    id: id().describe('Made by the phone: what is sent twice is one story.'),
    language: language(),
    ...words,
    source: z
      .object({ kind: z.enum(['thanks', 'quote', 'decision']), id: id() })
      .strict()
      .nullable()
      .default(null)
      .describe('What it began with.'),
  })
  .strict()
  .refine(namesOnce, once)
export type NewStory = z.input<typeof newStory>
export const storyChange = z
  .object({ ...words, level: z.number().int().min(1).max(4), channel: z.enum(channels) })
  .strict()
  .refine(namesOnce, once)
export type StoryChange = z.input<typeof storyChange>

const trace = z.object({ kind: z.enum(traceKinds), words: text(300) }).strict()
export const settling = z
  .object({
    replace: z
      .array(z.object({ words: text(300), by: text(80) }).strict())
      .max(100)
      .describe('Each must stand in the story as a likely trace of somebody; it is replaced wherever it stands.'),
    kept: z.array(trace).max(200).describe('All that were looked at and give nobody away.'),
  })
  .strict()
export type Settling = z.input<typeof settling>

const other = z.object({ text: text(400, 0), why: text(400, 0), kind: z.enum(['wrong', 'defensible']) }).strict()
const point = z.object({ sentence: text(2000), done: text(400, 0), why: text(400, 0), others: z.array(other).max(mostOthers) }).strict()
export const pointsChange = z.object({ points: z.array(point).max(mostPoints) }).strict()
export type PointInput = z.infer<typeof point>

const sheet = z.object({ language: language(), headline: text(90), sentence: text(240), question: text(400) }).strict()
export const sheetsChange = z
  .object({ sheets: z.array(sheet).max(3) })
  .strict()
  .refine(({ sheets }) => new Set(sheets.map((one) => one.language)).size === sheets.length, {
    path: ['sheets'],
    error: 'Each language once.',
  })
export type Sheet = z.infer<typeof sheet>

export const consent = z
  .object({
    answer: z.enum(['yes', 'unnamed', 'no']).describe('`unnamed`: yes, without my name. `no`: at any time, and the story is gone.'),
  })
  .strict()
export const storyReview = z.object({ isGood: z.boolean(), note: text(600, 0).default('') }).strict()

/** What still stands in the way of the next step. */
export const missingKinds = ['traces', 'consent', 'points', 'scenario', 'faults', 'sheet'] as const
export type Missing = (typeof missingKinds)[number]

const state = z.enum(['draft', 'review', 'published', 'withdrawn'])
export const storyRow = z.object({
  id: id(),
  state,
  /** Null: withdrawn, its words are gone. */
  title: z.string().nullable(),
  language: language(),
  principleId: id(),
  unit: ref.nullable(),
  toldBy: ref.nullable(),
  on: day(),
  publishedAt: instant().nullable(),
  /** I was asked whether it may be told, and have not answered. */
  waitsForMe: z.boolean(),
  isMine: z.boolean(),
  /** It is about me, too. */
  isAboutMe: z.boolean(),
})
export type StoryRow = z.infer<typeof storyRow>
export const storyPage = pageOf(storyRow)
export const storyQuery = z.object({
  whose: z
    .enum(['published', 'mine', 'about-me', 'workshop'])
    .default('published')
    .describe(
      '`mine`: that I told; `about-me`: in which I am named, once I was asked; `workshop`: what is not published, for who prepares or reviews it.',
    ),
  ...pageQuery,
})

export const story = storyRow.extend({
  happened: z.string(),
  hard: z.string(),
  did: z.string(),
  felt: z.string(),
  /** Published: only who may be named. */
  people: z.array(ref.extend({ isAsked: z.boolean(), answer: z.enum(['yes', 'unnamed']).nullable() })),
  source: z.object({ kind: z.enum(['thanks', 'quote', 'decision']), id: id() }).nullable(),
  level: z.number().int(),
  channel: z.enum(channels),
  scenario: z.object({ id: id(), title: z.string(), isLive: z.boolean() }).nullable(),
  sheets: z.array(sheet),
  code: z.string().describe('Stands on its posters.'),
  /** For who prepares or reviews it. */
  workshop: z
    .object({
      points: z.array(point),
      kept: z.array(trace),
      /** First names of colleagues who stand in the words and are not among `people`. */
      firstNames: z.array(z.string()),
      missing: z.array(z.enum(missingKinds)),
      reviewNote: z.string().nullable(),
      /** I have written in it, so somebody else reads it. */
      isWriter: z.boolean(),
    })
    .nullable(),
  myAnswer: z.enum(['yes', 'unnamed']).nullable(),
  may: z.object({ write: z.boolean(), draft: z.boolean(), review: z.boolean(), withdraw: z.boolean(), answer: z.boolean() }),
  version: z.number(),
})
export type Story = z.infer<typeof story>
export const draftedScenario = z.object({ id: id() })

export const posterQuery = z.object({ language: language().optional() })
export const newPrint = z.object({ language: language(), size: z.enum(['a4', 'a3']) }).strict()
export const printParams = z.object({ printId: id() })
export const storyPrint = z.object({
  id: id(),
  code: z.string(),
  language: language(),
  size: z.enum(['a4', 'a3']),
  unit: ref.nullable(),
  printedBy: ref.nullable(),
  printedAt: instant(),
})
export type StoryPrint = z.infer<typeof storyPrint>
export const storyPrintList = z.object({
  items: z.array(storyPrint).describe('Of withdrawn stories, not taken down yet, the latest first.'),
})
