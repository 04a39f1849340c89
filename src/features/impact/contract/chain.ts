// The chain over HTTP.
import { z } from 'zod'
import { day, id } from '#platform/http/fields.ts'
import { measureNames, parts } from '../rules/measures.ts'

const ref = z.object({ id: id(), name: z.string() })
const interval = { estimate: z.number(), low: z.number(), high: z.number() }
const shown = z.union([
  z.object({ isTooFew: z.literal(true), n: z.number().int() }),
  z.object({ isTooFew: z.literal(false), n: z.number().int(), ...interval }),
])
const span = z.object({
  firstDay: day(),
  lastDay: day(),
  /** Null: the group is too small for numbers about people. */
  value: shown.nullable(),
})
export type Span = z.infer<typeof span>

const weeks = z
  .enum(['4', '12', '26', '52'])
  .default('12')
  .describe('Length of the period up to today, in weeks; the period before has the same length.')
export const chainQuery = z.object({
  unitId: id().optional().describe('This unit and everything below it; absent: where the reader’s part of the house begins.'),
  weeks,
})
export type ChainQuery = z.output<typeof chainQuery>
export const measureParams = z.object({ measure: z.enum(measureNames) })

const item = z.object({
  name: z.enum(measureNames),
  part: z.enum(parts),
  kind: z.enum(['share', 'points', 'mean', 'count']),
  formula: z.string(),
  /** Ends of a scale, where it has them. */
  scale: z.object({ from: z.number(), to: z.number() }).nullable(),
  promised: z.number().nullable(),
  /** Null: the group is too small for numbers about people. */
  now: shown.nullable(),
  before: shown.nullable(),
  /** Now less before; `isTold`: the likely range leaves out zero. Null where one of the two is too few, or nothing was counted before. */
  change: z.object({ ...interval, isTold: z.boolean() }).nullable(),
  spans: z.array(span),
  owner: z.object({ id: id(), name: z.string().nullable(), why: z.enum(['named', 'leads', 'head-of-cx']) }).nullable(),
})
export type Item = z.infer<typeof item>

const frame = {
  unit: ref,
  path: z.array(ref),
  weeks: z.number().int(),
  firstDay: day(),
  lastDay: day(),
  beforeFirstDay: day(),
  beforeLastDay: day(),
  /** Numbers about what people did show from so many people on. */
  fewestPeople: z.number().int(),
  mayNameOwners: z.boolean(),
}
export const chain = z.object({
  ...frame,
  items: z.array(item),
  /** How often each live or retired principle was carried in the period; those with none are left out. */
  principles: z.array(z.object({ id: id(), uses: z.number().int() })),
})
export type Chain = z.infer<typeof chain>

export const measureRows = z.object({
  ...frame,
  item,
  /** The units right below, by name; nobody is ranked. */
  units: z.array(z.object({ unit: ref, value: shown.nullable() })),
})
export type MeasureRows = z.infer<typeof measureRows>

export const exportQuery = chainQuery.extend({
  measure: z.enum(measureNames).optional().describe('Its points in time and the units right below; absent: the whole chain.'),
})
export const wordsQuery = chainQuery.required({ unitId: true })
export const chainWords = z.object({
  quote: z
    .object({ id: id(), words: z.string(), language: z.string(), at: z.string(), kind: z.enum(['praise', 'mixed', 'complaint']) })
    .nullable(),
})
export type ChainWords = z.infer<typeof chainWords>

export const newOwner = z.object({ unitId: id(), personId: id().nullable().describe('Null: the rule says who again.') }).strict()
