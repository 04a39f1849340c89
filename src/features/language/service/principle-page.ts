// One principle with its examples, and everything that carries it.
import { namesOfJobRoles, personCard, readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid } from '#platform/ids.ts'
import type { Example, PrinciplePage, TaggedThing } from '../contract.ts'
import { textIn } from '../rules.ts'
import { type ExampleRow, examplesOf } from '../store/examples.ts'
import { findPrinciple } from '../store/principles.ts'
import { countByKind, listUses, type UseRow } from '../store/uses.ts'
import { principleIn } from './principles.ts'
import { taggableKinds, taggableOf } from './tagging.ts'

/** How many of each kind stand on the page itself; the rest comes page by page. */
const newestOfEach = 5

export async function readPrinciplePage(ctx: Context, id: string, language = ctx.language): Promise<PrinciplePage> {
  ctx.require('principles.read', {})
  return ctx.read(async (tx) => {
    const [{ defaultLanguage }, row, rows, counts, roles, me] = await Promise.all([
      readSettings(tx),
      findPrinciple(tx, id),
      examplesOf(tx, id),
      countByKind(tx, id),
      namesOfJobRoles(tx),
      ctx.actor.personId ? personCard(tx, [ctx.actor.personId]) : undefined,
    ])
    if (!row) throw new Problem(problems.notFound)
    const myRoleId = ctx.actor.personId ? (me?.get(ctx.actor.personId)?.jobRoleId ?? null) : null
    const examples = rows.map((example) => exampleIn(example, language, defaultLanguage, roles, myRoleId))
    const byKind = new Map(counts.map(({ kind, count }) => [kind, count]))
    const kinds = []
    for (const kind of new Set([...taggableKinds(), ...byKind.keys()])) {
      const count = byKind.get(kind) ?? 0
      kinds.push({ kind, count, items: count === 0 ? [] : (await describe(ctx, tx, id, kind, undefined, newestOfEach)).items })
    }
    return { ...principleIn(row, language, defaultLanguage), examples: examples.sort(mineFirst), kinds }
  })
}

const mineFirst = (a: Example, b: Example): number =>
  Number(b.isMine) - Number(a.isMine) || (a.jobRole?.name ?? '').localeCompare(b.jobRole?.name ?? '')

export function exampleIn(row: ExampleRow, language: string, own: string, roles: Map<string, string>, myRoleId: string | null): Example {
  const { looksLike = '', doesNot = '' } = textIn(row.texts, language, own) ?? {}
  const { id, version, texts, jobRoleId } = row
  const jobRole = jobRoleId ? { id: jobRoleId, name: roles.get(jobRoleId) ?? '' } : null
  return { id, jobRole, isMine: jobRoleId !== null && jobRoleId === myRoleId, version, looksLike, doesNot, texts }
}

async function describe(ctx: Context, tx: Tx, principleId: string, kind: string, after: UseRow | undefined, limit: number) {
  const rows = await listUses(tx, principleId, kind, after, limit + 1)
  const shown = rows.slice(0, limit)
  const ids = shown.map(({ subjectId }) => subjectId)
  // A kind whose feature is not here any more is counted, and opens nothing.
  const items: TaggedThing[] = ids.length > 0 ? ((await taggableOf(kind)?.describe(ctx, tx, ids)) ?? []) : []
  return { items, last: rows.length > limit ? shown.at(-1) : undefined }
}

export async function readUses(ctx: Context, principleId: string, query: { kind: string; after?: string | undefined; limit: number }) {
  ctx.require('principles.read', {})
  return ctx.read(async (tx) => {
    if (!(await findPrinciple(tx, principleId))) throw new Problem(problems.notFound)
    const { items, last } = await describe(ctx, tx, principleId, query.kind, cursorOf(query.after), query.limit)
    return { items, next: last ? encodeCursor([last.createdAt, last.subjectId]) : null }
  })
}

function cursorOf(after: string | undefined): UseRow | undefined {
  if (after === undefined) return undefined
  const [createdAt, subjectId] = decodeCursor(after, 2) ?? []
  if (
    typeof createdAt !== 'string' ||
    typeof subjectId !== 'string' ||
    !isUuid(subjectId) ||
    !/^\d{4}-/.test(createdAt) ||
    Number.isNaN(Date.parse(createdAt))
  )
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }] })
  return { createdAt: new Date(createdAt).toISOString(), subjectId }
}
