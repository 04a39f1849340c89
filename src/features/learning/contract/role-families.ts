import { z } from 'zod'
import { families } from '#engines/lesson/lesson.ts'
import { id } from '#platform/http/fields.ts'

/** One of six kinds of work; variants of lessons, scenarios and cards are written for them. */
export const family = z.enum(families)
export const roleFamilyParams = z.object({ jobRoleId: id() })
export const roleFamilyChange = z.object({ family: family.nullable().describe('Null: as its words say, again.') }).strict()
const roleFamily = z.object({
  jobRole: z.object({ id: z.string(), name: z.string() }),
  family,
  /** By the words of the job role's name; nobody has said it. */
  isGuess: z.boolean(),
  people: z.number().int().describe('Active people with this job role.'),
})
export const roleFamilyList = z.object({ items: z.array(roleFamily) })
export type RoleFamily = z.infer<typeof roleFamily>
