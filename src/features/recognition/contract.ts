import { z } from 'zod'
import { day, id, instant, pageOf, pageQuery, text } from '#platform/http/fields.ts'

export const newThanks = z
  .object({
    id: id().describe('Made by the phone: what is sent twice is one.'),
    toPersonIds: z.array(id()).max(10).default([]),
    toUnitId: id().nullable().default(null),
    principleId: id(),
    happened: text(600, 0).default('').describe('What happened, in a sentence; three words at least.'),
    effect: text(600, 0).default('').describe('What it changed.'),
    isPrivate: z.boolean().default(false),
    quoteId: id().nullable().default(null).describe('The customer’s words that it began with.'),
    saidAt: instant().optional(),
  })
  .strict()
  .refine(({ toPersonIds, toUnitId }) => toPersonIds.length > 0 || toUnitId !== null, {
    path: ['toPersonIds'],
    error: 'Say whom you thank.',
  })
  .refine(({ toPersonIds }) => new Set(toPersonIds).size === toPersonIds.length, { path: ['toPersonIds'], error: 'Name each person once.' })
export type NewThanks = z.input<typeof newThanks>

const ref = z.object({ id: id(), name: z.string().nullable() })
export const thanks = z.object({
  id: id(),
  /** Null: gone. */
  from: ref.nullable(),
  to: z.array(ref.extend({ kind: z.enum(['person', 'unit']) })),
  principleId: id(),
  happened: z.string(),
  effect: z.string().nullable(),
  isPrivate: z.boolean(),
  /** Giver, receiver and whoever looks at reports know. */
  isHidden: z.boolean(),
  isReported: z.boolean(),
  quoteId: id().nullable(),
  on: day(),
  may: z.object({ takeBack: z.boolean(), hide: z.boolean(), show: z.boolean(), judge: z.boolean() }),
})
export type Thanks = z.infer<typeof thanks>
export const thanksPage = pageOf(thanks)
export const thanksParams = z.object({ thanksId: id() })
export const thanksQuery = z.object({
  whose: z
    .enum(['units', 'all', 'received', 'given', 'reported'])
    .default('units')
    .describe(
      '`units`: public ones to my unit, the one above and those I lead; `all`: public ones; `received`, `given`: mine, private ones too.',
    ),
  personId: id().optional().describe('Public ones to this person; instead of `whose`.'),
  principleId: id().optional(),
  ...pageQuery,
})
export type ThanksQuery = z.output<typeof thanksQuery>

export const hiding = z
  .object({ isHidden: z.boolean(), isReported: z.boolean().default(false) })
  .strict()
  .refine(({ isHidden, isReported }) => isHidden || !isReported, { path: ['isReported'], error: 'What is reported is hidden.' })
export const judgement = z.object({ stays: z.boolean().describe('False: its words are deleted.') }).strict()

export const giveForm = z.object({
  principles: z.array(z.object({ id: id(), name: z.string(), colour: z.string(), icon: z.string(), position: z.number() })),
  /** My unit, and who works in it: found without a network too. */
  unit: ref.nullable(),
  colleagues: z.array(z.object({ id: id(), name: z.string(), about: z.string().nullable() })),
})
export type GiveForm = z.infer<typeof giveForm>
export const giveFormQuery = z.object({ language: z.enum(['en', 'de', 'ar']).optional() })

export const reachQuery = z.object({ unitId: id().optional().describe('This unit and all below it; absent: all that the reader may see.') })
const group = z.object({
  /** Null: smaller ones taken together. */
  id: id().nullable(),
  name: z.string().nullable(),
  /** Active people of today. */
  people: z.number().int(),
  /** Of those, who was thanked by name. Null under five people. */
  reached: z.number().int().nullable(),
  /** Thanks to them or to their unit. Null under five people. */
  thanks: z.number().int().nullable(),
})
export type ReachGroup = z.infer<typeof group>
export const reach = z.object({
  days: z.number().int(),
  whole: group,
  /** 0: spread evenly, towards 1: to a few. Null under five people or without thanks. */
  concentration: z.number().nullable(),
  units: z.array(group),
  jobRoles: z.array(group),
})
export type Reach = z.infer<typeof reach>

export const unnoticed = z.object({
  days: z.number().int(),
  /** The works council's switch: nobody is listed by name. */
  isOff: z.boolean(),
  items: z.array(z.object({ id: id(), name: z.string(), about: z.string().nullable() })),
})
export type Unnoticed = z.infer<typeof unnoticed>
