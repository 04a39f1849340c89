import { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Context } from '../http/context.ts'
import { decodeCursor, encodeCursor } from '../http/fields.ts'
import { Problem, problems } from '../http/problem.ts'
import { type AnyRoute, defineRoute } from '../http/route.ts'
import { isUuid } from '../ids.ts'
import { namesOfAuthors } from './author-names.ts'
import type { StoredEntry } from './chain.ts'
import { type auditEntry, auditExportQuery, auditPage, auditQuery } from './contract.ts'
import { csvLine } from './csv.ts'
import { startOfDay, startOfNextDay } from './days.ts'
import { type EntryFilter, listEntries } from './entry-store.ts'

type Entry = z.input<typeof auditEntry>

const toEntry = (row: StoredEntry, names: ReadonlyMap<string, string>): Entry => ({
  id: row.id,
  at: row.at,
  action: row.action,
  author: { kind: row.authorKind as Entry['author']['kind'], id: row.authorId, name: (row.authorId && names.get(row.authorId)) || null },
  subject: { kind: row.subjectKind, id: row.subjectId },
  details: JSON.parse(row.details) as Entry['details'],
  requestId: row.requestId,
})

async function readEntries(ctx: Context, filter: EntryFilter, beforeId: string | null, limit: number): Promise<Entry[]> {
  const rows = await ctx.read((tx) => listEntries(tx, filter, beforeId, limit))
  const names = await namesOfAuthors(
    ctx,
    rows.map(({ authorId }) => authorId),
  )
  return rows.map((row) => toEntry(row, names))
}

function cursorId(after: string | undefined): string | null {
  if (after === undefined) return null
  const id = decodeCursor(after, 1)?.[0]
  if (typeof id !== 'string' || !isUuid(id))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }] })
  return id
}

const toFilter = ({ firstDay, lastDay, timeZone, ...rest }: z.output<typeof auditExportQuery>): EntryFilter => ({
  ...rest,
  since: firstDay ? startOfDay(firstDay, timeZone) : undefined,
  until: lastDay ? startOfNextDay(lastDay, timeZone) : undefined,
})

const exportPage = 1000

async function* csvOf(ctx: Context, filter: EntryFilter): AsyncGenerator<string> {
  yield `\ufeff${csvLine(['time', 'action', 'author kind', 'author id', 'author', 'subject kind', 'subject id', 'details', 'request id', 'id'])}`
  let beforeId: string | null = null
  for (;;) {
    const entries: Entry[] = await readEntries(ctx, filter, beforeId, exportPage)
    yield entries
      .map(({ at, action, author, subject, details, requestId, id }) =>
        csvLine([at, action, author.kind, author.id, author.name, subject.kind, subject.id, JSON.stringify(details), requestId, id]),
      )
      .join('')
    if (entries.length < exportPage) return
    beforeId = entries.at(-1)!.id
  }
}

export const routes: readonly AnyRoute[] = [
  defineRoute({
    id: 'listAuditEntries',
    method: 'GET',
    path: '/api/audit-entries',
    summary: 'Who changed what, newest first.',
    access: { operation: 'audit.read' },
    query: auditQuery,
    reply: auditPage,
    async handle(ctx, { query: { after, limit, ...filter } }) {
      ctx.require('audit.read', {})
      const items = await readEntries(ctx, toFilter(filter), cursorId(after), limit + 1)
      const hasMore = items.length > limit
      if (hasMore) items.pop()
      return { body: { items, next: hasMore ? encodeCursor([items.at(-1)!.id]) : null } }
    },
  }),
  defineRoute({
    id: 'exportAuditEntries',
    method: 'GET',
    path: '/api/audit-entries-export',
    summary: 'The same as CSV, whole.',
    access: { operation: 'audit.export' },
    query: auditExportQuery,
    produces: 'text/csv; charset=utf-8',
    async handle(ctx, { query }) {
      ctx.require('audit.export', {})
      await ctx.write(async (tx) => tx.audit({ action: 'audit.exported', subject: { kind: 'organisation', id: ctx.organisationId } }))
      return {
        body: Readable.from(csvOf(ctx, toFilter(query))),
        headers: { 'content-disposition': 'attachment; filename="audit-log.csv"' },
      }
    },
  }),
]
