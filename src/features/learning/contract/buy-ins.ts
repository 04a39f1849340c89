// Know, can, will: three taps that are never added up; and what stops me, which becomes an obstacle in one.
import { z } from 'zod'
import { id, instant, text } from '#platform/http/fields.ts'

const word = z.enum(['yes', 'partly', 'no'])
export const buyInParams = z.object({ lessonId: id() })
export const buyInWords = z
  .object({
    lessonId: id(),
    knows: word.optional(),
    can: word.optional(),
    will: word.optional(),
    at: instant().optional().describe('When it was tapped, for a phone without a network.'),
  })
  .strict()
  .refine(({ knows, can, will }) => knows ?? can ?? will, { error: 'say one of the three' })
export const buyIn = z.object({
  knows: word.nullable(),
  can: word.nullable(),
  will: word.nullable(),
  /** What waits for an answer in my unit and above: one tap joins it. */
  obstacles: z.array(z.object({ id: z.string(), title: z.string(), supporters: z.number() })),
})
export const hindrance = z.union([
  z.object({ lessonId: id(), obstacleId: id() }).strict(),
  z
    .object({ lessonId: id(), title: text(160, 3) })
    .strict()
    .describe('Joins the open one of these words in my unit or above; else it is raised, unnamed.'),
])
export const hindered = z.object({ obstacleId: z.string(), isNew: z.boolean() })

export const buyInFigureQuery = z.object({ pathId: id() })
const figures = { people: z.number(), knows: z.number(), can: z.number(), will: z.number() }
export const buyInFigures = z.object({
  unit: z.object({ id: z.string(), name: z.string() }),
  /** Only weeks that are over. */
  before: z.string(),
  fewest: z.number(),
  /** Null: too few, or the rest could be found by taking away. */
  total: z.object(figures).nullable(),
  units: z.array(z.object({ id: z.string(), name: z.string(), ...figures })),
  /** Units too small to stand alone, put together; null while they are too few together. */
  rest: z.object(figures).nullable(),
})
export type Word = z.infer<typeof word>
export type BuyIn = z.infer<typeof buyIn>
export type BuyInWords = z.input<typeof buyInWords>
export type Hindered = z.infer<typeof hindered>
export type BuyInFigures = z.infer<typeof buyInFigures>
export type Hindrance = z.infer<typeof hindrance>
