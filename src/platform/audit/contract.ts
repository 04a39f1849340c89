import { z } from 'zod'
import { day, id, instant, pageOf, pageQuery, timeZone } from '../http/fields.ts'

const filter = {
  action: z
    .string()
    .regex(/^[a-z][a-z0-9.-]{0,99}$/, 'is not an action like person.moved')
    .optional()
    .describe('person.moved, or person. for everything about people'),
  subjectKind: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,99}$/)
    .optional(),
  subjectId: z.string().max(200).optional().describe('Needs subjectKind.'),
  authorId: id().optional(),
  firstDay: day().optional(),
  lastDay: day().optional(),
  timeZone: timeZone().default('UTC').describe('Where the days begin and end.'),
}
const isWhole = (query: { subjectKind?: string | undefined; subjectId?: string | undefined }) =>
  query.subjectId === undefined || query.subjectKind !== undefined
const wholeness = { message: 'needs subjectKind', path: ['subjectId'] }

export const auditQuery = z.object({ ...filter, ...pageQuery }).refine(isWhole, wholeness)
export const auditExportQuery = z.object(filter).refine(isWhole, wholeness)

export const auditEntry = z.object({
  id: id(),
  at: instant(),
  action: z.string(),
  author: z.object({ kind: z.enum(['person', 'token', 'system']), id: id().nullable(), name: z.string().nullable() }),
  subject: z.object({ kind: z.string(), id: z.string() }),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
  requestId: z.string(),
})
export const auditPage = pageOf(auditEntry)
