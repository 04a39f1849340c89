// Lessons as those who write them see them. Blocks are as engines/lesson has them; a draft may lack everything, what is live lacks nothing.
import { z } from 'zod'
import { families, listeners } from '#engines/lesson/lesson.ts'
import { day, id, instant, language, text } from '#platform/http/fields.ts'

const family = z.enum(families)
const prose = text(8000, 0).describe('Paragraphs, "- " lists, "> " quotes, **bold**, a picture or video on a line of its own.')
export const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('why'), who: z.enum(listeners), text: prose }).strict(),
  z.object({ kind: z.literal('what'), text: prose }).strict(),
  z.object({ kind: z.literal('how'), family: family.nullable(), text: prose }).strict(),
  z
    .object({
      kind: z.literal('question'),
      isMultiple: z.boolean(),
      prompt: text(600, 0),
      options: z.array(z.object({ text: text(300, 0), isRight: z.boolean(), feedback: text(600, 0) }).strict()).max(8),
    })
    .strict(),
  z.object({ kind: z.literal('reflect'), prompt: text(600, 0) }).strict(),
  z.object({ kind: z.literal('commit'), prompt: text(600, 0), suggestions: z.array(text(200, 0)).max(8) }).strict(),
])
const blocks = z.array(block).max(40)
const level = z.number().int().min(1).max(4)
const isUnique = (all: readonly string[]) => new Set(all).size === all.length
const familyList = z.array(family).max(families.length).refine(isUnique, 'names one twice').describe('Empty: for everyone.')

export const lessonParams = z.object({ lessonId: id() })
export const textParams = z.object({ lessonId: id(), language: language() })
export const versionParams = z.object({ lessonId: id(), language: language(), number: z.coerce.number().int().min(1).max(1_000_000) })

export const states = ['all', 'writing', 'in-review', 'live', 'due', 'retired'] as const
export const lessonQuery = z.object({
  q: text(100, 0).default(''),
  state: z.enum(states).default('all'),
  level: z.coerce.number().int().min(1).max(4).optional(),
})
export const newLesson = z
  .object({
    title: text(120),
    language: language(),
    level,
    principleId: id().nullable().default(null),
    families: familyList.default([]),
  })
  .strict()
export const lessonChange = z
  .object({
    level,
    principleId: id().nullable(),
    families: familyList,
    ownerId: id().nullable(),
    reviewOn: day().nullable(),
    isRetired: z.boolean(),
  })
  .partial()
  .strict()
export const draft = z
  .object({
    title: text(120, 0),
    blocks,
    sourceNumber: z
      .number()
      .int()
      .min(1)
      .nullable()
      .default(null)
      .describe('Of a translation: the version of the first language that it follows.'),
  })
  .strict()
export const review = z
  .object({ verdict: z.enum(['good', 'change']), words: text(1000, 0).default('') })
  .strict()
  .refine(({ verdict, words }) => verdict === 'good' || words !== '', { path: ['words'], message: 'says what to change' })
export const publication = z.object({ note: text(500, 0).default('') }).strict()
export const lessonImport = z
  .object({
    language: language(),
    text: z.string().min(1).max(60_000),
    replaces: z.boolean().default(false).describe('Takes the place of a draft that is there already.'),
  })
  .strict()

const person = z.object({ id: z.string(), name: z.string().nullable() })
const missing = z.object({ what: z.string(), block: z.number().nullable() })
const textState = z.enum(['live', 'writing', 'in-review', 'approved', 'returned'])
const row = z.object({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  level: z.number(),
  principleId: z.string().nullable(),
  families: z.array(family),
  minutes: z.number().nullable(),
  texts: z.array(
    z.object({
      language: language(),
      state: textState,
      /** Of what is live. */
      number: z.number().nullable(),
      /** The first language has changed since. */
      isOutdated: z.boolean(),
    }),
  ),
  owner: person.nullable(),
  reviewOn: z.string().nullable(),
  isReviewDue: z.boolean(),
  isRetired: z.boolean(),
})
export const lessonList = z.object({ items: z.array(row), counts: z.partialRecord(z.enum(states), z.number()) })

const lessonDraft = z.object({
  title: z.string(),
  blocks: z.array(block),
  sourceNumber: z.number().nullable(),
  state: textState,
  writers: z.array(person),
  reviewer: person.nullable(),
  reviewWords: z.string().nullable(),
  /** The reader has not written in it. */
  mayReview: z.boolean(),
  minutes: z.number(),
  words: z.number(),
  missing: z.array(missing),
  version: z.number(),
  updatedAt: instant(),
})
const liveText = z.object({
  number: z.number(),
  title: z.string(),
  blocks: z.array(block),
  minutes: z.number(),
  sourceNumber: z.number().nullable(),
  note: z.string().nullable(),
  reviewer: person.nullable(),
  publisher: person.nullable(),
  publishedAt: instant(),
})
export const lesson = z.object({
  id: z.string(),
  key: z.string(),
  level: z.number(),
  principleId: z.string().nullable(),
  theme: z.string().nullable(),
  families: z.array(family),
  owner: person.nullable(),
  reviewOn: z.string().nullable(),
  isReviewDue: z.boolean(),
  isRetired: z.boolean(),
  version: z.number(),
  /** The language that the others are translated from. */
  firstLanguage: language(),
  languages: z.array(language()),
  texts: z.array(z.object({ language: language(), draft: lessonDraft.nullable(), live: liveText.nullable(), isOutdated: z.boolean() })),
  files: z.array(z.object({ name: z.string(), mediaType: z.string(), bytes: z.number() })),
  /** Titles of the live paths that lead through it. */
  paths: z.array(z.string()),
})
export const draftSaved = z.object({
  version: z.number(),
  state: textState,
  minutes: z.number(),
  words: z.number(),
  missing: z.array(missing),
  updatedAt: instant(),
})
export const versionList = z.object({ items: z.array(liveText.omit({ blocks: true })) })
export const version = liveText

export const fileParams = z.object({ lessonId: id(), name: z.string().max(100) })
export const files = z.object({
  items: z.array(z.object({ name: z.string(), mediaType: z.string(), bytes: z.number() })),
  name: z.string(),
})

export type Block = z.infer<typeof block>
export type LessonRow = z.infer<typeof row>
export type LessonList = z.infer<typeof lessonList>
export type Lesson = z.infer<typeof lesson>
export type LessonText = Lesson['texts'][number]
export type LessonVersion = z.infer<typeof version>
export type DraftSaved = z.infer<typeof draftSaved>
export type LessonFiles = z.infer<typeof files>
