// Packs: what comes with the program, what each would bring, and how its parts stand here.
import { z } from 'zod'
import { id, instant, languages } from '#platform/http/fields.ts'

const principle = z.object({ id: id(), name: z.string(), colour: z.string(), icon: z.string(), position: z.number() })
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'is small letters, digits and "-"')
const counts = z.object({
  lessons: z.number().int(),
  scenarios: z.number().int(),
  items: z.number().int(),
  cards: z.number().int(),
  behaviours: z.number().int(),
})
const installed = z.object({ version: z.number().int(), at: instant() }).nullable()
const head = { key: z.string(), title: z.string(), version: z.number().int(), languages: z.array(z.string()), counts, installed }
export const packList = z.object({ items: z.array(z.object(head)) })
export type PackList = z.infer<typeof packList>

const kind = z.enum(['lesson', 'scenario', 'item', 'card'])
const state = z
  .enum(['new', 'same', 'changed', 'removed', 'update', 'both', 'own'])
  .describe(
    'new: not here. same: as delivered. changed, removed: here. update: the pack says it otherwise by now. both: the pack and this house do. own: made here under the same key.',
  )
export const packParams = z.object({ packKey: slug })
export const packView = z.object({
  ...head,
  /** Languages of the organisation that the pack knows. */
  spoken: z.array(z.string()),
  minutes: z.number().int().describe('Of its lessons and scenarios, in one language.'),
  themes: z.array(
    z.object({
      theme: z.string(),
      words: z.string(),
      principle: principle.nullable().describe('Null: nothing fits; somebody has to say it.'),
      isGuess: z.boolean(),
    }),
  ),
  parts: z.array(
    z.object({
      part: z.string(),
      kind,
      title: z.string(),
      languages: z.array(z.string()),
      theme: z.string().nullable(),
      level: z.number().int().nullable(),
      minutes: z.number().int().nullable(),
      state,
    }),
  ),
})
export type PackView = z.infer<typeof packView>
export type PartRow = PackView['parts'][number]

export const packPartQuery = z.object({ part: z.string().max(300) })
export const packPart = z.object({
  part: z.string(),
  kind,
  title: z.string(),
  state,
  texts: z
    .array(z.object({ language: z.string(), theirs: z.string().nullable(), mine: z.string().nullable() }))
    .describe('In the form of the pack’s files.'),
})
export type PackPart = z.infer<typeof packPart>

export const packInstallation = z
  .object({
    themes: z.record(slug, id()).default({}).describe('Which principle each theme means; guessed by words where it is left out.'),
    choices: z
      .record(z.string().max(300), z.enum(['mine', 'theirs']))
      .default({})
      .describe('By part. Left out: what is new or was not touched here comes in, what was changed or removed here stays.'),
  })
  .strict()
export type PackInstallation = z.input<typeof packInstallation>
const count = z.object({ added: z.number().int(), changed: z.number().int(), unchanged: z.number().int(), kept: z.number().int() })
export const packInstalled = z.object({
  version: z.number().int(),
  languages: z.array(z.enum(languages)),
  lessons: count,
  scenarios: count,
  items: count,
  cards: count,
  behaviours: count,
})
export type PackInstalled = z.infer<typeof packInstalled>
export const packRemoved = z.object({
  retired: z.number().int(),
  used: z.number().int().describe('Left, because somebody has begun, played, answered or opened it, or a path or an assessment holds it.'),
  changed: z.number().int().describe('Left, because it was changed here.'),
})
export type PackRemoved = z.infer<typeof packRemoved>
