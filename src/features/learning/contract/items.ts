import { z } from 'zod'
import { kinds, most } from '#engines/item/item.ts'
import { id, instant, language, languages, pageOf, pageQuery, text } from '#platform/http/fields.ts'
import { family } from './role-families.ts'

const kind = z.enum(kinds)
const level = z.number().int().min(1).max(4)
const state = z.enum(['draft', 'live', 'retired'])
const slug = z
  .string()
  .max(most.key)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'is small letters, digits and "-"')

/** Drafts may still lack words; what goes live is checked by engines/item/check.ts. */
const option = z
  .object({
    text: text(most.option, 0),
    isRight: z.boolean().default(false),
    worth: z
      .number()
      .int()
      .min(0)
      .max(3)
      .nullable()
      .default(null)
      .describe('Of a judgement: 0 does harm, 1 weak, 2 defensible, 3 as the standard asks.'),
    feedback: text(most.feedback, 0).default('').describe('Said to whoever chose it.'),
  })
  .strict()
const itemText = z
  .object({
    prompt: text(most.prompt, 0),
    options: z.array(option).max(most.options).default([]),
    pairs: z
      .array(z.tuple([text(most.option, 0), text(most.option, 0)]))
      .max(most.pairs)
      .default([])
      .describe('Left and right, as they belong together.'),
    order: z.array(text(most.option, 0)).max(most.order).default([]).describe('In the right order.'),
    accepted: z.array(text(most.option, 0)).max(most.accepted).default([]).describe('Of a short answer; the first is shown.'),
    explanation: text(most.explanation, 0).default(''),
  })
  .strict()
const texts = z.partialRecord(language(), itemText).refine((value) => Object.keys(value).length > 0, 'Write it in one language at least.')

export const itemBody = z
  .object({
    key: slug.optional().describe('Made of the theme where it is left out.'),
    principleId: id(),
    level: level.default(1),
    kind,
    families: z.array(family).max(most.families).default([]).describe('Empty: everybody.'),
    source: text(most.source, 0).default(''),
    state: state.default('draft'),
    texts,
  })
  .strict()
export type ItemBody = z.output<typeof itemBody>
export type ItemInput = z.input<typeof itemBody>

const principle = z.object({ id: id(), name: z.string(), colour: z.string(), icon: z.string(), position: z.number() })
const fault = z.object({ language: z.enum(languages), pointer: z.string(), code: z.string() })
export const itemRow = z.object({
  id: id(),
  key: z.string(),
  theme: z.string(),
  /** Null: it was retired. */
  principle: principle.nullable(),
  level,
  kind,
  families: z.array(family),
  state,
  prompt: z.string(),
  languages: z.array(z.enum(languages)),
  isEdited: z.boolean(),
  changedAt: instant(),
})
export type ItemRow = z.infer<typeof itemRow>
export const itemPage = pageOf(itemRow)
export const item = itemRow.extend({
  principleId: id(),
  source: z.string(),
  version: z.number().int(),
  texts: z.partialRecord(z.enum(languages), itemText),
  /** What it still needs before it can be asked. */
  faults: z.array(fault),
})
export type Item = z.infer<typeof item>

export const itemParams = z.object({ itemId: id() })
export const itemQuery = z.object({
  q: text(100, 0).optional(),
  principleId: id().optional(),
  level: z.coerce.number().int().min(1).max(4).optional(),
  kind: kind.optional(),
  state: state.optional(),
  family: family.optional().describe('Those for everybody too.'),
  missing: language().optional().describe('Without words in this language.'),
  ...pageQuery,
})
export type ItemQuery = z.output<typeof itemQuery>

export const itemImport = z
  .object({
    text: z.string().min(1).max(1_500_000).describe('A file of items: content/everyday-service/README.md.'),
    language: language(),
    principles: z
      .record(slug, id())
      .default({})
      .describe('Which principle each theme of the file means; guessed by words where it is left out.'),
    state: z.enum(['draft', 'live']).default('draft').describe('Of new ones.'),
    isTrial: z.boolean().default(false).describe('Says what would happen, and changes nothing.'),
  })
  .strict()
export type ItemImport = z.output<typeof itemImport>
export const itemImportReply = z.object({
  faults: z
    .array(z.object({ line: z.number().int(), column: z.number().int(), message: z.string() }))
    .describe('With one of them nothing is taken.'),
  themes: z.array(z.object({ theme: z.string(), items: z.number().int(), principleId: id().nullable() })),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  kept: z.number().int().describe('Changed here since they came: left alone.'),
})
export type ItemImportReply = z.infer<typeof itemImportReply>
export const itemExportQuery = z.object({ language: language(), theme: slug.optional() })
