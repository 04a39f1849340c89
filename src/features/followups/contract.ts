import { z } from 'zod'
import { id, instant, pageOf, pageQuery } from '#platform/http/fields.ts'

const person = z.object({ id: id(), name: z.string().nullable() })

export const followup = z.object({
  id: id(),
  /** What it is about, in the words of the feature that keeps it: its kind, its id, and the page that shows it. */
  subject: z.object({ kind: z.string(), id: id(), link: z.string() }),
  owner: person,
  /** Who stands in while the owner is away. */
  deputy: person.nullable(),
  unit: z.object({ id: id(), name: z.string().nullable() }).nullable(),
  visibility: z.enum(['owner', 'leaders']),
  dueAt: instant(),
  isOverdue: z.boolean(),
  escalation: z.object({ at: instant(), to: person.nullable() }).nullable(),
  answer: z.object({ at: instant(), by: person.nullable(), word: z.string() }).nullable(),
})

export const followupQuery = z.object({
  owner: z
    .union([z.literal('me'), id()])
    .optional()
    .describe('`me`: what I owe, also in place of somebody. Absent: everything that I may see.'),
  unitId: id().optional().describe('This unit and all below it.'),
  state: z.enum(['open', 'answered', 'all']).default('open'),
  ...pageQuery,
})
export const followupPage = pageOf(followup)
export const followupParams = z.object({ followupId: id() })
